"""Orders and backlog beside a chart's revenue, placed by the constraint solver of OR-Tools.

For the charts that leave plain arithmetic too many ways to try (see `rolling`); the library loads slowly."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ortools.sat.python import cp_model

from helpers.readers.quarters import Loose, Quarters
from helpers.readers.rolling import LEAST, MOST_WAYS, ROUNDING, Places


class Model:
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
        self.model.add(sum(self.rolled) >= max(LEAST, len(pool) - 1))

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
        self.model.add(gap <= ROUNDING).only_enforce_if(ok)
        self.model.add(gap >= -ROUNDING).only_enforce_if(ok)
        return ok

    def ways(self) -> list[Places] | None:
        """All ways to satisfy the model; None if there are too many or the solver cannot tell."""
        out: list[Places] = []
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 4.0
        while len(out) <= MOST_WAYS:
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
