"""Where a table stands, and what is known of all of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from helpers.filing.layout import Cell, Row
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.language.scope import Scope
from helpers.reading.because import FILING_PERIOD, NOTHING, Because
from helpers.reading.captions import RatioLine
from helpers.reading.facts import Reading
from helpers.reading.tables.head_words import Column
from helpers.reading.tables.owners import Owner
from helpers.reading.tables.row_words import Meant
from helpers.reading.tables.rows import Placed


class Sentence(Protocol):
    """Reads a text cell, below an item, and of a time, that are in force there."""

    def __call__(self, row: Row, cell: Cell, opened: Item | None, period: Period | None = None) -> None: ...


class Setting(NamedTuple):
    """Where a table stands. `period` is the one in force above it; `scale` the captioned power of ten (None: none
    captioned, '%': percent); `item` names the rows of a table without row labels; `sentence` reads a text cell."""

    reading: Reading
    scope: Scope
    period: Period
    scale: int | str | None
    item: Item | None
    item_label: str
    sentence: Sentence
    dated: list[tuple[Period, str]]  # the rows' own periods so far, with their scenario
    target: bool = False
    counts: int = 0  # the captioned power of ten of counts
    units: int = 0  # the column that says the unit of each row; 0 where none does
    counted: str = ""  # the kind of items that a row's label says this of
    above: tuple[Column, ...] = ()  # the columns of the table right above
    revised: bool = False  # a row is labelled as revised: what another calls previous is superseded
    opened: Period | None = None  # the period that a row above names for all rows below it
    because: Because = NOTHING  # what says the period, the item and the target that stand above the table
    opened_line: int = 0  # where `opened` stands
    foreign: bool = False  # its amounts are of another currency than yen
    excepting: bool = False  # the caption of its unit makes exceptions
    row_scale: int | str | None = None  # the power of ten that a row's own label says
    ratios: RatioLine | None = None  # what a caption says of rows of percentages without a label
    results: bool = False  # a column of it is of results, by its head
    below: tuple[Period, ...] = ()  # the times that the line right below the table names
    ended: Period | None = None  # the time that columns of bare years are of, each in its year
    title: str = ""  # the words of the heading above it
    counting: bool = False  # that heading counts what is below it, and stands below the caption of the unit
    columns: tuple[Column, ...] = ()
    concepts: bool = False  # they name line items, and no periods
    of_revenue: bool = False  # one of them is headed '% of revenues'
    owners: Mapping[int, Owner] = MappingProxyType({})  # by line, the business of a row that names a metric alone
    signed: frozenset[int] = frozenset()  # its columns of levels in which an amount has a plus before it
    paid: frozenset[int] = frozenset()  # the columns in which a number has a currency
    cut: frozenset[int] = frozenset()  # the lines of its rows that lost a cell
    composed: bool = False  # its columns of nothing but percentages are parts of a whole, which one of them is

    @property
    def year(self) -> Period | None:
        """The fiscal year that a heading above the table names; None where none does."""
        told = self.because.get("period") != FILING_PERIOD and self.period.kind == "fy" and self.period.start
        return self.period if told else None

    @property
    def in_millions(self) -> bool:
        """Whether a caption says that the amounts are in thousands, millions or the like."""
        return isinstance(self.scale, int) and self.scale > 0

    @property
    def of_money(self) -> bool:
        """Whether its amounts are money, and no nearer heading is of a number of things."""
        return self.in_millions and not (self.counts or self.counting)

    def leave(self, placed: Iterable[Placed], why: str) -> None:
        """Leave numbers of the table unread."""
        for row, token in placed:
            self.reading.leave(row, [token], why)

    def note_date(self, said: Meant, aimed: str) -> None:
        """Keep the period of a row below heads that are line items, for a row that compares it with another."""
        if said.own is not None or said.item is None:
            self.dated.append((said.own or self.period, aimed or "actual"))
