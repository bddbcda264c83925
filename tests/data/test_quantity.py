"""A quantity's interval always contains the result of its members, and its sources are never lost."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.quantity import quantity as q
from helpers.data.quantity.reference import Reference

numbers = st.one_of(
    st.integers(-(10**11), 10**11).map(float),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: 0.0 if abs(x) < 1e-6 else x),
)
shares = st.fractions(0, 1, max_denominator=1000)


@st.composite
def quantities(draw: st.DrawFn, unit: str = "JPY") -> tuple[q.Quantity, Fraction]:
    """A quantity and a member of its interval, exactly."""
    low, high = sorted((draw(numbers), draw(numbers)))
    member = Fraction(low) + (Fraction(high) - Fraction(low)) * draw(shares)
    value = min(max(draw(numbers), low), high)
    return q.Quantity(value, low, high, unit, "2016-04-01", "2017-03-31", fact_ids=(draw(st.text(max_size=3)),)), member


def contains(result: q.Quantity, exact: Fraction) -> bool:
    return Fraction(result.low) <= exact <= Fraction(result.high)


@given(quantities(), quantities())
def test_sums_and_products_contain_the_result_of_the_members(
    one: tuple[q.Quantity, Fraction], other: tuple[q.Quantity, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert contains(a + b, x + y)
    assert contains(a - b, x - y)
    assert contains(a * b, x * y)
    assert contains(-a, -x)
    for result in (a + b, a - b, a * b):
        assert set(result.fact_ids) == {*a.fact_ids, *b.fact_ids}
        assert result.basis == "derived"


@given(quantities(), quantities())
def test_quotients_contain_the_quotient_of_the_members(
    one: tuple[q.Quantity, Fraction], other: tuple[q.Quantity, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    result = a / b
    if b.low <= 0 <= b.high:
        assert not result.known
        assert "may be zero" in result.reason
    else:
        assert contains(result, x / y)
        assert contains(q.growth(a, b), x / y - 1)


@given(st.floats(1e-3, 1e16), st.floats(1e-3, 1e16))
def test_what_a_float_cannot_hold_of_a_result_widens_its_interval(x: float, y: float) -> None:
    a, b = q.Quantity(x / 3, x / 3, x / 3, "JPY"), q.Quantity(y / 7, y / 7, y / 7, "JPY")
    one, other = Fraction(x / 3), Fraction(y / 7)
    assert contains(a * b, one * other)
    assert contains(a / b, one / other)
    assert contains(a + b, one + other)
    assert contains(a - b, one - other)


@given(quantities(), st.integers(2, 10))
def test_powers_contain_the_power_of_the_members(one: tuple[q.Quantity, Fraction], years: int) -> None:
    a, x = one
    a, x = a * 0 + 1 + q.exact(abs(a.low), "JPY"), Fraction(abs(a.low)) + 1
    result = a.power(1 / years)
    assert result.known
    assert Fraction(result.low) ** years <= x * (1 + Fraction(1, 10**12))
    assert Fraction(result.high) ** years >= x * (1 - Fraction(1, 10**12))


@given(st.integers(-(10**10), 10**10), st.integers(-(10**10), 10**10))
def test_whole_yen_stay_exact_through_sums(one: int, other: int) -> None:
    result = q.exact(one, "JPY") + q.exact(other, "JPY")
    assert (result.low, result.value, result.high) == (one + other,) * 3


@given(st.decimals(-1000, 1000, places=4))
def test_a_constant_contains_the_decimal_it_was_made_from(number: Decimal) -> None:
    made = q.exact(number)
    assert Decimal(made.low) <= number <= Decimal(made.high)


def fy(value: float, year: int, unit: str = "JPY", half: float = 0.5) -> q.Quantity:
    dates = f"{year}-04-01", f"{year + 1}-03-31"
    return q.Quantity(
        value, value - half, value + half, unit, *dates, fact_ids=(f"f{year}",), basis="reported", formula=f"FY{year}"
    )


def test_units_follow_the_arithmetic() -> None:
    money, heads = fy(100, 2016), fy(4, 2016, "count")
    assert (money / money).unit == "ratio"
    assert (money / heads).unit == "JPY/count"
    assert (money / heads * heads).unit == "JPY"
    assert (money * 2).unit == "JPY"
    assert (0.5 * money).unit == "JPY"
    assert (1 - money / money).unit == "ratio"


def test_adding_different_units_is_an_error_that_names_both() -> None:
    with pytest.raises(ValueError, match="FY2016 is in JPY and FY2015 in count"):
        fy(1, 2016) + fy(1, 2015, "count")


def test_growth_is_said_of_the_newer_period_and_sums_of_the_whole_span() -> None:
    new, old = fy(110, 2016), fy(100, 2015)
    assert q.growth(new, old).period_start == "2016-04-01"
    assert (new + old).period_start == "2015-04-01"
    assert (new + old).period_end == "2017-03-31"
    assert q.growth(new, old).value == pytest.approx(0.1)
    assert q.points(new / new, old / old).unit == "points"


def test_cagr_of_a_doubling_in_six_years() -> None:
    result = q.cagr(fy(100, 2010, half=0), fy(200, 2016, half=0), 6)
    assert result.value == pytest.approx(2 ** (1 / 6) - 1)
    assert result.fact_ids == ("f2016", "f2010")


def test_missing_stays_missing_and_keeps_its_reasons() -> None:
    one, other = q.Missing("no filing prints A", "JPY"), q.Missing("no filing prints B", "JPY")
    for result in (one + 1, 2 * one, fy(1, 2016) / one, one - fy(1, 2016), q.cagr(one, fy(1, 2016), 3)):
        assert not result.known
        assert result.value is None
        assert "no filing prints A" in result.reason
    assert (one / other).reason == "no filing prints A; no filing prints B"
    assert one.as_row()["value"] is None


def test_a_target_in_the_arithmetic_makes_the_result_a_target() -> None:
    target = q.Quantity(5, 5, 5, "JPY", "2016-04-01", "2017-03-31", scenario="target", fact_ids=("t",))
    assert (target - fy(4, 2016)).scenario == "target"
    assert (fy(5, 2016) - fy(4, 2016)).scenario == "actual"


def test_an_interval_without_its_value_is_refused() -> None:
    with pytest.raises(ValueError, match="does not contain its value"):
        q.Quantity(3, 1, 2)
    with pytest.raises(ValueError, match="does not contain its value"):
        q.Quantity(math.nan, 1, 2)


def test_comparisons_speak_of_all_members() -> None:
    assert fy(3, 2016).surely_above(fy(1, 2016))
    assert not fy(2, 2016).surely_above(fy(1, 2016))
    assert fy(1, 2016).surely_below(2.0)
    assert fy(2, 2016).meets(fy(1, 2016))


def test_hull_covers_the_candidates() -> None:
    result = q.hull([fy(1, 2015), fy(3, 2016)])
    assert (result.low, result.high) == (0.5, 3.5)
    assert result.fact_ids == ("f2015", "f2016")


def test_what_was_published_elsewhere_goes_along_with_arithmetic() -> None:
    one, two = (Reference(f"published:{name}", "A paper", "2014-05-15", "https://example.com") for name in "ab")
    printed = q.Quantity(10.0, 9.0, 11.0, "JPY", basis="published", references=(one,))
    own = q.Quantity(4.0, 3.0, 5.0, "JPY", basis="reported", fact_ids=("a.L1.C0",))
    assert (printed.printed, printed.elsewhere) == (True, True)
    assert (own.printed, own.elsewhere) == (True, False)
    other = q.Quantity(2.0, 2.0, 2.0, "JPY", basis="published", references=(two, one))
    for made in (own + printed, printed - own, own * printed, printed / own, -printed, printed.power(2)):
        assert (made.basis, made.references, made.printed) == ("published_derived", (one,), False)
    assert q.total([printed, other, own]).references == (one, two)
    assert q.hull([printed, other]).references == (one, two)
    assert (own + own).basis == "derived"
    assert printed.over("2013-04-01", "2014-03-31").basis == "published"


def test_what_is_worked_out_by_hand_from_a_contested_figure_is_contested() -> None:
    doubted = q.Quantity(1.0, 1.0, 1.0, "JPY", status="contested")
    plain = q.Quantity(2.0, 2.0, 2.0, "JPY")
    assert q.Quantity(3.0, 3.0, 3.0, "JPY", inputs=(plain, doubted)).contested
    assert not q.Quantity(3.0, 3.0, 3.0, "JPY", inputs=(plain,)).contested
