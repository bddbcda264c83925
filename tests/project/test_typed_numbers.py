"""No result is typed into prose: what the analyses say in numbers comes from quantities.

Dates, names of periods, names that hold a digit, and thresholds of the argument are told apart from results.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("0[4-9]_*.ipynb"))
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NOT_RESULTS = re.compile(
    rf"\b(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{1,2}},?)?(?: \d{{4}})?\b"  # dates
    r"|\b(?:FY|[1-4]Q|[12]H|9M)\d{2}(?:\d{2})?\b|\bCY?20\d\d\b"  # periods
    r"|\b(?:19|20)\d\d\b"  # years
    r"|\b[Ll]ayer[- ][23]\b|\bP2\b|\bM2M\b|\b10 Mbps\b|\b1Gbps\b|\b4K\b"  # names; the charge is by 10 Mbps
    r"|\[0\d(?:_\w+)?\]"  # links to the notebooks by number
    r"|\bMRC JPY\b"
)
ANSWERS = {"check"}  # an answer tried out in the classroom is meant to be typed
DIGIT = re.compile(r"\S*\d\S*")


def typed(text: str) -> list[str]:
    """The words of prose that hold a digit and are no date, period or name; links and code aside."""
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+|\{[^}]*\}|^\d+\. ", lambda m: "]" if m[0][0] == "]" else " ", text)
    return DIGIT.findall(NOT_RESULTS.sub(" ", text))


def sentences(source: str) -> list[str]:
    """The strings of a code cell that are prose: several words, and not an answer to check."""
    tree = ast.parse(source)
    tried = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ANSWERS
        for part in ast.walk(node)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [str(node.value) for node in strings if id(node) not in tried and str(node.value).count(" ") >= 2]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_result_is_typed_into_the_prose_of_an_analysis(path: Path) -> None:
    found = []
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], 1):
        source = "".join(cell["source"])
        texts = [source] if cell["cell_type"] == "markdown" else sentences(source)
        found += [f"cell {number}: {word}" for text in texts for word in typed(text)]
    assert found == [], "compute the number and pass it to say, title or table"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Revenue rose from JPY 82.4 billion in FY2010.", ["82.4"]),
        ("On 1 September 2010, in 2Q10 and FY2011, from April to December 2011.", []),
        (
            "It kept 7.9% of [revenue](../data/raw/x.txt#L12), {a:.1} and {b:period}; see [04](04_iij_global.ipynb).",
            ["7.9%"],
        ),
        ("GIO P2 sold by 10 Mbps; `check(name, 0.5)`.", []),
    ],
)
def test_results_are_told_from_dates_periods_and_names(text: str, words: list[str]) -> None:
    assert typed(text) == words


def test_an_answer_tried_out_is_no_prose() -> None:
    assert sentences('check("a b c", "it is 24.6% of it")\nsay("of three words 5")') == ["of three words 5"]
