"""What is worked out for figures that were left out contains what they print.

The filings that were read by hand, whose errors are known, are read, some of their facts are taken away, and the rest
is solved. For every fact taken away that the rest still bounds, the interval must have a point in common with the one
that the printed figure stands for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

import pytest
from reading import HANDREAD, RAW

from helpers import checks, evidence, exceptions, extract
from helpers.evidence import Fact
from helpers.intervals import meet

MEASURES = ("level", "yoy_pct", "yoy_abs", "qoq", "change", "of:", "pt_change")
CONCEPTS = ("revenue", "cost", "gross_margin", "sga_rd", "operating_income", "net_income", "assets", "cash_flow")


@cache
def said() -> tuple[Fact, ...]:
    base = extract.read_filings(RAW)
    return tuple(evidence.from_frame(base.facts[base.facts["filing"].isin(HANDREAD)], base.filings))


def missed(left_out: Callable[[Fact], bool]) -> tuple[int, list[str]]:
    """How many of the facts left out the others bound, and those of them that the bounds miss."""
    facts = said()
    wrong = exceptions.ids(facts, exceptions.WRONG)
    domains = checks.reconciled([fact for fact in facts if not left_out(fact)])[1].domains
    bounded = [fact for fact in facts if left_out(fact) and fact.variable in domains and fact.fact_id not in wrong]
    return len(bounded), [
        f"{fact.fact_id} prints {fact.printed}, the others allow {domains[fact.variable]}"
        for fact in bounded
        if not meet((fact.low, fact.high), domains[fact.variable][:2])
    ]


@pytest.mark.parametrize("filing", HANDREAD)
def test_no_interval_misses_what_a_filing_left_out_prints(filing: str) -> None:
    assert missed(lambda fact: fact.filing == filing)[1] == []


@pytest.mark.parametrize("filing", HANDREAD)
def test_no_interval_misses_what_the_other_filings_print(filing: str) -> None:
    assert missed(lambda fact: fact.filing != filing)[1] == []


@pytest.mark.parametrize("measure", MEASURES)
def test_no_interval_misses_what_a_measure_left_out_prints(measure: str) -> None:
    assert missed(lambda fact: fact.variable.measure.startswith(measure))[1] == []


@pytest.mark.parametrize("concept", CONCEPTS)
def test_no_interval_misses_what_line_items_left_out_print(concept: str) -> None:
    assert missed(lambda fact: f"{fact.variable.concept}.".startswith(f"{concept}."))[1] == []


@pytest.mark.parametrize(("seed", "share"), [(seed, share) for share in (0.1, 0.33, 0.67) for seed in range(4)])
def test_no_interval_misses_what_facts_left_out_at_random_print(seed: int, share: float) -> None:
    bounded, misses = missed(_drawn(said(), seed, share))
    assert misses == []
    assert bounded > 0.2 * share * len(said()), "too few are bounded to say anything"


def _drawn(facts: Sequence[Fact], seed: int, share: float) -> Callable[[Fact], bool]:
    drawn = frozenset(random.Random(seed).sample([fact.fact_id for fact in facts], round(share * len(facts))))
    return lambda fact: fact.fact_id in drawn
