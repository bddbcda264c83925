"""The columns of a table without rules, and in which of them each segment of a row stands."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import pstdev

from helpers.filing.documents import grid
from helpers.filing.documents.pdf_figures import has_amount, is_figure, says_something
from helpers.filing.documents.pdf_lines import Segment


@dataclass(slots=True)
class PdfColumn:
    """A column of figures or of words, from the leftmost to the rightmost of them."""

    x0: float
    x1: float
    members: list[Segment] = field(default_factory=list)

    def meets(self, segment: Segment) -> bool:
        """Whether a segment stands over or below it."""
        return segment.x0 < self.x1 and self.x0 < segment.x1

    def shared(self, segment: Segment) -> float:
        """How much of its width a segment covers; below zero, how far it is away."""
        return min(self.x1, segment.x1) - max(self.x0, segment.x0)


def _clusters(segments: Sequence[Segment]) -> list[PdfColumn]:
    out: list[PdfColumn] = []
    for s in sorted(segments, key=lambda s: s.x0):
        if out and s.x0 < out[-1].x1:
            out[-1].x1 = max(out[-1].x1, s.x1)
            out[-1].members.append(s)
        else:
            out.append(PdfColumn(s.x0, s.x1, [s]))
    return out


def of_rows(rows: Sequence[Sequence[Segment]]) -> list[PdfColumn]:
    """Columns from left to right, that of the labels left out: where figures stand below each other, and words."""
    body = [[s for s in row if says_something(s)] for row in rows if any(map(has_amount, row))]
    left = min(s.x0 for row in rows for s in row) + 3 * rows[0][0].words[0].size
    least = left if _have_labels(body, left) else 0.0
    figures = _clusters([s for s in itertools.chain(*body) if is_figure(s) and s.x0 > least])
    if not figures:
        return _clusters([s for s in itertools.chain(*rows) if s.x0 > left])
    return _merged(rows, sorted([*figures, *_words_apart(body, figures)], key=lambda c: c.x0))


def _words_apart(rows: Sequence[Sequence[Segment]], figures: Sequence[PdfColumn]) -> list[PdfColumn]:
    """Columns of words that stand over none of the columns of figures, right of the first of these."""
    words = [s for s in itertools.chain(*rows) if not is_figure(s) and s.x0 >= figures[0].x0]
    return _clusters([s for s in words if not any(c.meets(s) for c in figures)])


def _have_labels(rows: Sequence[Sequence[Segment]], left: float) -> bool:
    """Whether most rows begin with words."""
    return sum(any(s.x0 < left and not is_figure(s) for s in row) for row in rows) * 2 >= len(rows)


def _merged(rows: Sequence[Sequence[Segment]], columns: Sequence[PdfColumn]) -> list[PdfColumn]:
    """Columns, those put together that never both hold something and stand close or below one head."""
    body = next((at for at, row in enumerate(rows) if any(map(has_amount, row))), 0)
    heads = [s for row in rows[:body] for s in row]
    out: list[PdfColumn] = []
    for column in columns:
        if out and not _both_hold(rows, out[-1], column) and _are_one(out[-1], column, heads):
            out[-1].x1 = column.x1
            out[-1].members += column.members
        else:
            out.append(column)
    return out


def _are_one(before: PdfColumn, column: PdfColumn, heads: Sequence[Segment]) -> bool:
    """Whether two columns, of which one is empty wherever the other is not, are one: flush left here, right there."""
    close = column.x0 - before.x1 < 2 * column.members[0].words[0].size
    below_one = any(before.meets(s) and column.meets(s) for s in heads)
    headless = bool(heads) and not all(any(c.meets(s) for s in heads) for c in (before, column))
    return close or below_one or headless


def _both_hold(rows: Sequence[Sequence[Segment]], one: PdfColumn, other: PdfColumn) -> bool:
    return any(any(s in one.members for s in row) and any(s in other.members for s in row) for row in rows)


def starts_of(columns: Sequence[PdfColumn], left: float) -> list[float]:
    """Where each column begins: behind the figures before it if they are flush right, at its own if flush left."""
    several = [c.members for c in columns if len(c.members) > 1]
    lefts, middles, rights = (
        sum(pstdev([s.x0 + share * (s.x1 - s.x0) for s in members]) for members in several) for share in (0, 0.5, 1)
    )
    if middles < min(rights, lefts) - 0.1:
        return [left, *((a.x1 + b.x0) / 2 for a, b in itertools.pairwise(columns))]
    if lefts < rights - 0.1:
        return [left, *(c.x0 - 2 for c in columns[1:])]
    return [left, *(c.x1 for c in columns[:-1])]


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of a table, where each begins, and whether labels stand before the first."""

    columns: Sequence[PdfColumn]
    starts: Sequence[float]
    labelled: bool

    def cells(self, row: Sequence[Segment], is_head: bool) -> list[grid.GridCell]:
        """The cells of a row. Column 0 is that of the labels, if there is one."""
        ahead = [s for s in row if self.labelled and self._is_label(s)]
        rest = [s for s in row if s not in ahead]
        out = [grid.GridCell(0, 10, " ".join(s.text for s in ahead))] if ahead else []
        if len(rest) == len(self.columns):
            return out + [self._cell(n, n, s) for n, s in enumerate(rest)]
        return out + [self._cell(*self._place(s, is_head), s) for s in rest]

    def _is_label(self, s: Segment) -> bool:
        return min(s.x1, self.starts[0]) - s.x0 > max(0.0, s.x1 - self.starts[0])

    def _place(self, s: Segment, is_head: bool) -> tuple[int, int]:
        """The first and the last column that a segment stands in."""
        over = [n for n, c in enumerate(self.columns) if c.shared(s) > 0.5 * (c.x1 - c.x0)]
        if is_head and len(over) > 1 and not is_figure(s):
            return over[0], over[-1]
        if is_figure(s) and not is_head:
            shared = [c.shared(s) for c in self.columns]
        else:
            ends = [*self.starts[1:], max(self.columns[-1].x1, s.x1) + 1]
            shared = [min(b, s.x1) - max(a, s.x0) for a, b in zip(self.starts, ends, strict=True)]
        n = shared.index(max(shared))
        return n, n

    def _cell(self, first: int, last: int, s: Segment) -> grid.GridCell:
        shift = 1 if self.labelled else 0
        return grid.GridCell((first + shift) * 10, (last + shift) * 10 + 10, s.text)
