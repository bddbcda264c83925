"""nbval notices a changed number in a table, in a sentence and in a figure's data, and missing outputs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
SETUP = f"""
import sys; sys.path.insert(0, {str(HERE / "support")!r})
from presentation import quantity
from helpers.story import charts, exhibits, figures, prose
revenue = quantity(157.8e9, 5e7); middle = quantity(140.6e9, 5e7, period="fy2015")
points = {{"fy2014": quantity(123.1e9, 5e7, period="fy2014"), "fy2015": middle, "fy2016": revenue}}
"""
CELLS = {
    "table": 'exhibits.table([{"Item": "Revenue", "FY2016": revenue}])',
    "sentence": 'prose.say("Revenue was {r}.", r=revenue)',
    "figure": 'figures.show(charts.lines("Revenue", [figures.series("Revenue", points)]))',
}
# What is done to the kept outputs of one cell; the middle value of the figure is neither its first nor its last.
CHANGES = {
    "table": ("157.8</a>", "157.9</a>"),
    "sentence": ("[JPY 157.8 billion]", "[JPY 157.9 billion]"),
    "figure": ("FY2015 140.6", "FY2015 140.7"),
}


KINDS = ("kept", "changed", "empty")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[dict[tuple[str, str], str]]:
    """The outcome of each cell, in two runs of a notebook that has each with its outputs, with one of them changed, and
    without; the kernels are those that `make test` gives nbval."""
    import nbformat  # a second, with what it imports, that other workers need not spend
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    folder = tmp_path_factory.mktemp("nbval")
    notebook = new_notebook(cells=[new_code_cell(source) for source in (SETUP, *list(CELLS.values()) * len(KINDS))])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    names = [("kept", "setup"), *((kind, name) for kind in KINDS for name in CELLS)]
    for (kind, name), cell in zip(names, notebook.cells, strict=True):
        if kind == "empty":
            cell.outputs = []
        elif kind == "changed":
            text, (old, new) = json.dumps(cell.outputs, ensure_ascii=False), CHANGES[name]
            assert text.count(old) >= 1, f"the outputs of the {name} do not hold {old}"
            cell.outputs = nbformat.from_dict(json.loads(text.replace(old, new)))
    runs = ("once", "again")
    for run in runs:
        nbformat.write(notebook, folder / f"{run}.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-sanitize-with", str(HERE / "nbval.cfg")]
    command += ["-p", "nbval_kernels", "-q", "-rpf", "--color=no", "-p", "no:cacheprovider"]
    command += ["-c", "/dev/null", "--rootdir", str(folder), *(f"{run}.ipynb" for run in runs)]
    environment = {**os.environ, "PYTHONPATH": str(HERE / "support")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
    found = []
    for run in runs:
        told = re.findall(rf"^(PASSED|FAILED) (?:\S+::)?{run}\.ipynb::Cell (\d+)", done.stdout, re.MULTILINE)
        assert len(told) == len(names), done.stdout + done.stderr
        found.append({names[int(number)]: outcome for outcome, number in told})
    return found


def outcomes(results: list[dict[tuple[str, str], str]], kind: str) -> dict[str, set[str]]:
    return {name: {run[kind, name] for run in results} for name in CELLS}


def test_kept_outputs_pass_twice_in_a_row(results):
    assert outcomes(results, "kept") == {name: {"PASSED"} for name in CELLS}
    assert {run["kept", "setup"] for run in results} == {"PASSED"}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_number_fails_in_its_cell(results, name):
    assert outcomes(results, "changed")[name] == {"FAILED"}


def test_cells_without_outputs_fail(results):
    assert outcomes(results, "empty") == {name: {"FAILED"} for name in CELLS}
