"""The order in which the parts of a PDF page are read: columns of text one after another, rows of tables across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from helpers.filing.documents import grid, pdf_figures, pdf_tables, pdf_tall
from helpers.filing.documents.pdf_lines import PdfLine, is_bullet

GUTTER = 1.3


def in_order(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """The regions of a page in reading order, each with its lines from the top: columns of text one after another."""
    tall = pdf_tall.first_table(lines)
    if tall is not None:
        first, last, cells = tall
        return [*in_order(lines[:first]), [_table(cells, lines[first:last])], *in_order(lines[last:])]
    found = _cut(lines)
    if found is None:
        return [list(lines)] if lines else []
    return [region for part in found for region in in_order(part)]


def _cut(lines: Sequence[PdfLine]) -> list[list[PdfLine]] | None:
    """Parts above, left, right and below the best gutter; None where the region is one column or a table."""
    best = _best_gutter(lines)
    if best is None:
        return None
    _, x, first, last = best
    left, right = _sides(lines[first:last], x)
    middle = [left, right]
    if rows := _labelled(left, right):
        cells = [[grid.GridCell(0, 10, label), grid.GridCell(10, 20, words)] for label, words in rows]
        middle = [[_table(cells, lines[first:last])]]
    return [part for part in (list(lines[:first]), *middle, list(lines[last:])) if part]


def _best_gutter(lines: Sequence[PdfLine]) -> tuple[int, float, int, int] | None:
    """The gutter with most lines on both sides: how many, where it is, and the first and last line beside it."""
    best: tuple[int, float, int, int] | None = None
    tables = pdf_tables.runs(lines)
    for x, (first, last) in ((at, band) for at in _gutters(lines) for band in _bands(lines, at)):
        left, right = _sides(lines[first:last], x)
        score = min(len(left), len(right))
        if score < 3 or not _stands_apart(lines, first, last):
            continue
        crossed = any(_cuts(lines[a:b], x) for a, b in tables if a < last and b > first)
        if not crossed and (best is None or score > best[0]) and _are_columns(left, right):
            best = (score, x, first, last)
    return best


def _table(cells: list[list[grid.GridCell]], lines: Sequence[PdfLine]) -> PdfLine:
    """A table as one line, with its cells."""
    box = min(held.x0 for held in lines), max(held.x1 for held in lines)
    return PdfLine((), lines[0].top, max(held.bottom for held in lines), lines[0].size, cells, box)


def _cuts(rows: Sequence[PdfLine], x: float) -> bool:
    """Whether a gutter at x would part the labels of a table from their figures."""
    strong = [row for row in rows if pdf_tables.is_strong(row)]
    across = [row for row in strong if row.x0 < x < row.x1]
    figures = sum(
        pdf_figures.is_figure(next(s for s in row.segments if s.x0 >= x - 2))
        for row in across
        if row.segments[-1].x0 >= x - 2
    )
    return len(across) >= 2 and len(across) * 2 >= len(strong) and figures * 2 >= len(across)


def _stands_apart(lines: Sequence[PdfLine], first: int, last: int) -> bool:
    """Whether white parts a band from the lines above and below it, as no row of a table is parted from the next."""
    held = lines[first:last]
    above = first == 0 or min(h.top for h in held) - max(h.bottom for h in lines[:first]) > 0.8 * held[0].size
    below = last == len(lines) or min(h.top for h in lines[last:]) - max(h.bottom for h in held) > 0.8 * held[-1].size
    return above and below


def _gutters(lines: Sequence[PdfLine]) -> list[float]:
    """Places between segments where a gutter may run."""
    ends = sorted({round(s[0]) for line in lines for s in line.spans[1:]} | {round(line.x0) for line in lines})
    return [x - 2.0 for x in ends if any(line.x1 < x for line in lines)]


def _bands(lines: Sequence[PdfLine], x: float) -> list[tuple[int, int]]:
    """Runs of lines, as (first, behind the last), none of which crosses x."""
    out, first = [], 0
    for at, held in enumerate(lines):
        if any(a - 0.4 * held.size < x < b + 0.4 * held.size for a, b in held.spans if not (a >= x or b <= x - GUTTER)):
            if at > first:
                out.append((first, at))
            first = at + 1
    if len(lines) > first:
        out.append((first, len(lines)))
    return out


def _sides(band: Sequence[PdfLine], x: float) -> tuple[list[PdfLine], list[PdfLine]]:
    left: list[PdfLine] = []
    right: list[PdfLine] = []
    for held in band:
        if held.block is not None:
            (left if held.x0 < x else right).append(held)
            continue
        for side, is_right in ((left, False), (right, True)):
            if segments := tuple(s for s in held.segments if (s.x0 >= x) == is_right):
                words = [w for s in segments for w in s.words]
                side.append(PdfLine(segments, min(w.top for w in words), max(w.bottom for w in words), held.size))
    return left, right


def _are_columns(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    """Whether two sides are read one after the other, not across: rows of a table share their lines."""
    if any(held.block is not None for held in (*left, *right)):
        return True
    size = median(held.size for held in (*left, *right))
    left, right = _side_by_side(left, right, size)
    if not left or not right:  # one above the other
        return False
    if _are_labels(left) and _stand_beside(left, right, size):
        return False
    shared = _share(right, lambda held: any(abs(held.bottom - other.bottom) < 0.25 * size for other in left))
    if _share(right, lambda held: held.segments[0].is_value) >= 0.5:
        # figures and their labels, unless the other side has figures of its own, or is prose
        with_figures = _share(left, lambda held: any(s.is_value for s in held.segments[1:]))
        return shared < 0.35 and (with_figures >= 0.5 or _is_prose(left))
    return (_is_prose(left, 4) and _is_prose(right, 4)) or shared < 0.5


def _stand_beside(labels: Sequence[PdfLine], cells: Sequence[PdfLine], size: float) -> bool:
    """Whether each label stands beside a line, or half-way beside two that go on below each other: rows of a table
    whose cells are set in the middle."""
    heights = [held.bottom for held in cells]
    middles = [
        (a.bottom + b.bottom) / 2
        for at, a in enumerate(cells)
        for b in cells[at + 1 : at + 4]
        if b.bottom - a.bottom < 1.5 * size and abs(a.x0 - b.x0) < 2
    ]
    near = [
        [any(abs(held.bottom - y) < 0.1 * size for y in places) for places in (heights, middles)] for held in labels
    ]
    return len(near) > 2 and all(map(any, near)) and not all(level for level, _ in near)


def _side_by_side(
    left: Sequence[PdfLine], right: Sequence[PdfLine], size: float
) -> tuple[list[PdfLine], list[PdfLine]]:
    """The lines of two sides at heights that both reach."""
    top = max(side[0].top for side in (left, right)) - size
    bottom = min(side[-1].bottom for side in (left, right)) + size
    one, other = ([held for held in side if held.bottom > top and held.top < bottom] for side in (left, right))
    return one, other


def _share(side: Sequence[PdfLine], test: Callable[[PdfLine], bool]) -> float:
    return sum(map(test, side)) / len(side)


def _labelled(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> list[tuple[str, str]] | None:
    """Short labels with words beside them, row by row: white parts both sides at the same heights. None if not so."""
    if any(held.block is not None for held in (*left, *right)) or not _are_labels(left):
        return None
    if not _is_prose(right, 4) or _share(right, lambda held: len(held.segments) > 1) > 0.2:
        return None
    lines = sorted([*((held, 0) for held in left), *((held, 1) for held in right)], key=lambda pair: pair[0].bottom)
    rows: list[tuple[list[str], list[str]]] = [([], [])]
    before = lines[0][0].bottom
    for held, side in lines:
        if held.bottom - before > 1.25 * held.size:
            rows.append(([], []))
        rows[-1][side].append(held.text)
        before = held.bottom
    both = sum(bool(label and words) for label, words in rows)
    if len(rows) < 3 or both < 0.7 * len(rows):
        return None
    return [(" ".join(label), " ".join(words)) for label, words in rows]


def _are_labels(side: Sequence[PdfLine]) -> bool:
    lengths = [len(held.text.split()) for held in side]
    return median(lengths) <= 3 and max(lengths) <= 6


def _is_prose(side: Sequence[PdfLine], least: int = 7) -> bool:
    words = median(sum(any(map(str.isalpha, word)) for word in held.text.split()) for held in side)
    bullets = sum(is_bullet(held.segments[0].words[0].text) for held in side)
    return words >= least or (words >= 4 and bullets > 0)
