"""DOCOMO's charge: amounts, rates and what follows from them, against values worked out by hand.

Figures as the 1Q16 presentation of 5 August 2016 prints them (lines 60, 133, 138, 140, 271, 272 and 274).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from filed import fact, folder_with

from helpers.analysis import adjusted_margin, docomo
from helpers.data.dataset import Data, open_data
from helpers.run import in_process

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "07_docomo_charge.ipynb"
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


def computed(folder: Path, **parameters: Any) -> dict[str, Any]:
    """The names of the notebook when its cells have run on a data folder."""
    return in_process.run(NOTEBOOK, {"data_dir": str(folder), **parameters})


@pytest.fixture(scope="module")
def cells(folder: Path) -> dict[str, Any]:
    return computed(folder, assumed_decrease=0.13)


def test_a_decrease_is_positive_and_as_the_most_precise_filing_prints_it(data: Data) -> None:
    fell, guess = docomo.decrease(data, "fy2014"), docomo.decrease(data, "fy2014", "target")
    assert (fell.value, fell.low, fell.high) == pytest.approx((0.169, 0.1685, 0.1695))
    assert (guess.low, guess.high) == pytest.approx((0.1495, 0.1505))
    assert not docomo.decrease(data, "fy2009").known


def test_the_charge_fell_further_than_guessed(cells: dict[str, Any]) -> None:
    assert (cells["gap"].value, cells["gap"].unit) == (pytest.approx(0.019), "points")


def test_usage_cost_is_the_settled_amount_over_the_rate_it_was_booked_at(cells: dict[str, Any]) -> None:
    cost = cells["settled"]["cost before"]
    assert cost["FY2014"].value == pytest.approx(270e6 / 0.15)
    assert (cost["FY2014"].low, cost["FY2014"].high) == pytest.approx((260e6 / 0.1505, 280e6 / 0.1495))
    assert cost["FY2015"].value == pytest.approx(600e6 / 0.12)
    assert (cost["FY2015"].low, cost["FY2015"].high) == pytest.approx((560e6 / 0.1205, 640e6 / 0.1195))
    assert (cost["FY2015"].period_start, cost["FY2015"].scenario) == ("2015-04-01", "actual")


def test_a_period_without_a_statement_has_no_echo_only_if_its_year_has_one(data: Data) -> None:
    assert docomo.effect(data, "2q15").value == 0
    assert not docomo.effect(data, "2q13").known
    assert docomo.effect(data, "1h15").value == 270e6
    assert (docomo.effect(data, "fy2016").low, docomo.effect(data, "fy2016").high) == pytest.approx((560e6, 640e6))


def test_income_without_the_echo_carries_the_interval_of_the_amount(cells: dict[str, Any]) -> None:
    income = cells["named"]["docomo.operating_income_without_echo_1q15"]
    assert income.value == pytest.approx(870776000)
    assert (income.low, income.high) == pytest.approx((860776000, 880776000), abs=1000)
    assert set(income.fact_ids) == {"a.L60.C0", "b.L7.C0"}


def test_the_catch_up_of_march_2016_follows_from_the_two_years(cells: dict[str, Any], data: Data) -> None:
    implied = cells["implied"]
    assert implied.value == pytest.approx(0.019 * (1.8e9 + 5e9 / 0.831), rel=1e-9)
    assert implied.meets(data.get(EFFECT, docomo.CATCH_UP))
    assert (implied.period_end, implied.scenario) == ("2016-03-31", "actual")


def test_income_moves_by_a_point_of_the_usage_for_each_point_assumed(cells: dict[str, Any]) -> None:
    assert cells["if_so"].value == pytest.approx(5134e6 + 50e6)
    assert cells["if_so"].scenario == "actual"


def test_a_floor_of_what_goes_out_is_last_years_usage_at_the_price_it_was_booked_at(cells: dict[str, Any]) -> None:
    fall = 1 - 674818 / 784887
    assert cells["out"].floor["FY2015"].value == pytest.approx(1.8e9 * (1 - 0.15) * fall)
    assert cells["out"]["goes out"]["FY2015"].value == pytest.approx(600e6)  # booked, and so no floor
    assert cells["named"]["docomo.operating_income_matched_fy2016"].reason.startswith("no filing states")


def test_the_adjusted_margin_spreads_the_settlement_over_the_year(cells: dict[str, Any]) -> None:
    margin = cells["margin"]
    first = margin.rebuilt["1Q15"]
    assert first.value == pytest.approx((3778.723 - 270 + 270 / 4 + 100 / 4) / 18480.75)
    lowest = (3778.723 - 0.75 * 280) / 18480.75
    highest = (3778.723 - 0.75 * 260 + 200 * 3 / 8) / 18480.75
    assert (first.low, first.high) == pytest.approx((lowest, highest), abs=1e-6)
    assert (first.period_start, first.period_end) == ("2015-04-01", "2015-06-30")
    assert margin.rebuilt["1Q16"].value == pytest.approx(4044.9 / 22075.2)
    assert margin.rebuilt.q.meets(margin.printed)[["1Q15", "1Q16"]].all()
    assert not margin.rebuilt["3Q15"].known


def test_putting_the_amounts_into_the_year_of_usage_does_not_give_the_printed_ratio(cells: dict[str, Any]) -> None:
    assert cells["other"].value == pytest.approx((3778.723 - 270 + 600 / 4 + 100 / 4) / 18480.75)
    assert not cells["other"].meets(cells["margin"].printed["1Q15"])


def test_the_printed_ratio_of_a_half_year_lies_between_those_of_its_quarters(data: Data) -> None:
    half = adjusted_margin.printed(data, "2h15")
    assert (half.low, half.high) == pytest.approx((0.1845, 0.1865))
    assert not adjusted_margin.printed(data, "1h15").known


def test_the_later_announcement_of_a_charge_counts_and_rounding_is_kept(data: Data) -> None:
    charges = docomo.charges(data)
    assert list(charges) == ["fy2008", "fy2014", "fy2015", "fy2016"]
    assert charges["fy2015"].value == 784887
    assert charges["fy2008"].width == 10000


def test_a_charge_settles_the_usage_of_the_year_before_the_one_it_is_announced_for(cells: dict[str, Any]) -> None:
    assert docomo.settles("fy2015") == "fy2014"
    both = cells["record"][["fall", "IIJ prints"]].dropna()
    assert both.index.tolist() == ["FY2015", "FY2016"]
    assert both.fall["FY2016"].value == pytest.approx(1 - 674818 / 784887)
    assert both.fall.q.meets(both["IIJ prints"]).all()


def test_before_the_revision_the_first_announcement_stands(folder: Path) -> None:
    assert docomo.charges(open_data(folder, "2016-04-30"))["fy2015"].value == 785509


def test_nothing_is_known_before_the_first_filing_that_speaks_of_it(folder: Path) -> None:
    early = computed(folder, as_of="2013-12-31")
    assert not any(quantity.known for quantity in early["named"].values())
    assert early["settled"].empty
    assert docomo.charges(open_data(folder, "2013-12-31")) == {}


def test_rates_stay_between_nothing_and_the_whole_charge() -> None:
    assert docomo.assumed(0.12).value == 0.12
    with pytest.raises(ValueError, match="fraction from 0 to 1"):
        docomo.assumed(12)
