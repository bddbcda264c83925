"""Questions for the classroom, whose answers are findings, and a check that helps without giving the answer away.

    ask(findings)                                            # shows the questions of a notebook
    check("iij_global.organic_growth_9m11", "24.6%")         # Not yet: read "The month that is not printed" again.

The questions are rows of `questions.toml`: the finding that answers one, what it asks, the heading to read again, and
ways to go wrong that have a name. What is answered is judged by `helpers.story.course`; a second and a third miss
get a stronger hint: what the answer is made of, then how it is worked out.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

from helpers.story.course import grading
from helpers.story.course.grading import Truth, Verdict
from helpers.story.prose import say


class AnswerSheet(Protocol):
    """What holds the results of a notebook: `findings.Findings`."""

    notebook: str

    def __getitem__(self, name: str) -> Any: ...


@dataclass(frozen=True)
class Question:
    """What is asked, which finding answers it, and the heading of the notebook where the way to it stands.

    mistakes    ways to go wrong: `name`, `says` and the `formula` of the wrong value, of which `truth` is the right one
    """

    name: str
    asks: str
    step: str
    mistakes: tuple[dict[str, str], ...] = ()


_asked: dict[str, Any] = {}
_missed: Counter[str] = Counter()


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of `questions.toml`."""
    text = resources.files("helpers.story").joinpath("questions.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["question"]
    return tuple(Question(**{**row, "mistakes": tuple(row.get("mistakes", ()))}) for row in rows)


def ask(findings: AnswerSheet) -> None:
    """Show the questions whose answers are among the findings of a notebook; `check` knows them from then on."""
    known = [(question, _found(findings, question.name)) for question in questions()]
    shown = [question for question, found in known if found is not None]
    _asked.update({question.name: found for question, found in known if found is not None})
    for question in shown:
        _missed.pop(question.name, None)
    if not shown:
        raise ValueError(f"questions.toml has no question that a finding of {findings.notebook} answers.")
    say("\n".join(f"{number}. {one.asks} (`{one.name}`)" for number, one in enumerate(shown, 1)))


def _found(findings: AnswerSheet, name: str) -> Any:
    try:
        return findings[name]
    except KeyError:
        return None


def check(name: str, answer: Any) -> Verdict:
    """Whether an answer to a question is right, nearly right (and what went wrong), or which step to read again.

    name     the finding asked for
    answer   a number in base units (yen, persons, fractions), text such as '11.4%' or 'JPY 1.6 billion', an interval
             as (low, high), or None for what cannot be known
    Raises KeyError for a name that `ask` has not shown. An answer that cannot be read gets a verdict that says why.
    """
    if name not in _asked:
        raise KeyError(f"'{name}' has not been asked here; asked were {', '.join(_asked) or 'none so far'}.")
    verdict = _judge(name, _asked[name], answer)
    if verdict.kind == "right":
        _missed.pop(name, None)
        return verdict
    _missed[name] += 1
    return _with_hint(name, verdict, _missed[name])


def _judge(name: str, truth: Any, answer: Any) -> Verdict:
    if not truth.known:
        return Verdict("right", "Right: it cannot be known.") if answer is None else Verdict("not yet", "Not yet.")
    if answer is None:
        return Verdict("not yet", "It can be known.", "none")
    rows = next(question.mistakes for question in questions() if question.name == name)
    mistakes = grading.by_formula(rows, {"truth": truth.value})
    mistakes += tuple(
        grading.Mistake(
            "an_input", f"Nearly: that is the figure for {one.formula}, one of those it is made of.", (one.value,)
        )
        for one in truth.inputs
        if one.formula and not truth.low <= one.value <= truth.high
    )
    return grading.judge(answer, Truth(truth.value, truth.low, truth.high, truth.unit), mistakes)


def _with_hint(name: str, verdict: Verdict, misses: int) -> Verdict:
    """What to read again at the first miss without a cause; then what it is made of; then how it is worked out."""
    truth = _asked[name]
    said = [one.formula for one in truth.inputs if one.formula] if truth.known else []
    if misses >= 3 and (worked := (truth.working or truth.formula) if truth.known else ""):
        return verdict.with_hint(f"It is worked out as {worked}.")
    if misses == 2 and said:
        return verdict.with_hint(f"It is made of: {'; '.join(dict.fromkeys(said))}.")
    if verdict.words == "Not yet.":
        return Verdict(verdict.kind, f"Not yet: {_again(name)}", verdict.mistake)
    if misses > 1 or verdict.mistake == "none":
        return verdict.with_hint(_again(name).capitalize())
    return verdict


def _again(name: str) -> str:
    step = next((question.step for question in questions() if question.name == name), "")
    return f"read \u201c{step}\u201d again."
