"""How the analyses are written: prose that is plain, code that computes in the cell, words beside the notebook."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from presentation import quantity

from helpers import Missing
from helpers.story import prose, tell

ROOT = Path(__file__).parents[2]
ANALYSES = sorted((ROOT / "notebooks").glob("0[4-9]_*.ipynb"))
LARGEST = 600_000  # bytes of a notebook that a code host still renders at once
MOST_LINES = 15
WIDEST = 120
WORDS_A_NUMBER = 12
LONGEST = 34  # words of a sentence
BANNED = (
    "each further yen",
    "is told",
    "are told",
    "is said to",
    "said of the number",
    "Missed were",
    "Were it missed",
    "take away",
    "may have been announced",
    "in the way that",
    "TODO",
)
PANDAS = {
    *("frame", "diff", "pct_change", "shift", "sum", "mean", "min", "max", "cumsum", "div", "dropna", "loc", "iloc"),
    *("index", "isin", "rename", "where", "head", "value_counts", "DataFrame", "Series", "array", "to_frame", "bfill"),
    *("barplot", "lineplot", "scatterplot", "plot", "bar", "barh", "vlines", "axhline", "axvline", "add_subplot"),
    *("set_yscale", "tick_params", "legend", "grid", "text", "q", "float", "long", "T", "Index", "items", "astype"),
}
names = pytest.mark.parametrize("notebook", ANALYSES, ids=lambda path: path.stem)


@cache
def cells(notebook: Path, kind: str = "code") -> list[dict[str, Any]]:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    return [cell for cell in content["cells"] if cell["cell_type"] == kind]


def sources(notebook: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in cells(notebook)]


def said(notebook: Path) -> str:
    """The computed prose of a notebook, but for its questions."""
    shown = [output.get("data", {}) for cell in cells(notebook) for output in cell["outputs"]]
    texts = ["".join(data["text/plain"]) for data in shown if "text/markdown" in data]
    return "\n".join(text for text in texts if not text.startswith("1. "))


@names
def test_at_most_one_word_in_twelve_is_a_number(notebook: Path) -> None:
    words = re.findall(r"\S+", said(notebook))
    # The names of periods and the numbers of notebooks are words; so is the JPY before an amount.
    numbers = [word for word in words if re.match(r"\W*\d[\d.,]*\W*$", word)]
    assert len(words) > 100
    assert len(numbers) * WORDS_A_NUMBER <= len(words), f"{len(numbers)} numbers in {len(words)} words"


@names
def test_sentences_are_short_and_plain(notebook: Path) -> None:
    prose_cells = "\n\n".join("".join(cell["source"]) for cell in cells(notebook, "markdown"))
    plain = re.sub(r"\]\([^)]*\)", "]", prose_cells)
    for sentence in re.split(r"(?<=[.?!:])\s+|\n\n|\n- ", f"{plain}\n\n{said(notebook)}"):
        assert len(sentence.split()) <= LONGEST + 8, sentence
        assert not [phrase for phrase in BANNED if phrase in sentence], sentence


@names
def test_a_notebook_is_small_and_its_cells_are_short(notebook: Path) -> None:
    assert notebook.stat().st_size <= LARGEST
    assert max(map(lines_but_imports, sources(notebook))) <= MOST_LINES
    assert not [cell for cell in sources(notebook) if re.search(r"^\s*(def|class) ", cell, re.MULTILINE)]


@names
def test_at_least_half_of_the_lines_compute_or_draw_and_few_are_text(notebook: Path) -> None:
    kinds = Counter(kind for cell in sources(notebook)[1:] for kind in lines_by_kind(cell))
    kinds.pop("import")
    total = sum(kinds.values())
    assert kinds["arithmetic"] >= total / 2, kinds
    assert kinds["text"] <= total / 10, kinds


def lines_but_imports(cell: str) -> int:
    imported = [node for node in ast.parse(cell).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    return len(cell.split("\n")) - sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in imported)


def lines_by_kind(cell: str) -> list[str]:
    """What each line of a cell does: 'import', 'arithmetic' (pandas, plots, plain operators), 'text' or 'other'.

    A line is text where literal strings make up more than half of it.
    """
    kinds = {}
    for node in ast.parse(cell).body:
        last = node.end_lineno or node.lineno
        for number in range(node.lineno, last + 1):
            kinds[number] = _kind(node)
    lines = cell.split("\n")
    for number in kinds:
        literal = sum(len(text) for text in re.findall(r"\"[^\"]*\"", lines[number - 1]) if len(text.split()) > 4)
        if literal * 2 > len(lines[number - 1]):
            kinds[number] = "text"
    return list(kinds.values())


def _kind(node: ast.stmt) -> str:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return "import"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Name):
        return "arithmetic"  # a frame is shown
    for part in ast.walk(node):
        if isinstance(part, ast.BinOp) and not isinstance(part.op, ast.Mod):
            return "arithmetic"
        if isinstance(part, ast.Attribute) and part.attr in PANDAS:
            return "arithmetic"
    return "other"


class Anything:
    """Stands for whatever a name of the notebook is: each attribute and item of it is a value."""

    def __init__(self, value: Any) -> None:
        self.value_ = value


@names
def test_the_words_of_a_notebook_are_all_used_and_name_what_it_has(notebook: Path) -> None:
    sections = tell.read(ROOT / "notebooks" / "words" / f"{notebook.stem}.md")
    code = "\n".join(sources(notebook))
    used = set(re.findall(r"tell(?:\.title)?\(\s*\"(\w+)\"", code))
    stated = {name for name in sections if name.startswith("finding.")}
    assert used == set(sections) - stated
    with (ROOT / "data" / "processed" / "findings.csv").open(encoding="utf-8") as file:
        published = {re.sub(r"_(fy\d{4}|\dq\d\d|\dh\d\d|9m\d\d)$", "", row["name"]) for row in csv.DictReader(file)}
    by_verdict = set(re.findall(r"tell\.finding\(f\"([\w.]+)\.\{", code))  # one section for each outcome of a test
    assert {name for name in stated if name.rpartition(".")[0].removeprefix("finding.") not in by_verdict} <= {
        f"finding.{name}" for name in published
    }
    tree = ast.parse(code)
    known = {name.id for name in ast.walk(tree) if isinstance(name, ast.Name)}
    known |= {word.arg for word in ast.walk(tree) if isinstance(word, ast.keyword) and word.arg}
    known |= {"n", "far", "worst", "which"}  # what targets.tally gives
    known |= {"value", "p", "o"}  # what a finding gives
    known |= {key.value for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys if _is_text(key)}
    for section in sections.values():
        assert {re.split(r"[.\[]", field)[0] for field, _ in section.fields()} <= known, section.name


def _is_text(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and isinstance(key.value, str)


@names
@pytest.mark.parametrize("value", [2e9, -2e9, None], ids=["up", "down", "unknown"])
def test_every_branch_of_the_words_can_be_said(notebook: Path, value: float | None) -> None:
    for section in tell.read(ROOT / "notebooks" / "words" / f"{notebook.stem}.md").values():
        for text in filter(None, (section.text, section.otherwise)):
            fields = list(dict.fromkeys(field for field, _ in tell.fields_of(text)))
            plain = {field: f"v{number}" for number, field in enumerate(fields)}
            one = Missing("nothing tells it") if value is None else quantity(value)
            told = prose.sentence(tell._renamed(text, plain), **dict.fromkeys(plain.values(), one))
            assert "{" not in told
            assert told.strip()


def test_the_front_page_and_the_readme_name_the_analyses_there_are() -> None:
    text = (ROOT / "notebooks" / "00_map.ipynb").read_text(encoding="utf-8")
    assert [path.stem for path in ANALYSES if f"]({path.stem}.ipynb)" not in text] == []


@names
def test_no_line_of_code_is_wider_than_a_page(notebook: Path) -> None:
    wide = [line for cell in sources(notebook)[1:] for line in cell.split("\n") if len(line) > WIDEST]
    assert wide == []
