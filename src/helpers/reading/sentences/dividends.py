"""Dividends a share in sentences and lists: what is one, and of which year."""

from __future__ import annotations

import re

from helpers.language.periods import Period
from helpers.reading.sentences.clause import Spot

PER_SHARE = re.compile(r"\s?(?:per|a) (?:common )?(?:share|stock|ADS)\b")
_DIVIDENDS_FOR = re.compile(r"[^.;]*(?:\.\d[^.;]*)*\bfor (?:the )?")


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
