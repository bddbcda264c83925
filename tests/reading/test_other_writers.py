"""Filings as other writers of the same company lay them out and word them: read as they are meant, or unread. Figures
made up."""

from __future__ import annotations

import pytest
from reading import facts_below, plain

YEAR = """Financial Results for the Fiscal Year Ended March 31, 2015

May 15, 2015
Internet Initiative Japan Inc.

"""
HALF = """Financial Results for the First Half of FY2014 (Six months ended September 30, 2014)

Internet Initiative Japan Inc.
November 7, 2014

"""


def _read(text: str, head: str = YEAR) -> list[str]:
    """What is read of a text below a head, a line a fact."""
    return [plain(fact) for fact in facts_below(head, text)]


@pytest.mark.parametrize(
    "body", ["\u25aa 2Q14 operating income: JPY1,648 million", "Points of 2Q14\n\n- Operating income: JPY1,648 million"]
)
def test_a_quarter_is_a_quarter_in_a_filing_whose_title_tells_the_half_with_its_days(body: str) -> None:
    assert _read(body, HALF) == ["operating_income level 2014-07-01..2014-09-30 1648000000 JPY -6"]


def test_heads_of_quarters_with_the_letter_first() -> None:
    table = "(Millions of yen)\n\n\tQ1\tQ2\tQ3\tQ4\nRevenues\t27,850\t29,100\t30,400\t34,800\n"
    assert [fact.split("..")[1][:10] for fact in _read(table)] == [
        "2014-06-30",
        "2014-09-30",
        "2014-12-31",
        "2015-03-31",
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "(Thousand contracts unless otherwise noted; end of each period)",
        "(Thousands; end of each period)",
        "(in thousands, except percentages)",
        "In thousands",
    ],
)
def test_a_caption_of_thousands_of_what_is_counted(caption: str) -> None:
    table = f"{caption}\n\n\tMar. 31, 2014\tMar. 31, 2015\nTotal mobile subscriptions\t323\t632\n"
    assert _read(table) == [
        "subscriptions.mobile level 2014-03-31 323000 count -3",
        "subscriptions.mobile level 2015-03-31 632000 count -3",
    ]
