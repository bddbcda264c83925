"""When a number in a sentence is of: by a date or words for a time beside it; what it was a year or a quarter ago,
where words say so; else by the period in force. Which day a dividend is of: the one its half of the year ends, or all
of the year."""

from __future__ import annotations

import re

from helpers.language import calendar, spans
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.reading.cues import Rules, cue, cues, word
from helpers.reading.facts import COMPARISONS, LEVELS
from helpers.reading.sentences import date_beside, docomo_charge, scenario, time_words
from helpers.reading.sentences.clause import DATED
from helpers.reading.sentences.compared_with import base_of
from helpers.reading.sentences.date_beside import DATED_MEASURES
from helpers.reading.sentences.spot import FOLLOWED, FORMER, Spot

_LONG = re.compile(r"\b(?P<words>(?:full|half)[- ]year|annual|quarterly|(?:three|six|nine|twelve)-month)\b")
_TELLS_LENGTH = word("full", "half", "annual", "quarterly", "month")
_YEAR = 12  # months
_EACH_QUARTER = re.compile(r"^[^.;\d]{0,60}\beach quarter\b", re.IGNORECASE)
_TWO = 2  # numbers before one: by how much something moved, and to what
_FOR_WHICH = re.compile(
    r"\s?(?:per (?:common )?share )?(?:for|as) (?:the |an? )?(?:fy\d{4} )?(?P<which>interim|year-end)\b"
)
_BOTH = re.compile(r"\binterim and (?:the )?year-end\b", re.IGNORECASE)
_NEAR = 20  # characters behind an amount that it is of each
_WHICH_DIVIDEND = re.compile(r"\b(annual|total|full[- ]year|interim|year-end|final)\b", re.IGNORECASE)


def periods_of(spot: Spot, measure: str) -> list[Period]:
    """The periods of the number: one, or one for each date or quarter that it is printed for."""
    told = spot.clause.shared.periods.get(spot.t.start, []) if measure in DATED_MEASURES else []
    if spot.concept.interim_at_end:
        return [_of_dividend(spot, period) for period in told] or _of_both(spot, period_of(spot, measure))
    if told:
        return told
    if spot.item.concept == docomo_charge.PAYMENT:
        return docomo_charge.same_as(spot)
    return _each_quarter(spot) if "each" in spot.clause.own and _EACH_QUARTER.search(spot.right) else []


def _each_quarter(spot: Spot) -> list[Period]:
    """The quarters of the time that the sentence begins with, else of the year behind the number."""
    opens = [d for d in spot.clause.dates_in(spot.begun, spot.t.start) if _opens(spot, d)]
    behind = (d for d in spot.clause.dates if d.start > spot.t.end)
    of = next((d.period for d in (*opens, *behind) if d.period), None)
    if of is None:
        return []
    quarters = (calendar.quarter(calendar.fiscal_year(of.end), q) for q in (1, 2, 3, 4))
    return [one for one in quarters if of.start <= one.start and one.end <= of.end]


def _opens(spot: Spot, d: Token) -> bool:
    """'During FY2015, JPY0.27 billion was recognized each quarter': whether a sentence begins with a time."""
    return spot.clause.low[spot.begun : d.begins].strip(" -") in {"during", "in"}


def period_of(spot: Spot, measure: str) -> Period:
    """The period the words around the number give it, else the one in force, else the filing's."""
    period = _RULES.first(spot.met, spot, measure)
    period = period or (_newest(spot) if measure not in LEVELS else None) or _in_force(spot, measure)
    if spot.concept.interim_at_end:
        return _of_dividend(spot, period)
    return calendar.year_of(period.end) if load().of_dividend(spot.concept) else period


def _in_force(spot: Spot, measure: str) -> Period:
    """The period told last, here or above, else the filing's: a balance is of no day to come, a flow of no day."""
    reading = spot.clause.reading
    told = reading.stated_periods.get(spot.item.concept) or spot.now.period
    period = told or reading.filing_period
    if told is None and spot.clause.context.ahead and scenario.scenario_of(spot, period) != "actual":
        return spot.clause.context.ahead
    late = reading.announced and period.end > reading.announced
    if late and spot.concept.period == "instant" and measure == "level":
        period = _known_by(spot, period)
    if not period.start and _is_flow(spot):  # the day was that of a balance named before
        period = next((p for p in (spot.clause.context.period, reading.filing_period) if p and p.start), period)
    return period


def _newest(spot: Spot) -> Period | None:
    """The newest of the times that the amounts before a comparison share, in its sentence: 'for 1Q16 and 1Q15 were ...,
    respectively, up 15.0% YoY'."""
    shared = spot.clause.shared.periods
    before = [p for at, periods in shared.items() if spot.begun <= at < spot.t.start for p in periods]
    return max(before, key=lambda p: p.end, default=None)


def _is_flow(spot: Spot) -> bool:
    """Whether the line item is one that comes over a time, such as income, so that no day is its period."""
    concept = load().concepts.get(spot.item.concept)
    return concept is not None and concept.period == "duration"


def _known_by(spot: Spot, period: Period) -> Period:
    """A balance that is no target is not of a day to come that a heading names: it is of the day of the filing."""
    told = spot.clause.names_end(period)
    if (told and spot.concept.unit != "ADS") or scenario.scenario_of(spot, period) != "actual":
        return period
    return Period("", spot.clause.reading.announced or period.end, "day")


def _between_dates(spot: Spot, measure: str) -> Period | None:
    """The dates between which a balance changed; without two dates, since the fiscal year began."""
    if measure != "change" or spot.concept.period != "instant":
        return None
    now, dates = spot.time, [d.period for d in spot.clause.dates if d.period]
    ends, base = sorted({d.end for d in dates}), base_of(spot.clause, spot.t)
    if base is not None and not base.start and base.end < now.end:
        return Period(base.end, now.end, "range")
    if len(ends) >= 2:
        return None if spot.now.net else Period(ends[0], ends[-1], "range")
    begun = _begun(spot, now, dates)
    return Period(begun, now.end, "range") if begun else None


def _begun(spot: Spot, now: Period, dates: list[Period]) -> str:
    """The day since when a balance changed, by one date or none; '' where none tells."""
    fiscal = calendar.year_of(now.end).start
    if not now.start:
        return calendar.day_before(fiscal)
    base = base_of(spot.clause, spot.t)
    since = [d.end for d in dates if (not d.start or d is base) and d.end < now.end]
    if since:
        return since[0]
    own = not dates or dates[0].end == now.end
    return calendar.day_before(fiscal) if own and now.start == fiscal and spot.concept.unit == "JPY" else ""


def full_year(spot: Spot, measure: str) -> Period | None:
    """'Full-year revenue target: JPY158.0 billion' in a filing for a part of that year."""
    filed = spot.clause.reading.filing_period
    m = length_told(spot) if filed.months < _YEAR and measure == "level" and _is_flow(spot) and spot.aimed_at else None
    whole = m is not None and spans.length(m["words"]) == _YEAR
    first = whole and not (spot.before or spot.former) and spot.now.period in {None, filed}
    return calendar.year_of(filed.end) if first else None


def length_told(spot: Spot) -> re.Match[str] | None:
    """The last word for a length in the number's own sentence, before it."""
    if not spot.met & _TELLS_LENGTH:
        return None
    return next(reversed(list(_LONG.finditer(spot.clause.low, spot.begun, spot.t.start))), None)


def has_moved(spot: Spot) -> bool:
    """Whether the words before a number tell that something moved from it."""
    low = spot.low.rpartition(" from ")[0]
    before = spot.clause.low[spot.clause.start : spot.clause.numbers[spot.i - 1].start] if spot.i else ""
    led = bool(before) and " from " in spot.low and cues("direction", "before").search(before) is not None
    compares = spot.now.last_measure.endswith(COMPARISONS) or _leads_to(spot)
    return led or compares or cues("direction", "before").search(low) is not None


def _leads_to(spot: Spot) -> bool:
    """'climbed 7.6% to JPY114,272 million from JPY106,248 million': whether a change leads to the number before."""
    numbers, low = spot.clause.numbers, spot.clause.low
    if spot.i < _TWO:
        return False
    moved, to = numbers[spot.i - 2], numbers[spot.i - 1]
    led = cues("level", "at").search(low[moved.after : to.start]) is not None
    led = led and low[to.after : spot.t.start].strip(", ").removesuffix("jpy").strip() == "from"
    told = (f.measure for f in spot.clause.facts_from(moved.start))
    return led and any(measure.endswith((*COMPARISONS, "pt_change")) for measure in told)


def former(spot: Spot, measure: str) -> Period | None:
    """'up 6.2% from JPY38,890 million', 'compared with JPY2,563 million': what it was a year, or a quarter, before."""
    if measure not in LEVELS or not spot.former or spot.concept.period == "instant":
        return None
    now = spot.time
    if scenario.planned(spot, now) or not has_moved(spot):
        return None
    return calendar.before(now) if spot.now.last_measure.startswith("qoq") else now.ago()


def ago(spot: Spot, measure: str) -> Period | None:
    """'JPY3,180 million a year ago', 'down 24.0% from the same period of the previous year (JPY2,563 million)'."""
    low, flows = spot.clause.low, spot.concept.period == "duration"
    told = cues("ago", "behind").match(low, spot.t.after)
    bracket = cues("ago", "bracket").search(low, spot.begun, spot.t.start) if flows else None
    return spot.time.ago() if measure in LEVELS and (told or bracket) else None


def _of_dividend(spot: Spot, period: Period) -> Period:
    """The period of a dividend by the words so far ('FY13 year-end dividend'), and by 'for interim' behind it."""
    said = f"{spot.now.label} {spot.sentence}"
    which = _FOR_WHICH.match(spot.clause.low, spot.t.after)
    if which is None:
        return record_date(said, period)
    named = (d.period for d in spot.clause.dates if d.period and which.start() <= d.start < which.end())
    return record_date(f"{said} {which['which']}", next(named, period))


def _of_both(spot: Spot, period: Period) -> list[Period]:
    """The days of 'interim and year-end dividends of JPY11.00 each'; none where one of them is told."""
    both = _BOTH.search(spot.sentence) is not None
    if not both or "each" not in spot.right[:_NEAR].replace(".", " ").split():
        return []
    return [record_date(which, period) for which in ("interim", "year-end")]


def record_date(text: str, period: Period) -> Period:
    """The period of a dividend that `text` names last: an annual one is of its fiscal year, an interim or year-end
    one of the day its half ends."""
    year = calendar.year_of(period.end)
    said = _WHICH_DIVIDEND.findall(text)
    if not said or said[-1].lower() not in {"interim", "year-end", "final"}:
        return year if said or period.months in {3, 9} else period
    interim = said[-1].lower() == "interim"
    return Period("", calendar.half(calendar.fiscal_year(period.end), 1).end if interim else year.end, "day")


_RULES: Rules[[Spot, str], Period | None] = Rules(
    (date_beside.labelled, DATED),
    (date_beside.in_month, 0),
    (ago, cue("ago", "behind") | cue("ago", "bracket")),
    (date_beside.days_behind, FOLLOWED),
    (date_beside.of_level_behind, FOLLOWED),
    (date_beside.of_whole, FOLLOWED),
    (date_beside.behind, FOLLOWED),
    (date_beside.behind_bracket, FOLLOWED),
    (date_beside.worded_behind, time_words.TELLS_LENGTH),
    (_between_dates, 0),
    (full_year, word("year", "annual")),
    (former, FORMER),
)
