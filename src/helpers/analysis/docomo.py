"""DOCOMO's interconnection charge: what was settled when, and what of IIJ's income was an echo of earlier usage.

The charge for a fiscal year's usage is computed from that year's cost, fixed in the March of the following year and
settled backwards; meanwhile IIJ books an estimate. `docomo_charge` has the rates (measure yoy_pct, the period is the
year whose usage is settled: IIJ's estimate is a target, the outcome actual), `docomo_retroactive_effect` the amounts
(positive where income was helped, the period is the one that recognised them).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from helpers.analysis import horizon
from helpers.data.dataset import Data
from helpers.data.quantity.column import QuantityDtype
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, exact, total
from helpers.language import calendar

RATE, EFFECT = "docomo_charge", "docomo_retroactive_effect"
CHARGE_UNIT = "JPY/month/10_Mbps"
CATCH_UP = "4q15"  # 1Q16 presentation, line 274: the charge fixed in March 2016 fell by more than IIJ had estimated


@dataclass(frozen=True)
class Settlement:
    """A fiscal year's usage, the period whose income recognised its settlement, and the rate it was booked at."""

    usage: str
    recognised: str
    rate: str = "target"


# 1Q16 presentation, line 272: FY2014's usage was settled in 1Q15 at once, FY2015's in equal parts over FY2016.
FIRST = (Settlement("fy2014", "1q15"), Settlement("fy2015", "fy2016"))


def settlements(data: Data) -> list[Settlement]:
    """The settlement of each year's usage, from the first a filing tells of to the last.

    A year's usage is settled in the income of the next: over all of it where each of its quarters states an amount
    (as FY2015's was), else in the first quarter at once (as FY2014's was). The first two are there in any case.
    """
    found = list(FIRST)
    usage = horizon.after(FIRST[-1].usage)
    while any(_stated(data, quarter).known for quarter in quarters_of(horizon.after(usage))):
        first, *others = quarters_of(horizon.after(usage))
        spread = all(_stated(data, quarter).known for quarter in others)
        found.append(Settlement(usage, horizon.after(usage) if spread else first))
        usage = horizon.after(usage)
    return found


def decrease(data: Data, usage: str, scenario: str = "actual") -> AnyQuantity:
    """By how much the charge for a year's usage fell (a positive ratio), as the most precise filing prints it.

    scenario   'actual' for what DOCOMO fixed, 'target' for what IIJ had estimated
    """
    found = [
        data.printed(RATE, usage, "yoy_pct", scenario, filing)
        for filing in data.mentions(RATE, usage, "yoy_pct", scenario)["filing"].unique()
    ]
    known = [quantity for quantity in found if isinstance(quantity, Quantity)]
    if not known:
        return data.printed(RATE, usage, "yoy_pct", scenario)
    best = min(known, key=lambda quantity: quantity.width)
    words = f"{'estimated ' if scenario == 'target' else ''}fall of DOCOMO's charge for {usage.upper()}'s usage"
    return replace(-best, basis="reported", formula=words, inputs=())


def effect(data: Data, period: str) -> AnyQuantity:
    """What a period's income owes to the settlement of earlier usage.

    As printed, else as a filing says it will be; for a longer period the sum of its quarters (a filing may print
    that sum under the year whose usage it settles, so it is not looked up). A quarter without a
    statement has none if the filings speak of another quarter of the same fiscal year, else it is unknown.
    """
    inside = quarters_of(period)
    if len(inside) > 1:
        parts = total(effect(data, quarter) for quarter in inside)
        return parts.over(*calendar.period(period)).named(f"effect of settling DOCOMO's charge in {period.upper()}")
    stated = _stated(data, period)
    if not stated.known and any(_stated(data, quarter).known for quarter in quarters_of(year_of(period))):
        return exact(0, "JPY", "no effect is stated").over(*calendar.period(period))
    return stated


def _stated(data: Data, period: str) -> AnyQuantity:
    actual, expected = data.get(EFFECT, period), data.get(EFFECT, period, "target")
    return replace(expected, scenario="actual") if expected.known and not actual.known else actual


def told(data: Data) -> tuple[list[str], list[str], list[str]]:
    """The quarters, halves and fiscal years from FY2015 on that this tells of, to the last of known income or echo."""
    quarters = horizon.quarters(data, ["operating_income", EFFECT], since="1q15", at_least="4q16")
    halves = [f"{int(quarter[0]) // 2}h{quarter[2:]}" for quarter in quarters if quarter[0] in "24"]
    return quarters, halves, [year_of(quarter) for quarter in quarters if quarter[0] == "4"]


def unknown_usage(usage: str) -> Missing:
    """A year whose usage cost no filing lets one work out."""
    reason = f"no filing states what the settlement of {usage.upper()}'s usage brought"
    return Missing(reason, "JPY", *calendar.period(usage))


def of_its_row(column: pd.Series) -> pd.Series:
    """Figures worked out with an estimated rate, as what they are: no targets, and of the period that their row names.

    An amount that a year's income recognised says something of the year before, whose usage it settles.
    """
    spans = [calendar.period(str(name).lower()) for name in column.index]
    made = [replace(one.over(*span), scenario="actual") for span, one in zip(spans, column, strict=True)]
    return pd.Series(made, index=column.index, name=column.name, dtype=QuantityDtype())


def assumed(rate: float) -> Quantity:
    """A rate to try instead of the one that was booked.

    Raises ValueError when it is no decrease between nothing and the whole charge.
    """
    if not 0 <= rate <= 1:
        raise ValueError(f"assumed_decrease is {rate:g}: write the fall as a fraction from 0 to 1, such as 0.12.")
    return exact(round(rate, 6))


# ---- the public record -----------------------------------------------------------------------------------------


def charges(data: Data, layer: str = "2") -> dict[str, AnyQuantity]:
    """The charge by the fiscal year it was announced for, the latest announcement of each; fy2015 means April 2015 on.

    Values are JPY a month for 10 Mbps; a value rounded in the source carries the rounding.
    """
    frame = data.reference("docomo_interconnection_charges")
    frame = frame[frame["layer"] == layer].sort_values(["period_start", "announced_on"])
    return {calendar.name(row.period_start, row.period_end): _charge(row) for row in frame.itertuples()}


def _charge(row: Any) -> Quantity:
    value = float(row.yen_per_month_per_10mbps)
    slack = 5000.0 if "rounded" in row.note else 0.5
    named = f"charge announced for {calendar.name(row.period_start, row.period_end).upper()}"
    return Quantity(
        value, value - slack, value + slack, CHARGE_UNIT, row.period_start, row.period_end,
        basis="reported", formula=named, fact_ids=(row.source,),
    )  # fmt: skip


def settles(announced_for: str) -> str:
    """The year whose usage a charge settles in IIJ's words: the year before the one it was announced for."""
    return calendar.year_ago(calendar.period(announced_for)).name


# ---- calendar ----------------------------------------------------------------------------------------------------


def year_of(period: str) -> str:
    """The fiscal year a period lies in: 'fy2015' for '2h15'."""
    return f"fy{calendar.fiscal_year(calendar.period(period).end)}"


def quarters_of(period: str) -> list[str]:
    """The quarters that make up a period: ['1q15', '2q15'] for '1h15'."""
    span = calendar.months_of(calendar.period(period))
    if span is None or (span[1] - span[0]) % 3:
        raise ValueError(f"'{period}' is not made of whole quarters.")
    return [calendar.from_months(first, first + 3).name for first in range(span[0], span[1], 3)]
