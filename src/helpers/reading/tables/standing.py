"""Which head of a table stands over which column, where the rows of heads have fewer cells than the table."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from operator import or_

from helpers.filing.layout import Cell, Row
from helpers.language.labels import metric_named, subject_named
from helpers.language.phrases import mentions
from helpers.language.scales import FOREIGN
from helpers.language.spans import is_part_of_year
from helpers.reading.headings import is_aimed
from helpers.reading.tables.head_times import YEAR
from helpers.reading.tables.head_words import UNITS, measure_of
from helpers.reading.tables.unknown_words import unknown_in

WHOLE = frozenset({"FY", "Year"})  # heads of nothing but a fiscal year
_FEW = 3  # columns with their label


def over(heads: list[Row], width: int) -> Callable[[Row, int], int]:
    """Which cell of a head row stands over column j: the j-th, but above a row whose cells repeat in groups ('thousands
    of yen | %', '2015 | 2016') each of as few cells as there are groups stands over its group."""
    below = [r.cells[1:] for r in heads if len(r.cells) == width]
    in_parts = any(len(cells) > 1 and all(map(of_time, cells)) for cells in below)
    grouped = next((cells for cells in below if _group(cells) > 1), ())
    by = _group(grouped)
    count = (width - 1) // by
    spread = {r.line.number: _reach(r, below[-1]) for r in _above_full(heads, width)}

    def stands(row: Row, j: int) -> int:
        if j and in_parts and _alone(row):
            return 1
        if j and row.line.number in spread:
            return spread[row.line.number][j]
        if by == 1 or not j or _compares(grouped[j - 1]) or len(row.cells) == 1:
            return j
        texts = ["" if _compares(c) else c.text for c in row.cells[1:]]
        if all(texts[:count]) and not any(texts[count:]):
            # one is of all below it ('Three Months Ended June 30,'), but that of a target, with a result beside it
            return 1 + (j - 1) // by if count > 1 or not is_aimed(row.cells[1].text) else j
        spaced = all(texts[::by]) and not any(t for at, t in enumerate(texts) if at % by)
        return 1 + (j - 1) // by * by if spaced and len(texts) > count else j

    return stands


def _above_full(heads: list[Row], width: int) -> list[Row]:
    """The head rows above one that names every column, whose own heads are fewer, with nothing right of those that
    reach over several columns, and say a time or a unit: 'Year ended March 31 | | Three months ended March 31'."""
    full = [r for r in heads if len(r.cells) == width and all(c.text for c in r.cells[1:])]
    above = [r for r in heads if full and r.line.number < full[-1].line.number]
    return [r for r in above if _is_spread(r.cells[1:], width - 1)]


def _is_spread(cells: Sequence[Cell], width: int) -> bool:
    filled = [at for at, c in enumerate(cells) if c.text]
    gaps = any(b - a > 1 for a, b in itertools.pairwise(filled))
    unit = len(filled) == 1 and not UNITS.sub("", cells[filled[0]].text).strip(" ()")
    reach = [_reaches(cells[at]) for at in filled]
    alone = (_compares(cells[at]) or at + 1 in {*filled, width} for at in filled)  # 'YoY Change' over '1H | Full year'
    return (gaps or unit) and len(filled) < width and any(reach) and all(map(or_, reach, alone))


def _reaches(head: Cell) -> bool:
    """Whether a head can stand over several columns: it is nothing but a time, a unit, or the name of a business or of
    a metric."""
    if subject_named(head.text) or metric_named(head.text):
        return True
    return not _compares(head) and not unknown_in(head.text) and not mentions(head.text)


def _reach(row: Row, below: Sequence[Cell]) -> list[int]:
    """Which cell of a spread head row stands over each column: itself, or the nearest to its left; none over one that
    compares others, or is in percent or dollars."""
    at, out = len(row.cells), [0]
    for j in range(1, len(below) + 1):
        at = j if row.at(j).text else at
        own = _compares(below[j - 1]) or "%" in below[j - 1].text or FOREIGN.search(below[j - 1].text)
        out.append(j if own else at)
    return out


def loose(heads: list[Row], width: int, stands: Callable[[Row, int], int]) -> str:
    """'FY2013 Target | FY2012 Actual | YoY' over '1H | Full Year | 1H | Full Year | Full Year', where the conversion
    lost how far each reaches: which head of the fewer stands over a column is not known."""
    filled = [(row, [c for c in row.cells[1:] if c.text.strip()]) for row in heads]
    if width <= _FEW or not any(len(cells) == width - 1 and _are_parts(cells) for _, cells in filled):
        return ""
    for row, cells in filled:
        together = cells == list(row.cells[1 : len(cells) + 1]) and stands(row, width - 1) == width - 1
        if together and len(cells) < width - 1 and sum(bool(c.periods) for c in cells) > 1:
            return f"one of {len(cells)} heads over {width - 1} columns"
    return ""


def _are_parts(heads: Sequence[Cell]) -> bool:
    """Whether heads are parts of a year, and a '%' among them: '1H | Full Year | Full Year | %'."""
    return any(map(of_time, heads)) and all(of_time(c) or not UNITS.sub("", c.text).strip() for c in heads)


def _alone(row: Row) -> bool:
    """Whether the only head of a row is a time, over all parts of it below: 'FY2015' over '1H | Full Year'."""
    filled = [c for c in row.cells[1:] if c.text.strip()]
    return len(filled) == 1 and filled == [row.cells[1]] and bool(filled[0].periods) and not of_time(filled[0])


def of_time(head: Cell) -> bool:
    """Whether a head is nothing but a part of a year: '1H', 'Full Year', '2Q'."""
    return is_part_of_year(head.text) or head.text.strip() in WHOLE


def _group(heads: Sequence[Cell]) -> int:
    """How many cells of a head row are one group: years or days, and what compares them, that repeat or stand side by
    side once; pairs with a '%'."""
    texts = [c.text.strip() for c in heads]
    if len(texts) > 3 and not len(texts) % 2 and texts[1::2] == ["%"] * (len(texts) // 2) and "%" not in texts[::2]:
        return 2
    dated = [c.text.strip() for c in heads if _is_dated(c)]
    others = [c for c in heads if not _is_dated(c)]
    if len(set(dated)) < 2 or not texts[0] or not all(map(_compares, others)):
        return 1
    return next(n for n in range(2, len(texts) + 1) if texts == texts[:n] * (len(texts) // n))


def _is_dated(head: Cell) -> bool:
    """Whether a head is a year, a day or the name of a period, and nothing else."""
    kinds = {t.period.kind for t in head.tokens if t.period is not None}
    named = head.kind == "period" and len(kinds) == 1 and kinds <= {"day", "fy", "half", "quarter", "months"}
    return named or YEAR.fullmatch(head.text.strip()) is not None


def _compares(head: Cell) -> bool:
    """Whether a head says that its column compares two others ('Change', 'YoY'), or leaves that to one above it."""
    return not head.text or measure_of(head.text.lower()) != "level"
