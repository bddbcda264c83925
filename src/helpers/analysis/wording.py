"""Words of the analyses that must hold when the data do not: titles with a plain form for what is unknown."""

from __future__ import annotations

from typing import Any

from helpers.data.quantity import formats
from helpers.story.prose import sentence


def title(template: str, otherwise: str, **values: Any) -> str:
    """The template filled in (see `helpers.prose`), or `otherwise`, filled in, when a quantity is unknown."""
    known = all(isinstance(value, str) or formats.is_known(value) for value in values.values())
    return sentence(template if known else otherwise, **values)
