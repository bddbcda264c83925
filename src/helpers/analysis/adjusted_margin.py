"""What it takes to rebuild IIJ's adjusted network gross margin ratio: (gross margin + adjustment) / revenue.

IIJ states three adjustments (1Q16 presentation, line 135): 1) settled amounts are spread equally over the quarters of
the fiscal year; 2) the charge fixed in March 2016 holds from FY2015 on, so what 4Q15 caught up is spread over that
year, an eighth to three eighths of it in each quarter (assumed: IIJ does not print the usage of a quarter); 3) the
estimate for FY2016, which is in the reported cost already.
"""

from __future__ import annotations

from functools import partial

from helpers.analysis import horizon
from helpers.analysis.docomo import CATCH_UP, EFFECT, effect, quarters_of, year_of
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, between, hull
from helpers.language import calendar

PRINTED = "gross_margin_view.network_adjusted"


def printed(data: Data, period: str) -> AnyQuantity:
    """The adjusted ratio as IIJ prints it (1Q16 presentation, line 138); of a longer period the span of its quarters.

    The ratio of a sum lies between the ratios of its parts.
    """
    parts = [data.printed(PRINTED, quarter, measure="margin") for quarter in quarters_of(period)]
    known = [part for part in parts if isinstance(part, Quantity)]
    if len(parts) == 1 or len(known) < len(parts):
        return next((part for part in parts if isinstance(part, Missing)), parts[0])
    return hull(known).over(*calendar.period(period))


def told(data: Data) -> list[str]:
    """The quarters that IIJ adjusts, with the half year that stands for two of them, and later ones it prints."""
    first = ("1q15", "2q15", "3q15", "4q15", "2h15", "1q16")
    return horizon.onward(data, first, partial(printed, data), horizon.QUARTERS)


def adjustment(data: Data, period: str) -> AnyQuantity:
    """What the adjustments add to the network gross margin of a period: the spread amounts less the booked one."""
    inside = quarters_of(period)
    year = year_of(period)
    part = len(inside) / 4
    booked, spread = effect(data, period), effect(data, year) * part
    if CATCH_UP not in quarters_of(year):
        return spread - booked
    once, caught = data.get(EFFECT, CATCH_UP), data.get(EFFECT, "1q15")
    loose = between(part / 2, min(1.0, part * 1.5), value=part, formula="share of the year's usage")
    settled = caught * (part - int("1q15" in inside))
    return settled + once * loose - once * int(CATCH_UP in inside)
