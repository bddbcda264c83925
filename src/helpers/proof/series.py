"""Series: for each concept, scenario and period the best value and the interval that all evidence allows.

A level that a filing prints is reported as printed (the most precise figure, then the latest); one that none prints
is derived from what follows from the others. Contradicted figures keep their own interval and prove nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from helpers.language import concepts as vocabulary
from helpers.language.memory import no_search_for_cycles
from helpers.proof import checks as checking
from helpers.proof import evidence
from helpers.proof.evidence import Fact, Variable
from helpers.proof.propagation import Domain, Solution

# The grid that intervals are widened to, by unit: yen and persons come whole.
COLUMNS = (
    "concept",
    "scenario",
    "period_start",
    "period_end",
    "value",
    "low",
    "high",
    "unit",
    "basis",
    "rule",
    "fact_ids",
    "sharp_low",
    "sharp_high",
)
GRID = {"JPY": 1.0, "count": 1.0, "shares": 1.0, "ADS": 1.0, "JPY/share": 1e-4, "JPY/ADS": 1e-4, "Gbps": 1e-3}
FINEST = 1e-6
WIDEST = 1.0
"""A derived interval wider than this share of its larger end says too little to be listed."""


@no_search_for_cycles()
def build(facts: pd.DataFrame, filings: pd.DataFrame, checks: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table of series.

    facts    rows of facts.csv; filings: rows of filings.csv (only filing and announced_on are used)
    checks   not needed: which figures confirm each other is worked out from the facts
    returns  rows of series.csv (levels only), sorted by concept, scenario and period
    """
    said, solution = _solved(facts, filings)
    known = evidence.by_variable(said)
    announced = {fact.filing: fact.announced for fact in said}
    rows = {}
    for variable in _latest({*known, *solution.domains}, announced):
        row = _row(variable, known.get(variable, []), solution.domains.get(variable), solution.left_out)
        if row is not None:
            rows[row[:4]] = row
    return pd.DataFrame([rows[key] for key in sorted(rows, key=lambda k: (k[0], k[1], k[3], k[2]))], columns=COLUMNS)


def targets(facts: pd.DataFrame, filings: pd.DataFrame) -> pd.DataFrame:
    """Every target, not the latest of its period alone: one row a concept, period and filing that sets it.

    returns  the columns of the series, and `filing` and `announced_on`
    """
    said, solution = _solved(facts, filings)
    known = evidence.by_variable(said)
    announced = {fact.filing: fact.announced for fact in said}
    rows = []
    for variable in sorted(v for v in {*known, *solution.domains} if v.measure == "level" and "@" in v.scenario):
        filing = variable.scenario.partition("@")[2]
        row = _row(variable, known.get(variable, []), solution.domains.get(variable), solution.left_out)
        if row is not None:
            rows.append((*row, filing, announced.get(filing, "")))
    return pd.DataFrame(rows, columns=[*COLUMNS, "filing", "announced_on"])


def _solved(facts: pd.DataFrame, filings: pd.DataFrame) -> tuple[list[Fact], Solution]:
    said = evidence.from_frame(facts, filings)
    return said, checking.reconciled(said)[1]


def _latest(variables: Iterable[Variable], announced: dict[str, str]) -> list[Variable]:
    """The levels; of targets only the one that the latest filing announces."""
    chosen: dict[tuple[str, ...], Variable] = {}
    for variable in sorted(v for v in variables if v.measure == "level"):
        scenario, _, filing = variable.scenario.partition("@")
        key = (variable.concept, scenario, variable.start, variable.end)
        other = chosen.get(key)
        if other is None or announced.get(filing, "") >= announced.get(other.scenario.partition("@")[2], ""):
            chosen[key] = variable
    return list(chosen.values())


def _row(
    variable: Variable, facts: list[Fact], domain: Domain | None, left_out: frozenset[str]
) -> tuple[object, ...] | None:
    key = (variable.concept, variable.scenario.partition("@")[0], variable.start, variable.end)
    if facts:
        return key + _reported(facts, domain, left_out)
    if domain is None or domain.high - domain.low > WIDEST * max(abs(domain.low), abs(domain.high)):
        return None
    unit = vocabulary.load().get(variable.concept).unit
    low, high = _on_grid(domain.low, domain.high, unit)
    middle = (low + high) / 2
    return (*key, middle, low, high, unit, "derived", " and ".join(domain.rules), " ".join(domain.fact_ids), low, high)


def _reported(facts: list[Fact], domain: Domain | None, left_out: frozenset[str]) -> tuple[object, ...]:
    trusted = [fact for fact in facts if fact.fact_id not in left_out]
    fact = evidence.best(trusted or facts)
    own = min(f.low for f in facts), max(f.high for f in facts)
    sharp_low, sharp_high = (domain.low, domain.high) if domain is not None and trusted else own
    sharp_low, sharp_high = _on_grid(sharp_low, sharp_high, fact.unit)
    sources = domain.fact_ids if domain is not None and trusted else tuple(f.fact_id for f in facts)
    value = float(f"{fact.value:.12g}")
    return (
        value,
        min(sharp_low, value),
        max(sharp_high, value),
        fact.unit,
        "reported",
        "reported",
        " ".join(dict.fromkeys((fact.fact_id, *sources))),
        sharp_low,
        sharp_high,
    )


def _on_grid(low: float, high: float, unit: str) -> tuple[float, float]:
    """The interval widened to the grid of its unit: short numbers in the table, the truth still inside.

    An end that floats moved off the grid goes back to it: what is on the grid and within the interval is within it yet.
    """
    step = GRID.get(unit, FINEST)
    low, high = low / step, high / step
    return _tidy(math.floor(low + _lost(low)) * step), _tidy(math.ceil(high - _lost(high)) * step)


def _lost(end: float) -> float:
    return 1e-9 + 1e-12 * abs(end)


def _tidy(number: float) -> float:
    return float(f"{number:.14g}")
