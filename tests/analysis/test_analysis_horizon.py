"""The analyses go as far as the data do, and what was published keeps its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from analysis_data import F16, F17, opened
from filed import fact

from helpers.analysis import horizon, mobile, targets
from helpers.data.dataset import Data
from helpers.data.quantity.column import QuantityDtype
from helpers.data.quantity.quantity import AnyQuantity
from helpers.data.quantity.reference import Reference


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


def margins(data: Data) -> dict[str, AnyQuantity]:
    every = horizon.every(data, {"revenue": "revenue", "margin": "gross_margin"}, ("FY", "1H", "1Q"))
    return horizon.named("trajectory.gross_margin_ratio", every.margin / every.revenue, "fy2010", "1h16", "fy2016")


def test_findings_keep_their_names_and_later_ones_join_them(past: Data, half: Data, year: Data) -> None:
    named = [margins(data) for data in (past, half, year)]
    stem = "trajectory.gross_margin_ratio"
    assert set(named[0]) == {f"{stem}_fy2010", f"{stem}_1h16", f"{stem}_fy2016"}
    assert set(named[1]) - set(named[0]) == {f"{stem}_1h17", f"{stem}_1q17"}
    assert set(named[2]) - set(named[1]) == {f"{stem}_fy2017"}
    assert not named[2][f"{stem}_fy2010"].known
    assert named[2][f"{stem}_fy2010"].reason
    later = named[1][f"{stem}_1h17"]
    assert (later.value, later.period_start, later.period_end) == (0.2, "2017-04-01", "2017-09-30")


def test_a_later_figure_that_was_published_elsewhere_has_no_finding(past: Data) -> None:
    told = past.get("revenue", "fy2016")
    seen = Reference("published:revenue", "A paper", "2018-05-15", "https://example.com")
    column = pd.Series(
        {"FY2016": told, "FY2017": replace(told, references=(seen,), fact_ids=())}, dtype=QuantityDtype()
    )
    assert list(horizon.named("a.revenue", column, "fy2016")) == ["a.revenue_fy2016"]


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
