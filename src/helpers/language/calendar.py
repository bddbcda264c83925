"""The company's calendar (IIJ's fiscal year N runs from 1 April N to 31 March N+1): names to dates, dates to names,
and neighbours.

A day is an ISO date ('2016-09-30'): days sort and compare as text.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from helpers.language import company


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` to `end`, both inclusive; an instant has an empty `start`. Iterates as these two.

    `kind` is what was written, where a text was read: day, month, year, fy, half, quarter, bare_quarter (of no year),
    full_year (of no year), months (so many up to the end), range; without it, what the days make.
    """

    start: str
    end: str
    kind: str = ""
    at_end: bool = False  # "4Q16-end": the balance at the end of it

    def __post_init__(self) -> None:
        if not self.kind:
            object.__setattr__(self, "kind", _kind(self.start, self.end))

    def __iter__(self) -> Iterator[str]:
        yield self.start
        yield self.end

    @property
    def name(self) -> str:
        """Its short name ('fy2016', '1q15'), else its dates; see `name`."""
        return name(self.start, self.end)

    @property
    def months(self) -> int:
        """How many months it touches; 0 for an instant."""
        return _month(self.end) - _month(self.start) + 1 if self.start else 0

    def in_year_of(self, other: Period) -> Period:
        """The same part of a fiscal year in that which `other` ends in, written alike: '1H' below 'FY2015'."""
        return self.ago(fiscal_year(self.end) - fiscal_year(other.end))

    def ago(self, years: int = 1) -> Period:
        """The same period `years` earlier, written alike."""
        return replace(earlier(self, 12 * years), kind=self.kind, at_end=self.at_end)


@lru_cache(maxsize=4096)
def _month(day: str) -> int:
    """The month of a day, counted from the year 0."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


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
        found = of_year(year, first, last - first)
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
        found = month_span(year, month)
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        found = Period("", dt.date.fromisoformat(text).isoformat())
    elif days := re.fullmatch(r"(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})", text):
        start, end = (dt.date.fromisoformat(day).isoformat() for day in days.groups())
        found = Period(start, end)
    else:
        raise ValueError(f"'{name}' names no period: write one of {NAMES}.")
    return Period("", found.end) if instant else found


@company.kept
@cache
def name(start: str, end: str) -> str:
    """The short name of a period ('fy2016', '1q15'), of an instant at a quarter's end likewise; else its dates."""
    if start:
        label, year = _label(start, end)
        if label:
            return f"fy{year}" if label == "fy" else f"{label}{year % 100:02d}"
        return f"{start} to {end}"
    last = dt.date.fromisoformat(end)
    year, first = divmod(_month(end) - company.current().year_begins, 12)
    if end != month_end(last.year, last.month) or first % 3 != 2:
        return end
    return f"fy{year}" if first == 11 else f"{first // 3 + 1}q{year % 100:02d}"


def _label(start: str, end: str) -> tuple[str, int]:
    """The name of a part of a fiscal year ('fy', '1q', '9m'), '' for other days, and the year."""
    months = _whole_months(start, end)
    year, first = divmod(months[0] - company.current().year_begins, 12) if months else (0, 0)
    span = (first, first + months[1] - months[0]) if months else None
    return next((label for label, of_year in _MONTHS.items() if of_year == span), ""), year


@company.kept
@cache
def _kind(start: str, end: str) -> str:
    """What the days of a period make."""
    if not start:
        return "day"
    months, (label, _) = _whole_months(start, end), _label(start, end)
    if label:
        return {"fy": "fy", "9m": "months"}.get(label, "half" if label[1] == "h" else "quarter")
    return "month" if months and months[1] - months[0] == 1 else "range"


def has_name(text: str) -> bool:
    """Whether what `name` gives is a short name ('fy2016', '1q15') and not dates."""
    return _NAME.fullmatch(text) is not None


@cache
def months_of(period: Period) -> tuple[int, int] | None:
    """The half-open range of months (year * 12 + month - 1) of whole months, or None when days are left over."""
    return _whole_months(period.start, period.end)


def _whole_months(start: str, end: str) -> tuple[int, int] | None:
    if not start:
        return None
    last = dt.date.fromisoformat(end)
    if dt.date.fromisoformat(start).day != 1 or end != month_end(last.year, last.month) or end < start:
        return None
    return _month(start), _month(end) + 1


@company.kept
@lru_cache(maxsize=4096)
def from_months(first: int, last: int, kind: str = "") -> Period:
    """The period of a half-open range of months, the inverse of `months_of`."""
    year, month = divmod(last - 1, 12)
    return Period(_first_day(first), month_end(year, month + 1), kind)


def _first_day(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}-01"


@cache
def month_end(year: int, month: int) -> str:
    """The last day of a month; ValueError where there is no such month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def month_span(year: int, month: int, count: int = 1, kind: str = "month") -> Period:
    """`count` whole months from the first of `month`; ValueError where there is no such month."""
    first = _month(month_end(year, month))
    return from_months(first, first + count, kind)


@lru_cache(maxsize=4096)
def months_to(end: str, count: int, kind: str = "months") -> Period:
    """`count` months up to the day `end`, from the first of a month."""
    return Period(_first_day(_month(end) - count + 1), end, kind)


def of_year(year: int, first: int, count: int, kind: str = "") -> Period:
    """`count` whole months of fiscal year `year`, the first `first` months (0 and more) after it begins."""
    begins = year * 12 + company.current().year_begins + first
    return from_months(begins, begins + count, kind)


def whole_year(year: int) -> Period:
    """Fiscal year `year`."""
    return of_year(year, 0, 12, "fy")


def quarter(year: int, number: int) -> Period:
    """Quarter 1..4 of fiscal year `year`."""
    return of_year(year, 3 * (number - 1), 3, "quarter")


def half(year: int, number: int) -> Period:
    """Half 1 or 2 of fiscal year `year`."""
    return of_year(year, 6 * (number - 1), 6, "half")


def quarter_number(day: str) -> int:
    """Quarter 1..4 of the fiscal year that a day lies in."""
    return (_month(day) - company.current().year_begins) % 12 // 3 + 1


def year_of(day: str) -> Period:
    """The fiscal year that a day lies in."""
    return whole_year(fiscal_year(day))


def quarter_of(day: str) -> Period:
    """The quarter that a day lies in."""
    return quarter(fiscal_year(day), quarter_number(day))


def from_to(first: Period, last: Period) -> Period:
    """All days from one time to another."""
    return Period(first.start or first.end, last.end, "range")


def before(period: Period) -> Period:
    """The period of the same length just before (the quarter before a quarter); a day stays."""
    return months_to(day_before(period.start), period.months, period.kind) if period.start else period


def months_apart(later: str, earlier: str) -> int:
    """The months from that of one day to that of another."""
    return _month(later) - _month(earlier)


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


# How cumulative periods of a fiscal year are made of two others, in months from its first: from, between, to.
CUMULATIVE = ((0, 3, 6), (6, 9, 12), (0, 6, 9), (0, 9, 12), (0, 6, 12))


def cumulative_periods(year: int) -> list[tuple[Period, tuple[Period, ...]]]:
    """Each cumulative period of a fiscal year with the periods that make it up."""
    spans = (((first, last), (first, middle), (middle, last)) for first, middle, last in CUMULATIVE)
    periods = ([of_year(year, begin, end - begin) for begin, end in span] for span in spans)
    return [(whole, tuple(parts)) for whole, *parts in periods]


def fiscal_year(date: str) -> int:
    """The fiscal year of an ISO date: 2016 for 2017-03-31."""
    return (_month(date) - company.current().year_begins) // 12
