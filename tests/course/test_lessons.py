"""Every lesson runs from top to bottom: with its solutions all checks pass, with its blanks all fail politely."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from helpers.publish.course import lessons
from helpers.story.course import catalogue, desk
from helpers.story.course.grading import Verdict

ROOT = Path(__file__).parents[2]
LESSONS = lessons.read_all(ROOT / "course")
KEYS = {path.stem: lessons.key(path) for path in sorted((ROOT / "course" / "instructor").glob("0[1-9]_*.md"))}
NAMES = ("Hanako", "J\u00fcrgen M\u00fcller", "\u5c71\u7530\u592a\u90ce")
PIPELINE = (4, 6)  # lessons that run it
RUNS = [(lesson, name) for lesson in LESSONS for name in (NAMES if lesson.number in PIPELINE else NAMES[:1])]
STEP = re.compile(r"^### Step \d+: .* \((?P<minutes>\d+) minutes\)$", re.MULTILINE)


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the data alone, as a student has it."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "course"\nversion = "0"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    return tmp_path


def run(code: str, names: dict[str, Any]) -> Any:
    """Run a cell; its last expression is shown, as a notebook does."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        return None
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    repr(value)
    return value


def verdicts(lesson: lessons.Lesson, name: str, solutions: dict[str, str]) -> dict[str, Verdict]:
    names: dict[str, Any] = {"__name__": "lesson"}
    found = {}
    for cell in lesson.cells:
        if cell.kind == "code":
            code = lessons.solved(cell, solutions) if solutions else cell.text
            shown = run(code.replace('start("")', f'start("{name}")'), names)
            if cell.exercise:
                found[cell.exercise] = shown
    return found


@pytest.mark.parametrize(("lesson", "name"), RUNS, ids=[f"{lesson.name}-{name}" for lesson, name in RUNS])
def test_with_its_solutions_every_check_passes(away: Path, lesson: lessons.Lesson, name: str) -> None:
    found = verdicts(lesson, name, KEYS[lesson.name].solutions)
    assert {exercise: verdict.kind for exercise, verdict in found.items()} == dict.fromkeys(found, "right")
    assert list(found) == lesson.exercises
    assert f"L{lesson.number} {len(found)} of {len(found)}" in desk.progress()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_with_its_blanks_every_check_fails_politely_and_the_lesson_goes_on(away: Path, lesson: lessons.Lesson) -> None:
    found = verdicts(lesson, "", {})
    assert {exercise: verdict.mistake for exercise, verdict in found.items()} == dict.fromkeys(found, "blank")
    assert f"L{lesson.number} 0 of {len(found)}" in desk.progress()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_takes_an_hour_and_says_what_it_is_for(lesson: lessons.Lesson) -> None:
    text = "\n\n".join(cell.text for cell in lesson.cells if cell.kind == "markdown")
    begin, live, own, close = map(
        int, re.findall(r"\*60 minutes: (\d+) to begin, (\d+) live, (\d+) on your own, (\d+) to close", text)[0]
    )
    assert begin + live + own + close == 60
    assert sum(int(minutes) for minutes in STEP.findall(text)) == live
    assert sum(catalogue.exercises()[name].minutes for name in lesson.exercises) == own
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == ["Objectives", "Before this", "Live coding", "Your turn", "Key points"]
    steps = re.split(r"^### ", text.partition("## Live coding")[2].partition("## Your turn")[0], flags=re.MULTILINE)[1:]
    assert all(re.search(r'^Say: "[^"]+"$', step, re.MULTILINE) for step in steps)
    page = (ROOT / "course" / "instructor" / f"{lesson.name}.md").read_text(encoding="utf-8")
    assert "What goes wrong" in page
    assert sum(map(int, re.findall(r"^\| (\d+) \|", page, re.MULTILINE))) == 60


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_each_exercise_is_asked_before_its_blank(lesson: lessons.Lesson) -> None:
    asked: list[str] = []
    for cell in lesson.cells:
        if cell.kind == "markdown":
            asked += [kind.partition(":")[2] for kind, _ in lessons.parts(cell.text) if kind != "text"]
        elif cell.exercise:
            assert asked[-1] == cell.exercise
    assert asked == lesson.exercises
