"""filings.csv: what is recorded of each raw text. It is read whole or refused, with the line that cannot be."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from helpers.language.errors import HelpersError

RECORDS = "filings.csv"
COLUMNS = ("filing", "announced_on", "kind", "title", "period_start", "period_end", "publisher", "sha256", "supersedes")
KINDS = ("presentation", "release", "notice")
"""The forms of a filing: slides, an earnings release, a notice that revises what was said."""
LONGEST = 300  # characters of a cell: of a title, a name
_DAYS = ("announced_on", "period_start", "period_end")


class FilingError(HelpersError, ValueError):
    """A raw text that cannot be taken as a filing; the message says what, where and what to do."""


class ChangedError(FilingError):
    """A raw text is not what it was when it was recorded: nothing may be made from it."""


class RecordsError(FilingError):
    """filings.csv is no such table, or contradicts itself: nothing may be made by it."""


def read_records(raw_dir: Path) -> dict[str, dict[str, str]]:
    """filings.csv of a folder by stem; empty if there is none. Raises RecordsError, with the line."""
    path = raw_dir / RECORDS
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RecordsError(
            f"{path.name}: not a UTF-8 CSV table ({error}). "
            "Restore it or remove it; the texts say most of it themselves."
        ) from None
    out: dict[str, dict[str, str]] = {}
    for n, row in enumerate(rows, 2):
        stem = (row.get("filing") or "").strip()
        if not stem:
            raise RecordsError(
                f"{path.name}, line {n}: no filing named. "
                "Give the text's file name without .txt in the column 'filing'."
            )
        if stem in out:
            raise RecordsError(f"{path.name}, line {n}: {stem} has a row already. Keep one row a filing.")
        out[stem] = {k: (v or "").strip() for k, v in row.items() if k in COLUMNS}
        if fault := _fault(out[stem]):
            raise RecordsError(f"{path.name}, line {n}: {fault}")
    for stem in out:
        if fault := _fault_of_order(stem, out):
            raise RecordsError(f"{path.name}, row {stem}: {fault}")
    return out


def _fault(row: Mapping[str, str]) -> str:
    """What a row says that cannot be; '' if nothing."""
    stem = row["filing"]
    if stem.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "a mark that git left of a conflict. Keep one side of it, and remove the marks."
    if long := [name for name, cell in row.items() if len(cell) > LONGEST]:
        return f"{long[0]} has {len(row[long[0]]):,} characters (at most {LONGEST}). Shorten it."
    days = {}
    for name in _DAYS:
        try:
            days[name] = date.fromisoformat(row[name]) if row.get(name) else None
        except ValueError:
            days[name] = None
        if row.get(name) and str(days[name]) != row[name]:
            return f"{stem}: {name} is {row[name]!r}, expected YYYY-MM-DD."
    if row.get("kind") and row["kind"] not in KINDS:
        return f"{stem}: kind is {row['kind']!r}, expected {', '.join(KINDS[:-1])} or {KINDS[-1]}."
    return _fault_of_days(row, *(days.get(name) for name in _DAYS))


def _fault_of_days(row: Mapping[str, str], announced: date | None, start: date | None, end: date | None) -> str:
    """What the days of a row say that cannot be; '' if nothing."""
    stem = row["filing"]
    if (start is None) != (end is None):
        return f"{stem}: a period has two ends. Give period_start and period_end, or neither."
    if start and end and start > end:
        return f"{stem}: its period starts on {start}, after it ends on {end}. Correct one of the days."
    if announced and end and end > announced and row.get("kind") != "notice":
        return f"{stem}: it is announced on {announced}, before its period ends on {end}. Correct one of the days."
    return ""


def _fault_of_order(stem: str, rows: Mapping[str, Mapping[str, str]]) -> str:
    """What is wrong with the filing that `stem` supersedes; '' if nothing is."""
    other = rows[stem].get("supersedes", "")
    if not other:
        return ""
    seen = [stem]
    while following := rows.get(seen[-1], {}).get("supersedes", ""):
        if following in seen:
            circle = " supersedes ".join([*seen[seen.index(following) :], following])
            return f"{circle}. A filing cannot correct itself: empty the column supersedes of the earliest."
        seen.append(following)
    also = [name for name, row in rows.items() if row.get("supersedes") == other and name != stem]
    if also:
        return f"it supersedes {other}, and so does {also[0]}. Let the later one supersede the earlier one."
    days = [rows.get(name, {}).get("announced_on", "") for name in (stem, other)]
    if all(days) and days[0] < days[1]:
        return f"it supersedes {other}, which was announced later ({days[1]}). Correct one of the days, or empty it."
    return ""
