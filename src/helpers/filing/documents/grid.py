"""A table as published, cells that span and marks in cells of their own, as rows with one cell a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from helpers.filing.lines import SAME

_CURRENCY = r"(?:US\$|U\.S\.\$|[$\u00a5\uffe5\u20ac\u00a3]|JPY|USD|EUR|GBP|Yen)"
_OPENS = re.compile(rf"[-+\u2212\u25b3\u25b2]?\s?{_CURRENCY}?\s?[(\[]?|{_CURRENCY}\s?[-+\u2212\u25b3\u25b2]", re.I)
_CLOSES = re.compile(r"[)\]]?\s?(?:%|pts?\.?|points?|bps|x)?\s?[)\]]?", re.I)
_FOOTNOTE = re.compile(
    r"\*{1,3}\d?|[*]?[\u2070-\u209f\u00b9\u00b2\u00b3]+|\u2020|\u2021|\((?:\d|[a-z])\)(?:\s?\((?:\d|[a-z])\))*"
)
_DASH = re.compile(r"[-\u2010-\u2015\u2212]{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(
    rf"[-+\u2212\u25b3\u25b2(\[\s]*(?:{_CURRENCY}[-+\u2212\u25b3\u25b2(\[\s]*)?[\d,]*\.?\d[\d,.]*\s?"
    r"(?:%|pts?\.?|points?|bps|x|Gbps)?[)\]\s]*(?:%|pts?\.?)?\W{0,8}",
    re.I,
)
_UNIT = re.compile(
    r"\bunits?\b|\b(?:in|of) (?:thousands|millions|billions)|\b(?:thousands|millions|billions) of\b", re.I
)
_RAISED = str.maketrans("0123456789()", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207d\u207e")
LONG_NOTE = 80


def raised(mark: str) -> str:
    """The mark of a footnote in raised characters, so that it is no number; '*1' stays as it is."""
    return mark if mark.startswith("*") or not any(map(str.isdigit, mark)) else mark.translate(_RAISED)


@dataclass(frozen=True, slots=True)
class GridCell:
    """The text in the columns `start` to `end` (half-open) of a grid."""

    start: int
    end: int
    text: str

    @property
    def is_amount(self) -> bool:
        return bool(_AMOUNT.fullmatch(self.text)) and not _YEAR.fullmatch(self.text)

    @property
    def is_value(self) -> bool:
        """A number, or the dash that stands for none."""
        return self.is_amount or bool(_DASH.fullmatch(self.text))


@dataclass(slots=True)
class Table:
    """`above` and `below` are its title and notes, lines over its whole width."""

    above: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Column:
    start: int
    end: int
    body: bool = False
    values: bool = False

    def meets(self, cell: GridCell | _Column) -> bool:
        return cell.start < self.end and self.start < cell.end


def table(grid: Sequence[Sequence[GridCell]]) -> Table:
    """The table that a grid of cells shows. Cells without text may be left out of `grid`."""
    filled = [[c for c in row if c.text] for row in grid]
    notes = _note_columns(filled)
    rows = [joined for row in filled if (joined := _joined(row, notes))]
    heads = _head_count(rows)
    columns = _columns(rows, heads)
    out = Table()
    first, last = 0, len(rows)
    while first < heads and _is_title(rows[first], columns):
        out.above.append(rows[first][0].text)
        first += 1
    while last > first and len(columns) > 1 and len(rows[last - 1]) == 1 and _is_note(rows[last - 1][0], columns):
        last -= 1
    out.below = [row[0].text for row in rows[last:]]
    out.rows = [_placed(row, columns, at < heads) for at, row in enumerate(rows[first:last], first)]
    return out


def _note_columns(rows: Iterable[Sequence[GridCell]]) -> set[int]:
    """Where cells begin that hold marks and footnotes alone: '(1)' there is no number below zero."""
    held: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            held.setdefault(cell.start, []).append(cell.text)
    return {at for at, texts in held.items() if all(_FOOTNOTE.fullmatch(t) or _CLOSES.fullmatch(t) for t in texts)}


def _joined(row: Sequence[GridCell], notes: set[int]) -> list[GridCell]:
    """A row with currency marks, brackets, percent signs and footnote marks at their numbers."""
    out: list[GridCell] = []
    opening: GridCell | None = None
    valued = any(c.is_value for c in row)
    for cell in row:
        if opening is not None and cell.is_value:
            cell = GridCell(opening.start, cell.end, opening.text.rstrip() + cell.text.lstrip())
        elif opening is not None:
            out.append(opening)
        opening = None
        mark = _mark_behind(out[-1], cell, notes) if out else ""
        if valued and _OPENS.fullmatch(cell.text) and not _DASH.fullmatch(cell.text):
            opening = cell
        elif mark:
            out[-1] = GridCell(out[-1].start, cell.end, out[-1].text + mark)
        else:
            out.append(cell)
    return [*out, opening] if opening is not None else out


def _mark_behind(before: GridCell, cell: GridCell, notes: set[int]) -> str:
    """What `cell` adds to the cell before it: '%', ')', a raised mark of a footnote; '' if it stands for itself."""
    if before.is_value and _CLOSES.fullmatch(cell.text):
        return cell.text
    return raised(cell.text) if cell.start in notes and _FOOTNOTE.fullmatch(cell.text) else ""


def _head_count(rows: Sequence[Sequence[GridCell]]) -> int:
    """How many rows stand above the first with an amount; none where no row has one."""
    return next((at for at, row in enumerate(rows) if any(c.is_amount for c in row)), 0)


def _columns(rows: Sequence[Sequence[GridCell]], heads: int) -> list[_Column]:
    cells = [(at < heads, cell.end - cell.start, cell.start, cell) for at, row in enumerate(rows) for cell in row]
    columns: list[_Column] = []
    for is_head, _, _, cell in sorted(cells, key=lambda c: c[:3]):
        met = [c for c in columns if c.meets(cell)]
        if not met:
            columns.append(_Column(cell.start, cell.end, not is_head, cell.is_value))
        elif len(met) == 1:
            column = met[0]
            column.start, column.end = min(column.start, cell.start), max(column.end, cell.end)
            column.body, column.values = column.body or not is_head, column.values or (cell.is_value and not is_head)
    columns.sort(key=lambda c: c.start)
    return _one_label(rows, _heads_over_bodies(rows, columns))


def _heads_over_bodies(rows: Sequence[Sequence[GridCell]], columns: list[_Column]) -> list[_Column]:
    """A head that stands beside its column, over an empty one, is moved over it: to the right, or else to the left."""
    out = list(columns)
    for lone in [c for c in columns if not c.body]:
        at = out.index(lone)
        for other in [*out[at + 1 : at + 2], *(out[at - 1 : at] if at > 1 else [])]:
            if other.body and not any(_both(row, lone, other) for row in rows):
                out.remove(lone)
                other.start, other.end = min(other.start, lone.start), max(other.end, lone.end)
                break
    return out


def _both(row: Sequence[GridCell], one: _Column, other: _Column) -> bool:
    return any(one.meets(c) for c in row) and any(other.meets(c) for c in row)


def _one_label(rows: Sequence[Sequence[GridCell]], columns: list[_Column]) -> list[_Column]:
    """Labels that are set in by columns of their own are one column."""
    out = list(columns)
    while len(out) > 1 and not out[0].values and not out[1].values and out[1].body:
        if any(_both(row, out[0], out[1]) and not _spans(row, out[0], out[1]) for row in rows):
            break
        out[0:2] = [replace(out[0], end=out[1].end)]
    return out


def _spans(row: Sequence[GridCell], one: _Column, other: _Column) -> bool:
    """Whether it is one cell that both columns meet."""
    return any(one.meets(c) and other.meets(c) for c in row)


def _is_title(row: Sequence[GridCell], columns: Sequence[_Column]) -> bool:
    if len(row) != 1 or len(columns) < 2:
        return False
    return all(c.meets(row[0]) for c in columns) or columns[0].meets(row[0]) or bool(_UNIT.search(row[0].text))


def _is_note(cell: GridCell, columns: Sequence[_Column]) -> bool:
    return columns[0].meets(cell) and (
        len(cell.text) > LONG_NOTE or bool(re.match(r"\*|\(\d\)|[\u00b9\u00b2\u00b3]|Note", cell.text))
    )


def _placed(row: Sequence[GridCell], columns: Sequence[_Column], is_head: bool) -> list[str]:
    """The texts by column, each once. Where a head reaches over more columns, `SAME` stands in the others."""
    out = [""] * len(columns)
    over: list[int] = []
    for cell in row:
        met = [at for at, c in enumerate(columns) if c.meets(cell)] or [len(columns) - 1]
        out[met[0]] = f"{out[met[0]]} {cell.text}".strip()
        if is_head and 0 not in met and not cell.is_amount:
            over += met[1:]
    return [SAME if at in over and not text else text for at, text in enumerate(out)]
