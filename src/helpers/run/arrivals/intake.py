"""What an arriving text is: found in the text itself, asked for by flags only where the text does not say it."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from helpers.filing import raw, soundness
from helpers.filing.lines import lines
from helpers.filing.raw import Filing, UnsaidError
from helpers.filing.records import KINDS, LONGEST, FilingError
from helpers.language import calendar, company
from helpers.run.arrivals import folder, oddities

_FIRST_DAY = "1990-01-01"  # of any filing that could be meant
NOTHING = "none"  # --supersedes none: both versions stand
_HEAD = 40
_COMPANY = re.compile(
    r"\b(?:[A-Z][\w&.'-]{0,30},? ){1,6}"
    r"(?:Inc\b|Incorporated|Corporation|Corp\b|Co\.,? ?Ltd|Ltd\b|Limited|K\.K\.|PLC|plc\b|N\.V\.|AG\b)"
)
_KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_NAMED = re.compile(rf"\d{{4}}-\d\d-\d\d_\w+_(?:{'|'.join(KINDS)})(?:_\d+)?")


@dataclass(frozen=True)
class Stated:
    """What the command line says of the filing; '' where it leaves it to the text."""

    announced_on: str = ""
    kind: str = ""
    period_start: str = ""
    period_end: str = ""
    title: str = ""
    publisher: str = ""
    supersedes: str = ""

    def record(self) -> dict[str, str]:
        """What is said, as cells of a row of filings.csv."""
        given = dataclasses.asdict(self)
        return {name: value for name, value in given.items() if value and name != folder.SUPERSEDES}


@dataclass(frozen=True)
class Arrival:
    """A text that can be taken in: what it is, what it corrects, and what the reader should know of its state."""

    path: Path
    data: bytes
    filing: Filing
    supersedes: str = ""
    already: str = ""
    stated: frozenset[str] = field(default_factory=frozenset)
    remarks: tuple[str, ...] = ()

    def row(self) -> dict[str, str]:
        """Its row of filings.csv."""
        return {**self.filing.record(), folder.SUPERSEDES: self.supersedes}


def receive(path: Path, stated: Stated, raw_dir: Path) -> Arrival:
    """Find out what the text at `path` is. `already` names the filing of the same content that is there, if any.

    Raises FilingError: the text is no filing, or does not say something that a flag must then say.
    """
    data, fault = soundness.content_of(path)  # the only time that it is read: it may change meanwhile
    if fault:
        raise FilingError(fault)
    digest = hashlib.sha256(data).hexdigest()
    records = folder.read_records(raw_dir)
    inside = path.resolve().parent == raw_dir.resolve()
    known = folder.digests(raw_dir)
    if inside and path.stem not in records.by_stem():
        known.pop(path.stem, None)  # dropped into the folder, and waiting for its record
    same = [stem for stem, other in known.items() if other == digest]
    _dated(stated)
    text = data.decode("utf-8")
    filing = None if same else _described(path, data, text, stated, inside)
    if filing is None:
        return Arrival(path, data, raw.load(raw_dir / f"{same[0]}.txt", _plain(records)), already=same[0])
    predecessor = _predecessor(path, filing, stated, records, raw_dir)
    stem = path.stem if inside else name_of(filing)
    taken = {*known, *records.by_stem()}
    if stem in taken and stated.supersedes == NOTHING and not inside:  # both stand, each under a name
        stem = next(name for n in itertools.count(2) if (name := f"{stem}_{n}") not in taken)
    if stem in taken:
        raise FilingError(
            f"{path.name}: its name would be {stem}, which another filing has. If it corrects that one, say the day "
            "it was published with --announced-on; if both stand, say --supersedes none; if it is another filing, say "
            "what it is with --kind or --period-start and --period-end."
        )
    named = dataclasses.replace(filing, stem=stem)
    known_of_it = (*_misnamed(path, filing, inside), *oddities.remarks(text))
    return Arrival(path, data, named, predecessor, "", frozenset(stated.record()), known_of_it)


def _plain(records: folder.Records) -> dict[str, dict[str, str]]:
    return {stem: dict(row) for stem, row in records.by_stem().items()}


def name_of(filing: Filing) -> str:
    """The name of a filing in data/raw: '2017-08-08_1q17_presentation'."""
    start, end = filing.period.start or filing.period.end, filing.period.end
    name = calendar.name(start, end)
    short = re.sub(r"^fy20(\d\d)$", r"fy\1", name).replace("9m", "3q").replace(" to ", "_")
    return f"{filing.announced_on}_{short}_{filing.kind}"


# ---- what the text says ------------------------------------------------------------------------------------------


def _described(path: Path, data: bytes, text: str, stated: Stated, inside: bool) -> Filing:
    rows = lines(text)
    head = [(row.number, row.text.strip()) for row in rows if row.text.strip()][:_HEAD]
    _require_english(path, text)
    if not stated.publisher:
        _require_ours(path, head)
    if not company.tells_its_money(text):
        money = company.current()
        ways = ", ".join((money.currency, *money.words[:1], f"{money.currency} million"))
        raise FilingError(
            f"{path.name}: no line says that its figures are {[*money.words, money.currency][0]} ({ways}), so their "
            "size cannot be known. Take the text from the filing again, with its captions."
        )
    try:
        filing = raw.read(path, data, stated.record())
    except UnsaidError as error:
        raise FilingError(f"{error.what} {_say(path, inside, _FLAGS[error.part])}") from None
    if filing.period.end > filing.announced_on and filing.kind != "notice":
        raise FilingError(
            f"{path.name}: it is announced on {filing.announced_on}, before the end of the period it reports, "
            f"{filing.period.end}. Say which is right with --announced-on, or --period-start and --period-end."
        )
    if not stated.announced_on and filing.announced_on > _today():
        asked = _say(path, inside, "--announced-on YYYY-MM-DD")
        raise FilingError(f"{path.name}: its day, {filing.announced_on}, is yet to come. {asked}")
    return filing


_FLAGS = {
    "announced_on": "--announced-on YYYY-MM-DD",
    "kind": f"--kind {', '.join(KINDS[:-1])} or {KINDS[-1]}",
    "period": "--period-start YYYY-MM-DD --period-end YYYY-MM-DD",
    "day": "--announced-on YYYY-MM-DD, or --period-start YYYY-MM-DD --period-end YYYY-MM-DD",
}
"""What answers each question."""


def _say(path: Path, inside: bool, flags: str) -> str:
    """How to answer a question; a text that was put into data/raw by hand is added there, too."""
    if not inside:
        return f"Say it with {flags}."
    return f"Say it with {flags}, as in: python -m helpers add {path} {flags.split(',')[0]}."


def _today() -> str:
    return date.today().isoformat()


def _require_english(path: Path, text: str) -> None:
    japanese = len(_KANA_OR_KANJI.findall(text))
    letters = sum(map(str.isalpha, text))
    if japanese > letters / 4:
        number = text.count("\n", 0, _KANA_OR_KANJI.search(text).start()) + 1  # type: ignore[union-attr]
        raise FilingError(
            f"{path.name}, line {number}: the text is Japanese, and only English filings can be read. "
            "Take the English version from the company's web site."
        )


def _require_ours(path: Path, head: list[tuple[int, str]]) -> None:
    ours = company.current()
    short, ended = next(iter(ours.called), ours.name), f"{ours.name.rstrip('.')}."
    for number, text in head:
        named, other = company.named_in(text), _COMPANY.search(text)
        if named and (other is None or other.end() > named.start()):
            return
        if other:
            raise FilingError(
                f"{path.name}, line {number}: this is a filing of {other.group().strip()}, and the tables are about "
                f"{ended} If it is {short}'s all the same, say so with --publisher; another company's filings can "
                "be read into a folder of their own with extract (docs/second_company.md)."
            )
    raise FilingError(
        f"{path.name}: its first {_HEAD} lines do not name {ended} If it is {short}'s filing, "
        f'say so with --publisher "{ours.name}".'
    )


def _dated(stated: Stated) -> None:
    for name in ("announced_on", "period_start", "period_end"):
        value, flag = getattr(stated, name), "--" + name.replace("_", "-")
        try:
            good = not value or (date.fromisoformat(value).isoformat() == value and value >= _FIRST_DAY)
        except ValueError:
            good = False
        if not good:
            raise FilingError(f"{flag} is {value!r}: write a date as 2017-08-08, not before {_FIRST_DAY}.")
    if bool(stated.period_start) != bool(stated.period_end):
        raise FilingError("Give --period-start and --period-end together: a period has two ends.")
    if stated.period_start > stated.period_end:
        raise FilingError(f"--period-start {stated.period_start} is after --period-end {stated.period_end}.")
    if stated.kind and stated.kind not in KINDS:
        raise FilingError(f"--kind is {stated.kind!r}: write {', '.join(KINDS[:-1])} or {KINDS[-1]}.")
    for flag, value in (("--title", stated.title), ("--publisher", stated.publisher)):
        if len(value) > LONGEST:
            raise FilingError(f"{flag} has {len(value):,} characters (at most {LONGEST}). Shorten it.")
        if not value.isprintable():
            raise FilingError(f"{flag} holds characters that cannot be printed. Write it on one line, in plain text.")


# ---- what it corrects ----------------------------------------------------------------------------------------------


def _predecessor(path: Path, filing: Filing, stated: Stated, records: folder.Records, raw_dir: Path) -> str:
    """The filing that this one is a corrected version of: the current one of the same form and period, or as stated."""
    if stated.supersedes == NOTHING:
        return ""
    others = _others(path, records, raw_dir)
    corrected = folder.superseded(records.rows)
    if stated.supersedes:
        found = [other for other in others if other.stem == stated.supersedes]
        if not found:
            names = ", ".join(other.stem for other in others)
            raise FilingError(f"--supersedes names {stated.supersedes!r}, which is not there; the filings are {names}.")
        if by := corrected.get(stated.supersedes):
            raise FilingError(f"{stated.supersedes} is superseded by {by} already. Give --supersedes {by}.")
    else:
        form = filing.kind, *_dates(filing)
        found = [o for o in others if (o.kind, *_dates(o)) == form and o.stem not in corrected]
        if filing.kind == "notice":  # another notice about the same period revises it anew
            found = [other for other in found if _is_version(filing, other)]
    if not found:
        return ""
    other = found[-1]
    if filing.announced_on <= other.announced_on:
        raise FilingError(
            f"{path.name}: it has the form and period of {other.stem}, other words, and no later announcement date "
            f"({filing.announced_on}). If it is the corrected version, say the day it was published with "
            f"--announced-on YYYY-MM-DD, so that {other.stem} stays readable as of the days before; "
            f"if both stand, say --supersedes {NOTHING}."
        )
    return other.stem


def _others(path: Path, records: folder.Records, raw_dir: Path) -> list[Filing]:
    """The other filings that are there and can be read; those that cannot are told by the gate."""
    found = []
    for text in folder.texts(raw_dir):
        if text.resolve() != path.resolve():
            with suppress(FilingError):
                found.append(raw.load(text, _plain(records)))
    return found


def _is_version(filing: Filing, other: Filing) -> bool:
    """Whether nearly all words of a filing are those of another."""
    here, there = (Counter(" ".join(line.text for line in one.lines).split()) for one in (filing, other))
    return (here & there).total() > 0.9 * max(here.total(), there.total())


def _dates(filing: Filing) -> tuple[str, str]:
    """The first and last day that a filing reports on, however its period is named or recorded."""
    return filing.period.start or filing.period.end, filing.period.end


# ---- what the reader should know ---------------------------------------------------------------------------------


def _misnamed(path: Path, filing: Filing, inside: bool) -> list[str]:
    """That a file is named as another filing would be."""
    name = name_of(filing)
    if not _NAMED.fullmatch(path.stem) or path.stem == name:
        return []
    then = f"The tables keep that name; rename the file to {name}.txt first" if inside else f"It comes in as {name}"
    return [f"The file is named {path.stem}, but its text is {name}. {then}, or say what is right with a flag of add."]
