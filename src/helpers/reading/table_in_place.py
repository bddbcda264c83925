"""A table in its place: what it takes from the headings, captions and lines around it, and what it leaves them."""

from __future__ import annotations

import itertools
import re

from helpers.filing.layout import Block, Cell, Row
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item, combine
from helpers.language.labels import strip_label
from helpers.language.marks import FOOTER
from helpers.language.phrases import mentions, without
from helpers.language.scales import captions
from helpers.reading.because import FILING_PERIOD, Source
from helpers.reading.charts import loose
from helpers.reading.context import DEEPEST, Context, Frame
from helpers.reading.facts import ReadFact
from helpers.reading.sentences import read as sentences
from helpers.reading.standpoint import Standpoint
from helpers.reading.tables import read as tables
from helpers.reading.tables.head_words import Column
from helpers.reading.tables.setting import Setting

_NEAR_CAPTION = 2  # lines from a caption to its table
_PAGE = re.compile(r"\W*\d{1,3}(?:\s?/\s?\d{1,3})?\W*")  # its number, and of how many


class TablesInPlace:
    """The tables of a filing, one after the other."""

    def __init__(self, here: Standpoint) -> None:
        self.here = here
        self.filing, self.blocks, self.reading = here.filing, here.blocks, here.reading
        self.context, self.captions = here.context, here.captions
        self.levels: list[ReadFact] = []  # of the last table with rows of its own
        self.table: tuple[int, tuple[Column, ...]] = (-2, ())  # the last table's block and columns

    def read(self, block: Block, i: int) -> None:
        """Read block `i`, a table."""
        self.context.leave_line()
        self.context.frames = [f for f in self.context.frames if not f.of_list]
        item, label = self._table_item(i)
        below = {row.line.number: after for row, after in itertools.pairwise(block.rows)}

        def sentence(row: Row, cell: Cell, opened: Item | None, period: Period | None = None) -> None:
            if opened is not None:
                self.context.push(Frame(DEEPEST, item=opened, period=period, line=row.line.number))
            row_below = below.get(row.line.number)
            goes_on = row_below.at(row.cells.index(cell)).text if row_below else ""
            sentences.read(row, cell.start, cell.end, self.context, self.reading, reader="table", goes_on=goes_on)
            self.context.pop_to(DEEPEST)

        caption = self.here.caption(block)
        period = self.context.ahead or self.context.period or self.filing.period
        because = self._because_of_table(item)
        scope, target = self.context.scope(), self.context.target
        before = len(self.reading.facts)
        counts, because["counts"] = self.captions.counts(block)
        ended, line = self.here.ended
        at = Setting(
            *(self.reading, scope, period, caption.scale, item, label, sentence, [], target, counts),
            above=self.table[1] if self._goes_on_from_table(i) else (),
            because=because,
            foreign=caption.foreign,
            excepting=caption.excepting,
            ratios=self.captions.ratios(block),
            below=self._dates_below(i),
            title=self.context.title(),
            counting=self._is_counting(caption.source),
            ended=ended if block.first - line <= _NEAR_CAPTION + 1 else None,
        )
        self.table = i, tuple(tables.read(block, at))
        if any(c.period == self.filing.period for c in self.table[1]):
            self.here.quarter_of, self.here.untold = "", 0
        self.reading.take_back_contradictions(before)
        loose.leave_table(block.rows, self.context, self.reading)
        if len(self.reading.facts) == before:
            self._loose_rows(block)
        levels = [f for f in self.reading.facts[before:] if f.measure == "level" and f.reader == "table"]
        self.levels = levels or self.levels
        self.here.labels = []
        self._leave_caption(block)

    def _goes_on_from_table(self, i: int) -> bool:
        """Whether nothing but headings of a statement's parts ('LIABILITIES AND EQUITY', 'CURRENT LIABILITIES:'), notes
        and the foot of a page stands between a table and the one above it."""
        return all(_parts_no_table(b.rows[0]) for b in self.blocks[self.table[0] + 1 : i])

    def _is_counting(self, caption: Source) -> bool:
        """Whether the heading in force counts what is below it, and stands nearer to it than the caption of a unit."""
        above = self.context.innermost
        if above.line <= caption.line:
            return False
        items = [combine(m.name, "total") for m in mentions(above.label) if m.kind == "metric"]
        told = "number of " in above.label.lower() or any(items)
        return told and all(item is None or item.meaning.unit != "JPY" for item in items)

    def _because_of_table(self, item: Item | None) -> dict[str, Source]:
        """Where what a table does not print itself comes from."""
        said = {"period": self.context.source("period", "ahead") or FILING_PERIOD}
        above = self.context.source("item", "metric", "subject") if item is not None else None
        of_others = ("item", above), ("scenario", self.context.source("target"))
        return said | {part: source for part, source in of_others if source}

    def _loose_rows(self, block: Block) -> None:
        """Keep the rows of a table without heads and words that nothing was read of: a chart, which other lines may
        prove."""
        rows = [row for row in block.rows if row.numbers]
        if block.rows[0].numbers and all(loose.is_loose(row, continues=False) for row in rows):
            context, unit = Context(list(self.context.frames)), self.captions.of_chart(block)
            self.here.loose += [loose.LooseLine(block.section, row, context, unit) for row in rows]

    def _leave_caption(self, block: Block) -> None:
        """A heading right above a table that names its unit is the table's alone: what stands below is not about it."""
        above = self.context.innermost
        near = above.rank == 0 and block.first - above.line <= _NEAR_CAPTION
        if near and captions(above.label):
            self.context.frames.pop()

    def _table_item(self, i: int) -> tuple[Item | None, str]:
        """What a table without row labels is about: the heading above it, or the label below it."""
        item, label = self.context.item()
        innermost = self.context.innermost
        if item is None and self.context.metric and (innermost.metric or innermost.subject):
            item = combine(self.context.metric, self.context.subject or "total")
            label = label or innermost.label
        of_section = innermost.rank < 0 and not _is_labelled(self.blocks[i])
        if item is None or of_section or self._is_counted(item, i):
            return self._label_below(i) or (item, label)
        return item, label

    def _is_counted(self, item: Item, i: int) -> bool:
        """Whether an item is a number of things, and the table of a block has percentages in brackets."""
        counts = load().get(item.concept).unit == "count"
        return counts and any("%)" in c.text for r in self.blocks[i].rows for c in r.cells)

    def _dates_below(self, i: int) -> tuple[Period, ...]:
        """The times that a line right below a table names, and nothing else: those of its columns."""
        row = self.blocks[i + 1].rows[0] if i + 1 < len(self.blocks) else None
        if row is None or row.numbers:
            return ()
        alone = not any(map(str.isalnum, without(row.line.text, row.tokens)))
        return tuple(t.period for t in row.tokens if t.period is not None) if alone else ()

    def _label_below(self, i: int) -> tuple[Item, str] | None:
        """The line item that a line right below a table names."""
        near = list(itertools.takewhile(lambda b: b.kind != "section", self.blocks[i + 1 : i + 4]))
        for block, after in zip(near[:2], [*near[1:], None], strict=False):
            row = block.rows[0]
            heads = after is not None and after.kind == "text" and bool(after.rows[0].numbers)  # amounts of its own
            below = None if row.numbers or heads else resolve(strip_label(row.line.text), self.context.scope())
            if below is not None and below.known and below.concept in load().concepts:
                return below, row.line.text
        return None


def _is_labelled(block: Block) -> bool:
    """Whether most rows of a table with numbers begin with words: a line below it labels none of them."""
    rows = [r.cells[0] for r in block.rows if r.cells and any(c.kind == "number" for c in r.cells)]
    return sum(c.kind == "text" and any(map(str.isalpha, c.text)) for c in rows) * 2 > len(rows)


def _parts_no_table(row: Row) -> bool:
    """Whether a table goes on below a line between two of its rows: the name of a part, a note, the foot of a page."""
    text = row.line.text.strip()
    part = not row.tokens and (text.isupper() or text.endswith(":"))
    return part or text.startswith("*") or _PAGE.fullmatch(text) is not None or FOOTER.search(text) is not None
