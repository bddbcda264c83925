"""Did cloud become the business they promised: revenue across its definitions, where it is booked, for whom.

It was IIJ GIO alone at first; 2013-08-06_1q13_presentation, lines 40, 379, counts general-purpose SaaS for FY2011 and
FY2012, and task-specific SaaS too from FY2013 on: growth across such a line compares two scopes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from helpers.analysis import horizon
from helpers.analysis.ratios import known_among, level, narrowed
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, cagr, growth, ratio, total
from helpers.language import calendar

SINCE, SINCE_QUARTER = "fy2011", "1q11"
SCOPE_CHANGE = "fy2013"
GAMES = "cloud_revenue_view.game"
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


def years(data: Data) -> list[str]:
    """The fiscal years from the first whose cloud revenue is told to the last."""
    return horizon.years(data, ["cloud_revenue"], SINCE)


def quarters(data: Data) -> list[str]:
    """The quarters since then for which cloud revenue is known, by any of the ways to it."""
    return horizon.onward(data, [SINCE_QUARTER], partial(revenue, data), horizon.QUARTERS)


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


def yearly_growth(data: Data, first: str, last: str) -> AnyQuantity:
    """Compound annual growth of cloud revenue between two fiscal years."""
    return cagr(revenue(data, first), revenue(data, last), int(last[2:]) - int(first[2:]))


def span(data: Data) -> tuple[str, str]:
    """The first and last fiscal year with known cloud revenue; of all years where fewer than two are known."""
    known = known_among(data, "cloud_revenue", years(data))
    return (known[0], known[-1]) if len(known) > 1 else (years(data)[0], years(data)[-1])


def booked_quarters(data: Data) -> list[str]:
    """The quarters for which the filings tell where cloud revenue is booked."""
    return [quarter for quarter in quarters(data) if recognised(data, quarter)["operation"].known]


def weight(data: Data, place: str, quarter: str) -> AnyQuantity:
    """How much of systems 'operation' and maintenance, or of 'outsourcing', is cloud."""
    return recognised(data, quarter)[f"share of {place}"]


def quarter_of_saas(data: Data) -> AnyQuantity:
    """Revenue of task-specific SaaS in the last quarter that prints it; at first that is 1Q16 alone."""
    told = partial(data.get, "cloud_revenue.task_specific_saas")
    return told(horizon.latest(quarters(data), told, "1q16"))


def same_scope(data: Data, period: str) -> AnyQuantity:
    """Cloud revenue in the scope of FY2012, of a period after it: without task-specific SaaS.

    Its level is printed for a quarter; a year is taken to hold between nothing and twice four times that quarter,
    with four times as the value.
    """
    quarter = quarter_of_saas(data)
    whole = revenue(data, period)
    if not isinstance(quarter, Quantity):
        return quarter
    year = quarter * 4
    unsure = Quantity(
        year.value, 0, 2 * year.high, year.unit, fact_ids=quarter.fact_ids, inputs=(quarter,),
        formula="task-specific SaaS", working="four times its one printed quarter, from nothing to twice as much",
    )  # fmt: skip
    return (whole - unsure).over(whole.period_start, whole.period_end)


def same_scope_growth(data: Data, first: str, last: str) -> AnyQuantity:
    """Compound annual growth from a year before the scope change to one after it, without task-specific SaaS."""
    if last < SCOPE_CHANGE:
        return Missing(f"no year after the change of scope is known: {last.upper()} is before it", "ratio")
    return cagr(revenue(data, first), same_scope(data, last), int(last[2:]) - int(first[2:]))


def year_growth(data: Data, year: str) -> AnyQuantity:
    """Growth of cloud revenue over the fiscal year before, narrowed by the percentage a filing prints."""
    worked_out = growth(revenue(data, year), revenue(data, horizon.before(year)))
    return narrowed(worked_out, data.printed("cloud_revenue", year, measure="yoy_pct"))


def asked_growth(data: Data, year: str) -> AnyQuantity:
    """The growth that a year's target asks for over the year before."""
    asked = growth(data.get("cloud_revenue", year, scenario="target"), revenue(data, horizon.before(year)))
    return replace(asked, scenario="target")


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
    return known[-1] if known else outcome(data, years(data)[-1])


def outcomes(data: Data) -> list[Outcome]:
    """Each target for cloud revenue that is known, with its outcome and miss."""
    return [outcome(data, year) for year in data.periods("cloud_revenue", "target") if year.startswith("fy")]


def aimed_year(data: Data) -> str:
    """The last fiscal year with a target for cloud revenue; FY2017 where there is none."""
    return next((one.period for one in reversed(outcomes(data))), "fy2017")


def game_quarters(data: Data, measure: str) -> list[str]:
    """The quarters for which a filing prints a measure of large game clients' revenue: their share, their growth."""
    said = data.mentions(GAMES, measure=measure, scenario="actual")
    dates = sorted(set(zip(said["period_end"], said["period_start"], strict=True)))
    return [name for name in (calendar.name(start, end) for end, start in dates) if name.startswith(horizon.QUARTERS)]
