"""Lesson 2: printed text to value and interval, and what arithmetic makes of intervals."""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from helpers.story.course import company
from helpers.story.course.cases.frames import ends
from helpers.story.course.functions import Case, equals, in_any_order, one_of, same

Ends = tuple[float, float]
_UNITS = {"JPY billion": 9, "JPY million": 6, "JPY thousand": 3}


def _is_pair(got: Any) -> bool:
    return isinstance(got, tuple) and len(got) == 2 and all(isinstance(end, int | float) for end in got)


def interval(seed: int) -> Iterable[Case]:
    """interval(printed, unit): the ends of what a printed number stands for, in yen or as a fraction."""
    draw = random.Random(f"interval {seed}")
    made = company.found(seed)
    keys = draw.sample(sorted(made.true), 8)
    for n, key in enumerate(keys):
        unit = list(_UNITS)[n % 3]
        digits = draw.choice((1, 2, 3)) if unit == "JPY billion" else 0
        true = Decimal(abs(made.true[key]))
        yield _printed(-true if n % 4 == 3 else true, unit, digits, ("({})", "\u25b3{}")[n // 4])
    yield _printed(Decimal(-abs(made.true[keys[0]])), "JPY million", 0, "\u25b2{}")
    for unit, factor in (("%", 100), ("points", 100)):
        for sign in (1, -1):
            part = Decimal(str(round(draw.uniform(0.011, 0.3), 6)))
            yield _printed(sign * part, unit, 1, "({})", factor)


def _printed(true: Decimal, unit: str, digits: int, minus: str, factor: int = 0) -> Case:
    """One printed number with its unit; the right interval holds the truth and is one unit of the last digit wide."""
    scale = Decimal(1) / factor if factor else Decimal(10) ** _UNITS[unit]
    shown = (abs(true) / scale).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{shown:,}" if true >= 0 else minus.format(f"{shown:,}")
    last = float(Decimal(1).scaleb(-digits) * scale)
    value = float(shown * scale) * (1 if true >= 0 else -1)
    low, high = value - last / 2, value + last / 2

    def right(got: Any) -> bool:
        slack = 1e-6 * last
        holds = _is_pair(got) and got[0] - slack <= float(true) <= got[1] + slack
        return bool(holds and abs(got[1] - got[0] - last) <= slack)

    bare = float(scale)
    wrong: dict[str, Any] = {
        "point": one_of(value, (value, value)),
        "half_unit": (value - bare / 2, value + bare / 2),
        "double": (value - last, value + last),
        "truncated": (value, value + last),
        "no_unit": (low / bare, high / bare),
        "sign": (-high, -low) if true < 0 else (low, high),
        "turned": (high, low),
    }
    if not digits:
        wrong["half_unit"] = (low, high)
    return Case((text, unit), right, wrong, f"interval({text!r}, {unit!r})")


def growth(seed: int) -> Iterable[Case]:
    """growth(first, last, years): growth a year as a root, with the interval that the ends allow."""
    draw = random.Random(f"growth {seed}")
    for _ in range(6):
        first = ends(round(draw.uniform(20e9, 90e9), -8), -8)
        yield _grown(first, ends(round(first[0] * draw.uniform(1.2, 2.4), -8), -8), draw.choice((2, 3, 5, 6)))


def _grown(first: Ends, last: Ends, years: int) -> Case:
    def right(got: Any) -> bool:
        """What, compounded, leads from the first ends to the last ones: the lowest from high to low."""
        back = (1 + got[0]) ** years * first[1], (1 + got[1]) ** years * first[0]
        return _is_pair(got) and same(back, last)

    lowest, highest = last[0] / first[1], last[1] / first[0]
    root = lowest ** (1 / years), highest ** (1 / years)
    middle = (sum(last) / sum(first)) ** (1 / years) - 1
    width = (last[1] - last[0]) / sum(last) + (first[1] - first[0]) / sum(first)
    wrong = {
        "mean": ((lowest - 1) / years, (highest - 1) / years),
        "total": (lowest - 1, highest - 1),
        "factor": root,
        "percent": (100 * (root[0] - 1), 100 * (root[1] - 1)),
        "same_ends": in_any_order(*((last[n] / first[n]) ** (1 / years) - 1 for n in (0, 1))),
        "half_widths": (middle - width, middle + width),
        "point": one_of(middle, (middle, middle)),
        "rounded": (round(root[0], 2) - 1, round(root[1], 2) - 1),
    }
    return Case((first, last, years), right, wrong, f"growth({first}, {last}, {years})")


def consistent(seed: int) -> Iterable[Case]:
    """consistent(old, new, printed): whether a printed growth can be that of two levels; all three are intervals."""
    draw = random.Random(f"consistent {seed}")
    for n in range(12):
        decimals = -8 if n % 2 else -6
        size = draw.uniform(1e9, 3e9) if n % 2 else draw.uniform(20e9, 60e9)
        true_old, rate = size, draw.uniform(0.03, 0.3)
        true_new = true_old * (1 + rate)
        old, new = ends(round(true_old, decimals), decimals), ends(round(true_new, decimals), decimals)
        high = new[1] / old[0] - 1
        middle = (new[0] + new[1]) / (old[0] + old[1]) - 1
        if n % 4 == 0:  # off by less than taste allows, by more than rounding does
            shown = round(high + 0.003, 3)
        elif n % 4 == 2:
            shown = round(high + 0.03, 3)
        elif n % 4 == 1:  # as far from the middle as rounding allows
            shown = round(high - 0.0008, 3)
        else:
            shown = round(middle, 3)
        printed = shown - 0.0005, shown + 0.0005
        yield _possible(old, new, printed)


def _possible(old: Ends, new: Ends, printed: Ends) -> Case:
    low, high = (new[n] / old[1 - n] - 1 for n in (0, 1))
    middle, shown = sum(new) / sum(old) - 1, sum(printed) / 2
    truth = low <= printed[1] and printed[0] <= high
    wrong = {
        "middles": printed[0] <= middle <= printed[1],
        "taste": abs(middle - shown) <= 0.01,
        "always": True,
        "inside": printed[0] <= low and high <= printed[1],
    }
    shape = f"consistent({old}, {new}, {printed})"
    return Case((old, new, printed), lambda got: isinstance(got, bool) and got == truth, wrong, shape)


def difference(seed: int) -> Iterable[Case]:
    """difference(a, b): the interval of a less b."""
    draw = random.Random(f"difference {seed}")
    for _ in range(6):
        decimals = draw.choice((-6, -7, -8))
        b = ends(round(draw.uniform(20e9, 90e9), decimals), decimals)
        a = ends(round(b[0] + draw.uniform(0.2e9, 4e9), -7), -7)
        yield _less(a, b)


def _less(a: Ends, b: Ends) -> Case:
    right = a[0] - b[1], a[1] - b[0]
    middle = (sum(a) - sum(b)) / 2
    wider = max(a[1] - a[0], b[1] - b[0]) / 2
    wrong = {
        "same_ends": in_any_order(a[0] - b[0], a[1] - b[1]),
        "point": one_of(middle, (middle, middle)),
        "wider_only": (middle - wider, middle + wider),
        "turned": (right[1], right[0]),
        "reversed": (-right[1], -right[0]),
    }
    return Case((a, b), equals(right), wrong, f"difference({a}, {b})")


CASES = {"interval": interval, "growth": growth, "consistent": consistent, "difference": difference}
