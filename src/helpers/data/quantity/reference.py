"""A figure published elsewhere as the source of a quantity: who published it, when, and where."""

from __future__ import annotations

from typing import NamedTuple

PUBLISHED = "published:"
"""What the id of a figure published elsewhere begins with; ids of facts begin with a filing."""


class Reference(NamedTuple):
    """A row of published_results.csv. `announced_on` is an ISO date ('' where it did not show), `source` an address.

    All but `reference_id` and `announced_on` are text from outside the project: escape it wherever it is rendered.
    """

    reference_id: str
    publisher: str
    announced_on: str
    source: str
    how: str = ""
    note: str = ""


def is_reference(source_id: str) -> bool:
    """Whether the id names a figure published elsewhere and not a fact of a filing."""
    return source_id.startswith(PUBLISHED)
