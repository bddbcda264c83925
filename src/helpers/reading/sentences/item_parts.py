"""Amounts of what the vocabulary does not know, or knows in two words, below or behind a line item that it knows: the
words right before the number say that it is not of that item."""

from __future__ import annotations

import re

from helpers.language.concepts import fold, load
from helpers.language.items import Item, part_named
from helpers.reading.sentences.clause import Spot

Found = tuple[Item, str] | None

_LABEL_TO_SHARE = re.compile(r"\s?[:(]?\s?(?:approx(?:imately|\.)?\s|about\s)?")


def part_of_own(whole: Item, label: str, subject: str) -> Item:
    """What of an item a word of its own names: 'consumer' of mobile services revenue is that of consumer mobile."""
    subject = whole.meaning.subject or subject
    business = load().subjects.get(fold(f"{label} {subject}"))
    known = load().by_parts.get((whole.meaning.metric, business)) if business else None
    if known:
        return Item(known)
    return part_named(whole, label)


def place_of_share(spot: Spot) -> Found:
    """'recognized in SI operation 62%, in Outsourcing 38%': the place stands before its share."""
    before = (m for m in reversed(spot.clause.mentions) if m.kind == "subject" and spot.at <= m.start < spot.t.start)
    m = next(before, None)
    if m is None or _LABEL_TO_SHARE.fullmatch(spot.clause.text, m.end, spot.t.start) is None:
        return None
    concept = load().recognized_in.get(m.name)
    return (Item(concept) if concept else Item(f"cloud_revenue_view.{m.name}", known=False)), spot.clause.text[
        m.start : m.end
    ]


def of_business(spot: Spot, item: Item) -> Item:
    """'1,964 personnel (IIJ-Global: 263 personnel)': a business right before the number has its own."""
    subjects = [m for m in spot.clause.mentions if m.kind == "subject" and m.name != "total"]
    named = [m for m in subjects if spot.at <= m.start < spot.t.start]
    if not named or spot.clause.text[named[-1].end : spot.t.start].strip() != ":":
        return item
    meaning = item.meaning
    return Item(f"{named[-1].name}.{item.concept}", known=False, unit=meaning.unit, period=meaning.period)
