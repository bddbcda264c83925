"""Filings as other writers of the same company lay them out and word them: read as they are meant, or unread. Figures
made up."""

from __future__ import annotations

import pytest
from reading import facts_below, plain

YEAR = """Financial Results for the Fiscal Year Ended March 31, 2015

May 15, 2015
Internet Initiative Japan Inc.

"""
HALF = """Financial Results for the First Half of FY2014 (Six months ended September 30, 2014)

Internet Initiative Japan Inc.
November 7, 2014

"""


def _read(text: str, head: str = YEAR) -> list[str]:
    """What is read of a text below a head, a line a fact."""
    return [plain(fact) for fact in facts_below(head, text)]


@pytest.mark.parametrize(
    "body", ["\u25aa 2Q14 operating income: JPY1,648 million", "Points of 2Q14\n\n- Operating income: JPY1,648 million"]
)
def test_a_quarter_is_a_quarter_in_a_filing_whose_title_tells_the_half_with_its_days(body: str) -> None:
    assert _read(body, HALF) == ["operating_income level 2014-07-01..2014-09-30 1648000000 JPY -6"]


def test_heads_of_quarters_with_the_letter_first() -> None:
    table = "(Millions of yen)\n\n\tQ1\tQ2\tQ3\tQ4\nRevenues\t27,850\t29,100\t30,400\t34,800\n"
    assert [fact.split("..")[1][:10] for fact in _read(table)] == [
        "2014-06-30",
        "2014-09-30",
        "2014-12-31",
        "2015-03-31",
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "(Thousand contracts unless otherwise noted; end of each period)",
        "(Thousands; end of each period)",
        "(in thousands, except percentages)",
        "In thousands",
    ],
)
def test_a_caption_of_thousands_of_what_is_counted(caption: str) -> None:
    table = f"{caption}\n\n\tMar. 31, 2014\tMar. 31, 2015\nTotal mobile subscriptions\t323\t632\n"
    assert _read(table) == [
        "subscriptions.mobile level 2014-03-31 323000 count -3",
        "subscriptions.mobile level 2015-03-31 632000 count -3",
    ]


def test_a_change_behind_columns_of_parts_compares_the_amounts() -> None:
    table = (
        "(Millions of yen)\n\n\tFY2013\tComposition\tFY2014\tComposition\tChange\t% change\n"
        "Network services revenue\t66,769\t58.4%\t70,819\t57.4%\t+4,050\t+6.1%\n"
    )
    assert _read(table)[-2:] == [
        "revenue.network yoy_abs 2014-04-01..2015-03-31 4050000000 JPY -6",
        "revenue.network yoy_pct 2014-04-01..2015-03-31 0.061 ratio 3",
    ]
    assert _read(table.replace("Composition", "Ratio"))[-1].startswith("revenue.network yoy_pct")


def test_a_change_of_balances_in_percent_is_one_on_the_year() -> None:
    table = (
        "Order Backlog\n\n(Millions of yen)\n\n\tAs of March 31, 2014\tAs of March 31, 2015\tChange\t% change\n"
        "Systems construction\t5,622\t7,986\t+2,364\t+42.0%\n"
    )
    assert _read(table)[-1] == "backlog.si.construction yoy_pct 2015-03-31 0.420 ratio 3"


def test_a_change_between_two_of_several_years_is_not_known_of_new_items_either() -> None:
    heads = "\tFY2012\tFY2013\tFY2014\tFY2015\tChange\n\tActual\tActual\tActual\tForecast\t(FY2015 vs. FY2014)\n"
    table = f"Capital Expenditures\n\n(Billions of yen)\n\n{heads}Network facilities\t6.1\t7.3\t8.8\t9.8\t+1.0\n"
    assert len(_read(table)) == 4


def test_a_comparison_of_a_quarter_is_of_that_and_not_of_the_year_beside_it() -> None:
    table = "(Millions of yen)\n\n\t3Q14\t4Q14\tFY2014\t4Q YoY\nWAN services revenue\t6,012\t6,057\t23,900\t-2.3%\n"
    assert _read(table)[-1] == "revenue.network.wan yoy_pct 2015-01-01..2015-03-31 -0.023 ratio 3"


QUARTERS = "Cloud revenue\t1Q\t2Q\t3Q\t4Q\tFull year\tYoY\nFY2013\t2.2\t2.4\t2.6\t2.9\t10.1\t-\n"


def test_a_full_year_beside_quarters_is_that_of_the_row() -> None:
    table = f"(Billions of yen)\n\n{QUARTERS}FY2014\t2.8\t2.9\t3.1\t3.3\t12.1\t+19.8%\n"
    found = _read(table)
    assert found[4] == "cloud_revenue level 2013-04-01..2014-03-31 10100000000 JPY -8"
    assert found[-1] == "cloud_revenue yoy_pct 2014-04-01..2015-03-31 0.198 ratio 3"


def test_a_year_over_its_quarters_in_the_letters_of_other_writers() -> None:
    heads = "\tFY2013\t\t\t\t\tFY2014\t\t\t\t\n\tQ1\tQ2\tQ3\tQ4\tFY\tQ1\tQ2\tQ3\tQ4\tFY\n"
    row = "Revenues\t26,123\t28,449\t28,097\t31,653\t114,322\t27,654\t30,405\t30,606\t34,814\t123,479\n"
    found = _read(f"(Millions of yen)\n\n{heads}{row}")
    assert [fact.split()[2] for fact in found[3:6]] == [
        "2014-01-01..2014-03-31",
        "2013-04-01..2014-03-31",
        "2014-04-01..2014-06-30",
    ]


@pytest.mark.parametrize("head", ["% of sales", "% of net sales", "% of revenues"])
def test_a_percentage_of_sales_is_one_of_revenue(head: str) -> None:
    table = f"(Millions of yen)\n\n\tFY2014\t{head}\tYoY\nOperating income\t6,670\t5.4%\t-13.4%\n"
    assert [fact.split()[1] for fact in _read(table)] == ["level", "pct_of_revenue", "yoy_pct"]


def test_a_row_of_nothing_but_a_ratio_is_of_the_row_above() -> None:
    table = (
        "(Millions of yen)\n\n\tFY2013\tFY2014\nTotal SG&A expenses\t15,329\t16,538\nRatio to net sales\t13.4%\t13.4%\n"
    )
    assert _read(table)[-1] == "sga_rd pct_of_revenue 2014-04-01..2015-03-31 0.134 ratio 3"


def test_the_unit_in_the_label_of_a_row_is_its_own() -> None:
    heads = "(Thousand contracts)\n\n\tMar. 2014\tMar. 2015\n"
    rows = "Total mobile subscriptions\t323\t632\nContracted bandwidth (Gbps)\t1,387\t1,755\n"
    clients = "MVNE clients (companies)\t48\t82\n"
    assert [fact.split(maxsplit=3)[3] for fact in _read(heads + rows + clients)] == [
        *("323000 count -3", "632000 count -3"),
        *("1387 Gbps 0", "1755 Gbps 0"),
        *("48 count 0", "82 count 0"),
    ]


def test_dividends_in_total_are_of_no_share() -> None:
    rows = "Annual dividend per share (yen)\t22.00\t22.00\nTotal dividends (millions of yen)\t974\t1,011\n"
    assert len(_read(f"\tFY2013\tFY2014\n{rows}")) == 2


def test_rows_below_dividends_say_which() -> None:
    rows = "Interim\t11.00\t11.00\nYear-end\t10.00\t11.00\nAnnual\t21.00\t22.00\n"
    found = _read(f"Dividend\n\nJPY per share\tFY2013\tFY2014\n{rows}")
    assert [fact.split()[2] for fact in found[::2]] == ["2013-09-30", "2014-03-31", "2013-04-01..2014-03-31"]


def test_shares_in_a_cell_are_shares() -> None:
    assert _read("Stock Information (as of March 31, 2015)\n\nTreasury stock\t758,709 shares\n") == [
        "shares.treasury level 2015-03-31 758709 shares 0"
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Appendix 1. Five-year Financial Summary",
        "Table 3. Five-year Financial Summary",
        "Cost of Revenues and Gross Margin",
    ],
)
def test_a_title_ends_what_a_heading_with_a_mark_is_about(title: str) -> None:
    table = "(Millions of yen)\n\n\tFY2013\tFY2014\nTotal revenues\t114,322\t123,479\n"
    assert _read(f"\u25a0 Overseas\n\n{title}\n\n{table}")[0].split()[0] == "revenue"


def test_a_statement_is_not_about_the_segments_above_it() -> None:
    segments = "Segment Information (Unaudited)\n\n\tFY2013\n\tThousands of JPY\nATM operation business\t502,318\n\n"
    below = "\n\tFY2013\n\tThousands of JPY\nREVENUES:\t\nATM operation business\t820,415\n"
    found = _read(f"{segments}Appendix 5. Consolidated Statements of Income (Unaudited)\n{below}")
    assert [fact.split()[0] for fact in found] == ["segment_revenue.atm", "revenue.atm"]
    found = _read(f"{segments}Consolidated Statements of Income (Unaudited)\n{below}")
    assert [fact.split()[0] for fact in found] == ["segment_revenue.atm", "revenue.atm"]


def test_a_paragraph_below_a_title_of_two_metrics_is_not_of_the_business_above() -> None:
    body = "Systems Integration\n\nSI revenues were JPY40,855 million.\n\nCost of Revenues and Gross Margin\n\n"
    found = _read(f"{body}Total cost of revenues rose to JPY92,025 million. Gross margin was JPY22,247 million.\n")
    assert found[-1].split()[0] == "gross_margin"


def test_contracts_below_a_table_of_money_are_counted() -> None:
    money = "Revenues\n\n(JPY millions)\tFY2013\nWAN services\t25,123\n\n"
    table = "\tMarch 31, 2014\nInternet connectivity services (home use)\t411,414\n"
    assert _read(f"{money}Table 3. Contracts, Subscriptions and Contracted Bandwidth\n\n{table}")[-1] == (
        "contracts.connectivity_consumer level 2014-03-31 411414 count 0"
    )


def test_the_number_of_a_page_beside_a_copyright_is_no_amount() -> None:
    body = "(Millions of yen)\n\n- Outsourcing: 4Q revenue of JPY5,312 million grew\n\n"
    assert len(_read(f"{body}Copyright Internet Initiative Japan Inc.    9\n")) == 1


def test_heads_without_the_corner_stand_over_the_numbers() -> None:
    table = "Unit: JPY million\n\n4Q13\t4Q14\tYoY\nTotal revenues\t27,850\t31,870\t+14.4%\n"
    assert _read(table) == [
        "revenue level 2014-01-01..2014-03-31 27850000000 JPY -6",
        "revenue level 2015-01-01..2015-03-31 31870000000 JPY -6",
        "revenue yoy_pct 2015-01-01..2015-03-31 0.144 ratio 3",
    ]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("IIJmio High-speed Mobile", "revenue.network.connectivity_consumer.iij.iijmio"),
        ("Network revenues", "revenue.network"),
    ],
)
def test_a_name_is_known_without_the_word_service(label: str, concept: str) -> None:
    assert _read(f"Revenues\n\n(JPY million)\tFY2014\n{label}\t1,251\n")[0].split()[0] == concept


def test_a_bracket_that_says_what_the_name_does_makes_no_other_item() -> None:
    table = "Number of subscriptions (thousand)\n\n\t3Q14\nIIJmio (consumer)\t74\nIIJ Mobile (enterprise)\t98\n"
    assert [f.split()[0] for f in _read(table)] == ["subscriptions.mobile.consumer", "subscriptions.mobile.enterprise"]


@pytest.mark.parametrize("label", ["First half", "For the half"])
def test_words_for_a_time_are_no_line_item(label: str) -> None:
    body = f"Network services (2) Cost\n\n- {label}: JPY28,212 million, up JPY1,569 million\n"
    assert [fact.split()[:3] for fact in _read(body, HALF)] == [
        ["cost.network", "level", "2014-04-01..2014-09-30"],
        ["cost.network", "yoy_abs", "2014-04-01..2014-09-30"],
    ]
    assert _read(body.replace(label, "Six months"), HALF) == []


@pytest.mark.parametrize(
    "body",
    [
        "SG&A expenses\n\n- Reasons for the increase:\n - Personnel-related expenses: JPY246 million",
        "- Factors of decrease in net income: income tax expense JPY246 million, depreciation JPY61 million",
        "- The increase from FY2013 came from personnel-related expenses (JPY246 million)",
        "Depreciation was JPY1.2 billion for network services.",
        "RYUKOSHA, which became a subsidiary in April 2014, posted operating income of JPY210 million for FY2014.",
        "We set up a joint venture with Biznet Networks; IIJ holds 49%",
        "Targets for FY2015 compare with revenues of JPY114.3 billion and costs.",
    ],
)
def test_figures_of_something_else_are_unread(body: str) -> None:
    assert _read(body) == []


def test_what_targets_are_compared_with_is_none() -> None:
    found = _read("The targets for FY2015 compare with actual revenues of JPY114.3 billion in FY2013.")
    assert found == ["revenue level 2013-04-01..2014-03-31 114300000000 JPY -8"]
    found = _read("Operating income was better than the target but fell short of the JPY7.8 billion earned in FY2012.")
    assert found == ["operating_income level 2012-04-01..2013-03-31 7800000000 JPY -8"]


def test_a_row_that_compares_targets_of_a_time_that_is_over_is_of_targets() -> None:
    rows = "Previous target (A)\t73.0\t2.6\nRevised target (B)\t74.1\t1.9\nChange (B-A)\t+1.1\t(0.7)\n"
    table = f"Revision of targets for FY2014\n\n(Unit: JPY billion)\n\n\tRevenues\tOperating income\n{rows}"
    assert _read(table)[-2] == "revenue change target 2014-04-01..2015-03-31 1100000000 JPY -8"


@pytest.mark.parametrize("front", ["In comparison with FY2013", "Compared with the JPY2,563 million in FY2013"])
def test_what_a_sentence_begins_with_by_comparison_is_not_its_time(front: str) -> None:
    assert _read(f"{front}, operating income decreased to JPY1,948 million.")[-1].split()[2] == "2014-04-01..2015-03-31"


def test_interim_and_year_end_dividends_of_each_are_two() -> None:
    assert _read("The interim and year-end dividends for FY2012 were JPY11.00 each.") == [
        "dividend_per_share level 2012-09-30 11 JPY/share 2",
        "dividend_per_share level 2013-03-31 11 JPY/share 2",
    ]
    found = _read("With the interim dividend of JPY11.00, the dividend for the full year is JPY21.00 per share.")
    assert found[-1].split()[2] == "2014-04-01..2015-03-31"


def test_a_payout_ratio_is_of_no_quarter() -> None:
    body = "- In 4Q14, revenues were JPY34.8 billion\n- The annual dividend is JPY22.00 (payout ratio: 21.7%)\n"
    assert _read(body)[-1].split()[2] == "2014-04-01..2015-03-31"


def test_two_businesses_share_the_metric_before_them() -> None:
    amounts = "was JPY203 million and JPY779 million, respectively."
    body = f"Gross margin for equipment sales and for the ATM operation business {amounts}"
    assert [fact.split()[0] for fact in _read(body)] == ["gross_margin.equipment", "gross_margin.atm"]


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Total revenues climbed 7.6% to JPY114,272 million from JPY106,248 million.", "revenue level"),
        ("Operating income slipped 26.2% YoY to JPY5,723 million from JPY7,753 million.", "operating_income level"),
        ("The gross margin ratio declined 1.2 points to 19.5% from 20.7%.", "gross_margin margin"),
    ],
)
def test_what_a_change_began_from_is_of_a_year_before(sentence: str, before: str) -> None:
    assert _read(sentence)[-1].startswith(f"{before} 2013-04-01..2014-03-31")


def test_verbs_of_change_in_other_words() -> None:
    sentence = "Revenues soared 12% YoY. Costs shrank by 3.1%. Capital expenditures plunged 40%."
    assert [fact.split()[3] for fact in _read(sentence)] == ["0.12", "-0.031", "-0.40"]
    assert _read("Total revenues were JPY114,272 million, 7.6% above the JPY106,248 million of FY2013.")[1] == (
        "revenue yoy_pct 2014-04-01..2015-03-31 0.076 ratio 3"
    )


def test_an_amount_and_its_ratio_in_one_cell_below_a_head_of_both() -> None:
    table = "Gross margin (ratio)\t1H14\t2Q14\nNetwork services\t7,258 (20.5%)\t3,846 (21.3%)\n"
    assert _read(f"Unit: JPY million\n\n{table}", HALF)[:2] == [
        "gross_margin.network level 2014-04-01..2014-09-30 7258000000 JPY -6",
        "gross_margin.network margin 2014-04-01..2014-09-30 0.205 ratio 3",
    ]


def test_a_line_that_names_an_item_and_explains_brackets_heads_the_row_below() -> None:
    caption = "Personnel-related costs and expenses in JPY million, in brackets the ratio to revenues"
    assert _read(f"Costs\n\n{caption}\n\n1Q14\t2Q14\n4,688 (17.0%)\t4,727 (16.0%)\n", HALF)[:2] == [
        "personnel_cost level 2014-04-01..2014-06-30 4688000000 JPY -6",
        "personnel_cost pct_of_revenue 2014-04-01..2014-06-30 0.170 ratio 3",
    ]


def test_bullets_below_points_of_the_quarter_are_of_the_last_one() -> None:
    body = "Points of the quarter\n\n- Operating income: JPY1,648 million, up JPY80 million YoY\n"
    assert {fact.split()[2] for fact in _read(body, HALF)} == {"2014-07-01..2014-09-30"}


@pytest.mark.parametrize(
    "heading",
    [
        "Financial Results of NTT DOCOMO, INC.",
        "NTT DOCOMO, INC.",
        "Reference: Results of KDDI Corporation",
        "Trust Networks Inc. (consolidated subsidiary)",
    ],
)
def test_a_table_below_the_name_of_another_firm_is_of_that(heading: str) -> None:
    assert _read(f"{heading}\n\nUnit: JPY million\n\n\tFY2013\tFY2014\nRevenues\t106\t123\n") == []


@pytest.mark.parametrize("base", ["CAGR", "MoM", "YoY excluding acquisitions"])
def test_a_comparison_with_something_else_is_unread(base: str) -> None:
    body = f"- Revenues were JPY36,180 million, up 13.5% {base}"
    assert not any("pct" in fact for fact in _read(body))


def test_a_comparison_behind_two_times_is_of_the_newer() -> None:
    amounts = "were JPY36,180 million and JPY31,460 million, respectively, up 15.0% YoY."
    assert _read(f"Total revenues for FY2014 and FY2013 {amounts}")[-1].split()[2] == "2014-04-01..2015-03-31"


def test_a_sentence_about_an_earlier_time_leaves_what_follows_open() -> None:
    cost, margin = "Cost of SI was JPY18,030 million.", "Gross margin was JPY4,045 million."
    assert len(_read(f"{cost} Cost of SI was JPY14,702 million for FY2013. {margin}")) == 3
    assert len(_read(f"{cost} In FY2013, cost of SI was JPY14,702 million. {margin}")) == 2


def test_a_change_told_in_another_order() -> None:
    found = _read("- 4Q14 WAN services revenue: JPY476 million (14.9%) increase YoY")
    assert found[0].split()[1] == "yoy_abs"


def test_units_of_other_writers() -> None:
    heads = "\tH1 FY14\tH1 FY13\n"
    table = f"Cloud revenue (JPY bn)\n\nJPY m{heads}Sales and marketing\t5,166\t4,490\n"
    assert _read(table, HALF)[0].split()[3:] == ["5166000000", "JPY", "-6"]
    assert _read("Adjusted EBITDA of JPY 31,464 m and capital expenditures of JPY 505 m.")[-1].split()[3] == "505000000"
    assert _read("Revenues\n\nUnit: USD million\n\nFY2012: 106,248\n") == []
    assert _read("Revenues\n\n(unit = 1 million yen)\n\n- Strong demand.\n") == []


def test_quarters_with_two_digits_of_their_year() -> None:
    found = _read("Mobile revenue (JPY million)\n\n\tQ1 14\tQ2 14\nMobile services\t1,320\t1,630\n")
    assert [fact.split()[2] for fact in found] == ["2014-04-01..2014-06-30", "2014-07-01..2014-09-30"]


def test_a_table_of_growth_rates_has_no_amounts_in_the_unit_of_another() -> None:
    income = "(JPY million)\n\n\tQ1 FY14\nRevenues\t31,464\n\n"
    assert len(_read(f"{income}Growth rates (% yoy)\n\n\tQ1 FY14\nRevenues\t14.2\n")) == 1


@pytest.mark.parametrize("foot", ["10\tInternet Initiative Japan Inc. - FY14 Results", "Copyright IIJ Inc.\t10"])
def test_the_number_of_a_page_beside_a_name_is_no_amount(foot: str) -> None:
    assert _read(f"Number of employees\n{foot}\n") == []


def test_below_an_unknown_heading_a_metric_is_of_no_business() -> None:
    body = "2-4. Network Services\n\n\u25a0 Mail services\n\n- 4Q14 revenue increased by 8.9% YoY to JPY3,965 million\n"
    assert _read(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "- DOCOMO's layer 2 interconnection charge was lower than before",
        "- Of the 4Q14 increase YoY, approx. JPY150 million came from IIJ GIO",
        "- Operating income grew to JPY1,792 million, from JPY1,550 million in 3Q14",
    ],
)
def test_parts_names_and_quarters_are_no_figures_of_the_whole(body: str) -> None:
    assert not [
        fact for fact in _read(body) if "2014-04-01..2015-03-31" in fact or "employees" in fact or "cloud" in fact
    ]


def test_a_paragraph_is_not_of_the_bullet_above_it() -> None:
    assert (
        _read("- WAN services were JPY18,604 million.\n\nRevenues were JPY87,846 million.\n")[-1].split()[0]
        == "revenue"
    )


def test_an_amount_to_a_business_is_of_that() -> None:
    construction = "Orders received were JPY14 million for systems construction (up 4.2% YoY)"
    found = _read(f"{construction} and JPY23 million to systems operation.")
    assert [fact.split()[0] for fact in found][::2] == ["orders.si.construction", "orders.si.operation"]


def test_numbers_in_a_label_make_no_name_of_it() -> None:
    row = "Treasury stock-758,709 shares held by the company at March 31, 2015\t(392,079)\n"
    found = _read(f"\tMarch 31, 2015\n\tThousands of JPY\nSHAREHOLDERS' EQUITY:\t\n{row}")
    assert "equity.shareholders.treasury_stock" in {fact.split()[0] for fact in found}


def test_a_quarter_and_a_year_in_two_cells_are_two_times() -> None:
    heads = "\tFY2013\t\tFull year\t\n\t3Q\t4Q\tFY2013\tFY2014\n"
    table = f"(JPY million)\n\n{heads}Adjusted EBITDA\t3,362\t4,301\t14,196\t15,566\n"
    assert [fact.split()[2] for fact in _read(table)] == [
        "2013-10-01..2013-12-31",
        "2014-01-01..2014-03-31",
        "2013-04-01..2014-03-31",
        "2014-04-01..2015-03-31",
    ]
    months = _read(table.replace("Full year", "9 months"))
    assert [fact.split()[2] for fact in months[2:]] == ["2013-04-01..2013-12-31", "2014-04-01..2014-12-31"]


def test_a_legend_behind_blanks_leaves_the_unit_before_it() -> None:
    table = "Gross margin\n\nUnit: JPY million    ( ): gross margin ratio\n\n\t4Q14\nNetwork services\t3,380 (21.2%)\n"
    assert [fact.split()[1] for fact in _read(table)] == ["level", "margin"]


def test_a_row_of_dashes_is_no_heading() -> None:
    rows = "\t4Q14\t4Q13\nTotal costs\t8\t7\nMobile services revenue\t-\t-\nOperating income\t1\t2\n"
    assert {fact.split()[0] for fact in _read(f"Unit: JPY million\n\n{rows}")} == {"cost", "operating_income"}


def test_a_name_with_its_period_is_a_name() -> None:
    rows = "\t4Q14\t4Q13\nTotal revenues\t8\t7\nProfit for the period\t1\t2\n"
    assert [fact.split()[0] for fact in _read(f"Unit: JPY million\n\n{rows}")][2:] == ["net_income"] * 2


def test_an_amount_beside_that_of_a_year_before_is_no_change() -> None:
    found = _read("Gross margin was JPY3,410 million, compared to JPY3,180 million in the previous fiscal year.")
    assert [fact.split()[1:3] for fact in found] == [
        ["level", "2014-04-01..2015-03-31"],
        ["level", "2013-04-01..2014-03-31"],
    ]


@pytest.mark.parametrize("heading", ["PUBLIC SECTOR", "Business Developments", "< Manufacturing customers >"])
def test_below_a_heading_of_nothing_known_a_metric_is_no_longer_of_the_business_before(heading: str) -> None:
    business = "< Network Services >" if heading.startswith("<") else "\u25c6 Network Services"
    assert _read(f"{business}\n\n{heading}\n\n- Revenue: JPY1,230 million (up 3.0% YoY)") == []
    assert _read(f"{business}\n\n{heading}\n\n- Total revenues: JPY1,230 million")[0].startswith("revenue level")


@pytest.mark.parametrize("link", ["over", "on"])
def test_what_a_change_is_compared_with_is_not_its_time(link: str) -> None:
    assert "yoy_pct 2014-04-01..2015-03-31" in _read(f"Total revenues were up 13.5% {link} FY2013.")[0]


@pytest.mark.parametrize(
    "body",
    [
        "Operating income rose 2.1% excluding one-time gains.",
        "Operating income was JPY2,100 million excluding one-time gains.",
        "Previous quarter\n\n- Operating income: JPY1,280 million",
        "Prior year\n\n- Operating income: JPY5,280 million",
    ],
)
def test_adjusted_figures_and_a_time_before_are_not_the_filings_own(body: str) -> None:
    assert _read(body) == []


@pytest.mark.parametrize("heading", ["2H14", "FY2015 Numbers", "FY2015 Targets\u00b2"])
def test_below_a_time_to_come_nothing_is_of_the_filings_own(heading: str) -> None:
    assert not any(
        " 2014-04-01..2014-09-30 " in fact for fact in _read(f"{heading}\n\n- Operating income: JPY7,000 million", HALF)
    )


def test_what_includes_an_effect_of_the_charge_is_not_that() -> None:
    effect = "an impact of JPY300 million from DOCOMO's interconnection charge"
    body = f"Operating income was JPY1,900 million, including {effect}."
    assert [fact.split()[0] for fact in _read(body)] == ["operating_income"]


def test_the_unit_of_a_marked_heading_ends_with_the_next() -> None:
    body = "(Unit: JPY million)\n\n< Capital expenditures (unit: JPY billion) >\n- Capital expenditures: 2.1\n\n"
    found = _read(f"{body}< Revenues >\n- Total revenues: 74,123\n")
    assert [fact.split()[3] for fact in found] == ["2100000000", "74123000000"]


def test_a_rate_in_brackets_behind_a_year_is_of_that() -> None:
    found = _read("- Operating margin: same level as FY2013 (5.0%)")
    assert found[0].split()[2] == "2013-04-01..2014-03-31"


def test_a_total_is_of_the_rows_above_it() -> None:
    rows = "\t4Q14\t4Q13\nMobile services\t1,320\t1,010\nNon-mobile services\t15,120\t14,000\nTotal\t16,440\t15,010\n"
    found = _read(f"Mobile and non-mobile revenue\n\nUnit: JPY million\n\n{rows}")
    assert not any(fact.startswith("revenue level") for fact in found)


def test_a_count_below_a_unit_that_does_not_name_it_is_unread_and_a_date_behind_its_name_is_its_own() -> None:
    clients = "- 86 MVNE clients at the end of September 2014\n"
    assert _read(clients, HALF) == ["mvne_clients level 2014-09-30 86 count 0"]
    assert not any(
        "mvne" in fact for fact in _read(f"Net additions (thousand)\n1Q14\t2Q14\n130\t131\n\n{clients}", HALF)
    )


def test_a_legend_of_comparisons_with_a_quarter_makes_no_quarter_of_a_page() -> None:
    page = "=== Page 2 ===\n\nQoQ = 2Q14 compared to 1Q14\n\n- Total revenues: "
    assert _read(f"{page}JPY74,123 million", HALF) == []
    assert "2014-07-01..2014-09-30" in _read(f"{page}JPY37,123 million in 2Q14", HALF)[0]


CHARGE = '\u25c6 NTT DOCOMO\'s ("DOCOMO") mobile interconnection charge:\n\n'


def test_what_was_recognized_each_quarter_of_a_year_is_of_that_year() -> None:
    effect = "approx. JPY0.27 billion was recognized each quarter as the retroactive cost decrease for our FY2013 usage"
    found = _read(f"{CHARGE}- During FY2014, {effect}")
    assert [fact.split()[2][:10] for fact in found] == ["2014-04-01", "2014-07-01", "2014-10-01", "2015-01-01"]


def test_a_quarter_in_which_something_was_recognized_as_a_cost_decrease_is_its_time() -> None:
    found = _read(f"{CHARGE}- The difference, approx. JPY0.1 billion, was recognized as a cost decrease in 4Q14")
    assert [fact.split()[2] for fact in found] == ["2015-01-01..2015-03-31"]


def test_below_two_years_beside_each_other_a_change_is_of_the_last() -> None:
    found = _read("Total revenues\n\nUnit: JPY million\n\nFY2013: 114,272\tFY2014: 123,050\n\t[+7.7%]\n")
    assert "2014-04-01..2015-03-31" in found[-1]
    assert "yoy_pct" in found[-1]


@pytest.mark.parametrize(
    "body",
    [
        "- Operating income is affected by seasonality: 1H13 accounted for 46.5% of FY2013 revenues",
        "- Cloud joint venture with local partner T.C.C. Technology (Feb. 2015, IIJ ownership 49%)",
    ],
)
def test_parts_of_other_times_and_firms_are_unread(body: str) -> None:
    assert _read(body) == []


def test_shares_of_two_years_are_of_these() -> None:
    found = _read("- One-time revenues: JPY12,644 million (17.4% of FY2014 revenues, 18.6% of FY2013 revenues)")
    assert [fact.split()[2][:4] for fact in found[1:]] == ["2014", "2013"]
