"""How a fact of `facts.csv` is said in XBRL: the element it reports, its unit, period and value.

An element is one line item in one measure. A level is named by its dotted id (`revenue.network`), which is a legal XML
name; another measure has its name after a hyphen (`revenue.network-yoy_pct`), because in XBRL the type of a value
belongs to the element: growth of a monetary item is no monetary item. Scenario and accuracy are dimensions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from helpers.data.quantity.words import MEASURES
from helpers.language.concepts import Concepts
from helpers.proof.evidence import UNSIGNED_MEASURES, tolerance

PREFIX = "iij"
NAMESPACE = "urn:iij-filings:taxonomy"
ENTITY_SCHEME = "urn:iij-filings:securities-code"  # the Tokyo Stock Exchange's, as the filings print it
ENTITY = "3774"

_RATIOS = frozenset({"yoy_pct", "qoq_pct", "pct_of_revenue", "margin", "share", "pt_change"})
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_.]")


class Unit(NamedTuple):
    """A unit of facts.csv in XBRL: the type of its elements, its measures, and what it is called in a name."""

    item_type: str
    numerator: str
    denominator: str = ""

    @property
    def oim(self) -> str:
        """The unit as a string of the Open Information Model; plain numbers have none."""
        if self.numerator == "xbrli:pure":
            return ""
        return f"{self.numerator}/{self.denominator}" if self.denominator else self.numerator


UNITS: dict[str, Unit] = {
    "JPY": Unit("xbrli:monetaryItemType", "iso4217:JPY"),
    "ratio": Unit("xbrli:pureItemType", "xbrli:pure"),
    "count": Unit("xbrli:decimalItemType", f"{PREFIX}:count"),
    "shares": Unit("xbrli:sharesItemType", "xbrli:shares"),
    "JPY/share": Unit("dtr:perShareItemType", "iso4217:JPY", "xbrli:shares"),
    "JPY/ADS": Unit("dtr:perShareItemType", "iso4217:JPY", f"{PREFIX}:ADS"),
    "ADS": Unit("xbrli:decimalItemType", f"{PREFIX}:ADS"),
    "Gbps": Unit("xbrli:decimalItemType", f"{PREFIX}:Gbps"),
    "USD": Unit("xbrli:monetaryItemType", "iso4217:USD"),
    "other": Unit("xbrli:decimalItemType", f"{PREFIX}:other"),
}

# The dimensions beside concept, period, unit and entity: dimension, its default, its other members.
DIMENSIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ScenarioAxis": ("actual", ("target", "prior_target")),
    "AccuracyAxis": ("as_rounded", ("adjusted", "approximate")),
}
MEMBER_LABELS: dict[str, str] = {
    "ScenarioAxis": "Scenario",
    "AccuracyAxis": "Accuracy",
    "actual": "Actual",
    "target": "Target or forecast",
    "prior_target": "Target that the same filing supersedes",
    "as_rounded": "As rounded: half a unit of the last printed place, give or take",
    "adjusted": "Adjusted so that a column adds up, or cut off: within a whole unit of the exact figure beside it",
    "approximate": "Approximate: the filing says about, over, or more than",
}


class FactRow(NamedTuple):
    """The columns of a row of facts.csv that an export needs."""

    fact_id: str
    filing: str
    line: int
    start: int
    end: int
    printed: str
    concept: str
    measure: str
    scenario: str
    period_start: str
    period_end: str
    value: Decimal
    unit: str
    decimals: int
    approx: bool
    polarity: int
    label: str
    accuracy: str = "as_rounded"

    @property
    def said(self) -> StatedAs:
        """What it is about, period and scenario apart."""
        return StatedAs(self.concept, self.measure, self.unit, not self.period_start)

    @property
    def normal(self) -> Decimal:
        """Its value as the line item counts it: an expense printed with a minus sign is positive again."""
        return self.value if self.measure in UNSIGNED_MEASURES else self.value * self.polarity

    @property
    def members(self) -> dict[str, str]:
        """The members it has of the dimensions; a default is none."""
        given = {"ScenarioAxis": self.scenario, "AccuracyAxis": self.accuracy}
        return {axis: member for axis, member in given.items() if member != DIMENSIONS[axis][0]}

    @property
    def place(self) -> str:
        """Its id without the filing, as an XML name: 'L60_C14'."""
        return self.fact_id.removeprefix(f"{self.filing}.").replace(".", "_")


class StatedAs(NamedTuple):
    """What tells one element from another: a line item, a measure, a unit, and whether it is of a date or a period."""

    concept: str
    measure: str
    unit: str
    instant: bool


class Element(NamedTuple):
    """An element of the taxonomy."""

    name: str
    label: str
    unit: str
    instant: bool

    @property
    def item_type(self) -> str:
        """The type of its values."""
        return UNITS[self.unit].item_type


def rows(facts: pd.DataFrame) -> list[FactRow]:
    """The rows of facts.csv, in their order, each with its accuracy (a member of `AccuracyAxis`)."""
    columns = [name for name in FactRow._fields if name != "accuracy"]
    found = [FactRow(*cells) for cells in zip(*(facts[column].tolist() for column in columns), strict=True)]
    exact: dict[tuple[object, ...], list[FactRow]] = {}
    for row in found:
        if not row.approx:
            exact.setdefault(_same(row), []).append(row)
    return [row._replace(accuracy=_accuracy(row, exact.get(_same(row), []))) for row in found]


def _same(row: FactRow) -> tuple[object, ...]:
    return row.filing, row.said, row.scenario, row.period_start, row.period_end


def _accuracy(row: FactRow, beside: Iterable[FactRow]) -> str:
    """'adjusted' where the same filing prints the figure more precisely, more than half a unit but not a unit away.

    The filings do so in JPY million (`evidence.tolerance`); without a word of it the two would be contradictory
    duplicates to XBRL, which knows half a unit only.
    """
    if row.approx:
        return "approximate"
    unit = Decimal(1).scaleb(-row.decimals)
    most = Decimal(str(tolerance(row.measure, row.unit, row.decimals)))
    for other in beside:
        if other.decimals > row.decimals:
            away = abs(row.normal - other.normal) - Decimal(1).scaleb(-other.decimals) / 2
            if unit / 2 < away <= most * unit:
                return "adjusted"
    return "as_rounded"


def assigned(reported: Iterable[FactRow], words: Concepts) -> dict[StatedAs, Element]:
    """The element for each level of the vocabulary and for whatever else the facts report, sorted by name.

    A fact that differs from its line item's own unit or kind of period gets an element of its own
    (`dividend_per_share-instant`: dividends with a record date). Raises ValueError when two would share a name.
    """
    every = {StatedAs(c.id, "level", c.unit, c.period == "instant") for c in words.concepts.values()}
    every |= {row.said for row in reported}
    units: dict[tuple[str, str], set[str]] = {}
    for what in every:
        units.setdefault((what.concept, what.measure), set()).add(what.unit)
    found = {what: _element(what, words, len(units[what.concept, what.measure]) == 1) for what in every}
    names: dict[str, StatedAs] = {}
    for what, element in found.items():
        other = names.setdefault(element.name, what)
        if other != what:
            raise ValueError(
                f"{other} and {what} would both be the element {element.name}; rename one of the concepts."
            )
    return dict(sorted(found.items(), key=lambda pair: pair[1].name))


def _element(what: StatedAs, words: Concepts, only_unit: bool) -> Element:
    item = words.get(what.concept)
    name, label = _name(what.concept), item.label if item.label != item.id else _readable(item.id)
    if what.measure != "level":
        name, label = f"{name}-{what.measure}", f"{label}, {MEASURES.get(what.measure, what.measure)}"
    usual = "ratio" if what.measure in _RATIOS else item.unit
    if what.unit != usual and not (only_unit and what.concept not in words.concepts):
        name, label = f"{name}-{what.unit.replace('/', '_per_')}", f"{label} ({what.unit})"
    if what.instant != (item.period == "instant" and what.measure != "change"):
        at = "instant" if what.instant else "duration"
        name, label = f"{name}-{at}", f"{label} ({'at a date' if what.instant else 'over a period'})"
    return Element(name, label, what.unit, what.instant)


def _name(concept: str) -> str:
    """A dotted id as an XML name; the ids of the vocabulary are such names already."""
    name = _NOT_IN_A_NAME.sub(lambda match: f"-u{ord(match[0]):x}-", concept)
    return name if name[:1].isalpha() or name[:1] == "_" else f"_{name}"


def _readable(concept: str) -> str:
    return concept.replace("_", " ").replace(".", ": ").capitalize()
