"""Answers are read the way filings and people write them; what is no number gets a sentence, never a traceback."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.story.course.answers import Given, Refused, read

LOSS = -1_596_000_000


@pytest.mark.parametrize(
    "written",
    [
        "(1,596) million",
        "△1,596 million",
        "▲1,596 million",
        "minus 1,596 million",
        "fell by JPY 1,596 million",
        "-1.596 bn",
        "-1.596B",
        "¥-1596m",
        "-1596 mn",
        "(1,596 million)",
        "JPY (1,596) million",
        "–1,596 million",
        "−1,596 million",
        "down JPY1.596 billion",
        "-15.96 億円",
        "△15.96億円",
        "-1596百万円",
        "－１，５９６ million",
        "-1,596,000 thousand",
        "-1596000k",
        "a loss of 1.596 billion yen",
        "-0.001596 trillion",
        "-1,596 m",
        "FY2016: -1,596 million",
        "-1,596 million in FY2016",
        "decreased by JPY1,596 million",
    ],
)
def test_a_fall_by_an_amount_as_filings_and_people_write_it(written: str) -> None:
    found = read(written)
    assert isinstance(found, Given)
    assert found.value == pytest.approx(LOSS)
    assert found.half <= 500_000


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("11.4%", "%"),
        ("11.4 %", "%"),
        ("11.4％", "%"),
        ("１１．４％", "%"),
        ("11.4 per cent", "%"),
        ("11.4 percent", "%"),
        ("11.4 pct", "%"),
        ("about 11.4%", "%"),
        ("FY2016: 11.4%", "%"),
        ("6 years, 11.4%", "%"),
        ("1Q15 11.4%", "%"),
        ("11.4 pp", "points"),
        ("11.4 points", "points"),
        ("11.4 percentage points", "points"),
        ("1140 bps", "bps"),
        ("1140 basis points", "bps"),
        ("up 11.4% YoY", "%"),
        ("0.114", ""),
        (".114", ""),
        (" 0.114 ", ""),
        ("11.4% (from April 2010 to March 2017)", "%"),
        ("line 30 says 11.4%", "%"),
    ],
)
def test_a_rate_with_the_unit_behind_it(written: str, unit: str) -> None:
    found = read(written)
    assert isinstance(found, Given)
    assert found.value == pytest.approx(0.114)
    assert found.unit == unit


@pytest.mark.parametrize(
    "minus", ["-{}", "▲{}", "△{}", "–{}", "−{}", "minus {}", "down {}", "({})", "fell by {}", "-({})"]
)
def test_a_minus_counts_however_it_is_written(minus: str) -> None:
    found = read(minus.format("11.4%"))
    assert isinstance(found, Given)
    assert found.value == pytest.approx(-0.114)


@pytest.mark.parametrize(
    "value",
    [
        0.114,
        np.float64(0.114),
        Decimal("0.114"),
        Fraction(114, 1000),
        [0.114],
        (0.114,),
        [np.float64(0.114)],
        np.array([0.114]),
        np.array(0.114),
        np.array([[0.114]]),
        pd.Series([0.114], index=[7]),
        pd.Index([0.114]),
        pd.DataFrame({"growth": [0.114]}),
        {"growth": 0.114},
        ["11.4%"],
    ],
)
def test_one_number_however_it_is_wrapped(value: object) -> None:
    found = read(value)
    assert isinstance(found, Given)
    assert found.value == pytest.approx(0.114)


@pytest.mark.parametrize(
    "value",
    [
        (0.11, 0.12),
        [0.11, 0.12],
        (0.12, 0.11),
        np.array([0.11, 0.12]),
        "between 11% and 12%",
        "11% to 12%",
        "11-12%",
        "11% – 12%",
        "0.11 to 0.12",
        "(0.11, 0.12)",
        "[0.11, 0.12]",
        "11.5% ± 0.5%",
        ("11%", "12%"),
        pd.Interval(0.11, 0.12),
    ],
)
def test_two_ends_are_an_interval(value: object) -> None:
    found = read(value)
    assert isinstance(found, Given)
    assert (found.low, found.high) == (pytest.approx(0.11), pytest.approx(0.12))


@pytest.mark.parametrize(
    ("value", "mistake"),
    [
        ("", "blank"),
        ("...", "blank"),
        (..., "blank"),
        (None, "blank"),
        ([], "blank"),
        (pd.Series([], dtype=float), "blank"),
        ("nan", "nan"),
        (float("nan"), "nan"),
        (np.nan, "nan"),
        (pd.NA, "no_number"),
        (float("inf"), "nan"),
        (10**400, "nan"),
        ("1e999", "nan"),
        (True, "truth_value"),
        (np.True_, "truth_value"),
        (print, "function"),
        ("eleven percent", "no_number"),
        ("one third", "no_number"),
        (object(), "no_number"),
        ("11,4%", "decimal_comma"),
        ("0,1143", "decimal_comma"),
        ("1.596.000", "decimal_comma"),
        ("0.1143*100", "expression"),
        ("1/3", "expression"),
        ("½ of 1/2", "expression"),
        ("11.4% or 5%", "several"),
        ("11.4%, 5%, 3%", "several"),
        (np.array([1, 2, 3]), "several"),
        (pd.Series([1, 2]), "several"),
        (pd.DataFrame({"a": [1, 2]}), "several"),
    ],
)
def test_what_is_no_number_is_refused_by_name(value: object, mistake: str) -> None:
    found = read(value)
    assert isinstance(found, Refused)
    assert found.mistake == mistake
    assert found.words.endswith((".", "'."))


def test_a_list_that_holds_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert isinstance(read(loop), Refused)


@given(st.text(max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    assert isinstance(read(text), Given | Refused)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_no_list_makes_it_stumble(value: object) -> None:
    assert isinstance(read(value), Given | Refused)
