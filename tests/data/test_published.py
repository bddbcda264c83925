"""The table of figures published elsewhere: what is in it, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from publications import row, write

from helpers.data import published
from helpers.data.published import PublishedError
from helpers.language import concepts

REFERENCE = Path(__file__).parents[2] / "data" / "raw" / "reference"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    return published.read(REFERENCE).to_dict("records")  # type: ignore[return-value]


def test_every_row_has_an_id_of_its_own_and_a_concept_of_the_vocabulary(rows: list[dict[str, object]]) -> None:
    assert len({one["reference_id"] for one in rows}) == len(rows) > 590
    assert {str(one["concept"]) for one in rows} <= set(concepts.load().concepts)


def test_every_revision_of_the_targets_for_fy2014_is_a_row_with_its_day(rows: list[dict[str, object]]) -> None:
    told = {
        (one["concept"], one["day"]): one["value"]
        for one in rows
        if one["period_end"] == "2015-03-31" and one["scenario"] != "actual"
    }
    days = ("2014-05-15", "2014-11-07", "2015-03-24")
    assert [told["revenue", day] for day in days] == [123_000_000_000, 122_000_000_000, 123_000_000_000]
    assert [told["operating_income", day] for day in days] == [7_200_000_000, 6_500_000_000, 5_050_000_000]
    assert [told["net_income_attributable", day] for day in days] == [4_500_000_000, 4_000_000_000, 3_100_000_000]
    assert told["net_income_per_share.basic", "2014-11-07"] == Decimal("87.07")


def test_a_month_counts_as_its_last_day(tmp_path: Path) -> None:
    write(tmp_path, row("revenue", "9m09", "48313000000", on="2010-02"))
    (only,) = published.read(tmp_path).to_dict("records")
    assert (only["announced_on"], only["day"]) == ("2010-02", "2010-02-28")
    assert only["reference_id"] == "published:revenue:actual:2009-04-01..2009-12-31:2010-02-28"
    assert published.read(tmp_path, "2010-02-27").empty
    assert len(published.read(tmp_path, "2010-02-28")) == 1


def test_a_row_without_a_day_is_hindsight(tmp_path: Path) -> None:
    write(tmp_path, row("revenue", "fy2011", "97315000000", on=""))
    assert published.read(tmp_path)["reference_id"].str.endswith(":undated").all()
    assert published.read(tmp_path, "2030-01-01").empty


def test_no_table_is_no_rows(tmp_path: Path) -> None:
    assert published.read(tmp_path).empty


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"concept": "revenu"}, "there is no concept 'revenu'"),
        ({"scenario": "plan"}, "the scenario is 'plan'; write one of actual, target, prior_target"),
        ({"measure": "share"}, "the measure is 'share'"),
        ({"period_end": "2014-02-30"}, "the period_end is '2014-02-30'; write a date YYYY-MM-DD"),
        ({"period_start": "2015-04-01"}, "the period ends before it starts on 2015-04-01"),
        ({"value": "114,272"}, "the value is '114,272'; write a plain number"),
        ({"value": "NaN"}, "the value is 'NaN'"),
        ({"unit": "USD"}, "the unit is 'USD'; write 'JPY'"),
        ({"decimals": "million"}, "the decimals is 'million'"),
        ({"approx": "yes"}, "the approx is 'yes'"),
        ({"announced_on": "May 2014"}, "the announced_on is 'May 2014'"),
        ({"announced_on": "2014-13"}, "the announced_on is '2014-13'"),
        ({"publisher": " "}, "the publisher is ' '"),
        ({"source": "javascript:alert(1)"}, "the source is 'javascript:alert(1)'; write the address, from http on"),
        ({"how": "guessed"}, "the how is 'guessed'"),
        ({"reference_id": "published:revenue"}, "the id does not follow from concept, scenario, period and day"),
    ],
)
def test_a_bad_row_is_named_with_what_to_do(change: dict[str, str], says: str, tmp_path: Path) -> None:
    good = row("cost", "fy2013", "93000000000")
    write(tmp_path, good, row("revenue", "fy2013", "114272000000") | change)
    with pytest.raises(PublishedError) as error:
        published.read(tmp_path)
    assert f"{published.FILE}, line 3 (" in str(error.value)
    assert says in str(error.value)


def test_a_balance_with_a_first_day_is_refused(tmp_path: Path) -> None:
    write(tmp_path, row("assets", "fy2013", "103867000000"))
    with pytest.raises(PublishedError, match="a balance has no first day"):
        published.read(tmp_path)


def test_one_figure_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, row("revenue", "fy2013", "114272000000"), row("revenue", "fy2013", "114300000000", -8))
    with pytest.raises(PublishedError, match=r"line 3: the id published:revenue:.* stands there a second time"):
        published.read(tmp_path)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / published.FILE).write_text("concept,value\nrevenue,1\n", encoding="utf-8")
    with pytest.raises(PublishedError, match="has the columns concept, value; expected reference_id"):
        published.read(tmp_path)
