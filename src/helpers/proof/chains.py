"""Checks that run through figures no filing prints: worked out from some figures and held against others.

One step works a level out of an identity whose other members are printed; further steps use what was worked out
before. No printed figure is used twice in one chain, so that it never confirms itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import is_not
from typing import NamedTuple

from helpers.proof import evidence
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Interval, Reading, Sides, solve
from helpers.proof.relations import Identity

STEPS = 3
WIDEST = 0.2
"""A chain that bounds a figure no better than this share of it says nothing worth a check."""


SHARPER = 5.0
"""How many times narrower other figures must bound a printed level before it is worked out like one never printed."""
_LOST = 1e-9  # what floats lose, as a share


class Way(NamedTuple):
    """How a level is worked out: its interval, the facts it takes, the identities on the way, and its last step."""

    interval: Interval
    facts: tuple[Fact, ...]
    places: frozenset[int]  # of the facts: a number for each printed figure
    path: tuple[Identity, ...]
    step: tuple[Variable, tuple[tuple[Variable, Way], ...]] | None = None

    def again(self, read: Reading) -> Interval | None:
        """The interval if the facts stood for others; None where it then says nothing."""
        if self.step is None:
            return read(self.facts[0])
        variable, others = self.step
        known = {other: way.again(read) for other, way in others}
        if any(interval is None for interval in known.values()):
            return None
        return solve(self.path[-1], variable, known)  # type: ignore[arg-type]


Memory = dict[tuple[Identity, Variable], tuple[list[Way], "Way | None"]]
"""What was worked out before, by the last step, and the ways that it was worked out of."""


class Comparison(NamedTuple):
    """Two ways to know a figure that should meet: what is allowed, and what is said, with the facts of both."""

    rule: str
    variable: Variable
    allowed: Way
    said: Way
    facts: tuple[Fact, ...]
    steps: tuple[Identity, ...]

    def again(self, read: Reading) -> Sides | None:
        """The two intervals if the facts stood for others; None where one of them is open then."""
        allowed, said = self.allowed.again(read), self.said.again(read)
        return None if allowed is None or said is None else (allowed, said)


def named(identity: Identity) -> str:
    """An identity by rule and result: which, of what, when, of whose target."""
    concept, measure, scenario, start, end = identity.result
    target = "" if scenario == "actual" else f"@{scenario}"
    return f"{identity.rule}@{concept}/{measure}@{start}..{end}{target}"


def ways(printed: dict[Variable, Way], ordered: Sequence[Identity], memory: Memory) -> dict[Variable, list[Way]]:
    """The ways to work out levels that no filing prints, or only far more coarsely, by rules with the sharpest first.

    All those that take one step, or the first that takes more; and one more that takes none of the same figures.
    `memory` keeps what was worked out, for the next time with more identities.
    """
    printed = dict(printed)
    found = {variable: [way] for variable, way in _sharper(printed, ordered, memory).items()}
    for variable in found:
        del printed[variable]
    for identity in ordered:
        step = _way(identity, printed, memory)
        if step is not None and all(way.path != (identity,) for way in found.get(step[0], ())):
            found.setdefault(step[0], []).append(step[1])
    _add_further(found, printed, ordered, memory)
    _add_others(found, printed, ordered, memory)
    return found


def _add_further(
    found: dict[Variable, list[Way]], printed: dict[Variable, Way], ordered: Sequence[Identity], memory: Memory
) -> None:
    """What follows in further steps from what was worked out before."""
    places: dict[Variable, list[int]] = {}
    for at, identity in enumerate(ordered):
        for variable in identity.variables:
            places.setdefault(variable, []).append(at)
    newest: Iterable[Variable] = list(found)
    for _ in range(STEPS - 1):
        members = printed | {variable: known_ways[0] for variable, known_ways in found.items()}
        new: dict[Variable, Way] = {}
        for at in sorted({at for variable in newest for at in places[variable]}):
            step = _way(ordered[at], members, memory)
            if step is not None:
                new.setdefault(*step)
        found.update({variable: [way] for variable, way in new.items()})
        newest = new


def _sharper(printed: dict[Variable, Way], ordered: Iterable[Identity], memory: Memory) -> dict[Variable, Way]:
    """Levels printed in coarse units, such as billions, that follow far more sharply from other printed figures."""
    found: dict[Variable, Way] = {}
    for identity in ordered:
        if any(variable not in printed for variable in identity.variables):
            continue
        members = [printed[variable] for variable in identity.variables]
        weights = [1, *(abs(weight) for _, weight in identity.members)] if identity.kind == "sum" else []
        total = sum(weight * _width(way) for weight, way in zip(weights, members, strict=False))
        for at, variable in enumerate(identity.variables):
            so_far = _width(found[variable]) if variable in found else _width(members[at]) / SHARPER
            blurred = weights and total - weights[at] * _width(members[at]) > (1 + _LOST) * weights[at] * so_far
            if variable.measure != "level" or blurred:  # by the widths of the others in a sum
                continue
            way = _worked_out(identity, variable, printed, memory)
            if way is not None and _width(way) < so_far:
                found[variable] = way
    return found


def _width(way: Way) -> float:
    return way.interval[1] - way.interval[0]


def _add_others(
    found: dict[Variable, list[Way]], printed: dict[Variable, Way], ordered: Iterable[Identity], memory: Memory
) -> None:
    """To each level that is known in one way only, one of entirely other figures, if there is one."""
    members = printed | {variable: known_ways[0] for variable, known_ways in found.items()}
    for identity in ordered:
        if any(variable not in members for variable in identity.variables):
            continue
        for variable in identity.variables:
            first = found.get(variable, ())
            if len(first) != 1 or identity in first[0].path:
                continue
            way = _worked_out(identity, variable, members, memory)
            if way is not None and _is_narrow(way.interval) and way.places.isdisjoint(first[0].places):
                found[variable].append(way)


def _is_narrow(interval: Interval) -> bool:
    low, high = interval
    return high - low <= WIDEST * max(abs(low), abs(high))


def printed(known: dict[Variable, list[Fact]]) -> dict[Variable, Way]:
    """What is printed as ways of no step: the best figure of each variable."""
    numbers: dict[tuple[str, int, int], int] = {}
    found = {}
    for variable, facts in known.items():
        fact = evidence.best(facts)
        place = numbers.setdefault(fact.place, len(numbers))
        found[variable] = Way((fact.low, fact.high), (fact,), frozenset((place,)), ())
    return found


def _way(identity: Identity, members: dict[Variable, Way], memory: Memory) -> tuple[Variable, Way] | None:
    """The one level an identity leaves open, worked out of the others."""
    unknown = [variable for variable in identity.variables if variable not in members]
    if len(unknown) != 1 or unknown[0].measure != "level":
        return None
    way = _worked_out(identity, unknown[0], members, memory)
    return None if way is None else (unknown[0], way)


def _worked_out(identity: Identity, variable: Variable, members: dict[Variable, Way], memory: Memory) -> Way | None:
    """One variable of an identity out of the others; None where that would use a figure or the identity twice."""
    others = [other for other in identity.variables if other != variable]
    ways = [members[other] for other in others]
    before = memory.get((identity, variable))
    if before is None or any(map(is_not, before[0], ways)):
        before = memory[identity, variable] = ways, _last_step(identity, variable, others, ways)
    return before[1]


def _last_step(identity: Identity, variable: Variable, others: list[Variable], ways: list[Way]) -> Way | None:
    places = frozenset().union(*[way.places for way in ways])
    if len(places) < sum([len(way.facts) for way in ways]) or any(identity in way.path for way in ways):
        return None
    interval = solve(identity, variable, {other: way.interval for other, way in zip(others, ways, strict=True)})
    if interval is None:
        return None
    facts = tuple(fact for way in ways for fact in way.facts)
    path = tuple(dict.fromkeys(step for way in ways for step in way.path))
    return Way(interval, facts, places, (*path, identity), (variable, tuple(zip(others, ways, strict=True))))


def twice(found_ways: dict[Variable, list[Way]]) -> list[Comparison]:
    """What can be worked out twice."""
    found = []
    for variable, (first, *others) in found_ways.items():
        for way in others:
            if way.places != first.places:
                steps = way.path[-1], first.path[-1]
                found.append(Comparison("", variable, first, way, (*way.facts, *first.facts), steps))
    return found


def through(
    printed: dict[Variable, Way], found_ways: dict[Variable, list[Way]], rules: Iterable[Identity], memory: Memory
) -> list[Comparison]:
    """What is printed and can be worked out by the rules through figures that are not."""
    printed = {variable: way for variable, way in printed.items() if variable not in found_ways}
    members = printed | {variable: found[0] for variable, found in found_ways.items()}
    found = []
    for identity in rules:
        if not all(variable in members for variable in identity.variables):
            continue
        if all(variable in printed for variable in identity.variables):
            continue
        checked = next((variable for variable in identity.variables if variable in printed), None)
        if checked is None:
            continue
        way = _worked_out(identity, checked, members, memory)
        if way is not None and _is_narrow(way.interval) and way.places.isdisjoint(printed[checked].places):
            facts = (*printed[checked].facts, *way.facts)
            found.append(Comparison(identity.rule, checked, way, printed[checked], facts, way.path[::-1]))
    return found
