"""A column that the conversion printed below its table: its head, then its cells, one or two a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from helpers.filing.layout import Block, Row
from helpers.language.items import Item
from helpers.reading.because import Because, Source
from helpers.reading.captions import Captions
from helpers.reading.facts import ReadFact, Reading
from helpers.reading.headings import is_aimed
from helpers.reading.tables.head_times import best_period
from helpers.reading.tables.rows import Placed, is_worded

_LEAST_HEAD = 3
_HEAD = re.compile(r"% of (?:total )?revenues?\s+\S", re.IGNORECASE)


def _first_cell(row: Row) -> tuple[int, int]:
    if row.cells:
        return row.cells[0].start, row.cells[0].end
    return 0, len(row.line.text)


def read(blocks: list[Block], i: int, levels: list[ReadFact], reading: Reading, captions: Captions) -> int:
    """If a detached column starts at block `i`, read it as one more column of the table that `levels` were read in
    and return how many blocks it takes; else 0. Every row must find its amount, or nothing is read."""
    at = _head(blocks[i]) if levels else None
    if at is None:
        return 0
    head = blocks[i].rows[at]
    period = best_period(head.periods, head.line.text)
    rows = list({(f.line, f.concept): (Item(f.concept), f.label, f.line) for f in levels}.values())
    cells, taken = _cells(blocks, i, at)
    amounts = [p for p, inside in cells if inside]
    if sum(not t.percent for _, t in amounts) != len(rows) or period is None:
        return 0
    caption = captions.captioned(blocks[i])
    add = partial(reading.add, period=period, reader="table", caption_bracket=True)
    add = partial(add, scale=caption.scale if isinstance(caption.scale, int) else 0)
    _record(amounts, rows, head, {"scale": caption.source}, add)
    lines = f"{amounts[0][0].line.number}-{amounts[-1][0].line.number}"
    beside = f"a detached column, whose {len(rows)} amounts in lines {lines} are one for each row of the table above"
    for row, token in _strays(blocks[i], at) + [p for p, inside in cells if not inside]:
        reading.mark(row, token, "noise", f"a fragment beside {beside}")
    return max(taken, 1)


def _head(block: Block) -> int | None:
    """The row of a block that is the only head of a column, and of one column; None where there is none."""
    heads = [n for n, row in enumerate(block.rows) if "%" in row.line.text and _HEAD.search(row.line.text)]
    if len(heads) != 1:
        return None
    cells = block.rows[heads[0]].cells
    dated = [c for c in cells if c.kind in {"period", "mixed", "text"} and c.tokens and len(c.text) > _LEAST_HEAD]
    return heads[0] if len(dated) <= 1 else None


def _strays(block: Block, at: int) -> list[Placed]:
    """The numbers above the head in row `at` and beside it."""
    head = block.rows[at]
    above = [(r, t) for r in block.rows[:at] for t in r.tokens if t.kind in {"number", "name"}]
    return above + [(head, t) for t in head.numbers if t.start >= _first_cell(head)[1]]


def _cells(blocks: list[Block], i: int, at: int) -> tuple[list[tuple[Placed, bool]], int]:
    """The numbers below the head in row `at`, each with whether it stands in the first cell; how many blocks they
    take. They end at a line with words."""
    found: list[tuple[Placed, bool]] = []
    taken = 0
    below = ((k, row) for k in range(i, len(blocks)) for row in blocks[k].rows[at + 1 if k == i else 0 :])
    for k, row in below:
        start, end = _first_cell(row)
        if blocks[k].kind == "section" or not row.numbers or is_worded(row.line.text[start:end]):
            break
        found += [((row, t), t.end <= end) for t in row.numbers if t.end <= end or t.start >= end]
        taken = k - i + 1
    return found, taken


def _record(
    amounts: list[Placed], rows: list[tuple[Item, str, int]], head: Row, because: Because, add: Callable[..., None]
) -> None:
    """Add the facts of the column: the percentages of a row are of its amount."""
    n, above, aimed = 0, Source("head", head.line.number), is_aimed(head.line.text)
    because = {**because, "period": above} | ({"scenario": above} if aimed else {})
    for row, token in amounts:
        item, label, line = rows[min(n, len(rows) - 1)]
        measure, its = "pct_of_revenue" if token.percent else "level", {**because, "item": Source("row above", line)}
        scenario = "target" if aimed else "actual"
        add(row, token, item, measure=measure, label=label, scenario=scenario, because=its)
        n += not token.percent
