"""The student's desk: who works here, what was answered, and what is said to it.

    from helpers.story.course.desk import check, hint, progress, report, start

    my = start("Hanako")              # a seed of one's own, so that no answer can be copied
    check("growth", growth)           # a verdict, and after a miss a hint; each miss a stronger one
    progress()                        # 7 of 22: L1 3 of 4, L2 4 of 4, ...
    report()                          # report_hanako.json, to hand in

What was answered is kept in progress.json beside the notebooks. This is a tutor, not a vault: the truth of every
exercise can be worked out from this package by whoever would rather read it than do the exercise.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.story.course import catalogue, decks
from helpers.story.course.cases import lesson1, lesson2, lesson3, lesson4, lesson5, lesson6
from helpers.story.course.functions import Case, grade, judge, plain
from helpers.story.course.grading import Verdict

CASES = {
    **lesson1.CASES,
    **lesson2.CASES,
    **lesson3.CASES,
    **lesson4.CASES,
    **lesson5.CASES,
    **lesson6.CASES,
}
ANSWERS = frozenset({"tokens", "planted", "my_base", "three_sentences", "arrival", "alias"})
"""Exercises answered with a value about the student's own text; all others are answered with a function."""
KEPT = "progress.json"


@dataclass(frozen=True)
class Student:
    """Who works here. `seed` comes from the name, so the same name has the same texts everywhere."""

    name: str
    seed: int

    @property
    def text(self) -> str:
        """A deck of one's own, of an invented company."""
        return decks.deck(self.seed).text

    def numbers(self) -> pd.DataFrame:
        """The six numbers of one's own deck that lesson 1 asks about: line, printed, text."""
        lines = decks.deck(self.seed).lines
        rows = [(one.line, one.printed, lines[one.line - 1].strip()) for one in lesson1.tokens_of(self.seed)]
        return pd.DataFrame(rows, columns=["line", "printed", "text"])

    @property
    def planted(self) -> str:
        """One's own deck with one digit changed (lesson 4)."""
        return decks.planted(self.seed).text

    @property
    def settlement(self) -> tuple[str, str]:
        """A settled amount, and the fall of the charge that is assumed (lesson 5)."""
        return lesson5.settlement(self.seed)

    def arrival(self) -> tuple[str, pd.DataFrame]:
        """A text that arrives, and what a careless program read in it (lesson 6)."""
        return lesson6.arrival_of(self.seed)

    @property
    def strange(self) -> str:
        """One's own deck with a row whose label the vocabulary does not know (lesson 6)."""
        return lesson6.unknown_label(self.seed)[0]

    def __repr__(self) -> str:
        return f"{self.name or 'Nobody'}, seed {self.seed}"


@dataclass
class _Desk:
    student: Student = Student("", 0)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)


_desk = _Desk()


def seed_of(name: str) -> int:
    """The seed of a name, however it is spaced or capitalised."""
    plain_name = " ".join(name.split()).casefold()
    return int(hashlib.sha256(plain_name.encode()).hexdigest()[:8], 16) % 1_000_000


def start(name: str) -> Student:
    """Sit down under a name; what it answered before, in this folder, is remembered. Without a name nothing is kept."""
    name = " ".join(str(name).split())
    if not name.strip(" ."):
        print('Write your name between the quotation marks, as in start("Hanako"): your texts hang on it.')
        name = ""
    student = Student(name, seed_of(name))
    _desk.student = student
    _desk.results = _kept().get(name, {}) if name else {}
    return student


def check(name: str, answer: Any) -> Verdict:
    """The verdict on an answer to an exercise; a function is tried on cases of the student's own seeds.

    Raises KeyError for an exercise there is not. Whatever the answer is or does, there is a verdict.
    """
    known = catalogue.exercises()
    if name not in known:
        raise KeyError(f"There is no exercise '{name}'; there are {', '.join(known)}.")
    verdict = marked(name, answer, _desk.student.seed)
    result = _desk.results.setdefault(name, {"right": False, "tries": 0, "mistakes": []})
    if verdict.mistake != "blank":
        result["tries"] += 1
    if verdict.kind == "right":
        result["right"] = True
    elif verdict.mistake not in ("", "blank", *result["mistakes"][-1:]):
        result["mistakes"].append(verdict.mistake)
    if name == "three_sentences" and verdict.kind == "right":
        result["sentences"] = {kind: str(text) for kind, text in answer.items()}
    _keep()
    return verdict if verdict.kind == "right" or verdict.mistake == "blank" else _hinted(name, verdict, result["tries"])


def marked(name: str, answer: Any, seed: int) -> Verdict:
    """The verdict for a student's seed, without hints and without keeping it."""
    says = catalogue.exercises()[name].mistakes
    if name in ANSWERS:
        if not _filled(answer):
            return Verdict("not yet", "Nothing is filled in yet. Put your answer where the dots are.", "blank")
        return judge([(case, plain(answer)) for case in _made(name, seed)], says)
    return grade(answer, _cases(name, seed), says)


def _filled(answer: Any) -> bool:
    if answer is None or answer is Ellipsis:
        return False
    if isinstance(answer, str):
        return bool(answer.strip(" .\n"))
    if isinstance(answer, list | tuple | dict):
        return any(map(_filled, answer.values() if isinstance(answer, dict) else answer))
    return True


def _cases(name: str, seed: int) -> Iterable[Case]:
    if catalogue.exercises()[name].pipeline:
        return _made(name, seed)
    return [
        case for number in range(catalogue.exercises()[name].seeds) for case in _made(name, seed + 1_000_000 * number)
    ]


@lru_cache(maxsize=512)
def _made(name: str, seed: int) -> tuple[Case, ...]:
    return tuple(CASES[name](seed))


def _hinted(name: str, verdict: Verdict, tries: int) -> Verdict:
    """A mistake with a name says enough at first; else, and from the second miss on, the hint of that grade."""
    if verdict.kind == "nearly" and tries < 2:
        return verdict
    return verdict.with_hint(f"Hint: {hint(name, min(tries, 3))}")


def hint(name: str, grade: int = 1) -> str:
    """A hint of an exercise: 1 what to look at, 2 which operation, 3 all but the last step."""
    exercise = catalogue.exercises()[name]
    return exercise.hints[min(max(grade, 1), 3) - 1]


def progress() -> str:
    """How far one is: the exercises solved, by lesson."""
    by_lesson: dict[int, list[bool]] = {}
    for exercise in catalogue.exercises().values():
        by_lesson.setdefault(exercise.lesson, []).append(_desk.results.get(exercise.name, {}).get("right", False))
    solved, of = (sum(map(f, by_lesson.values())) for f in (sum, len))
    told = ", ".join(f"L{lesson} {sum(done)} of {len(done)}" for lesson, done in by_lesson.items())
    return f"{_desk.student.name or 'Nobody'}: {solved} of {of} solved ({told})"


def report(folder: str | Path = ".") -> Path | None:
    """Write what was answered to report_NAME.json, to hand in: name, seed, and of each exercise whether it is solved,
    after how many tries, and which mistakes were made. Without a name there is none."""
    if not _desk.student.name:
        print('A report needs a name: start("Hanako") above.')
        return None
    rows = [
        {"exercise": one.name, "lesson": one.lesson, **_desk.results.get(one.name, {"right": False, "tries": 0})}
        for one in catalogue.exercises().values()
    ]
    told = {
        "name": _desk.student.name,
        "seed": _desk.student.seed,
        "solved": sum(bool(row["right"]) for row in rows),
        "of": len(rows),
        "results": rows,
    }
    name = re.sub(r"\W+", "_", _desk.student.name.casefold()).strip("_") or str(_desk.student.seed)
    path = Path(folder) / f"report_{name}.json"
    _write(path, told)
    return path


def _kept() -> dict[str, Any]:
    """What is kept in this folder, by name; a file that cannot be read counts as none."""
    try:
        found = json.loads(Path(KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep() -> None:
    if _desk.student.name:
        _write(Path(KEPT), {**_kept(), _desk.student.name: _desk.results})


def _write(path: Path, content: Any) -> None:
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(unfinished, path)
