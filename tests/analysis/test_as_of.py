"""The ten notebooks run as of any day, also when only one filing was out, and use nothing announced later."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import cells
import pytest

from helpers.analysis import trajectory
from helpers.data.dataset import open_data
from helpers.language.calendar import month_last_day
from helpers.run.parameters import declared
from helpers.run.project import find_project
from helpers.run.promotion import finish_tables

PROJECT = find_project(Path(__file__).parent)


def announced(folder: Path) -> dict[str, str]:
    """The filings of a folder's filings.csv with the day of their announcement."""
    with (folder / "filings.csv").open(encoding="utf-8", newline="") as file:
        return {row["filing"]: row["announced_on"] for row in csv.DictReader(file)}


def published_days(folder: Path) -> set[str]:
    """The days of the published figures that any of the saved tables names; 'undated' for those without one."""
    ids = {word for path in folder.glob("*.csv") for word in re.findall(r"published:[^\s,]+", path.read_text("utf-8"))}
    return {word.rpartition(":")[2] for word in ids}


def uses_nothing_later(saved: Path, as_of: str) -> None:
    by_then = {stem for stem, day in announced(PROJECT.data / "raw").items() if day <= month_last_day(as_of)}
    assert announced(saved).keys() == by_then
    later = {path.stem for path in (PROJECT.data / "raw").glob("*.txt")} - by_then
    assert later
    for table in ("numbers", "facts", "checks", "series", "findings"):
        text = (saved / f"{table}.csv").read_text(encoding="utf-8")
        assert not [filing for filing in later if filing in text], f"{table}.csv uses a later filing"


def run(data: Path, drawn: bool = False, **given: object) -> str:
    """The ten notebooks one after the other in this process, on the raw texts, and what they save to `data`: all that
    they show."""
    shutil.copytree(PROJECT.data / "raw", data / "raw")
    given |= {"data_dir": str(data), "save_to": str(data / "processed")}
    kept = ""
    for step in PROJECT.steps:
        known = declared(PROJECT.source(step))
        outputs = cells.shown(step.name, drawn, **{name: value for name, value in given.items() if name in known})
        assert outputs
        kept += "".join(one.kept for one in outputs)
    assert finish_tables(data / "processed", {})
    return kept


def test_a_run_as_of_a_day_uses_the_filings_of_by_then_alone(tmp_path: Path) -> None:
    as_of = "2016-11"
    kept = run(tmp_path, as_of=as_of, elsewhere=False)
    uses_nothing_later(tmp_path / "processed", as_of)
    assert not published_days(tmp_path / "processed")
    assert "published_results.csv#" not in kept


def test_all_notebooks_run_when_one_filing_was_out_and_use_what_was_published_by_then(tmp_path: Path) -> None:
    """Their figures are drawn, too."""
    as_of = "2012-02-08"
    kept = run(tmp_path, drawn=True, as_of=as_of, elsewhere=True)
    uses_nothing_later(tmp_path / "processed", as_of)
    days = published_days(tmp_path / "processed")
    assert days
    assert all(day <= month_last_day(as_of) for day in days), "'undated' is later than any day"
    assert "published_results.csv#" in kept


@pytest.mark.parametrize(
    ("as_of", "split"), [("", "October 2012"), ("2013-08-31", "October 2012"), ("2012-08-31", None)]
)
def test_a_split_is_spoken_of_only_once_it_has_come(as_of: str, split: str | None) -> None:
    assert trajectory.last_split(open_data(PROJECT.data, as_of)) == split
