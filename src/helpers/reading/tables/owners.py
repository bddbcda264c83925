"""Rows that name a metric alone: of which business they are, by the rows above them."""

from __future__ import annotations

from typing import NamedTuple

from helpers.language.labels import metric_named
from helpers.language.phrases import mentions
from helpers.reading.tables.rows import Logical


class Owner(NamedTuple):
    """The business of the rows above a row that names a metric alone, the line of the first of them, and whether the
    same metric comes again below another business: then it is certainly of this one."""

    business: str
    line: int
    again: bool


def owners(entries: list[Logical]) -> dict[int, Owner]:
    """By line, whose metric a row is that names no business, where all rows since the last of its label name one:
    'Gross margin ratio' below 'Network services revenue', and again below 'Systems integration revenue'."""
    named = [e for e in entries if e.filled]
    if any(_business_in(e) for e in entries if not e.filled) or not named or metric_named(named[0].label):
        return {}  # a heading says it, or the metric stands above its parts
    keys = {key for e in named if (key := metric_named(e.label))}
    return {line: owner for key in keys for line, owner in _owners_of(key, named).items()}


def _owners_of(key: str, entries: list[Logical]) -> dict[int, Owner]:
    """The owners of the rows that are nothing but the name of a metric, `key`."""
    ends = [n for n, e in enumerate(entries) if metric_named(e.label) == key]
    parts = [entries[start:end] for start, end in zip([0, *(n + 1 for n in ends)], ends, strict=False)]
    named = [{_business_in(e) for e in part if not metric_named(e.label)} for part in parts]
    alone = [min(names) if len(names) == 1 else "" for names in named]
    again = len(alone) > 1 and "" not in alone and len(set(alone)) == len(alone)
    found = list(zip(parts, ends, alone, strict=True))[: None if again else 1]
    return {
        entries[end].row.line.number: Owner(name, part[0].row.line.number, again)
        for part, end, name in found
        if name not in {"", "total"}
    }


def _business_in(entry: Logical) -> str:
    """The one business that a label names, 'total' among them; '' for none or for several."""
    names = {m.name for m in mentions(entry.label) if m.kind == "subject"}
    return min(names) if len(names) == 1 else ""
