"""A notebook's parameters: what its tagged cell declares, and whether the values given to it fit.

papermill itself only warns of an unknown parameter, takes a value of any type, and puts its values after the first
tagged cell, where a second tagged cell would overwrite them and values derived in the first would keep the old
default. So every notebook has one cell tagged `parameters` that holds plain literals and nothing else, and calls
`parameters(globals())` in the cell after it, before anything is derived.

Standard library only: the command line reads declarations without importing anything heavy.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.language.errors import HelpersError
from helpers.run import notebook_file

TAG = "parameters"
INJECTED_TAG = "injected-parameters"
INJECTED_FIRST_LINE = "# Parameters"  # what papermill writes above the values it was given

_KINDS: dict[type, str] = {
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    tuple: "a tuple",
    dict: "a dictionary",
}


class ParameterError(HelpersError, ValueError):
    """A parameter that the notebook does not know or whose value has the wrong type; the text says what is allowed."""


@dataclass(frozen=True)
class Parameter:
    """One line of a notebook's parameter cell: its name, default value and the comment beside it."""

    name: str
    default: Any
    comment: str = ""

    def __str__(self) -> str:
        kind = _KINDS.get(type(self.default), "anything")
        return f"{self.name} ({kind}, by default {self.default!r})" + (f": {self.comment}" if self.comment else "")

    def accepts(self, value: Any) -> bool:
        """Whether `value` has the type of the default; a whole number also passes where a number is asked for."""
        return _fits(value, self.default)

    def read(self, text: str) -> Any:
        """The value that `text`, typed on a command line, stands for, by the type of the default."""
        if isinstance(self.default, str):
            return text
        try:
            value = ast.literal_eval({"true": "True", "false": "False"}.get(text.lower(), text))
        except (ValueError, SyntaxError):
            value = text
        return float(value) if isinstance(self.default, float) and _fits(value, self.default) else value


def declared(notebook: Path) -> dict[str, Parameter]:
    """The parameters that a notebook file declares, by name; none if no cell is tagged.

    Raises ParameterError if more than one cell is tagged or the tagged cell holds more than plain literals.
    """
    cells = notebook_file.cells(notebook)
    tagged = [
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "code" and TAG in cell.get("metadata", {}).get("tags", ())
    ]
    if not tagged:
        return {}
    if len(tagged) > 1:
        raise ParameterError(
            f"{notebook.name}: {len(tagged)} cells are tagged '{TAG}'. Only the first is followed by the values "
            "that are passed in, so the others would overwrite them: keep one."
        )
    found = _literals(tagged[0])
    if found is None:
        raise ParameterError(
            f"{notebook.name}: the cell tagged '{TAG}' holds more than names set to plain literals. "
            "Values that are passed in come after it: move whatever is derived to the next cell."
        )
    return found


def check(known: Mapping[str, Parameter], given: Mapping[str, Any], who: str = "this notebook") -> None:
    """Raise ParameterError if `given` has a name that is not `known`, or a value of the wrong type."""
    for name, value in given.items():
        if name not in known:
            raise ParameterError(f"unknown parameter {name!r}{_guess(name, known)}\n{_allowed(known, who)}")
        if not known[name].accepts(value):
            kind = _KINDS.get(type(known[name].default), "anything")
            raise ParameterError(
                f"parameter {name!r} must be {kind}, not {value!r} ({type(value).__name__})\n{_allowed(known, who)}"
            )


def parameters(namespace: Mapping[str, Any]) -> None:
    """Check a running notebook's parameters; call it as `parameters(globals())` in the cell after the tagged one.

    The first cell of plain literals that the kernel ran is the declaration; a later one that papermill wrote holds
    the values passed in. Raises ParameterError, with the allowed names, if a name was passed in that is not declared,
    if a value has another type than its default, or if a second parameter cell has overwritten what was passed in.
    """
    history = namespace.get("In")
    if not isinstance(history, list):
        raise RuntimeError("parameters(globals()) reads the cells that the kernel has run: call it in a notebook.")
    if not any(history):
        return  # a runner that keeps no history, as nbval, passes nothing in either
    known: dict[str, Parameter] | None = None
    given: dict[str, Parameter] = {}
    for source in history:
        found = _literals(source)
        if not found:
            continue
        if known is None:
            known = found
        elif source.lstrip().startswith(INJECTED_FIRST_LINE):
            given = found
        elif found.keys() == known.keys():
            given = {}  # the parameter cell itself was edited and run again
        elif lost := sorted(given.keys() & found.keys()):
            raise ParameterError(
                f"parameter {lost[0]!r} was passed in as {given[lost[0]].default!r}, and a later cell set it to "
                f"{found[lost[0]].default!r}: keep one parameter cell, and derived values under other names."
            )
    if known is None:
        raise ParameterError(
            f"no parameter cell has run: the first cell tagged '{TAG}' must hold plain literals only, "
            "and run before this one."
        )
    check(known, {name: given[name].default for name in given})
    check(known, {name: namespace[name] for name in known if name in namespace})


def read_given(known: Mapping[str, Parameter], texts: Mapping[str, str], who: str) -> dict[str, Any]:
    """The values of `texts`, typed on a command line, by the types of the `known` parameters; checked."""
    values = {name: known[name].read(text) if name in known else text for name, text in texts.items()}
    check(known, values, who)
    return values


def _literals(source: str) -> dict[str, Parameter] | None:
    """The names that a cell sets to plain literals, or None if it does anything else."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    lines = source.split("\n")
    found = {}
    for node in body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            target, value = node.target, node.value
        else:
            return None
        if not isinstance(target, ast.Name):
            return None
        try:
            default = ast.literal_eval(value)
        except (ValueError, TypeError):
            return None
        rest = lines[(node.end_lineno or 1) - 1].encode()[node.end_col_offset or 0 :].decode().strip()
        found[target.id] = Parameter(target.id, default, rest.lstrip("# ") if rest.startswith("#") else "")
    return found


def _fits(value: Any, default: Any) -> bool:
    if default is None:
        return True
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, list | tuple):
        return isinstance(value, list | tuple) and (
            not default or all(any(_fits(item, example) for example in default) for item in value)
        )
    return isinstance(value, type(default))


def _guess(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else "."


def _allowed(known: Mapping[str, Parameter], who: str) -> str:
    if not known:
        return f"{who} takes no parameters.".capitalize()
    return "\n".join([f"Allowed in {who}:", *(f"  {parameter}" for parameter in known.values())])
