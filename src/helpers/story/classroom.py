"""Questions for the classroom, whose answers are findings, and a check that helps without giving the answer away.

    ask(findings)                                            # shows the questions of a notebook
    check("iij_global.organic_growth_9m11", "24.6%")         # Not yet: read "The month that is not printed" again.

The questions are rows of `questions.toml`: the finding that answers one, what it asks, and the heading to read again.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Protocol

from helpers.story.prose import say

COARSE = 0.05  # an answer whose last digit stands for more than this part of the value says too little
CLOSE = 0.02  # an answer within this part of the value was rounded on the way
WORDS = {"%": 0.01, "percent": 0.01, "points": 0.01, "thousand": 1e3, "million": 1e6, "billion": 1e9}
UNITS = {
    0.01: "a fraction, or a number with '%' behind it",
    100.0: "percent: it is a hundred times as large as it should be",
    1e3: "thousands",
    1e6: "millions",
    1e9: "billions",
}


class Answers(Protocol):
    """What holds the results of a notebook: `findings.Findings`."""

    notebook: str

    def __getitem__(self, name: str) -> Any: ...


@dataclass(frozen=True)
class Question:
    """What is asked, which finding answers it, and the heading of the notebook where the way to it stands."""

    name: str
    asks: str
    step: str


@dataclass(frozen=True)
class Verdict:
    """'right', 'nearly' or 'not yet', and a sentence for the student."""

    kind: str
    words: str

    def __repr__(self) -> str:
        return self.words


_asked: dict[str, Any] = {}


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of `questions.toml`."""
    text = resources.files("helpers.story").joinpath("questions.toml").read_text(encoding="utf-8")
    return tuple(Question(**row) for row in tomllib.loads(text)["question"])


def ask(findings: Answers) -> None:
    """Show the questions whose answers are among the findings of a notebook; `check` knows them from then on."""
    known = [(question, _found(findings, question.name)) for question in questions()]
    shown = [question for question, found in known if found is not None]
    _asked.update({question.name: found for question, found in known if found is not None})
    if not shown:
        raise ValueError(f"questions.toml has no question that a finding of {findings.notebook} answers.")
    say("\n".join(f"{number}. {one.asks} (`{one.name}`)" for number, one in enumerate(shown, 1)))


def _found(findings: Answers, name: str) -> Any:
    try:
        return findings[name]
    except KeyError:
        return None


def check(name: str, answer: Any) -> Verdict:
    """Whether an answer to a question is right, nearly right (and what went wrong), or which step to read again.

    name     the finding asked for
    answer   a number in base units (yen, persons, fractions), text such as '11.4%' or 'JPY 1.6 billion', or None
             for what cannot be known
    Raises KeyError for a name that `ask` has not shown, ValueError for text that holds no number.
    """
    if name not in _asked:
        raise KeyError(f"'{name}' has not been asked here; asked were {', '.join(_asked) or 'none so far'}.")
    truth = _asked[name]
    if not truth.known:
        right = answer is None
        return Verdict("right", "Right: it cannot be known.") if right else Verdict("not yet", _again(name))
    if answer is None:
        return Verdict("not yet", "It can be known. " + _again(name))
    value, half = read(answer)
    if _within(value, half, truth):
        if half > COARSE * abs(truth.value):
            return Verdict("nearly", "Nearly: it fits, but it is rounded so far that much else would fit too.")
        return Verdict("right", "Right.")
    return (
        Verdict("nearly", wrong)
        if (wrong := _what_went_wrong(value, half, truth))
        else Verdict("not yet", _again(name))
    )


def read(answer: Any) -> tuple[float, float]:
    """An answer as a number in base units, and half a unit of its last digit."""
    text = answer.lower() if isinstance(answer, str) else str(getattr(answer, "value", answer))
    found = re.search(r"[-+\N{MINUS SIGN}]?\s*(\d[\d,]*\.?\d*(e[-+]?\d+)?|\.\d+)", text)
    if not found:
        raise ValueError(f"There is no number in '{answer}': write one, such as 0.114, '11.4%' or 'JPY 1.6 billion'.")
    number = Decimal(re.sub(r"[\s,]", "", found[0]).replace("\N{MINUS SIGN}", "-"))
    exponent = number.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    scale = next((factor for word, factor in WORDS.items() if word in text[found.end() :]), 1.0)
    return float(number) * scale, float(last) * scale / 2


def _within(value: float, half: float, truth: Any) -> bool:
    slack = 1e-9 * abs(truth.value)
    return bool(truth.low - half - slack <= value <= truth.high + half + slack)


def _what_went_wrong(value: float, half: float, truth: Any) -> str:
    if _within(-value, half, truth):
        return "Nearly: the size is right. Think about the sign: did it rise or fall?"
    for factor, unit in UNITS.items():
        scaled = (value / factor, half / factor) if factor in (0.01, 100.0) else (value * factor, half * factor)
        if any(_within(sign * scaled[0], scaled[1], truth) for sign in (1, -1)):
            return f"Nearly: the digits are right, the unit is not. Is your number in {unit}?"
    if abs(value - truth.value) <= max(CLOSE * abs(truth.value), truth.high - truth.low):
        return "Nearly: very close. Did you round on the way? Keep all digits until the end."
    return ""


def _again(name: str) -> str:
    step = next((question.step for question in questions() if question.name == name), "")
    return f"Not yet: read “{step}” again."
