"""Mobile subscriptions and what they bring: against values worked out by hand from the filings' own figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from filed import fact, folder_with

from helpers.analysis import horizon, mobile
from helpers.data.dataset import Data, open_data
from helpers.data.quantity.quantity import exact

COUNT = {"unit": "count", "instant": True}
FACTS = [
    fact(mobile.MVNE, "1q16", "333000", -3, filing="a", line=41, **COUNT),
    fact(mobile.MVNE, "1q16", "83000", -3, measure="qoq_abs", filing="a", line=41, **COUNT),
    fact(mobile.TOTAL, "1q16", "173000", -3, measure="qoq_abs", filing="a", line=40, **COUNT),
    fact(mobile.MVNE, "2q16", "418098", 0, line=144, **COUNT),
    fact(mobile.CONSUMER, "1q16", "811000", -3, filing="a", line=225, **COUNT),
    fact(mobile.CONSUMER, "2q16", "874852", 0, line=148, **COUNT),
    fact(mobile.MVNE_REVENUE, "2q16", "1450000000", -6, line=577),
    fact(mobile.CONSUMER_REVENUE, "2q16", "4171000000", -6, line=579),
    fact(mobile.TOTAL, "fy2016", "1856000", -3, filing="c", line=53, **COUNT),
    fact(mobile.TOTAL, "fy2016", "628000", -3, measure="change", unit="count", filing="c", line=131),
    fact(mobile.MVNE, "fy2016", "331000", -3, measure="yoy_abs", filing="c", line=279, **COUNT),
    fact("gross_margin.network", "fy2016", "16609000000", -6, filing="c", line=248),
    fact("gross_margin.network", "fy2015", "15056000000", -6, filing="c", line=249),
    fact("revenue.network", "fy2016", "92995000000", -6, filing="c", line=1),
    fact("revenue.network", "fy2015", "79295000000", -6, filing="c", line=2),
    fact(mobile.MVNE, "2q15", "136160", 0, line=144, **COUNT),
    fact(mobile.MVNE, "2q16", "281938", 0, measure="yoy_abs", line=144, **COUNT),
    fact("revenue_view.mobile", "fy2016", "26700000000", -8, filing="c", line=54),
    fact("revenue_view.mobile", "fy2016", "11112000000", -6, measure="yoy_abs", unit="JPY", filing="c", line=307),
    fact("revenue_view.mobile", "fy2016", "0.713", 3, measure="yoy_pct", filing="c", line=307),
    fact("revenue_view.non_mobile", "fy2016", "2588000000", -6, measure="yoy_abs", unit="JPY", filing="c", line=311),
]
MARKET = """publisher,concept,date,subscriptions,note,source_url
MIC,mvno_subscriptions_excl_mno,2013-12-31,6700000,,x
MIC,mvno_subscriptions_excl_mno,2017-03-31,15860000,,x
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_with(tmp_path_factory.mktemp("data"), FACTS, mvno_market=MARKET)


@pytest.fixture
def data(folder: Path) -> Data:
    return open_data(folder)


def test_quarters_run_without_gaps_to_the_last_known_balance(data: Data) -> None:
    assert horizon.quarters(data, (mobile.TOTAL, mobile.MVNE), since="3q15") == [
        "3q15",
        "4q15",
        "1q16",
        "2q16",
        "3q16",
        "4q16",
    ]


def test_net_additions_are_those_printed_where_they_are_sharper_than_the_balances(data: Data) -> None:
    year = mobile.net_additions(data, mobile.MVNE, "fy2016")
    assert (year.value, year.period_start, year.period_end) == (331000, "2016-04-01", "2017-03-31")
    assert mobile.net_additions(data, mobile.TOTAL, "fy2016").value == 628000
    assert mobile.net_additions(data, mobile.TOTAL, "1q16").value == 173000
    quarter = mobile.net_additions(data, mobile.MVNE, "2q16")
    assert (quarter.value, quarter.basis) == (418098 - 333000, "derived")
    assert not mobile.net_additions(data, mobile.CONSUMER, "3q16").known


def test_the_part_that_mvne_clients_brought(data: Data) -> None:
    share = mobile.net_additions(data, mobile.MVNE, "fy2016") / mobile.net_additions(data, mobile.TOTAL, "fy2016")
    assert share.value == pytest.approx(331 / 628)
    assert (share.low, share.high) == pytest.approx((330 / 629, 332 / 627), abs=2e-3)
    assert mobile.latest_additions(data, fallback="fy2016") == "fy2016"


def test_on_an_earlier_day_the_last_known_quarter_takes_the_place_of_the_year(folder: Path) -> None:
    then = open_data(folder, "2016-08-31")
    assert mobile.latest_additions(then, fallback="fy2016") == "1q16"
    assert mobile.latest_additions(open_data(folder, "2013-12-31"), fallback="fy2016") == "fy2016"


def test_an_average_lies_anywhere_between_opening_and_closing(data: Data) -> None:
    lines = data.frame(mobile.MVNE, freq="Q", since="1Q16", until="2Q16")[mobile.MVNE]
    average = mobile.averages(lines.shift(), lines)["2Q16"]
    assert average.value == pytest.approx((333000 + 418098) / 2)
    assert (average.low, average.high) == (lines["1Q16"].low, lines["2Q16"].high)
    found = data.get(mobile.MVNE_REVENUE, "2q16") / average / exact(3, "month")
    assert found.value == pytest.approx(1450e6 / 3 / ((333000 + 418098) / 2))
    assert (found.low, found.high) == pytest.approx((1450e6 / 3 / 418098, 1450e6 / 3 / 333000), rel=4e-3)
    assert (found.unit, found.period_end) == ("JPY/subscription/month", "2016-09-30")
    assert {"b.L577.C0", "a.L41.C0", "b.L144.C0"} <= set(found.fact_ids)


def test_an_average_without_an_opening_balance_says_what_is_missing(data: Data) -> None:
    lines = data.frame(mobile.MVNE, freq="Q", since="4Q14", until="1Q15")[mobile.MVNE]
    found = mobile.averages(lines.shift(), lines)["1Q15"]
    assert not found.known
    assert "1Q15" in found.reason


def test_mobile_revenue_is_the_increase_over_the_growth_rate(data: Data) -> None:
    level = data.get("revenue_view.mobile", "fy2016")
    assert level.low <= 26697e6 <= level.high
    assert level.width < 60e6


def test_a_market_figure_carries_the_rounding_of_its_last_digit(data: Data) -> None:
    market = mobile.market(data, "mvno_subscriptions_excl_mno", "2017-03-31")
    assert (market.low, market.high) == (15855000, 15865000)
    counted = mobile.markets(data)
    share = counted.IIJ / counted[dict(mobile.MARKETS)["mvno_subscriptions_excl_mno"]]
    assert share["end of FY2016"].value == pytest.approx(1856 / 15860)
    assert not share["end of 3Q13"].known


def test_a_printed_change_is_taken_where_it_is_sharper_than_two_levels(data: Data) -> None:
    assert mobile.increase(data, "revenue_view.non_mobile", "fy2016", "fy2015").value == 2_588_000_000
    assert mobile.increase(data, "revenue.network", "fy2016", "fy2015").value == 13_700_000_000
    assert mobile.latest_year(data) == "fy2016"
