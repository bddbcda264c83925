"""A filing's lines as headings, tables and text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.filing import laid_out, own_periods
from helpers.filing.bullets import bullet_rank
from helpers.filing.lines import SAME, Line
from helpers.filing.own_periods import OwnNames
from helpers.filing.wrapping import ends_within
from helpers.language.amounts import Token, tokens
from helpers.language.calendar import Period
from helpers.language.marks import NUMBERED
from helpers.language.scales import UNIT_CELL, is_strange, is_unit
from helpers.language.spans import is_part_of_year

SECTION = re.compile(
    r"^[\s*#\[]*(?:[IVX\u2160-\u216f]{1,5}\s?(?:-\s?\d{1,2}\s?)?[.:]"
    r"|[IVX\u2160-\u216f]{1,5}\s?-\s?\d{1,2}\s|\d{1,2}-\d{1,2}\.(?=\s)"
    rf"|{NUMBERED})\s*(?P<title>.*?)[\s*\]]*$"
)
LONGEST_SECTION, LONGEST_HEAD, LONGEST_ROW = 160, 120, 4000  # characters
MOST_CELLS = 100  # in a row; a line with more cells or numbers is no row of a table
_BETWEEN = re.compile(r"[\s\-\u2014\u2013]*(?:JPY|[$\u00a5])?\s?")  # between amounts side by side
DASHES = frozenset("-\u2014\u2013\u00b7\u2022\u2212,")
_AMOUNT_WORDS = re.compile(
    r"JPY?|Yen|approx(?:imately|\.)?|over|about|around|more than"
    r"|\(Annual\)|Annual|\(paid\)|per (?:common )?share|target|forecast|thousands?|millions?|billions?|[bm]n\b"
    r"|[GMKT]bps|contracts?|personnel|shares?|points?|Pt\.?|x\b|[\s()\[\].,:;+%*\-\u2014/<>~_|\\\u00b2\u00b3\u00b9\u2070-\u207e]",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s{2,}")


@dataclass(slots=True)
class Cell:
    """`line.text[start:end]` and its tokens. `kind`: empty, dash, number, period, mixed (period and number),
    text."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    numbers: tuple[Token, ...]
    kind: str

    @property
    def periods(self) -> list[Token]:
        if self.tokens is self.numbers:  # nothing but numbers, or nothing
            return []
        return [t for t in self.tokens if t.kind == "period"]

    @property
    def odd_time(self) -> str:
        """The name of a time in it that is not understood; '' where there is none."""
        return next((t.text for t in self.periods if t.period is None), "") if self.tokens is not self.numbers else ""


NO_CELL = Cell(0, 0, "", (), (), "empty")


@dataclass(slots=True)
class Row:
    line: Line
    tokens: tuple[Token, ...]
    numbers: tuple[Token, ...]
    cells: tuple[Cell, ...]

    @property
    def periods(self) -> list[Token]:
        return [t for t in self.tokens if t.kind == "period"]

    def at(self, j: int) -> Cell:
        """Its cell in column `j`, an empty one where it ends before."""
        return self.cells[j] if j < len(self.cells) else NO_CELL


@dataclass(slots=True)
class Block:
    """`kind` is section, table or text. A text block is one line (one row without cells)."""

    kind: str
    rows: list[Row]
    section: int = 0

    @property
    def first(self) -> int:
        return self.rows[0].line.number


def _cell(line: Line, start: int, end: int, inside: tuple[Token, ...]) -> Cell:
    part = line.text[start:end]
    text = part.strip()
    if len(text) < len(part):
        start += len(part) - len(part.lstrip())
    if not inside:
        kind = "empty" if not text else "dash" if len(text) == 1 and text in DASHES else "text"
        return Cell(start, start + len(text), text, (), (), kind)
    numbers = inside if len(inside) == 1 and inside[0].kind == "number" else _numbers(inside)
    kind = _cell_kind(text, start, inside, numbers)
    return Cell(start, start + len(text), text, inside, numbers, kind)


def _numbers(found: tuple[Token, ...]) -> tuple[Token, ...]:
    if not found:
        return found
    numbers = [t for t in found if t.kind == "number"]
    return found if len(numbers) == len(found) else tuple(numbers)


def _cell_kind(text: str, start: int, inside: tuple[Token, ...], numbers: tuple[Token, ...]) -> str:
    """The kind of a cell with tokens."""
    if numbers and len(inside) == 1 and numbers[0].text == text:
        return "number"
    dates = [t for t in inside if t.kind == "period"]
    if not numbers:
        return "period" if dates and len(text) < LONGEST_HEAD else "text"
    rest = "".join(text[a:b] for a, b in between(inside, len(text), start))
    if len("".join(_AMOUNT_WORDS.sub("", rest).split())) > 1:
        return "text"
    if dates:
        return "text" if re.match(r"\s?:", text[dates[0].end - start :]) else "mixed"
    return "number"


def between(found: Sequence[Token], length: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """The stretches without tokens of a text of this length that begins at offset `start` of its line."""
    at = 0
    for t in found:
        yield at, t.start - start
        at = t.end - start
    yield at, length


def cells_between(line: Line, found: tuple[Token, ...], cuts: Iterable[tuple[int, int]]) -> tuple[Cell, ...]:
    """The cells that begin and end at these offsets. A head that reaches over several columns is the cell of each."""
    out: list[Cell] = []
    n, count, before = 0, len(found), (-1, -1)
    spanned = SAME in line.text
    for cut in cuts:
        start, end = cut
        while n < count and found[n].start < start:  # a token that reaches over a cut belongs to no cell
            n += 1
        first = n
        while n < count and found[n].end <= end:
            n += 1
        same = cut == before or (spanned and out and out[-1].kind != "number" and line.text[start:end].strip() == SAME)
        out.append(out[-1] if same else _cell(line, start, end, found[first:n]))
        before = cut
    return tuple(out)


def _cut(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin and end: at tabs or bars, or (with `mark` '') at runs of two and more blanks."""
    if mark:
        at = 0
        for piece in text.split(mark):
            yield at, at + len(piece)
            at += len(piece) + 1
        return
    at = len(text) - len(text.lstrip())
    for m in _BLANKS.finditer(text, at):
        if m.end() < len(text):
            yield at, m.start()
            at = m.end()
    yield at, len(text.rstrip())


def _row(line: Line, today: str, names: OwnNames, cuts: laid_out.Cuts) -> Row:
    found = tuple(names.meant(tokens(line.text, today), line.text))
    return Row(line, found, _numbers(found), cells_between(line, found, cuts) if cuts else _cells(line, found))


def _cells(line: Line, found: tuple[Token, ...]) -> tuple[Cell, ...]:
    """The cells of a line that is a row: one with tabs or bars, or with runs of blanks around amounts or heads."""
    for mark in "\t|":
        if mark not in line.text:
            continue
        few = len(found) <= MOST_CELLS and line.text.count(mark) <= MOST_CELLS
        cells = cells_between(line, found, _cut(line.text, mark)) if few else ()
        return () if mark == "|" and len(cells) == 2 and cells[1].kind == "text" else cells
    if "  " in line.text.strip() and len(line.text) < LONGEST_ROW:
        cells = cells_between(line, found, _cut(line.text, ""))
        if 1 < len(cells) <= MOST_CELLS and (_all_heads(cells) or _amounts(line, cells)):
            return cells
    return ()


def _all_heads(cells: tuple[Cell, ...]) -> bool:
    """Whether cells between blanks are the heads of columns."""
    return len(cells) > 2 and all(
        c.kind in {"period", "mixed"} or UNIT_CELL.match(c.text) or (len(c.text) < 60 and HEAD_WORDS.search(c.text))
        for c in cells[1:]
    )


def _amounts(line: Line, cells: tuple[Cell, ...]) -> bool:
    """Whether cells between blanks are a label and its amounts, and the line no item of a list."""
    numeric = sum(c.kind in {"number", "dash"} for c in cells[1:])
    return numeric > 0 and numeric >= len(cells) - 2 and not bullet_rank(line.text)[0]


def _aligned(rows: list[Row]) -> list[Row]:
    """The rows of a table whose columns stand between bars, without what stands outside the outer bars; heads that
    have no cell for the labels get one."""
    if not any("|" in r.line.text for r in rows if len(r.cells) > 1):
        return rows
    rows = [replace(r, cells=r.cells[:-1]) if r.line.text.rstrip().endswith("|") else r for r in rows]
    rows = _without_first_bars(rows)
    width = max(len(r.cells) for r in rows)
    return [replace(r, cells=(NO_CELL, *r.cells)) if len(r.cells) == width - 1 and is_head(r) else r for r in rows]


def _without_first_bars(rows: list[Row]) -> list[Row]:
    """The rows without what stands before the outer bars, which all have, or those with a cell more than the others."""
    barred = [len(r.cells) > 1 and r.line.text.lstrip().startswith("|") for r in rows]
    width = max((len(r.cells) for r, bar in zip(rows, barred, strict=True) if not bar), default=1)
    outer = [bar and (width == 1 or len(r.cells) == width + 1) for r, bar in zip(rows, barred, strict=True)]
    return [replace(r, cells=r.cells[1:]) if bar else r for r, bar in zip(rows, outer, strict=True)]


def is_head(row: Row) -> bool:
    """A row of column heads: periods, units or measures, no amounts."""
    if not row.cells or any(c.kind == "number" for c in row.cells) or lost_tabs(row):
        return False
    told = any(c.kind in {"period", "mixed"} or _is_head(c.text) for c in row.cells)
    return told or any(is_part_of_year(c.text) for c in row.cells[1:])


def lost_tabs(row: Row) -> bool:
    """Whether a row is a label alone, and its numbers are in no cell: which column each is of, nothing tells."""
    if len(row.cells) != 1 or not row.numbers:
        return False
    return row.numbers[0].start >= row.cells[0].end or row.numbers[-1].end <= row.cells[0].start


@lru_cache(maxsize=4096)
def _is_head(text: str) -> bool:
    """Whether a cell names a unit or measure; labels and heads come again."""
    return UNIT_CELL.match(text) is not None or is_unit(text) or HEAD_WORDS.search(text) is not None


HEAD_WORDS = re.compile(
    r"\bYoY\b|\bQoQ\b|\bchanges?\b|% of (?:total )?revenues?|\bmonths ended\b|thousands of"
    r"|\bMajor Breakdown\b|\bas of\b|\bJPY millions\b|\bfiscal year\b|\btargets?\b|\bresults?\b",
    re.IGNORECASE,
)
_AMOUNT_CELL = re.compile(r"\t[ (\u25b3\u25b2-]*\d[\d,.]*[ )%]*(?=\t|$)")
_WIDE = 3  # numbers in a row that can be no sentence
_SENTENCE = re.compile(r"\b(?:up|down)\b|\b(?:million|billion|thousand)\b", re.IGNORECASE)


def _is_table(rows: list[Row]) -> bool:
    numeric = [r for r in rows if any(c.kind == "number" for c in r.cells)]
    if not numeric:
        return any(c.kind == "mixed" for r in rows for c in r.cells)
    if any(is_head(r) for r in rows):
        return True
    pure = sum(not any(_SENTENCE.search(c.text) for c in r.cells[1:]) for r in numeric)
    wide = any(sum(c.kind == "number" for c in r.cells) >= _WIDE for r in numeric)
    return pure * 2 + wide > sum(bool(r.tokens) for r in rows)


def blocks(lines: Sequence[Line], today: str, reported: Period | None = None) -> list[Block]:
    """The blocks of a filing's lines (see `wrapping`) in order. A table is a run of rows without a blank line between
    them. `today` is the filing's period end, `reported` its period."""
    laid = laid_out.cuts(lines)
    names = own_periods.defined([line.text for line in lines], today, reported)
    out: list[Block] = []
    run: list[Row] = []
    section = 0

    def flush() -> None:
        rows = _aligned(run)
        if _is_table(rows):
            out.append(Block("table", list(rows), section))
        else:
            out.extend(Block("text", [r], section) for r in run)
        run.clear()

    for line, below in itertools.zip_longest(lines, lines[1:]):
        if not line.text.strip():
            if run:
                flush()
            continue
        cuts = laid.get(line.number)
        if cuts == ():
            continue
        row = _row(line, today, names, cuts or ())
        if run and not row.cells:
            row = _among_rows(row, run, below)
        if row.cells:
            run.append(row)
            continue
        if run:
            flush()
        if len(line.text) < LONGEST_SECTION and SECTION.match(line.text):
            section += 1
            out.append(Block("section", [row], section))
        else:
            out.append(Block("text", [row], section))
    if run:
        flush()
    return out


def _without_tabs(row: Row, run: list[Row]) -> Row | None:
    """A line among the rows of a table that is a label and amounts side by side, the tabs between them lost, with its
    label as its only cell; None for any other line. Below heads it is one, too, with its label behind, or with none and
    nothing but percentages."""
    if len(row.numbers) < 2 or not any(len(r.cells) > 2 for r in run):
        return None
    text, first = row.line.text, row.numbers[0]
    leads = any(map(str.isalpha, text[: first.start]))
    follows = is_head(run[0]) and (any(map(str.isalpha, text)) or all(t.percent for t in row.numbers))
    if not (leads or follows) or not _are_side_by_side(row):
        return None
    begin, end = (0, first.start) if leads else (row.numbers[-1].end, len(text))
    return replace(row, cells=(_cell(row.line, begin, end, tuple(t for t in row.tokens if begin <= t.start < end)),))


def _are_side_by_side(row: Row) -> bool:
    """Whether nothing stands between the first two amounts of a line, or between the two that it ends with, so that
    those before them are of its label."""
    text, (first, second, *_), (before, last) = row.line.text, row.numbers, row.numbers[-2:]
    ends = last.end == len(text.rstrip()) and _BETWEEN.fullmatch(text, before.end, last.start)
    return bool(ends or _BETWEEN.fullmatch(text, first.end, second.start))


def _among_rows(row: Row, run: list[Row], below: Line | None) -> Row:
    """A line without cells among the rows of a table: with one cell where it is the unit below the heads, heads rows of
    its own, holds the first half of a label, or has lost its tabs."""
    line, at = row.line, (0, len(row.line.text))
    if labelled := _without_tabs(row, run):
        return labelled
    text, after = line.text.rstrip(), below.text if below is not None else ""
    bare = not row.tokens and len(text) < LONGEST_HEAD
    unit = bare and is_head(run[-1]) and is_unit(line.text) and not is_strange(line.text)
    plain = not bullet_rank(text)[0] and len(text) < LONGEST_SECTION
    heads = bare and (_heads_rows(text, after) or _parts_rows(text, run[-1], after))
    if not (unit or (plain and (heads or _begins_label(text, after)))):
        return row
    return replace(row, cells=(_cell(line, *at, ()),))


def _begins_label(text: str, below: str) -> bool:
    """Whether a line among the rows of a table holds the first half of the label of the row below: that one begins
    small, or the line ends with 'of' and the like."""
    return "\t" in below and (below.lstrip()[:1].islower() or (below[:1] not in "\t " and ends_within(text)))


def _parts_rows(text: str, above: Row, below: str) -> bool:
    """'Investing activities' between rows with amounts in as many columns: a part of the table, whose heads go on."""
    alike = below.count("\t") + 1 == len(above.cells) > 2 and _AMOUNT_CELL.search(below) is not None
    return alike and text[:1].isupper() and text[-1] != "." and (is_head(above) or bool(above.numbers))


def _heads_rows(text: str, below: str) -> bool:
    """'Net revenues:' among the rows of a table, though its line has no tab; 'ASSETS', or one above another."""
    return (text.endswith(":") or text.isupper()) and ("\t" in below or below.rstrip().endswith(":"))
