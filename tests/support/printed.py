"""The filings printed to PDF, converted back and read: what comes back of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import published

from helpers.filing import raw
from helpers.filing.documents import pdf
from helpers.reading.numbers import read_filing

LEAST = {True: 0.98, False: 0.97}
"""The share of a filing's facts that must come back from pages of it, by whether its tables are ruled."""
MOST_NEW = 0.01
"""The share of facts beside them that it does not have."""
_PART = ("printed", "concept", "measure", "scenario", "period_start", "period_end", "value", "unit")


def back(raw_dir: Path, stem: str, printer: str, layout: str, ruled: bool, folder: Path) -> Counter[str]:
    """How many facts a filing has (`known`), how many of them come back from its pages in PDF (`same`), and how many
    do that it does not have (`new`)."""
    source, page, path = raw_dir / f"{stem}.txt", folder / f"{stem}.pdf", folder / f"{stem}.txt"
    published.PRINTERS[printer](published.as_pages(source.read_bytes().decode("utf-8"), layout, ruled), page)
    path.write_text(pdf.convert(page.read_bytes())[0], encoding="utf-8", newline="")
    record = raw.read_records(raw_dir)[stem]
    before, after = _facts(source, record), _facts(path, {**record, "sha256": ""})
    return Counter(known=before.total(), same=(before & after).total(), new=(after - before).total())


def _facts(path: Path, record: dict[str, str]) -> Counter[tuple[str, ...]]:
    _, found = read_filing(raw.load(path, {path.stem: record}))
    return Counter(tuple(str(fact[part]) for part in _PART) for fact in found)
