"""A file that should be a notebook and is none is named, with the remedy, by every command that reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_project import make_project

from helpers.publish import build
from helpers.run import keys, notebook_file, outputs, parameters
from helpers.run.notebook_file import NotebookError
from helpers.run.plan import Plan
from helpers.run.project import PipelineError, Project

CONFLICT = '{\n<<<<<<< HEAD\n "cells": []\n=======\n "cells": [1]\n>>>>>>> other\n}'
BROKEN = {
    "empty": ("", "the file is empty"),
    "blank": (" \n", "the file is empty"),
    "object": ("{}", "it has no cells"),
    "list": ("[]", "it has no cells"),
    "text": ("cells", "it is no JSON"),
    "latin": ("\xe4", "it is no JSON"),
    "cut": ('{"cells": [', "it is no JSON"),
    "conflict": (CONFLICT, "it holds the marks that git left"),
    "cells": ('{"cells": {}}', "it has no cells"),
    "cell": ('{"cells": [{"cell_type": "code"}]}', "its cell 1 has no type or no source"),
    "number": ('{"cells": [{"cell_type": "code", "source": 1}]}', "its cell 1 has no type or no source"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_notebook_is_told_wherever_it_is_read(name: str, tmp_path: Path) -> None:
    content, told = BROKEN[name]
    project = make_project(tmp_path)
    broken = project.source(project.steps[1])
    broken.write_bytes(content.encode("latin-1"))
    for read in (
        lambda: Plan(project, {}),
        lambda: parameters.declared(broken),
        lambda: keys.notebook_digest(broken),
        lambda: keys.code_cells(broken),
        lambda: outputs.figures(broken),
        lambda: outputs.faults(broken),
        lambda: outputs.write_cleaned(broken, tmp_path / "x"),
    ):
        with pytest.raises(NotebookError, match=f"notebooks/02_table.ipynb is no notebook: {told}.*git checkout"):
            read()


def test_a_broken_executed_notebook_is_told_before_the_book_is_built(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project.root / "book").mkdir()
    (project.root / "book" / "conf.py").write_text("")
    executed = project.build / "notebooks" / "01_count.ipynb"
    executed.parent.mkdir(parents=True)
    executed.write_text("{")
    with pytest.raises(NotebookError, match=r"notebooks/01_count.ipynb is no notebook"):
        build.build(project)


def test_every_committed_notebook_is_one() -> None:
    for path in sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb")):
        assert notebook_file.cells(path)


RECORD = {"key": "k", "notebook": "n", "saved": {"a.csv": "s"}, "apart": "p", "asked": "q"}


@pytest.mark.parametrize(
    "state",
    [
        "",
        "[]",
        "{}",
        "1",
        '"x"',
        json.dumps({"format": 2}),
        json.dumps({"format": 2, "steps": []}),
        json.dumps({"format": 2, "steps": {"01": []}}),
        json.dumps({"format": 2, "steps": {"01": RECORD | {"saved": ["a.csv"]}}}),
        json.dumps({"format": 2, "steps": {"01": RECORD | {"saved": {"a.csv": 1}}}}),
        json.dumps({"format": 2, "steps": {"01": RECORD | {"key": None}}}),
        json.dumps({"format": 2, "steps": {"01": RECORD | {"asked": 1}}}),
        json.dumps({"format": 2, "steps": {"01": RECORD | {"more": ""}}}),
        json.dumps({"format": 1, "steps": {"01": RECORD}}),
    ],
)
def test_a_state_of_another_shape_counts_as_no_record(state: str, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(state)
    assert keys.read_state(tmp_path / "state.json") == {}


def test_a_state_as_it_was_written_is_read(tmp_path: Path) -> None:
    records = {"01": keys.Record(**RECORD)}
    keys.write_state(tmp_path / "state.json", records)
    assert keys.read_state(tmp_path / "state.json") == records


@pytest.mark.parametrize("name", ["d%20e", "a%41", "%ffx"])
def test_a_folder_whose_name_reads_as_an_escape_is_told_before_anything_runs(name: str, tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=f"{name}.*Rename that folder"):
        build.require_plain(Project(tmp_path / name / "project"))
    build.require_plain(Project(tmp_path / "100% sure %zz" / "project"))
