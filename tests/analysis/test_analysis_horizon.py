"""The analyses go as far as the data do, and what was published keeps its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_data import F16, F17, opened
from filed import fact

from helpers.analysis import horizon, mobile, results, targets
from helpers.data.dataset import Data


def year_of(year: str, size: int, filing: str = F17) -> list[dict[str, object]]:
    """The lines of an income statement, `size` times as large as the smallest."""
    parts = {"revenue": 100, "revenue.network": 60, "gross_margin": 20, "gross_margin.network": 12}
    parts |= {"gross_margin.si": 5, "sga_rd": 15, "operating_income": 5, "revenue_view.mobile": 15}
    lines = enumerate(parts.items(), 1)
    return [
        fact(name, year, f"{part * size}000000", -6, filing=filing, line=100 * size + n) for n, (name, part) in lines
    ]


PAST = [*year_of("fy2015", 10), *year_of("fy2016", 11), *year_of("1q16", 2, F16), *year_of("1h16", 5)]
NEXT = [*year_of("1q17", 3), *year_of("1h17", 7)]
YEAR = [
    *year_of("fy2017", 14),
    fact("operating_income", "fy2017", "80000000", -6, scenario="target", filing=F17, line=9),
    fact("operating_income", "fy2018", "90000000", -6, scenario="target", filing=F17, line=10),
]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return opened(tmp_path_factory.mktemp("past"), PAST)


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return opened(tmp_path_factory.mktemp("half"), PAST + NEXT)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return opened(tmp_path_factory.mktemp("year"), PAST + NEXT + YEAR)


def test_the_last_period_comes_from_the_data(past: Data, half: Data, year: Data) -> None:
    last = [horizon.years(data, ["revenue"], "fy2010")[-1] for data in (past, half, year)]
    assert last == ["fy2016", "fy2016", "fy2017"]
    assert [mobile.latest_year(data) for data in (past, half, year)] == ["fy2016", "fy2016", "fy2017"]
    targets.targets(year)


def test_findings_keep_their_names_and_later_ones_join_them(past: Data, half: Data, year: Data) -> None:
    names = [{one.name for one in results.of_trajectory(data)} for data in (past, half, year)]
    assert names[0] < names[1] < names[2]
    assert names[1] - names[0] >= {"trajectory.gross_margin_ratio_1q17", "trajectory.operating_margin_1h17"}
    assert "trajectory.operating_income_bridge_sga_rd_1h17" in names[1]
    assert "trajectory.revenue_cagr_fy2010_fy2017" in names[2] - names[1]
    published = {one.name for one in results.of_targets(year)}
    assert {"targets.operating_income_miss_fy2016", "targets.operating_income_miss_fy2017"} <= published
    assert "targets.operating_income_growth_asked_fy2018" in published


def test_a_later_finding_says_its_own_period(half: Data) -> None:
    said = {one.name: one for one in results.of_trajectory(half)}
    bridge = said["trajectory.operating_income_bridge_network_1h17"]
    assert (bridge.values["o"], bridge.values["p"]) == ("1H16", "1H17")
    assert bridge.quantity.value == (7 - 5) * 12e6
    assert (bridge.quantity.period_start, bridge.quantity.period_end) == ("2017-04-01", "2017-09-30")


def test_periods_have_their_kind_and_order(half: Data) -> None:
    assert horizon.years(half, ["assets"], "fy2014") == ["fy2014", "fy2015"]
    assert horizon.onward(half, ["1q16"], lambda name: half.get("revenue", name), horizon.QUARTERS) == [
        "1q16",
        "2q16",
        "1q17",
        "2q17",
    ]
    assert (horizon.before("fy2017"), horizon.after("fy2016")) == ("fy2016", "fy2017")


def test_with_nothing_known_the_fallback_stands(tmp_path: Path) -> None:
    early = opened(tmp_path, PAST, as_of="2011-12-31")
    assert horizon.latest(["fy2015"], lambda name: early.get("revenue", name), "fy2016") == "fy2016"
    assert horizon.quarters(early, ["revenue"], since="1q15") == []
