"""Filings of other quarters, in the same two forms: what a reader would take from them comes out.

The texts in tests/invented are invented: words and layouts as this company uses them from 2010 to 2018, figures
made up. Beside each stands what was read from it by a person, one row a fact. A row with a reason in `open` is not
read right yet: its test must fail, and says so when it no longer does; then empty the column."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from reading import Read, Row, plain, read

INVENTED = Path(__file__).parents[1] / "invented"
TEXTS = tuple(sorted(p.stem for p in INVENTED.glob("*.txt")))
Place = tuple[int, int]

# Who published it when, for which period: by the text alone.
RECORDS = {
    "2010-08-05_1q10_presentation": ("2010-08-05", "presentation", "2010-04-01", "2010-06-30"),
    "2012-05-15_fy11_release": ("2012-05-15", "release", "2011-04-01", "2012-03-31"),
    "2014-02-07_3q13_release": ("2014-02-07", "release", "2013-04-01", "2013-12-31"),
    "2014-08-07_1q14_release": ("2014-08-07", "release", "2014-04-01", "2014-06-30"),
    "2015-05-15_fy14_presentation": ("2015-05-15", "presentation", "2014-04-01", "2015-03-31"),
    "2017-11-07_1h17_presentation": ("2017-11-07", "presentation", "2017-04-01", "2017-09-30"),
    "2018-02-07_3q17_presentation": ("2018-02-07", "presentation", "2017-04-01", "2017-12-31"),
    "2018-05-15_fy17_release": ("2018-05-15", "release", "2017-04-01", "2018-03-31"),
}


@cache
def _read(stem: str) -> Read:
    return read((INVENTED / f"{stem}.txt").read_bytes(), stem)


@cache
def _expected(stem: str) -> tuple[Row, ...]:
    with (INVENTED / f"{stem}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _facts(stem: str) -> dict[Place, Counter[str]]:
    out: dict[Place, Counter[str]] = defaultdict(Counter)
    for fact in _read(stem).facts:
        out[fact["line"], fact["start"]][f"{plain(fact)} {fact['polarity']}"] += 1
    return out


def _differing(stem: str, wanted: dict[Place, Counter[str]]) -> list[str]:
    """Places whose facts are not those wanted, with both."""
    got, lines = _facts(stem), _read(stem).filing.lines
    return [
        f"line {line} {lines[line - 1].raw[:80]!r}\n    got  {sorted(got.get((line, start), Counter()).elements())}"
        f"\n    want {sorted(want.elements())}"
        for (line, start), want in wanted.items()
        if got.get((line, start), Counter()) != want
    ]


def _wanted(stem: str, reason: str = "") -> dict[Place, Counter[str]]:
    """The facts of every number none of whose rows is open, or of those that are for this reason."""
    reasons, out = {}, defaultdict(Counter)
    for row in _expected(stem):
        place = int(row["line"]), int(row["start"])
        out[place][f"{row['fact']} {row['polarity']}"] += 1
        reasons[place] = reasons.get(place) or row["open"]
    return {place: want for place, want in out.items() if reasons[place] == reason}


OPEN = sorted({(stem, row["open"]) for stem in TEXTS for row in _expected(stem) if row["open"]})


@pytest.mark.parametrize("stem", TEXTS)
def test_a_filing_says_what_it_is(stem: str) -> None:
    record = _read(stem).filing.record()
    assert (record["announced_on"], record["kind"], record["period_start"], record["period_end"]) == RECORDS[stem]


@pytest.mark.parametrize("stem", TEXTS)
def test_an_invented_filing_gives_the_facts_it_prints(stem: str) -> None:
    differing = _differing(stem, _wanted(stem))
    places = {(int(r["line"]), int(r["start"])) for r in _expected(stem)}
    differing += [f"line {p[0]} invented {sorted(f)}" for p, f in _facts(stem).items() if p not in places]
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize(
    ("stem", "reason"),
    [pytest.param(*case, marks=pytest.mark.xfail(reason=case[1]), id=": ".join(case)) for case in OPEN],
)
def test_what_is_not_read_right_yet(stem: str, reason: str) -> None:
    differing = _differing(stem, _wanted(stem, reason))
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("stem", TEXTS)
def test_nothing_in_an_invented_filing_is_unread_or_loose(stem: str) -> None:
    roles = [
        (n["line"], n["printed"], n["role"]) for n in _read(stem).numbers if n["role"] in {"unread", "chart", "noise"}
    ]
    assert not roles


def test_most_of_what_the_invented_filings_print_is_read_right() -> None:
    rows = [row for stem in TEXTS for row in _expected(stem)]
    assert sum(not row["open"] for row in rows) >= 0.9 * len(rows)
