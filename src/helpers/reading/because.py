"""From where a fact has those of its parts that are not printed beside its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PARTS = ("item", "measure", "scenario", "period", "unit", "scale", "sign")


class Source(NamedTuple):
    """What says a part of a fact: `what` is heading, head (of a column), caption, row above, line above, note, or the
    words of a rule; `line` is where it stands, 0 for a rule."""

    what: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.what} l. {self.line}" if self.line else self.what


Because = Mapping[str, Source]  # by part, one of PARTS
UNCAPTIONED = Source("no caption")
BY_PRINT = Source("as the numbers of its chart are printed")
FILING_PERIOD = Source("the filing's own")  # where nothing near says of which period a number is


def told(because: Because, line: int) -> str:
    """'period: heading l. 12; scale: caption l. 40': the parts of a fact on `line` that stand on another line, or
    nowhere; '' where all stand beside the number."""
    if not because:
        return ""
    return "; ".join(f"{part}: {because[part]}" for part in PARTS if part in because and because[part].line != line)
