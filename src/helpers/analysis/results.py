"""The named results of the notebooks: name, quantity and the sentence that says it.

`{value}` in a statement is the quantity; other names are in `values`. What cannot be known is a `Missing` quantity, and
is published empty with its reason. Those on mobile services are in `results_mobile`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from helpers.analysis import cloud, gio_p2, horizon, iij_global, targets, trajectory
from helpers.analysis.ratios import gross_margin_ratio, share_of_revenue
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, ratio, total
from helpers.story.findings import Findings


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
    """Growth, what of it stayed as income, margins by period, and bridges of operating income.

    Up to FY2016 under names that are always there; each later period, as far as the data go, joins under its own.
    """
    for year in horizon.onward(data, ["fy2016"], partial(data.get, "revenue"), ("fy",)):
        yield from _since_fy2010(data, year)
    said = "The gross margin ratio of {p} was {value} ({value:range})."
    for period in horizon.onward(data, trajectory.MARGIN_PERIODS, partial(gross_margin_ratio, data)):
        yield Result(
            f"trajectory.gross_margin_ratio_{period}", gross_margin_ratio(data, period), said, {"p": period.upper()}
        )
    said = "From {o} to {p} {part} {value:raised|lowered} operating income by {value:abs} ({value:range,abs})."
    bridged = partial(trajectory.bridge_to, data)
    for period in horizon.onward(data, ["fy2016"], lambda name: total(bridged(name).values()), horizon.CUMULATIVE):
        for part, words in trajectory.BRIDGE_NAMES.items():
            name = f"trajectory.operating_income_bridge_{part}_{period}"
            filled = {"part": words, "o": horizon.before(period).upper(), "p": period.upper()}
            yield Result(name, bridged(period)[part], said, filled)
    said = "{what} was {value} of revenue in {p} ({value:range})."
    for name, concept in (("operating_margin", "operating_income"), ("recurring_share", "revenue_view.recurring")):
        told = partial(share_of_revenue, data, concept)
        for period in horizon.onward(data, ("fy2010", "fy2012", "fy2015", "fy2016"), told, horizon.CUMULATIVE):
            filled = {"what": data.label(concept), "p": period.upper()}
            yield Result(f"trajectory.{name}_{period}", told(period), said, filled)
    said = "CAPEX, capital leases included, was {value} of revenue in {p} ({value:range})."

    def invested(name: str) -> AnyQuantity:
        return ratio(data.get("capex", name), data.get("revenue", name))

    for period in horizon.onward(data, ("fy2015", "fy2016"), invested, horizon.CUMULATIVE):
        yield Result(f"trajectory.capex_share_of_revenue_{period}", invested(period), said, {"p": period.upper()})


def _since_fy2010(data: Data, year: str) -> Iterator[Result]:
    """What grew from FY2010 to a year, and what stayed of it as operating income."""
    said = {
        "revenue_cagr": (
            trajectory.yearly_growth(data, "revenue", "fy2010", year),
            "Revenue grew {value} a year from FY2010 to {p} ({value:range}).",
        ),
        "incremental_operating_margin": (
            trajectory.incremental_margin(data, "fy2010", year),
            "Of each further yen of revenue from FY2010 to {p}, {value} stayed as operating income ({value:range}).",
        ),
        "operating_leverage": (
            trajectory.leverage(data, "fy2010", year),
            "From FY2010 to {p} operating income grew {value:times,.2} as fast as revenue ({value:range}).",
        ),
    }
    for name, (quantity, statement) in said.items():
        yield Result(f"trajectory.{name}_fy2010_{year}", quantity, statement, {"p": year.upper()})


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
    """Growth of cloud revenue in both scopes, its weight, its targets, and what GIO P2 did to the margin.

    Up to FY2016 under names that are always there; each later period, as far as the data go, joins under its own.
    """
    first = (cloud.year_growth(data, "fy2012"), "Cloud revenue {value:grew|shrank} by {value:abs} in {p} ")
    rows = [("growth_fy2012", "fy2012", *first)]
    for year in horizon.onward(data, ["fy2016"], partial(cloud.revenue, data), ("fy",)):
        rows += [(f"{name}_{year}", year, *said) for name, said in _of_cloud_in(data, year).items()]
    for place, line in (("operation", "systems operation and maintenance"), ("outsourcing", "outsourcing")):
        told = partial(cloud.weight, data, place)
        for quarter in horizon.onward(data, ["1q16"], told, horizon.QUARTERS):
            said = f"Cloud made {{value}} of {line} revenue in {{p}} "
            rows.append((f"share_of_{place}_{quarter}", quarter, told(quarter), said))
    for year in horizon.onward(data, ["fy2016"], partial(gio_p2.margin_change, data), ("fy",)):
        said = "GIO P2 {value:raised|lowered} the gross margin of {p} by {value:abs} "
        rows.append((f"gio_p2_margin_change_{year}", year, gio_p2.margin_change(data, year), said))
        said = "GIO P2 made {value} of the change of the systems integration gross margin in {p} "
        rows.append((f"gio_p2_share_of_si_fall_{year}", year, gio_p2.share_of_si_fall(data, year), said))
    for name, period, quantity, said in rows:
        yield Result(f"cloud.{name}", quantity, said + "({value:range,abs}).", {"p": period.upper()})


def _of_cloud_in(data: Data, year: str) -> dict[str, tuple[AnyQuantity, str]]:
    """What is told of cloud revenue up to a fiscal year and in it, with its sentence."""
    return {
        "cagr_fy2011": (
            cloud.yearly_growth(data, "fy2011", year),
            "Cloud revenue grew {value} a year from FY2011 to {p}, to a wider definition ",
        ),
        "cagr_same_scope_fy2011": (
            cloud.same_scope_growth(data, "fy2011", year),
            "Without task-specific SaaS it grew {value} a year from FY2011 to {p} ",
        ),
        "growth": (cloud.year_growth(data, year), "Cloud revenue {value:grew|shrank} by {value:abs} in {p} "),
        "revenue_share": (cloud.share_of_revenue(data, year), "Cloud made {value} of {p} revenue "),
        "target_miss": (
            cloud.outcome(data, year).miss,
            "Cloud revenue of {p} {value:beat|fell short of} its target by {value:abs} ",
        ),
    }


def of_targets(data: Data) -> Iterator[Result]:
    """By how much each target was missed, and what the latest ones ask for.

    Up to FY2016 and the targets for FY2017 under names that are always there; later years join under their own.
    """
    stated = targets.targets(data)

    def outcome(year: str) -> AnyQuantity:
        return targets.pick(data, stated, "operating_income", year).miss

    for year in horizon.onward(data, ["fy2016"], outcome, ("fy",)):
        picked = [targets.pick(data, stated, item, year, number) for item in targets.HEADLINES for number in (1, 2)]
        for one in picked:
            if one.miss.known or (year == "fy2016" and (one.value.known or one.concept == "operating_income")):
                said, values = targets.statement(data, one)
                yield Result(targets.finding(one), one.miss, said, values)
    aimed = [one.period for one in stated if one.concept == "operating_income" and one.period > "fy2017"]
    for year in dict.fromkeys(["fy2017", *aimed]):
        yield Result(
            f"targets.operating_income_growth_asked_{year}",
            targets.asked(data, "operating_income", year),
            "The target for {value:period} asks operating income to grow by {value} ({value:range}).",
        )
        yield Result(
            f"targets.operating_margin_on_growth_asked_{year}",
            targets.margin_on_growth(data, year, horizon.before(year), "target"),
            "Of each additional yen of revenue {value} is to stay as operating income in {value:period} "
            "({value:range}).",
        )
