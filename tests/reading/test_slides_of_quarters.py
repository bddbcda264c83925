"""Slides of a deck for nine months that tell of the third quarter as well: which of the two a number is of. Figures
made up."""

from __future__ import annotations

import pytest
from reading import plain, read

DECK = """Consolidated Financial Results for 3Q FY2015 (First 9 months ended December 31, 2015)

Internet Initiative Japan Inc.

February 9, 2016

"""
NINE, QUARTER, DAY = "2015-04-01..2015-12-31", "2015-10-01..2015-12-31", "2015-12-31"


def _facts(body: str, line: str) -> list[str]:
    return [plain(f) for f in read(DECK + body).on(line)]


def _unread(body: str, printed: str) -> str:
    """The reason for which a number of the body is no fact."""
    (number,) = (n for n in read(DECK + body).numbers if n["line"] > DECK.count("\n") and n["printed"] == printed)
    assert number["role"] == "unread"
    return str(number["reason"])


def test_quarters_from_one_to_another_are_one_period() -> None:
    body = "\u25c6 1-3Q15 Operating Activities: JPY6,870 million (1-3Q14: JPY7,321 million)\n"
    assert _facts(body, "\u25c6 1-3Q15") == [
        f"cash_flow.operating level {NINE} 6870000000 JPY -6",
        "cash_flow.operating level 2014-04-01..2014-12-31 7321000000 JPY -6",
    ]


@pytest.mark.parametrize(
    ("body", "printed", "named"),
    [
        ("Operating income for FY3/2016 was JPY3,900 million.", "3,900", "FY3/2016"),
        ("Operating income was JPY3,900 million in 4-6/2015.", "3,900", "4-6/2015"),
        ("FY12/15 Results\n\nRevenues: JPY99,000 million", "99,000", "FY12/15"),
        ("Unit: JPY million\n\n\tFY3/2015\t3Q15\nRevenues\t99,000\t33,964", "99,000", "FY3/2015"),
        ("Unit: JPY million\n\n\tRevenues\nFY3/2015\t99,000\n3Q15\t33,964", "99,000", "FY3/2015"),
        ("Unit: JPY million\n\n\tFY3/2015\t3Q15\nRevenues\t99,000\t33,964", "FY3/2015", "to its end"),
    ],
)
def test_a_time_whose_name_goes_on_is_not_known(body: str, printed: str, named: str) -> None:
    assert named in _unread(body, printed)
