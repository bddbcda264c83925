"""Digits that the conversion invented, and what proves it: a total that adds up without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.reading.facts import Reading
from helpers.reading.tables.rows import Logical, Placed

_MOST_ROWS = 25  # of one total
_LEAST_PARTS = 2
_ROUNDING = 2  # in the last printed place of a statement


@dataclass(frozen=True, slots=True)
class Suspect:
    """A number in column `j` of entry `i` that looks invented, and why."""

    row: Row
    token: Token
    i: int
    j: int
    why: str


def settle(suspects: Sequence[Suspect], entries: Sequence[Logical], reading: Reading) -> None:
    """Give each suspect the role noise, with the total that holds without it, or leave it unread."""
    places = {(s.row.line.number, s.token.start) for s in suspects}
    for s in suspects:
        proof = _total_without(s, entries, places)
        why = f"{s.why}; {proof or 'no total near it tells whether it counts'}"
        reading.mark(s.row, s.token, "noise" if proof else "unread", why)


def _total_without(s: Suspect, entries: Sequence[Logical], suspects: set[tuple[int, int]]) -> str:
    """'line 377 prints 53,626,148, the sum of lines 373-376 without it'; '' where no total adds up."""
    column = [_amounts(e, s.j, suspects) for e in entries]
    sums = [sum((_value(t) for _, t in amounts), Decimal(0)) for amounts in column]
    for k in range(s.i + 1, min(len(entries), s.i + _MOST_ROWS)):
        if len(column[k]) != 1:
            continue
        left, parts = sums[k], 0
        for a in range(k - 1, max(-1, k - _MOST_ROWS), -1):
            left -= sums[a]
            parts += len(column[a])
            if a <= s.i + 1 and parts >= _LEAST_PARTS and abs(left) <= _ROUNDING:
                first = next(e.row.line.number for n, e in enumerate(entries) if n >= a and column[n])
                row, token = column[k][0]
                last = max(r.line.number for e in column[a:k] for r, _ in e)
                return f"line {row.line.number} prints {token.text}, the sum of lines {first}-{last} without it"
    return ""


def _amounts(entry: Logical, j: int, suspects: set[tuple[int, int]]) -> list[Placed]:
    cell = entry.cells.get(j, [])
    return [(r, t) for r, t in cell if not t.percent and (r.line.number, t.start) not in suspects]


def _value(token: Token) -> Decimal:
    return -token.value if token.sign < 0 else token.value
