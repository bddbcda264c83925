"""Interval arithmetic for whole columns, to the last digit the same as for one quantity (`intervals`).

An array of numbers has three rows: value, low and high; a column without a value is nan in all of them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Numbers = NDArray[np.float64]
"""Shape (3, n) or (3, 1): value, low, high."""


def added(left: Numbers, right: Numbers) -> Numbers:
    """left + right."""
    sums = left + right
    exact = _whole(sums) & _whole(left) & _whole(right)
    return _held(sums[0], _down(sums[1], exact[1]), _up(sums[2], exact[2]))


def turned(numbers: Numbers) -> Numbers:
    """The same with the other sign."""
    return -numbers[[0, 2, 1]]


def multiplied(left: Numbers, right: Numbers) -> Numbers:
    """left * right."""
    products = _ends(left, right, np.multiply)
    exact = np.all(_whole(products), axis=0) & np.all(_whole(left[1:]), axis=0) & np.all(_whole(right[1:]), axis=0)
    return _held(left[0] * right[0], _down(products.min(axis=0), exact), _up(products.max(axis=0), exact))


def divided(left: Numbers, right: Numbers) -> Numbers:
    """left / right; nan where the divisor may be zero."""
    zero = (right[1] <= 0) & (right[2] >= 0)
    divisor = np.where(zero, np.nan, right)
    quotients = _ends(left, divisor, np.divide)
    return _held(left[0] / divisor[0], _down(quotients.min(axis=0)), _up(quotients.max(axis=0)))


def _ends(left: Numbers, right: Numbers, does: np.ufunc) -> Numbers:
    return np.stack(
        [does(left[1], right[1]), does(left[1], right[2]), does(left[2], right[1]), does(left[2], right[2])]
    )


def _held(value: Floats, low: Floats, high: Floats) -> Numbers:
    """The value within its interval: it may have been rounded out of it by half a digit of the computer."""
    return np.stack([np.minimum(np.maximum(value, low), high), low, high])


def _down(ends: Floats, exact: Bools | None = None) -> Floats:
    lower = np.nextafter(ends, -np.inf)
    return lower if exact is None else np.where(exact, ends, lower)


def _up(ends: Floats, exact: Bools | None = None) -> Floats:
    higher = np.nextafter(ends, np.inf)
    return higher if exact is None else np.where(exact, ends, higher)


def _whole(numbers: Floats) -> Bools:
    """Whole numbers below 2**53, which + - * on whole numbers make without rounding."""
    return (np.abs(numbers) < 2.0**53) & (numbers == np.floor(numbers))


DOES: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "+": added,
    "-": lambda left, right: added(left, turned(right)),
    "*": multiplied,
    "/": divided,
}
"""What each sign does to two columns."""
