"""The course in the book: no warning, nothing from other hosts, hints folded, no solution, and slides for the room."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from helpers.publish.course import lessons, pages
from helpers.run.project import Project
from helpers.story.course import catalogue

ROOT = Path(__file__).parents[2]
LESSONS = lessons.read_all(ROOT / "course")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course alone, built with the settings of the book; warnings are errors."""
    source, made = (tmp_path_factory.mktemp(name) for name in ("source", "made"))
    shutil.copytree(ROOT / "book" / "_static", source / "_static")
    settings = (ROOT / "book" / "conf.py").read_text(encoding="utf-8").partition("\ndef setup")[0]
    settings = settings.replace("from helpers.publish import book\n", "") + "\nhtml_extra_path = []\n"
    (source / "conf.py").write_text(settings, encoding="utf-8")
    for path, content in pages.made(Project(ROOT)).items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content)
    documents = "\n".join(["course/index", *(f"course/{lesson.name}" for lesson in LESSONS)])
    (source / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{documents}\n```\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(source), str(made)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made


def test_each_exercise_stands_on_its_page_with_three_folded_hints(book: Path) -> None:
    for lesson in LESSONS:
        page = (book / "course" / f"{lesson.name}.html").read_text(encoding="utf-8")
        assert page.count("<details") == 3 * len(lesson.exercises)
        assert "<details open" not in page
        for name in lesson.exercises:
            assert f'id="{name.replace("_", "-")}"' in page
            assert f"{catalogue.exercises()[name].minutes} minutes" in page


def test_nothing_comes_from_another_host_and_no_solution_is_shown(book: Path) -> None:
    found = sorted(path for path in book.rglob("*.html") if path.parent.name in ("course", "slides"))
    assert len(found) == 2 * len(LESSONS) + 1
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', text) == []
        assert "sort_values(&quot;announced_on&quot;)" not in text
        assert "first[1]) **" not in text


def test_the_slides_hold_every_live_step_with_its_sentence_and_the_key_points(book: Path) -> None:
    for lesson in LESSONS:
        text = (book / "_static" / "slides" / f"{lesson.name}.html").read_text(encoding="utf-8")
        steps = sum(cell.text.count("### Step ") for cell in lesson.cells if cell.kind == "markdown")
        assert text.count("<h2>Step ") == steps
        assert text.count("<section") == steps + 3
        assert text.count("Say: ") == steps
        assert "<h2>Key points</h2>" in text


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)")
def test_axe_finds_no_serious_violation_and_a_phone_is_wide_enough(book: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for scheme, wide in (("light", 1280), ("dark", 360)):
            tab = browser.new_page(viewport={"width": wide, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
            for name in ("course/index.html", "course/02_intervals.html", "_static/slides/02_intervals.html"):
                tab.goto((book / name).as_uri())
                tab.wait_for_timeout(300)
                found = Axe().run(tab).response["violations"]
                assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], (name, scheme)
                assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, wide)
            tab.close()
        browser.close()
