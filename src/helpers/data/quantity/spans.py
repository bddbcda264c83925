"""What period the result of arithmetic is said of.

A sum covers both periods. A year less its first nine months is the quarter that remains. A change or a growth from one
period to the next is said of the newer one, as filings print it; a part of a whole of the part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers.language import calendar
from helpers.language.calendar import Period


def of_result(left: Any, right: Any, sign: str) -> Period:
    """The period of `left sign right` for two quantities; '+', '-', '*' or '/'."""
    one, other = Period(left.period_start, left.period_end), Period(right.period_start, right.period_end)
    if not one.end or not other.end or one == other:
        return one if one.end else other
    if one.start and other.start and (said := _COMPARES.get(sign, lambda *_: None)(one, other)):
        return said
    return Period(min(span.start or span.end for span in (one, other)), max(one.end, other.end))


def _remaining(whole: Period, part: Period) -> Period | None:
    """What is left of a period without its beginning or its end; None where the part is no such."""
    if whole.start == part.start and part.end < whole.end:
        return Period(calendar.day_after(part.end), whole.end)
    if whole.end == part.end and whole.start < part.start:
        return Period(whole.start, calendar.day_before(part.start))
    return None


def _difference(one: Period, other: Period) -> Period | None:
    """What is left of the longer of two durations, or the newer of two equally long ones; None for others."""
    return _remaining(one, other) or _newer(one, other)


def _quotient(part: Period, whole: Period) -> Period | None:
    """The part of a whole, or the newer of two equally long durations; None for others."""
    return part if _inside(part, whole) else _newer(part, whole)


def _newer(one: Period, other: Period) -> Period | None:
    return max(one, other, key=lambda span: span.end) if _as_long(one, other) else None


def _inside(part: Period, whole: Period) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _as_long(one: Period, other: Period) -> bool:
    """Whether two periods have as many whole months."""
    months = [calendar.months_of(span) for span in (one, other)]
    lengths = {span[1] - span[0] for span in months if span}
    return None not in months and len(lengths) == 1


_COMPARES: dict[str, Callable[[Period, Period], Period | None]] = {"-": _difference, "/": _quotient}
