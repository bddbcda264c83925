"""Small projects for tests of the pipeline: a chain of two notebooks and two that follow, over one short text."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import types
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from helpers.data import tables
from helpers.run import nursery
from helpers.run.project import Project, Step

STEPS = (
    Step("01_count", reads=("raw/*.txt",)),
    Step("02_table", after=("01_count",), reads=("processed/count.csv",)),
    Step("03_left", after=("02_table",), reads=("processed/table.csv",)),
    Step("04_right", after=("02_table",), reads=("processed/table.csv",)),
)

_PARAMETERS = """\
as_of = ""  # a date; empty: everything
data_dir = "data"  # the folder that holds raw/ and processed/
save_to = ""  # where tables are written; empty: nowhere
"""
_SETUP = """\
from pathlib import Path
from helpers.run.parameters import parameters
parameters(globals())
root = Path.cwd().parent
data = root / data_dir
def save(name, text):
    if save_to:
        path = root / save_to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
"""
_COUNT = """\
words = sum(len(text.read_text().split()) for text in (data / "raw").glob("*.txt"))
save("count.csv", f"words\\n{words}\\n")
words"""
_TABLE = """\
table = (data / "processed" / "count.csv").read_text() + "end\\n"
save("table.csv", table)
print(as_of or "everything")"""
_FINDING = """\
table = (data / "processed" / "table.csv").read_text()
found = {"notebook": "NAME", "name": "table.size", "value": str(len(table)), "unit": "count", "status": "sound"}
found |= {"period_end": "2016-12-31", "scenario": "actual", "statement": "It has a size."}
head = "COLUMNS".split(",")
save("findings/NAME.csv", ",".join(head) + "\\n" + ",".join(found.get(name, "") for name in head) + "\\n")
print(table)""".replace("COLUMNS", ",".join(tables.columns("findings")))

_LIGHT = "from helpers.run import nursery; nursery.MODULES = {}; nursery.main({})"
_KERNEL = ("ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.debugger")


def _lightly(modules: tuple[str, ...], command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([command[0], "-c", _LIGHT.format(modules, command[-1])], **options)


def light_kernels(*modules: str) -> None:
    """Fork kernels from a process that imports these modules and none of what small notebooks do not import: it takes a
    second each time."""
    own = {
        "Popen": partial(_lightly, _KERNEL + modules),
        "DEVNULL": subprocess.DEVNULL,
        "TimeoutExpired": subprocess.TimeoutExpired,
    }
    nursery.subprocess = types.SimpleNamespace(**own)  # type: ignore[assignment]


def with_light_kernels(*modules: str) -> Iterator[None]:
    """A fixture's body: light kernels, as long as it lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nursery, "subprocess", nursery.subprocess)
        light_kernels(*modules)
        yield


def make_project(root: Path) -> Project:
    """A project of four small notebooks, with one filing and its record."""
    project = Project(root, STEPS)
    write_notebook(project, "01_count", _COUNT)
    write_notebook(project, "02_table", _TABLE)
    write_notebook(project, "03_left", _FINDING.replace("NAME", "03_left"))
    write_notebook(project, "04_right", _FINDING.replace("NAME", "04_right"))
    (root / "requirements.lock").write_text("pandas==3\n")
    (root / "pyproject.toml").write_text("[project]\nname = 'small'\n")
    (root / "data" / "raw" / "reference").mkdir(parents=True)
    write_filing(project, "three short words")
    return project


def write_filing(project: Project, text: str) -> None:
    """The project's one filing, and its record."""
    raw = project.data / "raw"
    (raw / "filing.txt").write_text(text)
    (raw / "filings.csv").write_text(f"filing,sha256\nfiling,{hashlib.sha256(text.encode()).hexdigest()}\n")


def write_notebook(project: Project, name: str, *sources: str, parameters: str = _PARAMETERS) -> Path:
    """A notebook with a parameter cell, the usual cell after it, and the given code cells."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {"tags": ["parameters"]} if number == 0 and parameters else {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate([*([parameters, _SETUP] if parameters else []), *sources])
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path = project.notebooks / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook))
    return path


def copy_project(project: Project, root: Path) -> Project:
    shutil.copytree(project.root, root)
    return Project(root, project.steps)
