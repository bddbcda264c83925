"""The way back of every number of a page: to the printed figure itself, or to a trail of how it was worked out.

A reported number leads to its place on the page of the filing. A computed one opens its trail: the formula in words,
then each input with its value, its interval and its link; an input that was worked out itself unfolds. A figure that
was published elsewhere opens one, too: who published it, when and where. Trails stand at
the end of the page and open over it; without scripts their links lead there. See `helpers.trails` for where they
come from.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from helpers.data import tables
from helpers.data.quantity import formats, formulas
from helpers.story import sources

_TITLED = re.compile(r'<a href="(?P<href>[^"]+)" title="(?P<title>[^"]*)">')
_PUBLISHED = re.compile(r"^published:([\w.]+).*$")
_WEB = re.compile(r"https?://")
Node = dict[str, Any]


class Facts:
    """What is to be said of a fact in a trail: where it stands, what it prints, and what that is."""

    def __init__(self, processed: Path, items: Collection[str] = ()) -> None:
        """`items` are the line items that have a page."""
        frame = tables.read(processed, "facts")
        self._items = items
        self._concepts = dict(zip(frame["fact_id"], frame["concept"], strict=True))
        names = ["fact_id", "printed", "label", "period_start", "period_end"]
        self._rows = {row[0]: row[1:] for row in frame[names].itertuples(index=False, name=None)}

    def item(self, source: str) -> str:
        """The line item of a fact or of a published figure, by its id; '' where it has no page."""
        concept = self._concepts.get(source) or _PUBLISHED.sub(r"\1", source)
        return concept if concept in self._items else ""

    def words(self, fact_id: str) -> str:
        """The printed figure and what it is: '36,179 (Total revenues, 1Q16)'; empty for an unknown fact."""
        if fact_id not in self._rows:
            return ""
        printed, label, start, end = self._rows[fact_id]
        label = " ".join(str(label).split())
        return f"{printed} ({label + ', ' if label else ''}{formats.period(start, end)})"


class Page:
    """The trails of one page: numbers get their link, computed ones a trail each, the same quantity the same one."""

    def __init__(self, facts: Facts | None = None, up: str = "../") -> None:
        self.facts, self.up = facts, up
        self._ids: dict[str, str] = {}
        self.items: dict[str, None] = {}  # the line items whose figures the page shows, in its order

    def linked(self, page: str, carried: Mapping[str, Any]) -> str:
        """HTML whose titled links, in their order, are the `numbers` of an output: each led to its source."""
        numbers = iter(carried.get("numbers", ()))

        def led(match: re.Match[str]) -> str:
            node = next(numbers, None)
            if node is None:
                return match[0]
            return self._open(carried["nodes"], node, match["title"], html.unescape(match["href"]))

        return _TITLED.sub(led, page)

    def cell(self, text: str, nodes: list[Node], node: int) -> str:
        """One number by itself, for the data of a chart."""
        return f"{self._open(nodes, node)}{html.escape(text)}</a>"

    def _open(self, nodes: list[Node], node: int, title: str = "", href: str = "") -> str:
        """The opening tag of the link of a number; `href` is kept where there is nothing more to say."""
        it = nodes[node]
        self._note(it)
        if it.get("reported") or not any(it.get(name) for name in ("inputs", "facts", "references")):
            facts = it.get("facts", [])
            found = self._place(facts[0]) if facts else href
            where = str(sources.place_of(facts[0])) if facts else ""
            hint = title or html.escape(where)
            return f'<a class="printed" href="{html.escape(found)}"' + (f' title="{hint}">' if hint else ">")
        return f'<a class="computed" href="#{self._trail(nodes, node)}" aria-haspopup="dialog">'

    def _note(self, it: Node) -> None:
        """Remember the line item that a number is a level of."""
        for source in (*it.get("facts", [])[:1], *[one["id"] for one in it.get("references", [])[:1]]):
            concept = self.facts.item(source) if self.facts and not it.get("made") else ""
            if concept:
                self.items.setdefault(concept)

    def _trail(self, nodes: list[Node], node: int) -> str:
        content = self._content(nodes, node)
        if content not in self._ids:
            self._ids[content] = f"trail-{len(self._ids) + 1}"
        return self._ids[content]

    def _content(self, nodes: list[Node], node: int) -> str:
        it = nodes[node]
        interval = _interval(it)
        name = f' <span class="name">{html.escape(it["name"])}</span>' if it.get("name") else ""
        head = f'<p class="what"><strong>{html.escape(it["text"])}</strong>{interval}{name}</p>'
        return head + self._made(nodes, it)

    def _made(self, nodes: list[Node], it: Node) -> str:
        """How a node was worked out: the formula, then what it names."""
        made = f'<p class="made">{html.escape(it["made"])}</p>' if it.get("made") else ""
        rows = [f"<li>{self._input(nodes, nodes[one])}</li>" for one in it.get("inputs", ())]
        rows += [f"<li>{self._published(one)}</li>" for one in it.get("references", ())]
        rows += [f"<li>{self._fact(fact)}</li>" for fact in it.get("facts", ())]
        if it.get("more"):
            rows.append(f"<li>and {it['more']:,} more</li>")
        return f'{made}<ul class="from">{"".join(rows)}</ul>'

    def _input(self, nodes: list[Node], it: Node) -> str:
        interval = _interval(it)
        name = html.escape(formulas.printed(it.get("name", "")))
        text = html.escape(it["text"])
        if it.get("reported") and it.get("facts"):
            fact = it["facts"][0]
            where = html.escape(str(sources.place_of(fact)))
            name = self._item_link(name, fact)
            return f'{name}: <a href="{html.escape(self._place(fact))}">{text}</a>{interval} <small>{where}</small>'
        if it.get("published") and len(it["references"]) == 1:
            name = self._item_link(name, it["references"][0]["id"])
            return f"{name}: {text}{interval} <small>{self._published(it['references'][0])}</small>"
        if it.get("inputs") or it.get("facts") or it.get("references"):
            head = f"<summary>{name or 'worked out'}: {text}{interval}</summary>"
            return f"<details>{head}{self._made(nodes, it)}</details>"
        return f"{name}: {text}{interval}" if name else f"{text}{interval}"

    def _item_link(self, name: str, source: str) -> str:
        """The name of an input, which leads to the page of its line item."""
        concept = self.facts.item(source) if self.facts else ""
        return f'<a href="{self.up}items/{html.escape(concept)}.html">{name}</a>' if concept and name else name

    def _fact(self, fact_id: str) -> str:
        place = sources.place_of(fact_id)
        said = html.escape((self.facts.words(fact_id) if self.facts else "") or fact_id)
        if place is None:
            return said
        return f'<a href="{html.escape(self._place(fact_id))}">{said}</a> <small>{html.escape(str(place))}</small>'

    def _published(self, one: Mapping[str, Any]) -> str:
        """Who published a figure elsewhere, when and where, and its row here: text from outside, and two ways to it."""
        address = html.escape(one["address"])
        where = f'<a href="{address}" rel="noopener external">{address}</a>' if _WEB.match(one["address"]) else address
        said = f"published elsewhere: {html.escape(one['said'])}, {where}"
        if not one.get("line"):
            return said
        row = sources.Place(sources.PUBLISHED_TABLE, one["line"])
        return f'{said} (<a href="{self.up}{row.page}#L{row.line}.C0">row {row.line} of the table</a>)'

    def _place(self, fact_id: str) -> str:
        place = sources.place_of(fact_id)
        return f"{self.up}{place.page}#{sources.anchor(fact_id)}" if place else ""

    def html(self) -> str:
        """The trails themselves, for the end of the page; empty where the page has none."""
        if not self._ids:
            return ""
        label = 'role="dialog" tabindex="-1" aria-label="How this number came about"'
        trails = "\n".join(
            f'<div id="{name}" class="trail" popover {label}>'
            f"{content}"
            f'<button type="button" popovertarget="{name}" popovertargetaction="hide">Close</button></div>'
            for content, name in self._ids.items()
        )
        return f'<div class="trails">\n{trails}\n</div>'


def _interval(it: Node) -> str:
    """The interval in brackets, and whether it is narrower than the printed digits alone would have it."""
    if not it.get("range"):
        return ""
    why = ", narrowed by other figures" if it.get("narrowed") else ""
    return f' <span class="range">({html.escape(it["range"])}{why})</span>'
