"""What a filing holds: its facts by section, what was not read in it, and line items that no earlier filing prints."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers.filing import sections as parts
from helpers.filing.raw import Filing
from helpers.language import concepts
from helpers.run.arrivals.report import LineItem, PrintedNumber, SectionRead

CHART = "of a chart"


def sections(filing: Filing, facts: pd.DataFrame) -> tuple[SectionRead, ...]:
    """The sections of a filing that print facts, with how many."""
    marks = parts.titled([row.text for row in filing.lines])
    counts = Counter(parts.numbered(marks, facts["line"]))
    return tuple(SectionRead(title, line, counts[at]) for at, (line, title) in enumerate(marks) if counts[at])


def unread(numbers: pd.DataFrame) -> tuple[PrintedNumber, ...]:
    """The numbers that look like facts and were not read, and those of charts that nothing can prove."""
    left = numbers[numbers["role"].isin(["unread", "chart"])].sort_values(["line", "start"])
    found = [
        PrintedNumber(
            row["filing"], row["line"], row["printed"], "" if row["role"] == "unread" else CHART, row["reason"]
        )
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
