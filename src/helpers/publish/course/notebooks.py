"""A lesson as a Jupyter notebook (with blanks, or solved) and as a page of the book."""

from __future__ import annotations

import json
from typing import Any

from helpers.publish.course import lessons
from helpers.publish.course.lessons import Lesson, Piece
from helpers.story.course import catalogue

_GRADES = ("what to look at", "which operation", "all but the last step")


def notebook(lesson: Lesson, solutions: dict[str, str] | None = None) -> str:
    """The lesson as the text of an .ipynb, without outputs; solved where solutions are given."""
    cells: list[dict[str, Any]] = []
    for cell in lesson.cells:
        if cell.kind == "code":
            code = lessons.solved(cell, solutions) if solutions is not None else cell.text
            cells.append(_cell("code", code, len(cells)) | {"execution_count": None, "outputs": []})
        else:
            cells.append(_cell("markdown", _plain(cell.text), len(cells)))
        if cell.exercise:
            cells.append(_cell("markdown", _folded_hints(cell.exercise), len(cells)))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    content = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _cell(kind: str, text: str, number: int) -> dict[str, Any]:
    return {"cell_type": kind, "id": f"cell-{number:03d}", "metadata": {}, "source": text.splitlines(keepends=True)}


def _plain(markdown: str) -> str:
    """Markdown that Jupyter shows without extensions: an exercise becomes a heading with its minutes."""
    out = []
    for kind, text in lessons.parts(markdown):
        name = kind.partition(":")[2]
        out.append(f"### {heading(name)}\n\n{text}" if name else text)
    return "\n\n".join(out)


def heading(name: str) -> str:
    """'Exercise 2.1: What a printed number stands for (9 minutes)'."""
    exercise = catalogue.exercises()[name]
    return f"Exercise {number_of(name)}: {exercise.title} ({exercise.minutes} minutes)"


def number_of(name: str) -> str:
    """'2.1' for the first exercise of the second lesson."""
    lesson = catalogue.exercises()[name].lesson
    of_lesson = [one.name for one in catalogue.exercises().values() if one.lesson == lesson]
    return f"{lesson}.{of_lesson.index(name) + 1}"


def _folded_hints(name: str) -> str:
    hints = catalogue.exercises()[name].hints
    folded = [
        f"<details><summary>Hint {n}: {grade}</summary>\n\n{hint}\n\n</details>"
        for n, (grade, hint) in enumerate(zip(_GRADES, hints, strict=True), 1)
    ]
    return "\n\n".join(folded)


def page(lesson: Lesson) -> str:
    """The lesson as a page of the book: its code to read, its exercises with titles, minutes and folded hints."""
    out: list[str] = []
    for cell in lesson.cells:
        out += _page_code(cell) if cell.kind == "code" else [_page_text(cell.text), ""]
        if cell.exercise:
            out += [*_dropdowns(cell.exercise), ""]
    return "\n".join(out)


def _page_code(cell: Piece) -> list[str]:
    return ["```python", cell.text, "```", ""]


def _page_text(markdown: str) -> str:
    out = []
    for kind, text in lessons.parts(markdown):
        name = kind.partition(":")[2]
        if name:
            exercise = catalogue.exercises()[name]
            title = f"{number_of(name)}: {exercise.title}, {exercise.minutes} minutes"
            label = name.replace("_", "-")
            out.append(f"````{{exercise}} {title}\n:label: {label}\n:nonumber:\n\n{text}\n````")
        else:
            out.append(text)
    return "\n\n".join(out)


def _dropdowns(name: str) -> list[str]:
    hints = catalogue.exercises()[name].hints
    return [
        f"````{{dropdown}} Hint {n}: {grade}\n{hint}\n````\n"
        for n, (grade, hint) in enumerate(zip(_GRADES, hints, strict=True), 1)
    ]
