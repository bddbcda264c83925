"""Quantities that remember: a value with its interval, unit, period and source facts, carried through arithmetic.

A quantity is immutable. `value` is the best value, `low` and `high` enclose the true one; the interval of a result
always contains the result of any members of the intervals it was made from (rounding of the computer included).
What cannot be known is a `Missing` quantity with a reason; arithmetic with it gives a `Missing` one again.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeAlias, Union

from helpers.data.quantity import formulas, intervals, reference, spans, units
from helpers.data.quantity.answers import Answers
from helpers.data.quantity.missing import Missing as Missing
from helpers.data.quantity.reference import Reference
from helpers.data.quantity.units import POINTS as POINTS
from helpers.data.quantity.units import RATIO as RATIO
from helpers.proof.series import CONTESTED, SOUND

Number: TypeAlias = Union[int, float, Decimal]  # noqa: UP007 - an alias that isinstance does not need
NUMBERS = (numbers.Real, Decimal)  # what counts as a plain number, numpy's own included


@dataclass(frozen=True, repr=False)
class Quantity(Answers):
    """A value that says how sure it is and where it came from.

    value, low, high   floats in base units (yen, persons, fractions); low <= value <= high
    unit               'JPY', 'ratio', 'count', 'JPY/share', ...; products and quotients make 'JPY/count' and the like
    period_start, period_end   ISO dates, both inclusive; an instant has no start
    scenario           'actual', 'target' or 'prior_target'
    fact_ids           the facts behind it, in order, without repeats
    basis              'reported' as a filing prints it, 'derived' when it was worked out; 'published' as it stands
                       elsewhere only, 'published_derived' when that is among what it was worked out from
    formula            what it is, in words: 'total revenues of FY2016', or how it was worked out from others
    working            how it was worked out, where `formula` is a name of its own
    inputs             the quantities that the working (else the formula) names, the trail of the figure
    decimals           how exactly a reported or published value is printed, as in XBRL (JPY 7.8 billion: -8)
    references         the figures published elsewhere behind it, in order, without repeats
    announced_on       the day a target was first told, where it is one of several revisions
    status             'sound', or 'contested' where a broken check leaves it, or what it was worked out from, in doubt

    Raises ValueError when the interval is empty or does not contain the value.
    """

    value: float
    low: float
    high: float
    unit: str = RATIO
    period_start: str = ""
    period_end: str = ""
    scenario: str = "actual"
    fact_ids: tuple[str, ...] = ()
    basis: str = "derived"
    formula: str = ""
    working: str = field(default="", compare=False, repr=False)
    inputs: tuple[Quantity, ...] = field(default=(), compare=False, repr=False)
    decimals: int | None = field(default=None, compare=False, repr=False)
    references: tuple[Reference, ...] = field(default=(), repr=False)
    announced_on: str = field(default="", compare=False, repr=False)
    status: str = field(default=SOUND, compare=False, repr=False)

    known = True
    reason = ""

    def __post_init__(self) -> None:
        for name in ("value", "low", "high"):
            object.__setattr__(self, name, float(getattr(self, name)))
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"The interval {self.low!r} to {self.high!r} of {self.formula or 'a quantity'} does not contain "
                f"its value {self.value!r}: pass low <= value <= high."
            )
        if self.inputs and status_of(self.inputs) == CONTESTED:  # however it was worked out from them
            object.__setattr__(self, "status", CONTESTED)

    # ---- arithmetic -------------------------------------------------------------------------------------------

    def __add__(self, other: Quantity | Missing | Number) -> Any:
        right = _operand(other, self.unit)
        if not isinstance(right, Quantity):
            return right
        unit = units.common(self, right, "+")
        ends = intervals.added((self.low, self.high), (right.low, right.high))
        return _made(self, right, self.value + right.value, ends, unit, "+")

    __radd__ = __add__

    def __neg__(self) -> Quantity:
        return replace(
            self,
            value=-self.value,
            low=-self.high,
            high=-self.low,
            basis=reference.derived(self.references),
            formula=formulas.negative(self.formula or f"{self.value:g}"),
            working="",
            inputs=_leaves(self),
        )

    def __abs__(self) -> Quantity:
        if self.low >= 0:
            return self
        turned = -self
        if self.high > 0:
            turned = replace(turned, low=0.0, high=max(-self.low, self.high), value=abs(self.value))
        return replace(turned, formula=f"abs({self.formula or f'{self.value:g}'})")

    def __sub__(self, other: Quantity | Missing | Number) -> Any:
        right = _operand(other, self.unit)
        if not isinstance(right, Quantity):
            return right
        unit = units.common(self, right, "-")
        ends = intervals.added((self.low, self.high), (-right.high, -right.low))
        return _made(self, right, self.value - right.value, ends, unit, "-")

    def __rsub__(self, other: Number) -> Any:
        left = _operand(other, self.unit)
        return left - self if isinstance(left, Quantity) else left

    def __mul__(self, other: Quantity | Missing | Number) -> Any:
        right = _operand(other, "")
        if not isinstance(right, Quantity):
            return right
        ends = intervals.multiplied((self.low, self.high), (right.low, right.high))
        return _made(self, right, self.value * right.value, ends, units.of_product(self.unit, right.unit), "*")

    def __rmul__(self, other: Number) -> Any:
        return self * other

    def __truediv__(self, other: Quantity | Missing | Number) -> Any:
        right = _operand(other, "")
        if not isinstance(right, Quantity):
            return right
        if right.low <= 0 <= right.high:
            return Missing(
                f"{right.formula or 'the divisor'} may be zero (its interval is {right.low:g} to {right.high:g})",
                units.of_quotient(self.unit, right.unit),
                self.period_start,
                self.period_end,
                self.scenario,
            )
        ends = intervals.around(a / b for a in (self.low, self.high) for b in (right.low, right.high))
        return _made(self, right, self.value / right.value, ends, units.of_quotient(self.unit, right.unit), "/")

    def __rtruediv__(self, other: Number) -> Any:
        left = _operand(other, "")
        return left / self if isinstance(left, Quantity) else left

    def power(self, exponent: float) -> Quantity | Missing:
        """The quantity to a constant power; only for positive ones (a growth factor to 1/years)."""
        if self.low <= 0:
            return Missing(
                f"{self.formula or 'the base'} may be zero or negative, so it has no power of {exponent:g}",
                self.unit,
                self.period_start,
                self.period_end,
                self.scenario,
            )
        low, high = intervals.around(end**exponent for end in (self.low, self.high))
        value = min(max(self.value**exponent, low), high)
        return replace(
            self,
            value=value,
            low=low,
            high=high,
            basis=reference.derived(self.references),
            formula=formulas.joined(self.formula or f"{self.value:g}", "^", formulas.exponent(exponent)),
            working="",
            inputs=_leaves(self),
        )

    # ---- the same quantity, seen otherwise -----------------------------------------------------------------

    def over(self, period_start: str, period_end: str) -> Quantity:
        """The same quantity, said of another period."""
        return replace(self, period_start=period_start, period_end=period_end)

    def with_unit(self, unit: str) -> Quantity:
        """The same numbers in a unit of the caller's own making ('JPY/count/month')."""
        return replace(self, unit=unit)

    def named(self, formula: str) -> Quantity:
        """The same quantity under a name that later formulas and error messages use; how it was made is kept."""
        made = self.working or self.formula if not self.printed else ""
        return replace(self, formula=formula, working=made)

    @property
    def contested(self) -> bool:
        """Whether a broken check leaves it, or what it was worked out from, in doubt."""
        return self.status == CONTESTED


AnyQuantity: TypeAlias = Union[Quantity, Missing]  # noqa: UP007


def _quantity(number: Any, unit: str) -> Quantity:
    if isinstance(number, Quantity):
        return number
    return exact(number, unit)


def _operand(other: Any, unit: str) -> Any:
    """One side of an operation: a quantity, `Missing` as it is, or NotImplemented (a column knows what to do)."""
    if isinstance(other, Missing):
        return other
    return _quantity(other, unit) if isinstance(other, (Quantity, *NUMBERS)) else NotImplemented


def _made(left: Quantity, right: Quantity, value: float, ends: tuple[float, float], unit: str, sign: str) -> Quantity:
    low, high = ends
    references = reference.joined(left.references, right.references)
    scenarios = {side.scenario for side in (left, right) if side.fact_ids or side.period_end}
    when = spans.of_result(left, right, sign)
    return Quantity(
        value=min(max(value, low), high),
        low=low,
        high=high,
        unit=unit,
        period_start=when.start,
        period_end=when.end,
        scenario=_scenario(scenarios),
        fact_ids=tuple(dict.fromkeys(left.fact_ids + right.fact_ids)),
        basis=reference.derived(references),
        references=references,
        formula=formulas.joined(left.formula or f"{left.value:g}", sign, right.formula or f"{right.value:g}"),
        inputs=tuple(dict.fromkeys((*_leaves(left), *_leaves(right)))),
        status=status_of((left, right)),
    )


def _scenario(scenarios: set[str]) -> str:
    return next((name for name in ("prior_target", "target") if name in scenarios), "actual")


def _leaves(quantity: Quantity) -> tuple[Quantity, ...]:
    """The quantities a formula names when this one is a part of it: itself, or what it was worked out from."""
    if not quantity.printed and quantity.inputs and not quantity.working:
        return quantity.inputs
    says_more = (
        quantity.fact_ids
        or quantity.references
        or quantity.working
        or quantity.formula not in ("", f"{quantity.value:g}")
    )
    return (quantity,) if says_more else ()


def exact(number: Number, unit: str = RATIO, formula: str = "") -> Quantity:
    """A constant without sources: its interval is the number itself (plus what a float cannot hold of a Decimal)."""
    value = float(number)
    low = high = value
    if isinstance(number, Decimal) and Decimal(value) != number:
        low, high = math.nextafter(value, -math.inf), math.nextafter(value, math.inf)
    return Quantity(value, low, high, unit, formula=formula or f"{value:g}")


def between(low: Number, high: Number, unit: str = RATIO, value: Number | None = None, formula: str = "") -> Quantity:
    """An interval with no sources of its own, such as an assumption; its value is the middle unless given."""
    middle = (float(low) + float(high)) / 2 if value is None else float(value)
    return Quantity(middle, float(low), float(high), unit, formula=formula or f"{float(low):g} to {float(high):g}")


def total(quantities: Iterable[AnyQuantity]) -> AnyQuantity:
    """The sum; missing as soon as one of them is (raises ValueError for none at all)."""
    terms = list(quantities)
    if not terms:
        raise ValueError("The total of no quantities has no unit: pass at least one.")
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def ratio(part: AnyQuantity, whole: AnyQuantity) -> AnyQuantity:
    """part / whole, of the period of the part."""
    return (part / whole).over(part.period_start, part.period_end)


def growth(new: AnyQuantity, old: AnyQuantity) -> AnyQuantity:
    """new / old - 1, of the period of the newer value, as filings print it."""
    return (new / old - 1).over(new.period_start, new.period_end)


def points(new: AnyQuantity, old: AnyQuantity) -> AnyQuantity:
    """The difference of two ratios in points (0.02 is two points), of the period of the newer one."""
    return (new - old).over(new.period_start, new.period_end).with_unit(POINTS)


def cagr(first: AnyQuantity, last: AnyQuantity, years: float) -> AnyQuantity:
    """Compound annual growth from the first value to the last, which lies `years` years later."""
    return ((last / first).power(1 / years) - 1).over(first.period_start or first.period_end, last.period_end)


def hull(quantities: Iterable[Quantity]) -> Quantity:
    """The smallest interval that contains all of them: for what is known only to be one of several."""
    members = list(quantities)
    low, high = min(q.low for q in members), max(q.high for q in members)
    sources = tuple(dict.fromkeys(source for q in members for source in q.fact_ids))
    references = reference.joined(*(q.references for q in members))
    first = members[0]
    return replace(
        first,
        low=low,
        high=high,
        value=(low + high) / 2,
        fact_ids=sources,
        basis=reference.derived(references),
        references=references,
        formula=" or ".join(q.formula for q in members),
        working="",
        inputs=tuple(dict.fromkeys(leaf for q in members for leaf in _leaves(q))),
        status=status_of(members),
    )


def status_of(quantities: Iterable[Quantity]) -> str:
    """That of what is worked out from them: contested where one of them is."""
    return CONTESTED if CONTESTED in {quantity.status for quantity in quantities} else SOUND
