"""Two quantities as text, side by side: written finely enough that a reader sees how they differ."""

from __future__ import annotations

import math
from collections.abc import Callable

from helpers.data.quantity import formats
from helpers.data.quantity.quantity import Quantity

FINEST = 6
"""Decimals after scaling beyond which no difference is looked for: thousandths of a million."""


def values(one: Quantity, other: Quantity, put: Callable[..., str] = formats.write) -> tuple[str, str]:
    """Two values of one unit as `put` writes them, with more decimals where they would else be written alike."""
    texts = put(one), put(other)
    if texts[0] != texts[1]:
        return texts
    scale = formats.scale_of(one.unit, max(abs(one.value), abs(other.value)))
    for places in range(scale.decimals + 1, FINEST + 1):
        finer = put(one, scale=scale, decimals=places), put(other, scale=scale, decimals=places)
        if finer[0] != finer[1]:
            return finer
    return texts


def intervals(one: Quantity, other: Quantity) -> tuple[str, str]:
    """Two intervals of one unit, rounded outwards; of two that do not meet, what is written does not meet either."""
    plain = formats.span(one, unit=True), formats.span(other, unit=True)
    below, above = sorted((one, other), key=lambda quantity: quantity.low)
    if below.high >= above.low:
        return plain
    scale = formats.scale_of(one.unit, max(abs(below.low), abs(above.high)))
    coarsest = min(formats.decimals_for(side.low, side.high, scale) for side in (one, other))
    steps = {places: scale.factor * 10.0**-places for places in range(coarsest, FINEST + 1)}
    places = next((places for places, step in steps.items() if _apart(below.high, above.low, step)), FINEST)
    if places == coarsest:
        return plain
    first, second = (formats.span(side, scale=scale, decimals=places, unit=True) for side in (one, other))
    return first, second


def _apart(end: float, start: float, step: float) -> bool:
    """Whether an end, rounded up to whole steps, still lies below a start that is rounded down."""
    return math.ceil(end / step - 1e-6) < math.floor(start / step + 1e-6)
