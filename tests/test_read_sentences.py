"""What single words of a sentence settle: which quarter, aimed at or not, against what, whose. Figures and sentences
made up."""

from __future__ import annotations

import pytest
from reading import plain, read

NINE_MONTHS = """IIJ Announces Nine Months Financial Results for the Fiscal Year Ending March 31, 2016

TOKYO, February 9, 2016 - Internet Initiative Japan Inc. ("IIJ") today announced its results for the nine months \
("3Q15", from April 1, 2015 to December 31, 2015). 1

"""
YEAR = """FY2013 Consolidated Financial Results

Internet Initiative Japan Inc.

May 15, 2014

II - 1. Consolidated Financial Results

"""
NINE, QUARTER, END = "2015-04-01..2015-12-31", "2015-10-01..2015-12-31", "2015-12-31"
FY13, FY13_END = "2013-04-01..2014-03-31", "2014-03-31"


def _facts(line: str, head: str) -> list[str]:
    return [plain(f) for f in read(head + line).on(line)]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Cloud revenue for the third quarter was JPY3.6 billion, up 20.2% from the third quarter of the previous "
            "year and up 4.1% from 2Q15.",
            [
                f"cloud_revenue level {QUARTER} 3600000000 JPY -8",
                f"cloud_revenue yoy_pct {QUARTER} 0.202 ratio 3",
                f"cloud_revenue qoq_pct {QUARTER} 0.041 ratio 3",
            ],
        ),
        (
            "Total revenues in the second quarter of FY2014 were JPY28,011 million.",
            ["revenue level 2014-07-01..2014-09-30 28011000000 JPY -6"],
        ),
        (
            "The total subscription was 1,101 thousand, of which consumer and enterprise were 688 thousand and 413 "
            "thousand, respectively.",
            [
                f"subscriptions.mobile level {END} 1101000 count -3",
                f"subscriptions.mobile.consumer level {END} 688000 count -3",
                f"subscriptions.mobile.enterprise level {END} 413000 count -3",
            ],
        ),
        (
            "Cash and cash equivalents decreased by JPY2,392 million from the end of the previous fiscal year to "
            "JPY18,702 million.",
            [
                f"assets.cash change 2015-03-31..{END} -2392000000 JPY -6",
                f"assets.cash level {END} 18702000000 JPY -6",
            ],
        ),
        (
            "Net cash used in financing activities for 3Q15 was JPY4,011 million (net cash used of JPY3,902 "
            "million for 3Q14), mainly due to FY2014 year-end and FY2015 interim dividend payments of JPY11 million",
            [
                f"cash_flow.financing level {NINE} 4011000000 JPY -6",
                "cash_flow.financing level 2014-04-01..2014-12-31 3902000000 JPY -6",
                f"cash_flow.financing.dividends_paid level {NINE} 11000000 JPY -6",
            ],
        ),
        (
            "Changes in operating assets and liabilities were net cash outflow of JPY2,203 million.",
            [f"cash_flow.operating.working_capital level {NINE} -2203000000 JPY -6"],
        ),
        ("- Revenues were JPY99,382 million, 102.2% of our target.", [f"revenue level {NINE} 99382000000 JPY -6"]),
        ("- 1/3 of revenues comes from large customers.", []),
    ],
)
def test_what_words_of_a_release_settle(line: str, facts: list[str]) -> None:
    assert _facts(line, NINE_MONTHS) == facts


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "- Year-end dividend forecast was revised from JPY10.00 to JPY11.00 per share (FY2013 total dividend of "
            "JPY22.00, up from JPY21.00 as previously planned).",
            [
                f"dividend_per_share level prior_target {FY13_END} 10 JPY/share 2",
                f"dividend_per_share level target {FY13_END} 11 JPY/share 2",
                f"dividend_per_share level target {FY13} 22 JPY/share 2",
                f"dividend_per_share level prior_target {FY13} 21 JPY/share 2",
            ],
        ),
        (
            "- IIJ targets annual dividend of JPY24.00 per share for FY2014 (JPY11.00 for interim and JPY13.00 for "
            "year-end).",
            [
                "dividend_per_share level target 2014-04-01..2015-03-31 24 JPY/share 2",
                "dividend_per_share level target 2014-09-30 11 JPY/share 2",
                "dividend_per_share level target 2015-03-31 13 JPY/share 2",
            ],
        ),
        (
            "- Plan to hire 155 new graduates in April 2015 (129 in April 2014)",
            [
                "hires.new_graduates level target 2015-04-01..2015-04-30 155 count 0",
                "hires.new_graduates level 2014-04-01..2014-04-30 129 count 0",
            ],
        ),
        (
            "◆ WAN: 4Q13 JPY6,044 million (down 6.1% YoY)",
            [
                "revenue.network.wan level 2014-01-01..2014-03-31 6044000000 JPY -6",
                "revenue.network.wan yoy_pct 2014-01-01..2014-03-31 -0.061 ratio 3",
            ],
        ),
        (
            "- Projects with MRC over JPY1 million: 92 (76 as of Dec. 2013)",
            [
                f"item.project_with_mrc_over_jpy1_million level {FY13_END} 92 count 0",
                "item.project_with_mrc_over_jpy1_million level 2013-12-31 76 count 0",
            ],
        ),
        ("- VPN contracts: 11,204 sites", [f"item.vpn_contract level {FY13_END} 11204 count 0"]),
        ("- Cloud-related CAPEX: JPY2.2 billion", [f"capex_view.cloud level {FY13} 2200000000 JPY -8"]),
        ("- GIO P2-related CAPEX: JPY1.2 billion", [f"capex_view.cloud.gio_p2 level {FY13} 1200000000 JPY -8"]),
        (
            "- Cost increase for GIO P2 and Omnibus: JPY0.9 billion",
            [f"gio_p2_and_omnibus.cost yoy_abs {FY13} 900000000 JPY -8"],
        ),
        (
            "- Decrease in circuit-related costs of JPY112 million was offset by increase in outsourcing-related costs "
            "of JPY203 million",
            [
                f"cost_view.circuit_related_cost yoy_abs {FY13} -112000000 JPY -6",
                f"cost_view.outsourcing_related_cost yoy_abs {FY13} 203000000 JPY -6",
            ],
        ),
        (
            "- Personnel expenses grew along with the increase in the number of employees by 174 personnel",
            [f"employees yoy_abs {FY13_END} 174 count 0"],
        ),
    ],
)
def test_what_words_of_a_deck_settle(line: str, facts: list[str]) -> None:
    assert _facts(line, YEAR) == facts


def test_kinds_of_cost_are_no_service_below_a_heading_of_cost() -> None:
    body = "◆ Cost of SI: JPY34,812 million\n - Outsourcing-related: 10,122 (up 1,204 YoY)\n"
    concepts = [f["concept"] for f in read(YEAR + "Unit: JPY million\n\n" + body).on("Outsourcing-related")]
    assert concepts == ["cost_view.outsourcing_related"] * 2


# ---- other companies ------------------------------------------------------------------------------------------------


def test_what_another_company_earns_is_not_ours() -> None:
    company = "- Internet Multifeed Co. (equity method investee, 31%)"
    line = f"{company}: its revenue was JPY6,211 million and net income was JPY5 million"
    assert _facts(line, YEAR) == [
        f"ownership.internet_multifeed share {FY13_END} 0.31 ratio 2",
        f"internet_multifeed.revenue level {FY13} 6211000000 JPY -6",
        f"internet_multifeed.net_income level {FY13} 5000000 JPY -6",
    ]


def test_a_share_behind_a_companys_name_is_what_we_own_of_it() -> None:
    facts = _facts("- Trust Networks Inc. (79.5%) placed 868 ATMs", YEAR)
    assert facts[0] == f"ownership.trust_network share {FY13_END} 0.795 ratio 3"


def test_a_table_of_the_companies_of_the_group() -> None:
    table = "Unit: JPY million\n\n\tIIJ ownership\tRevenue\tOperating income\n"
    rows = "IIJ Global Solutions Inc.\t100.0%\t27,011\t1,912\nTrust Networks Inc.\t79.5%\t2,980\t455\n"
    found = read(YEAR + table + rows)
    assert [plain(f) for f in found.on("Trust Networks")] == [
        f"ownership.trust_network share {FY13_END} 0.795 ratio 3",
        f"trust_network.revenue level {FY13} 2980000000 JPY -6",
        f"trust_network.operating_income level {FY13} 455000000 JPY -6",
    ]
    assert [f["concept"] for f in found.on("IIJ Global")][1:] == ["iij_global.revenue", "iij_global.operating_income"]


# ---- labels over their amounts --------------------------------------------------------------------------------------


def test_stacked_targets_keep_their_year_to_the_last() -> None:
    text = """Financial Targets for FY2016

Revenues Operating Income

JPY156.0 billion JPY6.5 billion

(up 11.5% YoY)

(up 26.6% YoY)

Net Income attributable to IIJ

JPY4.0 billion

(up 27.3% YoY)
"""
    found = read(NINE_MONTHS + text)
    assert [f["concept"] for f in found.facts] == [
        *("revenue", "operating_income", "revenue", "operating_income"),
        *("net_income_attributable", "net_income_attributable"),
    ]
    assert {(f["scenario"], str(f["period_end"])) for f in found.facts} == {("target", "2017-03-31")}
