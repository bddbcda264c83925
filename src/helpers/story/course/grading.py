"""Whether an answer agrees with the truth, and what went wrong by arithmetic where it does not.

The truth is an interval (of no width where it is known exactly). A verdict names the mistake, so that a hint can be
given and tested; it never holds the answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.story.course.answers import Given, Refused, read

COARSE = 0.05  # an answer whose last digit stands for more than this part of the value says too little
CLOSE = 0.02  # an answer within this part of the value was rounded on the way
WIDE = 1.5  # an interval this many times as wide as the truth's says too little
POINTS = "points"
RATIO = "ratio"


@dataclass(frozen=True)
class Verdict:
    """'right', 'nearly' or 'not yet', a sentence for the student, and the name of the mistake ('' for none)."""

    kind: str
    words: str
    mistake: str = ""

    def __repr__(self) -> str:
        return self.words

    def with_hint(self, hint: str) -> Verdict:
        """The same verdict with a hint behind it."""
        return Verdict(self.kind, f"{self.words} {hint}".strip(), self.mistake)


RIGHT = Verdict("right", "Right.")


@dataclass(frozen=True)
class Mistake:
    """A way to go wrong that has a name: the values it leads to, and what to say of it."""

    name: str
    says: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Truth:
    """What is right, in base units, with the interval the evidence allows; `unit` 'ratio', 'points', 'JPY', ..."""

    value: float
    low: float
    high: float
    unit: str = ""

    @property
    def size(self) -> float:
        return max(abs(self.low), abs(self.high))

    def holds(self, value: float, half: float = 0.0) -> bool:
        """Whether a value, give or take half a unit of its last digit, is in the interval."""
        slack = 1e-9 * self.size
        return self.low - half - slack <= value <= self.high + half + slack


_PERCENT = (
    (1e-2, "Is your number in percent? Then write '%' behind it."),
    (1e2, "It is a hundred times too small: did a fraction get a '%' behind it?"),
)
_SCALES = {
    1e3: "thousands",
    1e6: "millions",
    1e9: "billions",
    1e12: "trillions",
    1e8: "hundred millions",
    1e4: "ten thousands",
}


def judge(answer: Any, truth: Truth, mistakes: Iterable[Mistake] = ()) -> Verdict:
    """The verdict on a number or an interval, as people write it (`answers.read`)."""
    given = answer if isinstance(answer, Given | Refused) else read(answer)
    if isinstance(given, Refused):
        return Verdict("not yet", given.words, given.mistake)
    if given.is_interval:
        return _interval(given, truth, mistakes)
    if truth.holds(given.value, given.half):
        return _fits(given, truth)
    return _named(given, truth, mistakes) or _general(given, truth) or Verdict("not yet", "Not yet.")


def _fits(given: Given, truth: Truth) -> Verdict:
    if truth.unit == RATIO and given.unit == POINTS:
        says = "points are the difference of two percentages; this is one percentage. Write it with '%'."
        return Verdict("nearly", f"Nearly: the number is right, but {says}", "points")
    if truth.unit == POINTS and given.unit == "%":
        says = "the difference of two percentages is told in points; '%' would be a part of the first of them."
        return Verdict("nearly", f"Nearly: the number is right, but {says}", "points")
    if given.half > COARSE * truth.size:
        return Verdict("nearly", "Nearly: it fits, but it is rounded so far that much else would fit too.", "coarse")
    return RIGHT


def _interval(given: Given, truth: Truth, mistakes: Iterable[Mistake]) -> Verdict:
    slack = given.half + 1e-9 * truth.size
    width, own = given.high - given.low, truth.high - truth.low
    if given.low - slack <= truth.low and truth.high <= given.high + slack:
        allowed = max(WIDE * own, 2 * COARSE * truth.size if own == 0 else 0.0) + 4 * slack
        if width <= allowed:
            return RIGHT
        return Verdict(
            "nearly", "Nearly: the truth is in it, but it is so wide that much else would fit too.", "too_wide"
        )
    if truth.low - slack <= given.low and given.high <= truth.high + slack:
        says = "the evidence allows more than this. Did an end get lost on the way?"
        return Verdict("nearly", f"Nearly: your interval is inside the true one, but {says}", "too_narrow")
    ends = [Given(end, end, given.half, given.unit) for end in (given.low, given.high, given.value)]
    if given.low <= truth.high and truth.low <= given.high:
        return Verdict(
            "nearly", "Nearly: one end is right. Ask for each end which of the inputs' ends it takes.", "one_end"
        )
    named = [_named(end, truth, mistakes) or _general(end, truth) for end in ends]
    return next((one for one in named if one), Verdict("not yet", "Not yet: the truth is not in your interval."))


def _named(given: Given, truth: Truth, mistakes: Iterable[Mistake]) -> Verdict | None:
    for mistake in mistakes:
        if any(
            not truth.holds(value) and math.isclose(given.value, value, rel_tol=1e-6, abs_tol=given.half)
            for value in mistake.values
        ):
            return Verdict("nearly", mistake.says, mistake.name)
    return None


def _general(given: Given, truth: Truth) -> Verdict | None:
    """The mistakes that any number can hold: sign, unit, factor for rate, rounding on the way."""
    value, half = given.value, given.half
    if truth.holds(-value, half):
        return Verdict("nearly", "Nearly: the size is right. Think about the sign: did it rise or fall?", "sign")
    if truth.unit in (RATIO, POINTS) and truth.holds(value - 1, half):
        says = "1.05 is a factor, and 5% the rate. Is yours the factor?"
        return Verdict("nearly", f"Nearly: {says}", "factor")
    if wrong_unit := _unit(given, truth):
        return wrong_unit
    if abs(value - truth.value) <= max(CLOSE * abs(truth.value), truth.high - truth.low):
        says = "Did you round on the way? Keep all digits until the end."
        return Verdict("nearly", f"Nearly: very close. {says}", "rounded")
    if truth.unit == RATIO and truth.holds(1 - value, half):
        return Verdict("nearly", "Nearly: that is the rest, what is left of the whole.", "rest")
    if value and truth.unit == RATIO and truth.holds(1 / value, half / value**2):
        return Verdict("nearly", "Nearly: that is the other way round. Which of the two is the whole?", "upside_down")
    return None


def _unit(given: Given, truth: Truth) -> Verdict | None:
    """The right digits in another unit, whatever their sign."""

    def fits(factor: float) -> bool:
        return any(truth.holds(sign * given.value * factor, given.half * factor) for sign in (1, -1))

    digits = "Nearly: the digits are right, the unit is not."
    for factor, says in _PERCENT:
        if truth.unit in (RATIO, POINTS) and fits(factor):
            return Verdict("nearly", f"{digits} {says}", "unit: percent")
    for size, name in _SCALES.items():
        if fits(size) and not given.unit:
            return Verdict("nearly", f"{digits} Is your number in {name}?", f"unit: {name}")
        for factor, how in ((size, "small"), (1 / size, "large")):
            if fits(factor):
                return Verdict("nearly", f"{digits} What you wrote is {size:,.0f} times too {how}.", f"unit: {name}")
    return None


def by_formula(rows: Iterable[Mapping[str, str]], values: Mapping[str, Any]) -> tuple[Mistake, ...]:
    """Mistakes told as data: each row has `name`, `says`, and the `formula` of the wrong value.

    values     what the formulas may name; a formula that cannot be worked out for them (a division by zero) is left out
    """
    found = []
    for row in rows:
        try:
            worked = _worked(row["formula"], values)
        except (ArithmeticError, ValueError):
            continue
        ends = tuple(worked) if isinstance(worked, tuple | list) else (worked,)
        found.append(Mistake(row["name"], row["says"], tuple(float(end) for end in ends)))
    return tuple(found)


def _worked(formula: str, values: Mapping[str, Any]) -> Any:
    """A formula of the project's own tables (never of an answer), worked out."""
    names = {"round": round, "min": min, "max": max, "abs": abs}
    return eval(formula, {"__builtins__": {}}, {**names, **values})
