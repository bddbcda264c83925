"""A page for every line item that is known for two periods or more: its history, and how well it is known.

The pages are alike but for their middle, so that Sphinx makes one of them (`SHELL`) and the others are written into its
frame: hundreds of pages then cost about as much as one.
"""

from __future__ import annotations

import csv
import html
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data import find, timeline
from helpers.data.dataset import Data, open_data
from helpers.data.files import Folder
from helpers.data.quantity import formats, words
from helpers.language import calendar, concepts
from helpers.publish.book import item_charts
from helpers.publish.book.ways_back import Facts, Page
from helpers.story import palette, sources
from helpers.story.trails import Trails

SHELL = "items/shell"
TITLE, BODY = "LINE-ITEM-TITLE", "<!-- the middle of a page of a line item -->"
CONTEXT = {"title": TITLE, "body": BODY}
_HOW = {
    "reported": "reported",
    "derived": "derived",
    "published": "published elsewhere",
    "published_derived": "derived with figures published elsewhere",
}
_KINDS = (("Fiscal years", "FY"), ("Quarters", "Q"), ("Halves and nine months", ""))
_MOST_NAMES, _MOST_BROKEN = 12, 40


@dataclass(frozen=True)
class Known:
    """A line item's level in a period, by the period's name ('FY2016')."""

    period: str
    quantity: Any


class Items:
    """The line items that have a page, and what their pages hold."""

    def __init__(self, data_dir: Path) -> None:
        self.data: Data = open_data(data_dir)
        self._histories: dict[str, list[Known]] = {}
        self.ids = sorted(name for name in self.data.named if len(self.history(name)) > 1)
        self._with_page = frozenset(self.ids)

    def label(self, concept: str) -> str:
        """What an item is called, as HTML."""
        return html.escape(concepts.load().get(concept).label)

    def link(self, concept: str, up: str = "") -> str:
        """The name of an item, linked to its page where it has one; `up` leads to the folder of these pages."""
        name = self.label(concept)
        return f'<a href="{up}{html.escape(concept)}.html">{name}</a>' if concept in self._with_page else name

    def history(self, concept: str) -> list[Known]:
        """All levels that are known, in the order of time."""
        if concept not in self._histories:
            levels = [Known(_named(name), self.data.get(concept, name)) for name in self.data.periods(concept)]
            self._histories[concept] = [one for one in levels if formats.is_known(one.quantity)]
        return self._histories[concept]

    def written(self, one: Known) -> str:
        """A level as pages write it."""
        return formats.write(one.quantity)

    def called(self, concept: str) -> list[str]:
        """The names that the filings print beside its figures, and those of its metric and subject."""
        labels = (" ".join(str(label).split()) for label in self.data.mentions(concept)["label"])
        return list(dict.fromkeys([*filter(None, labels), *find.names(concept)]))

    def targets(self, concept: str) -> list[Known]:
        """Every target in the order of its period and of the days it was told."""
        names = self.data.periods(concept, "target")
        return [Known(_named(name), told) for name in names for told in self.data.revisions(concept, name)]

    def checks(self, concept: str, period: str) -> list[Mapping[str, Any]]:
        """The checks that are about a level or rest on a fact about it, as `data.checks_of`."""
        when = self.data.dates(concept, period)
        key = concept, when.start, when.end
        found = set(self._about.get(key, ()))
        for fact in self._facts.get(key, ()):
            found.update(self._resting.get(fact, ()))
        return [self._checks[number] for number in sorted(found)]

    @cached_property
    def _checks(self) -> list[dict[str, Any]]:
        both = pd.concat([self.data.checks, self.data.record_checks])
        return [{str(name): cell for name, cell in row.items()} for row in both.to_dict("records")]

    @cached_property
    def _about(self) -> dict[tuple[str, str, str], list[int]]:
        found: dict[tuple[str, str, str], list[int]] = {}
        for number, row in enumerate(self._checks):
            found.setdefault((row["concept"], row["period_start"], row["period_end"]), []).append(number)
        return found

    @cached_property
    def _resting(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self._checks):
            for fact in row["fact_ids"].split():
                found.setdefault(fact, []).append(number)
        return found

    @cached_property
    def _facts(self) -> dict[tuple[str, str, str], list[str]]:
        found: dict[tuple[str, str, str], list[str]] = {}
        columns = self.data.facts[["concept", "period_start", "period_end", "fact_id"]]
        for concept, start, end, fact in columns.itertuples(index=False, name=None):
            found.setdefault((concept, start, end), []).append(fact)
        return found


def _named(period: str) -> str:
    return period.upper() if calendar.has_name(period) else period


def write_index(folder: Folder, items: Items) -> None:
    """Write items/index.md: every line item with a page, by the first word of its id."""
    groups: dict[str, list[str]] = {}
    for concept in items.ids:
        groups.setdefault(concept.partition(".")[0], []).append(concept)
    rows = []
    for group in groups.values():
        for concept in group:
            history = items.history(concept)
            span = f"{history[0].period} to {history[-1].period}"
            rows.append(
                f"<tr><td>{items.link(concept)}</td><td><code>{html.escape(concept)}</code></td>"
                f"<td>{len(history)}</td><td>{html.escape(span)}</td></tr>"
            )
    page = f"""# Line items

Each line item that is known for two periods or more has a page: its history, where each figure comes from, and the
checks that confirm or contest it. The [explorer](../explorer.md) draws several of them together.

```{{raw}} html
{_table("Line items", ("Item", "Id", "Known levels", "From, to"), rows)}
```
"""
    folder.write("items/index.md", page)


def write_pages(book: Folder, shell: str, items: Items, facts: Facts) -> None:
    """Write items/<id>.html, its drawings and its table into the book; `shell` is the page that holds the marks."""
    for concept in items.ids:
        trails = Page(facts)
        body, drawings = _body(concept, items, trails)
        page = shell.replace(TITLE, items.label(concept)).replace(BODY, body + trails.html())
        book.write(f"items/{concept}.html", page)
        book.write(f"items/{concept}.csv", _csv(concept, items.data))
        for name, drawing in drawings.items():
            book.write(f"items/{name}", item_charts.alone(drawing))
    book.written |= {book.root / "items" / "index.html", book.root / f"{SHELL}.html"}  # of Sphinx
    book.prune(["items/*"])


def _body(concept: str, items: Items, trails: Page) -> tuple[str, dict[str, str]]:
    """The middle of an item's page, and its drawings by file name."""
    item, known, targets = concepts.load().get(concept), items.history(concept), items.targets(concept)
    what = "a balance" if item.period == "instant" else "a flow"
    parts = [
        f'<section id="item"><h1>{items.label(concept)}</h1>',
        f'<p><code>{html.escape(concept)}</code>, {what}. <a href="{html.escape(concept)}.csv" download>CSV</a> '
        "with every level, its interval and its sources. "
        f'<a href="../explorer.html?items={html.escape(concept)}&amp;freq=FY">Explorer</a> draws it beside others.</p>',
    ]
    drawings = {}
    for title, freq in _KINDS[:2]:
        drawing = _drawing(concept, items, known, targets, title, freq)
        if drawing:
            name = f"{concept}.{'years' if freq == 'FY' else 'quarters'}.svg"
            drawings[name] = drawing
            save = f'<a class="save" href="{html.escape(name)}" download>SVG</a>'
            parts.append(f'<figure class="item">{drawing}<figcaption>{title}. {save}</figcaption></figure>')
    parts += _history(concept, items, known, trails)
    parts += _targets(concept, items, targets, trails)
    parts += _confirmed(concept, items, known)
    parts += _place(concept, items)
    parts += _called(concept, items)
    return "\n".join([*parts, "</section>"]), drawings


def _drawing(
    concept: str, items: Items, known: Sequence[Known], targets: Sequence[Known], title: str, freq: str
) -> str:
    """The drawing of the years or the quarters, with the last target of each; '' where it would have one bar."""
    at = dict(on_axis(known, freq, concepts.load().get(concept).period == "instant"))
    aims = {one.period: one.quantity for one in targets if freq == "FY" and one.period.startswith("FY")}
    if len(at) < 2:
        return ""
    years = [calendar.fiscal_year(one.period_end) for one in (*at.values(), *aims.values())]
    axis = timeline.names(freq, min(years), max(years))
    held = [number for number, name in enumerate(axis) if name in at or name in aims]
    axis = axis[held[0] : held[-1] + 1]
    drawn = [*at.items(), *aims.items()]
    scale = formats.scale_of(drawn[0][1].unit, max(abs(float(one.value)) for _, one in drawn))
    marks = [
        item_charts.ChartMark(
            name, palette.known_as(one), *(end / scale.factor for end in (one.value, one.low, one.high))
        )
        for name, one in drawn
    ]
    shade = palette.colours([concept])[concept]
    first, last = (next(name for name in order if name in at) for order in (axis, axis[::-1]))
    said = (
        f"{concepts.load().get(concept).label}, {title.lower()}: from {formats.write(at[first])} in {first} "
        f"to {formats.write(at[last])} in {last}; the table below has all values"
    )
    return item_charts.svg(axis, marks, said, scale.axis, palette.BLUE if shade == palette.INK else shade)


def on_axis(known: Iterable[Known], freq: str, balance: bool) -> Iterator[tuple[str, Any]]:
    """The levels by the name that their period has on an axis of years or quarters."""
    for one in known:
        name = one.period
        if balance and freq == "Q" and name.startswith("FY"):
            name = f"4Q{name[-2:]}"
        if _is_of(name, timeline.FREQUENCIES[freq]):
            yield name, one.quantity


def _is_of(period: str, kinds: Iterable[str]) -> bool:
    return calendar.has_name(period.lower()) and period.lower().startswith(tuple(kinds))


def _number(known: Any, trails: Page) -> str:
    made = Trails()
    node = made.node(known)
    return trails.cell(formats.write(known), made.nodes, node)


def _history(concept: str, items: Items, known: Sequence[Known], trails: Page) -> list[str]:
    """The tables of what is known, by the length of its periods."""
    parts = ['<h2 id="history">History</h2>']
    left = list(known)
    balance = concepts.load().get(concept).period == "instant"
    for title, freq in _KINDS:
        kinds = timeline.FREQUENCIES.get(freq, ())
        here = left if not freq or balance else [one for one in left if _is_of(one.period, kinds)]
        left = [one for one in left if one not in here]
        if not here:
            continue
        rows = []
        for one in here:
            how = _HOW.get(one.quantity.basis, one.quantity.basis)
            contested = " contested" if one.quantity.status == "contested" else ""
            rows.append(
                f"<tr><td>{html.escape(one.period)}</td><td>{_number(one.quantity, trails)}</td>"
                f"<td>{html.escape(formats.range_of(one.quantity))}</td><td>{how}</td>"
                f"<td>{_tally(items.checks(concept, one.period))}{contested}</td></tr>"
            )
        name = "Balances" if balance else title
        parts.append(_table(name, ("Period", "Value", "Interval", "How it is known", "Checks"), rows))
    return parts


def _tally(checks: Sequence[Mapping[str, Any]]) -> str:
    count = Counter(row["status"] for row in checks)
    said = [
        f"{count[status]:,} {words_}" for status, words_ in (("broken", "broken"), ("holds", "hold")) if count[status]
    ]
    return ", ".join(said) or "none"


def _targets(concept: str, items: Items, targets: Sequence[Known], trails: Page) -> list[str]:
    rows = []
    for one in targets:
        outcome = items.data.get(concept, one.period.lower())
        happened = _number(outcome, trails) if formats.is_known(outcome) else "not known"
        day = formats.day(one.quantity.announced_on) if one.quantity.announced_on else "day not known"
        rows.append(
            f"<tr><td>{html.escape(one.period)}</td><td>{day}</td><td>{_number(one.quantity, trails)}</td>"
            f"<td>{_HOW.get(one.quantity.basis, '')}</td><td>{happened}</td></tr>"
        )
    heads = ("Period", "Told on", "Target", "How it is known", "Outcome")
    return ['<h2 id="targets">Targets</h2>', _table("Targets and their revisions", heads, rows)] if rows else []


def _confirmed(concept: str, items: Items, known: Sequence[Known]) -> list[str]:
    """The checks of all periods by their rule, and each broken one."""
    rules: dict[str, Counter[str]] = {}
    broken = []
    for one in known:
        for row in items.checks(concept, one.period):
            rules.setdefault(row["rule"], Counter())[row["status"]] += 1
            if row["status"] == "broken":
                broken.append((one.period, row))
    parts = ['<h2 id="checks">Checks that confirm or contest it</h2>']
    if not rules:
        return [*parts, "<p>No check is about it: no second figure says the same in another way.</p>"]
    rows = [
        f"<tr><td>{html.escape(words.rules(rule))}</td><td>{count['holds']:,}</td><td>{count['broken']:,}</td></tr>"
        for rule, count in sorted(rules.items(), key=lambda pair: (-pair[1]["broken"], -pair[1]["holds"], pair[0]))
    ]
    parts.append(_table("Checks by rule", ("Rule", "Hold", "Broken"), rows))
    if broken:
        heads = ("Period", "Rule", "Note", "Figures")
        parts.append(_table("Broken checks", heads, [_broken(*pair) for pair in broken[:_MOST_BROKEN]]))
    return parts


def _broken(period: str, row: Mapping[str, Any]) -> str:
    places = sources.places_of(row["fact_ids"].split())
    links = "; ".join(
        f'<a href="../{html.escape(place.page)}#L{place.line}">{html.escape(str(place))}</a>' for place in places[:6]
    )
    cells = (html.escape(period), html.escape(words.rules(row["rule"])), html.escape(str(row["note"])), links)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _place(concept: str, items: Items) -> list[str]:
    """Where the item stands among others: the sums it is the total or a part of, the balances it leads to."""
    vocabulary, lines = concepts.load(), []
    for sum_ in vocabulary.calculations:
        if concept == sum_.total or concept in dict(sum_.parts):
            lines.append(_equation(sum_.total, sum_.parts, items))
    for roll in vocabulary.roll_forwards:
        if concept == roll.balance or concept in dict(roll.flows):
            flows = _equation(roll.balance, roll.flows, items).partition(" = ")[2]
            lines.append(f"{items.link(roll.balance)} at the end = at the beginning + {flows}")
    parent = concept.rpartition(".")[0]
    children = [other for other in items.ids if other.rpartition(".")[0] == concept]
    if parent in items.ids:
        lines.append(f"A part of {items.link(parent)} by its name")
    if children:
        lines.append("Parts by name: " + ", ".join(map(items.link, children)))
    if not lines:
        return []
    listed = "".join(f"<li>{line}</li>" for line in dict.fromkeys(lines))
    return ['<h2 id="place">Its place among the others</h2>', f"<ul>{listed}</ul>"]


def _equation(total: str, parts: Iterable[tuple[str, int]], items: Items) -> str:
    signs = {1: " + ", -1: " \u2212 "}
    said = "".join(signs[sign] + items.link(part) for part, sign in parts)
    return f"{items.link(total)} = {said.removeprefix(' + ').strip()}"


def _called(concept: str, items: Items) -> list[str]:
    """What the filings call it, with the first line that does; then the other names that are understood."""
    found = items.data.mentions(concept)
    labels = [" ".join(str(one).split()) for one in found["label"]]
    first = dict(zip(reversed(labels), reversed(found["fact_id"].tolist()), strict=True))
    rows, seen = [], set()
    for label, times in Counter(labels).most_common(_MOST_NAMES):
        if not label:
            continue
        seen.add(label.lower())
        place = sources.place_of(first[label])
        link = (
            f'<a href="../{html.escape(place.page)}#{sources.anchor(first[label])}">{html.escape(str(place))}</a>'
            if place
            else ""
        )
        rows.append(f"<tr><td>{html.escape(label)}</td><td>{times:,}</td><td>{link}</td></tr>")
    item = concepts.load().get(concept)
    others = [name for name in (*item.aliases, *item.negative_aliases) if name.lower() not in seen]
    parts = ['<h2 id="names">What the filings call it</h2>']
    if rows:
        parts.append(_table("Names in the filings", ("Name", "Times", "First"), rows))
    if others:
        parts.append(f"<p>Also understood: {html.escape('; '.join(dict.fromkeys(others)))}.</p>")
    return parts if len(parts) > 1 else []


def _csv(concept: str, data: Data) -> str:
    """The rows of record.csv about an item."""
    rows = data.record[data.record["concept"] == concept]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(rows.columns)
    for row in rows.itertuples(index=False, name=None):
        writer.writerow([f"{cell:.12g}" if isinstance(cell, float) else cell for cell in row])
    return buffer.getvalue()


def _table(name: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table class="exhibit">'
        f"<caption>{name}</caption><thead><tr>{head}</tr></thead>\n<tbody>{''.join(rows)}</tbody></table></div>"
    )
