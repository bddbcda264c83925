"""Amounts in a cell, and bare numbers that their head or caption makes percentages of."""

from __future__ import annotations

from helpers.language.amounts import Token
from helpers.language.items import Item
from helpers.reading.facts import BASES, OF_WHOLE, POINTS, RATIOS
from helpers.reading.tables import percents, recording
from helpers.reading.tables.cell import KnownCell
from helpers.reading.tables.head_words import Column
from helpers.reading.tables.rows import Placed

_OF_WHAT = "in a column of percentages, and no head tells whether they are parts or growth"
_THOUSANDS = 3  # the power of ten of statements


def read(cell: KnownCell, placed: Placed) -> bool:
    """Record an amount; False for one that its column cannot hold."""
    column, label = cell.column, cell.entry.label
    level, in_percent, why = column.level, False, ""
    if measure := _of_whole(cell):
        pass
    elif level and column.percent and not column.of_revenue:
        measure, in_percent, why = _of_percent_column(cell), True, _OF_WHAT
    elif level and "%" in label and not (cell.item.measure in RATIOS or cell.meaning.unit == "ratio"):
        measure = "margin" if "gross_margin" in cell.item.concept else ""
        why = f"in a row labelled '{label[:60]}', which does not say of what it is percent"
    elif _malformed(cell, placed[1]):
        return False
    else:
        measure, why = _plain(cell, placed[1]), _OF_WHAT
        in_percent = measure == "change" and column.percent
    if measure:
        recording.add(cell, placed, measure, caption=False, ratio=in_percent)
    else:
        cell.at.leave([placed], why)
    return True


def _of_whole(cell: KnownCell) -> str:
    """What a number is below a head that tells of which whole it is a part; '' below others."""
    column = cell.column
    if column.measure == "share":
        return percents.of_total(cell)
    return "pct_of_revenue" if column.level and column.of_revenue and not column.own else ""


def _plain(cell: KnownCell, token: Token) -> str:
    """The measure of a number whose head and label do not say that it is in percent; '' where the caption does, and
    nothing says of what."""
    if cell.scale == "%":
        return percents.measure_of_ratio(cell.item, percents.of_parts(cell))
    return measure_of(cell.column, token, cell.item)


def _of_percent_column(cell: KnownCell) -> str:
    """A level column in percent is a ratio where one of them is 100: of the total assets, or of the revenue; beside a
    column of a line item it is the growth of that, and beside one of a period it may be either ('')."""
    if cell.item.measure or cell.meaning.unit == "ratio":
        return cell.item.measure or "level"
    if "ratio" in cell.column.text.lower().split():
        return "share" if cell.meaning.period == "instant" else ""
    if not cell.at.composed:
        return "yoy_pct" if cell.column.item is not None else ""
    return "share" if cell.meaning.period == "instant" else "pct_of_revenue"


def _malformed(cell: KnownCell, token: Token) -> bool:
    """Whether a number has decimals that an amount of yen in its place has not: thousands, a change of amounts that
    have none, or millions whose point before three digits may be a comma."""
    if not _is_in_yen(cell) or not token.places or token.scale:
        return False
    if cell.column.level:
        return cell.scale == _THOUSANDS or (cell.scale, token.places) == (2 * _THOUSANDS, _THOUSANDS)
    beside = [t for placed in cell.entry.cells.values() for _, t in placed if t is not token and not t.percent]
    return bool(beside) and not any(t.places or t.scale for t in beside)


def _is_in_yen(cell: KnownCell) -> bool:
    """Whether bare numbers of a cell are yen: its item is, and no head makes a ratio of it."""
    return cell.meaning.unit == "JPY" and not (cell.column.percent or cell.column.points or cell.item.measure)


def measure_of(column: Column, token: Token, item: Item) -> str:
    """How a number below a head is measured, where nothing makes a percentage of a bare one."""
    if token.noun in POINTS or (not column.level and (item.measure in OF_WHOLE or column.points)):
        return "pt_change"
    if column.measure in BASES.values():
        return f"{column.measure}_{'pct' if token.percent or column.percent else 'abs'}"
    return "change" if column.measure == "change" else item.measure or "level"
