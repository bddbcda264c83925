"""Slides of a deck for nine months that tell of the third quarter as well: which of the two a number is of. Figures
made up."""

from __future__ import annotations

import pytest
from reading import plain, read

DECK = """Consolidated Financial Results for 3Q FY2015 (First 9 months ended December 31, 2015)

Internet Initiative Japan Inc.

February 9, 2016

"""
NINE, QUARTER, DAY = "2015-04-01..2015-12-31", "2015-10-01..2015-12-31", "2015-12-31"


def _facts(body: str, line: str) -> list[str]:
    return [plain(f) for f in read(DECK + body).on(line)]


def _unread(body: str, printed: str) -> str:
    """The reason for which a number of the body is no fact."""
    (number,) = (n for n in read(DECK + body).numbers if n["line"] > DECK.count("\n") and n["printed"] == printed)
    assert number["role"] == "unread"
    return str(number["reason"])


def test_quarters_from_one_to_another_are_one_period() -> None:
    body = "\u25c6 1-3Q15 Operating Activities: JPY6,870 million (1-3Q14: JPY7,321 million)\n"
    assert _facts(body, "\u25c6 1-3Q15") == [
        f"cash_flow.operating level {NINE} 6870000000 JPY -6",
        "cash_flow.operating level 2014-04-01..2014-12-31 7321000000 JPY -6",
    ]


@pytest.mark.parametrize(
    ("body", "printed", "named"),
    [
        ("Operating income for FY6/2016 was JPY3,900 million.", "3,900", "FY6/2016"),
        ("Operating income was JPY3,900 million in 4-6/2015.", "3,900", "4-6/2015"),
        ("Unit: JPY million\n\n\tFY6/2015\t3Q15\nRevenues\t99,000\t33,964", "99,000", "FY6/2015"),
        ("Unit: JPY million\n\n\tRevenues\nFY6/2015\t99,000\n3Q15\t33,964", "99,000", "FY6/2015"),
        ("Unit: JPY million\n\n\tFY6/2015\t3Q15\nRevenues\t99,000\t33,964", "FY6/2015", "to its end"),
    ],
)
def test_a_time_whose_name_goes_on_is_not_known(body: str, printed: str, named: str) -> None:
    assert named in _unread(body, printed)


ORDERS = "- Order received: JPY5,950 million (up 18.5% YoY), order backlog at 3Q15-end: JPY7,010 million\n"


def test_a_bullet_without_a_time_is_of_that_of_the_bullets_beside_it() -> None:
    body = f"\u25c6 Systems construction\n\n- 3Q15 revenue: up JPY110 million\n{ORDERS} - Revenue: JPY90 million\n"
    assert _facts(body, "- Order")[:2] == [
        f"orders.si.construction level {QUARTER} 5950000000 JPY -6",
        f"orders.si.construction yoy_pct {QUARTER} 0.185 ratio 3",
    ]
    assert _facts(body, " - Revenue")[0].split()[2] == QUARTER
    body = f"\u25c6 SI\n\n- 3Q15 revenue: up JPY110 million\n- 3Q15-end backlog: JPY7,010 million\n{ORDERS}"
    assert _facts(body, "- Order")[0].split()[2] == QUARTER
    assert {f["because"] for f in read(DECK + body).on("- Order")[:2]} == {"period: line above l. 9"}


def test_a_line_with_an_amount_heads_the_list_below_it() -> None:
    body = (
        "Cloud\n\n3Q15 revenue: JPY3.09 billion (3Q14: JPY2.45 billion, 2Q15: JPY2.98 billion)\n\n"
        "(Unit: JPY billion)\n\n- General purpose SaaS 0.08 (groupware etc.)\n- Private 2.28\n"
    )
    assert _facts(body, "- General") == [f"cloud_revenue.general_purpose_saas level {QUARTER} 80000000 JPY -7"]
    assert _facts(body, "- Private") == [f"cloud_revenue.private level {QUARTER} 2280000000 JPY -7"]


@pytest.mark.parametrize(
    "body",
    [
        f"\u25c6 SI\n\n- 3Q15 revenue: up JPY110 million\n\n\u25c6 Systems construction\n\n{ORDERS}",
        f"\u25c6 Systems construction\n\n- 3Q15 revenue: up 3.3% YoY\n- 1-3Q15 revenue: up 5.3% YoY\n{ORDERS}",
        f"\u25c6 Systems construction\n\n- 3Q15: up 3%\n- 1-3Q15: up 5%\n- 3Q15 revenue: up 7% YoY\n{ORDERS}",
        f"\u25c6 Systems construction\n\n{ORDERS}- 3Q15 revenue: up JPY110 million\n",
    ],
    ids=["below another heading", "beside the nine months", "beside both", "above the first time"],
)
def test_a_bullet_that_may_be_of_the_quarter_or_of_the_nine_months_is_unread(body: str) -> None:
    assert "which, nothing tells" in _unread(body, "5,950")


def test_a_bullet_near_which_no_quarter_is_told_is_of_the_filings_own_time() -> None:
    body = f"\u25c6 Systems construction\n\n- 1-3Q15 revenue: up JPY310 million\n{ORDERS}"
    assert _facts(body, "- Order")[0] == f"orders.si.construction level {NINE} 5950000000 JPY -6"
    assert _facts(f"\u25c6 Systems construction\n\n{ORDERS}", "- Order")[0].split()[2] == NINE


def test_a_paragraph_about_the_quarter_leaves_those_above_it_theirs() -> None:
    quarter = "Total revenues for the three months ended December 31, 2015 were JPY33,964 million."
    body = f"Revenues\n\nNetwork services revenue was JPY58,408 million.\n\n{quarter}\n"
    assert _facts(body, "Network")[0] == f"revenue.network level {NINE} 58408000000 JPY -6"


def test_the_time_of_a_reason_does_not_pass_a_semicolon() -> None:
    for end in ("; order backlog grew", ", and order backlog grew"):
        body = f"3Q15 SI order received fell 6.2% as renewals were booked in 3Q14{end} 10.1% YoY to JPY39.9 billion\n"
        assert [f.split()[2] for f in _facts(body, "3Q15 SI")] == [QUARTER, DAY, DAY]


def test_the_time_that_a_sentence_is_of_goes_on() -> None:
    body = "Revenues were JPY30.3 billion in 3Q14; operating income was JPY1.1 billion\n"
    assert {f.split()[2] for f in _facts(body, "Revenues")} == {"2014-10-01..2014-12-31"}


def test_a_heading_with_a_name_for_nine_months_leaves_the_quarter_its_own() -> None:
    body = "< 9M15 (9 months) Results >\n\n- 3Q15 recurring revenue up 13.7% YoY\n"
    assert _facts(body, "- 3Q15") == [f"revenue_view.recurring yoy_pct {QUARTER} 0.137 ratio 3"]


def test_what_activities_used_went_out() -> None:
    body = "\u25c6 9M15 Investing Activities: JPY5,893 million used, of which purchase of property JPY7,020 million\n"
    assert next(f["polarity"] for f in read(DECK + body).on("\u25c6 9M15")) == -1


STEPS = "II - 4. 9M15 Operating Income Change YoY\n\nUnit: JPY billion\n\n9M14 operating income 3.32\n"


def test_steps_below_a_heading_about_a_change_are_changes() -> None:
    body = f"{STEPS}NW services gross margin +0.08\n9M15 operating income 3.25\n"
    assert _facts(body, "9M14 op") == ["operating_income level 2014-04-01..2014-12-31 3320000000 JPY -7"]
    assert _facts(body, "NW ser") == [f"gross_margin.network yoy_abs {NINE} 80000000 JPY -7"]
    body = f"{STEPS}SI gross margin (incl. equipment sales) +1.29\n"
    assert _facts(body, "SI gross") == [f"gross_margin.si yoy_abs {NINE} 1290000000 JPY -7"]


def test_a_bracket_has_the_item_and_measure_of_the_percentage_before_it() -> None:
    body = (
        "Cost of SI\n\n - Purchasing costs accounted for 45.2% of 3Q15 systems construction revenue (47.0% in 3Q14)\n"
    )
    now, before = _facts(body, " - Purch")
    assert before.split()[:3] == [*now.split()[:2], "2014-10-01..2014-12-31"]


def test_a_percentage_of_a_business_that_has_no_such_item_is_no_share() -> None:
    body = "3Q15 Gross Margin\n\n- Mobile gross margin: 21.6%\n- Ratio fell as the weight of mobile rose to 23.4%\n"
    assert _facts(body, "- Mobile") == [f"mobile.gross_margin margin {QUARTER} 0.216 ratio 3"]
    assert "what share" in _unread(body, "23.4%")


def test_a_count_and_what_each_is_worth_are_no_amounts_of_all() -> None:
    body = "\u25c6 Systems construction\n\nUnit: JPY million\n\n- 3Q15 order received: JPY5,950 million\n"
    body += " - 9 orders exceeded JPY100 million each, versus 6 in 3Q14\n"
    assert "so many orders" in _unread(body, "9")
    assert "so much each" in _unread(body, "100")
    assert "beside 100" in _unread(body, "6")


def test_a_bound_is_no_exact_number() -> None:
    body = "3Q15 Cloud\n\n- Server utilization is above 70%\n"
    assert _facts(body, "- Server") == [f"cloud_server_utilization level {DAY} 0.70 ratio 2 approx"]
