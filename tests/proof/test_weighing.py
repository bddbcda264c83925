"""Confirmation is counted honestly, and the figure that is wrong is the one that is named."""

from __future__ import annotations

import random
from decimal import Decimal

import company as made_up
import pandas as pd
from filed import FILINGS, STATEMENT, fact, frame
from sampled import tries

from helpers.proof import checks, weighing


def counted(*rows: dict[str, object]) -> pd.Series:
    facts = frame(rows)
    return weighing.independent(facts, checks.build(facts, FILINGS))


def test_a_repeat_on_the_same_page_confirms_nothing() -> None:
    coarse, fine = fact("revenue", "1h16", "74123000000", -6, line=10), fact("revenue", "1h16", "74123270000", -3)
    near, far = counted(coarse, dict(fine, line=20)), counted(coarse, dict(fine, line=90))
    assert list(near) == [0, 0]
    assert list(far) == [1, 1]


def test_each_identity_confirms_its_members_once() -> None:
    assert counted(*STATEMENT).to_dict() == {
        "b.L100.C0": 2, "b.L101.C0": 1, "b.L102.C0": 1, "b.L103.C0": 1, "b.L104.C0": 1
    }  # fmt: skip


def test_a_broken_check_confirms_nothing() -> None:
    wrong = [*STATEMENT[:3], dict(STATEMENT[3], value=Decimal(1)), STATEMENT[4]]
    assert counted(*wrong)["b.L104.C0"] == 0


def test_coverage_counts_levels_by_filing() -> None:
    rows = [*STATEMENT, fact("orders.si", "1h16", "1000000", -6, line=300, filing="a")]
    facts = frame([*rows, fact("revenue.si", "1h16", "0.086", 3, measure="yoy_pct", line=301, filing="a")])
    table = weighing.coverage(facts, checks.build(facts, FILINGS)).set_index("filing")
    assert list(table.loc["b"]) == [5, 1.0, 0.2]
    assert list(table.loc["a"]) == [1, 0.0, 0.0]
    assert table.loc["all", "facts"] == 6


def test_the_single_wrong_figure_is_named_with_what_the_others_support() -> None:
    rows = [
        *STATEMENT[:3],
        dict(STATEMENT[3], value=Decimal("22892923000")),
        STATEMENT[4],
        fact("cost.si", "1h16", "22993000000", -6, line=10),
        fact("cost.si", "2q16", "11899354000", -3, line=400),
        fact("cost.si", "1q16", "11093569000", -3, line=10, filing="a"),
    ]
    table = weighing.suspects(frame(rows), FILINGS)
    assert list(table["fact_id"]) == ["b.L103.C0"]
    suspect = table.iloc[0]
    assert suspect["mends"] == 3
    assert suspect["supported_low"] <= 22992923000 <= suspect["supported_high"]
    assert suspect["supported_high"] - suspect["supported_low"] <= 2000


def test_in_a_well_confirmed_company_the_wrong_figure_is_found_wherever_it_stands() -> None:
    rows = made_up.filings(made_up.found(5), 6, 1500)
    draw = random.Random(7)
    noticed = named = 0
    count = tries(6, 12)
    for _ in range(count):
        at = draw.randrange(len(rows))
        wrong = dict(rows[at], value=Decimal(str(rows[at]["value"])) * 3 + 7)
        facts = frame([*rows[:at], wrong, *rows[at + 1 :]])
        table = weighing.suspects(facts, FILINGS)
        noticed += not table.empty
        named += list(table["line"][:1]) == [wrong["line"]]
    assert noticed == count
    assert named >= count * 11 // 12
