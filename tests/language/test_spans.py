"""A period told in several words is one: the days that it means, and where its words begin."""

from __future__ import annotations

import pytest

from helpers.language import amounts, spans

TODAY = "2016-09-30"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("year ended 2016-03-31", "2015-04-01", "2016-03-31"),
        ("full fiscal year ended March 31, 2016", "2015-04-01", "2016-03-31"),
        ("year to March 2016", "2015-04-01", "2016-03-31"),
        ("quarter ended September 30, 2015", "2015-07-01", "2015-09-30"),
        ("half year ended 30 September 2015", "2015-04-01", "2015-09-30"),
        ("nine-month period ended December 31, 2015", "2015-04-01", "2015-12-31"),
        ("9-month period ended December 31, 2015", "2015-04-01", "2015-12-31"),
        ("first six months of the fiscal year ended March 31, 2016", "2015-04-01", "2015-09-30"),
        ("third quarter of the fiscal year ended March 31, 2016", "2015-10-01", "2015-12-31"),
        ("first nine months of FY2015", "2015-04-01", "2015-12-31"),
        ("second half of fiscal 2015", "2015-10-01", "2016-03-31"),
        ("FY2015 first half", "2015-04-01", "2015-09-30"),
        ("1-3Q15", "2015-04-01", "2015-12-31"),
        ("1-2Q of FY2015", "2015-04-01", "2015-09-30"),
        ("2Q of FY2015", "2015-07-01", "2015-09-30"),
        ("Q2 FY2015", "2015-07-01", "2015-09-30"),
        ("Q2 2015", "2015-07-01", "2015-09-30"),
        ("Q2'15", "2015-07-01", "2015-09-30"),
        ("Q2/15", "2015-07-01", "2015-09-30"),
        ("H1'15", "2015-04-01", "2015-09-30"),
        ("FY2015 Q2", "2015-07-01", "2015-09-30"),
        ("FY15Q2", "2015-07-01", "2015-09-30"),
        ("FY2015 Q1-Q3", "2015-04-01", "2015-12-31"),
        ("FY2015 H1", "2015-04-01", "2015-09-30"),
        ("H1", "2016-04-01", "2016-09-30"),
        ("Q1-Q3", "2016-04-01", "2016-12-31"),
        ("FY15 nine months", "2015-04-01", "2015-12-31"),
        ("FY15, 9 months", "2015-04-01", "2015-12-31"),
        ("FY3/2016", "2015-04-01", "2016-03-31"),
        ("FY3/16", "2015-04-01", "2016-03-31"),
        ("FY2016/3", "2015-04-01", "2016-03-31"),
        ("FY2015/16", "2015-04-01", "2016-03-31"),
        ("FY Mar. 2016", "2015-04-01", "2016-03-31"),
        ("1Q/16", "2016-04-01", "2016-06-30"),
        ("2Q FY3/16", "2015-07-01", "2015-09-30"),
        ("Q4 FY3/2016", "2016-01-01", "2016-03-31"),
    ],
)
def test_words_beside_a_date_make_one_period_of_it(words: str, start: str, end: str) -> None:
    *_, last = spans.found(f"Operating income for the {words} was JPY6,140 million.", TODAY)
    assert (last.period.start, last.period.end, last.begins) == (start, end, 25)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "FY12/15",
            "FY6/2016",
            "2Q FY6/16",
            "FY2014-16",
            "4-6/2015",
            "2Q15-3Q15",
            "1H/FY16.3",
        ),
        *("Q2-3", "2/8/2012"),
    ],
)
def test_a_part_of_a_longer_name_is_no_period(words: str) -> None:
    (token,) = amounts.tokens(f"Operating income for {words} was good.", TODAY)
    assert (token.kind, token.text, token.period) == ("period", words, None)
    assert list(spans.found(words, TODAY)) == []


@pytest.mark.parametrize(
    "words",
    [
        *("as of March 31, 2016", "on March 31, 2016", "from July 1 to September 30, 2016"),
        *("as of 31-Mar-2016", "as of 3/31/2016"),
    ],
)
def test_a_date_without_such_words_is_a_day(words: str) -> None:
    *_, last = spans.found(f"Total assets {words} were JPY117,835 million.", TODAY)
    assert last.period.start == ""
