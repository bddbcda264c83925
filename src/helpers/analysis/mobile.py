"""Mobile services: who brought the subscriptions, what a subscription brings in, and how IIJ stands in the market.

Subscriptions are balances at a quarter's end, net additions and revenue belong to a period. A number between two
quarter ends is never printed, so an average over a period is an interval: no lower than the smaller of its opening
and closing balance, no higher than the larger.
"""

from __future__ import annotations

from functools import partial

import pandas as pd

from helpers.analysis import horizon
from helpers.data.dataset import Data
from helpers.data.quantity.column import QuantityDtype
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, between, exact, ratio, total
from helpers.data.quantity.reference import derived, joined
from helpers.language import calendar
from helpers.language.calendar import Period

TOTAL = "subscriptions.mobile"
CONSUMER = "subscriptions.mobile.consumer"
MVNE = "subscriptions.mobile.enterprise.mvne"
MVNE_REVENUE = "revenue.network.connectivity_enterprise.mobile.mvne"
CONSUMER_REVENUE = "revenue.network.connectivity_consumer.iij.iijmio"
PER_MONTH = "JPY/subscription/month"
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


def mvne_share(data: Data, period: str) -> AnyQuantity:
    """The part of a period's net additions that MVNE clients brought."""
    return ratio(net_additions(data, MVNE, period), net_additions(data, TOTAL, period))


def latest_additions(data: Data, fallback: str) -> str:
    """The last quarter, or the fiscal year it ends, whose net additions are known for all and for MVNE clients."""
    ends = horizon.quarters(data, (TOTAL, MVNE), since="1q10")
    years = {name: f"fy{calendar.fiscal_year(calendar.period(name).end)}" for name in ends if name.startswith("4q")}
    names = [name for end in ends for name in (end, years.get(end)) if name]
    return horizon.latest(names, partial(mvne_share, data), fallback)


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


def per_month(revenue: AnyQuantity, opening: AnyQuantity, closing: AnyQuantity) -> AnyQuantity:
    """Revenue a subscription and month; the interval holds for any average between the two balances.

    revenue            of a period of whole months
    opening, closing   subscriptions before it and at its end
    """
    if not (isinstance(revenue, Quantity) and isinstance(opening, Quantity) and isinstance(closing, Quantity)):
        reason = next(one.reason for one in (revenue, opening, closing) if one.reason)
        return Missing(reason, PER_MONTH, revenue.period_start, revenue.period_end)
    low, high = min(opening.low, closing.low), max(opening.high, closing.high)
    average = (opening + closing) / 2
    mean = between(
        low, high, "count", value=average.value, formula=f"average of {opening.formula} and {closing.formula}"
    )
    months = _months(Period(revenue.period_start, revenue.period_end))
    found = revenue / exact(months) / mean
    sources = tuple(dict.fromkeys(revenue.fact_ids + opening.fact_ids + closing.fact_ids))
    references = joined(*(one.references for one in (revenue, opening, closing)))
    return Quantity(
        found.value, found.low, found.high, PER_MONTH, revenue.period_start, revenue.period_end,
        fact_ids=sources, formula=f"{revenue.formula} / {months} months / {mean.formula}",
        inputs=(revenue, opening, closing), references=references, basis=derived(references),
    )  # fmt: skip


def revenue_per_month(data: Data, revenue: str, subscriptions: str, period: str) -> AnyQuantity:
    """Revenue of a service a subscription and month over a period."""
    return per_month(data.get(revenue, period), opening(data, subscriptions, period), data.get(subscriptions, period))


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


def shares_of_market(data: Data, definition: str, concept: str = TOTAL) -> dict[str, AnyQuantity]:
    """IIJ's subscriptions over the market's, at each date for which the market is known; or missing."""
    frame = data.reference("mvno_market")
    dates = sorted(frame.loc[frame["concept"] == definition, "date"])
    return {calendar.name("", date): ratio(data.get(concept, date), market(data, definition, date)) for date in dates}


def market_shares(data: Data) -> pd.DataFrame:
    """IIJ's subscriptions over the market's by each public count: one row a date, in the order of time."""
    shares = {name: shares_of_market(data, definition) for definition, name in MARKETS}
    dates = sorted({date for found in shares.values() for date in found}, key=lambda date: calendar.period(date).end)
    columns = {
        name: [found.get(date) or Missing(f"{name} has no count at this date", "ratio") for date in dates]
        for name, found in shares.items()
    }
    index = pd.Index([f"end of {date.upper()}" for date in dates], name="date")
    found = pd.DataFrame({n: pd.Series(column, index=index, dtype=QuantityDtype()) for n, column in columns.items()})
    return found.dropna(how="all")


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
