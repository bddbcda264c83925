"""From raw texts to the tables: every number with its role, every fact with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.filing import raw as filing_files
from helpers.filing.layout import Row
from helpers.filing.lines import Print
from helpers.filing.raw import Filing
from helpers.language import company
from helpers.language.amounts import NO_PERIOD, Token
from helpers.language.memory import no_search_for_cycles
from helpers.reading import walk
from helpers.reading.facts import ReadFact, Reading

if TYPE_CHECKING:
    import pandas as pd

_NOT_TAKEN = "no reader understood this number: its line names no line item it knows"
Place = tuple[int, int]  # the line, and the offset in it as cleaned, where a number begins
NUMBER_COLUMNS = ("filing", "line", "start", "end", "printed", "role", "fact_ids", "reason")
FACT_COLUMNS = (
    "fact_id", "filing", "line", "start", "end", "printed", "concept", "measure", "scenario", "period_start",
    "period_end", "value", "unit", "decimals", "approx", "reader", "polarity", "label", "proof", "because",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extraction:
    """The three tables of a folder of filings, with the columns of filings.csv, numbers.csv and facts.csv."""

    filings: pd.DataFrame
    numbers: pd.DataFrame
    facts: pd.DataFrame


@no_search_for_cycles()
def read_filing(
    filing: Filing, read: Callable[[Filing], tuple[list[Row], Reading]] = walk.read
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of numbers.csv and of facts.csv for one filing; `read` makes something of its numbers."""
    rows, reading = read(filing)
    printed = {(row.line.number, t.start): (t, row.line.prints(t.start, t.end)) for row in rows for t in row.tokens}
    facts, named = _fact_rows(filing, printed, reading)
    numbers: list[dict[str, object]] = []
    for place, (token, prints) in printed.items():
        ids, role, reason = "", token.kind, token.reason
        if place in named:
            ids, role, reason = named[place], "fact", ""
        elif place in reading.roles:
            role, reason = reading.roles[place]
        elif role == "number" or reason == NO_PERIOD:
            role, reason = "unread", reason or _NOT_TAKEN
        for line, start, end, text in prints:
            numbers.append({
                "filing": filing.stem, "line": line, "start": start, "end": end, "printed": text,
                "role": role, "fact_ids": ids, "reason": reason,
            })  # fmt: skip
    return numbers, facts


def _fact_rows(
    filing: Filing, printed: dict[Place, tuple[Token, list[Print]]], reading: Reading
) -> tuple[list[dict[str, object]], dict[Place, str]]:
    """Rows of facts.csv, and the ids of the facts at each place, a blank between."""
    named: dict[Place, str] = {}
    places = [(f.line, f.token.start) for f in reading.facts]
    several = {p for p, n in Counter(places).items() if n > 1}
    out: dict[str, dict[str, object]] = {}
    name = filing.stem.replace(" ", "_")
    for f, place in zip(reading.facts, places, strict=True):
        at = printed[place][1][0]
        line, start, *_ = at
        fact_id = f"{name}.L{line}.C{start}"
        if place in several:
            fact_id += f".{f.period_end}"
        if fact_id in out:
            fact_id += f".{f.concept}"
        if fact_id not in out:
            out[fact_id] = _row(filing, f, fact_id, at)
            named[place] = f"{named[place]} {fact_id}" if place in named else fact_id
    return list(out.values()), named


def _row(filing: Filing, f: ReadFact, fact_id: str, at: Print) -> dict[str, object]:
    row = dict(zip(FACT_COLUMNS, (fact_id, filing.stem, *at, *f[2:]), strict=True))
    row["unit"], row["label"] = company.in_tables(f.unit), company.in_its_money(f.label[:200])
    return row


def read_filings(raw_dir: Path, read: Callable[[Filing], tuple[list[Row], Reading]] = walk.read) -> Extraction:
    """All `*.txt` of a folder. Raises filings.FilingError with file, line and remedy."""
    import pandas as pd

    found = filing_files.read_all(Path(raw_dir))
    numbers: list[dict[str, object]] = []
    facts: list[dict[str, object]] = []
    for filing in found:
        its_numbers, its_facts = read_filing(filing, read)
        numbers += its_numbers
        facts += its_facts
    return Extraction(
        pd.DataFrame([f.record() for f in found], columns=list(filing_files.COLUMNS)),
        pd.DataFrame(numbers, columns=list(NUMBER_COLUMNS)).sort_values(["filing", "line", "start"], ignore_index=True),
        pd.DataFrame(facts, columns=list(FACT_COLUMNS)).sort_values(
            ["filing", "line", "start", "period_end"], ignore_index=True
        ),
    )
