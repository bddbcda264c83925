"""Words around a number, apart from the name of its item, by which it is somebody else's, or may be of something else.

The figures of another firm, or of a place or business that is not the item's; a label or a name of unknown words."""

from __future__ import annotations

import itertools
import re

from helpers.language import company
from helpers.language.periods import MONTH_WORD
from helpers.language.phrases import Mention
from helpers.reading.cues import TO_AMOUNT
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot
from helpers.reading.small_words import (
    ENDS,
    PLAIN_LABEL,
    QUALIFIES,
    SAYS_NOTHING,
    SMALL,
    TAKEN,
    filer_words,
)

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
_OWN_WORD = re.compile(
    r"(?:(?P<open>\()|[:,;]\s|(?<=/)\s|(?<=\band)\s)(?P<words>[a-z][a-z&/-]{2,}(?:\s[a-z&/-]{2,}){0,6}?)(?:\s(?:of|was|were)|(?(open):))?\s"
    rf"[+-]?{TO_AMOUNT}$"
)
_LABEL = re.compile(r"\W*(?P<label>[A-Za-z][A-Za-z&/-]+(?: [A-Za-z&/-]+){0,2})\s?:\s")
JOINS = re.compile(r"\s(?P<of>(?:for|of|from|in)\s)?(?:(?:the|our)\s)?")
"""All between a name, or a number, and what it is joined to."""
_SMALL_LABEL = SMALL | PLAIN_LABEL
_LABEL_WORDS = _SMALL_LABEL | QUALIFIES
_ASIDE_ENDS, _LABEL_ENDS = _SMALL_LABEL | ENDS | TAKEN, _LABEL_WORDS | ENDS | TAKEN


def of_another_company(spot: Spot, label: str, measured: Measured) -> str:
    """'NTT DOCOMO' in 'NTT DOCOMO posted revenues of JPY2,288 billion', 'The seller' in 'The seller had revenues of':
    whose figures a sentence tells, where it begins with somebody who is neither the filer nor one of the vocabulary."""
    m = _POSTED.match(spot.clause.text, spot.begun, spot.t.start)
    if m is None or spot.clause.dates_in(*m.span("who")):
        return ""
    who, filer = m["who"].lower(), company.current()
    words = {*who.replace("'s", "").split()}
    if named := spot.clause.named_in(*m.span("who")):
        ours = any(_is_whose(spot, n, m) for n in named)
    else:
        ours = filer.name.lower() in who or not words.isdisjoint(_OURS | {filer.folder.name})
        ours = ours and words.isdisjoint(_BOUGHT) and not _is_subsidiary(m["who"])
    return "" if ours else f"of {m['who']}, not of the filer"


def of_elsewhere(spot: Spot, label: str, measured: Measured) -> str:
    """'Singapore' in 'In Singapore, revenues were JPY640 million', 'ATM operation' in 'Operating income was JPY734
    million in the ATM operation business': a place, a firm or a business that figures are told of, which is not that
    of their item."""
    clause = spot.clause
    m = _ELSEWHERE.match(clause.text, spot.begun, spot.t.start) or _OF_BUSINESS.match(clause.low, spot.t.after)
    if m is None:
        where = _business_behind(spot)
        return f"of {where}, not of the group" if where else ""
    named = clause.named_in(*m.span("who"))
    own = any(_is_whose(spot, n, m) for n in named)
    time = clause.dates_in(*m.span("who")) or MONTH_WORD.search(m["who"])
    known = own or time or not (SAYS_NOTHING | _OURS).isdisjoint(m["who"].lower().split())
    return "" if known else f"of {m['who']}, not of the group"


def _business_behind(spot: Spot) -> str:
    """'network services' in 'Depreciation was JPY1.2 billion for network services': a business right behind a number
    whose item is not one of it."""
    at = _joined(spot, spot.t.after, "for ", "in ")
    named = spot.clause.named_at(at, "subject") if at >= 0 else None
    own = named is None or named.name in {"total", spot.concept.subject, *spot.item.concept.split(".")}
    return "" if named is None or own else spot.clause.text[named.start : named.end]


def _is_whose(spot: Spot, name: Mention, m: re.Match[str]) -> bool:
    """Whether a phrase in what a sentence begins with names the number's item, or the business that it is of; that of a
    firm begins with its name ('IIJ Global Solutions Inc.', not 'Trust Networks Inc.')."""
    firm = m["who"].endswith(("Inc.", "Co.", "Ltd.", "Inc", "Ltd")) and name.start > m.start("who")
    return not firm and name.name in {spot.concept.subject, *spot.item.concept.split(".")}


def _is_subsidiary(who: str) -> bool:
    """'IIJ America': whether a name begins with the filer's, and goes on with one of its own."""
    words = who.split()
    pairs = itertools.pairwise(words)
    return any(a in company.current().called and b[:1].isupper() and b.lower() not in _OURS for a, b in pairs)


def stranger(spot: Spot) -> str:
    """'GIO' in 'GIO: 1Q12 revenue JPY1.5 billion', a label that may make another item of what is named behind it."""
    clause, now = spot.clause, spot.now
    if now.named or not (now.metric or now.explicit):
        return ""
    m = _LABEL.match(clause.text, clause.start, spot.t.start)
    if m is None:
        return ""
    words = [] if clause.tells_in(clause.start, m.end("label")) else m["label"].lower().split()
    return next((w for w in words if w not in _LABEL_WORDS and w not in filer_words()), "")


def own_word(spot: Spot) -> str:
    """'construction' in 'Orders received: construction JPY4.5 billion': what its own words name is not known."""
    begins = max(map(spot.low.rfind, "(,;"))  # none of these is within the words, or behind them
    listed = spot.t.currency or spot.t.scale or " / " in spot.low  # 'Private 2.64 / Public 0.43'
    m = _OWN_WORD.search(spot.low, max(begins, 0)) if listed else None
    dated = max((d.end for d in spot.clause.dates if d.start < spot.t.start), default=0)
    if m is None or spot.named_in(m, "words") or spot.at + m.start("words") < dated:
        return ""
    words = m["words"].split()
    plain = _ASIDE_ENDS if m["open"] else _LABEL_ENDS  # '(current: JPY671 million, deferred: ...)'
    if words[-1].endswith(("ed", "ing", "ly")) or words[-1] in plain or "to" in words:
        return ""
    return " ".join(words)


def _joined(spot: Spot, at: int, *by: str) -> int:
    """Where begins what one of these words joins to an offset; -1 where none does."""
    joined = JOINS.match(spot.clause.low, at) if spot.clause.low.startswith(by, at + 1) else None
    return joined.end() if joined is not None else -1


def _word_at(spot: Spot, at: int) -> str:
    """The word that begins at an offset; '' where none does."""
    said = spot.clause.low[at:].split(maxsplit=1) if at >= 0 else []
    word = said[0].rstrip(".,;:)") if said else ""
    return word if word.isalpha() else ""


def place(spot: Spot) -> str:
    """'Japan' in 'JPY9,270 million in Japan': a name behind a number that no time has, nor a line item or business."""
    clause, d = spot.clause, spot.following
    timed = d is not None and clause.low[spot.t.after : d.begins].strip() in {"for", "in"}  # 'for 1H16 in Japan'
    at = _joined(spot, d.end if d is not None and timed else spot.t.after, "in ")
    return "" if at < 0 or clause.text[at : at + 1].islower() or clause.tells(at) else _word_at(spot, at)
