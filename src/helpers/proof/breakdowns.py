"""What adds up: the calculation tree, for levels, for their changes, and for shares of one whole.

A total is the sum of its parts. So its rise is the sum of theirs, and what they are of one whole adds up likewise;
parts of a whole add up to 100% of it. Each of these says more than the levels alone where filings print no levels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from helpers.language import concepts as vocabulary
from helpers.language.concepts import Calculation
from helpers.proof.evidence import DIFFERENCES, Variable, denominator_of
from helpers.proof.relations import Identity


def of_comparisons(observed: Iterable[Variable]) -> list[Identity]:
    """The calculations of changes and of shares, wherever a change or a share of one of their items is printed."""
    by_concept: dict[str, set[tuple[str, str, str, str]]] = {}
    observed = frozenset(observed)
    for concept, measure, *when in observed:
        if measure in DIFFERENCES or denominator_of(measure):
            by_concept.setdefault(concept, set()).add((measure, *when))  # type: ignore[arg-type]
    found = []
    for calculation in without_former(frozenset(v.concept for v in observed)):
        concepts = family(calculation)
        said = set().union(*(by_concept.get(concept, set()) for concept in concepts))
        for rest in sorted(said):
            variables = [Variable(concept, *rest) for concept in concepts]
            whole = denominator_of(rest[0])
            if whole in concepts:
                found += _of_shares(calculation, whole, dict(zip(concepts, variables, strict=True)))
            else:
                found.append(of_total(calculation, variables, observed))
    return found


def without_former(printed: frozenset[str]) -> list[Calculation]:
    """The calculations without the former parts that no filing prints anything of, and without those that need all
    their items printed where one is not. Open ones have the printed items that the vocabulary does not know."""
    return [
        with_new(
            replace(
                c, parts=tuple((part, weight) for part, weight in c.parts if part in printed or part not in c.former)
            ),
            printed,
        )
        for c in vocabulary.load().calculations
        if not c.where_printed or printed.issuperset(family(c))
    ]


def with_new(calculation: Calculation, printed: frozenset[str]) -> Calculation:
    """An open calculation with the items right below its total that are new; each counts as nil where it is not
    printed: 'Repayments of long-term borrowings' among financing activities."""
    if not calculation.open:
        return calculation
    known, below = vocabulary.load().concepts, f"{calculation.total}."
    new = sorted(c for c in printed if c.startswith(below) and "." not in c[len(below) :] and c not in known)
    parts = (*calculation.parts, *((concept, 1) for concept in new))
    return replace(calculation, parts=parts, optional=calculation.optional | frozenset(new))


def family(calculation: Calculation) -> tuple[str, ...]:
    """The total and its parts."""
    return (calculation.total, *(part for part, _ in calculation.parts))


def of_total(calculation: Calculation, variables: Sequence[Variable], known: Collection[Variable] = ()) -> Identity:
    """The calculation with these variables: the total, then its parts; none that lies within another of the `known`."""
    weights = [weight for _, weight in calculation.parts]
    wider = dict(calculation.within)
    members = tuple(
        (variable, weight)
        for variable, weight in zip(variables[1:], weights, strict=True)
        if variable.concept not in wider or variable._replace(concept=wider[variable.concept]) not in known
    )
    optional = calculation.optional if variables[0].measure == "level" else frozenset()
    return Identity(calculation.id, "sum", variables[0], members, any(w < 0 for w in weights), optional)


def _of_shares(calculation: Calculation, whole: str, variables: dict[str, Variable]) -> list[Identity]:
    """The calculation of shares of one of its own items, `whole`, whose share of itself is 1."""
    # constant + sum of weight * share = 0; solved for the first of the others
    terms = {calculation.total: -1, **dict(calculation.parts)}
    sure = any(weight < 0 for _, weight in calculation.parts)
    constant = float(terms.pop(whole))
    (first, own), *others = terms.items()
    if not others:
        return []
    members = tuple((variables[concept], -weight * own) for concept, weight in others)
    return [Identity(calculation.id, "sum", variables[first], members, sure, constant=-constant * own)]
