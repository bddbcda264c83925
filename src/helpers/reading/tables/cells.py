"""The numbers of one cell: its column says when and how measured, its row what."""

from __future__ import annotations

import re

from helpers.language import calendar, periods
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item
from helpers.language.labels import strip_label
from helpers.language.new_items import part_of
from helpers.language.phrases import mentions
from helpers.language.scope import Scope
from helpers.reading.facts import OF_WHOLE
from helpers.reading.tables import amounts, cell_doubts, percents, recording
from helpers.reading.tables.cell import KnownCell, known
from helpers.reading.tables.cell_doubts import is_beside_ratio
from helpers.reading.tables.columns import as_flow
from helpers.reading.tables.head_times import best_period
from helpers.reading.tables.head_words import Column
from helpers.reading.tables.row_words import Meant
from helpers.reading.tables.rows import Logical, Placed
from helpers.reading.tables.setting import Setting

_OF_WHICH = re.compile(r"\((?:of|of which|include[sd]?|incl\.?)\s+([^()]{2,60})\)", re.IGNORECASE)
_IN_MONTH = re.compile(rf"\(({periods.MONTH_WORD.pattern})(?P<of>[^()]*)\)", re.IGNORECASE)


def read(
    entry: Logical, j: int, column: Column, item: Item, said: Meant, at: Setting, *, of_revenue: bool
) -> list[Placed]:
    """Record the numbers of column `j` of a row, and return those that the column cannot hold. `of_revenue`: its
    percentages are of the revenue."""
    column = as_flow(column, item)
    if (printed := entry.row.at(j)).kind == "mixed":  # it prints a time of its own beside its number
        own = best_period(printed.periods, printed.text) or said.own
        column, said = column._replace(own=False), said._replace(own=own)
    if item.measure in OF_WHOLE and is_beside_ratio(entry.cells[j]):  # 'Gross margin (ratio)' over '7,258 (20.5%)'
        item = item._replace(measure="")
    cell = known(entry, j, column, item, said, at)
    if why := cell_doubts.doubt(cell):
        at.leave(cell.placed, why)
        return []
    plain = [p for p in cell.placed if not p[1].percent]
    if len(plain) == len(cell.placed) == 2 and _two(cell, plain):
        return []
    malformed = []
    for placed in cell.placed:
        if placed[1].percent:
            percents.read(cell, placed, plain, of_revenue=of_revenue)
        elif not amounts.read(cell, placed):
            malformed.append(placed)
    return malformed


def _two(cell: KnownCell, plain: list[Placed]) -> bool:
    """Record the two numbers of a cell where its label says what they are: '0.5 (0.18)' under '1Q (June revenue)',
    '4.4 (2.2)' under 'Cloud-related (of GIO P2-related)', or the values of two labels that run together in a row."""
    if plain[1][1].bracket == "(" and not plain[0][1].bracket:
        return _with_part(cell, *plain)
    named = {m.start: m for m in mentions(cell.entry.label) if m.kind == "concept"}
    if len(named) != 2:
        return False
    for placed, (_, m) in zip(plain, sorted(named.items()), strict=True):
        item = Item(m.name, m.sign)
        recording.add(cell, placed, amounts.measure_of(cell.column, placed[1], item), item, caption=False)
    return True


def _with_part(cell: KnownCell, whole: Placed, part: Placed) -> bool:
    """A number in brackets behind its whole, of which the label names the part: a month of it, or another item."""
    item, when = cell.item, cell.period
    month, of_which = _IN_MONTH.search(cell.entry.label), _OF_WHICH.search(cell.entry.label)
    if month and _is_of(cell.item, month["of"]):
        number = periods.month_number(month.group(1))
        begun = when.start if number >= int(when.start[5:7] or 13) else when.end
        when = calendar.month_span(int(begun[:4]), number)
    elif of_which:
        item = part_of(item, of_which.group(1))
    else:
        return False
    recording.add(cell, whole, amounts.measure_of(cell.column, whole[1], cell.item), caption=False)
    recording.add(cell, part, amounts.measure_of(cell.column, part[1], item), item, when, caption=True)
    return True


def _is_of(item: Item, words: str) -> bool:
    """Whether what a label says of the amounts in brackets beside their month is nothing, or their item or its metric:
    'revenue' of '(June revenue)', and not 'cost'."""
    name = fold(strip_label(words))
    return not name or load().metrics.get(name) == item.meaning.metric or resolve(words.strip(), Scope()) == item
