"""What the facts say, as intervals: each fact stands for a range of values of one variable.

A variable is what a fact is about: a concept, a measure, a scenario and a period. A level, a growth rate and a margin
of one concept are three variables, tied by identities (see `identities`). A target belongs to the filing that set it:
a revised target is no contradiction, so the variable's scenario names the filing ('target@2016-11-08_1h16_release').
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pandas as pd

from helpers.language import company
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.proof import splits

# How far the true figure may lie from the printed one, in units of the last printed place: half a unit for a rounded
# figure (XBRL 2.1, 4.6.6; Calculations 1.1), a whole unit where the printed figure is the difference of two rounded
# ones (changes in points, and of counts in thousands), or where the company adjusts amounts so that a column adds up
# (its `adjusted_at`: IIJ's figures in JPY million may be off by up to one).
ROUNDED, OF_TWO = 0.5, 1.0
DIFFERENCES = frozenset({"yoy_abs", "qoq_abs", "change"})
"""Measures that are differences of two levels in the unit of the level."""
SAME_PAGE = 40
"""Two figures of a filing this few lines apart may stand on one page."""
APPROXIMATE = 1.0
MOST_APPROXIMATE = 0.2
COLUMNS = (
    "fact_id", "filing", "line", "start", "concept", "measure", "scenario", "period_start", "period_end", "value",
    "unit", "decimals", "approx", "polarity", "printed",
)  # fmt: skip
# A growth rate has no polarity: -110 after -100 is up 10%.
UNSIGNED_MEASURES = frozenset({"yoy_pct", "qoq_pct", "change_pct"})

_RATIO_OF = "of:"


class Variable(NamedTuple):
    """What a fact is about. `measure` is 'level', a comparison's measure ('change_pct' for a change told in percent of
    what was before), or 'of:<denominator>' for a ratio."""

    concept: str
    measure: str
    scenario: str
    start: str
    end: str

    @property
    def period(self) -> Period:
        """Its period."""
        return Period(self.start, self.end)

    def at(self, period: Period) -> Variable:
        """The same variable in another period."""
        return Variable(self.concept, self.measure, self.scenario, period.start, period.end)


class Fact(NamedTuple):
    """A row of facts.csv as evidence: its variable and the interval it stands for.

    `per`: what the printed figure was divided by, to be one of the shares of the day the evidence is for (`splits`).
    """

    fact_id: str
    filing: str
    line: int
    start: int
    variable: Variable
    value: float
    low: float
    high: float
    half: float
    unit: str
    decimals: int
    approx: bool
    printed: str
    announced: str
    per: float = 1.0

    @property
    def units(self) -> float:
        """How many units of its last printed place one is."""
        return self.per * 10.0**self.decimals

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it is printed: filing, line, first character."""
        return self.filing, self.line, self.start


def same_page(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two places (filing, line, character) may stand on one page: the agreement of such confirms nothing."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= SAME_PAGE


def denominator(concept: str, measure: str) -> str:
    """The concept that a ratio of `concept` is taken of, by the vocabulary where the measure alone does not say."""
    known = load().get(concept)
    if measure == "pct_of_revenue":
        return "revenue"
    if measure == "share":
        return known.share_of or concept.rpartition(".")[0] or "revenue"
    return known.margin_of or known.share_of or "revenue"


def ratio_measure(concept: str, measure: str) -> str:
    """The measure of a ratio's variable; a margin and a share of revenue of one concept are the same variable."""
    return _RATIO_OF + denominator(concept, measure)


def denominator_of(measure: str) -> str:
    """The denominator named by a ratio's variable, or '' for another measure."""
    return measure.removeprefix(_RATIO_OF) if measure.startswith(_RATIO_OF) else ""


@company.kept
@cache
def _canonical(concept: str, measure: str, unit: str) -> str:
    if (measure, unit) == ("change", "ratio") and load().get(concept).unit != unit:
        return "change_pct"
    return ratio_measure(concept, measure) if measure in ("pct_of_revenue", "margin", "share") else measure


def tolerance(measure: str, unit: str, decimals: int) -> float:
    """Units of the last place that the true figure may be off."""
    ours = company.current()
    adjusted = decimals in ours.adjusted_at and unit == ours.currency
    counts = measure in DIFFERENCES and (unit, decimals) == ("count", -3)
    return OF_TWO if adjusted or counts or measure == "pt_change" else ROUNDED


def rounding(value: Decimal, decimals: int, unit: str, measure: str, approx: bool, printed: str) -> tuple[float, float]:
    """How far the true figure may be from the printed one: (as this project allows it, strictly half a unit).

    An approximate figure may be a unit off in its last place, and in its last non-zero place where it is a whole
    number ('approx. 190' is 190 give or take 10), though never more than a fifth ('over 1,000' is up to 1,200).
    """
    place = 10.0**-decimals
    half = 0.5 * place
    if not approx:
        return tolerance(measure, unit, decimals) * place, half
    if "." not in printed and value:
        exponent = value.normalize().as_tuple().exponent
        place = max(place, min(10.0 ** int(exponent), MOST_APPROXIMATE * abs(float(value))))
    return APPROXIMATE * place, half


def superseded(filings: pd.DataFrame) -> frozenset[str]:
    """The filings that others among `filings` are corrected versions of."""
    return frozenset(filings["supersedes"]) - {""} if "supersedes" in filings else frozenset()


def from_frame(facts: pd.DataFrame, filings: pd.DataFrame, on: str = "") -> list[Fact]:
    """The facts as evidence, by announcement, filing and line, whatever the order of the rows.

    Those of a superseded filing are left out where the filing that corrects it is among `filings`, and amounts in
    another currency: translations of figures that stand beside them. Figures a share, and numbers of shares, are
    brought to the shares of the day `on`, by default that of the latest filing; those of unknown shares are left out.
    """
    left_out, known = superseded(filings), load().concepts
    of_column = [facts[name].tolist() for name in ("filing", "unit", "concept")]
    own = [
        filing not in left_out and (unit != "other" or concept not in known or known[concept].unit == unit)
        for filing, unit, concept in zip(*of_column, strict=True)
    ]
    announced = dict(zip(filings["filing"], filings["announced_on"], strict=True))
    rows: Iterator[_Row] = zip(*(facts[name].tolist() for name in COLUMNS), strict=True)
    told = tuple(row for row, mine in zip(rows, own, strict=True) if mine)
    return list(said(told, tuple(announced.items()), on or max(announced.values(), default="")))


_Row = tuple[Any, ...]


@company.kept
@lru_cache(maxsize=2)  # checks and series of the same facts are built one after the other
def said(rows: tuple[_Row, ...], announced: tuple[tuple[str, str], ...], on: str) -> list[Fact]:
    """The rows as facts in order; `announced`: the filings and their days."""
    days = dict(announced)
    ordered = sorted(
        _of_shares((_fact(days, *row) for row in rows), on),
        key=lambda f: (f.announced, f.filing, f.line, f.start, f.fact_id),
    )
    return _ranges(ordered)


def _of_shares(said: Iterable[Fact], on: str) -> Iterator[Fact]:
    """The facts, those a share brought to the shares of a day. What happened was told after it, if undated, too."""
    for fact in said:
        unit = company.in_words(fact.unit)
        if unit not in splits.UNITS or not on:
            yield fact
            continue
        variable = fact.variable
        told = max(fact.announced, variable.end) if variable.scenario == "actual" else fact.announced
        per = splits.factor(variable.concept, unit, variable.period, told, on)
        if per == 1.0:
            yield fact
        elif per is not None:
            value, low, high, half = (end / per for end in (fact.value, fact.low, fact.high, fact.half))
            yield fact._replace(value=value, low=low, high=high, half=half, per=per)


def _ranges(said: list[Fact]) -> list[Fact]:
    """'Around JPY0.4 billion to JPY0.6 billion': two figures of one line for one variable are the ends of a range.

    Only where one of them is approximate; two exact ones contradict each other.
    """
    together: dict[tuple[str, int, Variable], list[Fact]] = {}
    for fact in said:
        together.setdefault((fact.filing, fact.line, fact.variable), []).append(fact)
    hulls = {
        key: (min(fact.low for fact in ends), max(fact.high for fact in ends))
        for key, ends in together.items()
        if len(ends) > 1 and any(fact.approx for fact in ends)
    }
    return [
        fact._replace(low=hulls[key][0], high=hulls[key][1])
        if (key := (*fact.place[:2], fact.variable)) in hulls
        else fact
        for fact in said
    ]


def _fact(
    announced: dict[str, str], fact_id: str, filing: str, line: int, start: int, concept: str, measure: str,
    scenario: str, first: str, last: str, value: Decimal, unit: str, decimals: int, approx: bool, polarity: int,
    printed: str,
) -> Fact:  # fmt: skip
    value = Decimal(value)
    measured = _canonical(concept, measure, unit)
    signed = float(value) if measured in UNSIGNED_MEASURES else float(value) * polarity
    reach, half = rounding(value, decimals, unit, measure, approx, printed)
    where = scenario if scenario == "actual" else f"{scenario}@{filing}"
    variable = Variable(concept, measured, where, first, last)
    return Fact(
        fact_id, filing, line, start, variable, signed, signed - reach, signed + reach, half, unit, decimals, approx,
        printed, announced.get(filing, ""),
    )  # fmt: skip


def by_variable(facts: Iterable[Fact]) -> dict[Variable, list[Fact]]:
    """The facts of each variable, in the order given."""
    grouped: dict[Variable, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.variable, []).append(fact)
    return grouped


def best(facts: Iterable[Fact]) -> Fact:
    """The most precise fact, one printed of these shares before others, then the latest, then the first printed."""
    return min(
        facts,
        key=lambda f: (f.approx, f.per != 1, f.high - f.low, _descending(f.announced), f.filing, f.line, f.fact_id),
    )


@lru_cache(maxsize=1024)
def _descending(date: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in date)
