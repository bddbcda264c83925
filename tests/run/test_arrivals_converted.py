"""A filing as it is published, HTML or PDF: `convert` shows its text, `add` takes it in and says where it is from."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import published
import pytest
from arriving import RELEASE, ROOT, YEAR, data_folder, next_year, snapshot

from helpers.__main__ import main
from helpers.filing import raw
from helpers.filing.documents.written import pages
from helpers.reading.numbers import read_filing

TEXT = "2017-11-08_1h17_release"


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def exhibit(tmp_path: Path) -> Path:
    path = tmp_path / "ex991.htm"
    path.write_text(published.as_html(next_year(RELEASE), "exhibit"), encoding="utf-8")
    return path


def test_add_takes_an_exhibit_in_and_remove_leaves_nothing_of_it(exhibit: Path, tmp_path: Path) -> None:
    data = data_folder(tmp_path, YEAR)
    before = snapshot(data)
    assert main(["add", str(exhibit), "--no-findings", "--data", str(data)]) == 0
    with (data / "raw" / "filings.csv").open(encoding="utf-8", newline="") as file:
        record = {row["filing"]: row for row in csv.DictReader(file)}[TEXT]
    assert record["original"] == "ex991.htm"
    assert record["original_sha256"] == hashlib.sha256(exhibit.read_bytes()).hexdigest()
    assert (record["original_kind"], record["converter"]) == ("html", "helpers html")
    assert record["converter_version"].startswith("2 (lxml ")
    text = (data / "raw" / f"{TEXT}.txt").read_text(encoding="utf-8")
    assert pages(text)[-1] > 5
    numbers, _ = read_filing(raw.load(data / "raw" / f"{TEXT}.txt", raw.read_records(data / "raw")))
    lines = text.split("\n")
    assert all(lines[n["line"] - 1][n["start"] : n["end"]] == n["printed"] for n in numbers)  # type: ignore[index, misc, operator]
    with (data / "raw" / f"{TEXT}.conversion.csv").open(encoding="utf-8", newline="") as file:
        assert {row["what"] for row in csv.DictReader(file)} >= {"a page number, left out"}

    assert main(["add", str(exhibit), "--no-findings", "--data", str(data)]) == 0  # the same again: nothing to do
    assert main(["remove", TEXT, "--no-findings", "--data", str(data)]) == 0
    left = snapshot(data)
    assert left.keys() == before.keys()
    assert all(left[name] == before[name] for name in before if not name.endswith("filings.csv"))


def test_a_dry_run_changes_nothing(exhibit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, YEAR)
    before = snapshot(data)
    assert main(["add", str(exhibit), "--dry-run", "--no-findings", "--data", str(data)]) == 0
    assert "Converted from ex991.htm (html, " in capsys.readouterr().out
    assert snapshot(data) == before


def test_convert_shows_the_text_or_writes_it(exhibit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(exhibit)]) == 0
    shown, listed = capsys.readouterr()
    assert "page 1: a page number, left out: 1" in listed
    target = tmp_path / "out" / "text.txt"
    assert main(["convert", str(exhibit), "--to", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == shown
    assert (tmp_path / "out" / "text.conversion.csv").is_file()


@pytest.mark.parametrize("name", ["nothing.htm", "text.txt", "empty.pdf"])
def test_what_is_no_document_is_said_in_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name != "nothing.htm":
        (tmp_path / name).write_text("" if name == "empty.pdf" else "Revenue 5\n", encoding="utf-8")
    assert main(["convert", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert "Traceback" not in said


def test_convert_does_not_write_over_the_document(exhibit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = exhibit.read_bytes()
    assert main(["convert", str(exhibit), "--to", str(exhibit)]) == 2
    assert "the document itself" in capsys.readouterr().err
    assert exhibit.read_bytes() == before
