"""No result is typed into prose: numbers in Markdown and in sentences are dates, period names, or named below."""

from __future__ import annotations

import ast
import calendar
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
SENTENCES = {"say", "sentence", "publish"}
# What a number in prose may be: fixed in the world or in the argument, not a result.
ALLOWED = (
    r"`[^`]*`",  # code
    r"\[\d\d\](?=\()",  # a link to a notebook by its number
    r"\]\([^)]*\)",  # where a link leads
    r"\b\d\d_[a-z_]+",  # a notebook
    r"\b(?:FY|CY)\d{2}(?:\d{2})?\b",
    r"\b(?:[1-4]Q|[12]H|9M)\d{2}(?:-end)?\b",
    rf"\b(?:\d{{1,2}} )?(?:{'|'.join(calendar.month_name[1:])})(?: \d{{4}})?",
    r"\b(?:19|20)\d{2}(?:[-–/]\d{2,4})?\b",
    r"\bP2\b|\b[34]G\b|\bLTE-?\w*",  # names
    r"\b10 Mbps\b",  # the unit in which capacity is charged
    r"^\s*\d+\. ",  # the number of a list item
)


def prose_of(notebook: Path) -> Iterator[tuple[int, str]]:
    """The prose of a notebook by cell: Markdown, and the templates of sentences without their fields."""
    for number, cell in enumerate(json.loads(notebook.read_text(encoding="utf-8"))["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield number, re.sub(r"^```.*?^```", "", source, flags=re.DOTALL | re.MULTILINE)
        elif cell["cell_type"] == "code":
            for template in templates(source):
                yield number, re.sub(r"\{[^{}]*\}", "", template)


def templates(source: str) -> Iterator[str]:
    """The string literals given to say, sentence and publish, apart from the names of findings."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            given = [*(call.args[1:] if name == "publish" else call.args), *(k.value for k in call.keywords)]
            if name in SENTENCES:
                yield from (a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str))


def typed(text: str) -> list[str]:
    """The numbers in a text that are none of the allowed."""
    for pattern in ALLOWED:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    return re.findall(r"\S*\d\S*", text)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_is_typed_into_prose(notebook):
    found = [f"cell {number}: {word}" for number, text in prose_of(notebook) for word in typed(text)]
    assert found == [], f"{notebook.name} types numbers; compute them, or name the pattern in ALLOWED with its reason"


def test_a_typed_result_is_noticed_and_a_period_is_not():
    assert typed("Revenue grew 12.2% in FY2016, from 1 April 2016 (see 04_trajectory, 2Q16).") == ["12.2%"]
    assert list(templates('say("Revenue grew 12.2% to {r}", r=q)')) == ["Revenue grew 12.2% to {r}"]
