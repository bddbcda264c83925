"""What the analyses rest on, in the committed data: the figures behind their main sentences, never the words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.analysis import docomo, errata, mobile, quotes, targets, trajectory
from helpers.data.dataset import Data, open_data
from helpers.data.quantity import formats
from helpers.data.quantity.quantity import Quantity, between, total
from helpers.run import in_process

BRIDGE = ("network", "si", "equipment_atm", "sga_rd")
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def data() -> Data:
    return open_data(DATA)


@pytest.fixture(scope="module")
def charge() -> dict[str, Any]:
    """The names of 07 when its cells have run."""
    return in_process.run(DATA.parent / "notebooks" / "07_docomo_charge.ipynb", {})


def years(data: Data, first: str, last: str, **items: str) -> pd.DataFrame:
    return data.frame(items, freq="FY", since=first, until=last)


def test_the_gross_margin_and_not_the_expense_ratio_took_the_margin_in_the_last_year(data: Data) -> None:
    fy = years(data, "FY2015", "FY2016", revenue="revenue", gross="gross_margin", expenses="sga_rd")
    before, after = fy.loc["FY2015"], fy.loc["FY2016"]
    assert (after.expenses - before.expenses).low > 0  # more yen
    assert (after.expenses / after.revenue - before.expenses / before.revenue).high < 0  # and a smaller share
    assert (after.gross / after.revenue - before.gross / before.revenue).high < -0.01


def test_over_first_quarters_the_expense_ratio_did_not_move_and_the_gross_margin_did(data: Data) -> None:
    items = {"revenue": "revenue", "gross": "gross_margin", "expenses": "sga_rd"}
    quarter = data.frame(items, freq="1Q", since="1Q12", until="1Q16")
    of_revenue = quarter[["gross", "expenses"]].div(quarter.revenue, axis=0)
    assert abs(trajectory.ends(of_revenue.expenses).change.value) < formats.RELEVANT["points"]
    assert trajectory.ends(of_revenue.gross).change.high < -0.03


def test_systems_integration_added_sales_and_no_gross_margin_and_network_kept_little(data: Data) -> None:
    fy = years(
        data, "FY2012", "FY2016", si="revenue.si", si_kept="gross_margin.si",
        net="revenue.network", net_kept="gross_margin.network",
    )  # fmt: skip
    more = fy.loc["FY2016"] - fy.loc["FY2012"]
    assert more.si.low > 20e9
    assert more.si_kept.low < 0 < more.si_kept.high
    assert 0.07 < (more.net_kept / more.net).low < (more.net_kept / more.net).high < 0.08


def test_growth_over_two_years_with_the_same_companies_is_slower_than_from_the_year_of_the_purchase(data: Data) -> None:
    fy = years(data, "FY2010", "FY2016", revenue="revenue").revenue
    assert trajectory.yearly(fy.loc["FY2012":]).high < trajectory.yearly(fy).low


@pytest.mark.parametrize(("year", "first", "last"), [("FY2013", 9.4e9, 6.0e9), ("FY2016", 7.3e9, 5.0e9)])
def test_a_miss_is_measured_from_the_first_target_and_not_from_its_revision(
    data: Data, year: str, first: float, last: float
) -> None:
    aims = targets.first_and_last(data, "operating_income")
    row = aims.loc[year]
    assert (row["first target"].value, row["last target"].value) == (pytest.approx(first), pytest.approx(last))
    aims["missed by"] = aims.outcome / aims["first target"] - 1
    assert aims["missed by"][year].high <= -targets.FAR
    assert (row.outcome / row["last target"] - 1).low > -targets.FAR
    assert year in targets.tally(aims)["which"]


def test_a_target_in_a_round_word_is_exact(data: Data) -> None:
    [aim] = [one for one in targets.targets(data) if (one.concept, one.period) == (mobile.TOTAL, "fy2016")]
    assert (aim.value.low, aim.value.high) == (2_000_000, 2_000_000)
    miss = aim.outcome - aim.value
    assert targets.verdict(miss) == "missed"
    assert -0.08 < (miss / aim.value).low < (miss / aim.value).high < -0.07


def test_an_approximate_tenth_of_a_billion_confirms_nothing(charge: dict[str, Any]) -> None:
    caught, implied = charge["caught"], charge["implied"]
    assert isinstance(caught, Quantity)
    assert caught.width >= caught.value  # anything from half to half as much again
    assert implied.known
    assert caught.low <= implied.high  # so it cannot refute the reading, and being this wide it cannot bear it out


@pytest.mark.parametrize("year", ["FY2015", "FY2016"])
def test_matching_takes_the_echo_out_at_both_ends(data: Data, charge: dict[str, Any], year: str) -> None:
    reported, came = data.get("operating_income", year.lower()), docomo.effect(data, year.lower())
    row = charge["echo"].loc[year]
    assert row["without what came in"].value == pytest.approx(reported.value - came.value)
    assert row["matched to usage"].value == pytest.approx(reported.value - came.value + row["goes out"].value)
    # With usage that grows, the one-sided figure is too low.
    assert row["matched to usage"].low > row["without what came in"].high


def test_wan_stood_still_after_the_purchase_while_the_rest_grew(data: Data) -> None:
    fy = years(data, "FY2011", "FY2016", wan="revenue.network.wan", group="revenue")
    rest = fy.group - fy.wan
    assert abs(trajectory.yearly(fy.wan).value) < formats.RELEVANT["ratio"]
    assert trajectory.yearly(rest).low > 0.1


def test_most_of_the_growth_of_nine_months_was_bought_whatever_the_month_brought(data: Data) -> None:
    nine = trajectory.nine_months(data)
    growth = nine.pct_change().loc["9M11"]
    assert (1 - growth["rest"] / growth["group"]).low > 0.7
    any_month = data.get("iij_global.revenue", "3q10") * between(0, 1, value=1 / 3)
    before = nine["group"]["9M10"] - any_month - data.get("iij_global.revenue", "3q10")
    assert (nine["rest"]["9M11"] / before - 1).high < growth["group"].low


def test_what_changed_by_less_than_matters_is_said_not_to_have_moved(data: Data) -> None:
    quarter = data.frame({"spent": "personnel_cost", "revenue": "revenue"}, freq="1Q", since="1Q12", until="1Q16")
    change = trajectory.ends(quarter.spent / quarter.revenue).change
    assert 0 < abs(change.value) < formats.RELEVANT["points"]
    assert formats.direction(change, ["rose", "fell", "hardly moved"]) == "hardly moved"


def test_two_figures_of_one_name_are_no_misprint(data: Data) -> None:
    causes = {row["printed"].text: row["cause"] for row in errata.wrong_figures(data, data.checks)}
    assert "misprint" in causes["66.1%"]
    assert "misprint" not in causes["4,580"] + causes["1,783"]


def test_the_four_steps_of_the_bridge_lead_to_the_income_of_the_last_year(data: Data) -> None:
    rows = pd.read_csv(DATA / "processed" / "findings.csv").set_index("name")
    steps = rows.loc[[f"trajectory.operating_income_bridge_{part}_fy2016" for part in BRIDGE]]
    change = data.get("operating_income", "fy2016") - data.get("operating_income", "fy2015")
    assert steps.low.sum() <= change.high
    assert change.low <= steps.high.sum()


def test_bandwidth_grew_far_more_than_the_lines(data: Data, charge: dict[str, Any]) -> None:
    cost = charge["settled"]["cost before"]
    used = [cost[year] / charge["record"].charge[year] for year in ("FY2014", "FY2015")]  # each at its year's charge
    lines = [data.get(mobile.TOTAL, year) for year in ("fy2014", "fy2015")]
    assert (used[1] / used[0]).low > 2.5 > 2 > (lines[1] / lines[0]).high


def test_reasons_for_lower_profit_are_reasons_and_none_begins_in_the_middle_unmarked(data: Data) -> None:
    said = [row["In the company's words"].text for row in quotes.quoted(data, quotes.REASONS, 5, quotes.HOPES)]
    assert len(said) > 4
    assert not [text for text in said if text[0].islower() or "improve" in text or "old network services" in text]


def test_the_share_of_recurring_revenue_dipped_and_came_back(data: Data) -> None:
    quarter = data.frame(
        {"part": "revenue_view.recurring", "revenue": "revenue"}, freq="1Q", since="1Q12", until="1Q16"
    )
    share = (quarter.part / quarter.revenue).dropna()
    assert share.max().high - share.min().low < 0.02
    assert share.min().high < share.iloc[-1].low


def test_what_was_invested_outran_operating_cash_flow_and_debt_rose(data: Data) -> None:
    fy = years(data, "FY2015", "FY2016", cash="cash_flow.operating", capex="capex")
    assert [one.high < 0 for one in fy.cash - fy.capex] == [True, True]
    items = ("liabilities_view.borrowings", "liabilities_view.capital_lease")
    before, after = (total(data.get(item, year) for item in items) for year in ("fy2012", "fy2016"))
    assert after.low > 1.5 * before.high


def test_dividends_of_all_years_are_of_shares_after_the_split(data: Data) -> None:
    fy = years(data, "FY2009", "FY2016", dividend="dividend_per_share").dividend.dropna()
    assert len(fy) > 5
    assert [one.high < 30 for one in fy] == [True] * len(fy)
