"""Figures a share are compared and listed only with those of the same shares: IIJ's split of October 2012."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from filed import FILINGS, fact, frame

from helpers.language.calendar import Period
from helpers.proof import checks, series, splits

OLD = FILINGS.iloc[:1].assign(filing="old", announced_on="2012-02-08")
NEW = FILINGS.iloc[:1].assign(filing="new", announced_on="2013-08-06")
BOTH = pd.concat([OLD, NEW], ignore_index=True)
PAID = [  # a dividend of old shares, its year told again after the split, and one of new shares
    fact("dividend_per_share", "fy2010", "2750", 0, filing="old", unit="JPY/share"),
    fact("dividend_per_share", "fy2012", "18.75", 2, filing="new", unit="JPY/share"),
    fact("dividend_per_share", "fy2012", "5", 2, filing="new", unit="JPY/share", measure="yoy_abs"),
]


def _of(table: pd.DataFrame, concept: str, end: str) -> pd.Series:
    found = table[(table["concept"] == concept) & (table["period_end"] == end)]
    assert len(found) == 1
    return found.iloc[0]


def test_a_dividend_of_old_shares_is_listed_as_one_of_new_shares_and_says_so() -> None:
    table = series.build(frame(PAID), BOTH)
    before, after = (_of(table, "dividend_per_share", end) for end in ("2011-03-31", "2013-03-31"))
    assert (before["value"], before["low"], before["high"]) == (13.75, 13.7475, 13.7525)
    assert (before["basis"], before["rule"]) == ("derived", "split")
    assert (after["value"], after["basis"], after["rule"]) == (18.75, "reported", "reported")


def test_before_the_split_is_known_figures_stand_as_printed() -> None:
    table = series.build(frame(PAID[:1]), OLD)
    assert _of(table, "dividend_per_share", "2011-03-31")[["value", "basis"]].tolist() == [2750, "reported"]


def test_a_figure_told_again_after_the_split_stands_before_the_one_converted_and_agrees_with_it() -> None:
    again = fact("dividend_per_share", "fy2010", "13.75", 2, filing="new", unit="JPY/share")
    rows = frame([PAID[0], again])
    assert _of(series.build(rows, BOTH), "dividend_per_share", "2011-03-31")["basis"] == "reported"
    assert set(checks.build(rows, BOTH)["status"]) == {"holds"}


@pytest.mark.parametrize(("told", "status"), [("13.75", "holds"), ("14.00", "broken"), ("2750", "broken")])
def test_a_figure_told_after_the_split_is_checked_against_the_one_before_it(told: str, status: str) -> None:
    again = fact("dividend_per_share", "fy2010", told, 2, filing="new", unit="JPY/share")
    assert set(checks.build(frame([PAID[0], again]), BOTH)["status"]) == {status}


def test_growth_over_the_split_is_checked_on_new_shares() -> None:
    rows = [
        fact("net_income_per_share.basic", "fy2011", "17000", 0, filing="old", unit="JPY/share"),
        fact("net_income_per_share.basic", "fy2012", "102", 2, filing="new", unit="JPY/share"),
        fact("net_income_per_share.basic", "fy2012", "0.20", 3, filing="new", measure="yoy_pct"),
    ]
    assert set(checks.build(frame(rows), BOTH)["status"]) == {"holds"}


def test_net_income_and_old_earnings_a_share_give_the_number_of_new_shares() -> None:
    rows = [
        fact("net_income_attributable", "fy2010", "3203000000", -6, filing="old"),
        fact("net_income_per_share.basic", "fy2010", "15761", 0, filing="old", unit="JPY/share"),
        fact("revenue", "fy2012", "1", 0, filing="new"),
    ]
    shares = _of(series.build(frame(rows), BOTH), "shares.weighted_average_basic", "2011-03-31")
    assert shares["low"] < 200 * 203_223 < shares["high"]


@pytest.mark.parametrize(
    ("unit", "period", "told", "divided_by"),
    [
        ("JPY/share", Period("2011-04-01", "2012-03-31"), "2012-05-15", 200.0),
        (
            "JPY/share",
            Period("", "2013-03-31"),
            "2012-05-15",
            200.0,
        ),  # a forecast of old shares for a day after the split
        ("JPY/share", Period("", "2013-03-31"), "2012-09-06", 1.0),  # told with the split: JPY 8.75 for the year's end
        ("JPY/share", Period("", "2012-09-30"), "2012-09-06", 200.0),  # the interim one was paid for old shares
        ("JPY/share", Period("2012-04-01", "2013-03-31"), "2012-09-06", None),
        ("JPY/share", Period("2012-04-01", "2013-03-31"), "2013-02-08", 1.0),
        ("shares", Period("", "2012-03-31"), "2012-07-27", 1 / 200),
        ("JPY/ADS", Period("2010-04-01", "2011-03-31"), "2011-05-13", 1.0),  # 400 ADSs a share became 2
    ],
)
def test_what_a_figure_is_divided_by(unit: str, period: Period, told: str, divided_by: float | None) -> None:
    assert splits.factor("dividend_per_share", unit, period, told, "2017-05-15") == divided_by


def test_adss_of_a_share_are_told_of_the_same_day() -> None:
    assert splits.factor("ads.per_share", "ADS", Period("", "2012-03-31"), "2012-05-15", "2017-05-15") == 200.0


def test_figures_of_shares_not_known_are_left_out() -> None:
    between = FILINGS.iloc[:1].assign(filing="old", announced_on="2012-09-10")
    rows = [fact("dividend_per_share", "fy2012", "1758.75", 2, filing="old", unit="JPY/share", scenario="target")]
    table = series.build(frame(rows), pd.concat([between, NEW], ignore_index=True))
    assert table.empty


def test_a_split_without_a_witness_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "splits.toml"
    table.write_text('[[split]]\nannounced = "2012-09-06"\neffective = "2012-10-01"\nshares = 200\nwitness = ""\n')
    with pytest.raises(ValueError, match=r"the split of 2012-10-01 needs .* a witness"):
        splits.load(table)


def test_every_split_of_the_company_takes_effect_after_it_was_announced() -> None:
    assert [split.effective for split in splits.load()] == sorted(split.effective for split in splits.load())
    assert splits.load()[0].shares == 200
