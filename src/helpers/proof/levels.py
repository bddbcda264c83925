"""Interval arithmetic of identities: what some of the figures allow for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from helpers.proof.evidence import Fact, Variable
from helpers.proof.relations import Identity

Interval: TypeAlias = tuple[float, float]
Sides: TypeAlias = tuple[Interval, Interval]
"""What is allowed, and what is said."""
Reading: TypeAlias = Callable[[Fact], Interval]
"""Which interval a fact stands for."""
Again: TypeAlias = "Callable[[Reading], Sides | None]"
"""What is allowed and said if facts stand for other intervals; None where those say nothing."""


def pair(fact: Fact, other: Fact, read: Reading) -> Sides:
    """A figure held against the same figure, printed again."""
    return read(other), read(fact)


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals have a point in common (give or take what floats lose)."""
    slack = 1e-12 * max(abs(one[0]), abs(one[1]), abs(other[0]), abs(other[1]))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def expected(identity: Identity, members: Sequence[Interval]) -> Interval | None:
    """What the members allow for the result of an identity; None where a divisor may be zero."""
    if identity.kind in ("sum", "within"):
        weights = (weight for _, weight in identity.members)
        total = _sum(identity.constant, zip(weights, members, strict=True))
        return total if identity.kind == "sum" else _ends(share * end for share in identity.bounds for end in total)
    above, below = members
    if below[0] <= 0 <= below[1]:
        return None
    quotients = [a / b for a in above for b in below]
    if identity.kind == "ratio":
        return min(quotients), max(quotients)
    return min(quotients) - 1, max(quotients) - 1


def solve(identity: Identity, unknown: Variable, known: dict[Variable, Interval]) -> Interval | None:
    """The interval an identity allows for one variable, all others known; None where it says nothing."""
    if identity.kind == "within":
        return None
    return _term(identity, unknown, known) if identity.kind == "sum" else _quotient(identity, unknown, known)


def _term(identity: Identity, unknown: Variable, known: dict[Variable, Interval]) -> Interval:
    """The one unknown term of a sum."""
    weights = {**dict(identity.members), identity.result: -1}
    own = -weights.pop(unknown)
    return _ends(end / own for end in _sum(identity.constant, ((weights[other], known[other]) for other in weights)))


def _sum(constant: float, terms: Iterable[tuple[float, Interval]]) -> Interval:
    """The interval of a constant and weighted terms."""
    ends = [sorted((weight * low, weight * high)) for weight, (low, high) in terms]
    return constant + sum(end[0] for end in ends), constant + sum(end[1] for end in ends)


def _quotient(identity: Identity, unknown: Variable, known: dict[Variable, Interval]) -> Interval | None:
    """The one unknown of a ratio or growth rate."""
    above, below = (variable for variable, _ in identity.members)
    growth = identity.kind == "growth"
    if growth and unknown != below and known[below][0] <= 0:
        return None  # growth of a loss may be taken against its magnitude: it gives no single rate
    if unknown == identity.result:
        return expected(identity, (known[above], known[below]))
    offset = 1.0 if growth else 0.0
    factor = known[identity.result][0] + offset, known[identity.result][1] + offset
    if unknown == above:
        return _ends(f * b for f in factor for b in known[below])
    return _divisor(identity, known[above], factor)


def _divisor(identity: Identity, above: Interval, factor: Interval) -> Interval | None:
    """What was multiplied by a factor; None where the factor says nothing of it, or growth would be that of a loss."""
    beyond = identity.both_signs and not 0 < factor[0] <= factor[1] < 2
    if beyond or factor[0] <= 0 <= factor[1]:
        return None
    solved = _ends(a / f for a in above for f in factor)
    return solved if identity.kind != "growth" or solved[0] > 0 else None


def _ends(numbers: Iterable[float]) -> Interval:
    candidates = list(numbers)
    return min(candidates), max(candidates)
