"""A cell with all that is known of it: its period, its scale, and what says them."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.filing.layout import Cell
from helpers.language import calendar
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import Concept
from helpers.language.items import Item
from helpers.language.spans import is_part_of_year
from helpers.reading.because import FILING_PERIOD, NOTHING, Because, Source
from helpers.reading.sentences.when import record_date
from helpers.reading.tables.head_words import UNITS, Column
from helpers.reading.tables.row_words import Meant
from helpers.reading.tables.rows import Logical, Placed
from helpers.reading.tables.setting import Setting

_PARTS = frozenset({"bare_quarter", "half", "months", "range"})  # of the year that a head names: '1H' below 'FY2015'


@dataclass(slots=True)
class KnownCell:
    """A cell `j` of a row, with what is known of it. `scale` as in Setting."""

    entry: Logical
    j: int
    placed: list[Placed]  # its numbers, each with its line
    column: Column
    item: Item
    meaning: Concept  # its line item as the vocabulary has it
    said: Meant
    named: Period  # as its head and its row name it
    period: Period  # the same, but for a balance the day that the row places it on
    scale: int | str | None
    at: Setting
    because: Because

    @property
    def tokens(self) -> list[Token]:
        """Its numbers."""
        return [t for _, t in self.placed]

    @property
    def printed(self) -> Cell:
        """The cell as it stands in its row."""
        return self.entry.row.at(self.j)

    @property
    def label(self) -> str:
        """The label of its row, as reasons quote it."""
        return self.said.label[:60]

    @property
    def head(self) -> str:
        """The words of its column, as reasons quote them."""
        return self.column.text[:60]

    @property
    def level(self) -> bool:
        """Whether its column compares nothing, and is no share of a total."""
        return self.column.level

    @property
    def levels(self) -> list[Token]:
        """The numbers of its row that are no comparisons."""
        levels = {k for k, column in enumerate(self.at.columns) if column.level}
        return [t for k, placed in self.entry.cells.items() if k in levels for _, t in placed]


def known(entry: Logical, j: int, column: Column, item: Item, said: Meant, at: Setting) -> KnownCell:
    """The cell `j` of a row, with what its column, its row and the setting say of it."""
    named, source = _period(column, said, at)
    period, meaning = named, item.meaning
    if said.place:
        before = said.place == "beginning" and period.start
        period = Period("", calendar.day_before(period.start) if before else period.end, "day")
    if meaning.interim_at_end:
        period = record_date(f"{said.label} {column.text}", period)
    scale, its_scale = _scale(entry, column, meaning, at)
    because = {**column.because, **said.because, **its_scale}
    because.pop("period", None)
    if source is not None:
        because["period"] = source
    if "scenario" in at.because:
        because.setdefault("scenario", at.because["scenario"])
    return KnownCell(entry, j, entry.cells[j], column, item, meaning, said, named, period, scale, at, because)


def _scale(entry: Logical, column: Column, meaning: Concept, at: Setting) -> tuple[int | str | None, Because]:
    """The power of ten of a cell, and what says it or its unit where the head does not."""
    if meaning.unit == "count" and at.scale != "%":
        return at.counts, {"scale": at.because["counts"]} if at.counts and "counts" in at.because else NOTHING
    because = {"scale": at.because["scale"]} if "scale" in at.because else NOTHING
    scale: int | str | None = at.scale
    if at.row_scale is not None:
        scale, because = at.row_scale, {"scale": Source("row", entry.row.line.number)}
    elif column.scale is not None:
        scale, because = column.scale, {}
    if at.foreign and at.row_scale is None:
        because = {**because, "unit": at.reading.caption_from}
    return (scale if meaning.unit == "JPY" or scale == "%" else None), because


def _period(column: Column, said: Meant, at: Setting) -> tuple[Period, Source | None]:
    """The period of a cell from its column and its row's own, else the one in force above the table; and what says
    it, None for the row itself."""
    own = said.own
    head = column.because.get("period")
    period = column.period
    row = Source("row above", at.opened_line) if own is not None and own is at.opened else None
    if own is None or own.kind == "full_year":
        return (period, head) if period is not None else (at.period, at.because.get("period"))
    if (part := _part(own, period or _year_above(said, at))) is not None:
        return part, head or row
    if (part := _part_in_row(column, own)) is not None:
        return part, head
    if period is None:
        return own, row
    if period.kind == "bare_quarter":
        return _placed(period, own), head
    return (period, head) if column.own or _is_of_dated(column, at) else (own, row)


def _placed(quarter: Period, year: Period) -> Period:
    """A quarter that names no year in that of its row, or the day on which it ends."""
    placed = calendar.quarter(calendar.fiscal_year(year.end), calendar.quarter_number(quarter.end))
    return Period("", placed.end, "day") if quarter.at_end else placed


def _is_of_dated(column: Column, at: Setting) -> bool:
    """Whether a column compares columns that each name a time: a note above the row, or in its label, does not."""
    kinds = {c.period.kind for c in at.columns[1:] if c.own and c.level and c.period is not None}
    return not column.level and bool(kinds) and "bare_quarter" not in kinds


def _part_in_row(column: Column, year: Period) -> Period | None:
    """'1H' or '9 months' over a row of 'FY2014': the part of that year."""
    bare = column.period is not None and is_part_of_year(UNITS.sub(" ", column.text).strip(" ()"))
    return _part(column.period, year) if bare and column.period is not None else None


def _year_above(said: Meant, at: Setting) -> Period | None:
    """The time that a heading above the table names, for a row of nothing but a part of a year ('First half')."""
    return at.period if said.bare and at.because.get("period") != FILING_PERIOD else None


def _part(own: Period, year: Period | None) -> Period | None:
    """A part of a fiscal year that a row's label names: '1H' or '9 months' (the first nine) below 'FY2015'."""
    whole = calendar.year_of(year.end) if year is not None else None
    if year is None or whole is None or (year.start, year.end) != (whole.start, whole.end):
        return None
    if not own.start or own.kind not in _PARTS:
        return None
    if own.kind == "months":
        return calendar.of_year(calendar.fiscal_year(year.end), 0, own.months)
    return own.in_year_of(year)
