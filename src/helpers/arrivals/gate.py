"""Before raw texts are read: a change that was cut short is completed, and what is no text is refused."""

from __future__ import annotations

from pathlib import Path

from helpers import filings, soundness
from helpers.arrivals import folder
from helpers.filings import FilingError


def pass_folder(raw_dir: Path, described: bool = True) -> None:
    """Raise FilingError with a sentence for each text of a folder that cannot be read.

    With `described`, each text must also say, by itself or in filings.csv, what it is.
    """
    if not raw_dir.is_dir():
        return  # who wants to read it has its own words for that
    folder.complete(raw_dir)
    faults = soundness.faults_of_folder(raw_dir)
    if faults:
        raise FilingError("\n".join(faults))
    if described and folder.texts(raw_dir):
        filings.read_all(raw_dir)
