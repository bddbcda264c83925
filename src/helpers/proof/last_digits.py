"""What a filing keeps to, to the last digit: columns that add up, and figures repeated as they were.

A printed figure stands for an interval, so a wrong last digit may pass a sum or a repeat. But statements in thousands
are made to add up exactly, and what is printed twice with the same accuracy is printed alike. Where nearly all such
cases in a filing do, the few that do not are wrong; where many do not, nothing is asked of the others. Counts are
never rounded: they add up in any filing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from helpers.language import company
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Again, pair
from helpers.proof.relations import Identity
from helpers.proof.structure import ADDITIVE_UNITS

LEAST_CASES = 12
MOST_EXCEPTIONS = 0.1
_WHOLE = 1e-6


class DigitCase(NamedTuple):
    """Figures of one filing and accuracy: the habit they belong to, how many units of it the two sides differ, and
    whether they must be the same whatever the habit; what the check of them is of, where, its facts, and how to try it
    again."""

    habit: Hashable
    units: float
    certain: bool
    variable: Variable
    place: str
    facts: Sequence[Fact]
    again: Again

    @property
    def exact(self) -> bool:
        """Whether the two sides are the same."""
        return abs(self.units) < _WHOLE


def of_sum(identity: Identity, chosen: Sequence[Fact | None], place: str, again: Again) -> DigitCase | None:
    """The printed figures of a sum; None unless they are of one filing, unit and accuracy, and not adjusted."""
    facts = [fact for fact in chosen if fact is not None]
    first = facts[0]
    alike = {(fact.filing, fact.unit, fact.decimals, fact.approx) for fact in facts}
    if identity.kind != "sum" or alike != {(first.filing, first.unit, first.decimals, False)}:
        return None
    adjusted = first.high - first.low > 2 * first.half * (1 + _WHOLE)  # by up to a unit, as amounts in millions
    if adjusted or company.in_words(first.unit) not in ADDITIVE_UNITS:
        return None
    terms = zip(identity.members, chosen[1:], strict=True)
    total = identity.constant + sum(weight * fact.value for (_, weight), fact in terms if fact is not None)
    units = (first.value - total) * 10.0**first.decimals
    certain = first.unit == "count" and first.decimals == 0
    return DigitCase(("sum", first.filing, first.decimals), units, certain, identity.result, place, facts, again)


def repeats(known: dict[Variable, list[Fact]]) -> Iterator[DigitCase]:
    """Each figure that a filing prints again with the same accuracy, with the place that prints it first."""
    for variable, facts in known.items():
        first: dict[tuple[str, int], Fact] = {}
        for fact in facts:
            earlier = first.setdefault((fact.filing, fact.decimals), fact)
            if not fact.approx and not earlier.approx and fact.place != earlier.place:
                units = (fact.value - earlier.value) * fact.units
                place, again = f"repeat@{fact.fact_id}", partial(pair, fact, earlier)
                yield DigitCase(("repeat", fact.filing), units, False, variable, place, (fact, earlier), again)


def kept(cases: Iterable[DigitCase]) -> list[DigitCase]:
    """The cases of the habits that a filing keeps to."""
    by_habit: dict[Hashable, list[DigitCase]] = defaultdict(list)
    for case in cases:
        by_habit[case.habit].append(case)
    found: list[DigitCase] = []
    for members in by_habit.values():
        broken = sum(not case.exact for case in members)
        is_habit = len(members) >= LEAST_CASES and broken <= MOST_EXCEPTIONS * len(members)
        found += [case for case in members if is_habit or case.certain]
    return found
