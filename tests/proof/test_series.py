"""The series: what is printed is kept, what follows is derived, and no interval misses the truth."""

from __future__ import annotations

from decimal import Decimal

import company as made_up
import pandas as pd
import pytest
from filed import FILINGS, fact, frame
from hypothesis import given, settings
from hypothesis import strategies as st
from sampled import tries

from helpers.language import calendar
from helpers.proof import checks, series

SI_1H15 = {
    "revenue.si": "23725585000", "revenue.si.construction": "7643200000", "revenue.si.operation": "16082385000"
}  # fmt: skip


def row(table: pd.DataFrame, concept: str, period: str, scenario: str = "actual", instant: bool = False) -> pd.Series:
    when = calendar.period(period, instant)
    keys = (table["concept"] == concept) & (table["scenario"] == scenario)
    found = table[keys & (table["period_start"] == when.start) & (table["period_end"] == when.end)]
    assert len(found) == 1, f"{len(found)} rows for {concept} {period}"
    return found.iloc[0]


def made(*rows: dict[str, object]) -> pd.DataFrame:
    return series.build(frame(rows), FILINGS)


@settings(max_examples=tries(20, 40), deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(5, 300))
def test_every_interval_holds_the_truth_and_no_check_of_true_figures_breaks(seed: int, choice: int, count: int) -> None:
    company = made_up.found(seed)
    facts = frame(made_up.filings(company, choice, count))
    tried = checks.build(facts, FILINGS)
    assert list(tried.loc[tried["status"] == "broken", "check_id"]) == []
    for line in series.build(facts, FILINGS).itertuples():
        true = company.true.get((line.concept, calendar.Period(line.period_start, line.period_end)))
        if true is not None:
            assert line.sharp_low <= true <= line.sharp_high, line
        assert line.low <= line.sharp_low <= line.sharp_high <= line.high, line
        assert line.low <= line.value <= line.high, line


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(20, 300))
def test_a_wrong_figure_never_makes_an_interval_of_its_neighbours_empty(seed: int, count: int) -> None:
    company = made_up.found(1)
    rows = made_up.filings(company, seed, count)
    rows[0] |= {"value": Decimal(str(rows[0]["value"])) * 10 + 1}
    table = series.build(frame(rows), FILINGS)
    assert (table["low"] <= table["high"]).all()
    assert (table["sharp_low"] <= table["sharp_high"]).all()


def test_the_same_facts_in_any_order_give_the_same_tables() -> None:
    facts = frame(made_up.filings(made_up.found(3), 4, 200))
    shuffled = facts.sample(frac=1, random_state=5)
    pd.testing.assert_frame_equal(series.build(facts, FILINGS), series.build(shuffled, FILINGS))
    pd.testing.assert_frame_equal(checks.build(facts, FILINGS), checks.build(shuffled, FILINGS))


def test_no_facts_give_empty_tables() -> None:
    assert list(made().columns) == list(made(fact("revenue", "1h16", "1", 0)).columns)
    assert made().empty


def test_a_reported_value_is_the_most_precise_then_the_latest() -> None:
    table = made(
        fact("revenue", "1h16", "74100000000", -8, filing="c"),
        fact("revenue", "1h16", "74123000000", -6, filing="a"),
        fact("revenue", "1h16", "74124000000", -6, filing="b"),
    )
    line = row(table, "revenue", "1h16")
    assert (line.value, line.basis, line.fact_ids.split()[0]) == (74124e6, "reported", "b.L1.C0")
    assert (line.low, line.high) == (74123e6, 74124e6)


def test_a_quarter_follows_from_cumulative_periods() -> None:
    line = row(
        made(fact("revenue", "1h16", "74123270000", -3), fact("revenue", "2q16", "37944019000", -3)), "revenue", "1q16"
    )
    assert (line.value, line.low, line.high) == (36179251000, 36179250000, 36179252000)
    assert (line.basis, line.rule, line.fact_ids) == ("derived", "cumulative", "b.L1.C0 b.L2.C0")


def test_a_year_ago_value_follows_from_a_printed_growth_rate_turned_round() -> None:
    table = made(fact("revenue", "1q16", "36180000000", -7), fact("revenue", "1q16", "0.150", 3, measure="yoy_pct"))
    line = row(table, "revenue", "1q15")
    assert line.low <= 36175e6 / 1.1505
    assert line.high >= 36185e6 / 1.1495
    assert line.high - line.low < 37e6
    assert line.rule == "yoy_pct"


def test_a_fall_and_a_loss_keep_their_signs() -> None:
    table = made(
        fact("operating_income", "1q16", "840000000", -7),
        fact("operating_income", "1q16", "-0.267", 3, measure="yoy_pct"),
        fact("other_income", "1h16", "157000000", -6),
        fact("other_income", "1h16", "210000000", -6, measure="yoy_abs"),
    )
    assert row(table, "operating_income", "1q15").low == pytest.approx(835e6 / 0.7335, abs=2)
    assert row(table, "other_income", "1h15").value == pytest.approx(-53e6)


def test_a_part_follows_from_its_total_and_a_total_from_its_parts() -> None:
    table = made(
        fact("revenue.si", "1h16", "25768000000", -6),
        fact("revenue.si.construction", "1h16", "8583000000", -6),
        fact("cost.si", "1h16", "22993000000", -6),
        *(fact(concept, "1h15", value, -3) for concept, value in SI_1H15.items()),
    )
    operation = row(table, "revenue.si.operation", "1h16")
    assert (operation.low, operation.high) == (17183e6, 17187e6)
    margin = row(table, "gross_margin.si", "1h16")
    assert (margin.low, margin.high, margin.rule) == (2773e6, 2777e6, "si_gross_margin")


def test_a_breakdown_that_no_filing_prints_completely_proves_nothing() -> None:
    consumer, enterprise = (
        fact("subscriptions.mobile.consumer", "2q15", "604586", 0, unit="count", instant=True),
        fact("subscriptions.mobile.enterprise", "2q15", "275146", 0, unit="count", instant=True),
    )
    table = made(consumer, enterprise)
    assert "subscriptions.mobile" not in set(table["concept"])
    table = made(
        fact("revenue.si.construction", "1h16", "8583000000", -6),
        fact("revenue.si.operation", "1h16", "17185000000", -6),
    )
    assert "revenue.si" not in set(table["concept"])


def test_a_balance_follows_from_its_roll_forward() -> None:
    table = made(
        fact("backlog.si.operation", "2q16", "31577000000", -6, instant=True),
        fact("orders.si.operation", "2q16", "10608000000", -6),
        fact("revenue.si.operation", "2q16", "8497000000", -6),
    )
    line = row(table, "backlog.si.operation", "1q16", instant=True)
    assert (line.low, line.high) == (29463e6, 29469e6)
    assert line.rule == "roll_forward_operation_backlog"


def test_a_printed_margin_gives_the_profit_and_the_other_way_round() -> None:
    table = made(
        fact("revenue.network", "1h16", "44836000000", -6),
        fact("gross_margin.network", "1h16", "0.181", 3, measure="margin"),
        fact("operating_income", "1h16", "1948000000", -6),
        fact("operating_income", "1h16", "0.026", 3, measure="pct_of_revenue"),
    )
    profit = row(table, "gross_margin.network", "1h16")
    assert profit.low <= 8_120e6 <= profit.high
    assert row(table, "revenue", "1h16").high == pytest.approx(1949e6 / 0.0255, rel=1e-9)


def test_an_outflow_counts_with_its_polarity() -> None:
    table = made(
        fact("other_income.interest_expense", "1h16", "142000000", -6, polarity=-1),
        fact("other_income.interest_expense", "1h16", "30000000", -6, polarity=-1, measure="yoy_abs"),
    )
    assert row(table, "other_income.interest_expense", "1h16").value == -142e6
    assert row(table, "other_income.interest_expense", "1h15").value == -112e6


def test_net_additions_carry_a_balance_back() -> None:
    table = made(
        fact("subscriptions.mobile", "fy2016", "1856000", -3, unit="count", instant=True),
        fact("subscriptions.mobile", "fy2016", "628000", -3, unit="count", measure="change"),
        fact("subscriptions.mobile", "2016-03-31..2016-06-30", "173000", -3, unit="count", measure="change"),
    )
    assert row(table, "subscriptions.mobile", "fy2015", instant=True).value == 1228000
    assert row(table, "subscriptions.mobile", "1q16", instant=True).value == 1401000


def test_a_revised_target_is_no_contradiction_and_the_latest_counts() -> None:
    facts = frame(
        [
            fact("revenue", "fy2016", "159000000000", -8, scenario="target", filing="a"),
            fact("revenue", "fy2016", "158000000000", -8, scenario="target", filing="b"),
            fact("revenue", "fy2016", "159000000000", -8, scenario="prior_target", filing="b"),
        ]
    )
    table, tried = series.build(facts, FILINGS), checks.build(facts, FILINGS)
    assert row(table, "revenue", "fy2016", "target").value == 158e9
    assert row(table, "revenue", "fy2016", "prior_target").value == 159e9
    assert list(zip(tried["rule"], tried["status"], strict=True)) == [("superseded_target", "holds")]


def test_growth_of_a_target_is_taken_against_the_actual_year_before() -> None:
    table = made(
        fact("operating_income", "fy2017", "6500000000", -8, scenario="target", filing="c"),
        fact("operating_income", "fy2017", "0.266", 3, scenario="target", measure="yoy_pct", filing="c"),
    )
    line = row(table, "operating_income", "fy2016")
    assert line.low <= 5_134e6 <= line.high


def test_figures_that_contradict_each_other_keep_their_own_interval_and_prove_nothing() -> None:
    table = made(
        fact("revenue", "1q16", "36179000000", -6, filing="a"),
        fact("revenue", "1q16", "39179000000", -6, filing="b"),
        fact("revenue", "1h16", "74123000000", -6, filing="b"),
    )
    line = row(table, "revenue", "1q16")
    assert line.value == 39179e6
    assert (line.low, line.high) == (36178e6, 39180e6)
    assert "2016-07-01" not in set(table["period_start"])


def test_the_figure_that_others_confirm_stands_against_one_that_nothing_confirms() -> None:
    table = made(
        fact("revenue", "1h16", "74123270000", -3),
        fact("revenue", "2q16", "37944019000", -3),
        fact("revenue", "1q16", "36179000000", -6, filing="a"),
        fact("revenue", "1q16", "36180000000", -7, filing="a"),
        fact("revenue", "1q16", "39180000000", -7, filing="c"),
    )
    line = row(table, "revenue", "1q16")
    assert (line.value, line.sharp_low, line.sharp_high) == (36179e6, 36179250000, 36179252000)


def test_an_approximate_count_is_only_as_sure_as_its_round_digits() -> None:
    table = made(
        fact("cloud_projects", "3q11", "1000", 0, unit="count", approx=True, instant=True, printed="1,000"),
        fact("docomo_retroactive_effect", "1q16", "150000000", -7, approx=True, printed="0.15"),
    )
    assert row(table, "cloud_projects", "3q11", instant=True).high == 1200
    echo = row(table, "docomo_retroactive_effect", "1q16")
    assert (echo.low, echo.high) == (140e6, 160e6)


def test_an_approximate_range_is_one_interval_and_no_contradiction() -> None:
    ends = [
        fact(
            "gross_margin_view.cloud", "fy2017", value, -8, scenario="target", filing="c", approx=True, printed=printed
        )
        for value, printed in (("400000000", "0.4"), ("600000000", "0.6"))
    ]
    facts = pd.DataFrame([row | {"line": 9, "start": at, "fact_id": f"b.L9.C{at}"} for at, row in enumerate(ends)])
    margin = row(series.build(facts, FILINGS), "gross_margin_view.cloud", "fy2017", "target")
    assert (margin.low, margin.high) == (300e6, 700e6)
    assert "broken" not in set(checks.build(facts, FILINGS)["status"])


def test_what_the_evidence_hardly_bounds_is_left_out() -> None:
    table = made(
        fact("operating_income", "1q16", "100000000", -8), fact("gross_margin", "1q16", "5800000000", -8),
        fact("revenue", "1q16", "100000000000", -9), fact("cost", "1q16", "100000000000", -9),
    )  # fmt: skip
    assert not ((table["concept"] == "gross_margin.network").any())
    for line in table[table["basis"] == "derived"].itertuples():
        assert line.high - line.low <= max(abs(line.low), abs(line.high))
