"""Guarding both ends of a run: the raw texts against their records, and data/processed against half a result."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from helpers.cache import digest_file, write_atomically
from helpers.project import PipelineError

_RECORDS = "filings.csv"


def check_raw(raw_dir: Path) -> None:
    """Raise PipelineError unless every filing in raw_dir/filings.csv is there with the sha256 it was recorded with."""
    if not list(raw_dir.glob("*.txt")):
        raise PipelineError(f"{raw_dir} holds no filing (*.txt).")
    faults = []
    for record in _rows(raw_dir / _RECORDS):
        text = raw_dir / f"{record['filing']}.txt"
        if not text.is_file():
            faults.append(f"{text.name} is recorded there, but missing")
        elif record.get("sha256") and digest_file(text) != record["sha256"]:
            faults.append(f"{text.name} has not the bytes it was recorded with (its sha256 is {digest_file(text)})")
    if faults:
        raise PipelineError(
            f"{raw_dir / _RECORDS}: {'; '.join(faults)}. Raw texts are never edited: restore the file with git, "
            "or, if it is a new version of the filing, record its new sha256."
        )


def merge_findings(processed: Path) -> None:
    """Make processed/findings.csv of the findings that each notebook saved in processed/findings/."""
    parts = sorted((processed / "findings").glob("*.csv"))
    rows = [row for part in parts for row in _rows(part)]
    if not rows:
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["notebook"], row["name"])))
    write_atomically(processed / "findings.csv", text.getvalue().encode())


def promote(processed: Path, target: Path) -> list[str]:
    """Bring the tables of a finished run to `target`, each by a rename; the names of those that changed."""
    return [
        path.name
        for path in sorted(processed.glob("*"))
        if path.suffix in {".csv", ".json"} and write_atomically(target / path.name, path.read_bytes())
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
