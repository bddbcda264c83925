"""The record for a spreadsheet: a row an item, a column a period, in JPY million, described in the data package."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from filed import fact, folder_with

from helpers.data import record, tables, wide
from helpers.data.dataset import Data, open_data

FACTS = [
    fact("revenue", "fy2013", "114272000000", -6),
    fact("revenue", "fy2016", "157800000000", -8),
    fact("operating_income", "fy2016", "-5135379000", -3),
    fact("operating_income", "fy2016", "9000000000", -8, scenario="target"),
    fact("assets.cash", "fy2016", "21959000000", -6, instant=True),
    fact("assets.cash", "3q16", "19667822000", -3, instant=True),
    fact("subscriptions.mobile", "fy2016", "1856000", 0, unit="count", instant=True),
    fact("gross_margin.network", "1q16", "1000000", -6),
    fact("dividend_per_share", "fy2016", "27.00", 2, unit="JPY/share"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return open_data(folder_with(tmp_path_factory.mktemp("wide"), FACTS), elsewhere=False)


def test_years_are_columns_with_their_gaps_and_amounts_are_in_millions(data: Data) -> None:
    years = data.wide_record("FY").set_index("concept")
    assert years.columns.tolist() == ["label", "unit", "FY2013", "FY2014", "FY2015", "FY2016"]
    assert years.loc["revenue"].tolist() == [
        "Total revenues", "JPY million", Decimal(114272), None, None, Decimal(157800),
    ]  # fmt: skip
    assert years.loc["operating_income", "FY2016"] == Decimal("-5135.379")
    assert years.loc["assets.cash", "FY2016"] == Decimal(21959)
    assert years.loc["subscriptions.mobile", ["unit", "FY2016"]].tolist() == ["count", Decimal(1856000)]
    assert years.loc["dividend_per_share", ["unit", "FY2016"]].tolist() == ["JPY/share", Decimal("27.00")]


def test_a_balance_stands_under_the_quarter_that_its_day_ends(data: Data) -> None:
    quarters = data.wide_record("Q").set_index("concept")
    assert quarters.columns.tolist() == ["label", "unit", "1Q16", "2Q16", "3Q16", "4Q16"]
    assert quarters.loc["assets.cash"].tolist()[2:] == [None, None, Decimal("19667.822"), Decimal(21959)]


def test_no_cell_is_finer_than_its_interval(data: Data) -> None:
    revenue = data.record[(data.record["concept"] == "revenue") & (data.record["period_end"] == "2017-03-31")]
    coarse = revenue.assign(low=1.0e9, value=1.2345678e9, high=1.4e9)
    assert wide.frame(coarse, "FY")["FY2016"].tolist() == [Decimal(1235)]
    fine = revenue.assign(low=1.2345677e9, value=1.2345678e9, high=1.2345679e9)
    assert wide.frame(fine, "FY")["FY2016"].tolist() == [Decimal("1234.568")]


def test_they_are_written_with_the_record_and_described(tmp_path: Path, data: Data) -> None:
    made = record.build(data.facts, data.filings, data.series, data.published)
    frames = {"filings": data.filings, "facts": data.facts, "record": made.record, "record_checks": made.checks}
    changed = tables.write_all(tmp_path, frames)
    assert {"record_wide_years.csv", "record_wide_quarters.csv"} <= set(changed)
    assert tables.write_all(tmp_path, frames) == []  # the same bytes again
    kept = tables.write_all(tmp_path, {"filings": data.filings.assign(title="Other")})
    assert "record_wide_years.csv" not in kept
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [one for one in package["resources"] if one["name"] == "record_wide_years"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert "1 April 2016 to 31 March 2017" in fields["FY2016"]["description"]
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    plain = pd.read_csv(tmp_path / "record_wide_years.csv").set_index("concept")
    assert plain.loc["revenue", "FY2016"] == 157800
