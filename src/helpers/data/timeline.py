"""Periods as the index of a frame: in the order of time, under the company's names or as pandas' periods.

The names ("FY2016", "4Q16") are an ordered categorical, so that they sort by time and never by text, and a period
without a figure keeps its row and its place on an axis.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import pandas as pd

from helpers.language import calendar

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_QUARTERS = ("1q", "2q", "3q", "4q")
FREQUENCIES: dict[str, tuple[str, ...]] = {"FY": ("fy",), "H": ("1h", "2h"), "Q": _QUARTERS, "9M": ("9m",)} | {
    name.upper(): (name,) for name in (*_QUARTERS, "1h", "2h")
}
"""What a frequency takes of each fiscal year: all its quarters ("Q"), or one of them in each year ("1Q")."""

Indexed = TypeVar("Indexed", pd.Series, pd.DataFrame)


def names(freq: str, first: int, last: int) -> list[str]:
    """The names of all periods of a frequency from one fiscal year to another, in the order of time.

    Raises ValueError for a frequency that is none of FREQUENCIES.
    """
    if freq not in FREQUENCIES:
        raise ValueError(f"There is no frequency '{freq}': write one of {', '.join(FREQUENCIES)}.")
    return [
        f"{of.upper()}{year}" if of == "fy" else f"{of.upper()}{year % 100:02d}"
        for year in range(first, last + 1)
        for of in FREQUENCIES[freq]
    ]


def index(shown: Sequence[str], freq: str, first: int, last: int) -> pd.CategoricalIndex:
    """Periods by name as an index called 'period'; it knows the order of all periods from one year to another."""
    return pd.CategoricalIndex(shown, categories=names(freq, first, last), ordered=True, name="period")


def in_order(shown: list[str]) -> pd.Categorical:
    """Names of periods of any length as an ordered categorical: by their last day, the shorter one first."""
    spans = {name: calendar.period(name) for name in shown}
    ordered = sorted(spans, key=lambda name: spans[name].start or spans[name].end, reverse=True)
    return pd.Categorical(cast(Any, shown), categories=sorted(ordered, key=lambda name: spans[name].end), ordered=True)


def trimmed(plain: Indexed) -> Indexed:
    """The same rows; a categorical index keeps the periods from the first row to the last (with gaps) and no others."""
    axis = plain.index
    if not isinstance(axis, pd.CategoricalIndex) or not axis.ordered or not len(axis):
        return plain
    codes = axis.codes[axis.codes >= 0]
    kept = axis.categories[codes.min() : codes.max() + 1] if len(codes) else axis.categories[:0]
    return plain.set_axis(axis.set_categories(kept))


def to_pandas(axis: pd.Index) -> pd.PeriodIndex:
    """The company's names as pandas' periods: Y-MAR for fiscal years, Q-MAR for quarters, months for others.

    pandas calls a fiscal year by the calendar year it ends in ("2017" is FY2016, "2017Q4" is 4Q16).
    Raises ValueError for names of different lengths, or that name no period.
    """
    if isinstance(axis, pd.PeriodIndex):
        return axis
    spans = [calendar.period(str(name)) for name in axis]
    months = [calendar.months_of(span) for span in spans]
    lengths = {span[1] - span[0] for span in months if span}
    if None in months or len(lengths) != 1:
        raise ValueError("Only periods of one length can be pandas' periods: take years and quarters one by one.")
    ends_in = _MONTHS[int(calendar.period("fy2000").end[5:7]) - 1]
    length = lengths.pop()
    freq = {12: f"Y-{ends_in}", 3: f"Q-{ends_in}"}.get(length, f"{length}M")
    return pd.PeriodIndex([pd.Period(span.start, freq=freq) for span in spans], name=axis.name)


def to_names(axis: pd.Index) -> pd.CategoricalIndex:
    """pandas' periods as the company's names, in the order of time; what is in names already stays.

    Raises ValueError for anything else.
    """
    if isinstance(axis, pd.CategoricalIndex):
        return axis
    if not isinstance(axis, pd.PeriodIndex):
        raise ValueError(f"An index of {axis.dtype} has no periods to name.")
    spans = [calendar.Period(_day(one.start_time), _day(one.end_time)) for one in axis]
    shown = [span.name.upper() for span in spans]
    years = [calendar.fiscal_year(end) for _, end in spans]
    freq = _frequency({name[:2].lower() for name in shown})
    return index(shown, freq, min(years, default=0), max(years, default=-1)).rename(axis.name)


def _day(moment: Any) -> str:
    day: dt.date = moment.date()
    return day.isoformat()


def _frequency(kinds: set[str]) -> str:
    """The frequency whose periods these kinds ('fy', '1q') are; a single quarter belongs among all of them."""
    for freq, members in FREQUENCIES.items():
        if kinds <= set(members):
            return freq
    raise ValueError(f"Periods of {', '.join(sorted(kinds))} do not make one index.")
