"""DOCOMO's interconnection charge: which item, year and measure a number in a sentence about it is.

The charge for a fiscal year is computed from that year's cost, fixed in the March of the next year and settled
backwards; meanwhile IIJ books an estimate. A rate belongs to the year whose cost and usage it settles; an amount
to the quarter that recognized it, or to the year of usage it is for. The words are rows of IIJ's `cues.toml`."""

from __future__ import annotations

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.reading.cues import cues
from helpers.reading.sentences.spot import Spot

CHARGE, EFFECT = "docomo_charge", "docomo_retroactive_effect"
ITEMS = frozenset({CHARGE, EFFECT})
PAYMENT = "docomo_charge_view.payment_arrangement"
_BEFORE, _BEHIND = 40, 12  # characters beside a rate that tell it for one of the charge
_NEAR_BEFORE, _NEAR_BEHIND = 110, 90  # characters of its sentence that tell what an amount is
_TO_ITS_DATE = 130  # characters between an amount and the date it is of


def item_for(spot: Spot, note: str) -> Item | None:
    """The item of a number whose line, heading or note is about the charge; None for other numbers."""
    t, low = spot.t, spot.clause.low
    if t.percent:
        if cues("payment", "behind").match(low, t.after) is not None:
            return Item(PAYMENT)
        said = low[max(spot.clause.start, t.start - _BEFORE) : t.end + _BEHIND]
        return Item(CHARGE) if cues("rate", "in").search(said) is not None else None
    first, last = spot.clause.begun(t.start), spot.clause.stop(t.start)
    aside = low.find(" including ", t.after, last)  # 'Costs were JPY1 million, including'
    last = aside if aside >= 0 else last
    near = low[max(first, t.start - _NEAR_BEFORE) : min(last, t.end + _NEAR_BEHIND)]
    return Item(EFFECT) if cues("settled", "in").search(f"{near} {note.lower()}") is not None else None


def scenario(spot: Spot, period: Period) -> str:
    """'target' for what IIJ estimates, 'actual' for what is fixed or recognized; '' for other items."""
    if spot.item.concept not in ITEMS:
        return ""
    low, t = spot.clause.low, spot.t
    if spot.item.concept == CHARGE:
        return "target" if cues("estimate", "so far").search(low[max(0, t.start - 48) : t.start]) else "actual"
    to_come = cues("to_come", "in").search(low[max(0, t.start - 48) : t.start] + "|" + low[t.end : t.end + 60])
    return "target" if to_come is not None else "actual"


def measure_and_period(spot: Spot, measure: str, period: Period) -> tuple[str, Period]:
    """How a number about the charge is measured, and its days; others come back unchanged."""
    concept = spot.item.concept
    if concept == PAYMENT:
        since = spot.following
        return "yoy_pct", calendar.year_of((since.period if since is not None and since.period else period).end)
    if concept == EFFECT:
        return measure, _date_of(spot) or period
    if concept == CHARGE and spot.t.percent:
        return "yoy_pct", calendar.whole_year(_settled(spot))
    return measure, period


def _date_of(spot: Spot) -> Period | None:
    """The quarter that recognized an amount, or the year of the usage it is for: the date behind such words."""
    d = spot.following
    if d is None or d.begins - spot.t.after > _TO_ITS_DATE:
        return None
    between = spot.clause.low[spot.t.after : d.begins]
    return d.period if cues("of_date", "ends").search(between) is not None else None


def same_as(spot: Spot) -> list[Period]:
    """The fiscal years of '15% off from Apr. 2017 which is same as FY16': both; none without such words."""
    behind = [d for d in spot.clause.dates if d.start >= spot.t.end and d.period is not None][:2]
    if len(behind) < 2 or cues("same", "in").search(spot.clause.low, behind[0].end, behind[1].start) is None:
        return []
    return [calendar.year_of(d.period.end) for d in behind if d.period is not None]


def other_year(spot: Spot) -> str:
    """The fiscal years named before a rate in its sentence, where the one that it settles is none of them."""
    first = spot.clause.begun(spot.t.start)
    named = [d for d in spot.clause.dates_in(first, spot.t.start) if d.period and d.period.kind == "fy"]
    own = any(d.period and calendar.fiscal_year(d.period.end) == _settled(spot) for d in named)
    return "" if own else ", ".join(d.text for d in named)


def _settled(spot: Spot) -> int:
    """The fiscal year a rate settles: the one before that in which it was (or will be) fixed, by the nearest date that
    tells; without such a date, the year before the last known."""
    clause, reading = spot.clause, spot.clause.reading
    first, last = clause.begun(spot.t.start), clause.stop(spot.t.start)
    found = [
        (abs(d.start - spot.t.start), calendar.fiscal_year(d.period.end) - 1)
        for d in clause.dates_in(first, last)
        if d.period and cues("fixed", "ends").search(clause.low, first, d.begins) is not None
    ]
    if found:
        return min(found)[1]
    ends = [d.period.end for d in clause.dates if d.start < spot.t.start and d.period and d.period.kind == "quarter"]
    past = [end for end in ends if end[5:7] == "03" and end <= reading.today]
    return calendar.fiscal_year(past[-1] if past else reading.today) - 1
