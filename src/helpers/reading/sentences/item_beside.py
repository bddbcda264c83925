"""Numbers that the words right beside them tell apart: 'per share', 'shares outstanding', 'the number of ... was',
'respectively', a company named before the amount, a bracket that compares the number before it."""

from __future__ import annotations

import re

from helpers.language.concepts import load
from helpers.language.items import Item, combine
from helpers.reading.facts import Fact
from helpers.reading.sentences.clause import SENTENCE_END, Spot
from helpers.reading.sentences.item_parts import part_of_own

Found = tuple[Item, str] | None

_AND_AMOUNT = re.compile(r"\s?(?:YoY )?and (?:by |up |down )?(?:JPY\s?)?")
_RESPECTIVELY = re.compile(r"\s?(?:YoY)?,?\srespectively\b")
_AND_NAME = re.compile(r"\s(?:and|as well as)\s(?:the )?")
_TWO_NAMES = re.compile(  # 'of which consumer and enterprise were'
    r"\b(?:of which|of this|of these|of that),? ([a-z][a-z -]{2,30}) and ([a-z][a-z -]{2,30})"
    r" (?:was|were|is|are|reached|totaled)\s(?:approx(?:imately|\.)?\s|about\s|over\s)?(?:JPY\s?)?$"
)


def respectively(spot: Spot) -> Found:
    """'revenues and operating income grew by 12.7% and 8.9%, respectively': the first number is of the first."""
    clause, numbers, i = spot.clause, spot.clause.numbers, spot.i
    if "respectively" not in clause.text:
        return None
    text = clause.text
    for first, n in ((i, 0), (i - 1, 1)):
        pair = numbers[first : first + 2] if first >= 0 else []
        if len(pair) < 2 or not _AND_AMOUNT.fullmatch(text, pair[0].after, pair[1].start):
            continue
        if not _RESPECTIVELY.match(text, pair[1].after):
            continue
        since = max((m.end() for m in SENTENCE_END.finditer(text, clause.start, pair[0].start)), default=clause.start)
        named = [m for m in clause.mentions if since <= m.start < pair[0].start and m.kind != "subject"][-2:]
        if len(named) == 2 and _AND_NAME.fullmatch(text, named[0].end, named[1].start):
            m = named[n]
            item = Item(m.name, m.sign) if m.kind == "concept" else combine(m.name, spot.now.subject or "total")
            return (item, text[m.start : m.end]) if item is not None else None
        if pair[0].percent and (facts := _two_levels(spot, first)):
            fact = facts[n]
            return Item(fact.concept, known=fact.concept in load().concepts, unit=fact.unit), fact.label
        own, whole = _TWO_NAMES.search(text, since, pair[0].start), spot.now.item or spot.now.combined()
        if own is not None and whole is not None and whole.known:
            return part_of_own(whole, own[n + 1], spot.now.subject), own[n + 1]
    return None


def _two_levels(spot: Spot, first: int) -> list[Fact]:
    """The facts of the two amounts before the number `first`, where these are of two items."""
    before, facts = spot.clause.numbers[max(0, first - 2) : first], spot.clause.reading.facts
    starts, line = [n.start for n in before], spot.clause.row.line.number
    found = [f for f in facts[-6:] if f.line == line and f.token.start in starts and f.measure == "level"]
    return found if len(before) == 2 and len({f.concept for f in found}) == 2 else []
