"""Numbers of a line that names no item: what its own words, and the bullets above it, say before its heading's item is
theirs."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.language.concepts import load
from helpers.language.items import combine
from helpers.language.phrases import without
from helpers.reading.context import BULLET, Frame
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.strange_words import TELLS
from helpers.reading.small_words import ENDS, SAYS_NOTHING, SMALL, filer_words

_WORD, _SHORT = re.compile(r"[a-z]+"), 2  # letters of a word that says nothing
_MOST = 5  # words before a count of persons that may name it; more are a sentence
_NO_LABEL = SMALL | SAYS_NOTHING | ENDS | {*TELLS, "total"}  # words that name nothing


def of_unknown_label(spot: Spot, label: str, measured: Measured) -> str:
    """'Widgets sold  JPY2,345 million' below operating income: a label, or a bullet above it, of which the vocabulary
    knows nothing, as a reason; '' where the number is its heading's."""
    told = measured.measure == "level" or measured.measure.endswith(("_pct", "_abs"))
    if not told or spot.concept.unit not in {"JPY", "count"}:
        return ""
    lost = _has_business_above(spot) or _is_lost(spot)
    above = _above(spot) if not spot.i or lost else ""
    if above and lost:
        return f"below '{above[:60]}', which the vocabulary does not know"
    return _unknown(spot, above) if not spot.i else ""


def _unknown(spot: Spot, above: str) -> str:
    clause = spot.clause
    named = clause.labels or clause.about_charge or (clause.mentions and clause.mentions[0].start < spot.t.start)
    below = not named and _is_inherited(spot)
    if named or not (below or spot.t.noun in load().by_noun):
        return ""
    if above:
        return f"below '{above[:60]}', which the vocabulary does not know"
    plain = _NO_LABEL | filer_words()
    words = [w for w in _WORD.findall(_undated(spot)) if len(w) > _SHORT and w not in plain]
    told = words and (below or len(words) <= _MOST)
    return f"its label says '{words[0]}', which the vocabulary does not know" if told else ""


def _has_business_above(spot: Spot) -> bool:
    """Whether a line names nothing but a metric, and headings above it the business ('- 3Q12 revenue' below 'Network
    Services')."""
    subject = spot.clause.context.subject
    above = combine(spot.concept.metric, subject) if subject not in {"", "total"} and _is_of_metric(spot) else None
    return above is not None and above.concept == spot.item.concept


def _is_lost(spot: Spot) -> bool:
    """Whether a line names nothing but a metric, below a heading of nothing known that ended one of a business."""
    frames = spot.clause.context.frames
    named = next((f for f in reversed(frames) if f.strange or f.names), None)
    return named is not None and named.strange and _is_of_metric(spot)


def _is_of_metric(spot: Spot) -> bool:
    clause = spot.clause
    named = {n.kind for n in clause.mentions if n.start < spot.t.start}
    return named == {"metric"} and not (clause.labels or clause.about_charge)


def of_lost_heading(spot: Spot, label: str, measured: Measured) -> str:
    """What may be of a heading that is not there, as a reason: a pair of names that the vocabulary has not, one of
    which a heading gives; or 'FY12: 50,692' without a mark, below a bullet with numbers of its own."""
    now, clause = spot.now, spot.clause
    pair = not spot.item.known and spot.item == now.combined() and spot.t.start not in clause.shared.items
    if pair and not (now.named and now.explicit):
        return f"of {spot.item.concept}, which nothing but '{clause.context.title()[:60]}' above makes of it"
    told = clause.context.told() and _is_inherited(spot) and not clause.text[:1].isspace()
    unmarked = told and _undated(spot).strip() == ":"
    return "in a line without a mark, below one that tells numbers of its own" if unmarked else ""


def _above(spot: Spot) -> str:
    """What stands between a number and the heading that its item comes from, and names nothing known: a bullet, or a
    heading of a few words."""
    heading = ""
    for frame in reversed(spot.clause.context.frames):
        if frame.strange:
            return frame.label
        if frame.names:
            return heading
        if not (frame.numbered or frame.period or frame.target) and frame.label:
            if frame.rank >= BULLET:
                return frame.label
            heading = heading or (frame.label if _names(frame) else "")
    return ""


def _names(frame: Frame) -> bool:
    """Whether a heading may name an item ('Public Sector'), and is not 'Total' or a sentence that sums up a page."""
    words = frame.label.lower().split()
    return len(words) < _MOST and not _NO_LABEL.issuperset(words)


def _is_inherited(spot: Spot) -> bool:
    """Whether a number's item is that of the headings above its line."""
    above = spot.clause.context.meant(spot.concept.metric)
    return above is not None and above.concept == spot.item.concept


def _undated(spot: Spot) -> str:
    """The words of a line before a number, without its dates, in small letters."""
    clause = spot.clause
    dates = (replace(d, start=d.begins) for d in clause.dates if d.end <= spot.t.start)
    return without(clause.low[clause.start : spot.t.start], dates, clause.start)
