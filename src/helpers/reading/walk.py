"""One filing from lines to facts: the readers in order, each block with what it inherits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from helpers.filing.bullets import bullet_rank, ranks
from helpers.filing.layout import SECTION, Block, Cell, Row, blocks
from helpers.filing.raw import Filing
from helpers.language.amounts import Token
from helpers.language.calendar import Period, quarter_of
from helpers.language.concepts import load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item, combine
from helpers.language.labels import strip_label
from helpers.language.phrases import mentions, without
from helpers.language.scales import captions
from helpers.language.spans import is_part_of_year
from helpers.reading import lists, stated
from helpers.reading.because import FILING_PERIOD, Source
from helpers.reading.captions import Captioned, Captions
from helpers.reading.charts import loose
from helpers.reading.context import BULLET, DEEPEST, Context, Frame
from helpers.reading.facts import ReadFact, Reading, notes_by_beginning
from helpers.reading.headings import ended_times, frame_of, is_aside, is_caption, is_statement
from helpers.reading.sentences import read as sentences
from helpers.reading.sentences import repeats
from helpers.reading.tables import detached, stacked
from helpers.reading.tables import read as tables
from helpers.reading.tables.head_words import Column

_DEFINITION = re.compile(r"\b(?:YoY|QoQ)\s?[=:]\s?\w|^\[\], YoY")
_MARK_ALONE = re.compile(r"\s*(?P<mark>\*\d{1,2})[.)]?\s*")
_NOTE = re.compile(r"\s*\*(?!\d)")
_STAR_NOTE = re.compile(r"(?:^|[,\s])\*{1,3}\s?(?P<note>[A-Z][A-Za-z][^*\d.:]{6,70})$")
_AMOUNT_BULLET = re.compile(r"(?:up|down|JPY|approx\.|over|\d)", re.IGNORECASE)
_LONGEST_HEADING, _LEAST_OF_A_SENTENCE = 130, 5  # characters; words
_NEAR_CAPTION = 2  # lines from a caption to its table
_LONGEST_OPENING = 40  # characters of a label with its colon


def read(filing: Filing) -> tuple[list[Row], Reading]:
    """All rows of the filing with their tokens, and what the readers made of them."""
    today = filing.period.end
    found = blocks(filing.sentences, today, filing.period)
    rows = [row for block in found for row in block.rows]
    reading = Reading(today, filing.period, quarter_of(today), filing.announced_on)
    reading.revises = filing.kind == "notice"
    reading.stated_periods = stated.periods(rows)
    reading.note_lines = [(r.line.number, r.line.text) for r in rows if "*" in r.line.text and _NOTE.match(r.line.text)]
    starred = (m["note"].strip() for r in rows if "*" in r.line.text for m in _STAR_NOTE.finditer(r.line.text))
    reading.notes = notes_by_beginning(starred)
    _Pass(filing, found, reading).run()
    return rows, reading


class _Pass:
    """One walk through the blocks, with the headings in force."""

    def __init__(self, filing: Filing, found: list[Block], reading: Reading) -> None:
        self.filing = filing
        self.blocks = found
        self.reading = reading
        self.context = Context()
        self.ranks = ranks(filing.lines)
        self.captions = Captions(found)
        self.labels: stacked.Labels = []  # headings that name items, one below the other
        self.stacked: dict[int, stacked.Labels] = {}  # what the numbers of bare lines below them are of
        self.levels_of_table: list[ReadFact] = []  # of the last table with rows of its own
        self.loose: list[loose.LooseLine] = []
        self.rows = {row.line.number: row for block in found for row in block.rows}
        self.table: tuple[int, tuple[Column, ...]] = (-2, ())  # the last table's block and columns
        self.numbered = 0  # the last line of text with numbers
        self.spoken_of = ""  # the part of the filing's own time that the last paragraph with a date began with
        self.quarter_of = ""  # the same, that the last line of the slide with a number of its own time told
        self.untold = 1  # the first line of the slide, as long as none has told a time that ends with the filing's own
        self.ended: tuple[Period | None, int] = (None, 0)  # what the columns of years are, and the line that tells
        self.noted: Frame | None = None  # what the note below a mark of its own line is about

    def run(self) -> None:
        """Read every block; the charts last, as what proves them may stand anywhere in the filing."""
        i = 0
        while i < len(self.blocks):
            block = self.blocks[i]
            taken = detached.read(self.blocks, i, self.levels_of_table, self.reading, self.captions)
            if not taken:
                self._block(block, i)
            i += taken or 1
        sections = {row.line.number: block.section for block in self.blocks for row in block.rows}
        repeats.take_back_lines(sections, self.reading)
        loose.settle(self.loose, self.rows, self.reading)

    def _block(self, block: Block, i: int) -> None:
        if block.kind == "text" and not block.rows[0].numbers:
            self._text(block, i)
            return
        before = len(self.reading.facts)
        rank = bullet_rank(block.rows[0].line.text, self.ranks)[0] if block.kind == "text" else 0
        spoken = self.context.spoken(rank or DEEPEST)
        other_length = spoken is not None and spoken.months != self.filing.period.months
        self.reading.spoken = spoken.label[:60] if spoken is not None and other_length else ""
        self._read(block, i)
        if len(self.reading.facts) == before:
            return
        other = next((f for f in self.context.frames if f.other and not f.numbered and f.line < block.first), None)
        if other is not None:
            self.reading.take_back(
                self.reading.facts[before:], f"below the heading '{other.label[:60]}': no figure of the group"
            )

    def _read(self, block: Block, i: int) -> None:
        if block.kind == "section":
            self._section(block.rows[0])
        elif block.kind == "table":
            self._table(block, i)
        else:
            self._text(block, i)

    def _section(self, row: Row) -> None:
        m = SECTION.match(row.line.text)
        self.context.frames.clear()
        frame = frame_of(m["title"] if m else row.line.text, list(row.tokens), -1)
        frame.line = row.line.number
        self.context.push(frame)
        self.labels, self.quarter_of, self.untold = [], "", row.line.number

    def _caption(self, block: Block) -> Captioned:
        """Put the caption of a block's unit in force, and return it."""
        found = self.captions.captioned(block)
        self.reading.caption_from = found.source
        self.reading.caption_scale = found.scale if isinstance(found.scale, int) else 0
        return found

    # ---- text -------------------------------------------------------------------------------------------------------

    def _text(self, block: Block, i: int) -> None:
        row = block.rows[0]
        rank, offset = bullet_rank(row.line.text, self.ranks)
        self.context.go_on(row.line, rank)
        if "*" in row.line.text and (mark := _MARK_ALONE.fullmatch(row.line.text)):
            self.noted = self._marked(mark["mark"])
            return
        if self.noted is not None:
            self.context.push(self.noted)
        if row.numbers:
            self._numbers(block, i, rank, offset)
        elif ("YoY" in row.line.text or "QoQ" in row.line.text) and _DEFINITION.search(row.line.text):
            self._define(row)
        else:
            self._heading(row, rank, row.line.text[offset:])
        self.reading.previous = row.line.text
        if self.noted is not None:
            self.context.pop_to(self.noted.rank)
            self.noted = None

    def _marked(self, mark: str) -> Frame | None:
        """What a note below its mark ('*1') is about: the line item and period of the last row that bears the mark."""
        for fact in reversed(self.reading.facts):
            row = self.rows.get(fact.line)
            if row is not None and mark in row.line.text[fact.token.end : fact.token.end + len(mark) + 1]:
                item, period = Item(fact.concept), Period(fact.period_start, fact.period_end, "range")
                return Frame(DEEPEST - 1, item=item, period=period, target=fact.scenario == "target", line=fact.line)
        return None

    def _define(self, row: Row) -> None:
        """'YoY = 9M17 compared to 9M16': the page is about the first, where its heading names no period, or
        fewer months that end with it ('3Q17')."""
        named = next((t.period for t in row.tokens if t.kind == "period"), None)
        page = self.context.frames[0] if self.context.frames else None
        if page is None or named is None:
            return
        if page.period is None or (page.period.end == named.end and page.period.months < named.months):
            page.period = named

    def _numbers(self, block: Block, i: int, rank: int, offset: int) -> None:
        row, context = block.rows[0], self.context
        text = row.line.text
        self._caption(block)
        below = text[:1] == " " and row.line.number == self.numbered + 1 and ":" in text[:_LONGEST_OPENING]
        continues = rank == 0 and (text.lstrip()[:1] in "([" or below)
        self.numbered = row.line.last
        if not continues:
            context.leave_line()
        rank = self._enter_bullet(rank, text, offset)
        goes_on = continues and bool(context.frames) and context.frames[-1].rank == DEEPEST
        if loose.is_loose(row, continues=goes_on):
            unit = self.captions.of_chart(block)
            self.loose.append(loose.LooseLine(block.section, row, Context(list(context.frames)), unit))
            return
        labels = self._labelled(row, i)
        if labels == []:
            self.reading.leave(row, row.numbers, "amounts below labels, and not one amount for each label")
            return
        before = len(self.reading.facts)
        self.reading.opened = self.spoken_of if _is_prose(text) else self.quarter_of
        sentences.read(row, 0, len(text), context, self.reading, labels=labels)
        self._note_time(row, before)
        if row.cells:
            self.reading.take_back_contradictions(before)
        self._hand_down(row, rank, before, leads=not rank and self._is_above_list(i))

    def _note_time(self, row: Row, before: int) -> None:
        """Keep the time that a paragraph begins with, where it is a part of the filing's own that ends with it."""
        self.reading.opened, filed = "", self.filing.period
        if len(self.reading.facts) == before or not _is_prose(row.line.text):
            return
        first = next((f for f in self.reading.facts[before:] if f.measure == "level" and f.period_start), None)
        dated = any(t.period is not None and t.period.end == filed.end for t in row.tokens if t.kind == "period")
        if first is None or not dated or first.period_end != filed.end:
            return
        days = f"{first.period_start} to {first.period_end}"
        self.spoken_of = days if first.period_start > filed.start else ""

    def _labelled(self, row: Row, i: int) -> stacked.Labels | None:
        """The items of a line of bare amounts below labels, one a number; None for any other line."""
        if len(self.labels) > 1 and stacked.begins(row.line.text, row.numbers[0].end):
            found = stacked.amounts(self.blocks[i : i + 2 * len(self.labels)], self.labels)
            self.stacked = found or {row.line.number: []}
        self.labels = []
        return self.stacked.get(row.line.number)

    def _enter_bullet(self, rank: int, text: str, offset: int) -> int:
        """Leave the bullets that this one ends; returns its rank, which is deeper for an amount below a label."""
        above = self.context.frames[-1] if self.context.frames else None
        if not rank or above is None:
            return rank
        leads = above.rank == rank and not above.numbered
        if leads and above.label.rstrip().endswith(":") and _AMOUNT_BULLET.match(text[offset:]):
            return rank + 1
        self.context.pop_to(rank)
        if leads and above.subject and "subscription" in text.lower():
            self.context.push(Frame(rank, subject=above.subject, line=above.line))
        return rank

    def _is_above_list(self, i: int) -> bool:
        """Whether the next line, but for captions, is a bullet."""
        near = (b.rows[0].line.text for b in self.blocks[i + 1 : i + 3])
        below = next((text for text in near if not is_caption(text)), "")
        return bullet_rank(below, self.ranks)[0] >= BULLET

    def _tell_list(self, row: Row, rank: int, frame: Frame, *, leads: bool) -> None:
        """Tell the lines beside one the time that it prints (see `lists`); a paragraph tells none, nor is it told."""
        period = lists.told(row, self.filing.period) if not _is_prose(row.line.text) else None
        if period is None:
            return
        shorter = period if period.start > self.filing.period.start else None
        one = not (rank or leads) or lists.tell(self.context, shorter, frame, leads=leads)
        days = f"{shorter.start} to {shorter.end}" if shorter else ""
        if days and self.untold:
            self.reading.take_back_undated(self.untold, days, lambda line: _is_prose(self.rows[line].line.text))
        self.quarter_of, self.untold = days if one else days or self.quarter_of, 0

    def _hand_down(self, row: Row, rank: int, before: int, *, leads: bool) -> None:
        """What a line with numbers names is in force for the lines below it; `before`: facts read before it."""
        text = row.line.text
        end = row.numbers[0].start
        found = self._in_year([t for t in row.tokens if t.end <= end], rank or DEEPEST)
        frame = frame_of(text[:end] if rank else text, found, rank or DEEPEST)
        if frame.period is None and rank == 0:
            frame.period = self.context.period
        frame.numbered = not text.rstrip().endswith(":")  # else it leads to what stands below it
        frame.line = row.line.number
        mine = self.reading.facts[before:]
        self._tell_list(row, rank, frame, leads=leads)
        if mine and not (frame.item or frame.metric or frame.subject):
            frame.item = Item(mine[0].concept)
        self.context.push(frame)

    def _heading(self, row: Row, rank: int, text: str) -> None:
        if not text.strip() or is_caption(text):
            return
        if rank == 0:
            if len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
                return
            named = stacked.labels_of(text, self.reading.notes)
            self.labels = self.labels + named if named else []
            if is_aside(row, text):
                return
            if text.rstrip().endswith(":"):
                rank = 1
                self.context.pop_to(1)
        elif is_statement(text):  # 'We revised our targets due to weaker recurring revenues.'
            self.context.pop_to(rank)
            return
        frame = self._undated(frame_of(text, self._in_year(row.tokens, rank), rank, self.context.group))
        if times := ended_times(text, row.tokens):
            self.ended = times, row.line.number
        long = rank == 0 and len(text.split()) >= _LEAST_OF_A_SENTENCE and not text.isupper()
        if long and not frame.says_anything():
            return
        frame.line = row.line.number
        self.spoken_of = ""
        self._enter_heading(frame, row)

    def _in_year(self, found: Sequence[Token], rank: int) -> list[Token]:
        """Bare parts of a year, such as '1H', in the year that a heading above `rank` names."""
        return [self.context.in_its_year(t, self.reading.year, rank) for t in found]

    def _undated(self, frame: Frame) -> Frame:
        """A heading without its day, where that is only the filing's own ('Tokyo, May 15, 2017'): no balance's."""
        day = frame.period is not None and (frame.period.kind, frame.period.end) == ("day", self.filing.announced_on)
        if day and not (frame.item or frame.metric or frame.subject or "as of" in frame.label.lower()):
            frame.period = None
        return frame

    def _enter_heading(self, frame: Frame, row: Row) -> None:
        """Put a heading in force, with what it goes on from the label above it."""
        if frame.period is not None and frame.period.end > self.reading.today and not self._aims(frame):
            frame.ahead, frame.period = frame.period, None
        if frame.scenarios and frame.period is None:
            frame.period = self.context.period
        above = next((f for f in reversed(self.context.frames) if f.rank <= frame.rank), None)
        frame.is_label = frame.rank == 0 and bool(self.labels)
        frame.strange = _is_strange(frame, above)
        if above is not None and self.labels and self._goes_on(above, frame):
            frame.period, frame.target = frame.period or above.period, frame.target or above.target
        self.context.push(frame)

    def _aims(self, frame: Frame) -> bool:
        """Whether a heading speaks of targets, or is nothing but a time below one that does."""
        above = any(f.target for f in self.context.frames if f.rank < frame.rank)
        return frame.target or (above and is_part_of_year(frame.label))

    def _goes_on(self, above: Frame, frame: Frame) -> bool:
        """Whether a label stands right below another of the same rank."""
        return above.rank == frame.rank and (above.is_label or above.label == self.reading.previous.strip())

    # ---- tables -----------------------------------------------------------------------------------------------------

    def _table(self, block: Block, i: int) -> None:
        self.context.leave_line()
        self.context.leave_lists()
        item, label = self._table_item(i)
        below = {row.line.number: after for row, after in itertools.pairwise(block.rows)}

        def sentence(row: Row, cell: Cell, opened: Item | None, period: Period | None = None) -> None:
            if opened is not None:
                self.context.push(Frame(DEEPEST, item=opened, period=period, line=row.line.number))
            row_below = below.get(row.line.number)
            column = row.cells.index(cell)
            goes_on = row_below.cells[column].text if row_below and column < len(row_below.cells) else ""
            sentences.read(row, cell.start, cell.end, self.context, self.reading, reader="table", goes_on=goes_on)
            self.context.pop_to(DEEPEST)

        scale, source, foreign, excepting = self._caption(block)
        period = self.context.ahead or self.context.period or self.filing.period
        because = self._because_of_table(item)
        scope, target = self.context.scope(), self.context.target
        before = len(self.reading.facts)
        counts, because["counts"] = self.captions.counts(block)
        ended, line = self.ended
        at = tables.Setting(
            *(self.reading, scope, period, scale, item, label, sentence, [], target, counts),
            above=self.table[1] if self._goes_on_from_table(i) else (),
            because=because,
            foreign=foreign,
            excepting=excepting,
            ratios=self.captions.ratios(block),
            below=self._dates_below(i),
            title=self.context.title(),
            counting=self._is_counting(source),
            ended=ended if block.first - line <= _NEAR_CAPTION + 1 else None,
        )
        self.table = i, tuple(tables.read(block, at))
        if any(c.period == self.filing.period for c in self.table[1]):
            self.quarter_of, self.untold = "", 0
        self.reading.take_back_contradictions(before)
        loose.leave_table(block.rows, self.context, self.reading)
        if len(self.reading.facts) == before:
            self._loose_rows(block)
        levels = [f for f in self.reading.facts[before:] if f.measure == "level" and f.reader == "table"]
        self.levels_of_table = levels or self.levels_of_table
        self.labels = []
        self._leave_caption(block)

    def _goes_on_from_table(self, i: int) -> bool:
        """Whether nothing but headings of a statement's parts ('LIABILITIES AND EQUITY', 'CURRENT LIABILITIES:') stands
        between a table and the one above it."""
        between = (b.rows[0] for b in self.blocks[self.table[0] + 1 : i])
        return all(not r.tokens and (r.line.text.isupper() or r.line.text.rstrip().endswith(":")) for r in between)

    def _is_counting(self, caption: Source) -> bool:
        """Whether the heading in force counts what is below it, and stands nearer to it than the caption of a unit."""
        above = self.context.frames[-1] if self.context.frames else None
        if above is None or above.line <= caption.line or "number of " not in above.label.lower():
            return False
        items = (combine(m.name, "total") for m in mentions(above.label) if m.kind == "metric")
        return all(item is None or item.meaning.unit != "JPY" for item in items)

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
            self.loose += [loose.LooseLine(block.section, row, context, unit) for row in rows]

    def _leave_caption(self, block: Block) -> None:
        """A heading right above a table that names its unit is the table's alone: what stands below is not about it."""
        above = self.context.frames[-1] if self.context.frames else None
        near = above is not None and above.rank == 0 and block.first - above.line <= _NEAR_CAPTION
        if near and above is not None and captions(above.label):
            self.context.frames.pop()

    def _table_item(self, i: int) -> tuple[Item | None, str]:
        """What a table without row labels is about: the heading above it, or the label below it."""
        item, label = self.context.item()
        innermost = self.context.frames[-1] if self.context.frames else None
        if item is None and innermost is not None and self.context.metric and (innermost.metric or innermost.subject):
            item = combine(self.context.metric, self.context.subject or "total")
            label = label or innermost.label
        of_section = innermost is not None and innermost.rank < 0 and not _is_labelled(self.blocks[i])
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


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence, however many of its words begin large."""
    return text.rstrip(' "').endswith(".") and len(text.split()) >= _LEAST_OF_A_SENTENCE


def _is_strange(frame: Frame, above: Frame | None) -> bool:
    """Whether a heading with a mark names nothing known, and one of its rank above it did: 'Managed Solutions' after
    'Outsourcing services'."""
    if above is None or not above.rank == frame.rank > 0 or frame.says_anything():
        return False
    return above.strange or bool(above.item or above.metric or above.subject)
