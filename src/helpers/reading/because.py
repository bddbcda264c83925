"""From where a fact has those of its parts that are not printed beside its number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

PARTS = ("item", "measure", "scenario", "period", "unit", "scale", "sign")
_ORDER = {part: n for n, part in enumerate(PARTS)}


class Source(NamedTuple):
    """What says a part of a fact: `what` is heading, head (of a column), caption, row above, line above, note, or the
    words of a rule; `line` is where it stands, 0 for a rule."""

    what: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.what} l. {self.line}" if self.line else self.what


Because = Mapping[str, Source]  # by part, one of PARTS
NOTHING: Because = MappingProxyType({})
UNCAPTIONED = Source("no caption")
BY_PRINT = Source("as the numbers of its chart are printed")
LINE_ABOVE = "line above"  # one with a number of its own
FILING_PERIOD = Source("the filing's own")  # where nothing near says of which period a number is


def told(because: Because, line: int) -> str:
    """'period: heading l. 12; scale: caption l. 40': the parts of a fact on `line` that stand on another line, or
    nowhere; '' where all stand beside the number."""
    apart = tuple([pair for pair in because.items() if pair[1].line != line and pair[0] in _ORDER])
    return _told(apart) if apart else ""


@lru_cache(maxsize=1024)
def _told(apart: tuple[tuple[str, Source], ...]) -> str:
    """The parts in their order: those of the cells of a column are mostly the same."""
    return "; ".join(f"{part}: {source}" for part, source in sorted(apart, key=lambda pair: _ORDER[pair[0]]))
