"""Words around a number, apart from the name of its item, that may make it one of something else."""

from __future__ import annotations

import re

from helpers.language.amounts import Token
from helpers.reading.cues import TO_AMOUNT, cues
from helpers.reading.sentences.clause import Clause
from helpers.reading.sentences.small_words import BEGINS, ENDS, PLAIN_LABEL, QUALIFIES, SMALL, TAKEN, filer_words
from helpers.reading.sentences.spot import Spot

_OWN_WORD = re.compile(
    r"(?:(?P<open>\()|[:,;]\s|(?<=/)\s|(?<=\band)\s)(?P<words>[a-z][a-z&/-]{2,}(?:\s[a-z&/-]{2,}){0,6}?)(?:\s(?:of|was|were)|(?(open):))?\s"
    rf"[+-]?{TO_AMOUNT}$"
)
_LABEL = re.compile(r"\W*(?P<label>[A-Za-z][A-Za-z&/-]+(?: [A-Za-z&/-]+){0,2})\s?:\s")
JOINS = re.compile(r"\s(?P<of>(?:for|of|from|in)\s)?(?:(?:the|our)\s)?")
"""All between a name, or a number, and what it is joined to."""
_SMALL_LABEL = SMALL | PLAIN_LABEL
_LABEL_WORDS = _SMALL_LABEL | QUALIFIES
_NUMBERED = frozenset({"layer", "tier", "level", "phase", "class", "type", "category", "version", "stage", "grade"})
_FEW = 10  # numbers of layers, of phases
_BEFORE_COUNT = SMALL | BEGINS | {"all", "some", "only", "total", "another", "other", "more", "new", "just"}
_ASIDE_ENDS, _LABEL_ENDS = _SMALL_LABEL | ENDS | TAKEN, _LABEL_WORDS | ENDS | TAKEN


def stranger(spot: Spot) -> str:
    """'GIO' in 'GIO: 1Q12 revenue JPY1.5 billion', a label that may make another item of what is named behind it."""
    clause, now = spot.clause, spot.now
    if now.named or not (now.metric or now.explicit):
        return ""
    m = _LABEL.match(clause.text, clause.start, spot.t.start)
    if m is None:
        return ""
    known = any(at < m.end("label") for at in told_at(clause))
    words = [] if known else m["label"].lower().split()
    return next((w for w in words if w not in _LABEL_WORDS and w not in filer_words()), "")


def told_at(clause: Clause) -> list[int]:
    """Where what is known of a line begins: phrases of the vocabulary, and dates."""
    return [n.start for n in clause.mentions] + [d.start for d in clause.dates]


def own_word(spot: Spot) -> str:
    """'construction' in 'Orders received: construction JPY4.5 billion': what its own words name is not known."""
    begins = max(map(spot.low.rfind, "(,;"))  # none of these is within the words, or behind them
    listed = spot.t.currency or spot.t.scale or " / " in spot.low  # 'Private 2.64 / Public 0.43'
    m = _OWN_WORD.search(spot.low, max(begins, 0)) if listed else None
    dated = max((d.end for d in spot.clause.dates if d.start < spot.t.start), default=0)
    if m is None or spot.is_named(m, "words") or spot.at + m.start("words") < dated:
        return ""
    words = m["words"].split()
    plain = _ASIDE_ENDS if m["open"] else _LABEL_ENDS  # '(current: JPY671 million, deferred: ...)'
    if words[-1].endswith(("ed", "ing", "ly")) or words[-1] in plain or "to" in words:
        return ""
    return " ".join(words)


def _is_numbered(word: str, t: Token) -> bool:
    """'layer 2', 'tier 1'."""
    return word.lower() in _NUMBERED and t.bare and t.value < _FEW


def _may_be_name(word: str) -> bool:
    return word.isalpha() and not word[0].islower()


def name_with_number(spot: Spot) -> str:
    """'Office' in 'for Office 365 users': a word of a name right before a bare number that counts what is behind it."""
    clause, t = spot.clause, spot.t
    before, behind = clause.text[spot.begun : t.start], clause.text[t.end :]
    word = before[:-1].rpartition(" ")[2].lstrip("(\"'\u201c") if before.endswith(" ") else ""
    if _is_numbered(word, t):
        return word
    if t.scale or not _may_be_name(word) or re.match(r" [a-z]", behind) is None:
        return ""
    told = {n.end for n in clause.mentions} | {d.end for d in clause.dates}
    led = cues("addition", "at").search(spot.low) or cues("approx", "at").search(spot.low)
    small = word.lower() in _BEFORE_COUNT or word.endswith(("ed", "ly")) or behind.split()[0] in SMALL | ENDS
    return "" if small or led or t.start - 1 in told else word


def place(spot: Spot) -> str:
    """'Japan' in 'JPY9,270 million in Japan': a name behind a number that no time has, nor a line item or business."""
    clause, d = spot.clause, spot.following
    timed = d is not None and clause.low[spot.t.after : d.begins].strip() in {"for", "in"}  # 'for 1H16 in Japan'
    at = d.end if d is not None and timed else spot.t.after
    joined = JOINS.match(clause.low, at) if clause.low.startswith("in ", at + 1) else None
    if joined is None or joined["of"] != "in " or clause.text[joined.end() : joined.end() + 1].islower():
        return ""
    named = any(n.start == joined.end() for n in clause.mentions)
    known = named or any(date.begins <= joined.end() < date.end for date in clause.dates)
    words = clause.low[joined.end() :].split(maxsplit=1)
    name = words[0].rstrip(".,;:)") if words else ""
    return name if name.isalpha() and not known else ""


def other_flow(spot: Spot) -> str:
    """'investing' in 'net cash outflow of JPY2 million from investing activities': of what money came or went, by words
    behind it, where that is not what the name before it is of."""
    flow = spot.item.concept.startswith("cash_flow.")
    clause, joined = spot.clause, JOINS.match(spot.clause.low, spot.t.after) if flow else None
    if joined is None or joined["of"] != "from ":
        return ""
    own = any(n.start == joined.end() and n.name == spot.item.concept for n in clause.mentions)
    words = clause.low[joined.end() :].split(maxsplit=1)
    return "" if own or not words or not words[0].isalpha() else words[0]
