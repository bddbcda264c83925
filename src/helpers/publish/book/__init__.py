"""The book: what Sphinx needs beyond the notebooks and the pages written by hand.

`conf.py` calls `setup(app)`. Before Sphinx reads anything, the pages made from data are written into its
source folder (`write_pages`); as each notebook is read, its outputs are turned into HTML for readers
(`helpers.book.notebooks`). Nothing is executed, nothing is fetched, and the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from helpers.data.files import Folder
from helpers.data.quantity import formats, formulas
from helpers.publish import policy
from helpers.publish.book import (
    dictionary_page,
    explorer,
    filing_pages,
    front_page,
    item_pages,
    notebook_pages,
    search_index,
)
from helpers.publish.book.ways_back import Facts, Page
from helpers.publish.xbrl import viewer
from helpers.story import passages, sources

GENERATED = (
    "index.md",
    "items/*.md",
    "sources/*.md",
    "data-dictionary.md",
    "_static/figures/*",
    "_static/bokeh/*",
    "_extra/**/*",
)


def write_pages(source: Path, data_dir: Path, facts: Facts, items: item_pages.Items) -> None:
    """Write the generated part of the book into `source`, which holds book/ and the executed notebooks/.

    data_dir   a data folder (raw/ and processed/); facts: what trails say of its facts
    items      the line items that will have a page
    Files that would not change are left alone, so that Sphinx reads again only what is new; files of earlier
    builds that no longer belong there are removed.
    """
    folder = Folder(source)
    executed = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((source / "notebooks").glob("*.ipynb"))
    }
    for notebook in executed.values():
        for name, content in notebook_pages.figures_of(notebook).items():
            folder.write(f"_static/figures/{name}", content)
    filing_pages.write_pages(folder, data_dir)
    dictionary_page.write_page(folder, data_dir, frozenset(items.ids))
    item_pages.write_index(folder, items)
    explorer.write(folder, items)
    front_page.write_page(folder, data_dir, executed, facts)
    _copy_downloads(folder, data_dir)
    folder.prune(GENERATED)


def _copy_downloads(folder: Folder, data_dir: Path) -> None:
    """The tables, the filings and the executed notebooks, for readers to take away."""
    wanted = {
        "data/processed": sorted((data_dir / "processed").glob("*.*")),
        "data/raw": sorted((data_dir / "raw").glob("*.txt")) + sorted((data_dir / "raw").glob("*.csv")),
        "data/raw/reference": sorted((data_dir / "raw" / "reference").glob("*.*")),
        "notebooks": sorted((folder.root / "notebooks").glob("*.ipynb")),
    }
    for where, paths in wanted.items():
        for path in paths:
            folder.write(f"_extra/{where}/{path.name}", path.read_bytes())


def data_folder(source: Path, configured: str = "") -> Path:
    """The data folder of a build: as configured, else data/ of the project around the source folder."""
    if configured:
        return Path(configured).resolve()
    for folder in (source, *source.parents):
        if (folder / "pyproject.toml").is_file():
            return folder / "data"
    raise FileNotFoundError(
        f"The book's source {source} is not inside the project: say where the data is with -D filings_data=FOLDER."
    )


def setup(app: Any) -> dict[str, Any]:
    """Hook into Sphinx; `filings_data` says where the data folder is, if it is not the project's own."""
    app.add_config_value("filings_data", "", "env")
    app.add_config_value("filings_read_by", "", "env")  # pages are read again when what reads them has changed
    app.connect("config-inited", _before_reading)  # before Sphinx looks for the folders
    app.connect("builder-inited", _search_by_itself)
    app.connect("html-page-context", _titled_once)
    app.connect("html-page-context", policy.apply, priority=900)  # when the theme has said what it wants
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _search_by_itself(app: Any) -> None:
    app.builder.search = False  # Sphinx's index has no numbers and no passages: see `search_index`


def _titled_once(app: Any, page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    if page == app.config.root_doc:
        context["docstitle"] = ""  # the front page is titled like the book


def _before_reading(app: Any, config: Any) -> None:
    source = Path(app.srcdir)
    data_dir = data_folder(source, config.filings_data)
    config.filings_read_by = _digest(data_dir)
    items = item_pages.Items(data_dir)
    facts = Facts(data_dir / "processed", frozenset(items.ids))
    # Other programs make the pages of the Inline Viewer while Sphinx reads and writes its own.
    work = source.parent / "inline"
    pages = ThreadPoolExecutor(1).submit(viewer.build, data_dir, work, back="../sources/{filing}.html")
    write_pages(source, data_dir, facts, items)

    there = frozenset(path.stem for path in (data_dir / "raw").glob("*.txt"))

    def as_read(_app: Any, document: str, content: list[str]) -> None:
        if document.startswith("notebooks/"):
            name = document.rpartition("/")[2]
            made = notebook_pages.for_readers(json.loads(content[0]), name, Page(facts), there)
            content[0] = json.dumps(made)
        else:
            content[0] = notebook_pages.rewritten_links(content[0], document.count("/"), there)

    def finished(_app: Any, exception: Exception | None) -> None:
        found = pages.result()
        if exception is None:
            book = Folder(Path(app.outdir))
            for path in found:
                content: str | bytes = path.read_bytes()
                if path.suffix in {".html", ".xhtml"}:
                    content = policy.guarded(path.read_text(encoding="utf-8"), scripts=path.suffix == ".html")
                book.write(f"inline/{path.relative_to(work).as_posix()}", content)
            book.prune(["inline/**/*"])
            _write_items(book, items, facts)
            search_index.write(book, items, data_dir / "raw", source)
            for template in (book.root / "_static").glob("*.html"):  # of the theme: no pages
                template.unlink()

    app.connect("html-collect-pages", lambda _app: [(item_pages.SHELL, item_pages.CONTEXT, "page.html")])
    app.connect("source-read", as_read)
    app.connect("build-finished", finished)


def _write_items(book: Folder, items: item_pages.Items, facts: Facts) -> None:
    """The pages of the line items, in the frame of the one that Sphinx has made."""
    frame = book.root / f"{item_pages.SHELL}.html"
    item_pages.write_pages(book, frame.read_text(encoding="utf-8"), items, facts)
    frame.unlink()


def _digest(data_dir: Path) -> str:
    """What a page depends on beside its source: the modules that make it, and the facts that its trails name."""
    modules = [*sorted(Path(__file__).parent.glob("*.py")), Path(policy.__file__)]
    modules += [Path(module.__file__ or "") for module in (formats, formulas, sources, passages)]
    tables_ = [data_dir / "processed" / f"{name}.csv" for name in ("facts", "series", "record")]
    content = [path.read_bytes() for path in (*modules, *tables_)]
    return hashlib.sha256(b"\0".join(content)).hexdigest()
