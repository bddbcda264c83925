"""Amounts whose item stands behind them: 'it consists of JPY2 million in funds', 'JPY17.3 billion with equity finance',
'62% in outsourcing'."""

from __future__ import annotations

import re

from helpers.language.concepts import load
from helpers.language.items import Item, combine
from helpers.language.phrases import Mention
from helpers.reading.cues import cues
from helpers.reading.sentences import in_order, measure
from helpers.reading.sentences.compared_with import direct
from helpers.reading.sentences.spot import NOBODYS, Found, Spot

_LINK = re.compile(r"\s*(?:per (?:common )?share )?(?:with|in|of|for|by|as)?\s*(?:an? |the )?(?:FY\d{4} )?")
_TOLD = re.compile(  # between an amount and what it is of: 'JPY5 million (up 3.3% YoY) was recorded in the'
    r"(?:\s?\([^()]*\)|,\s(?:up|down)\s[^,;()]{2,40},)?\s(?:(?P<was>was|were|is|are|came|went)\s)?(?:(?:[a-z]+ed|spent|paid|made)\s)?"
    r"(?:(?:as|by|for|from|in|into)\s)?(?:the\s|our\s)?"
)
_PARTED = re.compile(r"(?:,|,?\s(?P<word>and|or))\s(?:jpy\s?)?$")
_FOR = (" for ", " from ", " in ", " to ")
_IN_OR_OF = re.compile(r"\s(?:in|of|for)\s(?:the )?")
_RECOGNIZED = re.compile(r"\b(?:are |is )?(?:recogni[sz]ed )?in\s$", re.IGNORECASE)
_LABEL_TO_SHARE = re.compile(r"\srevenues?\s?|\s?[:(]?\s?(?:approx(?:imately|\.)?\s|about\s)?")
_CHANGE_OF = re.compile(rf"\b{measure.MOVES}\sof\s(?:approximately\s)?(?:jpy\s?)?$")
_IN = re.compile(r"\sin\s(?:the\s|our\s)?")
_NAME_ENDS = re.compile(r"[,.;()\d]|\s(?:was|were|is|reflect(?:s|ed)?|result(?:s|ed)|came|for the|in)\b")
_LISTED = re.compile(r"\s(?:(?:yoy|qoq)\s)?(?:(?:increase|decrease)s?\s)?(?:for|in|of)\s(?:the\s|our\s)?")
_MOVED = re.compile(rf"\s(?:yoy|qoq|growth|{measure.MOVES})\sin\s(?:the\s|our\s)?")
_LIST_GOES_ON = re.compile(r"\s(?:and|or)\b|[,.;)]|\s*$")
_IN_FRONT = re.compile(r"\W*(?:at|with)\s(?:jpy\s?)?")
_NEAR, _BEHIND = 60, 40


def broken_down(spot: Spot) -> Found:
    """'The breakdown was JPY4,570 million in available-for-sale securities': each item follows its amount."""
    listed = cues("parts", "in").search(spot.clause.low, spot.begun, spot.t.start) if spot.t.currency else None
    if listed is None:
        return None
    lead = _IN_OR_OF.match(spot.right)
    m = concept_from(spot, spot.t.after + (lead.end() if lead else 1), 4 if lead else 1)
    if m is not None:
        return Item(m.name, m.sign), spot.clause.text[m.start : m.end]
    named = any(listed.end <= n.start < spot.t.start for n in spot.named)
    return None if named and lead is None else NOBODYS


def told_of(spot: Spot) -> Found:
    """'..., of which JPY3,301 million was systems construction', 'Revenue of JPY2,689 million was recorded in the ATM
    operation business': the business, or the part of what is in force, that the words behind an amount tell it to be
    of; no other item's ('interest expense of JPY2 million, of which JPY1 million was for capital leases')."""
    lead = _TOLD.match(spot.clause.low, spot.t.after) if not spot.t.percent else None
    which = lead is not None and "of which" in spot.sentence.lower()
    if lead is None or not (lead["was"] or which):
        return None
    m = spot.clause.named_at(lead.end())
    if m is None:
        return None
    spot.clause.behind.add(m.start)
    return _part(spot, m) or NOBODYS


def _part(spot: Spot, m: Mention) -> Found:
    """The line item that a phrase names, if it is a part of what is in force; the metric in force of its business."""
    now, item = spot.now, None
    whole = now.item or now.combined()
    if m.kind == "concept" and whole is not None and _is_part(m.name, whole.concept):
        item = Item(m.name, m.sign)
    elif m.kind == "subject" and now.item is None:
        item = combine(now.metric, m.name)
    return (item, spot.clause.text[m.start : m.end]) if item is not None and item.known else None


def _is_part(concept: str, whole: str) -> bool:
    return concept.startswith((f"{whole}.", f"{whole}_view."))


def for_business(spot: Spot) -> Found:
    """'The order backlog was JPY2 million for systems construction and JPY1 million for ...': what each is for, where
    no business is named before them."""
    after = spot.t.after
    lead = next((word for word in _FOR if spot.clause.low.startswith(word, after)), "")
    m = spot.clause.named_at(after + len(lead), "subject") if lead and spot.t.currency else None
    metrics = [n.name for n in spot.named if n.kind == "metric"]
    if m is None or not metrics:
        return None
    told = {n.start for n in spot.named if n.kind == "subject" and n.name != "total"} - spot.clause.behind
    spot.clause.behind.add(m.start)
    item = combine(metrics[-1], m.name) if not told else None
    return (item, spot.clause.text[m.start : m.end]) if item is not None and item.known else NOBODYS


def parted(spot: Spot) -> Found:
    """'JPY310 million in sales and marketing expenses and JPY120 million in costs': what 'and' or a comma parts from an
    amount is of the amount before it."""
    and_then = spot.i and _PARTED.search(spot.low)
    at = spot.at + and_then.start() if and_then else 0
    named = at and any(n.end == at and n.start >= spot.at for n in spot.named)
    lead = _IN.match(spot.clause.low, spot.t.after)
    listed = and_then and (and_then["word"] or (lead is not None and spot.clause.named_at(lead.end()) is not None))
    return NOBODYS if named and listed else None


def of_change(spot: Spot) -> Found:
    """'The decrease of 2.8% in SI revenues reflects ...': what changed is what the words behind the number name."""
    said = _CHANGE_OF.search(spot.low)
    lead = _IN.match(spot.clause.low, spot.t.after) if said is not None else None
    if lead is None:
        return None
    return _only_name(spot, lead.end()) or NOBODYS


def of_listed(spot: Spot) -> Found:
    """'targets of JPY158.0 billion for revenues and JPY5.0 billion for operating income', 'a JPY704 million increase in
    inventories and': what each is of stands behind it, where nothing is named since the number before."""
    lead = _LISTED.match(spot.clause.low, spot.t.after)
    m = spot.clause.named_at(lead.end()) if lead is not None else None
    if m is None or lead is None or m.kind == "subject" or _LIST_GOES_ON.match(spot.clause.low, m.end) is None:
        return None
    if any(n.kind != "subject" and n.start >= spot.at and n.start not in spot.clause.behind for n in spot.named):
        another = lead.group().startswith(" of ") and m.name != spot.now.metric
        return NOBODYS if another else None  # 'Total revenues grew with JPY1,948 million of operating income'
    spot.clause.behind.add(m.start)
    return _as_named(spot, m)


def of_rate(spot: Spot) -> Found:
    """'9.2% growth in network services revenue and 3.0% growth in SI revenue', 'up 9.2% YoY in revenue'."""
    lead = _MOVED.match(spot.clause.low, spot.t.after)
    return _only_name(spot, lead.end()) if lead is not None else None


def _as_named(spot: Spot, m: Mention) -> Found:
    """The item of a line item's name, or of a metric of the business that is named in front of it, else of all."""
    subject = spot.now.subject if spot.now.named else ""
    item = Item(m.name, m.sign) if m.kind == "concept" else combine(m.name, subject or "total")
    return (item, spot.clause.text[m.start : m.end]) if item is not None and item.known else NOBODYS


def of_sentence(spot: Spot) -> Found:
    """'At JPY10,328 million, revenues for Internet connectivity services were ...': what the sentence goes on about."""
    if _IN_FRONT.fullmatch(spot.clause.low, spot.begun, spot.t.start) is None or not spot.right.startswith(", "):
        return None
    return _only_name(spot, spot.t.after + len(", "))


def _only_name(spot: Spot, begins: int) -> Found:
    """The item that the words from `begins` to the end of the name they begin are of, if it is one, and known."""
    stop = spot.stop
    last = _NAME_ENDS.search(spot.clause.low, begins, stop)
    named = in_order.names(spot.clause, begins, last.start() if last is not None else stop)
    return named[0] if len(named) == 1 and named[0][0].known else None


def follows(spot: Spot) -> Found:
    """'Secured JPY17.3 billion with equity finance', 'to pay JPY13.50 per share as FY2016 year-end dividend'."""
    m = concept_from(spot, spot.t.after, _BEHIND)
    link = spot.clause.text[spot.t.after : m.start] if m is not None else ""
    if m is None or not _LINK.fullmatch(link):
        return None
    return Item(m.name, m.sign), spot.clause.text[m.start : m.end]


def concept_from(spot: Spot, at: int, within: int) -> Mention | None:
    """The line item named from `at`, at most `within` characters on."""
    return next((m for m in spot.clause.mentions if m.kind == "concept" and 0 <= m.start - at < within), None)


def recognized(spot: Spot) -> Found:
    """'77% of cloud revenue is recognized in systems operation and maintenance, 23% in outsourcing'; or before its
    share ('in SI operation 62%')."""
    clause = spot.clause
    told = clause.low + clause.context.item()[1].lower()
    told_of = "cloud" in clause.low or spot.now.subject == "cloud" or "recogni" in told
    if not told_of or direct(spot):
        return None
    return _place_before(spot) or _place_behind(spot)


def _place_before(spot: Spot) -> Found:
    """'in SI operation 62%', 'in systems operation revenues (87.9%)', and not 'half of cloud revenue (76%) is ...'."""
    clause, own = spot.clause, spot.t.bracket == "("
    m = next((m for m in reversed(clause.mentions) if m.kind == "subject" and spot.at <= m.start < spot.t.start), None)
    if m is None:
        return None
    concept = load().recognized_in.get(m.name)
    if _LABEL_TO_SHARE.fullmatch(clause.text, m.end, spot.t.start) is None or (own and not concept):
        return None
    item = Item(concept) if concept else Item(f"cloud_revenue_view.{m.name}", known=False)
    return item, clause.text[m.start : m.end]


def _place_behind(spot: Spot) -> Found:
    clause, at = spot.clause, spot.t.after
    for m in clause.mentions:
        between = clause.text[at : m.start] if at <= m.start < at + len(spot.right) + _NEAR else ""
        concept = load().recognized_in.get(m.name, "") if m.kind == "subject" else ""
        if concept and between and _RECOGNIZED.search(between) and not re.search(r"[.;%]", between):
            return Item(concept), clause.text[m.start : m.end]
    return None
