"""Deciding what has to run again, by content and never by time stamps. Standard library only, so that it is quick.

A notebook's key is made from its cells, its parameters, the modules of this package that it imports (directly or
not), requirements.lock, and the files it reads. Equal keys and unharmed results mean that nothing is to do. Where only
the files differ, what the notebook asked of them decides (see `data.asked`).
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers.data.files import digest_file, digest_files, digest_json, write_atomically
from helpers.run import notebook_file

_FORMAT = 2  # raise it when the meaning of a key changes


@dataclass(frozen=True)
class Record:
    """What a finished notebook left behind: its key, and the sha256 of its executed copy and of each file it saved.

    `apart` is its key without the files that it reads; `asked` the sha256 of what it asked of them, '' where unknown.
    """

    key: str
    notebook: str
    saved: Mapping[str, str]
    apart: str = ""
    asked: str = ""


def read_state(path: Path) -> dict[str, Record]:
    """The records of earlier runs; none if the file is missing, or of another format or shape."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(state, dict) or state.get("format") != _FORMAT or not isinstance(state.get("steps"), dict):
        return {}
    steps = state["steps"]
    return {name: Record(**record) for name, record in steps.items() if _is_record(record)}


def _is_record(record: Any) -> bool:
    if not isinstance(record, dict) or record.keys() != {field.name for field in fields(Record)}:
        return False
    texts = [value for name, value in record.items() if name != "saved"]
    saved = record["saved"]
    return all(isinstance(text, str) for text in texts) and (
        isinstance(saved, dict) and all(isinstance(text, str) for text in saved.values())
    )


def write_state(path: Path, records: Mapping[str, Record]) -> None:
    steps = {name: asdict(record) for name, record in sorted(records.items())}
    write_atomically(path, (json.dumps({"format": _FORMAT, "steps": steps}, indent=1) + "\n").encode())


def code_cells(notebook: Path) -> list[str]:
    """The sources of a notebook's code cells, in order."""
    cells = notebook_file.cells(notebook)
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def notebook_digest(notebook: Path) -> str:
    """A digest of what a notebook says and does: its cells with their tags and the words beside it, without outputs."""
    cells = notebook_file.cells(notebook)
    said = [[cell["cell_type"], "".join(cell["source"]), cell.get("metadata", {}).get("tags", [])] for cell in cells]
    return digest_json([said, digest_file(notebook.parent / "words" / f"{notebook.stem}.md")])


def key(
    notebook: Path,
    parameters: Mapping[str, Any],
    code: Code,
    lock: Path,
    data_dir: Path,
    reads: Iterable[str],
) -> str:
    """The key of one notebook; `data_dir` is the folder that the globs in `reads` are about. Without any, its key apart
    from the files that it reads."""
    return digest_json(
        {
            "format": _FORMAT,
            "python": sys.version_info[:2],
            "notebook": notebook_digest(notebook),
            "parameters": dict(parameters),
            "code": code.digest_for(code_cells(notebook)),
            "lock": digest_file(lock),
            "reads": digest_files(data_dir, reads),
        }
    )


class Code:
    """The modules of one package, and which of them a piece of code imports, directly or through others."""

    def __init__(self, package: Path) -> None:
        self._package = package
        self._name = package.name
        self._files = {
            self._module(path): path for path in sorted(package.rglob("*.py")) if "__pycache__" not in path.parts
        }
        self._data = {
            path.relative_to(package).as_posix(): digest_file(path)
            for path in sorted(package.rglob("*"))
            if path.is_file() and path.suffix not in {".py", ".pyc"}
        }
        self._imports: dict[str, set[str]] = {}
        self._public = self._handed_on()

    def digest_for(self, sources: Iterable[str]) -> str:
        """A digest of every module that `sources` need, and of all the package's data files."""
        modules = {name: digest_file(self._files[name]) for name in sorted(self.modules_for(sources))}
        return digest_json([modules, self._data])

    def modules_for(self, sources: Iterable[str]) -> set[str]:
        """The names of the modules that `sources` import, directly or through others."""
        waiting: set[str] = set()
        for source in sources:
            waiting |= self._imported(source, "")
        reached: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting |= self._imports_of(name)
        return reached

    def _imports_of(self, name: str) -> set[str]:
        if name not in self._imports:
            path = self._files[name]
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            # What the package itself hands on is followed by name, where it is imported (`_public`).
            found = set() if name == self._name else self._imported(path.read_text(encoding="utf-8"), package)
            self._imports[name] = found
        return self._imports[name]

    def _imported(self, source: str, package: str) -> set[str]:
        if self._name not in source and not package:
            return set()
        plain = "\n".join(line for line in source.split("\n") if not line.lstrip().startswith(("%", "!")))
        wanted = _imports_in(plain if not package else source, package)
        if wanted is None:
            return set(self._files)  # cannot tell, so all of it
        found = {name for name in wanted if name in self._files}
        found |= {self._public[name] for name in wanted if name in self._public}
        return found | {parent for name in found for parent in _parents(name) if parent in self._files}

    def _handed_on(self) -> dict[str, str]:
        """What the package's `__init__` imports for whoever checks types: 'package.name' to the module that has it."""
        tree = ast.parse(self._files[self._name].read_text(encoding="utf-8"))
        found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in self._files]
        return {f"{self._name}.{alias.name}": str(node.module) for node in found for alias in node.names}

    def _module(self, path: Path) -> str:
        parts = [self._name, *path.relative_to(self._package).with_suffix("").parts]
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@lru_cache(maxsize=1024)
def _imports_in(source: str, package: str) -> frozenset[str] | None:
    """The names that a piece of code imports, whole; relative ones start at `package`. None if it is no Python.

    Remembered, since a process that asks more than once, as for the run and the book, asks of the same modules.
    """
    try:
        waiting: list[Any] = [ast.parse(source)]
    except (SyntaxError, ValueError):
        return None
    wanted: set[str] = set()
    while waiting:
        node = waiting.pop()
        # Statements only, which is where imports stand: to walk through every expression takes ten times as long.
        for part in ("body", "orelse", "handlers", "finalbody", "cases"):
            waiting += found if isinstance(found := getattr(node, part, ()), list) else ()
        if isinstance(node, ast.Import):
            wanted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, package)
            wanted |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return frozenset(wanted)


def _base(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _parents(name: str) -> list[str]:
    """The packages that a module lies in: importing a.b.c runs a and a.b first."""
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]
