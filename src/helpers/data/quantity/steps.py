"""Arithmetic put off: a column computes its numbers at once and remembers how, so that names and sources can follow.

Most elements of a column are never looked at one by one; only those that are become quantities.
"""

from __future__ import annotations

import operator
from typing import Any

_DOES = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


class ToBeDone:
    """`left sign right` still to be done; each side is a quantity, a plain number or a step again."""

    __slots__ = ("left", "made", "right", "sign")

    def __init__(self, sign: str, left: Any, right: Any) -> None:
        self.sign, self.left, self.right, self.made = sign, left, right, None


def done(entry: Any) -> Any:
    """The quantity an entry stands for. Long chains of steps are walked, not descended: columns add up thousands."""
    if not isinstance(entry, ToBeDone):
        return entry
    waiting = [entry]
    while waiting:
        step = waiting[-1]
        before = [side for side in (step.left, step.right) if isinstance(side, ToBeDone) and side.made is None]
        if before:
            waiting += before
            continue
        waiting.pop()
        if step.made is None:
            step.made = _DOES[step.sign](_result(step.left), _result(step.right))
            step.left = step.right = None  # what it was made of is in its inputs
    return entry.made


def _result(side: Any) -> Any:
    return side.made if isinstance(side, ToBeDone) else side
