"""Numbers by words of their own: parts and shares with a label, kinds of cost, lists, what a bracket compares. Figures
and sentences made up."""

from __future__ import annotations

import pytest
from reading import plain, read

FIRST_QUARTER = """IIJ Announces First Three Months Financial Results for the Fiscal Year Ending March 31, 2016

TOKYO, August 7, 2015 - Internet Initiative Japan Inc. ("IIJ") today announced its results ("1Q15", from April 1, \
2015 to June 30, 2015). 1

"""


def _facts(body: str, line: str, head: str = FIRST_QUARTER) -> list[str]:
    return [plain(f) for f in read(head + body).on(line)]


def _concepts(body: str, line: str) -> list[str]:
    return [f["concept"] for f in read(FIRST_QUARTER + body).on(line)]


# ---- labels before and behind their numbers -------------------------------------------------------------------------

DAYS = "2015-04-01..2015-06-30"


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "- Cloud revenue: JPY3.9 billion, recognized in SI operation 62%, in Outsourcing 38%",
            [
                f"cloud_revenue level {DAYS} 3900000000 JPY -8",
                f"cloud_revenue_view.operation share {DAYS} 0.62 ratio 2",
                f"cloud_revenue_view.outsourcing share {DAYS} 0.38 ratio 2",
            ],
        ),
        (
            "- 62% of cloud revenue is recognized in systems operation and maintenance and 38% in outsourcing",
            [
                f"cloud_revenue_view.operation share {DAYS} 0.62 ratio 2",
                f"cloud_revenue_view.outsourcing share {DAYS} 0.38 ratio 2",
            ],
        ),
        (
            "- Revenues from consumer mobile: JPY4.1 billion (up 53.4% YoY)",
            [
                f"revenue_view.mobile_consumer level {DAYS} 4100000000 JPY -8",
                f"revenue_view.mobile_consumer yoy_pct {DAYS} 0.534 ratio 3",
            ],
        ),
        (
            "- Consumer mobile subscriptions: 870 thousand",
            ["subscriptions.mobile.consumer level 2015-06-30 870000 count -3"],
        ),
        (
            "- Adjusted EBITDA margin was 9.4% (1Q14: 10.8%)",
            [
                f"adjusted_ebitda pct_of_revenue {DAYS} 0.094 ratio 3",
                "adjusted_ebitda pct_of_revenue 2014-04-01..2014-06-30 0.108 ratio 3",
            ],
        ),
        ("- Capital expenditure ratio to revenue: 11.2%", [f"capex pct_of_revenue {DAYS} 0.112 ratio 3"]),
    ],
)
def test_a_share_or_a_part_by_its_own_label(line: str, facts: list[str]) -> None:
    assert _facts(line + "\n", line) == facts


def test_a_margin_of_another_item_in_a_row() -> None:
    table = "Unit: JPY million\n\n\t1Q14\t1Q15\nAdjusted EBITDA\t3,415\t3,388\nAdjusted EBITDA margin\t9.1%\t9.4%\n"
    assert _facts(table, "EBITDA margin")[1] == f"adjusted_ebitda pct_of_revenue {DAYS} 0.094 ratio 3"


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Revenue in may 2015 was JPY12.1 billion.", "2015-05-01..2015-05-31"),
        ("In fy2014 operating income was JPY5.1 billion.", "2014-04-01..2015-03-31"),
        ("For the three months ended june 30, 2014, revenue was JPY27.1 billion.", "2014-04-01..2014-06-30"),
    ],
)
def test_months_and_fiscal_years_may_be_in_small_letters(line: str, days: str) -> None:
    assert _facts(line + "\n", line)[0].split()[2] == days


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Operating income was up 16.9% YoY from JPY2,917 million for 1Q14. Operating income to revenue ratio was "
            "5.0%.",
            [
                f"operating_income yoy_pct {DAYS} 0.169 ratio 3",
                "operating_income level 2014-04-01..2014-06-30 2917000000 JPY -6",
                f"operating_income pct_of_revenue {DAYS} 0.050 ratio 3",
            ],
        ),
        (
            "The number of ATMs placed was 131 as of June 30, 2015 and we plan to place 500 ATMs by the end of FY2015.",
            ["atms_placed level 2015-06-30 131 count 0", "atms_placed level target 2016-03-31 500 count 0"],
        ),
    ],
)
def test_what_else_a_sentence_of_a_release_says(line: str, facts: list[str]) -> None:
    assert _facts(line + "\n", line) == facts


def test_rows_of_segments_under_a_metric_of_their_own() -> None:
    table = (
        "Segment Results Summary\n\nUnit: JPY million\n\n\t1Q14\t1Q15\n"
        "Net Revenues:\t\t\nATM operation business\t22\t306\n"
        "Total\t27,552\t31,464\nOperating Income (loss):\t\t\nATM operation business\t(767)\t(986)\nTotal\t768\t1,141\n"
    )
    found = [f for f in read(FIRST_QUARTER + table).facts if f["period_end"] == "2015-06-30"]
    assert [f["concept"] for f in found] == [
        "segment_revenue.atm", "revenue", "segment_operating_income.atm", "operating_income",
    ]  # fmt: skip


def test_the_number_of_a_footnote_ends_a_label() -> None:
    table = "Network services revenue\n\nUnit: JPY million\n\n\t1Q14\t1Q15\nIP Service(1)\t2,201\t2,302\n"
    assert _concepts(table, "IP Service(1)") == ["revenue.network.connectivity_enterprise.ip_service"] * 2


def test_network_services_by_their_name_of_fy2009() -> None:
    table = (
        "Unit: JPY million\n\n\t1Q14\t1Q15\nTotal Revenues:\t17,000\t17,500\n"
        "Connectivity and Outsourcing Services\t9,001\t9,255\n"
        "Total Cost of Revenues:\t14,000\t14,500\nConnectivity and Outsourcing Services\t7,001\t7,255\n"
    )
    found = read(FIRST_QUARTER + table).facts
    assert [f["concept"] for f in found if f["period_end"] == "2015-06-30"] == [
        "revenue", "revenue.network", "cost", "cost.network",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Total subscriptions reached 2.47 million, an increase of 617 thousand YoY. Enterprise mobile "
            "subscriptions including MVNE grew by 44.0% YoY to 1.45 million.",
            [
                "subscriptions.mobile level 2015-06-30 2470000 count -4",
                "subscriptions.mobile yoy_abs 2015-06-30 617000 count -3",
                "subscriptions.mobile.enterprise yoy_pct 2015-06-30 0.440 ratio 3",
                "subscriptions.mobile.enterprise level 2015-06-30 1450000 count -4",
            ],
        ),
        (
            "Mobile services revenue was JPY36.5 billion, up 36.7% YoY. We launched full-MVNO services, in which we "
            "invested about JPY4.5 billion.",
            [
                f"revenue_view.mobile level {DAYS} 36500000000 JPY -8",
                f"revenue_view.mobile yoy_pct {DAYS} 0.367 ratio 3",
            ],
        ),
        (
            "It was due to net gain on sales of available-for-sale securities of JPY812 million (JPY214 million for "
            "1Q14).",
            [
                f"other_income.gain_on_sales_of_available_for_sale_securities level {DAYS} 812000000 JPY -6",
                "other_income.gain_on_sales_of_available_for_sale_securities level 2014-04-01..2014-06-30 214000000 "
                "JPY -6",
            ],
        ),
        (
            "As of June 30, 2015, as compared to the respective balances as of June 30, 2014, inventories increased by "
            "JPY3,312 million to JPY31,101 million.",
            [
                "assets.inventories change 2014-06-30..2015-06-30 3312000000 JPY -6",
                "assets.inventories level 2015-06-30 31101000000 JPY -6",
            ],
        ),
        (
            "The annual dividend for FY2014 is JPY27.00 per share. IIJ plans to pay an interim dividend of JPY13.50 "
            "and a year-end dividend of JPY14.50 per share for FY2015.",
            [
                "dividend_per_share level 2014-04-01..2015-03-31 27 JPY/share 2",
                "dividend_per_share level target 2015-09-30 13.50 JPY/share 2",
                "dividend_per_share level target 2016-03-31 14.50 JPY/share 2",
            ],
        ),
        (
            "IIJ issued new shares of 12,400 shares of common stock due to the exercise of stock options in May 2015.",
            ["shares.new_issue level 2015-05-01..2015-05-31 12400 shares 0"],
        ),
    ],
)
def test_a_long_sentence_says_one_thing_after_another(line: str, facts: list[str]) -> None:
    assert _facts(line + "\n", line) == facts


def test_others_below_a_part_are_of_that_part() -> None:
    table = (
        "Network services revenue\n\nUnit: JPY million\n\n\t1Q14\t1Q15\n"
        "Internet connectivity services (Enterprise)\t4,401\t4,902\nOthers\t21\t22\n"
        "Internet connectivity services (Consumer)\t2,201\t2,902\nOthers\t41\t42\n"
    )
    found = [f["concept"] for f in read(FIRST_QUARTER + table).facts if f["period_end"] == "2015-06-30"]
    assert found[1] == "revenue.network.connectivity_enterprise.other"
    assert found[3] == "revenue.network.connectivity_consumer.other"


@pytest.mark.parametrize(
    ("body", "line", "facts"),
    [
        (
            "- Percentage of personnel-related costs to revenue: 17.1% (down 0.9 points YoY)\n",
            "17.1%",
            [f"personnel_cost pct_of_revenue {DAYS} 0.171 ratio 3", f"personnel_cost pt_change {DAYS} -0.009 ratio 3"],
        ),
    ],
)
def test_a_bullet_of_an_early_deck(body: str, line: str, facts: list[str]) -> None:
    assert _facts(body, line) == facts


def test_percentages_behind_a_target_are_of_the_target() -> None:
    table = (
        "Unit: JPY billion\n\n\tFY2015 Target\t% of revenues\tFY2014 Actual\t% of revenues\tYoY\n"
        "Operating Income\t6.3\t6.3%\t4.1\t5.0%\t52.1%\n"
    )
    assert _facts(table, "Operating Income")[1] == (
        "operating_income pct_of_revenue target 2015-04-01..2016-03-31 0.063 ratio 3"
    )


@pytest.mark.parametrize(
    ("body", "line", "facts"),
    [
        (
            "Recurring revenue, 82.3% of total 1Q15 revenues, rose by 12.4% year over year as contracts grew.\n",
            "82.3%",
            [
                f"revenue_view.recurring pct_of_revenue {DAYS} 0.823 ratio 3",
                f"revenue_view.recurring yoy_pct {DAYS} 0.124 ratio 3",
            ],
        ),
        (
            "1Q15 revenues and operating income grew by 12.7% and 8.9% respectively year over year.\n",
            "12.7%",
            [f"revenue yoy_pct {DAYS} 0.127 ratio 3", f"operating_income yoy_pct {DAYS} 0.089 ratio 3"],
        ),
        (
            "Of our mobile business much may be said, and what we learned of late is more than we had hoped for.\n\n"
            "-- 1Q15 revenues were up by 9.7%. Sales of network services grew YoY.\n",
            "9.7%",
            [f"revenue yoy_pct {DAYS} 0.097 ratio 3"],
        ),
        (
            "-- The year-end dividend plan goes from the previous JPY9.25 to JPY10.50 per share of common stock.\n",
            "9.25",
            [
                "dividend_per_share level prior_target 2016-03-31 9.25 JPY/share 2",
                "dividend_per_share level target 2016-03-31 10.50 JPY/share 2",
            ],
        ),
        (
            "- Total mobile subscription: 740 thousand\n\n"
            "- Took over approximately 1,300 corporate customers and 263 employees\n",
            "1,300",
            ["item.corporate_customer level 2015-06-30 1300 count 0 approx"],  # not all employees are taken over
        ),
        (
            " Actual Results Target Announced\nRevenues JPY35,614 million ($426.2 million) JPY33,900 million\n",
            "35,614",
            [
                f"revenue level {DAYS} 35614000000 JPY -6",
                f"revenue level {DAYS} 426200000 other -5",
                f"revenue level target {DAYS} 33900000000 JPY -6",
            ],
        ),
    ],
)
def test_what_highlights_say(body: str, line: str, facts: list[str]) -> None:
    assert _facts(body, line) == facts


def test_two_amounts_of_a_bullet_are_no_columns() -> None:
    body = (
        "Actual Results Target Announced\nRevenues JPY35,614 million JPY33,900 million\n\n"
        "- Operating loss of the ATM business was JPY730 million, that of a year ago was JPY510 million.\n"
    )
    assert {f["scenario"] for f in read(FIRST_QUARTER + body).on("Operating loss")} == {"actual"}


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "SG&A and R&D expenses were 14.0% of total revenues (14.3% for 1Q14), and G&A expenses were JPY4,812 "
            "million.",
            [
                f"sga_rd pct_of_revenue {DAYS} 0.140 ratio 3",
                "sga_rd pct_of_revenue 2014-04-01..2014-06-30 0.143 ratio 3",
                f"sga_rd.general_administrative level {DAYS} 4812000000 JPY -6",
            ],
        ),
        (
            "Other income (expenses) was net other expenses of JPY131 million (net other expenses of JPY218 million "
            "for 1Q14).",
            [
                f"other_income level {DAYS} -131000000 JPY -6",
                "other_income level 2014-04-01..2014-06-30 -218000000 JPY -6",
            ],
        ),
    ],
)
def test_a_sentence_of_a_release_of_other_years(line: str, facts: list[str]) -> None:
    assert _facts(line + "\n", line) == facts


def test_rows_that_compare_the_rows_above() -> None:
    table = (
        "\tRevenues\tOperating Income\n\tJPY millions\tJPY millions\nFY2015 Target (A)\t107,000\t7,800\n"
        "FY2014 Results (B)\t97,315\t6,353\nChange (A-B)\t9,685\t1,447\nYoY % Change\t10.0%\t22.8%\n"
    )
    assert _facts(table, "Change (A-B)") == [
        "revenue yoy_abs target 2015-04-01..2016-03-31 9685000000 JPY -6",
        "operating_income yoy_abs target 2015-04-01..2016-03-31 1447000000 JPY -6",
    ]
    assert _facts(table, "YoY % Change")[1] == "operating_income yoy_pct target 2015-04-01..2016-03-31 0.228 ratio 3"


def test_a_head_over_dollars_and_yen_is_of_both() -> None:
    table = (
        "\tThree Months Ended June 30, 2014\t\tThree Months Ended June 30, 2015\t\t\n"
        "\tThousands of JPY\t% of total revenues\tThousands of U.S. Dollars\tThousands of JPY\t% of total revenues\n"
        "Total revenues\t23,544,221\t100.0\t305,212\t26,512,123\t100.0\n"
        "OPERATING INCOME\t1,512,111\t6.4\t22,012\t1,912,212\t7.2\n"
    )
    found = read(FIRST_QUARTER.replace("three", "nine") + table).on("OPERATING INCOME")
    assert {f["period_start"] for f in found} == {"2014-04-01", "2015-04-01"}
    assert [f["measure"] for f in found] == ["level", "pct_of_revenue", "level", "level", "pct_of_revenue"]


def test_forecasts_of_dividends_in_rows() -> None:
    table = (
        "Revised Year-end Dividend Forecast for FY2015\n\n"
        "Dividend per share of common stock\tInterim\tYear-end\tTotal\n"
        "Previous Forecast for FY2015\tJPY11.00\tJPY11.00\tJPY22.00\n"
        "Revised Forecast of FY2015 Year-end Dividend\t-\tJPY13.00\tJPY24.00\n"
    )
    assert _facts(table, "Previous")[1] == "dividend_per_share level prior_target 2016-03-31 11 JPY/share 2"
    assert _facts(table, "Revised Forecast of")[1] == (
        "dividend_per_share level target 2015-04-01..2016-03-31 24 JPY/share 2"
    )


def test_a_row_of_targets_and_one_that_compares_it_with_a_year() -> None:
    table = (
        "FY2015 Financial Targets\n\n\tRevenues\tOperating Income\nTarget (JPY million)\t100,000\t6,300\n"
        "% Change from FY2014\t21.3%\t52.1%\n"
    )
    assert _facts(table, "Target (JPY") == [
        "revenue level target 2015-04-01..2016-03-31 100000000000 JPY -6",
        "operating_income level target 2015-04-01..2016-03-31 6300000000 JPY -6",
    ]
    assert _facts(table, "% Change")[0] == "revenue yoy_pct target 2015-04-01..2016-03-31 0.213 ratio 3"


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Things went well in the latter half of FY2014, for sales of all kinds, and revenues were up by 11.2% YoY.",
            ["revenue yoy_pct 2014-10-01..2015-03-31 0.112 ratio 3"],
        ),
        ("Both incomes rose, above our target by 21.3% and 34.2%, respectively.", []),
    ],
)
def test_what_overviews_say(line: str, facts: list[str]) -> None:
    assert _facts(line + "\n", line) == facts


def test_rows_below_a_blank_line_go_on_with_the_table_above() -> None:
    table = (
        "\tThree Months Ended June 30, 2014\tThree Months Ended June 30, 2015\n\tThousands of JPY\tThousands of JPY\n"
        "FINANCING ACTIVITIES:\t\t\nDividends paid\t(405,435)\t(505,123)\n\n"
        "ADDITIONAL CASH FLOW INFORMATION:\t\t\nInterest paid\t152,345\t132,345\n"
    )
    assert _facts(table, "Interest paid") == [
        "cash_flow.supplemental.interest_paid level 2014-04-01..2014-06-30 152345000 JPY -3",
        "cash_flow.supplemental.interest_paid level 2015-04-01..2015-06-30 132345000 JPY -3",
    ]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("BASIC NET INCOME ATTRIBUTABLE TO INTERNET INITIATIVE JAPAN INC. PER SHARE", "net_income_per_share.basic"),
        (
            "BASIC NET INCOME ATTRIBUTABLE TO INTERNET INITIATIVE JAPAN INC. PER ADS EQUIVALENT",
            "net_income_per_ads.basic",
        ),
        ("COMPREHENSIVE INCOME", "comprehensive_income"),
        ("LESS: NET LOSS (INCOME) ATTRIBUTABLE TO NONCONTROLLING INTERESTS", "net_income_noncontrolling"),
    ],
)
def test_rows_of_statements_of_other_years(label: str, concept: str) -> None:
    heads = (
        "\tThree Months Ended June 30, 2014\tThree Months Ended June 30, 2015\n\tThousands of JPY\tThousands of JPY\n"
    )
    table = f"{heads}{label}\t47,540\t30,710\n"
    assert _concepts(table, label) == [concept, concept]
