"""IIJ's adjusted network gross margin ratio, rebuilt from reported figures and the three adjustments it states."""

from __future__ import annotations

from functools import partial

from helpers.analysis import horizon
from helpers.analysis.docomo import CATCH_UP, EFFECT, agree, effect, quarters_of, year_of
from helpers.analysis.ratios import gross_margin_ratio
from helpers.data.dataset import Data
from helpers.data.quantity import words
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, between, hull, ratio
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


def reported(data: Data, period: str) -> AnyQuantity:
    """The network gross margin ratio before any adjustment."""
    return gross_margin_ratio(data, period, "network")


def rebuilt(data: Data, period: str) -> AnyQuantity:
    """The network gross margin ratio as IIJ adjusts it (1Q16 presentation, line 135), from the reported figures.

    1) settled amounts are spread equally over the quarters of the fiscal year; 2) the charge fixed in March 2016 holds
    from FY2015 on, so what 4Q15 caught up is spread over that year, an eighth to three eighths of it in each quarter
    (assumed: IIJ does not print the usage of a quarter); 3) the estimate for FY2016 is in the reported cost already.
    """
    margin, revenue = data.get("gross_margin.network", period), data.get("revenue.network", period)
    if not (margin.known and revenue.known) and period in quarters_of("2h15"):
        return _adjusted_from_cost(data, period)
    return ratio(margin + adjustment(data, period), revenue).over(*calendar.period(period))


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


def _adjusted_from_cost(data: Data, period: str) -> AnyQuantity:
    """For a quarter whose cost is known but whose revenue only as part of a half year: the ratio from both."""
    revenue = quarter_of_half(data, "revenue.network", period)
    cost = data.get("cost.network", period) - adjustment(data, period)
    return (1 - ratio(cost, revenue)).over(*calendar.period(period))


def quarter_of_half(data: Data, concept: str, quarter: str) -> AnyQuantity:
    """A quarter of a known half year, if the amount never fell from quarter to quarter (an assumption).

    The first quarter is then no more than half, no less than the quarter before and than what the quarter after
    leaves of the half; the second is the rest.
    """
    when = calendar.period(quarter)
    first = quarter[0] in "13"
    half = data.get(concept, f"{'1' if quarter[0] in '12' else '2'}h{quarter[-2:]}")
    before = data.get(concept, calendar.earlier(when, 3 if first else 6).name)
    after = data.get(concept, calendar.earlier(when, -6 if first else -3).name)
    if not (isinstance(half, Quantity) and isinstance(before, Quantity) and isinstance(after, Quantity)):
        return Missing(f"{concept} {quarter.upper()} is not printed, nor what would bound it", half.unit, *when)
    low, high = max(before.low, half.low - after.high), half.high / 2
    if not first:
        low, high = half.low / 2, half.high - low
    if low > high:
        return Missing(f"{words.figure(concept, when)} cannot be bounded: an amount around it fell", half.unit, *when)
    sources = tuple(dict.fromkeys(half.fact_ids + before.fact_ids + after.fact_ids))
    return Quantity(
        (low + high) / 2, low, high, half.unit, when.start, when.end, fact_ids=sources, inputs=(half, before, after),
        formula=words.figure(concept, when), working="what its half leaves it, had no quarter been below the last",
    )  # fmt: skip


def meeting(ours: dict[str, AnyQuantity], theirs: dict[str, AnyQuantity]) -> list[bool]:
    """For each period known to both, whether our interval meets the printed figure."""
    words = [agree(ours[name], theirs[name]) for name in ours]
    return [word == "agree" for word in words if word != "cannot be compared"]


def by_usage(data: Data, period: str) -> AnyQuantity:
    """The ratio of a quarter of FY2015 if each amount stood in the year whose usage it settles: what IIJ did not do."""
    margin, revenue = data.get("gross_margin.network", period), data.get("revenue.network", period)
    part = len(quarters_of(period)) / 4
    moved = effect(data, "fy2016") * part - data.get(EFFECT, "1q15") * part
    return ratio(margin + adjustment(data, period) + moved, revenue).over(*calendar.period(period))
