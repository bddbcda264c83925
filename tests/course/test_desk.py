"""The student's desk: hints that get stronger, progress that is kept, a report to hand in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.story.course import catalogue, desk
from helpers.story.course.desk import check, hint, progress, report, seed_of, start


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def right(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return a[0] - b[1], a[1] - b[0]


def middle(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (sum(a) - sum(b)) / 2


def odd(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return 1.0, 2.0


def test_each_miss_gets_a_stronger_hint_and_a_named_mistake_comes_first() -> None:
    start("Hanako")
    hints = catalogue.exercises()["difference"].hints
    said = [check("difference", function).words for function in (middle, odd, odd, odd)]
    assert not any(one in said[0] for one in hints)
    assert said[0].startswith("Nearly: this is one number.")
    assert hints[1] in said[1]
    assert hints[2] in said[2]
    assert hints[2] in said[3]
    assert check("difference", right).words == "Right."
    start("Kenji")
    assert hints[0] in check("difference", odd).words
    assert [hint("difference", grade) for grade in (0, 1, 2, 3, 9)] == [hints[0], *hints, hints[2]]


def test_what_was_answered_is_kept_under_its_name_and_reported() -> None:
    my = start("  Hanako   Sato ")
    check("difference", middle)
    check("difference", right)
    check("growth", odd)
    start("Kenji")
    assert progress().startswith("Kenji: 0 of")
    start("Hanako Sato")
    assert progress().startswith(f"Hanako Sato: 1 of {len(catalogue.exercises())} solved (L1 0 of 4, L2 1 of 4")
    path = report()
    assert path == Path("report_hanako_sato.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert (told["name"], told["seed"], told["solved"]) == ("Hanako Sato", my.seed, 1)
    by_name = {row["exercise"]: row for row in told["results"]}
    assert by_name["difference"] == {
        "exercise": "difference", "lesson": 2, "right": True, "tries": 2, "mistakes": ["point"],
    }  # fmt: skip
    assert by_name["growth"]["tries"] == 1
    assert by_name["alias"] == {"exercise": "alias", "lesson": 6, "right": False, "tries": 0}


def test_a_name_makes_the_seed_and_without_one_nothing_is_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seed_of("Hanako") == seed_of(" hanako ") != seed_of("Kenji")
    start("")
    assert "Write your name" in capsys.readouterr().out
    check("difference", right)
    assert report() is None
    assert list(here.iterdir()) == []


def test_a_blank_is_no_try_and_a_broken_file_of_progress_is_no_end(here: Path) -> None:
    (here / desk.KEPT).write_text("{", encoding="utf-8")
    start("Hanako")
    check("difference", None)
    check("difference", right)
    start("Hanako")
    told = json.loads((here / desk.KEPT).read_text(encoding="utf-8"))
    assert told["Hanako"]["difference"]["tries"] == 1


def test_an_exercise_there_is_not_is_told() -> None:
    with pytest.raises(KeyError, match="there are tokens, roles"):
        check("nothing", 1)
