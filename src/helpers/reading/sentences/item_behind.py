"""Amounts whose item stands behind them, or before the amount before: 'by JPY1.0 billion to JPY8.2 billion', 'JPY14.0
billion for systems construction and JPY26.1 billion for systems operation', 'JPY17.3 billion with equity finance'."""

from __future__ import annotations

import re

from helpers.language.items import Item
from helpers.language.phrases import Mention
from helpers.reading.sentences.clause import Spot

Found = tuple[Item, str] | None


_CONSISTED = re.compile(
    r"\b(?:were|consist\w*|compris\w*)(?: (?:mainly|mostly|primarily))?(?: of)?\s"
    r"(?:JPY\s?[\d,.]+ ?(?:million|billion)? of [^.;]*)?JPY\s?$"
)
_BREAKDOWN = re.compile(r"\bbreakdown\b", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:with|in|of|for|by)?\s*(?:an? |the )?")
_IN_OR_OF = re.compile(r"\s(?:in|of|(?P<for>for))\s(?:the )?")


def broken_down(spot: Spot) -> Found:
    """'The breakdown was JPY4,570 million in available-for-sale securities': the item follows its amount."""
    lead = _IN_OR_OF.match(spot.right)
    if lead is None or (lead["for"] and "consist" not in spot.clause.own):
        return None
    consists = spot.t.currency and _CONSISTED.search(spot.said)
    if not consists and (lead["for"] or not _BREAKDOWN.search(spot.said)):
        return None
    m = concept_from(spot, spot.t.after + lead.end(), 4)
    return (Item(m.name, m.sign), spot.clause.text[m.start : m.end]) if m else None


def follows(spot: Spot) -> Found:
    """'Secured JPY17.3 billion with equity finance'."""
    m = concept_from(spot, spot.t.after, 24)
    if m is None or not _LINK.fullmatch(spot.clause.text[spot.t.after : m.start]):
        return None
    return Item(m.name, m.sign), spot.clause.text[m.start : m.end]


def concept_from(spot: Spot, at: int, within: int) -> Mention | None:
    """The line item named from `at`, at most `within` characters on."""
    return next((m for m in spot.clause.mentions if m.kind == "concept" and 0 <= m.start - at < within), None)
