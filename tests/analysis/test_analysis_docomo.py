"""DOCOMO's charge: amounts, rates and what follows from them, against values worked out by hand.

Figures as the 1Q16 presentation of 5 August 2016 prints them (lines 60, 133, 138, 140, 271, 272 and 274).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from filed import FILINGS, fact, folder_with, frame

from helpers.analysis import adjusted_margin, docomo
from helpers.data.dataset import Data, open_data
from helpers.proof import series

EFFECT, RATE = docomo.EFFECT, docomo.RATE
FACTS = [
    fact(EFFECT, "1q15", "270000000", -7, approx=True, filing="a", line=60),
    fact(EFFECT, "4q15", "100000000", -8, approx=True, filing="a", line=140),
    *[fact(EFFECT, f"{q}q16", "150000000", -7, approx=True, filing="a", line=272) for q in (1, 2, 3, 4)],
    fact(RATE, "fy2014", "-0.169", 3, measure="yoy_pct", filing="a", line=274),
    fact(RATE, "fy2014", "-0.15", 2, measure="yoy_pct", scenario="target", filing="a", line=274),
    fact(RATE, "fy2014", "-0.150", 3, measure="yoy_pct", scenario="target", filing="a", line=140),
    fact(RATE, "fy2015", "-0.120", 3, measure="yoy_pct", scenario="target", filing="a", line=271),
    fact(RATE, "fy2015", "-0.14", 2, measure="yoy_pct", filing="c", line=253),
    fact("operating_income", "1q15", "1140776000", -3, line=7),
    fact("operating_income", "fy2016", "5134000000", -6, filing="c", line=8),
    fact("revenue.network", "1q15", "18480750000", -3, line=2),
    fact("gross_margin.network", "1q15", "3778723000", -3, line=3),
    fact("revenue.network", "1q16", "22075200000", -3, line=4),
    fact("gross_margin.network", "1q16", "4044900000", -3, line=5),
    fact("revenue.network", "2q15", "19518828000", -3, line=9),
    fact("revenue.network", "2h15", "41295000000", -6, line=10),
    fact("cost.network", "3q15", "16577000000", -6, filing="c", line=317),
    *[
        fact(adjusted_margin.PRINTED, quarter, ratio, 3, measure="margin", filing="a", line=138)
        for quarter, ratio in (("1q15", "0.194"), ("3q15", "0.185"), ("4q15", "0.186"), ("1q16", "0.183"))
    ],
]
CHARGES = """layer,period_start,period_end,yen_per_month_per_10mbps,announced_on,note,source_url
2,2008-04-01,2009-03-31,12670000,2014-03-24,rounded in the source,x
2,2014-04-01,2015-03-31,945059,2015-03,,x
2,2015-04-01,2016-03-31,784887,2016-08,revised; replaces 785509,x
2,2015-04-01,2016-03-31,785509,2016-03-31,,x
2,2016-04-01,2017-03-31,674818,2017-03-31,,x
3,2014-04-01,2015-03-31,1024321,2015-03,,x
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_with(tmp_path_factory.mktemp("data"), FACTS, docomo_interconnection_charges=CHARGES)


@pytest.fixture
def data(folder: Path) -> Data:
    return open_data(folder)


def test_a_decrease_is_positive_and_as_the_most_precise_filing_prints_it(data: Data) -> None:
    fell, guess = docomo.decrease(data, "fy2014"), docomo.decrease(data, "fy2014", "target")
    assert (fell.value, fell.low, fell.high) == pytest.approx((0.169, 0.1685, 0.1695))
    assert (guess.low, guess.high) == pytest.approx((0.1495, 0.1505))
    assert docomo.surprise(data, "fy2014").value == pytest.approx(0.019)
    assert not docomo.decrease(data, "fy2009").known


def test_usage_cost_is_the_settled_amount_over_the_rate_it_was_booked_at(data: Data) -> None:
    costs = docomo.usage_costs(data)
    assert costs["fy2014"].value == pytest.approx(270e6 / 0.15)
    assert (costs["fy2014"].low, costs["fy2014"].high) == pytest.approx((260e6 / 0.1505, 280e6 / 0.1495))
    assert costs["fy2015"].value == pytest.approx(600e6 / 0.12)
    assert (costs["fy2015"].low, costs["fy2015"].high) == pytest.approx((560e6 / 0.1205, 640e6 / 0.1195))
    assert (costs["fy2015"].period_start, costs["fy2015"].scenario) == ("2015-04-01", "actual")


def test_a_period_without_a_statement_has_no_echo_only_if_its_year_has_one(data: Data) -> None:
    assert docomo.effect(data, "2q15").value == 0
    assert not docomo.effect(data, "2q13").known
    assert docomo.effect(data, "1h15").value == 270e6
    assert (docomo.effect(data, "fy2016").low, docomo.effect(data, "fy2016").high) == pytest.approx((560e6, 640e6))


def test_income_without_the_echo_carries_the_interval_of_the_amount(data: Data) -> None:
    income = docomo.without_echo(data, "1q15")
    assert income.value == pytest.approx(870776000)
    assert (income.low, income.high) == pytest.approx((860776000, 880776000), abs=1000)
    assert set(income.fact_ids) == {"a.L60.C0", "b.L7.C0"}


def test_the_catch_up_of_march_2016_follows_from_the_two_years(data: Data) -> None:
    implied = docomo.implied_catch_up(data)
    assert implied.value == pytest.approx(0.019 * (1.8e9 + 5e9 / 0.831), rel=1e-9)
    assert docomo.agree(implied, data.get(EFFECT, docomo.CATCH_UP)) == "agree"
    assert docomo.agree(implied, docomo.unknown_usage("fy2016")) == "cannot be compared"


def test_income_moves_by_a_point_of_the_usage_for_each_point_assumed(data: Data) -> None:
    assert docomo.income_at(data, "fy2016", "fy2015", 0.13).value == pytest.approx(5134e6 + 50e6)
    assert docomo.income_at(data, "fy2016", "fy2015", 0.13).scenario == "actual"
    at_the_estimate = docomo.income_at(data, "fy2016", "fy2015", 0.12)
    assert at_the_estimate.low < 5134e6 < at_the_estimate.high


def test_the_adjusted_margin_spreads_the_settlement_over_the_year(data: Data) -> None:
    first = adjusted_margin.rebuilt(data, "1q15")
    assert first.value == pytest.approx((3778.723 - 270 + 270 / 4 + 100 / 4) / 18480.75)
    lowest = (3778.723 - 0.75 * 280) / 18480.75
    highest = (3778.723 - 0.75 * 260 + 200 * 3 / 8) / 18480.75
    assert (first.low, first.high) == pytest.approx((lowest, highest), abs=1e-6)
    latest = adjusted_margin.rebuilt(data, "1q16")
    assert latest.value == pytest.approx(4044.9 / 22075.2)
    printed = {quarter: adjusted_margin.printed(data, quarter) for quarter in ("1q15", "1q16", "2q15")}
    assert adjusted_margin.meeting({"1q15": first, "1q16": latest, "2q15": latest}, printed) == [True, True]


def test_a_quarter_of_which_only_the_cost_is_known_is_rebuilt_with_bounded_revenue(data: Data) -> None:
    third = adjusted_margin.rebuilt(data, "3q15")
    cost = 16577 - 270 / 4 - 100 / 4
    assert third.low < 1 - cost / 19518.8
    assert third.high > 1 - cost / (41295 / 2)
    assert 0.15 < third.low < 0.185 < third.high < 0.21
    assert not adjusted_margin.rebuilt(data, "4q15").known


def test_putting_the_amounts_into_the_year_of_usage_does_not_give_the_printed_ratio(data: Data) -> None:
    other = adjusted_margin.by_usage(data, "1q15")
    assert other.value == pytest.approx((3778.723 - 270 + 600 / 4 + 100 / 4) / 18480.75)
    assert docomo.agree(other, adjusted_margin.printed(data, "1q15")) == "disagree"


def test_the_printed_ratio_of_a_half_year_lies_between_those_of_its_quarters(data: Data) -> None:
    half = adjusted_margin.printed(data, "2h15")
    assert (half.low, half.high) == pytest.approx((0.1845, 0.1865))
    assert not adjusted_margin.printed(data, "1h15").known


def around_a_half_year(before: str) -> Data:
    """Network revenue of a half year, of the quarter before it (`before`) and of the one behind it."""
    facts = frame(
        [
            {**fact("revenue.network", period, value, -6), "fact_id": f"b.L{n}.C0"}
            for n, (period, value) in enumerate((("2q15", before), ("2h15", "41295000000"), ("1q16", "22075000000")))
        ]
    )
    data = Data(Path(), "")
    vars(data).update(facts=facts, series=series.build(facts, FILINGS), filings=FILINGS)
    return data


def test_a_quarter_of_a_half_year_is_bounded_by_its_neighbours() -> None:
    data = around_a_half_year("19519000000")
    third, fourth = (adjusted_margin.quarter_of_half(data, "revenue.network", q) for q in ("3q15", "4q15"))
    assert third.low <= 19519e6 + 1e6
    assert third.high == pytest.approx(41295e6 / 2, rel=1e-4)
    assert (fourth.low, fourth.high) == pytest.approx((41295e6 / 2, 41295e6 - 19519e6), rel=1e-3)


def test_a_quarter_is_not_bounded_where_the_amount_fell() -> None:
    data = around_a_half_year("22519000000")
    third = adjusted_margin.quarter_of_half(data, "revenue.network", "3q15")
    assert not third.known
    assert "fell" in third.reason


def test_the_later_announcement_of_a_charge_counts_and_rounding_is_kept(data: Data) -> None:
    charges = docomo.charges(data)
    assert list(charges) == ["fy2008", "fy2014", "fy2015", "fy2016"]
    assert charges["fy2015"].value == 784887
    assert charges["fy2008"].width == 10000
    assert docomo.falls(charges)["fy2016"].value == pytest.approx(1 - 674818 / 784887)


def test_a_charge_settles_the_usage_of_the_year_before_the_one_it_is_announced_for(data: Data) -> None:
    assert docomo.settles("fy2015") == "fy2014"
    falls = docomo.falls(docomo.charges(data))
    known = [year for year in falls if docomo.decrease(data, docomo.settles(year)).known]
    assert len(known) == 2
    assert all(docomo.agree(falls[year], docomo.decrease(data, docomo.settles(year))) == "agree" for year in known)


def test_before_the_revision_the_first_announcement_stands(folder: Path) -> None:
    assert docomo.charges(open_data(folder, "2016-04-30"))["fy2015"].value == 785509


def test_nothing_is_known_before_the_first_filing_that_speaks_of_it(folder: Path) -> None:
    early = open_data(folder, "2013-12-31")
    assert not docomo.without_echo(early, "1q15").known
    assert not docomo.usage_costs(early)["fy2015"].known
    assert not adjusted_margin.rebuilt(early, "1q15").known
    assert docomo.charges(early) == {}


def test_rates_stay_between_nothing_and_the_whole_charge(data: Data) -> None:
    assert docomo.percent(0.12) == "12%"
    with pytest.raises(ValueError, match="fraction from 0 to 1"):
        docomo.income_at(data, "fy2016", "fy2015", 12)
