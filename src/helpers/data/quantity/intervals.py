"""Rounding of the computer, kept out of intervals: ends move outwards by the next float, whole numbers stay."""

from __future__ import annotations

import math
from collections.abc import Iterable

Ends = tuple[float, float]


def added(one: Ends, other: Ends) -> Ends:
    """The interval of the sums."""
    low, high = one[0] + other[0], one[1] + other[1]
    exact_low, exact_high = _is_exact(low, one[0], other[0]), _is_exact(high, one[1], other[1])
    return low if exact_low else math.nextafter(low, -math.inf), high if exact_high else math.nextafter(high, math.inf)


def multiplied(one: Ends, other: Ends) -> Ends:
    """The interval of the products."""
    products = [a * b for a in one for b in other]
    if all(_is_exact(product, *one, *other) for product in products):
        return min(products), max(products)
    return around(products)


def around(candidates: Iterable[float]) -> Ends:
    """The smallest interval of floats that surely contains all the exact results."""
    ends = list(candidates)
    return math.nextafter(min(ends), -math.inf), math.nextafter(max(ends), math.inf)


def _is_exact(*numbers: float) -> bool:
    """Whole numbers below 2**53 come out of + - * on whole numbers exactly, so that yen stay free of rounding."""
    return all(math.isfinite(one) and abs(one) < 2.0**53 and one == math.floor(one) for one in numbers)
