"""A filing in other words, signs and layouts is read the same, or left unread: a sample of the ways that
`benchmarks/other_ways.py` measures on all filings."""

from __future__ import annotations

import pytest
from copies import RENAMED, SAME, WRONG, Copy, compared
from reading import raw
from ways import written

RELEASE, DECK = "2016-11-08_1h16_release", "2013-08-06_1q13_presentation"
LEAST = 0.97


@pytest.mark.parametrize(
    ("stem", "way"),
    [
        (RELEASE, "date: {d} {M} {y}"),
        (RELEASE, "quarter: {n}{Q} of fiscal 20{y}"),
        (RELEASE, "JPY1,234 million: \uffe5\\1 \\2"),
        (RELEASE, "(1,234): \u25b3\\1\\2"),
        (RELEASE, "full-width: brackets"),
        (RELEASE, "JPY millions: (in \\1s of yen)"),
        (RELEASE, "table: columns reversed"),
        (RELEASE, "table: a column of notes"),
        (RELEASE, "table: unit above it"),
        (DECK, "YoY: year-on-year"),
        (DECK, "Unit: JPY million: (JPY \\1s)"),
        (DECK, "bullet: -o"),
    ],
)
def test_a_filing_written_otherwise_is_read_the_same(stem: str, way: str) -> None:
    counts, wrong = compared(stem, written(raw(stem), way))
    assert not wrong
    assert counts[SAME] >= LEAST * counts.total()


def test_a_copy_knows_where_each_of_its_characters_stood() -> None:
    copy = Copy("up 5% to JPY7").sub(r"(up) (\d)", {"up": r"\2 more, "}).sub("7", lambda m: [(*m.span(), "1,2")])
    assert copy.text == "5 more, % to JPY1,2"
    assert [copy.origin[copy.text.index(char)] for char in "5m%12"] == [3, -1, 4, 12, 12]


def test_another_value_or_place_of_a_fact_is_wrong_and_another_name_is_not() -> None:
    text = raw(DECK)
    assert compared(DECK, Copy(text))[0].keys() == {SAME}
    counts, wrong = compared(DECK, Copy(text).sub("Unit: JPY million", "Unit: JPY billion"))
    assert counts[WRONG] == len(wrong) > 50
    assert compared(DECK, Copy(text).sub("Accounts Payable", "Trade Debts"))[0][RENAMED] == 3
