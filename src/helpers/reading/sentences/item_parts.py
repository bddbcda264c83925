"""Amounts of what the vocabulary does not know, or knows in two words, below or behind a line item that it knows: the
words right before the number say that it is not of that item."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, combine, known_or_new, new_item, part_named
from helpers.reading.sentences.clause import Spot
from helpers.reading.sentences.item_new import WHEN

Found = tuple[Item, str] | None

_AIMS = frozenset({"target", "targets", "plan", "forecast", "guidance", "budget"})
_PART_LABEL = re.compile(
    r"[(,;]\s?(?:(?:of which|including|includes)\s(?:for |from )?(?P<of>))?"
    r"(?P<label>[A-Za-z][A-Za-z-]+(?: [a-z-]+){0,2})"
    r"(?(of)\s?:?|\s?:)\s?(?:was |were )?(?:approx(?:imately|\.)?\s|about\s|over\s)?JPY\s?$"
)
_OF_OWN = re.compile(
    r"\b(?P<label>(?:[A-Za-z][\w'&/-]{0,30} ){0,6}?(?P<noun>[A-Za-z][\w'-]{1,30})) of "
    r"(?:approx(?:imately|\.)? |about |over |around |up to )?JPY\s?$"
)
_BEFORE_NOUN = re.compile(r"^.*\b(?:of|from|to|with|in|for|by|on|into) ")
_TRANSPARENT = re.compile(
    r"(?:target|forecast|plan|budget|estimate|level|scale|size|total|sum|amount|average|balance|value|result|range"
    r"|contribution|used|inflow|outflow|effect|impact|increase|decrease|growth|decline|reduction|improvement|addition|difference|change"
    r"|income|profit|loss|gain|expense|cost|margin|revenue|sale|proceed|out|instead|most|half|part|portion|all|which"
    r"|outcome|recovery|record|outlook|guidance)(?:s|es)?$",
    re.IGNORECASE,
)
_OWN_LOSS = re.compile(
    r"\b(?:impairment|valuation|disposal|extraordinary|retirement) (?:loss|gain)(?:es|s)?$", re.IGNORECASE
)
_LABEL_TO_SHARE = re.compile(r"\s?[:(]?\s?(?:approx(?:imately|\.)?\s|about\s)?")
_KIND_OF_COST = re.compile(
    r"(?:^|[^\w\s'/&]\s*|\b(?:and|in|of|by|to)\s)(?P<kind>[A-Za-z]{2,}(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*){0,2})[ ]"
    r"(?P<what>costs?|expenses?)\b",
    re.IGNORECASE,
)
_BEFORE_KIND = re.compile(r"(?:(?:increases?|decreases?) in |including |additional )+", re.IGNORECASE)
_NO_KIND = frozenset({
    "total", "the", "our", "its", "other", "related", "increased", "decreased", "increase", "decrease", "these", "such",
    "this", "yoy", "qoq", "and", "of", "in", "or", "due", "as", "by", "to", "for", "with", "from", "was", "were", "net",
    "all", "overall", "lower", "higher", "less", "more", "additional", "an", "a", "increasing", "decreasing",
    "including", "mainly", "each", "estimated", "actual", "annual", "jpy", "million", "billion", "thousand",
})  # fmt: skip
_INCLUDING = re.compile(r"\b(?:including|of which)\s(?:approx(?:imately|\.)?\s)?(?:JPY\s?)?$")
_OF_WHAT = re.compile(r"\s(?:of|for|from)\s(?P<label>[a-z][a-z -]{3,50}?)\s?(?=[,.;()]|\sand\s|$)")
_LABEL_OF_COUNT = re.compile(
    r"(?:^[\s\u2022\u25e6-]*|[,;]\s*(?:and )?)(?P<label>[A-Za-z][A-Za-z -]{2,30}?)\s?(?:\([^()]*\)\s?)?:\s?"
    r"(?:approx(?:imately|\.)?\s|over\s)?$"
)


def named_part(spot: Spot) -> Found:
    """'Mobile services revenue: JPY6.0 billion (consumer: JPY4.1 billion)': a part of the item before the bracket, by
    a word of its own."""
    m = _PART_LABEL.search(spot.left) if spot.t.currency and spot.now.last_measure else None
    whole = (spot.now.item or spot.now.combined()) if m is not None else None
    if m is None or whole is None or not whole.known:
        return None
    at, clause = spot.at + m.start("label"), spot.clause
    named = [(n.start, n.end) for n in clause.mentions] + [(d.start, d.end) for d in clause.dates]
    if fold(m["label"]) in WHEN or any(start < spot.t.start and at < end for start, end in named):
        return None
    if m["label"].split()[-1].lower() in _AIMS:  # '(initial target: JPY124.0 billion)': not a part, the same aimed at
        return None
    return part_of_own(whole, m["label"], spot.now.subject), m["label"]


def part_of_own(whole: Item, label: str, subject: str) -> Item:
    """What of an item a word of its own names: 'consumer' of mobile services revenue is that of consumer mobile."""
    subject = whole.meaning.subject or subject
    business = load().subjects.get(fold(f"{label} {subject}"))
    known = load().by_parts.get((whole.meaning.metric, business)) if business else None
    if known:
        return Item(known)
    return part_named(whole, label)


def of_own(spot: Spot) -> Found:
    """'related assets of JPY4.5 billion' below a heading about cost: money of what stands right before it, where the
    vocabulary does not know that."""
    m = _OF_OWN.search(spot.left) if spot.t.currency and " of " in spot.left else None
    if m is None or m["label"].lower().startswith("net cash"):
        return None
    if _TRANSPARENT.search(m["noun"]) and not _OWN_LOSS.search(m["label"]):
        return None
    if spot.is_named(m, "noun"):
        return None
    label = _BEFORE_NOUN.sub("", m["label"])
    return new_item(label, Scope()), label


def kind_of_cost(spot: Spot) -> Found:
    """'Circuit-related costs increased by JPY312 million', 'Advertising expenses: JPY1,012 million': a kind of cost
    that the vocabulary does not know, and not the cost, or the SG&A, that the heading is about."""
    if not (spot.t.currency or spot.t.percent) or ("cost" not in spot.low and "expense" not in spot.low):
        return None
    m = next(reversed(list(_KIND_OF_COST.finditer(spot.left))), None)
    if m is None or ". " in spot.left[m.end() :]:
        return None
    lead = _BEFORE_KIND.match(m["kind"])  # 'Decrease in circuit-related', 'including acquisition-related'
    words = m["kind"][lead.end() if lead else 0 :].lower().split()
    named = spot.now.subject or spot.clause.context.item()[0] is not None
    if not _NO_KIND.isdisjoint(words) and (words[-1] != "related" or named):
        return None
    first, last = spot.at + m.start("kind") + (lead.end() if lead else 0), spot.at + m.end("kind")
    for n in spot.clause.mentions:
        if n.end <= first or n.start >= spot.t.start:
            continue
        if n.kind == "concept" or n.start > last + 1:
            return None
        if n.start < last == n.end and n.kind == "subject" and not _only_sold(n.name):
            return None
    words = spot.clause.text[first : spot.at + m.end("what")]
    return new_item(words, Scope(group=f"{'cost' if m['what'].lower().startswith('cost') else 'sga'}_view")), words


def counted_part(spot: Spot) -> Found:
    """'Consumer (IIJmio): 347 thousand, others: 36 thousand': parts of what the heading counts, by their labels."""
    m = _LABEL_OF_COUNT.search(spot.left) if spot.t.scale and not spot.t.currency else None
    if m is None or fold(m["label"]) in WHEN or spot.is_named(m, "label"):
        return None
    context = spot.clause.context
    whole = context.item()[0] or combine(context.metric, context.subject or "total")
    if whole is None or not whole.known or whole.meaning.unit != "count":
        return None
    return part_named(whole, m["label"]), m["label"]


def including(spot: Spot) -> Found:
    """'..., including JPY412 million of impairment': the part is named behind its amount."""
    named = "including" in spot.low or "of which" in spot.low
    if not named or not spot.t.currency or not _INCLUDING.search(spot.left):
        return None
    m = _OF_WHAT.match(spot.right)
    return (known_or_new(m["label"], Scope()), m["label"]) if m is not None else None


def _only_sold(subject: str) -> bool:
    """Whether no cost is told of a part of the revenue: 'outsourcing-related costs' are none of that service."""
    parts = load().by_parts
    return parts.get(("revenue", subject), "").startswith("revenue.") and ("cost", subject) not in parts


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


RULES: tuple[Callable[[Spot], Found], ...] = (including, named_part, counted_part, kind_of_cost, of_own)
