"""Series: for each concept, scenario and period the best value and the interval that all evidence allows.

A level that a filing prints is reported as printed (the most precise figure, then the latest); one that none prints
is derived from what follows from the others. Contradicted figures keep their own interval and prove nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from helpers.language import company
from helpers.language import concepts as vocabulary
from helpers.language.memory import no_search_for_cycles
from helpers.proof import bounds, evidence, splits
from helpers.proof import checks as checking
from helpers.proof.evidence import Fact, Variable
from helpers.proof.propagation import Domain
from helpers.proof.relations import LEVEL

# The grid that intervals are widened to, by unit: whole yen (or the company's money) and persons.
COLUMNS = (
    "concept", "scenario", "period_start", "period_end", "value", "low", "high", "unit", "basis", "rule", "fact_ids",
    "sharp_low", "sharp_high", "status",
)  # fmt: skip
_LOW, _HIGH, _BASIS = (COLUMNS.index(name) for name in ("low", "high", "basis"))
SOUND, CONTESTED = "sound", "contested"
GRID = {"JPY": 1.0, "count": 1.0, "shares": 1.0, "ADS": 1.0, "JPY/share": 1e-4, "JPY/ADS": 1e-4, "Gbps": 1e-3}
FINEST = 1e-6
WIDEST = 1.0
"""A derived interval wider than this share of its larger end says too little to be listed."""


@no_search_for_cycles()
def build(facts: pd.DataFrame, filings: pd.DataFrame, on: str = "") -> pd.DataFrame:
    """The table of series.

    facts    rows of facts.csv; filings: rows of filings.csv (only filing and announced_on are used)
    on       the day of whose shares figures a share are given; by default that of the latest filing. One that is
             printed of other shares only is derived, by the rule 'split'
    returns  rows of series.csv (levels only), sorted by concept, scenario and period
    """
    levels = _Levels(facts, filings, on)
    found = map(levels.row, _latest(levels.variables(), levels.announced))
    rows = {row[:4]: row for row in found if row is not None}
    ordered = sorted(rows, key=lambda k: (k[0], k[1], k[3], k[2]))
    return pd.DataFrame(_bounded([rows[key] for key in ordered]), columns=COLUMNS)


def targets(facts: pd.DataFrame, filings: pd.DataFrame, on: str = "") -> pd.DataFrame:
    """Every target, not the latest of its period alone: one row a concept, period and filing that sets it.

    returns  the columns of the series, and `filing` and `announced_on`
    """
    levels = _Levels(facts, filings, on)
    of_filing: dict[str, list[_Row]] = {}
    for variable in sorted(v for v in levels.variables() if v.measure == LEVEL and "@" in v.scenario):
        row = levels.row(variable)
        if row is not None:
            of_filing.setdefault(variable.scenario.partition("@")[2], []).append(row)
    rows = [
        (*row, filing, levels.announced.get(filing, "")) for filing, own in of_filing.items() for row in _bounded(own)
    ]
    rows.sort(key=lambda row: (row[0], f"{row[1]}@{row[-2]}", row[2], row[3]))
    return pd.DataFrame(rows, columns=[*COLUMNS, "filing", "announced_on"])


_Row = tuple[Any, ...]


def _bounded(rows: list[_Row]) -> list[_Row]:
    """The rows; a derived level that breaks a bound is contested."""
    levels = {
        Variable(row[0], LEVEL, row[1], row[2], row[3]): (row[_LOW], row[_HIGH], row[_BASIS] == "derived")
        for row in rows
    }
    beyond = bounds.beyond([bounds.Level(variable, *level) for variable, level in levels.items()])
    return [(*row[:-1], CONTESTED) if variable in beyond else row for variable, row in zip(levels, rows, strict=True)]


def _latest(variables: Iterable[Variable], announced: dict[str, str]) -> list[Variable]:
    """The levels; of targets only the one that the latest filing announces."""
    chosen: dict[tuple[str, ...], Variable] = {}
    for variable in sorted(v for v in variables if v.measure == LEVEL):
        scenario, _, filing = variable.scenario.partition("@")
        key = (variable.concept, scenario, variable.start, variable.end)
        other = chosen.get(key)
        if other is None or announced.get(filing, "") >= announced.get(other.scenario.partition("@")[2], ""):
            chosen[key] = variable
    return list(chosen.values())


class _Levels:
    """What the facts say of each level, by the sound figures alone where those say anything of it."""

    def __init__(self, facts: pd.DataFrame, filings: pd.DataFrame, on: str = "") -> None:
        said = evidence.from_frame(facts, filings, on)
        self.proved = checking.reconciled(said)
        self.known = evidence.by_variable(said)
        self.announced = {fact.filing: fact.announced for fact in said}
        self.words = vocabulary.load()

    def variables(self) -> set[Variable]:
        """All that is printed or follows."""
        return {*self.known, *self.proved.solution.domains, *self.proved.sound.domains}

    def row(self, variable: Variable) -> tuple[object, ...] | None:
        """The row of the series; None where too little is known of the level."""
        key = (variable.concept, variable.scenario.partition("@")[0], variable.start, variable.end)
        facts = self.known.get(variable, [])
        sound = [fact for fact in facts if fact.fact_id not in self.proved.doubtful]
        if sound:
            return (*key, *_reported(sound, sound, self.proved.sound.domains.get(variable)), SOUND)
        if facts:
            trusted = [fact for fact in facts if fact.fact_id not in self.proved.solution.left_out]
            domain = self.proved.solution.domains.get(variable) if trusted else None
            return (*key, *_reported(trusted or facts, facts, domain), CONTESTED)
        for domain, status in self._derived(variable):
            if domain is not None and domain.high - domain.low <= WIDEST * max(abs(domain.low), abs(domain.high)):
                return (*key, *_derived(variable, domain, self.words), status)
        return None

    def _derived(self, variable: Variable) -> Iterator[tuple[Domain | None, str]]:
        """What follows from the sound figures, else from all; what cannot be less than nil is contested where it is."""
        sound = self.proved.sound.domains.get(variable)
        below = sound is not None and sound.high < 0 and self.words.never_negative(variable.concept)
        yield sound, CONTESTED if below else SOUND
        yield self.proved.solution.domains.get(variable), CONTESTED


def _derived(variable: Variable, domain: Domain, words: vocabulary.Concepts) -> tuple[object, ...]:
    unit = company.in_tables(words.get(variable.concept).unit)
    low, high = _on_grid(domain.low, domain.high, unit)
    rule, sources = " and ".join(domain.rules), " ".join(domain.fact_ids)
    return (low + high) / 2, low, high, unit, "derived", rule, sources, low, high


def _reported(trusted: list[Fact], facts: list[Fact], domain: Domain | None) -> tuple[object, ...]:
    """The best of the trusted facts, in the interval that all evidence allows, else in that of all its facts."""
    fact = evidence.best(trusted)
    low, high = min(f.low for f in facts), max(f.high for f in facts)
    sources = tuple(f.fact_id for f in facts)
    if domain is not None:
        low, high, sources = domain.low, domain.high, domain.fact_ids
    low, high = _on_grid(low, high, fact.unit)
    value = float(f"{fact.value:.12g}")
    ids = " ".join(dict.fromkeys((fact.fact_id, *sources)))
    basis, rule = ("reported", "reported") if fact.per == 1 else ("derived", splits.RULE)
    return value, min(low, value), max(high, value), fact.unit, basis, rule, ids, low, high


def _on_grid(low: float, high: float, unit: str) -> tuple[float, float]:
    """The interval widened to the grid of its unit: short numbers in the table, the truth still inside.

    An end that floats moved off the grid goes back to it: what is on the grid and within the interval is within it yet.
    """
    step = GRID.get(company.in_words(unit), FINEST)
    low, high = low / step, high / step
    return _tidy(math.floor(low + _lost(low)) * step), _tidy(math.ceil(high - _lost(high)) * step)


def _lost(end: float) -> float:
    return 1e-9 + 1e-12 * abs(end)


def _tidy(number: float) -> float:
    return float(f"{number:.14g}")
