"""Words in lines, lines in segments parted by wide gaps, and the order in which the parts of a page are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.filing.documents.grid import GridCell
from helpers.filing.documents.pdf_words import Word

GAP = 1.0
"""The gap between two words of a line, in sizes of its type, from which on they may stand in two columns."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def is_value(self) -> bool:
        return GridCell(0, 1, self.text).is_value


@dataclass(frozen=True, slots=True)
class PdfLine:
    """Segments from left to right; or one block, a table that rules frame, whose rows are `block`."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float
    size: float
    block: object = None
    box: tuple[float, float] = (0.0, 0.0)

    @property
    def x0(self) -> float:
        return self.box[0] if self.block is not None else self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.box[1] if self.block is not None else max(s.x1 for s in self.segments)

    @property
    def spans(self) -> list[tuple[float, float]]:
        return [self.box] if self.block is not None else [(s.x0, s.x1) for s in self.segments]

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.segments)


def lines_of(words: Iterable[Word]) -> list[PdfLine]:
    """Words in lines, from the top of the page."""
    out: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.bottom, w.x0)):
        home = next((line for line in reversed(out[-3:]) if _same_line(line[0], word)), None)
        if home is None:
            out.append([word])
        else:
            home.append(word)
    return sorted((line(held) for held in out), key=lambda found: (found.bottom, found.x0))


def _same_line(one: Word, other: Word) -> bool:
    if one.turned or other.turned:
        return one.turned and other.turned and min(one.bottom, other.bottom) - max(one.top, other.top) > 0
    return abs(one.bottom - other.bottom) <= 0.3 * min(one.size, other.size) + 0.1 * abs(one.size - other.size)


def line(words: Sequence[Word], cuts: Sequence[float] = ()) -> PdfLine:
    """One line, its words parted where a wide gap or one of the `cuts` lies between two of them."""
    held = sorted(words, key=lambda w: w.x0)
    segments: list[list[Word]] = [[held[0]]]
    for word in held[1:]:
        last = segments[-1][-1]
        bullet = len(segments) == 1 and len(segments[0]) == 1 and is_bullet(last.text)
        wide = not bullet and word.x0 - last.x1 > GAP * max(min(word.size, last.size), 4)
        if word.turned or wide or any(last.x1 - 1 <= x <= word.x0 + 1 for x in cuts):
            segments.append([word])
        else:
            segments[-1].append(word)
    sizes = [w.size for w in held if not w.turned] or [held[0].size]
    top, bottom = min(w.top for w in held), max(w.bottom for w in held)
    return PdfLine(tuple(Segment(tuple(s)) for s in segments), top, bottom, max(sizes))


_BULLET = re.compile(
    r"[\u2022\u00b7\u25cf\u25cb\u25aa\u25ab\u25a0\u25a1\u25e6\u2023\u27a2\u27a4\u2713\u2714\u25c6\u25c7\u2666\u2756>*\u2013\u25b6\uf0b7\uf0d8\uf0fc\uf06c\uf06e-]"
)


def is_bullet(text: str) -> bool:
    """Whether a word is the mark of a list."""
    return bool(_BULLET.fullmatch(text))


_PARTED = re.compile(r"(?<=[a-z]{2}-)\n(?=[a-z]{2})")


def whole(texts: Iterable[str]) -> str:
    """The texts of lines as one; a word that a hyphen parts is made whole."""
    return _PARTED.sub("", "\n".join(texts)).replace("\n", " ")


def covered(stretches: Iterable[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """What stretches of a line (from, to) cover together; those less than a gap apart are one."""
    out: list[tuple[float, float]] = []
    for x0, x1 in sorted(stretches):
        if out and x0 - out[-1][1] < gap:
            out[-1] = out[-1][0], max(x1, out[-1][1])
        else:
            out.append((x0, x1))
    return out
