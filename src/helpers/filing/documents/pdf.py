"""A deck or a release in PDF as the text of a filing. Read by pdfplumber.

pdfplumber is MIT-licensed, kept up, and gives every character, rule and box with its place, which tables without rules
need; pdfminer.six below it reads the file. PyMuPDF finds tables faster, but is under the AGPL; pypdf gives no places of
drawings; pdftotext and Camelot want programs that pip does not install."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from helpers.filing.documents import grid, pdf_figures, pdf_lines, pdf_regions, pdf_rules, pdf_tables, pdf_words
from helpers.filing.documents.convert import ConversionError
from helpers.filing.documents.pdf_lines import PdfLine
from helpers.filing.documents.written import Aside, Written

VERSION = f"2 (pdfplumber {pdfplumber.__version__})"
MOST_PAGES = 500
_PLAIN_BULLETS = "\u2022\u25e6\u25aa\u25ab\u2023\u00b7\uf0b7"
_ENDS = re.compile(r"[.:;!?]\W*$")


def convert(data: bytes) -> tuple[str, tuple[Aside, ...]]:
    """The text of a PDF and what stands outside of it. Raises ConversionError for what holds no text."""
    out = Written()
    with _opened(data) as document:
        if not document.pages:
            raise ConversionError("the PDF has no page. Download it again.")
        if len(document.pages) > MOST_PAGES:
            raise ConversionError(f"{len(document.pages):,} pages are more than a filing has (at most {MOST_PAGES}).")
        empty, pictures = 0, 0
        for number, page in enumerate(document.pages):
            if number:
                out.next_page()
            words = _words(page, number + 1)
            if not words:
                empty += 1
                pictures += bool(page.images)
            _listed_pictures(page, out)
            _page(page, words, out)
            page.close()
        if empty == len(document.pages):
            what = "it is scanned: its pages are pictures" if pictures else "no page of it holds text"
            raise ConversionError(
                f"{what}. Take the document from its publisher as text, or have it read by an OCR program."
            )
    return out.finished()


def _words(page: Any, number: int) -> list[pdf_words.Word]:
    try:
        return pdf_words.words_of(page)
    except (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError) as error:
        raise ConversionError(
            f"page {number} is damaged and cannot be read ({error}). Download the PDF again."
        ) from None


def _opened(data: bytes) -> Any:
    try:
        return pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise ConversionError("the PDF is encrypted and asks for a password. Save it without one first.") from None
        raise ConversionError("the PDF is damaged and cannot be read. Download it again.") from None
    except (PDFSyntaxError, ValueError, TypeError, KeyError, AssertionError, RecursionError):
        raise ConversionError("the PDF is damaged and cannot be read. Download it again.") from None


def _listed_pictures(page: Any, out: Written) -> None:
    for image in page.images:
        wide, high = image["x1"] - image["x0"], image["bottom"] - image["top"]
        if wide * high > 0.01 * page.width * page.height:
            out.aside(
                "a picture, not read", f"{wide:.0f} by {high:.0f} points at {image['x0']:.0f}, {image['top']:.0f}"
            )


def _page(page: Any, words: Sequence[pdf_words.Word], out: Written) -> None:
    blocks, loose = pdf_rules.ruled(page, words)
    lines = sorted(
        [*blocks, *pdf_lines.lines_of(loose)],
        key=lambda held: (held.bottom if held.block is None else held.top, held.x0),
    )
    for region in pdf_regions.in_order(lines):
        _region(region, float(page.width), out)


def _region(lines: Sequence[PdfLine], width: float, out: Written) -> None:
    tables = dict(pdf_tables.runs(lines))
    at = 0
    text: list[PdfLine] = []
    while at < len(lines):
        end = tables.get(at, at + 1)
        cells: Any = pdf_tables.by_alignment(lines[at:end]) if at in tables else lines[at].block
        if cells is None:
            text.append(lines[at])
        else:
            _paragraphs(text, width, out)
            text = []
            out.table(grid.table(cells))
        at = end
    _paragraphs(text, width, out)


# ---- text ------------------------------------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[PdfLine], width: float, out: Written) -> None:
    """Lines as paragraphs: parted by wider leading, wrapped lines put together, bullets set in by their place."""
    if not lines:
        return
    indents = _indents(lines)
    right = max(max(held.x1 for held in lines), width - min(held.x0 for held in lines))
    for block in _blocks(lines, right):
        said, loose = _paragraph(block, indents, right)
        out.block(said)
        if loose:
            out.aside("figures without a table, in the text as loose lines", " | ".join(loose), placed=True)


def _paragraph(block: list[PdfLine], indents: Any, right: float) -> tuple[list[str], list[str]]:
    """The lines of a paragraph as they are written, wrapped ones put together, and those of loose figures."""
    said: list[str] = []
    loose: list[str] = []
    for at, held in enumerate(block):
        text, bullet = _said(held, indents)
        if _is_row(held):
            said.append("\t".join(s.text for s in held.segments))  # a row by itself
        elif _is_loose(held):
            said += [s.text for s in held.segments]
            loose.append(text)
        elif said and not bullet and not (at and _is_loose(block[at - 1])) and _wraps(block, at, right):
            said[-1] = pdf_lines.whole((said[-1], text))
        else:
            said.append(text)
    return said, loose


def _is_row(held: PdfLine) -> bool:
    """Names of periods, or figures all of one form: a row by itself, as charts have them below their columns."""
    if len(held.segments) < 3:
        return False
    forms = {re.sub(r"[\d,.]+", "9", s.text) for s in held.segments}
    figures = all(map(pdf_figures.is_figure, held.segments)) and len(forms) == 1
    return figures or all(map(pdf_figures.is_period, held.segments))


def _is_loose(held: PdfLine) -> bool:
    """Figures side by side, parted by wide gaps, in no table: of a chart as a rule, and no row of anything."""
    figures = sum(map(pdf_figures.has_amount, held.segments))
    return len(held.segments) > 2 and figures > 1


def _blocks(lines: Sequence[PdfLine], right: float) -> list[list[PdfLine]]:
    """Paragraphs: lines no further apart than the leading."""
    leading = _leading(lines, right)
    out = [[lines[0]]]
    for before, held in itertools.pairwise(lines):
        apart = held.bottom - before.bottom
        if apart > 1.25 * leading * held.size or apart < 0 or abs(held.size - before.size) > 1:
            out.append([])
        out[-1].append(held)
    return out


def _leading(lines: Sequence[PdfLine], right: float) -> float:
    """From one line of a paragraph to the next, in sizes of type: a wide one only where lines wrap."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if abs(a.size - b.size) < 0.5 and b.bottom > a.bottom]
    ratios = sorted((b.bottom - a.bottom) / b.size for a, b in pairs)
    for ratio in ratios:
        near = [(a, b) for a, b in pairs if abs((b.bottom - a.bottom) / b.size - ratio) < 0.08]
        if ratio < 1.45 or sum(_is_full(a, b, right) for a, b in near) * 2 >= len(near):
            return max(ratio, 1.0)
    return 1.3


def _said(held: PdfLine, indents: Sequence[float]) -> tuple[str, bool]:
    """The text of a line, and whether it begins with a bullet."""
    words = [w.text for s in held.segments for w in s.words]
    if not pdf_lines.is_bullet(words[0]) or len(words) < 2:
        return " ".join(words), False
    if pdf_lines.is_bullet(words[1]) and words[0] in _PLAIN_BULLETS and len(words) > 2:
        words = words[1:]
    depth = max((n for n, x in enumerate(indents) if x <= held.x0 + 1), default=0)
    if words[0] in _PLAIN_BULLETS:
        words[0] = "-"
    return " " * depth + " ".join(words), True


def _indents(lines: Sequence[PdfLine]) -> list[float]:
    """Where bullets stand, from the left."""
    out: list[float] = []
    for x in sorted(held.x0 for held in lines if held.segments and pdf_lines.is_bullet(held.segments[0].words[0].text)):
        if not out or x - out[-1] > 3:
            out.append(x)
    return out


def _wraps(block: Sequence[PdfLine], at: int, right: float) -> bool:
    """Whether line `at` goes on with the one before: its first word had no room there."""
    before, held = block[at - 1], block[at]
    if _is_full(before, held, right):
        return True
    if len(block) < 3 or len(before.segments) > 1:
        return False
    edge = max(line.x1 for line in block)
    return all(_is_full(a, b, edge) for a, b in itertools.pairwise(block)) and not _ENDS.search(before.text)


def _is_full(before: PdfLine, held: PdfLine, right: float) -> bool:
    """Whether the first word of a line had no room at the end of the line before."""
    first = held.segments[0].words[0]
    words = before.segments[-1].words
    blanks = [b.x0 - a.x1 for a, b in itertools.pairwise(words) if b.x0 > a.x1]
    blank = median(blanks) if blanks else 0.27 * held.size
    return before.x1 + blank + first.x1 - first.x0 > right - 0.3
