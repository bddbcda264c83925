"""The data dictionary: a page made from datapackage.json and the vocabulary, so that it cannot drift from either."""

from __future__ import annotations

import html
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from helpers.data.files import Folder
from helpers.language import concepts


def write_page(folder: Folder, data_dir: Path, items: Collection[str] = ()) -> None:
    """Write data-dictionary.md: every table's row grain and columns, then every line item; `items` have pages."""
    package = json.loads((data_dir / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    parts = [
        "# Data dictionary",
        "",
        "What every table holds: what one row is, and each column's type and meaning. The tables are comma-separated,",
        "in UTF-8; the dictionary itself is a Frictionless Data Package, "
        '<a href="data/processed/datapackage.json">datapackage.json</a>.',
        "",
    ]
    for resource in package["resources"]:
        parts += _table_section(resource, data_dir)
    parts += _vocabulary(items)
    folder.write("data-dictionary.md", "\n".join(parts) + "\n")


def _table_section(resource: dict[str, Any], data_dir: Path) -> list[str]:
    name = resource["path"]
    rows = [
        (f"<code>{html.escape(field['name'])}</code>", html.escape(field["type"]), _meaning(field))
        for field in resource["schema"]["fields"]
    ]
    lines = (data_dir / "processed" / name).read_bytes().count(b"\n") - 1
    intro = html.escape(str(resource.get("description", "")))
    link = f'<a href="data/processed/{name}">{name}</a>, {lines:,} rows.'
    return [f"## {resource['name']}", "", f"{intro} {link}", "", *_table(("Column", "Type", "Meaning"), rows, name)]


def _meaning(field: dict[str, Any]) -> str:
    text = html.escape(str(field.get("description", "")))
    allowed = field.get("constraints", {}).get("enum")
    return text + (f" One of: {', '.join(map(html.escape, map(str, allowed)))}." if allowed else "")


def _vocabulary(items: Collection[str]) -> list[str]:
    known = concepts.load()
    rows = [
        (_name(one.id, items), html.escape(one.label), html.escape(one.unit), one.period)
        for one in sorted(known.concepts.values(), key=lambda one: one.id)
    ]
    return [
        "## Line items",
        "",
        "The vocabulary of the column `concept`. An instant is a balance on a day, a duration a flow over a period;",
        "a part stands under its whole. Line items that no entry names get an id from their label and place.",
        "",
        *_table(("Id", "Label", "Unit", "Period"), rows, "Line items"),
    ]


def _name(concept: str, items: Collection[str]) -> str:
    name = f"<code>{html.escape(concept)}</code>"
    return f'<a href="items/{html.escape(concept)}.html">{name}</a>' if concept in items else name


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], name: str) -> list[str]:
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return [
        "```{raw} html",
        f'<div class="scroll" tabindex="0" role="region" aria-label="{html.escape(name)}"><table class="exhibit">',
        f"<thead><tr>{head}</tr></thead>",
        f"<tbody>{body}</tbody></table></div>",
        "```",
        "",
    ]
