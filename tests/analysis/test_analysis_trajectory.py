"""What the analyses share: the ends of columns, levels from changes, sentences of the filings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from analysis_data import F11, F13, F16, F17, opened
from filed import fact

from helpers.analysis import quotes, ratios, trajectory
from helpers.data.dataset import Data
from helpers.data.quantity import quantity

FACTS = [
    # 2017-05-15_fy16_presentation, lines 241, 248, 258, 161 and 110; 2016-08-05_1q16_presentation, line 379
    fact("gross_margin", "fy2016", "25247000000", -6, filing=F17, line=241),
    fact("gross_margin", "fy2015", "24660000000", -7, filing=F17, line=161),
    fact("gross_margin.network", "fy2016", "16609000000", -6, filing=F17, line=248),
    fact("gross_margin.network", "fy2015", "15056000000", -6, filing=F17, line=248),
    fact("gross_margin.si", "fy2016", "6756000000", -6, filing=F17, line=258),
    fact("gross_margin.si", "fy2015", "7963000000", -6, filing=F17, line=258),
    fact("sga_rd", "fy2016", "20110000000", -7, filing=F17, line=110),
    fact("sga_rd", "fy2015", "18515000000", -6, filing=F16, line=379),
    fact("revenue", "fy2016", "157800000000", -8, filing=F17, line=157),
    fact("revenue", "fy2015", "140600000000", -8, filing=F17, line=157),
    fact("revenue.network", "fy2016", "92995000000", -6, filing=F17, line=1),
    fact("revenue.network", "fy2015", "79295000000", -6, filing=F17, line=1),
    fact("revenue.si", "fy2016", "57745000000", -6, filing=F17, line=1),
    fact("revenue.si", "fy2015", "54189000000", -6, filing=F17, line=1),
    # 2012-02-08_3q11_presentation, lines 136, 137, 269 and 431; 2013-08-06_1q13_presentation, lines 138 and 139
    fact("revenue", "fy2010", "82400000000", -8, filing=F11, line=431),
    fact("operating_income", "fy2010", "4141000000", -6, filing=F11, line=269),
    fact("operating_income", "fy2012", "7800000000", -8, filing=F13, line=431),
    fact("cost.network", "fy2012", "50692000000", -6, filing=F13, line=138),
    fact("gross_margin.network", "fy2012", "0.223", 3, measure="margin", filing=F13, line=139),
    fact("operating_income", "fy2016", "7300000000", -8, scenario="target", filing=F16, line=73),
    fact("operating_income", "fy2016", "5000000000", -8, scenario="target", filing=F17, line=181),
    fact(
        "revenue.network.connectivity_enterprise", "fy2016", "5036000000", -6, measure="yoy_abs", filing=F17, line=277
    ),
    fact("revenue.network.connectivity_enterprise", "fy2016", "0.286", 3, measure="yoy_pct", filing=F17, line=277),
    fact("equity.shareholders", "fy2016", "66742000000", -6, instant=True, filing=F17, line=523),
    fact("assets", "fy2016", "137395000000", -6, instant=True, filing=F17, line=512),
    fact("equity.shareholders", "fy2016", "0.486", 3, measure="share", instant=True, filing=F17, line=526),
]
TEXTS = {F17: "I\nContinuous growth. Operating income to largely improve with revenue. More follows.\n"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return opened(tmp_path_factory.mktemp("data"), FACTS, TEXTS)


def test_a_full_stop_in_brackets_ends_no_quoted_sentence() -> None:
    line = "Sold more. Acquiring projects (ex. ERP, mail, etc.) of over JPY10 million. Next"
    at = line.index("projects")
    said = quotes.sentence_around(line, at, at + 8)
    assert said == "Acquiring projects (ex. ERP, mail, etc.) of over JPY10 million."
    assert quotes.sentence_around("It grew (ex. games. More", 3, 7) == "It grew (ex. games. More", "never closed"


def test_a_short_item_of_a_list_is_quoted_with_the_item_it_stands_below(data: Data, tmp_path: Path) -> None:
    copy = shutil.copytree(data.folder, tmp_path / "data")
    text = "- Site for a retailer\n - > MRC JPY14 million, from 2H17\n\nMRC JPY3 million\n MRC JPY5 million\n"
    (copy / "raw" / f"{F17}.txt").write_text(text, encoding="utf-8")
    told = quotes.quoted(Data(copy, ""), ["MRC JPY"], most=3)
    said = [row["In the company's words"].text for row in told]
    assert said == ["Site for a retailer: MRC JPY14 million, from 2H17", "MRC JPY3 million", "MRC JPY5 million"]


def test_ratios_that_contradict_each_other_are_spanned_not_hidden(data: Data) -> None:
    one = quantity.ratio(data.get("revenue", "fy2016"), data.get("revenue", "fy2015"))
    other = quantity.ratio(data.get("revenue", "fy2016"), data.get("revenue", "fy2010"))
    found = ratios.narrowed(one, other)
    assert (found.low, found.high) == (one.low, other.high)


def test_a_level_follows_from_its_change_in_yen_and_percent(data: Data) -> None:
    concept = "revenue.network.connectivity_enterprise"
    later, earlier = ratios.level(data, concept, "fy2016"), ratios.level(data, concept, "fy2015")
    assert later.low < 5036e6 / 0.286 + 5036e6 < later.high
    assert earlier.low < 5036e6 / 0.286 < earlier.high
    assert (earlier.period_start, earlier.period_end) == ("2015-04-01", "2016-03-31")
    assert not ratios.level(data, concept, "fy2013").known


def test_a_sentence_that_begins_on_another_page_begins_with_an_ellipsis_and_hopes_are_no_reasons(
    data: Data, tmp_path: Path
) -> None:
    copy = shutil.copytree(data.folder, tmp_path / "data")
    text = "such as low productivity of engineers. We expect low productivity to improve.\n"
    (copy / "raw" / f"{F17}.txt").write_text(text, encoding="utf-8")
    [row] = quotes.quoted(Data(copy, ""), quotes.REASONS, most=3, unless=quotes.HOPES)
    assert row["In the company's words"].text == "… such as low productivity of engineers."


def test_the_ends_of_a_column_are_its_first_and_last_known_values(data: Data) -> None:
    years = data.frame({"revenue": "revenue"}, freq="FY", since="FY2010", until="FY2016").revenue
    ends = trajectory.ends(years)
    assert (ends.first.value, ends.last.value) == (82.4e9, 157.8e9)
    assert trajectory.yearly(years).low < (157.8 / 82.4) ** (1 / 6) - 1 < trajectory.yearly(years).high
    assert not trajectory.ends(years.iloc[:1]).change.known
