"""One rule of reading a test: how a filing prints something, and what it means. Words and layouts are the filings',
figures made up."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from reading import Read, plain, read

from helpers.filing import raw

DECK = """Consolidated Financial Results for 1Q FY2016 (First 3 months ended June 30, 2016)

Internet Initiative Japan Inc.

August 5, 2016

II - 1. Results

"""
RELEASE = """IIJ Announces First Six Months Financial Results for the Fiscal Year Ending March 31, 2017

TOKYO, November 8, 2016 - Internet Initiative Japan Inc. today announced its results from April 1, 2016 to \
September 30, 2016.

"""


def _read(body: str, head: str = DECK) -> Read:
    return read(head + body)


def _facts(found: Read, line: str) -> list[str]:
    return [plain(f) for f in found.on(line)]


def _roles(found: Read, line: str) -> list[tuple[str, str]]:
    number = next(row.number for row in found.filing.lines if line in row.raw)
    return [(n["printed"], n["role"]) for n in found.numbers if n["line"] == number]


def _with(facts: Iterable[str], *words: str) -> list[str]:
    return [f for f in facts if all(f" {w} " in f" {f} " for w in words)]


# ---- tables ---------------------------------------------------------------------------------------------------------

HEADS = "\t% of Revenues 1Q16 (Apr. 2016 - Jun. 2016)\t% of Revenues 1Q15 (Apr. 2015 - Jun. 2015)\tYoY Change\n"


def test_a_cell_of_percentage_and_amount_is_both() -> None:
    found = _read(
        f"Unit: JPY million\n\n{HEADS}Total Revenues\t36,184\t32,160\t+12.5%\n"
        "Total Costs\t84.0% 30,395\t83.1% 26,725\t+13.7%\n"
    )
    assert set(_facts(found, "Total Costs")) == {
        "cost pct_of_revenue 2016-04-01..2016-06-30 0.840 ratio 3",
        "cost level 2016-04-01..2016-06-30 30395000000 JPY -6",
        "cost pct_of_revenue 2015-04-01..2015-06-30 0.831 ratio 3",
        "cost level 2015-04-01..2015-06-30 26725000000 JPY -6",
        "cost yoy_pct 2016-04-01..2016-06-30 0.137 ratio 3",
    }


def test_percentages_above_their_amounts_are_of_the_row_below() -> None:
    found = _read(
        f"Unit: JPY million\n\n{HEADS}Total Revenues\t36,184\t32,160\t+12.5%\n\t16.0%\t16.9%\n"
        "Gross Margin\t5,789\t5,435\t+6.5%\n"
    )
    assert _facts(found, "\t16.0%") == [
        "gross_margin pct_of_revenue 2016-04-01..2016-06-30 0.160 ratio 3",
        "gross_margin pct_of_revenue 2015-04-01..2015-06-30 0.169 ratio 3",
    ]


def test_a_trailing_percentage_is_the_next_rows() -> None:
    rows = (
        "Operating Income\t3.3% 1,194 3.4%\t2.4% 772\t+54.7%\n"
        "Income before Income Tax Expense\t1,230\t2.6% 836\t+47.1%\n"
    )
    found = _read(f"Unit: JPY million\n\n{HEADS}{rows}")
    assert _with(_facts(found, "Operating Income"), "pct_of_revenue", "2016-04-01..2016-06-30") == [
        "operating_income pct_of_revenue 2016-04-01..2016-06-30 0.033 ratio 3",
        "income_before_tax pct_of_revenue 2016-04-01..2016-06-30 0.034 ratio 3",
    ]


def test_percentages_behind_their_amounts_are_of_the_amounts_period() -> None:
    table = "\t1Q16\t% of Revenues\t1Q15\t% of Revenues\nOperating income\t1,194\t3.3%\t772\t2.4%\n"
    found = _read(f"Unit: JPY million\n\n{table}")
    assert _with(_facts(found, "Operating income"), "pct_of_revenue") == [
        "operating_income pct_of_revenue 2016-04-01..2016-06-30 0.033 ratio 3",
        "operating_income pct_of_revenue 2015-04-01..2015-06-30 0.024 ratio 3",
    ]


def test_a_heading_in_capitals_with_an_amount_that_a_total_leaves_out_is_a_ghost_row() -> None:
    found = _read(
        (
            "(Thousands of JPY)\n\n\tMarch 31, 2016\tSeptember 30, 2016\n"
            "CURRENT ASSETS:\t19,569\t14,204\nInventories\t1,000,000\t2,000,000\n"
            "Prepaid expenses\t2,000,000\t2,100,000\nTotal current assets\t3,000,000\t4,000,000\n"
        ),
        RELEASE,
    )
    assert _roles(found, "CURRENT ASSETS:") == [("19,569", "noise"), ("14,204", "unread")]
    reason = next(n["reason"] for n in found.numbers if n["printed"] == "19,569")
    assert "prints 3,000,000, the sum of lines" in reason


def test_amounts_of_a_row_without_a_label_go_to_the_dust_below() -> None:
    table = (
        "(Thousands of JPY)\n\n\tMarch 31, 2016\tSeptember 30, 2016\n"
        "Inventories\t1,000,000\t2,000,000\n\t\t123,456\nGuarantee deposits\t7,000\t\u00b7\n"
        "Total current assets\t3,000,000\t4,000,000\n"
    )
    found = _read(table, RELEASE)
    assert _facts(found, "\t\t123,456") == ["assets.guarantee_deposits level 2016-09-30 123456000 JPY -3"]


def test_values_of_two_labels_in_one_row_are_told_apart() -> None:
    table = (
        "(Thousands of JPY)\n\n\tMarch 31, 2016\tSeptember 30, 2016\n"
        "Inventories Guarantee deposits\t1,000 2,000\t3,000 4,000\n"
        "Total current assets\t3,000,000\t4,000,000\n"
    )
    assert _facts(_read(table, RELEASE), "Inventories Guarantee") == [
        "assets.inventories level 2016-03-31 1000000 JPY -3",
        "assets.guarantee_deposits level 2016-03-31 2000000 JPY -3",
        "assets.inventories level 2016-09-30 3000000 JPY -3",
        "assets.guarantee_deposits level 2016-09-30 4000000 JPY -3",
    ]


def test_a_starred_label_means_what_its_note_says() -> None:
    table = "Unit: JPY million\n\n\t1Q16\t1Q15\nNet Income*\t821\t532\n\n*Net income attributable to IIJ\n"
    assert _facts(_read(table), "Net Income*\t") == [
        "net_income_attributable level 2016-04-01..2016-06-30 821000000 JPY -6",
        "net_income_attributable level 2015-04-01..2015-06-30 532000000 JPY -6",
    ]


def test_blank_heads_after_quarter_ends_are_the_next_quarters() -> None:
    table = (
        "\t1Q15-end\t2Q15-end\t3Q15-end\t4Q15-end\t1Q16-end\nNumber of employees\t2,904\t2,930\t2,950\t2,980\t3,055\n"
    )
    assert _facts(_read(table), "Number of employees") == [
        "employees level 2015-06-30 2904 count 0",
        "employees level 2015-09-30 2930 count 0",
        "employees level 2015-12-31 2950 count 0",
        "employees level 2016-03-31 2980 count 0",
        "employees level 2016-06-30 3055 count 0",
    ]


def test_a_unit_noted_beside_a_label_is_not_that_of_a_later_table() -> None:
    body = "Unit: JPY million\n\n- Subscription (unit: thousand):\n\n\t1Q16\t1Q15\nTotal Revenues\t36,184\t32,160\n"
    assert _facts(_read(body), "Total Revenues")[0] == "revenue level 2016-04-01..2016-06-30 36184000000 JPY -6"


def test_rows_below_orders_and_backlog_are_their_parts() -> None:
    table = (
        "Unit: JPY million\n\n\t1Q16\t1Q15\nOrders received\t11,000\t10,000\n"
        "Systems construction\t4,000\t3,000\nOrder backlog\t30,000\t28,000\n"
        "Systems construction\t6,000\t5,000\n"
    )
    found = _read(f"\u25c6 Systems Integration (SI)\n\n{table}")
    concepts = [f["concept"] for f in found.facts if f["period_end"] == "2016-06-30"]
    assert concepts == ["orders.si", "orders.si.construction", "backlog.si", "backlog.si.construction"]


def test_a_row_of_the_beginning_of_a_period_is_dated_the_day_before() -> None:
    table = (
        "(Thousands of JPY)\n\n"
        "\tSix Months Ended September 30, 2015\tSix Months Ended September 30, 2016\n"
        "CASH AND CASH EQUIVALENTS, BEGINNING OF EACH PERIOD\t21,093,633\t19,569,095\n"
    )
    assert _facts(_read(table, RELEASE), "BEGINNING") == [
        "assets.cash level 2015-03-31 21093633000 JPY -3",
        "assets.cash level 2016-03-31 19569095000 JPY -3",
    ]


def test_a_sentence_runs_on_in_the_cell_below() -> None:
    table = (
        "Unit: JPY billion\n\n\tFY15\tFY16 target\tRemarks\n"
        "Total Revenues\t140.6\t158.0\tFY16 target JPY18.0 billion for\n"
        "Gross Margin\t22.4\t25.0\tcloud revenue to grow\n"
    )
    assert "cloud_revenue level target 2016-04-01..2017-03-31 18000000000 JPY -8" in _facts(
        _read(table), "Total Revenues"
    )


# ---- sentences ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "- Total revenues: JPY36.18 billion (up 12.5% YoY)",
            [
                "revenue level 2016-04-01..2016-06-30 36180000000 JPY -7",
                "revenue yoy_pct 2016-04-01..2016-06-30 0.125 ratio 3",
            ],
        ),
        (
            "- Operating income: JPY0.77 billion (down 12.5% YoY)",
            [
                "operating_income level 2016-04-01..2016-06-30 770000000 JPY -7",
                "operating_income yoy_pct 2016-04-01..2016-06-30 -0.125 ratio 3",
            ],
        ),
        (
            "- Number of employees: 2,044 (up 131 personnel compared to Mar. 31, 2016)",
            ["employees level 2016-06-30 2044 count 0", "employees change 2016-03-31..2016-06-30 131 count 0"],
        ),
        (
            "- IIJmio subscription 285 thousand (up 164 thousand YoY, QoQ net addition: 61 thousand)",
            [
                "subscriptions.mobile.consumer level 2016-06-30 285000 count -3",
                "subscriptions.mobile.consumer yoy_abs 2016-06-30 164000 count -3",
            ],
        ),
        (
            "- Personnel expenses: JPY11,810 million, up 5.4% YoY",
            [
                "personnel_cost level 2016-04-01..2016-06-30 11810000000 JPY -6",
                "personnel_cost yoy_pct 2016-04-01..2016-06-30 0.054 ratio 3",
            ],
        ),
    ],
)
def test_a_bullet_says_item_amount_and_comparison(sentence: str, facts: list[str]) -> None:
    assert _facts(_read(sentence + "\n"), sentence)[: len(facts)] == facts


def test_a_heading_with_a_colon_hands_item_and_unit_to_its_bullets() -> None:
    found = _read("\u25c6 Outsourcing Services\n\n- JPY5,302 million (up 9.1% YoY)\n")
    assert _facts(found, "JPY5,302") == [
        "revenue.network.outsourcing level 2016-04-01..2016-06-30 5302000000 JPY -6",
        "revenue.network.outsourcing yoy_pct 2016-04-01..2016-06-30 0.091 ratio 3",
    ]


def test_a_page_that_compares_quarters_is_about_the_quarter() -> None:
    body = (
        "II - 2. Network Services\n\nYoY = 2Q16 compared to 2Q15\n\n\u25c6 WAN Services\n\n"
        "- JPY6,730 million (up 4.5% YoY)\n"
    )
    assert _facts(_read(body, RELEASE), "JPY6,730") == [
        "revenue.network.wan level 2016-07-01..2016-09-30 6730000000 JPY -6",
        "revenue.network.wan yoy_pct 2016-07-01..2016-09-30 0.045 ratio 3",
    ]


def test_an_amount_each_quarter_is_four_facts() -> None:
    found = _read(
        "\u25c6 NTT DOCOMO's interconnection charge\n\n"
        "- Cost decrease of approx. JPY0.15 billion each quarter in FY2016\n"
    )
    facts = found.on("each quarter")
    assert [(f["period_start"], f["period_end"]) for f in facts] == [
        ("2016-04-01", "2016-06-30"),
        ("2016-07-01", "2016-09-30"),
        ("2016-10-01", "2016-12-31"),
        ("2017-01-01", "2017-03-31"),
    ]
    assert {f["approx"] for f in facts} == {True}


def test_a_docomo_rate_is_of_the_year_whose_cost_it_settles() -> None:
    found = _read("- NTT DOCOMO's mobile interconnectivity charge decreased by 16.9% (fixed in March 2016)\n")
    assert _facts(found, "16.9%") == ["docomo_charge yoy_pct 2014-04-01..2015-03-31 -0.169 ratio 3"]


def test_net_additions_are_changes_over_the_period() -> None:
    found = _read("- Total mobile subscription QoQ net addition: 46 thousand (3Q15)\n")
    assert _facts(found, "46 thousand") == ["subscriptions.mobile change 2015-10-01..2015-12-31 46000 count -3"]


def test_dividends_belong_to_their_record_date() -> None:
    sentence = (
        "The interim dividend is JPY13.50 per share. The year-end dividend for FY2016 is planned "
        "to be JPY14.50 per share."
    )
    assert _facts(_read(sentence + "\n", RELEASE), "interim dividend") == [
        "dividend_per_share level 2016-09-30 13.50 JPY/share 2",
        "dividend_per_share level target 2017-03-31 14.50 JPY/share 2",
    ]


def test_one_or_more_years_are_years_and_no_money() -> None:
    found = _read("Operating income from GIO P2 is 1 or 1.5 years delayed.\n")
    assert {f["unit"] for f in found.on("delayed")} == {"other"}


@pytest.mark.parametrize("line", ["- up by JPY0.8 billion YoY", "- JPY5 million", "(up JPY0.8 billion YoY)"])
def test_words_that_name_nothing_make_no_item(line: str) -> None:
    found = _read(f"{line}\n")
    assert not found.on(line)
    assert {role for _, role in _roles(found, line)} <= {"unread", "chart"}


# ---- charts and lines of numbers --------------------------------------------------------------------------------

OLD, NEW = (7000, 7200, 7500, 8300), (7700, 8280, 8250, 9545)  # growth 10%, 15%, 10%, 15%
CHART = (
    "II - 3. Systems operation and maintenance revenue\n\nUnit: JPY million\n\n"
    "FY15: 30,000 [+18.9%] FY16: 33,775 [+12.6%] 7,000 7,200 7,500 8,300 7,700 8,280 8,250 9,545 "
    "[+10.0%] [+15.0%] [+10.0%] [+15.0%]\n"
)


def test_the_years_of_a_chart_are_read_by_their_labels() -> None:
    found = _read(CHART).on("FY15: 30,000")
    assert [plain(f) for f in found if f["period_end"] == "2016-03-31"][:2] == [
        "revenue.si.operation level 2015-04-01..2016-03-31 30000000000 JPY -6",
        "revenue.si.operation yoy_pct 2015-04-01..2016-03-31 0.189 ratio 3",
    ]


def test_quarters_of_a_chart_that_fit_in_several_ways_are_no_facts() -> None:
    found = _read(CHART)
    assert ("7,000", "chart") in _roles(found, "FY15: 30,000")
    reason = next(n["reason"] for n in found.numbers if n["printed"] == "7,000")
    assert "Systems operation and maintenance revenue" in reason
    assert "FY15" in reason


def test_a_line_of_very_many_numbers_is_no_sentence_and_no_table() -> None:
    for line in ("revenue " + "1 " * 2000, "revenue\t" + "1\t" * 2000):
        found = _read(line + "\n")
        assert not found.facts
        assert {n["role"] for n in found.numbers if n["printed"] == "1" and n["line"] > 7} <= {"unread", "chart"}


@pytest.mark.parametrize("text", ["1,0000", "1,0001:200", "1.1.1.1", "1" * 40, "1:1:1", "(1", "-1-1", "5x1,00"])
def test_every_digit_belongs_to_one_number(text: str) -> None:
    found = _read(f"Revenue {text} end\n")
    number = next(row.number for row in found.filing.lines if row.raw.startswith("Revenue "))
    covered = [i for n in found.numbers if n["line"] == number for i in range(n["start"], n["end"])]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(f"Revenue {text} end") if c.isdecimal()} <= set(covered)


def test_a_repeated_figure_in_a_head_is_noise_and_another_is_not() -> None:
    for again, role in (("47.0", "noise"), ("46.0", "unread")):
        table = f"Unit: JPY million\n\n1Q15\t2Q15\t3Q15\t4Q15 47.0\n44.9\t45.1\t41.3\t{again}\n"
        assert ("47.0", role) in _roles(_read(f"\u25c6 Operating income\n\n{table}"), "1Q15\t2Q15")


def test_a_row_of_ratios_without_a_label_is_no_noise() -> None:
    table = (
        "Unit: JPY million\n\n\t1Q15\t1Q16\nOperating income\t1,429\t1,780\n\t(6.2%)\t(6.7%)\nNet income\t800\t900\n"
    )
    assert _roles(_read(table), "\t(6.2%)") == [("(6.2%)", "unread"), ("(6.7%)", "unread")]


# ---- decks of other years -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "- Operating income: JPY2.42 billion (-19.7% YoY)",
            ["operating_income yoy_pct 2016-04-01..2016-06-30 -0.197 ratio 3"],
        ),
        ("- Purchase price: approx. JPY9.2 billion", []),
        (
            "- Total LTE contracts: 287 thousand (+60 thousand from the end of March 2016)",
            ["contracts.connectivity_consumer.lte qoq_abs 2016-06-30 60000 count -3"],
        ),
        (
            "- CAPEX plan for FY2016: JPY10 to 11 billion",
            [
                "capex level target 2016-04-01..2017-03-31 11000000000 JPY -9",
            ],
        ),
        (
            "- Overseas: FY2016 operating loss forecast of JPY0.3 billion (1Q16: operating loss of JPY0.22 billion)",
            ["overseas.operating_income level 2016-04-01..2016-06-30 -220000000 JPY -7"],
        ),
        (
            "- Headcount: 1,844, plan to add approx. 150 personnel",
            [],  # by when is not told
        ),
    ],
)
def test_a_bullet_of_a_deck(line: str, facts: list[str]) -> None:
    body = f"\u2022 Net income attributable to IIJ\tJPY900 million\t(up 3.0% YoY)\n\n{line}\n"
    assert _facts(_read(body), line)[1:] == facts


def test_a_label_of_the_vocabulary_is_not_put_below_what_it_does_not_name() -> None:
    body = "\u2022 Net income attributable to IIJ\tJPY900 million\n\n- Purchase price: approx. JPY9.2 billion\n"
    assert _facts(_read(body), "Purchase") == [
        "item.purchase_price level 2016-04-01..2016-06-30 9200000000 JPY -8 approx"
    ]


def test_a_change_of_a_flow_is_a_comparison_and_that_of_a_target_is_none() -> None:
    flow = "Unit: JPY billion\n\n\t1Q15\t1Q16\tChange\nCAPEX\t6.5\t6.9\t+0.4\n"
    assert _facts(_read(flow), "CAPEX\t")[-1] == "capex yoy_abs 2016-04-01..2016-06-30 400000000 JPY -8"
    target = (
        "FY2016 targets\n\n\tPrevious target\tRevised target\tChange\n"
        "Total revenues\tJPY123.0 billion\tJPY121.5 billion\t(JPY1.5 billion)\n"
    )
    assert _facts(_read(target), "Total revenues\t")[-1].startswith(
        "revenue change target 2016-04-01..2017-03-31 -15000"
    )


def test_counts_below_a_caption_in_thousands_are_thousands() -> None:
    table = "Subscriptions\n\n(Unit: thousands)\n\n\tMar. 2016\tJun. 2016\nConsumer\t88\t93\nTotal\t189\t223\n"
    found = _read(table)
    assert _facts(found, "Consumer\t")[1] == "subscriptions.consumer level 2016-06-30 93000 count -3"
    assert _facts(found, "Total\t")[1] == "subscriptions.mobile level 2016-06-30 223000 count -3"


def test_heads_of_year_and_month_are_months() -> None:
    assert _facts(_read("\t15/12\t16/3\t16/6\nNumber of employees\t1,908\t1,927\t2,044\n"), "Number of") == [
        "employees level 2015-12-31 1908 count 0",
        "employees level 2016-03-31 1927 count 0",
        "employees level 2016-06-30 2044 count 0",
    ]


def test_a_title_may_give_a_quarter_its_months() -> None:
    head = (
        "Consolidated Financial Results for 3Q FY2016 (First 9 months ended December 31, 2016)\n\n"
        "Internet Initiative Japan Inc.\n\nFebruary 9, 2017\n\n"
    )
    found = _read("I. Summary of 3Q FY2016\n\nRevenues: JPY113 billion\n\n- 3Q16 cost: JPY30 billion\n", head)
    assert _facts(found, "Revenues: ")[0] == "revenue level 2016-04-01..2016-12-31 113000000000 JPY -9"
    assert _facts(found, "3Q16 cost")[0] == "cost level 2016-10-01..2016-12-31 30000000000 JPY -9"


def test_a_plans_list_is_about_the_business_of_its_first_bullet() -> None:
    body = "- GIO P2 flagship projects to come\n- More services\n- FY16 target revenue : JPY18 billion (up 15% YoY)\n"
    assert (
        _facts(_read(body), "FY16 target")[0] == "cloud_revenue level target 2016-04-01..2017-03-31 18000000000 JPY -9"
    )


def test_a_metric_of_a_named_part_is_never_that_of_the_whole() -> None:
    facts = _read("- 1Q16 Omnibus operating income: JPY0.3 billion\n").on("Omnibus")
    assert [f["concept"] for f in facts] == ["omnibus.operating_income"]


# ---- columns and charts that the conversion took apart --------------------------------------------------------------


def test_a_detached_column_belongs_to_the_rows_above_it() -> None:
    table = (
        "Unit: JPY billion\n\n\tFY16 Results\tFY15 Results\tYoY\nTotal Revenues\t157.8\t140.6\t+12.2%\n"
        "Gross Margin\t25.2\t24.7\t+2.0%\nOperating Income\t5.1\t6.1\t(16.4%)\n\n"
        "% of Revenues FY16 Target (Apr. 2016 - Mar. 2017)\t5\n158.0\n16.0%\t6\n25.3\n3.2%\t6\n5.0\n"
    )
    found = _read(table)
    assert _facts(found, "158.0") == ["revenue level target 2016-04-01..2017-03-31 158000000000 JPY -8"]
    assert _facts(found, "3.2%\t6") == ["operating_income pct_of_revenue target 2016-04-01..2017-03-31 0.032 ratio 3"]
    assert _roles(found, "16.0%\t6") == [("16.0%", "fact"), ("6", "noise")]
    reason = next(n["reason"] for n in found.numbers if n["printed"] == "6")
    assert "one for each row of the table above" in reason


def test_a_detached_column_with_an_amount_too_few_is_not_read() -> None:
    table = (
        "Unit: JPY billion\n\n\tFY16 Results\tFY15 Results\tYoY\nTotal Revenues\t157.8\t140.6\t+12.2%\n"
        "Gross Margin\t25.2\t24.7\t+2.0%\n\n% of Revenues FY16 Target (Apr. 2016 - Mar. 2017)\t5\n158.0\n"
    )
    assert not [f for f in _read(table).facts if f["scenario"] == "target"]


def test_columns_without_heads_are_the_quarters_up_to_the_filings() -> None:
    body = "\u25c6 Number of employees\n\nUnit: persons\n\n2,904\t2,930\t2,950\t2,980\t3,055\n"
    assert [f["period_end"] for f in _read(body).on("2,904")] == [
        "2015-06-30", "2015-09-30", "2015-12-31", "2016-03-31", "2016-06-30",
    ]  # fmt: skip


def test_columns_without_heads_in_a_filing_of_a_year_may_be_years() -> None:
    deck = DECK.replace("1Q FY2016 (First 3 months ended June 30, 2016)", "FY2016 (Year ended March 31, 2017)")
    body = "\u25c6 Number of employees\n\nUnit: persons\n\n2,904\t2,930\t2,950\t2,980\t3,055\n"
    assert not _read(body, deck.replace("August 5, 2016", "May 15, 2017")).on("2,904")


SALES = (7000, 7300, 7500, 8200, 7700, 8395, 9000, 10250)  # growth 10%, 15%, 20%, 25%
ORDERS = (9100, 8811, 9907, 12303, 8129, 9341, 11207, 14101)


def _solved_chart(orders: tuple[int, ...]) -> Read:
    """A flattened chart of two years: revenue, growth and closing backlog in one line, orders in lines of their own."""
    backlog, level = [], 20000
    for order, sale in zip(ORDERS, SALES, strict=True):
        level += order - sale
        backlog.append(f"{level:,}")
    sales = " ".join(f"{n:,}" for n in SALES)
    text = (
        "II - 3. Systems operation and maintenance\n\nUnit: JPY million\n\nSystems operation and maintenance "
        f"{' '.join(backlog)} FY15: {sum(SALES[:4]):,} [+18.9%] FY16: {sum(SALES[4:]):,} [+17.8%] {sales} "
        "[+10.0%] [+15.0%] [+20.0%] [+25.0%] 1Q15 2Q15 3Q15 4Q15 1Q16 2Q16 3Q16 4Q16\n\n"
    )
    return _read(text + "".join(f"{n:,}\n\n" for n in orders))


def test_a_chart_that_only_one_way_of_rolling_forward_explains_is_read() -> None:
    found = [f for f in _solved_chart(ORDERS).facts if f["concept"] in {"orders.si.operation", "backlog.si.operation"}]
    got = {(f["concept"], f["period_end"]): int(f["value"]) // 10**6 for f in found}
    assert got["orders.si.operation", "2016-12-31"] == 11207
    assert got["backlog.si.operation", "2015-09-30"] == 20000 + 9100 - 7000 + 8811 - 7300
    assert {"opening backlog" in f["proof"] for f in found} == {True}


def test_a_chart_whose_orders_do_not_roll_forward_is_not_read() -> None:
    found = _solved_chart(tuple(n + 50 * k for k, n in enumerate(ORDERS, 1)))
    assert not [f for f in found.facts if f["concept"].startswith(("orders.", "backlog."))]
    assert ("9,150", "chart") in _roles(found, "9,150")


def test_a_text_that_does_not_show_its_form_says_what_to_do() -> None:
    with pytest.raises(raw.FilingError, match=r"slides, an earnings release or a notice.*kind"):
        read("Figures for 1Q FY2016\n\nAugust 5, 2016\n\nRevenues JPY1 million\n")


def test_a_quarter_below_a_fiscal_year_is_the_quarter() -> None:
    table = (
        "Unit: JPY million\n\n\tFY15\tFY16\t\n\t4Q15\t1Q16\tYoY\nOperating income\t2,067\t842\t(26.7%)\n"
        "% of total revenues\t5.0%\t2.3%\t(0.4pt)\n"
    )
    found = _read(table)
    assert _facts(found, "Operating income\t") == [
        "operating_income level 2016-01-01..2016-03-31 2067000000 JPY -6",
        "operating_income level 2016-04-01..2016-06-30 842000000 JPY -6",
        "operating_income yoy_pct 2016-04-01..2016-06-30 -0.267 ratio 3",
    ]
    assert _facts(found, "% of total")[1] == "operating_income pct_of_revenue 2016-04-01..2016-06-30 0.023 ratio 3"


def test_rows_below_a_heading_of_what_is_counted_are_counts() -> None:
    table = (
        "II - 2. Number of Employees\n\n\tMar. 2016\tJun. 2016\nTotal\t3,055\t3,243\nof which trainees\t137\t148\n"
        "Personnel cost to revenue\t14.7%\t13.9%\n"
    )
    found = _read(table)
    assert _facts(found, "Total\t")[1] == "employees level 2016-06-30 3243 count 0"
    assert _facts(found, "of which")[1] == "employees.of_which_trainee level 2016-06-30 148 count 0"
    assert _facts(found, "Personnel cost") == []  # of a month, or of a time up to its end
