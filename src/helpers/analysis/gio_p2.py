"""What the second generation of IIJ GIO did to profit: the filings print by how much its revenue and cost rose."""

from __future__ import annotations

from functools import partial

from helpers.analysis import horizon
from helpers.analysis.ratios import narrowed
from helpers.analysis.trajectory import change
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, ratio

REVENUE, COST = "revenue_view.gio_p2", "cost_view.gio_p2"
LAUNCHED = "fy2015"


def told_year(data: Data) -> str:
    """The last fiscal year for which the filings tell what GIO P2 did to the gross margin; FY2016 where none does."""
    return horizon.latest(horizon.years(data, ["revenue"], LAUNCHED), partial(margin_change, data), "fy2016")


def margin_change(data: Data, period: str) -> AnyQuantity:
    """What IIJ GIO P2 did to the gross margin in a year: the rise of its revenue less that of its cost.

    Narrowed by the effect a filing prints (2017-05-15_fy16_presentation, line 262).
    """
    more = data.printed(REVENUE, period, measure="yoy_abs")
    worked_out = more - data.printed(COST, period, measure="yoy_abs")
    return narrowed(worked_out, data.printed("gross_margin_view.gio_p2", period, measure="yoy_abs"))


def share_of_si_fall(data: Data, year: str) -> AnyQuantity:
    """P2's part of the change of the SI gross margin over a year."""
    return ratio(margin_change(data, year), change(data, "gross_margin.si", horizon.before(year), year))


def si_margin_without(data: Data, year: str) -> AnyQuantity:
    """The SI gross margin ratio had P2 neither added revenue nor cost in the year."""
    more = data.printed(REVENUE, year, measure="yoy_abs")
    margin = data.get("gross_margin.si", year) - margin_change(data, year)
    return ratio(margin, data.get("revenue.si", year) - more)
