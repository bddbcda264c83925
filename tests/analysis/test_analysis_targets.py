"""Targets, their revisions and their outcomes, on figures as the filings of FY2016 print them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from filed import FILINGS, fact, frame

from helpers.analysis import targets
from helpers.data import tables
from helpers.data.dataset import Data, open_data
from helpers.data.quantity.quantity import AnyQuantity
from helpers.proof import checks, series
from helpers.run import in_process

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "08_targets.ipynb"
AIM = {"scenario": "target"}
FACTS = [
    fact("operating_income", "fy2016", "7300000000", -8, filing="a", line=73, **AIM),
    fact("revenue", "fy2016", "159000000000", -8, filing="a", line=69, **AIM),
    fact("revenue", "fy2016", "159000000000", -8, scenario="prior_target", line=19),
    fact("revenue", "fy2016", "158000000000", -8, line=19, **AIM),
    fact("operating_income", "fy2016", "5000000000", -6, line=828, **AIM),
    fact("operating_income", "fy2016", "5000000000", -8, filing="c", line=181, **AIM),
    fact("operating_income", "fy2016", "5134000000", -6, filing="c", line=165),
    fact("revenue", "fy2016", "157800000000", -8, filing="c", line=157),
    fact("operating_income", "fy2015", "6140000000", -7, filing="c", line=166),
    fact("revenue", "fy2015", "140600000000", -8, filing="c", line=158),
    fact("operating_income", "1h17", "2000000000", -8, filing="c", line=710, **AIM),
    fact("operating_income", "fy2017", "6500000000", -8, filing="c", line=710, **AIM),
    fact("revenue", "fy2017", "176000000000", -8, filing="c", line=104, **AIM),
    fact("overseas.operating_income", "fy2016", "-200000000", -8, filing="a", line=317, approx=True, **AIM),
    fact("overseas.operating_income", "fy2016", "-180000000", -7, filing="c", line=74),
    fact("dividend_per_share", "fy2016", "27.00", 2, filing="b", line=821, unit="JPY/share", **AIM),
    fact("dividend_per_share", "fy2016", "27.00", 2, filing="c", line=34, unit="JPY/share"),
    fact("dividend_per_share", "fy2017", "148", 0, filing="c", line=431, unit="count", **AIM),
    fact("capex", "fy2016", "15000000000", -8, filing="a", line=9, **AIM),
    fact("share_repurchase", "2016-11-07 to 2017-01-31", "1500000000", -8, line=43, **AIM),
    fact("share_repurchase", "2016-11-01 to 2017-01-31", "1490000000", -7, filing="c", line=88),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    facts = frame(FACTS)
    made = {"checks": checks.build(facts, FILINGS), "series": series.build(facts, FILINGS)}
    tables.write_all(root / "processed", {"filings": FILINGS, "facts": facts, **made})
    return root


@pytest.fixture
def data(folder: Path) -> Data:
    return open_data(folder)


@pytest.fixture
def stated(data: Data) -> list[targets.Target]:
    return targets.targets(data)


def gap(one: targets.Target) -> AnyQuantity:
    """A miss as 08 works it out: the outcome less the target."""
    return one.outcome - one.value


def test_a_target_repeated_by_a_later_filing_counts_once_and_a_revision_gets_a_number(
    stated: list[targets.Target],
) -> None:
    mine = [one for one in stated if one.concept in ("revenue", "operating_income") and one.period == "fy2016"]
    assert [(one.concept, one.number, one.announced, one.value.value) for one in mine] == [
        ("revenue", 1, "2016-08-05", 159e9),
        ("revenue", 2, "2016-11-08", 158e9),
        ("operating_income", 1, "2016-08-05", 7.3e9),
        ("operating_income", 2, "2016-11-08", 5e9),
    ]


def test_a_miss_is_outcome_less_target_with_the_rounding_of_both(data: Data, stated: list[targets.Target]) -> None:
    one = targets.pick(data, stated, "operating_income", "fy2016")
    assert gap(one).value == pytest.approx(5.134e9 - 7.3e9)
    assert gap(one).low <= 5.134e9 - 7.35e9 + 1e6
    assert gap(one).high >= 5.134e9 - 7.25e9 - 1e6
    assert targets.verdict(gap(one)) == "missed"
    assert targets.verdict(gap(targets.pick(data, stated, "operating_income", "fy2016", 2))) == "beaten"


def test_the_notebook_takes_a_miss_over_the_size_of_the_target_so_a_smaller_loss_is_no_shortfall(folder: Path) -> None:
    record = in_process.run(NOTEBOOK, {"data_dir": str(folder)})["record"]
    income, loss = (
        next(name for name in record.index if word in name) for word in ("Operating income, FY2016", "verseas")
    )
    assert record["off by"][income].value == pytest.approx(5.134 / 7.3 - 1)
    assert record["off by"][income].scenario == "actual"
    assert record["off by"][loss].value == pytest.approx(0.1)
    assert record.verdict[loss] == "within rounding"


def test_a_loss_within_the_rounding_of_its_target_is_open(data: Data, stated: list[targets.Target]) -> None:
    loss = targets.pick(data, stated, "overseas.operating_income", "fy2016")
    assert gap(loss).value == pytest.approx(20e6)
    assert targets.verdict(gap(loss)) == "within rounding"
    assert targets.verdict(gap(targets.pick(data, stated, "dividend_per_share", "fy2016"))) == "met"


def test_a_figure_in_the_wrong_unit_is_no_target(stated: list[targets.Target]) -> None:
    assert not [one for one in stated if one.concept == "dividend_per_share" and one.period == "fy2017"]


def test_what_no_filing_states_says_so(data: Data, stated: list[targets.Target]) -> None:
    none = targets.pick(data, stated, "revenue", "fy2012")
    assert none.value.reason == "no filing states a target of revenue for FY2012"
    assert not gap(none).known
    assert targets.verdict(gap(none)) == "not known"
    assert "revised target" in targets.pick(data, stated, "revenue", "fy2017", 2).value.reason


def test_the_record_is_counted(data: Data, stated: list[targets.Target]) -> None:
    known = [one for one in stated if one.outcome.known]
    assert [targets.verdict(gap(one)) for one in known].count("missed") == 3
    assert {one.period for one in stated if not one.outcome.known} == {"1h17", "fy2017"}
    assert targets.other_items(data) == ("capex", "share_repurchase")


def test_findings_are_named_by_item_period_and_revision(data: Data, stated: list[targets.Target]) -> None:
    revised = targets.pick(data, stated, "operating_income", "fy2016", 2)
    assert targets.finding(revised) == "targets.operating_income_miss_fy2016_revised"
    mobile = targets.pick(data, stated, "revenue_view.mobile", "fy2016")
    assert targets.finding(mobile) == "targets.mobile_revenue_miss_fy2016"


def test_on_an_earlier_day_there_is_no_outcome_and_no_revision(folder: Path) -> None:
    then = open_data(folder, "2016-08-31")
    stated = targets.targets(then)
    assert {one.number for one in stated} == {1}
    assert not [one for one in stated if one.outcome.known]
    assert targets.targets(open_data(folder, "2013-12-31")) == []


def test_a_period_is_called_as_printed_and_dates_are_written_out() -> None:
    assert targets.called("fy2016") == "FY2016"
    assert targets.called("2016-11-07 to 2017-01-31") == "7 November 2016 to 31 January 2017"


def test_growth_is_narrowed_by_the_percentage_that_a_filing_prints(data: Data, folder: Path) -> None:
    worked_out = 5.134 / 6.14 - 1
    assert targets.grew(data, "operating_income", "fy2016").value == pytest.approx(worked_out)
    printed = frame([*FACTS, fact("operating_income", "fy2016", "-0.164", 3, measure="yoy_pct", filing="c", line=165)])
    sharper = Data(folder, "")
    vars(sharper).update(facts=printed, series=series.build(printed, FILINGS), filings=FILINGS)
    found = targets.grew(sharper, "operating_income", "fy2016")
    assert (found.low, found.high) == pytest.approx((-0.1645, -0.1635), abs=2e-4)


def test_the_sentence_of_a_miss_follows_the_verdict(folder: Path, tmp_path: Path) -> None:
    in_process.run(NOTEBOOK, {"data_dir": str(folder), "save_to": str(tmp_path)})
    found = pd.read_csv(tmp_path / "findings" / "08_targets.csv").set_index("name").statement
    miss = "targets.operating_income_miss_fy2016"
    assert ", below its first target of JPY 7.3 billion by JPY 2.2 billion." in found[miss]
    assert "above its revised target" in found[f"{miss}_revised"]
    assert "leaves open" in found["targets.overseas_operating_income_miss_fy2016"]
    assert "as its first target said" in found["targets.dividend_per_share_miss_fy2016"]


def test_a_formula_tells_the_targets_for_the_same_apart(data: Data, stated: list[targets.Target]) -> None:
    first, revised = (targets.pick(data, stated, "operating_income", "fy2016", number).value for number in (1, 2))
    cut = revised - first
    assert cut.formula == "operating income in FY2016 (revised target) - operating income in FY2016 (first target)"
    assert targets.pick(data, stated, "revenue", "fy2017").value.formula == "total revenues in FY2017 (target)"


def test_an_outcome_told_by_whole_months_counts(data: Data) -> None:
    (one,) = targets.targets(data, ("share_repurchase",))
    assert (one.period, targets.verdict(gap(one))) == ("2016-11-07 to 2017-01-31", "within rounding")
    assert one.outcome.value == 1_490_000_000


def test_a_target_asks_for_growth_over_the_outcome_of_the_year_before(data: Data) -> None:
    asked = targets.grew(data, "operating_income", "fy2017", scenario="target")
    assert asked.value == pytest.approx(6.5 / 5.134 - 1)


def test_what_came_less_a_target_is_no_target_itself(data: Data) -> None:
    aims = targets.first_and_last(data, "operating_income", since="FY2016")
    off = aims.outcome - aims["first target"]
    assert off["FY2016"].scenario == "target"
    assert targets.actual(off)["FY2016"].scenario == "actual"
    assert targets.actual(off)["FY2016"].value == off["FY2016"].value
