"""Rows that compare rows above them, below heads that name line items ('YoY % Change' below rows of a period each)."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.language.calendar import Period, months_apart
from helpers.reading.facts import BASES
from helpers.reading.tables.rows import Logical

_COMPARES = re.compile(
    r"(?=.*(?:%|change|differ|varian|growth|increase|decrease|yoy|qoq|\(?[A-C]\)? ?[-\u2013] ?\(?[A-C]\)?))"
    r"\W*+(?:(?:YoY|QoQ)\W*+)?(?:(?:(?:rate|ratio|amount|percentage) of |percentage |% ?))?"
    r"(?:changes?|differences?|variance|growth(?: rate)?|increases?(?: ?(?:/|\(|or|and) ?decreases?)?)?"
    r"(?: (?:rate|ratio|amount|in (?:amount|percentage)))?\W*+(?:from|vs|compared (?:to|with))?"
    r"\W*+(?:\(?[A-C]\)? ?[-/\u2013] ?\(?[A-C]\))?"
    r"\W*+(?:in |JPY|millions?|billions?|%|\(%\))*+\W*+",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"\W*(?:changes?|increase \(decrease\)|difference)\W*", re.IGNORECASE)
_LONGEST = 80  # characters of a label that compares
_IN_PERCENT = re.compile(r"%|\brate\b|\bratio\b|\bpercentage\b", re.IGNORECASE)


class RowsCompared(NamedTuple):
    """How a row compares rows above it: `measure` and `scenario` as in facts.csv, the newer row's period; `percent`:
    the row's label says percent, its numbers need not; `between`: where it says that something changed and no more, the
    days between which balances did."""

    measure: str
    period: Period
    scenario: str
    percent: bool
    between: Period | None = None

    def of(self, period: str) -> RowsCompared:
        """The same of an item that is counted at an instant, or over a duration: balances change between two days."""
        told = self.between if period == "instant" else None
        return self if told is None else self._replace(measure="change", period=told)


def compared(entry: Logical, dated: list[tuple[Period, str]]) -> RowsCompared | None:
    """'YoY % Change', 'Change (A-B)' or '% Change from FY2010' below rows of a period each, 'Change (%)' below a target
    and the one it replaces, whose heads are line items; None for other rows. `dated` are the rows' periods with their
    scenarios."""
    periods = entry.label_cell.periods
    told = [(t.period, "actual") for t in periods if t.period]
    both = [*dated[-1:], *told[:1]] if told else dated[-2:]
    label = entry.label
    for t in periods:
        label = label.replace(t.text, "")
    if len(both) < 2 or len(label) > _LONGEST or _COMPARES.fullmatch(label) is None:
        return None
    (older, _), (newer, scenario) = sorted(both, key=lambda d: d[0].end)
    percent = _IN_PERCENT.search(label) is not None or entry.all_percent
    between = None if percent or _CHANGES.fullmatch(label) is None else Period(older.end, newer.end, "range")
    return _compared(older, RowsCompared("change", newer, scenario, percent, between))


def _compared(older: Period, how: RowsCompared) -> RowsCompared | None:
    """How a row compares two that are so far apart; None for a rate between periods that are not alike."""
    months = months_apart(how.period.end, older.end)
    basis = BASES.get(months)
    if basis is None:
        return None if how.percent and months else how
    return how._replace(measure=f"{basis}_{'pct' if how.percent else 'abs'}")
