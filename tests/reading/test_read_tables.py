"""Tables of the kinds in `handed.csv` in other words: what a head, label or caption says is understood, or its numbers
are unread."""

from __future__ import annotations

import pytest
from reading import Read, plain, read
from test_handed import cases

RELEASE = cases()["B01a"][0]["head"]  # for the first half of FY2016

NOTICE = (
    "For Immediate Release\n\nIIJ Revises its Full-Year Financial Targets for FY2014\n\nTOKYO, November 7, 2014 - "
    'Internet Initiative Japan Inc. ("IIJ") announced that it revises the targets for FY2014.\n\n(JPY millions)\n\n'
)
HALF = (
    "IIJ Announces First Six Months Financial Results for the Fiscal Year Ending March 31, 2017\n\nTokyo, November 8, "
    '2016 - Internet Initiative Japan Inc. ("IIJ") announced its results ("1H16", from April 1, 2016 to September 30, '
    "2016).\n\nResults\n\n"
)
FY14 = "2014-04-01..2015-03-31"


def _of(found: Read, text: str) -> list[str]:
    return [plain(f) for f in found.on(text)]


@pytest.mark.parametrize(
    ("before", "after", "difference", "rate"),
    [
        ("Previously announced target (A)", "Newly revised target (B)", "Amount of change (B)-(A)", "Change (%)"),
        ("Forecast announced on May 15, 2014 (A)", "Revised forecast (B)", "Difference (B-A)", "Rate of change"),
        ("Initial plan", "Revised plan", "Variance", "% change"),
    ],
)
def test_the_rows_of_a_notice_in_other_words(before: str, after: str, difference: str, rate: str) -> None:
    rows = f"{before}\t123,500\n{after}\t121,000\n{difference}\t(2,500)\n{rate}\t(2.0%)\n"
    found = read(f"{NOTICE}\tTotal revenues\tOperating income\n" + rows.replace("\n", "\t-\n"))
    assert [plain(f) for f in found.facts if f["concept"] == "revenue"] == [
        f"revenue level prior_target {FY14} 123500000000 JPY -6",
        f"revenue level target {FY14} 121000000000 JPY -6",
        f"revenue change target {FY14} -2500000000 JPY -6",
        f"revenue change target {FY14} -0.020 ratio 3",
    ]


def test_the_columns_of_a_notice_in_other_words() -> None:
    heads = "\tPrevious forecast\tRevised forecast\tIncrease (decrease)\t% change\n"
    assert _of(read(f"{NOTICE}{heads}Total revenues\t123,500\t121,000\t(2,500)\t(2.0%)\n"), "Total revenues") == [
        f"revenue level prior_target {FY14} 123500000000 JPY -6",
        f"revenue level target {FY14} 121000000000 JPY -6",
        f"revenue change target {FY14} -2500000000 JPY -6",
        f"revenue change target {FY14} -0.020 ratio 3",
    ]


@pytest.mark.parametrize("head", ["1H16 Consensus", "1H16 restated", "EUR million", "Other companies", "\u20ac"])
def test_a_head_with_a_word_that_is_not_known_leaves_its_numbers_unread(head: str) -> None:
    found = read(f"{HALF}(JPY million)\n\n\t1H15\t{head}\nTotal revenues\t65,334\t74,123\n")
    assert _of(found, "Total revenues") == ["revenue level 2015-04-01..2015-09-30 65334000000 JPY -6"]
    assert [n["role"] for n in found.numbers if n["printed"] == "74,123"] == ["unread"]


@pytest.mark.parametrize("caption", ["(Unit: EUR million)", "(millions of U.S. dollars)", "(in USD million)"])
def test_a_caption_of_another_currency_makes_no_yen(caption: str) -> None:
    found = read(f"{HALF}{caption}\n\n\t1H15\t1H16\nTotal revenues\t2,563\t1,948\nNumber of employees\t2,900\t3,100\n")
    assert {f["unit"] for f in found.on("Total revenues")} == {"other"}
    assert {f["unit"] for f in found.on("Number of employees")} == {"count"}


def test_a_row_has_its_own_unit_and_measure() -> None:
    table = (
        "(JPY million)\n\n\t1H16\nTotal revenues\t74,123\nTotal revenues (JPY billion)\t74.1\n"
        "Operating income (EUR million)\t18.5\nRevenue growth (%)\t13.5\nYoY (%)\t13.5\nGross margin (%)\t16.0\n"
        "Total assets (%)\t5.0\n"
    )
    found = read(HALF + table)
    days = "2016-04-01..2016-09-30"
    assert [plain(f) for f in found.facts] == [
        f"revenue level {days} 74123000000 JPY -6",
        f"revenue level {days} 74100000000 JPY -8",
        f"operating_income level {days} 18500000 other -5",
        f"revenue yoy_pct {days} 0.135 ratio 3",
        f"revenue yoy_pct {days} 0.135 ratio 3",
        f"gross_margin margin {days} 0.160 ratio 3",
    ]


@pytest.mark.parametrize(
    ("head", "measure"),
    [
        ("% change from 1H15", "yoy_pct"),
        ("vs 1H15 (YoY)", "yoy_pct"),
        ("Growth rate", "yoy_pct"),
        ("Year-on-year", "yoy_pct"),
    ],
)
def test_a_comparison_is_of_its_newer_side(head: str, measure: str) -> None:
    found = read(f"{HALF}(JPY million)\n\n\t1H16\t1H15\t{head}\nTotal revenues\t74,123\t65,334\t13.5%\n")
    assert _of(found, "Total revenues")[2] == f"revenue {measure} 2016-04-01..2016-09-30 0.135 ratio 3"


@pytest.mark.parametrize(
    "rows",
    [
        "| | 1H15 | 1H16 |\n|---|---|---|\n| Total revenues | 65,334 | 74,123 |\n",
        "| 1H15 | 1H16 |\nTotal revenues | 65,334 | 74,123 |\n",
        "Item | 1H15 | 1H16\nTotal revenues | 65,334 | 74,123\n",
    ],
)
def test_bars_are_columns(rows: str) -> None:
    assert _of(read(f"{HALF}(JPY million)\n\n{rows}"), "Total revenues") == [
        "revenue level 2015-04-01..2015-09-30 65334000000 JPY -6",
        "revenue level 2016-04-01..2016-09-30 74123000000 JPY -6",
    ]


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        ("(in parentheses: ratio to revenue)", "Total costs\t60,000\n\t(84.5%)\n"),
        ("The lower line is the percentage of revenues", "Total costs\t60,000\n\t84.5%\n"),
        ("The upper line is the % of total revenues", "\t84.5%\nTotal costs\t60,000\n"),
    ],
)
def test_a_row_of_ratios_belongs_where_its_caption_says(caption: str, rows: str) -> None:
    found = read(f"{HALF}Costs\n\n{caption}\n\nJPY million\t1H16\nTotal revenues\t74,123\n{rows}")
    told = [plain(f) for f in found.facts if f["concept"] == "cost"]
    assert sorted(told) == sorted(
        [
            "cost level 2016-04-01..2016-09-30 60000000000 JPY -6",
            "cost pct_of_revenue 2016-04-01..2016-09-30 0.845 ratio 3",
        ]
    )


def test_a_company_does_not_earn_a_few_yen() -> None:
    found = read(f"{HALF}Operating income was JPY1,948 for 1H16.\n")
    assert not found.facts


def test_each_inherited_part_names_what_says_it() -> None:
    found = read(f"{HALF}Sales\n\n(JPY million)\n\n\t1H15\t1H16 Target\nTotal revenues\t65,334\t74,123\n")
    head, caption = 11, 9
    assert [f["because"] for f in found.on("Total revenues")] == [
        f"period: head l. {head}; scale: caption l. {caption}",
        f"scenario: head l. {head}; period: head l. {head}; scale: caption l. {caption}",
    ]


def test_a_label_goes_on_in_the_row_that_prints_its_numbers() -> None:
    rows = (
        "Proceeds from sales of available-for-sale\nsecurities\t123,000\n"
        "NET CASH PROVIDED BY OPERATING\nACTIVITIES\t12,000,000\n"
    )
    found = read(f"{HALF}\tSix Months Ended September 30, 2016\n\tThousands of JPY\nNet income\t1,108,000\n{rows}")
    assert [(f["concept"], f["line"]) for f in found.facts] == [
        ("net_income", 9),
        ("cash_flow.investing.sales_of_available_for_sale_securities", 11),
        ("cash_flow.operating", 13),
    ]


def test_a_row_of_another_day_is_no_comparison() -> None:
    found = read(
        f"{HALF}\tTotal assets\tTotal equity\n\tJPY millions\tJPY millions\n"
        + "".join(
            f"September 30, {year}\t{assets}\t62,000\n" for year, assets in ((2016, "123,113"), (2015, "117,835"))
        )
    )
    assert [(f["measure"], f["period_end"]) for f in found.facts if f["concept"] == "assets"] == [
        ("level", "2016-09-30"),
        ("level", "2015-09-30"),
    ]


def test_a_column_of_a_time_to_come_is_a_target_or_unread() -> None:
    table = "(JPY million)\n\n\t1H16\tFY16\nTotal revenues\t74,123\t159,000\n"
    assert [f["printed"] for f in read(HALF + table).facts] == ["74,123"]
    found = read(f"{HALF}Financial Targets\n\n{table}")
    assert [(f["printed"], f["scenario"]) for f in found.facts] == [("74,123", "actual"), ("159,000", "target")]


def test_net_additions_among_revenues_are_no_money() -> None:
    table = "Revenue by quarter\n\nJPY million\t1Q16\t2Q16\nNetwork services\t22,000\t22,800\n"
    assert {f["unit"] for f in read(f"{HALF}{table}Net additions\t76,000\t72,000\n").on("Net additions")} == {"count"}


@pytest.mark.parametrize("caption", ["Total subscriptions (thousand)", "(in thousands)", "(Unit: thousands)"])
def test_a_caption_without_a_currency_counts(caption: str) -> None:
    found = read(f"{HALF}{caption}\n\n\tSep. 30, 2016\nTotal mobile subscriptions\t290\n")
    assert [(plain(f), f["because"]) for f in found.on("Total mobile")] == [
        ("subscriptions.mobile level 2016-09-30 290000 count -3", "period: head l. 9; scale: caption l. 7")
    ]


@pytest.mark.parametrize(
    ("caption", "ratios"),
    [
        ("Gross margin (JPY million; in brackets: gross margin ratio)", ["0.204", "0.209"]),
        ("Gross margin (JPY million)\n\nGross margin ratios in parentheses", ["0.204", "0.209"]),
        ("Revenue (JPY million; in brackets: gross margin ratio)", []),
        ("Gross margin (JPY million; in brackets: growth ratio)", []),
        ("Gross margin (JPY million; in brackets: YoY)", []),
        ("Gross margin (JPY million)", []),
    ],
)
def test_percentages_in_brackets_below_their_row_are_what_a_caption_says(caption: str, ratios: list[str]) -> None:
    rows = "Network services\t3,980\t4,120\t(3.4%)\n\t(20.4%)\t(20.9%)\t"
    found = [f for f in read(f"{HALF}{caption}\n\n\t1Q16\t2Q16\tQoQ\n{rows}\n").facts if f["unit"] == "ratio"]
    told = {f["printed"]: f"{f['measure']} {f['value']}" for f in found}
    assert told.pop("(3.4%)") == "qoq_pct -0.034"
    assert list(told.values()) == [f"margin {ratio}" for ratio in ratios]
