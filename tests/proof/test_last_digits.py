"""A wrong last digit is noticed where a filing is exact, and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
from filed import FILINGS, fact, frame

from helpers.proof import checks
from helpers.proof.checks import LAST_DIGIT

YEARS = range(2005, 2019)


def sums(*off: int) -> list[dict[str, object]]:
    """SI revenue and its two parts in thousands over many years; the years given do not add up by one."""
    rows = []
    for year in YEARS:
        parts = 7_643_200_000 + year * 10**6, 16_082_385_000 + year * 3 * 10**6
        total = sum(parts) + (1000 if year in off else 0)
        for concept, value in zip(("revenue.si.construction", "revenue.si.operation", "revenue.si"), (*parts, total),
                                  strict=True):  # fmt: skip
            rows.append(fact(concept, f"fy{year}", str(value), -3))
    return rows


def asked(*rows: dict[str, object]) -> pd.DataFrame:
    table = checks.build(frame(rows), FILINGS)
    assert set(table.loc[table["rule"] != LAST_DIGIT, "status"]) <= {"holds"}
    return table[table["rule"] == LAST_DIGIT]


def test_where_nearly_all_columns_add_up_exactly_one_that_does_not_is_wrong() -> None:
    assert set(asked(*sums())["status"]) == {"holds"}
    table = asked(*sums(2016))
    broken = table[table["status"] == "broken"]
    assert list(broken["period_end"]) == ["2017-03-31"]
    assert broken["note"].iloc[0] == "1 in the last place, where this filing is exact"
    assert broken["actual_low"].iloc[0] - broken["expected_low"].iloc[0] == 1000


def test_where_columns_are_rounded_nothing_is_asked_of_the_others() -> None:
    assert asked(*sums(2006, 2009, 2016)).empty


def test_a_few_sums_make_no_habit() -> None:
    assert asked(*sums()[:9]).empty


def test_amounts_in_millions_are_adjusted_and_never_asked_to_add_up_exactly() -> None:
    millions = [row | {"value": Decimal(int(str(row["value"])) // 10**6 * 10**6), "decimals": -6} for row in sums()]
    assert asked(*millions).empty


def test_counts_are_never_rounded() -> None:
    def contracts(total: str) -> list[str]:
        kinds = (("iij", "926873"), ("hi_ho", "151925"))
        rows = [
            fact(f"contracts.connectivity_consumer.{kind}", "2q15", n, 0, unit="count", instant=True)
            for kind, n in kinds
        ]
        whole = fact("contracts.connectivity_consumer", "2q15", total, 0, unit="count", instant=True)
        return list(asked(*rows, whole)["status"])

    assert contracts("1078798") == ["holds"]
    assert contracts("1078799") == ["broken"]


def test_what_a_filing_prints_twice_it_prints_alike() -> None:
    table = [fact("revenue", f"fy{year}", f"{year}000000", -6, line=year) for year in YEARS]
    again = [dict(row, line=int(str(row["line"])) + 9000) for row in table]
    assert set(asked(*table, *again)["status"]) == {"holds"}
    again[3] = dict(again[3], value=Decimal("2009000000"))
    broken = asked(*table, *again).query("status == 'broken'")
    assert list(broken["period_end"]) == ["2009-03-31"]
    other_filing = [dict(row, filing="c") for row in again]
    assert asked(*table, *other_filing).empty, "another filing may round another way"


def test_a_repeat_to_the_last_digit_on_the_same_page_confirms_nothing() -> None:
    from helpers.proof import weighing

    table = [fact("revenue", f"fy{year}", f"{year}000000", -6, line=100 + year % 2000) for year in YEARS]
    facts = frame([*table, *(dict(row, line=int(str(row["line"])) + 20) for row in table)])
    assert set(weighing.independent(facts, checks.build(facts, FILINGS))) == {0}
