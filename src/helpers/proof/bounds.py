"""What cannot be: a revenue below nil, a share of a whole above it, a quarter above its year.

Only what breaks a bound is a check, a broken one; a level that only follows from others and breaks one is contested.
Which items cannot be negative is a flag of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple, TypeVar

from helpers.language import company
from helpers.language import concepts as vocabulary
from helpers.language.calendar import fiscal_year
from helpers.proof import evidence
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Interval, Reading, Sides
from helpers.proof.relations import LEVEL
from helpers.proof.structure import ADDITIVE_UNITS
from helpers.proof.trying import BROKEN, Check, made

NOT_NEGATIVE, AT_MOST_ALL, PART_OF_PERIOD = "not_negative", "at_most_all", "part_of_period"


def broken(known: Mapping[Variable, Sequence[Fact]]) -> Iterator[Check]:
    """A check for each figure that breaks a bound, and for each period that is more than a longer one around it."""
    words = vocabulary.load()
    never_negative = {concept: words.never_negative(concept) for concept in {v.concept for v in known}}
    levels: list[Fact] = []
    for variable, facts in known.items():
        share_of = evidence.denominator_of(variable.measure)
        if not never_negative[variable.concept] or not (share_of or variable.measure == LEVEL):
            continue
        below = [fact for fact in facts if fact.high < 0]
        yield from _bounded(NOT_NEGATIVE, variable, below, 0.0, "cannot be less than nil")
        if not share_of:
            levels.append(evidence.best(facts))
        elif variable.concept.startswith((f"{share_of}.", f"{share_of}_view.")):  # a part of it
            above = [fact for fact in facts if fact.low > 1]
            yield from _bounded(AT_MOST_ALL, variable, above, 1.0, "cannot be more than the whole")
    for part, whole in _of_wholes(levels):
        yield from _above(AT_MOST_ALL, part, whole, "more than the whole")
    for part, whole in _of_periods(levels):
        yield from _above(PART_OF_PERIOD, part, whole, "more than a longer period around it")


def _bounded(rule: str, variable: Variable, facts: Sequence[Fact], end: float, note: str) -> Iterator[Check]:
    """A check of each figure beyond a bound."""
    for fact in facts:
        yield made(rule, variable, fact.fact_id, (end, end), (fact.low, fact.high), BROKEN, (fact,), note)


def _above(rule: str, part: Fact, whole: Fact, note: str) -> Iterator[Check]:
    if part.low > max(0.0, whole.high):
        again = partial(_part_again, part, whole)
        sides = again(lambda fact: (fact.low, fact.high))
        place = f"{part.fact_id}~{whole.fact_id}"
        yield made(rule, part.variable, place, *sides, BROKEN, (part, whole), note, again)


def _part_again(part: Fact, whole: Fact, read: Reading) -> Sides:
    highest: Interval = (0.0, max(0.0, read(whole)[1]))
    return highest, read(part)


# ---- levels that follow from others ---------------------------------------------------------------------------------


class Level(NamedTuple):
    """What is known of a level: its interval, and whether it only follows from other figures."""

    variable: Variable
    low: float
    high: float
    derived: bool


def beyond(levels: Sequence[Level]) -> frozenset[Variable]:
    """The derived levels among these that are more than their whole, or than a longer period around theirs, or less
    than a part of them that is known."""
    words = vocabulary.load()
    bounded = [level for level in levels if words.never_negative(level.variable.concept)]
    pairs = (*_of_wholes(bounded), *_of_periods(bounded))
    return frozenset(
        level.variable for part, whole in pairs if part.low > whole.high for level in (part, whole) if level.derived
    )


Known = TypeVar("Known", Fact, Level)


def _of_wholes(levels: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """Each level with each of its wholes that is known."""
    named = {level.variable: level for level in levels}
    for part in levels:
        for total in wholes(part.variable.concept):
            whole = named.get(part.variable._replace(concept=total))
            if whole is not None:
                yield part, whole


def _of_periods(levels: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """Each level that adds up over time with each of a longer period around it."""
    words = vocabulary.load()
    of_year: dict[tuple[str, str, int], list[Known]] = {}
    for level in levels:
        variable = level.variable
        if variable.start and words.get(variable.concept).unit in ADDITIVE_UNITS:
            of_year.setdefault((variable.concept, variable.scenario, fiscal_year(variable.end)), []).append(level)
    for group in of_year.values():
        for whole in group:
            yield from ((part, whole) for part in group if _within(part.variable, whole.variable))


def _within(part: Variable, whole: Variable) -> bool:
    return whole.start <= part.start and part.end <= whole.end


@company.kept
@cache
def wholes(concept: str) -> tuple[str, ...]:
    """The items that this one cannot be more than: those that its id begins with, and totals that it is a part of
    together with others that cannot be less than nil either."""
    words, names = vocabulary.load(), concept.split(".")
    heads = [".".join(names[:length]) for length in range(len(names) - 1, 0, -1)]
    totals = [
        calculation.total
        for calculation in words.calculations
        if concept in dict(calculation.parts)
        and all(weight > 0 and words.never_negative(part) for part, weight in calculation.parts)
    ]
    own = words.get(concept)
    return tuple(
        head
        for head in dict.fromkeys((*heads, *totals))
        if head in words.concepts
        and words.never_negative(head)
        and (words.get(head).unit, words.get(head).period) == (own.unit, own.period)
    )
