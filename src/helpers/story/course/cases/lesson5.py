"""Lesson 5: what is derived and not printed, and what was known on a day."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.story.course import company, grading
from helpers.story.course.answers import Given, read
from helpers.story.course.cases import frames
from helpers.story.course.cases.frames import ends
from helpers.story.course.functions import Case, Test, equals, in_any_order, one_of, same
from helpers.story.course.grading import Truth

Ends = tuple[float, float]
_PARTS = (
    ("fy2015", "9m15"),
    ("fy2016", "1h16"),
    ("1h16", "1q16"),
    ("9m15", "1h15"),
    ("2h16", "3q16"),
    ("fy2014", "9m14"),
)


def remainder(seed: int) -> Iterable[Case]:
    """remainder(whole, part): what is left of a period behind its first part; dictionaries of low, high, start, end."""
    draw = random.Random(f"remainder {seed}")
    made = company.found(seed)
    for whole, part in _PARTS:
        concept = draw.choice(frames.ITEMS)
        decimals = draw.choice((-6, -7, -8))
        yield _left(_amount(made.true, concept, whole, decimals), _amount(made.true, concept, part, -6))


def _amount(true: dict[tuple[str, Period], int], concept: str, name: str, decimals: int) -> dict[str, Any]:
    start, end = calendar.period(name)
    low, high = ends(frames.rounded(true[concept, Period(start, end)], decimals), decimals)
    return {"low": low, "high": high, "start": start, "end": end}


def _left(whole: dict[str, Any], part: dict[str, Any]) -> Case:
    months = calendar.months_of(Period(part["start"], part["end"]))
    after = calendar.months_of(Period(whole["start"], whole["end"]))
    assert months is not None
    assert after is not None
    start, end = calendar.from_months(months[1], after[1])
    low, high = whole["low"] - part["high"], whole["high"] - part["low"]
    crossed = whole["low"] - part["low"], whole["high"] - part["high"]
    middle = sum(crossed) / 2
    when = {"start": start, "end": end}
    right = {"low": low, "high": high, **when}

    def with_ends(got: Any, test: Test) -> bool:
        return test((got["low"], got["high"])) and got["start"] == start and got["end"] == end

    wrong = {
        "same_ends": lambda got: with_ends(got, in_any_order(*crossed)),
        "point": lambda got: with_ends(got, one_of((middle, middle))),
        "whole_period": lambda got: (
            same((got["low"], got["high"]), (low, high), 1e-6) and got["start"] == whole["start"]
        ),
        "day": lambda got: same((got["low"], got["high"]), (low, high), 1e-6) and got["start"] == part["end"],
        "turned": {"low": high, "high": low, **when},
    }
    return Case((whole, part), equals(right), wrong, f"remainder({whole}, {part})")


def known_on(seed: int) -> Iterable[Case]:
    """known_on(facts, filings, concept, start, end, day): the last actual level announced by that day, or None."""
    facts = frames.facts(seed).drop(columns="restated")
    draw = random.Random(f"known {seed}")
    told: dict[tuple[str, str, str], list[tuple[str, str, float]]] = {}
    for row in facts[facts["measure"] == "level"].itertuples(index=False):
        key = str(row.concept), str(row.period_start), str(row.period_end)
        told.setdefault(key, []).append((frames.DAYS[str(row.filing)], str(row.scenario), float(str(row.value))))
    days = ("2015-12-31", *sorted(frames.DAYS.values()), "2016-09-30", "2017-12-31")
    asked = [(key, day) for key in sorted(told) for day in days]
    draw.shuffle(asked)
    cases = [_known(facts, sorted(told[key], key=lambda row: row[0]), key, day) for key, day in asked]
    for mistake in cases[0].wrong:  # one in which it alone gives what it gives, and two to get right
        telling = [case for case in cases if not case.right(case.wrong[mistake])]
        alone = [case for case in telling if list(case.wrong.values()).count(case.wrong[mistake]) == 1]
        yield from itertools.islice([*alone, *telling], 1)
    yield from cases[:2]


def _known(facts: pd.DataFrame, told: list[tuple[str, str, float]], key: tuple[str, str, str], day: str) -> Case:
    def last(upto: str, *scenarios: str) -> float | None:
        values = [value for announced, scenario, value in told if announced <= upto and scenario in scenarios]
        return values[-1] if values else None

    by_then = [value for announced, scenario, value in told if announced <= day and scenario == "actual"]
    right = by_then[-1] if by_then else None
    wrong = {
        "hindsight": last("9", "actual"),
        "first": by_then[0] if by_then else None,
        "the_day": last(calendar.day_before(day), "actual"),
        "target": last(day, "actual", "target"),
        "zero": right or 0.0,
    }
    shape = f"known_on(facts, filings, {', '.join(map(repr, (*key, day)))})"
    return Case((facts, frames.FILINGS, *key, day), equals(right), wrong, shape, may_be_none=True)


def usage_base(seed: int) -> Iterable[Case]:
    """usage_base(amount, fall): what usage had cost, if the settled amount is that cost times the fall."""
    draw = random.Random(f"usage {seed}")
    for _ in range(6):
        amount = ends(round(draw.uniform(0.1e9, 0.9e9), -7), -7)
        fall = ends(round(draw.uniform(0.05, 0.25), 3), 3)
        yield _behind(amount, fall)


def _behind(amount: Ends, fall: Ends) -> Case:
    def right(got: Any) -> bool:
        """The lowest base with the largest fall gives the lowest amount, and the other way round."""
        return isinstance(got, tuple) and same((got[0] * fall[1], got[1] * fall[0]), amount)

    middle = sum(amount) / sum(fall)
    wrong = {
        "same_ends": in_any_order(amount[0] / fall[0], amount[1] / fall[1]),
        "point": one_of(middle, (middle, middle)),
        "multiplied": in_any_order(amount[0] * fall[0], amount[1] * fall[1]),
        "remaining": in_any_order(amount[0] / (1 - fall[0]), amount[1] / (1 - fall[1])),
        "after": in_any_order(amount[0] / fall[1] - amount[0], amount[1] / fall[0] - amount[1]),
        "turned": (amount[1] / fall[0], amount[0] / fall[1]),
    }
    return Case((amount, fall), right, wrong, f"usage_base({amount}, {fall})")


def settlement(seed: int) -> tuple[str, str]:
    """A student's own settlement: what was settled, and the fall of the charge that is assumed."""
    draw = random.Random(f"settlement {seed}")
    amount = Decimal(str(draw.uniform(0.12, 0.62))).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"JPY{amount} billion", f"{draw.randrange(80, 199) / 10:.1f}%"


def my_base(seed: int) -> Iterable[Case]:
    """The answer: what the usage behind a student's own settlement cost, as an interval in yen."""
    amount, fall = (read(text) for text in settlement(seed))
    assert isinstance(amount, Given)
    assert isinstance(fall, Given)
    low = (amount.value - amount.half) / (fall.value + fall.half)
    high = (amount.value + amount.half) / (fall.value - fall.half)
    truth = Truth(amount.value / fall.value, low, high, "JPY")

    def verdict(got: Any) -> grading.Verdict:
        return grading.judge(got, truth)

    def pair(got: Any) -> bool:
        given = read(got)
        return isinstance(given, Given) and given.is_interval

    yield Case(
        (),
        lambda got: pair(got) and verdict(got).kind == "right",
        {
            "point": lambda got: not pair(got) and verdict(got).kind == "right",
            "too_narrow": lambda got: verdict(got).mistake == "too_narrow",
            "too_wide": lambda got: verdict(got).mistake == "too_wide",
            "multiplied": lambda got: abs(read(got).value / (amount.value * fall.value) - 1) < 0.05,  # type: ignore[union-attr]
            "unit": lambda got: verdict(got).mistake.startswith("unit"),
        },
        "your settlement",
    )


_KINDS = ("printed", "derived", "assumed")


def three_sentences(seed: int) -> Iterable[Case]:
    """The answer: three sentences, of what is printed, derived and assumed; a teacher reads them."""

    def sentences(got: Any) -> list[str]:
        return [str(got[kind]).strip() for kind in _KINDS]

    def whole(got: Any) -> bool:
        return all(len(text.split()) >= 6 and text.endswith((".", "!")) for text in sentences(got))

    def told_apart(got: Any) -> bool:
        return len(set(sentences(got))) == 3

    def cited(got: Any) -> bool:
        return "line" in sentences(got)[0].lower() and "if" in sentences(got)[2].lower().replace("assum", "if")

    yield Case(
        (),
        lambda got: whole(got) and told_apart(got) and cited(got),
        {
            "missing": lambda got: not isinstance(got, dict) or set(_KINDS) - set(got),
            "short": lambda got: not whole(got),
            "same": lambda got: not told_apart(got),
            "no_place": lambda got: "line" not in sentences(got)[0].lower(),
            "no_if": lambda got: not cited(got),
        },
        "your three sentences",
    )


CASES = {
    "remainder": remainder,
    "known_on": known_on,
    "usage_base": usage_base,
    "my_base": my_base,
    "three_sentences": three_sentences,
}
