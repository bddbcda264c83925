"""The period that a title names, whatever way it is written; none without its year."""

from __future__ import annotations

import pytest
from reading import read

from helpers.filing.own_periods import titled


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Financial Results for 1Q-3Q FY2013 (ended December 31, 2013)", "2013-04-01", "2013-12-31"),
        ("Financial Results for the First Nine Months (1Q-3Q FY2013)", "2013-04-01", "2013-12-31"),
        ("Results for Q1-Q3 FY2013", "2013-04-01", "2013-12-31"),
        ("FY2011/1Q-3Q (cumulative) Consolidated Financial Results", "2011-04-01", "2011-12-31"),
        ("First Nine Months of FY2013", "2013-04-01", "2013-12-31"),
        ("First Six Months Results for the Fiscal Year Ending March 31, 2017", "2016-04-01", "2016-09-30"),
        ("Third Quarter Results for the Fiscal Year Ending March 31, 2014", "2013-10-01", "2013-12-31"),
        ("Full Year and Fourth Quarter Results for the Fiscal Year Ended March 31, 2015", "2014-04-01", "2015-03-31"),
        ("Results for the three-month period ended June 30, 2015", "2015-04-01", "2015-06-30"),
        ("Fiscal 2015 First Quarter Results", "2015-04-01", "2015-06-30"),
        ("Results for H1 FY2016", "2016-04-01", "2016-09-30"),
        ("(April 1, 2014 - March 31, 2015)", "2014-04-01", "2015-03-31"),
        ("FY2014: April 1, 2014 to March 31, 2015", "2014-04-01", "2015-03-31"),
        ("(April 2014 - December 2014)", "2014-04-01", "2014-12-31"),
    ],
)
def test_a_title_names_its_period(title: str, start: str, end: str) -> None:
    found = titled(title)
    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "title", ["Results for 3Q", "1Q-3Q (cumulative)", "Second Quarter Results", "February 7, 2014"]
)
def test_a_title_without_a_year_names_none(title: str) -> None:
    assert titled(title) is None


@pytest.mark.parametrize("days", ["April 1, 2014 - March 31, 2015", "FY2014: April 1, 2014 to March 31, 2015"])
def test_the_days_of_a_period_are_no_day_of_announcement(days: str) -> None:
    filing = read(f"Financial Results\n({days})\n\nMay 15, 2015\nInternet Initiative Japan Inc.\n").filing
    assert (filing.announced_on, filing.period.start, filing.period.end) == ("2015-05-15", "2014-04-01", "2015-03-31")
