"""What the notebooks of the story share: the ends of a column, growth a year, the purchase, the best year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers.data.dataset import Data
from helpers.data.quantity.quantity import RATIO, AnyQuantity, Missing, between, cagr, exact, points
from helpers.proof import splits
from helpers.story.prose import may_be_said


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


def last_split(data: Data) -> str | None:
    """The month of the last split that figures a share are counted after: 'October 2012'; None before any."""
    past = splits.since("", data.shares_of)
    return f"{date.fromisoformat(past[-1].effective):%B %Y}" if past else None


def nine_months(data: Data) -> pd.DataFrame:
    """Revenue of the first nine months of FY2010 and FY2011: of the `group`, `bought` (IIJ-Global) and the `rest`.

    IIJ-Global is consolidated from 1 September 2010. That month's revenue is printed nowhere: it is taken as a third of
    the quarter after it, give or take the gap between a third and its share of that quarter's SG&A (04 shows how).
    """
    frame = data.frame({"group": "revenue", "bought": "iij_global.revenue"}, freq="9M", since="9M10", until="9M11")
    quarter, third = data.get("iij_global.revenue", "3q10"), exact(1 / 3, formula="a third")
    gap = third - data.get("iij_global.sga", "2q10") / data.get("iij_global.sga", "3q10")
    month = quarter * (third + gap * between(-1, 1, value=0, formula="either way"))
    frame.loc["9M10", "bought"] = (month + quarter).over("2010-04-01", "2010-12-31")
    frame["rest"] = frame["group"] - frame["bought"]
    return frame
