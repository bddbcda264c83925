"""One quantity, asked as a plain number would be, answers shortly and honestly."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from helpers.data.quantity.answers import Undecided, UndecidedError
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import Quantity, between
from helpers.data.quantity.units import UnitError
from helpers.language import calendar


def yen(value: float, half: float, period: str, instant: bool = False) -> Quantity:
    when = calendar.period(period, instant)
    return Quantity(
        value, value - half, value + half, "JPY", *when, basis="reported", fact_ids=("f.L1.C2",), decimals=-8
    )


YEAR, NINE_MONTHS, BEFORE = yen(157.8e9, 5e7, "fy2016"), yen(115e9, 5e7, "9m16"), yen(140.6e9, 5e7, "fy2015")
UNKNOWN = Missing("no filing prints it", "JPY")


def test_a_comparison_is_decided_where_the_intervals_are() -> None:
    assert (YEAR > BEFORE) is True
    assert (YEAR < BEFORE) is False
    assert (YEAR >= YEAR) is True
    assert (YEAR > YEAR) is False
    assert (YEAR > 150e9) is True
    assert (YEAR < 150e9) is False
    assert max(BEFORE, YEAR) is YEAR


def test_an_undecided_comparison_says_so_and_is_neither_true_nor_false() -> None:
    answer = yen(157.82e9, 5e7, "fy2016") < YEAR
    assert isinstance(answer, Undecided)
    assert repr(answer) == "undecided: JPY 157.8 billion, FY2016 and JPY 157.8 billion, FY2016 overlap"
    with pytest.raises(UndecidedError, match="surely_above"):
        bool(answer)
    assert repr(UNKNOWN > YEAR) == "undecided: no filing prints it"
    assert repr(YEAR < UNKNOWN) == "undecided: no filing prints it"
    assert repr(UNKNOWN > 5) == "undecided: no filing prints it"
    with pytest.raises(UnitError, match="ratio"):
        _ = between(0.1, 0.2) < YEAR
    with pytest.raises(TypeError):
        _ = YEAR > "a lot"


def test_surely_and_meets_answer_true_or_false_even_where_one_is_unknown() -> None:
    assert YEAR.surely_above(BEFORE)
    assert BEFORE.surely_below(YEAR)
    assert YEAR.meets(157.82e9)
    assert not YEAR.meets(BEFORE)
    assert not UNKNOWN.surely_above(YEAR)
    assert not YEAR.meets(UNKNOWN)
    with pytest.raises(UnitError, match="ratio"):
        YEAR.surely_above(between(0.1, 0.2))


def test_the_size_of_a_quantity_holds_that_of_every_member() -> None:
    fall, open_ = yen(-5, 2, "fy2016"), yen(1, 3, "fy2016")
    assert (abs(fall).low, abs(fall).value, abs(fall).high) == (3, 5, 7)
    assert (abs(open_).low, abs(open_).value, abs(open_).high) == (0, 1, 4)
    assert (abs(-open_).low, abs(-open_).value, abs(-open_).high) == (0, 1, 4)
    assert abs(YEAR) is YEAR is +YEAR
    assert abs(UNKNOWN) is UNKNOWN
    assert abs(fall).fact_ids == fall.fact_ids


def test_its_text_is_short() -> None:
    assert repr(YEAR) == "JPY 157.8 billion, FY2016"
    assert repr(YEAR - NINE_MONTHS) == "JPY 42.8 billion (42.7 to 42.9), 4Q16, derived"
    assert repr(UNKNOWN) == "unknown: no filing prints it"
    doubted = replace(YEAR, status="contested")
    assert repr(doubted) == "JPY 157.8 billion (contested), FY2016"
    assert "(contested)" in repr(doubted - BEFORE)
    assert "target" in repr(Quantity(1, 1, 1, "JPY", *calendar.period("fy2017"), scenario="target"))


def test_as_a_plain_number_it_is_its_best_value() -> None:
    assert float(YEAR) == 157.8e9
    assert round(YEAR, -9) == 158e9
    assert round(YEAR) == 157_800_000_000
    assert math.isnan(float(UNKNOWN))
    assert round(UNKNOWN, 1) is UNKNOWN
    assert (between(4, 4) ** 0.5).value == 2
    assert UNKNOWN**0.5 is UNKNOWN


@pytest.mark.parametrize(
    ("whole", "part", "left"),
    [("fy2016", "9m16", "4q16"), ("fy2016", "1h16", "2h16"), ("fy2016", "2h16", "1h16"), ("9m16", "1h16", "3q16")],
)
def test_a_period_less_its_beginning_or_end_is_the_rest_of_it(whole: str, part: str, left: str) -> None:
    rest = yen(100, 1, whole) - yen(40, 1, part)
    assert (rest.period_start, rest.period_end) == tuple(calendar.period(left))


def test_a_change_is_said_of_the_newer_period_and_a_share_of_the_part() -> None:
    half = yen(75e9, 5e7, "1h16")
    for result, period in (
        (YEAR - BEFORE, "fy2016"),
        (YEAR / BEFORE - 1, "fy2016"),
        (BEFORE / YEAR, "fy2016"),
        (half / YEAR, "1h16"),
        (half + (YEAR - half), "fy2016"),
    ):
        assert (result.period_start, result.period_end) == tuple(calendar.period(period))
    balance = yen(5, 0, "fy2016", instant=True) - yen(3, 0, "fy2015", instant=True)
    assert (balance.period_start, balance.period_end) == ("2016-03-31", "2017-03-31")
