"""What adds up in levels adds up in changes and shares, and gives levels that no filing prints."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from filed import FILINGS, fact, frame

from helpers.language import calendar
from helpers.proof import checks, series

NETWORK = "revenue.network"
SERVICES = ("connectivity_enterprise", "connectivity_consumer", "outsourcing", "wan")
RISES = ("326", "-32", "402", "-3")  # in JPY million; they add up to 693


def tried(*rows: dict[str, object]) -> pd.DataFrame:
    return checks.build(frame(rows), FILINGS)


def derived(concept: str, period: str, *rows: dict[str, object]) -> pd.DataFrame:
    when = calendar.period(period)
    table = series.build(frame(rows), FILINGS)
    return table[
        (table["concept"] == concept) & (table["period_start"] == when.start) & (table["period_end"] == when.end)
    ]


def rise(concept: str, millions: str) -> dict[str, object]:
    return fact(concept, "1q16", f"{millions}000000", -6, measure="yoy_abs")


def test_the_rises_of_the_parts_add_up_to_the_rise_of_the_total() -> None:
    parts = [rise(f"{NETWORK}.{service}", millions) for service, millions in zip(SERVICES, RISES, strict=True)]
    for total, status in (("693", "holds"), ("697", "holds"), ("699", "broken")):
        table = tried(rise(NETWORK, total), *parts)
        assert list(table["rule"]) == ["network_revenue"]
        assert list(table["status"]) == [status], total


def test_a_rise_that_adds_up_does_not_prove_that_a_breakdown_is_complete() -> None:
    parts = [rise(f"{NETWORK}.{service}", millions) for service, millions in zip(SERVICES, RISES, strict=True)]
    levels = [fact(f"{NETWORK}.{service}", "1q16", "1000000000", -6) for service in SERVICES]
    assert derived(NETWORK, "1q16", rise(NETWORK, "693"), *parts, *levels).empty


def test_the_rise_of_a_total_follows_from_its_parts_without_their_levels() -> None:
    parts = [rise(f"{NETWORK}.{service}", millions) for service, millions in zip(SERVICES, RISES, strict=True)]
    year = [fact(f"{NETWORK}.{service}", "fy2015", "1000000000", -6) for service in SERVICES]
    complete = [fact(NETWORK, "fy2015", "4000000000", -6), *year]
    (row,) = derived(NETWORK, "1q15", fact(NETWORK, "1q16", "16785000000", -6), *parts, *complete).itertuples()
    assert (row.low, row.high) == (16_087e6, 16_097e6)


@pytest.mark.parametrize(("cost", "status"), [("0.801", "holds"), ("0.810", "broken")])
def test_what_costs_and_margin_are_of_revenue_adds_up_to_all_of_it(cost: str, status: str) -> None:
    table = tried(
        fact("cost", "3q11", cost, 3, measure="pct_of_revenue"),
        fact("gross_margin", "3q11", "0.199", 3, measure="margin"),
    )
    assert list(table["status"]) == [status]


def test_a_cost_and_the_margin_ratio_beside_it_give_the_revenue() -> None:
    (row,) = derived(
        NETWORK,
        "fy2012",
        fact("cost.network", "fy2012", "50692000000", -6),
        fact("gross_margin.network", "fy2012", "0.223", 3, measure="margin"),
    ).itertuples()
    assert row.low == pytest.approx(50_691e6 / 0.7775, abs=2)
    assert row.high == pytest.approx(50_693e6 / 0.7765, abs=2)


def test_shares_of_a_whole_add_up_to_it() -> None:
    def recognized(outsourcing: str) -> pd.DataFrame:
        return tried(
            fact("cloud_revenue_view.operation", "1q13", "0.77", 2, measure="share"),
            fact("cloud_revenue_view.outsourcing", "1q13", outsourcing, 2, measure="share"),
        )

    assert list(recognized("0.23")["status"]) == ["holds"]
    assert list(recognized("0.32")["status"]) == ["broken"]


def test_growth_in_yen_and_in_percent_give_both_values() -> None:
    rows = (
        fact("orders.si.construction", "1q13", "1357000000", -6, measure="yoy_abs"),
        fact("orders.si.construction", "1q13", "0.362", 3, measure="yoy_pct"),
    )
    (before,) = derived("orders.si.construction", "1q12", *rows).itertuples()
    assert before.low == pytest.approx(1356e6 / 0.3625, abs=2)
    assert before.high == pytest.approx(1358e6 / 0.3615, abs=2)
    (now,) = derived("orders.si.construction", "1q13", *rows).itertuples()
    assert now.low < 5_106e6 < now.high


def test_growth_of_what_may_be_negative_gives_no_earlier_value_beyond_a_doubling() -> None:
    def before(concept: str, growth: str) -> pd.DataFrame:
        now = fact(concept, "1q16", "1000000000", -6), fact(concept, "1q16", growth, 3, measure="yoy_pct")
        rises = fact(concept, "1q16", "600000000", -6, measure="yoy_abs")
        return derived(concept, "1q15", *now) if growth != "0.300" else derived(concept, "1q15", now[1], rises)

    assert not before("revenue", "1.500").empty
    assert not before("operating_income", "0.500").empty
    assert before("operating_income", "1.500").empty, "a loss of 2 billion grows by 150% to a gain of 1 billion, too"
    assert not before("revenue", "0.300").empty
    assert before("operating_income", "0.300").empty, "so does one of which only the rise is known"


def test_a_years_dividend_is_its_interim_and_its_year_end_one() -> None:
    def year(annual: str, scenario: str = "actual") -> list[str]:
        table = tried(
            fact("dividend_per_share", "2q16", "13.50", 2, unit="JPY/share", instant=True),
            fact("dividend_per_share", "fy2016", "13.50", 2, unit="JPY/share", instant=True, scenario=scenario),
            fact("dividend_per_share", "fy2016", annual, 2, unit="JPY/share", scenario=scenario),
        )
        return list(table["status"])

    assert year("27.00") == ["holds"]
    assert year("27.00", "target") == ["holds"], "a target contains the interim dividend already paid"
    assert year("28.00") == ["broken"]


def test_a_month_is_about_a_third_of_its_quarter_where_an_item_recurs() -> None:
    quarter = fact("cloud_revenue", "1q13", "2300000000", -8)
    for month, status in (("760000000", "holds"), ("1760000000", "broken"), ("160000000", "broken")):
        table = tried(quarter, fact("cloud_revenue", "2013-06", month, -7))
        assert list(zip(table["rule"], table["status"], strict=True)) == [("month_of_quarter", status)]
    construction = fact("revenue.si.construction", "4q16", "5000000000", -6)
    assert tried(construction, fact("revenue.si.construction", "2017-03", "4000000000", -6)).empty
    assert derived("cloud_revenue", "2013-05", quarter, fact("cloud_revenue", "2013-06", "760000000", -7)).empty


def test_a_former_part_counts_only_where_a_filing_prints_it() -> None:
    total, iij, hi_ho, oem = (f"{NETWORK}.connectivity_consumer{part}" for part in ("", ".iij", ".hi_ho", ".oem"))
    year = [fact(total, "1q15", "3100000000", -6), fact(iij, "1q15", "2433000000", -6)]
    complete = [*year, fact(hi_ho, "1q15", "667000000", -6)]
    today = [fact(total, "1q16", "4996000000", -6), fact(iij, "1q16", "4430000000", -6)]
    (row,) = derived(hi_ho, "1q16", *complete, *today).itertuples()
    assert (row.low, row.high) == (564e6, 568e6)
    assert derived(hi_ho, "1q16", *complete, *today, fact(oem, "1q10", "12000000", -6)).empty


def test_ebitda_is_at_least_operating_income_and_depreciation() -> None:
    parts = [
        fact("operating_income", "fy2016", "5134000000", -6),
        fact("depreciation_amortization", "fy2016", "10894000000", -6),
    ]
    for ebitda, status in (("16100000000", "holds"), ("15800000000", "broken"), ("17100000000", "broken")):
        table = tried(fact("adjusted_ebitda", "fy2016", ebitda, -8), *parts)
        assert list(table["status"]) == [status], ebitda
    assert derived("adjusted_ebitda", "fy2016", *parts).empty, "what impairment is added back is not known"


def test_a_rule_without_a_level_of_its_own_derives_nothing() -> None:
    table = series.build(
        frame([fact("cash_flow.investing.purchase_of_property", "1h16", "5358000000", -6, polarity=-1)]), FILINGS
    )
    assert list(table["concept"]) == ["cash_flow.investing.purchase_of_property"]
    assert list(table["value"]) == [float(Decimal("-5358000000"))]


@pytest.mark.parametrize(("repaid", "status"), [("-490000000", "holds"), ("-49000000", "broken")])
@pytest.mark.parametrize("line", ["repayments_of_long_term_borrowings", "a_line_that_nobody_knows"])
def test_a_new_line_of_a_cash_flow_statement_is_a_part_of_its_total(line: str, repaid: str, status: str) -> None:
    """As statements of other years print 'Repayments of long-term borrowings' among financing activities."""
    rows = (
        fact("cash_flow.financing", "1h16", "-1640144000", -3, line=1),
        fact("cash_flow.financing.capital_lease_payments", "1h16", "-846120000", -3, line=2),
        fact("cash_flow.financing.dividends_paid", "1h16", "-304024000", -3, line=3),
        fact(f"cash_flow.financing.{line}", "1h16", repaid, -3, line=4),
    )
    sums = tried(*rows).query("rule == 'financing_cash_flow'")
    assert sums[["concept", "status"]].to_numpy().tolist() == [["cash_flow.financing", status]]
    assert "b.L4.C0" in sums["fact_ids"].iloc[0]


def test_a_part_within_another_that_is_printed_does_not_count_twice() -> None:
    """2016-11-08_1h16_release: line 240 names the long-term borrowings that line 478 prints with all others."""
    rows = (
        fact("cash_flow.financing", "1h16", "2153880000", -3, line=1),
        fact("cash_flow.financing.capital_lease_payments", "1h16", "-846120000", -3, line=2),
        fact("cash_flow.financing.proceeds_from_borrowings", "1h16", "3000000000", -3, line=3),
        fact("cash_flow.financing.proceeds_from_long_term_borrowings", "1h16", "3000000000", -3, line=90),
    )
    assert set(tried(*rows).query("rule == 'financing_cash_flow'")["status"]) == {"holds"}
