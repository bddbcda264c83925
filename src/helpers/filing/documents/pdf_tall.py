"""Tables of a PDF page without rules, some of whose cells hold many lines of words: white parts their rows and columns.

Such cells make rows of uneven height, with figures in the middle of them, so that neither the distance of lines nor
their places tell which of them are a row. What tells it is the white that runs across all columns between two rows,
and down through all rows between two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.filing.documents import grid, pdf_figures
from helpers.filing.documents.pdf_lines import PdfLine, Segment, covered, whole
from helpers.filing.documents.pdf_words import Word

_BETWEEN_ROWS = 0.3
"""White between rows, in sizes of the type; lines of one cell stand closer."""
_WITHIN_TABLE = 1.2
"""More white than this parts the table from what is above or below."""
_BETWEEN_COLUMNS = 0.8
_LEAST_ROWS, _LEAST_COLUMNS, _LEAST_FIGURES = 4, 5, 3
_TALL, _LEAST_TALL = 3, 2  # lines that make a cell tall; how many such cells there are
_MOST_LINES = 2  # of figures in a cell: a ratio over its amount
_Row = list[list[list[Word]]]  # its cells, each with its lines


def first_table(lines: Sequence[PdfLine]) -> tuple[int, int, list[list[grid.GridCell]]] | None:
    """The first such table among lines: its first line, the one behind its last, and its rows of cells."""
    for bands in (run for run in _runs(lines) if len(run) >= _LEAST_ROWS):
        first, last = bands[0][0], bands[-1][1]
        words = [(word.x0, word.x1) for held in lines[first:last] for word in _words(held)]
        columns = covered(words, _BETWEEN_COLUMNS * lines[first].size)  # white of a certain width runs down between
        rows = [_cells(lines[a:b], columns) for a, b in bands]
        if len(columns) >= _LEAST_COLUMNS and _is_tall_table(rows):
            return first, last, [_written(row) for row in rows]
    return None


def _runs(lines: Sequence[PdfLine]) -> Iterator[list[tuple[int, int]]]:
    """Bands of lines, as (first, behind the last), that white parts from each other, those near each other together."""
    run: list[tuple[int, int]] = []
    first, reach = 0, 0.0
    for at, held in enumerate(lines):
        white = held.top - reach if at else 0.0
        other = at > 0 and (held.block is not None or abs(held.size - lines[at - 1].size) > 0.5)
        if at and (other or white > _BETWEEN_ROWS * held.size):
            run.append((first, at))
            first = at
            if other or white > _WITHIN_TABLE * held.size:
                yield run
                run = []
        reach = max(reach, held.bottom)
    yield [*run, (first, len(lines))]


def _words(held: PdfLine) -> list[Word]:
    return [word for segment in held.segments for word in segment.words if not word.turned]


def _cells(band: Sequence[PdfLine], columns: Sequence[tuple[float, float]]) -> _Row:
    cells: _Row = [[] for _ in columns]
    for held in band:
        for cell, (x0, x1) in zip(cells, columns, strict=True):
            if words := [word for word in _words(held) if x0 <= word.x0 <= x1]:
                cell.append(words)
    return cells


def _is_tall_table(rows: Sequence[_Row]) -> bool:
    """Whether most cells of some columns are figures, and some cells beside them tall."""
    figures = 0
    for column in zip(*rows, strict=True):
        filled = [cell for cell in column if cell]
        held = [cell for cell in filled if all(map(_is_figure, cell))]
        if len(held) >= _LEAST_ROWS and 2 * len(held) > len(filled):
            figures += 1
            if max(map(len, held)) > _MOST_LINES:
                return False
    tall = [_tall(row) for row in rows]
    return figures >= _LEAST_FIGURES and sum(tall) >= _LEAST_TALL


def _tall(row: _Row) -> int:
    """How many cells beside figures are tall: heads and labels on several lines are none."""
    figures = sum(bool(cell) and all(map(_is_figure, cell)) for cell in row)
    beside = [cell for cell in row[1:] if not any(map(_is_figure, cell))] if figures >= _LEAST_FIGURES else []
    return sum(len(cell) >= _TALL for cell in beside)


def _is_figure(words: Sequence[Word]) -> bool:
    return pdf_figures.is_figure(Segment(tuple(words)))


def _written(row: _Row) -> list[grid.GridCell]:
    texts = (whole(" ".join(word.text for word in words) for words in cell) for cell in row)
    return [grid.GridCell(10 * at, 10 * at + 10, text) for at, text in enumerate(texts) if text]
