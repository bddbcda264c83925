"""The book that is there is the one that was built: an edited or lost page is noticed, and made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.publish import build
from helpers.run.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose Sphinx writes two pages, and each time counts itself."""
    project = Project(tmp_path)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "conf.py").write_text("")
    executed = project.build / "notebooks" / "01.ipynb"
    executed.parent.mkdir(parents=True)
    executed.write_text('{"cells": []}')
    (tmp_path / "times").write_text("")

    def sphinx(source: Path, target: Path, doctrees: Path) -> int:
        (tmp_path / "times").write_text((tmp_path / "times").read_text() + "x")
        target.mkdir(exist_ok=True)
        for name in ("index.html", "a.html"):
            if not (target / name).is_file():  # as Sphinx does: it looks at the sources, and whether the page is there
                (target / name).write_text(f"page {name}")
        return 0

    monkeypatch.setattr(build, "_sphinx", sphinx)
    return project


def times(project: Project) -> int:
    return len((project.root / "times").read_text())


def test_nothing_is_built_twice(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.build(project) == build.build(project) == 0
    assert times(project) == 1
    assert "up to date" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["book", "book-pages"])
@pytest.mark.parametrize("harm", ["gone", "edited", "another"])
def test_a_page_that_was_harmed_is_made_again(where: str, harm: str, project: Project) -> None:
    build.build(project)
    page = project.build / where / "a.html"
    if harm == "gone":
        page.unlink()
    else:
        (page if harm == "edited" else page.with_name("b.html")).write_text("mine")
    if where == "book-pages":
        (project.build / "book" / "index.html").write_text("harmed, too")
    build.build(project)
    assert times(project) == 2
    for name in ("index.html", "a.html"):
        assert (project.build / "book" / name).read_text() == f"page {name}"
    assert not (project.build / "book" / "b.html").exists()
    build.build(project)
    assert times(project) == 2
