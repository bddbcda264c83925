"""One call from question to frame: rows in the order of time, gaps visible, names and pandas' periods."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from filed import fact, folder_with

from helpers.data import timeline
from helpers.data.dataset import Data, DataError, open_data
from helpers.data.quantity import formats

FACTS = [
    fact("revenue", "fy2012", "106248000000", -6),
    fact("revenue", "fy2013", "114272000000", -6, filing="b"),
    fact("revenue", "fy2016", "157800000000", -8, filing="b"),
    fact("operating_income", "fy2016", "5100000000", -8, filing="b"),
    fact("operating_income", "fy2017", "6000000000", -8, scenario="target", filing="b"),
    fact("revenue", "4q15", "41300000000", -8),
    fact("revenue", "1q16", "36200000000", -8),
    fact("revenue", "2q16", "37900000000", -8),
    fact("revenue", "1h15", "65400000000", -8),
    fact("assets.cash", "1q16", "19667822000", -3, instant=True),
    fact("adjusted_ebitda", "fy2016", "17000000000", -8),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return open_data(folder_with(tmp_path_factory.mktemp("frames"), FACTS))


def test_a_frame_has_a_column_an_item_and_a_row_a_period_with_its_gaps(data: Data) -> None:
    frame = data.frame(["revenue", "operating_income"], freq="FY", since="FY2009")
    assert list(frame.columns) == ["revenue", "operating_income"]
    assert frame.index.tolist() == [f"FY{year}" for year in range(2009, 2017)]
    assert (frame.dtypes == "quantity").all()
    assert frame.loc["FY2016", "revenue"] == data.get("revenue", "fy2016")
    assert "total revenues in FY2014" in frame.loc["FY2014", "revenue"].reason
    margin = frame["operating_income"] / frame["revenue"]
    assert formats.short(margin["FY2016"]) == "3.2%"


def test_a_frame_goes_from_the_first_to_the_last_known_period_unless_told(data: Data) -> None:
    assert data.frame("revenue").index.tolist() == [f"FY{year}" for year in range(2012, 2017)]
    assert data.frame("revenue", until="FY2013").index.tolist() == ["FY2012", "FY2013"]
    assert data.frame("revenue", freq="1H", since="1H14", until="1H16").index.tolist() == ["1H14", "1H15", "1H16"]
    assert data.frame("operating_income", scenario="target", since="FY2016").index.tolist() == ["FY2016", "FY2017"]
    assert data.frame("revenue", since="FY2007").index[0] == "FY2007"
    named = data.frame({"Cash": "assets.cash"}, freq="Q")
    assert named.loc["1Q16", "Cash"].period_start == ""


def test_quarters_sort_by_time_and_keep_their_gaps(data: Data) -> None:
    frame = data.frame("revenue", freq="Q", since="3Q15")
    assert frame.index.tolist() == ["3Q15", "4Q15", "1Q16", "2Q16"]
    assert frame["revenue"].isna().tolist() == [True, False, False, False]
    turned = frame.iloc[::-1].sort_index()
    assert turned.index.tolist() == ["3Q15", "4Q15", "1Q16", "2Q16"]
    both = pd.concat([frame.iloc[2:], data.frame("revenue", freq="Q", until="4Q15")]).sort_index()
    assert both.index.tolist() == ["4Q15", "1Q16", "2Q16"]
    joined = frame.iloc[2:].join(frame.iloc[:2].rename(columns={"revenue": "old"}), how="outer").sort_index()
    assert joined.index.tolist() == ["3Q15", "4Q15", "1Q16", "2Q16"]
    assert frame.reset_index().sort_values("period")["period"].tolist() == frame.index.tolist()
    assert frame.loc["4Q15":"1Q16"].index.tolist() == ["4Q15", "1Q16"]


def test_the_periods_of_a_table_sort_by_time(data: Data) -> None:
    table = data.table(["revenue"], ["2q16", "fy2016", "4q15", "1q16"])
    assert table.sort_values("period")["period"].tolist() == ["4q15", "1q16", "2q16", "fy2016"]
    assert data.table([], []).empty


def test_a_frame_knows_what_was_known_and_says_what_was_published_elsewhere() -> None:
    now, alone, then = open_data(), open_data(elsewhere=False), open_data(as_of="2013-12", elsewhere=False)
    years = now.frame("revenue", since="FY2012", until="FY2014")["revenue"]
    assert years.q.basis.tolist() == ["reported", "published", "published"]
    assert years.q.sources.iloc[1][0].startswith("published:revenue")
    assert years.pct_change().q.basis.tolist() == ["unknown", "published_derived", "published_derived"]
    assert alone.frame("revenue", since="FY2012", until="FY2014")["revenue"].isna().tolist() == [False, True, True]
    assert then.frame("revenue").index[-1] == "FY2012"
    early = pd.concat([then.frame("revenue", freq="Q"), now.frame("revenue", freq="q", since="1Q14")]).sort_index()
    assert early.index[-1] == "4Q17"  # the axis of both is the same: nothing sorts by name


def test_names_and_pandas_periods_are_one_call_apart(data: Data) -> None:
    quarters, years = data.frame("revenue", freq="Q"), data.frame("revenue")
    in_periods = quarters.q.periods()
    assert in_periods.index.dtype == "period[Q-MAR]"
    assert str(in_periods.index[0].start_time.date()) == "2016-01-01"  # 4Q15
    assert in_periods.q.names().index.tolist() == quarters.index.tolist()
    assert years.q.periods().index.dtype == "period[Y-MAR]"
    assert str(years["revenue"].q.periods().index[-1].end_time.date()) == "2017-03-31"
    assert years.q.periods().q.names().index.tolist() == years.index.tolist()
    halves = data.frame("revenue", freq="H").q.periods()
    assert str(halves.index[0].end_time.date()) == "2015-09-30"
    assert halves.q.names().index.tolist()[0] == "1H15"
    with pytest.raises(ValueError, match="one length"):
        timeline.to_pandas(pd.Index(["FY2016", "4Q16"]))


def test_plain_and_tidy_frames_for_seaborn(data: Data) -> None:
    frame = data.frame(["revenue", "operating_income"], since="FY2013")
    plain = frame.q.float("billion")
    assert plain.loc["FY2016", "operating_income"] == 5.1
    assert plain["revenue"].isna().tolist() == [False, True, True, False]
    assert plain.index.categories.tolist() == ["FY2013", "FY2014", "FY2015", "FY2016"]  # an axis has no other ticks
    tidy = frame.q.long("billion")
    assert tidy.columns.tolist() == ["period", "item", "value", "low", "high", "unit", "basis"]
    assert len(tidy) == 8
    assert tidy["period"].cat.ordered
    assert frame.q.low.loc["FY2016", "operating_income"] < 5.1e9 < frame.q.high.loc["FY2016", "operating_income"]


def test_what_does_not_exist_is_told_with_what_does(data: Data) -> None:
    for ask in (data.frame, lambda item: data.get(item, "fy2016")):
        with pytest.raises(DataError, match=r"no concept 'ebitda'; did you mean adjusted_ebitda \(Adjusted EBITDA\)"):
            ask("ebitda")
    with pytest.raises(DataError, match="did you mean revenue "):
        data.get("revenu", "fy2016")
    with pytest.raises(DataError, match=r"subscriptions\.mobile\.enterprise\.mvne"):
        data.get("mvne_subscriptions", "fy2016")
    with pytest.raises(DataError, match=r"data\.find"):
        data.get("qzx", "fy2016")
    with pytest.raises(ValueError, match="no frequency 'M': write one of FY"):
        data.frame("revenue", freq="M")
    with pytest.raises(ValueError, match="names no period"):
        data.frame("revenue", since="2009Q1")


def test_items_are_found_by_id_label_and_the_words_of_filings_best_first(data: Data) -> None:
    assert data.find("revenue")["concept"][0] == "revenue"
    assert data.find("Total revenues")["concept"][0] == "revenue"
    assert data.find("ebitda")["concept"][0] == "adjusted_ebitda"
    assert data.find("gross profit")["concept"].str.startswith("gross_margin").all()
    assert {"subscriptions.mobile.enterprise.mvne", "mvne_clients"} <= set(data.find("mvne")["concept"])
    first = data.find("revenue").iloc[0]
    assert (first["first"], first["last"], first["label"]) == ("FY2012", "FY2016", "Total revenues")
    assert data.find("qzx").empty
    assert data.find("").empty


def test_repr_of_the_data_and_its_vocabulary_is_short_and_names_no_folder(data: Data, tmp_path: Path) -> None:
    assert "facts" in repr(data)
    assert str(data.folder) not in repr(data)
    assert len(repr(data)) < 200
    assert len(repr(data.concepts)) < 200


def test_what_confirms_a_level_is_told_with_its_rule_in_words() -> None:
    data = open_data()
    checks = data.checks_of("revenue", "FY2016")
    assert len(checks) > 3
    assert checks["status"].is_monotonic_increasing  # broken first
    assert any(checks["says"].str.contains("gross margin = total revenues - total cost of revenues"))
    facts = set(data.mentions("revenue", "fy2016")["fact_id"])
    about = [bool(facts & set(ids.split())) or "revenue" in ids for ids in checks["fact_ids"]]
    assert any(about)


def test_text_and_passages_are_of_the_nearest_filing() -> None:
    data = open_data(as_of="2016-12")
    said = data.said("cloud", "2013-05")
    assert said.filing == "2013-08-06_1q13_presentation"
    assert said.note.startswith("No filing was announced in 2013-05; the nearest is 2013-08-06_1q13_presentation")
    assert len(said) == len(list(said)) > 3
    row = said.passages.iloc[0]
    assert "cloud" in data.text(row["filing"]).split("\n")[row["line"] - 1].lower()
    assert data.said("CLOUD", "2013-08").filing == said.filing
    assert data.said("qzx").passages.empty
    assert data.text("2016-08-05") == data.text("1q16_pres")
    with pytest.raises(DataError, match="no filing '2017-05-15'"):
        data.text("2017-05-15")  # announced later
    with pytest.raises(DataError, match="are both called 'presentation'"):
        data.text("presentation")
    with pytest.raises(DataError, match="Give a word"):
        data.said(" ")
