"""How deep the marks of a list stand, where a filing uses marks of its own."""

from __future__ import annotations

import pytest

from helpers.filing.bullets import bullet_rank, ranks
from helpers.filing.lines import lines


@pytest.mark.parametrize(
    ("text", "head", "below"),
    [
        (
            "\u25b6 Revenue of FY2014: JPY123 billion\n- Network\n- SI\n\u25b6 Cost of FY2014: JPY98 billion\n- SI",
            "\u25b6",
            "-",
        ),
        (
            "\u25b6 Cloud\n\u30fb Revenue: JPY12 billion\n\u25b6 Mobile\n\u30fb Revenue: JPY9 billion",
            "\u25b6",
            "\u30fb",
        ),
        ("- It grew by 3%\n\u2726 Mobile\n- It grew by 9%\n\u2726 WAN\n- It fell by 2%", "\u2726", "-"),
    ],
)
def test_a_mark_that_begins_lists_or_labels_them_is_a_heading(text: str, head: str, below: str) -> None:
    found = ranks(lines(text))
    assert bullet_rank(f"{head} Words", found)[0] == 1
    assert bullet_rank(f"{below} Words", found)[0] == 3


def test_a_mark_below_the_ordinary_one_is_no_heading() -> None:
    found = ranks(lines("- Mobile grew\n \u25b8 By 3% in 1Q\n \u25b8 By 4% in 2Q\n- WAN fell\n \u25b8 By 2% in 1Q"))
    assert bullet_rank(" \u25b8 By 5% in 3Q", found)[0] > bullet_rank("- SI grew", found)[0]


def test_the_only_mark_of_a_filing_is_its_ordinary_bullet() -> None:
    found = ranks(lines("Results\n\u25aa Mobile\n\u25aa WAN grew by 3%\n\u25aa SI fell by 2%"))
    assert bullet_rank("\u25aa SI", found)[0] == 3
