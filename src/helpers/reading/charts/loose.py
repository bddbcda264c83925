"""Flattened charts: loose numbers whose series and quarters the rest of the filing proves, uniquely.

A chart leaves its yearly totals with their growth ('FY15: 33,044 [+18.9%]'), its quarters and their growth in
any order, and perhaps the orders and backlog drawn beside it. A number becomes a fact only where every
assignment that fits all evidence gives it the same place: four quarters add up to the year, growth rates pair
a quarter with the one a year before (`quarters`), opening backlog + orders - revenue is closing backlog (`rolling`),
and rows of parts add up to a row of totals in every column (`stacks`). What is not proved stays a number of a chart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from helpers.filing.layout import Row, between
from helpers.language import calendar
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.language.items import Item, combine
from helpers.language.phrases import mentions
from helpers.reading.captions import Captioned
from helpers.reading.charts import quarters, rolling, stacks
from helpers.reading.charts.quarters import Loose, Quarters
from helpers.reading.context import Context
from helpers.reading.facts import Reading

_LONGEST_HEADING = 80  # a longer one is a sentence
_BARE_CHANGE = re.compile(r"(?:up|down) [\d,.]+", re.IGNORECASE)
_MANY_NUMBERS, _FEW_LETTERS = 12, 60
_MOST = 40  # candidates in one chart; more are left alone
_ADDED_UP = "the quarters add up to the year's total and reproduce the growth rates, in one way only"
_ROLLED = "opening backlog + orders - revenue = closing backlog in every quarter, in one way only"
_BESIDE, _LABELLED = "printed beside the year's total", "labelled with its fiscal year in the chart"
_STACKED = "parts add up to totals in every column, and amounts of two rows or more are printed by name elsewhere"
_ONLY_RATE = "the only quarter whose proved values reproduce this rate"


@dataclass(slots=True)
class _Chart:
    """`totals` by fiscal year, in the chart's unit; `levels` and `growth` are its unlabelled numbers."""

    item: Item
    scale: int
    totals: dict[int, int] = field(default_factory=dict)
    levels: list[Loose] = field(default_factory=list)
    growth: list[tuple[Row, Token]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line of loose numbers, with what stood above it."""

    section: int
    row: Row
    context: Context
    unit: Captioned


def settle(lines: list[LooseLine], rows: Mapping[int, Row], reading: Reading) -> None:
    """Read the lines of loose numbers, at the end, as what proves them may stand anywhere in the filing, whose `rows`
    these are by their line."""
    alone: dict[int, list[Row]] = {}
    for line in (c for c in lines if not c.row.periods):
        alone.setdefault(line.section, []).append(line.row)
    for chart in (c for c in lines if c.row.periods):
        nearby = [row for n in (-1, 0, 1) for row in alone.get(chart.section + n, ())]
        _in_unit(chart.unit, reading)
        read(chart.row, chart.context, reading, nearby, reading.caption_scale)
    known = cache(lambda: stacks.printed(reading.facts))  # few filings have a stack to prove
    for _, group in itertools.groupby(enumerate(lines), lambda at: at[1].row.line.number - at[0]):
        _settle([line for _, line in group], rows, known, reading)


def _settle(
    lines: list[LooseLine], rows: Mapping[int, Row], known: Callable[[], stacks.Printed], reading: Reading
) -> None:
    """Read lines right below each other as a stacked chart, by what is `known` by name; what is not proved gets the
    role `chart`, with what and when it may be of."""
    times = [t for line in lines for t in line.row.periods]
    below = rows.get(lines[-1].row.line.last + 1)
    if below is not None and not times and len(below.periods) == len(below.line.text.split()):
        times = below.periods
    _in_unit(lines[0].unit, reading)
    _stack([line.row for line in lines], stacks.axis(times), known, reading)
    for row, context in ((line.row, line.context) for line in lines):
        item = _item(row, context) if context.metric or context.subject else context.item()[0]
        series = load().get(item.concept).label if item is not None and item.known else context.title(_LONGEST_HEADING)
        _leave(row, series, times, reading)


def _in_unit(unit: Captioned, reading: Reading) -> None:
    reading.caption_from, reading.caption_scale = unit.source, unit.scale if isinstance(unit.scale, int) else 0


def _stack(rows: list[Row], times: list[Period], known: Callable[[], stacks.Printed], reading: Reading) -> None:
    """Read the rows of a stacked chart, where all of its numbers are still to be read and add up."""
    amounts = [(row, t) for row in rows for t in row.numbers if not t.percent]
    levels = [n for row in rows for n in quarters.numbers(row)]
    if times and len(levels) == len(amounts) and not any(reading.is_done(*a) for a in amounts):
        stack = stacks.stacked(levels, len(times))
        for row, concept, scale in stacks.named(stack, times, known()) if stack else ():
            for at, n in stacks.in_place(stack[row]):
                _add(reading, n.row, n.token, Item(concept), times[at], scale, _STACKED)


def read(row: Row, context: Context, reading: Reading, nearby: list[Row], scale: int) -> None:
    """Read one line of a flattened chart in units of ten to the power `scale`; `nearby` are lines of loose numbers
    in the same part of the filing."""
    chart = _collect(row, context, reading, scale)
    if chart is None or not chart.totals or len(chart.levels) + len(nearby) > _MOST:
        return
    rates = [quarters.rate(t) for _, t in chart.growth]
    found = quarters.solutions(chart.levels, chart.totals, rates)
    if not found:
        return
    loose = [n for r in nearby for n in quarters.numbers(r) if not reading.is_done(r, n.token)]
    found = _beside(chart, found, loose, reading)
    for year, quarter in sorted(found[0]):
        if len({way[year, quarter].place for way in found}) == 1:
            number, when = found[0][year, quarter], calendar.quarter(year, quarter)
            _add(reading, number.row, number.token, chart.item, when, scale, _ADDED_UP)
    _growth(chart, found, reading)


def _beside(chart: _Chart, found: list[Quarters], loose: list[Loose], reading: Reading) -> list[Quarters]:
    """Record the orders and backlog drawn beside the revenue; returns the revenues that allow them."""
    if len(loose) > _MOST:
        return found
    rolled = rolling.roll(chart.item.concept, found, chart.levels, loose)
    if rolled is None:
        return found
    kept, beside = rolled
    for (concept, year, quarter), number in sorted(beside.items()):
        when = calendar.quarter(year, quarter)
        _add(reading, number.row, number.token, Item(concept), when, chart.scale, _ROLLED)
    return kept


def is_loose(row: Row, *, continues: bool) -> bool:
    """A line of numbers without words: what a flattened chart leaves behind. `continues`: it goes on where a line
    with words ended."""
    text, numbers = row.line.text, row.numbers
    apart = itertools.chain.from_iterable(text[a:b] for a, b in between(row.tokens, len(text)))
    letters = len(list(itertools.islice(filter(str.isalpha, apart), _FEW_LETTERS)))
    if letters >= _FEW_LETTERS or (continues and (any(t.percent for t in numbers) or any(map(str.isalpha, text)))):
        return False
    dated = bool(row.periods)
    if not dated and _BARE_CHANGE.match(text) and not mentions(text):
        return True
    if letters > 3 and len(numbers) <= _MANY_NUMBERS:
        return False
    return not dated or len(numbers) > 4


def leave_table(rows: list[Row], context: Context, reading: Reading) -> None:
    """Leave what is not proved of a chart that the conversion printed as rows of cells: numbers above the quarters."""
    if not any(stacks.axis(cell.tokens) for row in rows for cell in row.cells if len(cell.tokens) > 1):
        return
    times = [t for row in rows for t in row.periods]
    titles = [row.cells[0].text for row in rows if row.cells and row.cells[0].kind == "text"]
    for row in rows:
        _leave(row, titles[0] if titles else context.title(_LONGEST_HEADING), times, reading)


def _leave(row: Row, series: str, times: list[Token], reading: Reading) -> None:
    when = ", ".join(dict.fromkeys(t.text for t in times)) or "no period is printed with it"
    reason = f"a number of a flattened chart that nothing proves; candidates: {series or 'no heading above it'}; {when}"
    for t in row.numbers:
        if not reading.is_done(row, t):
            reading.mark(row, t, "chart", reason[:300])


# ---- the parts of a chart -------------------------------------------------------------------------------------------


def _collect(row: Row, context: Context, reading: Reading, scale: int) -> _Chart | None:
    """The chart's parts; its yearly totals and their growth, which are labelled, become facts at once."""
    item = _item(row, context)
    if item is None or not item.known:
        return None
    chart = _Chart(item, scale)
    for token, label in _labelled(row):
        if token.percent and label is None:
            chart.growth.append((row, token))
        elif label is not None and label.period is not None:
            year = calendar.fiscal_year(label.period.end)
            if not token.percent:
                chart.totals[year] = int(token.value if not token.places else token.value * 1000)
            measure, proof = ("yoy_pct", _BESIDE) if token.percent else ("level", _LABELLED)
            _add(reading, row, token, item, label.period, scale, proof, measure, label.text)
    chart.levels = [n for n in quarters.numbers(row) if not reading.is_done(row, n.token)]
    return chart


def _item(row: Row, context: Context) -> Item | None:
    named = mentions(row.line.text)
    subject = next((m.name for m in named if m.kind == "subject"), context.subject)
    metric = next((m.name for m in named if m.kind == "metric"), context.metric)
    return combine(metric or "revenue", subject or "total")


def _labelled(row: Row) -> Iterator[tuple[Token, Token | None]]:
    """The numbers of a line, each with the fiscal year that labels it ('FY15:'): a total and the rate after it."""
    label: Token | None = None
    total = False
    for t in row.tokens:
        if t.kind == "period":
            year = t.period is not None and t.period.kind == "fy"
            label = t if year and row.line.text[t.end : t.end + 2].strip().startswith(":") else None
            total = False
        elif t.kind == "number" and t.percent:
            yield t, label if total else None
            label = None if total else label
        elif t.kind == "number" and label is not None and not total:
            yield t, label
            total = True


# ---- facts ----------------------------------------------------------------------------------------------------------


def _add(
    reading: Reading, row: Row, token: Token, item: Item, period: Period, scale: int, proof: str,
    measure: str = "level", label: str = "",
) -> None:  # fmt: skip
    power = scale + 3 if measure == "level" and token.places == 3 else scale  # a point before three digits is a comma
    reading.add(row, token, item, measure=measure, period=period, label=label, reader="chart", scale=power, proof=proof)


def _growth(chart: _Chart, found: list[Quarters], reading: Reading) -> None:
    """The growth rates that only one quarter reproduces, the same in every solution."""
    first, second = sorted({y for y, _ in found[0]})
    for row, token in chart.growth:
        rate = quarters.rate(token)
        where = {
            quarter
            for way in found
            for quarter in range(1, 5)
            if abs(Decimal(way[second, quarter].value) / way[first, quarter].value - 1 - rate) <= quarters.RATE_ROUNDING
        }
        if len(where) == 1:
            period = calendar.quarter(second, where.pop())
            _add(reading, row, token, chart.item, period, 0, _ONLY_RATE, "yoy_pct")
