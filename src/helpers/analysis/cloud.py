"""Did cloud become the business they promised: revenue across its definitions, where it is booked, for whom.

It was IIJ GIO alone at first; 2013-08-06_1q13_presentation, lines 40, 379, counts general-purpose SaaS for FY2011 and
FY2012, and task-specific SaaS too from FY2013 on: growth across such a line compares two scopes.
"""

from __future__ import annotations

from functools import partial

from helpers.analysis import horizon
from helpers.analysis.ratios import level, narrowed
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Missing, ratio, total
from helpers.language import calendar

SINCE, SINCE_QUARTER = "fy2011", "1q11"
SCOPE_CHANGE = "fy2013"
P2_REVENUE, P2_COST, P2_LAUNCHED = "revenue_view.gio_p2", "cost_view.gio_p2", "fy2015"
GAMES = "cloud_revenue_view.game"
KINDS = ("private", "public", "task_specific_saas", "general_purpose_saas")


def revenue(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue of a period: as printed, the sum of its kinds, or worked out from systems operation.

    Private cloud in systems operation is printed as a change with its percentage; over the share of cloud revenue
    that is recognised there it gives the whole.
    """
    known = data.get("cloud_revenue", period)
    kinds = total(data.get(f"cloud_revenue.{kind}", period) for kind in KINDS)
    whole = ratio(level(data, "revenue.si.operation.private_cloud", period), operation_share(data, period))
    return next((one for one in (known, kinds, whole) if one.known), known)


def quarters(data: Data) -> list[str]:
    """The quarters since then for which cloud revenue is known, by any of the ways to it."""
    return horizon.onward(data, [SINCE_QUARTER], partial(revenue, data), horizon.QUARTERS)


def operation_share(data: Data, period: str) -> AnyQuantity:
    """The share of cloud revenue recognised in systems operation; what is not in outsourcing, as the filings put it."""
    printed = data.printed("cloud_revenue_view.operation", period, measure="share")
    other = data.printed("cloud_revenue_view.outsourcing", period, measure="share")
    rest = other if isinstance(other, Missing) else (1 - other).over(other.period_start, other.period_end)
    return narrowed(printed, rest)


def span(data: Data) -> tuple[str, str]:
    """The first and last fiscal year with known cloud revenue; of all years where fewer than two are known."""
    every = horizon.years(data, ["cloud_revenue"], SINCE)
    known = [year for year in every if data.get("cloud_revenue", year).known]
    return (known[0], known[-1]) if len(known) > 1 else (every[0], every[-1])


def game_quarters(data: Data, measure: str) -> list[str]:
    """The quarters for which a filing prints a measure of large game clients' revenue: their share, their growth."""
    said = data.mentions(GAMES, measure=measure, scenario="actual")
    dates = sorted(set(zip(said["period_end"], said["period_start"], strict=True)))
    return [name for name in (calendar.name(start, end) for end, start in dates) if name.startswith(horizon.QUARTERS)]


def saas_quarter(data: Data) -> str:
    """The last quarter that prints revenue of task-specific SaaS, which widened what counts as cloud; 1Q16 at first."""
    return horizon.latest(quarters(data), partial(data.get, "cloud_revenue.task_specific_saas"), "1q16")


def p2_year(data: Data) -> str:
    """The last fiscal year for which the filings tell by how much GIO P2's revenue and cost rose; else FY2016."""

    def told(year: str) -> AnyQuantity:
        return data.printed(P2_REVENUE, year, measure="yoy_abs") - data.printed(P2_COST, year, measure="yoy_abs")

    return horizon.latest(horizon.years(data, ["revenue"], P2_LAUNCHED), told, "fy2016")
