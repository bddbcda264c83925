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

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/raw/README.md")),
    ROOT / "benchmarks" / "README.md",
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


def test_modules_that_the_readme_names_exist() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| stage | modules |")[1].split("\n\n")[0]
    for name in re.findall(r"`([a-z_./]+)`", table):
        found = [ROOT / "src" / "helpers" / name, ROOT / "src" / "helpers" / f"{name}.py"]
        assert any(path.exists() for path in found), name


def test_the_citation_names_this_version_and_the_books_title() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    front = tomllib.loads((ROOT / "book" / "front.toml").read_text(encoding="utf-8"))
    assert (cited["version"], cited["title"]) == (helpers.__version__, front["title"])
    assert cited["license"] in (ROOT / "LICENSE").read_text(encoding="utf-8")
