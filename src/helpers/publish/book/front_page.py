"""The front page: the answers, the one figure that shows them, and the state of the data, on one screen.

Which findings and which figure stand there is written in `book/front.toml`; every number comes from the
tables.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.analysis.reconciliation import EXPLAINED
from helpers.data import tables
from helpers.data.files import Folder
from helpers.data.quantity import formats
from helpers.language import calendar
from helpers.publish.book import notebook_pages
from helpers.publish.book.ways_back import Facts, Page

_ROW, _CELL = re.compile(r"<tr>(.*?)</tr>", re.DOTALL), re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_FINDING = ("finding", "value", "statement")


def write_page(folder: Folder, data_dir: Path, executed: dict[str, dict[str, Any]], facts: Facts) -> None:
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
        _answers(plan["headlines"], executed, titles, facts),
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
        plan["closing"].format(tables=_tables(data_dir), title=plan["title"], edition=_edition(data_dir)),
        "",
        *_contents("The analyses", [f"notebooks/{name}" for name in analyses]),
        *_contents("How it was made", [f"notebooks/{name}" for name in making]),
        *_contents("The course", _course(folder)),
        *_contents(
            "To look things up", ["items/index", "data-dictionary", "glossary", "sources/index", "xbrl", "about"]
        ),
    ]
    folder.write("index.md", "\n".join(page) + "\n")


def _course(folder: Folder) -> list[str]:
    """The pages of the course, where the book has it."""
    lessons = sorted(path.stem for path in (folder.root / "course").glob("0*.md"))
    return ["course/index", *(f"course/{name}" for name in lessons)] if lessons else []


def _title(notebook: dict[str, Any]) -> str:
    """The first heading of a notebook, without its Markdown."""
    for cell in notebook["cells"]:
        for line in "".join(cell["source"]).splitlines():
            if cell["cell_type"] == "markdown" and line.startswith("# "):
                return line[2:].replace("`", "").replace("*", "").strip()
    return "Untitled"


def _answers(wanted: list[str], executed: dict[str, dict[str, Any]], titles: dict[str, str], facts: Facts) -> str:
    """The statements of the wanted findings that are known, their numbers linked, each with the analysis it is from."""
    said = {
        name: (where, text)
        for where in executed
        for name, text in _statements(executed[where], where, facts)
        if not text.startswith("Unknown")
    }
    items = []
    for name in (latest(name, said) for name in wanted):
        if name in said:
            where, text = said[name]
            label = html.escape(titles[where])
            more = f'<a class="more" href="notebooks/{where}.html" aria-label="{label}">Read more</a>'
            items.append(f"<li>{text} {more}</li>")
    return f'<ul class="answers">{"".join(items)}</ul>' if items else ""


def latest(wanted: str, names: Iterable[str]) -> str:
    """The finding for a name that ends with '*': of those names with a period there, that of the latest and longest."""
    head, star, _ = wanted.partition("*")
    ends = [name.removeprefix(head) for name in names if name.startswith(head)] if star else []
    periods = {end: calendar.period(end) for end in ends if calendar.has_name(end)}
    if not periods:
        return wanted
    last = max(period.end for period in periods.values())
    return head + min((end for end in periods if periods[end].end == last), key=lambda end: periods[end].start)


def _statements(notebook: dict[str, Any], name: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """The findings that a notebook's last table shows: name, and the statement as HTML for the front page."""
    for page in _shown(notebook, Page(facts)):
        if "<caption>Findings of" in page:
            for row in _ROW.findall(page):
                cells = _CELL.findall(row)
                if len(cells) == len(_FINDING):
                    yield re.sub("<[^>]+>", "", cells[0]), _moved(cells[-1], name)


def _moved(page: str, name: str) -> str:
    """HTML from a notebook's page whose links lead to the same places from the front page."""
    return page.replace('href="#', f'href="notebooks/{name}.html#').replace('="../', '="')


def _shown(notebook: dict[str, Any], trails: Page) -> Iterator[str]:
    for cell in notebook_pages.for_readers(notebook, trails=trails)["cells"]:
        for output in cell.get("outputs", []):
            yield "".join(output.get("data", {}).get("text/html", ""))


def _picture(wanted: tuple[str, int], executed: dict[str, dict[str, Any]]) -> str:
    """A figure as on the page of its notebook: `wanted` is the notebook and which of its figures, the last if fewer."""
    name, number = wanted
    pages = _shown(executed[name], Page()) if name in executed else ()
    figures = [page for page in pages if page.startswith('<figure class="chart">')]
    if not figures:
        return ""
    page = figures[min(number, len(figures)) - 1]
    return page.partition("<details>")[0].replace('="../', '="').replace("</figure>", "") + "</figure>"


def _state(data_dir: Path) -> str:
    """The state of the data in five numbers, each leading to where it is explained."""
    read = {name: tables.read(data_dir / "processed", name) for name in ("filings", "numbers", "facts", "checks")}
    checks = read["checks"]
    broken = checks[checks["status"] == "broken"]
    known = int(broken["note"].str.startswith(EXPLAINED).sum())
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
        ("notebooks/03_reconcile.html", f"{len(checks):,} checks", f"{len(checks) - len(broken):,} hold"),
        (
            "notebooks/03_reconcile.html",
            f"{len(broken):,} broken",
            f"{known:,} by known misprints" if len(broken) else "no known misprints",
        ),
    ]
    items = "".join(
        f'<li><a href="{link}"><strong>{number}</strong></a><span>{what}</span></li>' for link, number, what in cells
    )
    return f'<ul class="state" aria-label="The state of the data">{items}</ul>'


def _edition(data_dir: Path) -> str:
    """What tells one edition of the book from another: the program's version, and the newest filing."""
    newest = str(tables.read(data_dir / "processed", "filings")["announced_on"].max())
    return f"iij-filings {__version__}, with IIJ's filings up to {formats.day(newest)}"


def _tables(data_dir: Path) -> str:
    """Links to the tables, the results first."""
    order = (
        "findings",
        "record",
        "series",
        "facts",
        "checks",
        "record_wide_years",
        "record_wide_quarters",
        "record_checks",
        "numbers",
        "filings",
    )
    there = [f"{name}.csv" for name in order if (data_dir / "processed" / f"{name}.csv").is_file()]
    return ", ".join(f'<a href="data/processed/{name}">{name}</a>' for name in there)


def _contents(caption: str, documents: list[str]) -> list[str]:
    if not documents:
        return []
    return ["```{toctree}", ":hidden:", f":caption: {caption}", "", *documents, "```", ""]
