"""Whose figures a sentence tells: those of another firm, or of a place or business that is not the item's."""

from __future__ import annotations

import itertools
import re

from helpers.language import company
from helpers.language.periods import MONTH_WORD
from helpers.language.phrases import Mention
from helpers.reading.sentences.small_words import SAYS_NOTHING
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.strange_words import JOINS

TELLS = (
    "posted", "recorded", "reported", "announced", "earned", "generated", "achieved", "saw", "had", "has", "employs",
)  # fmt: skip
"""What a company does with figures."""
_POSTED = re.compile(
    r"\W*+(?:(?:In|For|During|With|At)\s[^.;:()]{2,60}?,\s)?"
    r"(?P<who>(?:[A-Z]|the\s|an?\s|(?=[a-z][a-z-]{1,20}\s(?:Inc|Co|Ltd)\b)[a-z])[^.;:,()\d]{2,60}?"
    r"(?:(?:Inc|Co|Ltd)\.)?)(?:, [^.;:,]{2,60},)?\s"
    rf"(?:{'|'.join(TELLS)})\s"
)
_ELSEWHERE = re.compile(r"\W*+(?:In|For|At)\s(?P<who>[A-Z][^.;:,()\d]{2,60}?),\s")  # 'In Singapore,'
_OF_BUSINESS = re.compile(r"\s(?:in|from|at)\s(?:the|our)\s(?P<who>[^.;:,()\d]{2,40}?)\s(?:business|segment)\b")
_OURS = frozenset({
    "we", "it", "our", "company", "group", "both", "each", "all", "business", "businesses", "segment", "segments",
    "service", "services", "results", "half", "quarter", "year", "period",
})  # fmt: skip
_BOUGHT = frozenset({"acquired", "bought", "purchased", "competitor", "competitors", "rival", "shareholder", "peer"})


def other_company(spot: Spot) -> str:
    """'NTT DOCOMO' in 'NTT DOCOMO posted revenues of JPY2,288 billion', 'The seller' in 'The seller had revenues of':
    whose figures a sentence tells, where it begins with somebody who is neither the filer nor one of the vocabulary."""
    clause = spot.clause
    m = _POSTED.match(clause.text, spot.begun, spot.t.start)
    if m is None or any(m.start("who") <= d.start < m.end("who") for d in clause.dates):
        return ""
    named = [n for n in clause.mentions if m.start("who") <= n.start < m.end("who")]
    if named:
        return "" if any(_is_whose(spot, n, m) for n in named) else m["who"]
    who, filer = m["who"].lower(), company.current()
    words = {*who.replace("'s", "").split()}
    ours = filer.name.lower() in who or not words.isdisjoint(_OURS | {filer.folder.name})
    return "" if ours and words.isdisjoint(_BOUGHT) and not _is_subsidiary(m["who"]) else m["who"]


def elsewhere(spot: Spot) -> str:
    """'Singapore' in 'In Singapore, revenues were JPY640 million', 'ATM operation' in 'Operating income was JPY734
    million in the ATM operation business': a place, a firm or a business that figures are told of, which is not that
    of their item."""
    clause = spot.clause
    m = _ELSEWHERE.match(clause.text, spot.begun, spot.t.start) or _OF_BUSINESS.match(clause.low, spot.t.after)
    if m is None:
        return _business_behind(spot)
    if any(m.start("who") <= d.start < m.end("who") for d in clause.dates):
        return ""
    named = [n for n in clause.mentions if m.start("who") <= n.start < m.end("who")]
    if any(_is_whose(spot, n, m) for n in [n for n in named if n.kind == "subject"] or named):
        return ""
    time = MONTH_WORD.search(m["who"]) is not None
    return "" if time or not (SAYS_NOTHING | _OURS).isdisjoint(m["who"].lower().split()) else m["who"]


def _business_behind(spot: Spot) -> str:
    """'network services' in 'Depreciation was JPY1.2 billion for network services': a business right behind a number
    whose item is not one of it."""
    joined = JOINS.match(spot.clause.low, spot.t.after)
    at = joined.end() if joined is not None and joined["of"] in {"for ", "in "} else -1
    named = next((n for n in spot.clause.mentions if n.start == at and n.kind == "subject"), None)
    own = named is None or named.name in {"total", spot.concept.subject, *spot.item.concept.split(".")}
    return "" if named is None or own else spot.clause.text[named.start : named.end]


def _is_whose(spot: Spot, name: Mention, m: re.Match[str]) -> bool:
    """Whether a phrase in what a sentence begins with names the number's item, or the business that it is of; that of a
    firm begins with its name ('IIJ Global Solutions Inc.', not 'Trust Networks Inc.')."""
    if name.kind != "subject":
        return True
    firm = m["who"].endswith(("Inc.", "Co.", "Ltd.", "Inc", "Ltd")) and name.start > m.start("who")
    return not firm and name.name in {spot.concept.subject, *spot.item.concept.split(".")}


def _is_subsidiary(who: str) -> bool:
    """'IIJ America': whether a name begins with the filer's, and goes on with one of its own."""
    words = who.split()
    pairs = itertools.pairwise(words)
    return any(a in company.current().called and b[:1].isupper() and b.lower() not in _OURS for a, b in pairs)
