"""Checks: the table of all checks of the facts, and what the facts together allow for every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import pandas as pd

from helpers.language import company
from helpers.language.memory import no_search_for_cycles
from helpers.proof import bounds, contested, doubts, evidence, known_errors, propagation, rulebook
from helpers.proof.evidence import Fact
from helpers.proof.levels import Interval, Reading
from helpers.proof.relations import Identity
from helpers.proof.trying import BROKEN, CONFLICT, HOLDS, LAST_DIGIT, Check, direct, holds, made, reading

__all__ = ["BROKEN", "CONFLICT", "HOLDS", "LAST_DIGIT", "Check", "Proved", "build", "direct", "frame", "reconciled"]
COLUMNS = (
    "check_id", "rule", "concept", "period_start", "period_end", "expected_low", "expected_high", "actual_low",
    "actual_high", "status", "fact_ids", "note", "contests",
)  # fmt: skip


class Proved(NamedTuple):
    """All checks of the facts, and what the facts together allow for every figure: all of them, and the sound alone.

    `doubtful`: the facts that are contested, or known to be wrong; `sound` is worked out without them. `rules`: the
    identities that the facts prove or that hold by definition.
    """

    checks: tuple[Check, ...]
    rules: tuple[Identity, ...]
    solution: propagation.Solution
    sound: propagation.Solution
    doubtful: frozenset[str]


def reconciled(facts: Sequence[Fact]) -> Proved:
    """Try all checks of the facts, and work out what they allow.

    A contradiction between figures that no single check shows stands among the checks with the rule 'conflict'.
    """
    return _reconciled(tuple(facts))


def forget() -> None:
    """Give up what is remembered of the last facts, as between two companies of a long shelf."""
    for remembered in (evidence.said, _reconciled, rulebook.build):
        remembered.cache_clear()


@company.kept
@lru_cache(maxsize=4)  # checks and series of the same facts are built one after the other
def _reconciled(facts: tuple[Fact, ...]) -> Proved:
    tried, rules = direct(facts)
    found = [*tried, *bounds.broken(evidence.by_variable(facts))]
    trust = doubts.trust(tried, facts, known_errors.ids(facts))
    wrong = known_errors.ids(facts, known_errors.WRONG)
    solution = propagation.solved(facts, rules, trust, wrong)
    found += _conflicts(solution, found, facts)
    found = contested.told(_explained(facts, found), facts)
    doubtful = wrong.union(*(check.contests for check in found))
    sound = propagation.solved(facts, rules, trust, doubtful) if doubtful > wrong else solution
    return Proved(tuple(found), tuple(rules), solution, sound, doubtful | sound.left_out)


def _conflicts(solution: propagation.Solution, tried: Iterable[Check], facts: Iterable[Fact]) -> list[Check]:
    """The contradictions of a solution as checks, but for those that a single broken check shows already, and those
    that an approximate figure stands out of."""
    broken: dict[str, list[set[str]]] = {}
    for check in tried:
        if check.status == BROKEN:
            broken.setdefault(check.fact_ids[0], []).append(set(check.fact_ids))
    named = {fact.fact_id: fact for fact in facts}
    found: list[Check] = []
    told: set[str] = set()
    for conflict in solution.conflicts:
        ids = set(conflict.fact_ids)
        shown = any(told_by <= ids for fact_id in ids for told_by in broken.get(fact_id, ()))
        if not shown and not any(named[fact_id].approx for fact_id in ids):
            found.append(_conflict_check(conflict, named, told))
            told.add(found[-1].check_id)
    return found


def _conflict_check(conflict: propagation.Conflict, named: dict[str, Fact], told: set[str]) -> Check:
    """The contradiction as a check; its place is its first fact, and all of them where another begins there, too."""
    facts = [named[fact_id] for fact_id in conflict.fact_ids]
    note = f"{conflict.rule} contradicts what other figures give"
    if conflict.left_out:
        note += f"; left out of the series: {' '.join(conflict.left_out)}"
    places = (f"{conflict.rule}@{'+'.join(ids)}" for ids in (conflict.fact_ids[:1], conflict.fact_ids))
    sides = conflict.known, conflict.other
    first, whole = (made(CONFLICT, conflict.variable, place, *sides, BROKEN, facts, note) for place in places)
    return whole if first.check_id in told else first


@no_search_for_cycles()
def build(facts: pd.DataFrame, filings: pd.DataFrame, on: str = "") -> pd.DataFrame:
    """The table of checks.

    facts    rows of facts.csv; filings: rows of filings.csv (only filing and announced_on are used)
    on       the day of whose shares figures a share are compared; by default that of the latest filing
    returns  rows of checks.csv, one a check tried, sorted; fact_ids starts with the checked figure. The note of a check
             that breaks because of a known error of a filing (`known_errors.toml`) starts with 'explained:'
    """
    return frame(reconciled(evidence.from_frame(facts, filings, on)).checks)


def _explained(facts: Sequence[Fact], found: list[Check]) -> list[Check]:
    """The checks; in the note of those that would hold if the known errors were not made the reason."""
    errors = known_errors.of(facts)
    suspected = [check for check in found if check.status == BROKEN and any(one in errors for one in check.fact_ids)]
    why = {}
    for check in suspected:
        read = partial(_mended, errors, reading(check.rule))
        if check.rule == CONFLICT or (check.again is not None and holds(check.again(read))):
            reasons = " ".join(errors[fact_id].reason for fact_id in check.fact_ids if fact_id in errors)
            why[check.check_id] = f"{known_errors.EXPLAINED} {reasons}"
    return [check._replace(note=why[check.check_id]) if check.check_id in why else check for check in found]


def _mended(errors: Mapping[str, known_errors.KnownError], read: Reading, fact: Fact) -> Interval:
    """The interval of a fact; of a known error that which others support."""
    return errors[fact.fact_id].allows if fact.fact_id in errors else read(fact)


def frame(found: Iterable[Check]) -> pd.DataFrame:
    """Checks as the table checks.csv, sorted; of repeats (the same rule at the same place) the first."""
    rows: dict[str, tuple[object, ...]] = {}
    for check in found:
        row = (
            check.check_id, check.rule, check.variable.concept, check.variable.start, check.variable.end,
            *map(_tidy, (*check.expected, *check.actual)), check.status, " ".join(check.fact_ids), check.note,
            " ".join(check.contests),
        )  # fmt: skip
        rows.setdefault(check.check_id, row)
    ordered = sorted(rows.values(), key=lambda row: tuple(str(row[at]) for at in (1, 2, 4, 3, 0)))
    return pd.DataFrame(ordered, columns=list(COLUMNS))


def _tidy(number: float) -> float:
    """Twelve significant digits: what floats are sure of."""
    return float(f"{number:.12g}")
