"""Which day a dividend is of: the one its half of the year ends, or all of the year."""

from __future__ import annotations

import re

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.reading.sentences.spot import Spot

OF_DIVIDEND = re.compile(r"\s(?:year-end|interim)\s(?:(?:cash )?dividends?|and\b)")
"""What stands behind a date that tells which dividend, and not when."""
_FOR_WHICH = re.compile(
    r"\s?(?:per (?:common )?share )?(?:for|as) (?:the |an? )?(?:fy\d{4} )?(?P<which>interim|year-end)\b"
)
_BOTH = re.compile(r"\binterim and (?:the )?year-end\b", re.IGNORECASE)
_NEAR = 20  # characters behind an amount that it is of each
_WHICH_DIVIDEND = re.compile(r"\b(annual|total|full[- ]year|interim|year-end|final)\b", re.IGNORECASE)


def of_dividend(spot: Spot, period: Period) -> Period:
    """The period of a dividend by the words so far ('FY13 year-end dividend'), and by 'for interim' behind it."""
    said = f"{spot.now.label} {spot.sentence}"
    before = spot.clause.dates_in(spot.begun, spot.t.start)
    if before and before[-1].period is not None and OF_DIVIDEND.match(spot.clause.text, before[-1].end):
        period = before[-1].period
    which = _FOR_WHICH.match(spot.clause.low, spot.t.after)
    if which is None:
        return record_date(said, period)
    named = (d.period for d in spot.clause.dates if d.period and which.start() <= d.start < which.end())
    return record_date(f"{said} {which['which']}", next(named, period))


def of_both(spot: Spot, period: Period) -> list[Period]:
    """The days of 'interim and year-end dividends of JPY11.00 each'; none where one of them is told."""
    both = _BOTH.search(spot.sentence) is not None
    if not both or "each" not in spot.right[:_NEAR].replace(".", " ").split():
        return []
    return [record_date(which, period) for which in ("interim", "year-end")]


def record_date(text: str, period: Period) -> Period:
    """The period of a dividend that `text` names last: an annual one is of its fiscal year, an interim or year-end
    one of the day its half ends."""
    year = calendar.year_of(period.end)
    said = _WHICH_DIVIDEND.findall(text)
    if not said or said[-1].lower() not in {"interim", "year-end", "final"}:
        return year if said or period.months in {3, 9} else period
    interim = said[-1].lower() == "interim"
    return Period("", calendar.half(calendar.fiscal_year(period.end), 1).end if interim else year.end, "day")
