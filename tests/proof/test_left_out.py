"""What is worked out for figures that were left out contains what they print.

The filings that were read by hand, whose errors are known, are read, some of their facts are taken away, and the rest
is solved. For every fact taken away that the rest still bounds, the interval must have a point in common with the one
that the printed figure stands for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import pytest
from reading import HANDREAD, all_filings
from sampled import tries

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.proof import checks, evidence, known_errors
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import meet
from helpers.proof.propagation import Domain

MEASURES = ("level", "yoy_pct", "yoy_abs", "qoq", "change", "of:")  # a change in points says not of which ratio
CONCEPTS = ("revenue", "cost", "gross_margin", "sga_rd", "operating_income", "net_income", "assets", "cash_flow")


@cache
def said() -> tuple[Fact, ...]:
    base = all_filings()
    return tuple(evidence.from_frame(base.facts[base.facts["filing"].isin(HANDREAD)], base.filings))


YEAR_AGO = {"yoy_pct": calendar.year_ago, "yoy_abs": calendar.year_ago}
BACK = YEAR_AGO | {"qoq_pct": calendar.quarter_ago, "qoq_abs": calendar.quarter_ago}
Range = tuple[float, float]


def allowed(variable: Variable, domains: Mapping[Variable, Domain]) -> Range | None:
    """What the domains allow for a variable; for a comparison that stands in none, what its two sides allow."""
    if variable in domains:
        return domains[variable][:2]
    now = variable._replace(measure="level")
    if variable.measure == "change":
        now, then = now.at(Period("", variable.end)), now.at(Period("", variable.start))
    else:
        back = BACK.get(variable.measure)
        before = back(variable.period) if back else None
        if before is None:
            return None
        then = now.at(before)._replace(scenario="actual")
    if now not in domains or then not in domains:
        return None
    (low, high), (least, most) = domains[now][:2], domains[then][:2]
    if not variable.measure.endswith("_pct"):
        return low - most, high - least
    ends = [one / other - 1 for one in (low, high) for other in (least, most) if other]
    return (min(ends), max(ends)) if least > 0 else None


def missed(left_out: Callable[[Fact], bool]) -> tuple[int, list[str]]:
    """How many of the facts left out the others bound, and those of them that the bounds miss."""
    facts = said()
    wrong = known_errors.ids(facts, known_errors.WRONG)
    domains = checks.reconciled([fact for fact in facts if not left_out(fact)]).solution.domains
    taken = [fact for fact in facts if left_out(fact) and fact.fact_id not in wrong]
    bounded = [(fact, found) for fact in taken if (found := allowed(fact.variable, domains))]
    return len(bounded), [
        f"{fact.fact_id} prints {fact.printed}, the others allow {found}"
        for fact, found in bounded
        if not meet((fact.low, fact.high), found)
    ]


def none_missed(left_out: Callable[[Fact], bool]) -> bool:
    """Whether the others bound some of the facts left out, and miss none of them."""
    bounded, misses = missed(left_out)
    assert misses == []
    return bounded > 0


@pytest.mark.parametrize("filing", HANDREAD)
def test_no_interval_misses_what_a_filing_left_out_prints(filing: str) -> None:
    assert none_missed(lambda fact: fact.filing == filing)


@pytest.mark.parametrize("filing", HANDREAD)
def test_no_interval_misses_what_the_other_filings_print(filing: str) -> None:
    assert none_missed(lambda fact: fact.filing != filing)


@pytest.mark.parametrize("measure", MEASURES)
def test_no_interval_misses_what_a_measure_left_out_prints(measure: str) -> None:
    assert none_missed(lambda fact: fact.variable.measure.startswith(measure))


@pytest.mark.parametrize("concept", CONCEPTS)
def test_no_interval_misses_what_line_items_left_out_print(concept: str) -> None:
    assert none_missed(lambda fact: f"{fact.variable.concept}.".startswith(f"{concept}."))


@pytest.mark.parametrize(
    ("seed", "share"), [(seed, share) for share in (0.1, 0.33, 0.67) for seed in range(tries(2, 4))]
)
def test_no_interval_misses_what_facts_left_out_at_random_print(seed: int, share: float) -> None:
    bounded, misses = missed(_drawn(said(), seed, share))
    assert misses == []
    assert bounded > 0.2 * share * len(said()), "too few are bounded to say anything"


def _drawn(facts: Sequence[Fact], seed: int, share: float) -> Callable[[Fact], bool]:
    drawn = frozenset(random.Random(seed).sample([fact.fact_id for fact in facts], round(share * len(facts))))
    return lambda fact: fact.fact_id in drawn
