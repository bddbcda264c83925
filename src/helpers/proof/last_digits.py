"""What a filing keeps to, to the last digit: columns that add up, and figures repeated as they were.

A printed figure stands for an interval, so a wrong last digit may pass a sum or a repeat. But statements in thousands
are made to add up exactly, and what is printed twice with the same accuracy is printed alike. Where nearly all such
cases in a filing do, the few that do not are wrong; where many do not, nothing is asked of the others. Counts are
never rounded: they add up in any filing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from helpers.language import company
from helpers.proof.evidence import Fact, Variable
from helpers.proof.relations import Identity

LEAST_CASES = 12
MOST_EXCEPTIONS = 0.1
_ADDING = frozenset({"JPY", "count"})
_WHOLE = 1e-6

Kept = TypeVar("Kept")


class Miss(NamedTuple):
    """Figures of one filing and accuracy: the habit they belong to, and how many units of it the two sides differ."""

    habit: Hashable
    units: float
    certain: bool

    @property
    def exact(self) -> bool:
        """Whether the two sides are the same."""
        return abs(self.units) < _WHOLE


def of_sum(identity: Identity, chosen: Sequence[Fact | None]) -> Miss | None:
    """The printed figures of a sum; None unless they are of one filing, unit and accuracy, and not adjusted."""
    facts = [fact for fact in chosen if fact is not None]
    first = facts[0]
    alike = {(fact.filing, fact.unit, fact.decimals, fact.approx) for fact in facts}
    if identity.kind != "sum" or alike != {(first.filing, first.unit, first.decimals, False)}:
        return None
    adjusted = first.high - first.low > 2 * first.half * (1 + _WHOLE)  # by up to a unit, as amounts in millions
    if adjusted or company.in_words(first.unit) not in _ADDING:
        return None
    terms = zip(identity.members, chosen[1:], strict=True)
    total = identity.constant + sum(weight * fact.value for (_, weight), fact in terms if fact is not None)
    units = (first.value - total) * 10.0**first.decimals
    return Miss(("sum", first.filing, first.decimals), units, first.unit == "count" and first.decimals == 0)


def repeats(known: dict[Variable, list[Fact]]) -> Iterator[tuple[Miss, Variable, Fact, Fact]]:
    """Each figure that a filing prints again with the same accuracy, with the place that prints it first."""
    for variable, facts in known.items():
        first: dict[tuple[str, int], Fact] = {}
        for fact in facts:
            earlier = first.setdefault((fact.filing, fact.decimals), fact)
            if not fact.approx and not earlier.approx and fact.place != earlier.place:
                units = (fact.value - earlier.value) * fact.units
                yield Miss(("repeat", fact.filing), units, False), variable, fact, earlier


def kept(cases: Iterable[tuple[Miss, Kept]]) -> list[tuple[Miss, Kept]]:
    """The cases of the habits that a filing keeps to, with what belongs to each."""
    by_habit: dict[Hashable, list[tuple[Miss, Kept]]] = defaultdict(list)
    for case, what in cases:
        by_habit[case.habit].append((case, what))
    found = []
    for members in by_habit.values():
        broken = sum(not case.exact for case, _ in members)
        is_habit = len(members) >= LEAST_CASES and broken <= MOST_EXCEPTIONS * len(members)
        found += [(case, what) for case, what in members if is_habit or case.certain]
    return found
