"""Checks: whether the printed figures agree with each other, each figure standing for its rounding interval.

The consistency rule is that of XBRL Calculations 1.1: a check holds when the interval of the checked figure and the
interval that the other figures allow have a point in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import pandas as pd

from helpers.language.memory import no_search_for_cycles
from helpers.proof import breakdowns, chains, doubts, evidence, known_errors, last_digits, propagation, rulebook
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Interval, Reading, expected, meet
from helpers.proof.relations import Identity
from helpers.proof.selection import selections

HOLDS, BROKEN = "holds", "broken"
LAST_DIGIT, CONFLICT = "to_the_last_digit", "conflict"
COLUMNS = (
    "check_id", "rule", "concept", "period_start", "period_end", "expected_low", "expected_high", "actual_low",
    "actual_high", "status", "fact_ids", "note",
)  # fmt: skip
_WIDER = "within a whole unit, not half: figures adjusted so that they add up, or cut off"
_LOSS = "growth of a negative figure, taken against its magnitude"


class Check(NamedTuple):
    """A row of checks.csv, its facts apart. `again` tries it with other intervals for its facts: whether it holds."""

    check_id: str
    rule: str
    variable: Variable
    expected: Interval
    actual: Interval
    status: str
    fact_ids: tuple[str, ...]
    note: str
    again: Callable[[Reading], bool] | None = None


class _Asked(NamedTuple):
    """What a check to the last digit is of, where, its facts, and how to try it again."""

    variable: Variable
    place: str
    facts: Sequence[Fact]
    again: Callable[[Reading], bool]


# ---- the checks ---------------------------------------------------------------------------------------------------


def identity_checks(known: dict[Variable, list[Fact]], rules: Iterable[Identity]) -> list[Check]:
    """Each identity on each set of facts that prints all of it."""
    found = []
    cases: list[tuple[last_digits.Case, _Asked]] = []
    for identity in rules:
        tried = set()
        for anchor, chosen in selections(identity, known):
            facts = [fact for fact in chosen if fact is not None]
            numbers = frozenset(fact.place for fact in facts)
            if numbers in tried or len(numbers) < 2:
                continue
            tried.add(numbers)
            check = _identity_check(identity, anchor, chosen, facts)
            if check:
                found.append(check)
                case = last_digits.of_sum(identity, chosen)
                if case is not None and check.status == HOLDS:
                    place = f"{identity.rule}@{check.check_id.rpartition('|')[2]}"
                    again = partial(_sum_again, identity, chosen)
                    cases.append((case, _Asked(identity.result, place, facts, again)))
    return found + _last_digits(cases)


def _last_digits(cases: Iterable[tuple[last_digits.Case, _Asked]]) -> list[Check]:
    """The checks to the last digit of what a filing keeps to, those apart that do not even hold within rounding."""
    found = []
    for case, (variable, place, facts, again) in last_digits.kept(cases):
        value = facts[0].value
        other = value - case.units * 10.0 ** -facts[0].decimals
        note = "" if case.exact else f"{abs(case.units):.0f} in the last place, where this filing is exact"
        status = HOLDS if case.exact else BROKEN
        sides = (other, other), (value, value)
        found.append(_check(LAST_DIGIT, variable, place, *sides, status, facts, note, again))
    return found


def _sum_again(identity: Identity, chosen: Sequence[Fact | None], read: Reading) -> bool:
    result, *members = [read(fact) if fact else (0.0, 0.0) for fact in chosen]
    allowed = expected(identity, members)
    return allowed is None or meet(allowed, result)


def _pair_again(fact: Fact, other: Fact, read: Reading) -> bool:
    return meet(read(fact), read(other))


def _identity_again(identity: Identity, chosen: Sequence[Fact | None], read: Reading) -> bool:
    sides = _sides(identity, [read(fact) if fact else (0.0, 0.0) for fact in chosen])
    return sides is None or meet(*sides[:2])


def _sides(identity: Identity, intervals: Sequence[Interval]) -> tuple[Interval, Interval, str] | None:
    """What is allowed, what is printed, and a remark; None where the others allow anything."""
    allowed = expected(identity, intervals[1:])
    if allowed is None:
        return None
    if identity.kind == "growth" and intervals[2][1] < 0 and not meet(allowed, intervals[0]):
        return (-allowed[1], -allowed[0]), intervals[0], _LOSS
    return allowed, intervals[0], ""


def _identity_check(identity: Identity, anchor: Fact, chosen: Sequence[Fact | None], facts: list[Fact]) -> Check | None:
    result = facts[0]
    intervals = [(fact.low, fact.high) if fact else (0.0, 0.0) for fact in chosen]
    sides = _sides(identity, intervals)
    if sides is None:
        return None
    allowed, actual, loss = sides
    status, note = _judged(allowed, actual, result.unit)
    if status == HOLDS and not loss:
        strict = [(fact.value - fact.half, fact.value + fact.half) if fact else (0.0, 0.0) for fact in chosen]
        narrow = expected(identity, strict[1:])
        if narrow is not None and not any(fact.approx for fact in facts) and not meet(narrow, strict[0]):
            note = _WIDER
    note = "; ".join(filter(None, (loss, note)))
    place = anchor.fact_id
    opening = next((v.end for v, _ in identity.members if v.concept == identity.result.concept and not v.start), "")
    if not identity.result.start and opening:  # a balance rolls forward over a quarter and over a half year
        place = f"{place}<{opening}"
    again = partial(_identity_again, identity, chosen)
    return _check(identity.rule, identity.result, place, allowed, actual, status, facts, note, again)


def _judged(allowed: Interval, actual: Interval, unit: str) -> tuple[str, str]:
    if meet(allowed, actual):
        return HOLDS, ""
    gap = max(actual[0] - allowed[1], allowed[0] - actual[1])
    return BROKEN, f"the intervals are {_written(gap, unit)} apart"


def _written(number: float, unit: str) -> str:
    if unit == "ratio":
        return f"{100 * number:.3g} points"
    return f"{unit} {number:,.6g}" if unit != "count" else f"{number:,.6g}"


def _check(
    rule: str, variable: Variable, place: str, allowed: Interval, actual: Interval, status: str,
    facts: Iterable[Fact], note: str, again: Callable[[Reading], bool] | None = None,
) -> Check:  # fmt: skip
    what = variable.concept if variable.measure == "level" else f"{variable.concept}/{variable.measure}"
    when = f"{variable.start}..{variable.end}" if variable.start else variable.end
    check_id = "|".join((rule, what, variable.scenario, when, place))
    sources = tuple(dict.fromkeys(fact.fact_id for fact in facts))
    return Check(check_id, rule, variable, allowed, actual, status, sources, note, again)


def agreement_checks(known: dict[Variable, list[Fact]]) -> list[Check]:
    """Each figure against the most precise one that says the same: in another line, unit or filing."""
    found = []
    for variable, facts in known.items():
        reference = evidence.best(facts)
        for fact in facts:
            if fact.place != reference.place:
                found.append(_agreement("agreement", variable, fact, reference))
    repeated: list[tuple[last_digits.Case, _Asked]] = [
        (case, _Asked(variable, f"repeat@{fact.fact_id}", (fact, earlier), partial(_pair_again, fact, earlier)))
        for case, variable, fact, earlier in last_digits.repeats(known)
        if meet((fact.low, fact.high), (earlier.low, earlier.high))
    ]
    return found + _last_digits(repeated) + _superseded_targets(known)


def _agreement(rule: str, variable: Variable, fact: Fact, reference: Fact) -> Check:
    allowed, actual = (reference.low, reference.high), (fact.low, fact.high)
    status, note = _judged(allowed, actual, fact.unit)
    if status == HOLDS and not (fact.approx or reference.approx):
        strict = [(one.value - one.half, one.value + one.half) for one in (fact, reference)]
        note = "" if meet(*strict) else _WIDER
    again = partial(_pair_again, fact, reference)
    return _check(rule, variable, fact.fact_id, allowed, actual, status, (fact, reference), note, again)


def _superseded_targets(known: dict[Variable, list[Fact]]) -> list[Check]:
    """A target called superseded against the one announced before it, the new one apart: that may be out for days."""
    targets: dict[Variable, list[Fact]] = {}
    for variable, facts in known.items():
        if variable.scenario.startswith("target@"):
            targets.setdefault(variable._replace(scenario="target"), []).extend(facts)
    found = []
    for variable, facts in known.items():
        if not variable.scenario.startswith("prior_target@"):
            continue
        for fact in facts:
            told = targets.get(variable._replace(scenario="target"), [])
            new = [t for t in told if t.filing == fact.filing]
            before = [
                t
                for t in told
                if t.announced < fact.announced and not any(meet((t.low, t.high), (n.low, n.high)) for n in new)
            ]
            if before:
                latest = max(t.announced for t in before)
                reference = evidence.best(t for t in before if t.announced == latest)
                found.append(_agreement("superseded_target", variable, fact, reference))
    return found


def chain_checks(
    known: dict[Variable, list[Fact]], rules: Sequence[Identity], proved: set[str]
) -> tuple[list[Check], set[str]]:
    """Levels that no filing prints, worked out twice, and printed ones held against what they imply ('two_ways').

    `proved` are the breakdowns that some filing prints completely. One that holds through figures worked out by them
    is proved too; one that is not proved breaks no check, since it may leave something out.
    """
    printed, ordered = chains.printed(known), chains.sharpest_first(rules)
    memory: chains.Memory = {}
    while True:
        trusted = [rule for rule in ordered if rule.by_definition or rule.rule in proved]
        tried = chains.comparisons(printed, trusted, ordered, memory)
        broken = {compared.rule for compared in tried if not meet(compared.allowed, compared.actual)}
        new = {compared.rule for compared in tried if compared.rule} - broken - proved
        new &= {rule.rule for rule in rules if not rule.by_definition}
        if not new:
            allowed = {rule.rule for rule in trusted} | {""}
            return [_chain_check(compared) for compared in tried if compared.rule in allowed], proved
        proved = proved | new


def _chain_check(compared: chains.Comparison) -> Check:
    status, note = _judged(compared.allowed, compared.actual, compared.facts[0].unit)
    sides = compared.allowed, compared.actual
    return _check("two_ways", compared.variable, compared.place, *sides, status, compared.facts, note, compared.again)


# ---- the table ----------------------------------------------------------------------------------------------------


def direct(facts: Sequence[Fact]) -> tuple[list[Check], list[Identity]]:
    """The checks between printed figures, and the identities that they prove or that hold by definition."""
    known = evidence.by_variable(facts)
    rules = rulebook.build(known)
    found = agreement_checks(known) + identity_checks(known, rules)
    complete = [check for check in found if check.variable.measure not in breakdowns.CHANGES]
    proved = {
        check.rule for check in complete if check.status == HOLDS
    }  # a rise adds up without an unchanged part, too
    chained, proved = chain_checks(known, rules, proved)
    return found + chained, [rule for rule in rules if rule.by_definition or rule.rule in proved]


def reconciled(facts: Sequence[Fact]) -> tuple[tuple[Check, ...], propagation.Solution]:
    """All checks of the facts, and what the facts together allow for every figure.

    A contradiction between figures that no single check shows stands among the checks with the rule 'conflict'.
    """
    return _reconciled(tuple(facts))


@lru_cache(maxsize=4)  # checks and series of the same facts are built one after the other
def _reconciled(facts: tuple[Fact, ...]) -> tuple[tuple[Check, ...], propagation.Solution]:
    found, rules = direct(facts)
    trust = doubts.trust(doubts.votes(found), facts, known_errors.ids(facts))
    solution = propagation.solved(facts, rules, trust, known_errors.ids(facts, known_errors.WRONG))
    broken: dict[str, list[set[str]]] = {}
    for check in found:
        if check.status == BROKEN:
            broken.setdefault(check.fact_ids[0], []).append(set(check.fact_ids))
    named = {fact.fact_id: fact for fact in facts}
    told: set[str] = set()
    for conflict in solution.conflicts:
        ids = set(conflict.fact_ids)
        if not any(told_by <= ids for fact_id in ids for told_by in broken.get(fact_id, ())):
            found.append(_conflict_check(conflict, named, told))
            told.add(found[-1].check_id)
    return tuple(found), solution


def _conflict_check(conflict: propagation.Conflict, named: dict[str, Fact], told: set[str]) -> Check:
    """The contradiction as a check; its place is its first fact, and all of them where another begins there, too."""
    facts = [named[fact_id] for fact_id in conflict.fact_ids]
    note = f"{conflict.rule} contradicts what other figures give"
    if conflict.left_out:
        note += f"; left out of the series: {' '.join(conflict.left_out)}"
    place = f"{conflict.rule}@{facts[0].fact_id}"
    made = partial(_check, CONFLICT, conflict.variable)
    rest = conflict.known, conflict.other, BROKEN, facts, note
    first = made(place, *rest)
    return made("+".join((place, *conflict.fact_ids[1:])), *rest) if first.check_id in told else first


@no_search_for_cycles()
def build(facts: pd.DataFrame, filings: pd.DataFrame) -> pd.DataFrame:
    """The table of checks.

    facts    rows of facts.csv; filings: rows of filings.csv (only filing and announced_on are used)
    returns  rows of checks.csv, one a check tried, sorted; fact_ids starts with the checked figure. The note of a check
             that breaks because of a known error of a filing (`known_errors.toml`) starts with 'explained:'
    """
    said = evidence.from_frame(facts, filings)
    found, _ = reconciled(said)
    return frame(explained(said, found))


def explained(facts: Sequence[Fact], found: Iterable[Check]) -> list[Check]:
    """The checks; in the note of those that would hold if the known errors were not made the reason."""
    found = list(found)
    errors = known_errors.of(facts)
    suspected = [check for check in found if check.status == BROKEN and any(one in errors for one in check.fact_ids)]
    if any(check.again is None for check in suspected):
        mended = known_errors.mended(facts, errors)
        still = {check.check_id for check in reconciled(mended)[0] if check.status == BROKEN}
    why = {}
    for check in suspected:
        mends = (
            check.check_id not in still if check.again is None else check.again(partial(_mended, errors, check.rule))
        )
        if mends:
            reasons = " ".join(errors[fact_id].reason for fact_id in check.fact_ids if fact_id in errors)
            why[check.check_id] = f"{known_errors.EXPLAINED} {reasons}"
    return [check._replace(note=why[check.check_id]) if check.check_id in why else check for check in found]


def _mended(errors: Mapping[str, known_errors.KnownError], rule: str, fact: Fact) -> Interval:
    """The interval of a fact; of a known error that which others support."""
    if fact.fact_id in errors:
        return errors[fact.fact_id].allows
    return (fact.value, fact.value) if rule == LAST_DIGIT else (fact.low, fact.high)


def frame(found: Iterable[Check]) -> pd.DataFrame:
    """Checks as the table checks.csv, sorted; of repeats (the same rule at the same place) the first."""
    rows: dict[str, tuple[object, ...]] = {}
    for check in found:
        row = (
            check.check_id, check.rule, check.variable.concept, check.variable.start, check.variable.end,
            *map(_tidy, (*check.expected, *check.actual)), check.status, " ".join(check.fact_ids), check.note,
        )  # fmt: skip
        rows.setdefault(check.check_id, row)
    ordered = sorted(rows.values(), key=lambda row: tuple(str(row[at]) for at in (1, 2, 4, 3, 0)))
    return pd.DataFrame(ordered, columns=list(COLUMNS))


def _tidy(number: float) -> float:
    """Twelve significant digits: what floats are sure of."""
    return float(f"{number:.12g}")
