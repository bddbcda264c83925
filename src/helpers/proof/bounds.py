"""What cannot be: a revenue below nil, a share of a whole above it, a quarter above its year.

Only what breaks a bound is a check, a broken one. Which items cannot be negative is a flag of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

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
    flows: dict[tuple[str, str, int], list[Fact]] = {}
    for variable, facts in known.items():
        if not never_negative[variable.concept]:
            continue
        if variable.measure == LEVEL:
            yield from _below_nil(variable, facts)
            if variable.start and company.in_words(facts[0].unit) in ADDITIVE_UNITS:
                key = variable.concept, variable.scenario, fiscal_year(variable.end)
                flows.setdefault(key, []).append(evidence.best(facts))
        elif evidence.denominator_of(variable.measure):
            yield from _below_nil(variable, facts)
            yield from _above_all(variable, facts)
    for of_year in flows.values():
        if len(of_year) > 1:
            yield from _above_longer(of_year)


def _below_nil(variable: Variable, facts: Sequence[Fact]) -> Iterator[Check]:
    for fact in facts:
        if fact.high < 0:
            yield _bound(NOT_NEGATIVE, variable, fact, 0.0, "cannot be less than nil")


def _above_all(variable: Variable, facts: Sequence[Fact]) -> Iterator[Check]:
    """Shares of a whole that the item is a part of: total revenues, or what its own id begins with."""
    whole = evidence.denominator_of(variable.measure)
    if not variable.concept.startswith((f"{whole}.", f"{whole}_view.")):
        return
    for fact in facts:
        if fact.low > 1:
            yield _bound(AT_MOST_ALL, variable, fact, 1.0, "cannot be more than the whole")


def _bound(rule: str, variable: Variable, fact: Fact, end: float, note: str) -> Check:
    return made(rule, variable, fact.fact_id, (end, end), (fact.low, fact.high), BROKEN, (fact,), note)


def _above_longer(facts: Sequence[Fact]) -> Iterator[Check]:
    for whole in facts:
        for part in facts:
            inside = whole.variable.start <= part.variable.start and part.variable.end <= whole.variable.end
            if inside and whole.low >= 0 and part.low > whole.high:
                place = f"{part.fact_id}~{whole.fact_id}"
                again = partial(_part_again, part, whole)
                sides = again(lambda fact: (fact.low, fact.high))
                note = "more than a longer period around it"
                yield made(PART_OF_PERIOD, part.variable, place, *sides, BROKEN, (part, whole), note, again)


def _part_again(part: Fact, whole: Fact, read: Reading) -> Sides:
    highest: Interval = (0.0, max(0.0, read(whole)[1]))
    return highest, read(part)
