"""Every exercise, for 50 seeds: the solution passes, a blank fails politely, each listed mistake gets its own hint.

Functions that read tables or decks take nine tenths of the time: they see 15 of these seeds here, and all of them with
HYPOTHESIS_PROFILE=explore.
"""

from __future__ import annotations

import math
import signal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sampled import tries

from helpers.publish.course import lessons
from helpers.story.course import catalogue, desk, functions
from helpers.story.course.desk import Student
from helpers.story.course.detective import all_checks, broken

COURSE = Path(__file__).parents[2] / "course"
KEYS = {path.stem: lessons.key(path) for path in sorted((COURSE / "instructor").glob("0[1-9]_*.md"))}
SOLUTIONS = {name: code for key in KEYS.values() for name, code in key.solutions.items()}
WRONG = [(name, mistake) for key in KEYS.values() for name, mistake in key.wrong]
EXERCISES = catalogue.exercises()


SLOW = {"who_said", "quarters", "latest", "restated", "known_on", "reader", "unseen"}


def seeds(name: str) -> range:
    """Seeds of students whose cases come from so many seeds or more, 3 where marking runs the pipeline.

    A function is tried on the cases of several seeds each time it is marked.
    """
    one = EXERCISES[name]
    many = tries(15, 50) if name in SLOW else 50
    return range(3) if one.pipeline else range(math.ceil(many / (1 if name in desk.ANSWERS else one.seeds)))


@cache
def page_of(name: str) -> str:
    return next(page for page, key in KEYS.items() if name in key.solutions)


def world(seed: int) -> dict[str, Any]:
    return {
        "pd": pd,
        "my": Student("a student", seed),
        "broken": broken,
        "all_checks": all_checks,
        "__name__": "lesson",
    }


@cache
def learned(page: str, seed: int) -> dict[str, Any]:
    """The names of a lesson once its functions are solved, and those that wrong answers share."""
    names = world(seed)
    for name, code in KEYS[page].solutions.items():
        if name not in desk.ANSWERS:
            exec(code, names)
    exec(KEYS[page].shared, names)
    return names


def answered(name: str, code: str, seed: int) -> Any:
    names = dict(learned(page_of(name), seed if name in desk.ANSWERS else 0))
    names["my"] = Student("a student", seed)
    exec(code, names)
    return names[name]


def test_every_exercise_has_a_lesson_a_solution_and_a_wrong_answer_for_each_of_its_mistakes() -> None:
    assert set(SOLUTIONS) == set(EXERCISES)
    assert sorted(WRONG) == sorted((name, mistake) for name, one in EXERCISES.items() for mistake in one.mistakes)
    asked = {name: lesson.number for lesson in lessons.read_all(COURSE) for name in lesson.exercises}
    assert asked == {name: one.lesson for name, one in EXERCISES.items()}
    assert set(desk.CASES) == set(EXERCISES)


@pytest.mark.parametrize("name", list(EXERCISES))
def test_the_solution_passes_and_each_mistake_is_named_for_every_seed(name: str) -> None:
    codes = {"": SOLUTIONS[name], **{one: KEYS[page_of(name)].wrong[name, one] for of, one in WRONG if of == name}}
    functions = {} if name in desk.ANSWERS else {one: answered(name, code, 0) for one, code in codes.items()}
    for seed in seeds(name):
        for mistake, code in codes.items():
            verdict = desk.marked(name, functions.get(mistake) or answered(name, code, seed), seed)
            expected = ("nearly" if mistake else "right", mistake)
            assert (verdict.kind, verdict.mistake) == expected, f"seed {seed}, {mistake}: {verdict.words}"
            assert not mistake or EXERCISES[name].mistakes[mistake] in verdict.words


def a_blank(*arguments: object) -> None: ...


def stops(*arguments: object) -> None:
    raise KeyError("period")


def leaves(*arguments: object) -> None:
    raise SystemExit(1)


@pytest.mark.parametrize("name", list(EXERCISES))
def test_a_blank_and_what_is_no_answer_get_a_verdict_and_never_a_traceback(name: str) -> None:
    answers = name in desk.ANSWERS
    for blank in [..., None, "", [], [...], (..., ...)] if answers else [a_blank, ..., None]:
        verdict = desk.marked(name, blank, 1)
        assert (verdict.kind, verdict.mistake) == ("not yet", "blank"), blank
    for odd in ["what?", 7, float("nan"), [1], {"a": 1}, pd.Series([1, 2]), object(), stops, leaves]:
        verdict = desk.marked(name, odd, 1)
        assert verdict.kind in ("not yet", "nearly"), odd
        assert verdict.words


def test_a_function_that_stops_is_told_where() -> None:
    verdict = desk.marked("growth", stops, 1)
    assert verdict.mistake == "error"
    assert "growth((" in verdict.words
    assert "KeyError: 'period'" in verdict.words


def never_ends(*arguments: object) -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no alarm")
def test_a_function_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(functions, "PATIENCE", 0.2)
    verdict = desk.marked("growth", never_ends, 1)
    assert verdict.mistake == "endless"
    assert "growth((" in verdict.words


@pytest.mark.parametrize("name", [name for name in EXERCISES if not EXERCISES[name].pipeline])
def test_no_verdict_on_a_wrong_function_shows_the_right_value(name: str) -> None:
    for exercise, mistake in WRONG:
        if exercise == name and name not in desk.ANSWERS:
            code = KEYS[page_of(name)].wrong[name, mistake]
            words = desk.marked(name, answered(name, code, 0), 3).words
            assert "expected" not in words.replace("expected_", "")


def test_other_seeds_ask_other_things() -> None:
    for name in EXERCISES:
        one, other = (repr([case.arguments for case in desk.CASES[name](seed)]) for seed in (1, 2))
        if name not in desk.ANSWERS:
            assert one != other, name
    assert Student("", 1).text != Student("", 2).text
    assert Student("", 1).settlement != Student("", 2).settlement
