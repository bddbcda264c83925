"""The month that is not printed, and what rests on it: figures of 2012-02-08_3q11_presentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_data import F11, opened
from filed import fact

from helpers.analysis import iij_global, results
from helpers.data.dataset import Data

QUARTERS = {"3q10": "6406", "4q10": "6442", "1q11": "6464", "2q11": "6534", "3q11": "6444"}  # lines 83 and 84
SGA = {"2q10": "224", "3q10": "777", "4q10": "767", "1q11": "856", "2q11": "663", "3q11": "754"}  # line 235
AMORTISED = {"2q10": "20", "3q10": "109", "4q10": "125", "1q11": "106", "2q11": "106", "3q11": "106"}  # line 236


def million(concept: str, period: str, amount: str, line: int, **more: object) -> dict[str, object]:
    return fact(concept, period, amount + "000000", -6, filing=F11, line=line, **more)


FACTS = [
    *(million("iij_global.revenue", quarter, amount, 84) for quarter, amount in QUARTERS.items()),
    *(million("iij_global.sga", quarter, amount, 235) for quarter, amount in SGA.items()),
    *(
        million("iij_global.customer_relationships_amortization", quarter, amount, 236)
        for quarter, amount in AMORTISED.items()
    ),
    million("revenue", "9m11", "70752", 27),
    fact("revenue", "9m11", "0.246", 3, measure="yoy_pct", filing=F11, line=27),
    fact("revenue", "9m10", "56800000000", -8, filing=F11, line=66),
    million("operating_income", "9m11", "3998", 29),
    fact("iij_global.operating_income", "9m11", "1500000000", -8, filing=F11, line=37),
    fact("iij_global.cost", "9m11", "15600000000", -8, filing=F11, line=37),
    million("assets_view.goodwill.iij_global", "3q11", "2288", 316, instant=True),
    million("assets_view.customer_relationships.iij_global", "3q11", "3148", 318, instant=True),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return opened(tmp_path_factory.mktemp("data"), FACTS)


def test_the_month_is_bounded_by_its_share_of_the_quarters_sga(data: Data) -> None:
    share = iij_global.month_share(data)
    assert share.low == pytest.approx(223 / 778, abs=1e-9)
    assert share.high == pytest.approx(2 / 3 - 223 / 778, abs=1e-9)
    month = iij_global.september_2010(data)
    assert month.low < 6406000000 / 3 < month.high
    assert (month.period_start, month.period_end) == ("2010-09-01", "2010-09-30")


def test_organic_growth_carries_the_bound_of_the_month(data: Data) -> None:
    found = iij_global.nine_months(data)
    assert found.reported.low < 0.246 < found.reported.high
    for month in (1900e6, 2135e6, 2400e6):
        growth = (70752e6 - 19442e6) / (56790e6 - 6406e6 - month) - 1
        assert found.organic.low < growth < found.organic.high
    assert found.organic_at_most_unsure.low < found.organic.low < found.organic.high < found.organic_at_most_unsure.high
    assert found.bought.meets(found.reported - found.organic)


def test_its_share_and_margin_are_sharper_than_the_printed_rounding(data: Data) -> None:
    share = iij_global.share(data, "operating_income")
    assert 1450 / 3998 < share.low <= share.high < 1551 / 3998
    assert iij_global.operating_margin(data, "iij_global").surely_above(iij_global.operating_margin(data, "rest"))


def test_what_was_bought_is_what_is_left_and_what_was_written_off(data: Data) -> None:
    bought = iij_global.intangibles_bought(data)
    assert bought.value == (2288 + 3148 + 20 + 109 + 125 + 106 * 3) * 1e6
    assert iij_global.years_left(data).value == pytest.approx(3148 / 424)
    assert iij_global.after_amortisation(data).high < data.get("iij_global.operating_income", "9m11").low


def test_organic_growth_meets_its_widest_bound_and_not_the_reported_one(data: Data) -> None:
    found = iij_global.nine_months(data)
    assert found.organic.meets(found.organic_at_most_unsure)
    assert not found.organic.meets(found.reported)


def test_the_results_have_the_names_readers_look_for(data: Data) -> None:
    found = {one.name: one.quantity for one in results.of_iij_global(data)}
    for name in ("organic_growth_9m11", "operating_income_share_9m11", "operating_margin_9m11"):
        assert found[f"iij_global.{name}"].known


def test_without_the_filing_everything_is_unknown_with_a_reason(tmp_path: Path) -> None:
    early = opened(tmp_path, FACTS, as_of="2012-02-07")
    found = iij_global.nine_months(early)
    assert not found.organic.known
    assert not found.bought.known
    assert "2012-02-07" in found.organic.reason
    assert not iij_global.september_2010_at_most_unsure(early).known
    assert not iij_global.intangibles_bought(early).known
