"""Lesson 1: what a printed number is about."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.language import calendar
from helpers.story.course import decks
from helpers.story.course.cases import frames
from helpers.story.course.decks import Printed
from helpers.story.course.functions import Case, Test

_KEYS = ["concept", "period_start", "period_end"]
_ROLES = ("fact", "fact", "fact", "period", "period", "ordinal", "noise", "unread", "contact")


def tokens_of(seed: int) -> list[Printed]:
    """The six numbers of a student's own deck that are asked about."""
    made = decks.deck(seed)
    draw = random.Random(f"tokens {seed}")
    now, before = calendar.period(made.period), calendar.year_ago(calendar.period(made.period))

    def one(**wanted: Any) -> Printed:
        found = [p for p in made.printed if all(getattr(p, name) == value for name, value in wanted.items())]
        return draw.choice(found)

    return [
        one(measure="level", decimals=-7, concept="gross_margin"),
        one(measure="yoy_pct", line=made.printed[0].line),
        one(measure="level", decimals=-6, period=before, concept="revenue"),
        one(measure="level", decimals=-6, period=now, concept="cost.network"),
        one(measure="level", decimals=-6, concept="revenue.network.wan"),
        one(scenario="target", concept="revenue"),
    ]


def tokens(seed: int) -> Iterable[Case]:
    """The answer: for each of the six, (item, period, unit, scenario)."""
    asked = tokens_of(seed)
    right = [(p.concept, p.period.name, p.unit, p.scenario) for p in asked]

    def told(got: Any) -> list[tuple[str, ...]]:
        return [tuple(str(part).strip().lower() for part in row) for row in got]

    def fits(got: Any) -> bool:
        return told(got) == told(right)

    def only(column: int, row: int, wrong: str) -> Test:
        """Right but for one place of one row, which holds this."""
        expected = [list(one) for one in told(right)]
        expected[row][column] = wrong.lower()
        return lambda got: told(got) == [tuple(one) for one in expected]

    year = int(right[5][1][2:])
    wrong = {
        "year_end": only(1, 5, f"fy{year + 1}"),
        "target_as_actual": only(3, 5, "actual"),
        "other_column": only(1, 2, right[0][1]),
        "part_of_what": only(0, 3, "revenue.network"),
        "percent_unit": only(2, 1, "JPY"),
    }
    yield Case((), fits, wrong, "your six numbers")


def _numbers(seed: int) -> pd.DataFrame:
    draw = random.Random(f"numbers {seed}")
    rows = [
        {
            "filing": draw.choice(("deck", "release")),
            "line": draw.randrange(1, 400),
            "printed": f"{draw.randrange(1, 99_999):,}",
            "role": draw.choice(_ROLES),
        }
        for _ in range(draw.randrange(60, 120))
    ]
    frame = pd.DataFrame(rows).drop_duplicates(["filing", "line"], ignore_index=True)
    frame["reason"] = [
        f"line {n} prints the sum without it" if r == "noise" else "" for n, r in enumerate(frame["role"])
    ]
    return frame


def roles(seed: int) -> Iterable[Case]:
    """roles(numbers, filing): how many numbers of a filing have each role."""
    numbers = _numbers(seed)
    for filing in ("deck", "release"):
        counts = numbers[numbers["filing"] == filing]["role"].value_counts()
        yield Case(
            (numbers, filing),
            _counted(counts),
            {
                "all_filings": _counted(numbers["role"].value_counts()),
                "shares": _counted(counts / counts.sum()),
                "total": int(counts.sum()),
                "facts_only": int(counts.get("fact", 0)),
            },
            f"roles(numbers, '{filing}')",
        )


def _counted(counts: pd.Series[Any]) -> Test:
    """A test for counts by role however they are held: a Series, a dictionary, or a table of two columns."""
    right = {str(role): float(count) for role, count in counts.items()}

    def fits(got: Any) -> bool:
        pairs = got.items() if isinstance(got, dict) else got
        found = {str(role): float(count) for role, count in pairs if count}
        return found.keys() == right.keys() and all(abs(found[role] - count) < 1e-9 for role, count in right.items())

    return fits


def ghosts(seed: int) -> Iterable[Case]:
    """ghosts(numbers): the rows of the numbers that the conversion invented, with the proof."""
    numbers = _numbers(seed)

    def of(mask: Any) -> set[tuple[str, int]]:
        return _places(numbers[mask])

    right = of(numbers["role"] == "noise")

    def proved(got: Any) -> bool:
        return _told(got) == right and all(any("the sum" in str(cell) for cell in row) for row in got)

    yield Case(
        (numbers,),
        proved,
        {
            "unread": lambda got: _told(got) == of(numbers["role"] == "unread"),
            "not_facts": lambda got: _told(got) == of(numbers["role"] != "fact"),
            "no_proof": lambda got: _told(got) == right,
        },
        "ghosts(numbers), rows of filing, line, printed, reason",
    )


def _places(frame: pd.DataFrame) -> set[tuple[str, int]]:
    return {(str(filing), int(line)) for filing, line in zip(frame["filing"], frame["line"], strict=True)}


def _told(got: Any) -> set[tuple[str, int]]:
    return {(str(row[0]), int(row[1])) for row in got}


def who_said(seed: int) -> Iterable[Case]:
    """who_said(facts, concept, period_start, period_end): filing and line of each printed actual level."""
    facts = frames.facts(seed).drop(columns="restated")
    draw = random.Random(f"who {seed}")
    crowded = [key for key, rows in facts.groupby(_KEYS) if len(rows) > 2]
    twins = [(frames.twin_of(seed), *calendar.period(name)) for name in ("2q16", "1h16")]
    for key in [*twins, *draw.sample(crowded, min(6, len(crowded)))]:
        concept, start, end = map(str, key)
        yield _said(facts, concept, start, end)


def _said(facts: pd.DataFrame, concept: str, start: str, end: str) -> Case:
    about = facts[(facts["concept"] == concept) & (facts["period_end"] == end)]
    same_period = about["period_start"] == start
    level, actual = about["measure"] == "level", about["scenario"] == "actual"

    def of(mask: pd.Series[bool]) -> Test:
        wanted = _places(about[mask])
        return lambda got: _told(got) == wanted

    return Case(
        (facts, concept, start, end),
        of(same_period & level & actual),
        {
            "targets": of(same_period & level),
            "growth": of(same_period & actual),
            "everything": of(same_period),
            "end_only": of(level & actual),
        },
        f"who_said(facts, '{concept}', '{start}', '{end}')",
    )


CASES = {"tokens": tokens, "roles": roles, "ghosts": ghosts, "who_said": who_said}
