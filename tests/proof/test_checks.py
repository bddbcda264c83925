"""Checks hold when rounding intervals meet, break on a wrong digit, and say where."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import company as made_up
import pandas as pd
import pytest
from filed import FILINGS, fact, frame
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.proof import checks, known_errors, series


def tried(*rows: dict[str, object]) -> pd.DataFrame:
    return checks.build(frame(rows), FILINGS)


def statuses(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["rule"], table["status"], strict=True))


CASES = [
    (
        "si_revenue",
        fact("revenue.si", "1h16", "25768326000", -3),
        fact("revenue.si.construction", "1h16", "8583419000", -3),
        fact("revenue.si.operation", "1h16", "17184907000", -3),
    ),
    (
        "network_gross_margin",
        fact("gross_margin.network", "1h16", "8120000000", -6),
        fact("revenue.network", "1h16", "44836000000", -6),
        fact("cost.network", "1h16", "36715000000", -6),
    ),
    (
        "share_of_revenue.network",
        fact("gross_margin.network", "1h16", "0.181", 3, measure="margin"),
        fact("gross_margin.network", "1h16", "8120000000", -6),
        fact("revenue.network", "1h16", "44836000000", -6),
    ),
    (
        "yoy_pct",
        fact("operating_income", "1h16", "-0.240", 3, measure="yoy_pct"),
        fact("operating_income", "1h16", "1948000000", -6),
        fact("operating_income", "1h15", "2563000000", -6),
    ),
    (
        "yoy_abs",
        fact("revenue.atm", "3q11", "237000000", -6, measure="yoy_abs"),
        fact("revenue.atm", "3q11", "361000000", -6),
        fact("revenue.atm", "3q10", "125000000", -6),
    ),
    (
        "change",
        fact("assets.cash", "2016-03-31..2016-06-30", "-1065000000", -6, measure="change"),
        fact("assets.cash", "1q16", "18504000000", -6, instant=True),
        fact("assets.cash", "fy2015", "19569000000", -6, instant=True),
    ),
    (
        "roll_forward_cash",
        fact("assets.cash", "2q16", "19667822000", -3, instant=True),
        fact("assets.cash", "fy2015", "19569095000", -3, instant=True),
        fact("cash_flow.net_increase", "1h16", "98727000", -3),
    ),
    (
        "cumulative",
        fact("personnel_cost", "2h12", "7881000000", -6),
        fact("personnel_cost", "3q12", "3902000000", -6, filing="a"),
        fact("personnel_cost", "4q12", "3979000000", -6, filing="a"),
    ),
    (
        "per_unit",
        fact("net_income_per_share.basic", "1h16", "24.11", 2, unit="JPY/share"),
        fact("net_income_attributable", "1h16", "1107934000", -3),
        fact("shares.weighted_average_basic", "1h16", "45952691", 0, unit="shares"),
    ),
    (
        "pt_change",
        fact("gross_margin", "1q16", "-0.020", 3, measure="pt_change"),
        fact("gross_margin", "1q16", "0.160", 3, measure="margin"),
        fact("gross_margin", "1q15", "0.180", 3, measure="margin"),
    ),
    (
        "agreement",
        fact("revenue", "1q16", "36180000000", -7, filing="a"),
        fact("revenue", "1q16", "36179251000", -3),
    ),
    (
        "qoq_pct",
        fact("revenue.equipment", "3q11", "0.142", 3, measure="qoq_pct"),
        fact("revenue.equipment", "3q11", "268000000", -6),
        fact("revenue.equipment", "2q11", "234700000", -5),
    ),
    (
        "qoq_abs",
        fact("revenue.atm", "3q11", "44000000", -6, measure="qoq_abs"),
        fact("revenue.atm", "3q11", "361000000", -6),
        fact("revenue.atm", "2q11", "317000000", -6),
    ),
    (
        "roll_forward_operation_backlog",
        fact("backlog.si.operation", "2q16", "31577000000", -6, instant=True),
        fact("backlog.si.operation", "1q16", "29466000000", -6, instant=True),
        fact("orders.si.operation", "2q16", "10608000000", -6),
        fact("revenue.si.operation", "2q16", "8497000000", -6),
    ),
    (
        "roll_forward_construction_backlog",
        fact("backlog.si.construction", "2q16", "9349000000", -6, instant=True),
        fact("backlog.si.construction", "1q16", "8191000000", -6, instant=True),
        fact("orders.si.construction", "2q16", "6800000000", -6),
        fact("revenue.si.construction", "2q16", "4905000000", -6),
        fact("revenue.equipment", "2q16", "737000000", -6),
    ),
    (
        "roll_forward_retained_earnings",
        fact("equity.shareholders.retained_earnings", "2q16", "3073730000", -3, instant=True),
        fact("equity.shareholders.retained_earnings", "fy2015", "2471276000", -3, instant=True),
        fact("net_income_attributable", "1h16", "1107934000", -3),
        fact("cash_flow.financing.dividends_paid", "1h16", "505480000", -3, polarity=-1),
    ),
    (
        "change",
        fact("subscriptions.mobile", "2016-03-31..2016-06-30", "173000", -3, unit="count", measure="change"),
        fact("subscriptions.mobile", "1q16", "1401000", -3, unit="count", instant=True),
        fact("subscriptions.mobile", "fy2015", "1228000", -3, unit="count", instant=True),
    ),
    (
        "balance_sheet",
        fact("liabilities_and_equity", "2q16", "123113386000", -3, instant=True),
        fact("liabilities", "2q16", "57031127000", -3, instant=True),
        fact("equity", "2q16", "66082259000", -3, instant=True),
    ),
    (
        "assets_equal_liabilities_plus_equity",
        fact("assets", "2q16", "123113386000", -3, instant=True),
        fact("liabilities", "2q16", "57031127000", -3, instant=True),
        fact("equity", "2q16", "66082259000", -3, instant=True),
    ),
    (
        "ebitda_and_depreciation",
        fact("adjusted_ebitda", "1h16", "7232000000", -6),
        fact("operating_income", "1h16", "1948000000", -6),
        fact("depreciation_amortization", "1h16", "5284000000", -6),
    ),
    (
        "capex_by_form",
        fact("capex", "1h16", "8372000000", -6),
        fact("capex.capital_leases", "1h16", "3792000000", -6),
        fact("capex.purchase", "1h16", "4580000000", -6),
    ),
    (
        "capex_by_purpose",
        fact("capex", "fy2015", "14800000000", -6),
        fact("capex_view.network_back_office", "fy2015", "10200000000", -6),
        fact("capex_view.cloud", "fy2015", "4400000000", -6),
        fact("capex_view.atm", "fy2015", "200000000", -6),
    ),
    (
        "capex_and_cash_flow",
        fact("capex.purchase", "1h15", "5321000000", -6),
        fact("cash_flow.investing.purchase_of_property", "1h15", "-5321194000", -3),
    ),
    (
        "segment_revenue",
        fact("revenue", "1h16", "74123270000", -3),
        fact("segment_revenue.network_si", "1h16", "72257102000", -3),
        fact("segment_revenue.atm", "1h16", "2052520000", -3),
        fact("segment_revenue.elimination", "1h16", "-186352000", -3),
    ),
    (
        "segment_operating_income",
        fact("operating_income", "1h16", "1947702000", -3),
        fact("segment_operating_income.network_si", "1h16", "1280776000", -3),
        fact("segment_operating_income.atm", "1h16", "734373000", -3),
        fact("segment_operating_income.elimination", "1h16", "-67447000", -3),
    ),
]


@pytest.mark.parametrize(
    ("rule", "rows"),
    [(rule, rows) for rule, *rows in CASES],
    ids=[f"{case[0]} of {case[1]['concept']}" for case in CASES],
)
def test_what_the_filings_print_holds_and_a_wrong_digit_breaks_it(rule: str, rows: list[dict[str, object]]) -> None:
    assert statuses(tried(*rows))[rule] == "holds"
    for at, row in enumerate(rows):
        wrong = dict(row, value=Decimal(str(row["value"])) * Decimal("1.3"))
        others = [wrong if number == at else other for number, other in enumerate(rows)]
        table = tried(*others)
        broken = table[(table["rule"] == rule) & (table["status"] == "broken")]
        assert len(broken) == 1, f"{rule} does not notice figure {at}"
        assert "apart" in broken["note"].iloc[0]


def test_intervals_that_touch_hold_and_intervals_a_yen_apart_break() -> None:
    def agreement(value: str) -> str:
        return statuses(
            tried(fact("revenue", "1q16", "36180000000", -7, filing="a"), fact("revenue", "1q16", value, -3))
        )["agreement"]

    assert agreement("36185000000") == "holds"
    assert agreement("36185001000") == "broken"


def test_millions_may_be_a_whole_unit_off_and_the_note_says_so() -> None:
    table = tried(
        fact("net_income_noncontrolling", "2q16", "43000000", -6),
        fact("net_income_noncontrolling", "2q16", "43932000", -3),
        fact("net_income", "2q16", "622607000", -3),
        fact("net_income_attributable", "2q16", "578675000", -3),
    )
    assert set(table["status"]) == {"holds"}
    rounded_up = tried(
        fact("gross_margin.atm", "1h16", "829000000", -6),
        fact("revenue.atm", "1h16", "2052000000", -6),
        fact("cost.atm", "1h16", "1222000000", -6),
    )
    assert list(rounded_up["note"]) == [""]
    adjusted = tried(
        fact("gross_margin.atm", "1h16", "829000000", -6),
        fact("revenue.atm", "1h16", "2052000000", -6),
        fact("cost.atm", "1h16", "1221000000", -6),
    )
    assert list(adjusted["status"]) == ["holds"]
    assert "whole unit" in adjusted["note"].iloc[0]


def test_billions_stand_for_half_a_unit() -> None:
    table = tried(
        fact("gross_margin", "fy2016", "25300000000", -8),
        fact("revenue", "fy2016", "157800000000", -8),
        fact("cost", "fy2016", "132300000000", -8),
    )
    assert statuses(table)["gross_margin"] == "broken"


def test_growth_from_a_loss_is_taken_against_its_magnitude() -> None:
    table = tried(
        fact("overseas.operating_income", "fy2016", "0.667", 3, measure="yoy_pct"),
        fact("overseas.operating_income", "fy2016", "-180000000", -7),
        fact("overseas.operating_income", "fy2015", "-540000000", -7),
    )
    assert list(table["status"]) == ["holds"]
    assert "negative" in table["note"].iloc[0]


def test_growth_of_an_outflow_is_growth_of_its_size() -> None:
    table = tried(
        fact("other_income.interest_expense", "1h16", "0.276", 3, measure="yoy_pct", polarity=-1),
        fact("other_income.interest_expense", "1h16", "142345000", -3, polarity=-1),
        fact("other_income.interest_expense", "1h15", "-111560000", -3),
    )
    assert statuses(table)["yoy_pct"] == "holds"


def test_a_statement_in_thousands_may_leave_out_an_item_that_is_nil_but_a_summary_may_not() -> None:
    parts = ("dividend", "interest_income", "interest_expense", "foreign_exchange", "other")
    values = ("74208", "11112", "-111560", "-14066", "124178")
    statement = [
        fact(f"other_income.{part}", "1h15", f"{value}000", -3) for part, value in zip(parts, values, strict=True)
    ]
    assert statuses(tried(fact("other_income", "1h15", "83872000", -3), *statement)) == {"other_income": "holds"}
    summary = [row | {"decimals": -6} for row in statement]
    assert tried(fact("other_income", "1h15", "84000000", -6), *summary).empty


def test_a_value_never_printed_is_checked_by_working_it_out_twice() -> None:
    rows = (
        fact("revenue", "1q16", "36180000000", -7, filing="a"),
        fact("revenue", "1q16", "0.150", 3, measure="yoy_pct", filing="a"),
        fact("revenue", "1h15", "65333734000", -3),
        fact("revenue", "2q15", "33870133000", -3),
    )
    assert statuses(tried(*rows)) == {"two_ways": "holds"}
    wrong = statuses(tried(*rows[:3], dict(rows[3], value=Decimal("38870133000"))))
    assert wrong == {"two_ways": "broken"}


def test_a_year_is_checked_against_its_quarters_through_halves_that_are_not_printed() -> None:
    quarters = [fact("segment_operating_income.atm", f"{n}q12", f"{value}000000", -6) for n, value in
                enumerate((16, 67, 81, 75), 1)]  # fmt: skip
    table = tried(*quarters, fact("segment_operating_income.atm", "fy2012", "239000000", -6))
    assert set(table["status"]) == {"holds"}
    assert all(len(ids.split()) == 5 for ids in table["fact_ids"])
    assert set(tried(*quarters, fact("segment_operating_income.atm", "fy2012", "293000000", -6))["status"]) == {
        "broken"
    }


def test_what_is_printed_coarsely_is_worked_out_sharply_before_it_is_used_further() -> None:
    rows = (
        fact("income_before_tax", "1q12", "1400000000", -8),
        fact("income_before_tax", "1q13", "1431000000", -6),
        fact("income_before_tax", "1q13", "57000000", -6, measure="yoy_abs"),
        fact("income_tax", "1q12", "515000000", -6, polarity=1),
        fact("equity_method_income", "1q12", "33000000", -6),
        fact("net_income", "1q12", "892000000", -6),
    )
    assert set(tried(*rows)["status"]) == {"holds"}
    wrong = tried(*rows[:3], dict(rows[3], value=Decimal("545000000")), *rows[4:])
    assert "broken" in set(wrong["status"]), "30 million less than JPY1.4 billion would allow"


def test_a_total_that_no_filing_prints_is_worked_out_through_several_steps_from_both_sides() -> None:
    rows = [
        fact("gross_margin.network", "3q11", "3380000000", -6), fact("cost.network", "3q11", "12541000000", -6),
        fact("gross_margin.si", "3q11", "1453000000", -6), fact("cost.si", "3q11", "5541000000", -6),
        fact("revenue_view.recurring", "3q11", "20761000000", -6), fact("revenue.equipment", "3q11", "268000000", -6),
        fact("revenue_view.one_time", "3q11", "2422000000", -6),
    ]  # fmt: skip
    other_year = [
        fact(concept, "1q16", f"{millions}000000", -6)
        for concept, millions in (
            ("revenue_view.recurring", 30763), ("revenue.network", 22075), ("revenue.si.operation", 8688),
            ("revenue.si", 12366), ("revenue.si.construction", 3678), ("revenue_view.one_time", 4408),
            ("revenue.equipment", 730),
        )
    ]  # fmt: skip
    assert set(tried(*rows, *other_year)["status"]) == {"holds"}
    for at in range(len(rows)):
        wrong = [dict(row, value=Decimal(str(row["value"])) + 10**7) if n == at else row for n, row in enumerate(rows)]
        table = tried(*wrong, *other_year)
        assert "broken" in set(table["status"]), rows[at]["concept"]


def test_no_figure_confirms_itself_in_a_chain() -> None:
    table = tried(
        fact("revenue", "1q16", "36180000000", -7),
        fact("revenue", "1q16", "0.150", 3, measure="yoy_pct"),
        fact("revenue", "1q16", "4720000000", -7, measure="yoy_abs"),
    )
    for ids in table["fact_ids"]:
        assert len(ids.split()) == len(set(ids.split()))
    alone = tried(fact("revenue", "1q16", "36180000000", -7), fact("revenue", "1q16", "0.150", 3, measure="yoy_pct"))
    assert alone.empty


def test_a_contradiction_over_several_steps_is_found() -> None:
    table = tried(
        fact("revenue.si", "1h16", "25768000000", -6),
        fact("gross_margin.si", "1h16", "2775000000", -6),
        fact("cost.si", "2q16", "11900000000", -6),
        fact("cost.si", "1q16", "0.157", 3, measure="yoy_pct", filing="a"),
        fact("cost.si", "1q15", "8591000000", -6, filing="a"),
    )
    assert set(table["status"]) == {"broken"}


def test_the_change_of_a_target_is_against_the_target_it_supersedes() -> None:
    table = tried(
        fact("operating_income", "fy2016", "5000000000", -8, scenario="target"),
        fact("operating_income", "fy2016", "7300000000", -8, scenario="prior_target"),
        fact("operating_income", "fy2016", "-2300000000", -8, scenario="target", measure="change"),
    )
    assert statuses(table) == {"target_change": "holds"}


def test_the_change_of_a_target_in_percent_is_of_the_former_target_and_not_of_its_change_in_yen() -> None:
    table = tried(
        fact("operating_income", "fy2016", "5000000000", -8, scenario="target"),
        fact("operating_income", "fy2016", "7300000000", -8, scenario="prior_target"),
        fact("operating_income", "fy2016", "-2300000000", -8, scenario="target", measure="change"),
        fact("operating_income", "fy2016", "-0.315", 3, scenario="target", measure="change", unit="ratio"),
    )
    assert table["rule"].tolist() == ["target_change", "target_change"]
    assert set(table["status"]) == {"holds"}


def test_ids_come_from_the_place_and_not_from_values_or_row_order() -> None:
    rows = made_up.filings(made_up.found(2), 7, 150)
    table = checks.build(frame(rows), FILINGS)
    assert table["check_id"].is_unique
    shifted = [
        dict(row, value=Decimal(str(row["value"])) + Decimal(1).scaleb(-int(str(row["decimals"])))) for row in rows
    ]
    moved = checks.build(frame(shifted), FILINGS)
    direct = ~table["rule"].isin(["agreement", "two_ways", "conflict"])
    assert set(table[direct]["check_id"]) <= set(moved["check_id"])
    assert not table["check_id"].str.contains(" ").any()


def test_a_number_is_not_checked_against_itself() -> None:
    one = fact("revenue", "1q16", "100000000", -6)
    assert tried(one).empty


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 9))
def test_a_changed_digit_of_a_printed_pair_breaks_their_agreement(seed: int, digit: int) -> None:
    value = str(10**9 + seed * 1000)
    other = str(int(value) + digit * 10**8)
    table = tried(fact("revenue", "1q16", value, -3), fact("revenue", "1q16", other, -3, filing="a"))
    assert list(table["status"]) == ["broken"]


def test_a_known_error_explains_the_checks_it_breaks_and_changes_no_reading() -> None:
    filing = "2016-08-05_1q16_presentation"
    filings = FILINGS.assign(filing=[filing, "b", "c"])
    rows = [
        fact("revenue.network.connectivity_consumer", "1q16", "4996000000", -6, line=222),
        fact("revenue.network.connectivity_consumer", "1q16", "1894000000", -6, line=222, measure="yoy_abs"),
        fact("revenue.network.connectivity_consumer", "1q16", "0.661", 3, line=222, measure="yoy_pct", printed="66.1%"),
    ]
    facts = pd.DataFrame(
        [row | {"filing": filing, "start": at, "fact_id": f"{filing}.L222.C{at}"} for at, row in enumerate(rows)]
    )
    table = checks.build(facts, filings)
    assert set(table["status"]) == {"broken"}
    assert table["note"].str.startswith("explained: The revenue and the increase printed beside it").all()
    otherwise = facts.assign(value=[facts.loc[0, "value"] * 2, *facts["value"][1:]])
    assert not checks.build(otherwise, filings)["note"].str.startswith("explained").any()


def test_every_known_error_has_a_reason_and_stands_in_the_filings() -> None:
    for error in known_errors.load():
        text = (Path(__file__).parents[2] / "data" / "raw" / f"{error.filing}.txt").read_text(encoding="utf-8")
        assert error.printed in text.split("\n")[error.line - 1], error


def test_every_remark_on_words_stands_in_the_filings_and_leaves_the_figures_alone() -> None:
    for remark in known_errors.remarks():
        text = (Path(__file__).parents[2] / "data" / "raw" / f"{remark.filing}.txt").read_text(encoding="utf-8")
        assert remark.printed in text.split("\n")[remark.line - 1], remark
        assert remark.should_be not in (remark.printed, "")
    assert {error.printed for error in known_errors.load()}.isdisjoint(row.printed for row in known_errors.remarks())


def test_a_figure_of_another_definition_stays_evidence_and_a_misprint_does_not() -> None:
    filings = FILINGS.assign(filing=["2016-08-05_1q16_presentation", "2016-11-08_1h16_release", "c"])
    misprint = fact("revenue.network.connectivity_consumer", "1q16", "0.661", 3, measure="yoy_pct", printed="66.1%")
    other = fact("capex.purchase", "1h16", "4580000000", -6, printed="4,580")
    level = fact("revenue.network.connectivity_consumer", "1q16", "4996000000", -6, line=223)
    leases = fact("capex.capital_leases", "1h16", "3792000000", -6, line=271)
    rows = [misprint | {"line": 222}, level, other | {"line": 272}, leases]
    names = [filings["filing"][0], filings["filing"][0], filings["filing"][1], filings["filing"][1]]
    table = pd.DataFrame(
        [row | {"filing": name, "fact_id": f"{name}.L{row['line']}.C0"} for row, name in zip(rows, names, strict=True)]
    )
    made = series.build(table, filings)
    assert "2015-06-30" not in set(made["period_end"]), "nothing follows from a misprint, even where nothing breaks"
    assert set(made["concept"]) >= {"capex.purchase", "capex.capital_leases"}


def test_an_exception_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.toml"
    path.write_text(
        '[[exception]]\nfiling = "a"\nline = 3\nprinted = "1"\nkind = "misprint"\nallows = [1, 2]\nreason = ""\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"exceptions\.toml: the exception at a line 3 needs a reason"):
        known_errors.load(path)
    path.write_text(
        'exception = []\n[[remark]]\nfiling = "a"\nline = 3\nprinted = "1"\nkind = "misprint"\nshould_be = "2"\n'
        'reason = "so"\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"exceptions\.toml: the remark at a line 3 needs a reason"):
        known_errors.remarks(path)
