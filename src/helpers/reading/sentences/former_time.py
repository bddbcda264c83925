"""What a number was before: a year or a quarter ago, where the words around it say so."""

from __future__ import annotations

import itertools
import re

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.reading.cues import cues
from helpers.reading.facts import COMPARISONS, LEVELS
from helpers.reading.sentences import scenario
from helpers.reading.sentences.date_beside import is_beside
from helpers.reading.sentences.spot import Spot

_TWO = 2  # numbers before one: by how much something moved, and to what
_TO_OTHER = re.compile(r"(?:\s?yen)?\sto\s")


def is_former(spot: Spot, measure: str) -> bool:
    """Whether an amount is what something was before, and nothing tells when ('total assets rose from ... to ...')."""
    clause = spot.clause
    if measure not in LEVELS or clause.speaks_of_targets or not spot.former:
        return False
    told = cues("scenario", "at").search(spot.low) is not None or is_beside(spot)
    moved = _has_moved(spot) or _TO_OTHER.match(spot.right) is not None
    return moved and not told and (ago(spot, measure) or former(spot, measure)) is None


def _has_moved(spot: Spot) -> bool:
    if "turned to " in spot.sentence.lower():  # 'turned to a profit of JPY280 million from a loss of JPY91 million'
        return True
    low = spot.low.rpartition(" from ")[0]
    before = spot.clause.low[spot.clause.start : spot.clause.numbers[spot.i - 1].start] if spot.i else ""
    led = bool(before) and " from " in spot.low and cues("direction", "before").search(before) is not None
    compares = spot.now.last_measure.endswith(COMPARISONS) or _leads_to(spot)
    return led or compares or cues("direction", "before").search(low) is not None


def _leads_to(spot: Spot) -> bool:
    """'climbed 7.6% to JPY114,272 million from JPY106,248 million': whether a change leads to the number before."""
    numbers, low = spot.clause.numbers, spot.clause.low
    if spot.i < _TWO:
        return False
    moved, to = numbers[spot.i - 2], numbers[spot.i - 1]
    led = cues("level", "at").search(low[moved.after : to.start]) is not None
    led = led and low[to.after : spot.t.start].strip(", ").removesuffix("jpy").strip() == "from"
    facts = itertools.takewhile(lambda f: f.line == spot.clause.row.line.number, reversed(spot.clause.reading.facts))
    return led and any(f.token == moved and f.measure.endswith((*COMPARISONS, "pt_change")) for f in facts)


def former(spot: Spot, measure: str) -> Period | None:
    """'up 6.2% from JPY38,890 million', 'compared with JPY2,563 million': what it was a year, or a quarter, before."""
    if measure not in LEVELS or not spot.former or spot.concept.period == "instant":
        return None
    now = spot.time
    if scenario.planned(spot, now) or not _has_moved(spot):
        return None
    if not now.start or now.end > spot.clause.reading.known_until:
        return None
    return calendar.before(now) if spot.now.last_measure.startswith("qoq") else now.ago()


def ago(spot: Spot, measure: str) -> Period | None:
    """'JPY3,180 million a year ago'."""
    told = cues("ago", "behind").match(spot.clause.low, spot.t.after) if measure in LEVELS else None
    return spot.time.ago() if told is not None else None


def in_bracket_of_ago(spot: Spot, measure: str) -> Period | None:
    """'down 24.0% from the corresponding period of the previous fiscal year (JPY2,563 million)'."""
    if measure not in LEVELS or spot.concept.period != "duration":
        return None
    told = cues("ago", "bracket").search(spot.clause.low, spot.begun, spot.t.start)
    return spot.time.ago() if told is not None else None
