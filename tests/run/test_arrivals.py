"""A new filing comes in by one command, which says first what it changes; and goes as cleanly."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest
from arriving import DECK, INVENTED, RAW, RELEASE, ROOT, YEAR, data_folder, next_year, snapshot

from helpers.__main__ import main
from helpers.data import tables
from helpers.filing import raw as filings
from helpers.filing.raw import FilingError
from helpers.run.arrivals import command, folder, intake, report_text
from helpers.run.arrivals.changed_findings import differences
from helpers.run.arrivals.intake import Arrival, Stated, receive
from helpers.run.arrivals.report import PrintedNumber, Report
from helpers.run.plan import CellFailed
from helpers.run.project import Project

NEXT = "2017-11-07_1h17_presentation"  # invented
LIGHT = ["--no-findings", "--data"]


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def rows(data: Path) -> dict[str, dict[str, str]]:
    with (data / "raw" / "filings.csv").open(encoding="utf-8", newline="") as file:
        return {row["filing"]: row for row in csv.DictReader(file)}


def asked(path: Path, data: Path, **stated: str) -> Arrival:
    return receive(path, Stated(**stated), data / "raw")


# ---- what it is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DECK, ("2017-08-05_1q17_presentation", "2017-08-05", "presentation", "2017-04-01", "2017-06-30")),
        (RELEASE, ("2017-11-08_1h17_release", "2017-11-08", "release", "2017-04-01", "2017-09-30")),
        (YEAR, ("2018-05-15_fy17_presentation", "2018-05-15", "presentation", "2017-04-01", "2018-03-31")),
    ],
)
def test_a_filing_says_itself_what_it_is(name: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    text = tmp_path / "anything at all.txt"
    text.write_text(next_year(name), encoding="utf-8")
    row = asked(text, data).row()
    assert tuple(row[key] for key in ("filing", "announced_on", "kind", "period_start", "period_end")) == expected
    assert row["publisher"].startswith("Internet Initiative Japan Inc.")


def without(text: str, *words: str) -> str:
    return "\n".join(line for line in text.split("\n") if not any(word in line for word in words))


@pytest.mark.parametrize(
    ("words", "flags", "needed"),
    [
        (("August 5, 2017",), {"announced_on": "2017-08-05"}, "--announced-on"),
        (
            ("June 30, 2017", "1Q FY2017", "1Q17", "FY2017"),
            {"kind": "presentation", "period_start": "2017-04-01", "period_end": "2017-06-30"},
            "--period-start YYYY-MM-DD --period-end",
        ),
        (("esults",), {"kind": "presentation", "period_start": "2017-04-01", "period_end": "2017-06-30"}, "--kind"),
        (("Internet Initiative", "IIJ", "IJ"), {"publisher": "Internet Initiative Japan Inc."}, "--publisher"),
    ],
)
def test_only_what_the_text_does_not_say_is_asked_for(
    words: tuple[str, ...], flags: dict[str, str], needed: str, tmp_path: Path
) -> None:
    data = data_folder(tmp_path, YEAR)
    text = tmp_path / "new.txt"
    text.write_text(without(next_year(DECK), *words), encoding="utf-8")
    with pytest.raises(FilingError, match=needed):
        asked(text, data, **{k: v for k, v in flags.items() if f"--{k.replace('_', '-')}" not in needed})
    assert asked(text, data, **flags).filing.stem == "2017-08-05_1q17_presentation"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ({"announced_on": "next week"}, "write a date as 2017-08-08"),
        ({"period_end": "2017-06-30"}, "a period has two ends"),
        ({"period_start": "2017-06-30", "period_end": "2017-04-01"}, "is after"),
        ({"kind": "rumour"}, "write presentation, release or notice"),
        ({"announced_on": "2017-05-01"}, "before the end of the period"),
        ({"supersedes": "nothing-like-it"}, "the filings are"),
    ],
)
def test_a_flag_that_cannot_be_is_refused(flags: dict[str, str], told: str, tmp_path: Path) -> None:
    text = tmp_path / "new.txt"
    text.write_text(next_year(DECK), encoding="utf-8")
    with pytest.raises(FilingError, match=told):
        asked(text, data_folder(tmp_path, YEAR), **flags)


# ---- the report ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def arriving(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on an invented deck of 1H17, among all filings."""
    data = data_folder(tmp_path_factory.mktemp("arriving"), RELEASE, YEAR)
    before = snapshot(data)
    report = command.arriving(Project(ROOT), data, asked(INVENTED / f"{NEXT}.txt", data), with_findings=False)
    assert snapshot(data) == before
    return report


def test_the_report_counts_facts_by_section(arriving: Report) -> None:
    assert sum(section.facts for section in arriving.sections) == arriving.facts > 100
    titles = [section.title for section in arriving.sections]
    assert "II - 3. Cost of Revenues and Gross Margin Ratio" in titles
    assert sum(arriving.roles.values()) == sum(char_runs(INVENTED / f"{NEXT}.txt"))


def char_runs(path: Path) -> list[int]:
    """One for each number of the numbers table of the text, as the extraction counts them."""
    from helpers.reading.numbers import read_filing

    return [1 for _ in read_filing(filings.load(path, {}))[0]]


def test_the_report_compares_with_earlier_filings(arriving: Report) -> None:
    confirmed = {(said.concept, said.period.end, said.there.filing) for said in arriving.confirms}
    assert ("assets", "2017-03-31", YEAR) in confirmed  # the balance of 2017-03-31, printed again
    assert sum(arriving.checks_passed.values()) > 50


def test_the_report_says_which_series_get_longer(arriving: Report) -> None:
    longer = {extension.concept: extension for extension in arriving.extends if extension.scenario == "actual"}
    revenue = longer["revenue"]
    assert ("2017-04-01", "2017-09-30") in {(period.start, period.end) for period in revenue.reported}
    ends = [period.end for period in (revenue.latest_before, revenue.latest_after) if period]
    assert ends == ["2017-03-31", "2017-09-30"]


def test_the_report_reads_as_text(arriving: Report) -> None:
    said = report_text.text(arriving)
    for part in ("Facts: ", "Numbers unread", "Line items never seen before", "Checks it passes", "it confirms"):
        assert part in said
    assert "Series it extends" in said
    assert "... and" in said
    assert "... and" not in report_text.text(arriving, every=True)


def test_the_report_shows_no_character_a_terminal_obeys() -> None:
    evil = dict.fromkeys(("filing", "title", "announced_on", "kind"), "\x1b[2J\u202eevil")
    record = evil | dict.fromkeys(("period_start", "period_end", "publisher", "sha256"), "")
    report = Report("add", record, unread=(PrintedNumber("x", 1, "\x1b]0;1", "", "\x07"),))
    assert not {c for c in report_text.text(report) if not c.isprintable()} - {"\n"}


def test_another_figure_for_a_time_past_is_a_restatement(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    text = tmp_path / "new.txt"
    text.write_text(next_year(RELEASE), encoding="utf-8")  # its "1H16" holds the figures of 1H15
    report = command.arriving(Project(ROOT), data, asked(text, data), with_findings=False)
    restated = {(said.concept, said.measure, said.period.end) for said in report.restates}
    assert ("revenue", "level", "2016-09-30") in restated
    assert report.contradicts == ()
    assert report.checks_broken
    assert "revenue, 1H16: JPY 65.3 billion here" in report_text.text(report, every=True)


def test_a_wrong_digit_is_named_as_what_explains_the_broken_checks(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE, YEAR)
    text = tmp_path / "new.txt"
    right = (RAW / f"{DECK}.txt").read_text(encoding="utf-8")
    text.write_text(right.replace("- JPY4,045 million", "- JPY4,845 million"), encoding="utf-8")
    report = command.arriving(Project(ROOT), data, asked(text, data), with_findings=False)
    worst = report.blamed[0]
    assert (worst.place.printed, worst.concept) == ("4,845", "gross_margin.network")
    said = report_text.text(report)
    assert "'4,845' (gross_margin.network, 1Q16): all others give JPY 4.04 to 4.05 billion" in said
    assert {check.measure for check in report.checks_broken} >= {"level", "of:revenue.network"}
    assert "gross_margin.network as a share of revenue.network, 1Q16" in report_text.text(report, every=True)
    assert len({blame.place for blame in report.blamed}) == len(report.blamed) <= len(report.checks_broken)


@pytest.mark.parametrize(("inside", "then"), [(False, "It comes in as"), (True, "rename the file to")])
def test_a_file_named_as_another_filing_is_told(inside: bool, then: str, tmp_path: Path) -> None:
    data = data_folder(tmp_path, YEAR)
    text = (data / "raw" if inside else tmp_path) / "2019-01-01_1q18_release.txt"
    text.write_text(next_year(DECK), encoding="utf-8")
    (remark,) = (said for said in asked(text, data).remarks if "is named" in said)
    assert f"{then} 2017-08-05_1q17_presentation" in remark
    assert not any("is named" in said for said in asked(RAW / f"{DECK}.txt", data).remarks)


def test_findings_are_compared_by_value_and_by_how_much() -> None:
    columns = ["notebook", "name", "value", "low", "high", "unit", "period_start", "period_end", "statement"]
    dates = ["2016-04-01", "2017-03-31"]
    before = pd.DataFrame(
        [
            ["04", "a.same", "1", "1", "1", "JPY", *dates, "as it was"],
            ["04", "a.ratio", "0.10", "0.10", "0.10", "ratio", *dates, "was"],
            ["04", "a.gone", "5", "5", "5", "count", *dates, "gone"],
            ["04", "a.known", "", "", "", "", "", "", "Unknown: because"],
        ],
        columns=columns,
    )
    after = pd.DataFrame(
        [
            ["04", "a.same", "1.0", "1.0", "1.0", "JPY", *dates, "said otherwise"],
            ["04", "a.ratio", "0.125", "0.12", "0.13", "ratio", *dates, "is"],
            ["04", "a.known", "3", "3", "3", "count", *dates, "known"],
            ["04", "a.new", "7", "7", "7", "count", *dates, "new"],
        ],
        columns=columns,
    )
    changes = {change.name: change for change in differences(before, after)[0]}
    assert set(changes) == {"a.ratio", "a.gone", "a.known", "a.new"}
    assert changes["a.ratio"].by == "by +2.5 points"
    assert changes["a.gone"].after == ""
    assert changes["a.known"].before == "unknown"
    assert changes["a.new"].before == ""


def test_findings_are_made_of_a_copy_that_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_folder(tmp_path, RELEASE)
    head = "notebook,name,value,low,high,unit,period_start,period_end,scenario,fact_ids,statement\n"
    row = "09_trajectory,a.b,{},1,9,count,2016-04-01,2017-03-31,actual,,It is so.\n"
    (data / "processed").mkdir()
    (data / "processed" / "findings.csv").write_text(head + row.format(2))
    seen = []

    def run(notebook: Path, given: dict[str, str]) -> dict[str, object]:
        copy = Path(given["data_dir"])
        texts = {path.stem for path in (copy / "raw").glob("*.txt")}
        assert set(tables.read(copy / "processed", "facts")["filing"]) == texts
        assert not tables.read(copy / "processed", "record").empty
        if notebook.stem == "04_iij_global":
            raise CellFailed(1, 2, "", "Trace\nValueError: no")
        if notebook.stem == "09_trajectory":
            made = Path(given["save_to"]) / "findings"
            made.mkdir(parents=True)
            (made / "09_trajectory.csv").write_text(head + row.format(1 + len(texts)))
            seen.append(copy)
        return {}

    monkeypatch.setattr("helpers.run.in_process.run", run)
    before = snapshot(data)
    downloaded = tmp_path / "downloaded.txt"  # by a name that is not the filing's
    shutil.copyfile(INVENTED / f"{NEXT}.txt", downloaded)
    report = command.arriving(Project(ROOT), data, asked(downloaded, data))
    assert [(change.before, change.after) for change in report.findings.changes] == [("2 (FY2016)", "3 (FY2016)")]
    assert report.findings.stopped == (("04_iij_global", "ValueError: no"),)
    assert snapshot(data) == before
    assert len(seen) == 2, "the findings of the last run are of other texts, so both sides are run"
    assert not any(copy.exists() for copy in seen)

    shutil.copyfile(data / "raw" / "filings.csv", data / "processed" / "filings.csv")
    (data / "processed" / "findings.csv").write_text(head + row.format(7))
    report = command.arriving(Project(ROOT), data, asked(INVENTED / f"{NEXT}.txt", data))
    assert [(change.before, change.after) for change in report.findings.changes] == [("7 (FY2016)", "3 (FY2016)")]
    assert len(seen) == 3, "the last run was on the same texts"


# ---- coming and going ----------------------------------------------------------------------------------------------


def test_a_filing_comes_and_goes_and_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, RELEASE)
    before = snapshot(data)
    text = INVENTED / f"{NEXT}.txt"

    assert main(["add", str(text), "--dry-run", *LIGHT, str(data)]) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert snapshot(data) == before

    assert main(["add", str(text), *LIGHT, str(data)]) == 0
    assert (data / "raw" / f"{NEXT}.txt").read_bytes() == text.read_bytes()
    row = rows(data)[NEXT]
    assert row["sha256"] == snapshot(data)[f"raw/{NEXT}.txt"]
    assert filings.read_all(data / "raw")[-1].record()["period_end"] == "2017-09-30"
    added = snapshot(data)

    assert main(["add", str(text), *LIGHT, str(data)]) == 0
    assert "is there already" in capsys.readouterr().out
    assert snapshot(data) == added

    assert main(["remove", NEXT, "--dry-run", *LIGHT, str(data)]) == 0
    assert snapshot(data) == added
    assert main(["remove", NEXT, *LIGHT, str(data)]) == 0
    assert snapshot(data) == before


def test_what_is_not_there_cannot_be_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, RELEASE)
    outside = tmp_path / "data" / "precious.txt"
    outside.write_text("mine")
    for name in ("../precious", "nothing", "/etc/passwd", "filings.csv", ""):
        assert main(["remove", name, *LIGHT, str(data)]) == 2
        assert f"the filings are {RELEASE}" in capsys.readouterr().err
    assert outside.read_text() == "mine"


def test_a_corrected_version_supersedes_and_its_predecessor_returns(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    text = tmp_path / "corrected.txt"
    text.write_text((RAW / f"{RELEASE}.txt").read_text(encoding="utf-8").replace("74,123", "74,223"), encoding="utf-8")
    with pytest.raises(FilingError, match="say the day it was published with --announced-on"):
        asked(text, data)
    with pytest.raises(FilingError, match="no later announcement date"):
        asked(text, data, announced_on="2016-11-08")
    before = snapshot(data)
    assert main(["add", str(text), "--announced-on", "2016-11-21", *LIGHT, str(data)]) == 0
    corrected = "2016-11-21_1h16_release"
    assert rows(data)[corrected]["supersedes"] == RELEASE
    assert "supersedes" not in rows(data)[RELEASE] or rows(data)[RELEASE]["supersedes"] == ""
    third = tmp_path / "again.txt"
    third.write_text(text.read_text(encoding="utf-8").replace("74,223", "74,323"), encoding="utf-8")
    assert asked(third, data, announced_on="2016-11-30").supersedes == corrected
    with pytest.raises(FilingError, match=f"Give --supersedes {corrected}"):
        asked(third, data, announced_on="2016-11-30", supersedes=RELEASE)
    assert asked(third, data, announced_on="2016-11-30", supersedes=intake.NOTHING).supersedes == ""
    assert main(["remove", corrected, *LIGHT, str(data)]) == 0
    assert snapshot(data) == before


def test_removing_what_was_corrected_leaves_the_correction(tmp_path: Path) -> None:
    raw = data_folder(tmp_path, RELEASE, YEAR) / "raw"
    records = folder.read_records(raw)
    new = {**records.by_stem()[RELEASE], "filing": "z", "supersedes": RELEASE}
    assert records.with_row(new).without(RELEASE).by_stem()["z"].get("supersedes", "") == ""


def test_the_records_keep_their_form(tmp_path: Path) -> None:
    raw = data_folder(tmp_path) / "raw"
    assert folder.read_records(raw).as_bytes() == (RAW / "filings.csv").read_bytes()


def test_a_text_dropped_into_the_folder_gets_its_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, RELEASE)
    shutil.copyfile(INVENTED / f"{NEXT}.txt", data / "raw" / "whatever.txt")
    (data / "raw" / "a poem.txt").write_text("Roses are red 7.\n")
    assert command.take_dropped(Project(data.parent), {"a poem.txt"}) == frozenset()
    assert rows(data)["whatever"]["announced_on"] == "2017-11-07"
    assert "Wrote the record of whatever.txt" in capsys.readouterr().out
    assert command.take_dropped(Project(data.parent)) == {"a poem.txt"}
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("a poem.txt: its first 40 lines do not name Internet Initiative Japan Inc.")


@pytest.mark.parametrize("name", [DECK, RELEASE])
def test_the_series_go_on_after_the_last_filed_year(name: str, tmp_path: Path) -> None:
    from helpers.run.arrivals.effects import tables_of

    data = data_folder(tmp_path, YEAR)
    text = tmp_path / "new.txt"
    text.write_text(next_year(name), encoding="utf-8")
    arrival = asked(text, data)
    present = filings.read_all(data / "raw")
    found = tables_of([*((f, f.record()) for f in present), (arrival.filing, arrival.row())])
    actual = found.series[found.series["scenario"] == "actual"]
    reach = actual.groupby("concept")["period_end"].max()
    end = arrival.filing.period.end
    for concept in ("revenue", "revenue.network", "cost", "gross_margin", "operating_income", "assets"):
        assert reach[concept] == end, concept
