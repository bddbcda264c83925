"""Stacked charts: rows of loose numbers, one for each of the times printed with them, that add up column by column.

Numbers parted by blanks stand as the conversion found them, which is in the order of their times only now and then: in
FY16's deck (l. 317, 345, 561) it is another. Rows of parts that add up to a row of totals in every column prove it: of
four digits, a column does so by chance once in some hundreds, three of them once in millions. What the rows are of
tell amounts of the same digits that the filing prints by name: one would be there by chance once in a hundred, so it
takes those of two rows, in one sum of the vocabulary."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.reading.charts.quarters import ROUNDING, Loose
from helpers.reading.facts import ReadFact

_Printed = dict[tuple[str, int, int], set[Decimal]]  # (item, power of ten of its last digit, column) -> amounts in it
_LEAST_TIMES, _LEAST_ROWS, _MOST_ROWS, _LEAST_NAMED = 3, 3, 7, 2


def axis(tokens: Iterable[Token]) -> list[Period]:
    """The times along the bottom of a chart: some of one kind, in their order; else none."""
    times = [t.period for t in tokens if t.period is not None]
    in_order = all(a.end < b.end and a.kind == b.kind for a, b in itertools.pairwise(times))
    return times if len(times) >= _LEAST_TIMES and in_order else []


def stacked(levels: Sequence[Loose], columns: int) -> list[list[Loose]]:
    """The rows of so many numbers that `levels` are, the first the sum of the others in each column; else none."""
    rows = [list(levels[n : n + columns]) for n in range(0, len(levels), columns)]
    if len(levels) % columns or not _LEAST_ROWS <= len(rows) <= _MOST_ROWS:
        return []
    sums = [sum(n.value for n in column) for column in zip(*rows, strict=True)]
    totals = [r for r in rows if all(abs(both - 2 * n.value) <= ROUNDING for both, n in zip(sums, r, strict=True))]
    return totals + [r for r in rows if r is not totals[0]] if len(totals) == 1 else []


def in_place(row: list[Loose]) -> list[tuple[int, Loose]]:
    """The numbers of a row with their columns, but for those whose sums would hold if two of them changed places."""
    near = range(1, 2 * ROUNDING + 1)
    return [(at, n) for at, n in enumerate(row) if not any(abs(n.value - other.value) in near for other in row)]


def named(rows: list[list[Loose]], times: list[Period], facts: Iterable[ReadFact]) -> list[tuple[int, str, int]]:
    """(which row, item, power of ten of its unit) of the rows that are of one item in every way in which all rows are
    a sum of the vocabulary and agree with the `facts` of their items and times."""
    printed = _printed(times, facts)
    scales = {scale for _, scale, _ in printed}
    sums = [c for c in load().calculations if len(c.parts) + 1 == len(rows) and {w for _, w in c.parts} == {1}]
    orders = ((c.total, *parts) for c in sums for parts in itertools.permutations(part for part, _ in c.parts))
    ways = [
        {(at, item, scale) for at, item in enumerate(items)}
        for items, scale in itertools.product(orders, scales)
        if _agree(rows, items, scale, printed)
    ]
    return sorted(set.intersection(*ways)) if ways else []


def _printed(times: list[Period], facts: Iterable[ReadFact]) -> _Printed:
    columns = {(start, t.end): at for at, t in enumerate(times) for start in ("", t.start)}
    out: _Printed = {}
    for f in facts:
        at = columns.get((f.period_start, f.period_end))
        if at is not None and (f.measure, f.scenario) == ("level", "actual"):
            out.setdefault((f.concept, -f.decimals, at), set()).add(f.value.scaleb(f.decimals))
    return out


def _agree(rows: list[list[Loose]], items: tuple[str, ...], scale: int, printed: _Printed) -> bool:
    """Whether enough rows have amounts that are printed of their items, and none has another."""
    held = [
        [n.value in printed[item, scale, at] for at, n in enumerate(row) if (item, scale, at) in printed]
        for row, item in zip(rows, items, strict=True)
    ]
    return sum(map(bool, held)) >= _LEAST_NAMED and all(itertools.chain.from_iterable(held))
