"""Cells run in this process come to what they come to in a kernel, and leave nothing behind."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from small_project import make_project, write_notebook

from helpers.run import in_process
from helpers.run.plan import CellFailed
from helpers.run.project import Project

ROOT = Path(__file__).parents[2]
TARGETS = "08_targets"


def test_a_notebook_comes_to_its_committed_findings(tmp_path: Path) -> None:
    in_process.run(ROOT / "notebooks" / f"{TARGETS}.ipynb", {"data_dir": "data", "save_to": str(tmp_path)})
    with (ROOT / "data" / "processed" / "findings.csv").open(encoding="utf-8", newline="") as file:
        kept = {row["name"] for row in csv.DictReader(file) if row["notebook"] == TARGETS}
    with (tmp_path / "findings" / f"{TARGETS}.csv").open(encoding="utf-8", newline="") as file:
        made = {row["name"] for row in csv.DictReader(file)}
    assert len(made & kept) > len(kept) / 2, "of the committed tables; some may have been renamed since"


def test_what_is_shown_can_be_looked_at(tmp_path: Path) -> None:
    shown: list[Any] = []
    in_process.run(ROOT / "notebooks" / f"{TARGETS}.ipynb", {}, shown.append)
    sentences = [output["text/plain"] for output in shown if "text/markdown" in output]
    assert len(sentences) > 5
    assert any("target" in text for text in sentences)
    assert any(output.get("image/png") == "" for output in shown), "pictures are not drawn"


def test_values_reach_the_cells_after_the_parameters(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    shown: list[Any] = []
    names = in_process.run(project.source(project.steps[0]), {"as_of": "2016"}, shown.append)
    assert names["as_of"] == "2016"
    assert names["words"] == 3
    assert [output["text/plain"] for output in shown] == ["3"]


def failing(project: Project, *cells: str) -> Path:
    return write_notebook(project, "09_stops", *cells)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("1 / 0", "ZeroDivisionError: "), ("raise SystemExit(1)", "SystemExit: 1"), ("def (", "SyntaxError: ")],
)
def test_a_cell_that_stops_is_named(cell: str, said: str, tmp_path: Path) -> None:
    before = (Path.cwd(), sys.stdout, sys.modules["__main__"], InteractiveShell.initialized())
    notebook = failing(make_project(tmp_path), "fine = 1", cell, "never = 1")
    for shown in (None, [].append):
        with pytest.raises(CellFailed) as stopped:
            in_process.run(notebook, {}, shown)
        assert (stopped.value.number, stopped.value.count, stopped.value.source) == (4, 5, cell)
        assert stopped.value.error.startswith(said)
    assert before == (Path.cwd(), sys.stdout, sys.modules["__main__"], InteractiveShell.initialized())


def test_nothing_of_a_run_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path)
    notebook = failing(project, "print('loud')\nhere = __import__('os').getcwd()")
    names = in_process.run(notebook, {})
    assert names["here"] == str(project.notebooks.resolve())
    assert os.getcwd() != names["here"]
    assert capsys.readouterr().out == ""
