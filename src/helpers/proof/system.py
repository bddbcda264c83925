"""All figures and identities as one sparse system of rows, and what its rows allow for their variables, array-wise.

A row is a sum, `constant + sum of weight * variable = 0`, or a quotient, `above = (result + offset) * below`: a growth
rate or ratio is linear in the other two once its interval is known. A figure is a sum of one term whose constant is the
interval that it stands for. Rows are numbered: the facts first, then the identities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from helpers.proof.evidence import Fact, Variable
from helpers.proof.relations import Identity

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


class Implied(NamedTuple):
    """What rows allow for their variables: the interval of a variable, by which row, and which of all terms that is."""

    variables: Numbers
    low: Floats
    high: Floats
    rows: Numbers
    terms: Numbers


class System(NamedTuple):
    """The rows. The terms of row i are those from `starts[i]` to `starts[i + 1]`: a variable and its weight each; of a
    quotient result, above and below. `low`, `high`: the constant of a sum, the offset of a quotient.
    `most`: the largest growth factor that says something of the divisor. `rows_of`: the rows of each variable.
    """

    facts: Sequence[Fact]
    rules: list[Identity]
    variables: list[Variable]
    starts: Numbers
    terms: Numbers
    weights: Floats
    low: Floats
    high: Floats
    quotient: npt.NDArray[np.bool_]
    most: Floats
    rows_of: tuple[Numbers, Numbers]

    @classmethod
    def of(cls, facts: Sequence[Fact], rules: Iterable[Identity]) -> System:
        """The system of these figures and identities; those that only bound ('within') are left out."""
        rules = [rule for rule in rules if rule.kind != "within"]
        numbers: dict[Variable, int] = {}
        terms = [numbers.setdefault(fact.variable, len(numbers)) for fact in facts]
        weights, sizes = [-1.0] * len(facts), [1] * len(facts)
        constants = [(fact.low, fact.high) for fact in facts]
        for rule in rules:
            terms += [numbers.setdefault(variable, len(numbers)) for variable in rule.variables]
            weights += [-1.0, *(float(weight) for _, weight in rule.members)]
            sizes.append(len(rule.variables))
            constant = 1.0 if rule.kind == "growth" else rule.constant
            constants.append((constant, constant))
        starts = np.concatenate(([0], np.cumsum(sizes, dtype=np.intp)))
        low, high = np.array(constants, dtype=float).reshape(-1, 2).T
        none = [False] * len(facts)
        quotient = np.array(none + [rule.kind != "sum" for rule in rules], dtype=bool)
        most = np.array([2.0 if rule.both_signs else math.inf for rule in rules])
        own = np.array(terms, dtype=np.intp)
        order = np.argsort(own, kind="stable")
        ends = np.searchsorted(own[order], np.arange(len(numbers) + 1))
        rows_of = ends, np.repeat(np.arange(len(sizes)), sizes)[order]
        most = np.concatenate((np.full(len(facts), math.inf), most))
        return cls(facts, rules, list(numbers), starts, own, np.array(weights), low, high, quotient, most, rows_of)

    def fact_ids(self, rows: Numbers) -> tuple[str, ...]:
        """The facts among these rows."""
        return tuple(self.facts[row].fact_id for row in rows.tolist() if row < len(self.facts))

    def rule(self, row: int) -> str:
        """What the row is called."""
        return "reported" if row < len(self.facts) else self.rules[row - len(self.facts)].rule

    def around(self, variables: Numbers) -> npt.NDArray[np.bool_]:
        """Which rows hold one of these variables."""
        starts, rows = self.rows_of
        found = np.zeros(len(self.starts) - 1, dtype=bool)
        found[rows[ranges(starts[variables], starts[variables + 1] - starts[variables])]] = True
        return found

    def implied(self, rows: Numbers, low: Floats, high: Floats) -> Implied:
        """What these rows allow for each of their variables, given the bounds of all variables.

        Ends that floats may have rounded are moved outwards; whole and half numbers stay as they are.
        """
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            sums = self._sums(rows[~self.quotient[rows]], low, high)
            quotients = self._quotients(rows[self.quotient[rows]], low, high)
        both = Implied(*(np.concatenate(pair) for pair in zip(sums, quotients, strict=True)))
        return both._replace(low=_unless_exact(both.low, -1.0), high=_unless_exact(both.high, 1.0))

    def _sums(self, rows: Numbers, low: Floats, high: Floats) -> Implied:
        sizes = self.starts[rows + 1] - self.starts[rows]
        terms = ranges(self.starts[rows], sizes)
        if not len(terms):
            return _nothing()
        variables, weights = self.terms[terms], self.weights[terms]
        ends = weights * low[variables], weights * high[variables]
        least, most = np.where(weights > 0, ends[0], ends[1]), np.where(weights > 0, ends[1], ends[0])
        least = _of_the_others(least, sizes, self.low[rows], -math.inf)
        most = _of_the_others(most, sizes, self.high[rows], math.inf)
        ends = -most / weights, -least / weights
        low, high = np.where(weights > 0, ends[0], ends[1]), np.where(weights > 0, ends[1], ends[0])
        said = np.isfinite(low) | np.isfinite(high)
        return Implied(variables[said], low[said], high[said], np.repeat(rows, sizes)[said], terms[said])

    def _quotients(self, rows: Numbers, low: Floats, high: Floats) -> Implied:
        if not len(rows):
            return _nothing()
        first, offset = self.starts[rows], self.low[rows]
        result, above, below = (self.terms[first + at] for at in range(3))
        known = [np.isfinite(low[one]) & np.isfinite(high[one]) for one in (result, above, below)]
        factor = low[result] + offset, high[result] + offset
        numerator, divisor = (low[above], high[above]), (low[below], high[below])
        growth = offset != 0
        divides = (divisor[0] > 0) | (~growth & (divisor[1] < 0))
        quotient = _ends([a / b for a in numerator for b in divisor])
        product = _ends([f * b for f in factor for b in divisor])
        base = _ends([a / f for a in numerator for f in factor])
        tells = ((factor[0] > 0) & (factor[1] < self.most[rows])) | ((factor[1] < 0) & np.isinf(self.most[rows]))
        ways = (
            (known[1] & known[2] & divides, quotient[0] - offset, quotient[1] - offset),
            (known[0] & known[2] & ((divisor[0] > 0) | ~growth), *product),
            (known[0] & known[1] & tells & (~growth | (base[0] > 0)), *base),
        )
        found = [
            Implied(variable[said], *_widened(ends[0][said], ends[1][said]), rows[said], first[said] + at)
            for at, (variable, (said, *ends)) in enumerate(zip((result, above, below), ways, strict=True))
        ]
        return Implied(*(np.concatenate(parts) for parts in zip(*found, strict=True)))

    def support(self, rows: Numbers, terms: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """The ends of the other variables of each row that an end (0 lower, 1 upper) of one of its terms follows from.

        Returns the place in `rows`, and the end: 2 * variable, and 1 more for the upper. Of quotients both ends.
        """
        sizes = self.starts[rows + 1] - self.starts[rows]
        others, owners = ranges(self.starts[rows], sizes), np.repeat(np.arange(len(rows)), sizes)
        apart = others != terms[owners]
        others, owners = others[apart], owners[apart]
        greater = (self.weights[terms[owners]] > 0) == (end[owners] == 0)
        upper = (greater == (self.weights[others] > 0)).astype(np.intp)
        ends = 2 * self.terms[others]
        both = self.quotient[rows[owners]]
        return np.concatenate((owners, owners[both])), np.concatenate((ends + upper, ends[both] + 1 - upper[both]))


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers from each start on, as many as its size, one after the other."""
    before = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum()), dtype=np.intp) + np.repeat(starts - before, sizes)


def exact(ends: Floats) -> npt.NDArray[np.bool_]:
    """Which ends are whole or half numbers: those come out of sums of such numbers exactly, as floats."""
    doubled = 2 * ends
    return ~np.isfinite(ends) | ((np.abs(doubled) < 2.0**53) & (doubled == np.floor(doubled)))


def _of_the_others(ends: Floats, sizes: Numbers, constant: Floats, unbounded: float) -> Floats:
    """For each term the sum of the constant of its row and the other terms; unbounded where one of those is."""
    starts = np.cumsum(sizes) - sizes
    is_open = np.isinf(ends)
    finite = np.where(is_open, 0.0, ends)
    total = np.repeat(np.add.reduceat(finite, starts) + constant, sizes) - finite
    others_open = np.repeat(np.add.reduceat(is_open.astype(np.intp), starts), sizes) - is_open
    return np.where(others_open > 0, unbounded, total)


def _ends(candidates: list[Floats]) -> tuple[Floats, Floats]:
    stacked = np.stack(candidates)
    return stacked.min(axis=0), stacked.max(axis=0)


def _widened(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Intervals wider by more than floats lose in a few steps."""
    return low - _lost(low), high + _lost(high)


def _lost(ends: Floats) -> Floats:
    return 1e-14 + np.abs(ends) * 1e-13


def _unless_exact(ends: Floats, outwards: float) -> Floats:
    """Ends moved outwards, but for the exact ones."""
    return np.where(exact(ends), ends, ends + outwards * _lost(ends))


def _nothing() -> Implied:
    none, numbers = np.zeros(0), np.zeros(0, dtype=np.intp)
    return Implied(numbers, none, none, numbers, numbers)
