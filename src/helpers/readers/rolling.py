"""Orders and backlog drawn beside a chart's revenue: opening backlog + orders - revenue is closing backlog."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ortools.sat.python import cp_model

from helpers.concepts import RollForward, load
from helpers.readers.quarters import Loose, Quarters

Places = dict[tuple[str, int, int], Loose]  # (concept, fiscal year, quarter 1-4) -> number
_ROUNDING = 2  # four rounded figures, in the unit of the chart
_LEAST = 4  # quarters that must roll before anything counts as proved
_MOST_REVENUES = 24  # ways to place the revenue that are followed up
_MOST_WAYS = 12  # ways to place orders and backlog beside one of them; with more, nothing is proved


def roll(
    concept: str, revenues: list[Quarters], levels: list[Loose], loose: list[Loose]
) -> tuple[list[Quarters], Places] | None:
    """Place the chart's other numbers as orders (`loose` lines) and backlog (`levels` of the chart's own line) of
    the roll-forward that `concept`, the revenue, drains. Returns the revenues that allow it and the numbers with
    one place only; None if nothing rolls or it cannot be settled."""
    rule = _drained_by(concept)
    if rule is None or not revenues or len(revenues) > _MOST_REVENUES or len(loose) < _LEAST:
        return None
    orders = next(c for c, weight in rule.flows if weight > 0)
    kept: list[Quarters] = []
    ways: list[Places] = []
    for revenue in revenues:
        used = {n.place for n in revenue.values()}
        pool = [n for n in levels if n.place not in used]
        found = _Model(revenue, pool, loose, rule.balance, orders).ways() if len(pool) >= _LEAST else []
        if found is None:
            return None
        if found:
            kept.append(revenue)
            ways += found
    if not kept:
        return None
    sure = {k: n for k, n in ways[0].items() if all(k in way and way[k].place == n.place for way in ways[1:])}
    return kept, sure


def _drained_by(concept: str) -> RollForward | None:
    """The roll-forward 'balance = opening + orders - this revenue', where it has no other flows."""
    for rule in load().roll_forwards:
        if dict(rule.flows).get(concept) == -1 and len(rule.flows) == 2:
            return rule
    return None


class _Model:
    """The roll-forward as constraints over 'number i stands at quarter s', for the solver of OR-Tools."""

    def __init__(self, revenue: Quarters, pool: list[Loose], loose: list[Loose], balance: str, orders: str) -> None:
        self.steps = sorted(revenue)
        self.pairs = list(itertools.pairwise(self.steps))
        self.model = cp_model.CpModel()
        self.balance, self.pool, self.at_balance = balance, pool, self._placed(pool)
        self.orders, self.loose, self.at_orders = orders, loose, self._placed(loose)
        for i in range(len(pool)):
            self.model.add_exactly_one(self.at_balance[i, s] for s in self.steps)
        self.rolled = [self._rolls(before, now, revenue[now].value) for before, now in self.pairs]
        # A number that takes part in no step is not placed: only what the roll-forward ties counts.
        self.model.add(sum(self.rolled) >= max(_LEAST, len(pool) - 1))

    def _placed(self, numbers: Sequence[Loose]) -> dict[tuple[int, tuple[int, int]], cp_model.IntVar]:
        """A yes or no for each number and quarter; no number twice, no quarter twice."""
        at = {(i, s): self.model.new_bool_var("") for i in range(len(numbers)) for s in self.steps}
        for i in range(len(numbers)):
            self.model.add_at_most_one(at[i, s] for s in self.steps)
        for s in self.steps:
            self.model.add_at_most_one(at[i, s] for i in range(len(numbers)))
        return at

    def _rolls(self, before: tuple[int, int], now: tuple[int, int], revenue: int) -> cp_model.IntVar:
        """A yes or no that, if yes, ties a quarter's three numbers to its revenue."""
        ok = self.model.new_bool_var("")
        opening = [(n.value, self.at_balance[i, before]) for i, n in enumerate(self.pool)]
        closing = [(n.value, self.at_balance[i, now]) for i, n in enumerate(self.pool)]
        received = [(n.value, self.at_orders[i, now]) for i, n in enumerate(self.loose)]
        for choice in (opening, closing, received):
            self.model.add(sum(at for _, at in choice) == 1).only_enforce_if(ok)
        total = [sum(value * at for value, at in choice) for choice in (opening, received, closing)]
        gap = total[0] + total[1] - revenue - total[2]
        self.model.add(gap <= _ROUNDING).only_enforce_if(ok)
        self.model.add(gap >= -_ROUNDING).only_enforce_if(ok)
        return ok

    def ways(self) -> list[Places] | None:
        """All ways to satisfy the model; None if there are too many or the solver cannot tell."""
        out: list[Places] = []
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 4.0
        while len(out) <= _MOST_WAYS:
            status = solver.solve(self.model)
            if status == cp_model.INFEASIBLE:
                return out
            if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                return None
            tied = [pair for ok, pair in zip(self.rolled, self.pairs, strict=True) if solver.value(ok)]
            ends, received = {s for pair in tied for s in pair}, {now for _, now in tied}
            balances = [k for k, v in self.at_balance.items() if k[1] in ends and solver.value(v)]
            orders = [k for k, v in self.at_orders.items() if k[1] in received and solver.value(v)]
            out.append(
                {(self.balance, *s): self.pool[i] for i, s in balances}
                | {(self.orders, *s): self.loose[i] for i, s in orders}
            )
            chosen = [self.at_balance[k] for k in balances] + [self.at_orders[k] for k in orders]
            self.model.add(sum(chosen) <= len(chosen) - 1)
        return None
