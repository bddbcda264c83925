"""Units, heads and percentages in other words: read right, or unread with a reason, and never as something else.

Each is in the form of a line that issuers print: amounts in thousands of dollars and '(24.0)%' stand in the exhibits of
6-K and 8-K filings, 'Apr-Sep 2016' and '100 million yen' in the summaries of Japanese companies.
"""

from __future__ import annotations

import pytest
from reading import facts_below, plain
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
HALF, HALF_BEFORE = "2016-04-01..2016-09-30", "2015-04-01..2015-09-30"


def facts(text: str) -> list[str]:
    """What is read of a text below the head of a release for the first half of FY2016."""
    return [
        f"{f['printed']} {f['concept']} {f['measure']} {f['scenario']} {f['period_start']}..{f['period_end']} "
        f"{float(f['value']):g}"
        for f in facts_below(HEAD, text)
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "(Unit: 100 million yen)",
        "(in hundred million yen)",
        "(hundreds of millions of yen)",
        "(in thousands)",
        "USD thousands",
        "",
    ],
)
def test_amounts_below_a_unit_that_is_not_understood_are_unread(unit: str) -> None:
    assert facts(f"{unit}\n\t1H15\t1H16\nTotal revenues\t652.1\t741.2\nOperating income\t25.6\t19.5") == []


def test_a_unit_right_above_a_table_is_not_that_of_the_table_above_it() -> None:
    first, second = "\t1H16\nTotal revenues\t74,123", "(JPY billion)\n\t1H15\nTotal revenues\t65.2"
    assert [f.split()[0] for f in facts(f"{first}\n\nDetails\n\n{second}")] == ["65.2"]


def test_a_unit_that_is_not_that_of_amounts_per_share() -> None:
    table = "(JPY millions, except per share)\n\t1H16\nTotal revenues\t74,123\nBasic net income per share\tJPY24.11"
    assert [f.split()[-1] for f in facts(table)] == ["7.4123e+10", "24.11"]


@pytest.mark.parametrize(
    ("words", "named"),
    [("(Construction)", "orders.si.construction"), ("(Public sector)", "orders.order_received_public")],
)
def test_words_in_brackets_may_make_another_item_of_a_label(words: str, named: str) -> None:
    table = f"(JPY million)\n\t1H16\nOrder received {words}\t13,321\nOperating income (loss)\t1,948"
    (order, income) = facts(table)
    assert order.split()[1].startswith(named)
    assert income.split()[1] == "operating_income"


def test_two_rows_without_labels_are_not_both_of_the_last_quarters() -> None:
    rows = "Revenues\n(JPY million)\n31,029\t33,193\t34,049\t36,179\t37,944"
    assert len(facts(rows)) == 5
    assert facts(f"{rows}\n30,112\t31,005\t30,511\t31,428\t36,701") == []
    assert facts("Revenues\n(JPY million)\n31,029\t33,193\t34,049") == []  # of years, perhaps


def test_times_below_a_table_without_heads_are_those_of_its_columns() -> None:
    """A chart of FY16's deck, line 425 and those around it, with its labels below it."""
    text = "CAPEX (JPY million)\n8,012\t10,412\t10,630\nFY2013\tFY2014\tFY2015"
    assert [f["period_start"] for f in facts_below(HEAD, text)] == ["2013-04-01", "2014-04-01", "2015-04-01"]


def test_rows_of_businesses_are_of_what_a_row_above_them_names_or_of_nothing() -> None:
    text = (
        "II - 4. Systems Integration\n\n(JPY million)\n\t1H15\t1H16\tYoY\nOrders received\t\t\n"
        "  Systems construction\t5,820\t6,304\t+8.3%"
    )
    assert not [f for f in facts_below(HEAD, text) if f["concept"].startswith("revenue")]
    text = (
        "Quarterly Trend\n\nUnit: JPY million\n\t1H15\t1H16\nNetwork services\t16,785\t16,980\n"
        "ATM operation business\t645\t678"
    )
    assert facts(text) == []


def test_a_label_with_amounts_of_its_own_does_not_name_the_table_above_it() -> None:
    text = (
        "Revenues\n\nUnit: JPY million\n\n1H15\t1H16\n65,210\t74,123\n\nOne-time revenue\n"
        " 1H16: JPY11,330 million (up 17.3% YoY)"
    )
    assert {f["concept"] for f in facts_below(HEAD, text) if f["printed"] in {"65,210", "74,123"}} <= {"revenue"}


def test_rows_with_one_amount_tell_no_more_than_those_with_two_where_heads_are_lost() -> None:
    table = "(JPY million)\n\tColumn A\tColumn B\nOperating income\t2,563\t1,948\nDividend income\t-\t91"
    assert facts(table) == []


def test_amounts_of_a_row_of_ratios_are_no_yen() -> None:
    assert facts("(JPY million)\n\t1H15\t1H16\nIIJ shareholders' equity ratio\t57.2\t53.2") == []
    assert [f.split()[2] for f in facts("(JPY million)\n\t1H15\t1H16\nEquity ratio\t57.2%\t53.2%")] == ["share"] * 2


def test_a_part_of_revenue_is_not_of_what_is_counted() -> None:
    assert facts("Number of employees\n\t1H15\t1H16\n3,104 (15.1%)\t2,980 (14.7%)\t3,088 (15.3%)") == []


def test_a_bare_month_over_what_flows_is_not_certainly_its_time() -> None:
    table = "(JPY million)\n\tMar. 2016\tSep. 2016\nTotal assets\t117,835\t123,113\nTotal revenues\t140,648\t74,123"
    assert {f.split()[1] for f in facts(table)} == {"assets"}


def test_rows_of_months_to_a_day() -> None:
    rows = "6 months to September 30, 2016\t74,123\n6 months to September 30, 2015\t65,334"
    assert facts(f"(JPY million)\n\tRevenues\n{rows}") == [
        f"74,123 revenue level actual {HALF} 7.4123e+10",
        f"65,334 revenue level actual {HALF_BEFORE} 6.5334e+10",
    ]


@pytest.mark.parametrize(
    "heads", ["\tApr. 2015 - Sep. 2015\tApr. 2016 - Sep. 2016", "\tApr 2015 to Sep 2015\tApr 2016 to Sep 2016"]
)
def test_a_head_from_month_to_month_is_the_time_between(heads: str) -> None:
    assert facts(f"(JPY million)\n{heads}\nTotal revenues\t65,334\t74,123") == [
        f"65,334 revenue level actual {HALF_BEFORE} 6.5334e+10",
        f"74,123 revenue level actual {HALF} 7.4123e+10",
    ]


def test_a_row_that_names_a_time_is_no_part_of_the_label_below_it() -> None:
    rows = ("First half of FY2015\t", "total revenues\t65,334", "First half of FY2016\t", "total revenues\t74,123")
    assert facts("(JPY million)\n\t\n" + "\n".join(rows)) == [
        f"65,334 revenue level actual {HALF_BEFORE} 6.5334e+10",
        f"74,123 revenue level actual {HALF} 7.4123e+10",
    ]


def test_a_row_below_the_total_of_a_part_is_not_of_the_part() -> None:
    part = "Revenues:\nSystems integration:\nSystems construction\t50\t60\nTotal\t50\t60"
    read = facts(f"(JPY million)\n\t1H15\t1H16\n{part}\nOperating income ratio\t5%\t6%")
    assert [f.split()[1] for f in read[1::2]] == ["revenue.si.construction", "revenue.si", "operating_income"]


def test_a_table_of_days_below_a_business_is_not_about_its_revenue() -> None:
    assert facts("Cloud\n\n(JPY million)\n\tSep. 30, 2015\t\tSep. 30, 2016\nCloud\t100\t200\t300") == []


def test_two_rows_that_would_be_the_same_amount_are_unread() -> None:
    rows = "Revenues\t25,768\nOperating income\t1,948\nTotal revenues\t74,123"
    assert [f.split()[1] for f in facts(f"(JPY million)\n\t1H16\n{rows}")] == ["operating_income"]


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


TABLE = "\n\t1H15\t1H16\tYoY\n{}\nTotal revenues\t65,210\t74,123\t13.7%"
READ = [
    f"65,210 revenue level actual {HALF_BEFORE} 6.521e+10",
    f"74,123 revenue level actual {HALF} 7.4123e+10",
    f"13.7% revenue yoy_pct actual {HALF} 0.137",
]


@pytest.mark.parametrize("unit", ["(JPY million)", "Unit: JPY million", "(Unit: JPY million)", "(in millions of yen)"])
def test_a_unit_between_heads_and_rows_is_that_of_the_table(unit: str) -> None:
    assert facts(TABLE.format(unit)) == READ  # as in the tables of IIJ's decks, where the unit stands above the heads


@pytest.mark.parametrize(
    "caption",
    [
        "JPY in millions unless otherwise noted",
        "Millions of yen, except per share data",
        "All figures in JPY million",
        "(\u00a5m)",
        "(mil. yen)",
        "(rounded to JPY million)",
        "Results of operations (JPY mn, unaudited)",
    ],
)
def test_a_caption_is_what_has_no_words_but_those_of_units(caption: str) -> None:
    assert facts(f"{caption}\n\n\t1H16\nTotal revenues\t74,123")[0].endswith("7.4123e+10")


@pytest.mark.parametrize("caption", ["Revenues of JPY million projects", "(100 million yen)", "(JPY or USD million)"])
def test_a_caption_with_other_words_is_none(caption: str) -> None:
    assert facts(f"{caption}\n\n\t1H16\nTotal revenues\t74,123") == []


@pytest.mark.parametrize("unit", ["(EUR million)", "(in hundred million yen)", "(millions)"])
def test_an_other_unit_between_heads_and_rows_is_not_understood(unit: str) -> None:
    assert [f for f in facts(TABLE.format(unit)) if "level" in f] == []


@pytest.mark.parametrize(
    ("heads", "read"),
    [
        ("1H16 Results\t1H16 Plan\tvs. Plan", 2),
        ("1H16 Results\t1H16 Target\tChange from target", 2),
        ("1H16 Results\t1H16 Target\tYoY", 2),  # of the results or of the target?
        ("1H16\t1H15\tvs. Plan", 2),
        ("Previous forecast FY2016\tRevised forecast FY2016\tChange from previous forecast", 3),
    ],
)
def test_a_difference_to_a_plan_is_no_change_over_a_time(heads: str, read: int) -> None:
    table = f"(JPY million)\n\n\t{heads}\nTotal revenues\t74,123\t73,000\t1,123"
    assert len(facts(table)) == read


@pytest.mark.parametrize("heads", ["FY2015 1H\tFY2016 1H", "FY2015/1H\tFY2016/1H", "FY2015\tFY2016\n\t1H\t1H"])
def test_the_half_of_a_year_named_before_it(heads: str) -> None:
    assert facts(f"(JPY million)\n\n\t{heads}\nTotal revenues\t65,210\t74,123") == READ[:2]


def test_rows_of_parts_of_years_below_a_corner_that_names_the_item() -> None:
    """As IIJ's deck of 2013-08-06 prints quarters of cloud revenue below years (line 374)."""
    rows = "First half\t56,180\t65,210\n9 months\t88,345\t101,200\nFull year\t123,050\t140,648"
    table = f"Total revenues\tFY2014\tFY2015\n{rows}"
    assert [f.split()[4] for f in facts(f"(JPY million)\n\n{table}")] == [
        *("2014-04-01..2014-09-30", HALF_BEFORE, "2014-04-01..2014-12-31", "2015-04-01..2015-12-31"),
        *("2014-04-01..2015-03-31", "2015-04-01..2016-03-31"),
    ]


def test_a_quarter_that_is_called_cumulative_is_all_of_its_year_so_far() -> None:
    table = "(JPY million)\n\n\t2Q15 (cumulative)\t2Q16 (cumulative)\nTotal revenues\t65,210\t74,123"
    assert facts(table) == READ[:2]


@pytest.mark.parametrize(
    "rows",
    [
        # Kuraray's notice of 2002-02-08, www.kuraray.com/global-en/news/2002/0208
        ("Previous forecast (A) (Published May 13, 2016)", "Revised forecast (B)", "Change (B-A)", "Percentage change"),
        # Nintendo's of 2014-01-17,
        # m.moam.info/notice-of-full-year-financial-forecast-and-dividend-forecast-_6479a976097c476c028b5bdb.html
        ("Previous forecast (A) announced on May 13, 2016", "Modified forecast (B)", "Increase (Decrease) (B)-(A)", ""),
        # a 6-K of 2019, capedge.com/filing/1140471/0001193125-19-217360/NPSCY-6K
        ("Previous forecasts (A)", "Revised forecasts (B)", "Increase/Decrease (B-A)", "Change (%)"),
    ],
)
def test_rows_of_other_notices(rows: tuple[str, str, str, str]) -> None:
    heading = "Revision of targets for the fiscal year ending March 31, 2017 (JPY million)"
    values = ("159,000\t7,300", "158,000\t5,000", "(1,000)\t(2,300)", "(0.6)\t(31.5)")
    body = "\n".join(f"{label}\t{cells}" for label, cells in zip(rows, values, strict=True) if label)
    read = [tuple(f.split()[2:5]) for f in facts(f"{heading}\n\n\tTotal revenues\tOperating income\n{body}")]
    year = "2016-04-01..2017-03-31"
    how = [("level", "prior_target"), ("level", "target"), *[("change", "target")] * (len(body.split("\n")) - 2)]
    assert read == [(measure, scenario, year) for measure, scenario in how for _ in (0, 1)]


def test_columns_of_a_notice_with_the_day_of_the_forecast_in_brackets() -> None:
    """Nidec's of 2012-10-24, globenewswire.com/news-release/2012/10/24/499326."""
    heads = "\tPrevious forecast (May 13, 2016)\tRevised Forecast\tChange (amount)\tChange (percent)"
    heading = "Revision of targets for the fiscal year ending March 31, 2017 (JPY million)"
    assert facts(f"{heading}\n\n{heads}\nTotal revenues\t159,000\t158,000\t(1,000)\t(0.6)") == [
        "159,000 revenue level prior_target 2016-04-01..2017-03-31 1.59e+11",
        "158,000 revenue level target 2016-04-01..2017-03-31 1.58e+11",
        "(1,000) revenue change target 2016-04-01..2017-03-31 -1e+09",
        "(0.6) revenue change target 2016-04-01..2017-03-31 -0.006",
    ]


def test_money_that_comes_over_a_time_is_of_no_day() -> None:
    rows = "Figure for the previous term (March 31, 2016)\t140,648\t117,835"
    table = f"(JPY million)\n\n\tTotal revenues\tTotal assets\n{rows}"
    assert [f.split()[1] for f in facts(table)] == ["assets"]


def test_heads_that_reach_further_than_any_row_are_over_nobody_knows_what() -> None:
    table = (
        "\t% of Revenues\t\t% of Revenues\t\tYoY\n\t1H16\t\t1H15\t\t\nOperating income\t2.6% 1,948\t3.9% 2,563\t+24.0%"
    )
    assert facts(f"(JPY million)\n\n{table}") == []


def test_a_row_that_is_not_known_below_no_head_is_unread() -> None:
    assert facts("(Thousands of JPY)\n\nBlah foo\t7") == []


def test_one_year_stands_over_all_its_parts() -> None:
    table = "\tFY2015\n\t1H\t2H\tFull Year\nTotal revenues\tJPY65.2 billion\tJPY75.4 billion\tJPY140.6 billion\n"
    assert facts(table) == [
        f"65.2 revenue level actual {HALF_BEFORE} 6.52e+10",
        "75.4 revenue level actual 2015-10-01..2016-03-31 7.54e+10",
        "140.6 revenue level actual 2015-04-01..2016-03-31 1.406e+11",
    ]


def test_a_part_of_a_year_below_the_year_is_of_it() -> None:
    """The highlights of IIJ's release of August 8, 2023 have such heads."""
    table = "\tFY16 Targets\n\tFirst Half\tFull Year\nTotal revenues\tJPY73.0 billion\tJPY158.0 billion\n"
    assert facts(table) == [
        "73.0 revenue level target 2016-04-01..2016-09-30 7.3e+10",
        "158.0 revenue level target 2016-04-01..2017-03-31 1.58e+11",
    ]


@pytest.mark.parametrize(
    ("head", "ends"),
    [
        ("First half", ["2015-09-30", "2016-09-30", "2016-09-30"]),
        ("First quarter", ["2015-06-30", "2016-06-30", "2016-06-30"]),
        ("Interim period", []),
        ("Third quarter of others", []),
    ],
)
def test_a_part_of_the_year_over_fiscal_years_is_never_the_whole_of_them(head: str, ends: list[str]) -> None:
    """As 'First half' stands beside the fiscal year in Hitachi Chemical's forecast of 2015-06-19 (pdfslide.us,
    'june 19, 2015 consolidated financial summary for the march 2016 forecast')."""
    table = f"(JPY million)\n\t{head}\t\t\n\tFY2015\tFY2016\tYoY change\nTotal revenues\t65,210\t74,123\t13.7%"
    assert [f.split("..")[1].split()[0] for f in facts(table)] == ends


def test_a_comparison_of_columns_that_are_not_known_is_unread() -> None:
    table = "(JPY million)\n\tof the parent\t\tYoY\n\t1H15\t1H16\t\nTotal revenues\t65,210\t74,123\t13.7%"
    assert facts(table) == []
    assert len(facts(table.replace("of the parent", "Results"))) == 3


def test_a_row_of_names_below_a_row_of_units_is_a_head() -> None:
    heads = "\tJPY millions\tJPY millions\n\tTotal revenues\tOperating income"
    heading = "Revision of targets for the fiscal year ending March 31, 2017"
    read = facts(f"{heading}\n\n{heads}\nPrevious targets (A)\t158,000\t5,000\nRevised targets (B)\t157,500\t5,200")
    assert [" ".join(f.split()[:4]) for f in read] == [
        "158,000 revenue level prior_target",
        "5,000 operating_income level prior_target",
        "157,500 revenue level target",
        "5,200 operating_income level target",
    ]


def test_rows_of_metrics_below_a_row_of_their_business() -> None:
    """As IIJ's decks list the revenue, orders and backlog of construction (1Q13, line 164), side by side."""
    rows = "Systems construction\t\t\nRevenue\t3,910\t4,102\nOrder received\t4,770\t4,880"
    rows += "\nSystems operation and maintenance\t\t\nRevenue\t5,197\t6,198"
    assert [f.split()[1] for f in facts(f"SI order received (JPY million)\n\n\t1H15\t1H16\n{rows}")] == [
        *["revenue.si.construction"] * 2,
        *["orders.si.construction"] * 2,
        *["revenue.si.operation"] * 2,
    ]


def test_quarters_below_a_year_alone_are_no_half() -> None:
    """ArcBest's report on 2016 has such heads."""
    assert facts("(JPY million)\n\t2016\n\tFirst Quarter\tSecond Quarter\nTotal revenues\t36,179\t37,944") == []


@pytest.mark.parametrize("heading", ["FY2016", "Full FY2016 (From April 1, 2016 to March 31, 2017)"])
def test_a_heading_of_nothing_but_a_time_to_come_is_of_targets(heading: str) -> None:
    """IIJ's notice of October 24, 2008 has such headings: its targets were read as of the half reported."""
    rows = "Previous Target (A)\t159,000\nNew Target (B)\t158,000\nResult\t74,123"
    table = f"{heading}\n\n(JPY millions)\n\tRevenues\n{rows}"
    year = "2016-04-01..2017-03-31"
    assert facts(table) == [
        f"159,000 revenue level prior_target {year} 1.59e+11",
        f"158,000 revenue level target {year} 1.58e+11",
    ]
    assert facts(f"{heading}\n\nThe operating income target is JPY5,000 million.") == [
        f"5,000 operating_income level target {year} 5e+09"
    ]
    assert facts(f"{heading}\n\nOperating income was JPY1,948 million.") == [
        f"1,948 operating_income level actual {HALF} 1.948e+09"
    ]


def test_the_total_of_a_part_is_of_the_part() -> None:
    table = "(JPY million)\n\t1H16\nTotal cost of network services\t36,715\nTotal costs\t62,123\n"
    assert [f.split()[1] for f in facts(table)] == ["cost.network", "cost"]


@pytest.mark.parametrize(
    ("row", "change"),
    [
        ("Operating margin\t3.9%\t2.6%\t(1.3)", f"(1.3) operating_income pt_change actual {HALF} -0.013"),
        ("Gross margin ratio (%)\t17.9\t16.0\t(1.9)", f"(1.9) gross_margin pt_change actual {HALF} -0.019"),
        ("Gross margin ratio\t17.9%\t16.0%\t(1.9%)", ""),  # of the ratio, or in points
    ],
)
def test_a_change_of_a_ratio_is_one_in_points(row: str, change: str) -> None:
    """As IIJ's decks print it in words ('down 1.5 points YoY', FY16 line 236)."""
    read = facts(f"(JPY million)\n\n\t1H15\t1H16\tDifference\nTotal revenues\t65,334\t74,123\t8,789\n{row}")
    assert read[5:] == ([change] if change else [])


@pytest.mark.parametrize("caption", ["(JPY million, %)", "(millions of yen; %)"])
def test_a_caption_of_yen_and_percent(caption: str) -> None:
    """Kuraray's notice of 2002-02-08 (www.kuraray.com/global-en/news/2002/0208) captions its tables so."""
    assert facts(f"{caption}\n\n\t1H16\tYoY (%)\nTotal revenues\t74,123\t13.7") == [READ[1], READ[2].replace("%", "")]


def test_what_all_shares_get_is_nothing_per_share() -> None:
    assert facts("(JPY million)\n\t1H16\nTotal cash dividends\t505\n") == []
    assert facts("(JPY million)\n\t1H16\nCash dividend per share (JPY)\t11.00\n")


def test_below_a_heading_of_previous_targets_stand_previous_targets() -> None:
    year = "2016-04-01..2017-03-31"
    assert facts("Previous Target for FY2016\n\nOperating income JPY7.3 billion") == [
        f"7.3 operating_income level prior_target {year} 7.3e+09"
    ]
    assert facts("Revised Target for FY2016\n\nOperating income JPY5.0 billion") == [
        f"5.0 operating_income level target {year} 5e+09"
    ]


def test_a_column_of_percentages_is_of_parts_where_one_is_the_whole_and_else_unread() -> None:
    rows = "Total revenues\t65,210\t{}\t74,123\t{}\nOperating income\t2,563\t3.9\t1,948\t2.6"
    table = f"(JPY million)\n\t1H15\t%\t1H16\t%\n{rows}"
    assert [f.split()[2] for f in facts(table.format("100.0", "100.0"))] == ["level", "pct_of_revenue"] * 4
    assert [f.split()[2] for f in facts(table.format("5.0", "13.7"))] == ["level"] * 4


@pytest.mark.parametrize("label", ["% Revenue", "Revenue, %", "Operating income %"])
def test_a_row_of_percentages_is_no_row_of_yen(label: str) -> None:
    table = f"(JPY million)\n\t1H15\t1H16\nOperating income\t2,563\t1,948\n{label}\t3.9\t2.6"
    assert [f.split()[0] for f in facts(table)] == ["2,563", "1,948"]


def test_a_percent_sign_in_the_next_cell_is_none_of_a_years() -> None:
    rows = "Total revenues\t65,210\t100.0\t74,123\t100.0\nTotal costs\t55,210\t84.7\t63,210\t85.3"
    assert facts(f"(JPY million)\n\t2015\t%\t2016\t%\n{rows}") == []


STATEMENT = (
    "\tYear ended March 31\t\t\tThree months ended March 31\n"
    "\t(Thousands of yen)\t\t(Thousands of U.S. dollars)\t(Thousands of yen)\n"
    "\t2016\t2015\t2016\t2016\t2015\n"
    "Total revenues\t140,648,350\t123,050,360\t1,249,763\t39,120,440\t34,938,211"
)


def test_a_head_stands_over_the_columns_to_the_next_one() -> None:
    """As in the statements of annual reports on Form 20-F, IIJ's to March 31, 2016 among them."""
    read = [(f["period_start"], f["period_end"], f["unit"]) for f in facts_below(HEAD, STATEMENT)]
    assert read == [
        ("2015-04-01", "2016-03-31", "JPY"),
        ("2014-04-01", "2015-03-31", "JPY"),
        ("2015-04-01", "2016-03-31", "other"),
        ("2016-01-01", "2016-03-31", "JPY"),
        ("2015-01-01", "2015-03-31", "JPY"),
    ]


def test_what_ended_in_columns_of_years_is_told_above_them_and_parts_of_a_table_need_no_colon() -> None:
    """As in the statements of cash flows of those reports."""
    text = (
        "CONSOLIDATED STATEMENTS OF CASH FLOWS\nFor the six months ended September 30, 2016 and 2015\n"
        "(In thousands of yen)\n\n\t2016\t2015\nOperating activities\n  Net income\t1,193,118\t1,744,530\n"
        "Investing activities\n  Purchase of property and equipment\t(4,302,118)\t(3,910,224)"
    )
    assert facts(text) == [
        f"1,193,118 net_income level actual {HALF} 1.19312e+09",
        f"1,744,530 net_income level actual {HALF_BEFORE} 1.74453e+09",
        f"(4,302,118) cash_flow.investing.purchase_of_property level actual {HALF} -4.30212e+09",
        f"(3,910,224) cash_flow.investing.purchase_of_property level actual {HALF_BEFORE} -3.91022e+09",
    ]


def test_columns_of_years_of_nobody_knows_what_are_unread() -> None:
    assert (
        facts("CONSOLIDATED STATEMENTS OF CASH FLOWS\n(In thousands of yen)\n\n\t2016\t2015\nNet income\t1,193\t1,744")
        == []
    )


def test_a_column_of_units_says_what_each_row_counts() -> None:
    """A table of key figures in lines of our own: the caption of line 53 of FY16's deck, a row each."""
    text = "\tUnit\tSep. 2015\tSep. 2016\nIIJmio subscriptions\tthousand\t605\t875\nMVNE clients\tcompanies\t98\t117"
    assert [(f["printed"], float(f["value"])) for f in facts_below(HEAD, text)] == [
        ("605", 605_000),
        ("875", 875_000),
        ("98", 98),
        ("117", 117),
    ]


def test_the_unit_of_a_rows_counts_is_that_of_its_kind_alone() -> None:
    """As in line 53 of FY16's deck, with another row below."""
    text = "\tSep. 2015\tSep. 2016\nMobile subscriptions (thousand)\t1,000\t1,521\nEmployees\t2,977\t3,126"
    assert [(f["concept"], float(f["value"])) for f in facts_below(HEAD, text)] == [
        ("subscriptions.mobile", 1_000_000),
        ("subscriptions.mobile", 1_521_000),
        ("employees", 2977),
        ("employees", 3126),
    ]


def test_a_row_that_is_not_known_below_a_unit_with_exceptions_is_unread() -> None:
    """As in the tables of 1H16's release, '(JPY in millions, except ...)', with a row that may be of any unit."""
    text = "(JPY million, except as noted)\n\t1H15\t1H16\nTotal revenues\t65,210\t74,123\nSites\t12\t15"
    assert [f["concept"] for f in facts_below(HEAD, text)] == ["revenue", "revenue"]


def test_a_part_of_a_year_below_a_heading_about_a_year_is_of_that() -> None:
    """As in the forecasts of Japanese summaries of results (kessan tanshin), IIJ's own among them."""
    text = (
        "3. Forecast for the Fiscal Year Ending March 31, 2018 (April 1, 2017 to March 31, 2018)\n\n"
        "\tTotal revenues\tOperating income\n\tJPY millions\tJPY millions\n"
        "First half\t82,000\t2,500\nFull year\t176,000\t6,500"
    )
    half, year = "2017-04-01..2017-09-30", "2017-04-01..2018-03-31"
    assert facts(text) == [
        f"82,000 revenue level target {half} 8.2e+10",
        f"2,500 operating_income level target {half} 2.5e+09",
        f"176,000 revenue level target {year} 1.76e+11",
        f"6,500 operating_income level target {year} 6.5e+09",
    ]


def test_a_comparison_beside_a_column_that_is_not_known_is_not_of_the_one_before_it() -> None:
    text = (
        "(JPY billion)\n\n\tJul. 2016\tAug. 2016\tSep. 2016\tGrand sum\tYoY\n"
        "Order received of systems construction\t1.8\t2.1\t3.2\t7.1\t+6.0%"
    )
    assert "+6.0%" not in [f["printed"] for f in facts_below(HEAD, text)]


def test_a_ratio_below_its_own_head_is_no_growth_and_percent_in_brackets_is_percent() -> None:
    """As in the summaries of results of Japanese companies: Okinawa Cellular's of July 24, 2012
    (paperzz.com/doc/8307424) has a column of the ratio of its capital."""
    text = (
        "\tTotal assets\tIIJ shareholders' equity\tEquity ratio\n\tJPY millions\tJPY millions\t%\n"
        "As of September 30, 2016\t123,113\t65,542\t53.2"
    )
    assert facts(text)[-1] == "53.2 equity.shareholders share actual ..2016-09-30 0.532"
    text = "\tPayout ratio (%)\nFY2015\t25.0"
    assert facts(text) == ["25.0 dividend_payout_ratio level actual 2015-04-01..2016-03-31 0.25"]


def test_what_stands_behind_a_dash_or_a_comma_is_a_part_of_the_name() -> None:
    """As in the statements of annual reports on Form 20-F: per-share rows below 'Yen' over each column."""
    text = (
        f"{STATEMENT}\n\n\tYen\tYen\tU.S. dollars\tYen\tYen\n"
        "Net income attributable to IIJ per share - basic\t88.01\t72.31\t0.78\t20.01\t28.41\n"
        "Net income attributable to IIJ per share - diluted\t87.85\t72.19\t0.78\t19.97\t28.36"
    )
    read = [(f["concept"], f["printed"], f["period_end"], f["unit"]) for f in facts_below(HEAD, text)][5:]
    assert [row[0].rpartition(".")[2] for row in read] == ["basic"] * 5 + ["diluted"] * 5
    assert read[6] == ("net_income_per_share.diluted", "72.19", "2015-03-31", "JPY/share")
    assert read[2] == ("net_income_per_share.basic", "0.78", "2016-03-31", "other")


def test_a_unit_over_the_first_of_several_columns_is_that_of_all() -> None:
    text = (
        "\t\tThousands of Yen\t\n\tNote\tMarch 31, 2016\tMarch 31, 2015\n"
        "Total assets\t\t117,834,610\t108,704,786\nRetained earnings (accumulated deficit)\t\t(1,118,404)\t(3,420,711)"
    )
    assert [float(f["value"]) for f in facts_below(HEAD, text)] == [117834610e3, 108704786e3, -1118404e3, -3420711e3]


def test_the_corner_of_a_table_says_what_its_rows_are_of() -> None:
    """As line 133 of 1H16's release has it above a table, in the table's first cell."""
    text = "SI orders (JPY million)\t1H15\t1H16\nSystems construction\t13,268\t13,321"
    assert [f["concept"] for f in facts_below(HEAD, text)] == ["orders.si.construction"] * 2


def test_a_business_below_columns_of_metrics_is_of_each_of_them() -> None:
    text = "(JPY million)\n\tRevenue\tCost\tGross margin\nSI\t25,768\t22,993\t2,775"
    assert [f["concept"] for f in facts_below(HEAD, text)] == ["revenue.si", "cost.si", "gross_margin.si"]


def test_thousands_of_what_is_counted_are_told_with_it() -> None:
    text = "(Thousand subscriptions)\n\t1Q16-end\t2Q16-end\nMVNE\t333\t418"
    assert [float(f["value"]) for f in facts_below(HEAD, text)] == [333_000, 418_000]


def test_personnel_in_a_table_of_yen_may_be_its_cost() -> None:
    text = "(JPY million)\n\t1H15\t1H16\nPersonnel\t5,700\t5,995\nEmployees\t2,977\t3,126"
    assert [f["printed"] for f in facts_below(HEAD, text) if f["concept"] == "employees"] == ["2,977", "3,126"]


def test_quarters_stand_below_their_years() -> None:
    """As in IIJ's decks on quarterly results, their years over one column and blank over the others."""
    rows = "\tFY14\t\tFY15\t\n\t3Q\t4Q\t1Q\t2Q\nTotal revenues\t32,017\t33,317\t36,179\t37,944"
    assert [fact.split()[-2] for fact in facts(f"Unit: JPY million\n\n{rows}")] == [
        *("2014-10-01..2014-12-31", "2015-01-01..2015-03-31", "2015-04-01..2015-06-30", "2015-07-01..2015-09-30"),
    ]


@pytest.mark.parametrize(
    ("heading", "scenarios"),
    [("Financial Targets for FY2016\n\n", ["target", "prior_target", "target", "actual"]), ("", ["actual"])],
)
def test_a_day_in_brackets_below_a_target_is_when_it_was_told(heading: str, scenarios: list[str]) -> None:
    """As in IIJ's decks on revised targets; without a heading nothing tells for what time they are."""
    heads = "\tRevised Target\tPrevious Target\tDifference\tFY15\n\t(Nov. 8, 2016)\t(May 13, 2016)\t\tActual"
    found = facts_below(HEAD, f"{heading}(JPY billion)\n\n{heads}\nTotal Revenues\t158.0\t159.0\t(1.0)\t140.6")
    assert [fact["scenario"] for fact in found] == scenarios


def test_a_change_of_targets_is_of_no_other_time_than_they() -> None:
    rows = "Previous forecast (A)\t159,000\nRevised forecast (B)\t158,000\nChange (B-A)\t(1,000)\nChange (%)\t(0.6)"
    assert facts(f"(JPY million)\n\n\tRevenues\n{rows}") == []


def test_a_head_that_compares_names_what_it_compares_with() -> None:
    heads = "\tFY16 Plan\tFY15 Actual\tPlan vs. FY15 Actual\n"
    found = facts_below(HEAD, f"(JPY million)\n\n{heads}Gross Margin\t28,900\t25,300\t+14.2%")
    assert [(f["measure"], f["scenario"], f["period_end"]) for f in found[2:]] == [("yoy_pct", "target", "2017-03-31")]


SEGMENTS = (
    "Network service and SI business\t72,405\t1,402\nATM operation business\t1,902\t601\nElimination\t(184)\t(55)"
)


@pytest.mark.parametrize(
    "heads",
    [
        "\tSegment revenues\tSegment operating income",
        "\tSegment revenue\tOperating income",
        "\tSegment revenue\tSegment profit",
        "\tRevenues\tOperating income",
        "\t1H16\t\n\tSegment revenue\tSegment operating profit",
    ],
)
def test_a_segment_is_of_what_the_head_over_the_number_names(heads: str) -> None:
    """As 'Segment revenues' and 'Segment profits' in the report of CIK 1070304 on the six months to 2018-09-30
    (www.sec.gov/Archives/edgar/data/1070304/000119312518324683/R31.htm)."""
    read = facts(f"(JPY millions)\n{heads}\n{SEGMENTS}\nTotal\t74,123\t1,948")
    parts = ("network_si", "atm", "elimination")
    assert [f.split()[1] for f in read] == [
        *(f"segment_{metric}.{part}" for part in parts for metric in ("revenue", "operating_income")),
        "revenue",
        "operating_income",
    ]
    assert {f.split()[4] for f in read} == {HALF}


def test_a_row_and_a_head_that_name_two_line_items_tell_of_neither() -> None:
    table = f"(JPY millions)\n\tOperating income\tDepreciation and amortization\n{SEGMENTS}"
    assert [f.split()[1].partition(".")[0] for f in facts(table)] == ["segment_operating_income"] * 3
    rows = "1H15\t1,970\t576\n1H16\t2,052\t734"
    assert facts(f"(JPY million)\n\tSegment revenues\tSegment operating income\n{rows}") == []


def test_heads_that_name_items_below_times() -> None:
    heads = "\t1H15\t\t1H16\t\n\tRevenue\tCost\tRevenue\tCost"
    read = facts(f"(JPY million)\n{heads}\nNetwork services\t41,400\t32,100\t44,836\t36,715")
    assert [(f.split()[1], f.split()[4]) for f in read] == [
        (f"{metric}.network", half) for half in (HALF_BEFORE, HALF) for metric in ("revenue", "cost")
    ]
    of_all = facts("Revenues\n\n(JPY million)\n\t1H15\t1H16\n\tTotal\tTotal\nNetwork services\t41,400\t44,836")
    assert [f.split()[1] for f in of_all] == ["revenue.network"] * 2
    assert facts("(JPY million)\n\t1H15\t1H16\n\tCloud\tCloud\nOperating income\t310\t420") == []


def test_the_day_of_a_filing_is_not_that_of_balances_below_it() -> None:
    """Below the title of FY15's third quarter's deck, whose last line is the day on which it was shown."""
    title = "Consolidated Financial Results for 1Q-3Q FY2015 (First 9 months ended December 31, 2015)"
    deck = f"{title}\n\nFebruary 9, 2016\n\n"
    table = "(JPY million)\n\tOrder received\tOrder backlog\nSystems construction\t5,120\t7,040"
    read = facts_below(deck, table)
    assert [(f["concept"], f["period_start"], f["period_end"]) for f in read] == [
        ("orders.si.construction", "2015-04-01", "2015-12-31"),
        ("backlog.si.construction", "", "2015-12-31"),
    ]
    table = "(JPY million)\n\tOrder backlog\nSystems construction\t7,040"
    (as_of,) = facts_below(f"{deck}As of February 9, 2016\n\n", table)
    assert as_of["period_end"] == "2016-02-09"


CAPTIONS = {"JPY million": 6, "JPY billions": 9, "[JPY million]": 6, "Yen in millions": 6, "Millions of yen": 6}
CAPTIONS |= {
    "Unit: million yen": 6,
    "Units: JPY millions": 6,
    "(JPY bn)": 9,
    "(JPY, thousands)": 3,
    "In billions of yen": 9,
}
CAPTIONS |= {"(Amounts in millions of yen)": 6, "Unit: Millions of Japanese yen": 6, "(Trillions of Japanese Yen)": 12}


@pytest.mark.parametrize("unit", CAPTIONS)
def test_a_unit_alone_above_a_table_needs_no_brackets(unit: str) -> None:
    """As 'Millions of yen' stands in the report of CIK 1070304 on the six months to 2018-09-30
    (www.sec.gov/Archives/edgar/data/1070304/000119312518324683/R31.htm)."""
    read = facts(f"Revenues\n\n{unit}\n\n1H15\t1H16\n652\t741")
    assert [(f.split()[1], float(f.split()[-1])) for f in read] == [
        ("revenue", amount * 10.0 ** CAPTIONS[unit]) for amount in (652, 741)
    ]


@pytest.mark.parametrize(
    ("heading", "power"),
    [
        ("< Breakdown of Revenues [JPY billion] >", 9),
        ("Breakdown of Revenues, in billions of yen", 9),
        ("Breakdown of Revenues (in thousands of yen)", 3),
        ("Breakdown of Revenues [IIJ]", 6),
    ],
)
def test_a_unit_in_a_heading_is_that_of_the_table_below_it(heading: str, power: int) -> None:
    table = "\n\n\t1H15\t1H16\nTotal revenues\t652\t741"
    read = facts(f"(JPY million)\n\n\t1H15\t1H16\nCapital expenditures\t52\t41\n\n{heading}{table}")
    assert [float(f.split()[-1]) for f in read] == [52e6, 41e6, 652 * 10.0**power, 741 * 10.0**power]


@pytest.mark.parametrize("unit", ["JPY (thousands)", "JPY thousands", "JPY, thousands"])
def test_a_unit_below_a_head(unit: str) -> None:
    assert facts(f"\t1H15 {unit}\t1H16 {unit}\nTotal revenues\t652\t741")
    read = facts(f"\t1H15\t1H16\n\t{unit}\t{unit}\nTotal revenues\t652\t741")
    assert [float(f.split()[-1]) for f in read] == [652e3, 741e3]


@pytest.mark.parametrize("mark", ["", "*", "*1", " *2", " (Note 3)", " (1)", "(2)", " 1)", " [1]", "\u00b9", "\u2020"])
def test_a_footnotes_mark_behind_a_bracket_or_colon_is_no_part_of_a_label(mark: str) -> None:
    heads = "(JPY thousands)\n\t1H15\t1H16\n"
    label = f"BASIC WEIGHTED-AVERAGE NUMBER OF SHARES (shares){mark}"
    read = facts(f"{heads}{label}\t45,947,519\t45,947,512")
    assert [f.split()[1:] for f in read] == [
        ["shares.weighted_average_basic", "level", "actual", "2015-04-01..2015-09-30", "4.59475e+07"],
        ["shares.weighted_average_basic", "level", "actual", "2016-04-01..2016-09-30", "4.59475e+07"],
    ]
    assert facts(f"{heads}COSTS AND EXPENSES:{mark}\t33,033,131\t33,033,131") == []


def test_a_unit_alone_of_another_currency_is_no_yen() -> None:
    yen, dollars = "(JPY million)\n\t1H16\nTotal revenues\t74,123", "USD million\n\t1H16\nOperating income\t19"
    units = [f["unit"] for f in facts_below(HEAD, f"{yen}\n\n{dollars}")]
    assert units == ["JPY", "other"]
    assert facts("million\n\t1H16\nTotal revenues\t74,123") == []


def test_a_half_below_no_year_beside_one_below_a_year_is_of_none() -> None:
    heads = "\tFY15 Results\tFY16 Targets\n\t\t1H\t2H"
    read = facts(f"JPY billion\n{heads}\nTotal revenues\t140.6\t72.0\t85.0")
    assert [f.split()[0] for f in read] == ["140.6", "72.0"]


def test_points_from_the_quarter_before_are_not_those_from_a_year_before() -> None:
    heads, row = "\t2Q16\t1Q16\tQoQ\t2Q15\tYoY", "Gross margin ratio\t16.0%\t15.6%\t+0.4 pt\t16.1%\t-0.1 pt"
    read = facts(f"{heads}\nTotal revenues (JPY million)\t37,944\t36,179\t+4.9%\t33,193\t+14.3%\n{row}")
    assert [f.split()[2] for f in read if f.split()[1] == "gross_margin"] == ["margin", "margin", "margin", "pt_change"]
    assert read[-1].split()[0] == "-0.1"


def test_a_row_in_bare_yen_below_a_caption_of_millions() -> None:
    rows = "Total revenues\t74,123\nBasic EPS (JPY)\t24.11\nDiluted EPS (yen)\t24.05\nOperating income (JPY)\t1,948"
    assert [(f.split()[1], f.split()[-1]) for f in facts(f"(JPY million)\n\t1H16\n{rows}")] == [
        ("revenue", "7.4123e+10"),
        ("net_income_per_share.basic", "24.11"),
        ("net_income_per_share.diluted", "24.05"),
    ]


def test_a_part_of_a_year_over_rows_of_years_is_of_each() -> None:
    table = "(JPY million)\n\t1H\t2H\nFY2014 operating income\t1,800\t3,275\nFY2015 operating income\t2,563\t3,577"
    assert [f.split()[4] for f in facts(table)] == [
        "2014-04-01..2014-09-30",
        "2014-10-01..2015-03-31",
        HALF_BEFORE,
        "2015-10-01..2016-03-31",
    ]
    months = "Operating income (JPY million)\n\t1Q\t9 months\nFY2014\t720\t3,618\nFY2015\t1,141\t4,280"
    assert [f.split()[4][-10:] for f in facts(months)] == ["2014-06-30", "2014-12-31", "2015-06-30", "2015-12-31"]


def test_rows_of_businesses_above_their_total_revenue_are_of_revenue() -> None:
    heads = "\t1H16\t% of total\t1H15\t% of total\n\tJPY millions\t\tJPY millions"
    rows = "Network services\t44,836\t60.5\t41,400\t63.4\nSystems integration (SI)\t25,768\t34.8\t22,130\t33.9"
    read = facts(f"{heads}\n{rows}\nTotal revenues\t74,123\t100.0\t65,334\t100.0")
    assert [f.split()[1] for f in read[::4]] == ["revenue.network", "revenue.si", "revenue"]
    assert [f.split()[2] for f in read] == ["level", "pct_of_revenue"] * 6
    for foot in ("Total\t74,123\t100.0", "Operating income\t1,948\t2.6\nTotal revenues\t74,123\t100.0"):
        assert not [f for f in facts(f"{heads}\n{rows}\n{foot}") if "network" in f]


@pytest.mark.parametrize(
    "row",
    [
        "Cash dividend (JPY per share)\t22\t11",
        "Exchange rate (JPY/USD)\t102.1\t99.3",
        "Circulating traffic (Gbps)\t290\t200",
        "Capital adequacy (times)\t1.4\t1.3",
        "Data centers (sites)\t20\t20",
        "Volume traded (thousand)\t300\t200",
        "Customers\t8,600\t8,000",
        "Patents held\t61\t50",
    ],
)
def test_a_row_that_is_not_known_may_be_in_another_unit_than_its_table(row: str) -> None:
    assert len(facts(f"(JPY billion)\n\t1H16\t1H15\nTotal revenues\t74.1\t65.2\n{row}")) == 2
    assert facts(f"(JPY billion)\n\t1H16\t1H15\n{row}") == [] or "(" not in row


def test_a_row_that_is_not_known_is_a_part_of_the_row_above_where_it_is_indented() -> None:
    table = "(JPY billion)\n\t1H16\nTotal revenues\t74.1\nFree cash flow\t1.1\n Widgets\t0.5\nTaxes (net)\t0.4"
    assert [f.split()[1] for f in facts(table)] == ["revenue", "item.free_cash_flow", "revenue.widget", "item.tax_net"]


@pytest.mark.parametrize("row", ["Equipment sales", "WAN services", "Network services"])
@pytest.mark.parametrize("above", ["Systems construction order received", "SI order backlog"])
def test_a_row_of_another_business_is_no_order_as_the_row_above_it(above: str, row: str) -> None:
    assert len(facts(f"(JPY million)\n\t1H16\n{above}\t13,321\n{row}\t910")) == 1
    (_, part) = facts("(JPY million)\n\t1H16\nOrder received\t13,321\n Systems construction\t9,910")
    assert part.split()[1] == "orders.si.construction"


@pytest.mark.parametrize(
    "label", ["Total revenues (target: 65.0)", "Total revenues (above target)", "Operating income (below target)"]
)
def test_a_target_in_brackets_beside_a_name_makes_no_target_of_its_row(label: str) -> None:
    assert facts(f"(JPY billion)\n\t1H16\t1H15\n{label}\t66.2\t58.4") == []
    assert [f.split()[3] for f in facts("(JPY billion)\n\tFY2016\nTotal revenues (target)\t158.0")] == ["target"]


@pytest.mark.parametrize(
    ("above", "row", "read"),
    [
        ("Operating income", " Margin\t2.6%\t3.9%", ["operating_income pct_of_revenue", "0.026"]),
        ("Operating income", " Margin (%)\t2.6\t3.9", ["operating_income pct_of_revenue", "0.026"]),
        ("Adjusted EBITDA", " Margin\t10.9%\t11.4%", ["adjusted_ebitda pct_of_revenue", "0.109"]),
        ("Gross margin", " Margin\t16.0%\t17.9%", ["gross_margin margin", "0.16"]),
        ("Cost of revenues", "Gross margin ratio\t16.0%\t17.9%", ["gross_margin margin", "0.16"]),
    ],
)
def test_a_row_that_says_margin_is_of_the_row_above(above: str, row: str, read: list[str]) -> None:
    found = facts(f"(JPY billion)\n\t1H16\t1H15\n{above}\t1.9\t2.6\n{row}")
    assert [" ".join(found[2].split()[1:3]), found[2].split()[-1]] == read
    assert len(facts("(JPY billion)\n\t1H16\t1H15\nOperating income\t1.9\t2.6\n Margin\t3.9\t3.5")) == 2


def test_two_heads_with_a_scenario_over_four_parts_of_years_are_lost() -> None:
    heads = "(JPY million)\n\tFY2016 Target\tFY2015 Actual\n\t1H\tFY\t1H\tFY"
    assert facts(f"{heads}\nTotal revenues\t72,000\t158,000\t65,200\t140,648") == []


def test_a_business_that_is_also_counted_is_no_count_among_amounts() -> None:
    rows = "Cloud\t1.2\nATM\t0.2\nATMs placed\t1,078"
    found = facts(f"1H16 CAPEX breakdown (JPY billion)\n\n\t1H16\n{rows}")
    assert [f.split()[1] for f in found] == ["capex_view.cloud", "atms_placed"]


def test_thousands_of_what_is_not_known_are_of_no_row_below_it() -> None:
    rows = "Contracts (thousand)\t580\nNumber of employees\t2,960\nNumber of widgets\t10"
    assert [f.split()[-1] for f in facts(f"\t1H16\n{rows}")] == ["580000", "2960", "10"]


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("(0.5) pt", ["pt_change -0.005"]),
        ("(0.5) points", ["pt_change -0.005"]),
        ("+0.5 pt", ["pt_change 0.005"]),
        ("(0.5) pct. pt", []),
        ("(0.5)", []),
        ("0.5", []),
        ("(3.0%)", ["yoy_pct -0.03"]),
    ],
)
def test_a_change_beside_percentages_is_in_points_where_it_says_so(change: str, read: list[str]) -> None:
    heads = "1H16 Gross Margin (JPY million)\n\n\t1H16\t1H15\tYoY\nSI\t2,775\t3,385\t(610)"
    found = facts(f"{heads}\nNetwork services\t18.1%\t19.7%\t{change}")
    assert [f"{f.split()[2]} {f.split()[-1]}" for f in found[5:]] == read
    assert found[2].endswith("-6.1e+08")


FIRST, SECOND, YEAR = "2018-04-01..2018-09-30", "2018-10-01..2019-03-31", "2018-04-01..2019-03-31"


@pytest.mark.parametrize(
    ("heading", "heads", "times"),
    [
        ("FY2018 Targets", ["Full Year", "1st Half"], [YEAR, FIRST]),
        ("FY2018 Targets", ["First half", "Full-year"], [FIRST, YEAR]),
        ("FY2018 Financial Targets", ["1H", "2H", "Full-year"], [FIRST, SECOND, YEAR]),
        (
            "Forecast for the fiscal year ending March 31, 2019",
            ["Six months ending September 30, 2018", "Full year"],
            [FIRST, YEAR],
        ),
    ],
)
def test_a_part_of_a_year_in_a_head_is_that_of_the_year_above_the_table(
    heading: str, heads: list[str], times: list[str]
) -> None:
    row = "\t".join(["Total revenues", "89.0", "97.0", "186.0"][: len(heads) + 1])
    read = facts("\n".join([f"{heading} (JPY billion)\n", "\t".join(["", *heads]), row]))
    assert [f.split()[3:5] for f in read] == [["target", time] for time in times]


def test_a_part_of_a_year_below_a_heading_of_a_year_that_is_over() -> None:
    table = "\t1H\t2H\nTotal revenues\t65.3\t75.3"
    assert [f.split()[3:5] for f in facts(f"FY2015 Results (JPY billion)\n\n{table}")] == [
        ["actual", HALF_BEFORE],
        ["actual", "2015-10-01..2016-03-31"],
    ]
    assert [f.split()[0] for f in facts(f"FY2016 Targets (JPY billion)\n\n{table}")] == ["75.3"]
    assert [f.split()[4] for f in facts(f"Results (JPY billion)\n\n{table}")] == [HALF]


def test_a_head_in_two_rows_that_is_of_revenues_names_no_item() -> None:
    heads = (
        "\t1H16\t% of\t1H15\t% of\tYoY\tFY16\n"
        "\t(Apr. 2016 - Sep. 2016)\trevenues\t(Apr. 2015 - Sep. 2015)\trevenues\tchange\ttarget*"
    )
    rows = "Total Revenues\t74,123\t100.0%\t65,334\t100.0%\t13.5%\t158,000\n"
    rows += "Operating Income\t1,948\t2.6%\t2,563\t3.9%\t(24.0%)\t7,000"
    measures = ["level", "pct_of_revenue", "level", "pct_of_revenue", "yoy_pct", "level"]
    read = facts(f"(JPY million)\n\n{heads}\n{rows}")
    assert [f.split()[1:3] for f in read] == [[item, m] for item in ("revenue", "operating_income") for m in measures]


@pytest.mark.parametrize(
    ("heads", "row", "measures"),
    [
        ("\t1H15\t1H16\tIncrease (decrease) from 1H15", "65,334\t74,123\t8,789", ["yoy_abs"]),
        ("\t1H15\t1H16\tIncrease (decrease) from 1H15\n\t\t\tJPY million", "65,334\t74,123\t8,789", ["yoy_abs"]),
        ("\t1H16\t1H15\tIncrease\tRate of increase", "74,123\t65,334\t8,789\t13.5%", ["yoy_abs", "yoy_pct"]),
        ("\t1H16\t1H15\tIncrease\tRate of increase (%)", "74,123\t65,334\t8,789\t13.5", ["yoy_abs", "yoy_pct"]),
        ("\t1H16\t1H15\tRate of return", "74,123\t65,334\t13.5%", []),
    ],
)
def test_a_head_of_a_rate_or_an_amount_of_increase(heads: str, row: str, measures: list[str]) -> None:
    read = facts(f"(JPY million)\n\n{heads}\nTotal revenues\t{row}")
    assert [f.split()[2] for f in read] == ["level", "level", *measures]


@pytest.mark.parametrize("row", ["Capex | 9,000 | 10,000 | 1,000", "| Capex | 9,000 | 10,000 | 1,000 |"])
def test_heads_between_outer_bars_stand_over_rows_with_or_without_them(row: str) -> None:
    read = facts(f"(JPY million)\n\n| | FY2014 Results | FY2015 Results | YoY |\n{row}")
    assert [f.split()[2] for f in read] == ["level", "level", "yoy_abs"]
    assert [f.split()[4][:4] for f in read] == ["2014", "2015", "2015"]


MARGINS = "Network services\t16,093\t3,328\t20.7%\t+247\nTotal\t24,844\t4,819\t19.4%\t+317"


@pytest.mark.parametrize("title", ["Cost of Revenues and Gross Margin", "Gross Margin", "Gross Margin by Segment"])
def test_a_change_is_of_what_its_own_head_names(title: str) -> None:
    heads = "\tRevenues\tGross Margin\tGross Margin Ratio\tYoY Change in Gross Margin"
    read = facts(f"{title}\n\n(JPY million)\n\n{heads}\n{MARGINS}")
    assert [(f.split()[1], f.split()[2], f.split()[-1]) for f in read] == [
        *(("revenue.network", "level", "1.6093e+10"), ("gross_margin.network", "level", "3.328e+09")),
        *(("gross_margin.network", "margin", "0.207"), ("gross_margin.network", "yoy_abs", "2.47e+08")),
        *(("revenue", "level", "2.4844e+10"), ("gross_margin", "level", "4.819e+09")),
        *(("gross_margin", "margin", "0.194"), ("gross_margin", "yoy_abs", "3.17e+08")),
    ]


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("YoY Change in Revenues", "revenue.network yoy_abs 1.1e+06"),
        ("YoY Change in Gross Margin Ratio", "gross_margin.network pt_change 0.011"),
        ("YoY Change", "gross_margin.network pt_change 0.011"),
        ("YoY Change in Churn", ""),
    ],
)
def test_a_change_right_of_a_ratio(head: str, read: str) -> None:
    table = f"(JPY million)\n\n\tRevenues\tGross Margin\tGross Margin Ratio\t{head}\nNetwork services\t16.1\t3.3\t20.7%"
    last = [f.split() for f in facts(f"{table}\t+1.1")][3:]
    assert [" ".join((f[1], f[2], f[-1])) for f in last] == ([read] if read else [])


def test_a_whole_number_beside_a_ratio_in_tenths_is_an_amount_or_in_points() -> None:
    heads = "\tRevenues\tGross Margin\tGross Margin Ratio\tYoY Change"
    assert {f.split()[2] for f in facts(f"(JPY million)\n\n{heads}\n{MARGINS}")} == {"level", "margin"}


def test_comparisons_that_come_first_compare_what_stands_to_their_right() -> None:
    table = (
        "(JPY million)\n\tChanges\tSeptember 30, 2016\tMarch 31, 2016\nTotal assets\t1,000\t117,835\t116,835\n\n"
        "(JPY million)\n\tYoY\tFY15\tFY14\tQoQ\t2Q16\t1Q16\n"
        "Total revenues\t12.0%\t74,123\t65,334\t5.0%\t38,000\t36,000\n"
    )
    facts = [plain(f) for f in facts_below(HEAD, table)]
    assert "assets change 2016-03-31..2016-09-30 1000000000 JPY -6" in facts
    assert "revenue yoy_pct 2015-04-01..2016-03-31 0.120 ratio 3" in facts
    assert "revenue qoq_pct 2016-07-01..2016-09-30 0.050 ratio 3" in facts


def test_a_comparison_that_comes_first_may_have_one_time_to_its_right() -> None:
    table = "(JPY million)\n\tYoY\t1H16\nTotal revenues\t12.0%\t74,123\n"
    assert [plain(f) for f in facts_below(HEAD, table)] == [
        "revenue yoy_pct 2016-04-01..2016-09-30 0.120 ratio 3",
        "revenue level 2016-04-01..2016-09-30 74123000000 JPY -6",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "(Unit: 100 million yen)",
        "(in hundreds of millions of yen)",
        "In tens of thousands of yen",
        "Unit: persons",
        "Details (Unit: 100 million yen)",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_caption_that_is_not_understood_ends_the_one_above_it(unit: str, between: str) -> None:
    """'(Unit: 100 million yen)' stands over the summaries of Japanese companies, over others '(Millions of yen)'."""
    above = "Unit: JPY million\n\t1H15\t1H16\nTotal revenues\t65,210\t74,123\n\n"
    table = "\t1H15\t1H16\nOperating income\t25.6\t19.5\nNumber of employees\t2,803\t3,104"
    read = facts(f"{above}{unit}{between}{table}")
    assert [f.split()[0] for f in read] == ["65,210", "74,123", "2,803", "3,104"]


def test_a_unit_of_columns_that_is_not_understood_is_not_the_one_captioned_above() -> None:
    table = "\t1H15\t1H16\n\t100 million yen\t100 million yen\nOperating income\t25.6\t19.5"
    assert facts(f"Unit: JPY million\n{table}") == []


def test_a_blank_between_the_digits_of_a_count_leaves_it_unread() -> None:
    assert facts("IIJmio: 12 661 contracts\nIn 1H16, IIJmio had 12 661 contracts.") == []


def test_an_amount_of_money_is_no_number_of_what_is_counted() -> None:
    table = "(JPY thousands)\n\t1H15\t1H16\n"
    assert facts(f"{table}Number of employees\t\u00a52,345\t\u00a53,104") == []
    shares = "NET INCOME PER SHARE\t\t\nWeighted average shares held by the trust\t45,947,519\t45,952,691"
    assert facts(f"{table}{shares}") == []


@pytest.mark.parametrize("head", ["FY15E", "FY2015E", "FY15 (E)", "FY15 Estimate"])
def test_an_e_behind_a_year_that_is_over_makes_it_a_target(head: str) -> None:
    read_of = facts(f"(JPY million)\n\t{head}\tFY15 Results\nTotal revenues\t140,000\t140,648")
    assert [f.split()[3] for f in read_of] == ["target", "actual"]


def test_a_label_that_begins_with_a_business_which_is_a_thing_as_well_is_of_the_business() -> None:
    read = facts("(JPY million)\n\n\t1H16\nATM segment operating income\t81")
    assert [f.split()[1] for f in read] == ["segment_operating_income.atm"]


def test_half_a_bracket_may_be_a_minus() -> None:
    assert facts("(JPY million)\n\n\t1H16\t1H15\nGross margin\t(27\t2,386)") == []


@pytest.mark.parametrize("units", ["", "\tJPY millions\tJPY millions\t%\n"])
def test_a_comparison_beside_a_column_without_a_head_may_be_of_that_column(units: str) -> None:
    read = facts(f"(JPY million)\n\n\t1H15\t\tYoY Change\n{units}Gross margin\t2,700\t2,386\t(11.6%)")
    assert [f.split()[0] for f in read if "yoy" in f] == []


def test_a_label_over_two_rows_is_one_though_nobody_knows_it() -> None:
    read = facts(
        "(JPY million)\n(% of revenues)\n\n\t1H16\t1H15\nEarnings before\t3.4%\t3.7%\n"
        "Income Tax Expense\t2,540\t2,410\nOperating income\t2,600\t2,500"
    )
    assert "income_tax" not in {f.split()[1] for f in read}


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ("1Q15\t2Q15\t3Q15\t4Q15\tFY15\t1Q16", 6),
        ("1Q15\t2Q15\t3Q15\t4Q15\tFY15", 0),
        ("2Q15\t3Q15\t4Q15\tFY15\t1Q16", 0),
    ],
)
def test_fewer_heads_than_amounts_without_a_label_stand_over_none_for_certain(heads: str, found: int) -> None:
    assert len(facts(f"Operating income\n\n(JPY million)\n\n{heads}\n716\t867\t981\t975\t3,539\t881")) == found


def test_right_of_the_last_head_nothing_tells_when() -> None:
    assert [f.split()[0] for f in facts("(JPY million)\n\n\t1H15\t1H16\nGross margin\t2,700\t2,386\t314")] == [
        "2,700",
        "2,386",
    ]


def test_a_change_beside_a_previous_and_a_revised_forecast_is_of_no_two_that_are_told() -> None:
    heads = "\tFY15 results\tFY16 previous forecast\tFY16 revised forecast\tChange"
    found = facts(f"(JPY billion){heads}\nTotal revenues\t140.6\t159.0\t158.0\t-1.0")
    assert [f.split()[:4] for f in found] == [
        ["140.6", "revenue", "level", "actual"],
        ["159.0", "revenue", "level", "prior_target"],
        ["158.0", "revenue", "level", "target"],
    ]


@pytest.mark.parametrize("corner", ["Thousands", "Thousand lines", "(In thousands)"])
def test_the_unit_of_counts_in_the_corner_of_the_heads(corner: str) -> None:
    found = facts(f"{corner}\tSeptember 30, 2016\tMarch 31, 2016\nTotal mobile subscriptions\t1,486\t1,272")
    assert [f.split()[-1] for f in found] == ["1.486e+06", "1.272e+06"]


@pytest.mark.parametrize("label", ["Personnel", "Total employees", "Average employees"])
def test_persons_in_a_table_of_money_are_persons_or_money(label: str) -> None:
    table = f"(JPY million)\n\t1H16\t1H15\nTotal revenues\t74,123\t65,334\n{label}\t2,980\t2,795"
    assert [f.split()[0] for f in facts(table)] == ["74,123", "65,334"]
