"""Which of the printed figures a check compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.proof.evidence import Fact, Variable
from helpers.proof.relations import Identity


def _nearest(facts: list[Fact], anchor: Fact) -> Fact:
    """The fact printed closest to the anchor: the same filing, the same accuracy, the nearest line."""

    def distance(fact: Fact) -> tuple[object, ...]:
        return (
            fact.filing != anchor.filing,
            fact.approx,
            fact.decimals != anchor.decimals,
            -fact.decimals,
            abs(fact.line - anchor.line),
            fact.fact_id,
        )

    return min(facts, key=distance)


def _most_precise(facts: list[Fact], anchor: Fact) -> Fact:
    """The most precise fact, of the anchor's own filing if that prints one."""
    return min(
        facts, key=lambda f: (f.approx, f.filing != anchor.filing, f.high - f.low, abs(f.line - anchor.line), f.fact_id)
    )


def selections(identity: Identity, known: dict[Variable, list[Fact]]) -> Iterator[tuple[Fact, list[Fact | None]]]:
    """The sets of facts to try an identity on: the fact it starts from, then [result, members...].

    None stands for an optional member taken as nil.
    A comparison is tried on each fact that prints it. A sum is tried once a filing and accuracy, since a filing may
    print it in a statement (thousands) and in a table (millions).
    """
    groups = [known.get(variable, []) for variable in identity.variables]
    required = [
        bool(group) or variable.concept in identity.optional
        for variable, group in zip(identity.variables, groups, strict=True)
    ]
    if not groups[0] or not all(required):
        return
    if identity.result.measure != "level":
        for fact in groups[0]:
            yield fact, [fact, *(_most_precise(group, fact) for group in groups[1:])]
        return
    yield from _by_filing_and_accuracy(groups)


def _by_filing_and_accuracy(groups: Sequence[list[Fact]]) -> Iterator[tuple[Fact, list[Fact | None]]]:
    anchors: dict[tuple[str, int], Fact] = {}
    for group in groups:
        for fact in group:
            anchors.setdefault((fact.filing, fact.decimals), fact)
    for key in sorted(anchors):
        chosen = [_nearest(group, anchors[key]) if group else None for group in groups]
        if None in chosen and not _is_statement(chosen, key):
            continue
        yield anchors[key], chosen


def _is_statement(chosen: Sequence[Fact | None], context: tuple[str, int]) -> bool:
    """A statement in thousands prints every item, so what it does not print is nil; a summary may leave items out."""
    return context[1] >= -3 and all(fact is None or (fact.filing, fact.decimals) == context for fact in chosen)
