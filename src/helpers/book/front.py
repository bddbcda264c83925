"""The front page: the answers, the one figure that shows them, and the state of the data, on one screen.

Which findings and which figure stand there is written in `book/front.toml`; every number comes from the
tables.
"""

from __future__ import annotations

import html
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import formats, tables
from helpers.book import notebooks
from helpers.book.files import Folder


def write_page(folder: Folder, data_dir: Path, executed: dict[str, dict[str, Any]]) -> None:
    """Write index.md from front.toml, the findings and the tables; `executed` are the notebooks by name."""
    plan = tomllib.loads((folder.root / "front.toml").read_text(encoding="utf-8"))
    titles = {name: _title(notebook) for name, notebook in executed.items()}
    analyses = [name for name in sorted(executed) if name not in plan["made_by"]]
    making = [name for name in sorted(executed) if name in plan["made_by"]]
    page = [
        "---",
        "html_theme.sidebar_secondary.remove: true",
        "---",
        f"# {plan['title']}",
        "",
        plan["opening"],
        "",
        "```{raw} html",
        '<div class="front">',
        _answers(plan["headlines"], _findings(data_dir), titles),
        _picture(plan["picture"], executed),
        "</div>",
        _state(data_dir),
        "```",
        "",
        "## The analyses",
        "",
        *(f'- <a href="notebooks/{name}.html">{html.escape(titles[name])}</a>' for name in analyses),
        "",
        "## How it was made",
        "",
        *(f'- <a href="notebooks/{name}.html">{html.escape(titles[name])}</a>' for name in making),
        "",
        plan["closing"],
        "",
        *_contents("The analyses", [f"notebooks/{name}" for name in analyses]),
        *_contents("How it was made", [f"notebooks/{name}" for name in making]),
        *_contents("To look things up", ["data-dictionary", "glossary", "xbrl", "sources/index"]),
    ]
    folder.write("index.md", "\n".join(page) + "\n")


def _title(notebook: dict[str, Any]) -> str:
    """The first heading of a notebook, without its Markdown."""
    for cell in notebook["cells"]:
        for line in "".join(cell["source"]).splitlines():
            if cell["cell_type"] == "markdown" and line.startswith("# "):
                return line[2:].replace("`", "").replace("*", "").strip()
    return "Untitled"


def _findings(data_dir: Path) -> pd.DataFrame:
    path = data_dir / "processed" / "findings.csv"
    return tables.read(path.parent, "findings") if path.is_file() else pd.DataFrame(columns=["name"])


def _answers(wanted: list[str], found: pd.DataFrame, titles: dict[str, str]) -> str:
    """The statements of the wanted findings that are known, each with the analysis it comes from."""
    items = []
    for name in wanted:
        for row in found[found["name"] == name].to_dict("records"):
            if row["notebook"] not in titles or str(row["statement"]).startswith("Unknown"):
                continue
            link = f'<a href="notebooks/{row["notebook"]}.html">Read more</a>'
            more = link.replace(">Read", f' aria-label="{html.escape(titles[row["notebook"]])}">Read')
            items.append(f"<li>{html.escape(str(row['statement']))} {more}</li>")
    return f'<ul class="answers">{"".join(items)}</ul>' if items else ""


def _picture(name: str, executed: dict[str, dict[str, Any]]) -> str:
    """The first figure of the notebook `name`, as on its page."""
    for cell in notebooks.for_readers(executed[name])["cells"] if name in executed else []:
        for output in cell.get("outputs", []):
            page = "".join(output.get("data", {}).get("text/html", ""))
            if page.startswith('<figure class="chart">'):
                return page.partition("<details>")[0].replace('="../', '="').replace("</figure>", "") + "</figure>"
    return ""


def _state(data_dir: Path) -> str:
    """The state of the data in five numbers, each leading to where it is explained."""
    read = {name: tables.read(data_dir / "processed", name) for name in ("filings", "numbers", "facts", "checks")}
    broken = int((read["checks"]["status"] == "broken").sum())
    unread = int((read["numbers"]["role"] == "unread").sum())
    newest = str(read["filings"]["announced_on"].max())
    cells = [
        ("sources/index.html", f"{len(read['filings']):,} filings", f"the newest of {formats.day(newest)}"),
        (
            "notebooks/01_read.html",
            f"{len(read['numbers']):,} numbers",
            f"{unread:,} of them unread" if unread else "each with its role",
        ),
        ("notebooks/02_tidy.html", f"{len(read['facts']):,} facts", "each with its line"),
        (
            "notebooks/03_reconcile.html",
            f"{len(read['checks']):,} checks",
            f"{broken:,} of them broken" if broken else "all of them hold",
        ),
    ]
    items = "".join(
        f'<li><a href="{link}"><strong>{number}</strong></a><span>{what}</span></li>' for link, number, what in cells
    )
    return f'<ul class="state" aria-label="The state of the data">{items}</ul>'


def _contents(caption: str, documents: list[str]) -> list[str]:
    if not documents:
        return []
    return ["```{toctree}", ":hidden:", f":caption: {caption}", "", *documents, "```", ""]
