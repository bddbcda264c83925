"""What the filings say in words: a filing's text, and the passages about a word at a time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.data.as_of import DataError
from helpers.language import calendar

SHOWN = 12  # passages in the text of an answer


@dataclass(frozen=True, repr=False)
class Said:
    """Passages about a word: `note` says of which filing and when, `passages` has a row each: filing, line, text."""

    word: str
    filing: str
    note: str
    passages: pd.DataFrame

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[str]:
        return iter(self.passages["text"].tolist())

    def __repr__(self) -> str:
        lines = [f"{row.filing}, line {row.line}: {row.text}" for row in self.passages.head(SHOWN).itertuples()]
        more = [f"and {len(self) - SHOWN} more in .passages"] if len(self) > SHOWN else []
        return "\n".join([self.note, *lines, *more])


def text(data: Any, filing: str) -> str:
    """The raw text of a filing as filed; see `Data.text`."""
    path = data.folder / "raw" / f"{_filing(data, filing)}.txt"
    if not path.exists():
        raise DataError(f"There is no text of {path.stem}: raw/{path.name} is missing in the data folder.")
    return path.read_bytes().decode("utf-8")


def _filing(data: Any, asked: str) -> str:
    """The id of a filing by its id, its day or a part of its id that no other has."""
    known = dict(zip(data.filings["filing"], data.filings["announced_on"], strict=True))
    if asked in known:
        return asked
    found = [filing for filing, day in known.items() if asked and (asked.lower() in filing.lower() or asked == day)]
    if len(found) != 1:
        what = f"{' and '.join(found)} are both called '{asked}'" if found else f"There is no filing '{asked}'"
        raise DataError(f"{what}; write one of {', '.join(known)}.")
    return found[0]


def said(data: Any, word: str, when: str = "") -> Said:
    """The passages that hold a word; see `Data.said`."""
    if not word.strip():
        raise DataError("Give a word to look for, as in data.said('cloud', '2013-05').")
    filings, note = _of_the_time(data, when)
    pattern = re.compile(r"(?<!\w)" + re.escape(word.strip()), re.IGNORECASE)
    rows = [
        {"filing": filing, "line": number, "text": " ".join(line.split())}
        for filing in filings
        for number, line in enumerate(text(data, filing).split("\n"), start=1)
        if pattern.search(line)
    ]
    passages = pd.DataFrame(rows, columns=["filing", "line", "text"])
    counted = f"{len(rows)} {'passage' if len(rows) == 1 else 'passages'} with '{word}'"
    return Said(word, filings[0] if len(filings) == 1 else "", f"{note}: {counted}", passages)


def _of_the_time(data: Any, when: str) -> tuple[list[str], str]:
    """The filings announced in a period; where there is none the nearest one, named in the note."""
    days: dict[Any, str] = dict(zip(data.filings["filing"], data.filings["announced_on"], strict=True))
    if not days:
        raise DataError("There are no filings" + (f" announced by {data.as_of}." if data.as_of else "."))
    if not when:
        return list(days), f"All {len(days)} filings"
    span = calendar.period(when)
    start, end = span.start or span.end, span.end
    inside = [filing for filing, day in days.items() if start <= day <= end]
    if inside:
        return inside, f"Announced in {when}: {', '.join(inside)}"
    nearest = min(days, key=lambda filing: min(_apart(days[filing], start), _apart(days[filing], end)))
    return [nearest], f"No filing was announced in {when}; the nearest is {nearest}, of {days[nearest]}"


def _apart(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)
