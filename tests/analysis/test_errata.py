"""What the filings get wrong is listed with its lines, what the others support, and a cause that fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from arriving import data_folder
from filed import STATEMENT, fact, folder_with
from reading import HANDREAD

from helpers.analysis import errata, reconciliation, stages
from helpers.proof import known_errors
from helpers.run.extract import extract

REPEATED = [*STATEMENT, fact("cost.si", "1h16", "22993000000", -6, line=10)]


def made(folder: Path, *rows: dict[str, object]) -> stages.Data:
    folder_with(folder, rows)
    return stages.reconciled(str(folder))


def test_a_wrong_digit_is_named_with_its_line_and_what_the_others_support(tmp_path: Path) -> None:
    wrong = [dict(row, value="22892923000", printed="22,892,923") if row["line"] == 103 else row for row in REPEATED]
    data = made(tmp_path, *wrong)
    (row,) = errata.wrong_figures(data, data.checks)
    assert (row["printed"].text, row["where"]) == ("22,892,923", "b, line 103")
    assert row["of"] == "cost of systems integration in 1H16"
    assert row["others support"] == "JPY 22.99 to 23.00 billion"
    assert row["cause"] == "one digit: a misprint, or an error of the conversion"
    assert row["checks it breaks"] == 2
    assert row["evidence"] == "It would mend 2 broken checks (agreement, si gross margin), and 0 others hold."
    assert [line["to blame"] for line in reconciliation.broken_rows(data, broken(data))] == ["not known", "not known"]


def broken(data: stages.Data) -> pd.DataFrame:
    return data.checks[data.checks["status"] == "broken"]


def test_a_figure_that_its_own_filing_bears_out_and_another_contradicts_is_restated(tmp_path: Path) -> None:
    def printed(filing: str, total: int, construction: int, growth: int) -> list[dict[str, object]]:
        return [
            fact("revenue.si", "fy2015", f"{total}000000", -6, filing=filing, line=10),
            fact("revenue.si.construction", "fy2015", f"{construction}000000", -6, filing=filing, line=11),
            fact("revenue.si.operation", "fy2015", "33044000000", -6, filing=filing, line=12),
            fact("revenue.si", "fy2016", f"{total + growth}000000", -6, filing=filing, line=13),
            fact("revenue.si", "fy2016", f"{growth}000000", -6, measure="yoy_abs", filing=filing, line=14),
        ]

    data = made(tmp_path, *printed("a", 54189, 21145, 3560), *printed("c", 54389, 21345, 3360))
    causes = {row["cause"] for row in errata.wrong_figures(data, data.checks)}
    assert causes == {errata.RESTATED}


def test_a_figure_that_differs_from_its_like_under_another_name_is_told_so(tmp_path: Path) -> None:
    data = made(
        tmp_path,
        fact("capex.purchase", "1h16", "4580000000", -6, line=1),
        fact("capex.capital_leases", "1h16", "3792000000", -6, line=2),
        fact("capex", "1h16", "8372000000", -6, line=3),
        fact("cash_flow.investing.purchase_of_property", "1h16", "5358000000", -6, polarity=-1, line=4),
    )
    (row,) = errata.wrong_figures(data, data.checks)
    assert row["cause"] == "two figures of one name"


def test_figures_that_agree_give_an_empty_list(tmp_path: Path) -> None:
    data = made(tmp_path, *REPEATED)
    assert errata.wrong_figures(data, data.checks) == []
    assert errata.wrong_words(data) == []


CAUSES: list[tuple[dict[str, Any], tuple[float, float], str]] = [
    ({"value": "4996000000"}, (5_107_200_000, 5_108_000_000), "a misprint, or an error of our reading"),
    ({"value": "4996000000"}, (4_996_600_000, 4_998_000_000), "rounded or cut off"),
    ({"value": "4996000000"}, (4_946_000_000, 4_946_500_000), "one digit: a misprint, or an error of the conversion"),
    ({"value": "4996000000"}, (4_100_000_000, 4_900_000_000), "a misprint, or an error of our reading"),
    (
        {"value": "4996000"},
        (4_995_000_000, 4_997_000_000),
        "error of the conversion, or of our reading: the unit or a decimal point",
    ),
    (
        {"value": "0.661", "unit": "ratio", "decimals": 3, "measure": "yoy_pct"},
        (0.6102, 0.6109),
        "one digit: a misprint, or an error of the conversion",
    ),
    ({"value": "4996000000"}, (float("nan"), float("nan")), errata.UNKNOWN),
]


@pytest.mark.parametrize(("figure", "supported", "cause"), CAUSES)
def test_the_cause_is_told_from_how_far_a_figure_is_off(
    figure: dict[str, Any], supported: tuple[float, float], cause: str
) -> None:
    row = fact("revenue.network.connectivity_consumer", "1q16", "1", -6) | figure
    assert errata.cause_of(row, *supported) == cause


def test_the_filings_read_by_hand_get_wrong_what_the_table_of_exceptions_says(tmp_path: Path) -> None:
    folder = data_folder(tmp_path, *HANDREAD)
    extract(folder / "raw", folder / "processed")
    data = stages.reconciled(str(folder))
    rows = errata.wrong_figures(data, data.checks)
    assert [row["printed"].text for row in rows] == [error.printed for error in known_errors.load()]
    assert all(row["checks it breaks"] for row in rows)
    assert [row["printed"].text for row in errata.wrong_words(data)] == [row.printed for row in known_errors.remarks()]
    rows = reconciliation.broken_rows(data, broken(data))
    compared = {row["line item"] for row in rows}
    consumer = "Internet connectivity services (consumer) revenue"
    assert {consumer, f"{consumer}, growth from a year ago"} <= compared  # a level and its growth are told apart
    blamed = [row["to blame"].text for row in rows]
    assert set(blamed) == {error.printed for error in known_errors.load()}
    before = stages.reconciled(str(folder), as_of="2013-12")
    assert errata.wrong_figures(before, before.checks) == []
    assert [row["printed"].text for row in errata.wrong_words(before)] == ["3Q11"]


def test_figures_that_are_not_the_rounded_ones_are_counted(tmp_path: Path) -> None:
    data = made(
        tmp_path,
        *REPEATED,
        fact("revenue.si", "1h16", "25769000000", -6, line=20),
        fact("gross_margin.si", "1h16", "2775000000", -6, line=21),
    )
    counted = {row["filing"]: row for row in errata.adjusted(data, data.checks)}
    assert counted["b"]["not the rounded ones"] == 1
    assert counted["b"]["checked figures in JPY million"] == 3


def test_figures_of_several_filings_are_counted_once(tmp_path: Path) -> None:
    data = made(tmp_path, *REPEATED, *(dict(row, filing="c") for row in REPEATED[:2]))
    assert errata.repeated(data) == 2


def test_confirmation_is_shown_by_statement_and_in_all(tmp_path: Path) -> None:
    data = made(tmp_path, *REPEATED, fact("employees", "1q16", "1900", 0, unit="count", line=300, instant=True))
    rows = {row["statement"]: row for row in reconciliation.confirmed(data, "statement")}
    assert rows["income"]["under at least one check"].value == 1
    assert rows["other"]["under at least one check"].value == 0
    assert rows["all"]["printed levels"] == 7
