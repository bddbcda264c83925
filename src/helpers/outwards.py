"""Rounding of the computer, kept out of intervals: ends move outwards by the next float, whole numbers stay."""

from __future__ import annotations

import math
from collections.abc import Iterable


def below(number: float) -> float:
    """The end of an interval, no higher than the exact result that `number` stands for."""
    return number if _is_whole(number) else math.nextafter(number, -math.inf)


def above(number: float) -> float:
    """The end of an interval, no lower than the exact result that `number` stands for."""
    return number if _is_whole(number) else math.nextafter(number, math.inf)


def around(candidates: Iterable[float]) -> tuple[float, float]:
    """The smallest interval of floats that surely contains all the exact results."""
    ends = list(candidates)
    return math.nextafter(min(ends), -math.inf), math.nextafter(max(ends), math.inf)


def _is_whole(number: float) -> bool:
    """Whole numbers below 2**53 come out of + - * exactly, so that amounts in yen stay free of rounding."""
    return math.isfinite(number) and abs(number) < 2.0**53 and number == math.floor(number)
