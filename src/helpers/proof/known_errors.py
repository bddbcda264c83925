"""Known errors of the filings, as named rows with a reason and a bound (`known_errors.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from helpers.language import company
from helpers.proof.evidence import Fact

FILE = "known_errors.toml"
WRONG = frozenset({"misprint", "conversion"})
"""Kinds of figures that are wrong: they prove nothing of others. The other kinds are right, but not what they seem."""
KINDS = WRONG | {"definition", "truncation"}
EXPLAINED = "explained:"
"""How the note of a check begins that breaks because of a known error."""
WORDS = frozenset({"wording", "label", "heading"})
"""Kinds of errors in the words around figures: the figures are right and are read so."""


class KnownError(NamedTuple):
    """A printed figure that others prove wrong; `allows` is the interval they support."""

    filing: str
    line: int
    printed: str
    kind: str
    allows: tuple[float, float]
    reason: str


class Remark(NamedTuple):
    """Wrong words around right figures: what is printed, what it should say, and why."""

    filing: str
    line: int
    printed: str
    kind: str
    should_be: str
    reason: str


@company.kept
@cache
def load(path: Path | None = None) -> tuple[KnownError, ...]:
    """The rows of the company's table, or of another. Raises ValueError that names the row without a reason or with an
    unknown kind."""
    rows = []
    for row in company.table(FILE, path).get("exception", ()):
        low, high = map(float, row["allows"])
        known = KnownError(**row | {"allows": (low, high)})
        if known.kind not in KINDS or not known.reason or low > high:
            raise ValueError(
                f"{path or FILE}: the exception at {known.filing} line {known.line} needs a reason, a kind of "
                f"{', '.join(sorted(KINDS))}, and a bound from low to high."
            )
        rows.append(known)
    return tuple(rows)


@company.kept
@cache
def remarks(path: Path | None = None) -> tuple[Remark, ...]:
    """The rows on wrong words. Raises ValueError that names the row without a reason or with an unknown kind."""
    rows = [Remark(**row) for row in company.table(FILE, path).get("remark", ())]
    for row in rows:
        if row.kind not in WORDS or not row.reason or not row.should_be:
            raise ValueError(
                f"{path or FILE}: the remark at {row.filing} line {row.line} needs a reason, what it should be, and a "
                f"kind of {', '.join(sorted(WORDS))}."
            )
    return tuple(rows)


def of(facts: Iterable[Fact]) -> dict[str, KnownError]:
    """The known errors among the facts, by fact_id."""
    by_place = {(error.filing, error.line, error.printed): error for error in load()}
    found = ((fact.fact_id, by_place.get((fact.filing, fact.line, fact.printed))) for fact in facts)
    return {fact_id: error for fact_id, error in found if error is not None}


def ids(facts: Iterable[Fact], kinds: frozenset[str] = KINDS) -> frozenset[str]:
    """The facts that are known errors of these kinds."""
    return frozenset(fact_id for fact_id, error in of(facts).items() if error.kind in kinds)
