"""What a filing holds: its facts by section, what was not read in it, and line items that no earlier filing prints."""

from __future__ import annotations

import re

import pandas as pd

from helpers import concepts
from helpers.arrivals.report import LineItem, Place, Section
from helpers.filings import Filing
from helpers.layout import SECTION

_HEADING = re.compile(r"[A-Z][^\t\d:;]{3,68}[A-Za-z)]")
_FEW_SECTIONS = 3
_NO_TABLES = "before the first section"
CHART = "of a chart"


def sections(filing: Filing, facts: pd.DataFrame) -> tuple[Section, ...]:
    """The facts of a filing by the section they stand in; by shorter headings where it has no numbered sections."""
    heads = [(row.number, m["title"].strip()) for row in filing.lines if (m := SECTION.match(row.text))]
    if len(heads) < _FEW_SECTIONS:
        blank = {row.number for row in filing.lines if not row.text.strip()} | {0, len(filing.lines) + 1}
        heads = [
            (row.number, row.text.strip())
            for row in filing.lines
            if _HEADING.fullmatch(row.text.strip()) and {row.number - 1, row.number + 1} <= blank
        ]
    lines = sorted(int(line) for line in facts["line"])
    bounds = [(0, _NO_TABLES), *heads]
    ends = [line for line, _ in heads] + [len(filing.lines) + 1]
    counted = [
        Section(title, start, sum(start <= line < end for line in lines))
        for (start, title), end in zip(bounds, ends, strict=True)
    ]
    return tuple(section for section in counted if section.facts)


def unread(numbers: pd.DataFrame) -> tuple[Place, ...]:
    """The numbers that look like facts and were not read, and those of charts that nothing can prove."""
    left = numbers[numbers["role"].isin(["unread", "chart"])].sort_values(["line", "start"])
    found = [
        Place(row["filing"], row["line"], row["printed"], "" if row["role"] == "unread" else CHART, row["reason"])
        for row in left.to_dict("records")
    ]
    return tuple(sorted(found, key=lambda place: place.note == CHART))


def new_items(facts: pd.DataFrame, earlier: pd.DataFrame) -> tuple[LineItem, ...]:
    """The line items that no earlier filing prints, those first that the vocabulary does not know."""
    known, seen = concepts.load().concepts, set(earlier["concept"])
    found = [
        LineItem(str(concept), str(rows["label"].iloc[0]), int(rows["line"].iloc[0]), len(rows), concept in known)
        for concept, rows in facts[~facts["concept"].isin(seen)].groupby("concept", sort=False)
    ]
    return tuple(sorted(found, key=lambda item: (item.known, item.line)))
