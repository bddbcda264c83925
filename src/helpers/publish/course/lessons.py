"""The lessons as they are written, cell by cell, and what the teacher's pages hold of solutions and mistakes.

A lesson (`course/0N_*.md`) is a MyST notebook. Its exercises stand in `{exercise}` directives whose label is the name
in `exercises.toml`, from where title, minutes and hints come; the cell tagged `exercise` behind one holds the blank,
and ends with `check(...)`. A teacher's page (`course/instructor/0N_*.md`) holds blocks of Python that begin

    ```python solution growth             what takes the place of the blank
    ```python wrong growth mean           a wrong answer, and the name of its mistake
    ```python shared                      what the wrong ones share
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_CELL = re.compile(r"^```\{code-cell\} python\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
_TAGS = re.compile(r"\A:tags: \[(?P<tags>[\w, -]*)\]\n")
_EXERCISE = re.compile(r"^````\{exercise\}\n:label: (?P<name>\w+)\n\n(?P<asks>.*?)^````$", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(
    r"^```python (?P<kind>solution|wrong|shared)(?P<names>[ \w]*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE
)
_CHECK = re.compile(r'^check\("(?P<name>\w+)", .*\)\n?\Z', re.MULTILINE)
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A piece of a lesson: Markdown, or code (`exercise` names the exercise whose blank it is)."""

    kind: str
    text: str
    exercise: str = ""


@dataclass(frozen=True)
class Lesson:
    """One lesson; `name` is its file's stem, `number` counts from 1."""

    name: str
    title: str
    cells: tuple[Piece, ...]

    @property
    def number(self) -> int:
        return int(self.name[:2])

    @property
    def exercises(self) -> list[str]:
        return [cell.exercise for cell in self.cells if cell.exercise]


@dataclass(frozen=True)
class Key:
    """The teacher's part of a lesson: solutions by exercise, wrong answers by exercise and mistake."""

    solutions: dict[str, str]
    wrong: dict[tuple[str, str], str]
    shared: str


def read_all(folder: Path) -> list[Lesson]:
    """The lessons of a folder in order."""
    return [read(path) for path in sorted(folder.glob("0[1-9]_*.md"))]


def read(path: Path) -> Lesson:
    """One lesson. Raises ValueError for a blank without its check."""
    text = _HEAD.sub("", path.read_text(encoding="utf-8"))
    cells, at = [], 0
    for found in _CELL.finditer(text):
        cells += _markdown(text[at : found.start()])
        cells.append(_code(path, found["code"]))
        at = found.end()
    cells += _markdown(text[at:])
    title = next(line.removeprefix("# ") for line in text.split("\n") if line.startswith("# "))
    return Lesson(path.stem, title, tuple(cells))


def _markdown(text: str) -> list[Piece]:
    return [Piece("markdown", text.strip("\n"))] if text.strip() else []


def _code(path: Path, code: str) -> Piece:
    tags = _TAGS.match(code)
    body = (code[tags.end() :] if tags else code).strip("\n")
    if tags is None or "exercise" not in tags["tags"]:
        return Piece("code", body)
    checked = _CHECK.search(body + "\n")
    if checked is None:
        raise ValueError(f"{path.name}: a cell tagged exercise has to end with check(name, ...):\n{body}")
    return Piece("code", body, checked["name"])


def key(path: Path) -> Key:
    """The solutions and wrong answers of a teacher's page."""
    solutions: dict[str, str] = {}
    wrong: dict[tuple[str, str], str] = {}
    shared = ""
    for found in _BLOCK.finditer(path.read_text(encoding="utf-8")):
        names = found["names"].split()
        if found["kind"] == "solution":
            solutions[names[0]] = found["code"]
        elif found["kind"] == "wrong":
            wrong[names[0], names[1]] = found["code"]
        else:
            shared += found["code"]
    return Key(solutions, wrong, shared)


def solved(cell: Piece, solutions: dict[str, str]) -> str:
    """The code of a cell with the solution in the place of the blank; its last line, the check, stays."""
    if not cell.exercise:
        return cell.text
    check = cell.text.rstrip("\n").rsplit("\n", 1)[-1]
    return f"{solutions[cell.exercise].rstrip()}\n\n{check}"


def parts(markdown: str) -> list[tuple[str, str]]:
    """Markdown in turns of ('text', Markdown) and ('exercise:NAME', what it asks)."""
    out, at = [], 0
    for found in _EXERCISE.finditer(markdown):
        if before := markdown[at : found.start()].strip("\n"):
            out.append(("text", before))
        out.append((f"exercise:{found['name']}", found["asks"].strip("\n")))
        at = found.end()
    if rest := markdown[at:].strip("\n"):
        out.append(("text", rest))
    return out
