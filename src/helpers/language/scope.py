"""What a label inherits from where it stands: the metric, business and group above it, the rows before it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache


@dataclass(slots=True)
class Scope:
    """What a label inherits from where it stands. `seen` holds the concepts named so far in a table and what they
    are part of, with the number of the row that named them last."""

    metric: str = ""
    subject: str = ""
    group: str = ""
    heading_subject: str = ""  # the business that a heading among the rows names
    heading_indent: int = -1  # how far the first row below that heading is indented
    strange: str = ""  # the heading among the rows above that is not understood
    seen: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    last: str = ""  # the concept of the row above
    line: int = 0  # where the heading or row stands that said metric, subject or group last
    inside: tuple[str, int] = ("", 0)  # the metric that a row named, and how far that row is indented
    last_line: int = 0
    ratio: tuple[str, str] = ("", "")  # the metric that a row of percentages named, and the one that was in force

    def copy(self) -> Scope:
        """A scope of its own for a table."""
        return replace(self, seen=dict(self.seen), last="", last_line=0)

    @property
    def business(self) -> str:
        """The business that a heading in the table names, else the one that stands above it; '' for the whole."""
        named = self.heading_subject or self.subject
        return "" if named == "total" else named

    def leave_heading(self) -> None:
        """Leave the heading of a business among the rows above, or one that is not understood."""
        self.heading_subject, self.heading_indent, self.strange = "", -1, ""

    def is_in(self, whole: str) -> bool:
        """Whether a row of `whole` or of a part of it was named, and since then none of another part of the same."""
        row, parent = self.seen.get(whole), whole.rpartition(".")[0]
        if row is None:
            return False
        return not any(n > row and k.rpartition(".")[0] == parent for k, n in self.seen.items())

    def remember(self, concept: str, line: int = 0) -> None:
        """Note that a row named `concept`: later labels may mean 'of which'."""
        self.rows += 1
        self.last_line = line
        self.last = concept
        self.seen.update(dict.fromkeys(_wholes(concept), self.rows))


@lru_cache(maxsize=4096)
def _wholes(concept: str) -> tuple[str, ...]:
    """What a concept is a part of, and itself."""
    parts = concept.split(".")
    return tuple(".".join(parts[: n + 1]) for n in range(len(parts)))
