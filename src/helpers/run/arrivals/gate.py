"""Before raw texts are read: a change that was cut short is completed, and what is no text is refused."""

from __future__ import annotations

from pathlib import Path

from helpers.data import atomic
from helpers.filing import raw as filings
from helpers.filing import soundness
from helpers.filing.raw import FilingError
from helpers.run.arrivals import folder
from helpers.run.project import Project


def pass_folder(raw_dir: Path, described: bool = True) -> None:
    """Raise FilingError with a sentence for each text of a folder that cannot be read.

    With `described`, each text must also say, by itself or in filings.csv, what it is.
    """
    if not raw_dir.is_dir():
        return  # who wants to read it has its own words for that
    atomic.complete(raw_dir)
    faults = soundness.faults_of_folder(raw_dir)
    if faults:
        raise FilingError("\n".join(faults))
    if described and folder.texts(raw_dir):
        filings.read_all(raw_dir)


def take_dropped(project: Project) -> None:
    """Report on texts that were put into data/raw by hand since the last run, and write their records."""
    raw = project.data / "raw"
    if any(path.stem not in filings.read_records(raw) for path in folder.texts(raw)):
        from helpers.run.arrivals import command

        command.take_dropped(project)
