"""The units of quantities, and how they follow arithmetic: JPY / count is 'JPY/count', JPY / JPY is a ratio."""

from __future__ import annotations

RATIO = "ratio"
POINTS = "points"
PLAIN = ("", RATIO, POINTS)


def same(left: str, right: str) -> bool:
    """Whether two units may be added; points are the unit of differences of ratios."""
    alike = {POINTS: RATIO}
    return alike.get(left, left) == alike.get(right, right)


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
