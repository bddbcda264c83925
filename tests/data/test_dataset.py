"""The analyst's door: quantities by name, as they could be known on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from filed import FILINGS, fact, frame, write_processed
from publications import row, write

from helpers.data import tables
from helpers.data.dataset import Data, DataError, open_data, project_root
from helpers.proof import checks, series

FACTS = frame(
    [
        fact("revenue", "1q16", "36180000000", -7, filing="a", line=10),
        fact("revenue", "1q16", "0.150", 3, measure="yoy_pct", filing="a", line=10),
        fact("operating_income", "fy2016", "7300000000", -8, scenario="target", filing="a"),
        fact("revenue", "1h16", "74123270000", -3),
        fact("revenue", "2q16", "37944019000", -3),
        fact("assets.cash", "2q16", "19667822000", -3, instant=True),
        fact("operating_income", "fy2016", "5000000000", -8, scenario="target"),
        fact("gross_margin", "1h16", "-0.020", 3, measure="pt_change"),
        fact("subscriptions.mobile", "2016-03-31..2016-09-30", "400000", -3, unit="count", measure="change"),
    ]
)
CHARGES = """layer,period_start,period_end,yen_per_month_per_10mbps,announced_on,note,source_url
2,2014-04-01,2015-03-31,945059,2015-03,,x
2,2016-04-01,2017-03-31,674818,2017-03-31,,x
2,2017-04-01,2018-03-31,552075,,,x
"""
MARKET = """publisher,concept,date,subscriptions,note,source_url
MIC,mvno,2016-03-31,12690000,,x
MIC,mvno,2016-12-31,15000000,,x
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    made = {"checks": checks.build(FACTS, FILINGS), "series": series.build(FACTS, FILINGS)}
    tables.write_all(root / "processed", {"filings": FILINGS, "facts": FACTS, **made})
    (root / "raw" / "reference").mkdir(parents=True)
    for name, text in (("docomo_interconnection_charges", CHARGES), ("mvno_market", MARKET)):
        (root / "raw" / "reference" / f"{name}.csv").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def data(folder: Path) -> Data:
    return open_data(folder)


def test_a_level_comes_with_interval_source_and_basis(data: Data) -> None:
    cash = data.get("assets.cash", "2q16")
    assert (cash.value, cash.low, cash.high) == (19667822000, 19667821500, 19667822500)
    assert (cash.basis, cash.fact_ids, cash.unit) == ("reported", ("b.L3.C0",), "JPY")
    assert (cash.period_start, cash.period_end) == ("", "2016-09-30")


def test_a_coarse_reported_value_is_sharpened_by_what_others_prove(data: Data) -> None:
    revenue = data.get("revenue", "1q16")
    assert (revenue.value, revenue.basis) == (36179251000, "reported")
    assert (revenue.low, revenue.high) == (36179250000, 36179252000)
    assert set(revenue.fact_ids) == {"a.L10.C0", "b.L1.C0", "b.L2.C0"}


def test_what_is_not_known_says_why(data: Data) -> None:
    unknown = data.get("revenue", "fy2012")
    assert not unknown.known
    assert unknown.reason == "no filing prints or implies total revenues in FY2012"
    assert data.get("revenue", "1q15").known
    assert not data.get("revenue", "1q15", reported_only=True).known
    assert "as margin" in data.printed("revenue", "1q16", "margin").reason


def test_as_of_uses_only_what_was_announced_by_then(folder: Path) -> None:
    before = open_data(folder, "2016-08")
    assert before.as_of == "2016-08-31"
    assert list(before.filings["filing"]) == ["a"]
    assert (before.get("revenue", "1q16").low, before.get("revenue", "1q16").high) == (36175e6, 36185e6)
    assert before.get("operating_income", "fy2016", "target").value == 7.3e9
    assert open_data(folder, "2016-11-08").get("operating_income", "fy2016", "target").value == 5e9
    assert set(before.checks["status"]) <= {"holds"}
    assert not before.get("assets.cash", "2q16").known
    assert "announced by 2016-08-31" in before.get("assets.cash", "2q16").reason


def test_before_the_first_filing_everything_is_unknown_and_nothing_fails(folder: Path) -> None:
    nothing = open_data(folder, "2011-01-01")
    assert nothing.filings.empty
    assert nothing.series.empty
    assert not nothing.get("revenue", "1q16").known
    assert nothing.table(["revenue"], ["1q16"])["value"].isna().all()
    assert nothing.wide(["revenue"], ["1q16"]).isna().all(axis=None)
    assert nothing.periods("revenue") == []


def test_as_of_and_no_date_agree_once_everything_is_announced(folder: Path) -> None:
    now, later = open_data(folder), open_data(folder, "2030-01-01")
    assert now.series.to_csv() == later.series.to_csv()
    assert now.checks.to_csv() == later.checks.to_csv()


def test_printed_figures_of_any_measure(data: Data) -> None:
    growth = data.printed("revenue", "1q16", "yoy_pct")
    assert (growth.value, growth.low, growth.high, growth.unit) == (0.15, 0.1495, 0.1505, "ratio")
    points = data.printed("gross_margin", "1h16", "pt_change")
    assert (points.value, points.unit) == (-0.02, "points")
    change = data.printed("subscriptions.mobile", "2q16", "change")
    assert (change.value, change.period_start, change.period_end) == (400000, "2016-03-31", "2016-09-30")
    first = data.printed("operating_income", "fy2016", scenario="target", filing="a")
    assert first.value == 7.3e9
    assert data.printed("operating_income", "fy2016", scenario="target").value == 5e9


def test_tables_name_the_unknown(data: Data) -> None:
    table = data.table(["revenue", "cost"], ["1q15", "1q16"])
    assert list(table["basis"]) == ["derived", "reported", "unknown", "unknown"]
    assert list(table["label"].unique()) == ["Total revenues", "Total cost of revenues"]
    wide = data.wide(["revenue"], ["1q15", "1q16"])
    assert wide.loc["Total revenues", "1q16"] == 36179251000


def test_periods_come_in_order_of_time(data: Data) -> None:
    assert data.periods("revenue", months=3) == ["1q15", "1q16", "2q16"]
    assert data.periods("revenue", months=6) == ["1h16"]
    assert data.periods("operating_income", scenario="target") == ["fy2016"]


def test_sources_lead_to_the_line(data: Data) -> None:
    sources = data.sources(data.get("revenue", "1q16"))
    assert list(sources["line"]) == [10, 1, 2]
    assert list(sources["announced_on"]) == ["2016-08-05", "2016-11-08", "2016-11-08"]
    assert list(sources["period"]) == ["1q16", "1h16", "2q16"]


def test_reference_rows_are_filtered_by_date_and_undated_ones_are_hindsight(folder: Path) -> None:
    charges = open_data(folder).reference("docomo_interconnection_charges")
    assert list(charges["hindsight"]) == [False, False, True]
    assert len(open_data(folder, "2015-03-30").reference("docomo_interconnection_charges")) == 1
    assert len(open_data(folder, "2015-03-31").reference("docomo_interconnection_charges")) == 2
    assert len(open_data(folder, "2015-03").reference("docomo_interconnection_charges")) == 2
    market = open_data(folder, "2016-08").reference("mvno_market")
    assert list(market["date"]) == ["2016-03-31"]
    assert market["hindsight"].all()


def test_mistakes_are_sentences(folder: Path, data: Data, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no concept 'revenue\.netwrk'; did you mean revenue\.network"):
        data.get("revenue.netwrk", "1q16")
    with pytest.raises(ValueError, match="'q116' names no period"):
        data.get("revenue", "q116")
    with pytest.raises(DataError, match="as_of is 'yesterday': write a day"):
        open_data(folder, "yesterday")
    with pytest.raises(DataError, match=r"holds no processed/filings\.csv: make the tables first"):
        open_data(tmp_path)
    with pytest.raises(DataError, match="no reference table 'weather'; there are docomo"):
        data.reference("weather")


def test_a_relative_folder_starts_at_the_project_root(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").symlink_to(folder)
    monkeypatch.chdir(tmp_path / "notebooks")
    assert project_root() == tmp_path
    assert open_data("data").get("revenue", "1q16").known


# ---- what was published elsewhere ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same facts, with figures published elsewhere."""
    root = tmp_path_factory.mktemp("beside")
    made = {"checks": checks.build(FACTS, FILINGS), "series": series.build(FACTS, FILINGS)}
    tables.write_all(root / "processed", {"filings": FILINGS, "facts": FACTS, **made})
    target = {"scenario": "target", "unit": "JPY"}
    write(
        root / "raw" / "reference",
        row("revenue", "fy2013", "114272000000", on="2014-05-15"),
        row("revenue", "9m13", "82746000000", on="2014-02-07"),
        row("revenue", "1q16", "36999000000", on="2016-08-05"),
        row("revenue", "fy2011", "97314605000", -3, on=""),
        row("operating_income", "fy2016", "7200000000", -8, on="2016-05-13", **target),
        row("operating_income", "fy2014", "7200000000", on="2014-05-15", **target),
        row("operating_income", "fy2014", "5050000000", on="2015-03", **target),
    )
    return root


def test_a_year_that_no_filing_tells_comes_from_elsewhere_with_its_reference(beside: Path) -> None:
    year = open_data(beside).get("revenue", "fy2013")
    assert (year.value, year.low, year.high, year.basis, year.fact_ids) == (
        114_272e6, 114_271e6, 114_273e6, "published", (),
    )  # fmt: skip
    (reference,) = year.references
    assert (reference.publisher, reference.announced_on) == ("A paper", "2014-05-15")
    assert reference.source == "https://example.com/2014-05-15"
    assert reference.line == 2


def test_the_last_quarter_follows_from_the_year(beside: Path) -> None:
    quarter = open_data(beside).get("revenue", "4q13")
    assert (quarter.value, quarter.basis) == (31_526e6, "published_derived")
    assert quarter.working == "a longer period is the sum of the shorter ones in it"
    assert len(quarter.references) == 2


def test_what_the_filings_say_stays_as_they_say_it(beside: Path, data: Data) -> None:
    for concept, period in (("revenue", "1q16"), ("revenue", "1h16"), ("assets.cash", "2q16")):
        assert open_data(beside).get(concept, period) == data.get(concept, period)


def test_a_filings_figure_that_was_published_otherwise_is_contested(tmp_path: Path) -> None:
    write_processed(tmp_path, [fact("revenue", "1h16", "74123270000", -3)])
    write(tmp_path / "raw" / "reference", row("revenue", "1h16", "75000000000", on="2016-11-14"))
    half = open_data(tmp_path).get("revenue", "1h16")
    assert (half.value, half.basis, half.status) == (74_123_270_000, "reported", "contested")
    assert open_data(tmp_path, elsewhere=False).get("revenue", "1h16").status == "sound"


def test_without_elsewhere_nothing_of_it_shows(beside: Path, data: Data) -> None:
    alone = open_data(beside, elsewhere=False)
    assert alone.published.empty
    assert alone.record_checks.empty
    assert set(alone.record["basis"]) <= {"reported", "derived"}
    assert (alone.record["reference_ids"] == "").all()
    missing = alone.get("revenue", "fy2013")
    assert missing.reason == "no filing prints or implies total revenues in FY2013"
    assert alone.periods("revenue") == data.periods("revenue")
    assert alone.revisions("operating_income", "fy2014") == []
    assert [one.announced_on for one in alone.revisions("operating_income", "fy2016")] == ["2016-08-05", "2016-11-08"]


def test_as_of_a_day_holds_for_published_figures_and_hides_those_without_one(beside: Path) -> None:
    before, then = open_data(beside, "2014-05-14"), open_data(beside, "2014-05-15")
    assert not before.get("revenue", "fy2013").known
    assert then.get("revenue", "fy2013").known
    assert before.get("revenue", "fy2013").reason == (
        "no filing or other publication announced by 2014-05-14 prints or implies total revenues in FY2013"
    )
    assert open_data(beside).get("revenue", "fy2011").known
    assert not open_data(beside, "2030-01-01").get("revenue", "fy2011").known


def test_the_target_in_force_is_the_last_one_told_by_then(beside: Path) -> None:
    data = open_data(beside)
    assert data.get("operating_income", "fy2014", "target").value == 5.05e9
    assert data.get("operating_income", "fy2014", "prior_target").value == 7.2e9
    assert [one.announced_on for one in data.revisions("operating_income", "fy2014")] == ["2014-05-15", "2015-03-31"]
    assert open_data(beside, "2015-03-30").get("operating_income", "fy2014", "target").value == 7.2e9
    assert not open_data(beside, "2015-03-30").get("operating_income", "fy2014", "prior_target").known
    assert data.get("operating_income", "fy2016", "target").value == 5e9
    assert [one.value for one in data.revisions("operating_income", "fy2016")] == [7.2e9, 7.3e9, 5e9]


def test_only_what_filings_print_where_that_is_asked_for(beside: Path) -> None:
    assert open_data(beside).get("revenue", "fy2013", reported_only=True).reason.startswith("no filing prints")


def test_a_printed_target_of_old_shares_is_set_against_what_was_paid_of_new_ones() -> None:
    data = open_data()
    aimed = data.printed("dividend_per_share", "fy2011", scenario="target")
    assert (float(aimed), aimed.basis) == (15.0, "derived")
    assert "before a split" in aimed.working
    assert float(open_data(as_of="2012-03").printed("dividend_per_share", "fy2011", scenario="target")) == 3000.0
