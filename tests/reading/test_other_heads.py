"""Units, heads and percentages in other words: read right, or unread with a reason, and never as something else.

Each is in the form of a line that issuers print: amounts in thousands of dollars and '(24.0)%' stand in the exhibits of
6-K and 8-K filings, 'Apr-Sep 2016' and '100 million yen' in the summaries of Japanese companies.
"""

from __future__ import annotations

import pytest
from reading import read
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
HALF, HALF_BEFORE = "2016-04-01..2016-09-30", "2015-04-01..2015-09-30"


def facts(text: str) -> list[str]:
    """What is read of a text below the head of a release for the first half of FY2016."""
    first = HEAD.count("\n") + 1
    return [
        f"{f['printed']} {f['concept']} {f['measure']} {f['scenario']} {f['period_start']}..{f['period_end']} "
        f"{float(f['value']):g}"
        for f in read(HEAD + text).facts
        if f["line"] >= first
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "(Unit: 100 million yen)",
        "(in hundred million yen)",
        "(in trillions of yen)",
        "(in thousands)",
        "USD thousands",
        "",
    ],
)
def test_amounts_below_a_unit_that_is_not_understood_are_unread(unit: str) -> None:
    assert facts(f"{unit}\n\t1H15\t1H16\nTotal revenues\t652.1\t741.2\nOperating income\t25.6\t19.5") == []


def test_the_unit_of_one_row_is_not_that_of_the_next() -> None:
    table = "\t1H15\t1H16\nTotal revenues (JPY million)\t65,210\t74,123\nStaff in all (persons)\t2,980\t3,088"
    assert [f.split()[1] for f in facts(table)] == ["revenue", "revenue"]


def test_a_percent_sign_behind_the_bracket_is_the_numbers() -> None:
    table = "(JPY million)\n\t1H15\t1H16\tChange\nOperating income\t2,563\t1,948\t(24.0)%"
    assert facts(table)[-1] == f"(24.0)% operating_income yoy_pct actual {HALF} -0.24"


def test_a_percentage_below_no_head_is_unread() -> None:
    assert facts("(JPY million)\n\nTotal revenues\t65,210\t74,123\t13.7%") == []


@pytest.mark.parametrize(
    "half", ["Apr-Sep {}", "Apr. - Sep. {}", "First half FY{}", "First six months of FY{}", "April\u2013September {}"]
)
def test_heads_of_halves(half: str) -> None:
    table = f"(JPY million)\n\t{half.format(2015)}\t{half.format(2016)}\tYoY (%)\nTotal revenues\t65,210\t74,123\t13.7"
    assert facts(table) == [
        f"65,210 revenue level actual {HALF_BEFORE} 6.521e+10",
        f"74,123 revenue level actual {HALF} 7.4123e+10",
        f"13.7 revenue yoy_pct actual {HALF} 0.137",
    ]


def test_years_below_heads_that_span_them() -> None:
    heads = "\tThree months ended September 30,\tSix months ended September 30,\n\t2015\t2016\t2015\t2016"
    assert facts(f"(JPY million)\n{heads}\nTotal revenues\t33,193\t37,944\t65,210\t74,123") == [
        "33,193 revenue level actual 2015-07-01..2015-09-30 3.3193e+10",
        "37,944 revenue level actual 2016-07-01..2016-09-30 3.7944e+10",
        f"65,210 revenue level actual {HALF_BEFORE} 6.521e+10",
        f"74,123 revenue level actual {HALF} 7.4123e+10",
    ]
    spanned = facts("(JPY million)\n\tYear ended March 31,\n\t2015\t2016\nTotal revenues\t123,050\t140,648")
    assert [f.split()[4] for f in spanned] == ["2014-04-01..2015-03-31", "2015-04-01..2016-03-31"]


def test_a_year_alone_is_neither_the_companys_nor_the_calendars() -> None:
    assert facts("(JPY million)\n\t2014\t2015\nTotal revenues\t123,050\t140,648") == []


def test_a_quarters_name_is_the_quarter_where_the_half_has_a_name_of_its_own() -> None:
    table = "\t2Q15\t2Q16\n\tJPY millions\tJPY millions\nTotal revenues\t33,193\t37,944"
    assert [f.split()[4] for f in facts(table)] == ["2015-07-01..2015-09-30", "2016-07-01..2016-09-30"]


SPANNING = {  # the form of a published head, and where it stands
    "\tThree Months Ended June 30,\t\t\n\t2015\t2016\tChange": "The Buckle, 8-K exhibit 99.1, 2024-11-22",
    "\tNine months ended\t\t\n\tJune 30, 2015\tJune 30, 2016\tChange": "Ichiyoshi Securities, results, 2017-01-30, "
    "paperzz.com/doc/7663663/earnings-report-for-first-three-quarters-of-fiscal-2016",
    "\tThree Months Ended June 30,\t\t\tThree Months Ended June 30,\t\t\n\t2015\t2016\tYoY\t2015\t2016\tYoY": (
        "The Buckle, 8-K exhibit 99.1, 2024-11-22"
    ),
}


@pytest.mark.parametrize("heads", SPANNING)
def test_a_head_printed_once_is_of_all_years_below_it(heads: str) -> None:
    row = "Total revenues\t65,210\t74,123\t13.7%"
    if heads.count("2015") > 1:
        row += "\t65,210\t74,123\t13.7%"
    start = 10 if "Nine" in heads else 4
    before, now = (f"{year - (start == 10)}-{start:02}-01..{year}-06-30" for year in (2015, 2016))
    wanted = [
        f"65,210 revenue level actual {before} 6.521e+10",
        f"74,123 revenue level actual {now} 7.4123e+10",
        f"13.7% revenue yoy_pct actual {now} 0.137",
    ]
    assert sorted(set(facts(f"(JPY million)\n{heads}\n{row}"))) == sorted(wanted)


def test_a_head_laid_out_over_two_years_is_of_both() -> None:
    table = (
        "(JPY million)\n\n"
        "                          Three Months Ended June 30,\n"
        "                            2015      2016   Change\n"
        "Total revenues            65,210    74,123    13.7%\n"
        "Operating income           2,563     1,948    24.0%\n"
    )
    assert [f.split()[4] for f in facts(table)] == [
        "2015-04-01..2015-06-30",
        "2016-04-01..2016-06-30",
        "2016-04-01..2016-06-30",
    ] * 2


def test_a_flow_of_a_day_and_its_change_from_another_length_of_time_are_unread() -> None:
    table = "(JPY million)\n\t1Q15\tSeptember 30, 2016\tChange\nTotal revenues\t65,210\t74,123\t13.7%"
    assert [f.split()[0] for f in facts(table)] == ["65,210"]
    assert len(facts(table.replace("Total revenues", "Total assets"))) > 1


@pytest.mark.parametrize("unit", ["Million yen", "Millions of yen", "JPY million"])
def test_a_unit_of_yen_in_a_head_is_understood(unit: str) -> None:
    """As above the columns of Nichii Gakkan's results of 2015-11-10 (vdocuments.mx, 'financial results for the first
    half of the year ending March 31, 2016')."""
    table = f"\t1H15\t\t1H16\n\t{unit}\t%\t{unit}\t%\nTotal revenues\t65,210\t100.0\t74,123\t100.0"
    assert [f.split()[-1] for f in facts(table)] == ["6.521e+10", "1", "7.4123e+10", "1"]


@pytest.mark.parametrize("note", ["⁽¹⁾", "²"])
def test_a_raised_note_behind_an_amount_is_no_word(note: str) -> None:
    """As `convert` writes '<td>&yen;74,123<sup>(1)</sup></td>' of an exhibit."""
    table = f"(JPY million)\n\t1H15\t1H16\nTotal revenues\t¥65,210\t¥74,123{note}"
    assert [f.split()[-1] for f in facts(table)] == ["6.521e+10", "7.4123e+10"]
