"""Notebooks' own cells run in this process, and what they show, with the numbers that it carries."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from helpers.story import figures

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ANALYSES = tuple(sorted(path.stem for path in NOTEBOOKS.glob("0[4-9]_*.ipynb")))
CONTESTED = ("(contested)", "\N{DOUBLE DAGGER}")


@dataclass(frozen=True)
class Shown:
    """One output of a cell: what it says as plain text, its title where it is a figure, the nodes of its numbers, and
    all that a notebook would keep of it."""

    cell: int
    text: str
    title: str
    nodes: tuple[Mapping[str, Any], ...]
    kept: str


def shown(notebook: str, drawn: bool = False, **parameters: Any) -> list[Shown]:
    """Run a notebook's code cells with these parameters in the place of its own, and give all that they show.

    drawn    also make the pictures, at which nobody looks, of its figures
    """
    main = sys.modules["__main__"]  # the shell puts a module of its own there, with which no process can be started
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "collect", lambda: 0)  # each reset of the shell asks for it: a third of the time
        if not drawn:
            patch.setattr(figures, "png", lambda chart: b"")
        try:
            return _shown_by(InteractiveShell.instance(), notebook, parameters)
        finally:
            sys.modules["__main__"] = main


def _shown_by(shell: InteractiveShell, notebook: str, parameters: Mapping[str, Any]) -> list[Shown]:
    matplotlib.use("agg")
    cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    sys.modules["__main__"] = shell.user_module
    shell.reset(new_session=False)
    found: list[Shown] = []
    for number, cell in enumerate(one for one in cells if one["cell_type"] == "code"):
        with capture_output() as captured:
            ran = shell.run_cell("".join(cell["source"]))
        if ran.error_before_exec or ran.error_in_exec:
            raise AssertionError(f"{notebook}, code cell {number}: {ran.error_before_exec or ran.error_in_exec!r}")
        if "parameters" in cell["metadata"].get("tags", ()):
            shell.push(dict(parameters))
        found += [_shown(number, output) for output in captured.outputs]
    shell.reset(new_session=False)
    return found


def _shown(number: int, output: Any) -> Shown:
    data, metadata = output.data, (output.metadata or {}).get("helpers", {})
    alt = str(metadata.get("alt", ""))
    title = alt.removeprefix("Chart: ").split(". In ")[0] if alt else ""
    nodes = tuple(metadata.get("nodes", ()))
    return Shown(number, str(data.get("text/plain", "")), title, nodes, f"{data}{output.metadata}")


def in_doubt(shown: Shown, contested: frozenset[str]) -> dict[int, str]:
    """The nodes of an output that rest on contested facts, and what is said of them."""
    found: dict[int, str] = {}
    for number, node in enumerate(shown.nodes):  # what a node was worked out from stands before it
        rests = contested.intersection(node.get("facts", ())) or any(at in found for at in node.get("inputs", ()))
        if rests and not node.get("references"):
            found[number] = str(node.get("text", ""))
    return found


def stated_plainly(outputs: list[Shown], contested: frozenset[str]) -> Iterator[str]:
    """What is stated as plain fact though it is contested: numbers without their mark, and titles and sentences."""
    sound, doubted = set(), set()
    for one in outputs:
        doubtful = in_doubt(one, contested)
        for number, text in doubtful.items():
            if not text.endswith(CONTESTED):
                yield f"cell {one.cell}: {one.nodes[number]}"
            doubted.add(text.removesuffix("\N{DOUBLE DAGGER}").removesuffix(" (contested)"))
        sound |= {str(node.get("text", "")) for at, node in enumerate(one.nodes) if at not in doubtful}
    for one in outputs:
        for text in doubted - sound:
            for said in (one.title, one.text if not one.title and len(one.text.splitlines()) < 4 else ""):
                at = said.find(text)
                if len(text) > 3 and at >= 0 and not said[at + len(text) :].lstrip().startswith(CONTESTED):
                    yield f"cell {one.cell} says {text} in: {said}"
