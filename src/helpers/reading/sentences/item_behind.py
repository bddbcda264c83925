"""Amounts whose item stands behind them, or before the amount before: 'by JPY1.0 billion to JPY8.2 billion', 'JPY14.0
billion for systems construction and JPY26.1 billion for systems operation', 'JPY17.3 billion with equity finance'."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.language.concepts import fold, load
from helpers.language.items import Item, combine, part_named
from helpers.language.phrases import Mention
from helpers.reading.facts import Fact
from helpers.reading.sentences.clause import Spot
from helpers.reading.sentences.item_parts import part_of_own
from helpers.reading.sentences.named import part_of

Found = tuple[Item, str] | None

_MOVED_TO = re.compile(r"(?:\s?(?:YoY|QoQ))?,?\sto\s(?:(?:approx(?:imately|\.)?|about|over)\s)?(?:JPY\s?)?")
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
_THAT_OF = re.compile(
    r"\b(?:those|that) (?P<link>for|of) (?P<whom>[a-z][a-z -]{2,40}?) (?:was|were|is|are|totaled|amounted to)"
    r"\s(?:approx(?:imately|\.)?\s|about\s|over\s)?(?:JPY\s?)?$"
)
_COUNTED = frozenset({"subscriptions", "contracts"})
_ONE_NAME = re.compile(r"\s[A-Za-z -]*")
_ARE = re.compile(r"\s(?:are|were|is|was|for|from)\s(?P<label>[a-z][a-z -]{2,25}?)(?=[,.;]|\sand\s|$)")
_LEADS = frozenset({"for", "from", "was", "were", "is", "are", "related", "attributable", "contributed", "of", "to"})
_CONSISTED = re.compile(
    r"\b(?:were|consist\w*|compris\w*)(?: (?:mainly|mostly|primarily))?(?: of)?\s"
    r"(?:JPY\s?[\d,.]+ ?(?:million|billion)? of [^.;]*)?JPY\s?$"
)
_BREAKDOWN = re.compile(r"\bbreakdown\b", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:with|in|of|for|by)?\s*(?:an? |the )?")
_IN_OR_OF = re.compile(r"\s(?:in|of|(?P<for>for))\s(?:the )?")
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
    if not spot.i or not spot.t.currency or spot.right[1 : spot.right.find(" ", 1)] not in _LEADS:
        return None
    listed = _LISTED.fullmatch(spot.left)
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


def that_of(spot: Spot) -> Found:
    """'revenue of services for enterprise was JPY8 million and that of services for consumers JPY4 million', the second
    in short: 'those for consumers were'. The rest of its name is that of the first."""
    if not spot.t.currency or ("those " not in spot.low and "that " not in spot.low):
        return None
    m, metric = _THAT_OF.search(spot.left), spot.now.metric
    if m is None or not metric or spot.is_named(m, "whom"):
        return None
    at, text = spot.at + m.start("whom"), spot.clause.text
    first = next((n for n in reversed(spot.clause.mentions) if n.kind == "subject" and n.end <= at), None)
    whole = f" {text[first.start : first.end]}".rpartition(f" {m['link']} ")[0] if first is not None else ""
    subject = load().subjects.get(fold(f"{whole} {m['link']} {m['whom']}"), "")
    spot.now.subject = subject or "_".join(fold(m["whom"]).split())
    return combine(metric, spot.now.subject) or Item(f"{spot.now.subject}.{metric}", known=False), m["whom"]


def counted_behind(spot: Spot) -> Found:
    """'356 thousand mobile subscriptions, of which 244 thousand are consumer': what is counted follows its number."""
    if spot.t.currency or spot.t.percent or not spot.t.scale:
        return None
    clause, at = spot.clause, spot.t.after
    m = next((m for m in clause.mentions if m.kind == "metric" and m.name in _COUNTED and 0 < m.start - at < 30), None)
    if m is not None and _ONE_NAME.fullmatch(clause.text, at, m.start):
        of = next((n.name for n in clause.mentions if n.kind == "subject" and at <= n.start < m.start), "total")
        spot.now.metric, spot.now.subject, spot.now.item = m.name, of, None
        return (spot.now.combined() or Item(f"{of}.{m.name}", known=False)), clause.text[m.start : m.end]
    part = _ARE.match(spot.right) if "of which" in spot.low else None
    whole = spot.now.item or spot.now.combined()
    if part is None or whole is None or not whole.known or whole.meaning.unit != "count":
        return None
    return part_of_own(whole, part["label"], spot.now.subject), part["label"]


def broken_down(spot: Spot) -> Found:
    """'The breakdown was JPY4,570 million in available-for-sale securities': the item follows its amount."""
    lead = _IN_OR_OF.match(spot.right)
    if lead is None or (lead["for"] and "consist" not in spot.clause.low):
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


RULES: tuple[Callable[[Spot], Found], ...] = (moved_to, of_whom, was_for, that_of, counted_behind)
