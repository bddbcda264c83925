"""Dividends a share in sentences and lists: what is one, and of which year."""

from __future__ import annotations

import re

from helpers.language.items import Item
from helpers.language.periods import Period
from helpers.reading.sentences.clause import Spot

PER_SHARE = re.compile(r"\s?(?:per|a) (?:common )?(?:share|stock|ADS)\b")
_WHICH = re.compile(r"\b(?:interim|year-end|annual)(?: dividend)?\s?(?:of|:)?\s?(?:JPY\s?)?$", re.IGNORECASE)
_NAMED = re.compile(
    r"[Dd]ividends?(?: forecast| target| plan)?\s?(?::|of|is|was)\s?(?:[^.;]|\.\d){0,60}[;]?(?:[^.;]|\.\d){0,40}$"
)
_DIVIDENDS_FOR = re.compile(r"[^.;]*(?:\.\d[^.;]*)*\bfor (?:the )?")


def named(spot: Spot) -> tuple[Item, str] | None:
    """'Dividend: annual JPY22.00 per share (interim: JPY11.00, year-end: JPY11.00)'."""
    text, t = spot.clause.text, spot.t
    if not t.currency or t.scale or "ividend" not in text:
        return None
    named = t.places == 2 and _NAMED.search(spot.said) is not None
    told = named or PER_SHARE.match(text, t.after) is not None or _WHICH.search(spot.left) is not None
    return (Item("dividend_per_share"), "dividend") if told and "ividend" in spot.said else None


def paid_for(spot: Spot, said: str) -> Period | None:
    """The fiscal year that a sentence about dividends names behind them, where it names none before;
    `said` is the sentence up to the number."""
    clause, following = spot.clause, spot.following
    if following is None or following.period is None or following.period.kind != "fy":
        return None
    begun = spot.t.start - len(said)
    if any(d.period and d.period.kind == "fy" for d in clause.dates if begun <= d.start < spot.t.start):
        return None
    return following.period if _DIVIDENDS_FOR.fullmatch(clause.text, spot.t.after, following.start) else None
