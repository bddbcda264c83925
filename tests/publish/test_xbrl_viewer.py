"""The pages for the Inline Viewer: made once, whole, and opened from the file system as a reader opens them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exported import RAW, read, read_numbers

from helpers.data import tables

pytest.importorskip("arelle", reason="Arelle is not installed (make setup installs it): it makes the viewer's pages.")

from helpers.publish.xbrl import inline, viewer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FILING = "2013-08-06_1q13_presentation"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one filing, which is enough: Arelle takes its time."""
    folder = tmp_path_factory.mktemp("data")
    filings, facts, _ = read()
    frames = {"filings": filings, "facts": facts, "numbers": read_numbers()}
    tables.write_all(folder / "processed", {name: frame[frame["filing"] == FILING] for name, frame in frames.items()})
    (folder / "raw").mkdir()
    shutil.copy(RAW / f"{FILING}.txt", folder / "raw")
    return folder


@pytest.fixture(scope="module")
def built(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book") / "inline"
    for path in viewer.build(data, folder, back="../sources/{filing}.html"):
        assert path.is_file()
    return folder


def test_a_page_knows_every_fact_of_the_filing(built: Path) -> None:
    page = (built / f"{FILING}.html").read_text(encoding="utf-8")
    known = re.search(r'<script type="application/x.ixbrl-viewer\+json">(.*?)</script>', page, re.DOTALL)
    assert known is not None
    reported = json.loads(known[1])["sourceReports"][0]["targetReports"][0]["facts"]
    _, facts, _ = read()
    own = facts.loc[facts["filing"] == FILING, "fact_id"]
    assert set(reported) == {inline.page_link(fact_id).rpartition("#f-")[2] for fact_id in own}


def test_a_page_loads_the_script_beside_it_and_nothing_else(built: Path) -> None:
    page = (built / f"{FILING}.html").read_text(encoding="utf-8")
    assert re.findall(r'<script[^>]* src="([^"]*)"', page) == [viewer.SCRIPT]
    assert (built / viewer.SCRIPT).is_file()
    assert not re.search(r'<(?:link|img|iframe)[^>]* (?:href|src)="', page)
    assert len(page) < 1_500_000


def test_what_has_not_changed_is_not_made_again(built: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()}
    monkeypatch.setattr(viewer.subprocess, "Popen", lambda *_, **__: pytest.fail("Arelle was started"))
    viewer.build(data, built, back="../sources/{filing}.html")
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()} == before


def test_a_document_that_arelle_refuses_stops_the_build_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "x.xhtml").write_text("<html xmlns='http://www.w3.org/1999/xhtml'><body>no", encoding="utf-8")
    with pytest.raises(viewer.ViewerError, match=r"x\.xhtml"):
        viewer._make_pages([tmp_path / "x.xhtml"], 1)


# ---- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: nobody has clicked on a number in the viewer.")
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")
    with api.sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Any, address: str) -> tuple[Any, list[str]]:
    """A page once the viewer is ready, and what went wrong or was asked of other hosts meanwhile."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
    page.goto(address)
    page.wait_for_selector("#ixv .loader", state="hidden", timeout=30_000)
    return page, wrong


def test_a_link_to_a_fact_opens_its_filing_with_the_fact_selected(built: Path, browser: Any) -> None:
    _, facts, _ = read()
    line = facts[(facts["filing"] == FILING) & (facts["concept"] == "revenue") & (facts["measure"] == "level")]
    fact_id, printed, value = line.iloc[0][["fact_id", "printed", "value"]]
    page, wrong = opened(browser, f"{built.as_uri()}/{inline.page_link(fact_id)}")
    page.get_by_text(f"{int(value):,}").first.wait_for(timeout=10_000)
    document = next(frame for frame in page.frames if frame.query_selector(".filing"))
    assert document.inner_text(".ixbrl-selected") == printed
    assert wrong == []
    page.close()


def test_a_click_on_a_number_says_what_it_is(built: Path, browser: Any) -> None:
    _, facts, _ = read()
    own = facts[(facts["filing"] == FILING) & (facts["concept"] == "operating_income") & (facts["measure"] == "level")]
    line, start = own.iloc[0][["line", "start"]]
    page, wrong = opened(browser, f"{built.as_uri()}/{FILING}.html")
    document = next(frame for frame in page.frames if frame.query_selector(".filing"))
    document.click(f'[id="L{line}.C{start}"]')
    page.get_by_text("operating_income", exact=True).first.wait_for(timeout=10_000)
    assert wrong == []
    page.close()
