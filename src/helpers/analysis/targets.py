"""Targets: what the filings promised, when, how it was revised, and what came of it.

A target is a level that a filing states for a period still to come. A miss is outcome minus target: negative where the
company fell short, for a loss where the loss was larger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from helpers.analysis.ratios import narrowed, told_by_months
from helpers.data.asked import question
from helpers.data.dataset import Data
from helpers.data.quantity import formats
from helpers.data.quantity.column import QuantityDtype
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, growth
from helpers.language import calendar
from helpers.story.prose import may_be_said

HEADLINES = (
    "revenue",
    "operating_income",
    "income_before_tax",
    "net_income_attributable",
    "dividend_per_share",
    "cloud_revenue",
    "revenue_view.mobile",
    "subscriptions.mobile",
    "overseas.revenue",
    "overseas.operating_income",
)
SPLIT = frozenset({"revenue_view", "subscriptions"})
SCENARIOS = ("target", "prior_target")
ROUND = 0.2  # a target whose last printed digit stands for more than this part of it is a round word
_STATED_BY = ["filing", "scenario", "period_start", "period_end"]


@dataclass(frozen=True)
class Target:
    """One target as one filing states it, with its outcome as far as known.

    concept, period   what it is about: 'operating_income', 'fy2016'
    announced         ISO date of the filing that states it
    number            1 for the first target known for this item and period, 2 for its revision ...
    value, outcome    quantities; the outcome is missing where no filing tells it
    """

    concept: str
    period: str
    announced: str
    number: int
    value: AnyQuantity
    outcome: AnyQuantity


def targets(data: Data, concepts: tuple[str, ...] = HEADLINES) -> list[Target]:
    """Every target for these items, in the order of period, item and announcement; a repeated one once.

    A superseded target that a later filing recalls stands before the one that replaced it, with that filing's date
    unless an earlier filing states it.
    """
    found: list[Target] = []
    for concept in concepts:
        for period, stated in _stated(data, concept).items():
            outcome = told_by_months(data, concept, period)
            for number, (announced, value) in enumerate(stated, 1):
                named = _as_stated(_told_apart(value, number) if len(stated) > 1 else value)
                found.append(Target(concept, period, announced, number, named, outcome))
    return sorted(
        found, key=lambda one: (one.value.period_end, one.value.period_start, concepts.index(one.concept), one.number)
    )


def _as_stated(value: Quantity) -> Quantity:
    """A target in a round word ('2 million') is that number; half a unit of its last digit either way is not meant."""
    whole = value.decimals is not None and -value.decimals % 3 == 0  # a number of thousands, millions or billions
    round_word = whole and value.width > ROUND * abs(value.value)
    return replace(value, low=value.value, high=value.value) if round_word else value


def _told_apart(value: Quantity, number: int) -> Quantity:
    """One of several targets for the same, named so that a formula with two of them can be read."""
    which = "first target" if number == 1 else "revised target"
    return value.named(re.sub(r"\((?:earlier )?target\)$", f"({which})", value.formula))


@question
def _stated(data: Data, concept: str) -> dict[str, list[tuple[str, Quantity]]]:
    """By period, the distinct targets of an item in the order of announcement, a superseded one first."""
    rows = data.mentions(concept, measure="level")
    rows = rows[rows["scenario"].isin(SCENARIOS)]
    said: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for filing, scenario, *dates in zip(*(rows[name].tolist() for name in _STATED_BY), strict=True):
        said.setdefault((filing, scenario), set()).add((dates[0], dates[1]))
    by_period: dict[str, list[tuple[str, Quantity]]] = {}
    for filing, announced in zip(data.filings["filing"], data.filings["announced_on"], strict=True):
        for scenario in reversed(SCENARIOS):
            for start, end in sorted(said.get((filing, scenario), ())):
                period = calendar.name(start, end)
                value = data.printed(concept, period, scenario=scenario, filing=filing)
                known = by_period.setdefault(period, [])
                usable = value.unit == data.concepts.get(concept).unit
                if usable and isinstance(value, Quantity) and not any(value.meets(one) for _, one in known):
                    known.append((announced, value))  # two statements whose intervals meet can be of one target
    return by_period


@question
def other_items(data: Data) -> tuple[str, ...]:
    """The line items beside the headline ones for which some filing states a target level, in order of name."""
    facts = data.facts
    stated = facts[facts["scenario"].isin(SCENARIOS) & (facts["measure"] == "level")]
    named = set(data.concepts.concepts)
    return tuple(sorted((set(stated["concept"]) & named) - set(HEADLINES)))


def pick(data: Data, found: list[Target], concept: str, period: str, number: int = 1) -> Target:
    """The first target for an item and period, or a later one by number; one with a missing value if there is none."""
    for one in found:
        if (one.concept, one.period, one.number) == (concept, period, number):
            return one
    kind = "revised target" if number > 1 else "target"
    reason = f"no filing{f' announced by {data.as_of}' if data.as_of else ''} states a {kind} of {concept}"
    unit = data.concepts.get(concept).unit
    when = data.dates(concept, period)
    none = Missing(f"{reason} for {called(period)}", unit, when.start, when.end, scenario="target")
    return Target(concept, period, "", number, none, data.get(concept, period))


def verdict(gap: AnyQuantity, words: tuple[str, str] = ("beaten", "missed")) -> str:
    """The first word where the outcome lies above the target, the second where it lies below; `gap` is the difference.

    'met' where the two print alike, 'within rounding' where they do not but may be the same, 'not known' without an
    outcome.
    """
    if not isinstance(gap, Quantity):
        return "not known"
    if gap.low <= 0 <= gap.high:
        return "met" if gap.value == 0 else "within rounding"
    return words[0] if gap.low > 0 else words[1]


def label(data: Data, one: Target) -> str:
    """A target's item and period: 'Operating income, FY2016', with ' (revised)' where it replaced an earlier one."""
    revised = " (revised)" if one.number > 1 else ""
    return f"{data.label(one.concept).partition(' (')[0]}, {called(one.period)}{revised}"


def called(period: str) -> str:
    """A period's name as printed: 'FY2016' for 'fy2016', '1 April 2016 to 30 June 2017' for two dates."""
    return formats.period(*calendar.period(period))


def finding(one: Target) -> str:
    """The name of the finding that holds a target's miss."""
    parts = one.concept.split(".")
    item = "_".join(reversed([part.removesuffix("_view") for part in parts])) if parts[0] in SPLIT else "_".join(parts)
    return f"targets.{item}_miss_{one.period}" + ("_revised" if one.number > 1 else "")


def grew(data: Data, concept: str, period: str, scenario: str = "actual") -> AnyQuantity:
    """The growth of a level over a year, from both levels and from the percentage that a filing prints."""
    before = data.get(concept, calendar.year_ago(calendar.period(period)).name)
    worked_out = growth(data.get(concept, period, scenario), before)
    return narrowed(worked_out, data.printed(concept, period, measure="yoy_pct", scenario=scenario))


# ---- first targets against outcomes -------------------------------------------------------------------------------

FAR = 0.2  # a first target missed by this part of it or more was missed by far


def first_and_last(data: Data, concept: str, since: str = "FY2011") -> pd.DataFrame:
    """The first and the last target of each fiscal year for an item, with its outcome.

    One row a fiscal year with a target, in the order of time; the columns are quantities: `first target`,
    `last target` and `outcome`.
    """
    years = data.frame(concept, freq="FY", since=since)[concept]
    aimed = {name: found for name in years.index if (found := data.revisions(concept, str(name).lower()))}
    told = years.index[years.index.isin(list(aimed))]
    columns = {
        "first target": [found[0] for found in aimed.values()],
        "last target": [found[-1] for found in aimed.values()],
        "outcome": [years[name] for name in aimed],
    }
    return pd.DataFrame(
        {name: pd.Series(column, index=told, dtype=QuantityDtype()) for name, column in columns.items()}
    )


def actual(misses: pd.Series) -> pd.Series:
    """Outcomes less their targets, or over them, as what they are: figures of what came, not targets themselves."""
    came = [replace(one, scenario="actual") for one in misses]
    return pd.Series(came, index=misses.index, name=misses.name, dtype=QuantityDtype())


def tally(aims: pd.DataFrame) -> dict[str, Any]:
    """For a sentence: how many first targets have an outcome (`n`), how many were missed by far, and by how much.

    aims   as `first_and_last` gives it, with the column `missed by` (outcome over first target, less one)
    """
    known = aims.loc[[may_be_said(one) for one in aims["missed by"]]]
    far = known.loc[[one.high <= -FAR for one in known["missed by"]]]
    worst = ", ".join(
        f"{year} by {formats.write(one, decimals=0, sign='abs')}" for year, one in far["missed by"].items()
    )
    years = [str(year) for year in far.index]
    which = " and ".join(filter(None, (", ".join(years[:-1]), *years[-1:])))
    return {"n": len(known) or None, "far": len(far), "worst": worst or None, "which": which or None}


def farthest(misses: pd.Series) -> AnyQuantity:
    """The miss of largest size in a column, with its sign taken away; Missing where none is known."""
    known = [one for one in misses if may_be_said(one)]
    if not known:
        return Missing(f"no outcome is known for {misses.name}")
    worst = max(known, key=lambda one: abs(float(one.value)))
    return -worst if worst.value < 0 else worst
