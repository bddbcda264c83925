"""The ten notebooks run as of any day, also when only one filing was out, and use nothing announced later."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from helpers.analysis import trajectory
from helpers.data.dataset import open_data
from helpers.language.calendar import month_last_day
from helpers.run.pipeline import run
from helpers.run.project import Project, find_project

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


@pytest.mark.parametrize(("as_of", "elsewhere"), [("2012-02-08", True), ("2016-11", False)])
def test_all_notebooks_run_as_of(as_of: str, elsewhere: bool, copy: Project) -> None:
    said: list[str] = []
    outcome = run(copy, {"as_of": as_of, "elsewhere": str(elsewhere), "save_to": f"saved-{as_of}"}, say=said.append)
    assert outcome.complete, "\n".join(said)
    saved = copy.root / f"saved-{as_of}"
    by_then = {stem for stem, day in announced(copy.data / "raw").items() if day <= month_last_day(as_of)}
    assert announced(saved).keys() == by_then
    later = {path.stem for path in (copy.data / "raw").glob("*.txt")} - by_then
    assert later
    for table in ("numbers", "facts", "checks", "series", "findings"):
        text = (saved / f"{table}.csv").read_text(encoding="utf-8")
        assert not [filing for filing in later if filing in text], f"{table}.csv uses a later filing"
    assert not (copy.data / "processed").exists(), "only the defaults renew data/processed"
    days = published_days(saved)
    if elsewhere:
        assert days
        assert all(day <= month_last_day(as_of) for day in days), "'undated' is later than any day"
    else:
        assert not days
        (folder,) = (path for path in (copy.build / "runs").iterdir() if "elsewhere=False" in path.name)
        executed = [path.read_text(encoding="utf-8") for path in (folder / "notebooks").glob("*.ipynb")]
        assert len(executed) == 10
        assert not [text for text in executed if "published_results.csv#" in text]


@pytest.mark.parametrize(
    ("as_of", "split"), [("", "October 2012"), ("2013-08-31", "October 2012"), ("2012-08-31", None)]
)
def test_a_split_is_spoken_of_only_once_it_has_come(as_of: str, split: str | None) -> None:
    assert trajectory.last_split(open_data(PROJECT.data, as_of)) == split
