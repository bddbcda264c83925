"""A folder of texts becomes the tables, without notebooks."""

from __future__ import annotations

from pathlib import Path

from helpers.data import published, record, tables
from helpers.language.company import of_folder, use
from helpers.proof import checks, series
from helpers.reading import own_rule
from helpers.reading.numbers import read_filings


def extract(raw_dir: Path, out_dir: Path, reader: str = "", company: str = "") -> list[str]:
    """Read a folder of texts, write all tables with their data dictionary to `out_dir`; the files that changed.

    reader    'module:function', a rule in the place of the readers (see `own_rule`)
    company   whose filings they are, where the folder does not say it itself (see `language.company.of_folder`)

    Raises FilingError and CompanyError.
    """
    with use(of_folder(Path(raw_dir), company)):
        return _extracted(raw_dir, out_dir, reader)


def _extracted(raw_dir: Path, out_dir: Path, reader: str) -> list[str]:
    if reader:
        rule = own_rule.load(reader)
        found = read_filings(Path(raw_dir), lambda filing: own_rule.read(filing, rule, reader))
    else:
        found = read_filings(Path(raw_dir))
    tested = checks.build(found.facts, found.filings)
    levels = series.build(found.facts, found.filings)
    joined = record.build(found.facts, found.filings, levels, published.read(Path(raw_dir) / "reference"))
    return tables.write_all(
        Path(out_dir),
        {
            "filings": found.filings,
            "numbers": found.numbers,
            "facts": found.facts,
            "checks": tested,
            "series": levels,
            "record": joined.record,
            "record_checks": joined.checks,
        },
    )
