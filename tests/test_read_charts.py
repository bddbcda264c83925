"""Orders and backlog beside a chart's revenue: what plain arithmetic finds is what the solver finds."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date

import pytest
from reading import RAW

from helpers.amounts import tokens
from helpers.layout import Row
from helpers.readers import rolling, solver
from helpers.readers.quarters import Loose, Quarters, numbers
from helpers.readers.rolling import Places, TooMany, Trial
from helpers.text import clean

QUARTERS = [(year, number) for year in (2015, 2016) for number in (1, 2, 3, 4)]
NAMES = ("backlog", "orders")


def loose(number: int, values: list[int]) -> list[Loose]:
    """The numbers of a chart's line."""
    line = clean(number, " ".join(f"{value:,}" for value in values))
    found = tuple(tokens(line.text, date(2017, 3, 31)))
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


def as_set(ways: list[Places] | None) -> set[frozenset[tuple[object, ...]]] | None:
    return None if ways is None else {frozenset((key, n.place) for key, n in way.items()) for way in ways}


@pytest.mark.parametrize("strays", [0, 1])
@pytest.mark.parametrize("shown", [5, 7, 8])
@pytest.mark.parametrize("seed", range(4))
def test_trial_and_solver_place_the_same_numbers(seed: int, shown: int, strays: int) -> None:
    revenue, pool, orders = chart(seed, strays, shown)
    tried = as_set(Trial(revenue, pool, orders, *NAMES).ways())
    assert tried == as_set(solver.Model(revenue, pool, orders, *NAMES).ways())
    assert strays or tried


def test_a_chart_with_too_much_to_try_is_left_to_the_solver() -> None:
    """Seven equal balances roll in every order, and an eighth fits nowhere."""
    revenue = dict(zip(QUARTERS, loose(1, [8_000] * 8), strict=True))
    pool, orders = loose(2, [25_000] * 7 + [99_000]), loose(3, [8_000] * 8)
    with pytest.raises(TooMany):
        Trial(revenue, pool, orders, *NAMES).ways()
    assert rolling._ways(revenue, pool, orders, *NAMES) == []


def test_the_filings_need_no_solver() -> None:
    """Its library takes longer to load than the filings to read."""
    code = (
        "import sys; from pathlib import Path; from helpers.extract import read_filings; "
        "found = read_filings(Path(sys.argv[1])).facts; assert (found['reader'] == 'chart').sum() > 20; "
        "assert not [name for name in sys.modules if name.startswith('ortools')]"
    )
    subprocess.run([sys.executable, "-c", code, str(RAW)], check=True, timeout=120)
