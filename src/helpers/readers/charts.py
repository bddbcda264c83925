"""Flattened charts: loose numbers whose series and quarters the rest of the filing proves, uniquely.

A chart leaves its yearly totals with their growth ('FY15: 33,044 [+18.9%]'), its quarters and their growth in
any order, and perhaps the orders and backlog drawn beside it. A number becomes a fact only where every
assignment that fits all evidence gives it the same place: four quarters add up to the year, growth rates pair
a quarter with the one a year before, comparisons in the text fix single quarters, and
opening backlog + orders - revenue is closing backlog. What is not proved stays a number of a chart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from helpers import periods
from helpers.amounts import Token
from helpers.concepts import Concepts, RollForward, load
from helpers.items import Item, combine, mentions
from helpers.layout import Row
from helpers.periods import Period
from helpers.readers.context import Context
from helpers.readers.reading import Fact, Reading

_ROUNDING = 2  # four rounded quarters against a rounded year
_ROLL = 2  # four rounded figures of a roll-forward
_MOST = 40  # candidates in one chart; more are left alone


@dataclass(frozen=True, slots=True)
class _Loose:
    """A number of the chart, in the unit of its caption; a point before three digits is a comma."""

    row: Row
    token: Token
    value: int


@dataclass(slots=True)
class _Chart:
    item: Item
    totals: dict[int, int] = field(default_factory=dict)  # fiscal year -> total
    levels: list[_Loose] = field(default_factory=list)
    growth: list[tuple[Row, Token]] = field(default_factory=list)


Quarters = dict[tuple[int, int], _Loose]  # (fiscal year, quarter 1-4) -> number


def read(row: Row, context: Context, reading: Reading, nearby: list[Row], scale: int) -> None:
    """Read one line of a flattened chart; `nearby` are lines of loose numbers in the same part of the filing."""
    chart = _collect(row, context, reading, scale)
    if chart is None or not chart.totals or len(chart.levels) + len(nearby) > _MOST:
        return
    solutions = list(_solutions(chart, reading))
    if not solutions:
        return
    loose = [n for r in nearby for n in _numbers(r) if not reading.is_done(r, n.token)]
    rolled = _roll(chart, solutions, loose)
    if rolled is not None:
        solutions, beside = rolled
        for (concept, year, quarter), number in beside.items():
            _add(
                reading,
                number,
                Item(concept),
                year,
                quarter,
                "level",
                scale,
                "opening backlog + orders - revenue = closing backlog in every quarter, in one way only",
            )
    for place in sorted(solutions[0]):
        numbers = {(s[place].row.line.number, s[place].token.start) for s in solutions}
        if len(numbers) == 1:
            _add(
                reading,
                solutions[0][place],
                chart.item,
                *place,
                "level",
                scale,
                "the quarters add up to the year's total and reproduce the growth rates, in one way only",
            )
    _growth(chart, solutions, reading)


def _collect(row: Row, context: Context, reading: Reading, scale: int) -> _Chart | None:
    """The chart's parts; its yearly totals and their growth, which are labelled, become facts at once."""
    named = [m for m in mentions(row.line.text) if m.kind in {"subject", "metric"}]
    subject = next((m.name for m in named if m.kind == "subject"), context.subject)
    metric = next((m.name for m in named if m.kind == "metric"), context.metric) or "revenue"
    item = combine(metric, subject or "total") if metric else None
    if item is None or not item.known:
        return None
    chart = _Chart(item)
    labelled: Token | None = None
    after_total = False
    for t in row.tokens:
        if t.kind == "period":
            labelled = (
                t
                if t.period and t.period.kind == "fy" and row.line.text[t.end : t.end + 2].strip().startswith(":")
                else None
            )
            after_total = False
        elif t.kind == "number" and labelled is not None and not after_total and not t.percent:
            assert labelled.period is not None
            reading.add(
                row,
                t,
                item,
                measure="level",
                period=labelled.period,
                label=labelled.text,
                reader="chart",
                scale=scale,
                proof="labelled with its fiscal year in the chart",
            )
            chart.totals[periods.fiscal_year_of(labelled.period.end)] = (
                int(t.value) if not t.places else int(t.value * 1000)
            )
            after_total = True
        elif t.kind == "number" and t.percent:
            if after_total and labelled is not None and labelled.period is not None:
                reading.add(
                    row,
                    t,
                    item,
                    measure="yoy_pct",
                    period=labelled.period,
                    label=labelled.text,
                    reader="chart",
                    proof="printed beside the year's total",
                )
                labelled = None
            else:
                chart.growth.append((row, t))
    chart.levels = [n for n in _numbers(row) if not reading.is_done(row, n.token)]
    return chart


def _numbers(row: Row) -> Iterator[_Loose]:
    for t in row.tokens:
        if t.kind == "number" and not t.percent and t.places in {0, 3}:
            value = t.value * 1000 if t.places == 3 else t.value
            yield _Loose(row, t, int(-value if t.sign < 0 else value))


# ---- quarters from years, growth and comparisons ------------------------------------------------------------------


def _solutions(chart: _Chart, reading: Reading) -> Iterator[Quarters]:
    """Every way to fill the quarters of two years that fits totals, growth and the comparisons in the text."""
    years = sorted(chart.totals)
    if len(years) < 2 or years[-1] - years[-2] != 1 or len(chart.growth) < 4:
        return
    first, second = years[-2:]
    earlier = _adding_up(chart.levels, chart.totals[first])
    later = _adding_up(chart.levels, chart.totals[second])
    evidence = _comparisons(chart.item.concept, reading)
    rates = [t.value / 100 * (-1 if t.sign < 0 else 1) for _, t in chart.growth]
    for old, new in itertools.product(earlier, later):
        if set(map(id, old)) & set(map(id, new)):
            continue
        for order in itertools.permutations(new):
            if not _reproduced(list(zip(old, order, strict=True)), rates):
                continue
            for places in itertools.permutations(range(4)):
                found: Quarters = {}
                for quarter, k in enumerate(places, 1):
                    found[first, quarter], found[second, quarter] = old[k], order[k]
                if all(_holds(found, e) for e in evidence):
                    yield found


def _adding_up(levels: list[_Loose], total: int) -> list[tuple[_Loose, ...]]:
    return [four for four in itertools.combinations(levels, 4) if abs(sum(n.value for n in four) - total) <= _ROUNDING]


def _reproduced(pairs: list[tuple[_Loose, _Loose]], rates: list[Decimal]) -> bool:
    """Each pair's growth is one of the printed rates, each rate used once."""
    left = list(rates)
    for old, new in pairs:
        if old.value == 0:
            return False
        growth = Decimal(new.value) / old.value - 1
        near = [r for r in left if abs(growth - r) <= Decimal("0.0006")]
        if not near:
            return False
        left.remove(min(near, key=lambda r: abs(growth - r)))
    return True


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A comparison or level printed elsewhere: quarter (year, n) less an earlier one is `value`, +- `half`."""

    at: tuple[int, int]
    less: tuple[int, int] | None
    value: Decimal
    half: Decimal


def _comparisons(concept: str, reading: Reading) -> list[_Evidence]:
    vocabulary = load()
    out = [e for f in reading.facts if f.concept == concept and (e := _evidence([f])) is not None]
    for rule in vocabulary.calculations:
        if rule.total != concept or any(w != 1 for _, w in rule.parts):
            continue
        by_key: dict[tuple[str, Period], dict[str, Fact]] = {}
        for f in reading.facts:
            if f.concept in dict(rule.parts) and f.period_start is not None:
                key = (f.measure, Period(f.period_start, f.period_end, "quarter"))
                by_key.setdefault(key, {})[f.concept] = f
        out += [
            e
            for parts in by_key.values()
            if len(parts) == len(rule.parts) and (e := _evidence(list(parts.values()))) is not None
        ]
    return out


def _evidence(facts: list[Fact]) -> _Evidence | None:
    """The facts' sum as evidence on a quarter; None for other durations and measures."""
    f = facts[0]
    if (
        f.period_start is None
        or f.scenario != "actual"
        or f.reader == "chart"
        or any(x.approx or x.unit != "JPY" for x in facts)
    ):
        return None
    period = Period(f.period_start, f.period_end, "quarter")
    if period.months != 3 or f.measure not in {"level", "yoy_abs", "qoq_abs"}:
        return None
    year = periods.fiscal_year_of(period.end)
    number = (period.end.month - 4) % 12 // 3 + 1
    before = {"yoy_abs": (year - 1, number), "qoq_abs": (year, number - 1) if number > 1 else (year - 1, 4)}.get(
        f.measure
    )
    unit = Decimal(10) ** 6
    half = sum((Decimal(10) ** -x.decimals / 2 for x in facts), Decimal(0)) / unit
    return _Evidence((year, number), before, sum((x.value for x in facts), Decimal(0)) / unit, half + _ROUNDING)


def _holds(found: Quarters, e: _Evidence) -> bool:
    if e.at not in found or (e.less is not None and e.less not in found):
        return True
    difference = found[e.at].value - (found[e.less].value if e.less is not None else 0)
    return abs(difference - e.value) <= e.half


# ---- orders and backlog beside the revenue --------------------------------------------------------------------------


def _roll(
    chart: _Chart, solutions: list[Quarters], loose: list[_Loose]
) -> tuple[list[Quarters], dict[tuple[str, int, int], _Loose]] | None:
    """Places the chart's other numbers as orders and backlog of the roll-forward that the revenue drains.
    Returns the revenue solutions that allow it and the numbers with only one place; None if nothing rolls."""
    rule = _draining(load(), chart.item.concept)
    if rule is None:
        return None
    orders = next(c for c, w in rule.flows if w > 0)
    kept: list[Quarters] = []
    places: list[dict[tuple[str, int, int], _Loose]] = []
    for revenue in solutions[:24]:
        used = {id(n) for n in revenue.values()}
        pool = [n for n in chart.levels if id(n) not in used]
        found = _place(revenue, pool, loose, rule.balance, orders)
        if found:
            kept.append(revenue)
            places += found
    if not kept:
        return None
    sure = {k: v for k, v in places[0].items() if all(k in p and _same(p[k], v) for p in places[1:])}
    return kept, sure


def _same(a: _Loose, b: _Loose) -> bool:
    return (a.row.line.number, a.token.start) == (b.row.line.number, b.token.start)


def _draining(vocabulary: Concepts, concept: str) -> RollForward | None:
    """The roll-forward 'balance = opening + orders - this revenue', where it has no other flows."""
    for rule in vocabulary.roll_forwards:
        if dict(rule.flows).get(concept) == -1 and len(rule.flows) == 2:
            return rule
    return None


def _place(
    revenue: Quarters, pool: list[_Loose], loose: list[_Loose], balance: str, orders: str
) -> list[dict[tuple[str, int, int], _Loose]]:
    """All ways (at most two are needed) to fit backlog (from the chart's line) and orders (from loose lines)
    into the roll-forward; the solver of OR-Tools proves that there is no other."""
    if len(pool) < 4 or len(loose) < 4:
        return []
    from ortools.sat.python import cp_model

    steps = sorted(revenue)
    model = cp_model.CpModel()
    at_balance = {(i, s): model.new_bool_var("") for i in range(len(pool)) for s in steps}
    at_orders = {(i, s): model.new_bool_var("") for i in range(len(loose)) for s in steps}
    for numbers, at in ((pool, at_balance), (loose, at_orders)):
        for i in range(len(numbers)):
            model.add_at_most_one(at[i, s] for s in steps)
        for s in steps:
            model.add_at_most_one(at[i, s] for i in range(len(numbers)))
    for i in range(len(pool)):
        model.add_exactly_one(at_balance[i, s] for s in steps)
    rolled = []
    for before, now in itertools.pairwise(steps):
        ok = model.new_bool_var("")
        rolled.append(ok)
        for at, numbers, s in ((at_balance, pool, before), (at_balance, pool, now), (at_orders, loose, now)):
            model.add(sum(at[i, s] for i in range(len(numbers))) == 1).only_enforce_if(ok)
        opening = sum(n.value * at_balance[i, before] for i, n in enumerate(pool))
        closing = sum(n.value * at_balance[i, now] for i, n in enumerate(pool))
        received = sum(n.value * at_orders[i, now] for i, n in enumerate(loose))
        gap = opening + received - revenue[now].value - closing
        model.add(gap <= _ROLL).only_enforce_if(ok)
        model.add(gap >= -_ROLL).only_enforce_if(ok)
    # A number that takes part in no step is not placed: only what the roll-forward ties counts.
    model.add(sum(rolled) >= max(4, len(pool) - 1))
    out: list[dict[tuple[str, int, int], _Loose]] = []
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 4.0
    while len(out) < 2 and solver.solve(model) in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        tied = {s for ok, pair in zip(rolled, itertools.pairwise(steps), strict=True) if solver.value(ok) for s in pair}
        received = {now for ok, (_, now) in zip(rolled, itertools.pairwise(steps), strict=True) if solver.value(ok)}
        places = {(balance, *s): pool[i] for (i, s), v in at_balance.items() if solver.value(v) and s in tied}
        places |= {(orders, *s): loose[i] for (i, s), v in at_orders.items() if solver.value(v) and s in received}
        out.append(places)
        chosen = [v for (_, s), v in at_balance.items() if solver.value(v) and s in tied]
        chosen += [v for (_, s), v in at_orders.items() if solver.value(v) and s in received]
        model.add(sum(chosen) <= len(chosen) - 1)
    return out


# ---- facts --------------------------------------------------------------------------------------------------------


def _add(
    reading: Reading, number: _Loose, item: Item, year: int, quarter: int, measure: str, scale: int, proof: str
) -> None:
    period = periods.quarter(year, quarter)
    token = number.token
    if token.places == 3:  # the point is a comma
        scale += 3
    reading.add(
        number.row, token, item, measure=measure, period=period, label="", reader="chart", scale=scale, proof=proof
    )


def _growth(chart: _Chart, solutions: list[Quarters], reading: Reading) -> None:
    """The growth rates that only one quarter reproduces, the same in every solution."""
    years = sorted({y for y, _ in solutions[0]})
    for row, token in chart.growth:
        rate = token.value / 100 * (-1 if token.sign < 0 else 1)
        where: set[int] = set()
        for s in solutions:
            for quarter in range(1, 5):
                growth = Decimal(s[years[1], quarter].value) / s[years[0], quarter].value - 1
                if abs(growth - rate) <= Decimal("0.0006"):
                    where.add(quarter)
        if len(where) == 1:
            period = periods.quarter(years[1], where.pop())
            reading.add(
                row,
                token,
                chart.item,
                measure="yoy_pct",
                period=period,
                label="",
                reader="chart",
                proof="the only quarter whose proved values reproduce this rate",
            )
