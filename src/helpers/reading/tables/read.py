"""A table: its heads say when and how measured its numbers are, the labels of its rows what."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.filing.layout import Block, Row
from helpers.language.amounts import Token
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item
from helpers.language.labels import strip_label, subject_named
from helpers.language.phrases import mentions
from helpers.language.scope import Scope
from helpers.reading.facts import WHOLE
from helpers.reading.tables import below_heads, labels
from helpers.reading.tables import heads as head
from helpers.reading.tables.columns import build, of_all
from helpers.reading.tables.head_words import Column, is_revised
from helpers.reading.tables.setting import Setting

_OF_BUSINESS = frozenset({"revenue", "cost", "gross_margin"})
_LONGEST_HEAD = 80  # a longer cell beside column heads is a sentence
_LEAST_PARTS = 2  # of a total


def read(block: Block, at: Setting) -> list[Column]:
    """Read one table block into the setting's reading; returns its columns."""
    heads, titles, body = head.parts(block.rows)
    heads, scope = head.over_numbers(heads, body), at.scope.copy()
    head.into_scope(heads, scope)
    heads, at = head.about(heads, scope, at)
    columns = build(heads, scope, at) if heads else head.going_on(body, at) or head.untitled(body, at)
    columns = head.signed(head.in_units(head.of_dividends(columns, at), at), body)
    revised = any(is_revised(r.cells[0].text) for r in body if r.cells)
    at = at._replace(revised=revised, opened=of_all(columns), opened_line=block.first)
    columns = head.fitting(head.cornered(head.of_amounts(columns, body)), body)
    for row in heads:
        _head_row(row, body, scope, at)
    if columns and columns[0].scale is not None and columns[0].period is None:  # the unit in the corner of the heads
        at = at._replace(scale=columns[0].scale, because={**at.because, "scale": columns[0].because["scale"]})
    at = _with_columns(at, columns)._replace(composed=_is_composed(columns, body, at.scale))
    scaled = isinstance(at.scale, int) or any(c.scale is not None for c in columns)
    if _is_over_time(columns) and _is_of_revenue(scope, body, scaled=scaled):
        scope.metric = "revenue"
    for row in titles:
        labels.enter(row, row.cells[0].text, scope)
    below_heads.read(body, scope, at)
    return columns


def _with_columns(at: Setting, columns: list[Column]) -> Setting:
    """The setting with what the columns say of all rows of the table."""
    items = any(c.named for c in columns[1:])
    dated = any(c.own and c.level for c in columns)
    results = [c for c in columns[1:] if c.text and (c.measure, c.scenario, c.item) == ("level", "actual", None)]
    return at._replace(
        columns=tuple(columns),
        concepts=items and not dated,
        of_revenue=any(c.of_revenue for c in columns),
        units=next((j for j, c in enumerate(columns) if "unit" in c.text.lower() and fold(c.text) == "unit"), 0),
        results=any(not c.own for c in results),
    )


def _is_composed(columns: list[Column], body: list[Row], scale: int | str | None) -> bool:
    """Whether a column of nothing but percentages, by its head or the caption's `scale`, has 100 among them: the whole
    that the others are parts of; or the percentages of each column add up to 100."""
    bare = [j for j, c in enumerate(columns) if c.level and c.item is None]
    cells = {j: [r.at(j).numbers for r in body] for j in bare}
    percent = (cells[j] for j in bare if columns[j].percent or scale == "%")
    has_whole = any(t.value == WHOLE for its in percent for numbers in its for t in numbers)
    return has_whole or _add_up(cells.values())


def _add_up(columns: Iterable[list[tuple[Token, ...]]]) -> bool:
    parts = [[t[0] for t in cells if len(t) == 1 and t[0].percent and not t[0].sign] for cells in columns]
    return any(parts) and all(_are_of_whole(its) for its in parts if its)


def _are_of_whole(parts: list[Token]) -> bool:
    """Whether percentages add up to 100, as far as they are rounded."""
    total, places = sum(int(t.value.scaleb(t.places)) for t in parts), {t.places for t in parts}
    return len(parts) >= _LEAST_PARTS and len(places) == 1 and abs(total - WHOLE * 10 ** min(places)) <= 1


def _head_row(row: Row, body: list[Row], scope: Scope, at: Setting) -> None:
    """The sentences and numbers of a row of heads."""
    for j, cell in enumerate(row.cells):
        is_sentence = len(cell.text) > _LONGEST_HEAD or (j == 0 and ":" in cell.text)
        if cell.kind == "text" and cell.numbers and is_sentence:
            at.sentence(row, cell, Item(scope.group) if scope.group in load().concepts else None)
        for token in cell.numbers:
            again = next((r.line.number for r in body if r.at(j).text == token.text), 0)
            why = f"which prints no amount; line {again} prints it again" if again else "and in no row of the column"
            at.reading.mark(row, token, "noise" if again else "unread", f"in a column's head, {why}")


def _is_of_revenue(scope: Scope, body: list[Row], *, scaled: bool) -> bool:
    """Whether a table that no heading, nor a row without amounts ('Orders received'), says the metric of is about
    revenue. `scaled`: it is one of yen."""
    opened = (r.cells[0].text for r in body if r.cells and not r.numbers)
    if scope.metric or scope.group or any(m.kind == "metric" for text in opened for m in mentions(text)):
        return False
    return (scaled and _is_of_business(scope, body)) or _are_parts(scope, body)


def _is_of_business(scope: Scope, body: list[Row]) -> bool:
    """Whether a table of yen over time below the bare name of a business is about its revenue: where its rows name
    parts of the business, its total or its costs, and nothing else."""
    if scope.subject in {"", "total"}:
        return False
    named = [r.cells[0].text for r in body if r.cells and r.cells[0].kind == "text" and r.numbers]
    items = [resolve(label, Scope("revenue", scope.subject)) for label in named]
    metrics = {load().get(item.concept).metric if item is not None and item.known else "" for item in items}
    return {"revenue"} <= metrics <= _OF_BUSINESS


def _are_parts(scope: Scope, body: list[Row]) -> bool:
    """Whether a table over time names nothing but businesses and, at its foot, their total revenue."""
    *parts, total = [strip_label(r.cells[0].text) for r in body if r.cells and r.numbers] or [""]
    if scope.subject or len(parts) < _LEAST_PARTS:
        return False
    named = all(subject_named(part) not in {"", "total"} for part in parts)
    return named and resolve(total, Scope()) == Item("revenue")


def _is_over_time(columns: list[Column]) -> bool:
    """Whether the dated columns of a table are flows."""
    dated = [c.period for c in columns if c.period is not None and c.level]
    return bool(dated) and all(p.start for p in dated)
