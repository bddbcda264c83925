"""Did cloud become the business they promised: revenue across its definitions, where it is booked, for whom.

"Cloud revenue" is IIJ GIO with general-purpose SaaS up to FY2012 and holds task-specific SaaS from FY2013
(2013-08-06_1q13_presentation, lines 40 and 379): growth across that line compares two scopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.analysis.ratios import known_among, narrowed
from helpers.analysis.trajectory import change
from helpers.dataset import Data
from helpers.quantity import AnyQuantity, Missing, Quantity, cagr, exact, growth, ratio, total

YEARS = tuple(f"fy{year}" for year in range(2011, 2017))
SCOPE_CHANGE = "fy2013"
KINDS = (
    ("Private", "cloud_revenue.private"),
    ("Public", "cloud_revenue.public"),
    ("Task-specific SaaS", "cloud_revenue.task_specific_saas"),
    ("General-purpose SaaS", "cloud_revenue.general_purpose_saas"),
)


@dataclass(frozen=True)
class Outcome:
    """A target of a period with what became of it: the miss in yen (negative: missed) and as a share of the target."""

    period: str
    target: AnyQuantity
    outcome: AnyQuantity
    miss: AnyQuantity
    share: AnyQuantity


def revenue(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue of a period: as printed, the sum of its kinds, or worked out from systems operation.

    Private cloud in systems operation is printed as a change with its percentage; over the share of cloud revenue
    that is recognised there it gives the whole.
    """
    known = data.get("cloud_revenue", period)
    kinds = total(data.get(concept, period) for _, concept in KINDS)
    whole = ratio(in_operation(data, period), operation_share(data, period))
    return next((one for one in (known, kinds, whole) if one.known), known)


def in_operation(data: Data, period: str) -> AnyQuantity:
    """Private cloud revenue in systems operation: a printed change and what its printed percentage makes the base."""
    concept = "revenue.si.operation.private_cloud"
    known = data.get(concept, period)
    if known.known:
        return known
    grown = data.printed(concept, period, measure="yoy_abs")
    before = ratio(grown, data.printed(concept, period, measure="yoy_pct"))
    worked_out = grown + before
    return known if isinstance(worked_out, Missing) else worked_out


def operation_share(data: Data, period: str) -> AnyQuantity:
    """The share of cloud revenue recognised in systems operation; what is not in outsourcing, as the filings put it."""
    printed = data.printed("cloud_revenue_view.operation", period, measure="share")
    other = data.printed("cloud_revenue_view.outsourcing", period, measure="share")
    rest = other if isinstance(other, Missing) else (1 - other).over(other.period_start, other.period_end)
    return narrowed(printed, rest)


def recognised(data: Data, period: str) -> dict[str, AnyQuantity]:
    """Where a period's cloud revenue is booked, in yen, and the share of each line that cloud makes up."""
    whole, share = revenue(data, period), operation_share(data, period)
    operation = (whole * share).over(whole.period_start, whole.period_end)
    outsourcing = (whole * (1 - share)).over(whole.period_start, whole.period_end)
    return {
        "operation": operation,
        "outsourcing": outsourcing,
        "share of operation": ratio(operation, data.get("revenue.si.operation", period)),
        "share of outsourcing": ratio(outsourcing, data.get("revenue.network.outsourcing", period)),
        "share of revenue": share_of_revenue(data, period),
    }


def growth_rows(data: Data, years: Sequence[str] = YEARS) -> list[dict[str, Any]]:
    """Rows for a table: each year's cloud revenue, its growth and whether the scope changed in it."""
    rows: list[dict[str, Any]] = []
    for number, year in enumerate(years):
        now = revenue(data, year)
        grown = year_growth(data, year) if number else ""
        scope = "with task-specific SaaS" if year >= SCOPE_CHANGE else "IIJ GIO and general-purpose SaaS"
        rows.append({"Year": year.upper(), "Cloud revenue": now, "Growth": grown, "Scope": scope})
    return rows


def yearly_growth(data: Data, first: str, last: str) -> AnyQuantity:
    """Compound annual growth of cloud revenue between two fiscal years."""
    return cagr(revenue(data, first), revenue(data, last), int(last[2:]) - int(first[2:]))


def span(data: Data, years: Sequence[str] = YEARS) -> tuple[str, str]:
    """The first and last fiscal year with known cloud revenue; of all years where fewer than two are known."""
    known = known_among(data, "cloud_revenue", years)
    return (known[0], known[-1]) if len(known) > 1 else (years[0], years[-1])


def same_scope(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue in the scope of FY2012, of a period after it: without task-specific SaaS.

    Its level is printed for 1Q16 only; a year is taken to hold between nothing and twice four times that quarter,
    with four times as the value.
    """
    quarter = data.get("cloud_revenue.task_specific_saas", "1q16")
    whole = revenue(data, period)
    if not isinstance(quarter, Quantity):
        return quarter
    year = quarter * 4
    unsure = Quantity(year.value, 0, 2 * year.high, year.unit, fact_ids=quarter.fact_ids, formula="task-specific SaaS")
    return (whole - unsure).over(whole.period_start, whole.period_end)


def customers(data: Data, period: str) -> tuple[AnyQuantity, AnyQuantity]:
    """Cloud revenue of large game clients and of all others in a period."""
    whole = revenue(data, period)
    share = data.printed("cloud_revenue_view.game", period, measure="share")
    dates = whole.period_start, whole.period_end
    return (whole * share).over(*dates), (whole * (1 - share)).over(*dates)


def same_scope_growth(data: Data, first: str, last: str) -> AnyQuantity:
    """Compound annual growth from a year before the scope change to one after it, without task-specific SaaS."""
    return cagr(revenue(data, first), same_scope(data, last), int(last[2:]) - int(first[2:]))


def year_growth(data: Data, year: str) -> AnyQuantity:
    """Growth of cloud revenue over the fiscal year before, narrowed by the percentage a filing prints."""
    worked_out = growth(revenue(data, year), revenue(data, _before(year)))
    return narrowed(worked_out, data.printed("cloud_revenue", year, measure="yoy_pct"))


def asked_growth(data: Data, year: str) -> AnyQuantity:
    """The growth that a year's target asks for over the year before."""
    return growth(data.get("cloud_revenue", year, scenario="target"), revenue(data, _before(year)))


def _before(year: str) -> str:
    return f"fy{int(year[2:]) - 1}"


def share_of_revenue(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue over total revenue."""
    return ratio(revenue(data, period), data.get("revenue", period))


def outcome(data: Data, year: str) -> Outcome:
    """A year's target for cloud revenue and what became of it."""
    target, reached = data.get("cloud_revenue", year, scenario="target"), revenue(data, year)
    miss = (reached - target).over(reached.period_start, reached.period_end)
    return Outcome(year, target, reached, miss, ratio(miss, target))


def outcomes(data: Data, years: Iterable[str] = (*YEARS, "fy2017")) -> list[Outcome]:
    """Each target for cloud revenue that is known, with its outcome and miss."""
    return [one for one in (outcome(data, year) for year in years) if one.target.known]


def p2_margin_change(data: Data, period: str = "fy2016") -> AnyQuantity:
    """What IIJ GIO P2 did to the gross margin in a year: the rise of its revenue less that of its cost."""
    more = data.printed("revenue_view.gio_p2", period, measure="yoy_abs")
    return more - data.printed("cost_view.gio_p2", period, measure="yoy_abs")


def p2_share_of_si_fall(data: Data, first: str = "fy2015", last: str = "fy2016") -> AnyQuantity:
    """P2's part of the change of the SI gross margin."""
    return ratio(p2_margin_change(data, last), change(data, "gross_margin.si", first, last))


def si_margin_without_p2(data: Data, first: str = "fy2015", last: str = "fy2016") -> AnyQuantity:
    """The SI gross margin ratio had P2 neither added revenue nor cost in the last year."""
    more = data.printed("revenue_view.gio_p2", last, measure="yoy_abs")
    margin = data.get("gross_margin.si", last) - p2_margin_change(data, last)
    return ratio(margin, data.get("revenue.si", last) - more)


def per_project(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue of a quarter by project and month, over the projects at its end."""
    projects = data.get("cloud_projects", period)
    if not isinstance(projects, Quantity):
        return projects
    return ratio(revenue(data, period), projects * exact(3, "")).with_unit("JPY/project and month")
