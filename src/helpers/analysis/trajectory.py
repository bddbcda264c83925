"""Where IIJ's growth came from and why margins did not follow: growth by service, the bridge, leverage, outlook."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis import horizon, ratios
from helpers.analysis.ratios import service_revenue
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import RATIO, AnyQuantity, Missing, cagr, growth, points, ratio
from helpers.language import calendar
from helpers.story.prose import may_be_said

SERVICES = (
    ("Network services", "network"),
    ("Systems integration", "si"),
    ("Equipment sales", "equipment"),
    ("ATM operation", "atm"),
)
BRIDGE_NAMES = {
    "network": "the network services gross margin",
    "si": "the systems integration gross margin",
    "equipment_atm": "the gross margin of equipment sales and ATM operation",
    "sga_rd": "SG&A with R&D",
}
MARGIN_PERIODS = (
    "fy2010", "9m10", "1q11", "2q11", "3q11", "9m11", "1q12", "fy2012", "1q13", "fy2013", "fy2014",
    "1q15", "2q15", "1h15", "fy2015", "1q16", "2q16", "1h16", "fy2016",
)  # fmt: skip


def change(data: Data, concept: str, first: str, last: str) -> AnyQuantity:
    """The level of the last period less that of the first, said of the last; narrowed by a printed YoY change."""
    new = level(data, concept, last)
    worked_out = (new - level(data, concept, first)).over(new.period_start, new.period_end)
    return _narrowed_by_yoy(data, worked_out, concept, first, last, "yoy_abs")


def _narrowed_by_yoy(
    data: Data, worked_out: AnyQuantity, concept: str, first: str, last: str, measure: str
) -> AnyQuantity:
    if calendar.year_ago(calendar.period(last)) != calendar.period(first):
        return worked_out
    return ratios.narrowed(worked_out, data.printed(concept, last, measure=measure))


def level(data: Data, concept: str, period: str) -> AnyQuantity:
    """A level as known; the revenue of a service also from its cost and printed margin, any from a printed change."""
    service = concept.removeprefix("revenue.")
    if service != concept and service in dict(SERVICES).values():
        return service_revenue(data, service, period)
    return ratios.level(data, concept, period)


def yearly_growth(data: Data, concept: str, first: str, last: str) -> AnyQuantity:
    """Compound annual growth between two fiscal years ('fy2010', 'fy2016'); Missing where a level is unknown."""
    return cagr(data.get(concept, first), data.get(concept, last), int(last[2:]) - int(first[2:]))


def other_gross_margin(data: Data, period: str) -> AnyQuantity:
    """Gross margin of equipment sales and ATM operation together; the total less network and SI where not printed."""
    together = data.get("gross_margin.equipment", period) + data.get("gross_margin.atm", period)
    if together.known:
        return together
    named = data.get("gross_margin.network", period) + data.get("gross_margin.si", period)
    return data.get("gross_margin", period) - named


def bridge(data: Data, first: str, last: str) -> dict[str, AnyQuantity]:
    """Operating income at the `start`, the four changes (`BRIDGE_NAMES`) to the `end`, operating income there.

    A rise of SG&A and R&D lowers operating income, so its step is the change with the sign turned.
    """
    end = data.get("operating_income", last)
    other = other_gross_margin(data, last) - other_gross_margin(data, first)
    return {
        "start": data.get("operating_income", first),
        "network": change(data, "gross_margin.network", first, last),
        "si": change(data, "gross_margin.si", first, last),
        "equipment_atm": other.over(end.period_start, end.period_end),
        "sga_rd": -change(data, "sga_rd", first, last),
        "end": end,
    }


def bridge_to(data: Data, last: str) -> dict[str, AnyQuantity]:
    """The bridge to a period from the same of the year before."""
    return bridge(data, horizon.before(last), last)


def incremental_margin(data: Data, first: str, last: str, concept: str = "operating_income") -> AnyQuantity:
    """What a further yen of revenue brought: the change of a margin over the change of revenue."""
    return ratio(change(data, concept, first, last), change(data, "revenue", first, last))


def leverage(data: Data, first: str, last: str) -> AnyQuantity:
    """Operating leverage: growth of operating income over growth of revenue, a plain number."""
    income = growth(data.get("operating_income", last), data.get("operating_income", first))
    return ratio(income, growth(data.get("revenue", last), data.get("revenue", first))).with_unit("times")


# ---- the synthesis ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ends:
    """The first and the last known value of a column, and the change between them."""

    first: AnyQuantity
    last: AnyQuantity

    @property
    def change(self) -> AnyQuantity:
        """The last value less the first, of ratios in points."""
        if self.first.unit == self.last.unit == RATIO:
            return points(self.last, self.first)
        return self.last - self.first


def ends(column: pd.Series) -> Ends:
    """The first and the last value of a column that speak for themselves; Missing where there are fewer than two."""
    known = [quantity for quantity in column if may_be_said(quantity)]
    if len(known) < 2:
        return Ends(*[Missing(f"fewer than two values of {column.name} are known")] * 2)
    return Ends(known[0], known[-1])


def yearly(column: pd.Series) -> AnyQuantity:
    """Growth a year between the first and the last known value of a column of fiscal years."""
    between = ends(column)
    at = [number for number, quantity in enumerate(column) if may_be_said(quantity)]
    return cagr(between.first, between.last, at[-1] - at[0]) if len(at) > 1 else between.last


def turning_points(years: pd.DataFrame) -> tuple[str, str, str]:
    """The first fiscal year, the one with the highest operating margin, and the last that a filing prints.

    years   a frame of fiscal years with the columns `income` and `margin`; where no margin is known, all are its ends
    """
    names = [str(name) for name in years.index]
    known = [name for name in names if may_be_said(years.margin[name])]
    printed = [name for name in names if years.income[name].known and years.income[name].fact_ids]
    last = printed[-1] if printed else names[-1]
    peak = max(known, key=lambda name: float(years.margin[name].value)) if known else names[0]
    before = [name for name in names if name < peak and years.income[name].known]
    return (before[-2] if len(before) > 1 else names[0]), peak, last
