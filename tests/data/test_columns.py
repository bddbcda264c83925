"""A column of quantities gives, row by row, what the same arithmetic on single quantities gives."""

from __future__ import annotations

import operator
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data.quantity import accessor as accessor
from helpers.data.quantity.column import QuantityArray
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import Quantity, between, exact, total
from helpers.data.quantity.units import UnitError
from helpers.language import calendar

UNKNOWN = Missing("no filing prints it", "JPY")


def yen(value: float, half: float = 1, period: str = "fy2016", unit: str = "JPY") -> Quantity:
    when = calendar.period(period)
    return Quantity(
        value,
        value - half,
        value + half,
        unit,
        *when,
        fact_ids=(f"f.{period}.{value:g}",),
        formula=f"x of {period}",
        basis="reported",
    )


def column(*quantities: Any) -> pd.Series:
    return pd.Series(quantities, dtype="quantity")


numbers = st.one_of(st.integers(-(10**11), 10**11).map(float), st.floats(-1e9, 1e9, allow_nan=False))


@st.composite
def members(draw: st.DrawFn) -> Quantity | Missing:
    if draw(st.integers(0, 5)) == 0:
        return UNKNOWN
    low, value, high = sorted((draw(numbers), draw(numbers), draw(numbers)))
    period = draw(st.sampled_from(["fy2015", "fy2016", "1h16", "9m16"]))
    return Quantity(value, low, high, "JPY", *calendar.period(period), fact_ids=("f.L1.C2",), formula="x")


def same(one: Any, other: Any) -> bool:
    """The same figure in every respect, trail and reason included."""
    trail = [getattr(each, "inputs", ()) for each in (one, other)]
    return bool(one == other) and trail[0] == trail[1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(members(), members()), min_size=1, max_size=6),
    st.sampled_from([operator.add, operator.sub, operator.mul, operator.truediv]),
)
def test_arithmetic_of_columns_is_that_of_their_elements(
    pairs: list[tuple[Any, Any]], does: Callable[[Any, Any], Any]
) -> None:
    left, right = (QuantityArray([pair[at] for pair in pairs]) for at in (0, 1))
    result = does(left, right)
    for made, (one, other), value, low, high in zip(result, pairs, *result.side().numbers, strict=True):
        expected = does(one, other)
        assert same(made, expected)
        if expected.known:
            assert (value, low, high) == (expected.value, expected.low, expected.high)
        else:
            assert np.isnan([value, low, high]).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(members(), min_size=1, max_size=6), st.one_of(members(), numbers), st.booleans())
def test_one_quantity_or_number_beside_a_column_stands_beside_each_row(
    ones: list[Any], other: Any, turned: bool
) -> None:
    for does in (operator.add, operator.sub, operator.mul, operator.truediv):
        made = does(other, column(*ones)) if turned else does(column(*ones), other)
        expected = [does(other, one) if turned else does(one, other) for one in ones]
        assert all(same(a, b) for a, b in zip(made, expected, strict=True))
        assert made.q.value.equals(pd.Series([float(one) for one in expected]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(members(), members()), min_size=1, max_size=6))
def test_comparisons_of_columns_are_those_of_their_elements(pairs: list[tuple[Any, Any]]) -> None:
    left, right = (column(*(pair[at] for pair in pairs)) for at in (0, 1))
    for does in (operator.gt, operator.ge, operator.lt, operator.le):
        for made, (one, other) in zip(does(left, right), pairs, strict=True):
            expected = does(one, other)
            assert made is pd.NA if not isinstance(expected, bool) else bool(made) is expected


def test_an_undecided_row_is_neither_kept_nor_lost() -> None:
    margins = column(yen(10, half=0.5), yen(12, half=0.5), yen(11, half=2), UNKNOWN)
    mark = yen(11, half=0.25)
    above = margins > mark
    assert above.astype(object).where(above.notna(), "open").tolist() == [False, True, "open", "open"]
    assert len(margins[above]) == 1  # a filter keeps what is sure
    assert margins.q.surely_above(mark).tolist() == [False, True, False, False]
    assert margins.q.may_be_above(mark).tolist() == [False, True, True, True]
    assert margins.q.surely_below(mark).tolist() == [True, False, False, False]
    assert margins.q.may_be_below(mark).tolist() == [True, False, True, True]
    assert margins.q.meets(mark).tolist() == [False, False, True, False]


def test_a_figure_is_not_above_itself() -> None:
    figures = column(yen(10), yen(12))
    assert (figures > figures).tolist() == [False, False]
    assert (figures >= figures).tolist() == [True, True]


def test_units_that_do_not_fit_are_an_error_that_names_both() -> None:
    with pytest.raises(UnitError, match=r"JPY .*count|JPY and .*count"):
        column(yen(1), yen(2)) + column(yen(1), yen(5, unit="count"))
    with pytest.raises(UnitError, match="count"):
        column(yen(1), yen(5, unit="count")).sum()
    with pytest.raises(UnitError, match="count"):
        column(yen(1), yen(5, unit="count")).cumsum()
    with pytest.raises(UnitError, match="count"):
        _ = column(yen(1)) > yen(5, unit="count")
    assert (column(yen(1), yen(2)) + column(yen(1), Missing("no", "count"))).isna().tolist() == [False, True]


def test_units_follow_products_and_quotients_row_by_row() -> None:
    mixed = column(yen(6), yen(4, unit="count"))
    assert (mixed / column(yen(2), yen(2))).q.unit.tolist() == ["ratio", "count/JPY"]
    assert (mixed * 2).q.unit.tolist() == ["JPY", "count"]
    assert (1 / mixed).q.unit.tolist() == ["1/JPY", "1/count"]


def test_a_divisor_that_may_be_zero_makes_a_row_unknown_and_says_so() -> None:
    result = column(yen(1), yen(1)) / column(yen(0), yen(2))
    assert result.isna().tolist() == [True, False]
    assert "may be zero" in result.q.reason.iloc[0]


def test_shift_diff_and_growth_are_said_of_the_newer_period() -> None:
    revenue = column(yen(100, period="fy2014"), yen(110, period="fy2015"), UNKNOWN)
    assert "nothing 1 rows before" in revenue.shift().iloc[0].reason
    assert same(revenue.shift().iloc[1], revenue.iloc[0])
    change, growth = revenue.diff(), revenue.pct_change()
    assert (change.iloc[1].value, change.iloc[1].low, change.iloc[1].high) == (10, 8, 12)
    assert growth.iloc[1].value == pytest.approx(0.1)
    assert growth.iloc[1].unit == "ratio"
    for result in (change, growth):
        assert result.isna().tolist() == [True, False, True]
        assert (result.iloc[1].period_start, result.iloc[1].period_end) == tuple(calendar.period("fy2015"))
        assert set(result.iloc[1].fact_ids) == {"f.fy2014.100", "f.fy2015.110"}


def test_a_sum_skips_what_is_unknown_as_pandas_does_and_says_so() -> None:
    years = column(yen(1, period="fy2014"), UNKNOWN, yen(3, period="fy2016"))
    result = years.sum()
    assert (result.value, result.low, result.high) == (4, 2, 6)
    assert "without 1 unknown" in result.formula
    assert result.basis == "derived"
    assert years.sum(skipna=False) == UNKNOWN
    assert not years.sum(min_count=3).known
    assert same(column(yen(1), yen(2), yen(4)).sum(), total([yen(1), yen(2), yen(4)]))
    assert years.mean().value == 2
    assert same(years.max(), yen(3, period="fy2016"))
    assert same(years.min(), yen(1, period="fy2014"))


def test_a_long_sum_keeps_all_sources_and_a_short_name() -> None:
    result = column(*(yen(float(n)) for n in range(1000))).sum()
    assert (result.value, result.low, result.high) == (499500, 498500, 500500)
    assert len(result.fact_ids) == 1000
    assert len(result.formula) < 600


def test_running_sums_skip_what_is_unknown() -> None:
    running = column(yen(1), UNKNOWN, yen(3)).cumsum()
    assert running.isna().tolist() == [False, True, False]
    assert running.iloc[2].high == 6
    assert column(yen(1), UNKNOWN, yen(3)).cumsum(skipna=False).isna().tolist() == [False, True, True]


def test_what_has_no_meaning_for_intervals_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match="not interpolated"):
        column(yen(1), UNKNOWN, yen(3)).interpolate()
    for name in ("std", "var", "prod", "median", "any"):
        with pytest.raises(TypeError, match=r"\.q\.value"):
            getattr(column(yen(1), yen(2)), name)()
    with pytest.raises(TypeError, match="no quantity"):
        column(yen(1), UNKNOWN).fillna(0)
    with pytest.raises(TypeError, match=r"exact\(5, 'JPY'\)"):
        pd.Series([1.0, 2.0]).astype("quantity")
    with pytest.raises(ValueError, match="Lengths must match"):
        column(yen(1), yen(2)).array + column(yen(1)).array


def test_missing_values_drop_fill_and_count_as_in_pandas() -> None:
    figures = column(yen(1), None, float("nan"), UNKNOWN)
    assert figures.isna().tolist() == [False, True, True, True]
    assert figures.count() == 1
    assert len(figures.dropna()) == 1
    assert figures.fillna(yen(9)).iloc[3] == yen(9)
    mixed = column(yen(5), exact(0.5), yen(7), exact(0.7))  # units by row
    assert figures.where(figures.notna(), mixed).q.unit.tolist() == ["JPY", "ratio", "JPY", "ratio"]
    assert figures.ffill().notna().all()
    assert figures.iloc[3].reason == "no filing prints it"


def test_sorting_is_by_best_value_with_the_unknown_last() -> None:
    figures = column(yen(2), UNKNOWN, yen(1), yen(3))
    assert figures.sort_values().index.tolist() == [2, 0, 3, 1]
    assert figures.sort_values(ascending=False, na_position="first").index.tolist() == [1, 3, 0, 2]
    assert figures.idxmax() == 3
    assert figures.rank().tolist()[:1] == [2.0]


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "item": ["a", "a", "b", "b"],
            "year": [2015, 2016, 2015, 2016],
            "value": column(yen(10), yen(20), UNKNOWN, yen(40)),
        }
    )


def test_groupby_carries_intervals_and_sources() -> None:
    grouped = frame().groupby("item")["value"].sum()
    assert (grouped["a"].low, grouped["a"].high) == (28, 32)
    assert grouped["a"].fact_ids == ("f.fy2016.10", "f.fy2016.20")
    assert "without 1 unknown" in grouped["b"].formula
    assert frame().groupby("item")["value"].agg("mean")["a"].value == 15
    assert frame().groupby("item")["value"].max()["b"] == yen(40)
    growth = frame().groupby("item")["value"].pct_change()
    assert growth.isna().tolist() == [True, False, True, True]
    assert growth.dtype == "quantity"
    assert frame().groupby("item")["value"].cumsum().iloc[1].value == 30


def test_concat_merge_and_pivot_keep_quantities_and_show_gaps() -> None:
    both = pd.concat([frame(), frame().iloc[:1]], ignore_index=True)
    assert both["value"].dtype == "quantity"
    merged = frame().merge(pd.DataFrame({"item": ["a", "c"], "n": [1, 2]}), on="item", how="outer")
    assert merged["value"].dtype == "quantity"
    assert merged.loc[merged["item"] == "c", "value"].isna().all()
    wide = frame().iloc[[0, 1, 3]].pivot(index="year", columns="item", values="value")
    assert (wide.dtypes == "quantity").all()
    assert wide["b"].isna().tolist() == [True, False]
    assert (wide["a"] + wide["b"]).loc[2016].value == 60
    longer = wide.melt(ignore_index=False)
    assert longer["value"].dtype == "quantity"
    assert frame().pivot_table(index="item", values="value", aggfunc="sum").loc["a", "value"].value == 30
    assert wide.sum(axis=1).loc[2016].value == 60


def test_numbers_and_arrays_of_them_stand_beside_a_column() -> None:
    figures = column(yen(2), yen(4))
    assert (figures * np.array([2, np.nan])).isna().tolist() == [False, True]
    assert (figures * pd.Series([2, 3])).iloc[1].value == 12
    assert (figures / pd.Series([2, None], dtype="Int64")).isna().tolist() == [False, True]
    assert (yen(10) - figures).iloc[0].value == 8
    assert (2 * figures).iloc[0].value == 4
    assert (-figures).iloc[0].low == -3
    assert (-figures).abs().iloc[0].low == 1
    assert np.abs(-figures).iloc[0].high == 3
    assert (figures ** (1 / 2)).iloc[1].value == 2
    assert (figures > 3.5).isna().tolist() == [False, True]
    with pytest.raises(TypeError):
        figures + "x"


def test_the_accessor_leads_to_plain_columns() -> None:
    figures = column(yen(2e9, 1e6), between(0.1, 0.2), UNKNOWN)
    assert figures.q.low.tolist()[:2] == [1.999e9, 0.1]
    assert figures.q.high.iloc[0] == 2.001e9
    assert figures.q.basis.tolist() == ["reported", "derived", "unknown"]
    assert figures.q.sources.tolist() == [("f.fy2016.2e+09",), (), ()]
    assert figures.q.unit.tolist() == ["JPY", "ratio", "JPY"]
    assert figures.q.known.tolist() == [True, True, False]
    assert figures.q.status.tolist() == ["sound"] * 3
    assert (column(replace(yen(4), status="contested"), yen(5)) / yen(3)).q.status.tolist() == ["contested", "sound"]
    assert figures.q.reason.tolist() == ["", "", "no filing prints it"]
    assert figures.q.float("billion").tolist()[:2] == [2.0, pytest.approx(0.15)]  # a ratio stays one
    assert figures.q.float("percent").tolist()[:2] == [2e9, pytest.approx(15)]
    assert figures.q.float("percent").isna().iloc[2]
    assert figures.astype(float).tolist()[0] == 2e9
    with pytest.raises(ValueError, match="no scale 'billions'"):
        figures.q.float("billions")
    with pytest.raises(AttributeError, match="columns of quantities"):
        _ = pd.Series([1.0]).q


def test_the_text_of_a_column_is_short() -> None:
    figures = column(yen(157.8e9, 5e7), yen(0.1502, 0.0005, unit="ratio"), yen(1.856e6, 500, unit="count"), UNKNOWN)
    assert figures.q.text().tolist() == ["157.8 bn", "15.0%", "1,856 k", "unknown"]
    assert repr(figures).split("\n")[0].split() == ["0", "157.8", "bn"]


def test_a_column_survives_pickle_and_a_long_chain_of_steps() -> None:
    figures = column(yen(1), UNKNOWN) * 2
    back = pickle.loads(pickle.dumps(figures))
    assert same(back.iloc[0], figures.iloc[0])
    for _ in range(3000):  # none of the steps is looked at before the last
        figures = figures * 1
    assert figures.iloc[0].value == 2


def test_setting_an_element_leaves_copies_and_other_frames_alone() -> None:
    figures = column(yen(1), yen(2))
    other = figures.copy()
    figures[0] = exact(7, "JPY")
    assert figures[0].value == 7
    assert other[0].value == 1
