"""Times told beside a number that are not understood, or that are not those of the number."""

from __future__ import annotations

import re

from helpers.language import spans
from helpers.reading import stated
from helpers.reading.cues import cues
from helpers.reading.sentences import time_words
from helpers.reading.sentences.clause import ASIDE
from helpers.reading.sentences.date_beside import LABELS_NEXT, days_behind, is_beside
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.time_words import is_of_event
from helpers.reading.sentences.when import full_year, length_told, period_of

_AND_ITS = re.compile(  # another amount and a date, which may be that of both
    r",?\sand\s[a-z][^.;,\d]{2,60}\s(?:jpy\s?)?[\d,.]+(?:\s(?:million|billion|thousand)|%)?"
    r"\s(?:for|in|as (?:of|at)|at)\s(?:the\s)?"
)
_BRACKETS = frozenset("([")


def untold(spot: Spot) -> str:
    """Words for a time that are not understood, before the number or right behind it; '' where there are none."""
    clause = spot.clause
    if odd := _odd_behind(spot):
        return odd
    if words := time_words.behind(clause, spot.t.after):
        ago = cues("ago", "behind").match(clause.low, spot.t.after) is not None
        return "" if ago or time_words.meant_in(words, clause) is not None else words
    words = spot.now.untold or _other_length(spot)
    if words == time_words.SEVERAL:
        return "" if clause.dates_in(spot.begun, spot.stop) else words
    return "" if not words or is_beside(spot) else words


def _odd_behind(spot: Spot) -> str:
    """The first date behind a number, before the next and in its sentence, where it is not understood; else ''."""
    clause, after = spot.clause, spot.t.after
    end = min(after + len(spot.right), spot.stop)
    d = next((d for d in clause.dates if after <= d.begins < end), None)
    odd = d is not None and d.period is None and not LABELS_NEXT.match(clause.low, d.end)
    return d.text if odd and d is not None else ""


def _other_length(spot: Spot) -> str:
    """'our full-year target of' where nine months are in force, here or earlier in the sentence."""
    m = None if spot.concept.interim_at_end else length_told(spot)
    if m is None or any(n.start < m.end("words") and m.start("words") < n.end for n in spot.clause.mentions):
        return ""
    if full_year(spot, "level") is not None:
        return ""
    shared = spot.clause.shared.periods.get(spot.t.start)  # 'annual revenue of JPY2 and income of JPY1 for FY2014'
    months = (shared[0] if shared else spot.time).months
    return "" if months == spans.length(m["words"]) else m["words"]


def unclaimed(spot: Spot) -> str:
    """A date behind a number in its own sentence, before the next number and bracket, that is not the number's, where
    no other stands before it: 'JPY15 billion of capital expenditures is expected for FY2016'."""
    clause, t, d = spot.clause, spot.t, spot.following
    if d is None or d.end > spot.stop or t.start in clause.shared.periods:
        return ""
    last = clause.numbers[spot.i + 1].start if spot.i + 1 < len(clause.numbers) else clause.end
    if d.end > last and not _AND_ITS.fullmatch(ASIDE.sub("", clause.low[t.after : d.begins])):
        return ""
    between = clause.low[t.after : d.begins]
    if spot.concept.interim_at_end or (not _BRACKETS.isdisjoint(between) and d.end <= last) or is_of_event(between):
        return ""
    if clause.dates_in(spot.begun, t.start):
        return ""
    own, its = clause.span(d), period_of(spot, "level")
    return "" if own.end == its.end and own.start in {"", its.start} else d.text


def span_behind(spot: Spot) -> str:
    """'A buyback of JPY1.5 billion (892 thousand shares) was made from November 2016 to January 2017': days that are
    told of what a sentence began with."""
    clause, flow = spot.clause, spot.concept.period == "duration"
    last = [d for d in clause.dates if d.start >= spot.t.after and d.end <= spot.stop]
    if not flow or len(last) < 2 or stated.days(clause.text, *last[:2]) is None:
        return ""
    if days_behind(spot, "level") is not None:
        return ""
    between = ASIDE.sub("", clause.low[spot.t.after : last[0].begins])
    return f"{last[0].text} to {last[1].text}" if between.endswith((" from ", " between ")) else ""
