"""How good a reading rule is: precision (of what it found, how much is right) and recall (of what is there, how much
it found).

A number found is right when its line, its printed form and its value agree with the truth; what else the rule says of
it (concept, period) is for the pipeline.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from helpers.story.course.decks import Deck

Reader: TypeAlias = Callable[[list[str]], Iterable[Mapping[str, Any]]]
Place: TypeAlias = tuple[int, str]


class ReaderError(ValueError):
    """What a rule gives back cannot be scored; the message says what, and what is expected."""


@dataclass(frozen=True)
class Score:
    """The figures of one rule on one filing, with what it got wrong and what it missed, as (line, printed)."""

    found: int
    right: int
    there: int
    wrong: tuple[Place, ...]
    missed: tuple[Place, ...]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0

    def __repr__(self) -> str:
        return f"precision {self.precision:.2f}, recall {self.recall:.2f} ({self.right} of {self.there} facts)"


def truth_of_deck(deck: Deck) -> list[tuple[int, str, float]]:
    """Line, printed form and value of every fact of a made-up deck."""
    return [(one.line, _bare(one.printed), one.value) for one in deck.printed]


def truth_of_filing(facts: pd.DataFrame, filing: str) -> list[tuple[int, str, float]]:
    """The same of a filing, from facts.csv (which the project's tests hold equal to a reading by hand)."""
    rows = facts[facts["filing"] == filing].drop_duplicates(["line", "start"])
    return [
        (int(line), _bare(str(printed)), float(value))
        for line, printed, value in zip(rows["line"], rows["printed"], rows["value"], strict=True)
    ]


def score(reader: Reader, lines: list[str], truth: Iterable[tuple[int, str, float]]) -> Score:
    """Run a rule on lines and count. Raises ReaderError for what is no list of dictionaries."""
    there, found = list(truth), given(reader(list(lines)))
    wrong, left = _matched(found, there)
    missed = sorted(place for place, values in left.items() for _ in values)
    return Score(len(found), len(found) - len(wrong), len(there), tuple(wrong), tuple(missed))


def given(found: Any) -> list[tuple[int, str, float]]:
    """Line, printed form and value of what a rule gives back. Raises ReaderError for what is no list of rows."""
    return [_given(one) for one in found or ()]


def right_times(found: Iterable[tuple[int, str, float]], truth: Iterable[tuple[int, str, float]], factor: float) -> int:
    """How many of what was found would be right if each value were so many times as large."""
    scaled = [(line, printed, value * factor) for line, printed, value in found]
    return len(scaled) - len(_matched(scaled, truth)[0])


def _matched(
    found: Iterable[tuple[int, str, float]], truth: Iterable[tuple[int, str, float]]
) -> tuple[list[Place], dict[Place, list[float]]]:
    """The places of what was found and is not true, and what is left of the truth, by its place."""
    left: dict[Place, list[float]] = {}
    for line, printed, value in truth:
        left.setdefault((line, printed), []).append(value)
    wrong: list[Place] = []
    for line, printed, value in found:
        values = left.get((line, printed), [])
        match = next((one for one in values if _close(one, value)), None)
        if match is None:
            wrong.append((line, printed))
        else:
            values.remove(match)
    return wrong, left


def _given(given: Any) -> tuple[int, str, float]:
    try:
        return int(given["line"]), _bare(str(given["printed"])), float(given["value"])
    except (TypeError, KeyError, ValueError) as error:
        shape = "{'line': 30, 'printed': '36.18', 'value': 36_180_000_000}"
        raise ReaderError(f"The rule gave {given!r}; each number is a dictionary such as {shape}.") from error


def _bare(printed: str) -> str:
    return printed.strip().strip("()[]+- ")


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-12)
