"""Lesson 4: numbers prove each other, and sometimes do not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.story.course import answers, company, decks, detective
from helpers.story.course.cases.frames import rounded
from helpers.story.course.functions import Case, Test

Printed = tuple[float, int]


def identity(seed: int) -> Iterable[Case]:
    """identity(total, parts): whether a printed total can be the sum of printed parts; each is (value, decimals)."""
    draw = random.Random(f"identity {seed}")
    made = company.found(seed)
    sums = [(total, parts) for total, parts in company.SUMS if not any(part.startswith("-") for part in parts)]
    for n in range(18):
        total, parts = draw.choice(sums)
        when = draw.choice(made.periods)
        decimals = draw.choice((-6, -7, -8))
        fine = (-3, decimals, decimals - 1)[n % 3]  # the total may be printed finer or coarser than its parts
        printed = [(rounded(made.true[part, when], decimals), decimals) for part in parts]
        whole = rounded(made.true[total, when], fine)
        if n % 2:
            reach = (10.0**-decimals * len(parts) + 10.0**-fine) / 2
            off = reach + 10.0**-fine + 10.0**-decimals
            whole = rounded(sum(value for value, _ in printed) + draw.choice((-1, 1)) * off, fine)
        yield _adds_up((whole, fine), printed)


def _adds_up(total: Printed, parts: list[Printed]) -> Case:
    off = abs(total[0] - sum(value for value, _ in parts))
    half = 10.0 ** -total[1] / 2
    reach = half + sum(10.0**-decimals / 2 for _, decimals in parts)
    truth = off <= reach + 1e-3
    wrong = {
        "exact": off < 1e-3,
        "taste": off <= 0.01 * abs(total[0]),
        "total_only": off <= half + 1e-3,
        "always": True,
    }
    shape = f"identity({total}, {parts})"
    return Case((total, parts), lambda got: isinstance(got, bool) and got == truth, wrong, shape)


def planted(seed: int) -> Iterable[Case]:
    """The answer: (line, right value) of the digit that was planted in a student's own text."""
    made = decks.planted(seed)
    found = made.planted
    assert found is not None
    broken = {int(line) for lines in detective.broken(made.text)["lines"] for line in lines.split()}
    allowed = 3e6  # each figure of the table is good to a million, and three others tell it

    def value(got: Any) -> float:
        given = answers.read(got[1])
        return given.value if isinstance(given, answers.Given) else float("nan")

    def near(got: Any, size: float) -> bool:
        return any(abs(value(got) * unit - size) <= allowed for unit in (1, 1e6, 1e9))

    def is_right(got: Any) -> bool:
        return int(got[0]) == found.line and near(got, found.value)

    instead = float(made.instead.replace(",", "").strip("()")) * 1e6
    yield Case(
        (),
        is_right,
        {
            "printed": lambda got: int(got[0]) == found.line and near(got, instead),
            "innocent": lambda got: int(got[0]) != found.line and int(got[0]) in broken,
            "line_only": lambda got: int(got[0]) == found.line,
            "elsewhere": lambda got: int(got[0]) not in broken,
        },
        "your text",
    )


def _checked(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Facts and checks in the form of their tables; one fact is behind most of the broken checks."""
    draw = random.Random(f"checked {seed}")
    ids = [f"deck.L{line}.C{draw.randrange(5, 40)}" for line in sorted(draw.sample(range(20, 400), 40))]
    facts = pd.DataFrame({"fact_id": ids, "value": [float(draw.randrange(10**6, 10**9)) for _ in ids]})
    tested, culprit = ids[:30], draw.choice(ids[:30])
    innocent = [one for one in tested if one != culprit]
    rows = []
    popular = draw.choice(innocent)
    for _ in range(25):
        members = draw.sample(innocent, draw.choice((2, 3, 4)))
        rows.append((" ".join(dict.fromkeys([*members[:-1], popular])), "holds"))
    for _ in range(draw.randrange(5, 9)):
        members = draw.sample([one for one in innocent if one != popular], draw.choice((1, 2, 3)))
        members.insert(draw.randrange(1, len(members) + 1), culprit)
        rows.append((" ".join(members), "broken"))
    rows.append((" ".join(draw.sample(innocent, 2)), "broken"))
    draw.shuffle(rows)
    return facts, pd.DataFrame(rows, columns=["fact_ids", "status"])


def silent(seed: int) -> Iterable[Case]:
    """silent(facts, checks): the ids of the facts that no check sees."""
    facts, checks = _checked(seed)
    everyone = set(facts["fact_id"])

    def seen(frame: pd.DataFrame) -> set[str]:
        return {one for ids in frame["fact_ids"] for one in ids.split()}

    def told(got: Any) -> set[str]:
        return {str(one[0] if isinstance(one, tuple) and len(one) == 1 else _last(one)) for one in got}

    def of(wanted: set[str]) -> Test:
        return lambda got: told(got) == wanted

    broken = checks.query("status == 'broken'")
    yield Case(
        (facts, checks),
        of(everyone - seen(checks)),
        {
            "not_split": of(everyone - set(checks["fact_ids"])),
            "broken_only": of(everyone - seen(broken)),
            "held_only": of(everyone - seen(checks[checks["status"] == "holds"])),
            "seen": of(everyone & seen(checks)),
        },
        "silent(facts, checks)",
    )


def _last(one: Any) -> Any:
    """Of a pair of a Series, its value; of a row, its first cell with an id in it."""
    if isinstance(one, tuple):
        return next((cell for cell in one if isinstance(cell, str) and ".L" in cell), one)
    return one


def culprit(seed: int) -> Iterable[Case]:
    """culprit(checks): the id of the fact that most broken checks have in common."""
    _, checks = _checked(seed)
    broken = checks.query("status == 'broken'")["fact_ids"]
    count = Counter(one for ids in broken for one in ids.split())
    everywhere = Counter(one for ids in checks["fact_ids"] for one in ids.split())
    right = count.most_common(1)[0][0]
    texts = Counter(broken).most_common()
    yield Case(
        (checks,),
        lambda got: str(got) == right,
        {
            "all_checks": lambda got: str(got) == everywhere.most_common(1)[0][0],
            "not_split": lambda got: str(got) in {ids for ids, _ in texts},
            "first": lambda got: str(got) == broken.iloc[0].split()[0],
            "an_index": lambda got: isinstance(got, int) and got != count[right],
            "how_often": lambda got: got == count[right],
        },
        "culprit(checks)",
    )


CASES = {"identity": identity, "planted": planted, "silent": silent, "culprit": culprit}
