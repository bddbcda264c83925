"""One call from question to frame: line items as columns of quantities, periods as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.data import timeline
from helpers.data.quantity import accessor as accessor  # registers .q
from helpers.data.quantity.column import QuantityArray
from helpers.language import calendar


def frame(
    data: Any,
    items: str | Iterable[str] | Mapping[str, str],
    freq: str = "FY",
    since: str = "",
    until: str = "",
    scenario: str = "actual",
) -> pd.DataFrame:
    """A frame with one column a line item and one row a period; see `Data.frame`."""
    columns, freq = _columns(items), freq.upper()
    for concept in columns.values():
        data.dates(concept, "fy2016")  # an item that does not exist is told before anything else
    begin = _first_day(since) if since else ""
    end = calendar.period(until).end if until else ""
    first, last = min(data.years[0], _year(begin, data.years[0])), max(data.years[1], _year(end, data.years[1]))
    shown = [name for name in timeline.names(freq, first, last) if _within(name, begin, end)]
    found = {name: data.many(concept, shown, scenario) for name, concept in columns.items()}
    rows = _known_rows(list(found.values()), len(shown), bool(since), bool(until))
    axis = timeline.index(shown[rows], freq, first, last)
    return pd.DataFrame({name: QuantityArray(column[rows]) for name, column in found.items()}, index=axis)


def _known_rows(columns: list[list[Any]], rows: int, from_first: bool, to_last: bool) -> slice:
    """From the first row in which anything is known to the last one; all of them where nothing is."""
    known = [at for at in range(rows) if any(column[at].known for column in columns)]
    if not known:
        return slice(0, rows)
    return slice(0 if from_first else known[0], rows if to_last else known[-1] + 1)


def _within(name: str, begin: str, end: str) -> bool:
    span = calendar.period(name)
    return (not begin or span.start >= begin) and (not end or span.end <= end)


def _first_day(period: str) -> str:
    span = calendar.period(period)
    return span.start or span.end


def _columns(items: str | Iterable[str] | Mapping[str, str]) -> dict[Any, str]:
    """The line items by the names of their columns."""
    if isinstance(items, str):
        return {items: items}
    return dict(items) if isinstance(items, Mapping) else {item: item for item in items}


def _year(day: str, otherwise: int) -> int:
    return calendar.fiscal_year(day) if day else otherwise
