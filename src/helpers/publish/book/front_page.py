"""The front page: the story in one screen with two charts, the company in one table, and the state of the data.

Paragraphs, charts and table are outputs of a notebook, named in `book/front.toml`: nothing is computed or told twice.
"""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.data import tables
from helpers.data.files import Folder
from helpers.data.quantity import formats
from helpers.proof.known_errors import EXPLAINED
from helpers.publish.book import notebook_pages
from helpers.publish.book.ways_back import Facts, Page

_TOLD = re.compile(r"^ *tell\(\s*\"(\w+)\"", re.MULTILINE)
_TITLED = re.compile(r"\btell\.title\(\s*\"(\w+)\"")


def write_page(folder: Folder, data_dir: Path, executed: dict[str, dict[str, Any]], facts: Facts) -> None:
    """Write index.md from front.toml, the findings and the tables; `executed` are the notebooks by name."""
    plan = tomllib.loads((folder.root / "front.toml").read_text(encoding="utf-8"))
    titles = {name: _title(notebook) for name, notebook in executed.items()}
    analyses = [name for name in sorted(executed) if name not in plan["made_by"]]
    making = [name for name in sorted(executed) if name in plan["made_by"]]
    screen, table = _arc(plan["arc"], executed, facts)
    page = [
        "---",
        "html_theme.sidebar_secondary.remove: true",
        "---",
        f"# {plan['title']}",
        "",
        plan["opening"],
        "",
        "```{raw} html",
        screen,
        table,
        _state(data_dir),
        "```",
        "",
        "## The analyses",
        "",
        *(f'- <a href="notebooks/{name}.html">{html.escape(_numbered(name, titles))}</a>' for name in analyses),
        "",
        "## How it was made",
        "",
        *(f'- <a href="notebooks/{name}.html">{html.escape(_numbered(name, titles))}</a>' for name in making),
        "",
        plan["closing"].format(tables=_tables(data_dir), title=plan["title"], edition=_edition(data_dir)),
        "",
        *_contents("The analyses", [_entry(name, titles) for name in analyses]),
        *_contents("How it was made", [_entry(name, titles) for name in making]),
        *_contents("The course", _course(folder)),
        *_contents(
            "To look things up",
            ["items/index", "explorer", "data-dictionary", "glossary", "sources/index", "xbrl", "limits", "about"],
        ),
    ]
    folder.write("index.md", "\n".join(page) + "\n")


def _numbered(name: str, titles: dict[str, str]) -> str:
    """A notebook's title behind the number that texts call it by."""
    return f"{name[:2]} {titles[name]}"


def _entry(name: str, titles: dict[str, str]) -> str:
    """A notebook in the table of contents."""
    return f"{_numbered(name, titles).replace('<', '').replace('>', '')} <notebooks/{name}>"


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


def _arc(plan: dict[str, Any], executed: dict[str, dict[str, Any]], facts: Facts) -> tuple[str, str]:
    """The paragraphs with their charts, and the table, as HTML of the front page; '' where the notebook is not there.

    plan   `notebook`; `paragraphs`, pairs of a name told there and the notebook that says more; `figures`, the names of
           their titles; `table`, its caption. What a run does not show is left out.
    """
    name = plan["notebook"]
    if name not in executed:
        return "", ""
    shown = Outputs(executed[name], facts)
    told = []
    for wanted, where in plan["paragraphs"]:
        page = shown.said(wanted).removeprefix('<div class="said">').removesuffix("</div>").strip()
        if page:
            more = f' <a class="more" href="notebooks/{where}.html" aria-label="More: {where}">{where[:2]}</a>'
            end = page.rindex("</p>") if page.endswith("</p>") else len(page)
            told.append(f"<li>{_moved(page[:end], name)}{more if where in executed else ''}{page[end:]}</li>")
    charts = [_still(_moved(page, name)) for wanted in plan["figures"] if (page := shown.figure(wanted))]
    listed = f'<ul class="answers">{"".join(told)}</ul>' if told else ""
    drawn = f'<div class="covers">{"".join(charts)}</div>' if charts else ""
    screen = f'<div class="front">{listed}{drawn}</div>' if listed or drawn else ""
    return screen, _moved(shown.table(plan["table"]), name)


class Outputs:
    """The outputs of a notebook as they are on its page, by the names that its cells give them."""

    def __init__(self, notebook: dict[str, Any], facts: Facts) -> None:
        made = notebook_pages.for_readers(notebook, trails=Page(facts))["cells"]  # trails are counted as on its page
        self._cells = [
            ("".join(before["source"]), [_html(one) for one in after.get("outputs", [])])
            for before, after in zip(notebook["cells"], made, strict=False)
        ]

    def said(self, name: str) -> str:
        """The paragraph that `tell(name)` shows; '' where it shows none."""
        return self._found(_TOLD, name, '<div class="said">')

    def figure(self, name: str) -> str:
        """The figure titled by `tell.title(name)`; '' where there is none."""
        return self._found(_TITLED, name, '<figure class="chart">')

    def table(self, caption: str) -> str:
        """The table with a caption; '' where there is none."""
        sought = f"<caption>{html.escape(caption)}"
        return next((page for _, pages in self._cells for page in pages if sought in page), "")

    def _found(self, call: re.Pattern[str], name: str, head: str) -> str:
        for source, pages in self._cells:
            names = call.findall(source)
            kind = [page for page in pages if page.startswith(head)]
            if name in names and len(kind) == len(names):
                return kind[names.index(name)]
        return ""


def _html(output: dict[str, Any]) -> str:
    return "".join(output.get("data", {}).get("text/html", ""))


def _still(page: str) -> str:
    """A figure without the table that unfolds below it."""
    return page.partition("<details>")[0].removesuffix("</figure>") + "</figure>"


def _moved(page: str, name: str) -> str:
    """HTML from a notebook's page whose links lead to the same places from the front page."""
    return page.replace('href="#', f'href="notebooks/{name}.html#').replace('="../', '="')


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
            f"{known:,} of them explained" if len(broken) else "all of them hold",
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
