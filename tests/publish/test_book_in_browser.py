"""The book as people use it, in headless Chromium: links, keyboard, search, phones, and what a screen reader needs.

The book is made from the committed notebooks and tables, and served under a sub-path of a host that knows nothing
else. Skipped, and it says so, where Chromium is not installed (Debian: apt-get install chromium).
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]  # fmt: skip
ANALYSIS, SOURCE = "notebooks/07_docomo_charge.html", "sources/2017-05-15_fy16_presentation.html"
ITEM = "items/operating_income.html"
LINKS = """[...document.querySelectorAll("a[href]")].filter((one) => one.getAttribute("href") != "#")
    .map((one) => [one.getAttribute("href"), one.href])"""
FAINT = """() => {  // words that are printed, of less than 4.5 to 1 on white
    const part = (one) => ((one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    const faint = new Set();
    for (const one of document.querySelectorAll("article *")) {
        const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!words || !one.checkVisibility()) continue;
        const [red, green, blue] = getComputedStyle(one).color.match(/[\\d.]+/g).map(Number).map(part);
        if (1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) < 4.5) faint.add(one.outerHTML.slice(0, 120));
    }
    return [...faint];
}"""
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="Chromium is not installed, so the book was not tested in a browser (Debian: apt-get install chromium)",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the committed notebooks, at some/path of a folder that is served."""
    root = tmp_path_factory.mktemp("host")
    source, made = root / "source", root / "served" / "some" / "path"
    shutil.copytree(ROOT / "book", source)
    shutil.copytree(ROOT / "notebooks", source / "notebooks", ignore=shutil.ignore_patterns("*.csv", ".*", "words"))
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(root / "doctrees")]
    command += ["-D", f"filings_data={ROOT / 'data'}", str(source), str(made)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return made


class Quiet(SimpleHTTPRequestHandler):
    """A static host."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep the log out of the test's output."""


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    """Where the book is served, with a stroke at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(book.parents[1])))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/path/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A wide window; it remembers what went wrong and what was asked of other hosts."""
    page = browser.new_page(viewport=WIDE)
    page.errors, page.foreign = [], []  # type: ignore[attr-defined]
    page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda asked: page.foreign.append(asked.url) if foreign(asked.url, address) else None)
    yield page
    page.close()


def foreign(url: str, address: str) -> bool:
    return urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != urlsplit(address).netloc


@pytest.fixture(scope="module")
def names(book: Path) -> list[str]:
    """Every page of the book, from its root, of those of the line items each thirtieth, since they are made alike.

    Those of the Inline Viewer are tested by themselves; test_book.py follows the links of all.
    """
    found = (path.relative_to(book).as_posix() for path in book.rglob("*.html"))
    kept = sorted(name for name in found if not name.startswith(("_static", "inline/")))
    items = [name for name in kept if name.startswith("items/") and name not in (ITEM, "items/index.html")]
    return [name for name in kept if name not in items] + items[::30]


def test_every_page_opens_without_errors_or_requests_elsewhere_and_its_links_resolve(tab, book, names, address):
    ids, links = {}, []
    for name in names:
        tab.goto(address + name)
        tab.wait_for_load_state()
        ids[name] = set(tab.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
        hrefs = tab.evaluate(
            "[...document.querySelectorAll('a[href]')].map((one) => [one.getAttribute('href'), one.href])"
        )
        links += [(name, written, resolved) for written, resolved in hrefs if written != "#"]
    assert tab.errors == []
    assert tab.foreign == []
    broken = [(name, written) for name, written, url in links if not leads_somewhere(url, address, ids, book)]
    assert broken == []
    assert len(links) > 1000


def leads_somewhere(url: str, address: str, ids: dict[str, set[str]], book: Path) -> bool:
    """Whether a link leaves the book, or leads to a page (at an id it has) or a file of it."""
    path, _, fragment = url.partition("#")
    path = path.partition("?")[0]
    if not path.startswith(address):
        return not path.startswith("http://127.0.0.1")
    name = path.removeprefix(address) or "index.html"
    if name in ids:
        return not fragment or fragment in ids[name]
    return (book / unquote(name)).is_file()


def first_digits(text: str) -> str:
    """The first two digits of the number in a text that are no leading zeros, rounded: '6.8' for '6,762'."""
    number = re.search(r"[\d.,]*\d", text)
    assert number is not None, text
    return f"{float(number[0].replace(',', '')):.1e}"[:3]


def test_a_printed_number_leads_to_the_highlighted_passage(tab, address):
    tab.goto(address + ANALYSIS)
    number = tab.locator(".said a.printed").first
    shown = number.inner_text()
    number.click()
    tab.wait_for_url("**/sources/**")
    target = tab.locator(":target")
    assert first_digits(shown) == first_digits(target.inner_text())
    assert target.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    box = target.bounding_box()
    assert box is not None
    assert 0 < box["y"] < WIDE["height"], "it can be seen"


def test_the_keyboard_opens_a_trail_reaches_its_links_and_comes_back(tab, address):
    tab.goto(address + ANALYSIS)
    number = tab.locator(".said a.computed").first
    number.focus()
    tab.keyboard.press("Enter")
    trail = tab.locator(".trail:popover-open")
    trail.wait_for()
    assert trail.locator("a[href*='/sources/'], a[href*='../sources/']").count()
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.trail a[href]')"):
            break
    assert tab.evaluate("document.activeElement.matches('.trail:popover-open a[href]')")
    tab.keyboard.press("Escape")
    trail.wait_for(state="detached")
    assert tab.evaluate("document.activeElement.matches('.said a.computed')")


def test_a_trail_has_an_address_of_its_own(tab, address):
    tab.goto(address + ANALYSIS + "#trail-1")
    assert tab.locator("#trail-1:popover-open").count() == 1


def test_without_scripts_a_computed_number_still_leads_to_its_trail(browser, address):
    with browser.new_context(java_script_enabled=False, viewport=WIDE) as context:
        page = context.new_page()
        page.goto(address + ANALYSIS)
        link = page.locator(".said a.computed").first
        where = link.get_attribute("href")
        link.click()
        assert page.locator(where).is_visible()


def test_search_finds_numbers_as_printed_and_other_words_and_shows_the_sentence(tab, address):
    for typed, ours in (("157.8", "157.8"), ("ARPU", "revenue"), ("revenue per subscription", "subscription")):
        tab.goto(address + f"search.html?q={typed}")
        first = tab.locator("#search-results li").first
        first.wait_for()
        assert first.locator("> a").get_attribute("href").startswith("notebooks/")
        assert ours in [one.lower() for one in first.locator("mark").all_inner_texts()]
        assert first.locator("p a").count(), "the section"
        assert first.locator("p").first.inner_text().count(" ") > 3
    tab.goto(address + "search.html?q=MVNE")
    titles = tab.locator("#search-results li > a").all_inner_texts()
    assert titles.index("Glossary") > titles.index("06 Who brought the subscriptions, and what did they bring?")
    tab.goto(address + "search.html?q=57.8")
    assert "157.8" not in " ".join(tab.locator("mark").all_inner_texts())
    tab.goto(address + "search.html?q=<img src=x onerror=alert(1)>")
    assert tab.locator("#search-results img").count() == 0


def test_a_table_can_be_copied_and_saved_and_a_drawing_saved_as_a_picture(browser, book):
    with browser.new_context(viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto((book / ITEM).as_uri())
        with page.expect_download() as got:
            page.locator(".take button", has_text="CSV").first.click()
        rows = list(csv.reader(got.value.path().read_text(encoding="utf-8-sig").splitlines()))
        shown = page.locator("article table").first.locator("tr")
        assert rows[0][:2] == ["Period", "Value"]
        assert len(rows) == shown.count() > 3
        page.locator(".take button", has_text="Copy").first.click()
        assert page.evaluate("navigator.clipboard.readText()").split("\n")[1].split("\t") == rows[1]
        with page.expect_download() as got:
            page.locator(".take button", has_text="PNG").first.click()
        assert got.value.path().read_bytes().startswith(b"\x89PNG")
        assert got.value.suggested_filename == "operating_income.years.png"


def test_the_explorer_draws_and_lists_what_is_picked_from_files_and_by_keyboard(browser, book):
    page = browser.new_page(viewport=PHONE)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((book / "explorer.html").as_uri() + "?items=revenue&freq=FY")
    cells = page.locator("#explorer-table tbody tr", has_text="FY2016").locator("td")
    assert cells.all_inner_texts() == ["157.8"]
    assert page.locator("#explorer-charts .drawing").count() == 1
    page.locator("#explorer-item").focus()
    page.keyboard.type("subscriptions.mobile")
    page.keyboard.press("Enter")
    assert cells.all_inner_texts() == ["157.8", "1,856"]
    assert page.locator("#explorer-charts .drawing").count() == 2, "thousands have a chart of their own"
    assert page.locator("#explorer-charts canvas").count() >= 2
    page.keyboard.type("no such thing")
    page.keyboard.press("Enter")
    assert "No line item is called" in page.locator("#explorer-said").inner_text()
    page.locator("#explorer-freq").select_option("Q")
    assert page.locator("#explorer-table tbody tr", has_text="1Q16").count() == 1
    page.locator("#explorer-chosen button").first.press("Enter")
    assert page.url.endswith("#items=subscriptions.mobile&freq=Q")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert errors == []
    page.close()


def test_opened_as_a_file_it_works_and_search_too(browser, book):
    page = browser.new_page(viewport=WIDE)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto((book / "index.html").as_uri())
    page.goto((book / "search.html").as_uri() + "?q=MVNE")
    page.locator("#search-results li a").first.wait_for()
    assert errors == []
    page.close()


def test_a_script_that_the_book_did_not_write_does_not_run(browser, book, address):
    evil = (
        "<script>window.ran = 1</script><img src='x.png' onerror='window.ran = 2'><a id='go' href='javascript:ran=3'>"
    )
    for name, opened in (("evil.html", address), ("inline/evil.html", address), ("evil.html", f"file://{book}/")):
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        source = ANALYSIS if name == "evil.html" else next((book / "inline").glob("*.html")).relative_to(book)
        text = (book / source).read_text(encoding="utf-8").replace("../_static", "_static")
        (book / name).write_text(re.sub(r"(<body\b[^>]*>)", lambda m: m[1] + evil + "evil</a>", text, count=1))
        page.goto(opened + name)
        page.wait_for_load_state()
        page.evaluate("document.getElementById('go')?.click()")
        assert page.evaluate("window.ran") is None
        assert any("Content Security Policy" in text for text in said)
        (book / name).unlink()
        page.close()


def test_pages_hold_on_a_phone(browser, names, address):
    page = browser.new_page(viewport=PHONE)
    too_wide, cut = {}, {}
    for name in names:
        page.goto(address + name)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            too_wide[name] = width
        captions = page.evaluate("[...document.querySelectorAll('caption')].map((one) => one.offsetWidth)")
        if max(captions, default=0) > PHONE["width"]:
            cut[name] = max(captions)
    assert too_wide == {}
    assert cut == {}, "captions wider than the page, with words that are seen only by scrolling"
    page.goto(address + ANALYSIS)
    page.locator(".said a.computed").first.click()
    box = page.locator(".trail:popover-open").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.close()


@pytest.mark.parametrize("name", ["index.html", ANALYSIS, SOURCE, ITEM, "explorer.html", "search.html?q=157.8"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(tab, address, name, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.goto(address + name)
    tab.wait_for_load_state()
    # The theme fades its colours in; what a reader sees is what they have become.
    tab.wait_for_timeout(200)
    tab.evaluate("Promise.all(document.getAnimations().map((fade) => fade.finished))")
    found = Axe().run(tab).response["violations"]
    serious = [
        (one["id"], one["help"], [node["html"][:160] for node in one["nodes"]][:4])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("name", ["index.html", ANALYSIS, SOURCE, ITEM])
def test_a_page_printed_from_dark_mode_is_dark_on_white(browser, address, name):
    page = browser.new_page(viewport=WIDE, color_scheme="dark")
    page.goto(address + name)
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print")
    page.wait_for_timeout(400)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(FAINT) == []
    page.close()


def test_no_page_weighs_more_than_one_and_a_half_megabytes(book, names):
    assert {name: size for name in names if (size := (book / name).stat().st_size) > 1_500_000} == {}
