"""What cannot be known, and why: a quantity without a value that arithmetic carries along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from helpers.data.quantity.answers import Answers


@dataclass(frozen=True, repr=False)
class Missing(Answers):
    """A quantity that cannot be known, and why. It has the attributes of a `Quantity`, but no value."""

    reason: str
    unit: str = ""
    period_start: str = ""
    period_end: str = ""
    scenario: str = "actual"
    value: None = None
    low: None = None
    high: None = None
    fact_ids: tuple[str, ...] = ()
    basis: str = "unknown"
    formula: str = ""
    references: tuple[()] = ()
    status: str = "sound"

    known = False
    contested = False

    def _still_missing(self, other: object) -> Any:
        if hasattr(other, "dtype") and hasattr(other, "__len__"):
            return NotImplemented  # a column knows what to do
        if isinstance(other, Missing) and other.reason not in self.reason:
            return replace(self, reason=f"{self.reason}; {other.reason}")
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = _still_missing
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _still_missing

    def __neg__(self) -> Missing:
        return self

    __abs__ = __neg__

    def power(self, exponent: float) -> Missing:
        """Still missing."""
        return self

    def over(self, period_start: str, period_end: str) -> Missing:
        """The same unknown, said of another period."""
        return replace(self, period_start=period_start, period_end=period_end)

    def with_unit(self, unit: str) -> Missing:
        """The same unknown in another unit."""
        return replace(self, unit=unit)

    def named(self, formula: str) -> Missing:
        """The same unknown under another name."""
        return replace(self, formula=formula)
