"""One filing: its bytes, its lines, who published it when and for which period."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from helpers.filing import own_money, own_periods, soundness
from helpers.filing.lines import Line, lines, no_formula
from helpers.filing.records import COLUMNS as COLUMNS
from helpers.filing.records import KINDS, ChangedError
from helpers.filing.records import FilingError as FilingError
from helpers.filing.records import read_records as read_records
from helpers.filing.wrapping import unwrapped
from helpers.language import calendar, company
from helpers.language.calendar import Period
from helpers.language.memory import no_search_for_cycles

_HEAD = 40  # lines in which a filing says what it is
_FISCAL = re.compile(r"\bfiscal year end(?:ed|ing) ([A-Z][a-z]+ \d\d?, \d{4})", re.IGNORECASE)
_RELEASE = re.compile(r"immediate release|announces|today announced|announced today", re.IGNORECASE)
_SLIDES = re.compile(r"financial results|presentation|briefing|business plan", re.IGNORECASE)
_NOTICE = re.compile(r"\bnoti(?:ce|fication) (?:of|on|about|regarding|concerning|with regard to)\b", re.IGNORECASE)
_RESULTS = re.compile(r"\b(?:financial|operating|earnings|full[- ]year|half|months|quarter) results\b", re.IGNORECASE)
_REVISES = re.compile(
    r"\b(?:revis(?:es|ed|ing|ions?)|amend(?:s|ed|ments?)|corrections?|differences? between)\b.{0,80}"
    r"\b(?:targets?|forecasts?|outlooks?|guidance|estimates?|projections?|plans?|dividends?)\b",
    re.IGNORECASE,
)
_OF_A_PERIOD = re.compile(r"\b(?:ended|ending|to|from|of)\s*$", re.IGNORECASE)
_RECORDED = re.compile(r"\brecord date of ([A-Z][a-z]+ \d\d?, \d{4})")
_LONGEST_TITLE = 160  # characters
_LONGEST_AGO, _YEAR = 549, 366  # days
_MONTHS = 12  # of a year


class UnsaidError(FilingError):
    """A text does not say something of itself that must be known: `part` of a record, `what` in a sentence."""

    def __init__(self, stem: str, part: str, what: str) -> None:
        super().__init__(f"{what} Add a row for {stem} to filings.csv with {_NEEDED[part]}.")
        self.part, self.what = part, what


_NEEDED = {
    "announced_on": "announced_on (YYYY-MM-DD)",
    "kind": f"kind ({', '.join(KINDS[:-1])} or {KINDS[-1]})",
    "period": "period_start and period_end",
    "day": "announced_on, period_start and period_end as they are",
}


@dataclass(frozen=True, slots=True)
class Filing:
    """A raw text and its record. `stem` names it in every table; `sentences` are its `lines`, those of one sentence as
    one (see `wrapping`)."""

    stem: str
    lines: list[Line]
    sentences: list[Line]
    announced_on: str
    kind: str
    title: str
    period: Period
    publisher: str
    sha256: str
    supersedes: str = ""

    def record(self) -> dict[str, str]:
        """The filing as a row of filings.csv."""
        days = self.period.start or self.period.end, self.period.end
        cells = (self.stem, self.announced_on, self.kind, self.title, *days, self.publisher, self.sha256)
        return dict(zip(COLUMNS, (*cells, self.supersedes), strict=True))


def load(path: Path, records: Mapping[str, Mapping[str, str]]) -> Filing:
    """The text at `path`, with the rows of filings.csv by stem; see `read`."""
    return read(path, path.read_bytes(), records.get(path.stem, {}))


@no_search_for_cycles()
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
    rows = list(own_money.spelled(lines(data.decode("utf-8"))))
    return _described(path, rows, digest, record)


def _described(path: Path, rows: list[Line], digest: str, record: Mapping[str, str]) -> Filing:
    sentences = unwrapped(rows)
    head = list(itertools.islice((text for r in sentences if (text := r.text.strip())), _HEAD))
    where = f"{path.name}: its first {_HEAD} lines"
    announced = record.get("announced_on") or next((day for text in head for day in _days_in(text)), "")
    if not announced:
        raise UnsaidError(path.stem, "announced_on", f"{path.name}: no announcement date in its first {_HEAD} lines.")
    kind = record.get("kind") or kind_of(head)
    if not kind:
        what = "do not show whether these are slides, an earnings release or a notice."
        raise UnsaidError(path.stem, "kind", f"{where} {what}")
    ours = company.current()
    named = any(word.lower() in t.lower() for word in ours.named_by for t in head)
    return Filing(
        path.stem,
        rows,
        sentences,
        announced,
        kind,
        record.get("title") or title_of(head, kind),
        _period(path, rows, head, announced, kind, record),
        record.get("publisher") or (ours.publisher if named else ""),
        digest,
        record.get("supersedes", ""),
    )


def _period(
    path: Path, rows: list[Line], head: list[str], announced: str, kind: str, record: Mapping[str, str]
) -> Period:
    """The period as recorded, else as the text says it, if it can be that of a filing of this day."""
    start, end = record.get("period_start"), record.get("period_end")
    if start and end:
        return Period(start, end, "range")
    period = revised_period(head, announced) if kind == "notice" else reporting_period(head, announced)
    if period is not None and period.kind == "quarter" and kind != "notice":
        period = own_periods.reported((r.text for r in rows), period)
    if period is None:
        what = f"{path.name}: its first {_HEAD} lines do not say which period it reports."
        raise UnsaidError(path.stem, "period", what)
    if not is_plausible(period, announced, kind):
        said = f"{period.start or period.end} to {period.end}"
        if period.end > announced and kind != "notice":
            before = f"before the end of the period it reports, {period.end}"
            raise UnsaidError(path.stem, "day", f"{path.name}: it is announced on {announced}, {before}.")
        what = f"{path.name}: it seems to report {said}, which cannot be the period of a filing of {announced}."
        raise UnsaidError(path.stem, "period", what)
    return period


def is_plausible(period: Period, announced: str, kind: str) -> bool:
    """Whether a filing of this day can report the period: it ended in the eighteen months before the day.

    A notice may be about a period that is under way, or begins within a year.
    """
    start = period.start or period.end
    if kind == "notice":
        return _days(announced, start) <= _YEAR and _days(period.end, announced) <= _LONGEST_AGO
    return 0 <= _days(period.end, announced) <= _LONGEST_AGO and _days(start, period.end) <= _LONGEST_AGO


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _days_in(text: str) -> Iterator[str]:
    """The whole dates of a line, but for the ends of periods."""
    for start, period in own_periods.dated(text):
        whole = period.kind == "day" and period.end > own_periods.FIRST_DAY
        if whole and not _OF_A_PERIOD.search(text, max(0, start - 10), start):
            yield period.end


def kind_of(head: list[str]) -> str:
    """The form that the first lines show: one of `KINDS`, '' where they show none."""
    if _notice(head):
        return "notice"
    if _RELEASE.search(" ".join(head[:12])):
        return "release"
    return "presentation" if any(map(_SLIDES.search, head)) else ""


def _notice(head: list[str]) -> str:
    """The line that says that a filing is a notice, or revises what was said; '' if it comes with results."""
    for text in head[:12]:
        if len(text) <= _LONGEST_TITLE and _NOTICE.search(text):
            return text
        if _RESULTS.search(text):
            return ""
        if len(text) <= _LONGEST_TITLE and _REVISES.search(text):
            return text
    return ""


def title_of(head: list[str], kind: str) -> str:
    """The line that names the filing, or as much of it as a title may be long."""
    title = next((t for t in head if "financial results" in t.lower()), head[0])
    if kind == "release":
        title = next((t for t in head[:8] if "announce" in t.lower()), title)
    if kind == "notice":
        return no_formula(_shortened(_notice(head) or title))
    return no_formula(_shortened(title if kind == "release" else re.sub(r"\s{0,3}\(First[^)]{0,80}\)", "", title)))


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;:-") + " ..."


def revised_period(head: list[str], announced: str) -> Period | None:
    """The period that a notice is about: as its own line says, else a heading on what it revises, else the fiscal year
    that is under way on its day (the results it comes with are of another period)."""
    if of_its_own := own_periods.titled(_notice(head)):
        return of_its_own
    headings = (line for line in head[:12] if len(line) <= _LONGEST_TITLE and _REVISES.search(line))
    revised = [found for line in headings if (found := own_periods.titled(line)) is not None]
    years = [own_periods.titled(m.group()) for line in head[:12] for m in _FISCAL.finditer(line)]
    return next(iter([*revised, *(year for year in years if year is not None and year.end > announced)]), None)


def reporting_period(head: list[str], announced: str) -> Period | None:
    """The period the filing reports, as its title or first sentences say: the first that was over, else a part of the
    year under way, which no filing can report; else what ended on the day for whose holders a dividend is."""
    titled = [found for line in head[:10] if (found := own_periods.titled(line)) is not None]
    over = [found for found in titled if found.end <= announced]
    told = next(iter([*over, *(found for found in titled if found.months < _MONTHS)]), None)
    return told or _recorded(head)


def _recorded(head: list[str]) -> Period | None:
    """The first half or the fiscal year that ends on the day of record of a dividend."""
    m = _RECORDED.search(" ".join(head))
    day = next(_days_in(m.group(1)), None) if m else None
    year = calendar.fiscal_year(day) if day else 0
    return next((p for p in (calendar.half(year, 1), calendar.whole_year(year)) if p.end == day), None) if day else None


@dataclass(frozen=True, slots=True)
class RawFolder:
    """The filings of a folder, by announcement date, then name; and why others were refused, a sentence each."""

    filings: tuple[Filing, ...]
    refused: tuple[str, ...] = ()


def read_folder(raw_dir: Path) -> RawFolder:
    """Every text of a folder that can be read: one that cannot does not stop the others.

    Raises FilingError where there is no folder or nothing in it can be read, where filings.csv contradicts itself, and
    where a text is not the recorded one.
    """
    if not raw_dir.is_dir():
        raise FilingError(f"{raw_dir}: no such folder. Name the folder that holds the filings as *.txt.")
    paths = sorted(p for p in raw_dir.glob("*.txt") if p.is_file())
    if not paths:
        raise FilingError(f"{raw_dir}: no *.txt in it. Put the filings there as plain text.")
    records = read_records(raw_dir)
    _require_superseded(records, {path.stem for path in paths})
    found, refused = [], []
    for path in paths:
        data, fault = soundness.content_of(path, raw_dir)
        if fault := soundness.fault_of_name(path) or fault:
            refused.append(fault)
            continue
        try:
            found.append(read(path, data, records.get(path.stem, {})))
        except ChangedError:
            raise
        except FilingError as error:
            refused.append(str(error))
    if not found:
        raise FilingError("\n".join(refused))
    stems = {filing.stem for filing in found}
    found = [f if f.supersedes in stems else replace(f, supersedes="") for f in found]
    return RawFolder(tuple(sorted(found, key=lambda f: (f.announced_on, f.stem))), tuple(refused))


def _require_superseded(records: Mapping[str, Mapping[str, str]], stems: set[str]) -> None:
    for stem, row in records.items():
        if row.get("supersedes") and stem in stems and row["supersedes"] not in stems:
            raise FilingError(
                f"filings.csv, row {stem}: it supersedes {row['supersedes']}, of which there is no text. "
                "Restore that text, or empty the cell."
            )


def read_all(raw_dir: Path) -> list[Filing]:
    """The filings of a folder that can be read; see `read_folder`."""
    return list(read_folder(raw_dir).filings)
