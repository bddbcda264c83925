"""Lines broken within a sentence are one line, each of their numbers where it is printed; other lines stay apart."""

from __future__ import annotations

import pytest
from reading import read

from helpers.filing.lines import lines
from helpers.filing.wrapping import unwrapped

HEAD = (
    "IIJ Announces First Six Months Financial Results for the Fiscal Year Ending March 31, 2016\n\nTokyo, November 9, "
    '2015 - Internet Initiative Japan Inc. ("IIJ") today announced its consolidated financial results for the first '
    'six months of the fiscal year ending March 31, 2016 ("1H15", from April 1, 2015 to September 30, 2015).\n\n'
)


@pytest.mark.parametrize(
    "text",
    [
        "- Revenues from network services were JPY25,678 million, an increase\n  of 7.7% YoY",
        "Net income for the six months ended September 30, 2014 and September 30,\n2015 was small.",
        " *    Revenue was JPY65,210 million in the six months ended September\n      30, 2015.",  # GlobeNewswire, 2009
        "The growth came from cloud services, from mobile services and from our\nWAN services.",
        "We expect that capital expenditures for the next year will be about year-\nover-year the same.",
        "- Short of the margin of\nthe 2nd page",
        "- Deferred\n  income tax expense was JPY120 million",
        "- Total revenues decreased by\n  2.1% YoY to JPY65,210 million",
        "- Operating income was JPY2,563 million, a slip\n1.8% YoY",
        "Operating income dropped\n1.8% YoY",
        "Total cost of\n  Network services revenue was JPY26,905 million",
    ],
)
def test_a_line_that_was_full_goes_on_with_the_next(text: str) -> None:
    (line,) = unwrapped(lines(text))
    assert line.text.split() == text.replace("-\no", "-o").split()
    assert "".join(line.raw[i] for i in line.places or ()).replace("\n", " ") == line.text
    assert line.last == 1 + text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "- Revenues from network services were JPY25,678 million, up 7.7% YoY.\n- Other revenues were small",
        "Consolidated results.\nthe 2nd part",
        "JPY\nmillions",
        "Cost of\n- Network services revenue: JPY26,905 million",
        "IIJmio    604,586\nhi-ho    151,925",
        "Total revenues of 1H15\nJPY65,210 million, up 7.7% YoY",
        "12.1% in outsourcing\n87.9% in operation",
        "Total revenues of the group\tJPY25,678 million and of those for the whole of\nthe year",
        "- Revenues from network services were JPY25,678 million, up 7.7% YoY\nSystems Integration",
        "- Revenues from network services were JPY25,678 million, an increase of\n\n7.7% YoY",
    ],
)
def test_a_line_that_ends_where_it_was_meant_to_stays_alone(text: str) -> None:
    assert len(unwrapped(lines(text))) == text.count("\n") + 1


def test_the_numbers_of_a_broken_sentence_keep_their_lines() -> None:
    first = "* Total revenues reached JPY50,500 million (up 1.1% YoY) for the six months ended September\n30, 2015, "
    found = read(f"{HEAD}{first}and our WAN services revenues rose by\n2.2% YoY.\n")
    lines_of = {f["printed"]: (f["line"], f["concept"]) for f in found.facts}
    assert lines_of == {"50,500": (5, "revenue"), "1.1%": (5, "revenue"), "2.2%": (7, "revenue.network.wan")}
    assert [n["printed"] for n in found.numbers if n["line"] == 6] == ["30, 2015"]


def test_lines_are_as_wide_as_those_that_go_on_in_small_letters() -> None:
    text = (
        "In this half, we continued to have strong year over\nyear revenue growth. On the other hand, we saw SI\n"
        "gross margin deterioration as an additional factor\nimpacting our operating income, which was\n"
        "JPY1,948 million, down 24.0% YoY. The low margin was\n"
        "Due to delays. Outsourcing personnel as of June 30:\n683 personnel, fewer than the year before."
    )
    assert len(unwrapped(lines(text))) == 1
