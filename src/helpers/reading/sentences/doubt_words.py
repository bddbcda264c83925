"""Words beside a number by which it is not what its item seems to be: rows of `cues.toml`, which say the reason."""

from __future__ import annotations

from typing import NamedTuple

from helpers.reading.cues import Hit, cues
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot


class _Doubt(NamedTuple):
    """Which rows tell of which numbers. `where` their words stand: right 'before' or 'behind' the number, 'so far' in
    its sentence, or in 'all' of that; `lasts`: the rest of the sentence goes on about what they are of. Of numbers that are
    measured so (`how`), of items with this `unit` and `period`; `known`: of one that the vocabulary has; `unnamed`:
    where nothing has been named in the words, or since."""

    part: str
    place: str
    where: str
    how: str = ""
    unit: str = ""
    period: str = ""
    known: bool = False
    unnamed: bool = False
    lasts: bool = False

    def told(self, spot: Spot, label: str, measured: Measured) -> str:
        """Why the words beside a number say that it is not what `label` was; '' where they do not."""
        hit = self._found(spot)
        if hit is None or not self._is_of(spot, measured.measure, hit.start):
            return ""
        return hit.says.format(label=label, words=spot.clause.text[hit.start : hit.end])

    def _is_of(self, spot: Spot, how: str, at: int) -> bool:
        """Whether it tells of a number; `at` is where in the line the words begin."""
        measured = self.how in {"", how} and not (self.how == "level" and spot.t.percent)
        its = self.unit in {"", spot.concept.unit} and self.period in {"", spot.concept.period}
        named = self.unnamed and any(n.end > at for n in spot.named)
        return measured and its and not named and (spot.item.known or not self.known)

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
    _Doubt("won", "behind", "behind", "level", "count", known=True),
    _Doubt("market", "in", "all", "share"),
    _Doubt("less", "at", "before", unnamed=True),
    _Doubt("average", "at", "before", "level"),
    _Doubt("owner", "subject", "so far"),
    _Doubt("owner", "one of", "so far"),
    _Doubt("moved by", "led", "before", "level", lasts=True),
    _Doubt("within", "led", "before", "level", unnamed=True, lasts=True),
    _Doubt("within", "in", "so far", "level", lasts=True),
    _Doubt("acquired", "in", "so far", "level", "count", known=True),
    _Doubt("event", "in", "all", "level", "JPY", "instant"),
    _Doubt("normalized", "in", "all", known=True),
    _Doubt("accounts", "in", "all", known=True),
)
