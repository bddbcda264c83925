"""Orders and backlog beside a chart's revenue: what is found is every way that adds up. Stacked charts: rows of parts
that add up to totals, with the order of their numbers proved."""

from __future__ import annotations

import itertools
import random

import pytest
from reading import plain, read

from helpers.filing.layout import Row
from helpers.filing.lines import clean
from helpers.language import calendar
from helpers.language.amounts import tokens
from helpers.language.concepts import RollForward
from helpers.reading.charts import rolling, stacks
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


# ---- stacked charts -------------------------------------------------------------------------------------------------

DECK = """Consolidated Financial Results for 1Q FY2016 (First 3 months ended June 30, 2016)

Internet Initiative Japan Inc.

August 5, 2016

II - 7. Systems Integration

SI revenue was JPY12,011 million in 1Q16, and systems construction revenue was JPY3,839 million.

Unit: JPY million

"""
STACK = [[10534, 12411, 11712, 14892, 12011], [3363, 4200, 3420, 6210, 3839], [7171, 8211, 8292, 8682, 8172]]
SHOWN = ["revenue.si", "revenue.si.construction", "revenue.si.operation"]
QUARTERS_SHOWN = "1Q15 2Q15 3Q15 4Q15 1Q16"
ENDS = ["2015-06-30", "2015-09-30", "2015-12-31", "2016-03-31", "2016-06-30"]


def of_chart(rows: list[list[int]], times: str = QUARTERS_SHOWN, deck: str = DECK, between: str = "\n") -> list[str]:
    """The facts of a stacked chart with its times below it, as the filing prints it."""
    printed = [" ".join(f"{value:,}" for value in row) for row in rows]
    found = read(deck + between.join([*printed, times]) + "\n")
    return [plain(f) for f in found.facts if f["reader"] == "chart"]


def test_a_stacked_chart_is_read_whether_blanks_or_tabs_part_it_and_in_one_line_or_in_many() -> None:
    right = [
        f"{item} level {calendar.quarter(int(end[:4]) - (end[5:7] == '03'), q).start}..{end} {value}000000 JPY -6"
        for item, row in zip(SHOWN, STACK, strict=True)
        for value, end, q in zip(row, ENDS, (1, 2, 3, 4, 1), strict=True)
    ]
    assert of_chart(STACK) == right
    assert of_chart(STACK, between=" ") == right
    tabbed = "\n".join("\t".join(f"{value:,}" for value in row) for row in STACK)
    found = read(DECK + tabbed + "\n" + QUARTERS_SHOWN.replace(" ", "\t") + "\n")
    assert [plain(f) for f in found.facts if f["reader"] == "chart"] == right


@pytest.mark.parametrize(
    ("rows", "times", "deck"),
    [
        ([STACK[0], [4200, 3363, *STACK[1][2:]], STACK[2]], QUARTERS_SHOWN, DECK),  # one row in another order
        (STACK[:2], QUARTERS_SHOWN, DECK),  # nothing that adds up
        (STACK, "1Q15 2Q15 4Q15 3Q15 1Q16", DECK),  # times in another order
        (STACK, "1Q15 2Q15 3Q15 4Q15", DECK),  # a time too few
        (STACK, QUARTERS_SHOWN, DECK.replace("JPY3,839", "JPY3,838")),  # only one amount that the filing tells
        (STACK, QUARTERS_SHOWN, DECK.replace("1Q16, and", "4Q15, and")),  # amounts of another time
    ],
)
def test_a_stacked_chart_with_less_evidence_is_not_read(rows: list[list[int]], times: str, deck: str) -> None:
    assert of_chart(rows, times, deck) == []


def test_a_row_that_begins_and_ends_as_the_filing_tells_may_be_in_another_order_between() -> None:
    """FY16's deck, line 317: 3Q15 is 16,577, which stands sixth."""
    told = (
        "Cost of network services was JPY16,577 million in 1Q16 and JPY14,702 million in 3Q14.\n\nUnit: JPY million\n\n"
    )
    row = [14702, 15799, 18030, 18685, 19558, 16577]
    assert of_chart([row], "3Q14 4Q14 1Q15 2Q15 3Q15 1Q16", DECK[: DECK.index("SI revenue")] + told) == []


def test_numbers_that_could_change_places_are_not_read() -> None:
    """3,363 and 3,365: with either of them in the other's place the column still adds up as rounded figures do."""
    rows = [[10534, 11576, *STACK[0][2:]], [3363, 3365, *STACK[1][2:]], STACK[2]]
    read_of = [f.split()[-3] for f in of_chart(rows)]
    assert "3363000000" not in read_of
    assert "3365000000" not in read_of
    assert len(read_of) == len(QUARTERS_SHOWN.split()) * 3 - 2


@pytest.mark.parametrize("seed", range(40))
def test_rows_in_another_order_do_not_add_up(seed: int) -> None:
    chance = random.Random(seed)
    parts = [[chance.randrange(1_000, 9_000) for _ in ENDS] for _ in range(chance.choice([2, 3, 4]))]
    total = [sum(column) + chance.choice([-1, 0, 1]) for column in zip(*parts, strict=True)]
    numbers_of = [value for row in [total, *parts] for value in row]
    assert len(stacks.stacked(loose(1, numbers_of), len(ENDS))) == len(parts) + 1
    moved = [*numbers_of[1 : len(ENDS)], numbers_of[0], *numbers_of[len(ENDS) :]]
    assert stacks.stacked(loose(1, moved), len(ENDS)) == []
