"""Periods that a filing states for an item in a line of its own: 'Period of repurchase: From ... to ...'."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.language.calendar import Period, from_to
from helpers.language.concepts import fold, load

_LABEL = re.compile(r"\b(?P<label>Period of [A-Za-z ]{3,40}?)\s?:\s?(?:From\s)?$", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|through|until|-|~)\s")
_NEAR = 60  # characters before a date that can be its label


def periods(rows: Sequence[Row]) -> dict[str, Period]:
    """The stated periods by concept (see `Concept.period_label`)."""
    labelled = [(c.id, fold(c.period_label)) for c in load().concepts.values() if c.period_label]
    out: dict[str, Period] = {}
    for row in rows:
        text = row.line.text
        if "period of" not in text.lower():
            continue
        for first, last in itertools.pairwise(row.periods):
            m = _LABEL.search(text[max(0, first.start - _NEAR) : first.start])
            if m is not None and (span := days(text, first, last)) is not None:
                out |= {cid: span for cid, label in labelled if label == fold(m["label"])}
    return out


def days(text: str, first: Token, last: Token) -> Period | None:
    """All the days from one date of a line to the next, where nothing but 'to' stands between them."""
    joined = _TO.fullmatch(text, first.end, last.begins) is not None
    return from_to(first.period, last.period) if joined and first.period and last.period else None
