"""Doubts about how a number is measured: by how much something changed, or how much there is."""

from __future__ import annotations

import re

from helpers.reading.cues import TO_AMOUNT, cues, word
from helpers.reading.facts import COMPARISONS, OF_WHOLE
from helpers.reading.sentences import docomo_charge
from helpers.reading.sentences.compared_with import changed_from_ago, direct
from helpers.reading.sentences.measure import MOVED, RATES, ROSE, Measured, name_of_change
from helpers.reading.sentences.spot import Spot

_BY = re.compile(rf"\sby\s(?:(?:over|more than|at least|less than|up to)\s)?{TO_AMOUNT}$")
BESIDE = re.compile(rf"\s?(?:yoy|qoq)?(?:,?\s?\(\s?|,\s(?:or\s)?|\sor\s){TO_AMOUNT}")
"""All between a rate of change and an amount beside it: 'fell by 50.6% (JPY3,037 million)', 'rose 4.7%, or JPY328'."""
_UNKNOWN_CHANGE = "an amount 'by' which something changed, and no word that is known tells how"
_AND = re.compile(r"\)?(?:,?\s(?:yoy|qoq|(?:from|than in)\s[^,;:()]{2,30}?))?,?\sand\s(?:by\s)?")
_ON_THE_WAY = frozenset({"and", "or", "flat", "unchanged", "revenue", "revenues"})  # between a number and 'YoY'
_FOR = len(" for the ")  # characters between an amount and the business that it is for
_STATES = frozenset({"reached", "remained"})
_TELLS_CHANGE = word("by", *ROSE)


def moved_ratio(spot: Spot, measured: Measured) -> bool:
    """Whether a percentage says by how much a ratio, or a balance between two days, changed ('Operating margin fell
    (-1.2%)'): by so many points, or by that part of itself."""
    ratio = spot.item.measure != "" or spot.concept.unit == "ratio"
    return spot.t.percent and (measured.measure == "change" or (ratio and measured.measure in RATES))


def dipped(spot: Spot, label: str, measured: Measured) -> str:
    """Why an amount is no level: what it is compared with stands right behind it ('dipped JPY86 million QoQ')."""
    amount = measured.measure == "level" and not spot.t.percent and not spot.concept.change_of
    if not amount:
        return ""
    if direct(spot) or changed_from_ago(spot.clause, spot.t) or _odd_noun(spot):
        return _UNKNOWN_CHANGE
    if _is_gapped(spot):
        return "behind a change of something else, which a verb tells: changed by so much, too, or so much"
    beside = spot.now.last_measure.endswith("_pct") and BESIDE.fullmatch(spot.low) is not None
    beside = beside and not spot.right.startswith(" per ")  # a charge, behind how it changed
    return "beside a rate of change: that of the change, or what there was" if beside and _undated(spot) else ""


def _is_gapped(spot: Spot) -> bool:
    """'Network services revenue was up JPY419 million YoY and SI revenue JPY988 million', 'rose JPY4 million from 1Q13
    and JPY58 million from 4Q13': whether nothing but 'and' and a name, or neither, parts a number from a change."""
    m = _AND.match(spot.clause.low, spot.clause.numbers[spot.i - 1].after) if spot.i else None
    if any(spot.t.after <= at <= spot.t.after + _FOR for at in spot.clause.behind):
        return False  # 'and JPY25,145 million for systems operation'
    ends = spot.t.start - len("jpy") * spot.low.endswith("jpy")
    named = (m is not None and m.end() >= ends) or any(n.end == ends - 1 for n in spot.clause.mentions)
    alone = m is not None and not any(mark in spot.clause.text[m.end() : ends] for mark in ",:(")
    return alone and named and spot.now.last_measure.endswith(COMPARISONS)


def _odd_noun(spot: Spot) -> bool:
    """'JPY45 million plunge YoY': whether one word that is not known parts a number from what it is compared with."""
    words = spot.clause.low[spot.t.after : spot.near.start].split() if spot.near is not None else []
    return len(words) == 1 and words[0].isalpha() and words[0] not in _ON_THE_WAY


def _undated(spot: Spot) -> bool:
    """Whether nothing between a number and the end of its bracket tells a time."""
    closed = spot.clause.text.find(")", spot.t.after)
    return not any(spot.t.after <= d.begins < closed for d in spot.clause.dates)


def unsure(spot: Spot, label: str, measured: Measured) -> str:
    """Why a level is none: words before the number say that something moved, and not how this number tells it."""
    if measured.measure in OF_WHOLE and _tells_move(spot):
        return "by how much a ratio changed, and no word that is known tells which way"
    if not spot.met & _TELLS_CHANGE or measured.measure != "level":
        return ""
    own = spot.item.concept in {docomo_charge.CHARGE, docomo_charge.EFFECT} or name_of_change(spot)
    if own or cues("level", "at").search(spot.low) is not None:
        return ""
    if _BY.search(spot.low):
        return _UNKNOWN_CHANGE
    what = MOVED.search(spot.low)
    return f"'{what['what']}' before it: what changed, not what there is, and nothing tells since when" if what else ""


def _tells_move(spot: Spot) -> bool:
    """'the margin narrowed (1.2%)', 'worsened by 2.7 points', 'JPY5,712 million -3.1%': whether a number tells by how
    much a ratio, or the amount before it, changed."""
    if spot.t.sign < 0 and not spot.t.bracket and spot.now.last_measure == "level" and not spot.low.strip(" ,"):
        return True
    verb = spot.low.rstrip(" (+-,").rpartition(" ")[2] if spot.t.percent else ""
    moved = verb.endswith(("ed", "rose", "fell", "grew")) and verb not in _STATES
    return moved or _odd_noun(spot) or spot.t.noun == "points" or _BY.search(spot.low) is not None
