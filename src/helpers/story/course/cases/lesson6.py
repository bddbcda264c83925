"""Lesson 6: a reader rule, measured and defended, and a filing that arrives."""

from __future__ import annotations

import itertools
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data.as_of import project_root
from helpers.language import calendar
from helpers.story.course import decks, scoring
from helpers.story.course.decks import Deck, Printed
from helpers.story.course.functions import Case, Test
from helpers.story.course.scoring import Score

TRAINING = "2013-08-06_1q13_presentation"
LEAST_PRECISION = 0.95
GOAL, GOAL_UNSEEN = 0.40, 0.60
_YEAR = re.compile(r"(?<![\d,.$])((?:FY|[1-4]Q|[12]H)'?)(\d{2}(?:\d{2})?)(?![\d,.%])")
Truth = list[tuple[int, str, float]]


# ---- a rule -----------------------------------------------------------------------------------------------------


def reader(seed: int) -> Iterable[Case]:
    """reader(lines): on a deck that is there to look at, more recall than sentences alone give, and precision kept."""
    lines, truth = _training()
    yield _scored(lines, truth, GOAL, "the 1Q13 deck")
    moved = random.Random(f"altered {seed}").randrange(1, 9)
    other = [(line + moved, printed, value) for line, printed, value in truth]
    yield _scored(altered(lines, moved), other, GOAL, "a copy of it, moved on by years and lines")


def altered(lines: list[str], by: int) -> list[str]:
    """The same filing so many years and lines later: what a rule may not rely on. Amounts stay as they are."""

    def later(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + by:0{len(found[2])}d}"

    return [""] * by + [_YEAR.sub(later, line) for line in lines]


def unseen(seed: int) -> Iterable[Case]:
    """The same rule on two made-up decks that nobody has seen."""
    for number in (1, 2):
        made = _with_falls(seed + 7_000_000 * number)
        yield _scored(made.lines, scoring.truth_of_deck(made), GOAL_UNSEEN, f"unseen deck {number}")


def _with_falls(seed: int) -> Deck:
    """The first deck from a seed on that prints falls, so that signs are tried."""
    made = (decks.deck(number) for number in itertools.count(seed, 500))
    return next(one for one in made if sum(printed.value < 0 for printed in one.printed) > 4)


@cache
def _training() -> tuple[list[str], Truth]:
    root = project_root()
    lines = (root / "data" / "raw" / f"{TRAINING}.txt").read_text(encoding="utf-8").split("\n")
    return lines, scoring.truth_of_filing(pd.read_csv(root / "data" / "processed" / "facts.csv"), TRAINING)


def _scored(lines: list[str], truth: Truth, goal: float, where: str) -> Case:
    scored: list[tuple[Any, list[tuple[int, str, float]], Score]] = []  # of what came back last; each mistake asks anew

    def read(got: Any) -> tuple[list[tuple[int, str, float]], Score]:
        if not scored or scored[0][0] is not got:
            scored[:] = [(got, scoring.given(got), scoring.score(lambda _: got, lines, truth))]
        return scored[0][1:]

    def of(got: Any) -> Score:
        return read(got)[1]

    def times(got: Any, factor: float) -> int:
        """How many would be right if each value were another."""
        return scoring.right_times(read(got)[0], truth, factor)

    def is_right(got: Any) -> bool:
        found = of(got)
        return found.precision >= LEAST_PRECISION and found.recall >= goal

    few, some = 0.02 * len(truth), 0.05 * len(truth)
    return Case(
        (lines,),
        is_right,
        {
            "nothing": lambda got: not got,
            "sign": lambda got: times(got, -1) > few,
            "percent": lambda got: times(got, 0.01) > some,
            "no_unit": lambda got: any(times(got, factor) > some for factor in (1e6, 1e9, 1e3, 1e-3)),
            "recall_alone": lambda got: of(got).precision < LEAST_PRECISION and of(got).recall >= goal,
            "imprecise": lambda got: of(got).precision < LEAST_PRECISION,
            "tuned": lambda got: of(got).recall < goal / 6,
            "sentences_only": lambda got: of(got).recall < goal,
        },
        f"reader(lines of {where})",
        tells=lambda got: _score_told(of(got), lines, where),
    )


def _score_told(found: Score, lines: list[str], where: str) -> str:
    """The scores, and one number that was got wrong or missed, with its line."""
    imprecise = found.precision < LEAST_PRECISION
    places = [place for place in (found.wrong if imprecise else found.missed) if 0 < place[0] <= len(lines)]
    if not places:
        return f"On {where}: {found!r}."
    line, printed = places[0]
    verb = "got wrong" if imprecise else "missed"
    return f"On {where}: {found!r}; one it {verb}: {printed} on line {line}, {lines[line - 1].strip()[:80]!r}."


# ---- a filing arrives -------------------------------------------------------------------------------------------


def arrival_of(seed: int) -> tuple[str, pd.DataFrame]:
    """A text and what a careless program read in it; one figure is wrong, in the one or in the other."""
    made, rows, _ = _arrived(seed)
    return made.text, rows


@cache
def _arrived(seed: int) -> tuple[Deck, pd.DataFrame, tuple[str, int]]:
    draw = random.Random(f"arrival {seed}")
    if draw.random() < 0.5:
        made = decks.planted(seed + 3_000_000)
        assert made.planted is not None
        instead = float(made.instead.replace(",", "").strip("()")) * 1e6
        rows = [_as_read(one, instead if one == made.planted else one.value, made) for one in made.printed]
        return made, pd.DataFrame(rows), ("filing", made.planted.line)
    made = decks.deck(seed + 3_000_000)
    table = [one for one in made.printed if one.decimals == -6 and one.period == calendar.period(made.period)]
    wrong = draw.choice(table[:-4])
    other = next(one.value for one in made.printed if one.line == wrong.line and one.period != wrong.period)
    misread = draw.choice((other, wrong.value / 1000, -wrong.value))
    rows = [_as_read(one, misread if one == wrong else one.value, made) for one in made.printed]
    return made, pd.DataFrame(rows), ("reading", wrong.line)


def _as_read(one: Printed, value: float, made: Deck) -> dict[str, Any]:
    return {
        "line": one.line,
        "printed": made.instead if one == made.planted else one.printed,
        "concept": one.concept,
        "measure": one.measure,
        "period": one.period.name,
        "value": value,
    }


def arrival(seed: int) -> Iterable[Case]:
    """The answer: ('filing' or 'reading', line): where the wrong figure is, and whose mistake it is."""
    _, _, (whose, line) = _arrived(seed)

    def told(got: Any) -> tuple[str, int]:
        return str(got[0]).strip().lower(), int(got[1])

    yield Case(
        (),
        lambda got: told(got) == (whose, line),
        {
            "other_blame": lambda got: told(got)[1] == line and told(got)[0] in ("filing", "reading"),
            "other_line": lambda got: told(got)[0] == whose,
            "no_blame": lambda got: told(got)[0] not in ("filing", "reading"),
        },
        "your arrival",
    )


# ---- a word of one's own ----------------------------------------------------------------------------------------

_SHOPS = ("bookshop", "museum desk", "garden stall", "tea room", "print shop", "map counter")


def unknown_label(seed: int) -> tuple[str, str]:
    """A deck with a row that the vocabulary does not know, and its label."""
    draw = random.Random(f"label {seed}")
    label = f"Takings of the {draw.choice(_SHOPS)}"
    lines = decks.deck(seed).lines
    at = next(
        n for n, line in enumerate(lines) if line.startswith("Operating income\t") and "%" in line and "JPY" not in line
    )
    new, old = draw.randrange(100, 900), draw.randrange(100, 900)
    return "\n".join([*lines[: at + 1], f"{label}\t{new}\t{old}\t-", *lines[at + 1 :]]), label


def alias(seed: int) -> Iterable[Case]:
    """The answer: a vocabulary file (or its text) by which the row becomes other income."""
    text, label = unknown_label(seed)
    line = next(n for n, one in enumerate(text.split("\n"), 1) if one.startswith(label))

    def told(got: Any) -> tuple[str, ...]:
        return _extracted(text, line, _words(got))

    def test(check: Callable[[tuple[str, ...]], bool]) -> Test:
        return lambda got: check(told(got))

    yield Case(
        (),
        test(lambda found: bool(found) and set(found) == {"other_income"}),
        {
            "refused": test(lambda found: found[:1] == ("refused",)),
            "not_taken": test(lambda found: any(label.split()[-1] in concept for concept in found)),
            "twice": test(lambda found: not found),
            "other_item": test(lambda found: "other_income" not in found),
        },
        "your vocabulary",
        tells=lambda got: " ".join(told(got)[1:]) if told(got)[:1] == ("refused",) else "",
    )


def _words(got: Any) -> str:
    text = str(got)
    return text if "\n" in text or "=" in text else Path(text).read_text(encoding="utf-8")


_READING = """
import sys
from pathlib import Path
from helpers.filing import raw
from helpers.language import concepts
from helpers.language.errors import HelpersError
from helpers.reading.numbers import read_filing  # of one filing, without pandas, whose import takes twice as long
try:
    concepts.add(Path("words.toml"))
    _, facts = read_filing(raw.load(Path("an_invented_deck.txt"), {}))
except HelpersError as error:
    sys.exit(str(error))
print(*(fact["concept"] for fact in facts if fact["line"] == int(sys.argv[1])), sep="\\n")
"""


@cache
def _extracted(text: str, line: int, words: str) -> tuple[str, ...]:
    """The concepts of the facts on a line, as the text is read with these words (`extract --concepts`); or why they
    were refused. In a process of its own, whose vocabulary ends with it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "an_invented_deck.txt").write_text(text, encoding="utf-8")
        (folder / "words.toml").write_text(words, encoding="utf-8")
        command = [sys.executable, "-c", _READING, str(line)]
        package = str(Path(__file__).parents[4])
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=_with_path(package), check=False)
        if done.returncode:
            return "refused", done.stderr.strip()[-300:]
        return tuple(done.stdout.split())


def _with_path(package: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])}


CASES = {"reader": reader, "unseen": unseen, "arrival": arrival, "alias": alias}
