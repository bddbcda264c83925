"""What a quantity answers when it is asked as a plain number would be: repr, <, >, float(), round(), ** and abs().

The answers are short and honest: a comparison that the intervals do not decide is `Undecided` and says so.
"""

from __future__ import annotations

import numbers
import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from helpers.data.quantity import formats, units
from helpers.data.quantity.reference import PRINTED, Reference
from helpers.language.errors import HelpersError

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_BASES = {
    "derived": "derived",
    "published": "published elsewhere",
    "published_derived": "derived from figures published elsewhere",
}


class UndecidedError(HelpersError, TypeError):
    """A comparison was taken for yes or no that the intervals leave open."""


@dataclass(frozen=True, repr=False)
class Undecided:
    """The answer to a comparison that cannot be decided; `said` says why. It is neither true nor false."""

    said: str

    def __repr__(self) -> str:
        return f"undecided: {self.said}"

    def __bool__(self) -> bool:
        raise UndecidedError(
            f"It cannot be said for sure: {self.said}. Ask a.surely_above(b) or a.meets(b), or compare the best "
            "values, a.value > b.value."
        )


class Answers:
    """The questions that a `Quantity` and a `Missing` answer alike."""

    value: Any
    low: Any
    high: Any
    unit: str
    known: bool
    reason: str
    basis: str
    fact_ids: tuple[str, ...]
    references: tuple[Reference, ...]
    scenario: str
    status: str

    def __repr__(self) -> str:
        """Short, as 'JPY 157.8 billion, FY2016'; everything else is in the attributes."""
        if not self.known:
            return f"{formats.UNKNOWN}: {self.reason}"
        notes = [formats.with_interval(self), formats.period_of(self)]
        notes += [self.scenario.replace("_", " ")] if self.scenario != "actual" else []
        notes += [_BASES.get(self.basis, "")] if self.fact_ids or self.references else []
        return ", ".join(filter(None, notes))

    @property
    def elsewhere(self) -> bool:
        """Whether figures published outside the filings are behind it."""
        return bool(self.references)

    @property
    def printed(self) -> bool:
        """Whether it is as somebody printed it, in a filing or elsewhere, and not worked out."""
        return self.basis in PRINTED

    @property
    def width(self) -> float:
        """How wide the interval is, in the unit of the quantity; nan where nothing is known."""
        return float(self.high) - float(self.low) if self.known else float("nan")

    def as_row(self) -> dict[str, Any]:
        """The columns of findings.csv that a quantity knows; no value where nothing is known."""
        names = ("value", "low", "high", "unit", "period_start", "period_end", "scenario", "status")
        return {name: getattr(self, name) for name in names} | {
            "fact_ids": " ".join(self.fact_ids),
            "reference_ids": " ".join(one.reference_id for one in self.references),
        }

    def __float__(self) -> float:
        """The best value in base units; nan where it is not known. The interval and the sources stay behind."""
        return float("nan") if self.value is None else float(self.value)

    def __round__(self, ndigits: int | None = None) -> Any:
        """The best value rounded, a plain number in base units; what is not known stays as it is."""
        return self if self.value is None else round(float(self.value), ndigits)

    def __pos__(self) -> Self:
        return self

    def __pow__(self, exponent: float) -> Any:
        return self.power(exponent)

    def power(self, exponent: float) -> Any:
        """To a constant power; each kind says how."""
        raise NotImplementedError

    def surely_above(self, other: Any) -> bool:
        """True when every member of this interval is above every member of the other; False where one is unknown."""
        return compared(self, other, ">") is True

    def surely_below(self, other: Any) -> bool:
        """True when every member of this interval is below every member of the other; False where one is unknown."""
        return compared(self, other, "<") is True

    def meets(self, other: Any) -> bool:
        """True when the two intervals have a member in common; False where one is unknown."""
        known = self.known and getattr(other, "known", True)
        return known and not self.surely_above(other) and not self.surely_below(other)

    def __gt__(self, other: Any) -> Any:
        """True or False where the intervals decide, else `Undecided`; likewise <, >= and <=."""
        return compared(self, other, ">")

    def __ge__(self, other: Any) -> Any:
        return compared(self, other, ">=")

    def __lt__(self, other: Any) -> Any:
        return compared(self, other, "<")

    def __le__(self, other: Any) -> Any:
        return compared(self, other, "<=")


def compared(left: Any, right: Any, sign: str) -> Any:
    """Whether left > right (or <, >=, <=): True or False where every member of both intervals agrees, else `Undecided`.

    A plain number is taken in the unit of the quantity. Raises UnitError for units that do not fit.
    """
    if not isinstance(right, Answers):
        if not isinstance(right, (numbers.Real, Decimal)):
            return NotImplemented
        low = high = float(right)
    else:
        for one in (left, right):
            if not one.known:
                return Undecided(one.reason)
        units.common(left, right, sign)
        low, high = right.low, right.high
    if not left.known:
        return Undecided(left.reason)
    if left == right:
        return "=" in sign
    if sign in ("<", "<="):
        sure, never = (left.high, low), (left.low, high)
    else:
        sure, never = (left.low, high), (left.high, low)
    holds = COMPARISONS[sign]
    if holds(*sure):
        return True
    if not holds(*never):
        return False
    beside = repr(right) if isinstance(right, Answers) else f"{right:g}"
    return Undecided(f"{left!r} and {beside} overlap")
