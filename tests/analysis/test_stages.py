"""The stages give what they will save, only of filings announced by then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.analysis import reconciliation, stages
from helpers.data.dataset import DataError, open_data
from helpers.language.calendar import Period

DATA = str(Path(__file__).parents[2] / "data")


@pytest.fixture(scope="module")
def read():
    return stages.read(DATA, "2016-08")


def test_only_filings_announced_by_then_are_read(read):
    assert read.filings["filing"].iloc[-1] == "2016-08-05_1q16_presentation"
    assert set(read.facts["filing"]) == set(read.numbers["filing"]) == set(read.filings["filing"])
    assert stages.fiscal_name(read, "2016-08-05_1q16_presentation") == "1Q16"


def test_before_the_first_filing_there_is_nothing_to_read():
    first = open_data(DATA).filings["announced_on"].min()
    with pytest.raises(DataError, match=f"No filing was announced by 2001-01-31; the first is of {first}"):
        stages.read(DATA, "2001-01")


def test_what_was_just_read_is_checked_without_saved_tables(tmp_path):
    name = "2016-08-05_1q16_presentation.txt"
    (tmp_path / "raw").mkdir()
    shutil.copy(Path(DATA, "raw", name), tmp_path / "raw" / name)
    revenue = stages.stated(stages.read(str(tmp_path)), "revenue", lines=(63, 79))
    assert revenue.known
    assert not revenue.contested
    assert not (tmp_path / "processed").exists()


def test_what_a_filing_states_is_a_quantity_with_its_line(read):
    revenue = stages.stated(read, "revenue", lines=(63, 79))
    assert revenue.low <= 36.2e9 <= revenue.high
    assert revenue.fact_ids[0].startswith("2016-08-05_1q16_presentation.L")
    lacking = stages.stated(read, "revenue", period=Period("1999-04-01", "2000-03-31"))
    assert not lacking.known
    assert "states no level of revenue" in lacking.reason


def test_saving_writes_tables_and_their_dictionary_and_nothing_without_a_folder(read, tmp_path):
    stages.save("", numbers=read.numbers)
    stages.save(str(tmp_path), filings=read.filings, numbers=read.numbers)
    assert {path.name for path in tmp_path.iterdir()} == {"filings.csv", "numbers.csv", "datapackage.json"}


@pytest.mark.parametrize(
    ("rule", "name"), [("yoy_pct", "growth"), ("agreement", "said twice"), ("revenue_by_service", "sums")]
)
def test_rules_belong_to_families(rule, name):
    assert reconciliation.family(rule) == name


def test_a_second_half_is_the_year_less_its_first_half():
    data = open_data(DATA)
    second = reconciliation.second_half(data, "revenue", "fy2016")
    year, half = data.get("revenue", "fy2016"), data.get("revenue", "1h16")
    assert second.value == year.value - half.value
    assert (second.period_start, second.period_end) == ("2016-10-01", "2017-03-31")
    assert not reconciliation.second_half(data, "revenue", "fy2040").known
