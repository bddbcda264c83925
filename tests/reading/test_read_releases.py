"""Rules for how releases of other years print: translations into dollars, footnotes' numbers among the words, names
that a filing gives its periods, labels above their amounts. Figures and sentences made up."""

from __future__ import annotations

import pytest
from reading import Read, plain, read

NINE_MONTHS = """IIJ Announces Nine Months Financial Results for the Fiscal Year Ending March 31, 2013

TOKYO, February 8, 2013 - Internet Initiative Japan Inc. ("IIJ") today announced its results for the nine months \
(from April 1 to December 31, 2012, "3Q12").1

"""
FIRST_QUARTER = """IIJ Announces First Three Months Financial Results for the Fiscal Year Ending March 31, 2016

TOKYO, August 7, 2015 - Internet Initiative Japan Inc. ("IIJ") today announced its results ("1Q15", from April 1, \
2015 to June 30, 2015). 1

"""


def _facts(body: str, line: str, head: str = FIRST_QUARTER) -> list[str]:
    return [plain(f) for f in read(head + body).on(line)]


def _roles(found: Read, line: str) -> list[tuple[str, str]]:
    number = next(row.number for row in found.filing.lines if line in row.raw)
    return [(n["printed"], n["role"]) for n in found.numbers if n["line"] == number]


# ---- periods as the filing names them -------------------------------------------------------------------------------


def test_a_quarters_name_that_a_filing_gives_nine_months_means_them() -> None:
    body = "Highlights of 3Q12 Financial Results\n\nRevenues JPY61,290 million (up 4.2% YoY)\n"
    assert _facts(body, "Revenues JPY", NINE_MONTHS) == [
        "revenue level 2012-04-01..2012-12-31 61290000000 JPY -6",
        "revenue yoy_pct 2012-04-01..2012-12-31 0.042 ratio 3",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Third Quarter FY2012 Results (3 months)\n\n\t3Q11\t3Q12\n\tJPY millions\tJPY millions\n{}",
        "\t2Q12\t3Q12\n\tJPY millions\tJPY millions\n{}",
    ],
)
def test_it_means_the_quarter_under_three_months_and_among_quarters(body: str) -> None:
    facts = _facts(body.format("Total revenues\t20,111\t21,222\n"), "Total revenues", NINE_MONTHS)
    assert facts[-1] == "revenue level 2012-10-01..2012-12-31 21222000000 JPY -6"


def test_months_that_end_with_a_month_are_a_duration() -> None:
    body = "Income tax expense was JPY402 million (JPY911 million for the nine months ended December 2011).\n"
    assert _facts(body, "Income tax", NINE_MONTHS) == [
        "income_tax level 2012-04-01..2012-12-31 402000000 JPY -6",
        "income_tax level 2011-04-01..2011-12-31 911000000 JPY -6",
    ]


# ---- dollars --------------------------------------------------------------------------------------------------------


def test_dollars_are_no_yen() -> None:
    body = "Revenues JPY31,464 million ($266.5 million, up 6.4% YoY)\n"
    assert _facts(body, "Revenues JPY") == [
        "revenue level 2015-04-01..2015-06-30 31464000000 JPY -6",
        "revenue level 2015-04-01..2015-06-30 266500000 other -5",
        "revenue yoy_pct 2015-04-01..2015-06-30 0.064 ratio 3",
    ]


def test_a_column_of_dollars_is_no_yen() -> None:
    table = (
        "\tAs of March 31, 2015\tAs of June 30, 2015\t\n"
        "\tThousands of JPY\tThousands of JPY\tThousands of U.S. Dollars\n"
        "Inventories\t1,001,000\t2,002,000\t16,345\nTotal current assets\t3,000,000\t4,000,000\t32,690\n"
    )
    assert _facts(table, "Inventories") == [
        "assets.inventories level 2015-03-31 1001000000 JPY -3",
        "assets.inventories level 2015-06-30 2002000000 JPY -3",
        "assets.inventories level 2015-06-30 16345000 other -3",
    ]


def test_the_rate_of_a_translation_is_a_rate() -> None:
    found = read(FIRST_QUARTER + "The rate used for the translation was JPY122.45 per US$1.00 on June 30, 2015.\n")
    assert [plain(f) for f in found.on("The rate")] == ["exchange_rate level 2015-06-30 122.45 other 2"]


# ---- footnotes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenues grew with our services2 and solutions.",
        "We reached our target of the plan.3 Further growth is expected.",
        "The capital is JPY5.2 billion,2 which we hold.",
        "We started it during FY2014.6 Last year it was small.",
        "SI improved from 1H152, as planned.",
        "Please refer to page 7 of this material.",
        "2 Unless otherwise stated, all figures are prepared in accordance with accounting principles used in Japan.",
    ],
)
def test_a_footnotes_number_is_an_ordinal(sentence: str) -> None:
    roles = [role for printed, role in _roles(read(FIRST_QUARTER + sentence + "\n"), sentence) if printed != "5.2"]
    assert set(roles) - {"period"} == {"ordinal"}


def test_a_footnotes_number_is_no_part_of_a_label() -> None:
    assert _facts("Net income attributable to IIJ2 was JPY721 million.\n", "JPY721") == [
        "net_income_attributable level 2015-04-01..2015-06-30 721000000 JPY -6"
    ]


# ---- sentences ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Demands for cloud and SI are strong. 1Q15 operating income grew by 48.5% to JPY1.1 billion.",
            [
                "operating_income yoy_pct 2015-04-01..2015-06-30 0.485 ratio 3",
                "operating_income level 2015-04-01..2015-06-30 1100000000 JPY -8",
            ],
        ),
        (
            "Mobile subscription increased to approx. 934 thousand; it increased by 97 thousand in 1Q15.",
            [
                "subscriptions.mobile level 2015-06-30 934000 count -3 approx",
                "subscriptions.mobile change 2015-04-01..2015-06-30 97000 count -3",
            ],
        ),
        (
            "Other income (expenses) was net other expense of JPY255 million (expense of JPY224 million for 1Q14).",
            [
                "other_income level 2015-04-01..2015-06-30 -255000000 JPY -6",
                "other_income level 2014-04-01..2014-06-30 -224000000 JPY -6",
            ],
        ),
        (
            "The year-end cash dividend is JPY1,250 per share of common stock (total dividend of JPY2,250).",
            [
                "dividend_per_share level target 2016-03-31 1250 JPY/share 0",
                "dividend_per_share level target 2015-04-01..2016-03-31 2250 JPY/share 0",
            ],
        ),
        (
            "ABC Networks Inc. is our 35% equity method investee.",
            ["ownership.abc_network share 2015-06-30 0.35 ratio 2"],
        ),
        (
            "Our network services are sold in their 209 stores nationwide.",
            ["item.network_store level 2015-06-30 209 count 0"],
        ),
    ],
)
def test_a_sentence_of_a_release(sentence: str, facts: list[str]) -> None:
    assert _facts(f"{sentence}\n", sentence) == facts


def test_a_label_of_its_own_is_not_the_item_above() -> None:
    body = "- IIJ Global Solutions became a subsidiary\n - Purchase amount: JPY9.2 billion\n"
    assert _facts(body, "Purchase") == ["item.purchase_amount level 2015-04-01..2015-06-30 9200000000 JPY -8"]


def test_a_plain_number_among_words_is_no_yen() -> None:
    sentence = "Revenues of the first 1 month were included in operating income of about 2 days."
    assert set(_roles(read(FIRST_QUARTER + sentence + "\n"), sentence)) <= {("1", "unread"), ("2", "unread")}


# ---- labels above their amounts -------------------------------------------------------------------------------------


def test_labels_one_below_the_other_name_the_amounts_below_them() -> None:
    body = (
        "Financial Targets for FY2015\n\nRevenues\nOperating Income\nAnnual Cash Dividend\n"
        "JPY140.0 billion (up 7.9% YoY)\nJPY7.0 billion (up 3.5% YoY)\nJPY22.00 per common share\n"
    )
    found = read(FIRST_QUARTER + body)
    assert [plain(f) for f in found.on("JPY7.0 billion")] == [
        "operating_income level target 2015-04-01..2016-03-31 7000000000 JPY -8",
        "operating_income yoy_pct target 2015-04-01..2016-03-31 0.035 ratio 3",
    ]
    assert [plain(f) for f in found.on("JPY22.00")] == [
        "dividend_per_share level target 2015-04-01..2016-03-31 22 JPY/share 2"
    ]


def test_labels_side_by_side_name_the_amounts_below_them() -> None:
    body = "Revenues Operating Income\n\nJPY31,464 million JPY1,141 million\n\n(up 14.2% YoY) (up 48.5% YoY)\n"
    assert _facts(body, "(up 14.2%") == [
        "revenue yoy_pct 2015-04-01..2015-06-30 0.142 ratio 3",
        "operating_income yoy_pct 2015-04-01..2015-06-30 0.485 ratio 3",
    ]


def test_labels_and_amounts_that_do_not_match_are_unread() -> None:
    found = read(FIRST_QUARTER + "Revenues\nOperating Income\nNet Income\nJPY31,464 million\nJPY1,141 million\n")
    assert _roles(found, "JPY31,464") == [("31,464", "unread")]


# ---- periods stated elsewhere, and what a note is about -------------------------------------------------------------


def test_a_stated_period_is_that_of_the_item_everywhere() -> None:
    body = (
        "We decided a share buyback of JPY1.5 billion.\n\n"
        "(2) Total number of shares to be repurchased: Up to 950,000 shares\n"
        "(4) Period of repurchase: From August 10, 2015 to October 31, 2015\n"
    )
    found = read(FIRST_QUARTER + body)
    assert [plain(f) for f in found.on("We decided")] == [
        "share_repurchase level target 2015-08-10..2015-10-31 1500000000 JPY -8"
    ]
    assert [plain(f) for f in found.on("(2) Total")] == [
        "shares.repurchase level target 2015-08-10..2015-10-31 950000 shares 0"
    ]


def test_a_note_below_its_mark_is_about_the_row_that_bears_it() -> None:
    body = (
        "Target for FY2015\n\n\tFY15 Target\tFY14\n"
        "Net income attributable to IIJ per share\tJPY87.05 ^{*1}\tJPY72.32\n\n*1\n"
        "Changed from JPY88.01 announced on May 15, 2015 due to new shares of 54,000 shares of common stock in July "
        "and August 2015.\n"
    )
    assert _facts(body, "Changed from") == [
        "net_income_per_share.basic level prior_target 2015-04-01..2016-03-31 88.01 JPY/share 2",
        "shares.new_issue level 2015-07-01..2015-08-31 54000 shares 0",
    ]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("All 24 modules are installed at Matsue as of July 2015", ["item.module level 2015-07-31 24 count 0"]),
        ("Sold at 2,050 branches in Tokai area (Aug.)", ["item.branch level 2015-08-31 2050 count 0"]),
        (
            "The rate used for the translation was JPY122.45, the noon buying rate on June 30, 2015",
            ["exchange_rate level 2015-06-30 122.45 other 2"],
        ),
        (
            "DOCOMO's interconnection payment arrangement is 15% off from Apr. 2015 which is same as FY14",
            [
                "docomo_charge_view.payment_arrangement yoy_pct 2014-04-01..2015-03-31 -0.15 ratio 2",
                "docomo_charge_view.payment_arrangement yoy_pct 2015-04-01..2016-03-31 -0.15 ratio 2",
            ],
        ),
        (
            "Service to launch with the XYZ Cloud project (MRC over JPY100 million)",
            ["project_mrc.xyz_cloud_project level 2015-06-30 100000000 JPY -6 approx"],
        ),
    ],
)
def test_when_a_number_is_of(line: str, facts: list[str]) -> None:
    assert sorted(_facts(line + "\n", line)) == facts


# ---- statements of other years --------------------------------------------------------------------------------------


def test_columns_of_percent_beside_thousands_are_ratios() -> None:
    table = (
        "\tThree Months Ended June 30, 2014\t\tThree Months Ended June 30, 2015\t\n"
        "\tThousands of JPY\t% of total revenues\tThousands of JPY\t% of total revenues\n"
        "Total revenues\t27,552,000\t100.0\t31,464,000\t100.0\nOPERATING INCOME\t768,100\t2.8\t1,141,200\t3.6\n"
    )
    assert _facts(table, "OPERATING INCOME")[-1] == (
        "operating_income pct_of_revenue 2015-04-01..2015-06-30 0.036 ratio 3"
    )
    balance = (
        "\tAs of March 31, 2015\t\tAs of June 30, 2015\t\n\tThousands of JPY\t%\tThousands of JPY\t%\n"
        "Inventories\t1,001,000\t1.1\t1,548,332\t1.5\nTOTAL ASSETS\t100,000,000\t100.0\t101,000,000\t100.0\n"
    )
    assert _facts(balance, "Inventories")[1] == "assets.inventories share 2015-03-31 0.011 ratio 3"


def test_dollars_before_the_new_yen_are_of_the_new_date() -> None:
    table = (
        "\tAs of March 31, 2015\t\tAs of June 30, 2015\n"
        "\tThousands of JPY\tThousands of U.S. Dollars\tThousands of JPY\n"
        "Inventories\t1,001,000\t16,345\t2,002,000\nTotal current assets\t3,000,000\t32,690\t4,000,000\n"
    )
    assert _facts(table, "Inventories")[1] == "assets.inventories level 2015-06-30 16345000 other -3"


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        (
            "Network services revenues were JPY8,877 million. Of this, Internet connectivity services revenues for "
            "corporate use were JPY3,900 million, and those for home use were JPY900 million.",
            ["revenue.network", "revenue.network.connectivity_enterprise", "revenue.network.connectivity_consumer"],
        ),
        ("R&D expenses were JPY106 million.", ["sga_rd.research_development"]),
    ],
)
def test_parts_of_what_a_sentence_names(sentence: str, concepts: list[str]) -> None:
    assert [f["concept"] for f in read(FIRST_QUARTER + sentence + "\n").on(sentence)] == concepts


def test_a_new_line_item_has_the_unit_of_its_group() -> None:
    table = (
        "Number of Contracts for Connectivity Services\n\n\tAs of Jun. 30, 2014\tAs of Jun. 30, 2015\n"
        "Satellite access\t77\t920\nWired access\t12\t14\n"
    )
    assert _facts(table, "Satellite")[1] == "contracts.satellite_access level 2015-06-30 920 count 0"


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Total assets as of March 31, 2015 were JPY103,867 million, increased by JPY21,756 million from the "
            "balance as of March 31, 2014.",
            [
                "assets level 2015-03-31 103867000000 JPY -6",
                "assets change 2014-03-31..2015-03-31 21756000000 JPY -6",
            ],
        ),
        (
            "NTT DOCOMO's interconnection cost recognized: JPY0.09 billion each in 2Q15 and 3Q15.",
            [
                "docomo_retroactive_effect level 2015-07-01..2015-09-30 90000000 JPY -7",
                "docomo_retroactive_effect level 2015-10-01..2015-12-31 90000000 JPY -7",
            ],
        ),
    ],
)
def test_flows_and_balances_of_one_name(sentence: str, facts: list[str]) -> None:
    assert _facts(sentence + "\n", sentence) == facts


def test_a_list_of_items_is_not_the_first_of_them() -> None:
    table = (
        "\tThree Months Ended June 30, 2014\tThree Months Ended June 30, 2015\n\tThousands of JPY\tThousands of JPY\n"
        "OPERATING ACTIVITIES:\t\t\nIncrease in inventories, prepaid expenses and others\t(2,101,002)\t(3,901,221)\n"
        "Depreciation and amortization\t1,000,000\t2,000,000\n"
    )
    concepts = {f["concept"] for f in read(FIRST_QUARTER + table).on("Increase in inventories")}
    assert concepts == {"cash_flow.operating.increase_in_inventory_prepaid_expense_and_other"}


def test_a_rate_of_achievement_is_unread() -> None:
    table = "Unit: JPY billion\n\n\t1Q15\tAchievement rate\tFY15 Target\nTotal revenues\t31.5\t22.6%\t139.0\n"
    assert ("22.6%", "unread") in _roles(read(FIRST_QUARTER + table), "Total revenues\t")


def test_two_targets_of_a_line_are_those_that_the_heading_names() -> None:
    body = (
        "Financial Targets for FY2015\n\n  Previous Target Revised Target (Aug. 7)\n"
        "Revenues JPY117,000 million JPY114,000 million\n"
    )
    assert _facts(body, "Revenues JPY") == [
        "revenue level prior_target 2015-04-01..2016-03-31 117000000000 JPY -6",
        "revenue level target 2015-04-01..2016-03-31 114000000000 JPY -6",
    ]


# ---- parts, days of balances, times that go on ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("- Full-MVNO: CAPEX of JPY1.3 billion", "capex_view.full_mvno level 2015-04-01..2015-06-30 1300000000 JPY -8"),
        (
            "- CAPEX for full-MVNO: JPY1.3 billion",
            "capex_view.full_mvno level 2015-04-01..2015-06-30 1300000000 JPY -8",
        ),
        (
            "- CAPEX for cloud-related: JPY1.3 billion",
            "capex_view.cloud level 2015-04-01..2015-06-30 1300000000 JPY -8",
        ),
    ],
)
def test_an_item_of_a_named_business_is_a_part_of_the_item(line: str, fact: str) -> None:
    assert _facts(line + "\n", line) == [fact]


def test_the_day_of_a_balance_is_not_the_period_of_an_income_behind_it() -> None:
    line = "The number of employees was 2,345 as of June 30, 2015. Operating income was JPY1.2 billion."
    assert _facts(line + "\n", line)[1] == "operating_income level 2015-04-01..2015-06-30 1200000000 JPY -8"


def test_money_of_a_year_that_goes_on_is_a_target() -> None:
    line = "- CAPEX of approx. JPY16.3 billion in FY2015"
    assert _facts(line + "\n", line) == ["capex level target 2015-04-01..2016-03-31 16300000000 JPY -8 approx"]


def test_what_an_amount_moved_to_is_a_level_and_no_range() -> None:
    line = "Operating income decreased by JPY432 million to JPY2,416 million."
    assert _facts(line + "\n", line) == [
        "operating_income yoy_abs 2015-04-01..2015-06-30 -432000000 JPY -6",
        "operating_income level 2015-04-01..2015-06-30 2416000000 JPY -6",
    ]


def test_what_an_item_includes_does_not_take_its_place() -> None:
    line = "Capital expenditures for 1Q15, including capital leases, were JPY5,012 million (JPY5,455 million for 1Q14)."
    assert _facts(line + "\n", line) == [
        "capex level 2015-04-01..2015-06-30 5012000000 JPY -6",
        "capex level 2014-04-01..2014-06-30 5455000000 JPY -6",
    ]


def test_months_in_brackets_behind_a_quarter_say_that_a_column_is_of_all_of_them() -> None:
    body = (
        "Unit: JPY billion\n\n\t1H14 Results\t3Q14 (9 months) Results\t3Q13 (9 months) Results\n"
        "Revenues\t44.4\t66.6\t55.5\n"
    )
    assert _facts(body, "Revenues\t")[1:] == [
        "revenue level 2014-04-01..2014-12-31 66600000000 JPY -8",
        "revenue level 2013-04-01..2013-12-31 55500000000 JPY -8",
    ]


def test_a_bullet_with_a_label_nobody_knows_takes_nothing_from_the_one_above() -> None:
    body = "- Mobile subscriptions: 345 thousand\n- 4Q15 OP target: JPY1.2 billion\n"
    found = read(FIRST_QUARTER + body)
    assert found.on("4Q15 OP") == []
    assert ("1.2", "unread") in _roles(found, "4Q15 OP")


def test_a_sentence_about_results_below_a_heading_about_targets_tells_no_target() -> None:
    line = "SG&A and R&D expenses totaled JPY4,012 million, up 6.7% YoY (JPY3,760 million for 1Q14)."
    assert _facts(f"Financial Targets for FY2015\n\nRevenues JPY139.0 billion\n\n{line}\n", line) == [
        "sga_rd level 2015-04-01..2015-06-30 4012000000 JPY -6",
        "sga_rd yoy_pct 2015-04-01..2015-06-30 0.067 ratio 3",
        "sga_rd level 2014-04-01..2014-06-30 3760000000 JPY -6",
    ]


def test_an_income_a_year_ago_an_expense_and_what_a_tax_includes() -> None:
    other = "Other income (expenses) was an income of JPY551 million (an expense of JPY25 million for 1Q14)."
    tax = "Income tax expense was JPY912 million, including deferred tax expense of JPY111 million."
    assert _facts(f"{other}\n\n{tax}\n", other) == [
        "other_income level 2015-04-01..2015-06-30 551000000 JPY -6",
        "other_income level 2014-04-01..2014-06-30 -25000000 JPY -6",
    ]
    assert _facts(f"{other}\n\n{tax}\n", tax)[1] == "income_tax.deferred level 2015-04-01..2015-06-30 111000000 JPY -6"


def test_short_labels_are_read_and_labels_that_only_say_when_name_no_item() -> None:
    body = (
        "Annual dividend\n- Interim: JPY8.75, Year-end: JPY10.00\n\nSG&A Expenses/R&D\n\nUnit: JPY million\n\n"
        "\t1Q15\t1Q14\nSales & Marketing\t1,788\t1,712\nR&D\t121\t102\n\n"
        "- Systems operation: Order-received 5,713, Order backlog 19,999\n"
    )
    found = read(FIRST_QUARTER + body)
    assert [plain(f) for f in found.on("Interim")] == [
        "dividend_per_share level target 2015-09-30 8.75 JPY/share 2",
        "dividend_per_share level target 2016-03-31 10 JPY/share 2",
    ]
    assert [f["concept"] for f in found.on("R&D\t")] == ["sga_rd.research_development"] * 2
    assert [f["concept"] for f in found.on("Systems operation:")] == ["orders.si.operation", "backlog.si.operation"]


def test_an_unknown_label_around_a_business_is_not_its_revenue() -> None:
    line = "- Acquisition of IIJ-Global: JPY9,170 million"
    assert all(f["concept"] != "iij_global.revenue" for f in read(f"{FIRST_QUARTER}{line}\n").on(line))


def test_what_is_counted_under_a_caption_of_yen_is_no_amount() -> None:
    line = "The ratio is 400 ADSs for a share."
    assert _facts(f"Unit: JPY million\n\nRevenues\t44,444\n\n{line}\n", line) == []


def test_what_stands_behind_an_unknown_label_is_about_it_to_the_end_of_its_bracket() -> None:
    body = "- Mobile services revenue: JPY30.1 billion\n  - Consumer: JPY16.1 billion (up 19.1% YoY)\n"
    concepts = {f["concept"] for f in read(FIRST_QUARTER + body).on("Consumer:")}
    assert len(concepts) == 1
    assert concepts.isdisjoint({"revenue", "revenue_view.mobile"})


def test_a_growth_rate_is_of_the_amount_before_it_though_a_place_of_recognition_follows() -> None:
    line = "- Cloud revenue: JPY3.9 billion (up 14.8% YoY), recognized in systems operation and maintenance"
    assert _facts(line + "\n", line)[1] == "cloud_revenue yoy_pct 2015-04-01..2015-06-30 0.148 ratio 3"


def test_a_label_at_the_beginning_of_a_bullet_is_of_all_that_the_bullet_names() -> None:
    line = "- Full-MVNO: to be launched in March 2018, depreciation of JPY0.8 billion"
    assert _facts(line + "\n", line)[0].startswith("depreciation_amortization_view.full_mvno level")


@pytest.mark.parametrize("label", ["Net revenues:", "Net revenues:\t\t"])
def test_a_label_among_the_rows_of_a_table_does_not_end_it(label: str) -> None:
    body = (
        "Segment Information\n\n\tThree Months Ended June 30, 2014\tThree Months Ended June 30, 2015\n"
        f"\tThousands of JPY\tThousands of JPY\n{label}\nATM operation business\t1,018,811\t1,042,522\n"
    )
    assert _facts(body, "ATM operation business") == [
        "segment_revenue.atm level 2014-04-01..2014-06-30 1018811000 JPY -3",
        "segment_revenue.atm level 2015-04-01..2015-06-30 1042522000 JPY -3",
    ]


def test_amounts_that_no_head_tells_apart_are_unread() -> None:
    found = read(
        FIRST_QUARTER + "Figures\n\nUnit: JPY million\n\nTotal revenues\t35,211\t39,722\nATM sites\t12\tup 3\n"
    )
    assert found.on("Total revenues") == []
    assert _roles(found, "Total revenues") == [("35,211", "unread"), ("39,722", "unread")]


def test_cash_used_in_operations_is_negative() -> None:
    line = "Net cash provided by operating activities was JPY2,819 million (net cash used in operating activities of \
JPY341 million for 1Q14)."
    facts = read(f"{FIRST_QUARTER}{line}\n").on("Net cash provided")
    assert [(f["concept"], f["value"] * f["polarity"]) for f in facts] == [
        ("cash_flow.operating", 2_819_000_000),
        ("cash_flow.operating", -341_000_000),
    ]


# ---- heads and rows that name half of an item each ------------------------------------------------------------------

SEGMENTS = "\tNetwork services and SI business\tATM operation business\tElimination\tConsolidated\n"
BY_SEGMENT = (
    "Revenues:\t\t\t\t\nCustomers\t30,100,222\t1,011,333\t-\t31,111,555\nIntersegment\t98,211\t-\t(98,211)\t-\n"
    "Total\t30,198,433\t1,011,333\t(98,211)\t31,111,555\nOperating income\t744,111\t311,222\t(31,212)\t1,024,121\n"
    "Depreciation and amortization\t1,962,912\t273,411\t-\t2,236,323\n"
)


def test_a_row_and_a_head_that_make_no_item_together_are_unread() -> None:
    table = (
        f"Unit: JPY million\n\n1Q15{SEGMENTS}Revenues\t30,198\t1,011\t(98)\t31,111\nUnheard\t744\t311\t(31)\t1,024\n"
    )
    found = read(FIRST_QUARTER + table)
    assert {role for _, role in _roles(found, "Unheard")} == {"unread"}


# ---- nine months under the name of their last quarter ---------------------------------------------------------------

NINE_MONTHS_DECK = """Consolidated Financial Results for 3Q15

Internet Initiative Japan Inc.

February 9, 2016

I . Summary of 3Q15 Financial Results

{}
Revenues\tJPY99.4 billion (up 13.1% YoY)\tOperating income\tJPY4.1 billion (up 7.6% YoY)

{}II - 2. Revenues

YoY = 3Q15 compared to 3Q14

- ◆ 3Q15 Network services revenue: JPY20,785 million (up 14.3% YoY)

II - 3. Consolidated Results for nine months

Unit: JPY billion

\t3Q15\t3Q14\tYoY
Gross margin\t18.1\t16.6\t+9.0%

\t1Q15\t2Q15\t3Q15
CAPEX\t2.1\t2.2\t2.3
"""


@pytest.mark.parametrize(
    ("definition", "columns"),
    [("YoY = 9M15 compared to 9M14\n", ""), ("First 9 months\n", "")],
)
def test_a_deck_named_after_its_last_quarter_may_report_nine_months(definition: str, columns: str) -> None:
    found = read(NINE_MONTHS_DECK.format(definition, columns))
    assert found.filing.record()["period_start"] == "2015-04-01"
    assert [f.split()[2] for f in map(plain, found.on("Revenues\tJPY99.4"))] == ["2015-04-01..2015-12-31"] * 4
    assert {f.split()[2] for f in map(plain, found.on("Network services"))} == {"2015-10-01..2015-12-31"}
    assert [f.split()[2] for f in map(plain, found.on("Gross margin\t"))] == [
        "2015-04-01..2015-12-31",
        "2014-04-01..2014-12-31",
        "2015-04-01..2015-12-31",
    ]
    assert plain(found.on("CAPEX\t")[2]) == "capex level 2015-10-01..2015-12-31 2300000000 JPY -8"


def test_a_deck_of_a_quarter_that_speaks_of_no_more_months_is_of_the_quarter() -> None:
    text = NINE_MONTHS_DECK.format("", "").replace("for nine months", "")
    assert read(text).filing.record()["period_start"] == "2015-10-01"


# ---- statements whose titles, heads and parts lost their cells ------------------------------------------------------

STATEMENT = (
    "\tThree Months Ended June 30, 2014\tThree Months Ended June 30, 2015\n\tThousands of JPY\tThousands of JPY\n"
)


def test_titles_without_a_tab_stay_among_the_rows_of_their_table() -> None:
    body = f"Statements of Income\n\n{STATEMENT}REVENUES:\nNetwork services:\nWAN services\t6,216,087\t6,729,601\n"
    assert _facts(body, "WAN services")[1] == "revenue.network.wan level 2015-04-01..2015-06-30 6729601000 JPY -3"
    days = "\tAs of March 31, 2015\tAs of June 30, 2015\n\tThousands of JPY\tThousands of JPY\n"
    sheet = f"Balance Sheets\n\n{days}ASSETS\nCURRENT ASSETS:\nInventories\t1,352,118\t1,814,733\n"
    assert _facts(sheet, "Inventories") == [
        "assets.inventories level 2015-03-31 1352118000 JPY -3",
        "assets.inventories level 2015-06-30 1814733000 JPY -3",
    ]


def test_dates_without_a_gap_stand_over_pairs_of_an_amount_and_a_percentage() -> None:
    heads = "\tAs of March 31, 2015\tAs of June 30, 2015\n\tThousands of JPY\t%\tThousands of JPY\t%\n"
    rows = "GOODWILL\t6,169,609\t5.7\t6,169,609\t5.5\nTOTAL\t108,705,000\t100.0\t112,100,000\t100.0\n"
    assert _facts(f"Balance Sheets\n\n{heads}{rows}", "GOODWILL") == [
        "assets.goodwill level 2015-03-31 6169609000 JPY -3",
        "assets.goodwill share 2015-03-31 0.057 ratio 3",
        "assets.goodwill level 2015-06-30 6169609000 JPY -3",
        "assets.goodwill share 2015-06-30 0.055 ratio 3",
    ]


def test_a_column_of_percentages_is_of_parts_only_where_the_whole_stands_in_it() -> None:
    heads, rows = (
        "\t1Q15\n\tThousands of JPY\t%\n",
        "Total revenues\t31,415,000\t13.5\nOperating income\t618,000\t2.0\n",
    )
    assert [f for f in _facts(f"{heads}{rows}", "Operating income\t") if "ratio" in f] == []


def test_rows_below_gross_margin_are_no_costs() -> None:
    body = (
        "(JPY in millions)\n\n\t1Q15\t1Q14\tYoY % change\nCost of network services\t14,702\t13,395\t9.8\n"
        "Total costs\t25,805\t23,011\t12.1\nGross margin:\nNetwork services\t3,778\t3,602\t4.9\n"
    )
    assert [f.split()[0] for f in _facts(body, "Network services\t")] == ["gross_margin.network"] * 3


def test_an_initial_target_in_brackets_is_not_a_part() -> None:
    body = "FY2015 Financial Targets\n\nWe revised revenues to JPY141.5 billion (initial target: JPY139.0 billion).\n"
    assert {f.split()[0] for f in _facts(body, "We revised")} == {"revenue"}


def test_a_deck_that_calls_its_nine_months_9m15_means_a_quarter_by_3q15() -> None:
    found = read(
        "Financial Results for the Third Quarter of FY2015\n"
        "(Nine months from April 1, 2015 to December 31, 2015)\n\nFebruary 9, 2016\n\n"
        "1. Highlights of 9M15\n\nTotal revenues: JPY99.3 billion\n\n"
        "Gross margin of 3Q15\n\nCost of network services in 3Q15: JPY16,577 million, up JPY2,820 million YoY\n"
    )
    assert [f.split()[2] for f in map(plain, found.on("Total revenues"))] == ["2015-04-01..2015-12-31"]
    assert {f.split()[2] for f in map(plain, found.on("Cost of network"))} == {"2015-10-01..2015-12-31"}
