"""Which figures a broken check leaves in doubt.

A broken check leaves all its figures in doubt but those that other checks clear: checks that hold, with figures of
other pages, and would break if the figure were what the other side of the broken check says. Then that side is wrong.
So a figure that stands wrong among right ones is never cleared: what contradicts it allows the truth, and with the
truth every check of right figures holds. Where all figures of a broken check are cleared, none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from helpers.proof import evidence, known_errors, rulebook
from helpers.proof.evidence import Fact
from helpers.proof.levels import Interval, Sides
from helpers.proof.trying import BROKEN, HOLDS, TWO_WAYS, Check, holds, reading

_COMPARISONS = frozenset({*rulebook.COMPARISONS, *(rule for _, _, rule in rulebook.RATES)})
_STEPS = 12
_NEAR = 1e-9


def told(found: Iterable[Check], facts: Iterable[Fact]) -> list[Check]:
    """The checks, each broken one with the figures that it leaves in doubt; none where a known error explains it."""
    found = list(found)
    named = {fact.fact_id: fact for fact in facts}
    of_fact: dict[str, list[Check]] = {}
    for check in found:
        if check.status == HOLDS and check.again is not None:
            for fact_id in check.fact_ids:
                of_fact.setdefault(fact_id, []).append(check)
    broken = [check.status == BROKEN and not check.note.startswith(known_errors.EXPLAINED) for check in found]
    return [
        check._replace(contests=_contests(check, of_fact, named)) if doubtful else check
        for check, doubtful in zip(found, broken, strict=True)
    ]


def _contests(check: Check, held: Mapping[str, Sequence[Check]], named: Mapping[str, Fact]) -> tuple[str, ...]:
    left = tuple(one for one in check.fact_ids if not _cleared(check, named[one], held.get(one, ()), named))
    return left or check.fact_ids


def _cleared(check: Check, fact: Fact, held: Iterable[Check], named: Mapping[str, Fact]) -> bool:
    """Whether an independent check that holds would break if the figure were what the broken check says of it."""
    independent = [one for one in held if _independent(one, check, fact, named)]
    value = _nearest(check, fact) if independent else None
    return value is not None and any(not holds(_with(one, fact, value)) for one in independent)


def _independent(one: Check, other: Check, fact: Fact, named: Mapping[str, Fact]) -> bool:
    """Whether a check of a figure rests on some figure of another page that the other check does not rest on.

    What stands on one page may be wrong together: by its head, its caption, its unit. That it grew from a year ago as
    its page says tells nothing of its time, nor whether it is a target: the year-ago figure does not count.
    """
    others = {named[fact_id].place for fact_id in other.fact_ids}
    told = [named[fact_id] for fact_id in one.fact_ids]
    if one.rule in _COMPARISONS or one.rule == TWO_WAYS:  # these may be two comparisons
        told = [said for said in told if said.variable.scenario == fact.variable.scenario]
    if one.rule in _COMPARISONS:
        told = [said for said in told if said.variable.end == fact.variable.end]
    places = [said.place for said in told if said.place not in others]
    return any(not evidence.same_page(place, fact.place) for place in places)


def _with(check: Check, fact: Fact, value: float) -> Sides | None:
    """The two sides of a check if a figure were this value."""
    read = reading(check.rule)

    def instead(one: Fact) -> Interval:
        return (value, value) if one.fact_id == fact.fact_id else read(one)

    return check.again(instead) if check.again is not None else None


def _nearest(check: Check, fact: Fact) -> float | None:
    """The value nearest to a figure with which a broken check would hold; None where there is none to be found."""
    at, step = fact.value, max(fact.half, _NEAR * abs(fact.value))
    for _ in range(_STEPS):
        here, there = (_apart(_with(check, fact, value)) for value in (at, at + step))
        if here is None or there is None:
            return None
        if abs(here) <= _NEAR * max(abs(at), step):
            return at
        if here == there:
            return None
        at -= here * step / (there - here)
    return None


def _apart(sides: Sides | None) -> float | None:
    """How far what a check says lies above what it allows; negative below, nil where they meet."""
    if sides is None:
        return None
    allowed, actual = sides
    return max(actual[0] - allowed[1], 0.0) or min(actual[1] - allowed[0], 0.0)
