"""Read a text as a filing is read, for tests: one read, three parts."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from helpers.filing import raw as filings
from helpers.reading import numbers as extract

RAW = Path(__file__).parents[2] / "data" / "raw"
HANDREAD = tuple(sorted(p.stem for p in (Path(__file__).parents[1] / "handread").glob("*.csv")))
"""The filings that a person has read: what tests say of the filings by heart holds for these."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """A filing's record and its rows of numbers.csv and facts.csv."""

    filing: filings.Filing
    numbers: list[Row]
    facts: list[Row]

    def on(self, line: str | int) -> list[Row]:
        """The facts of the line with this number, or of the only line that holds this text."""
        if isinstance(line, str):
            found = [row.number for row in self.filing.lines if line in row.raw]
            assert len(found) == 1, f"{len(found)} lines hold {line!r}"
            line = found[0]
        return [f for f in self.facts if f["line"] == line]


def read(text: str | bytes, stem: str = "an_invented_filing") -> Read:
    """Read a text that no record describes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        filing = filings.load(path, {})
    return Read(filing, *extract.read_filing(filing))


def raw(stem: str) -> str:
    """The text of a filing in data/raw, line ends untouched."""
    return (RAW / f"{stem}.txt").read_bytes().decode()


@cache
def filed(stem: str) -> Read:
    """A filing of data/raw with its record in filings.csv."""
    filing = filings.load(RAW / f"{stem}.txt", filings.read_records(RAW))
    return Read(filing, *extract.read_filing(filing))


@cache
def all_filings() -> extract.Extraction:
    """All filings of data/raw, read once in a process: not to be changed."""
    return extract.read_filings(RAW)


def facts_below(head: str, text: str) -> list[Row]:
    """The facts of a text that stands below a head, without those of the head itself."""
    first = head.count("\n") + 1
    return [fact for fact in read(head + text).facts if fact["line"] >= first]


@cache
def undescribed(stem: str) -> Read:
    """A filing of data/raw by its text alone."""
    return read(raw(stem), stem)


def plain(row: Row) -> str:
    """A fact in one line, to be read in a failure message or compared: 'revenue level 2016-04-01..2016-06-30 ...'."""
    days = f"{row['period_start']}..{row['period_end']}" if row["period_start"] else row["period_end"]
    scenario = "" if row["scenario"] == "actual" else f" {row['scenario']}"
    about = " approx" if str(row["approx"]).lower() == "true" else ""
    value = re.sub(r"\.0*$", "", f"{Decimal(str(row['value'])):f}")
    return f"{row['concept']} {row['measure']}{scenario} {days} {value} {row['unit']} {row['decimals']}{about}"
