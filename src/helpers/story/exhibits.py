"""Tables for readers: quantities formatted by column and linked, filing text escaped, units in the heads."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from IPython.display import display

from helpers.data.quantity import formats
from helpers.story import prose, sources
from helpers.story.trails import Trails

LONG = 20
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
SPREAD = 1000  # a column whose largest value is more than so many times its smallest has no scale of its own
ELSEWHERE = "\N{DAGGER}"  # beside what was published elsewhere, or worked out with such figures
CONTESTED_NOTE = f"{formats.CONTESTED_MARK} Contested: a check that it takes part in is broken."
Cell = Any  # a quantity, links.Link, prose.Statement, str, int, bool, date or None


def table(
    rows: Iterable[Mapping[str, Cell]], caption: str = "", source: str | None = None, head: int | None = None
) -> None:
    """Display rows (dicts with the same keys; the keys are the column heads) as a table.

    A column of quantities of one unit is scaled together and its unit stands in the head; a derived
    quantity shows its interval in brackets; every quantity links to its first source. `source` is the line
    below the table; by default the filings behind the quantities. With `head`, only so many rows are
    shown, and how many there are is said.
    """
    page, metadata = bundle(rows, caption, source, head)
    display(page, metadata=metadata, raw=True)


def bundle(
    rows: Iterable[Mapping[str, Cell]], caption: str = "", source: str | None = None, head: int | None = None
) -> tuple[dict[str, str], dict[str, Any]]:
    """What `table` displays: a table by mime type (text/html, text/plain), and the trails of its numbers."""
    all_rows = [dict(row) for row in rows]
    shown = all_rows[:head]
    columns = list(dict.fromkeys(name for row in all_rows for name in row))
    scales = {name: _scale([row.get(name) for row in all_rows]) for name in columns}
    heads = [f"{name}, {scale.axis}" if (scale := scales[name]) else name for name in columns]
    places = {name: _places([row.get(name) for row in all_rows], scales[name]) for name in columns}
    texts = [[_text(row.get(name), scales[name], places[name]) for name in columns] for row in shown]
    trails = Trails()
    marks = [[_html(row.get(name), scales[name], trails, places[name]) for name in columns] for row in shown]
    right = [_all_numeric([row.get(name) for row in shown]) for name in columns]
    note = _note([cell for row in shown for cell in row.values() if _is_quantity(cell)], source)
    if len(shown) < len(all_rows):
        note = f"The first {len(shown):,} of {len(all_rows):,} rows. {note}".strip()
    page = {"text/html": _page(caption, heads, marks, right, note), "text/plain": _plain(caption, heads, texts, note)}
    return page, {"helpers": trails.metadata()}


def _all_numeric(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(map(_is_numeric, cells))


def _note(quantities: Sequence[Cell], source: str | None) -> str:
    """The line below a table: its source, and what its marks mean."""
    notes = [sources.source_line(quantities) if source is None else source]
    marked = "".join(map(_mark, quantities))
    if ELSEWHERE in marked:
        notes.append(f"{ELSEWHERE} Published elsewhere, not in these filings, or worked out with such a figure.")
    if any(map(_is_contested, quantities)):
        notes.append(CONTESTED_NOTE)
    return " ".join(filter(None, notes))


_TYPES = {
    "derived": "Italics: derived from other figures.",
    "published": "Grey: published elsewhere, not in these filings, or derived with such a figure.",
}


def sheet(frame: pd.DataFrame, caption: str = "", notes: Sequence[str] = ()) -> None:
    """Display a frame of quantities on its side: a row for each column, in a scale of its own, a column for each row.

    How a value is known is told by its type: printed upright, derived in italics, published elsewhere in grey. What is
    not known is left empty; its reason stands in the cell's title.

    notes   sentences below the table
    """
    trails = Trails()
    texts, marks = [], []
    for name, column in frame.items():
        scale, cells = _scale(list(column)), list(column)
        head = f"{name}, {scale.axis}" if scale and scale.axis != "JPY billion" else str(name)
        finest = {
            q: formats.decimals_for(float(q.low), float(q.high), scale) for q in cells if _is_quantity(q) and scale
        }
        places = min(1, max(finest.values(), default=0)) if scale and scale.factor > 1 else None
        written = [_single(cell, scale, places) for cell in cells]
        texts.append([head, *written])
        marks.append([html.escape(head), *(_by_basis(c, w, trails) for c, w in zip(cells, written, strict=True))])
    heads = ["", *map(str, frame.index)]
    quantities = [cell for _, column in frame.items() for cell in column if _is_quantity(cell)]
    note = sources.source_line(quantities)
    if any(map(_is_contested, quantities)):
        note = f"{note} {CONTESTED_NOTE}"
    note = " ".join(filter(None, (*notes, note)))
    kinds = {str(cell.basis).partition("_")[0] for cell in quantities}
    typed = [text for kind, text in _TYPES.items() if kind in kinds]
    page = _page(caption, heads, marks, [False, *[True] * len(frame)], " ".join([*typed, note]))
    display(
        {
            "text/html": page.replace('class="exhibit"', 'class="exhibit sheet"'),
            "text/plain": _plain(caption, heads, texts, note),
        },
        metadata={"helpers": trails.metadata()},
        raw=True,
    )


_WHOLE = re.compile(r"\.0+$")  # beside 18.75 a dividend of 22.00 and one of 22 are the same


def _single(cell: Cell, scale: formats.Scale | None, places: int | None) -> str:
    """A value alone, no finer than it is known."""
    if not formats.is_known(cell):
        return ""
    bare = formats.Scale(scale.factor, "", "", "", scale.decimals) if scale else None
    written = formats.write(cell, scale=bare, decimals=places)
    return _WHOLE.sub("", written) if scale and scale.factor == 1 else written


def _by_basis(cell: Cell, written: str, trails: Trails) -> str:
    if not formats.is_known(cell):
        return f'<span title="{html.escape(formats.why_unknown(cell))}"></span>'
    place = sources.lead(cell)
    if place is not None:
        trails.number(cell)
    linked = sources.html_link(written, place, sources.trail(cell))
    basis = str(cell.basis)
    if basis.startswith("published"):
        return f'<span class="elsewhere">{linked}</span>'
    return f"<em>{linked}</em>" if basis == "derived" else linked


def frame(data: pd.DataFrame, caption: str = "", head: int | None = None, without: Sequence[str] = ()) -> None:
    """Display a frame's rows as text, escaped; with `filing` and `line` each line links to its passage.

    without   columns that are not shown, such as a filing that is the same in all rows
    """
    placed = {"filing", "line"} <= set(data.columns)
    rows = [
        {
            str(name): sources.passage(row["filing"], row["line"], str(row["line"]))
            if placed and name == "line"
            else _as_text(value)
            for name, value in row.items()
            if name not in without
        }
        for row in data.to_dict("records")
    ]
    table(rows, caption, source="", head=head)


def _as_text(value: Any) -> Cell:
    if value is None or (not isinstance(value, (str, tuple, list)) and pd.isna(value)):
        return ""
    return value if isinstance(value, (int, bool)) else formats.plain(value)


def _is_quantity(cell: Cell) -> bool:
    return hasattr(cell, "unit") and hasattr(cell, "fact_ids") and formats.is_known(cell)


def _is_numeric(cell: Cell) -> bool:
    return (
        cell is None
        or cell == ""
        or hasattr(cell, "reason")
        or _is_quantity(cell)
        or (isinstance(cell, int) and not isinstance(cell, bool))
    )


def _scale(cells: Sequence[Cell]) -> formats.Scale | None:
    """One scale for a column whose quantities share a unit and are of like size; None where there is none."""
    quantities = [cell for cell in cells if _is_quantity(cell)]
    sizes = [abs(float(quantity.value)) for quantity in quantities]
    if len({quantity.unit for quantity in quantities}) != 1 or max(sizes) > SPREAD * min(
        filter(None, sizes), default=1
    ):
        return None
    return formats.scale_of(quantities[0].unit, max(sizes))


def _places(cells: Sequence[Cell], scale: formats.Scale | None) -> int | None:
    """As many decimals for all of a column of exact quantities as one of them needs; None for any other column."""
    ends = [(float(cell.low), float(cell.high)) for cell in cells if _is_quantity(cell)]
    if scale is None or any(low != high for low, high in ends):
        return None
    return max(formats.decimals_for(low, high, scale) for low, high in ends)


def _text(cell: Cell, scale: formats.Scale | None, places: int | None = None) -> str:
    if cell is None or (hasattr(cell, "reason") and not formats.is_known(cell)):
        return formats.UNKNOWN
    if isinstance(cell, sources.Link):
        return cell.text
    if not _is_quantity(cell):
        return formats.day(cell) if isinstance(cell, dt.date) else f"{cell:,}" if type(cell) is int else str(cell)
    bare = formats.Scale(scale.factor, "", "", "", scale.decimals) if scale else None
    return formats.with_interval(cell, scale=bare, decimals=places) + _mark(cell)


def _mark(cell: Cell) -> str:
    """What stands beside a figure that was published elsewhere. (A contested one is written with its own mark.)"""
    return ELSEWHERE if getattr(cell, "references", ()) else ""


def _is_contested(cell: Cell) -> bool:
    return bool(getattr(cell, "contested", False))


def _html(cell: Cell, scale: formats.Scale | None, trails: Trails, places: int | None = None) -> str:
    text = _text(cell, scale, places)
    if isinstance(cell, sources.Link):
        trails.passage()
        return sources.html_link(text, cell.place, str(cell.place))
    if isinstance(cell, prose.Statement):
        return cell.html(trails)
    if _is_quantity(cell):
        place = sources.lead(cell)
        if place is not None:
            trails.number(cell)
        beside = _mark(cell)
        linked = sources.html_link(text.removesuffix(beside), place, sources.trail(cell)) + beside
        return f'<span class="elsewhere">{linked}</span>' if ELSEWHERE in beside else linked
    if cell is None or text == formats.UNKNOWN:
        why = formats.why_unknown(cell)
        return f'<span title="{html.escape(why)}">{text}</span>' if why else text
    return _breakable(html.escape(text))


def _breakable(text: str) -> str:
    """Long ids may be broken after a dot or an underscore, so that a table holds on a narrow page; dates may not."""
    if _DATE.fullmatch(text):
        return f'<span style="white-space: nowrap">{text}</span>'
    return re.sub(r"(?<=[._])(?=\w)", "<wbr>", text) if len(text) > LONG and "_" in text else text


def _page(caption: str, heads: list[str], rows: list[list[str]], right: list[bool], note: str) -> str:
    align = [' style="text-align: right"' if flag else ' style="text-align: left"' for flag in right]
    head = "".join(f'<th scope="col"{a}>{html.escape(name)}</th>' for name, a in zip(heads, align, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"<td{a}>{cell}</td>" for cell, a in zip(row, align, strict=True)) + "</tr>" for row in rows
    )
    title = f"<caption>{html.escape(caption)}</caption>\n" if caption else ""
    foot = f'\n<p class="source">{html.escape(note)}</p>' if note else ""
    top = f'<table class="exhibit">\n{title}<thead><tr>{head}</tr></thead>'
    return f"{top}\n<tbody>\n{body}\n</tbody>\n</table>{foot}"


def _plain(caption: str, heads: list[str], rows: list[list[str]], note: str) -> str:
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)] if heads else []
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [heads, *rows]
    ]
    return "\n".join([*([caption, ""] if caption else []), *lines, *(["", note] if note else [])])
