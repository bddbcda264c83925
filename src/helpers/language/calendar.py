"""The company's calendar (IIJ's fiscal year N runs from 1 April N to 31 March N+1): names to dates, dates to names,
and neighbours.

Periods are pairs of ISO dates, both inclusive; an instant has an empty start.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from helpers.language import company


class Period(NamedTuple):
    """Two ISO dates, both inclusive; `start` is empty for an instant."""

    start: str
    end: str


_NAME = re.compile(r"(?:(fy)|([1-4])(q)|([12])(h)|(9)(m))(\d{2}|\d{4})", re.IGNORECASE)
_MONTHS = {"fy": (0, 12), "9m": (0, 9), "1h": (0, 6), "2h": (6, 12)} | {
    f"{quarter}q": (3 * quarter - 3, 3 * quarter) for quarter in (1, 2, 3, 4)
}
NAMES = "'fy2016', '1q15', '1h16', '2h16', '9m11', a month '2016-06', a date '2016-09-30' or two dates with 'to'"


@company.kept
@cache
def period(name: str, instant: bool = False) -> Period:
    """The dates of a period by name: 'fy2016', '1q15', '1h16', '9m11', '2016-06', '2016-09-30', or any two days,
    '2016-11-07 to 2017-01-31' (as `name` writes them).

    With `instant` the last day alone, as an instant ('fy2016' is then 31 March 2017). Raises ValueError for a name
    that is none of these.
    """
    text = name.strip().lower()
    if match := _NAME.fullmatch(text):
        year = int(match[8]) + (2000 if len(match[8]) == 2 else 0)
        first, last = _MONTHS[text[:2]]
        found = _fiscal_months(year, first, last)
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
        found = Period(f"{text}-01", _month_end(year, month))
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        found = Period("", dt.date.fromisoformat(text).isoformat())
    elif days := re.fullmatch(r"(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})", text):
        found = Period(*(dt.date.fromisoformat(day).isoformat() for day in days.groups()))
    else:
        raise ValueError(f"'{name}' names no period: write one of {NAMES}.")
    return Period("", found.end) if instant else found


@company.kept
@cache
def name(start: str, end: str) -> str:
    """The short name of a period ('fy2016', '1q15'), of an instant at a quarter's end likewise; else its dates."""
    if start:
        months = months_of(Period(start, end))
        if months is not None:
            year, first = divmod(months[0] - company.current().year_begins, 12)
            for label, span in _MONTHS.items():
                if span == (first, first + months[1] - months[0]):
                    return f"fy{year}" if label == "fy" else f"{label}{year % 100:02d}"
        return f"{start} to {end}"
    last = dt.date.fromisoformat(end)
    year, first = divmod(last.year * 12 + last.month - 1 - company.current().year_begins, 12)
    if end != _month_end(last.year, last.month) or first % 3 != 2:
        return end
    return f"fy{year}" if first == 11 else f"{first // 3 + 1}q{year % 100:02d}"


def has_name(text: str) -> bool:
    """Whether what `name` gives is a short name ('fy2016', '1q15') and not dates."""
    return _NAME.fullmatch(text) is not None


def _fiscal_months(year: int, first: int, last: int) -> Period:
    begins = year * 12 + company.current().year_begins
    return from_months(begins + first, begins + last)


@cache
def months_of(period: Period) -> tuple[int, int] | None:
    """The half-open range of months (year * 12 + month - 1) of whole months, or None when days are left over."""
    if not period.start:
        return None
    start, end = dt.date.fromisoformat(period.start), dt.date.fromisoformat(period.end)
    if start.day != 1 or period.end != _month_end(end.year, end.month) or end < start:
        return None
    return start.year * 12 + start.month - 1, end.year * 12 + end.month


@cache
def from_months(first: int, last: int) -> Period:
    """The period of a half-open range of months, the inverse of `months_of`."""
    year, month = divmod(last - 1, 12)
    return Period(f"{first // 12:04d}-{first % 12 + 1:02d}-01", _month_end(year, month + 1))


def _month_end(year: int, month: int) -> str:
    return dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()


@cache
def day_before(date: str) -> str:
    """The day before an ISO date: the opening balance of a period is dated the day before it starts."""
    return (dt.date.fromisoformat(date) - dt.timedelta(days=1)).isoformat()


@cache
def day_after(date: str) -> str:
    """The day after an ISO date: where what is left of a period begins."""
    return (dt.date.fromisoformat(date) + dt.timedelta(days=1)).isoformat()


def _shifted_day(date: str, months: int) -> str:
    day = dt.date.fromisoformat(date)
    at_month_end = day.day == calendar.monthrange(day.year, day.month)[1]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, last if at_month_end else min(day.day, last)).isoformat()


@cache
def earlier(period: Period, months: int) -> Period:
    """The same length of time, so many months earlier; month ends stay month ends."""
    whole = months_of(period)
    if whole is not None:
        return from_months(whole[0] - months, whole[1] - months)
    start = _shifted_day(period.start, -months) if period.start else ""
    return Period(start, _shifted_day(period.end, -months))


def year_ago(period: Period) -> Period:
    """What a YoY comparison compares with."""
    return earlier(period, 12)


def quarter_ago(period: Period) -> Period | None:
    """What a QoQ comparison compares with: the quarter before, or the balance three months before; else None."""
    whole = months_of(period)
    if period.start and (whole is None or whole[1] - whole[0] != 3):
        return None
    return earlier(period, 3)


def quarter_of_month(period: Period) -> Period | None:
    """The quarter that a month lies in; None for any other period."""
    whole = months_of(period)
    if whole is None or whole[1] - whole[0] != 1:
        return None
    first = whole[0] - (whole[0] - company.current().year_begins) % 3
    return from_months(first, first + 3)


def middle_of(period: Period) -> str:
    """The last day of the first half of a period of whole months; its last day for any other."""
    whole = months_of(period)
    return from_months(whole[0], (whole[0] + whole[1]) // 2).end if whole and whole[1] - whole[0] > 1 else period.end


def month_last_day(date: str) -> str:
    """An ISO date; a month ('2015-03') counts as its last day."""
    return period(date).end


def day_known(as_of: str) -> str:
    """What is typed as `as_of`, as an ISO date: a month counts as its last day, '' stays. ValueError for no date."""
    try:
        return as_of and month_last_day(as_of)
    except ValueError as error:
        raise ValueError(f"as_of is '{as_of}': write a day '2016-11-08', a month '2016-11', or nothing.") from error


# How cumulative periods of a fiscal year are made of others, in months from its first: whole, then its parts.
CUMULATIVE: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 6), (0, 3), (3, 6)),
    ((6, 12), (6, 9), (9, 12)),
    ((0, 9), (0, 6), (6, 9)),
    ((0, 12), (0, 9), (9, 12)),
    ((0, 12), (0, 6), (6, 12)),
)


def cumulative_periods(year: int) -> list[tuple[Period, tuple[Period, ...]]]:
    """Each cumulative period of a fiscal year with the periods that make it up."""
    return [
        (_fiscal_months(year, *whole), tuple(_fiscal_months(year, *part) for part in parts))
        for whole, *parts in CUMULATIVE
    ]


def fiscal_year(date: str) -> int:
    """The fiscal year of an ISO date: 2016 for 2017-03-31."""
    return (int(date[:4]) * 12 + int(date[5:7]) - 1 - company.current().year_begins) // 12
