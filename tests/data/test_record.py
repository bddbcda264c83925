"""The record: the filings' figures as they stand, and what was published elsewhere beside them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filed import FILINGS, fact, frame
from publications import row, write
from reading import all_filings

from helpers.data import published, record, tables
from helpers.data.record import Built
from helpers.language import calendar
from helpers.proof import series
from helpers.run.extract import extract

ROOT = Path(__file__).parents[2]
KEY = ["concept", "scenario", "period_start", "period_end"]
FACTS = [
    fact("revenue", "1q16", "36180000000", -7, filing="a", line=1),
    fact("revenue", "1h16", "74123000000", -6, filing="b", line=2),
    fact("operating_income", "fy2016", "7300000000", -8, scenario="target", filing="a", line=3),
    fact("operating_income", "fy2016", "5000000000", -8, scenario="target", filing="b", line=4),
]


def built(folder: Path, facts: list[dict[str, object]], *rows: dict[str, str], as_of: str = "") -> Built:
    """The record of these facts and published figures."""
    said = frame(facts)
    return record.build(said, FILINGS, series.build(said, FILINGS), published.read(write(folder, *rows), as_of))


def rows_of(made: Built, concept: str, scenario: str = "actual") -> dict[str, dict[str, Any]]:
    """The rows of a concept, by the name of their period, or of a target by the day it was told."""
    about = made.record[(made.record["concept"] == concept) & (made.record["scenario"] == scenario)]
    found = {}
    for one in about.to_dict("records"):
        name = calendar.name(one["period_start"], one["period_end"])
        found[name if scenario == "actual" else str(one["announced_on"])] = {str(k): v for k, v in one.items()}
    return found


def test_a_figure_printed_only_elsewhere_is_published_with_its_day(tmp_path: Path) -> None:
    made = built(tmp_path, FACTS, row("revenue", "fy2013", "114272000000"))
    one = rows_of(made, "revenue")["fy2013"]
    assert (one["value"], one["low"], one["high"]) == (114_272e6, 114_271e6, 114_273e6)
    assert (one["basis"], one["rule"], one["status"]) == ("published", "published", "sound")
    assert one["announced_on"] == "2014-05-15"
    assert one["reference_ids"] == "published:revenue:actual:2013-04-01..2014-03-31:2014-05-15"
    assert one["fact_ids"] == ""


def test_a_quarter_follows_from_cumulative_results_and_is_known_on_the_later_day(tmp_path: Path) -> None:
    first = row("revenue", "1h13", "54397000000", on="2013-11-08")
    made = built(tmp_path, FACTS, first, row("revenue", "9m13", "82746000000", on="2014-02-07"))
    quarter = rows_of(made, "revenue")["3q13"]
    assert (quarter["basis"], quarter["value"], quarter["announced_on"]) == (
        "published_derived",
        28_349e6,
        "2014-02-07",
    )
    assert (quarter["low"], quarter["high"]) == (28_347e6, 28_351e6), "each of the two may be a whole million off"


def test_a_growth_rate_alone_gives_the_year_before(tmp_path: Path) -> None:
    made = built(tmp_path, FACTS, row("revenue", "1q16", "0.15", 3, measure="yoy_pct", on="2016-08-05"))
    before = rows_of(made, "revenue")["1q15"]
    assert before["basis"] == "published_derived"
    assert before["low"] <= 36_180e6 / 1.15 <= before["high"]
    assert before["fact_ids"] == "a.L1.C0"


def test_net_additions_bound_the_balance_before(tmp_path: Path) -> None:
    added = row("net_additions.mobile.consumer", "3q14", "94000", -3, unit="count", on="2015-08-07")
    there = row("subscriptions.mobile.consumer", "3q14", "400000", -3, unit="count", on="2015-08-07", instant=True)
    opening = rows_of(built(tmp_path, FACTS, added, there), "subscriptions.mobile.consumer")["2q14"]
    assert (opening["basis"], opening["value"]) == ("published_derived", 306_000)
    assert "#" not in opening["reference_ids"]


def test_the_filings_figure_stands_and_the_published_one_is_a_check(tmp_path: Path) -> None:
    printed = row("revenue", "1h16", "74123270000", -3, on="2016-11-14")
    implied = row("revenue", "2q16", "37944000000", on="2016-11-14")
    made = built(tmp_path, FACTS, printed, implied)
    alone = series.build(frame(FACTS), FILINGS)
    kept = made.record[made.record["basis"].isin(["reported", "derived"])]
    same = ["value", "low", "high", "unit", "basis", "rule", "fact_ids"]
    actual = alone[alone["scenario"] == "actual"]
    pd.testing.assert_frame_equal(
        kept[kept["scenario"] == "actual"][KEY + same].reset_index(drop=True),
        actual.sort_values(["concept", "scenario", "period_end", "period_start"])[KEY + same].reset_index(drop=True),
    )
    held = made.checks.set_index("rule")["status"].to_dict()
    assert held["agreement"] == held["inside_derived"] == "holds"
    assert set(made.checks.columns) == {*tables.columns("checks"), "reference_ids"}


def test_what_a_broken_check_touches_is_contested(tmp_path: Path) -> None:
    made = built(tmp_path, FACTS, row("revenue", "1h16", "75123000000", on="2016-11-14"))
    broken = made.checks[made.checks["status"] == "broken"]
    assert "b.L2.C0" in " ".join(broken["fact_ids"])
    half = rows_of(made, "revenue")["1h16"]
    assert (half["value"], half["basis"], half["status"]) == (74_123e6, "reported", "contested")


def test_a_target_has_a_row_for_each_revision(tmp_path: Path) -> None:
    first = row("operating_income", "fy2014", "7200000000", scenario="prior_target", on="2014-05-15")
    second = row("operating_income", "fy2014", "6500000000", scenario="prior_target", on="2014-11-07")
    again = row("operating_income", "fy2014", "7200000000", scenario="target", on="2015-03-24")
    told = rows_of(built(tmp_path, FACTS, first, second, again), "operating_income", "target")
    of_year = {day: one["value"] for day, one in told.items() if one["period_end"] == "2015-03-31"}
    assert of_year == {"2014-05-15": 7.2e9, "2014-11-07": 6.5e9, "2015-03-24": 7.2e9}


def test_a_target_told_again_by_a_filing_is_the_same_one_since_its_first_day(tmp_path: Path) -> None:
    first = row("operating_income", "fy2016", "7300000000", -8, scenario="prior_target", on="2016-05-13")
    told = rows_of(built(tmp_path, FACTS, first), "operating_income", "target")
    assert {day: (one["value"], one["basis"]) for day, one in told.items()} == {
        "2016-05-13": (7.3e9, "reported"),
        "2016-11-08": (5.0e9, "reported"),
    }
    assert told["2016-05-13"]["reference_ids"]
    assert told["2016-05-13"]["fact_ids"] == "a.L3.C0"
    alone = rows_of(built(tmp_path / "alone", FACTS), "operating_income", "target")
    assert list(alone) == ["2016-08-05", "2016-11-08"]


def test_a_target_is_no_check_of_the_dividends_paid_later(tmp_path: Path) -> None:
    parts = (
        row("dividend_per_share", "2010-09-30", "1250", 0, unit="JPY/share", instant=True),
        row("dividend_per_share", "2011-03-31", "1500", 0, unit="JPY/share", instant=True),
    )
    aimed = row("dividend_per_share", "fy2010", "2500", 0, unit="JPY/share", scenario="prior_target", on="2010-05-14")
    assert (built(tmp_path, FACTS, *parts, aimed).checks["status"] == "holds").all()


def test_the_new_target_announced_days_before_is_not_the_superseded_one(tmp_path: Path) -> None:
    said = [*FACTS, fact("operating_income", "fy2016", "7300000000", -8, scenario="prior_target", filing="b", line=5)]
    first = row("operating_income", "fy2016", "7300000000", -8, scenario="prior_target", on="2016-05-13")
    new = row("operating_income", "fy2016", "5000000000", -8, scenario="target", on="2016-11-04")
    checks = built(tmp_path, said, first, new).checks
    assert set(checks.loc[checks["rule"] == "superseded_target", "status"]) <= {"holds"}


def test_the_filings_alone_give_their_own_rows(tmp_path: Path) -> None:
    made = built(tmp_path, FACTS)
    assert set(made.record["basis"]) == {"reported", "derived"}
    assert (made.record["reference_ids"] == "").all()
    assert made.checks.empty


# ---- the company's own record -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own() -> tuple[Built, pd.DataFrame]:
    found = all_filings()
    levels = series.build(found.facts, found.filings)
    figures = published.read(ROOT / "data" / "raw" / "reference")
    return record.build(found.facts, found.filings, levels, figures), levels


def test_no_derived_interval_misses_the_figure_published_elsewhere(own: tuple[Built, pd.DataFrame]) -> None:
    checks = own[0].checks
    inside = checks[checks["rule"] == "inside_derived"]
    assert len(inside) >= 30
    assert list(inside.loc[inside["status"] == "broken", "check_id"]) == []


def test_every_published_figure_is_in_the_record(own: tuple[Built, pd.DataFrame]) -> None:
    figures = published.read(ROOT / "data" / "raw" / "reference")
    levels = figures[figures["measure"] == "level"].replace({"scenario": {"prior_target": "target"}})
    known = set(zip(*(own[0].record[name] for name in KEY), strict=True))
    assert set(zip(*(levels[name] for name in KEY), strict=True)) <= known


def test_years_that_the_filings_leave_open_are_known(own: tuple[Built, pd.DataFrame]) -> None:
    whole = own[0].record
    for year in (2011, 2013, 2014):
        for concept in ("revenue", "operating_income", "net_income_attributable"):
            when = (whole["period_start"] == f"{year}-04-01") & (whole["period_end"] == f"{year + 1}-03-31")
            row_of_year = whole[(whole["concept"] == concept) & (whole["scenario"] == "actual") & when]
            assert list(row_of_year["basis"]) == ["published"], (concept, year)


DECK = """
Consolidated Financial Results for FY2017 (Fiscal year ended March 31, 2018)

Internet Initiative Japan Inc.
May 15, 2018

◆ Financial targets

- FY2018 revenue target: JPY195.0 billion
"""


def test_targets_that_filings_of_one_day_tell_differently_are_one_row_and_contested(tmp_path: Path) -> None:
    invented = Path(__file__).parents[1] / "invented" / "2018-05-15_fy17_release.txt"
    (tmp_path / "raw").mkdir()
    shutil.copy(invented, tmp_path / "raw")
    (tmp_path / "raw" / "2018-05-15_fy17_presentation.txt").write_text(DECK, encoding="utf-8")
    extract(tmp_path / "raw", tmp_path / "out")
    rows = tables.read(tmp_path / "out", "record")
    told = rows[(rows["concept"] == "revenue") & (rows["scenario"] == "target")]
    assert list(told["status"]) == ["contested"]
    assert {one.partition(".")[0] for one in told["fact_ids"].iloc[0].split()} >= {
        "2018-05-15_fy17_release",
        "2018-05-15_fy17_presentation",
    }
