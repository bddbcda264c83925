"""The facts are those that a person read: every filing against its table in tests/handread.

The tables were written by reading the filings, not by running the program; each row quotes a number by filing,
line and print, and says its role and, for a fact, all that makes it one."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from reading import HANDREAD, Read, Row, filed, plain

TABLES = Path(__file__).parents[1] / "handread"
FIELDS = ("concept", "measure", "scenario", "period_start", "period_end", "value", "unit", "decimals", "approx")

# Parts of one: (recall, precision, roles). Set just below what is reached; they only ever go up.
REACHED = {
    "2012-02-08_3q11_presentation": (0.999, 0.999, 0.98),
    "2013-08-06_1q13_presentation": (0.995, 0.995, 0.94),
    "2016-08-05_1q16_presentation": (0.999, 0.999, 0.98),
    "2016-11-08_1h16_release": (0.999, 0.999, 0.98),
    "2017-05-15_fy16_presentation": (0.979, 0.990, 0.98),
}


@dataclass
class Comparison:
    """What came out beside what stands in the hand-read table."""

    facts: int = 0
    equal: int = 0
    extracted: int = 0
    roles: int = 0
    roles_equal: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.equal / self.facts

    @property
    def precision(self) -> float:
        return self.equal / self.extracted

    def __str__(self) -> str:
        counts = f"{self.equal} of {self.facts} hand-read facts, {self.extracted} extracted"
        counts += f"; {self.roles_equal} of {self.roles} other roles"
        return "\n".join([counts, *self.differing])


def rows(stem: str) -> list[Row]:
    """The hand-read table of a filing: one row a fact, or a number that is none."""
    with (TABLES / f"{stem}.csv").open(encoding="utf-8", newline="") as handle:
        found: list[Row] = [dict(row) for row in csv.DictReader(handle)]
    for row in found:
        row["concept"] = row["concept"].lstrip("?")
    return found


def _number(row: Row, read: Read) -> Row | None:
    """The number a hand-read row speaks of: the nth that prints just so, else the one at the nth place of its text."""
    line = [n for n in read.numbers if n["line"] == int(row["line"])]
    same = [n for n in line if n["printed"] == row["printed"]]
    if len(same) >= int(row["nth"]):
        return same[int(row["nth"]) - 1]
    text = read.filing.lines[int(row["line"]) - 1].raw
    printed = row["printed"]
    before = r"(?<!\d)(?<!\d[.,])" if printed[0].isdecimal() else ""
    after = r"(?!\d|[.,]\d)" if printed[-1].isdecimal() else ""
    whole = re.compile(before + re.escape(printed) + after)
    spans = [m.span() for m in whole.finditer(text)]
    if len(spans) < int(row["nth"]):
        return None
    start, end = spans[int(row["nth"]) - 1]
    return next((n for n in line if n["start"] < end and n["end"] > start), None)


def _key(row: Row) -> tuple[object, ...]:
    text = {k: str(row[k]) for k in FIELDS}
    return tuple(
        Decimal(v) if k == "value" else int(v) if k == "decimals" else v.lower() if k == "approx" else v
        for k, v in text.items()
    )


@cache
def compare(stem: str) -> Comparison:
    read, out = filed(stem), Comparison()
    facts: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for fact in read.facts:
        facts[fact["line"], fact["start"]].append(fact)
    out.extracted = len(read.facts)
    by_number: dict[tuple[int, object], list[Row]] = defaultdict(list)
    for row in rows(stem):
        number = _number(row, read)
        place = (int(row["line"]), number["start"] if number else f"{row['printed']} {row['nth']}")
        if row["role"] == "fact":
            by_number[place].append(row)
            continue
        out.roles += 1
        if number and number["role"] == row["role"]:
            out.roles_equal += 1
        else:
            out.differing.append(
                f"line {row['line']} {row['printed']!r}: role {number and number['role']}, hand-read {row['role']}"
            )
    for place, expected in by_number.items():
        got, want = Counter(map(_key, facts.get(place, []))), Counter(map(_key, expected))  # type: ignore[arg-type]
        out.facts += len(expected)
        out.equal += (got & want).total()
        if got != want:
            where = f"line {place[0]} {expected[0]['printed']!r}:"
            read_as = [plain(f) for f in facts.get(place, [])] or ["nothing"]  # type: ignore[arg-type]
            out.differing.append(
                "\n    ".join([where, *(f"got  {r}" for r in read_as), *(f"want {plain(r)}" for r in expected)])
            )
    for place, got_here in facts.items():
        if place not in by_number:
            out.differing.append(f"line {place[0]} {got_here[0]['printed']!r}: invented {plain(got_here[0])}")
    return out


@pytest.mark.parametrize("stem", HANDREAD)
def test_the_facts_are_those_that_a_person_read(stem: str) -> None:
    found = compare(stem)
    recall, precision, _ = REACHED[stem]
    assert found.recall >= recall, f"recall {found.recall:.4f}: {found}"
    assert found.precision >= precision, f"precision {found.precision:.4f}: {found}"


@pytest.mark.parametrize("stem", HANDREAD)
def test_what_is_no_fact_has_the_role_that_a_person_gave_it(stem: str) -> None:
    found = compare(stem)
    assert found.roles_equal >= REACHED[stem][2] * found.roles, str(found)


def test_over_all_filings_at_least_995_of_1000_facts_are_right() -> None:
    found = [compare(stem) for stem in HANDREAD]
    facts, equal, extracted = (sum(getattr(c, name) for c in found) for name in ("facts", "equal", "extracted"))
    assert equal >= 0.995 * facts
    assert equal >= 0.995 * extracted


@pytest.mark.parametrize("stem", HANDREAD)
def test_hand_read_rows_quote_the_filing(stem: str) -> None:
    """Each row's print stands in its line, often enough; so the tables cannot drift from the texts."""
    lines = filed(stem).filing.lines
    wrong = [
        f"{r['line']} {r['printed']!r}"
        for r in rows(stem)
        if lines[int(r["line"]) - 1].raw.count(r["printed"]) < int(r["nth"])
    ]
    assert not wrong
    assert sum(r["role"] == "fact" for r in rows(stem)) >= 40
