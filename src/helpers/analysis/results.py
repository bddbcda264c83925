"""The named results of the notebooks on trajectory, IIJ-Global and cloud: name, quantity and the sentence that says it.

`{value}` in a statement is the quantity; other names are in `values`. What cannot be known is a `Missing` quantity, and
is published empty with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from helpers.analysis import cloud, iij_global, trajectory
from helpers.analysis.capital import investment_share
from helpers.analysis.ratios import gross_margin_ratio, share_of_revenue
from helpers.dataset import Data
from helpers.findings import Findings
from helpers.quantity import AnyQuantity


@dataclass(frozen=True)
class Result:
    """One named result, ready for `Findings.publish`."""

    name: str
    quantity: AnyQuantity
    statement: str
    values: dict[str, Any] = field(default_factory=dict)


def publish(findings: Findings, results: Iterable[Result]) -> None:
    """Publish each result, display all of them and save them where the notebook saves."""
    for one in results:
        findings.publish(one.name, one.quantity, one.statement, **one.values)
    findings.close()


def of_trajectory(data: Data) -> Iterator[Result]:
    """Growth, what of it stayed as income, margins by period, and the bridge of operating income FY2015 to FY2016."""
    yield Result(
        "trajectory.revenue_cagr_fy2010_fy2016",
        trajectory.yearly_growth(data, "revenue", "fy2010", "fy2016"),
        "Revenue grew {value} a year from FY2010 to FY2016 ({value:range}).",
    )
    yield Result(
        "trajectory.incremental_operating_margin_fy2010_fy2016",
        trajectory.incremental_margin(data, "fy2010", "fy2016"),
        "Of each further yen of revenue from FY2010 to FY2016, {value} stayed as operating income ({value:range}).",
    )
    yield Result(
        "trajectory.operating_leverage_fy2010_fy2016",
        trajectory.leverage(data, "fy2010", "fy2016"),
        "From FY2010 to FY2016 operating income grew {value:times,.2} as fast as revenue ({value:range}).",
    )
    said = "The gross margin ratio of {p} was {value} ({value:range})."
    for period in trajectory.MARGIN_PERIODS:
        ratio = gross_margin_ratio(data, period)
        yield Result(f"trajectory.gross_margin_ratio_{period}", ratio, said, {"p": period.upper()})
    said = "From FY2015 to FY2016 {part} {value:raised|lowered} operating income by {value:abs} ({value:range,abs})."
    year = trajectory.bridge(data, "fy2015", "fy2016")
    for part, words in trajectory.BRIDGE_NAMES.items():
        name = f"trajectory.operating_income_bridge_{part}_fy2016"
        yield Result(name, getattr(year, part), said, {"part": words})
    said = "{what} was {value} of revenue in {p} ({value:range})."
    for name, concept in (("operating_margin", "operating_income"), ("recurring_share", "revenue_view.recurring")):
        for period in ("fy2010", "fy2012", "fy2015", "fy2016"):
            share = share_of_revenue(data, concept, period)
            filled = {"what": data.label(concept), "p": period.upper()}
            yield Result(f"trajectory.{name}_{period}", share, said, filled)
    said = "CAPEX, capital leases included, was {value} of revenue in {p} ({value:range})."
    for period in ("fy2015", "fy2016"):
        share = investment_share(data, period)
        yield Result(f"trajectory.capex_share_of_revenue_{period}", share, said, {"p": period.upper()})


def of_iij_global(data: Data) -> Iterator[Result]:
    """Reported and organic growth of nine months, IIJ-Global's share and margin, and what was bought."""
    growth = iij_global.nine_months(data)
    rows = {
        "organic_growth_9m11": (
            growth.organic,
            "Without IIJ-Global, revenue of 9M11 {value:grew|shrank} by {value:abs} ",
        ),
        "organic_growth_widest_9m11": (
            growth.organic_at_most_unsure,
            "With nothing assumed of the unprinted month, it {value:grew|shrank} by {value:abs} ",
        ),
        "reported_growth_9m11": (
            growth.reported,
            "Revenue of 9M11 {value:grew|shrank} by {value:abs} on the year before ",
        ),
        "revenue_share_9m11": (iij_global.share(data, "revenue"), "IIJ-Global made {value} of the revenue of 9M11 "),
        "operating_income_share_9m11": (
            iij_global.share(data, "operating_income"),
            "IIJ-Global made {value} of the operating income of 9M11 ",
        ),
        "operating_margin_9m11": (
            iij_global.operating_margin(data, "iij_global"),
            "IIJ-Global kept {value} of its revenue as operating income in 9M11 ",
        ),
        "rest_operating_margin_9m11": (
            iij_global.operating_margin(data, "rest"),
            "The rest of the group kept {value} of its revenue as operating income in 9M11 ",
        ),
        "revenue_growth_3q11": (
            iij_global.growth_over(data, "3q10", "3q11"),
            "IIJ-Global's revenue in 3Q11 {value:grew|shrank} by {value:abs} on the year before ",
        ),
        "revenue_september_2010": (
            iij_global.september_2010(data),
            "IIJ-Global brought {value} in the one month of 2Q10 that was consolidated ",
        ),
        "intangibles_bought_2010": (
            iij_global.intangibles_bought(data),
            "Goodwill and customer relationships at the acquisition came to {value} ",
        ),
    }
    for name, (quantity, said) in rows.items():
        yield Result(f"iij_global.{name}", quantity, said + "({value:range,abs}).")


def of_cloud(data: Data) -> Iterator[Result]:
    """Growth of cloud revenue in both scopes, its weight, its target, and what GIO P2 did to the margin."""
    booked = cloud.recognised(data, "1q16")
    rows = {
        "cagr_fy2011_fy2016": (
            cloud.yearly_growth(data, "fy2011", "fy2016"),
            "Cloud revenue grew {value} a year from FY2011 to FY2016, to a wider definition ",
        ),
        "cagr_same_scope_fy2011_fy2016": (
            cloud.same_scope_growth(data, "fy2011", "fy2016"),
            "Without task-specific SaaS it grew {value} a year ",
        ),
        "growth_fy2012": (
            cloud.year_growth(data, "fy2012"),
            "Cloud revenue {value:grew|shrank} by {value:abs} in FY2012 ",
        ),
        "growth_fy2016": (
            cloud.year_growth(data, "fy2016"),
            "Cloud revenue {value:grew|shrank} by {value:abs} in FY2016 ",
        ),
        "revenue_share_fy2016": (cloud.share_of_revenue(data, "fy2016"), "Cloud made {value} of FY2016 revenue "),
        "share_of_operation_1q16": (
            booked["share of operation"],
            "Cloud made {value} of systems operation and maintenance revenue in 1Q16 ",
        ),
        "share_of_outsourcing_1q16": (
            booked["share of outsourcing"],
            "Cloud made {value} of outsourcing revenue in 1Q16 ",
        ),
        "target_miss_fy2016": (
            cloud.outcome(data, "fy2016").miss,
            "Cloud revenue of FY2016 {value:beat|fell short of} its target by {value:abs} ",
        ),
        "gio_p2_margin_change_fy2016": (
            cloud.p2_margin_change(data),
            "GIO P2 {value:raised|lowered} the gross margin of FY2016 by {value:abs} ",
        ),
        "gio_p2_share_of_si_fall_fy2016": (
            cloud.p2_share_of_si_fall(data),
            "GIO P2 made {value} of the change of the systems integration gross margin in FY2016 ",
        ),
    }
    for name, (quantity, said) in rows.items():
        yield Result(f"cloud.{name}", quantity, said + "({value:range,abs}).")
