"""From raw texts to the tables: every number with its role, every fact with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import filings as filing_files
from helpers import reader
from helpers.filings import Filing
from helpers.layout import Row
from helpers.readers.reading import Fact, Reading

if TYPE_CHECKING:
    import pandas as pd

_NOT_TAKEN = "no reader understood this number: its line names no line item it knows"
NUMBER_COLUMNS = ("filing", "line", "start", "end", "printed", "role", "fact_ids", "reason")
FACT_COLUMNS = (
    *(
        "fact_id",
        "filing",
        "line",
        "start",
        "end",
        "printed",
        "concept",
        "measure",
        "scenario",
        "period_start",
        "period_end",
    ),
    *("value", "unit", "decimals", "approx", "reader", "polarity", "label", "proof"),
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The three tables of a folder of filings, with the columns of filings.csv, numbers.csv and facts.csv."""

    filings: pd.DataFrame
    numbers: pd.DataFrame
    facts: pd.DataFrame


def read_filing(filing: Filing) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of numbers.csv and of facts.csv for one filing."""
    rows, reading = reader.read(filing)
    facts = _fact_rows(filing, rows, reading)
    ids: dict[object, list[str]] = {}
    for fact in facts:
        ids.setdefault((fact["line"], fact["start"]), []).append(str(fact["fact_id"]))
    numbers: list[dict[str, object]] = []
    for row in rows:
        if not row.tokens:
            continue
        line = row.line.number
        for token in row.tokens:
            start, end = row.line.span(token.start, token.end)
            named = ids.get((line, start), [])
            role, reason = token.kind, token.reason
            if named:
                role, reason = "fact", ""
            elif (line, token.start) in reading.roles:
                role, reason = reading.roles[line, token.start]
            elif token.kind == "number":
                role, reason = "unread", _NOT_TAKEN
            numbers.append(
                {
                    "filing": filing.stem,
                    "line": line,
                    "start": start,
                    "end": end,
                    "printed": row.line.raw[start:end],
                    "role": role,
                    "fact_ids": " ".join(named),
                    "reason": reason,
                }
            )
    return numbers, facts


def _fact_rows(filing: Filing, rows: list[Row], reading: Reading) -> list[dict[str, object]]:
    places = {row.line.number: row.line for row in rows}
    counts: dict[tuple[int, int], int] = {}
    for f in reading.facts:
        counts[f.line, f.token.start] = counts.get((f.line, f.token.start), 0) + 1
    out: dict[str, dict[str, object]] = {}
    name = filing.stem.replace(" ", "_")
    for f in reading.facts:
        line = places[f.line]
        start, end = line.span(f.token.start, f.token.end)
        fact_id = f"{name}.L{f.line}.C{start}"
        if counts[f.line, f.token.start] > 1:
            fact_id += f".{f.period_end.isoformat()}"
        if fact_id in out:
            fact_id += f".{f.concept}"
        out.setdefault(fact_id, _row(filing, f, fact_id, line.raw[start:end], start, end))
    return list(out.values())


def _row(filing: Filing, f: Fact, fact_id: str, printed: str, start: int, end: int) -> dict[str, object]:
    return {
        "fact_id": fact_id,
        "filing": filing.stem,
        "line": f.line,
        "start": start,
        "end": end,
        "printed": printed,
        "concept": f.concept,
        "measure": f.measure,
        "scenario": f.scenario,
        "period_start": f.period_start.isoformat() if f.period_start else "",
        "period_end": f.period_end.isoformat(),
        "value": f.value,
        "unit": f.unit,
        "decimals": f.decimals,
        "approx": f.approx,
        "reader": f.reader,
        "polarity": f.polarity,
        "label": f.label[:200],
        "proof": f.proof,
    }


def read_filings(raw_dir: Path) -> Extraction:
    """All `*.txt` of a folder. Raises filings.FilingError with file, line and remedy."""
    import pandas as pd

    found = filing_files.read_all(Path(raw_dir))
    numbers: list[dict[str, object]] = []
    facts: list[dict[str, object]] = []
    for filing in found:
        its_numbers, its_facts = read_filing(filing)
        numbers += its_numbers
        facts += its_facts
    return Extraction(
        pd.DataFrame([f.record() for f in found], columns=list(filing_files.COLUMNS)),
        pd.DataFrame(numbers, columns=list(NUMBER_COLUMNS)).sort_values(["filing", "line", "start"], ignore_index=True),
        pd.DataFrame(facts, columns=list(FACT_COLUMNS)).sort_values(
            ["filing", "line", "start", "period_end"], ignore_index=True
        ),
    )


def extract(raw_dir: Path, out_dir: Path) -> list[str]:
    """Read a folder of texts, write all tables with their data dictionary to `out_dir`; the files that changed."""
    from helpers import checks, series, tables

    found = read_filings(Path(raw_dir))
    tested = checks.build(found.facts, found.filings)
    return tables.write_all(
        Path(out_dir),
        {
            "filings": found.filings,
            "numbers": found.numbers,
            "facts": found.facts,
            "checks": tested,
            "series": series.build(found.facts, found.filings, tested),
        },
    )
