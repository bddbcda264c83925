"""What the search of the book looks through: a script file with every passage, so that it works from files as well.

Passages come from the pages as they were written, under the heading they stand below; a filing's from its lines, ten
at a time; a line item answers to every name it is known by.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import html as pages

from helpers.data.files import Folder
from helpers.language import concepts
from helpers.publish.book.item_pages import Items

PATH = "_static/search-index.js"
ANALYSIS, ITEM, EXPLANATION, GLOSSARY, SOURCE = range(5)
_LINES = 10
_BLOCKS = ("p", "li", "tr", "dt", "dd", "figcaption", "caption", "h1", "h2", "h3", "pre")
_SPACE = re.compile(r"\s+")
Passage = tuple[str, str, str]
"""The anchor, the section and the text."""


def write(book: Folder, items: Items, filings: Path, source: Path) -> None:
    """Write the index of the finished book: its pages, the line items, and the filings of a folder of raw texts.

    source   the folder of book/, with front.toml (which notebooks are no analyses) and search_words.toml
    """
    made_by = tomllib.loads((source / "front.toml").read_text(encoding="utf-8"))["made_by"]
    same = tomllib.loads((source / "search_words.toml").read_text(encoding="utf-8"))
    entries: list[list[Any]] = []
    for path in sorted(book.root.glob("**/*.html")):
        name = path.relative_to(book.root).as_posix()
        if name.split("/")[0] in ("items", "sources", "inline", "_static") or name in ("search.html", "genindex.html"):
            continue
        title, passages = read_page(path.read_text(encoding="utf-8"))
        number = path.stem[:2] + " " if name.startswith("notebooks/") else ""
        entries.append([name, number + title, _rank(name, made_by), passages])
    entries += [_item(concept, items) for concept in items.ids]
    for path in sorted(filings.glob("*.txt")):
        if (book.root / "sources" / f"{path.stem}.html").is_file():
            entries.append([f"sources/{path.stem}.html", path.stem, SOURCE, list(_filing(path))])
    listed = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    words = json.dumps(same, ensure_ascii=False)
    book.write(PATH, f"const BOOK_PASSAGES = [\n{listed}\n];\nconst BOOK_WORDS = {words};\n")


def _rank(name: str, made_by: Collection[str]) -> int:
    """Analyses before what explains them, the glossary last."""
    if (name.startswith("notebooks/") and Path(name).stem not in made_by) or name == "index.html":
        return ANALYSIS
    return GLOSSARY if name == "glossary.html" else EXPLANATION


def read_page(text: str) -> tuple[str, list[Passage]]:
    """The title of a page, and the passages of its article under their headings, in their order."""
    root = pages.fromstring(text)
    article = next(iter(root.xpath("//article")), None)
    if article is None:
        return "", []
    for one in article.xpath(
        ".//*[contains(@class, 'headerlink') or contains(@class, 'trails')] | .//p[@class='source']"
    ):
        one.drop_tree()
    for code in article.xpath(".//div[contains(@class, 'cell_input')] | .//script | .//style"):
        code.drop_tree()
    title, section, anchor = "", "", ""
    found: dict[Passage, None] = {}
    for one in article.iter(*_BLOCKS):
        words = _words(one)
        if one.tag in ("h1", "h2", "h3"):
            holder = one.getparent()
            anchor = one.get("id") or (holder.get("id") if holder is not None else "") or ""
            title, section = title or words, words
        elif words and next(one.iterancestors(*_BLOCKS), None) is None:
            found.setdefault((anchor, section, words))
    return title, list(found)


def _words(element: Any) -> str:
    cells = [_SPACE.sub(" ", one.text_content()).strip() for one in element.iter("td", "th")]
    return " | ".join(cells) if element.tag == "tr" else _SPACE.sub(" ", element.text_content()).strip()


def _item(concept: str, items: Items) -> list[Any]:
    """A line item: its names, and each level as it is written."""
    item, history = concepts.load().get(concept), items.history(concept)
    names = dict.fromkeys([concept, item.label, *item.aliases, *item.negative_aliases, *items.called(concept)])
    levels = "; ".join(f"{one.period}: {items.written(one)}" for one in history)
    passages = [("names", "Names", "; ".join(names)), ("history", "History", levels)]
    return [f"items/{concept}.html", item.label, ITEM, passages]


def _filing(path: Path) -> Iterator[Passage]:
    """The text of a filing, some lines at a time, at the first of them."""
    lines = path.read_bytes().decode("utf-8", errors="replace").split("\n")
    for start in range(0, len(lines), _LINES):
        text = _SPACE.sub(" ", " ".join(lines[start : start + _LINES])).strip()
        if text:
            yield f"L{start + 1}", f"line {start + 1}", text
