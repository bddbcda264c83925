"""What all figures together allow: intervals propagated through the identities until nothing tightens.

Every bound remembers the evidence it rests on (facts and identities, as bits of an integer). Where two lines of
evidence contradict each other, what is least confirmed among them is left out and the propagation starts again, so
that a contradiction never makes a wrong narrow interval; it is reported as a broken check instead.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Sequence
from typing import NamedTuple

from helpers.proof import intervals
from helpers.proof.doubts import Trust
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Interval, meet
from helpers.proof.relations import Identity

MINIMUM_GAIN = 1e-2
"""A bound moves only when that narrows the interval by this share: keeps the evidence short and the loop finite."""
ENOUGH_CONFIRMATIONS = 0
_ROUNDS = 60


class Domain(NamedTuple):
    """What is known of a variable: the interval, the facts it rests on, the rules that gave its two ends."""

    low: float
    high: float
    fact_ids: tuple[str, ...]
    rules: tuple[str, ...]


class Conflict(NamedTuple):
    """Two intervals of one variable that do not meet, the facts behind both, and those left out because of it."""

    variable: Variable
    known: Interval
    other: Interval
    rule: str
    fact_ids: tuple[str, ...]
    left_out: tuple[str, ...]


class Solution(NamedTuple):
    """The domains of all variables that have one, the contradictions, and the facts left out because of them."""

    domains: dict[Variable, Domain]
    conflicts: list[Conflict]
    left_out: frozenset[str]


class _Clash(NamedTuple):
    """A contradiction as the network meets it, with the evidence as bits."""

    variable: int
    known: Interval
    other: Interval
    evidence: int
    rule: str


class _Relation(NamedTuple):
    """An identity by variable numbers. Sums: weights with the result as -1. Quotients: result, above, below.

    `offset` is the constant of a sum, and 1 for a growth rate. `most` is the largest growth factor that says something
    of the divisor.
    """

    rule: str
    variables: tuple[int, ...]
    weights: tuple[int, ...]
    offset: float
    most: float
    bit: int


def solved(facts: Sequence[Fact], rules: Sequence[Identity], confirmed: Trust, wrong: Collection[str] = ()) -> Solution:
    """Propagate the facts through the identities; `confirmed` says what to leave out first where they contradict.

    The facts `wrong` (their ids) prove nothing: they are left out from the start.
    """
    network = _Network(facts, rules)
    trust = [float(confirmed.facts.get(fact.fact_id, 0)) for fact in facts]
    trust += [_rule_trust(rule, confirmed) for rule in rules]
    dropped = sum(1 << bit for bit, fact in enumerate(facts) if fact.fact_id in wrong)
    conflicts: list[Conflict] = []
    for _ in range(_ROUNDS):
        clashes = network.propagate(dropped)
        if not clashes:
            break
        taken = 0
        for clash in sorted(clashes, key=lambda c: (c.evidence.bit_count(), c.variable)):
            if clash.evidence & taken:
                continue
            taken |= clash.evidence
            doubtful = _least_trusted(clash.evidence, trust)
            dropped |= doubtful
            conflicts.append(network.conflict(clash, doubtful))
    return Solution(network.domains(), conflicts, frozenset(network.fact_ids(dropped)))


def _rule_trust(rule: Identity, confirmed: Trust) -> float:
    return math.inf if rule.by_definition else float(confirmed.rules.get(rule.rule, 0))


def _bits(evidence_bits: int) -> list[int]:
    found = []
    while evidence_bits:
        low = evidence_bits & -evidence_bits
        found.append(low.bit_length() - 1)
        evidence_bits ^= low
    return found


def _least_trusted(conflict: int, trust: Sequence[float]) -> int:
    """The members of a contradiction that too little confirms, at least the least confirmed ones."""
    members = _bits(conflict)
    limit = max(min(trust[bit] for bit in members), ENOUGH_CONFIRMATIONS)
    return sum(1 << bit for bit in members if trust[bit] <= limit)


class _Network:
    """The variables with their bounds, and the relations between them."""

    def __init__(self, facts: Sequence[Fact], rules: Sequence[Identity]) -> None:
        self.facts = facts
        self.numbers: dict[Variable, int] = {}
        self.evidence: dict[int, list[int]] = {}
        for bit, fact in enumerate(facts):
            self.evidence.setdefault(self._number(fact.variable), []).append(bit)
        self.relations = [
            self._relation(rule, len(facts) + at) for at, rule in enumerate(rules) if rule.kind != "within"
        ]
        self.of_variable: dict[int, list[int]] = {}
        for at, relation in enumerate(self.relations):
            for variable in relation.variables:
                self.of_variable.setdefault(variable, []).append(at)
        self._reset()

    def _number(self, variable: Variable) -> int:
        return self.numbers.setdefault(variable, len(self.numbers))

    def _relation(self, rule: Identity, bit: int) -> _Relation:
        variables = tuple(self._number(variable) for variable in rule.variables)
        weights = (-1, *(weight for _, weight in rule.members)) if rule.kind == "sum" else ()
        offset = 1.0 if rule.kind == "growth" else rule.constant
        return _Relation(rule.rule, variables, weights, offset, 2.0 if rule.both_signs else math.inf, bit)

    def _reset(self) -> None:
        size = len(self.numbers)
        self.low, self.high = [-math.inf] * size, [math.inf] * size
        self.low_from, self.high_from = [0] * size, [0] * size
        self.low_rule, self.high_rule = [""] * size, [""] * size
        self.clashes: list[_Clash] = []

    # ---- propagation ------------------------------------------------------------------------------------------

    def propagate(self, dropped: int) -> list[_Clash]:
        """Start from the facts, apply the relations until nothing tightens; returns the contradictions met."""
        self._reset()
        for variable, bits in self.evidence.items():
            for bit in bits:
                if not dropped >> bit & 1:
                    fact = self.facts[bit]
                    self._narrow(variable, fact.low, fact.high, 1 << bit, 1 << bit, "reported", 0.0)
        queue = deque(sorted({at for variable in self.evidence for at in self.of_variable.get(variable, ())}))
        queued = set(queue)
        steps = 400 * len(self.relations)
        while queue and steps:
            steps -= 1
            at = queue.popleft()
            queued.discard(at)
            relation = self.relations[at]
            if dropped >> relation.bit & 1:
                continue
            for variable in self._apply(relation):
                for other in self.of_variable[variable]:
                    if other != at and other not in queued:
                        queued.add(other)
                        queue.append(other)
        return self.clashes

    def _apply(self, relation: _Relation) -> list[int]:
        return self._apply_sum(relation) if relation.weights else self._apply_quotient(relation)

    def _apply_sum(self, relation: _Relation) -> list[int]:
        variables, weights = relation.variables, relation.weights
        least, most = [], []
        open_below = open_above = 0
        for variable, weight in zip(variables, weights, strict=True):
            low, high = weight * self.low[variable], weight * self.high[variable]
            if weight < 0:
                low, high = high, low
            least.append(low)
            most.append(high)
            open_below += low == -math.inf
            open_above += high == math.inf
        if open_below > 1 and open_above > 1:
            return []
        floor = relation.offset + sum(low for low in least if low != -math.inf)
        ceiling = relation.offset + sum(high for high in most if high != math.inf)
        changed = []
        for at, (variable, weight) in enumerate(zip(variables, weights, strict=True)):
            own_low, own_high = least[at] == -math.inf, most[at] == math.inf
            others_least = floor - (0.0 if own_low else least[at]) if open_below == own_low else -math.inf
            others_most = ceiling - (0.0 if own_high else most[at]) if open_above == own_high else math.inf
            ends = (-others_most / weight, -others_least / weight)
            low, high = min(ends), max(ends)
            if low > self.low[variable] or high < self.high[variable]:
                below, above = self._support(relation, at, -1), self._support(relation, at, 1)
                if weight < 0:
                    below, above = above, below
                if self._narrow(variable, low, high, below, above, relation.rule):
                    changed.append(variable)
        return changed

    def _support(self, relation: _Relation, skipped: int, end: int) -> int:
        """The evidence for the lower (-1) or upper (1) end of the skipped term: the opposite ends of the others."""
        bits = 1 << relation.bit
        for at, (variable, weight) in enumerate(zip(relation.variables, relation.weights, strict=True)):
            if at != skipped:
                bits |= self.high_from[variable] if weight * end < 0 else self.low_from[variable]
        return bits

    def _apply_quotient(self, relation: _Relation) -> list[int]:
        result, above, below = relation.variables
        low, high, offset = self.low, self.high, relation.offset
        changed = []
        known = [math.isfinite(low[v]) and math.isfinite(high[v]) for v in relation.variables]
        factor = (low[result] + offset, high[result] + offset)
        if known[1] and known[2] and (low[below] > 0 or (not offset and high[below] < 0)):
            ends = [a / b for a in (low[above], high[above]) for b in (low[below], high[below])]
            if self._quotient(relation, result, min(ends) - offset, max(ends) - offset):
                changed.append(result)
        if known[0] and known[2] and (low[below] > 0 or not offset):
            ends = [f * b for f in factor for b in (low[below], high[below])]
            if self._quotient(relation, above, min(ends), max(ends)):
                changed.append(above)
        told = (factor[0] > 0 and factor[1] < relation.most) or (factor[1] < 0 and relation.most == math.inf)
        if known[0] and known[1] and told:
            ends = [a / f for a in (low[above], high[above]) for f in factor]
            if (not offset or min(ends) > 0) and self._quotient(relation, below, min(ends), max(ends)):
                changed.append(below)
        return changed

    def _quotient(self, relation: _Relation, variable: int, low: float, high: float) -> bool:
        bits = 1 << relation.bit
        for other in relation.variables:
            if other != variable:
                bits |= self.low_from[other] | self.high_from[other]
        return self._narrow(variable, *intervals.widened(low, high), bits, bits, relation.rule)

    def _narrow(
        self, variable: int, low: float, high: float, low_from: int, high_from: int, rule: str,
        gain: float = MINIMUM_GAIN,
    ) -> bool:  # fmt: skip
        """Intersect with an interval; a contradiction is noted and changes nothing."""
        low, high = intervals.unless_exact(low, high)
        known = (self.low[variable], self.high[variable])
        if not meet(known, (low, high)):
            bits = self.low_from[variable] | high_from if high < known[0] else self.high_from[variable] | low_from
            self.clashes.append(_Clash(variable, known, (low, high), bits, rule))
            return False
        least = gain * (known[1] - known[0]) if math.isfinite(known[1] - known[0]) else 0.0
        changed = False
        if low > known[0] + least:
            self.low[variable], self.low_from[variable], self.low_rule[variable] = low, low_from, rule
            changed = True
        if high < known[1] - least:
            self.high[variable], self.high_from[variable], self.high_rule[variable] = high, high_from, rule
            changed = True
        if self.low[variable] > self.high[variable]:
            self.low[variable] = self.high[variable] = (self.low[variable] + self.high[variable]) / 2
        return changed

    # ---- results ----------------------------------------------------------------------------------------------

    def fact_ids(self, bits: int) -> tuple[str, ...]:
        """The facts among the evidence."""
        return tuple(self.facts[bit].fact_id for bit in _bits(bits) if bit < len(self.facts))

    def domains(self) -> dict[Variable, Domain]:
        """The variables known on both sides."""
        found = {}
        for variable, at in self.numbers.items():
            if math.isfinite(self.low[at]) and math.isfinite(self.high[at]):
                ids = self.fact_ids(self.low_from[at] | self.high_from[at])
                rules = tuple(dict.fromkeys((self.low_rule[at], self.high_rule[at])))
                found[variable] = Domain(self.low[at], self.high[at], ids, rules)
        return found

    def conflict(self, clash: _Clash, doubtful: int) -> Conflict:
        """A contradiction by the names of its variable and facts."""
        variable = next(v for v, at in self.numbers.items() if at == clash.variable)
        ids = self.fact_ids(clash.evidence)
        return Conflict(variable, clash.known, clash.other, clash.rule, ids, self.fact_ids(doubtful))
