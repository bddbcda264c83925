"""Orders and backlog drawn beside a chart's revenue: opening backlog + orders - revenue is closing backlog."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.language.concepts import RollForward, load
from helpers.reading.charts.quarters import Loose, Quarters

Places = dict[tuple[str, int, int], Loose]  # (concept, fiscal year, quarter 1-4) -> number
ROUNDING = 2  # four rounded figures, in the unit of the chart
LEAST = 4  # quarters that must roll before anything counts as proved
MOST_WAYS = 12  # ways to place orders and backlog beside one revenue; with more, nothing is proved
_MOST_REVENUES = 24  # ways to place the revenue that are followed up
_MOST_STEPS = 20_000  # tried before what stands there stays unproved


def roll(
    concept: str, revenues: list[Quarters], levels: list[Loose], loose: list[Loose]
) -> tuple[list[Quarters], Places] | None:
    """Place the chart's other numbers as orders (`loose` lines) and backlog (`levels` of the chart's own line) of
    the roll-forward that `concept`, the revenue, drains. Returns the revenues that allow it and the numbers with
    one place only; None if nothing rolls or it cannot be settled."""
    rule = _drained_by(concept)
    if rule is None or len(revenues) > _MOST_REVENUES or len(loose) < LEAST:
        return None
    found = [_beside(revenue, levels, loose, rule) for revenue in revenues]
    if None in found or not any(found):
        return None
    ways = [way for its in found for way in its or ()]
    return [revenue for revenue, its in zip(revenues, found, strict=True) if its], _sure(ways)


def _sure(ways: list[Places]) -> Places:
    """The numbers that have the same place in every way."""
    return {k: n for k, n in ways[0].items() if all(k in way and way[k].place == n.place for way in ways)}


def _beside(revenue: Quarters, levels: list[Loose], loose: list[Loose], rule: RollForward) -> list[Places] | None:
    """The ways to place the levels that are no revenue; see `_ways`."""
    used = {n.place for n in revenue.values()}
    pool = [n for n in levels if n.place not in used]
    orders = next(c for c, weight in rule.flows if weight > 0)
    return _ways(revenue, pool, loose, rule.balance, orders) if len(pool) > LEAST else []


def _drained_by(concept: str) -> RollForward | None:
    """The roll-forward 'balance = opening + orders - this revenue', where it has no other flows."""
    for rule in load().roll_forwards:
        if dict(rule.flows).get(concept) == -1 and len(rule.flows) == 2:
            return rule
    return None


def _ways(revenue: Quarters, pool: list[Loose], loose: list[Loose], balance: str, orders: str) -> list[Places] | None:
    """All ways to place the whole `pool` as balances; None for more than MOST_WAYS, or for too much to try."""
    try:
        return Trial(revenue, pool, loose, balance, orders).ways()
    except _TooMany:
        return None


class _TooMany(Exception):
    """More to try than is worth trying one after another."""


class Trial:
    """The roll-forward by plain arithmetic: n balances roll n - 1 times, so they stand in quarters that follow one
    another, and of three numbers of a step the third is known from the others."""

    def __init__(self, revenue: Quarters, pool: list[Loose], loose: list[Loose], balance: str, orders: str) -> None:
        self.revenue, self.pool, self.loose, self.balance, self.orders = revenue, pool, loose, balance, orders
        self.steps = 0

    def ways(self) -> list[Places] | None:
        """All ways to place the pool; None if there are more than MOST_WAYS. Raises _TooMany."""
        quarters = sorted(self.revenue)
        out: list[Places] = []
        for first in range(len(quarters) - len(self.pool) + 1):
            here = quarters[first : first + len(self.pool)]
            for opening in self.pool:
                rest = [n for n in self.pool if n is not opening]
                for placed in self._rolled(opening, here[1:], rest, self.loose):
                    out.append({(self.balance, *here[0]): opening, **placed})
                    if len(out) > MOST_WAYS:
                        return None
        return out

    def _rolled(
        self, opening: Loose, quarters: list[tuple[int, int]], pool: list[Loose], loose: list[Loose]
    ) -> Iterator[Places]:
        """Every way to roll from `opening` through `quarters` with what is left of balances and orders."""
        if not quarters:
            yield {}
            return
        now = quarters[0]
        for received in loose:
            closing_value = opening.value + received.value - self.revenue[now].value
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise _TooMany
            for closing in (n for n in pool if abs(n.value - closing_value) <= ROUNDING):
                others = [n for n in pool if n is not closing], [n for n in loose if n is not received]
                for placed in self._rolled(closing, quarters[1:], *others):
                    yield {(self.balance, *now): closing, (self.orders, *now): received, **placed}
