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
    columns = _columns(items)
    first, last = data.years
    shown = timeline.names(freq, first, last)
    for name, concept in columns.items():
        data.dates(concept, shown[0] if shown else "fy2016")  # an item that does not exist is told first
        if not isinstance(name, str):
            raise ValueError(f"Columns are named by text, not by {name!r}.")
    begin = calendar.period(since).start or calendar.period(since).end if since else ""
    end = calendar.period(until).end if until else ""
    first, last = min(first, _year(begin, first)), max(last, _year(end, last))
    shown = [
        name
        for name in timeline.names(freq, first, last)
        if (not begin or calendar.period(name).start >= begin) and (not end or calendar.period(name).end <= end)
    ]
    found = {name: data.many(concept, shown, scenario) for name, concept in columns.items()}
    known = [at for at in range(len(shown)) if any(column[at].known for column in found.values())]
    if known:
        rows = slice(0 if since else known[0], len(shown) if until else known[-1] + 1)
        shown, found = shown[rows], {name: column[rows] for name, column in found.items()}
    axis = timeline.index(shown, freq, first, last)
    return pd.DataFrame(
        {name: pd.Series(QuantityArray(column), index=axis) for name, column in found.items()}, index=axis
    )


def _columns(items: str | Iterable[str] | Mapping[str, str]) -> dict[Any, str]:
    """The line items by the names of their columns."""
    if isinstance(items, str):
        return {items: items}
    return dict(items) if isinstance(items, Mapping) else {item: item for item in items}


def _year(day: str, otherwise: int) -> int:
    return calendar.fiscal_year(day) if day else otherwise
