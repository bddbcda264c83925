"""The book resolves its links, asks nothing of other hosts, says in words what figures show, and is reproducible."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from presentation import quantity, shown

from helpers import __version__
from helpers.publish.book import front_page, notebook_pages
from helpers.publish.book.ways_back import Facts
from helpers.run.extract import extract
from helpers.story import charts, exhibits, figures, prose, sources

ROOT = Path(__file__).parents[2]
FILING = "2013-08-06_1q13_presentation"
METADATA = {"kernelspec": {"name": "python3"}, "language_info": {"name": "python", "pygments_lexer": "ipython3"}}
EVIL = '<script>alert("x")</script>'
TITLE = "Consolidated Financial Results for 1Q FY2013"
EVIL_TITLE = "<script>alert(1)</script><img src=x onerror=alert(2)></h1>"


def sourced(value: float, half: float, **more):
    return quantity(value, half, fact_ids=(f"{FILING}.L28.C14",), **more)


def outputs() -> list[dict]:
    """What a notebook displays: a sentence, a figure and a table, with hostile text in each."""
    revenue = sourced(26.4e9, 5e7, period="1q13", formula="revenue of the quarter")
    chart = charts.lines(f"Revenue & {EVIL}", [figures.series("Revenue", {"1q13": revenue})])
    shows = [
        shown(prose.say, "Revenue was {r}; see {p} and [facts](../data/processed/facts.csv). {t}", r=revenue,
              p=sources.passage(FILING, 28, "the line"), t=EVIL),
        shown(prose.say, "A quarter of it is {part}.", part=revenue / 4),
        shown(figures.show, chart),
        shown(exhibits.table, [{"Item": EVIL, "1Q13": revenue}], caption="IIJ by fiscal year"),
    ]  # fmt: skip
    return [{"output_type": "display_data", "metadata": one.pop("metadata"), "data": one} for one in shows]


CELLS = ['tell("bought", r=revenue)', 'tell("peak")', 'show(ax, tell.title("bridge"))', "sheet()"]


def notebook(title: str, text: str, shows: list[dict]) -> dict:
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# {title}\n\n{text}"}]
    code = {"cell_type": "code", "metadata": {}, "source": "show()", "execution_count": 1}
    cells += [{**code, "id": f"b{n}", "source": CELLS[n], "outputs": [one]} for n, one in enumerate(shows)]
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same small book, built twice in different folders."""
    found = []
    for name in ("first", "second"):
        root = tmp_path_factory.mktemp(name)
        raw, source = root / "data" / "raw", root / "build" / "source"
        shutil.copytree(ROOT / "book", source)
        (raw / "reference").mkdir(parents=True)
        (root / "pyproject.toml").write_text("")
        shutil.copy(ROOT / "data" / "raw" / f"{FILING}.txt", raw)
        for table in (ROOT / "data" / "raw" / "reference").glob("*.csv"):
            shutil.copy(table, raw / "reference")
        extract(raw, root / "data" / "processed")
        titled = root / "data" / "processed" / "filings.csv"
        words = titled.read_text(encoding="utf-8")
        assert TITLE in words
        titled.write_text(words.replace(TITLE, EVIL_TITLE), encoding="utf-8")
        (source / "notebooks").mkdir()
        text = (
            "See the [MVNE](../book/glossary.md#mvne), [line 28](../data/raw/" + FILING + ".txt#L28), "
            "[03](03_reconcile.ipynb) and [`prose.py`](../src/helpers/prose.py)."
        )
        for page in ("00_map", "01_read", "02_tidy", "03_reconcile", "07_docomo_charge"):
            made = notebook(f"Page {page}", text, [])
            (source / "notebooks" / f"{page}.ipynb").write_text(json.dumps(made))
        made = notebook("Where did growth come from?", text, outputs())
        (source / "notebooks" / "09_trajectory.ipynb").write_text(json.dumps(made))
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-b",
            "html",
            "-d",
            str(root / "doctrees"),
        ]
        run = subprocess.run([*command, str(source), str(root / "book")], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        found.append(root / "book")
    return found[0], found[1]


class Page(HTMLParser):
    """The links, ids, images and scripts of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.images: list[dict[str, str | None]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "img":
            self.images.append(given)
        if tag in {"script", "img", "iframe", "source"} and given.get("src"):
            self.loads.append(str(given["src"]))
        if tag == "link" and given.get("rel") != "canonical" and given.get("href"):
            self.loads.append(str(given["href"]))


@pytest.fixture(scope="module")
def pages(built) -> dict[Path, Page]:
    return {path: Page(path) for path in built[0].rglob("*.html") if not {"_static", "inline"} & set(path.parts)}


def unresolved(pages: dict[Path, Page]) -> list[str]:
    """The internal links of some pages that lead nowhere, with their page."""
    broken = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme or link == "#":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = pages.get(target)
            if not target.exists() or (parts.fragment and known and unquote(parts.fragment) not in known.ids):
                broken.append(f"{path.name}: {link}")
    return broken


def test_every_internal_link_and_anchor_resolves(pages):
    assert unresolved(pages) == []


def test_the_table_of_published_figures_shows_the_figure_before_its_id(pages):
    (page,) = (path for path in pages if path.name == "published_results.html")
    assert "L2" in pages[page].ids
    text = page.read_text(encoding="utf-8")
    row = text[text.index('<tr id="L2">') :].split("</tr>")[0]
    assert row.index("<td>assets</td>") < row.index("<td>published:assets:actual:")
    assert '<a href="https://www.thestreet.com/' in row


def test_the_report_resolves_its_links_too():
    report = ROOT / "build" / "book"
    if not (report / "index.html").is_file():
        pytest.skip("the report has not been built: make report")
    found = {path: Page(path) for path in report.rglob("*.html") if not {"_static", "inline"} & set(path.parts)}
    assert unresolved(found) == []


def test_nothing_is_loaded_from_another_host(built, pages):
    loaded = [f"{path.name}: {load}" for path, page in pages.items() for load in page.loads if urlsplit(load).netloc]
    assert loaded == []
    for style in built[0].rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", style.read_text(encoding="utf-8")), style


def test_a_number_leads_to_its_very_place_on_the_page_of_the_filing(built, pages):
    page = pages[built[0] / "notebooks" / "09_trajectory.html"]
    number = f"../sources/{FILING}.html#L28.C14"
    assert page.links.count(number) >= 3, "in a sentence, in the data of a chart and in a table"
    assert f"../sources/{FILING}.html#L28" in page.links, "a passage leads to its line"


def test_a_computed_number_has_a_trail_with_its_inputs(built, pages):
    page = pages[built[0] / "notebooks" / "09_trajectory.html"]
    content = (built[0] / "notebooks" / "09_trajectory.html").read_text(encoding="utf-8")
    (trail,) = re.findall(r'<div id="trail-1".*?</div>', content)
    assert "#trail-1" in page.links
    assert "revenue of the quarter ÷ 4" in trail
    assert f'href="../sources/{FILING}.html#L28.C14">JPY 26.4 billion</a>' in trail


def test_figures_have_the_text_made_from_their_data_as_alt_text(built, pages):
    (image,) = pages[built[0] / "notebooks" / "09_trajectory.html"].images
    alt = outputs()[2]["data"]["text/plain"].partition("\n\n")[0]
    assert image["alt"] == alt
    assert int(image["width"]) > int(image["height"]) > 100, "its room is kept until it is loaded"
    assert "JPY 26.4 billion (1Q13)" in alt
    page = (built[0] / "notebooks" / "09_trajectory.html").read_text(encoding="utf-8")
    assert "The data of this chart, in JPY billion" in page


def test_text_from_filings_and_tables_is_escaped_everywhere(built):
    for path in built[0].rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path
    page = (built[0] / "notebooks" / "09_trajectory.html").read_text(encoding="utf-8")
    assert page.count("&lt;script&gt;alert") >= 3


def test_a_title_cannot_run_in_any_page(built):
    title = html.escape(EVIL_TITLE)
    assert built[0].joinpath("sources", f"{FILING}.html").read_text().count(title) >= 3  # also where it is printed
    for path in built[0].rglob("*.html"):
        assert "alert(1)</script>" not in path.read_text(), path
        assert "<img src=x" not in path.read_text(), path


def test_every_page_allows_only_what_the_book_ships(built):
    found = [path for path in built[0].rglob("*") if path.suffix in {".html", ".xhtml"}]
    assert len(found) > 10
    for path in found:
        text = path.read_text(encoding="utf-8")
        policy = re.search('<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy is not None, path
        assert policy.start() < min(at for tag in ("<script", "<link", "<body") if (at := text.find(tag)) >= 0), path
        rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
        assert rules["default-src"] == rules["base-uri"] == "'none'"
        words = rules["script-src"].split(" ")
        assert set(words) <= {"'self'", "'none'"} | {word for word in words if word.startswith("'sha256-")}, path


def test_a_filings_page_shows_its_text_exactly_with_every_number_marked(built):
    page = (built[0] / "sources" / f"{FILING}.html").read_text(encoding="utf-8")
    lines = re.findall(
        r'<div id="L\d+"><a class="no" href="#L\d+">\d+</a><span>(.*?)</span></div>$', page, re.MULTILINE
    )
    shown_text = [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in lines]
    raw = (ROOT / "data" / "raw" / f"{FILING}.txt").read_bytes().decode("utf-8")
    assert shown_text == [line.rstrip("\r") for line in raw.split("\n")]
    assert page.count('class="n ') > 500


def test_code_is_folded_and_one_click_away(built):
    page = (built[0] / "notebooks" / "09_trajectory.html").read_text(encoding="utf-8")
    assert page.count("<details") >= 3
    assert "Show the code" in page
    assert "<details open" not in page


def test_the_front_page_says_how_to_cite_this_edition(built):
    book, _ = built
    front = (book / "index.html").read_text(encoding="utf-8")
    assert f"iij-filings {__version__}, with IIJ’s filings up to 6 August 2013" in front
    assert 'href="about.html"' in front
    assert (book / "about.html").is_file()


def test_the_front_page_shows_outputs_of_a_notebook_with_their_links(built, pages):
    front = built[0] / "index.html"
    text, links = front.read_text(encoding="utf-8"), pages[front].links
    assert re.search(r'<li><p>A quarter of it is <a class="computed" href="notebooks/09_trajectory.html#trail-1"', text)
    assert links.count(f"sources/{FILING}.html#L28.C14") == 2, "in a paragraph and in the table"
    assert [image["alt"] for image in pages[front].images] == [outputs()[2]["data"]["text/plain"].partition("\n\n")[0]]
    assert "The data of this chart" not in text
    assert "<caption>IIJ by fiscal year</caption>" in text
    assert "misprint" not in text, "two figures of one name are explained, and no misprint"
    assert "limits.html" in links


def test_the_notebook_shows_all_that_the_front_page_wants_of_it():
    arc = tomllib.loads((ROOT / "book" / "front.toml").read_text(encoding="utf-8"))["arc"]
    told = json.loads((ROOT / "notebooks" / f"{arc['notebook']}.ipynb").read_text(encoding="utf-8"))
    shown = front_page.Outputs(told, Facts(ROOT / "data" / "processed"))
    assert [name for name, _ in arc["paragraphs"] if not shown.said(name)] == []
    assert [name for name in arc["figures"] if not shown.figure(name)] == []
    assert shown.table(arc["table"])
    assert [name for _, name in arc["paragraphs"] if not (ROOT / "notebooks" / f"{name}.ipynb").is_file()] == []
    assert shown.said("nothing of that name") == shown.figure("nothing") == shown.table("no such caption") == ""


def test_the_contents_show_the_numbers_that_texts_call_notebooks_by(built):
    text = (built[0] / "glossary.html").read_text(encoding="utf-8")
    assert re.search(r'href="notebooks/09_trajectory.html">\s*09 Where did growth come from\?', text)


def test_search_looks_through_every_kind_of_page(built):
    index = (built[0] / "_static" / "search-index.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^const BOOK_PASSAGES = (\[.*?^\]);$", index, re.DOTALL | re.MULTILINE)
    entries = {page: (title, rank, passages) for page, title, rank, passages in json.loads(listed)}
    analysis, glossary = entries["notebooks/09_trajectory.html"], entries["glossary.html"]
    assert analysis[0] == "09 Where did growth come from?"
    assert any("26.4" in text for _, _, text in analysis[2]), "numbers as they are printed"
    making = entries["notebooks/03_reconcile.html"]
    assert analysis[1] < entries["items/revenue.html"][1] < making[1] < glossary[1]
    assert any(anchor == "mvne" for anchor, _, _ in glossary[2])
    (names,) = (text for anchor, _, text in entries["items/revenue.html"][2] if anchor == "names")
    assert "Total revenues" in names
    raw = (ROOT / "data" / "raw" / f"{FILING}.txt").read_text(encoding="utf-8").split("\n")
    for anchor, _, text in entries[f"sources/{FILING}.html"][2]:
        start = int(anchor.removeprefix("L")) - 1
        assert text == " ".join(" ".join(raw[start : start + 10]).split())


def test_the_book_is_the_same_byte_for_byte_from_build_to_build(built):
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} for root in built
    )
    assert first.keys() == second.keys()
    assert [str(name) for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("../data/raw/x_y.txt#L5", "../sources/x_y.html#L5"),
        ("../data/raw/x_y.txt", "../sources/x_y.html"),
        ("../data/processed/facts.csv", "../data/processed/facts.csv"),
        ("../book/glossary.md#mvne", "../glossary.html#mvne"),
        ("04_iij_global.ipynb", "../notebooks/04_iij_global.html"),
        ("../src/helpers/prose.py", None),
        ("https://example.org/", None),
    ],
)
def test_links_of_the_repository_have_their_place_in_the_book(link, found):
    assert notebook_pages.address(link) == found


def test_links_in_code_blocks_stay_as_they_are():
    text = "[a](../data/raw/x.txt#L1)\n\n```\n[a](../data/raw/x.txt#L1)\n```\n"
    changed = notebook_pages.rewritten_links(text, depth=1)
    assert changed.count("../sources/x.html#L1") == 1
    assert "```\n[a](../data/raw/x.txt#L1)\n```" in changed


def test_a_link_to_a_filing_that_is_not_there_becomes_its_text():
    text = f"as [it says](../data/raw/{FILING}.txt#L52) and [so](../data/raw/2099-01-01_fy98_release.txt#L1)"
    changed = notebook_pages.rewritten_links(text, 1, {FILING})
    assert changed == f'as <a href="../sources/{FILING}.html#L52">it says</a> and so'


def test_the_interval_of_a_number_in_a_table_stands_apart_from_it():
    table = (
        '<table><tr><td><a href="#t" title="x (1 to 2)">27.8 (27.71 to 27.81)</a>†</td><td>(a to b)</td></tr></table>'
    )
    page = notebook_pages._TABLE.sub(notebook_pages._scrolling, table)
    assert '>27.8<span class="range"> (27.71 to 27.81)</span></a>†' in page
    assert page.count('class="range"') == 1
