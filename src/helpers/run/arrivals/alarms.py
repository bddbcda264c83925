"""What would make a reader stop: figures that others contradict, and values that jump. The worst comes first."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from helpers.data.quantity import side_by_side
from helpers.data.quantity.quantity import Quantity
from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.proof.bounds import AT_MOST_ALL, NOT_NEGATIVE
from helpers.run.arrivals.report import BrokenCheck, Contested, Jump

LEAST_JUMP = 0.5
"""How far a derived value may be from the one of a year before, as a share of the larger, before it is shown."""
_CONTESTED = "contested"
_BOUNDS = frozenset({NOT_NEGATIVE, AT_MOST_ALL})


def apart(one: Quantity, other: Quantity) -> float:
    """How far two quantities are apart, at the nearest ends of their intervals, as a share of the larger one.

    0 where the intervals meet, near 1 where one is many times the other, more than 1 where the signs differ.
    """
    gap = max(one.low - other.high, other.low - one.high, 0.0)
    largest = max(abs(one.value), abs(other.value))
    return gap / largest if largest else 0.0


def contested(broken: tuple[BrokenCheck, ...]) -> tuple[Contested, ...]:
    """The figures that broken checks leave in doubt, each once, the one furthest off first."""
    found: dict[tuple[str, str, Period], list[BrokenCheck]] = {}
    for check in broken:
        if check.contests:
            found.setdefault((check.concept, check.measure, check.period), []).append(check)
    rows = []
    for (concept, measure, period), checks in found.items():
        worst = max(checks, key=lambda check: check.gap)
        bound = worst.note if worst.rule in _BOUNDS else ""
        rows.append(
            Contested(
                concept, measure, period, worst.stated, worst.follows, worst.places, len(checks), worst.gap, bound
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.gap, -row.checks, row.concept, row.period)))


def newly_contested(after: pd.DataFrame, before: pd.DataFrame) -> int:
    """How many values of series.csv are in doubt that were not, or were not there, before."""
    doubtful = [
        {_key(row) for row in side[side["status"] == _CONTESTED].to_dict("records")} for side in (after, before)
    ]
    return len(doubtful[0] - doubtful[1])


def jumps(after: pd.DataFrame, before: pd.DataFrame) -> tuple[Jump, ...]:
    """Derived values of the series that are new, or new as they are, and far from the value of a year before.

    after, before    rows of series.csv on either side of the change
    returns          the furthest first
    """
    known = {_key(row): _quantity(row) for row in before.to_dict("records")}
    now = {_key(row): row for row in after.to_dict("records")}
    found = []
    for key, row in now.items():
        if row["basis"] != "derived":
            continue
        value = _quantity(row)
        if key in known and not apart(value, known[key]):
            continue
        concept, scenario, period = key
        then = now.get((concept, scenario, calendar.year_ago(period)))
        if then is None or (size := apart(value, _quantity(then))) < LEAST_JUMP:
            continue
        texts = side_by_side.values(value, _quantity(then))
        is_contested = _CONTESTED in (row.get("status"), then.get("status"))
        found.append(Jump(concept, scenario, period, *texts, is_contested, size))
    return tuple(sorted(found, key=lambda jump: (-jump.size, jump.concept, jump.period)))


def _key(row: Mapping[Hashable, Any]) -> tuple[str, str, Period]:
    return str(row["concept"]), str(row["scenario"]), Period(str(row["period_start"]), str(row["period_end"]))


def _quantity(row: Mapping[Hashable, Any]) -> Quantity:
    value, low, high, unit, basis = (row[name] for name in ("value", "low", "high", "unit", "basis"))
    return Quantity(value, low, high, unit, basis=basis)
