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
from helpers.run.pipeline import run
from helpers.run.project import Project, find_project
from helpers.run.promotion import finish_tables

PROJECT = find_project(Path(__file__).parent)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project in another folder, so that nothing of its own is touched."""
    root = tmp_path_factory.mktemp("as_of")
    for name in ("notebooks", "data/raw"):
        shutil.copytree(PROJECT.root / name, root / name)
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(PROJECT.root / name, root / name)
    return Project(root)


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


def test_a_run_as_of_a_day_uses_the_filings_of_by_then_alone(copy: Project) -> None:
    as_of = "2016-11"
    said: list[str] = []
    outcome = run(copy, {"as_of": as_of, "elsewhere": "False", "save_to": "saved"}, say=said.append)
    assert outcome.complete, "\n".join(said)
    uses_nothing_later(copy.root / "saved", as_of)
    assert not (copy.data / "processed").exists(), "only the defaults renew data/processed"
    assert not published_days(copy.root / "saved")
    (folder,) = (path for path in (copy.build / "runs").iterdir() if "elsewhere=False" in path.name)
    executed = [path.read_text(encoding="utf-8") for path in (folder / "notebooks").glob("*.ipynb")]
    assert len(executed) == 10
    assert not [text for text in executed if "published_results.csv#" in text]


def test_all_notebooks_run_when_one_filing_was_out_and_use_what_was_published_by_then(copy: Project) -> None:
    """One after the other in this process: what they come to, their figures drawn, without kernels."""
    as_of, data = "2012-02-08", copy.root / "by_then"
    saved = data / "processed"
    shutil.copytree(copy.data / "raw", data / "raw")
    for step in copy.steps:
        given = {"as_of": as_of, "elsewhere": True, "data_dir": str(data), "save_to": str(saved)}
        known = declared(copy.source(step))
        assert cells.shown(step.name, **{name: value for name, value in given.items() if name in known})
    assert finish_tables(saved, {})
    uses_nothing_later(saved, as_of)
    days = published_days(saved)
    assert days
    assert all(day <= month_last_day(as_of) for day in days), "'undated' is later than any day"


@pytest.mark.parametrize(
    ("as_of", "split"), [("", "October 2012"), ("2013-08-31", "October 2012"), ("2012-08-31", None)]
)
def test_a_split_is_spoken_of_only_once_it_has_come(as_of: str, split: str | None) -> None:
    assert trajectory.last_split(open_data(PROJECT.data, as_of)) == split
