"""Which loose numbers are the quarters of two years: plain arithmetic over a chart's numbers."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.filing.layout import Row
from helpers.language.amounts import Token

ROUNDING = 2  # four rounded quarters against a rounded year, in the unit of the chart
RATE_ROUNDING = Decimal("0.0006")  # a growth rate printed with one decimal, from rounded quarters
_MOST_FOURS = 60  # ways to add up to one year; a chart with more proves nothing
_MOST_SOLUTIONS = 200


@dataclass(frozen=True, slots=True)
class Loose:
    """A number of a chart, in the unit of its caption; a point before three digits is a comma."""

    row: Row
    token: Token
    value: int

    @property
    def place(self) -> tuple[int, int]:
        """Line and offset."""
        return self.row.line.number, self.token.start


Quarters = dict[tuple[int, int], Loose]  # (fiscal year, quarter 1-4) -> number
_Four = tuple[Loose, ...]


def numbers(row: Row) -> Iterator[Loose]:
    """The numbers of a line that may be levels of a chart in millions."""
    for t in row.numbers:
        if not t.percent and t.places in {0, 3}:
            value = t.value * 1000 if t.places == 3 else t.value
            yield Loose(row, t, int(-value if t.sign < 0 else value))


def rate(token: Token) -> Decimal:
    """A printed percentage as a fraction."""
    return token.value / 100 * (-1 if token.sign < 0 else 1)


def solutions(levels: list[Loose], totals: dict[int, int], rates: list[Decimal]) -> list[Quarters]:
    """Every way to fill the quarters of the last two years in `totals` (fiscal year -> total) that adds up to them and
    reproduces growth `rates`. Empty if there is none, or more than could prove anything."""
    years = sorted(totals)
    if len(years) < 2 or years[-1] - years[-2] != 1 or len(rates) < 4:
        return []
    earlier, later = (_adding_up(levels, totals[y]) for y in years[-2:])
    if not earlier or not later or max(len(earlier), len(later)) > _MOST_FOURS:
        return []
    found = list(itertools.islice(_paired(earlier, later, years[-2:], rates), _MOST_SOLUTIONS + 1))
    return found if len(found) <= _MOST_SOLUTIONS else []


def _adding_up(levels: list[Loose], total: int) -> list[_Four]:
    """All fours of `levels` that add up to `total`, as the sums of two pairs: few enough to list, or more than
    _MOST_FOURS of them."""
    pairs = sorted((a.value + b.value, i, j) for (i, a), (j, b) in itertools.combinations(enumerate(levels), 2))
    sums = [p[0] for p in pairs]
    out: list[_Four] = []
    for value, i, j in pairs:
        first = bisect_left(sums, total - value - ROUNDING)
        for _, k, m in pairs[first : bisect_right(sums, total - value + ROUNDING)]:
            if i < j < k < m or i < k < j < m or i < k < m < j:
                out.append(tuple(levels[n] for n in sorted((i, j, k, m))))
    return list({tuple(map(id, four)): four for four in out}.values())


def _paired(earlier: list[_Four], later: list[_Four], years: Sequence[int], rates: list[Decimal]) -> Iterator[Quarters]:
    first, second = years
    for old, new in itertools.product(earlier, later):
        for order in itertools.permutations(new):
            if _reproduced(list(zip(old, order, strict=True)), rates):
                for at in itertools.permutations(range(4)):
                    its = ((first, old), (second, order))
                    yield {(year, quarter): four[k] for year, four in its for quarter, k in enumerate(at, 1)}


def _reproduced(pairs: list[tuple[Loose, Loose]], rates: list[Decimal]) -> bool:
    """Each pair's growth is one of the printed rates, each rate used once."""
    left = list(rates)
    for old, new in pairs:
        if old.value == 0:
            return False
        growth = Decimal(new.value) / old.value - 1
        near = [r for r in left if abs(growth - r) <= RATE_ROUNDING]
        if not near:
            return False
        left.remove(min(near, key=lambda r: abs(growth - r)))
    return True
