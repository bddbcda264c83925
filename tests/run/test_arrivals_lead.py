"""The report leads with what would make a reader stop, the worst first, with old and new values."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest
from arriving import DECK, RAW, RELEASE, YEAR, data_folder

from helpers.data.quantity.quantity import Quantity
from helpers.language.calendar import Period
from helpers.run.arrivals import alarms, command, report_text
from helpers.run.arrivals.changed_findings import differences
from helpers.run.arrivals.intake import Stated, receive
from helpers.run.arrivals.report import BrokenCheck, FindingsChanged, PrintedNumber, Report
from helpers.run.project import Project

ROOT = Path(__file__).parents[2]
COLUMNS = ["notebook", "name", "value", "low", "high", "unit", "period_start", "period_end", "statement", "status"]
YEARS = ["2015-04-01", "2016-03-31"]


def finding(name: str, value: float, half: float, unit: str = "JPY", status: str = "sound") -> list[object]:
    return ["04", name, str(value), str(value - half), str(value + half), unit, *YEARS, "so", status]


def findings(*rows: list[object]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


# ---- findings ------------------------------------------------------------------------------------------------------


def test_the_largest_change_is_never_among_those_left_out() -> None:
    names = [f"a.f{n:02}" for n in range(40)]
    before = findings(*(finding(name, 1000.0, 1) for name in names))
    after = findings(*(finding(name, 1000.0 + (n * 7) % 40 * 10, 1) for n, name in enumerate(names)))
    after.loc[33, ["value", "low", "high"]] = ["-427000", "-427001", "-426999"]
    changes, _ = differences(before, after)
    assert changes[0].name == "a.f33"
    sizes = [change.size for change in changes]
    assert sizes == sorted(sizes, reverse=True)
    report = Report("add", dict.fromkeys(("filing", "announced_on", "kind", "period_start", "period_end", "title",
                                          "publisher", "sha256"), ""),
                    findings=FindingsChanged(40, changes))  # fmt: skip
    said = report_text.text(report)
    assert "... and " in said
    assert "a.f33" in said
    assert said.index("a.f33") < said.index("Facts: ")


def test_what_is_contested_comes_before_what_only_changes() -> None:
    before = findings(finding("a.sound", 1.0, 0.1), finding("a.doubtful", 10.0, 0.1))
    after = findings(finding("a.sound", 9.0, 0.1), finding("a.doubtful", 11.0, 0.1, status="contested"))
    changes, _ = differences(before, after)
    assert [change.name for change in changes] == ["a.doubtful", "a.sound"]
    assert report_text._finding(changes[0]).endswith("- contested")


@pytest.mark.parametrize(
    ("then", "now", "confirmed"),
    [
        ((0.26, 0.005), (0.263, 0.0005), True),  # the same number with another digit
        ((0.26, 0.005), (0.268, 0.0005), False),
        ((0.263, 0.0005), (0.26, 0.005), False),  # known less finely than it was
        ((0.26, 0.005), (0.26, 0.005), None),
    ],
)
def test_the_same_number_with_another_digit_is_a_confirmation(
    then: tuple[float, float], now: tuple[float, float], confirmed: bool | None
) -> None:
    changes, finer = differences(findings(finding("a.b", *then, "times")), findings(finding("a.b", *now, "times")))
    assert (len(changes), finer) == {True: (0, 1), False: (1, 0), None: (0, 0)}[confirmed]


def test_a_change_in_yen_is_written_as_yen_are() -> None:
    changes, _ = differences(findings(finding("a.b", 1e9, 1)), findings(finding("a.b", 1e9 + 436318.5, 1)))
    assert changes[0].by == "by JPY +436,319"
    changes, _ = differences(findings(finding("a.b", 1e9, 1)), findings(finding("a.b", 1e9 + 12436318.5, 1)))
    assert changes[0].by == "by JPY +12.4 million"


def test_two_values_that_are_written_alike_show_their_intervals() -> None:
    changes, _ = differences(
        findings(finding("a.b", 0.075, 0.0001, "ratio")), findings(finding("a.b", 0.075, 0.004, "ratio"))
    )
    assert changes[0].before != changes[0].after


# ---- figures -------------------------------------------------------------------------------------------------------


def test_how_far_two_quantities_are_apart() -> None:
    def of(value: float, half: float = 0.0) -> Quantity:
        return Quantity(value, value - half, value + half, "JPY")

    assert alarms.apart(of(10, 1), of(11, 1)) == 0
    assert alarms.apart(of(10), of(5)) == 0.5
    assert alarms.apart(of(10), of(-10)) == 2
    assert alarms.apart(of(0), of(0)) == 0
    assert alarms.apart(of(100, 10), of(50, 10)) == pytest.approx(0.3)


def series(*rows: tuple[str, str, float, float, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "concept": concept, "scenario": "actual", "period_start": f"{year}-04-01",
                "period_end": f"{int(year) + 1}-03-31", "value": value, "low": value - half, "high": value + half,
                "unit": "JPY", "basis": basis,
            }
            for concept, year, value, half, basis in rows
        ]
    )  # fmt: skip


def test_derived_values_that_jump_are_found_with_those_of_a_year_before() -> None:
    old = [("revenue", "2014", 15e9, 1e7, "reported"), ("capex", "2014", 10e9, 1e7, "reported")]
    new = [
        ("revenue", "2015", -17.2e9, 1e7, "derived"),
        ("capex", "2015", 28e9, 1e7, "derived"),
        ("cost", "2015", 1e9, 1e7, "derived"),
    ]
    found = alarms.jumps(series(*old, *new), series(*old))
    assert [(jump.concept, jump.value, jump.year_ago) for jump in found] == [
        ("revenue", "JPY −17.2 billion", "JPY 15.0 billion"),
        ("capex", "JPY 28.0 billion", "JPY 10.0 billion"),
    ]
    assert alarms.jumps(series(*old, *new), series(*old, *new)) == (), "only what the filing brings"
    near = ("revenue", "2015", 17e9, 1e7, "derived")
    assert alarms.jumps(series(*old, near), series(*old)) == ()
    wide = ("revenue", "2015", 40e9, 24e9, "derived")
    assert alarms.jumps(series(*old, wide), series(*old)) == (), "it may be as it was"


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on a deck with one wrong digit, among the others."""
    root = tmp_path_factory.mktemp("wrong")
    data = data_folder(root, RELEASE, YEAR)
    right = (RAW / f"{DECK}.txt").read_text(encoding="utf-8")
    (root / "new.txt").write_text(right.replace("- JPY4,045 million", "- JPY4,845 million"), encoding="utf-8")
    arrival = receive(root / "new.txt", Stated(), data / "raw")
    return command.arriving(Project(ROOT), data, arrival, with_findings=False)


def test_a_contested_figure_leads_with_both_readings(wrong: Report) -> None:
    gaps = [row.gap for row in wrong.contested]
    assert gaps == sorted(gaps, reverse=True)
    assert len({(row.concept, row.measure, row.period) for row in wrong.contested}) == len(wrong.contested)
    (row,) = (
        row
        for row in wrong.contested
        if (row.concept, row.measure, row.period.end) == ("gross_margin.network", "level", "2016-06-30")
    )
    assert "4.8" in row.stated + row.follows
    assert "4.0" in row.stated + row.follows
    assert any(place.printed == "4,845" for place in row.places)
    said = report_text.text(wrong)
    assert said.index("Contested figures") < said.index("Findings not compared") < said.index("Facts: ")


def test_broken_checks_come_with_the_furthest_off_first(wrong: Report) -> None:
    open_ones = [check.gap for check in wrong.checks_broken if check.contests]
    assert open_ones == sorted(open_ones, reverse=True)


def test_targets_that_nobody_had_set_are_listed(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    report = command.arriving(Project(ROOT), data, receive(RAW / f"{YEAR}.txt", Stated(), data / "raw"), False)
    levels = [target for target in report.first_targets if target.measure == "level"]
    first = {(target.concept, target.period.end): target.value for target in levels}
    assert first["revenue", "2018-03-31"] == "JPY 176.0 billion"
    said = report_text.text(report, every=True)
    assert f"Targets it sets for the first time: {len(report.first_targets)}" in said
    assert "revenue, FY2017: JPY 176.0 billion (line " in said


def test_a_figure_that_breaks_a_bound_says_which() -> None:
    place = PrintedNumber("2017-08-08_1q17_presentation", 7, "(17)")
    period = Period("2017-04-01", "2017-06-30")
    broken = BrokenCheck("not_negative", "revenue", "level", period, "JPY -17 million", "JPY 0", (place,),
                         "cannot be less than nil", 1.0)  # fmt: skip
    (row,) = alarms.contested((broken,))
    assert "revenue, 1Q17: JPY -17 million cannot be less than nil (1 check; " in report_text._contested(row)
    assert alarms.contested((dataclasses.replace(broken, contests=False),)) == ()
