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
    return [plain(f) for f in read(head + line).on(line.rpartition("\n")[2])]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Total revenues in the second quarter of FY2014 were JPY28,011 million.",
            ["revenue level 2014-07-01..2014-09-30 28011000000 JPY -6"],
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
        (
            "Total revenues increased by JPY2,763 million, or 5.1%, to JPY57,160 million.",
            [
                f"revenue yoy_abs {NINE} 2763000000 JPY -6",
                f"revenue yoy_pct {NINE} 0.051 ratio 3",
                f"revenue level {NINE} 57160000000 JPY -6",
            ],
        ),
        (
            "Operating income of the network services and SI business segment was JPY2,011 million and that of the "
            "ATM operation business segment was JPY472 million.",
            [
                f"segment_operating_income.network_si level {NINE} 2011000000 JPY -6",
                f"segment_operating_income.atm level {NINE} 472000000 JPY -6",
            ],
        ),
        (
            "The order backlog for SI and equipment sales amounted to JPY18,011 million, 5.2% higher than a year ago.",
            [f"backlog.si level {END} 18011000000 JPY -6", f"backlog.si yoy_pct {END} 0.052 ratio 3"],
        ),
        (
            "Gross margin for network services was JPY3,402 million, compared with JPY3,110 million (17.1%) for 3Q14.",
            [
                f"gross_margin.network level {NINE} 3402000000 JPY -6",
                "gross_margin.network level 2014-04-01..2014-12-31 3110000000 JPY -6",
                "gross_margin.network margin 2014-04-01..2014-12-31 0.171 ratio 3",
            ],
        ),
        ("Goodwill increased by JPY2,288 million.", [f"assets.goodwill change 2015-03-31..{END} 2288000000 JPY -6"]),
        (
            "The number of employees on a consolidated basis was 1,967, an increase of 326 from March 31, 2015, mainly "
            "due to the addition of 245 employees by an acquisition.",
            [f"employees level {END} 1967 count 0", f"employees change 2015-03-31..{END} 326 count 0"],
        ),
        ("- Revenues were JPY99,382 million (71.5% achieved).", [f"revenue level {NINE} 99382000000 JPY -6"]),
        (
            "- IIJmio: 3Q15-end 585 thousand (2Q15-end: 524 thousand)",
            [
                f"subscriptions.mobile.consumer level {END} 585000 count -3",
                "subscriptions.mobile.consumer level 2015-09-30 524000 count -3",
            ],
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
            "Network Services\n\n◆ WAN: 4Q13 JPY6,044 million (down 6.1% YoY)",
            [
                "revenue.network.wan level 2014-01-01..2014-03-31 6044000000 JPY -6",
                "revenue.network.wan yoy_pct 2014-01-01..2014-03-31 -0.061 ratio 3",
            ],
        ),
        ("- Contracts of 1Gbps and more increased", []),
        ("- The 1st phase of the data center was completed", []),
        (
            "- IIJmio 748 thousand, IIJ Mobile 480 thousand",
            [
                f"subscriptions.mobile.consumer level {FY13_END} 748000 count -3",
                f"subscriptions.mobile.enterprise level {FY13_END} 480000 count -3",
            ],
        ),
        (
            "- Depreciation and amortization: JPY9.9 billion in FY2013, JPY11.0 billion planned in FY2014",
            [
                f"depreciation_amortization level {FY13} 9900000000 JPY -8",
                "depreciation_amortization level target 2014-04-01..2015-03-31 11000000000 JPY -8",
            ],
        ),
        ("- Cloud-related CAPEX: JPY2.2 billion", [f"capex_view.cloud level {FY13} 2200000000 JPY -8"]),
        ("- GIO P2-related CAPEX: JPY1.2 billion", [f"capex_view.cloud.gio_p2 level {FY13} 1200000000 JPY -8"]),
    ],
)
def test_what_words_of_a_deck_settle(line: str, facts: list[str]) -> None:
    assert _facts(line, YEAR) == facts


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (
            "In FY2014, total revenues were JPY123,050 million. Operating income was JPY5,075 million.",
            [
                "2014-04-01..2015-03-31",
                "2014-04-01..2015-03-31",
            ],
        ),
    ],
)
def test_a_period_behind_an_item_is_of_its_own_sentence(line: str, ends: list[str]) -> None:
    facts = read(NINE_MONTHS + line).on(line)
    assert [f"{f['period_start']}..{f['period_end']}" for f in facts] == ends


@pytest.mark.parametrize(
    "line",
    [
        "- CAPEX: JPY10.0 billion, mainly for the data center in Matsue (JPY2.4 billion)",
        "- Equity in net income of equity method investees: JPY9 million (of which Multifeed Co.: JPY8 million)",
        "- Gross margin ratio: 17.1%, 17.9% excluding cost related to full-MVNO",
        "- Total revenues were JPY99.4 billion. The migration of a large customer decreased revenue by JPY0.3 billion",
    ],
)
def test_a_second_amount_that_would_be_the_same_is_unread(line: str) -> None:
    found = read(NINE_MONTHS + line)
    assert len(found.on(line)) == 1
    assert [n["role"] for n in found.numbers if n["line"] == found.on(line)[0]["line"]] == ["fact", "unread"]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("- CAPEX: JPY14.5 billion in total, JPY0.4 billion in 3Q15", [0.4]),
        ("- FY2016 cloud revenue target: JPY16.0 billion to JPY17.0 billion", [16, 17]),
        ("- Total revenues: JPY99.4 billion (JPY99,382 million)", [99.4, 99.382]),
    ],
)
def test_ranges_and_rounder_figures_are_no_second_amounts(line: str, values: list[float]) -> None:
    assert [float(f["value"]) / 1e9 for f in read(NINE_MONTHS + line).on(line.rpartition("\n")[2])] == values


def test_a_target_of_nothing_that_is_named_is_unread() -> None:
    assert _facts("- Our target for FY2015 is JPY139,000 million.", NINE_MONTHS) == []


CHARGE = """Consolidated Financial Results for 1Q FY2017 (First 3 months ended June 30, 2017)

Internet Initiative Japan Inc.
August 8, 2017

"""


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "- DOCOMO's interconnectivity charge: we estimate a decrease of 14% for FY2016",
            ["docomo_charge yoy_pct target 2016-04-01..2017-03-31 -0.14 ratio 2"],
        ),
    ],
)
def test_rates_of_the_charge_are_of_the_year_whose_cost_they_settle(line: str, facts: list[str]) -> None:
    assert _facts(line, CHARGE) == facts


def test_long_labels_that_begin_alike_are_two_items() -> None:
    same = "Proceeds from the sale of a part of our shares in the company that runs the northern"
    table = f"Unit: JPY million\n\n\t3Q14\t3Q15\n{same} data center\t11\t12\n{same} backbone network\t13\t14\n"
    assert len({f["concept"] for f in read(NINE_MONTHS + table).facts}) == 2


# ---- other companies ------------------------------------------------------------------------------------------------


def test_a_share_behind_a_companys_name_is_what_we_own_of_it() -> None:
    facts = _facts("- Trust Networks Inc. (79.5%) placed 868 ATMs", YEAR)
    assert facts[0] == f"ownership.trust_network share {FY13_END} 0.795 ratio 3"


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


# ---- tables ---------------------------------------------------------------------------------------------------------


def test_stacked_amounts_compare_in_other_words() -> None:
    text = "Revenues\n\nOperating income\n\nJPY156.0 billion JPY6.5 billion\n\n(up by 11.5% YoY) (a fall of 6.6% YoY)\n"
    found = [(f["concept"], f["measure"], float(f["value"])) for f in read(NINE_MONTHS + text).facts]
    assert found == [
        *(("revenue", "level", 156e9), ("operating_income", "level", 6.5e9)),
        *(("revenue", "yoy_pct", 0.115), ("operating_income", "yoy_pct", -0.066)),
    ]


def test_the_day_a_target_was_told_is_not_what_its_column_is_of() -> None:
    table = (
        "Revision of Financial Targets for FY2015\n\n\tPrevious Target\tRevised Target\tDifference\n"
        "\t(Announced on May 15, 2015)\t(Announced on February 9, 2016)\t\n"
        "\tJPY millions\tJPY millions\tJPY millions\nRevenues\t123,000\t121,500\t(1,500)\n"
    )
    assert [plain(f) for f in read(NINE_MONTHS + table).on("Revenues\t")][:2] == [
        "revenue level prior_target 2015-04-01..2016-03-31 123000000000 JPY -6",
        "revenue level target 2015-04-01..2016-03-31 121500000000 JPY -6",
    ]


def test_columns_of_a_time_to_come_below_a_heading_about_targets_are_targets() -> None:
    """The second comparison is with the whole year, which stands right before it, not with its second half."""
    table = (
        "FY2014 Targets\n\nUnit: JPY billion\n\n\t1H14\tYoY\t2H14\tFY14\tYoY\n"
        "Total revenues\t73.5\t+12.5%\t85.5\t159.0\t+13.1%\n"
    )
    assert [plain(f) for f in read(YEAR + table).on("Total revenues")] == [
        "revenue level target 2014-04-01..2014-09-30 73500000000 JPY -8",
        "revenue yoy_pct target 2014-04-01..2014-09-30 0.125 ratio 3",
        "revenue level target 2014-10-01..2015-03-31 85500000000 JPY -8",
        "revenue level target 2014-04-01..2015-03-31 159000000000 JPY -8",
        "revenue yoy_pct target 2014-04-01..2015-03-31 0.131 ratio 3",
    ]


def test_cells_that_only_compare_are_of_their_row() -> None:
    table = (
        "III - 4. Network Services\n\n4Q13 revenue by service, unit: JPY million\n\n"
        "WAN\t6,540\t+3.2% YoY\t+1.8% QoQ\nOutsourcing\t5,601\t+6.3% YoY\t+3.0% QoQ\n"
    )
    assert [f["concept"] for f in read(YEAR + table).on("WAN\t")] == ["revenue.network.wan"] * 3


def test_orders_and_backlog_of_construction_and_operation_as_rows() -> None:
    table = (
        "Unit: JPY million\n\n\t3Q13\t4Q13\nConstruction orders\t7,402\t6,512\nConstruction backlog\t5,722\t8,611\n"
        "Operation orders\t8,602\t7,122\nOperation backlog\t24,155\t23,031\n"
    )
    assert [f["concept"] for f in read(YEAR + table).facts if f["period_end"].endswith("03-31")] == [
        *("orders.si.construction", "backlog.si.construction", "orders.si.operation", "backlog.si.operation"),
    ]


def test_a_row_of_margins_is_of_the_row_above() -> None:
    table = (
        "III - 3. Gross margin\n\nUnit: JPY million\n\n\tFY12\tFY13\tYoY\nNetwork services\t14,069\t15,056\t+7.0%\n"
        " Margin\t20.4%\t19.0%\t(1.4pt)\n"
    )
    assert [plain(f) for f in read(YEAR + table).on(" Margin\t")] == [
        "gross_margin.network margin 2012-04-01..2013-03-31 0.204 ratio 3",
        f"gross_margin.network margin {FY13} 0.190 ratio 3",
        f"gross_margin.network pt_change {FY13} -0.014 ratio 3",
    ]
