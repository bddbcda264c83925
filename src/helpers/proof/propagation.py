"""What all figures together allow: intervals propagated through the identities until nothing tightens.

All figures and identities are the rows of one sparse system (see `system`). Each sweep works out, for all rows with a
variable that moved, what they allow for each of their variables, and moves the bounds that become tighter. Every
bound keeps its evidence: the rows it rests on. Where two bounds of one variable contradict each other, what is least
confirmed in their evidence is left out, the bounds that rest on it fall back to what stood before, and only the rows
around them are worked out again. So a contradiction never makes a wrong narrow interval, and costs no more than its
neighbourhood; it is reported as a broken check instead.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from helpers.proof.doubts import Trust
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import Interval
from helpers.proof.relations import Identity
from helpers.proof.system import Implied, System, exact, ranges

MINIMUM_GAIN = 1e-3
"""A bound moves only when that narrows the interval by this share: keeps the evidence short and the loop finite."""
ENOUGH_CONFIRMATIONS = 0
MOST_SWEEPS = 2000
_TOUCH = 1e-12  # ends this close, as a share of their size, meet: what floats lose

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


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


def solved(facts: Sequence[Fact], rules: Sequence[Identity], confirmed: Trust, wrong: Collection[str] = ()) -> Solution:
    """Propagate the facts through the identities; `confirmed` says what to leave out first where they contradict.

    The facts `wrong` (their ids) prove nothing: they are left out from the start.
    """
    system = System.of(facts, rules)
    trust = [float(confirmed.facts.get(fact.fact_id, 0)) for fact in facts]
    trust += [math.inf if rule.by_definition else float(confirmed.rules.get(rule.rule, 0)) for rule in system.rules]
    network = _Network(system, np.array(trust), [at for at, fact in enumerate(facts) if fact.fact_id in wrong])
    network.propagate()
    return Solution(network.domains(), network.conflicts, frozenset(system.fact_ids(np.flatnonzero(network.dropped))))


class _Sets(NamedTuple):
    """Sets of rows, one after the other: `rows[ends[i - 1]:ends[i]]`, sorted, is the set i."""

    ends: Numbers
    rows: Numbers

    def of(self, at: int) -> Numbers:
        """The set `at`."""
        return self.rows[self.ends[at - 1] if at else 0 : self.ends[at]]

    def members(self, chosen: Numbers) -> tuple[Numbers, Numbers]:
        """The rows of the chosen sets, and beside each where in `chosen` its set stands."""
        starts = np.concatenate(([0], self.ends))[chosen]
        sizes = self.ends[chosen] - starts
        return self.rows[ranges(starts, sizes)], np.repeat(np.arange(len(chosen)), sizes)

    def touched(self, marked: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which sets hold a marked row."""
        counted = np.concatenate(([0], np.cumsum(marked[self.rows])))[np.concatenate(([0], self.ends))]
        return np.diff(counted) > 0


def _sets(owners: Numbers, rows: Numbers, count: int, bound: int) -> _Sets:
    """The sets of the rows beside each owner (0 to count - 1); rows are below `bound`."""
    pairs = np.unique(owners * bound + rows)
    return _Sets(np.searchsorted(pairs, np.arange(1, count + 1) * bound), pairs % bound)


class _Moves(NamedTuple):
    """Bounds that moved: which end (2 * variable, 1 more for the upper), where to, by which row, on what evidence."""

    ends: Numbers
    values: Floats
    rows: Numbers
    evidence: _Sets

    def kept(self, mask: npt.NDArray[np.bool_]) -> _Moves:
        """Those of a mask, in their order."""
        chosen = np.flatnonzero(mask)
        rows, owners = self.evidence.members(chosen)
        sizes = np.bincount(owners, minlength=len(chosen))
        return _Moves(self.ends[mask], self.values[mask], self.rows[mask], _Sets(np.cumsum(sizes), rows))

    def and_then(self, later: _Moves) -> _Moves:
        """These and later ones."""
        ends = np.concatenate((self.evidence.ends, later.evidence.ends + len(self.evidence.rows)))
        evidence = _Sets(ends, np.concatenate((self.evidence.rows, later.evidence.rows)))
        return _Moves(
            np.concatenate((self.ends, later.ends)),
            np.concatenate((self.values, later.values)),
            np.concatenate((self.rows, later.rows)),
            evidence,
        )


def _closed(low: float, high: float) -> Interval:
    """The interval; of one that is open on a side the end that is known."""
    return (low if math.isfinite(low) else high), (high if math.isfinite(high) else low)


class _Network:
    """The bounds of the variables, as the last of all moves so far."""

    def __init__(self, system: System, trust: Floats, wrong: Sequence[int]) -> None:
        self.system, self.trust = system, trust
        self.dropped = np.zeros(len(trust), dtype=bool)
        self.dropped[list(wrong)] = True
        self.gain = np.where(np.arange(len(trust)) < len(system.facts), 0.0, MINIMUM_GAIN)
        self.conflicts: list[Conflict] = []
        ends = 2 * len(system.variables)
        nothing = np.zeros(0, dtype=np.intp)
        self.moves = _Moves(
            np.arange(ends),
            np.tile([-np.inf, np.inf], ends // 2),
            np.full(ends, -1, dtype=np.intp),
            _Sets(np.zeros(ends, dtype=np.intp), nothing),
        )
        self._stand()

    def _stand(self) -> None:
        """The last move of each end is where it stands."""
        self.last = np.zeros(2 * len(self.system.variables), dtype=np.intp)
        self.last[self.moves.ends] = np.arange(len(self.moves.ends))
        self.bounds = self.moves.values[self.last]

    def propagate(self) -> None:
        """Start from the facts, apply the rows until nothing tightens and nothing contradicts."""
        active = ~self.dropped
        for _ in range(MOST_SWEEPS):
            rows = np.flatnonzero(active)
            if not len(rows):
                break
            active = self._sweep(rows) & ~self.dropped

    def _sweep(self, rows: Numbers) -> npt.NDArray[np.bool_]:
        """Apply these rows once; returns the rows to apply next."""
        implied = self.system.implied(rows, self.bounds[0::2], self.bounds[1::2])
        low, high = self.bounds[2 * implied.variables], self.bounds[2 * implied.variables + 1]
        sizes = np.abs(np.stack((low, high, implied.low, implied.high)))
        touch = _TOUCH * np.max(np.where(np.isfinite(sizes), sizes, 0.0), axis=0, initial=0.0)
        above, below = implied.low > high + touch, implied.high < low - touch
        clash = above | below
        width = high - low
        least = np.where(np.isfinite(width), self.gain[implied.rows] * np.nan_to_num(width, posinf=0.0), 0.0)
        higher = implied.low > low + np.where(exact(implied.low) & ~exact(low), 0.0, least)  # the exact end for a
        lower = implied.high < high - np.where(exact(implied.high) & ~exact(high), 0.0, least)  # rounded one, too
        raised = self._tightest(implied, np.flatnonzero(higher & ~clash), 0)
        lowered = self._tightest(implied, np.flatnonzero(lower & ~clash), 1)
        crossed = self._crossed(implied, raised, lowered)  # the upper end waits: it clashes in the next sweep
        before, moved = self.bounds, np.concatenate((raised, lowered[~crossed]))
        self._move(implied, moved, np.repeat([0, 1], (len(raised), len(moved) - len(raised))))
        clashing = np.flatnonzero(clash)
        if len(clashing):
            self._resolve(implied, clashing, above[clashing])
        changed = (self.bounds != before).reshape(-1, 2).any(axis=1)
        changed[implied.variables[moved]] = True
        active = self.system.around(np.flatnonzero(changed))
        active[implied.rows[clashing]] = True
        active[implied.rows[lowered[crossed]]] = True
        return active

    def _tightest(self, implied: Implied, chosen: Numbers, end: int) -> Numbers:
        """Of the chosen the tightest of each variable; of equals that of the first row."""
        values = implied.high[chosen] if end else -implied.low[chosen]
        order = chosen[np.lexsort((implied.rows[chosen], values, implied.variables[chosen]))]
        variables = implied.variables[order]
        return order[np.concatenate(([True], variables[1:] != variables[:-1]))] if len(order) else order

    def _crossed(self, implied: Implied, raised: Numbers, lowered: Numbers) -> npt.NDArray[np.bool_]:
        """Which of the lowered would come below the raised lower end of their variable."""
        low = self.bounds[0::2].copy()
        low[implied.variables[raised]] = implied.low[raised]
        low, high = low[implied.variables[lowered]], implied.high[lowered]
        return low > high + _TOUCH * np.maximum(np.abs(low), np.abs(high))

    def _move(self, implied: Implied, chosen: Numbers, end: Numbers) -> None:
        """Move an end (0 lower, 1 upper) of each of the chosen."""
        values = np.where(end, implied.high[chosen], implied.low[chosen])
        ends, rows = 2 * implied.variables[chosen] + end, implied.rows[chosen]
        self.moves = self.moves.and_then(_Moves(ends, values, rows, self._evidence(implied, chosen, end)))
        self._stand()

    def _evidence(self, implied: Implied, chosen: Numbers, end: Numbers, more: Numbers | None = None) -> _Sets:
        """The rows that an end of each chosen bound rests on; and what the ends `more` rest on, one for each."""
        owners, ends = self.system.support(implied.rows[chosen], implied.terms[chosen], end)
        if more is not None:
            owners, ends = np.concatenate((owners, np.arange(len(chosen)))), np.concatenate((ends, more))
        rows, of = self.moves.evidence.members(self.last[ends])
        own = np.arange(len(chosen))
        pairs = np.concatenate((owners[of], own)), np.concatenate((rows, implied.rows[chosen]))
        return _sets(*pairs, len(chosen), len(self.trust))

    # ---- contradictions ---------------------------------------------------------------------------------------

    def _resolve(self, implied: Implied, clashing: Numbers, above: npt.NDArray[np.bool_]) -> None:
        """Leave out what is least confirmed of each contradiction, the shortest evidence first; take back what rests
        on it. Of contradictions that share evidence one at a time: leaving out may mend the other."""
        against = 2 * implied.variables[clashing] + above
        evidence = self._evidence(implied, clashing, 1 - above.astype(np.intp), against)
        sizes = np.diff(evidence.ends, prepend=0)
        taken = np.zeros(len(self.trust), dtype=bool)
        for at in np.lexsort((implied.rows[clashing], implied.variables[clashing], sizes)).tolist():
            rows = evidence.of(at)
            if taken[rows].any():
                continue
            taken[rows] = True
            trust = self.trust[rows]
            doubtful = rows[trust <= max(trust.min(), ENOUGH_CONFIRMATIONS)]
            self.dropped[doubtful] = True
            self.conflicts.append(self._conflict(implied, int(clashing[at]), rows, doubtful))
        self.moves = self.moves.kept(~self.moves.evidence.touched(self.dropped))
        self._stand()

    def _conflict(self, implied: Implied, at: int, rows: Numbers, doubtful: Numbers) -> Conflict:
        """A contradiction by the names of its variable and facts."""
        number = int(implied.variables[at])
        known = _closed(float(self.bounds[2 * number]), float(self.bounds[2 * number + 1]))
        other = _closed(float(implied.low[at]), float(implied.high[at]))
        rule = self.system.rule(int(implied.rows[at]))
        ids, left_out = self.system.fact_ids(rows), self.system.fact_ids(doubtful)
        return Conflict(self.system.variables[number], known, other, rule, ids, left_out)

    # ---- results ----------------------------------------------------------------------------------------------

    def domains(self) -> dict[Variable, Domain]:
        """The variables known on both sides."""
        found = {}
        rows_of = self.moves.rows[self.last].tolist()
        bounds = self.bounds.tolist()
        known = np.flatnonzero(np.isfinite(self.bounds).reshape(-1, 2).all(axis=1))
        rows, owners = self.moves.evidence.members(self.last[np.stack((2 * known, 2 * known + 1), axis=1).ravel()])
        facts = rows < len(self.system.facts)
        evidence = _sets(owners[facts] // 2, rows[facts], len(known), len(self.trust))
        names = [self.system.facts[row].fact_id for row in range(len(self.system.facts))]
        ends, members = [0, *evidence.ends.tolist()], evidence.rows.tolist()
        for at, number in enumerate(known.tolist()):
            low, high = bounds[2 * number], bounds[2 * number + 1]
            if low > high:
                low = high = (low + high) / 2
            ids = tuple(names[row] for row in members[ends[at] : ends[at + 1]])
            rules = tuple(dict.fromkeys(self.system.rule(row) for row in rows_of[2 * number : 2 * number + 2]))
            found[self.system.variables[number]] = Domain(low, high, ids, rules)
        return found
