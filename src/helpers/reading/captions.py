"""The unit a block is printed in, where its numbers do not say: a caption near it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple

from helpers.filing.layout import Block, Row
from helpers.language import company
from helpers.language.scales import captions, count_scale, is_strange, is_unit, tells_unit
from helpers.reading.because import BY_PRINT, UNCAPTIONED, Source
from helpers.reading.others import whose

Scale = int | str | None  # a power of ten of yen, '%', or None where nothing tells

_LONGEST = 200  # characters of a caption
# '(JPY in' at the end of a line laid out with blanks, 'millions)' at the end of the next one
_BEGINS = re.compile(r"\((?:JPY|Yen) in$")
_BRACKET = re.compile(r"\((?:Units?\s?:|in )[^()]*(?:yen|JPY|\u00a5)[^()]*\)$", re.IGNORECASE)
_GROWTH = re.compile(r"\((?:%,?\s)?(?:yoy|growth)(?:,?\s?%)?\)|\b(?:growth|yoy),\s%", re.IGNORECASE)
_MARKS = frozenset("<[\u3010\u25c6\u25c7\u25a0\u25a1\u25cf\u25cb")  # what headings begin with
_THOUSAND = 1000
_RIGHT_ABOVE = 2  # lines from a caption to its table
_NEAR = 6  # lines between the caption of a unit of counts and its table


class Captioned(NamedTuple):
    """A unit, and what says it."""

    scale: Scale
    source: Source
    foreign: bool = False  # of another currency than yen
    excepting: bool = False  # it makes exceptions: '(JPY million, except as noted)'
    whose: str = ""  # words by which a table is none of the group's: 'non-consolidated'


NOT_UNDERSTOOD = Captioned(None, UNCAPTIONED)
"""What a caption says that is not understood: it ends the one in force."""


class RatioLine(NamedTuple):
    """What a caption says of lines of percentages that have no label: how they are measured ('?' where it is not
    understood), and whether the amounts they belong to stand below them."""

    measure: str
    amounts_below: bool
    square: bool = False  # whether they stand in square brackets
    legend: bool = False  # whether it is of all that its section prints: '( ) gross margin ratio, [ ] YoY change'


_OF_REVENUE = re.compile(
    r"(?:%|ratios?|percentages?|shares?) (?:of|to) (?:the )?(?:total |net )?(?:revenues?|sales)|to revenue ratio"
)
_OF_LINES = ("line", "row", "figure", "number", "bracket", "parenthes", "()", "( )")
_OF_RATIOS = ("revenue", "ratio", "%", "bracket", "parenthes")
_LINE_ABOVE = re.compile(r"\b(?:first|upper|top|preceding) (?:line|row|figure|number)s?|\bline above")
_LINE_BELOW = re.compile(
    r"\b(?:second|lower|bottom|following) (?:line|row|figure|number)s?|\bline below|\bbrackets?\b|\bparenthes[ie]s\b"
    r"|\( ?\)"
)


def ratio_line(text: str) -> RatioLine | None:
    """'The first line of each item is its % of revenues', '(in brackets: gross margin ratio)'; None for any other
    line."""
    low = text.lower() if len(text) <= _LONGEST else ""
    if not (any(map(low.__contains__, _OF_LINES)) and any(map(low.__contains__, _OF_RATIOS))):
        return None
    above, below = _LINE_ABOVE.search(low), _LINE_BELOW.search(low)
    if above is None and below is None:
        return None
    of_revenue = _OF_REVENUE.search(low) is not None
    measure = "pct_of_revenue" if of_revenue else "margin" if "margin ratio" in low else "?"
    legend = low.lstrip().startswith(("()", "( )"))
    return RatioLine(measure, above is not None, "square bracket" in low, legend)


class Captions:
    """Every caption of a unit in a filing."""

    def __init__(self, blocks: list[Block]) -> None:
        self._above: dict[int, list[tuple[int, Captioned]]] = {}  # by section: the line of the block, and its caption
        self._of_tables = _of_tables(blocks)
        self._counts: dict[int, list[tuple[int, int]]] = {}  # by section: line and power of ten
        self._ratios: dict[int, list[tuple[int, RatioLine]]] = {}
        begun, self._heading = "", ("", 0, NOT_UNDERSTOOD)  # the mark, section and former unit of a captioned heading
        for block in blocks:
            for row in block.rows:
                text = row.line.text
                self._end_heading(block, row)
                told = f"{begun} {text.split()[-1]}" if begun else text
                if begun or tells_unit(told) or _is_of_growth(row):
                    self._note(block, row, told)
                begun = m.group() if "(JPY" in text and (m := _BEGINS.search(text)) else ""
                if not row.numbers and (ratios := ratio_line(row.line.text)):
                    self._ratios.setdefault(block.section, []).append((row.line.number, ratios))

    def _note(self, block: Block, row: Row, text: str) -> None:
        line = row.line.number
        power = None if row.numbers else count_scale(text)
        if power is not None:
            self._counts.setdefault(block.section, []).append((line, power))
        if power is None and _is_strange(row, text):
            self._above.setdefault(block.section, []).append((block.first, NOT_UNDERSTOOD))
            return
        if row.numbers and row.cells and any(c.kind == "number" for c in row.cells[1:]):
            return  # the unit of a row of a table is its own
        excepting = "except" in text.lower()
        others = "" if excepting else whose(text, ())
        for scale, foreign in captions(text):
            found = Captioned(scale, Source("caption", line), foreign, excepting, others)
            self._above.setdefault(block.section, []).append((block.first, found))

    def _end_heading(self, block: Block, row: Row) -> None:
        """A unit in a heading with a mark ('< Capital expenditures (unit: JPY billion) >') is in force until the next
        heading with it, which goes back to the unit before."""
        text, noted = row.line.text.strip(), self._above.setdefault(block.section, [])
        mark, section, former = self._heading
        if row.numbers or text[:1] not in _MARKS:
            return
        ends = (text[:1], block.section) == (mark, section)
        if tells_unit(text) and not is_unit(text):
            before = noted[-1][1] if noted else NOT_UNDERSTOOD
            self._heading = text[:1], block.section, former if ends else before
        elif ends:
            self._heading = "", 0, NOT_UNDERSTOOD
            noted.append((block.first, former))

    def captioned(self, block: Block, otherwise: Captioned = NOT_UNDERSTOOD) -> Captioned:
        """The unit captioned in the block, above it in its section, or below it; `otherwise` where nothing tells."""
        found = self._above.get(block.section, [])
        above = bisect_right(found, block.first, key=itemgetter(0))
        near = found[above - 1 : above] if above else [f for f in found[:1] if f[0] not in self._of_tables]
        return near[0][1] if near else otherwise

    def of_chart(self, block: Block) -> Captioned:
        """The unit of a chart: captioned as above; else as the company prints its charts, which its numbers show."""
        return self.captioned(block, Captioned(_by_print(block), BY_PRINT))

    def ratios(self, block: Block) -> RatioLine | None:
        """What a caption right above the block, in it or right below it says of lines of percentages."""
        end = len(block.rows) + _NEAR
        told = self._ratios.get(block.section, ())
        near = [ratios for line, ratios in told if -_NEAR <= line - block.first < end]
        found = near or [ratios for line, ratios in told if line < block.first and ratios.legend]
        return found[-1] if found else None

    def counts(self, block: Block) -> tuple[int, Source]:
        """The power of ten of the block's counts: captioned right above it or in it, without a currency; else 0."""
        size = len(block.rows)
        near = [
            (power, line) for line, power in self._counts.get(block.section, ()) if -_NEAR <= line - block.first < size
        ]
        return (near[-1][0], Source("caption", near[-1][1])) if near else (0, UNCAPTIONED)


def _is_strange(row: Row, text: str) -> bool:
    """Whether a line is nothing but units, or ends with one in brackets, and one of them is not understood."""
    bracket = _BRACKET.search(text)
    if _is_of_growth(row) and not captions(text):
        return True
    units = [bracket.group()] if bracket else [cell.text for cell in row.cells if cell.text] or [text]
    return all(map(is_unit, units)) and any(map(is_strange, units))


def _is_of_growth(row: Row) -> bool:
    """'Growth rates (% yoy)': whether a line says that what stands below is in percent, of which no head tells."""
    return "%" in row.line.text and not row.numbers and not row.cells and _GROWTH.search(row.line.text) is not None


def _of_tables(blocks: list[Block]) -> set[int]:
    """Where the blocks begin that are tables, or stand right above one: a caption in them is of nothing above it."""
    near = {
        block.first
        for block, below in itertools.pairwise(blocks)
        if below.kind == "table" and below.first - block.rows[-1].line.last <= _RIGHT_ABOVE
    }
    return near | {block.first for block in blocks if block.kind == "table"}


def _by_print(block: Block) -> Scale:
    """The company's millions are whole and have four digits or more, its billions a decimal."""
    habit = company.current().uncaptioned
    plain = [t for r in block.rows for t in r.numbers if not t.percent]
    fractions = sum(t.places > 0 for t in plain) > sum(t.value >= _THOUSAND and not t.places for t in plain)
    return habit.get("decimals" if fractions else "one_comma")
