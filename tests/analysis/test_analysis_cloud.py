"""Cloud revenue across its definitions, on figures the filings print."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_data import F13, F16, F17, opened
from filed import fact

from helpers.analysis import cloud, gio_p2, results
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


def test_where_it_is_booked_adds_up_to_the_whole(data: Data) -> None:
    parts = cloud.recognised(data, "1q16")
    assert (parts["operation"] + parts["outsourcing"]).meets(cloud.revenue(data, "1q16"))
    assert parts["outsourcing"].meets(data.get("cloud_revenue.public", "1q16"))
    assert not parts["share of operation"].known


def test_growth_over_the_years_and_within_the_old_scope(data: Data) -> None:
    assert cloud.span(data) == ("fy2011", "fy2016")
    wide = cloud.yearly_growth(data, "fy2011", "fy2016")
    assert wide.low < (15.7 / 3.1) ** 0.2 - 1 < wide.high
    same = cloud.same_scope_growth(data, "fy2011", "fy2016")
    assert same.low < ((15.7 - 4 * 0.47) / 3.1) ** 0.2 - 1 < same.high
    assert same.value < wide.value


def test_the_printed_growth_narrows_that_of_the_year(data: Data) -> None:
    found = cloud.year_growth(data, "fy2016")
    assert 0.1104 < found.low < 0.111 < found.high < 0.1116


def test_each_target_has_its_outcome_or_none_yet(data: Data) -> None:
    record = cloud.outcomes(data)
    assert [one.period for one in record] == ["fy2013", "fy2016"]
    assert not record[0].miss.known
    assert record[1].miss.low < -500000000 < record[1].miss.high < 0


def test_what_p2_took_of_the_si_margin(data: Data) -> None:
    assert gio_p2.told_year(data) == "fy2016"
    assert gio_p2.margin_change(data, "fy2016").meets(-540000000)
    assert gio_p2.share_of_si_fall(data, "fy2016").meets(540 / 1207)
    without = gio_p2.si_margin_without(data, "fy2016")
    assert without.low < (6756 + 540) / (57745 - 650) < without.high


def test_the_results_have_the_names_readers_look_for(data: Data) -> None:
    found = {one.name: one.quantity for one in results.of_cloud(data)}
    assert found["cloud.cagr_fy2011_fy2016"].known
    assert found["cloud.target_miss_fy2016"].scenario == "actual"
    assert not found["cloud.revenue_share_fy2016"].known


def test_what_is_announced_later_is_unknown_before(tmp_path: Path) -> None:
    early = opened(tmp_path, FACTS, as_of="2013-12-31")
    assert cloud.span(early) == ("fy2011", "fy2012")
    assert not cloud.same_scope(early, "fy2016").known
    assert "before" in cloud.same_scope_growth(early, "fy2011", "fy2012").reason
    assert not gio_p2.share_of_si_fall(early, gio_p2.told_year(early)).known
    assert not cloud.revenue(early, "4q16").known
    assert [one.period for one in cloud.outcomes(early)] == ["fy2013"]
