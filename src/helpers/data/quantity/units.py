"""The units of quantities, and how they follow arithmetic: JPY / count is 'JPY/count', JPY / JPY is a ratio."""

from __future__ import annotations

from typing import Any

from helpers.language.errors import HelpersError

RATIO = "ratio"
POINTS = "points"
PLAIN = ("", RATIO, POINTS)


class UnitError(HelpersError, ValueError):
    """Two quantities whose units do not fit were added, subtracted or compared; the message names both."""


def same(left: str, right: str) -> bool:
    """Whether two units may be added; points are the unit of differences of ratios."""
    alike = {POINTS: RATIO}
    return alike.get(left, left) == alike.get(right, right)


def common(left: Any, right: Any, sign: str) -> str:
    """The unit of the sum or difference of two quantities; UnitError where they have none in common."""
    if not same(left.unit, right.unit):
        raise UnitError(
            f"{left.formula or left.value} is in {left.unit or 'no unit'} and {right.formula or right.value} in "
            f"{right.unit or 'no unit'}: '{sign}' needs the same unit on both sides."
        )
    return str(left.unit)


def of_product(left: str, right: str) -> str:
    """The unit of a product: 'JPY/count' times 'count' is 'JPY'."""
    if right in PLAIN:
        return left or right
    if left in PLAIN:
        return right
    for one, other in ((left, right), (right, left)):
        if one.endswith("/" + other):
            return one[: -len(other) - 1]
    return f"{left}*{right}"


def of_quotient(left: str, right: str) -> str:
    """The unit of a quotient."""
    if right in PLAIN:
        return left or right or RATIO
    if left == right:
        return RATIO
    if left.startswith(right + "*") or left.endswith("*" + right):
        return left.replace(right, "", 1).strip("*")
    return f"{left or '1'}/{right}"
