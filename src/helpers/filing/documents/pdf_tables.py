"""Tables of a PDF page without rules: which lines are their rows, and what stands in their columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from helpers.filing.documents import grid, pdf_columns
from helpers.filing.documents.pdf_figures import has_amount, is_figure, is_period, says_something
from helpers.filing.documents.pdf_lines import PdfLine, Segment, covered, is_bullet, line, whole

_GOES_ON = re.compile(r"(?:,|\band|\bof|\bto|\bfor|\bin|\bat|-|\u2014)$")
_MONTH = re.compile(r"^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)", re.I)
_HEADING_MARKS = "\u25c6\u25a0\u25cf\u2666\u25c7\u27a2\u2022<"


# ---- which lines -----------------------------------------------------------------------------------------------------


def runs(lines: Sequence[PdfLine]) -> list[tuple[int, int]]:
    """Runs of lines, as (first, behind the last), that are rows of a table."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        if not is_strong(lines[at]):
            at += 1
            continue
        end = _end(lines, at)
        if _is_table(lines[at:end]):
            out.append((_with_heads(lines, at, end, out[-1][1] if out else 0), end))
        at = max(end, at + 1)
    return out


def is_strong(held: PdfLine) -> bool:
    """Whether a line has segments beside each other."""
    return held.block is None and len(held.segments) > 1


def _end(lines: Sequence[PdfLine], first: int) -> int:
    """Behind the last line that goes on with the table begun at `first`."""
    end, at = first + 1, first + 1
    while at < len(lines) and at - end < 6 and lines[at].block is None:
        apart = lines[at].bottom - lines[at - 1].bottom
        rows = lines[first:end]
        same_row = apart < 0.95 * max(lines[at].size, 0.9 * _pitch(rows))
        if not same_row and not _may_follow(rows, lines[at], apart):
            break
        at += 1
        if is_strong(lines[at - 1]) or (not same_row and _lone_figure(rows, lines[at - 1])):
            end = at
    tight = 0.92 * _row_pitch(lines[first:end])
    while end < len(lines) and lines[end].block is None and 0 <= lines[end].bottom - lines[end - 1].bottom < tight:
        end += 1  # the last label goes on
    return end


def _may_follow(rows: Sequence[PdfLine], held: PdfLine, apart: float) -> bool:
    """Whether a line below rows, `apart` from the line before, may be one of them: a row, a lone figure or a label."""
    pitch = _pitch(rows)
    if not is_strong(held) and abs(held.size - rows[0].size) > 1.5:
        return False  # a heading
    far = apart > max(1.5 * pitch, 1.9 * rows[0].size)
    if far and not (apart < 8 * pitch and _same_columns(rows, held)):
        return False
    return is_strong(held) or _lone_figure(rows, held) or _may_be_label(rows, held)


def _pitch(rows: Sequence[PdfLine]) -> float:
    """The usual distance from one row to the next."""
    apart = [b.bottom - a.bottom for a, b in itertools.pairwise(rows)]
    return max(median(apart), rows[0].size) if apart else 1.4 * rows[0].size


def _same_columns(rows: Sequence[PdfLine], held: PdfLine) -> bool:
    """Whether the figures of a line stand right below figures of the rows."""
    figures = [s for s in held.segments[1:] if is_figure(s)]
    above = [s for row in rows if is_strong(row) for s in row.segments[1:] if is_figure(s)]
    return len(figures) > 1 and all(
        any(min(abs(s.x1 - a.x1), abs(s.x0 - a.x0)) < 0.5 * held.size for a in above) for s in figures
    )


def _lone_figure(rows: Sequence[PdfLine], held: PdfLine) -> bool:
    """A figure by itself, below or half-way to figures: its label is wrapped around it."""
    if len(held.segments) != 1 or not is_figure(held.segments[0]):
        return False
    above = [s for row in rows if is_strong(row) for s in row.segments[1:] if is_figure(s)]
    return any(a.x0 - held.size < held.x1 <= a.x1 + held.size for a in above)


def _may_be_label(rows: Sequence[PdfLine], held: PdfLine) -> bool:
    """Whether a line without columns may be a label among rows."""
    if is_bullet(held.segments[0].words[0].text) or held.segments[0].text[0] in _HEADING_MARKS:
        return False
    strong = [row for row in rows if is_strong(row)]
    behind = [s.x0 for row in strong for s in row.segments[1:]]
    if any(abs(s.x0 - held.x0) < 2 for row in strong for s in row.segments if not is_figure(s)):
        return True
    return held.x0 < min(behind) and held.x1 <= max(row.x1 for row in rows) + held.size


def _with_heads(lines: Sequence[PdfLine], first: int, end: int, above: int) -> int:
    """With the lines right above that stand over its columns alone."""
    rows = [held for held in lines[first:end] if is_strong(held)]
    label = min(held.x0 for held in rows) + 3 * rows[0].size
    right = max(held.x1 for held in rows)
    while first > above and lines[first - 1].block is None:
        held = lines[first - 1]
        near = lines[first].top - held.bottom < 0.9 * held.size
        if not near or held.x0 <= label or held.x1 > right + 3 * held.size:
            break
        first -= 1
    return first


def _is_table(rows: Sequence[PdfLine]) -> bool:
    strong = [row for row in rows if is_strong(row)]
    if len(strong) < 2:
        return False
    behind = [s for row in strong for s in row.segments[1:]]
    figures = sum(map(is_figure, behind))
    heads = sum(is_period(s) for s in behind)
    short = median(len(s.text.split()) for s in behind) <= 3
    if ((figures + heads) * 2 >= len(behind) and figures > 1) or (len(strong) >= 3 and figures > 0 and short):
        return _aligned(strong) and not _is_lone_row(rows)
    return _labels_and_words(strong)


def _is_lone_row(lines: Sequence[PdfLine]) -> bool:
    """One row of a label and figures, without heads: what its figures are of cannot be told."""
    with_figures = [any(map(has_amount, held.segments)) for held in lines]
    if not any(with_figures):
        return True
    left = min(held.x0 for held in lines) + 3 * lines[0].size
    headed = any(is_strong(held) or held.x0 > left for held in lines[: with_figures.index(True)])
    rows = sum(any(any(map(has_amount, held.segments)) for held in group) for group in _rows(lines))
    return not headed and rows < 2


def _labels_and_words(rows: Sequence[PdfLine]) -> bool:
    """Short labels with words beside them that all begin at one place."""
    starts = [row.segments[1].x0 for row in rows]
    flush = sum(abs(x - median(starts)) < 2 for x in starts)
    few = median(len(row.segments[0].text.split()) for row in rows) <= 4
    return len(rows) >= 3 and few and flush >= 0.8 * len(rows)


def _aligned(rows: Sequence[PdfLine]) -> bool:
    """Whether figures stand in columns: on their left, their right or their middle, most stand as another does."""
    figures = [(s.x0, s.x1, at) for at, row in enumerate(rows) for s in row.segments if is_figure(s)]
    all_of_them = [(s.x0, s.x1, at) for at, row in enumerate(rows) for s in row.segments]
    size = rows[0].size

    def has_fellow(x0: float, x1: float, at: int) -> bool:
        return any(
            n != at and min(abs(a - x0), abs(b - x1), abs(a + b - x0 - x1) / 2) < 0.6 * size for a, b, n in all_of_them
        )

    hits = [has_fellow(*figure) for figure in figures]
    return not figures or sum(hits) >= 0.7 * len(hits)


# ---- which columns and rows ------------------------------------------------------------


def by_alignment(lines: Sequence[PdfLine]) -> list[list[grid.GridCell]]:
    """The cells of a table without rules: columns where the figures stand, labels before them, heads over them."""
    groups = _rows(_parted(lines))
    rows = [[s for held in group for s in held.segments] for group in groups]
    columns = pdf_columns.of_rows(rows)
    if not columns:
        return [[grid.GridCell(round(s.x0 * 10), round(s.x1 * 10) + 1, s.text) for s in row] for row in rows]
    body = next((at for at, row in enumerate(rows) if any(map(has_amount, row))), 0)
    labels = _ends_of_labels(rows[body:], columns[0].x0)
    left = max(labels, default=min(s.x0 for row in rows for s in row) - 1)
    places = pdf_columns.Places(columns, pdf_columns.starts_of(columns, left), bool(labels))
    return [
        _joined([places.cells(segments, at < body) for segments in _under(group, at < body)])
        for at, group in enumerate(groups)
    ]


def _ends_of_labels(rows: Sequence[Sequence[Segment]], first: float) -> list[float]:
    """Where the words end that stand before the first column."""
    return [s.x1 for row in rows for s in row if s.x1 <= first + 1 and says_something(s)]


def _under(group: Sequence[PdfLine], is_head: bool) -> list[tuple[Segment, ...]]:
    """The segments of each line of a row; in heads a segment in the middle of a wider one above goes on with it."""
    if not is_head or len(group) < 2:
        return [held.segments for held in group]
    out = list(group[0].segments)
    for s in (s for held in group[1:] for s in held.segments):
        over = [n for n, o in enumerate(out) if abs(o.x0 + o.x1 - s.x0 - s.x1) < 4 and o.x0 <= s.x0 + 1]
        if over:
            out[over[-1]] = Segment((*out[over[-1]].words, *s.words))
        else:
            out.append(s)
    return [(s,) for s in out]


def _joined(parts: Sequence[Sequence[grid.GridCell]]) -> list[grid.GridCell]:
    """The lines of one row as one: what stands in the same columns is one text."""
    out: dict[tuple[int, int], list[str]] = {}
    for cell in (cell for part in parts for cell in part):
        out.setdefault((cell.start, cell.end), []).append(cell.text)
    return [grid.GridCell(start, end, whole(texts)) for (start, end), texts in sorted(out.items())]


def _parted(rows: Sequence[PdfLine]) -> list[PdfLine]:
    """Rows whose close columns are parted where all rows leave a gap at the same place."""
    strong = [row for row in rows if is_strong(row)]
    cuts = _gaps(strong) if len(strong) >= 4 else []
    if not cuts:
        return list(rows)
    return [_cut(row, cuts) if is_strong(row) else row for row in rows]


def _cut(row: PdfLine, cuts: Sequence[float]) -> PdfLine:
    here = [x for x in cuts if any(_cuts_before_figure(s, x) for s in row.segments)]
    return line([w for s in row.segments for w in s.words], here)


def _gaps(rows: Sequence[PdfLine]) -> list[float]:
    """Places left of figures where no word of any row stands: gaps of columns, however narrow."""
    taken = covered(((w.x0, w.x1) for row in rows for s in row.segments for w in s.words), 1.5)
    gaps = [(before[1] + behind[0]) / 2 for before, behind in itertools.pairwise(taken)]
    return [x for x in gaps if sum(any(_cuts_before_figure(s, x) for s in row.segments) for row in rows) > 1]


def _cuts_before_figure(segment: Segment, x: float) -> bool:
    before = tuple(w for w in segment.words if w.x0 < x)
    behind = tuple(w for w in segment.words if w.x0 > x)
    return bool(before) and bool(behind) and Segment(behind).is_value and not _MONTH.search(before[-1].text)


def _rows(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Lines by row: those of one row stand nearer than rows do, or their words go on."""
    left = min(held.x0 for held in lines) + 3 * lines[0].size
    pitch = _row_pitch(lines)
    out = [[lines[0]]]
    for above, below in itertools.pairwise(lines):
        distance = below.bottom - above.bottom
        if distance < 0.9 * pitch or (distance < 1.1 * pitch and _goes_on(above, below, left)) or _closes(above, below):
            out[-1].append(below)
        else:
            out.append([below])
    return out


def _row_pitch(lines: Sequence[PdfLine]) -> float:
    """The usual distance of two rows, label and figures, that stand right below each other."""
    size = lines[0].size
    left = min(held.x0 for held in lines) + 3 * size
    whole_rows = [is_strong(held) and held.x0 < left and any(map(is_figure, held.segments)) for held in lines]
    apart = [
        b.bottom - a.bottom
        for (a, b), both in zip(itertools.pairwise(lines), itertools.pairwise(whole_rows), strict=True)
        if all(both) and b.bottom - a.bottom >= size and not _closes(a, b)
    ]
    return median(apart) if apart else 1.35 * size


def _closes(above: PdfLine, below: PdfLine) -> bool:
    """Whether a bracket that a cell opens in one line is closed right below it: the row goes on."""
    if below.bottom - above.bottom > 1.4 * above.size:
        return False
    opened = [s.x0 for s in above.segments if s.text.count("(") > s.text.count(")")]
    closed = [s.x0 for s in below.segments if s.text.count("(") < s.text.count(")")]
    return any(abs(x - y) < 2 for x in opened for y in closed)


def _goes_on(above: PdfLine, below: PdfLine, left: float) -> bool:
    """Whether the words of a label go on in the line below, one of the two holding nothing but them."""
    alone = [len(held.segments) == 1 and held.x0 < left and not is_figure(held.segments[0]) for held in (above, below)]
    if not any(alone) or above.x0 >= left or below.x0 >= left:
        return False
    words = above.segments[0].text, below.segments[0].text
    return bool(re.match(r"[a-z(]", words[1])) or bool(_GOES_ON.search(words[0]))
