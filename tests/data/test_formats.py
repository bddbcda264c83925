"""Numbers are written no finer than they are known, and intervals never narrower than they are."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presentation import quantity

from helpers.data.quantity import formats


@pytest.mark.parametrize(
    ("value", "half", "unit", "text"),
    [
        (157_789_000_000, 500_000, "JPY", "JPY 157.8 billion"),
        (5_134_000_000, 500_000, "JPY", "JPY 5.13 billion"),
        (120_000_000, 5_000_000, "JPY", "JPY 120 million"),
        (-180_000_000, 5_000_000, "JPY", "JPY −180 million"),
        (0.15, 0.0005, "ratio", "15.0%"),
        (0.15, 0.005, "ratio", "15%"),
        (0.02, 0.0005, "points", "2.0 points"),
        (1_856_000, 500, "count", "1,856 thousand"),
        (124, 0.5, "count", "124"),
        (27.0, 0.005, "JPY/share", "JPY 27.00 a share"),
        (825.3, 4, "JPY/count", "JPY 825 per count"),
    ],
)
def test_a_quantity_is_written_with_its_unit_and_no_more_digits_than_are_sure(value, half, unit, text):
    assert formats.write(quantity(value, half, unit)) == text


def test_what_is_not_known_is_said_to_be_unknown():
    assert formats.write(None) == formats.span(None) == "unknown"


def test_the_interval_of_a_rounded_figure_shows_the_half_unit():
    assert formats.span(quantity(0.15, 0.0005, "ratio")) == "14.95 to 15.05"
    assert formats.span(quantity(36.18e9, 5e6), unit=True) == "JPY 36.175 to 36.185 billion"


@pytest.mark.parametrize(
    ("low", "value", "high", "text"),
    [
        (0.0991, 0.0995, 0.0999, "9.95% (9.91 to 9.99)"),  # one decimal would print 10.0, outside
        (0.485758, 0.485768, 0.485779, "48.6%"),  # the interval cannot be seen at one decimal
        (0.110, 0.114, 0.119, "11.4% (11.0 to 11.9)"),
    ],
)
def test_a_derived_value_is_printed_inside_its_interval_and_the_interval_only_where_it_can_be_seen(
    low, value, high, text
):
    one = dataclasses.replace(quantity(value, unit="ratio", basis="derived"), low=low, high=high)
    assert formats.with_interval(one) == text


@given(
    value=st.floats(-1e12, 1e12, allow_nan=False),
    half=st.floats(1e-3, 1e11),
    unit=st.sampled_from(["JPY", "count", "ratio", "points"]),
)
def test_a_printed_interval_contains_the_interval(value, half, unit):
    one = quantity(value, half, unit)
    scale = formats.scale_of(unit, value or one.high)
    ends = [float(end.replace("−", "-").replace(",", "")) for end in formats.span(one).split(" to ")]
    slack = 1e-6 * max(1.0, abs(value), half) / scale.factor
    assert ends[0] <= one.low / scale.factor + slack
    assert ends[-1] >= one.high / scale.factor - slack


@given(
    low=st.floats(-1e3, 1e3, allow_nan=False),
    width=st.floats(1e-5, 10),
    at=st.floats(0, 1),
    unit=st.sampled_from(["ratio", "points", "times"]),
)
def test_the_interval_of_a_derived_value_holds_the_value_as_it_is_printed_beside_it(low, width, at, unit):
    value = min(low + at * width, low + width)
    one = dataclasses.replace(quantity(value, unit=unit, basis="derived"), low=low, high=low + width)
    told = float(re.sub(r"[^\d.-]", "", formats.write(one).replace("−", "-")))
    ends = [float(end.replace("−", "-").replace(",", "")) for end in formats.span(one).split(" to ")]
    assert ends[0] - 1e-6 <= told <= ends[-1] + 1e-6


def test_an_interval_too_narrow_for_the_digits_beside_it_is_told_in_those_digits():
    one = dataclasses.replace(quantity(0.11432, unit="ratio", basis="derived"), low=0.11415, high=0.11445)
    assert (formats.write(one), formats.span(one)) == ("11.4%", "11.4 to 11.5")


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_rounding_is_to_the_nearest(value, decimals):
    text = formats.rounded(value, decimals)
    assert abs(float(text.replace(",", "").replace("−", "-")) - value) <= 0.5 * 10**-decimals + 1e-6
    assert re.fullmatch(r"−?[\d,]+(\.\d+)?", text)


@pytest.mark.parametrize(
    ("value", "half", "said"), [(2.0, 1.0, "rose"), (-2.0, 1.0, "fell"), (0.5, 1.0, "perhaps rose")]
)
def test_the_word_of_direction_follows_the_whole_interval(value, half, said):
    assert formats.direction(quantity(value, half), ["rose", "fell"]) == said


def test_a_third_word_is_for_what_may_be_nought_and_unknown_takes_no_side():
    assert formats.direction(quantity(0.5, 1.0), ["rose", "fell", "stayed level"]) == "stayed level"
    assert formats.direction(None, ["rose", "fell"]) == "rose or fell"


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("2016-04-01", "2017-03-31", "FY2016"),
        ("2015-04-01", "2015-06-30", "1Q15"),
        ("2011-04-01", "2011-12-31", "9M11"),
        ("2016-04-01", "2016-09-30", "1H16"),
        ("", "2017-03-31", "end of FY2016"),
        ("", "2016-11-08", "8 November 2016"),
        ("2010-09-01", "2010-09-30", "1 September 2010 to 30 September 2010"),
    ],
)
def test_periods_have_the_names_the_filings_use(start, end, name):
    assert formats.period(start, end) == name
