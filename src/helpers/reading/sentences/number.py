"""What becomes of a number in a sentence: a fact for each of its periods, with its reasons; no amount at all; or unread
with a reason."""

from __future__ import annotations

import re

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.reading.because import FILING_PERIOD, Source
from helpers.reading.facts import OF_WHOLE
from helpers.reading.sentences import docomo_charge, doubt, measure, scenario, value, when, which_item
from helpers.reading.sentences.doubt_measure import BESIDE
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.value import fit_unit

_BRACKETED = re.compile(r"\([^()]*$")
_BESIDE_TARGET = "beside a target, and nothing tells for what time"
_BELOW_TARGETS = "below a heading about targets, and nothing tells for what time"


def take(spot: Spot) -> None:
    """Ask a number what it is of, how measured, when, and whether it is an outcome; a fact, or unread with a reason."""
    clause, t, now = spot.clause, spot.t, spot.now
    if told := clause.shared.doubts.get(t.start):
        spot.leave(told)
        return
    found = which_item.item_of(spot)
    if found is None or not found[0].concept:
        heading = clause.context.title()[:60] or "none"
        spot.leave(f"the vocabulary knows no line item in this line, nor in the heading above it ({heading})")
        return
    clause.first_subject = clause.first_subject or clause.next_subject
    item, label = spot.take(found[0]), found[1]
    measured = measure.measure_of(spot)
    item = spot.take(fit_unit(spot, item))
    nobodys = "" if item.concept else f"so many {t.noun}, and nothing tells of what"
    reason = nobodys or doubt.doubt(spot, label, measured) or _beside_unread(spot, measured)
    if reason:
        spot.leave(reason)
        return
    item = spot.take(_add(spot, item, label, measured))
    now.own = (item, label) if item not in {now.item, now.combined()} else None
    now.last_measure, now.last_sign = measured.measure, measured.sign
    now.at_number = (item if now.item else None, now.metric, now.subject, label)


def _beside_unread(spot: Spot, measured: Measured) -> str:
    """Why a comparison is of nobody knows what: it is told of the number before it, which is unread."""
    clause, before = spot.clause, spot.before
    moved_to = measured.measure in OF_WHOLE and spot.low.startswith(" to ")  # 'from 55.0% to 53.2%'
    if before is None or moved_to:
        return ""
    role, _ = clause.reading.roles.get((clause.row.line.number, before.start), ("", ""))
    paid = before.currency and spot.t.currency  # 'JPY7 million for SI (JPY6 million for FY2013)'
    opened = _BRACKETED.search(clause.text, before.after, spot.t.start) if paid else None
    since = opened.start() if opened is not None else before.after
    named = any(since <= n.start for n in spot.named)  # and not its own noun: '94 thousand contracts'
    touches = " " not in clause.text[before.end : spot.t.start]  # 'JPY2,[]05 million'
    if role != "unread" or ((named or not (opened or _is_told_with(spot, measured))) and not touches):
        return ""
    return f"beside {before.text}, which is unread: of what it tells is not known"


def _is_told_with(spot: Spot, measured: Measured) -> bool:
    """Whether a number goes on about what the number before it is of."""
    bare = spot.t.percent or spot.t.bare
    compared = measured.measure.endswith(("_abs", "change")) or spot.former
    beside = spot.low.endswith((" and ", " and jpy")) or BESIDE.fullmatch(spot.low) is not None
    return bare or compared or beside or not spot.named


def _add(spot: Spot, item: Item, label: str, measured: Measured) -> Item:
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
    late = alone and said == "actual" and _is_to_come(spot, period)
    return f"of a time up to {period.end}, and nothing calls it a target" if late else ""


def _is_to_come(spot: Spot, period: Period) -> bool:
    """Whether an amount or a count that nobody calls a target is of a date of its own line that is to come, and not of
    a time that goes on."""
    announced, item = spot.clause.reading.announced, spot.item
    begun = period.start and period.start <= announced and spot.concept.period == "duration"
    if not announced or period.end <= announced or begun:
        return False
    return item.known and not spot.clause.about_charge


def _is_captioned(t: Token, how: str, sign: int) -> bool:
    """Whether brackets around a number are no minus: those around a ratio, or where words say which way it went ('up
    JPY786 million (12.0%)')."""
    around = t.bracket == "(" and t.percent
    return how in OF_WHOLE or (around and (how == "level" or sign != 0))


def _because(spot: Spot, period: Period, said: str) -> dict[str, Source]:
    """From where a fact has its item, period and scenario, as far as its own line does not say them."""
    clause, context, now = spot.clause, spot.clause.context, spot.now
    named = now.explicit or now.named or clause.shared.items or clause.labels
    own = named or any(m.name == spot.item.concept for m in clause.mentions)
    out = {"item": None if own else context.source("item", "metric", "subject")}
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
