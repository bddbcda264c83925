"""Tables of decks with rows and units of their own: growth below its row, thousands in a label, dividends by year,
capital expenditure by purpose. Figures made up."""

from __future__ import annotations

import pytest
from reading import plain, read

DECK = """Consolidated Financial Results for 1H FY2017 (First 6 months ended September 30, 2017)

Internet Initiative Japan Inc.

November 7, 2017

II - 1. Results

"""
DAYS = "2017-04-01..2017-09-30"


def _facts(body: str, line: str) -> list[str]:
    return [plain(f) for f in read(DECK + body).on(line)]


def test_a_row_of_growth_is_of_the_row_above() -> None:
    table = "Unit: JPY billion\n\n\t1H16\t1H17\nMobile revenue\t12.1\t17.2\n YoY\t+81.2%\t+42.1%\n"
    assert _facts(table, " YoY\t")[1] == f"revenue_view.mobile yoy_pct {DAYS} 0.421 ratio 3"


def test_a_label_may_say_that_its_counts_and_those_below_are_thousands() -> None:
    table = (
        "Mobile\n\n\tSep. 2016\tSep. 2017\nTotal subscription (thousand)\t1,630\t2,143\n"
        " Consumer\t875\t979\n Others\t108\t143\n"
    )
    assert _facts(table, "Total subs")[1] == "subscriptions.mobile level 2017-09-30 2143000 count -3"
    assert _facts(table, " Consumer")[1] == "subscriptions.mobile.consumer level 2017-09-30 979000 count -3"
    assert _facts(table, " Others")[1] == "subscriptions.mobile.other level 2017-09-30 143000 count -3"


def test_dividends_a_share_by_year() -> None:
    table = (
        "Unit: JPY billion\n\n\tFY15\tFY16\tFY17 (plan)\nInterim dividend per share (JPY)\t11.00\t13.50\t14.50\n"
        "Annual dividend per share (JPY)\t22.00\t27.00\t29.00\nPayout ratio\t25.0%\t38.9%\t30.4%\n"
        "Net income per share (JPY)\t88.0\t69.4\t88.8\n"
    )
    assert _facts(table, "Interim")[2] == "dividend_per_share level target 2017-09-30 14.50 JPY/share 2"
    assert _facts(table, "Annual")[1] == "dividend_per_share level 2016-04-01..2017-03-31 27 JPY/share 2"
    assert _facts(table, "Payout")[1] == "dividend_payout_ratio level 2016-04-01..2017-03-31 0.389 ratio 3"
    assert _facts(table, "Net income")[1] == (
        "net_income_per_share.basic level 2016-04-01..2017-03-31 69.4 JPY/share 1"
    )


def test_capital_expenditure_and_its_parts() -> None:
    table = (
        "\u25c6 CAPEX, including capital leases\n\nUnit: JPY billion\n\n\t1H16\t1H17\nTotal\t8.4\t10.9\n"
        "Full-MVNO related\t-\t2.3\nCloud-related\t2.6\t3.1\n"
    )
    concepts = [f["concept"] for f in read(DECK + table).facts]
    assert concepts == ["capex", "capex", "capex_view.full_mvno", "capex_view.cloud", "capex_view.cloud"]


@pytest.mark.parametrize(
    ("body", "line", "facts"),
    [
        (
            "- FY17 cloud revenue target: JPY18.0 billion (progress rate: 47.8%)\n",
            "47.8%",
            ["cloud_revenue level target 2017-04-01..2018-03-31 18000000000 JPY -8"],
        ),
    ],
)
def test_a_bullet_of_a_late_deck(body: str, line: str, facts: list[str]) -> None:
    assert _facts(body, line) == facts


NINE = DECK.replace(
    "1H FY2017 (First 6 months ended September 30", "3Q FY2017 (First 9 months ended December 31"
).replace("November 7, 2017", "February 7, 2018")


@pytest.mark.parametrize(
    ("body", "line", "facts"),
    [
        (
            "3Q17-end mobile subscription: 634 thousand (3Q16-end: 361 thousand)\n"
            " IIJmio: 285 thousand (3Q16-end: 84 thousand)\n",
            "IIJmio",
            [
                "subscriptions.mobile.consumer level 2017-12-31 285000 count -3",
                "subscriptions.mobile.consumer level 2016-12-31 84000 count -3",
            ],
        ),
        (
            "- Interconnection charge: down 23.5% YoY, JPY945,059 per 10Mbps/month\n",
            "per 10Mbps",
            [
                "docomo_charge yoy_pct 2016-04-01..2017-03-31 -0.235 ratio 3",
                "docomo_charge level 2017-04-01..2017-12-31 945059 JPY 0",
            ],
        ),
    ],
)
def test_what_pages_about_changes_and_services_say(body: str, line: str, facts: list[str]) -> None:
    assert [plain(f) for f in read(NINE + body).on(line)] == facts


def test_rows_below_a_business_are_its_parts_and_its_counts() -> None:
    table = (
        "II - 3. IIJ GIO\n\nUnit: JPY million\n\n\t1Q17\t2Q17\nRevenue\t2,112\t2,412\n Public\t1,012\t1,201\n"
        " Private\t1,100\t1,211\nNumber of clients\t1,351\t1,401\n"
    )
    found = [f for f in read(DECK + table).facts if f["period_end"] == "2017-09-30"]
    assert [(f["concept"], f["unit"]) for f in found] == [
        ("cloud_revenue", "JPY"),
        ("cloud_revenue.public", "JPY"),
        ("cloud_revenue.private", "JPY"),
        ("item.number_of_client", "count"),
    ]


@pytest.mark.parametrize(
    ("body", "line", "facts"),
    [
        (
            "- SG&A ratio: 14.4% (1H16: 16.0%)\n",
            "SG&A ratio",
            [
                f"sga_rd pct_of_revenue {DAYS} 0.144 ratio 3",
                "sga_rd pct_of_revenue 2016-04-01..2016-09-30 0.160 ratio 3",
            ],
        ),
        ("- Cash: JPY15,512 million\n", "Cash:", ["assets.cash level 2017-09-30 15512000000 JPY -6"]),
        ("- 1H17 progress against FY17 target: revenue 22.6%, operating income 17.6%\n", "progress", []),
        (
            "SI\tOrder received: construction JPY6.4 billion (up 30.1% YoY), operation JPY9.1 billion (up 27.8% YoY)\n",
            "Order received",
            [],
        ),
    ],
)
def test_labels_below_a_heading(body: str, line: str, facts: list[str]) -> None:
    assert _facts(body, line) == facts


def test_employees_by_company() -> None:
    table = "II - 4. Number of Employees\n\n\t1Q17\t2Q17\nConsolidated\t2,835\t2,904\n IIJ-Global\t350\t355\n"
    found = [f["concept"] for f in read(DECK + table).facts]
    assert found == ["employees", "employees", "iij_global.employees", "iij_global.employees"]


def test_a_heading_of_nothing_but_what_is_counted() -> None:
    body = (
        "III - 6. Employees\n\n\u25c6 1H17-end: 3,180 (up 145 YoY)\n\u25c6 Personnel-related costs: JPY11,155 million\n"
    )
    counted = "employees level 2017-09-30 3180 count 0"
    assert _facts(body, "\u25c6 1H17-end") == [counted, "employees yoy_abs 2017-09-30 145 count 0"]
    assert _facts(body, "\u25c6 Personnel") == [f"personnel_cost level {DAYS} 11155000000 JPY -6"]


def test_what_a_heading_includes_in_brackets_is_not_a_second_business() -> None:
    body = (
        "III - 4. Systems Integration (1) Revenue\n\n\u25c6 Systems construction (including equipment sales)\n"
        "- Revenue: JPY8,912 million\n- Orders received: JPY8,012 million\n- Order backlog: JPY8,512 million\n"
    )
    assert [f["concept"] for f in read(DECK + body).facts] == [
        "revenue.si.construction",
        "orders.si.construction",
        "backlog.si.construction",
    ]


def test_a_comparison_goes_on_right_of_the_last_head() -> None:
    table = "Unit: JPY billion\n\n\t1H17\t1H16\tYoY\nTotal Revenues\t83.5\t74.1\t+9.4\t12.7%\n"
    assert _facts(table, "Total Revenues")[3] == f"revenue yoy_pct {DAYS} 0.127 ratio 3"


def test_money_below_a_heading_of_contracts_is_revenue() -> None:
    body = (
        "Number of Contracts for Connectivity Services\n\n\tSep. 30, 2016\tSep. 30, 2017\n"
        "IP service (1Gbps-)\t410\t472\n\n"
        "\u25c6 WAN services: JPY13,512 million, +1.7% YoY\n"
    )
    assert _facts(body, "\u25c6 WAN") == [
        f"revenue.network.wan level {DAYS} 13512000000 JPY -6",
        f"revenue.network.wan yoy_pct {DAYS} 0.017 ratio 3",
    ]


def test_a_row_that_lost_its_heads_tells_no_fact() -> None:
    assert _facts("Unit: JPY million\n\nOrder backlog 4,211 3,852 4,010 3,944\n", "Order backlog") == []


def test_quarters_of_a_named_year_are_one_period() -> None:
    table = "Unit: JPY million\n\n\t1Q-2Q16\t1Q-2Q17\nInvesting Activities\t(3,896)\t(5,622)\n"
    assert [f.split()[2] for f in _facts("Cash Flows\n\n" + table, "Investing")] == ["2016-04-01..2016-09-30", DAYS]


def test_a_heading_of_contracts_and_subscriptions_counts_what_stands_below() -> None:
    table = "\tJun. 2017\tSep. 2017\nInternet connectivity services (Enterprise)\t1,012,870\t1,109,022\n"
    found = _facts("II - 4. Network Services (2) Contracts and Subscriptions\n\n" + table, "Internet conn")
    assert found[1] == "contracts.connectivity_enterprise level 2017-09-30 1109022 count 0"


def test_graduates_hired_in_a_month_are_of_that_month() -> None:
    assert _facts("- 129 newly graduates hired in Apr. 2017\n", "- 129") == [
        "hires.new_graduates level 2017-04-01..2017-04-30 129 count 0"
    ]


def test_a_years_plan_behind_a_comma_is_of_the_amount_after_it() -> None:
    assert _facts("- CAPEX: 1H17 JPY14,283 million, FY17 plan JPY19.0 billion\n", "- CAPEX") == [
        f"capex level {DAYS} 14283000000 JPY -6",
        "capex level target 2017-04-01..2018-03-31 19000000000 JPY -8",
    ]


def test_a_count_behind_the_label_of_its_business_is_still_counted() -> None:
    body = "\u25c6 Cloud: 2Q17 revenue JPY3.95 billion, GIO P2 prospective orders: approx. 720\n"
    assert _facts(body, "\u25c6 Cloud")[1].endswith(" 720 count 0 approx")


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("\u2666SI\n\n1H17: JPY3,102 million (down 4.1% YoY)", 2),
        ("1H17: JPY3,102 million (down 4.1% YoY)", 0),  # of a business whose heading is lost
        ("- Gross margin ratio: 11.7% (down 3.0 points YoY)", 2),
        ("1H17: JPY8.1 billion", 1),  # the same, rounder
        ("1H16: JPY7,502 million", 1),
        ("II - 2. Systems integration (SI)\n\nGross margin\n\n1H17: JPY3,102 million (down 4.1% YoY)", 2),
    ],
)
def test_another_amount_for_one_item_and_time_in_a_section_is_of_something_else(below: str, found: int) -> None:
    told = "\u2666Network services\n\n1H17: JPY8,120 million (up 8.3% YoY)"
    text = f"{DECK}Gross Margin\n\n{told}\n\n{below}"
    assert len(read(text).on(text.count("\n") + 1)) == found
