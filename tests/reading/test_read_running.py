"""Sentences whose amounts go on from the amount before: by how much and to how much, of which, for whom; and what a
full year's release calls its fourth quarter. Figures and sentences made up."""

from __future__ import annotations

import pytest
from reading import plain, read

FIRST_QUARTER = """IIJ Announces First Three Months Financial Results for the Fiscal Year Ending March 31, 2016

TOKYO, August 7, 2015 - Internet Initiative Japan Inc. ("IIJ") today announced its results ("1Q15", from April 1, \
2015 to June 30, 2015). 1

"""
DAYS, BEFORE, END = "2015-04-01..2015-06-30", "2014-04-01..2014-06-30", "2015-06-30"


def _facts(line: str, head: str = FIRST_QUARTER) -> list[str]:
    return [plain(f) for f in read(head + line).on(line)]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Cost of SI was JPY7,120 million. As a result, the gross margin of SI increased by 4.1% YoY to JPY1,402 "
            "million.",
            [
                f"cost.si level {DAYS} 7120000000 JPY -6",
                f"gross_margin.si yoy_pct {DAYS} 0.041 ratio 3",
                f"gross_margin.si level {DAYS} 1402000000 JPY -6",
            ],
        ),
        (
            "Order backlog as of June 30, 2015 was JPY33,901 million (JPY29,011 million as of June 30, 2014).",
            [
                f"backlog.si level {END} 33901000000 JPY -6",
                "backlog.si level 2014-06-30 29011000000 JPY -6",
            ],
        ),
        (
            "There were losses on write-down of other investments of JPY110 million (JPY212 million for 1Q14).",
            [
                f"other_income.impairment_of_other_investments level {DAYS} 110000000 JPY -6",
                f"other_income.impairment_of_other_investments level {BEFORE} 212000000 JPY -6",
            ],
        ),
        ("- Security revenue: over JPY1.8 bn", [f"revenue_view.security level {DAYS} 1800000000 JPY -8 approx"]),
    ],
)
def test_amounts_go_on_from_the_amount_before(line: str, facts: list[str]) -> None:
    assert _facts(line) == facts


def test_a_verb_alone_names_no_item() -> None:
    line = "IIJ Global Solutions Inc., which we acquired on September 1, 2014, contributed JPY6,034 million."
    assert _facts(line) == []


FULL_YEAR = """IIJ Announces Full Year and Fourth Quarter Financial Results for the Fiscal Year Ended March 31, 2013

TOKYO, May 15, 2013 - Internet Initiative Japan Inc. ("IIJ") today announced results of its full year ("FY2012") and \
of its 4th quarter ("4Q12"), for the fiscal year ended March 31, 2013 (from April 1, 2012 to March 31, 2013).

"""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("- 4Q12 revenues were JPY28,411 million.", "2013-01-01..2013-03-31"),
        ("- FY2012 revenues were JPY106,011 million.", "2012-04-01..2013-03-31"),
        (
            "Highlights of Fourth Quarter FY2012 Financial Results\n\n- Revenues were JPY28,411 million.",
            "2013-01-01..2013-03-31",
        ),
        ("\t4Q11\t4Q12\n\tJPY millions\tJPY millions\nTotal revenues\t26,011\t28,411", "2013-01-01..2013-03-31"),
    ],
)
def test_the_fourth_quarter_is_no_name_of_the_full_year(text: str, days: str) -> None:
    """A year has a name of its own, unlike the nine months that a release calls "3Q12"."""
    facts = read(FULL_YEAR + text).on(text.splitlines()[-1])
    assert [f"{f['period_start']}..{f['period_end']}" for f in facts][-1] == days
