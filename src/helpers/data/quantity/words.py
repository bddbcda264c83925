"""What a figure is called in a sentence: its line item, what is said of it, and its period, in words."""

from __future__ import annotations

from helpers.data.quantity import formats
from helpers.language import concepts
from helpers.language.calendar import Period

MEASURES: dict[str, str] = {
    "yoy_pct": "growth from a year ago",
    "yoy_abs": "increase from a year ago",
    "qoq_pct": "growth from the quarter before",
    "qoq_abs": "increase from the quarter before",
    "pct_of_revenue": "share of total revenue",
    "margin": "ratio to revenue",
    "share": "share of its whole",
    "pt_change": "change of the ratio in points",
    "change": "change over the period",
}
_SCENARIOS = {"target": "target", "prior_target": "earlier target"}

# What a rule of checks.csv and series.csv says, where it is no breakdown of the vocabulary.
_RULES: dict[str, str] = {
    "agreement": "what is printed more than once agrees",
    "two_ways": "two ways of working it out agree",
    "to_the_last_digit": "the parts add up to the last digit",
    "superseded_target": "a target that is called superseded is the one set before",
    "target_change": "the printed change of a target",
    "cumulative": "a longer period is the sum of the shorter ones in it",
    "yoy_pct": "the printed growth from a year ago, turned round",
    "yoy_abs": "the printed increase from a year ago, turned round",
    "qoq_pct": "the printed growth from the quarter before, turned round",
    "qoq_abs": "the printed increase from the quarter before, turned round",
    "change": "a balance is the one before and the printed change",
    "pt_change": "the printed change of a ratio in points, turned round",
    "margin": "the printed ratio to revenue",
    "pct_of_revenue": "the printed share of total revenue",
    "yoy_rate": "growth in yen and in percent give the year-ago value",
    "qoq_rate": "growth in yen and in percent give the value of the quarter before",
    "dividends": "a year's dividend is its interim and its year-end dividend",
    "per_unit": "an amount is a number times the amount for each",
    "multiple": "a printed multiple, turned round",
    "split": "printed of the shares before a split, here of those after it",
}
_SHARE_OF = "share_of_"


def figure(concept: str, when: Period, measure: str = "level", scenario: str = "actual") -> str:
    """A figure in words: 'total revenues in FY2016', 'growth from a year ago of cloud revenue in 1Q16 (target)'."""
    said = inside(concepts.load().get(concept).label)
    what = said if measure == "level" else f"{MEASURES.get(measure, measure.replace('_', ' '))} of {said}"
    name = formats.period(*when)
    at = "in" if when.start else "at the" if name.startswith("end of") else "on"
    return f"{what} {at} {name}" + (f" ({_SCENARIOS.get(scenario, scenario)})" if scenario != "actual" else "")


def rules(names: str) -> str:
    """The rules that a derived level of series.csv follows from, in words."""
    said = [_rule(name) for name in names.split(" and ") if name]
    return "; ".join(dict.fromkeys(said))


def _rule(name: str) -> str:
    words = concepts.load()
    for calculation in words.calculations:
        if calculation.id == name:
            return f"{inside(words.get(calculation.total).label)} = {_sum(calculation.parts)}"
    for roll in words.roll_forwards:
        if name == f"roll_forward_{roll.id}":
            return f"{inside(words.get(roll.balance).label)} = the one before + {_sum(roll.flows)}"
    if name.startswith(_SHARE_OF):
        return f"the printed share of {inside(words.get(name.removeprefix(_SHARE_OF)).label)}"
    return _RULES.get(name, name.replace("_", " "))


def _sum(parts: tuple[tuple[str, int], ...]) -> str:
    words = concepts.load()
    text = " ".join(f"{'-' if weight < 0 else '+'} {inside(words.get(part).label)}" for part, weight in parts)
    return text.removeprefix("+ ")


def inside(label: str) -> str:
    """A label inside a sentence: without its capital, unless it begins with a name ('IIJ-Global', 'SG&A')."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label.replace("_", " ")
