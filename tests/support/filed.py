"""Facts for tests, written as a filing prints them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd

from helpers.data import tables
from helpers.language import calendar
from helpers.proof import checks, series

FILINGS = pd.DataFrame(
    [
        ("a", "2016-08-05", "presentation", "A", "2016-04-01", "2016-06-30", "IIJ", "0" * 64, ""),
        ("b", "2016-11-08", "release", "B", "2016-04-01", "2016-09-30", "IIJ", "1" * 64, ""),
        ("c", "2017-05-15", "presentation", "C", "2016-04-01", "2017-03-31", "IIJ", "2" * 64, ""),
    ],
    columns=tables.columns("filings"),
)


def fact(
    concept: str,
    period: str,
    value: str,
    decimals: int,
    *,
    measure: str = "level",
    filing: str = "b",
    line: int = 1,
    scenario: str = "actual",
    unit: str = "",
    approx: bool = False,
    polarity: int = 1,
    instant: bool = False,
    printed: str = "",
) -> dict[str, object]:
    """One row of facts; `period` by name ('1h16') or two ISO dates with '..' between, `value` in base units."""
    if ".." in period:
        start, _, end = period.partition("..")
    else:
        start, end = calendar.period(period, instant)
    ratio = measure.endswith("pct") or measure in ("margin", "share", "pct_of_revenue", "pt_change")
    return {
        "fact_id": f"{filing}.L{line}.C0",
        "filing": filing,
        "line": line,
        "start": 0,
        "end": 4,
        "printed": printed or value,
        "concept": concept,
        "measure": measure,
        "scenario": scenario,
        "period_start": start,
        "period_end": end,
        "value": Decimal(value),
        "unit": unit or ("ratio" if ratio else "JPY"),
        "decimals": decimals,
        "approx": approx,
        "reader": "test",
        "polarity": polarity,
        "label": concept,
        "proof": "",
        "because": "",
    }


def frame(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """Rows as a table of facts; a line number used twice gets the next free one, so that ids stay apart."""
    numbered, taken = [], set()
    for row in rows:
        line = int(str(row["line"]))
        while (row["filing"], line) in taken:
            line += 1
        taken.add((row["filing"], line))
        numbered.append(row | {"line": line, "fact_id": f"{row['filing']}.L{line}.C0"})
    return pd.DataFrame(numbered, columns=tables.columns("facts"))


def rounded(true: Decimal | int, decimals: int) -> str:
    """A true value as it is printed with `decimals` decimals."""
    return format(Decimal(true).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP), "f")


def write_processed(folder: Path, rows: Iterable[dict[str, object]], filings: pd.DataFrame = FILINGS) -> None:
    """The facts as the tables of a data folder, with the checks and series that are made from them."""
    facts = frame(rows)
    made = {"checks": checks.build(facts, filings), "series": series.build(facts, filings)}
    tables.write_all(folder / "processed", {"filings": filings, "facts": facts, **made})


def folder_with(root: Path, rows: Iterable[dict[str, object]], **references: str) -> Path:
    """A data folder of these facts, with reference tables by name (their text)."""
    write_processed(root, rows)
    (root / "raw" / "reference").mkdir(parents=True)
    for name, text in references.items():
        (root / "raw" / "reference" / f"{name}.csv").write_text(text, encoding="utf-8")
    return root


STATEMENT = [
    fact("revenue.si", "1h16", "25768326000", -3, line=100),
    fact("revenue.si.construction", "1h16", "8583419000", -3, line=101),
    fact("revenue.si.operation", "1h16", "17184907000", -3, line=102),
    fact("cost.si", "1h16", "22992923000", -3, line=103),
    fact("gross_margin.si", "1h16", "2775403000", -3, line=104),
]
"""Systems integration of a half year as a statement prints it, in thousands of yen, line below line."""
