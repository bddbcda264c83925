"""One filing: its bytes, its lines, who published it when and for which period."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.filing import own_periods, soundness
from helpers.filing.lines import Line, lines, no_formula
from helpers.filing.wrapping import unwrapped
from helpers.language import periods
from helpers.language.errors import HelpersError
from helpers.language.periods import Period

COLUMNS = ("filing", "announced_on", "kind", "title", "period_start", "period_end", "publisher", "sha256", "supersedes")
PUBLISHER = "Internet Initiative Japan Inc. (TSE 3774, NASDAQ IIJI)"
_HEAD = 40  # lines in which a filing says what it is
_FROM_TO = re.compile(r"\bfrom ([A-Z][a-z]+ \d\d?, \d{4}) to ([A-Z][a-z]+ \d\d?, \d{4})")
_FIRST = re.compile(r"\b(?:first )?(three|six|nine|\d) months\b", re.IGNORECASE)
_FISCAL = re.compile(r"\bfiscal year end(?:ed|ing) ([A-Z][a-z]+ \d\d?, \d{4})", re.IGNORECASE)
_ENDED = re.compile(r"\b(three|six|nine|twelve|\d) months ended ([A-Z][a-z]+ \d\d?, \d{4})", re.IGNORECASE)
_RELEASE = re.compile(r"immediate release|announces|today announced|announced today", re.IGNORECASE)
_SLIDES = re.compile(r"financial results|presentation|briefing|business plan", re.IGNORECASE)
_COUNT = {"three": 3, "six": 6, "nine": 9, "twelve": 12}


class FilingError(HelpersError, ValueError):
    """A raw text that cannot be taken as a filing; the message says what, where and what to do."""


class ChangedError(FilingError):
    """A raw text, or filings.csv, is not what it was when it was recorded: nothing may be made from it."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A raw text and its record. `stem` names it in every table."""

    stem: str
    lines: list[Line]
    announced_on: date
    kind: str
    title: str
    period: Period
    publisher: str
    sha256: str
    supersedes: str = ""

    def record(self) -> dict[str, str]:
        """The filing as a row of filings.csv."""
        start = self.period.start or self.period.end
        return {
            "filing": self.stem,
            "announced_on": self.announced_on.isoformat(),
            "kind": self.kind,
            "title": self.title,
            "period_start": start.isoformat(),
            "period_end": self.period.end.isoformat(),
            "publisher": self.publisher,
            "sha256": self.sha256,
            "supersedes": self.supersedes,
        }


def load(path: Path, records: Mapping[str, Mapping[str, str]]) -> Filing:
    """The text at `path`, with the rows of filings.csv by stem; see `read`."""
    return read(path, path.read_bytes(), records.get(path.stem, {}))


def read(path: Path, data: bytes, record: Mapping[str, str]) -> Filing:
    """What `data`, the content of the file `path`, is. `record` is its row of filings.csv (may be empty: the text
    itself says what it is). Raises FilingError with file and remedy when it cannot be read or says too little of
    itself, ChangedError when its content is not the recorded one."""
    if fault := soundness.fault(path.name, data):
        raise FilingError(fault)
    digest = hashlib.sha256(data).hexdigest()
    if record.get("sha256") and record["sha256"] != digest:
        raise ChangedError(
            f"{path.name}: its content is not the one recorded in filings.csv "
            f"(sha256 {digest[:12]}..., recorded {record['sha256'][:12]}...). "
            "Restore the file, or correct its row in filings.csv if the new text is meant."
        )
    rows = lines(data.decode("utf-8"))
    return _described(path, rows, digest, record)


def _described(path: Path, rows: list[Line], digest: str, record: Mapping[str, str]) -> Filing:
    head = [r.text.strip() for r in unwrapped(rows) if r.text.strip()][:_HEAD]
    announced = _iso(record, "announced_on", path) or announcement_date(head)
    if announced is None:
        raise FilingError(
            f"{path.name}: no announcement date in its first {_HEAD} lines. "
            f"Add a row for {path.stem} to filings.csv with announced_on (YYYY-MM-DD)."
        )
    start, end = _iso(record, "period_start", path), _iso(record, "period_end", path)
    period = Period(start, end, "range") if start and end else reporting_period(head, announced)
    if period is not None and period.kind == "quarter":
        period = own_periods.reported((r.text for r in rows), period)
    if period is None:
        raise FilingError(
            f"{path.name}: its first {_HEAD} lines do not say which period it reports. "
            f"Add a row for {path.stem} to filings.csv with period_start and period_end."
        )
    kind = record.get("kind") or kind_of(head)
    if not kind:
        raise FilingError(
            f"{path.name}: its first {_HEAD} lines do not show whether these are slides or an earnings release. "
            f"Add a row for {path.stem} to filings.csv with kind (presentation or release)."
        )
    named = any("internet initiative" in t.lower() for t in head)
    return Filing(
        path.stem,
        rows,
        announced,
        kind,
        record.get("title") or title_of(head, kind),
        period,
        record.get("publisher") or (PUBLISHER if named else ""),
        digest,
        record.get("supersedes", ""),
    )


def _iso(record: Mapping[str, str], key: str, path: Path) -> date | None:
    value = (record.get(key) or "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise FilingError(f"filings.csv, row {path.stem}: {key} is {value!r}, expected YYYY-MM-DD.") from None


def announcement_date(head: list[str]) -> date | None:
    """The first whole date among the first lines that is not the end of a reported period."""
    for text in head:
        for m in periods.PATTERN.finditer(text):
            if (m.group("ymd") or m.group("mdy")) and not re.search(
                r"\b(?:ended|ending|to|from|of)\s*$", text[max(0, m.start() - 10) : m.start()], re.IGNORECASE
            ):
                found = periods.parse(m, date(2000, 1, 1))
                if found is not None:
                    return found.end
    return None


def kind_of(head: list[str]) -> str:
    """'release' for a press release, 'presentation' for slides, '' where the first lines show neither."""
    if _RELEASE.search(" ".join(head[:12])):
        return "release"
    return "presentation" if any(map(_SLIDES.search, head)) else ""


def title_of(head: list[str], kind: str) -> str:
    """The line that names the filing."""
    if kind == "release":
        for text in head[:8]:
            if "announce" in text.lower():
                return no_formula(text)
    title = next((t for t in head if "financial results" in t.lower()), head[0])
    return no_formula(re.sub(r"\s{0,3}\(First[^)]{0,80}\)", "", title))


def reporting_period(head: list[str], announced: date) -> Period | None:
    """The period the filing reports, as its title or first sentences say."""
    text = "\n".join(head)
    m = _FROM_TO.search(text)
    if m:
        first, last = (_day(g) for g in m.groups())
        if first and last and first < last:
            return Period(first, last, "range")
    for line in head[:10]:
        found = _titled(line)
        if found is not None and found.end <= announced:
            return found
    m = _ENDED.search(text)
    if m and (end := _day(m.group(2))):
        return periods.months_to(end, _COUNT.get(m.group(1).lower()) or int(m.group(1)))
    return None


def _titled(line: str) -> Period | None:
    return own_periods.titled(line)


def _day(text: str) -> date | None:
    m = periods.PATTERN.search(text)
    found = periods.parse(m, date(2000, 1, 1)) if m else None
    return found.end if found else None


def read_records(raw_dir: Path) -> dict[str, dict[str, str]]:
    """filings.csv of a folder by stem; empty if there is none. Raises FilingError for a file that is no such table."""
    path = raw_dir / "filings.csv"
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FilingError(
            f"{path.name}: not a UTF-8 CSV table ({error}). "
            "Restore it or remove it; the texts say most of it themselves."
        ) from None
    out: dict[str, dict[str, str]] = {}
    for n, row in enumerate(rows, 2):
        stem = (row.get("filing") or "").strip()
        if not stem:
            raise FilingError(
                f"{path.name}, line {n}: no filing named. "
                "Give the text's file name without .txt in the column 'filing'."
            )
        if stem in out:
            raise FilingError(f"{path.name}, line {n}: {stem} has a row already. Keep one row a filing.")
        out[stem] = {k: (v or "") for k, v in row.items() if k in COLUMNS}
    return out


def read_all(raw_dir: Path) -> list[Filing]:
    """All texts of a folder by announcement date, then name. Raises FilingError."""
    if not raw_dir.is_dir():
        raise FilingError(f"{raw_dir}: no such folder. Name the folder that holds the filings as *.txt.")
    paths = sorted(p for p in raw_dir.glob("*.txt") if p.is_file())
    if not paths:
        raise FilingError(f"{raw_dir}: no *.txt in it. Put the filings there as plain text.")
    records = read_records(raw_dir)
    found = sorted((load(p, records) for p in paths), key=lambda f: (f.announced_on, f.stem))
    for filing in found:
        if filing.supersedes and filing.supersedes not in {f.stem for f in found}:
            raise FilingError(
                f"filings.csv, row {filing.stem}: it supersedes {filing.supersedes}, of which there is no text. "
                "Restore that text, or empty the cell."
            )
    return found
