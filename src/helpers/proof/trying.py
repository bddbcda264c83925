"""Trying checks: whether the printed figures agree with each other, each figure standing for its rounding interval.

The consistency rule is that of XBRL Calculations 1.1: a check holds when the interval of the checked figure and the
interval that the other figures allow have a point in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from helpers.proof import chains, evidence, last_digits, rulebook
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Again, Interval, Reading, Sides, expected, meet, pair
from helpers.proof.relations import Identity
from helpers.proof.selection import selections

HOLDS, BROKEN = "holds", "broken"
NIL: Interval = (0.0, 0.0)
LAST_DIGIT, CONFLICT = "to_the_last_digit", "conflict"
TWO_WAYS = "two_ways"
REPEATS = frozenset({"agreement", "superseded_target", LAST_DIGIT})
"""Rules that hold a figure against the same figure, printed again."""
_WIDER = "within a whole unit, not half: figures adjusted so that they add up, or cut off"
_LOSS = "growth of a negative figure, taken against its magnitude"


class Check(NamedTuple):
    """A row of checks.csv, its facts apart.

    `again` gives its two sides (what is allowed, what is said) for other intervals of its facts, None where those say
    nothing. `contests`: the facts that it leaves in doubt.
    """

    check_id: str
    rule: str
    variable: Variable
    expected: Interval
    actual: Interval
    status: str
    fact_ids: tuple[str, ...]
    note: str
    again: Again | None = None
    contests: tuple[str, ...] = ()


# ---- the checks ---------------------------------------------------------------------------------------------------


def identity_checks(known: dict[Variable, list[Fact]], rules: Iterable[Identity]) -> list[Check]:
    """Each identity on each set of facts that prints all of it."""
    found = []
    cases: list[last_digits.DigitCase] = []
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
                place, again = check.check_id.rpartition("|")[2], partial(_sum_again, identity, chosen)
                case = last_digits.of_sum(identity, chosen, f"{identity.rule}@{place}", again)
                if case is not None and check.status == HOLDS:
                    cases.append(case)
    return found + _last_digits(cases)


def _last_digits(cases: Iterable[last_digits.DigitCase]) -> list[Check]:
    """The checks to the last digit of what a filing keeps to, those apart that do not even hold within rounding."""
    found = []
    for case in last_digits.kept(cases):
        value = case.facts[0].value
        other = value - case.units / case.facts[0].units
        note = "" if case.exact else f"{abs(case.units):.0f} in the last place, where this filing is exact"
        status = HOLDS if case.exact else BROKEN
        sides = (other, other), (value, value)
        found.append(made(LAST_DIGIT, case.variable, case.place, *sides, status, case.facts, note, case.again))
    return found


def _sum_again(identity: Identity, chosen: Sequence[Fact | None], read: Reading) -> Sides | None:
    result, *members = [read(fact) if fact else NIL for fact in chosen]
    allowed = expected(identity, members)
    return None if allowed is None else (allowed, result)


def _identity_again(identity: Identity, chosen: Sequence[Fact | None], read: Reading) -> Sides | None:
    sides = _sum_again(identity, chosen, read)
    if sides is None or meet(*sides) or not _from_loss(identity, chosen, read):
        return sides
    (low, high), actual = sides
    return (-high, -low), actual


def _from_loss(identity: Identity, chosen: Sequence[Fact | None], read: Reading) -> bool:
    """Whether a growth rate is one of a negative figure: it may be taken against its magnitude."""
    below = chosen[-1]
    return identity.kind == "growth" and below is not None and read(below)[1] < 0


def _identity_check(identity: Identity, anchor: Fact, chosen: Sequence[Fact | None], facts: list[Fact]) -> Check | None:
    again = partial(_identity_again, identity, chosen)
    sides = again(as_printed)
    if sides is None:
        return None
    turned = _from_loss(identity, chosen, as_printed) and sides != _sum_again(identity, chosen, as_printed)
    loss = _LOSS if turned else ""
    status, note = _judged(*sides, facts[0].unit)
    if status == HOLDS and not loss and not any(fact.approx for fact in facts):
        narrow = _sum_again(identity, chosen, strictly)
        note = note if narrow is None or meet(*narrow) else _WIDER
    note = "; ".join(filter(None, (loss, note)))
    place = anchor.fact_id
    opening = next((v.end for v, _ in identity.members if v.concept == identity.result.concept and not v.start), "")
    if not identity.result.start and opening:  # a balance rolls forward over a quarter and over a half year
        place = f"{place}<{opening}"
    return made(identity.rule, identity.result, place, *sides, status, facts, note, again)


def as_printed(fact: Fact) -> Interval:
    """The interval that a printed figure stands for, as far as this project allows it to be off."""
    return fact.low, fact.high


def strictly(fact: Fact) -> Interval:
    """Half a unit of the last place to either side."""
    return fact.value - fact.half, fact.value + fact.half


def reading(rule: str) -> Reading:
    """How a rule reads figures: to the last digit, or as the intervals that they stand for."""
    return exactly if rule == LAST_DIGIT else as_printed


def holds(sides: Sides | None) -> bool:
    """Whether what is said meets what is allowed; nothing said contradicts nothing."""
    return sides is None or meet(*sides)


def exactly(fact: Fact) -> Interval:
    """The figure itself."""
    return fact.value, fact.value


def _judged(allowed: Interval, actual: Interval, unit: str) -> tuple[str, str]:
    if meet(allowed, actual):
        return HOLDS, ""
    gap = max(actual[0] - allowed[1], allowed[0] - actual[1])
    return BROKEN, f"the intervals are {_written(gap, unit)} apart"


def _written(number: float, unit: str) -> str:
    if unit == "ratio":
        return f"{100 * number:.3g} points"
    return f"{unit} {number:,.6g}" if unit != "count" else f"{number:,.6g}"


def made(
    rule: str, variable: Variable, place: str, allowed: Interval, actual: Interval, status: str,
    facts: Iterable[Fact], note: str, again: Again | None = None,
) -> Check:  # fmt: skip
    """A check; its place tells it from others of its rule, concept, scenario and period."""
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
    repeated = [case for case in last_digits.repeats(known) if meet(*map(as_printed, case.facts))]
    return found + _last_digits(repeated) + _superseded_targets(known)


def _agreement(rule: str, variable: Variable, fact: Fact, reference: Fact) -> Check:
    again = partial(pair, fact, reference)
    sides = again(as_printed)
    status, note = _judged(*sides, fact.unit)
    if status == HOLDS and not (fact.approx or reference.approx):
        note = "" if meet(*again(strictly)) else _WIDER
    return made(rule, variable, fact.fact_id, *sides, status, (fact, reference), note, again)


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
            before = _told_before(fact, targets.get(variable._replace(scenario="target"), []))
            if before:
                latest = max(t.announced for t in before)
                reference = evidence.best(t for t in before if t.announced == latest)
                found.append(_agreement("superseded_target", variable, fact, reference))
    return found


def _told_before(fact: Fact, told: Sequence[Fact]) -> list[Fact]:
    """The targets told before a filing, but for those that say what it says anew."""
    new = [as_printed(target) for target in told if target.filing == fact.filing]
    earlier = [target for target in told if target.announced < fact.announced]
    return [target for target in earlier if not any(meet(as_printed(target), one) for one in new)]


def chain_checks(
    known: dict[Variable, list[Fact]], rules: Sequence[Identity], proved: set[str]
) -> tuple[list[Check], set[str]]:
    """Levels that no filing prints, worked out twice, and printed ones held against what they imply ('two_ways').

    `proved` are the breakdowns that some filing prints completely. One that holds through figures worked out by them
    is proved too; one that is not proved breaks no check, since it may leave something out.
    """
    # sums bound more sharply than growth rates and ratios; which comes first must not depend on values
    printed, ordered = chains.printed(known), sorted(rules, key=lambda r: (r.kind != "sum", r.rule, r.result))
    memory: chains.Memory = {}
    while True:
        trusted = [rule for rule in ordered if rule.by_definition or rule.rule in proved]
        found = chains.ways(printed, trusted, memory)
        tried = chains.twice(found) + chains.through(printed, found, ordered, memory)
        broken = {compared.rule for compared in tried if not meet(compared.allowed.interval, compared.said.interval)}
        new = {compared.rule for compared in tried if compared.rule} - broken - proved
        new &= {rule.rule for rule in rules if not rule.by_definition}
        if not new:
            allowed = {rule.rule for rule in trusted} | {""}
            return [_chain_check(compared) for compared in tried if compared.rule in allowed], proved
        proved = proved | new


def _chain_check(compared: chains.Comparison) -> Check:
    measure = compared.variable.measure
    units = [fact.unit for fact in compared.facts if fact.unit != "ratio"]
    ratio = measure == "pt_change" or measure.endswith("_pct") or measure.startswith("of:") or not units
    sides = compared.allowed.interval, compared.said.interval
    status, note = _judged(*sides, "ratio" if ratio else units[0])
    place = "~".join(map(chains.named, compared.steps))  # the identities between the two sides
    return made(TWO_WAYS, compared.variable, place, *sides, status, compared.facts, note, compared.again)


def direct(facts: Sequence[Fact]) -> tuple[list[Check], list[Identity]]:
    """The checks between printed figures, and the identities that they prove or that hold by definition.

    An approximate figure ('over 50 billion') may confirm others, but breaks no check.
    """
    known = evidence.by_variable(facts)
    rules = rulebook.build(frozenset(known))
    found = agreement_checks(known) + identity_checks(known, rules)
    complete = [check for check in found if check.variable.measure not in evidence.DIFFERENCES]
    # a rise adds up without an unchanged part, too
    proved = {check.rule for check in complete if check.status == HOLDS}
    chained, proved = chain_checks(known, rules, proved)
    approximate = {fact.fact_id for fact in facts if fact.approx}
    sure = [one for one in found + chained if one.status == HOLDS or approximate.isdisjoint(one.fact_ids)]
    return sure, [rule for rule in rules if rule.by_definition or rule.rule in proved]
