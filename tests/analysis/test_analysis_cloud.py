"""Cloud revenue across its definitions, on figures the filings print."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_data import F13, F16, F17, opened
from filed import fact

from helpers.analysis import cloud
from helpers.data.dataset import Data

OPERATION, OUTSOURCING = "cloud_revenue_view.operation", "cloud_revenue_view.outsourcing"
PRIVATE = "revenue.si.operation.private_cloud"
FACTS = [
    # 2013-08-06_1q13_presentation, lines 377, 375, 376, 381 and 390
    fact("cloud_revenue", "fy2011", "3100000000", -8, filing=F13, line=377),
    fact("cloud_revenue", "fy2012", "6200000000", -8, filing=F13, line=377),
    fact("cloud_revenue", "fy2013", "10000000000", -9, scenario="target", approx=True, filing=F13, line=377),
    fact("cloud_revenue", "1q13", "2300000000", -8, filing=F13, line=375),
    fact(OPERATION, "1q13", "0.77", 2, measure="share", filing=F13, line=381),
    fact(OUTSOURCING, "1q13", "0.23", 2, measure="share", filing=F13, line=381),
    fact("cloud_revenue_view.game", "1q13", "0.27", 2, measure="share", filing=F13, line=390),
    # 2016-08-05_1q16_presentation, lines 572 to 575, 553, 554, 596
    fact("cloud_revenue.general_purpose_saas", "1q16", "80000000", -7, filing=F16, line=572),
    fact("cloud_revenue.task_specific_saas", "1q16", "470000000", -7, filing=F16, line=573),
    fact("cloud_revenue.public", "1q16", "460000000", -7, filing=F16, line=574),
    fact("cloud_revenue.private", "1q16", "2790000000", -7, filing=F16, line=575),
    fact(OPERATION, "1q16", "0.879", 3, measure="share", filing=F16, line=553),
    fact(OUTSOURCING, "1q16", "0.121", 3, measure="share", filing=F16, line=554),
    fact("cloud_revenue", "fy2016", "16200000000", -8, scenario="target", approx=True, filing=F16, line=596),
    # 2017-05-15_fy16_presentation, lines 44, 258, 375, 379 and 658
    fact("cloud_revenue", "fy2016", "15700000000", -8, filing=F17, line=44),
    fact("cloud_revenue", "fy2016", "0.111", 3, measure="yoy_pct", filing=F17, line=44),
    fact(PRIVATE, "4q16", "307000000", -6, measure="yoy_abs", filing=F17, line=375),
    fact(PRIVATE, "4q16", "0.096", 3, measure="yoy_pct", filing=F17, line=375),
    fact(OUTSOURCING, "4q16", "0.138", 3, measure="share", filing=F17, line=379),
    fact("revenue_view.gio_p2", "fy2016", "650000000", -7, measure="yoy_abs", filing=F17, line=658),
    fact("cost_view.gio_p2", "fy2016", "1190000000", -7, measure="yoy_abs", filing=F17, line=658),
    fact("gross_margin.si", "fy2016", "6756000000", -6, filing=F17, line=258),
    fact("gross_margin.si", "fy2015", "7963000000", -6, filing=F17, line=258),
    fact("revenue.si", "fy2016", "57745000000", -6, filing=F17, line=1),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return opened(tmp_path_factory.mktemp("data"), FACTS)


def test_a_quarter_is_the_sum_of_its_kinds(data: Data) -> None:
    assert cloud.revenue(data, "1q16").meets(3800000000)


def test_a_quarter_follows_from_private_cloud_and_its_share(data: Data) -> None:
    private = 307 / 0.096 + 307
    found = cloud.revenue(data, "4q16")
    assert found.low < private / 0.862 * 1e6 < found.high
    assert found.basis == "derived"


def test_the_share_in_operation_is_what_is_not_in_outsourcing(data: Data) -> None:
    found = cloud.operation_share(data, "4q16")
    assert found.low < 0.862 < found.high
    both = cloud.operation_share(data, "1q16")
    assert both.low < 0.879 < both.high


def test_what_is_booked_in_operation_leaves_public_cloud_for_outsourcing(data: Data) -> None:
    rest = cloud.revenue(data, "1q16") * (1 - cloud.operation_share(data, "1q16"))
    assert rest.meets(data.get("cloud_revenue.public", "1q16"))


def test_the_years_and_quarters_told_of_come_from_the_data(data: Data, tmp_path: Path) -> None:
    early = opened(tmp_path, FACTS, as_of="2013-12-31")
    assert [cloud.span(data), cloud.span(early)] == [("fy2011", "fy2016"), ("fy2011", "fy2012")]
    assert [cloud.saas_quarter(data), cloud.p2_year(data), cloud.p2_year(early)] == ["1q16", "fy2016", "fy2016"]
    assert not cloud.revenue(early, "4q16").known
