"""Every command that uses raw texts, or tables made of them, first holds them against what is recorded."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from arriving import DECK, INVENTED, RELEASE, ROOT, YEAR, data_folder, snapshot

from helpers.__main__ import main
from helpers.run.extract import extract
from helpers.run.project import Project

Change = Callable[[Path], None]


def edited(data: Path) -> None:
    text = data / "raw" / f"{YEAR}.txt"
    text.write_bytes(text.read_bytes().replace(b"157.8", b"158.8"))


def gone(data: Path) -> None:
    (data / "raw" / f"{YEAR}.txt").unlink()


def another(data: Path) -> None:
    """Its tables are older than a text that came in."""
    (data / "raw" / "2017-11-07_1h17_presentation.txt").write_bytes(
        (INVENTED / "2017-11-07_1h17_presentation.txt").read_bytes()
    )


def no_filings(data: Path) -> None:
    for path in (data / "raw").glob("*.*"):
        path.unlink()


def contradicted(data: Path) -> None:
    records = data / "raw" / "filings.csv"
    records.write_text(records.read_text().replace("2016-04-01,2017-03-31", "2017-04-01,2017-03-31"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder with two filings and the tables of them."""
    root = tmp_path_factory.mktemp("gate")
    data = data_folder(root, DECK, YEAR)
    extract(data / "raw", data / "processed")
    (root / "pyproject.toml").write_text("")
    (root / "notebooks").mkdir()
    for step in Project(root).steps:
        (root / "notebooks" / f"{step.name}.ipynb").write_bytes(
            (ROOT / "notebooks" / f"{step.name}.ipynb").read_bytes()
        )
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:

    shutil.copytree(made, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


COMMANDS: dict[str, list[str]] = {
    "run": ["run"],
    "report": ["report"],
    "refresh": ["refresh"],
    "book": ["book"],
    "export": ["export-xbrl", "out"],
    "add": ["add", str(ROOT / "data" / "raw" / f"{RELEASE}.txt"), "--no-findings"],
    "remove": ["remove", DECK, "--no-findings"],
    "extract": ["extract", "data/raw", "out"],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("change", [edited, contradicted])
def test_no_command_uses_what_is_not_as_recorded(
    command: str, change: Change, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root / "data")
    before = snapshot(root)
    assert main(COMMANDS[command]) == 2
    said = capsys.readouterr().err
    assert YEAR in said
    assert "Traceback" not in said
    assert snapshot(root) == before


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "extract"])
def test_a_recorded_filing_that_is_gone_stops_every_command_of_the_project(
    command: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone(root / "data")
    assert main(COMMANDS[command]) == 2
    assert f"{YEAR}.txt is recorded there, but missing" in capsys.readouterr().err


def a_digit(data: Path) -> None:
    table = data / "processed" / "facts.csv"
    table.write_bytes(table.read_bytes().replace(b",2017-03-31,", b",2017-03-32,", 1))


@pytest.mark.parametrize("command", ["book", "export"])
@pytest.mark.parametrize("change", [another, no_filings, a_digit])
def test_nothing_is_published_of_tables_of_other_texts(
    command: str, change: Change, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root / "data")
    before = snapshot(root)
    assert main(COMMANDS[command]) == 2
    said = capsys.readouterr().err
    expected = {another: "holds tables of other texts", no_filings: "holds no filing", a_digit: "facts.csv not as"}
    assert expected[change] in said
    assert snapshot(root) == before


def test_what_is_as_recorded_passes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(COMMANDS["export"]) == 0
    assert main(COMMANDS["book"]) == 2
    assert "no notebook has been run yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "data/raw", "data/raw"],
        ["extract", "data/raw", "data/raw/tables"],
        ["extract", "data/raw", ""],
        ["extract", "data/raw", "notebooks"],
        ["export-xbrl", ""],
        ["export-xbrl", "."],
        ["export-xbrl", "data/raw"],
        ["export-xbrl", "data/processed"],
        ["export-xbrl", "notebooks"],
    ],
)
def test_no_command_writes_into_a_place_of_other_things(
    arguments: list[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(root)
    assert main(arguments) == 2
    assert "is no folder to write to" in capsys.readouterr().err
    assert snapshot(root) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "-p", "data_dir=~nobody-of-that-name/x"],
        ["run", "-p", "save_to=~nobody-of-that-name/x"],
        ["export-xbrl", "out", "--data", "~nobody-of-that-name/x"],
        ["add", "x.txt", "--data", "~nobody-of-that-name/x"],
        ["remove", "x", "--data", "~nobody-of-that-name/x"],
    ],
)
def test_a_home_that_is_nobodys_is_told(arguments: list[str], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Write the path out." in capsys.readouterr().err


def test_an_export_comes_whole_or_not_at_all(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that is full after one of two reports."""
    from helpers.publish.xbrl import csv_report

    written = csv_report.write

    def full(out_dir: Path, filing: str, *more: object) -> None:
        if filing == YEAR:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(out_dir))
        written(out_dir, filing, *more)  # type: ignore[arg-type]

    before = snapshot(root)
    monkeypatch.setattr(csv_report, "write", full)
    assert main(COMMANDS["export"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert snapshot(root) == before
    monkeypatch.setattr(csv_report, "write", written)
    assert main(COMMANDS["export"]) == 0
    assert len(list((root / "out").glob("*.json"))) == 2


def test_a_day_before_any_filing_is_told_before_an_analysis_runs(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in (["--only", "08_targets"], []):
        assert main(["run", "-p", "as_of=2016-08-04", *more]) == 2
        assert "No filing was announced by 2016-08-04; the first is of 2016-08-05." in capsys.readouterr().err
