"""The folder of raw texts and its filings.csv, changed together: all at once or not at all, whenever a run is killed.

A change is first written whole into a folder beside the texts, `.arriving`, which gets its name by one rename: before
that nothing has happened, from then on the change holds, and whoever comes next completes it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from helpers import filings
from helpers.filings import FilingError

RECORDS = "filings.csv"
SUPERSEDES = "supersedes"
_JOURNAL = ".arriving"
_PLAN, _TEXT = "plan.json", "text"


@dataclass(frozen=True)
class Records:
    """filings.csv as it stands: its columns, its rows, whatever else they hold, and how its lines end."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    ends: str = "\n"

    def by_stem(self) -> dict[str, Mapping[str, str]]:
        """The rows by the filing they are about."""
        return {row["filing"]: row for row in self.rows}

    def with_row(self, row: Mapping[str, str]) -> Records:
        """With one more row, in the place of its name; a column it needs is added at the end."""
        needed = [name for name, value in row.items() if name not in self.columns and (value or not self.columns)]
        columns = (*self.columns, *needed)
        rows = sorted((*self.rows, {name: row.get(name, "") for name in columns}), key=lambda r: r["filing"])
        return replace(self, columns=columns, rows=tuple(rows if self._sorted() else [*self.rows, row]))

    def without(self, stem: str) -> Records:
        """Without a filing: neither its row, nor its name where another supersedes it."""
        rows = [
            {**row, SUPERSEDES: ""} if row.get(SUPERSEDES) == stem else row
            for row in self.rows
            if row["filing"] != stem
        ]
        emptied = any(row.get(SUPERSEDES) for row in self.rows) and not any(row.get(SUPERSEDES) for row in rows)
        known = tuple(name for name in self.columns if name != SUPERSEDES or not emptied)
        return replace(self, columns=known, rows=tuple(rows))

    def _sorted(self) -> bool:
        names = [row["filing"] for row in self.rows]
        return names == sorted(names)

    def as_bytes(self) -> bytes:
        """The file's content."""
        buffer = io.StringIO(newline="")
        writer = csv.DictWriter(buffer, self.columns, restval="", extrasaction="ignore", lineterminator=self.ends)
        writer.writeheader()
        writer.writerows(self.rows)
        return buffer.getvalue().encode("utf-8")


def read_records(raw_dir: Path) -> Records:
    """filings.csv of a folder; the usual columns and no rows if there is none. Raises FilingError if it is broken."""
    filings.read_records(raw_dir)  # says what is wrong with it, by line
    path = raw_dir / RECORDS
    if not path.is_file():
        return Records(tuple(name for name in filings.COLUMNS if name != SUPERSEDES), ())
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        rows = [{name: value for name, value in row.items() if isinstance(name, str)} for row in reader]
        columns = tuple(reader.fieldnames or ())
    return Records(columns, tuple(rows), "\r\n" if b"\r\n" in path.read_bytes() else "\n")


def texts(raw_dir: Path) -> list[Path]:
    """The raw texts of a folder, by name."""
    return sorted(path for path in raw_dir.glob("*.txt") if path.is_file())


def digests(raw_dir: Path) -> dict[str, str]:
    """The sha256 of each text of a folder, by stem."""
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in texts(raw_dir)}


def superseded(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The filings that others correct, each with the one that corrects it."""
    return {row[SUPERSEDES]: row["filing"] for row in rows if row.get(SUPERSEDES)}


# ---- changing it ----------------------------------------------------------------------------------------------------


def put(raw_dir: Path, stem: str, data: bytes, records: Records) -> None:
    """Add the text `stem` with its record. Raises FilingError if it is there already or the folder is in use."""
    target = raw_dir / f"{stem}.txt"
    if target.is_symlink() or (target.exists() and target.read_bytes() != data):
        raise FilingError(f"{target.name} is in {raw_dir.name} already, with another content. Remove that one first.")
    _change(raw_dir, records, stem, data, "")


def take(raw_dir: Path, stem: str, records: Records) -> None:
    """Remove the text `stem` and its record."""
    _change(raw_dir, records, "", b"", stem)


def _change(raw_dir: Path, records: Records, added: str, data: bytes, removed: str) -> None:
    if (raw_dir / RECORDS).is_symlink():
        raise FilingError(f"{RECORDS} is a link; put the table itself into {raw_dir.name}.")
    complete(raw_dir)
    for left in raw_dir.glob(f"{_JOURNAL}.*"):
        shutil.rmtree(left, ignore_errors=True)  # a run that was killed before its change held
    beside = raw_dir / f"{_JOURNAL}.{os.getpid()}"
    try:
        beside.mkdir()
        if added:
            _write(beside / _TEXT, data)
        if records.rows:
            _write(beside / RECORDS, records.as_bytes())
        plan = {"add": added, "remove": removed, "records": bool(records.rows)}
        _write(beside / _PLAN, json.dumps(plan).encode())
        _sync(beside)
        beside.rename(raw_dir / _JOURNAL)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    complete(raw_dir)


def complete(raw_dir: Path) -> None:
    """Complete a change that a killed run left half-way. What is done already is not done again."""
    journal = raw_dir / _JOURNAL
    if not journal.is_dir():
        return
    if (journal / _PLAN).is_file():
        plan = json.loads((journal / _PLAN).read_text(encoding="utf-8"))
        if (journal / _TEXT).exists():
            os.replace(journal / _TEXT, raw_dir / f"{plan['add']}.txt")
        if (journal / RECORDS).exists():
            os.replace(journal / RECORDS, raw_dir / RECORDS)
        elif not plan["records"]:
            (raw_dir / RECORDS).unlink(missing_ok=True)
        if plan["remove"]:
            (raw_dir / f"{plan['remove']}.txt").unlink(missing_ok=True)
        _sync(raw_dir)
        (journal / _PLAN).unlink()
    journal.rmdir()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Let the names in a folder outlast a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
