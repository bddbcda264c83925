"""Tables of HTML as cells in a grid, and which of them are no tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from helpers.filing.documents import grid

LISTED = re.compile(
    r"\s*(?:[\u2022\u00b7\u25cf\u25cb\u25aa\u25a0\u25e6\u2023\u27a2\u2713\u25c6\u2666*>\u2013-]|\(?\d{1,2}[.)])\s"
)


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def is_layout(table: HtmlElement, rows: list[HtmlElement]) -> bool:
    """Whether a table only places things on the page: it holds tables, lists, headings, or has a single column."""
    if any(table.find(f".//{tag}") is not None for tag in ("table", "ul", "ol", "h1", "h2", "h3", "h4", "pre")):
        return True
    filled = [[c for c in row.iterchildren("td", "th") if c.text_content().strip()] for row in rows]
    return all(
        len(row) <= 2 and (len(row) < 2 or LISTED.fullmatch(row[0].text_content().strip() + " ")) for row in filled
    )


def spread(rows: list[HtmlElement], lines_of: Callable[[HtmlElement], list[str]]) -> list[list[grid.GridCell]]:
    """The cells of rows with their places in the grid, what spans rows or columns resolved."""
    out: list[list[grid.GridCell]] = []
    taken: dict[int, int] = {}  # columns that a cell further up still covers, and for how many rows
    for row in rows:
        here: list[tuple[int, int, list[str]]] = []
        at, covered = 0, {c: n - 1 for c, n in taken.items() if n > 1}
        for cell in row.iterchildren("td", "th"):
            while at in taken:
                at += 1
            width, height = _span(cell, "colspan", 1000), _span(cell, "rowspan", 1000)
            here.append((at, at + width, lines_of(cell)))
            if height > 1:
                covered.update(dict.fromkeys(range(at, at + width), height - 1))
            at += width
        taken = covered
        out += _stacked(here)
    return out


def _span(cell: HtmlElement, name: str, most: int) -> int:
    given = re.match(r"\s*(\d{1,4})", cell.get(name, ""))
    return min(max(int(given[1]), 1), most) if given else 1


def _stacked(cells: list[tuple[int, int, list[str]]]) -> list[list[grid.GridCell]]:
    """One row; or several, where the cells hold as many amounts each one above another as the first has lines."""
    height = max((len(lines) for _, _, lines in cells[1:]), default=1)
    if height > 1 and _are_stacked(cells[0][2], [lines for _, _, lines in cells[1:] if lines], height):
        return [
            [grid.GridCell(start, end, lines[n]) for start, end, lines in cells if n < len(lines)]
            for n in range(height)
        ]
    return [[grid.GridCell(start, end, " ".join(lines)) for start, end, lines in cells if lines]]


def _are_stacked(label: list[str], figures: list[list[str]], height: int) -> bool:
    if len(label) not in {1, height} or any(len(lines) not in {1, height} for lines in figures):
        return False
    return all(grid.GridCell(0, 1, line).is_value for lines in figures if len(lines) == height for line in lines)
