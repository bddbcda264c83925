"""One filing from lines to facts: the readers in order, each block with what it inherits."""

from __future__ import annotations

import re

from helpers.amounts import Token
from helpers.concepts import fold, load
from helpers.filings import Filing
from helpers.items import Item, Scope, combine, mentions, resolve, strip_label
from helpers.layout import SECTION, Block, Cell, Row, blocks, bullet_rank, captions, plain_bullet
from helpers.periods import Period, quarter_of
from helpers.readers import charts, detached, sentences, tables
from helpers.readers.context import Context, Frame, frame_of
from helpers.readers.reading import Reading, starred

_DEFINITION = re.compile(r"\b(?:YoY|QoQ)\s?[=:]\s?\w|^\[\], YoY")
_DEEPEST = 9
_STAR_NOTE = re.compile(r"(?:^|[,\s])\*+\s?(?P<note>[A-Z][A-Za-z][^*\d.:]{6,70})$")
_BARE_CHANGE = re.compile(r"^(?:up|down) [\d,.]+", re.IGNORECASE)
_AMOUNT_BULLET = re.compile(r"^(?:up|down|JPY|approx\.|over|\d)", re.IGNORECASE)
_GROUPED = re.compile(r"\d,\d{3},\d{3}")


def read(filing: Filing) -> tuple[list[Row], Reading]:
    """All rows of the filing with their tokens, and what the readers made of them."""
    today = filing.period.end
    found = blocks(filing.lines, today)
    reading = Reading(today, filing.period, quarter_of(today))
    _Pass(filing, found, reading).run()
    return [row for block in found for row in block.rows], reading


class _Pass:
    """One walk through the blocks, with the headings in force."""

    def __init__(self, filing: Filing, found: list[Block], reading: Reading) -> None:
        self.filing = filing
        self.blocks = found
        self.reading = reading
        self.context = Context()
        self.plain = plain_bullet(filing.lines)
        self.labels: list[tuple[Item, str]] = []
        self.captions = [
            (b.first, b.section, scale) for b in found for r in b.rows for _, scale in captions(r.line.text)
        ]
        self.loose: list[tuple[int, Row, Context, int]] = []
        self.rows_of_table: list[tuple[Item, str]] = []
        reading.note_lines = [
            (r.line.number, r.line.text) for b in found for r in b.rows if re.match(r"\s*\*(?!\d)", r.line.text)
        ]
        reading.notes = [m["note"].strip() for b in found for r in b.rows for m in _STAR_NOTE.finditer(r.line.text)]

    def run(self) -> None:
        i = 0
        while i < len(self.blocks):
            block = self.blocks[i]
            taken = detached.read(self.blocks, i, self.rows_of_table, self.reading, self._scale(block))
            if taken:
                i += taken
                continue
            if block.kind == "section":
                self._section(block)
            elif block.kind == "table":
                self._table(block, i)
            else:
                self._text(block)
            i += 1
        self.reading.settle_implied()
        self._charts()

    def _charts(self) -> None:
        """Chart lines wait for the end: what proves them may stand anywhere in the filing."""
        alone = [(n, row) for n, row, _, _ in self.loose if not any(t.kind == "period" for t in row.tokens)]
        for n, row, context, scale in self.loose:
            if any(t.kind == "period" for t in row.tokens):
                nearby = [r for m, r in alone if abs(m - n) <= 1]
                charts.read(row, context, self.reading, nearby, scale)

    def _section(self, block: Block) -> None:
        row = block.rows[0]
        m = SECTION.match(row.line.text)
        self.context.frames.clear()
        title = m["title"] if m else row.line.text
        self.context.push(frame_of(title, list(row.tokens), -1))
        self.labels = []

    # ---- text ---------------------------------------------------------------------------------------------

    def _text(self, block: Block) -> None:
        row = block.rows[0]
        text = row.line.text
        numbers = [t for t in row.tokens if t.kind == "number"]
        rank, offset = bullet_rank(text, self.plain)
        self._numbers(block, row, numbers, rank, offset)
        self.reading.previous = text

    def _numbers(self, block: Block, row: Row, numbers: list[Token], rank: int, offset: int) -> None:
        text = row.line.text
        self.reading.caption_scale = self._number_scale(block)
        if not numbers:
            if not _DEFINITION.search(text):
                self._heading(row, rank, offset)
            return
        goes_on = rank == 0 and text.lstrip()[:1] in "(["
        if not goes_on and self.context.frames and self.context.frames[-1].rank == _DEEPEST:
            self.context.frames.pop()
        above = self.context.frames[-1] if self.context.frames else None
        if (
            rank
            and above is not None
            and above.rank == rank
            and above.label.rstrip().endswith(":")
            and _AMOUNT_BULLET.match(text[offset:])
        ):
            rank += 1
        sibling = above.subject if rank and above is not None and above.rank == rank else ""
        if rank:
            self.context.pop_to(rank)
            if sibling and above is not None and not above.numbered and "subscription" in text.lower():
                self.context.push(Frame(rank, subject=sibling))
        if _loose(row, goes_on=goes_on and bool(self.context.frames) and self.context.frames[-1].rank == _DEEPEST):
            self.loose.append((block.section, row, Context(list(self.context.frames)), self._number_scale(block)))
            return
        bare = not any(c.isalpha() for c in re.sub(r"JPY|million|billion|up|down|YoY|QoQ", "", text))
        sentences.read(
            row, 0, len(text), self.context, self.reading, labels=self.labels if bare and len(self.labels) > 1 else None
        )
        self.labels = []
        head = text[: numbers[0].start]
        frame = frame_of(head if rank else text, [t for t in row.tokens if t.end <= numbers[0].start], rank or _DEEPEST)
        if frame.period is None and rank == 0:
            frame.period = self.context.period
        mine = [f for f in self.reading.facts if f.line == row.line.number]
        frame.numbered = True
        if mine and not (frame.item or frame.metric or frame.subject):
            frame.item = Item(mine[0].concept)
        self.context.push(frame)

    def _heading(self, row: Row, rank: int, offset: int) -> None:
        text = row.line.text[offset:]
        if re.match(r"\W*\*\d", row.line.text) or row.line.text.lstrip()[:1] in "\u00b9\u00b2\u00b3":
            return
        if rank == 0 and (len(text) > 130 or not re.search(r"[A-Za-z]", text)):
            return
        if not re.sub(r"unit\s?:|JPY|million|billion|thousand|[\s():]", "", text, flags=re.IGNORECASE):
            return
        if rank == 0:
            item = resolve(strip_label(starred(text, self.reading.notes)), Scope())
            if item and item.known:
                self.labels.append((item, text.strip()))
            else:
                self.labels = []
        if rank == 0 and (
            text.lstrip()[:1].islower()
            or (text.strip()[:1] + text.strip()[-1:] == "()" and not mentions(text) and not row.tokens)
        ):
            return
        if rank == 0 and text.rstrip().endswith(":"):
            rank = 1
            self.context.pop_to(1)
        frame = frame_of(text, list(row.tokens), rank, self.context.group)
        if (
            rank == 0
            and len(text.split()) >= 5
            and not (frame.metric or frame.subject or frame.item or frame.period or frame.group or frame.target)
        ):
            return
        if frame.period is not None and frame.period.end > self.reading.today and not frame.target:
            frame.period = None
        self.context.push(frame)

    # ---- tables -------------------------------------------------------------------------------------------

    def _table(self, block: Block, i: int) -> None:
        if self.context.frames and self.context.frames[-1].rank == _DEEPEST:
            self.context.frames.pop()
        item, label = self._table_item(i)
        scope = self.context.scope()
        if not scope.group:
            scope.group = self._group_above(block)

        def sentence(row: Row, cell: Cell, opened: Item | None) -> None:
            if opened is not None:
                self.context.push(Frame(_DEEPEST, item=opened))
            sentences.read(row, cell.start, cell.end, self.context, self.reading, reader="table")
            self.context.pop_to(_DEEPEST)

        at = tables.Setting(
            self.reading,
            scope,
            self.context.period or self.filing.period,
            self._scale(block),
            item,
            label,
            sentence,
            self.context.target,
        )
        before = len(self.reading.facts)
        tables.read(block, at)
        seen: dict[tuple[int, str], tuple[Item, str]] = {}
        for fact in self.reading.facts[before:]:
            if fact.measure == "level" and fact.reader == "table":
                seen.setdefault((fact.line, fact.concept), (Item(fact.concept), fact.label))
        if seen:
            self.rows_of_table = list(seen.values())
        self.labels = []

    def _group_above(self, block: Block) -> str:
        return ""

    def _table_item(self, i: int) -> tuple[Item | None, str]:
        """What a table without row labels is about: the heading above it, or the label below it."""
        item, label = self.context.item()
        if item is None and self.context.metric:
            frame = self.context.frames[-1]
            if frame.metric or frame.subject:
                item = combine(self.context.metric, self.context.subject or "total")
                label = label or frame.label
        innermost = self.context.frames[-1] if self.context.frames else None
        for block in self.blocks[i + 1 : i + 3]:
            if block.kind == "section":
                break
            text = block.rows[0].line.text
            below = (
                resolve(strip_label(text), self.context.scope())
                if not any(t.kind == "number" for t in block.rows[0].tokens)
                else None
            )
            counted = (
                item is not None
                and load().get(item.concept).unit == "count"
                and any("%)" in c.text for r in self.blocks[i].rows for c in r.cells)
            )
            if (
                below
                and below.known
                and below.concept in load().concepts
                and (item is None or counted or (innermost is not None and innermost.rank < 0))
            ):
                return below, text
        return item, label

    # ---- units --------------------------------------------------------------------------------------------

    def _scale(self, block: Block) -> int | str | None:
        """The unit captioned for a block: in it, above it in its section, below it, on the page before or after."""
        last = block.rows[-1].line.number
        inside = [s for line, _, s in self.captions if block.first <= line <= last]
        if inside:
            return inside[0]
        here = [(line, s) for line, section, s in self.captions if section == block.section]
        above = [s for line, s in here if line < block.first]
        below = [s for line, s in here if line > last]
        if above:
            return above[-1]
        if below:
            return below[0]
        return self._by_print(block)

    def _by_print(self, block: Block) -> int | None:
        """No caption anywhere near: whole numbers of millions of yen have commas, billions have one decimal."""
        text = "\n".join(r.line.text for r in block.rows)
        if _GROUPED.search(text):
            return 3
        plain = [t for r in block.rows for t in r.tokens if t.kind == "number" and not t.percent]
        grouped = sum("," in t.text for t in plain)
        decimal = sum(t.places > 0 for t in plain)
        if plain:
            return 9 if decimal > grouped else 6
        return None

    def _number_scale(self, block: Block) -> int:
        scale = self._scale(block)
        return scale if isinstance(scale, int) else 0


def _loose(row: Row, *, goes_on: bool) -> bool:
    """A line of numbers without words: what a flattened chart leaves behind."""
    if goes_on and (any(t.percent for t in row.tokens) or any(c.isalpha() for c in row.line.text)):
        return False
    text = list(row.line.text)
    for t in row.tokens:
        text[t.start : t.end] = " " * (t.end - t.start)
    if (
        _BARE_CHANGE.match(row.line.text)
        and not any(t.kind == "period" for t in row.tokens)
        and not mentions(row.line.text)
    ):
        return True
    letters = sum(c.isalpha() for c in text)
    numbers = [t for t in row.tokens if t.kind == "number"]
    dates = [t for t in row.tokens if t.kind == "period"]
    if letters > 3 and not (len(numbers) > 12 and letters < 60):
        return False
    return not dates or len(numbers) > 4


def unread_rest(rows: list[Row], reading: Reading) -> list[tuple[Row, Token]]:
    """Numbers that no reader has given a role."""
    return [
        (r, t)
        for r in rows
        for t in r.tokens
        if t.kind == "number"
        and (r.line.number, t.start) not in reading.roles
        and (r.line.number, t.start) not in reading.done
    ]


_ = (fold, Frame, Period)
