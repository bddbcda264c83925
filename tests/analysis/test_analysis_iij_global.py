"""The month that is not printed, and what rests on it: figures of 2012-02-08_3q11_presentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_data import F11, opened
from filed import fact

from helpers.analysis import trajectory
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
    bought = trajectory.nine_months(data).bought["9M10"]
    quarter, share = 6406e6, 224 / 777
    assert bought.low <= quarter * (1 + share) <= bought.high
    assert bought.low <= quarter * (1 + 2 / 3 - share) <= bought.high
    assert bought.value == pytest.approx(quarter * 4 / 3)
    assert (bought.period_start, bought.period_end) == ("2010-04-01", "2010-12-31")


def test_organic_growth_carries_the_bound_of_the_month(data: Data) -> None:
    growth = trajectory.nine_months(data).pct_change().loc["9M11"]
    assert growth["group"].low < 0.246 < growth["group"].high
    for month in (1900e6, 2135e6, 2400e6):
        assert growth["rest"].low < (70752e6 - 19442e6) / (56790e6 - 6406e6 - month) - 1 < growth["rest"].high
    assert growth["rest"].high < growth["group"].low


def test_without_the_filing_everything_is_unknown_with_a_reason(tmp_path: Path) -> None:
    rest = trajectory.nine_months(opened(tmp_path, FACTS, as_of="2012-02-07")).pct_change().rest["9M11"]
    assert not rest.known
    assert "2012-02-07" in rest.reason
