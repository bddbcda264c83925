"""Words beside the name of an item: those that may make another of it leave its numbers unread, the others do not.

IIJ's release of 2020-02-07 (app.researchpool.com/provider/globenewswire) tells of 'enterprise recurring revenues';
H.I.S. prints 'JPY(24,421) million' (results of 2020-09-30,
pdfslide.us/documents/consolidated-financial-results-for-the-first-nine-months-of-announcement.html). Money 'used' is
1H16's line 238 in other words. The sentences are our own.
"""

from __future__ import annotations

import pytest
from reading import facts_below, read
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
HALF = "2016-04-01..2016-09-30"


def facts(text: str) -> list[str]:
    """What is read of a text below the head of a release for the first half of FY2016, signed as it counts."""
    return [
        f"{f['concept']} {f['measure']} {f['period_start']}..{f['period_end']} {float(f['value']) * f['polarity']:g}"
        for f in facts_below(HEAD, text)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Enterprise recurring revenues grew by 10.0% YoY.",
        "- Enterprise recurring revenues: JPY50,100 million",
        "Recurring revenues from large enterprises were JPY50,100 million.",
        "Security services recurring revenues were JPY5,600 million.",
        "Overseas SI revenues were JPY2,100 million.",
        "Mobile revenue (enterprise) was JPY4,072 million.",
        "Unbilled revenues were JPY300 million.",
        "Other operating income was JPY80 million.",
        "Net operating loss carryforwards were JPY300 million.",
        "Net income per employee was JPY360 thousand.",
        "Number of employees in Japan was 2,900 as of September 30, 2016.",
        "Long-term borrowings maturing within one year were JPY1,500 million.",
        "Enterprise recurring revenues and SI revenues were JPY50,100 million and JPY25,768 million, respectively.",
        "Net margin was 1.5%.",
        "Revenues were up and margin was 2.6%.",
    ],
)
def test_a_word_that_may_make_another_item_leaves_its_number_unread(sentence: str) -> None:
    assert facts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("In the first half, the company's revenues were JPY74,123 million.", f"revenue level {HALF} 7.4123e+10"),
        ("Consolidated revenues for the period totaled JPY74,123 million.", f"revenue level {HALF} 7.4123e+10"),
        ("Strong SI revenues of JPY25,768 million were recorded.", f"revenue.si level {HALF} 2.5768e+10"),
        ("We recorded operating income of JPY1,948 million.", f"operating_income level {HALF} 1.948e+09"),
        ("Revenues from mobile services were JPY13,500 million.", f"revenue_view.mobile level {HALF} 1.35e+10"),
        ("Recurring revenues growth rate was 6.1%.", f"revenue_view.recurring yoy_pct {HALF} 0.061"),
        ("SI revenues from the previous year rose by 8.6% YoY.", f"revenue.si yoy_pct {HALF} 0.086"),
    ],
)
def test_ordinary_words_beside_a_name_change_nothing(sentence: str, fact: str) -> None:
    assert facts(sentence) == [fact]


@pytest.mark.parametrize(
    "behind", ["; margin: 2.6%.", " (margin: 2.6%).", ", margin of 2.6%.", " and operating margin ratio was 2.6%."]
)
def test_a_bare_margin_behind_an_income_is_that_incomes(behind: str) -> None:
    assert facts(f"Operating income was JPY1,948 million{behind}") == [
        f"operating_income level {HALF} 1.948e+09",
        f"operating_income pct_of_revenue {HALF} 0.026",
    ]


def test_a_bare_margin_behind_a_gross_margin_is_that_margins() -> None:
    assert facts("Gross margin was JPY11,848 million (margin: 16.0%).")[1] == f"gross_margin margin {HALF} 0.16"


@pytest.mark.parametrize(
    "sentence",
    [
        "Investing activities used JPY4,108 million.",
        "Investing activities used JPY4,108 million of cash.",
        "Cash used in investing activities was JPY4,108 million.",
        "Cash used for investing activities was JPY4,108 million.",
        "Cash outflow from investing activities was JPY4,108 million.",
        "Cash flow from investing activities was an outflow of JPY4,108 million.",
        "We used JPY4,108 million in investing activities.",
        "In investing activities, JPY4,108 million was used.",
        "Net cash provided by (used in) investing activities was JPY(4,108) million.",
    ],
)
def test_money_that_was_used_went_out(sentence: str) -> None:
    assert facts(sentence) == [f"cash_flow.investing level {HALF} -4.108e+09"]


def test_money_that_was_provided_came_in() -> None:
    assert facts("Operating activities provided JPY4,073 million.") == [f"cash_flow.operating level {HALF} 4.073e+09"]


def test_amounts_of_two_kinds_told_respectively_have_their_dates() -> None:
    sentence = "Operating income was JPY155 million and USD2 million for 1H16 and 1H15, respectively."
    assert [f.split()[2] for f in facts(sentence)] == [HALF, "2015-04-01..2015-09-30"]


def test_parts_named_behind_what_they_are_of() -> None:
    sentence = (
        "SI revenues were JPY25,768 million, of which JPY8,583 million was systems construction and JPY17,185 million "
        "was systems operation and maintenance."
    )
    assert [f.split()[0] for f in facts(sentence)] == ["revenue.si", "revenue.si.construction", "revenue.si.operation"]


def test_a_ratio_to_the_assets_is_no_share_of_them() -> None:
    sentence = (
        "Total IIJ shareholders' equity was JPY65,524 million and its ratio to total assets was 53.2% as of "
        "September 30, 2016."
    )
    assert facts(sentence) == [
        "equity.shareholders level ..2016-09-30 6.5524e+10",
        "equity.shareholders share ..2016-09-30 0.532",
    ]


def test_the_date_of_a_former_amount_is_its_own_alone() -> None:
    """As 1H16 tells of its cash flows (line 238), without the brackets."""
    sentence = (
        "Net cash used in investing activities for 1H16 was JPY3,896 million compared to net cash used in investing "
        "activities of JPY4,565 million for 1H15, mainly due to payments for purchase of property and equipment of "
        "JPY5,358 million."
    )
    assert [f.split()[2] for f in facts(sentence)] == [HALF, "2015-04-01..2015-09-30", HALF]


def test_a_sentence_of_its_own_behind_a_cause_is_not_of_what_was_caused() -> None:
    lines = (
        "Operating income decreased to JPY1,948 million mainly due to SI\n"
        "network services gross margin was JPY8,120 million"
    )
    assert [f.split()[0] for f in facts(lines)] == ["operating_income"]


def test_shares_of_an_equation_are_of_nothing() -> None:
    assert facts("Net income per ADS (2 ADSs = 1 share) was JPY12.06.") == []


def test_the_half_of_a_filing_for_a_year() -> None:
    head = (
        "IIJ Revises its Targets\n\nTOKYO, November 5, 2012 - Internet Initiative Japan Inc. today announced revised "
        "targets for the fiscal year ending March 31, 2013 (FY2012).\n\n"
    )
    found = read(head + "Operating income for the first half was JPY3,512 million.").facts
    assert [(f["concept"], f["period_start"], f["period_end"]) for f in found] == [
        ("operating_income", "2012-04-01", "2012-09-30")
    ]


def test_a_loss_told_again_in_a_bracket_is_of_the_same_item() -> None:
    sentence = (
        "Net loss attributable to noncontrolling interests was JPY15 million (net loss of JPY160 million for 1H15)."
    )
    assert facts(sentence) == [
        f"net_income_noncontrolling level {HALF} -1.5e+07",
        "net_income_noncontrolling level 2015-04-01..2015-09-30 -1.6e+08",
    ]


def test_a_star_behind_a_name_is_explained_by_its_note() -> None:
    """As on page 3 of FY16 (line 44), in a sentence."""
    lines = "- Net income* was JPY1,108 million (down 33.0% YoY)\n\n*Net income attributable to IIJ"
    assert [f.split()[0] for f in facts(lines)] == ["net_income_attributable"] * 2


def test_the_change_of_a_balance_is_of_the_day_of_the_level_it_leads_to() -> None:
    sentence = (
        "We aim at cloud revenue of JPY17.0 billion for FY2016. The number of employees increased by 165 year over "
        "year to 3,104 as of September 30, 2016."
    )
    assert [f.split()[2] for f in facts(sentence)][1:] == ["..2016-09-30", "..2016-09-30"]


def test_how_often_is_no_time() -> None:
    assert facts("Operating income grew for the fourth consecutive year and reached JPY1,948 million.") == [
        f"operating_income level {HALF} 1.948e+09"
    ]


def test_a_loss_on_an_asset_is_no_balance_of_it() -> None:
    assert facts("There were losses on property and equipment of JPY290 million.") == []


def test_a_quarter_defined_beside_the_half_is_a_quarter() -> None:
    """IIJ's release of 2014-05-15 (globenewswire.com/news-release/2014/05/15/636532) names its year and quarter so."""
    head = (
        "IIJ Announces Second Quarter Financial Results for the Fiscal Year Ending March 31, 2010\n\n"
        'Tokyo, November 13, 2009 - Internet Initiative Japan Inc. ("IIJ") today announced its results for the second '
        'quarter ("2Q09", from July 1, 2009 to September 30, 2009) and the first half ("1H09", from April 1, 2009 to '
        "September 30, 2009).\n\n"
    )
    found = read(head + "Highlights of 2Q09 Financial Results\n\n* Total revenues were JPY16,320 million.").facts
    assert [(f["period_start"], f["period_end"]) for f in found] == [("2009-07-01", "2009-09-30")]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Of the JPY8,789 million increase in revenues, JPY6,836 million came from network services.", []),
        (
            "Of the JPY8.9 billion increase in revenues, JPY6.8 billion came from network services and JPY2.1 billion "
            "from systems integration.",
            [],
        ),
        (
            "Operating income for 1H16, excluding the JPY270 million retroactive effect, was JPY1,678 million.",
            [],
        ),
        ("Excluding the effect of the settlement, operating income would have been JPY2.9 billion.", []),
        ("Adjusted for the settlement, operating income was JPY2.9 billion.", []),
        ("Operating income was JPY2.9 billion, excluding the one-time gain.", []),
        ("The equity in net income of JPY137 million for 1H15 was small.", []),
        ("Trust Networks, our subsidiary, recorded operating income of JPY734 million.", []),
        (
            "Depreciation and amortization is expected to increase by JPY1.2 billion to JPY11.4 billion in FY2016.",
            [
                "depreciation_amortization yoy_abs 2016-04-01..2017-03-31 1.2e+09",
                "depreciation_amortization level 2016-04-01..2017-03-31 1.14e+10",
            ],
        ),
        (
            "IIJ Global Solutions contributed JPY13.2 billion of revenue and JPY0.9 billion of operating income.",
            [f"iij_global.revenue level {HALF} 1.32e+10", f"iij_global.operating_income level {HALF} 9e+08"],
        ),
        ("Total revenues grew with JPY1,948 million of operating income.", []),
        (
            "Accounts receivable, net of allowance of JPY75 million, were JPY23,161 million as of September 30, 2016.",
            ["assets.accounts_receivable level ..2016-09-30 2.3161e+10"],
        ),
        (
            "Operating income for the second quarter alone was JPY1,111 million.",
            ["operating_income level 2016-07-01..2016-09-30 1.111e+09"],
        ),
        ("Full-year revenue target: JPY158.0 billion", ["revenue level 2016-04-01..2017-03-31 1.58e+11"]),
    ],
)
def test_parts_and_what_is_left_out_are_not_the_whole(sentence: str, read: list[str]) -> None:
    """In the words of IIJ's releases and decks: 1H16 lines 43, 198 and 299, 3Q11 line 37, FY16 lines 67 and 710."""
    assert facts(sentence) == read


def test_a_year_that_is_over_in_a_bracket_behind_a_plan_is_a_result() -> None:
    sentence = "Capital expenditures for FY2016 are planned at JPY18.0 billion (JPY12.4 billion for FY2015)."
    assert [f["scenario"] for f in read(HEAD + sentence).facts] == ["target", "actual"]
