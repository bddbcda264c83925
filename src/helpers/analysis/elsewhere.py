"""What was published elsewhere, held against the filings: where both speak, and what only one of them tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from helpers.data.dataset import Data
from helpers.data.quantity import formats, side_by_side
from helpers.data.quantity.quantity import between
from helpers.data.record import INSIDE_DERIVED, SAME_DAY_TARGET
from helpers.proof.checks import HOLDS
from helpers.story import sources

Row = dict[str, Any]


class Held(NamedTuple):
    """Published figures held against what the filings say of the same item and period: how many, and how many agree."""

    compared: int
    agree: int

    @property
    def missed(self) -> int:
        """How many do not."""
        return self.compared - self.agree


def derived(data: Data) -> Held:
    """The published figures of what the filings only imply: how many lie in the interval that was derived."""
    checks = data.record_checks
    return _held(checks[checks["rule"] == INSIDE_DERIVED])


def printed(data: Data) -> Held:
    """The published figures of what a filing prints, too: how many agree with the printed figure within rounding."""
    checks = data.record_checks
    alike = checks[checks["rule"].isin(["agreement", SAME_DAY_TARGET])]
    return _held(alike[alike["fact_ids"] != ""])


def implied(data: Data) -> Held:
    """The other checks that a published figure takes part in: sums, growth, and figures worked out in two ways."""
    checks = data.record_checks
    return _held(checks[~checks["rule"].isin(["agreement", SAME_DAY_TARGET, INSIDE_DERIVED])])


def _held(checks: pd.DataFrame) -> Held:
    return Held(len(checks), int((checks["status"] == HOLDS).sum()))


def agreement(data: Data) -> list[Row]:
    """One row a way of comparing: what the filings say, how many published figures were compared, agree and do not."""
    ways = (
        ("a filing prints the same figure", printed(data)),
        ("the interval follows from the filings", derived(data)),
        ("sums, growth rates and figures worked out in two ways", implied(data)),
    )
    return [
        {"what the filings say": said, "compared": held.compared, "agree": held.agree, "missed": held.missed}
        for said, held in ways
    ]


def beside(data: Data, head: int) -> list[Row]:
    """Some derived intervals and what was published, spread over all of them: item, period, both intervals, answer."""
    inside = data.record_checks[data.record_checks["rule"] == INSIDE_DERIVED]
    chosen = inside.iloc[:: max(1, len(inside) // head)].head(head)
    return [_beside(data, check) for check in chosen.to_dict("records")]


def _beside(data: Data, check: dict[Any, Any]) -> Row:
    unit = data.concepts.get(check["concept"]).unit
    ends = [(float(check[f"{side}_low"]), float(check[f"{side}_high"])) for side in ("expected", "actual")]
    follows, stated = side_by_side.intervals(*(between(low, high, unit) for low, high in ends))
    reference = data.reference_of(check["reference_ids"])
    places = sources.places_of(check["fact_ids"].split())
    return {
        "line item": data.label(check["concept"]),
        "period": formats.period(check["period_start"], check["period_end"]),
        "follows from the filings": sources.Link(follows, places[0]) if places else follows,
        "published elsewhere": sources.Link(stated, sources.row_of(reference)),
        "by": sources.publication(reference),
        "status": check["status"],
    }


def filled(data: Data, concepts: Iterable[str], years: list[str]) -> list[Row]:
    """For each line item the fiscal years and quarters that the filings tell, and that are known besides.

    years   names of fiscal years in order: 'fy2009', 'fy2010', ...
    """
    quarters = [f"{quarter}q{year[-2:]}" for year in years for quarter in (1, 2, 3, 4)]
    told = {"reported", "derived"}
    rows = []
    for concept in concepts:
        of_year = {year: data.get(concept, year).basis for year in years}
        of_quarter = [data.get(concept, quarter).basis for quarter in quarters]
        rows.append(
            {
                "line item": data.label(concept),
                "years the filings tell": _named(year for year, basis in of_year.items() if basis in told),
                "years published elsewhere": _named(year for year, basis in of_year.items() if basis == "published"),
                "years that follow with them": _named(
                    y for y, basis in of_year.items() if basis == "published_derived"
                ),
                "years unknown": _named(year for year, basis in of_year.items() if basis == "unknown"),
                "quarters the filings tell": sum(basis in told for basis in of_quarter),
                "quarters known besides": sum(basis.startswith("published") for basis in of_quarter),
            }
        )
    return rows


def _named(years: Iterable[str]) -> str:
    return ", ".join(year[-2:] for year in years) or "none"
