"""The facts in the language of regulators: a taxonomy made from the vocabulary, and reports in XBRL.

`export` writes one xBRL-CSV report a filing. What a fact is in XBRL is settled in `elements`; which breakdowns are
reported as sums, and how an independent judge of them comes to the same verdict as `checks.csv`, in `summations`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers import concepts, tables
from helpers.xbrl import csv_report, elements, summations, taxonomy

__all__ = ["export", "export_tables"]


def export(data_dir: str | Path, out_dir: str | Path) -> list[Path]:
    """Write the facts of a data folder as xBRL-CSV reports, one a filing, with their taxonomy.

    data_dir  a folder with processed/facts.csv and processed/checks.csv
    returns   the reports (`<out_dir>/<filing>.json`), by filing
    Raises tables.TableError when a table is missing.
    """
    processed = Path(data_dir) / "processed"
    return export_tables(tables.read(processed, "facts"), tables.read(processed, "checks"), Path(out_dir))


def export_tables(facts: pd.DataFrame, checks: pd.DataFrame, out_dir: Path) -> list[Path]:
    """The same from tables at hand: rows of facts.csv and of checks.csv."""
    words = concepts.load()
    reported = elements.rows(facts)
    known = elements.assigned(reported, words)
    summed = summations.complete({row.fact_id: row for row in reported}, checks, words, known)
    taxonomy.write(out_dir / "taxonomy", known, words)
    written = []
    for filing in sorted({row.filing for row in reported}):
        own = [row for row in reported if row.filing == filing]
        csv_report.write(out_dir, filing, own, [s for s in summed if s.filing == filing], known)
        written.append(out_dir / f"{filing}.json")
    return written
