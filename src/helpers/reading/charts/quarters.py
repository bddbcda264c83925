"""Which loose numbers are the quarters of two years: plain arithmetic over a chart's numbers."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.filing.layout import Row
from helpers.language import calendar
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.reading.facts import ReadFact

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


def solutions(
    levels: list[Loose], totals: dict[int, int], rates: list[Decimal], concept: str, evidence: PrintedQuarters
) -> list[Quarters]:
    """Every way to fill the quarters of the last two years in `totals` (fiscal year -> total) that adds up to them,
    reproduces growth `rates` and fits what the `evidence` says of `concept`. Empty if there is none, or more
    than could prove anything."""
    years = sorted(totals)
    if len(years) < 2 or years[-1] - years[-2] != 1 or len(rates) < 4:
        return []
    earlier, later = (_adding_up(levels, totals[y]) for y in years[-2:])
    if not earlier or not later or max(len(earlier), len(later)) > _MOST_FOURS:
        return []
    clues = evidence.of(concept, years[-2:])
    found = list(itertools.islice(_paired(earlier, later, years[-2:], rates, clues), _MOST_SOLUTIONS + 1))
    return found if len(found) <= _MOST_SOLUTIONS else []


def _adding_up(levels: list[Loose], total: int) -> list[_Four]:
    """All fours of `levels` that add up to `total`, as the sums of two pairs: few enough to list, or more than
    _MOST_FOURS of them."""
    pairs = sorted(
        (a.value + b.value, i, j)
        for (i, a), (j, b) in itertools.combinations(enumerate(levels), 2)
    )  # fmt: skip
    sums = [p[0] for p in pairs]
    out: list[_Four] = []
    for value, i, j in pairs:
        first = bisect_left(sums, total - value - ROUNDING)
        for _, k, m in pairs[first : bisect_right(sums, total - value + ROUNDING)]:
            if i < j < k < m or i < k < j < m or i < k < m < j:
                out.append(tuple(levels[n] for n in sorted((i, j, k, m))))
    return list({tuple(map(id, four)): four for four in out}.values())


def _paired(
    earlier: list[_Four], later: list[_Four], years: Sequence[int], rates: list[Decimal], clues: list[_Clue]
) -> Iterator[Quarters]:
    first, second = years
    for old, new in itertools.product(earlier, later):
        if set(map(id, old)) & set(map(id, new)):
            continue
        for order in itertools.permutations(new):
            if not _reproduced(list(zip(old, order, strict=True)), rates):
                continue
            for at in itertools.permutations(range(4)):
                found: Quarters = {}
                for quarter, k in enumerate(at, 1):
                    found[first, quarter], found[second, quarter] = old[k], order[k]
                if all(_holds(found, e) for e in clues):
                    yield found


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


# ---- comparisons in the text ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clue:
    """A comparison or level printed elsewhere: quarter (year, n) less an earlier one is `value`, +- `half`."""

    at: tuple[int, int]
    less: tuple[int, int] | None
    value: Decimal
    half: Decimal


class PrintedQuarters:
    """What a filing prints of single quarters outside its charts: `facts` are those read before the charts are."""

    def __init__(self, facts: Iterable[ReadFact]) -> None:
        self._printed: dict[str, list[tuple[int, ReadFact]]] = {}
        for n, f in enumerate(facts):
            if f.period_start and f.reader != "chart":
                self._printed.setdefault(f.concept, []).append((n, f))
        self._clues: dict[str, dict[int, list[_Clue]]] = {}

    def of(self, concept: str, years: Iterable[int]) -> list[_Clue]:
        """What is printed of quarters of these fiscal years of `concept`, or of all its parts."""
        if concept not in self._clues:
            by_year = self._clues.setdefault(concept, {})
            for clue in dict.fromkeys(self._found(concept)):
                by_year.setdefault(clue.at[0], []).append(clue)
        return [clue for year in years for clue in self._clues[concept].get(year, ())]

    def _found(self, concept: str) -> Iterator[_Clue]:
        whole = [[f] for _, f in self._printed.get(concept, ())]
        for rule in load().calculations:
            if rule.total != concept or any(w != 1 for _, w in rule.parts):
                continue
            by_key: dict[tuple[str, Period], dict[str, ReadFact]] = {}
            for _, f in sorted(each for part, _ in rule.parts for each in self._printed.get(part, ())):
                key = (f.measure, Period(f.period_start, f.period_end, "quarter"))
                by_key.setdefault(key, {})[f.concept] = f
            whole += [list(found.values()) for found in by_key.values() if len(found) == len(rule.parts)]
        for facts in whole:
            clue = _clue(facts)
            if clue is not None:
                yield clue


def _clue(facts: list[ReadFact]) -> _Clue | None:
    """The facts' sum as a clue to a quarter; None for other durations and measures."""
    f = facts[0]
    unsure = any(x.approx or x.unit != "JPY" for x in facts)
    if not f.period_start or f.scenario != "actual" or unsure:
        return None
    period = Period(f.period_start, f.period_end, "quarter")
    if period.months != 3 or f.measure not in {"level", "yoy_abs", "qoq_abs"}:
        return None
    year, number = calendar.fiscal_year(period.end), calendar.quarter_number(period.end)
    before = {"yoy_abs": (year - 1, number), "qoq_abs": (year, number - 1) if number > 1 else (year - 1, 4)}
    unit = Decimal(10) ** 6
    half = sum((Decimal(10) ** -x.decimals / 2 for x in facts), Decimal(0)) / unit
    value = sum((x.value for x in facts), Decimal(0)) / unit
    return _Clue((year, number), before.get(f.measure), value, half + ROUNDING)


def _holds(found: Quarters, e: _Clue) -> bool:
    if e.at not in found or (e.less is not None and e.less not in found):
        return True
    difference = found[e.at].value - (found[e.less].value if e.less is not None else 0)
    return abs(difference - e.value) <= e.half
