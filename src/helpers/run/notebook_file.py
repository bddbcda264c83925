"""A notebook as a file: the JSON it is, or one sentence on why it is none. Standard library only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers.language.errors import HelpersError

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


class NotebookError(HelpersError, ValueError):
    """A file that should be a notebook and is none; the text names it and the remedy."""


def read(path: Path) -> dict[str, Any]:
    """The content of a notebook. Raises NotebookError where it is none, OSError where it cannot be read."""
    data = path.read_bytes()
    try:
        content = json.loads(data.decode("utf-8"))
    except ValueError as error:  # of the encoding, or of the JSON
        text = data.decode("utf-8", "replace")
        why = "the file is empty" if not data.strip() else f"it is no JSON ({error})"
        if any(line.startswith(_CONFLICT) for line in text.split("\n")):
            why = "it holds the marks that git left of a conflict"
        raise _error(path, why) from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise _error(path, "it has no cells")
    for number, cell in enumerate(content["cells"], start=1):
        if not (isinstance(cell, dict) and isinstance(cell.get("source"), str | list) and "cell_type" in cell):
            raise _error(path, f"its cell {number} has no type or no source")
    return content


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; see `read`."""
    found: list[dict[str, Any]] = read(path)["cells"]
    return found


def _error(path: Path, why: str) -> NotebookError:
    name = f"{path.parent.name}/{path.name}"
    return NotebookError(
        f"{name} is no notebook: {why}. Restore it, as with: git checkout -- {name}. What a run has made is made anew "
        "once it is removed."
    )
