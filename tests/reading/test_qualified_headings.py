"""What stands below a heading that speaks of a part of what it names, or of somebody else's, is nobody's that is known;
and what marks and heads of a table say of its rows. Each stands in the slides of the first half of FY2016."""

from __future__ import annotations

import pytest
from reading import facts_below, plain

HEAD = (
    "Internet Initiative Japan Inc.\nConsolidated Financial Results for 1H16\n(April to September 2016)\n"
    "November 8, 2016\nTSE1: 3774\n=== Page 2 ===\n\n"
)
HALF, BEFORE = "2016-04-01..2016-09-30", "2015-04-01..2015-09-30"


def _read(text: str) -> list[str]:
    return [plain(fact) for fact in facts_below(HEAD, text)]


@pytest.mark.parametrize(
    "heading",
    [
        "Sales & marketing expenses of IIJ Global",
        "Cost of NW services, excluding depreciation",
        "Cost of SI at IIJ Global",
        "Cost of network services before retroactive adjustments",
        "Systems construction (IIJ Technology)",
        "Network Services (Trust Networks Inc.)",
        "WAN Services (NTT Communications)",
        "Mobile services of NTT Docomo",
        "Income before income tax expense of IIJ Global:",
        "Network services: IIJ Global",
        "Number of employees (IIJ Global)",
        "Total, excluding ATM operation business",
        "Overseas business, at constant exchange rates",
        "FY2010 (IIJ Technology)",
        "Average of five analysts' estimates",
    ],
)
def test_a_heading_with_words_of_somebody_or_something_else_hands_nothing_down(heading: str) -> None:
    assert _read(f"◆ {heading}\n\n- JPY2,631 million (up 7.0% YoY)\n- Revenue: JPY1,230 million") == []


@pytest.mark.parametrize(
    ("heading", "concept"),
    [
        ("Cost of SI", "cost.si"),
        ("Income before income tax expense", "income_before_tax"),
        ("Gross margin of Network Services", "gross_margin.network"),
        ("Operating income (consolidated)", "operating_income"),
        ("Cloud revenue (IIJ GIO)", "cloud_revenue"),
    ],
)
def test_other_words_of_a_heading_keep_its_item(heading: str, concept: str) -> None:
    assert _read(f"◆ {heading}\n\n- JPY2,631 million") == [f"{concept} level {HALF} 2631000000 JPY -6"]


@pytest.mark.parametrize("heading", ["First half targets for FY2015", "First-half FY2015", "1H FY2015 targets"])
def test_a_heading_of_half_a_year_is_of_no_whole_one(heading: str) -> None:
    found = _read(f"{heading}\n\n- Operating income: JPY2,631 million")
    assert [line.split()[-4] for line in found] in ([BEFORE], [])
    assert BEFORE in "".join(_read("First half results for FY2015\n\n- Operating income: JPY2,631 million"))


@pytest.mark.parametrize("mark", ["*", "*1", "(1)", "(Note 1)", "\u00b9"])
def test_the_mark_of_a_label_leads_to_its_note(mark: str) -> None:
    table = f"Unit: JPY million\n\n\t1H16\t1H15\nNet Income{mark}\t1,108\t1,652\n\n{mark}Net income attributable to IIJ"
    assert _read(table) == [
        f"net_income_attributable level {HALF} 1108000000 JPY -6",
        f"net_income_attributable level {BEFORE} 1652000000 JPY -6",
    ]
    other = table.replace(f"\n{mark}Net", "\n*7Net")
    assert _read(other)[0].startswith("net_income level")


@pytest.mark.parametrize(
    ("heads", "facts"),
    [
        ("\t1H15\t", ["revenue level 2015-04-01..2015-09-30 65334000000 JPY -6"]),
        ("\t\t1H16", ["revenue level 2016-04-01..2016-09-30 74123000000 JPY -6"]),
    ],
)
def test_a_column_without_a_head_beside_one_that_has_one_has_no_time(heads: str, facts: list[str]) -> None:
    assert _read(f"FY2010\n\nUnit: JPY million\n\n{heads}\nTotal revenues\t65,334\t74,123") == facts


def test_the_time_in_the_corner_of_the_heads_is_that_of_the_table() -> None:
    table = "Unit: JPY million\n\n◆FY15 Operating Activities\tMajor Breakdown\tYoY Change\nNet income\t3,332\t(858)"
    year = "2015-04-01..2016-03-31"
    assert [line.split(" ", 1)[1] for line in _read(table)] == [
        f"level {year} 3332000000 JPY -6",
        f"yoy_abs {year} -858000000 JPY -6",
    ]


def test_a_comparison_behind_last_years_column_is_of_the_time_of_the_heading() -> None:
    table = "Results for 1H16\n\nUnit: JPY million\n\n\tAmount\t1H15\tYoY change\nOperating income\t1,948\t2,563\t(615)"
    assert _read(table) == [
        f"operating_income level {HALF} 1948000000 JPY -6",
        f"operating_income level {BEFORE} 2563000000 JPY -6",
        f"operating_income yoy_abs {HALF} -615000000 JPY -6",
    ]


def test_ratios_below_bare_months_are_of_no_month_that_is_known() -> None:
    assert _read("\tMar. 2016\tJun. 2016\nGross margin ratio\t18.6%\t16.0%") == []
    assert _read("\t1H15\t1H16\nGross margin ratio\t18.6%\t16.0%")[1] == f"gross_margin margin {HALF} 0.160 ratio 3"


def test_a_number_below_a_ratio_to_revenue_is_none_where_it_is_more_than_all() -> None:
    assert _read("Unit: JPY billion\n\n\t% of Revenues\t1H15\nTotal revenues\t157.8\t140.6")[:1] != [
        f"revenue pct_of_revenue {HALF} 1.578 ratio 3"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Growth of mobile services accelerated",
        "Strong revenue growth led by mobile services despite weak SI",
        "SI margin deteriorated while ATM operation business improved",
        "Systems construction orders recovered in the quarter",
    ],
)
def test_a_sentence_above_totals_does_not_make_them_a_business(heading: str) -> None:
    found = _read(f"{heading}\n\nRevenues JPY36.18 billion up 15.0% YoY\nGross margin JPY5.78 billion up 2.2% YoY")
    assert {line.split()[0] for line in found} <= {"revenue", "gross_margin"}


def test_a_line_that_explains_an_amount_heads_nothing() -> None:
    text = "◆ Revenue: JPY97.3 billion (+18.1% YoY)\n   Contribution of IIJ-Global, growth of cloud services\n"
    found = _read(f"{text}◆ Operating income: JPY6.4 billion (+53.4% YoY)")
    assert [line.split()[0] for line in found] == ["revenue"] * 2 + ["operating_income"] * 2


@pytest.mark.parametrize("other", ["(non-consolidated)", ", figures exclude IIJ Global", " (pro forma)"])
def test_a_caption_may_say_that_a_table_is_not_of_the_group(other: str) -> None:
    assert _read(f"Unit: JPY million{other}\n\n\t1H16\t1H15\nRevenues\t1,008\t964") == []
    assert len(_read("Unit: JPY million\n\n\t1H16\t1H15\nRevenues\t1,008\t964")) == 2


def test_a_heading_of_nothing_known_may_go_on_about_what_is_to_come() -> None:
    assert (
        _read("Outlook for FY2016\n\nAssumptions by segment\n- Revenue of systems integration: JPY44.5 billion") == []
    )


@pytest.mark.parametrize(
    "foot",
    [
        "\n\u00a9 2016 Internet Initiative Japan Inc. All rights reserved.\n\n18\n",
        "12 / 35",
        "- 7 -",
        "*1. Cash includes deposits",
    ],
)
def test_a_table_goes_on_below_the_foot_of_a_page(foot: str) -> None:
    heads, row = "\tMar. 31, 2016\tSep. 30, 2016\tChanges", "Accounts Payable\t15,404\t16,962\t+1,558"
    found = _read(f"Unit: JPY million\n\n{heads}\nTotal Assets\t117,835\t119,272\t+1,437\n{foot}\n{row}")
    assert found[-3:] == [
        "liabilities_view.accounts_payable level 2016-03-31 15404000000 JPY -6",
        "liabilities_view.accounts_payable level 2016-09-30 16962000000 JPY -6",
        "liabilities_view.accounts_payable change 2016-03-31..2016-09-30 1558000000 JPY -6",
    ]


def test_a_heading_with_a_letter_and_a_number_is_one() -> None:
    found = _read("A-1. Revenues\n\nUnit: JPY million\n\n\t1H15\t1H16\nWAN services\t12,558\t13,289")
    assert found[1] == f"revenue.network.wan level {HALF} 13289000000 JPY -6"


def test_months_with_an_apostrophe_before_their_year_are_dates() -> None:
    found = _read("Unit: JPY million\n\n\t'16/3\t'16/9\tChanges\nTotal Assets\t117,835\t119,272\t+1,437")
    assert [line.split()[2] for line in found] == ["2016-03-31", "2016-09-30", "2016-03-31..2016-09-30"]


def test_a_heading_that_names_a_business_by_the_way_is_not_about_it() -> None:
    found = _read("Double-digit top-line growth, mobile the main engine\n\n- Revenue up 14.3% to JPY65.3 billion")
    assert [line.split()[0] for line in found] == ["revenue", "revenue"]


@pytest.mark.parametrize(
    ("label", "concept"), [("Group revenue", "revenue"), ("Net change in cash", "cash_flow.net_increase")]
)
def test_other_names_in_tables(label: str, concept: str) -> None:
    assert _read(f"Unit: JPY million\n\n\t1H16\n{label}\t65,334") == [f"{concept} level {HALF} 65334000000 JPY -6"]


@pytest.mark.parametrize("heading", ["Segment profit", "Segment Profit (Loss)", "Segment income"])
def test_rows_of_segments_below_their_profit_are_no_revenue(heading: str) -> None:
    found = _read(f"{heading}\n\nUnit: JPY million\n\n\t1H16\nATM operation business\t1,152\nElimination\t(142)")
    assert [line.split()[0] for line in found] == [
        "segment_operating_income.atm",
        "segment_operating_income.elimination",
    ]
