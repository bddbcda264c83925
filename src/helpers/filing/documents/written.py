"""The text that a document becomes: lines and rows in order, page by page, and what found no place in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.filing.documents import furniture
from helpers.filing.documents.grid import Table

PAGE_BREAK = "\f"
"""Stands alone on a line that would be blank otherwise, as pdftotext writes it: line numbers count by newline alone."""
BULLET = re.compile(r"[\u2022\u00b7\u25cf\u25cb\u25aa\u25a0\u25e6\u2023\u27a2\u2713\u25c6\u2666\u2013*-]|o")
_BLANK = re.compile(r"\s+")
_GONE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Aside:
    """Something of a document that stands outside the run of its text. `what` says what it is and what became of it;
    `line` counts from 1 and is 0 where it is not in the text at all."""

    page: int
    line: int
    what: str
    text: str


def squeezed(text: str) -> str:
    """Words with single blanks between: no invisible marks, no ligatures, no runs of blanks."""
    text = _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), _GONE.sub("", text))
    return _BLANK.sub(" ", _CONTROL.sub(" ", text)).strip()


class Written:
    """Collects a text. Between two blocks stands one blank line; rows of a table and items of a list follow closely."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self._asides: list[Aside] = []
        self._open = False  # whether the block begun last may go on

    def block(self, lines: Iterable[str], *, close: bool = False) -> None:
        """Lines that belong together. With `close` they follow the block before, as an item the item before it."""
        said = [line for line in lines if line.strip()]
        if not said:
            return
        here = self._pages[-1]
        here += [""] if here and here[-1] and not (close and self._open) else []
        here += said
        self._open = close

    def table(self, found: Table) -> None:
        """A table with its title and notes: a tab between two cells of a row, a blank behind the mark of a list."""
        width = max(map(len, found.rows), default=0)
        listed = width == 2 and all(BULLET.fullmatch(row[0]) or not row[0] for row in found.rows)
        between = " " if listed else "\t"
        self.block(found.above)
        self.block(between.join(cell.replace("\t", " ") for cell in row).strip(" ") or " " for row in found.rows)
        for note in found.below:
            self.block([note])

    def gap(self) -> None:
        """What follows is a block of its own."""
        self._open = False

    def next_page(self) -> None:
        """Whatever follows stands on the next page."""
        self._pages.append([])
        self._open = False

    def aside(self, what: str, text: str, *, placed: bool = False) -> None:
        """List something; `placed` where it is the block written last."""
        line = len(self._pages[-1]) if placed else 0
        self._asides.append(Aside(len(self._pages), line, what, squeezed(text)))

    def finished(self) -> tuple[str, tuple[Aside, ...]]:
        """The text, ended by a newline, and what was listed. Page numbers and running heads go into the list."""
        left_out = _furniture(self._pages)
        lines: list[str] = []
        numbers: dict[tuple[int, int], int] = {}  # of the lines that stay, by their page and place on it
        for page, said in enumerate(self._pages):
            if page:
                _trim(lines)
                lines.append(PAGE_BREAK)
            for index, line in enumerate(said):
                if (page, index) in left_out or (not line and (not lines or lines[-1] in ("", PAGE_BREAK))):
                    continue
                lines.append(line)
                numbers[page + 1, index + 1] = len(lines)
        while lines and lines[-1] in ("", PAGE_BREAK):
            lines.pop()
        asides = [replace(a, line=numbers.get((a.page, a.line), 0)) for a in self._asides]
        asides += [Aside(p + 1, 0, left_out[p, i], self._pages[p][i].strip()) for p, i in sorted(left_out)]
        asides.sort(key=lambda a: a.page)
        return "\n".join(lines) + "\n" if lines else "", tuple(asides)


def _furniture(pages: list[list[str]]) -> dict[tuple[int, int], str]:
    """Page and index of the lines that every page repeats, with what they are. Blank lines have no say."""
    if len(pages) < 2:
        return {}
    filled = [[(at, line) for at, line in enumerate(lines) if line] for lines in pages]
    said = [[line for _, line in lines] for lines in filled]
    found = dict.fromkeys(furniture.running_lines(said), "a running head or foot, left out where it repeats")
    found |= dict.fromkeys(furniture.page_numbers(said), "a page number, left out")
    return {(page, filled[page][at][0]): what for (page, at), what in found.items()}


def _trim(lines: list[str]) -> None:
    while lines and not lines[-1]:
        lines.pop()


def pages(text: str) -> list[int]:
    """The page of each line of a text, from 1; all 1 in a text without page breaks."""
    out, page = [], 1
    for line in text.split("\n"):
        page += line.count(PAGE_BREAK)
        out.append(page)
    return out
