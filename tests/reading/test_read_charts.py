"""Orders and backlog beside a chart's revenue: what is found is every way that adds up."""

from __future__ import annotations

import itertools
import random

import pytest

from helpers.filing.layout import Row
from helpers.filing.lines import clean
from helpers.language.amounts import tokens
from helpers.language.concepts import RollForward
from helpers.reading.charts import rolling
from helpers.reading.charts.quarters import Loose, Quarters, numbers
from helpers.reading.charts.rolling import Places, TooManyWays

QUARTERS = [(year, number) for year in (2015, 2016) for number in (1, 2, 3, 4)]
RULE = RollForward("backlog", "backlog", (("orders", 1), ("revenue", -1)))


def loose(number: int, values: list[int]) -> list[Loose]:
    """The numbers of a chart's line."""
    line = clean(number, " ".join(f"{value:,}" for value in values))
    found = tuple(tokens(line.text, "2017-03-31"))
    return list(numbers(Row(line, found, found, ())))


def chart(seed: int, strays: int, shown: int) -> tuple[Quarters, list[Loose], list[Loose]]:
    """The revenue of eight quarters, and in any order the last `shown` balances and the orders that lead to them,
    with `strays` more of each; most are off by one or two, as rounded figures are."""
    chance = random.Random(seed)
    revenue = [chance.randrange(7_000, 9_500) for _ in QUARTERS]
    orders = [chance.randrange(7_000, 9_500) for _ in QUARTERS]
    balance, balances = 25_000, []
    for sold, received in zip(revenue, orders, strict=True):
        balance += received - sold
        balances.append(balance + chance.choice([-1, 0, 0, 1]))
    balances = balances[-shown:] + [chance.randrange(20_000, 30_000) for _ in range(strays)]
    orders += [chance.choice(orders) for _ in range(strays)]
    chance.shuffle(balances)
    chance.shuffle(orders)
    return dict(zip(QUARTERS, loose(1, revenue), strict=True)), loose(2, balances), loose(3, orders)


def as_set(ways: list[Places]) -> set[frozenset[tuple[object, ...]]]:
    return {frozenset((key, n.place) for key, n in way.items()) for way in ways}


def all_ways(revenue: Quarters, pool: list[Loose], orders: list[Loose]) -> list[Places]:
    """Every way to place the pool in quarters that follow one another, found by looking at each order of it."""
    quarters, out = sorted(revenue), []
    for first, placed in itertools.product(range(len(QUARTERS) - len(pool) + 1), itertools.permutations(pool)):
        here = quarters[first : first + len(pool)]
        flows = [
            [n for n in orders if abs(before.value + n.value - revenue[now].value - after.value) <= rolling.ROUNDING]
            for now, (before, after) in zip(here[1:], itertools.pairwise(placed), strict=True)
        ]
        for chosen in itertools.product(*flows):
            if len({n.place for n in chosen}) == len(chosen):
                balances = {("backlog", *quarter): n for quarter, n in zip(here, placed, strict=True)}
                out.append(balances | {("orders", *now): n for now, n in zip(here[1:], chosen, strict=True)})
    return out


@pytest.mark.parametrize("strays", [0, 1])
@pytest.mark.parametrize("shown", [5, 6])
@pytest.mark.parametrize("seed", range(4))
def test_every_way_to_place_the_numbers_is_found(seed: int, shown: int, strays: int) -> None:
    revenue, pool, orders = chart(seed, strays, shown)
    assert as_set(rolling.placed(revenue, pool, orders, RULE)) == as_set(all_ways(revenue, pool, orders))


def test_a_chart_with_too_much_to_try_proves_nothing() -> None:
    """Seven equal balances roll in every order, and an eighth fits nowhere."""
    revenue = dict(zip(QUARTERS, loose(1, [8_000] * 8), strict=True))
    pool, orders = loose(2, [25_000] * 7 + [99_000]), loose(3, [8_000] * 8)
    with pytest.raises(TooManyWays):
        rolling.placed(revenue, pool, orders, RULE)
