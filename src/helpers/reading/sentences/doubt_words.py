"""Words beside a number by which it is not what its item seems to be: rows of `cues.toml`, which say the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from helpers.reading.cues import Hit, cues
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot

Asked = Callable[[Spot, str, int], bool]  # of a number, its measure, and where in the line the words begin


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
    """Which rows tell of which numbers; `where`: right 'before' or 'behind' the number, 'so far' in its sentence, or in
    'all' of that; `lasts`: the rest of the sentence goes on about what the words are of."""

    part: str
    place: str
    where: str
    asked: Asked
    lasts: bool = False

    def __call__(self, spot: Spot, label: str, measured: Measured) -> str:
        """Why the words beside a number say that it is not what `label` was; '' where they do not."""
        hit = self._found(spot)
        if hit is None or not self.asked(spot, measured.measure, hit.start):
            return ""
        return hit.says.format(label=label, words=spot.clause.text[hit.start : hit.end])

    def _found(self, spot: Spot) -> Hit | None:
        """The cue, with its place in the line."""
        matcher, low = cues(self.part, self.place), spot.clause.low
        if self.where == "behind":
            return matcher.match(low, spot.t.after)
        begun = spot.at if self.where == "before" else spot.begun
        end = spot.clause.stop(spot.t.end) if self.where == "all" else spot.t.start
        hit = matcher.search(low[begun:end])
        return hit._replace(start=hit.start + begun, end=hit.end + begun) if hit is not None else None


DOUBTS = (
    _Doubt("won", "behind", "behind", _count),
    _Doubt("market", "in", "all", _share),
    _Doubt("less", "at", "before", _unnamed),
    _Doubt("average", "at", "before", _level),
    _Doubt("owner", "subject", "so far", _any),
    _Doubt("owner", "one of", "so far", _any),
    _Doubt("moved by", "led", "before", _level, lasts=True),
    _Doubt("within", "led", "before", _part, lasts=True),
    _Doubt("within", "in", "so far", _level, lasts=True),
    _Doubt("acquired", "in", "so far", _count),
    _Doubt("event", "in", "all", _balance),
    _Doubt("normalized", "in", "all", _told_by_name),
    _Doubt("accounts", "in", "all", _told_by_name),
)
