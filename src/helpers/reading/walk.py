"""One filing from lines to facts: the readers in order, each block with what it inherits."""

from __future__ import annotations

import re

from helpers.filing.bullets import bullet_rank
from helpers.filing.layout import SECTION, Block, Row, blocks
from helpers.filing.raw import Filing
from helpers.language.calendar import quarter_of
from helpers.reading import stated
from helpers.reading.charts import loose
from helpers.reading.context import DEEPEST
from helpers.reading.facts import Reading
from helpers.reading.footnotes import notes_by_beginning
from helpers.reading.headings import frame_of
from helpers.reading.sentences import repeats
from helpers.reading.standpoint import Standpoint
from helpers.reading.table_in_place import TablesInPlace
from helpers.reading.tables import detached
from helpers.reading.text import Text, is_sentence

_NOTE = re.compile(r"\s*\*(?!\d)")


def read(filing: Filing) -> tuple[list[Row], Reading]:
    """All rows of the filing with their tokens, and what the readers made of them."""
    today = filing.period.end
    found = blocks(filing.sentences, today, filing.period)
    rows = [row for block in found for row in block.rows]
    reading = Reading(today, filing.period, quarter_of(today), filing.announced_on)
    reading.revises = filing.kind == "notice"
    reading.stated_periods = stated.periods(rows)
    reading.note_lines = [(r.line.number, r.line.text) for r in rows if "*" in r.line.text and _NOTE.match(r.line.text)]
    reading.notes = notes_by_beginning(r.line.text for r in rows)
    _Walk(filing, found, reading).run()
    return rows, reading


class _Walk:
    """One walk through the blocks, with the headings in force."""

    def __init__(self, filing: Filing, found: list[Block], reading: Reading) -> None:
        self.filing, self.blocks, self.reading = filing, found, reading
        self.here = Standpoint(filing, found, reading)
        self.context = self.here.context
        self.text, self.tables = Text(self.here), TablesInPlace(self.here)

    def run(self) -> None:
        """Read every block; the charts last, as what proves them may stand anywhere in the filing."""
        i = 0
        while i < len(self.blocks):
            block = self.blocks[i]
            taken = detached.read(self.blocks, i, self.tables.levels, self.reading, self.here.captions)
            if not taken:
                self._block(block, i)
            i += taken or 1
        sections = {row.line.number: block.section for block in self.blocks for row in block.rows}
        repeats.take_back_lines(sections, self.reading)
        loose.settle(self.here.loose, self.here.rows, self.reading)

    def _block(self, block: Block, i: int) -> None:
        if block.kind == "text" and not block.rows[0].numbers:
            self.text.read(block, i)
            return
        before = len(self.reading.facts)
        rank = bullet_rank(block.rows[0].line.text, self.here.ranks)[0] if block.kind == "text" else 0
        self.reading.spoken = self._spoken(block.rows[0], rank or DEEPEST)
        self._read(block, i)
        if len(self.reading.facts) == before:
            return
        other = next((f for f in self.context.frames if f.other and not f.numbered and f.line < block.first), None)
        above = f"heading '{other.label[:60]}'" if other is not None else self._captioned(block)
        if above:
            self.reading.take_back(self.reading.facts[before:], f"below the {above}: no figure of the group")

    def _captioned(self, block: Block) -> str:
        """The caption of a table that says that it is of somebody, or of something, else."""
        said = self.here.captions.captioned(block).whose if block.kind == "table" else ""
        return f"caption '{said[:60]}'" if said else ""

    def _spoken(self, row: Row, rank: int) -> str:
        """The heading above `rank` that speaks of another time than the filing's own, to which what has no time of its
        own may belong: a sentence ('Operating income was ...') to none to come."""
        heading = self.context.spoken(rank)
        if heading is None or heading.months == self.filing.period.months:
            return ""
        return "" if heading.ahead is not None and is_sentence(row.line.text) else heading.label[:60]

    def _read(self, block: Block, i: int) -> None:
        if block.kind == "section":
            self._section(block.rows[0])
        elif block.kind == "table":
            self.tables.read(block, i)
        else:
            self.text.read(block, i)

    def _section(self, row: Row) -> None:
        m = SECTION.match(row.line.text)
        self.context.frames.clear()
        frame = frame_of(m["title"] if m else row.line.text, row.tokens, -1)
        frame.line = row.line.number
        self.context.push(frame)
        self.here.labels, self.here.quarter_of, self.here.untold = [], "", row.line.number
