"""Levels that several figures tell of: narrowed by each, from printed changes, or of whole months."""

from __future__ import annotations

from dataclasses import replace

from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Quantity, hull, ratio
from helpers.language import calendar


def narrowed(first: AnyQuantity, *others: AnyQuantity) -> AnyQuantity:
    """What several figures of one thing allow together: the part of the interval all of them share.

    The first known one gives value, unit and period; unknown ones say nothing. Where the figures contradict each
    other the result spans them all, so that none is passed over in silence. Missing when all are.
    """
    known = [one for one in (first, *others) if isinstance(one, Quantity)]
    if len(known) <= 1:
        return known[0] if known else first
    low, high = max(one.low for one in known), min(one.high for one in known)
    if low > high:
        return replace(hull(known), formula=known[0].formula)
    best = known[0]
    sources = tuple(dict.fromkeys(source for one in known for source in one.fact_ids))
    value = min(max(best.value, low), high)
    return replace(best, value=value, low=low, high=high, fact_ids=sources, basis="derived")


def level(data: Data, concept: str, period: str) -> AnyQuantity:
    """A level as known, else from printed changes: of the period itself, or of the year after it.

    "Up JPY5,036 million, up 28.6% YoY" (2017-05-15_fy16_presentation, line 277) makes the earlier level 5,036 / 28.6%
    and the later one that plus 5,036; a level of the year after less its change in yen makes the earlier one too.
    """
    known = data.get(concept, period)
    if known.known:
        return known
    grown = data.printed(concept, period, measure="yoy_abs")
    own = grown + ratio(grown, data.printed(concept, period, measure="yoy_pct"))
    after = f"{period[:-2]}{int(period[-2:]) + 1:02d}"
    grown = data.printed(concept, after, measure="yoy_abs")
    less = data.get(concept, after) - grown
    before = ratio(grown, data.printed(concept, after, measure="yoy_pct"))
    found = (own, *(one.over(known.period_start, known.period_end) for one in (less, before)))
    return next((one for one in found if one.known), known)


def told_by_months(data: Data, concept: str, period: str) -> AnyQuantity:
    """A level of a period, or of the whole months it begins and ends in: 'from Nov. 2016 to Jan. 2017' tells it too."""
    known, when = data.get(concept, period), calendar.period(period)
    months = calendar.Period(f"{when.start[:7]}-01", calendar.month_last_day(when.end[:7]))
    if known.known or not when.start or months == when:
        return known
    told = data.get(concept, months.name)
    return told if told.known else known
