"""Shares and margins: worked out from levels, and narrowed by the ratio a filing prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, hull, points, ratio
from helpers.language import calendar
from helpers.story.figures import Series, series

__all__ = [
    "ends",
    "gap_rows",
    "gross_margin_ratio",
    "how_known",
    "known_among",
    "known_rows",
    "last_less_first",
    "level",
    "margin_series",
    "narrowed",
    "points",
    "ratio",
    "recurring_rows",
    "service_revenue",
    "share_of_revenue",
    "share_series",
    "status_rows",
]


def narrowed(first: AnyQuantity, *others: AnyQuantity) -> AnyQuantity:
    """What several figures of one thing allow together: the part of the interval all of them share.

    The first known one gives value, unit and period; unknown ones say nothing. Where the figures contradict each
    other the result spans them all, so that none is passed over in silence. Missing when all are.
    """
    known = [one for one in (first, *others) if isinstance(one, Quantity)]
    if len(known) <= 1:
        return known[0] if known else first
    low, high = max(one.low for one in known), min(one.high for one in known)
    if low > high:
        return replace(hull(known), formula=known[0].formula)
    best = known[0]
    sources = tuple(dict.fromkeys(source for one in known for source in one.fact_ids))
    value = min(max(best.value, low), high)
    return replace(best, value=value, low=low, high=high, fact_ids=sources, basis="derived")


def gross_margin_ratio(data: Data, period: str, service: str = "") -> AnyQuantity:
    """Gross margin over revenue of a period, of all services or one ('network', 'si', 'equipment', 'atm')."""
    tail = f".{service}" if service else ""
    worked_out = ratio(data.get(f"gross_margin{tail}", period), data.get(f"revenue{tail}", period))
    return narrowed(worked_out, data.printed(f"gross_margin{tail}", period, measure="margin"))


def service_revenue(data: Data, service: str, period: str) -> AnyQuantity:
    """Revenue of 'network', 'si', 'equipment' or 'atm': as known, else its cost over one less the printed margin.

    Full years are often printed only as cost with a gross margin ratio ("FY12: 50,692 (Gross margin ratio: 22.3%)",
    2013-08-06_1q13_presentation, lines 138 and 139).
    """
    known = data.get(f"revenue.{service}", period)
    if known.known:
        return known
    cost, margin = data.get(f"cost.{service}", period), data.printed(f"gross_margin.{service}", period, "margin")
    worked_out = cost / (1 - margin) if isinstance(margin, Quantity) else margin
    return worked_out.over(known.period_start, known.period_end) if worked_out.known else known


def level(data: Data, concept: str, period: str) -> AnyQuantity:
    """A level as known, else from printed changes: of the period itself, or of the year after it.

    "Up JPY5,036 million, up 28.6% YoY" (2017-05-15_fy16_presentation, line 277) makes the earlier level 5,036 / 28.6%
    and the later one that plus 5,036; a level of the year after less its change in yen makes the earlier one too.
    """
    known = data.get(concept, period)
    if known.known:
        return known
    grown = data.printed(concept, period, measure="yoy_abs")
    own = grown + ratio(grown, data.printed(concept, period, measure="yoy_pct"))
    after = f"{period[:-2]}{int(period[-2:]) + 1:02d}"
    grown = data.printed(concept, after, measure="yoy_abs")
    less = data.get(concept, after) - grown
    before = ratio(grown, data.printed(concept, after, measure="yoy_pct"))
    found = (own, *(one.over(known.period_start, known.period_end) for one in (less, before)))
    return next((one for one in found if one.known), known)


def share_of_revenue(data: Data, concept: str, period: str) -> AnyQuantity:
    """A level over total revenue, narrowed by the percentage of revenue that a filing prints."""
    worked_out = ratio(data.get(concept, period), data.get("revenue", period))
    return narrowed(worked_out, data.printed(concept, period, measure="pct_of_revenue"))


def known_among(data: Data, concept: str, periods: Iterable[str]) -> list[str]:
    """Those of the periods for which the level of a concept is known, in their order."""
    return [period for period in periods if data.get(concept, period).known]


def told_by_months(data: Data, concept: str, period: str) -> AnyQuantity:
    """A level of a period, or of the whole months it begins and ends in: 'from Nov. 2016 to Jan. 2017' tells it too."""
    known, (start, end) = data.get(concept, period), calendar.period(period)
    months = f"{start[:7]}-01", calendar.month_last_day(end[:7])
    if known.known or not start or months == (start, end):
        return known
    told = data.get(concept, calendar.name(*months))
    return told if told.known else known


def known_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table that hold at least one known quantity: a period about which nothing is known is left out."""
    return [row for row in rows if any(isinstance(cell, Quantity) for cell in row.values())]


def gap_rows(data: Data, asked: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows for a table of open questions: for each (concept, period) its label and why it is unknown.

    One that a filing has answered since says so.
    """
    return [
        {"Item": data.label(concept), "Period": period.upper(), "Known?": how_known(data.get(concept, period))}
        for concept, period in asked
    ]


def share_series(data: Data, name: str, concept: str, periods: Iterable[str]) -> Series:
    """A level over total revenue by period, as a series of a figure."""
    return series(name, {period: share_of_revenue(data, concept, period) for period in periods})


def last_less_first(drawn: Series) -> AnyQuantity:
    """The change of a series of a figure from its first known quantity to its last; Missing with fewer than two."""
    first, last = ends(drawn)
    return (last - first).over(first.period_start, last.period_end)


def margin_series(data: Data, name: str, service: str, periods: Iterable[str]) -> Series:
    """The gross margin ratio of a service ('' for all) over periods, as a series of a figure."""
    return series(name, {period: gross_margin_ratio(data, period, service) for period in periods})


def ends(drawn: Series) -> tuple[AnyQuantity, AnyQuantity]:
    """The first and last known quantity of a series of a figure; the last is Missing where only one is known."""
    known = [quantity for _, quantity in drawn.known()]
    first = known[0] if known else Missing(f"nothing is known of {drawn.name}")
    return first, known[-1] if len(known) > 1 else Missing(f"fewer than two figures are known of {drawn.name}")


def how_known(quantity: AnyQuantity) -> str:
    """'reported', 'derived' or 'unknown', with the reason of what is unknown."""
    return quantity.basis if quantity.known else f"unknown: {quantity.reason}"


def recurring_rows(data: Data, periods: Iterable[str]) -> list[dict[str, Any]]:
    """Rows for a table: recurring and one-time revenue and the recurring share, of the periods that are known."""
    rows = [
        {
            "Period": period.upper(),
            "Recurring": data.get("revenue_view.recurring", period),
            "One-time": data.get("revenue_view.one_time", period),
            "Recurring share of revenue": share_of_revenue(data, "revenue_view.recurring", period),
        }
        for period in periods
    ]
    return known_rows(rows)


def status_rows(data: Data, concepts: Mapping[str, str], periods: Iterable[str]) -> list[dict[str, Any]]:
    """Rows for a table: a period, the level of each concept by its name, and how each is known."""
    rows = []
    for period in periods:
        quantities = {name: data.get(concept, period) for name, concept in concepts.items()}
        how = {f"{name} is": how_known(quantity).partition(":")[0] for name, quantity in quantities.items()}
        rows.append({"Period": period.upper(), **quantities, **how})
    return rows
