"""The raw texts are as they came, and the committed tables are what the code makes of them."""

from __future__ import annotations

import csv
import hashlib
import subprocess
from pathlib import Path

import pytest

from helpers.run.extract import extract

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
PROCESSED = ROOT / "data" / "processed"
TABLES = ("filings", "numbers", "facts", "checks", "series", "record", "record_checks")


def records() -> list[dict[str, str]]:
    with (RAW / "filings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_text_has_a_record_with_its_sha256() -> None:
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in RAW.glob("*.txt")}
    assert found == {record["filing"]: record["sha256"] for record in records()}


def test_git_changes_no_byte_of_data() -> None:
    names = ["data/raw/2016-11-08_1h16_release.txt", "data/raw/reference/mvno_market.csv", "data/processed/facts.csv"]
    told = subprocess.run(
        ["git", "check-attr", "text", *names], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert told.count("text: unset") == len(names)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables that the code makes of data/raw."""
    folder = tmp_path_factory.mktemp("made") / "tables"
    extract(RAW, folder)
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_a_committed_table_is_what_the_code_makes_of_the_raw_texts(table: str, made: Path) -> None:
    assert (PROCESSED / f"{table}.csv").read_bytes() == (made / f"{table}.csv").read_bytes(), (
        f"data/processed/{table}.csv is not what the code makes: run make report and commit it"
    )
