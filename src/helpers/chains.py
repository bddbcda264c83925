"""Checks that run through figures no filing prints: worked out from some figures and held against others.

One step works a level out of an identity whose other members are printed; further steps use what was worked out
before. No printed figure is used twice in one chain, so that it never confirms itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers import evidence
from helpers.evidence import Fact, Variable
from helpers.intervals import Interval, solve
from helpers.relations import Identity

STEPS = 3
WIDEST = 0.2
"""A chain that bounds a figure no better than this share of it says nothing worth a check."""


class Way(NamedTuple):
    """How a level is worked out: its interval, the facts it takes, the identities on the way."""

    interval: Interval
    facts: tuple[Fact, ...]
    path: tuple[Identity, ...]


class Comparison(NamedTuple):
    """Two intervals that should meet: one of the checked side, one of the other, with the facts of both."""

    rule: str
    variable: Variable
    allowed: Interval
    actual: Interval
    facts: tuple[Fact, ...]
    place: str


def named(identity: Identity) -> str:
    """An identity by rule and result: which, of what, when."""
    concept, measure, _, start, end = identity.result
    return f"{identity.rule}@{concept}/{measure}@{start}..{end}"


def _sharpness(identity: Identity) -> tuple[object, ...]:
    """Sums bound more sharply than growth rates and ratios; which comes first must not depend on values."""
    return identity.kind != "sum", identity.rule, identity.result


def ways(known: dict[Variable, list[Fact]], rules: Iterable[Identity]) -> dict[Variable, list[Way]]:
    """The ways to work out levels that no filing prints, the sharpest kind first; more than one only in one step."""
    printed = {variable: _printed(facts) for variable, facts in known.items()}
    ordered = sorted(rules, key=_sharpness)
    found: dict[Variable, list[Way]] = {}
    for identity in ordered:
        way = _way(identity, printed)
        if way is not None:
            found.setdefault(way[0], []).append(way[1])
    for _ in range(STEPS - 1):
        members = printed | {variable: known_ways[0] for variable, known_ways in found.items()}
        new: dict[Variable, Way] = {}
        for identity in ordered:
            way = _way(identity, members)
            if way is not None and way[0] not in members:
                new.setdefault(*way)
        for variable, step in new.items():
            found[variable] = [step]
    return found


def _printed(facts: Sequence[Fact]) -> Way:
    fact = evidence.best(facts)
    return Way((fact.low, fact.high), (fact,), ())


def _way(identity: Identity, members: dict[Variable, Way]) -> tuple[Variable, Way] | None:
    """The one level an identity leaves open, worked out of the others."""
    unknown = [variable for variable in identity.variables if variable not in members]
    if len(unknown) != 1 or unknown[0].measure != "level":
        return None
    others = [members[variable] for variable in identity.variables if variable != unknown[0]]
    way = _worked_out(identity, unknown[0], others, members)
    return None if way is None else (unknown[0], way)


def _worked_out(
    identity: Identity, variable: Variable, others: Sequence[Way], members: dict[Variable, Way]
) -> Way | None:
    facts = tuple(fact for way in others for fact in way.facts)
    path = tuple(dict.fromkeys(step for way in others for step in way.path))
    if len({fact.place for fact in facts}) < len(facts) or identity in path:
        return None
    interval = solve(identity, variable, {v: members[v].interval for v in identity.variables if v != variable})
    return None if interval is None else Way(interval, facts, (*path, identity))


def comparisons(
    known: dict[Variable, list[Fact]], trusted: Iterable[Identity], tried: Iterable[Identity]
) -> list[Comparison]:
    """What can be worked out twice, and what is printed and can be worked out through figures that are not.

    Levels are worked out by the trusted identities alone; the tried ones are held against them.
    """
    found_ways = ways(known, trusted)
    return _twice(found_ways) + _through(known, found_ways, tried)


def _twice(found_ways: dict[Variable, list[Way]]) -> list[Comparison]:
    found = []
    for variable, (first, *others) in found_ways.items():
        for way in others:
            if {fact.place for fact in way.facts} != {fact.place for fact in first.facts}:
                place = f"{named(way.path[-1])}~{named(first.path[-1])}"
                facts = (*way.facts, *first.facts)
                found.append(Comparison("", variable, first.interval, way.interval, facts, place))
    return found


def _through(
    known: dict[Variable, list[Fact]], found_ways: dict[Variable, list[Way]], rules: Iterable[Identity]
) -> list[Comparison]:
    printed = {variable: _printed(facts) for variable, facts in known.items()}
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
        others = [members[variable] for variable in identity.variables if variable != checked]
        way = _worked_out(identity, checked, others, members)
        fact = printed[checked].facts[0]
        if way is None or fact.place in {other.place for other in way.facts}:
            continue
        low, high = way.interval
        if high - low <= WIDEST * max(abs(low), abs(high)):
            place = "~".join(named(step) for step in reversed(way.path))
            found.append(
                Comparison(identity.rule, checked, way.interval, (fact.low, fact.high), (fact, *way.facts), place)
            )
    return found
