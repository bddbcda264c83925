"""Small filings with the right answers (`handed.csv`): kinds of text that were read wrongly once, and ordinary ones.

The filing of a case is `head` then `text` (with `\\n` and `\\t` for line break and tab); each row says what one number
of `text` is. `a|b` allows both, `*` any letters, an empty concept or period end whatever is read. A case is right when
all its rows are and no further fact stands on the lines of its text."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from reading import Row, facts_below, plain

HERE = Path(__file__).parent
NOT_YET = tomllib.loads((HERE / "handed_not_yet.toml").read_text(encoding="utf-8"))
_NAMES = ("concept", "measure", "scenario", "unit")


@cache
def cases() -> dict[str, list[Row]]:
    """The rows of handed.csv by case."""
    found: dict[str, list[Row]] = defaultdict(list)
    with (HERE / "handed.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found[row["case"]].append({k: v.replace("\\n", "\n").replace("\\t", "\t") for k, v in row.items()})
    return found


def faults(rows: list[Row]) -> list[str]:
    """What is read otherwise than the rows of a case say."""
    head, text = rows[0]["head"], rows[0]["text"]
    first = head.count("\n") + 1
    lines = dict(enumerate(text.split("\n"), first))
    left = facts_below(head, text)
    out = []
    for row in rows:
        here = [fact for fact in left if _stands_there(fact, row["printed"], lines[fact["line"]])]
        right = next((fact for fact in here if _is_said(fact, row)), None) if row["role"] != "unread" else None
        if right is not None:
            left.remove(right)
        elif here or row["role"] == "fact":
            out.append(f"{row['printed']} should be {row['role']} {row['concept']} {row['measure']} {row['value']}")
    return out + [f"{fact['printed']} is read as {plain(fact)}" for fact in left]


def _stands_there(fact: Row, printed: str, line: str) -> bool:
    """Whether a fact's number is, or is a part of, what is printed."""
    places = re.finditer(rf"(?<!\d)(?<!\d[.,]){re.escape(printed)}(?!\d|[.,]\d)", line)
    return any(fact["start"] < m.end() and m.start() < fact["end"] for m in places)


def _is_said(fact: Row, row: Row) -> bool:
    """Whether a fact is what the row says."""
    named = all(not row[k] or any(fnmatchcase(fact[k], said) for said in row[k].split("|")) for k in _NAMES)
    dated = not row["period_end"] or all(fact[k] == row[k] for k in ("period_start", "period_end"))
    return named and dated and Decimal(str(fact["value"])) == Decimal(row["value"])


@pytest.mark.parametrize("case", cases())
def test_a_handed_case_is_read_right(case: str) -> None:
    found = faults(cases()[case])
    if case in NOT_YET:
        assert found, f"{case} is right now: take it off handed_not_yet.toml"
    else:
        assert not found, "\n".join([cases()[case][0]["text"], *found])


def test_the_list_of_cases_to_come_names_handed_cases_that_are_no_controls() -> None:
    assert all(case in cases() and cases()[case][0]["kind"] != "control" for case in NOT_YET)
