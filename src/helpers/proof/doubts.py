"""Which figures to doubt when checks break: as few as explain all of them."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from helpers.proof.evidence import Fact
from helpers.proof.trying import HOLDS, Check


class Trust(NamedTuple):
    """How many checks confirm each fact (-1 for a doubted one) and each rule, checks of doubted facts apart."""

    facts: Mapping[str, int]
    rules: Mapping[str, int]


def suspects(checks: Iterable[Check], facts: Iterable[Fact], known: Collection[str] = ()) -> dict[str, list[str]]:
    """The facts that explain all broken checks, each with the checks that it would mend, the worst first.

    First the `known` errors; then one by one the fact in the most checks that still break, less those it holds in.
    Between equals a comparison before a level, then the more precise, then the later id: never the order of rows.
    """
    named = {fact.fact_id: fact for fact in facts}
    held: Counter[str] = Counter()
    broken: dict[str, tuple[str, ...]] = {}
    of_fact: dict[str, set[str]] = {}
    for check in checks:
        if check.status == HOLDS:
            held.update(check.fact_ids)
        else:
            broken[check.check_id] = check.fact_ids
            for fact_id in check.fact_ids:
                of_fact.setdefault(fact_id, set()).add(check.check_id)

    latest = {fact_id: -at for at, fact_id in enumerate(sorted(of_fact))}

    def doubt(fact_id: str) -> tuple[Any, ...]:
        """The smaller the worse; as checks are explained it only grows."""
        fact, count = named[fact_id], len(of_fact[fact_id])
        is_known = count > 0 and fact_id in known
        is_level = fact.variable.measure == "level"
        return -(count > 0), -is_known, held[fact_id] - count, -count, is_level, fact.half, latest[fact_id], fact_id

    chosen: dict[str, list[str]] = {}
    heap = [doubt(fact_id) for fact_id in of_fact]
    heapq.heapify(heap)
    while broken:
        worst = str(heap[0][-1])
        if heap[0] != doubt(worst):
            heapq.heapreplace(heap, doubt(worst))
            continue
        heapq.heappop(heap)
        chosen[worst] = sorted(of_fact.pop(worst))
        for check_id in chosen[worst]:
            for fact_id in broken.pop(check_id, ()):
                if fact_id in of_fact:
                    of_fact[fact_id].discard(check_id)
    return chosen


def trust(checks: Sequence[Check], facts: Iterable[Fact], known: Collection[str] = ()) -> Trust:
    """How well each fact and each rule is confirmed once the doubted facts are set aside."""
    doubted = suspects(checks, facts, known)
    of_facts: Counter[str] = Counter()
    of_rules: Counter[str] = Counter()
    for check in checks:
        if check.status == HOLDS and not any(fact_id in doubted for fact_id in check.fact_ids):
            of_facts.update(check.fact_ids)
            of_rules[check.rule] += 1
    return Trust(dict(of_facts) | dict.fromkeys(doubted, -1), dict(of_rules))
