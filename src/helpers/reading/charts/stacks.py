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

Printed = dict[tuple[str, int, str, str], set[Decimal]]
"""The amounts that a filing prints by name, in units of their last digit: by item, power of ten of that unit, first day
('' of a balance) and last day."""
_LEAST_TIMES, _LEAST_ROWS, _MOST_ROWS, _LEAST_NAMED = 3, 3, 7, 2


def axis(tokens: Iterable[Token]) -> list[Period]:
    """The times along the bottom of a chart: some of one kind, in their order; else none."""
    times = [t.period for t in tokens if t.period is not None]
    if len(times) < _LEAST_TIMES:
        return []
    return times if all(a.end < b.end and a.kind == b.kind for a, b in itertools.pairwise(times)) else []


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


def printed(facts: Iterable[ReadFact]) -> Printed:
    """The results among the amounts of facts."""
    out: Printed = {}
    for f in facts:
        if (f.measure, f.scenario) == ("level", "actual"):
            key = f.concept, -f.decimals, f.period_start, f.period_end
            out.setdefault(key, set()).add(f.value.scaleb(f.decimals))
    return out


def named(rows: list[list[Loose]], times: list[Period], known: Printed) -> list[tuple[int, str, int]]:
    """(which row, item, power of ten of its unit) of the rows that are of one item in every way in which all rows are
    a sum of the vocabulary and agree with what is `known` of their items and times."""
    scales = {scale for _, scale, _, _ in known}
    sums = [c for c in load().calculations if len(c.parts) + 1 == len(rows) and {w for _, w in c.parts} == {1}]
    orders = ((c.total, *parts) for c in sums for parts in itertools.permutations(part for part, _ in c.parts))
    ways = [
        {(at, item, scale) for at, item in enumerate(items)}
        for items, scale in itertools.product(orders, scales)
        if _agree(rows, [[_of(item, scale, time, known) for time in times] for item in items])
    ]
    return sorted(set.intersection(*ways)) if ways else []


def _of(item: str, scale: int, time: Period, known: Printed) -> set[Decimal]:
    """What is known of an item at a time, as a balance or over it."""
    flows, balances = (known.get((item, scale, start, time.end), set()) for start in (time.start, ""))
    return flows | balances


def _agree(rows: list[list[Loose]], known: list[list[set[Decimal]]]) -> bool:
    """Whether enough rows have amounts that are printed of their items, and none has another."""
    held = [
        [n.value in amounts for n, amounts in zip(row, its, strict=True) if amounts]
        for row, its in zip(rows, known, strict=True)
    ]
    return sum(map(bool, held)) >= _LEAST_NAMED and all(itertools.chain.from_iterable(held))
