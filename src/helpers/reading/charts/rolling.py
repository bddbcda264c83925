"""Orders and backlog drawn beside a chart's revenue: opening backlog + orders - revenue is closing backlog."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from helpers.language.concepts import RollForward, load
from helpers.reading.charts.quarters import Loose, Quarters

Places = dict[tuple[str, int, int], Loose]  # (concept, fiscal year, quarter 1-4) -> number
ROUNDING = 2  # four rounded figures, in the unit of the chart
LEAST = 4  # quarters that must roll before anything counts as proved
MOST_WAYS = 12  # ways to place orders and backlog beside one revenue; with more, nothing is proved
_MOST_REVENUES = 24  # ways to place the revenue that are followed up
_MOST_STEPS = 20_000  # tried before what stands there stays unproved


class TooManyWays(Exception):
    """More ways than prove anything, or more to try than is worth trying one after another."""


def roll(
    concept: str, revenues: list[Quarters], levels: list[Loose], loose: list[Loose]
) -> tuple[list[Quarters], Places] | None:
    """Place the chart's other numbers as orders (`loose` lines) and backlog (`levels` of the chart's own line) of
    the roll-forward that `concept`, the revenue, drains. Returns the revenues that allow it and the numbers with
    one place only; None if nothing rolls or it cannot be settled."""
    rule = _drained_by(concept)
    if rule is None or len(revenues) > _MOST_REVENUES or len(loose) < LEAST:
        return None
    try:
        found = [placed(revenue, levels, loose, rule) for revenue in revenues]
    except TooManyWays:
        return None
    ways = [way for its in found for way in its]
    if not ways:
        return None
    sure = {k: n for k, n in ways[0].items() if all(k in way and way[k].place == n.place for way in ways)}
    return [revenue for revenue, its in zip(revenues, found, strict=True) if its], sure


def _drained_by(concept: str) -> RollForward | None:
    """The roll-forward 'balance = opening + orders - this revenue', where it has no other flows."""
    for rule in load().roll_forwards:
        if dict(rule.flows).get(concept) == -1 and len(rule.flows) == 2:
            return rule
    return None


def placed(revenue: Quarters, levels: list[Loose], loose: list[Loose], rule: RollForward) -> list[Places]:
    """The ways to place all levels that are no revenue as balances. n balances roll n - 1 times, so they stand in
    quarters that follow one another, and of three numbers of a step the third is known from the others."""
    used = {n.place for n in revenue.values()}
    balances = [n for n in levels if n.place not in used]
    received = next(concept for concept, weight in rule.flows if weight > 0)
    quarters, steps = sorted(revenue), itertools.count()
    out: list[Places] = []

    def rolled(opening: Loose, at: int, pool: list[Loose], orders: list[Loose]) -> Iterator[Places]:
        """Every way to roll from `opening`, before quarter `at`, through what is left of balances and orders."""
        if not pool:
            yield {}
        for order in orders if pool else ():
            if next(steps) >= _MOST_STEPS:
                raise TooManyWays
            closing_value = opening.value + order.value - revenue[quarters[at]].value
            for closing in (n for n in pool if abs(n.value - closing_value) <= ROUNDING):
                rest = [n for n in pool if n is not closing], [n for n in orders if n is not order]
                for others in rolled(closing, at + 1, *rest):
                    yield {(rule.balance, *quarters[at]): closing, (received, *quarters[at]): order, **others}

    for first in range(len(quarters) - len(balances) + 1 if len(balances) > LEAST else 0):
        for opening in balances:
            for others in rolled(opening, first + 1, [n for n in balances if n is not opening], loose):
                out.append({(rule.balance, *quarters[first]): opening, **others})
                if len(out) > MOST_WAYS:
                    raise TooManyWays
    return out
