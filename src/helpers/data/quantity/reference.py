"""A figure published elsewhere as the source of a quantity: who published it, when, and where."""

from __future__ import annotations

from typing import NamedTuple

PUBLISHED = "published:"
"""What the id of a figure published elsewhere begins with; ids of facts begin with a filing."""
PRINTED = frozenset({"reported", "published"})
"""The bases of a figure as somebody printed it: in a filing, or elsewhere."""


class Reference(NamedTuple):
    """A row of published_results.csv. `announced_on` is an ISO date ('' where it did not show), `source` an address,
    `line` the row's line in the file.

    `publisher`, `source`, `how` and `note` are text from outside the project: escape it wherever it is rendered.
    """

    reference_id: str
    publisher: str
    announced_on: str
    source: str
    how: str = ""
    note: str = ""
    line: int = 0


def is_reference(source_id: str) -> bool:
    """Whether the id names a figure published elsewhere and not a fact of a filing."""
    return source_id.startswith(PUBLISHED)


def derived(references: tuple[Reference, ...]) -> str:
    """The basis of what was worked out from figures with these references."""
    return "published_derived" if references else "derived"


def joined(*sides: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references of several figures, in order, without repeats."""
    found = [side for side in sides if side]
    return found[0] if len(found) == 1 else tuple(dict.fromkeys(one for side in found for one in side))
