"""Mobile services: who brought the subscriptions, what a subscription brings in, and how IIJ stands in the market.

Subscriptions are balances at a quarter's end, net additions and revenue belong to a period. A number between two
quarter ends is never printed, so an average over a period is an interval: no lower than the smaller of its opening
and closing balance, no higher than the larger.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd

from helpers.analysis import horizon
from helpers.data.dataset import Data
from helpers.data.quantity.column import QuantityDtype
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, ratio, total
from helpers.language import calendar
from helpers.language.calendar import Period

TOTAL = "subscriptions.mobile"
CONSUMER = "subscriptions.mobile.consumer"
MVNE = "subscriptions.mobile.enterprise.mvne"
MVNE_REVENUE = "revenue.network.connectivity_enterprise.mobile.mvne"
CONSUMER_REVENUE = "revenue.network.connectivity_consumer.iij.iijmio"
SUBSCRIPTION = "subscription"
MARKETS: tuple[tuple[str, str], ...] = (
    ("mvno_subscriptions_excl_mno", "all MVNOs (MIC)"),
    ("mvno_subscriptions_sim_card_type", "SIM card type (MIC)"),
    ("mvno_subscriptions_own_service_sim", "own-brand SIM services (MM Research)"),
)


def opening(data: Data, concept: str, period: str) -> AnyQuantity:
    """The balance on the day before a period starts."""
    return data.get(concept, calendar.day_before(calendar.period(period).start))


def net_additions(data: Data, concept: str, period: str) -> AnyQuantity:
    """How many subscriptions a period added: as printed, or as the difference of its balances, whichever is sharper.

    A quarter's QoQ and a fiscal year's YoY change of a balance are the net additions of that quarter and year.
    """
    when = calendar.period(period)
    measures = (
        ["change", "qoq_abs"] if _months(when) == 3 else ["change", "yoy_abs"] if _months(when) == 12 else ["change"]
    )
    found = [data.get(concept, period) - opening(data, concept, period)]
    for measure in measures:
        printed = data.printed(concept, period, measure=measure)
        if measure != "change" or (
            printed.known and printed.period_start in (when.start, calendar.day_before(when.start))
        ):
            found.append(printed)
    best = found[0]
    for printed in found[1:]:
        best = _sharper(printed, best)
    return best.over(*when)


def latest_additions(data: Data, fallback: str) -> str:
    """The last quarter, or the fiscal year it ends, whose net additions are known for all and for MVNE clients."""
    ends = horizon.quarters(data, (TOTAL, MVNE), since="1q10")
    years = {name: f"fy{calendar.fiscal_year(calendar.period(name).end)}" for name in ends if name.startswith("4q")}
    names = [name for end in ends for name in (end, years.get(end)) if name]

    def told(period: str) -> AnyQuantity:
        return ratio(net_additions(data, MVNE, period), net_additions(data, TOTAL, period))

    return horizon.latest(names, told, fallback)


def latest_year(data: Data) -> str:
    """The last fiscal year for which mobile revenue and what the growth of network services left are known."""

    def told(year: str) -> AnyQuantity:
        levels = [data.get("revenue_view.mobile", year), data.get("revenue.network", year)]
        levels += [data.get(f"{item}.network", horizon.before(year)) for item in ("revenue", "gross_margin")]
        return total([*levels, data.get("gross_margin.network", year)])

    return horizon.latest(horizon.years(data, ["revenue.network"], "fy2010"), told, "fy2016")


def both_told(data: Data) -> tuple[str, str]:
    """The latest period, and the same a year before, for which both kinds' revenue and subscriptions are known.

    The half years that the 1H16 release prints where there is no later one.
    """
    pairs = ((MVNE_REVENUE, MVNE), (CONSUMER_REVENUE, CONSUMER))

    def needed(older: str, newer: str) -> list[AnyQuantity]:
        return [increase(data, concept, newer, older) for pair in pairs for concept in pair]

    return horizon.latest_pair(data, needed, ("1h15", "1h16"))


def averages(opening: pd.Series, closing: pd.Series) -> pd.Series:
    """The average number of subscriptions of each period: (opening + closing) / 2, somewhere between the two balances.

    What lay between them nobody prints, so the interval goes from the smaller to the larger of both, each as low and as
    high as it may be. The unit is 'subscription'.

    opening, closing   quantities before the period and at its end, one a row
    """
    return pd.Series(
        [_average(*pair) for pair in zip(opening, closing, strict=True)],
        index=closing.index, name=closing.name, dtype=QuantityDtype(),
    )  # fmt: skip


def _average(opening: AnyQuantity, closing: AnyQuantity) -> AnyQuantity:
    middle = ((opening + closing) / 2).with_unit(SUBSCRIPTION)
    if not (isinstance(opening, Quantity) and isinstance(closing, Quantity)):
        return cast("Missing", middle)
    low, high = min(opening.low, closing.low), max(opening.high, closing.high)
    words = f"average of {opening.formula} and {closing.formula}"
    return replace(middle, low=low, high=high, formula=words, inputs=(opening, closing))


def increase(data: Data, concept: str, newer: str, older: str) -> AnyQuantity:
    """The change between two fiscal years: as printed where that is sharper than the difference of the levels."""
    difference = data.get(concept, newer) - data.get(concept, older)
    printed = data.printed(concept, newer, measure="yoy_abs")
    return _sharper(printed, difference).over(*data.dates(concept, newer))


def market(data: Data, definition: str, date: str) -> AnyQuantity:
    """The subscriptions of a market by one definition at a date, from the reference table, as rounded there."""
    frame = data.reference("mvno_market")
    rows = frame[(frame["concept"] == definition) & (frame["date"] == date)]
    if rows.empty:
        return Missing(f"the reference table has no {definition} for {date}", "count", "", date)
    value, source = int(rows["subscriptions"].iloc[0]), str(rows["source"].iloc[0])
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    words = f"subscriptions of {dict(MARKETS).get(definition, definition)}"
    ends = value - step / 2, value + step / 2
    return Quantity(value, *ends, "count", "", date, fact_ids=(source,), basis="reported", formula=words)


def markets(data: Data) -> pd.DataFrame:
    """IIJ's subscriptions (`IIJ`) beside the market's by each public count: one row a date of a count, in order."""
    frame = data.reference("mvno_market")
    dates = sorted(frame.loc[frame["concept"].isin([definition for definition, _ in MARKETS]), "date"].unique())
    columns = {"IIJ": [data.get(TOTAL, date) for date in dates]}
    columns |= {name: [market(data, definition, date) for date in dates] for definition, name in MARKETS}
    index = pd.Index([f"end of {calendar.name('', date).upper()}" for date in dates], name="date")
    return pd.DataFrame({n: pd.Series(column, index=index, dtype=QuantityDtype()) for n, column in columns.items()})


def _sharper(one: AnyQuantity, other: AnyQuantity) -> AnyQuantity:
    """The one of the narrower interval; the other where the first is unknown."""
    if isinstance(one, Quantity) and (not isinstance(other, Quantity) or one.width < other.width):
        return one
    return other


def _months(period: Period) -> int:
    whole = calendar.months_of(period)
    if whole is None:
        raise ValueError(f"The period {period.start} to {period.end} is not made of whole months.")
    return whole[1] - whole[0]
