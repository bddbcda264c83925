"""nbval notices a changed number in a table, in a sentence and in a figure's data, and missing outputs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

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


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The outcome of each cell by notebook: all notebooks together, then the untouched one again."""
    folder = tmp_path_factory.mktemp("nbval")
    notebook = new_notebook(cells=[new_code_cell(source) for source in (SETUP, *CELLS.values())])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    nbformat.write(notebook, folder / "kept.ipynb")
    text = (folder / "kept.ipynb").read_text(encoding="utf-8")
    for name, (old, new) in CHANGES.items():
        assert text.count(old) >= 1, f"the outputs of the {name} do not hold {old}"
        (folder / f"{name}.ipynb").write_text(text.replace(old, new), encoding="utf-8")
    for cell in notebook.cells:
        cell.outputs = []
    nbformat.write(notebook, folder / "empty.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-sanitize-with", str(HERE / "nbval.cfg")]
    command += ["-q", "-rpf", "--color=no", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(folder)]
    found: dict[str, list[str]] = {}
    for notebooks in (folder, folder / "kept.ipynb"):
        run = subprocess.run([*command, str(notebooks)], capture_output=True, text=True, check=False, cwd=folder)
        told = re.findall(r"^(PASSED|FAILED) (?:\S+::)?(\w+)\.ipynb::Cell (\d+)", run.stdout, re.MULTILINE)
        for outcome, name, _ in sorted(told, key=lambda one: int(one[2])):
            found.setdefault(name, []).append(outcome)
        assert told, run.stdout + run.stderr
    return found


def test_kept_outputs_pass_twice_in_a_row(results):
    assert results["kept"] == ["PASSED"] * 2 * (1 + len(CELLS))


@pytest.mark.parametrize("changed", CHANGES)
def test_a_changed_number_fails_in_its_cell_alone(results, changed):
    expected = ["PASSED", *("FAILED" if name == changed else "PASSED" for name in CELLS)]
    assert results[changed] == expected


def test_a_notebook_without_outputs_fails(results):
    assert results["empty"].count("FAILED") == len(CELLS)
