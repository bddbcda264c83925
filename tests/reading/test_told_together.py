"""Amounts that are told one after the other, and what the words around them say of each: in a sentence of a release
for the first half of FY2016."""

from __future__ import annotations

import pytest
from reading import facts_below, plain
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
HALF = "2016-04-01..2016-09-30"


def _read(text: str) -> list[str]:
    return [plain(fact) for fact in facts_below(HEAD, text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "- Revenues JPY38.0 billion, operating income JPY1.4 billion in 2Q16",
        "- Revenues JPY38.0 billion, gross margin JPY5.6 billion, operating income JPY1.4 billion in 2Q16",
        "- Revenues: JPY38.0 billion; operating income: JPY1.4 billion (2Q16)",
        "- Targets: revenues of JPY43.5 billion and operating income of JPY1.6 billion in the fourth quarter",
    ],
)
def test_a_time_behind_the_last_of_several_amounts_may_be_that_of_all(sentence: str) -> None:
    assert [fact for fact in _read(sentence) if fact.startswith(("revenue", "gross"))] == []


def test_amounts_of_the_filings_own_time_stay_read_before_others() -> None:
    sentence = "Net income was JPY1,193 million, down JPY551 million, compared with JPY1,744 million in 1H15."
    assert _read(sentence)[0] == f"net_income level {HALF} 1193000000 JPY -6"


@pytest.mark.parametrize(
    "sentence",
    [
        "The cost of SI was JPY8,070 million, which includes depreciation and amortization of JPY702 million.",
        "The cost of SI was JPY8,070 million, up 9.8% YoY, as personnel-related costs rose by JPY702 million.",
        "General and administrative expenses were JPY1,682 million, of which rent expenses were JPY702 million.",
    ],
)
def test_what_one_function_spent_on_something_is_not_all_that_was(sentence: str) -> None:
    assert not any("702000000" in fact for fact in _read(sentence))
    assert len(_read(sentence)) in {1, 2}


def test_what_an_own_label_is_compared_with_is_of_that_label() -> None:
    bullet = "Systems Integration\n\n- Healthcare: JPY507 million for 1H16, an increase of JPY30 million YoY"
    assert _read(bullet) == [
        f"item.healthcare level {HALF} 507000000 JPY -6",
        f"item.healthcare yoy_abs {HALF} 30000000 JPY -6",
    ]


def test_the_next_of_targets_of_no_time_is_no_result() -> None:
    sentence = "- Targets: revenues of JPY73.5 billion and operating income of JPY1.6 billion in the first half"
    assert not any("target" not in fact for fact in _read(sentence))


def test_targets_beside_a_result_of_half_a_year_are_not_of_that_half() -> None:
    table = "Unit: JPY billion\n\n\tInitial Target\tRevised Target\t1H16 Actual\nTotal revenues\t159.0\t158.0\t74.1"
    assert _read(table) == [f"revenue level {HALF} 74100000000 JPY -8"]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Operating revenue", "revenue"),
        ("Profit attributable to owners of the parent", "net_income_attributable"),
        ("Profit attributable to IIJ", "net_income_attributable"),
    ],
)
def test_names_that_other_writers_give(label: str, concept: str) -> None:
    table = f"Unit: JPY million\n\n\t1H16\n{label}\t1,108"
    assert _read(table) == [f"{concept} level {HALF} 1108000000 JPY -6"]


def test_a_consolidated_total_is_of_what_its_heading_names() -> None:
    table = "Segment operating income\n\nUnit: JPY million\n\n\t1H15\t1H16\nConsolidated total\t2,563\t1,948"
    assert not any(fact.startswith("revenue") for fact in _read(table))


@pytest.mark.parametrize(
    ("first", "second"), [("1H", "2H"), ("FY2014", "FY2015"), ("1Q", "2Q"), ("1H15", "1H16"), ("3Q15", "2Q16")]
)
def test_times_in_front_of_names_are_of_the_amounts_behind_them(first: str, second: str) -> None:
    found = _read(f"- {first} revenue JPY47.2 billion, {second} revenue JPY50.1 billion")
    alone = [_read(f"- {first} revenue JPY47.2 billion")[0], _read(f"- {second} revenue JPY50.1 billion")[0]]
    assert found == alone


@pytest.mark.parametrize(
    "aside", ["JPY57 million or 4.2% above 1H15", "JPY57 million beyond target", "JPY57 million plus"]
)
def test_another_amount_below_an_amount_is_not_the_same(aside: str) -> None:
    found = _read(f"◆ 1H16 Net income attributable to IIJ: JPY954 million\n({aside})")
    assert found == [f"net_income_attributable level {HALF} 954000000 JPY -6"]


def test_a_former_amount_below_an_amount_stays_read() -> None:
    found = _read("◆ 1H16 Net income attributable to IIJ: JPY954 million\n(1H15: JPY1,052 million)")
    assert found[1:] == ["net_income_attributable level 2015-04-01..2015-09-30 1052000000 JPY -6"]


@pytest.mark.parametrize("way", ["(by JPY514 million)", "by JPY514 million"])
def test_by_how_much_something_grew_is_no_level(way: str) -> None:
    assert not any(" level " in fact for fact in _read(f"Total revenues grew 8.3% YoY {way}."))


def test_of_numbers_told_respectively_none_is_read_where_one_is_not() -> None:
    sentence = "Hired 137, 155 and 129 new graduates in Apr. 2016, Apr. 2015 and Apr. 2014, respectively"
    assert _read(sentence) == []


def test_numbers_told_respectively_may_have_three_digits() -> None:
    dates = "June 30, 2016, March 31, 2016 and June 30, 2015"
    sentence = f"Outsourcing personnel numbered 683, 651 and 497 as of {dates}, respectively"
    assert [fact.split()[2:4] for fact in _read(sentence)] == [
        ["2016-06-30", "683"], ["2016-03-31", "651"], ["2015-06-30", "497"],
    ]  # fmt: skip


def test_a_comparison_makes_no_label() -> None:
    assert _read("- Higher tax burden than in the previous fiscal year: JPY2.6 billion") == []


@pytest.mark.parametrize(
    "label",
    [
        "Cost of SI (excluding purchasing costs)",
        "Network services revenue (IIJ only)",
        "Cost of network services (before adjustments)",
    ],
)
def test_a_bracket_behind_a_name_may_leave_something_out(label: str) -> None:
    assert _read(f"- 1H16 {label}: JPY786 million, up 12.0% YoY") == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "- Up 9.2% YoY in revenue, up 3.0% YoY in cost",
            [f"revenue yoy_pct {HALF} 0.092 ratio 3", f"cost yoy_pct {HALF} 0.030 ratio 3"],
        ),
        (
            "- 9.2% growth in network services revenue and 3.0% growth in SI revenue",
            [f"revenue.network yoy_pct {HALF} 0.092 ratio 3", f"revenue.si yoy_pct {HALF} 0.030 ratio 3"],
        ),
    ],
)
def test_what_a_change_is_of_stands_behind_it(sentence: str, facts: list[str]) -> None:
    assert _read(sentence) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Operating income of JPY6,354 million was recorded two years ago.",
        "Operating income was JPY6,354 million two years earlier.",
        "Operating income was JPY6,354 million in the year before last.",
        "Operating income was JPY6,354 million at the time of the listing.",
        "Long-term borrowings (including current portion) were JPY1,990 million.",
        "Interest expense on capital leases was JPY38 million.",
        "Our liabilities, net of cash and cash equivalents, were JPY21,391 million at the end of September 2016.",
        "The effect of the change in exchange rates on revenues was a decrease of JPY45 million.",
        "- Subscriptions of MVNE clients climbed to 501 thousand",
    ],
)
def test_words_by_which_a_number_is_of_another_time_or_thing(sentence: str) -> None:
    assert _read(sentence) == []


def test_more_than_of_a_comparison_makes_no_amount_rough() -> None:
    found = facts_below(HEAD, "Operating income was JPY1,948 million, 22.0% more than JPY1,597 million for 1H15.")
    assert [f["approx"] for f in found if f["printed"] == "1,597"] == [False]


def test_a_comparison_with_a_time_that_no_column_is_of_is_unread() -> None:
    assert len(_read("Unit: JPY million\n\n\t1H16\tvs. 1H15\nTotal revenues\t53,065\t+489")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "- GIO P2: gross profit of SI was hit, and its revenue was JPY0.47 billion",
        "- Omnibus hurt the gross profit of SI in 1H16, as its revenue was only JPY0.12 billion",
    ],
)
def test_whose_a_number_is_or_whether_below_nil_is_not_certain(sentence: str) -> None:
    assert _read(sentence) == []


@pytest.mark.parametrize(
    "table",
    [
        "\tMar. 2016\tNet additions (1H16)\nIIJ brand\t43,890\t280",
        "\tMar. 31, 2016\tSep. 30, 2016\nFull-time outsourcing personnel\t331\t362",
        "\tEnd of Mar. 2016\tEnd of Sep. 2016\nSundry provisions\t331\t362",
    ],
)
def test_counts_and_balances_that_are_not_known_are_no_money_of_a_month(table: str) -> None:
    assert _read(f"(JPY million)\n\n{table}") == []


def test_a_bare_change_with_decimals_beside_whole_amounts_may_be_a_percentage() -> None:
    found = _read("(Millions of yen, %)\n\n\t2Q16\t2Q15\tYoY\nRevenues\t31,815\t29,444\t8.1")
    assert [fact.split()[1] for fact in found] == ["level", "level"]


@pytest.mark.parametrize(
    ("label", "fact"),
    [
        ("Cash and cash equivalents at year-end", "assets.cash level 2016-03-31 331000000 JPY -6"),
        ("Order backlog at fiscal year-end", "backlog.si level 2016-03-31 331000000 JPY -6"),
        (
            "Net change in cash and cash equivalents",
            "cash_flow.net_increase level 2015-04-01..2016-03-31 331000000 JPY -6",
        ),
    ],
)
def test_the_end_of_a_year_in_a_label_is_its_time(label: str, fact: str) -> None:
    assert _read(f"(JPY million)\n\n\tFY15\n{label}\t331") == [fact]


def test_a_known_name_behind_unknown_words_and_a_colon_is_no_new_item() -> None:
    assert _read("(JPY million)\n\n\tMarch 31, 2016\nInterest-bearing debt: borrowings\t9,410") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Quarter over quarter, revenues for 2Q16 grew 4.9%.",
        "On a quarter-on-quarter basis, operating income for 2Q16 increased by JPY274 million.",
        "2Q16 revenues rose 4.9% from the preceding three months.",
    ],
)
def test_a_comparison_with_the_quarter_before_is_none_with_a_year_before(sentence: str) -> None:
    assert _read(sentence) == []


def test_what_an_amount_was_a_quarter_before_is_not_of_a_year_before() -> None:
    assert not any("2015" in fact for fact in _read("- Operating income fell QoQ from JPY2,100mn to JPY840mn in 2Q16"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Operating income was JPY1,948 million, below the JPY2,563 million of 1H15 (a decrease of 24.0%).",
        "Total revenues were JPY74,123 million, and JPY65,334 million in 1H15 (an increase of 13.5%).",
        "Operating income was JPY1,948 million for 1H16 and JPY2,563 million for 1H15 "
        "(down 24.0% and up 6.1% YoY, respectively).",
    ],
)
def test_a_rate_behind_what_was_before_is_not_of_that_time(sentence: str) -> None:
    assert [fact.split()[1] for fact in _read(sentence)] == ["level", "level"]


@pytest.mark.parametrize("between", [" / ", ", ", " ("])
def test_a_signed_amount_beside_its_rate_is_a_change(between: str) -> None:
    bracket = ")" if "(" in between else ""
    found = _read(f"- 1H16 net income: -JPY192 million{between}-26.6%{bracket} YoY")
    assert found[0] == f"net_income yoy_abs {HALF} -192000000 JPY -6"


def test_a_result_that_is_a_part_of_a_target_is_a_result() -> None:
    assert (
        _read("- 1H16 revenue JPY74,123mn, 46.9% of the FY16 target")[0] == f"revenue level {HALF} 74123000000 JPY -6"
    )


@pytest.mark.parametrize(
    "label",
    ["Contract assets", "Subscription rights to shares", "Pension plan assets", "Net defined benefit plan liability"],
)
def test_balances_named_after_contracts_and_plans_are_neither_counts_nor_targets(label: str) -> None:
    (fact,) = _read(f"Unit: JPY million\n\n\tSep. 30, 2016\n{label}\t318")
    assert fact.startswith("item.")
    assert fact.endswith("level 2016-09-30 318000000 JPY -6")


def test_noncontrolling_interests_below_an_income_are_no_balance() -> None:
    table = "Unit: JPY million\n\n\t1H15\t1H16\nNet income\t778\t571\nNoncontrolling interests\t57\t42"
    assert [fact.split()[0] for fact in _read(table)] == ["net_income", "net_income"]
    balance = (
        "Unit: JPY million\n\n\tMar. 31, 2016\tSep. 30, 2016\nTotal equity\t778\t571\nNoncontrolling interests\t57\t42"
    )
    assert [fact.split()[0] for fact in _read(balance)][2:] == ["equity.noncontrolling"] * 2


def test_one_amount_that_stands_twice_below_no_head_is_unread() -> None:
    assert _read("Unit: JPY million\n\nOperating income\t840\t840") == []


def test_a_dividend_is_of_no_day_on_which_it_was_announced() -> None:
    table = (
        "\tRevised (Nov. 8, 2016)\tInitial (May 13, 2016)\nCash Dividend per Share\tJPY 27 (Annual)\tJPY 25 (Annual)"
    )
    assert _read(f"FY2016 Financial Target\n\nUnit: JPY billion\n\n{table}") == []


def test_a_row_of_changes_below_balances_is_between_their_days() -> None:
    rows = "Mar. 31, 2016\t2,004\t117,835\nSep. 30, 2016\t3,130\t119,272\nChanges\t+1,126\t+1,437"
    assert _read(f"Unit: JPY million\n\n\tInventories\tTotal Assets\n{rows}")[-2:] == [
        "assets.inventories change 2016-03-31..2016-09-30 1126000000 JPY -6",
        "assets change 2016-03-31..2016-09-30 1437000000 JPY -6",
    ]


def test_a_time_in_the_label_of_a_row_is_not_that_of_a_comparison_of_dated_columns() -> None:
    table = "\t1H15\t1H16\tYoY\nWAN services revenue (consolidated from 3Q15)\t6,216\t6,730\t8.3%"
    assert _read(f"Unit: JPY million\n\n{table}")[-1] == f"revenue.network.wan yoy_pct {HALF} 0.083 ratio 3"


def test_words_for_a_time_before_a_comparison_may_be_those_of_all_amounts() -> None:
    amounts = "revenues of JPY43.5 billion and operating income of JPY1.6 billion"
    assert (
        _read(f"- The full-year targets call for {amounts} in the fourth quarter, compared with JPY40.9 billion") == []
    )


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("WAN services and Outsourcing services revenues grew strongly (+7.1% and +5.2% YoY, respectively)", 0),
        (
            "Revenues for WAN services and Outsourcing services were JPY13,289 million and JPY10,642 million, up 5.8% "
            "and 1.5% YoY, respectively (JPY12,558 million and JPY10,489 million for 1H15, respectively).",
            4,
        ),
    ],
)
def test_numbers_told_in_order_in_a_bracket_are_of_none_of_the_names_before_it(sentence: str, read: int) -> None:
    assert len(_read(sentence)) == read


def test_a_ratio_above_all_revenues_is_one_where_it_is_a_percentage() -> None:
    heads = "\t1H16\t% of Revenues\nTotal cost of revenues\t74.1\t"
    assert [fact.split()[1] for fact in _read(f"Unit: JPY billion\n\n{heads}105.0%")] == ["level", "pct_of_revenue"]
    assert [fact.split()[1] for fact in _read(f"Unit: JPY billion\n\n{heads}105.0")] == ["level"]


def test_a_time_with_which_something_is_compared_is_not_that_of_what_is_told() -> None:
    sentence = "Operating income, lower than in the first quarter, was JPY1,111 million."
    assert _read(sentence) == [f"operating_income level {HALF} 1111000000 JPY -6"]


def test_a_change_from_the_preceding_three_months_is_none_from_a_year_before() -> None:
    sentence = "2Q16 revenues rose 4.9% from the preceding three months to JPY37,944 million."
    assert [fact.split()[1] for fact in _read(sentence)] == ["level"]


def test_a_net_decrease_is_money_that_went() -> None:
    text = "Cash flow from financing activities\n- Net decrease in short-term borrowings: JPY812 million"
    assert [fact.split()[-3] for fact in _read(text)] == ["-812000000"]
