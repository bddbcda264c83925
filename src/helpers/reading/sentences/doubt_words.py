"""Words beside a number by which it is not what its item seems to be: rows of `cues.toml`, which say the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from helpers.reading.cues import Hit, Matcher, Rules, cue, cues
from helpers.reading.sentences.clause import Spot
from helpers.reading.sentences.measure import Measured

Looked = Callable[[Matcher, Spot], Hit | None]
Asked = Callable[[Spot, str, int], bool]  # of a number, its measure, and where in the line the words begin


def _before(cue: Matcher, spot: Spot) -> Hit | None:
    return cue.search(spot.clause.low, spot.at, spot.t.start)


def _so_far(cue: Matcher, spot: Spot) -> Hit | None:
    hit = cue.search(spot.clause.low[spot.begun : spot.t.start])
    return hit._replace(start=hit.start + spot.begun, end=hit.end + spot.begun) if hit is not None else None


def _around(cue: Matcher, spot: Spot) -> Hit | None:
    return cue.search(spot.clause.low, spot.begun, spot.clause.stop(spot.t.end))


def _behind(cue: Matcher, spot: Spot) -> Hit | None:
    return cue.match(spot.clause.low, spot.t.after)


def _any(spot: Spot, how: str, at: int) -> bool:
    return True


def _level(spot: Spot, how: str, at: int) -> bool:
    return how == "level" and not spot.t.percent


def _unnamed(spot: Spot, how: str, at: int) -> bool:
    """Whether nothing has been named in the words, or since."""
    return all(n.end <= at for n in spot.named)


def _part(spot: Spot, how: str, at: int) -> bool:
    return _level(spot, how, at) and _unnamed(spot, how, at)


def _count(spot: Spot, how: str, at: int) -> bool:
    return how == "level" and spot.concept.unit == "count" and spot.item.known


def _balance(spot: Spot, how: str, at: int) -> bool:
    return how == "level" and (spot.concept.period, spot.concept.unit) == ("instant", "JPY")


def _share(spot: Spot, how: str, at: int) -> bool:
    return how == "share"


def _told_by_name(spot: Spot, how: str, at: int) -> bool:
    return spot.item.known


class _Doubt(NamedTuple):
    """Which rows tell of which numbers; `lasts`: the rest of the sentence goes on about what the words are of."""

    part: str
    place: str
    looked: Looked
    asked: Asked
    lasts: bool = False


_ROWS = (
    _Doubt("won", "behind", _behind, _count),
    _Doubt("market", "in", _around, _share),
    _Doubt("less", "at", _before, _unnamed),
    _Doubt("owner", "subject", _so_far, _any),
    _Doubt("owner", "one of", _so_far, _any),
    _Doubt("moved by", "led", _before, _level, lasts=True),
    _Doubt("within", "led", _before, _part, lasts=True),
    _Doubt("within", "in", _so_far, _level, lasts=True),
    _Doubt("acquired", "in", _so_far, _count),
    _Doubt("event", "in", _around, _balance),
    _Doubt("normalized", "in", _around, _told_by_name),
    _Doubt("accounts", "in", _around, _told_by_name),
)
_DOUBTS = Rules(*((row, cue(row.part, row.place)) for row in _ROWS))
NEEDED = _DOUBTS.needed
"""What a line must have for any of them to be looked for."""


def told(spot: Spot, label: str, measured: Measured) -> str:
    """Why the words beside a number say that it is not what `label` was; '' where none do."""
    for doubt in _DOUBTS.left(spot.met):
        hit = doubt.looked(cues(doubt.part, doubt.place), spot)
        if hit is not None and doubt.asked(spot, measured.measure, hit.start):
            reason = hit.says.format(label=label, words=spot.clause.text[hit.start : hit.end])
            spot.now.without = reason if doubt.lasts else spot.now.without
            return reason
    return ""
