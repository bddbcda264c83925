"""The raw texts and their filings.csv, changed together: all at once or not at all, whenever a run is killed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.data import atomic
from helpers.filing import raw
from helpers.filing.documents.convert import COMPANION
from helpers.filing.raw import FilingError

RECORDS = "filings.csv"
SUPERSEDES = "supersedes"


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
        """With a row for one filing, in the place of its name; a column it needs is added at the end."""
        others = [other for other in self.rows if other["filing"] != row["filing"]]
        needed = [name for name, value in row.items() if name not in self.columns and (value or not self.columns)]
        columns = (*self.columns, *needed)
        added = [*others, {name: row.get(name, "") for name in columns}]
        rows = sorted(added, key=lambda r: r["filing"]) if self._sorted() else added
        return replace(self, columns=columns, rows=tuple(rows))

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
    raw.read_records(raw_dir)  # says what is wrong with it, by line
    path = raw_dir / RECORDS
    if not path.is_file():
        return Records(tuple(name for name in raw.COLUMNS if name != SUPERSEDES), ())
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


def put(raw_dir: Path, stem: str, data: bytes, records: Records, beside: Mapping[str, bytes] | None = None) -> None:
    """Add a text, its record, and what goes `beside` it. Raises FilingError if another text has its name."""
    target = raw_dir / f"{stem}.txt"
    if target.is_symlink() or (target.exists() and target.read_bytes() != data):
        raise FilingError(f"{target.name} is in {raw_dir.name} already, with another content. Remove that one first.")
    _change(raw_dir, {target.name: data, **(beside or {})}, records)


def take(raw_dir: Path, stem: str, records: Records) -> None:
    """Remove the text `stem`, its record, and the list that its conversion left."""
    listed = f"{stem}{COMPANION}"
    gone = [f"{stem}.txt", *([listed] if (raw_dir / listed).is_file() else [])]
    _change(raw_dir, dict.fromkeys(gone), records)


def _change(raw_dir: Path, texts: Mapping[str, bytes | None], records: Records) -> None:
    if (raw_dir / RECORDS).is_symlink():
        raise FilingError(f"{RECORDS} is a link; put the table itself into {raw_dir.name}.")
    atomic.commit(raw_dir, {**texts, RECORDS: records.as_bytes() if records.rows else None})
