"""Did cloud become the business they promised: revenue across its definitions, where it is booked, for whom.

"Cloud revenue" is IIJ GIO with general-purpose SaaS up to FY2012 and holds task-specific SaaS from FY2013
(2013-08-06_1q13_presentation, lines 40 and 379): growth across that line compares two scopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from helpers.analysis.ratios import known_among, known_rows, level, narrowed
from helpers.analysis.trajectory import change
from helpers.dataset import Data
from helpers.figures import Series, series
from helpers.quantity import AnyQuantity, Missing, Quantity, cagr, exact, growth, ratio, total

YEARS = tuple(f"fy{year}" for year in range(2011, 2017))
QUARTERS = ("1q11", "2q11", "3q11", "4q11", "1q12", "4q12", "1q13", "1q15", "4q15", "1q16", "3q16", "4q16")
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
    """Private cloud revenue in systems operation: as known, or what its printed change in yen and percent makes it."""
    return level(data, "revenue.si.operation.private_cloud", period)


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


def scope_words(first: str, last: str) -> str:
    """In words, whether cloud revenue means the same in two fiscal years."""
    return "with a wider definition at the end" if first < SCOPE_CHANGE <= last else "within one definition"


def quarter_rows(data: Data, quarters: Iterable[str] = QUARTERS) -> list[dict[str, Any]]:
    """Rows for a table: cloud revenue of the quarters that are known, and its share of all revenue."""
    return known_rows(
        {"Quarter": q.upper(), "Cloud revenue": revenue(data, q), "Share of all revenue": share_of_revenue(data, q)}
        for q in quarters
    )


def recognised_rows(data: Data, quarters: Iterable[str]) -> list[dict[str, Any]]:
    """Rows for a table: where the cloud revenue of each known quarter is booked, and how much of each line it is."""
    rows = []
    for quarter in quarters:
        parts = recognised(data, quarter)
        named = {name.capitalize() if "share" in name else f"In {name}": part for name, part in parts.items()}
        rows.append({"Quarter": quarter.upper(), **named})
    return known_rows(rows)


def operation_weights(data: Data, quarters: Iterable[str] = ("1q13", "1q16", "4q16")) -> Series:
    """How much of systems operation and maintenance is cloud, by quarter, as a series of a figure."""
    return series("Cloud in systems operation", {q: recognised(data, q)["share of operation"] for q in quarters})


def meet_words(one: AnyQuantity, other: AnyQuantity) -> str:
    """'agree' or 'contradict each other', by whether two intervals have a value in common."""
    if isinstance(one, Missing) or isinstance(other, Missing):
        return "cannot be compared"
    return "agree" if one.meets(other) else "contradict each other"


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
    unsure = Quantity(
        year.value, 0, 2 * year.high, year.unit, fact_ids=quarter.fact_ids, inputs=(quarter,),
        formula="task-specific SaaS", working="four times its one printed quarter, from nothing to twice as much",
    )  # fmt: skip
    return (whole - unsure).over(whole.period_start, whole.period_end)


def customers(data: Data, period: str) -> tuple[AnyQuantity, AnyQuantity]:
    """Cloud revenue of large game clients and of all others in a period."""
    whole = revenue(data, period)
    share = data.printed("cloud_revenue_view.game", period, measure="share")
    dates = whole.period_start, whole.period_end
    return (whole * share).over(*dates), (whole * (1 - share)).over(*dates)


def same_scope_growth(data: Data, first: str, last: str) -> AnyQuantity:
    """Compound annual growth from a year before the scope change to one after it, without task-specific SaaS."""
    if last < SCOPE_CHANGE:
        return Missing(f"no year after the change of scope is known: {last.upper()} is before it", "ratio")
    return cagr(revenue(data, first), same_scope(data, last), int(last[2:]) - int(first[2:]))


def year_growth(data: Data, year: str) -> AnyQuantity:
    """Growth of cloud revenue over the fiscal year before, narrowed by the percentage a filing prints."""
    worked_out = growth(revenue(data, year), revenue(data, _before(year)))
    return narrowed(worked_out, data.printed("cloud_revenue", year, measure="yoy_pct"))


def asked_growth(data: Data, year: str) -> AnyQuantity:
    """The growth that a year's target asks for over the year before."""
    asked = growth(data.get("cloud_revenue", year, scenario="target"), revenue(data, _before(year)))
    return replace(asked, scenario="target")


def _before(year: str) -> str:
    return f"fy{int(year[2:]) - 1}"


def share_of_revenue(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue over total revenue."""
    return ratio(revenue(data, period), data.get("revenue", period))


def outcome(data: Data, year: str) -> Outcome:
    """A year's target for cloud revenue and what became of it."""
    target, reached = data.get("cloud_revenue", year, scenario="target"), revenue(data, year)
    miss = replace((reached - target).over(reached.period_start, reached.period_end), scenario="actual")
    return Outcome(year, target, reached, miss, replace(ratio(miss, target), scenario="actual"))


def last_told(data: Data) -> Outcome:
    """The latest target whose outcome is known; that of the last fiscal year, with its gaps, where there is none."""
    known = [one for one in outcomes(data) if one.miss.known]
    return known[-1] if known else outcome(data, YEARS[-1])


def outcome_rows(data: Data) -> list[dict[str, Any]]:
    """Rows for a table: each known target for cloud revenue, its outcome and the miss."""
    return [
        {
            "Year": one.period.upper(),
            "Target": one.target,
            "Outcome": one.outcome,
            "Miss": one.miss,
            "Miss, of the target": one.share,
        }
        for one in outcomes(data)
    ]


def outcomes(data: Data, years: Iterable[str] = (*YEARS, "fy2017")) -> list[Outcome]:
    """Each target for cloud revenue that is known, with its outcome and miss."""
    return [one for one in (outcome(data, year) for year in years) if one.target.known]


def customer_series(data: Data, quarters: Sequence[str] = ("4q11", "4q12", "1q13")) -> tuple[Series, Series]:
    """Cloud revenue of large game clients and of all others by quarter, as two series of a figure."""
    split = {quarter: customers(data, quarter) for quarter in quarters}
    games = series("Game clients", {quarter: parts[0] for quarter, parts in split.items()})
    return games, series("Enterprises, others", {quarter: parts[1] for quarter, parts in split.items()})


def count_rows(data: Data) -> list[dict[str, Any]]:
    """Rows for a table: IIJ GIO projects and prospective orders of GIO P2 at the ends of quarters that are known."""
    asked = [("IIJ GIO projects", "cloud_projects", end) for end in ("4q10", "2q11", "3q11")]
    ends = ("2q15", "3q15", "4q15", "1q16", "4q16")
    asked += [("GIO P2 prospective orders", "orders.gio_p2.prospective", end) for end in ends]
    rows = [{"What": name, "End of": end.upper(), "Count": data.get(concept, end)} for name, concept, end in asked]
    return known_rows(rows)


def p2_margin_change(data: Data, period: str = "fy2016") -> AnyQuantity:
    """What IIJ GIO P2 did to the gross margin in a year: the rise of its revenue less that of its cost.

    Narrowed by the effect a filing prints (2017-05-15_fy16_presentation, line 262).
    """
    more = data.printed("revenue_view.gio_p2", period, measure="yoy_abs")
    worked_out = more - data.printed("cost_view.gio_p2", period, measure="yoy_abs")
    return narrowed(worked_out, data.printed("gross_margin_view.gio_p2", period, measure="yoy_abs"))


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
