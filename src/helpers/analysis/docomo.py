"""DOCOMO's interconnection charge: what was settled when, and what of IIJ's income was an echo of earlier usage.

The charge for a fiscal year's usage is computed from that year's cost, fixed in the March of the following year and
settled backwards; meanwhile IIJ books an estimate. `docomo_charge` has the rates (measure yoy_pct, the period is the
year whose usage is settled: IIJ's estimate is a target, the outcome actual), `docomo_retroactive_effect` the amounts
(positive where income was helped, the period is the one that recognised them).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

from helpers.analysis import horizon
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, exact, growth, total
from helpers.language import calendar
from helpers.story.prose import sentence

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


def surprise(data: Data, usage: str) -> AnyQuantity:
    """How much further the charge fell than IIJ had estimated, in points."""
    gap = decrease(data, usage) - decrease(data, usage, "target")
    return (
        gap.over(*calendar.period(usage))
        .with_unit("points")
        .named(f"surprise in the charge for {usage.upper()}'s usage")
    )


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


def going_out(data: Data, year: str) -> AnyQuantity:
    """What a fiscal year's usage gives to the income of the next: as booked there, else a floor.

    The floor is the cost of the year before at the price that the year was booked at (its own less IIJ's estimate, 1Q16
    presentation, line 272), times the fall of the public charge: it holds if usage was no smaller than the year before.
    """
    booked = next((effect(data, one.recognised) for one in settlements(data) if one.usage == year), None)
    if booked is not None and booked.known:
        return booked.over(*calendar.period(year))
    earlier = horizon.before(year)
    costs, fall = usage_costs(data), falls(charges(data)).get(horizon.after(year))
    if earlier not in costs or fall is None:
        return unknown_usage(year)
    floor = costs[earlier] * (1 - decrease(data, earlier, "target")) * fall
    return _actual(floor, year).named(f"what {year.upper()}'s usage gives to the year after, at least")


def matched(data: Data, year: str) -> AnyQuantity:
    """Operating income matched to usage: without what came in for earlier usage, with what its own will bring."""
    return (without_echo(data, year) + going_out(data, year)).over(*calendar.period(year))


def without_echo(data: Data, period: str) -> AnyQuantity:
    """Operating income of a period without what the settlement of earlier usage gave it."""
    return (data.get("operating_income", period) - effect(data, period)).over(*calendar.period(period))


def usage_cost(data: Data, settlement: Settlement) -> AnyQuantity:
    """What a year's usage cost at the charge before it fell: the settled amount over the rate it was booked at."""
    rate = decrease(data, settlement.usage, settlement.rate)
    cost = _actual(effect(data, settlement.recognised) / rate, settlement.usage)
    return cost.named(f"cost of {settlement.usage.upper()}'s usage at the charge before it fell")


def usage_costs(data: Data) -> dict[str, AnyQuantity]:
    """The usage cost of each settled year, by its name."""
    return {settlement.usage: usage_cost(data, settlement) for settlement in settlements(data)}


def told(data: Data) -> tuple[list[str], list[str], list[str]]:
    """The quarters, halves and fiscal years from FY2015 on that this tells of, to the last of known income or echo."""
    quarters = horizon.quarters(data, ["operating_income", EFFECT], since="1q15", at_least="4q16")
    halves = [f"{int(quarter[0]) // 2}h{quarter[2:]}" for quarter in quarters if quarter[0] in "24"]
    return quarters, halves, [year_of(quarter) for quarter in quarters if quarter[0] == "4"]


def implied_catch_up(data: Data) -> AnyQuantity:
    """What FY2014's and FY2015's usage gained when the charge fell by more than estimated.

    FY2015's usage cost is known at the newer charge, so it is first taken back to the one before.
    """
    costs = usage_costs(data)
    at_old_charge = costs["fy2014"] + costs["fy2015"] / (1 - decrease(data, "fy2014"))
    return _actual(surprise(data, "fy2014").with_unit("ratio") * at_old_charge, CATCH_UP)


def _actual(quantity: AnyQuantity, period: str) -> AnyQuantity:
    """A figure worked out with an estimated rate is no target itself."""
    return replace(quantity.over(*calendar.period(period)), scenario="actual")


def unknown_usage(usage: str) -> Missing:
    """A year whose usage cost no filing lets one work out."""
    reason = f"no filing states what the settlement of {usage.upper()}'s usage brought"
    return Missing(reason, "JPY", *calendar.period(usage))


def agree(one: AnyQuantity, other: AnyQuantity) -> str:
    """'agree' where the intervals meet, 'disagree' where they do not, 'cannot be compared' where one is unknown."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return "agree" if one.meets(other) else "disagree"
    return "cannot be compared"


def income_at(data: Data, period: str, usage: str, assumed: float) -> AnyQuantity:
    """Operating income of a period had the charge for a year's usage been booked at the assumed decrease.

    Raises ValueError when the assumption is no decrease between nothing and the whole charge.
    """
    if not 0 <= assumed <= 1:
        raise ValueError(f"assumed_decrease is {assumed:g}: write the fall as a fraction from 0 to 1, such as 0.12.")
    further = exact(assumed) - decrease(data, usage, "target")
    changed = usage_costs(data)[usage] * further
    return _actual(data.get("operating_income", period) + changed, period)


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


def falls(charge: dict[str, AnyQuantity]) -> dict[str, AnyQuantity]:
    """By how much each charge lies below the one before (a positive ratio), by the later one's year."""
    names = list(charge)
    return {new: -growth(charge[new], charge[old]) for old, new in itertools.pairwise(names)}


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


def percent(rate: float) -> str:
    """A rate as text: '12%'."""
    return sentence("{rate}", rate=exact(round(rate, 6)))
