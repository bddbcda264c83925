"""Which figures a broken check leaves in doubt: the wrong one always, and those that nothing else clears."""

from __future__ import annotations

import random
from decimal import Decimal

import company as made_up
import pandas as pd
import pytest
from filed import FILINGS, STATEMENT, fact, frame
from sampled import tries

from helpers.proof import checks, evidence, series


def proved(*rows: dict[str, object]) -> checks.Proved:
    return checks.reconciled(evidence.from_frame(frame(rows), FILINGS))


def status(concept: str, *rows: dict[str, object]) -> str:
    table = series.build(frame(rows), FILINGS)
    (found,) = table.loc[table["concept"] == concept, "status"]
    return str(found)


def test_where_nothing_else_is_known_both_sides_are_contested() -> None:
    one, other = fact("revenue", "1q16", "36179000000", -6), fact("revenue", "1q16", "39179000000", -6, filing="a")
    assert proved(one, other).doubtful == {"a.L1.C0", "b.L1.C0"}
    assert status("revenue", one, other) == "contested"
    assert status("revenue", one, dict(one, filing="a")) == "sound"


def test_a_figure_that_other_checks_clear_stands_and_the_one_that_contradicts_it_does_not() -> None:
    wrong = fact("cost.si", "1h16", "29993000000", -6, filing="a")
    pages = [dict(row, line=100 * number) for number, row in enumerate(STATEMENT, 1)]
    found = proved(*pages, wrong)
    assert found.doubtful == {"a.L1.C0"}
    assert {check.contests for check in found.checks if check.status == "broken"} == {("a.L1.C0",)}
    assert status("cost.si", *pages, wrong) == "sound"
    assert status("cost.si", *STATEMENT, wrong) == "contested", "a whole page may have a wrong head"


def test_a_part_that_stands_alone_is_in_doubt_and_its_total_is_not_where_others_clear_it() -> None:
    misread = dict(STATEMENT[1], value=Decimal("3583419000"))
    cleared = (
        fact("revenue.si", "1h15", "23725000000", -6, filing="a"),
        fact("revenue.si", "1h16", "0.086", 3, measure="yoy_pct"),
    )
    found = proved(STATEMENT[0], misread, STATEMENT[2], *cleared)
    assert {"b.L101.C0", "b.L102.C0"} <= found.doubtful, "either part may be wrong"
    assert "b.L100.C0" in proved(STATEMENT[0], misread, STATEMENT[2]).doubtful
    assert "b.L100.C0" not in found.doubtful, "what the parts add up to would be a fall"


def test_what_follows_only_from_contested_figures_is_contested() -> None:
    contested = (
        fact("revenue", "1q16", "36179000000", -6, filing="a"),
        fact("revenue", "1q16", "39179000000", -6),
        fact("cost", "1q16", "30000000000", -6),
        fact("revenue", "2q16", "37944000000", -6),
        fact("cost", "2q16", "31000000000", -6),
        fact("gross_margin", "2q16", "6944000000", -6),
    )
    table = series.build(frame(contested), FILINGS).set_index(["concept", "period_end"])["status"]
    assert table["revenue", "2016-06-30"] == "contested"
    assert table["gross_margin", "2016-09-30"] == "sound"
    assert table.get(("gross_margin", "2016-06-30"), "contested") == "contested"


def test_a_known_error_contests_nothing_but_itself() -> None:
    table = checks.build(*explained())
    broken = table[table["status"] == "broken"]
    assert len(broken) == 6
    assert broken["note"].str.startswith("explained:").all()
    assert set(broken["contests"]) == {""}


def explained() -> tuple[pd.DataFrame, pd.DataFrame]:
    from helpers.data.dataset import open_data

    data = open_data()
    return data.facts, data.filings


def test_an_approximate_figure_breaks_no_check() -> None:
    about = fact("revenue", "1h16", "50000000000", -9, approx=True, printed="50", filing="a")
    found = proved(*STATEMENT, fact("revenue", "1h16", "74123000000", -6), about)
    assert "broken" not in {check.status for check in found.checks}


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("not_negative", [fact("revenue.si", "1q16", "-1000000000", -6)]),
        ("at_most_all", [fact("revenue.si", "1q16", "1.34", 3, measure="pct_of_revenue")]),
        ("part_of_period", [fact("revenue", "1q16", "9000000000", -8), fact("revenue", "fy2016", "8000000000", -8)]),
    ],
)
def test_what_cannot_be_is_contested(rule: str, rows: list[dict[str, object]]) -> None:
    found = proved(*rows)
    assert [(check.rule, check.status) for check in found.checks] == [(rule, "broken")]
    assert len(found.doubtful) == len(rows)


def test_earnings_and_eliminations_may_be_negative_and_a_quarter_may_exceed_its_year_there() -> None:
    found = proved(
        fact("operating_income", "1q16", "900000000", -6),
        fact("operating_income", "fy2016", "-500000000", -6),
        fact("segment_revenue.elimination", "1q16", "-93000000", -6),
        fact("operating_income", "fy2015", "-0.02", 3, measure="margin"),
    )
    assert not found.doubtful


def test_in_a_well_confirmed_company_a_wrong_figure_is_never_sound_while_a_check_on_it_is_broken() -> None:
    rows = made_up.filings(made_up.found(5), 6, 900)
    draw = random.Random(3)
    noticed, in_doubt = 0, 0
    count = tries(6, 12)
    for _ in range(count):
        at = draw.randrange(len(rows))
        wrong = dict(rows[at], value=Decimal(str(rows[at]["value"])) * Decimal("1.4"))
        table = frame([*rows[:at], wrong, *rows[at + 1 :]])
        altered = str(table["fact_id"].iloc[at])
        found = checks.reconciled(evidence.from_frame(table, FILINGS))
        touched = any(altered in check.fact_ids for check in found.checks if check.status == "broken")
        assert altered in found.doubtful or not touched, wrong
        noticed += touched
        in_doubt += len(found.doubtful)
    assert noticed >= count * 10 // 12
    assert in_doubt < count * 8, "what is right and confirmed stays sound"


def test_a_derived_quarter_above_its_year_is_contested() -> None:
    """Nine months misread as less than a tenth of what they were leave more than the year for its last quarter."""
    year = fact("revenue.equipment", "fy2016", "3000000000", -6)
    nine = fact("revenue.equipment", "9m16", "2200000000", -6, filing="a")
    less = fact("cost.equipment", "9m16", "1000000000", -6, filing="a")
    rows = (year, nine, less, fact("gross_margin.equipment", "9m16", "1200000000", -6, filing="a"))
    table = series.build(frame(rows), FILINGS)
    assert set(table["status"]) == {"sound"}, "a right quarter is plain"
    grown = fact("revenue.equipment", "4q16", "3.00", 2, measure="yoy_pct", filing="c")
    before = fact("revenue.equipment", "4q15", "2500000000", -6, filing="c")
    table = series.build(frame((year, grown, before)), FILINGS)
    quarter = table[(table["period_start"] == "2017-01-01") & (table["concept"] == "revenue.equipment")]
    assert quarter[["basis", "status"]].to_numpy().tolist() == [["derived", "contested"]]


def test_a_derived_part_above_its_whole_is_contested() -> None:
    whole = fact("revenue.network", "1q16", "20000000000", -6)
    grown = fact("revenue_view.mobile", "1q16", "1.50", 2, measure="yoy_pct")
    before = fact("revenue_view.mobile", "1q15", "9000000000", -6)
    table = series.build(frame((whole, grown, before)), FILINGS).set_index(["concept", "period_end"])["status"]
    assert table["revenue_view.mobile", "2016-06-30"] == "contested"
    assert table["revenue.network", "2016-06-30"] == "sound"


def test_a_printed_part_above_its_whole_leaves_both_in_doubt() -> None:
    rows = (
        fact("employees", "1q16", "3000", 0, instant=True, unit="count"),
        fact("employees.engineers", "1q16", "20000", 0, instant=True, unit="count"),
    )
    found = proved(*rows)
    assert [(check.rule, check.status) for check in found.checks] == [("at_most_all", "broken")]
    assert found.doubtful == {"b.L1.C0", "b.L2.C0"}


def test_an_elimination_may_make_parts_more_than_their_whole() -> None:
    rows = (
        fact("segment_revenue.network_si", "1q16", "36000000000", -6),
        fact("revenue", "1q16", "35900000000", -6),
        fact("segment_revenue.atm", "1q16", "1000000000", -6),
        fact("segment_revenue.elimination", "1q16", "-1100000000", -6),
    )
    assert not proved(*rows).doubtful


def test_a_target_is_not_cleared_by_how_it_grows_from_a_result_of_another_page() -> None:
    """Results below a head that calls them targets grow from the year before as their page says."""
    read_as_target = fact("operating_income", "fy2016", "5100000000", -8, scenario="target", line=200)
    grown = fact("operating_income", "fy2016", "-0.164", 3, measure="yoy_pct", scenario="target", line=200)
    before = fact("operating_income", "fy2015", "6140000000", -6, filing="a")
    target = fact("operating_income", "fy2016", "4700000000", -8, scenario="target", line=210)
    found = proved(read_as_target, grown, before, target)
    assert {"b.L200.C0", "b.L210.C0"} <= found.doubtful
