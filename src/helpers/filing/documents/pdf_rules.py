"""Tables of a PDF page whose cells are framed by rules."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from helpers.filing.documents import grid
from helpers.filing.documents.pdf_lines import PdfLine, lines_of, whole
from helpers.filing.documents.pdf_words import Word

_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 2, "join_tolerance": 2}
Box = tuple[float, float, float, float]
Framed = tuple[Box, list[PdfLine]]
Grid = list[list[grid.GridCell]]


def ruled(page: Any, words: Sequence[Word]) -> tuple[list[PdfLine], list[Word]]:
    """The tables that rules frame, each as a block, and the words outside of them."""
    blocks: list[PdfLine] = []
    left = list(words)
    for found in page.find_tables(table_settings=_SETTINGS):
        filled = [(cell, inside) for cell in found.cells if cell and (inside := [w for w in left if _inside(w, cell)])]
        rows = _rows(filled)
        if rows is not None:
            x0, top, x1, bottom = found.bbox
            size = median(w.size for _, inside in filled for w in inside)
            blocks.append(PdfLine((), top, bottom, size, rows, (x0, x1)))
            taken = {id(w) for _, inside in filled for w in inside}
            left = [w for w in left if id(w) not in taken]
    return blocks, left


def _inside(word: Word, cell: Box) -> bool:
    x0, top, x1, bottom = cell
    return x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= word.middle <= bottom + 1


def _rows(filled: Sequence[tuple[Box, list[Word]]]) -> Grid | None:
    """Rows of cells; None where the frames are no table: one column, or rows and drawings in boxes."""
    if len({round(cell[0]) for cell, _ in filled}) < 2 or len({round(cell[1]) for cell, _ in filled}) < 2:
        return None
    rows: dict[int, list[Framed]] = {}
    for cell, words in filled:
        rows.setdefault(round(cell[1]), []).append((cell, lines_of(words)))
    if not any(len(row) > 1 for row in rows.values()):
        return None
    out: Grid = []
    heaped = 0
    for _, row in sorted(rows.items()):
        row.sort(key=lambda c: c[0][0])
        if _is_stack(row):
            out += _split(row)
        else:
            heaped += sum(sum(held.text[:1].isdigit() for held in lines) > 2 for _, lines in row) > 1
            out.append([_cell(box, whole(held.text for held in lines)) for box, lines in row])
    return None if heaped > 1 else out


def _is_stack(row: Sequence[Framed]) -> bool:
    """Whether all cells hold as many lines, values below values: rows without a rule between them."""
    heights = {len(lines) for _, lines in row}
    values = sum(all(s.is_value for held in lines for s in held.segments) for _, lines in row)
    return len(row) > 2 and len(heights) == 1 and heights != {1} and values >= len(row) - 1


def _split(row: Sequence[Framed]) -> Grid:
    """The rows inside one framed row, by the feet of their lines."""
    feet: list[float] = []
    for foot in sorted(held.bottom for _, lines in row for held in lines):
        if not feet or foot - feet[-1] > 2:
            feet.append(foot)
    out: Grid = [[] for _ in feet]
    for cell, lines in row:
        for held in lines:
            nearest = min(range(len(feet)), key=lambda n: abs(feet[n] - held.bottom))
            out[nearest].append(_cell(cell, held.text))
    return out


def _cell(box: Box, text: str) -> grid.GridCell:
    return grid.GridCell(round(box[0] * 10) + 5, round(box[2] * 10) - 5, text)
