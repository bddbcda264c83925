"""The facts in the language of regulators: a taxonomy made from the vocabulary, and reports in XBRL.

`export` writes one xBRL-CSV report a filing, `write_documents` one Inline XBRL document a filing. What a fact is in
XBRL is settled in `elements`; which breakdowns are reported as sums, and how an independent judge of them comes to the
same verdict as `checks.csv`, in `summations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from helpers.data import tables
from helpers.data.files import write_atomically, written_whole
from helpers.language import concepts
from helpers.publish.xbrl import csv_report, elements, inline, summations, taxonomy

__all__ = ["export", "export_tables", "write_documents"]


def export(data_dir: str | Path, out_dir: str | Path) -> list[Path]:
    """Write the facts of a data folder as xBRL-CSV reports, one a filing, with their taxonomy.

    data_dir  a folder with processed/facts.csv and processed/checks.csv
    returns   the reports (`<out_dir>/<filing>.json`), by filing
    All files come into `out_dir` at the end: none does if one cannot be written. Raises tables.TableError when a table
    is missing.
    """
    processed, out = Path(data_dir) / "processed", Path(out_dir)
    facts, checks = tables.read(processed, "facts"), tables.read(processed, "checks")
    with written_whole(out) as fresh:
        made = export_tables(facts, checks, fresh)
    return [out / path.relative_to(fresh) for path in made]


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


def write_documents(
    filings: pd.DataFrame, numbers: pd.DataFrame, facts: pd.DataFrame, raw_dir: Path, out_dir: Path, back: str = ""
) -> list[Path]:
    """Write each filing as an Inline XBRL document, with the taxonomy and, where it has any, its calculations.

    filings, numbers, facts   rows of the tables of those names; raw_dir: the folder of the filings' texts
    back                      where 'back to the book' leads, with the filing's stem for '{filing}'; '' for no link
    returns                   the documents (`<out_dir>/<filing>.xhtml`), by filing
    """
    words = concepts.load()
    reported = elements.rows(facts)
    known = elements.assigned(reported, words)
    taxonomy.write(out_dir / "taxonomy", known, words)
    written = []
    for filing in filings.sort_values("filing").to_dict("records"):
        name = str(filing["filing"])
        own = [row for row in reported if row.filing == name]
        schema = _write_extension(out_dir, name, own, known, words)
        raw = (raw_dir / f"{name}.txt").read_bytes().decode("utf-8", errors="replace")
        text = inline.document(filing, raw, numbers[numbers["filing"] == name], own, known, schema, back)
        written.append(out_dir / f"{name}.xhtml")
        write_atomically(written[-1], text.encode())
    return written


def _write_extension(
    out_dir: Path,
    filing: str,
    own: list[elements.FactRow],
    known: Mapping[elements.StatedAs, elements.Element],
    words: concepts.Concepts,
) -> str:
    """Write the filing's own schema: the taxonomy, and the sums that the filing prints completely; where it is."""
    networks = {
        calculation.id: (
            summations.level_name(calculation.total, words, known),
            summations.plain_arcs(calculation, words, known),
        )
        for calculation in summations.always_complete(own, words)
    }
    linkbase = f"{filing}-calculation.xml"
    base = f"taxonomy/{taxonomy.SCHEMA}"
    write_atomically(out_dir / linkbase, taxonomy.calculation_linkbase(networks, base).encode())
    write_atomically(out_dir / f"{filing}.xsd", taxonomy.extension(quote(filing), base, quote(linkbase)).encode())
    return quote(f"{filing}.xsd")
