"""What the documents point at is there: files, make targets, commands and modules."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import helpers

ROOT = Path(__file__).parents[2]
STAGES = (
    *("companies", "language", "filing", "reading", "proof", "data", "story", "analysis", "run", "publish"),
)  # in the order of the way
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/raw/README.md")),
    ROOT / "benchmarks" / "README.md",
    ROOT / "docs" / "second_company.md",
]


def names(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_make_targets_exist(page: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ +)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= known


def test_commands_exist() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = subprocess.run([sys.executable, "-m", "helpers", "--help"], capture_output=True, text=True, check=True)
    for command in set(re.findall(r"-m helpers ([a-z-]+)", text)):
        assert re.search(rf"^ +{command}\b", shown.stdout, re.MULTILINE), command


def test_the_readme_names_every_stage() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| stage | what it does |")[1].split("\n\n")[0]
    package = ROOT / "src" / "helpers"
    assert re.findall(r"^\| `(\w+)/`", table, re.MULTILINE) == [*STAGES]
    assert set(STAGES) == {path.parent.name for path in package.glob("*/__init__.py")}
    assert len([path for path in package.iterdir() if path.name != "__pycache__"]) <= 12
    assert all(re.search(rf"^\| {stage} \|", helpers.__doc__ or "", re.MULTILINE) for stage in STAGES)


def test_tests_lie_beside_the_stage_they_are_about() -> None:
    folders = {path.parent.name for path in ROOT.glob("tests/*/test_*.py")}
    assert folders <= {*STAGES, "project", "course"}
    assert not list(ROOT.glob("tests/test_*.py"))


@pytest.mark.parametrize("name", [name for names in helpers.PUBLIC.values() for name in names])
def test_the_public_names_are_there(name: str) -> None:
    assert getattr(helpers, name) is not None
    assert name in dir(helpers)


def test_a_name_that_is_not_public_says_which_are() -> None:
    with pytest.raises(AttributeError, match="open_data"):
        _ = helpers.open_date


def test_the_citation_names_this_version_and_the_books_title() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    front = tomllib.loads((ROOT / "book" / "front.toml").read_text(encoding="utf-8"))
    assert (cited["version"], cited["title"]) == (helpers.__version__, front["title"])
    assert cited["license"] in (ROOT / "LICENSE").read_text(encoding="utf-8")
