"""The named results of the notebooks on mobile services and on DOCOMO's charge; see `results`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from helpers.analysis import adjusted_margin, docomo, horizon, mobile
from helpers.analysis.results import Result
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, ratio
from helpers.language import calendar


def of_mobile(data: Data) -> Iterator[Result]:
    """Subscriptions of MVNE clients and what a subscription brought, by quarter; shares and margins of mobile by year.

    Up to FY2016 under names that are always there; each later period, as far as the data go, joins under its own.
    """
    priced = {"mvne": (mobile.MVNE_REVENUE, mobile.MVNE), "consumer": (mobile.CONSUMER_REVENUE, mobile.CONSUMER)}
    said = "{what} brought {value:yen,.0} a month in {value:period} ({value:range,yen,.0})."
    always = [f"{quarter}q{year}" for year in (15, 16) for quarter in (1, 2, 3, 4)]
    text = "MVNE clients had {value} subscriptions at the {value:period}."
    for q in horizon.onward(data, always, partial(data.get, mobile.MVNE), horizon.QUARTERS):
        yield Result(f"mobile.mvne_subscriptions_{q}", data.get(mobile.MVNE, q), text)
    for kind, what in (("mvne", "An MVNE subscription"), ("consumer", "An IIJmio subscription")):
        brought = partial(mobile.revenue_per_month, data, *priced[kind])
        for q in horizon.onward(data, always, brought, horizon.QUARTERS):
            yield Result(f"mobile.{kind}_revenue_per_subscription_month_{q}", brought(q), said, {"what": what})
    for name, told, (first, *kinds), text in _of_mobile_by_period(data):
        for period in horizon.onward(data, [first], told, tuple(kinds)):
            quantity = told(period)
            value, ends = ("yen,.0", "range,yen,.0") if quantity.unit == mobile.PER_MONTH else ("", "range")
            statement = f"{text} was {{value:{value}}} in {{value:period}} ({{value:{ends}}})."
            yield Result(f"mobile.{name}_{period}", quantity, statement)


def _of_mobile_by_period(data: Data) -> list[tuple[str, Callable[[str], AnyQuantity], tuple[str, ...], str]]:
    """Rows of (name, what works it out, its first period and the kinds of later ones, words)."""

    def on_mobile(year: str) -> AnyQuantity:
        average = mobile.average_margin(data, horizon.before(year))
        return mobile.margin_on_mobile(data, year, horizon.before(year), average)

    def stayed(year: str) -> AnyQuantity:
        return mobile.incremental_margin(data, year, horizon.before(year))

    def added(period: str) -> AnyQuantity:
        return mobile.mvne_part_of_revenue(data, period, horizon.before(period))

    per_month = partial(mobile.revenue_per_month, data, "revenue_view.mobile", mobile.TOTAL)
    shares = partial(mobile.mvne_share, data), partial(mobile.share_of_network, data)
    year = ("fy2016", "fy")
    other = "What stayed of each additional yen of mobile revenue, if the other growth earned the old average,"
    return [
        ("mvne_share_of_net_additions", shares[0], year, "MVNE clients' part of the net additions"),
        (
            "share_of_network_revenue",
            shares[1],
            ("fy2016", *horizon.CUMULATIVE),
            "Mobile services' part of network revenue",
        ),
        ("incremental_network_margin", stayed, year, "What stayed of each additional yen of network revenue"),
        ("margin_on_mobile_growth", on_mobile, year, other),
        (
            "mvne_part_of_revenue_added",
            added,
            ("1h16", *horizon.CUMULATIVE),
            "MVNE clients' part of the revenue that they and IIJmio added over a year",
        ),
        ("revenue_per_subscription_month", per_month, year, "Revenue a month of a mobile subscription of any kind"),
    ]


def of_docomo(data: Data) -> Iterator[Result]:
    """What each year's usage cost, operating income without the echo, and the adjusted margins rebuilt.

    Up to FY2016 under names that are always there; each later period, as far as the data go, joins under its own.
    """
    for usage, cost in {"fy2016": docomo.unknown_usage("fy2016"), **docomo.usage_costs(data)}.items():
        said = "The usage of {value:period} cost {value} at the charge before it fell ({value:range})."
        yield Result(f"docomo.usage_cost_base_{usage}", cost, said)
        said = "One point of the charge is worth {value} of income on {value:period}'s usage ({value:range})."
        yield Result(f"docomo.operating_income_per_point_{usage}", docomo.per_point(cost), said)
    said = "Without the settlement of earlier usage, operating income of {value:period} is {value} ({value:range})."
    for period in (name for names in docomo.told(data) for name in names):
        income = docomo.without_echo(data, period)
        if income.known or calendar.period(period).end <= calendar.period("fy2016").end:
            yield Result(f"docomo.operating_income_without_echo_{period}", income, said)
    said = "Matched to the usage of its year, operating income of {value:period} is {value} or more ({value:range})."
    for year in horizon.onward(data, ("fy2015", "fy2016"), partial(docomo.matched, data), ("fy",)):
        yield Result(f"docomo.operating_income_matched_{year}", docomo.matched(data, year), said)
    for period in adjusted_margin.told(data):
        yield Result(
            f"docomo.adjusted_network_margin_{period}",
            adjusted_margin.rebuilt(data, period),
            "Rebuilt from the reported figures, the adjusted network margin of {value:period} is {value} "
            "({value:range}); IIJ prints {printed}.",
            {"printed": adjusted_margin.printed(data, period)},
        )

    def share(year: str) -> AnyQuantity:
        return ratio(docomo.effect(data, year), data.get("operating_income", year))

    said = "{value} of operating income in {value:period} settled earlier usage ({value:range})."
    for year in horizon.onward(data, ["fy2016"], share, ("fy",)):
        yield Result(f"docomo.echo_share_of_operating_income_{year}", share(year), said)
    said = "For {value:period}'s usage the charge fell {value} more than IIJ had estimated ({value:range})."
    yield Result("docomo.estimate_gap_fy2014", docomo.surprise(data, "fy2014"), said)
