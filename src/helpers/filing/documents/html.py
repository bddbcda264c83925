"""An exhibit or a newswire page in HTML as the text of a filing. Parsed by lxml, which mends what is broken."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from helpers.filing.documents import grid, markup
from helpers.filing.documents import html_tables as tables
from helpers.filing.documents.html_tables import LISTED
from helpers.filing.documents.written import BULLET, Aside, Written, squeezed

VERSION = f"2 (lxml {etree.__version__})"
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p page pre section summary table tbody td tfoot"
    " th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_HTML = frozenset(("GRAPHIC", "XML", "ZIP", "EXCEL", "JSON", "CSS", "JS"))
_WINDOWS = {i: bytes([i]).decode("cp1252", errors="replace") for i in range(0x80, 0xA0)}
_PICTURES = {"\u00d8": "\u27a2", "\u00fc": "\u2713", "\uf0d8": "\u27a2", "\uf0fc": "\u2713"}
_ORDINAL = re.compile(r"(?:st|nd|rd|th|tm|sm|\u00ae|\u2122|\u2120|[a-z]{3,})", re.I)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp)", re.I)
LONGEST_MARK = 12
MATTER = 0.6
"""The share of a page's digits that <main> or <article> must hold to be taken for the whole of its matter."""


def convert(data: bytes) -> tuple[str, tuple[Aside, ...]]:
    """The text of an HTML file and what stands outside of it. An empty text: nothing of it can be seen."""
    out = Written()
    for kind, source in markup.documents(markup.decoded(data)):
        if not re.search(r"<[a-zA-Z]", source) or kind.upper() in _NO_HTML:
            out.aside(f"a document of type {kind or 'unknown'}, not HTML: left out", source[:80])
            continue
        tree = markup.parsed(source)
        if tree is not None:
            _Walk(out, markup.styles(tree)).page(tree)
    return out.finished()


class _Walk:
    def __init__(self, out: Written, styles: markup.Styles) -> None:
        self.out, self.styles = out, styles
        self.said: list[str] = []  # of the paragraph that is being read
        self.lists: list[int | None] = []  # the next number of each list around, None: bullets
        self.prefix = ""
        self.in_list = False
        self.symbols = False
        self.indent = 0.0  # how far the block being read is set in, in points
        self.indents: list[float] = []  # how far the bullets around are set in, the outermost first

    # ---- the page ---------------------------------------------------------------------------------------------

    def page(self, tree: HtmlElement) -> None:
        """All of a page that is its matter."""
        body = tree.find("body")
        root = body if body is not None else tree
        matter = self._matter(root)
        for element in [e for e in root.iter() if markup.is_furniture(e)]:
            if not self._stays(element, root, matter):
                if words := squeezed(self._text(element)):
                    self.out.aside("page furniture, left out", words)
                element.clear(keep_tail=True)
        if matter is not root:
            self._around(matter)
        self._block(matter)
        self._flush()

    @staticmethod
    def _stays(element: HtmlElement, root: HtmlElement, matter: HtmlElement) -> bool:
        """Whether what is marked as furniture belongs to the matter: what it lies in, and the head with its title."""
        above = list(element.iterancestors())
        gone = root not in above  # with what is around it
        if element is matter or element in matter.iterancestors() or gone:
            return True
        if element.tag != "header" or next(element.iter("nav"), None) is not None:
            return False
        return (matter is not root and matter in above) or next(element.iter("h1"), None) is not None

    def _matter(self, root: HtmlElement) -> HtmlElement:
        """The element that holds what the page is about."""
        found = [e for e in root.iter("main", "article") if not self.styles.is_hidden(e)]
        best = max(found, key=lambda e: len(e.text_content()), default=root)
        digits = [sum(map(str.isdigit, e.text_content())) for e in (best, root)]
        return best if digits[0] >= MATTER * digits[1] else root

    def _around(self, matter: HtmlElement) -> None:
        keep = {matter, *matter.iterancestors()}
        for element in [e for up in matter.iterancestors() for e in up if e not in keep]:
            if words := squeezed(self._text(element)):
                self.out.aside("outside the page's main part, left out", words)

    # ---- blocks -----------------------------------------------------------------------------------------------

    def _block(self, element: HtmlElement) -> None:
        """An element and what is in it, then the text behind it (which is its parent's)."""
        tag = element.tag
        before, after = self.styles.breaks(element)
        if before or tag == "page":
            self._break()
        if self._is_gone(element):
            self._hidden(element)
        elif tag == "table":
            self._flush()
            self._table(element)
        elif tag == "pre":
            self._flush()
            self.out.block(line.rstrip() for line in element.text_content().translate(_WINDOWS).split("\n"))
        elif tag in _BLOCKS:
            self._flush()
            outer, self.indent = self.indent, self.indent + markup.indent(element)
            self._inside(element)
            self._flush()
            self.indent = outer
            if tag not in {"li", "div", "dt", "dd"} and not self.lists:
                self.out.gap()
        else:
            self._inline(element, self._block)
        if after:
            self._break()
        self._say(element.tail)

    def _is_gone(self, element: HtmlElement) -> bool:
        """Whether a browser shows nothing of it."""
        return element.tag in markup.GONE or self.styles.is_hidden(element)

    def _inside(self, element: HtmlElement) -> None:
        tag = element.tag
        outer = self.prefix, self.in_list
        if tag in {"ul", "ol", "dir", "menu"}:
            start = element.get("start", "1")
            self.lists.append(int(start) if tag == "ol" and start.lstrip("-").isdigit() else None if tag != "ol" else 1)
        elif tag == "li":
            self.prefix, self.in_list = self._mark(element), True
        elif tag in {"dt", "dd"}:
            self.in_list = True
        elif tag in _HEADINGS:
            self.out.gap()
        self._content(element, self._block)
        if tag in {"ul", "ol", "dir", "menu"}:
            self._flush()
            self.lists.pop()
        if tag in {"li", "dt", "dd"}:
            self._flush()
            self.prefix, self.in_list = "", outer[1]

    def _mark(self, item: HtmlElement) -> str:
        depth = " " * max(0, len(self.lists) - 1)
        number = self.lists[-1] if self.lists else None
        if number is None:
            return f"{depth}- "
        given = item.get("value", "")
        number = int(given) if given.isdigit() else number
        self.lists[-1] = number + 1
        kind = item.getparent().get("type", "1") if item.getparent() is not None else "1"
        return f"{depth}{_numbered(number, kind)}. "

    def _content(self, element: HtmlElement, each: Callable[[HtmlElement], None]) -> None:
        self._say(element.text)
        for child in element:
            each(child)

    def _say(self, text: str | None) -> None:
        if text:
            self.said.append(re.sub(r"\s+", " ", self._written(text)))

    def _written(self, text: str) -> str:
        text = text.translate(_WINDOWS)
        if self.symbols:
            text = "".join(c if c.isspace() else _PICTURES.get(c, "\u2022") for c in text)
        return text

    def _flush(self) -> None:
        lines = [squeezed(line) for line in "".join(self.said).split("\n")]
        lines = [line for line in lines if line]
        self.said = []
        if not lines:
            return
        if not self.lists and (listed := LISTED.match(lines[0] + " ")):
            self.out.block([self._depth(self.indent) + lines[0], *lines[1:]], close=not listed[0].strip()[0].isdigit())
            return
        self.indents = []
        if self.prefix and not LISTED.match(lines[0] + " "):
            lines[0] = self.prefix + lines[0]
        elif self.prefix:
            lines[0] = self.prefix.removesuffix("- ") + lines[0]
        self.prefix = ""
        self.out.block(lines, close=self.in_list)

    def _depth(self, indent: float) -> str:
        """Blanks in front of a bullet that stands this far from the left, one a step from the bullets before."""
        while self.indents and indent < self.indents[-1] - 1:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1] + 1:
            self.indents.append(indent)
        return " " * (len(self.indents) - 1)

    def _break(self) -> None:
        self._flush()
        self.out.next_page()

    def _hidden(self, element: HtmlElement) -> None:
        if element.tag in {"noscript", "iframe", "object", "embed"} or element.tag not in markup.GONE:
            words = squeezed(element.text_content())
            if any(map(str.isdigit, words)):
                self.out.aside("hidden, not shown by a browser: left out", words)

    # ---- inline -----------------------------------------------------------------------------------------------

    def _inline(self, element: HtmlElement, each: Callable[[HtmlElement], None]) -> None:
        """What stands in a line; `each`: what is done with each element inside."""
        tag = element.tag
        if tag == "br":
            self.said.append("\n")
        elif tag == "img":
            self._picture(element)
        elif tag == "svg":
            self._drawing(element)
        elif self.styles.is_raised(element) and len(squeezed(element.text_content())) <= LONGEST_MARK:
            self.said.append(self._raised(element))
        else:
            symbols, self.symbols = self.symbols, self.symbols or markup.is_symbol_font(element)
            self._content(element, each)
            self.symbols = symbols

    def _raised(self, element: HtmlElement) -> str:
        text = squeezed(self._written(element.text_content()))
        return text if _ORDINAL.fullmatch(text) else grid.raised(text)

    def _picture(self, element: HtmlElement) -> None:
        said = squeezed(element.get("alt", ""))
        if element.get("width") in {"0", "1"} or element.get("height") in {"0", "1"}:
            return
        name = element.get("src", "")
        name = "" if name.startswith("data:") else name.rsplit("/", 1)[-1][:80]
        self.out.aside("a picture, not read", said if said and not _FILE_NAME.fullmatch(said) else name)

    def _drawing(self, element: HtmlElement) -> None:
        words = [squeezed("".join(t.itertext())) for t in element.iter("text", "{*}text")]
        if loose := " ".join(word for word in words if word):
            self.said.append(f"\n{loose}\n")
            self.out.aside("words of a drawing, in the text as a loose line", loose)

    def _text(self, element: HtmlElement) -> str:
        """All that can be seen in an element, a newline at each break and between blocks."""
        said, self.said = self.said, []
        self._collect(element)
        found, self.said = "".join(self.said), said
        return found

    def _collect(self, element: HtmlElement) -> None:
        around = "\n" if element.tag in _BLOCKS else ""
        if not self._is_gone(element):
            self.said.append(around)
            self._inline(element, self._collected)
            self.said.append(around)

    def _collected(self, element: HtmlElement) -> None:
        self._collect(element)
        self._say(element.tail)

    # ---- tables -----------------------------------------------------------------------------------------------

    def _table(self, element: HtmlElement) -> None:
        for caption in element.iterchildren("caption"):
            self.out.block([squeezed(line) for line in self._text(caption).split("\n")])
        rows = list(tables.rows_of(element))
        if tables.is_layout(element, rows):
            self._laid_out(rows)
            return
        cells = tables.spread([row for row in rows if not self.styles.is_hidden(row)], self._cell)
        self.out.table(grid.table(cells))

    def _laid_out(self, rows: list[HtmlElement]) -> None:
        for row in rows:
            cells = [c for c in row.iterchildren("td", "th") if not self.styles.is_hidden(c)]
            texts = [squeezed(self._text(c).replace("\n", " ")) for c in cells]
            said = [text for text in texts if text]
            if len(said) > 1 and (BULLET.fullmatch(said[0]) or LISTED.fullmatch(said[0] + " ")):
                empty = itertools.takewhile(lambda cell: not cell.text_content().strip(), cells)
                indent = self.indent + sum(map(markup.width, empty)) + sum(map(markup.indent, cells))
                self.out.block([self._depth(indent) + " ".join(said)], close=True)
                continue
            for cell in cells:
                self._content(cell, self._block)
                self._flush()

    def _cell(self, cell: HtmlElement) -> list[str]:
        """The lines of a cell."""
        if self.styles.is_hidden(cell):
            return []
        return [line for part in self._text(cell).split("\n") if (line := squeezed(part))]


def _numbered(number: int, kind: str) -> str:
    if kind in {"a", "A"} and 0 < number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in {"i", "I"} and 0 < number < 40:
        roman = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return roman if kind == "i" else roman.upper()
    return str(number)
