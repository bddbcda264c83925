"""A column that the conversion printed below its table: its head, then its cells, one or two a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.filing.layout import Block, Row
from helpers.language.amounts import Token
from helpers.language.items import Item
from helpers.language.periods import Period
from helpers.reading.because import Source
from helpers.reading.captions import Captioned, Captions
from helpers.reading.facts import Fact, Reading
from helpers.reading.tables.columns import best_period, is_aimed

_HEAD = re.compile(r"% of (?:total )?revenues?\s+\S", re.IGNORECASE)


def _is_head(row: Row) -> bool:
    headed = "%" in row.line.text and _HEAD.search(row.line.text) is not None
    return headed and any(t.kind == "period" for t in row.tokens)


def _first_cell(row: Row) -> tuple[int, int]:
    if row.cells:
        return row.cells[0].start, row.cells[0].end
    return 0, len(row.line.text)


def read(blocks: list[Block], i: int, levels: list[Fact], reading: Reading, captions: Captions) -> int:
    """If a detached column starts at block `i`, read it as one more column of the table that `levels` were read in
    and return how many blocks it takes; else 0. Every row must find its amount, or nothing is read."""
    heads = [(n, r) for n, r in enumerate(blocks[i].rows) if _is_head(r)] if levels else []
    if len(heads) != 1:
        return 0
    rows = list({(f.line, f.concept): (Item(f.concept), f.label, f.line) for f in levels}.values())
    at, head = heads[0]
    if sum(c.kind in {"period", "mixed", "text"} and bool(c.tokens) and len(c.text) > 3 for c in head.cells) > 1:
        return 0
    found = [t for t in head.tokens if t.kind == "period"]
    period = best_period(found, head.line.text)
    amounts: list[tuple[Row, Token]] = []
    strays: list[tuple[Row, Token]] = [
        (r, t) for r in blocks[i].rows[:at] for t in r.tokens if t.kind in {"number", "name"}
    ]
    taken = 0
    _, end = _first_cell(head)
    strays += [(head, t) for t in head.numbers if t.start >= end]
    for k, row in _below(blocks, i, at + 1):
        start, end = _first_cell(row)
        numbers = row.numbers
        if blocks[k].kind == "section" or not numbers or re.search(r"[A-Za-z]{3}", row.line.text[start:end]):
            break
        amounts += [(row, t) for t in numbers if t.end <= end]
        strays += [(row, t) for t in numbers if t.start >= end]
        taken = k - i + 1
    plain = [t for _, t in amounts if not t.percent]
    if len(plain) != len(rows) or period is None:
        return 0
    _record(amounts, rows, period, head, reading, captions.captioned(blocks[i]))
    first, last = amounts[0][0], amounts[-1][0]
    for row, token in strays:
        reason = (
            f"a fragment beside a detached column, whose {len(plain)} amounts in lines {first.line.number}-"
            f"{last.line.number} are one for each row of the table above"
        )
        reading.mark(row, token, "noise", reason)
    return max(taken, 1)


def _below(blocks: list[Block], i: int, at: int) -> Iterator[tuple[int, Row]]:
    """The rows from row `at` of block `i` on, each with the number of its block: as many as are asked for."""
    for k in range(i, len(blocks)):
        for row in blocks[k].rows[at if k == i else 0 :]:
            yield k, row


def _record(
    amounts: list[tuple[Row, Token]],
    rows: list[tuple[Item, str, int]],
    period: Period,
    head: Row,
    reading: Reading,
    caption: Captioned,
) -> None:
    n = 0
    scenario = "target" if is_aimed(head.line.text) else "actual"
    above = Source("head", head.line.number)
    because = {"period": above, "scenario": above} if scenario == "target" else {"period": above}
    for row, token in amounts:
        item, label, at = rows[min(n, len(rows) - 1)]
        measure = "pct_of_revenue" if token.percent else "level"
        reading.add(
            row,
            token,
            item,
            measure=measure,
            period=period,
            label=label,
            reader="table",
            scale=caption.scale if isinstance(caption.scale, int) else 0,
            scenario=scenario,
            caption_bracket=True,
            because={**because, "item": Source("row above", at), "scale": caption.source},
        )
        n += not token.percent
