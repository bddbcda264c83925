"""Running a notebook's cells in this process: for its findings, without a kernel, without pictures, leaving no outputs.

A run for readers goes through papermill and kernels (`runner`); this one is for whoever only wants to know what a
notebook comes to: `add`, and tests that look at what it says.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.run import notebook_file
from helpers.run.parameters import INJECTED_FIRST_LINE, TAG
from helpers.run.plan import CellFailed

Shown = Callable[[Mapping[str, Any]], object]


def run(notebook: Path, values: Mapping[str, Any], shown: Shown | None = None) -> dict[str, Any]:
    """Run the code cells of `notebook` one after the other, with `values` for its parameters; its names at the end.

    shown    is given each output as a notebook would show it: {'text/plain': ..., 'text/markdown': ...}
    Pictures are not drawn. The folder is the notebook's own while it runs. Raises CellFailed.
    """
    cells = [cell for cell in notebook_file.cells(notebook) if cell["cell_type"] == "code"]
    history: list[str] = [""]
    names: dict[str, Any] = {"__name__": "__main__", "In": history}
    with _in_folder(notebook.parent), _displaying(shown) as last, _without_pictures():
        for number, cell in enumerate(cells, start=1):
            sources = ["".join(cell["source"])]
            if TAG in cell.get("metadata", {}).get("tags", ()):
                sources.append("\n".join([INJECTED_FIRST_LINE, *(f"{name} = {values[name]!r}" for name in values)]))
            for source in sources:
                history.append(source)
                try:
                    _run_cell(source, f"{notebook.name}, code cell {number}", names, last)
                except (Exception, SystemExit) as error:
                    said = f"{type(error).__name__}: {error}"
                    raise CellFailed(number, len(cells), source, said) from error
    return names


def _run_cell(source: str, name: str, names: dict[str, Any], last: Callable[[Any], None]) -> None:
    """Run a cell; what its last line comes to is shown, as in a notebook."""
    tree = ast.parse(source, name)
    ending = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    if isinstance(ending, ast.Expr):
        value = eval(compile(ast.Expression(ending.value), name, "eval"), names)
        if value is not None and not source.rstrip().endswith(";"):
            last(value)


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    """Run in a folder, as a kernel does."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _displaying(shown: Shown | None) -> Iterator[Callable[[Any], None]]:
    """Give what is displayed to `shown`, and what a last line comes to (the function that is yielded takes it).

    Without `shown`, nothing is displayed; what is printed goes nowhere.
    """
    with contextlib.redirect_stdout(io.StringIO()):
        if shown is None:
            yield _nowhere
            return
        from IPython.core.displaypub import CapturingDisplayPublisher
        from IPython.core.formatters import DisplayFormatter
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        ours = not InteractiveShell.initialized()
        main = sys.modules["__main__"]
        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        publisher, before = CapturingDisplayPublisher(), shell.display_pub
        shell.display_pub = publisher
        publisher.outputs = _Outputs(shown)
        formatter = DisplayFormatter(parent=shell)

        def last(value: Any) -> None:
            shown(formatter.format(value)[0])

        try:
            yield last
        finally:
            shell.display_pub = before
            if ours:
                InteractiveShell.clear_instance()
            sys.modules["__main__"] = main


def _nowhere(_value: Any) -> None:
    """What becomes of a value that nobody looks at."""


class _Outputs(list[Any]):
    """A list that hands on what is appended to it."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown

    def append(self, output: Any) -> None:
        self._shown(output["data"])


@contextlib.contextmanager
def _without_pictures() -> Iterator[None]:
    """Leave out what costs most and is not looked at."""
    from helpers.story import figures

    drawn = figures.png
    figures.png = lambda chart: b""
    try:
        yield
    finally:
        figures.png = drawn
