"""Amounts that go on from the amount before them in their sentence: 'by JPY1.0 billion to JPY8.2 billion', 'JPY14.0
billion for systems construction and JPY26.1 billion for systems operation', fractions of what was counted."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.concepts import load
from helpers.items import Item, combine, part_named
from helpers.readers.clause import Spot
from helpers.readers.names import part_of
from helpers.readers.reading import Fact

Found = tuple[Item, str] | None

_MOVED_TO = re.compile(r"(?:\s?(?:YoY|QoQ),?)?\sto\s(?:(?:approx(?:imately|\.)?|about|over)\s)?(?:JPY\s?)?")
_LISTED = re.compile(
    r"(?:[^()]{0,30}\)"
    r"|(?P<tail>\s(?:(?:was|were|is|are)\s)?(?:for|from|(?:related|attributable) to)\s[A-Za-z &-]{2,60}?"
    r"(?=\s?,|\sand\s)))?"
    r"[\s,;:(]*(?:YoY|QoQ)?[\s,;:(]*(?:(?:and|of which|of this(?: amount)?|consist(?:s|ed|ing) of|compris(?:es|ed|ing))"
    r"[\s,]*)*(?:(?:approx(?:imately|\.)?|about|over)\s)?(?:JPY\s?)?"
)
_OF_WHOM = re.compile(
    r"\s(?:(?:was|were|is|are)\s)?(?:for|from|(?:related|attributable) to|contributed by|of|(?P<to>to))\s"
    r"(?:the |our )?",
    re.IGNORECASE,
)
_WAS_FOR, _SOON = re.compile(r"\s(?:was|were|is|are|came)\s(?P<link>for\s|from\s)?"), 12
_OF_WHICH = re.compile(r"\b(?:of which|of this|of this amount|of that),?\s(?:[^.]|\.\d)*$")
_NEAR = 3  # characters between 'for' and what it is for


def moved_to(spot: Spot) -> Found:
    """'Circuit-related costs increased by JPY0.3 billion to JPY8.2 billion': both amounts are of the same."""
    if not spot.i or " to " not in spot.low or not _MOVED_TO.fullmatch(spot.left):
        return None
    last = _last(spot)
    return (_same(last), last.label) if last is not None and not spot.t.percent else None


def of_whom(spot: Spot) -> Found:
    """'CAPEX was JPY9.1 billion, of which JPY2.9 billion was related to cloud and JPY0.1 billion to ATM operation': a
    part of the amount before it, of what is named behind it."""
    listed = _LISTED.fullmatch(spot.left) if spot.i and spot.t.currency else None
    lead = _OF_WHOM.match(spot.right) if listed else None
    if listed is None or lead is None or (lead["to"] and not listed["tail"]):
        return None
    at = spot.t.after + lead.end()
    m = next((m for m in spot.clause.mentions if m.kind == "subject" and 0 <= m.start - at < _NEAR), None)
    clause, now = spot.clause, spot.now
    whole = clause.whole_of_list if listed["tail"] else now.item or now.combined()
    clause.whole_of_list = whole
    if m is None or m.name == "total" or whole is None or not whole.known:
        return None
    words = clause.text[m.start : m.end]
    found = combine(whole.meaning.metric, m.name) if whole.meaning.metric else None
    root = whole.concept.rpartition(".")[0] or whole.concept
    if found is not None and found.known and (whole.meaning.subject in {"", "total"} or found.concept.startswith(root)):
        return found, words
    return (part_of(whole, m.name) if not whole.meaning.metric else part_named(whole, m.name)), words


def was_for(spot: Spot) -> Found:
    """'of this amount, JPY5,122 million was for systems construction': the subject follows its amount."""
    lead = _WAS_FOR.match(spot.right) if spot.t.currency else None
    if lead is None or not (lead["link"] or _OF_WHICH.search(spot.said)):
        return None
    at, now = spot.t.after + lead.end(), spot.now
    m = next((m for m in spot.clause.mentions if m.kind == "subject" and 0 <= m.start - at < _SOON), None)
    metric = now.metric or (now.item.meaning.metric if now.item else "")
    item = combine(metric, m.name) if m is not None and metric else None
    return (item, spot.clause.text[m.start : m.end]) if item is not None and m is not None and item.known else None


def _last(spot: Spot) -> Fact | None:
    """The fact that the number before this one became."""
    before, facts = spot.clause.numbers[spot.i - 1], spot.clause.reading.facts
    last = facts[-1] if facts else None
    own = last is not None and last.line == spot.clause.row.line.number and last.token.start == before.start
    return last if own else None


def _same(fact: Fact) -> Item:
    """The item of a fact."""
    unit = "JPY" if fact.unit == "ratio" else fact.unit
    known = fact.concept in load().concepts
    return Item(fact.concept, known=known, unit=unit, period="duration" if fact.period_start else "instant")


RULES: tuple[Callable[[Spot], Found], ...] = (moved_to, of_whom, was_for)
