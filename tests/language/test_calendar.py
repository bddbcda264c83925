"""The fiscal calendar: names, dates and neighbours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.language import calendar

NAMES = st.builds(
    "{}{}".format,
    st.sampled_from(["1q", "2q", "3q", "4q", "1h", "2h", "9m"]),
    st.integers(0, 99).map("{:02d}".format),
) | st.integers(2000, 2099).map("fy{}".format)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("1q16", "2016-04-01", "2016-06-30"),
        ("4q16", "2017-01-01", "2017-03-31"),
        ("1H16", "2016-04-01", "2016-09-30"),
        ("2h15", "2015-10-01", "2016-03-31"),
        ("9m11", "2011-04-01", "2011-12-31"),
        ("fy2016", "2016-04-01", "2017-03-31"),
        ("fy09", "2009-04-01", "2010-03-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-11-07 to 2017-01-31", "2016-11-07", "2017-01-31"),
    ],
)
def test_names_mean_the_dates_iij_gives_them(name: str, start: str, end: str) -> None:
    assert tuple(calendar.period(name)) == (start, end)
    assert calendar.period(name, instant=True) == calendar.Period("", end)


@given(NAMES)
def test_a_name_comes_back_from_its_dates(name: str) -> None:
    assert calendar.period(name).name == name


@given(NAMES, st.booleans())
def test_a_year_is_four_quarters(name: str, instant: bool) -> None:
    period = calendar.period(name, instant)
    assert calendar.earlier(period, 12) == calendar.year_ago(period)
    assert calendar.earlier(calendar.earlier(period, 3), 9) == calendar.year_ago(period)


@given(st.integers(2000, 2098))
def test_cumulative_periods_are_filled_without_gap_or_overlap(year: int) -> None:
    for whole, parts in calendar.cumulative_periods(year):
        assert parts[0].start == whole.start
        assert parts[-1].end == whole.end
        for earlier, later in pairwise(parts):
            assert calendar.day_before(later.start) == earlier.end
        assert calendar.fiscal_year(whole.end) == year


def test_month_ends_stay_month_ends() -> None:
    assert calendar.earlier(calendar.Period("", "2016-05-31"), 3).end == "2016-02-29"
    assert calendar.earlier(calendar.Period("", "2016-02-29"), 12).end == "2015-02-28"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fy2016", "fy"),
        ("1q15", "quarter"),
        ("2h15", "half"),
        ("9m11", "months"),
        ("2016-02-01 to 2016-02-29", "month"),
        ("2016-11-07 to 2017-01-31", "range"),
        ("2016-09-30", "day"),
    ],
)
def test_its_days_say_what_kind_of_period_it_is(name: str, kind: str) -> None:
    period = calendar.period(name)
    assert (period.kind, period.name) == (kind, name if name != "2016-09-30" else "2q16")
    assert calendar.Period(period.start, period.end) == period


def test_only_quarters_and_balances_have_a_quarter_before() -> None:
    assert calendar.quarter_ago(calendar.period("1q16")) == calendar.period("4q15")
    assert calendar.quarter_ago(calendar.Period("", "2016-06-30")) == calendar.Period("", "2016-03-31")
    assert calendar.quarter_ago(calendar.period("1h16")) is None


def test_an_unknown_name_is_an_error_that_shows_how_to_write_it() -> None:
    with pytest.raises(ValueError, match=r"'5q16' names no period: write one of 'fy2016', '1q15'"):
        calendar.period("5q16")
