"""The words of a notebook: from a file, filled in from the notebook's names, or said otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from presentation import quantity

from helpers import Missing
from helpers.run.keys import code_cells, notebook_digest
from helpers.story import tell
from helpers.story.tell import Words, WordsError

TEXT = """Words of a small notebook.

## growth
Revenue {change:rose|fell} by {change:abs}
to {sales[FY2016]}.

Otherwise: What revenue did in {year} is not known.

## list
- {year}: {sales[FY2016]}
- a second one

## plain
Nothing to fill in, {year}.
"""


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Words]:
    path = tmp_path / "small.md"

    def make(text: str = TEXT, **names: Any) -> Words:
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(tell, "path_of", lambda notebook: path)
        return Words("small", names)

    return make


def test_names_cells_and_values_of_the_call_are_filled_in(said: Callable[..., Words]) -> None:
    words = said(change=quantity(1e9), sales={"FY2016": quantity(157.8e9)}, year="FY2016")
    assert words.title("growth") == "Revenue rose by JPY 1 billion to JPY 157.8 billion."
    assert words.title("growth", change=quantity(-2e9)) == "Revenue fell by JPY 2 billion to JPY 157.8 billion."
    assert words.title("list") == "- FY2016: JPY 157.8 billion - a second one".replace(" - a", "\n- a")


def test_an_unknown_value_is_said_otherwise(said: Callable[..., Words]) -> None:
    words = said(change=Missing("no filing prints it"), sales={"FY2016": quantity(1e9)}, year="FY2011")
    assert words.title("growth") == "What revenue did in FY2011 is not known."


def test_a_contested_value_is_said_otherwise(said: Callable[..., Words]) -> None:
    class Contested:
        value = low = high = 1e9
        unit, basis, known, contested, fact_ids = "JPY", "reported", True, True, ()

    words = said(change=Contested(), sales={"FY2016": quantity(1e9)}, year="FY2011")
    assert words.title("growth") == "What revenue did in FY2011 is not known."


def test_a_title_without_other_words_never_states_what_is_not_known(said: Callable[..., Words]) -> None:
    text = "## alone\nSales came to {sales}.\n"
    assert said(text, sales=quantity(1e9)).title("alone") == "Sales came to JPY 1 billion."
    assert said(text, sales=Missing("no filing prints it")).title("alone") == tell.NO_TITLE
    assert said(text, sales=replace(quantity(1e9), status="contested")).title("alone") == tell.NO_TITLE


def test_every_title_of_the_notebooks_has_other_words_for_what_is_not_known() -> None:
    asked = re.compile(r"tell\.title\(\s*[\"']([^\"']+)")
    told = 0
    for path in sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb")):
        names = {name for source in code_cells(path) for name in asked.findall(source)}
        words = tell.read(tell.path_of(path.stem)) if names else {}
        told += len(names)
        assert [name for name in sorted(names) if words[name].fields() and not words[name].otherwise] == [], path.name
    assert told >= 10


@pytest.mark.parametrize(
    ("text", "ask", "found"),
    [
        (TEXT, "margin", "has no section 'margin'; it has growth, list, plain"),
        (TEXT, "growth", "names 'change', which the notebook has not set"),
        ("## a\n{sales[FY1999]}\n", "a", "asks for 'sales\\[FY1999\\]': KeyError"),
        ("## a\n1\n\n## a\n2\n", "a", "two sections 'a'"),
        ("## a\n{open\n", "a", "braces of section 'a' do not close"),
    ],
)
def test_what_cannot_be_said_names_the_section_and_the_cause(
    said: Callable[..., Words], text: str, ask: str, found: str
) -> None:
    with pytest.raises(WordsError, match=found):
        said(text, sales={"FY2016": quantity(1e9)}, year="FY2016").title(ask)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match=r"nowhere\.md: No such file"):
        tell.read(tmp_path / "nowhere.md")


def test_a_notebook_runs_again_when_its_words_change(tmp_path: Path) -> None:
    notebook, words = tmp_path / "a.ipynb", tmp_path / "words" / "a.md"
    notebook.write_text('{"cells": []}', encoding="utf-8")
    words.parent.mkdir()
    words.write_text("## a\nOne.\n", encoding="utf-8")
    before = notebook_digest(notebook)
    words.write_text("## a\nTwo.\n", encoding="utf-8")
    assert notebook_digest(notebook) != before
