"""A number in a sentence, once all is known of it, becomes a fact: one for each of its periods, with its reasons."""

from __future__ import annotations

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.reading.because import FILING_PERIOD, Source
from helpers.reading.cues import cues
from helpers.reading.facts import OF_WHOLE
from helpers.reading.sentences import docomo_charge, scenario, value, when
from helpers.reading.sentences.clause import PAST
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot

_BESIDE_TARGET = "beside a target, and nothing tells for what time"
_BELOW_TARGETS = "below a heading about targets, and nothing tells for what time"


def add(spot: Spot, item: Item, label: str, measured: Measured) -> Item:
    """Record the fact, one for each of its periods; the item that it is of."""
    clause, t, how = spot.clause, spot.t, measured.measure
    if how == "margin" and item.concept.startswith("cost"):
        item = spot.take(Item(item.concept.replace("cost", "gross_margin", 1)))
    told, period = when.periods_of(spot, how), when.period_of(spot, how)
    days = [(one, scenario.scenario_of(spot, one)) for one in dict.fromkeys(told)] or [
        (period, scenario.scenario_of(spot, period))
    ]
    spot.now.last_scenario = days[-1][1]
    if reason := _untold(spot, days, alone=not told):
        spot.leave(reason)
        return item
    how, settled = docomo_charge.measure_and_period(spot, how, period)
    days = days if told else [(settled, days[0][1])]
    negative = value.bracket_negative(spot)
    below = -1 if negative and how == "level" else 0
    for one, said in days:
        clause.reading.add(
            clause.row,
            t,
            item,
            measure=how,
            period=one,
            label=label,
            reader=clause.reader,
            scale=value.scale_of(spot, how),
            scenario=said,
            sign=measured.sign or below,
            approx=measured.ranged or value.approximate(spot),
            caption_bracket=_is_captioned(t, how, measured.sign),
            plain_outflow=value.cash_out(item, spot.said) and not negative,
            because=_because(spot, one, said),
        )
    return item


def _untold(spot: Spot, days: list[tuple[Period, str]], *, alone: bool) -> str:
    """Why it is not known whether the number tells of an outcome; '' where it is. `alone`: it has one period."""
    if any(said == scenario.UNTOLD for _, said in days):
        return _BELOW_TARGETS if spot.clause.aims else _BESIDE_TARGET
    period, said = days[0]
    over = period.kind == "month" and period.end <= spot.clause.reading.known_until
    if over and said not in {"actual", scenario.UNTOLD}:
        return f"a target told in the month up to {period.end}, or for it"
    if alone and _is_carried_on(spot, period, said):
        return f"behind a target for a time up to {period.end}, and nothing calls it one, too"
    late = alone and said == "actual" and _is_to_come(spot, period)
    return f"of a time up to {period.end}, and nothing calls it a target" if late else ""


def _is_carried_on(spot: Spot, period: Period, said: str) -> bool:
    """Whether a number is a target only because the sentence before told a time to come; below a heading about targets
    it may be one, but not in a sentence about what was."""
    clause, begun = spot.clause, spot.begun
    if said == "actual" or begun == clause.start or period.end <= clause.reading.known_until:
        return False
    stop = spot.stop
    if clause.aims and PAST.search(clause.low, begun, stop) is None:
        return False
    return not clause.dates_in(begun, stop) and cues("target", "in").search(clause.low, begun, stop) is None


def _is_to_come(spot: Spot, period: Period) -> bool:
    """Whether an amount or a count that nobody calls a target is of a date of its own line that is to come, and not of
    a time that goes on."""
    announced, item = spot.clause.reading.announced, spot.item
    begun = period.start and period.start <= announced and spot.concept.period == "duration"
    if not announced or period.end <= announced or begun:
        return False
    return spot.clause.names_end(period) and item.known and not spot.clause.about_charge


def _is_captioned(t: Token, how: str, sign: int) -> bool:
    """Whether brackets around a number are no minus: those around a ratio, or where words say which way it went ('up
    JPY786 million (12.0%)')."""
    around = t.bracket == "(" and t.percent
    return how in OF_WHOLE or (around and (how == "level" or sign != 0))


def _because(spot: Spot, period: Period, said: str) -> dict[str, Source]:
    """From where a fact has its item, period and scenario, as far as its own line does not say them."""
    clause, context, now = spot.clause, spot.clause.context, spot.now
    own = any(m.name == spot.item.concept for m in clause.mentions)
    named = own or now.explicit or now.named or clause.shared.items or clause.labels
    out = {"item": None if named else context.source("item", "metric", "subject")}
    if value.noted_above(spot):
        out["scale"] = context.source("scale")
    if not now.worded:
        out["period"] = _period_from(spot, period)
    if said != "actual" and clause.aims and not clause.speaks_of_targets:
        columns = context.source("scenarios")
        out["scenario"] = Source("head", columns.line) if columns is not None else context.source("target")
    return {part: source for part, source in out.items() if source is not None}


def _period_from(spot: Spot, period: Period) -> Source | None:
    """What says a period that no date of the line does."""
    clause, last, flows = spot.clause, spot.now.period, spot.concept.period == "duration"
    dates = [d.period for d in clause.dates if d.period is not None and d.period.end == period.end]
    if any(not (d.at_end and flows) for d in dates):  # 'order backlog at 3Q15-end' tells of no orders
        return None
    above = clause.context.period
    if last is not None and last != above:
        return None
    heading = clause.context.source("period") if period == above else None
    return heading or (FILING_PERIOD if period == clause.reading.filing_period else None)
