"""From a fact to the line of the filing that printed it.

In a notebook a link leads to the raw text on the code host (`../data/raw/<filing>.txt#L<line>`); the book
rewrites the same link to its own page of that filing (`helpers.book`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from helpers.data.quantity import formats, formulas
from helpers.data.quantity.reference import PRINTED, Reference
from helpers.data.references import REFERENCE

RAW = "../data/raw/"
PUBLISHED_TABLE = f"{REFERENCE}published_results"
LONG = 240  # a formula longer than that is left to the trail
_FACT_ID = re.compile(r"^(?P<filing>.+?)\.L(?P<line>\d+)\.C(?P<column>\d+)(?:\..*)?$")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&])")
_STEM = re.compile(r"^(\d{4}-\d{2}-\d{2})_(?:[^_]+_)?([a-z]+)$")
_DATED = re.compile(r"^(\d{4}-\d{2}-\d{2})_")


@dataclass(frozen=True, order=True)
class Place:
    """A line of a filing; `line` counts from 1. `str()` gives '15 May 2017 presentation, line 57'."""

    filing: str
    line: int

    @property
    def href(self) -> str:
        """The link from a notebook to this line."""
        ending = "csv" if self.filing.startswith(REFERENCE) else "txt"
        return f"{RAW}{self.filing}.{ending}#L{self.line}"

    @property
    def page(self) -> str:
        """The page of the book that shows it, from the book's root."""
        return f"sources/{self.filing.removeprefix(REFERENCE)}.html"

    def __str__(self) -> str:
        return f"{filing_name(self.filing)}, line {self.line}"


def filing_name(filing: str) -> str:
    """A filing's stem for people: '2017-05-15_fy16_presentation' gives '15 May 2017 presentation'."""
    if filing.startswith(REFERENCE):
        return f"reference table {filing.removeprefix(REFERENCE)}"
    match = _STEM.match(filing)
    return f"{formats.day(match[1])} {match[2]}" if match else filing


@dataclass(frozen=True)
class Link:
    """Text that leads to a place; for cells of tables and for words in a sentence."""

    text: str
    place: Place


def place_of(fact_id: str) -> Place | None:
    """The place a fact id names; None where it names none (a reference row, for instance)."""
    match = _FACT_ID.match(fact_id)
    return Place(match["filing"], int(match["line"])) if match else None


def places_of(fact_ids: Iterable[str]) -> list[Place]:
    """The places of many facts, without repetition, in the order of filing and line."""
    return sorted({place for place in map(place_of, fact_ids) if place})


def lead(quantity: Any) -> Place | None:
    """Where a quantity's link leads: to the figure itself, else to the first of what it was worked out from.

    A figure published elsewhere is a row of its table; a fact of a filing comes before those.
    """
    if getattr(quantity, "basis", "") == "published":
        return row_of(quantity.references[0])
    facts = (place for place in map(place_of, quantity.fact_ids) if place)
    return next(facts, None) or next(map(row_of, references_of(quantity)), None)


def references_of(quantity: Any) -> tuple[Reference, ...]:
    """The figures published elsewhere behind a quantity."""
    return tuple(getattr(quantity, "references", ()))


def row_of(reference: Reference) -> Place:
    """The row of the table of published figures that a reference is."""
    return Place(PUBLISHED_TABLE, reference.line)


def publication(reference: Reference) -> str:
    """Who published a figure and when, as plain text: 'IIJ (SEC filing), 30 June 2016'."""
    day = formats.day(reference.announced_on) if reference.announced_on else "day not known"
    return f"{reference.publisher}, {day}"


def anchor(fact_id: str) -> str:
    """The id of a fact's printed number on the page of its filing: 'L57.C14'; '' where the id names no place."""
    match = _FACT_ID.match(fact_id)
    return f"L{match['line']}.C{match['column']}" if match else ""


def passage(filing: str, line: int, text: str = "") -> Link:
    """A link to a line, shown as `text` or as 'line n'."""
    return Link(text or f"line {line}", Place(filing, int(line)))


def trail(quantity: Any, most: int = 4) -> str:
    """Where a quantity comes from, in words: its line, or its formula and its lines."""
    published = references_of(quantity)
    if getattr(quantity, "basis", "reported") in PRINTED:
        narrower = formats.narrowed(quantity)
        printed = quantity.basis == "published" if published else False
        where = f"Published elsewhere: {publication(published[0])}" if printed else str(lead(quantity) or "")
        return where + (f"; other figures narrow it to {narrower}" if narrower else "")
    places = [str(place) for place in places_of(quantity.fact_ids)]
    places += [f"published elsewhere: {name}" for name in dict.fromkeys(map(publication, published))]
    listed = "; ".join(places[:most]) + (f"; and {len(places) - most} more" if len(places) > most else "")
    formula = formulas.printed(str(getattr(quantity, "formula", "") or ""))
    named = f" as {formula}" if formula and len(formula) <= LONG else ""
    return f"Derived{named}" + (f", from {listed}" if listed else "")


def markdown_text(text: str) -> str:
    """Text from a filing, safe inside Markdown: every character stands for itself."""
    flat = " ".join(str(text).split())
    return (
        _MARKDOWN.sub(r"\\\1", flat.replace("&", "&amp;"))
        .replace("\\&amp;", "&amp;")
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
    )


def markdown_link(text: str, place: Place | None, title: str = "") -> str:
    """A Markdown link with a safe title; the bare text where there is no place."""
    if place is None:
        return text
    safe = html.escape(title).replace("\\", "\\\\").replace("`", "&#96;")
    return f'[{text}]({place.href} "{safe}")' if safe else f"[{text}]({place.href})"


def html_link(text: str, place: Place | None, title: str = "") -> str:
    """The same as HTML; `text` is escaped here."""
    shown = html.escape(text)
    if place is None:
        return shown
    hint = f' title="{html.escape(title)}"' if title else ""
    return f'<a href="{html.escape(place.href)}"{hint}>{shown}</a>'


def source_line(quantities: Iterable[Any]) -> str:
    """The source line of a figure or table: the filings behind its quantities, by their dates."""
    known = [quantity for quantity in quantities if formats.is_known(quantity)]
    sources = sorted({place.filing for quantity in known for place in places_of(quantity.fact_ids)})
    filings = [name for name in sources if not name.startswith(REFERENCE)]
    if any(references_of(quantity) for quantity in known):
        sources.append(PUBLISHED_TABLE)
    others = [f"{filing_name(name)}.csv" for name in sources if name.startswith(REFERENCE)]
    if not filings:
        return f"Source: {_joined(others)}." if others else ""
    dated = [_DATED.match(filing) for filing in filings]
    names = [formats.day(match[1]) if match else name for match, name in zip(dated, filings, strict=True)]
    said = "Source: IIJ, filing" + ("s" if len(names) > 1 else "") + " of " + _joined(names)
    return "; ".join([said, *others]) + "."


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
