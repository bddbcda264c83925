"""The course in the book: a page a lesson, their contents, and slides for the room."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.publish.course import lessons, notebooks, slides
from helpers.publish.course.lessons import Lesson
from helpers.run.project import Project
from helpers.story.course import catalogue

_OBJECTIVES = re.compile(r"^## Objectives\n\n(.*?)(?=^## )", re.DOTALL | re.MULTILINE)
_OPENING = """# The course

Six lessons of an hour, for a class or for yourself: from a line of a filing to a number one can trust. Each has its
objectives, a live script with the sentence to say, exercises with blanks to fill, and folded hints.

The pages here show the lessons; to work on them, take the hand-out (`make course` writes `build/course.zip`), which
holds them as notebooks with the filings and the tables, and runs in an empty folder. There `check` says of each answer
whether it is right and what went wrong. It is a tutor, not a vault.
"""


def made(project: Project) -> dict[Path, bytes]:
    """The files of the course by their path in the book's source; none where the project has no course."""
    found = lessons.read_all(project.root / "course")
    if not found:
        return {}
    out = {Path("course", f"{lesson.name}.md"): notebooks.page(lesson).encode() for lesson in found}
    out |= {Path("_static", "slides", f"{lesson.name}.html"): slides.deck(lesson).encode() for lesson in found}
    out[Path("course", "index.md")] = _index(found).encode()
    return out


def _index(found: list[Lesson]) -> str:
    parts = [_OPENING]
    for lesson in found:
        minutes = sum(catalogue.exercises()[name].minutes for name in lesson.exercises)
        parts += [
            f"## [{lesson.title}]({lesson.name}.md)",
            _objectives(lesson),
            f"{len(lesson.exercises)} exercises, {minutes} minutes. "
            f'<a href="../_static/slides/{lesson.name}.html">Slides of lesson {lesson.number}</a>',
        ]
    return "\n\n".join(parts) + "\n"


def _objectives(lesson: Lesson) -> str:
    text = "\n\n".join(cell.text for cell in lesson.cells if cell.kind == "markdown")
    found = _OBJECTIVES.search(text)
    return found[1].strip() if found else ""
