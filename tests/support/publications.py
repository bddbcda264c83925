"""Rows of published_results.csv for tests."""

from __future__ import annotations

import csv
from pathlib import Path

from helpers.data import published
from helpers.language import calendar


def row(
    concept: str,
    period: str,
    value: str,
    decimals: int = -6,
    *,
    scenario: str = "actual",
    measure: str = "level",
    unit: str = "JPY",
    on: str = "2014-05-15",
    instant: bool = False,
    how: str = "printed",
    publisher: str = "A paper",
    approx: bool = False,
) -> dict[str, str]:
    """One row, its id made from the rest; `period` by name ('fy2013')."""
    start, end = calendar.period(period, instant)
    cells = {
        "concept": concept, "scenario": scenario, "measure": measure, "period_start": start, "period_end": end,
        "value": value, "unit": "ratio" if measure == "yoy_pct" else unit, "decimals": str(decimals),
        "approx": str(approx).lower(), "announced_on": on, "publisher": publisher,
        "source": f"https://example.com/{on or 'undated'}", "how": how, "note": "",
    }  # fmt: skip
    return {"reference_id": published.reference_id(cells), **cells}


def write(reference_dir: Path, *rows: dict[str, str]) -> Path:
    """The rows as the table of a folder of reference tables."""
    reference_dir.mkdir(parents=True, exist_ok=True)
    with (reference_dir / published.FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, published.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return reference_dir
