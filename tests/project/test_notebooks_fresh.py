"""The committed notebooks are what the pipeline runs, and carry the outputs of the code that stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.run.keys import code_cells
from helpers.run.outputs import faults, figures
from helpers.run.parameters import declared
from helpers.run.project import STEPS
from helpers.run.refresh import PICTURE

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_every_notebook_is_a_step_and_every_step_a_notebook() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(step.name for step in STEPS)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_there_and_of_the_code_that_stands_there(notebook: Path) -> None:
    assert faults(notebook) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_can_be_run_elsewhere_and_as_of_another_day(notebook: Path) -> None:
    known = declared(notebook)
    assert {name: known[name].default for name in ("as_of", "data_dir", "save_to")} == {
        "as_of": "",
        "data_dir": "data",
        "save_to": "",
    }
    assert all(parameter.comment for parameter in known.values()), "a parameter says what it allows"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_cell_hides_its_value_with_a_semicolon(notebook: Path) -> None:
    ending = [source for source in code_cells(notebook) if source.rstrip().endswith(";")]
    assert ending == [], "nbval runs without history, where IPython does not see the semicolon: assign the value"


def test_the_picture_in_the_readme_is_the_figure_of_the_notebook() -> None:
    name, number = PICTURE
    image, title = figures(ROOT / "notebooks" / f"{name}.ipynb")[number - 1]
    assert f"![{title}](docs/picture.png)" in (ROOT / "README.md").read_text(encoding="utf-8"), "run make refresh"
    assert (ROOT / "docs" / "picture.png").read_bytes() == image, "run make refresh"
