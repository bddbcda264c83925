"""Why a number in a sentence is not certainly of the time that its words, or what stands above it, seem to say."""

from __future__ import annotations

import itertools
import re
from calendar import month_name

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.periods import MONTH_WORD
from helpers.reading.cues import cue, cues, word
from helpers.reading.facts import COMPARISONS
from helpers.reading.sentences import docomo_charge, scenario, time_words, untold, when
from helpers.reading.sentences.compared_with import base_in_front, base_of, direct, has_ago_behind, is_base
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot

_PLANNED = re.compile(  # behind a number
    r"\s?\(?[^.;,()\d]{0,60}?\b(?P<word>planned|plan|targeted|budgeted|forecast(?:ed)?|projected|aim(?:ed)?|expected|scheduled"
    r"|will|announced)\b"
)
_PLAN = re.compile(  # before it
    r"\b(?P<word>guidance|budget(?:ed)?|projected|goals?|aim(?:ed)?|consensus"
    r"|(?<=we )plan(?!\s(?:to|for|of)\b)|intends?|likely|should|anticipate[ds]?)\b"
)
_QUARTER_BEFORE = re.compile(r"\b(?:previous|prior|preceding|last) quarter\b|\bsequential(?:ly)?\b")
_QOQ = re.compile(rf"{_QUARTER_BEFORE.pattern}|\bqoq\b")
_QUARTER = 3  # months
_TWO = 2  # dates
_BESIDE_QUARTER = "beside a comparison with the quarter before, and nothing tells that it is one with a year before"
ARROWS, ARROWHEADS = ("->", "=>", "\u2192", "\u21d2"), ("\u2191", "\u2193", "\u25b2", "\u25bc")
_BASE_BEHIND = re.compile(  # between a level and the date of what it was before
    r",?\s(?:up\s|down\s)?(?:from|compared (?:to|with)|against|versus|vs\.?)\s(?:jpy\s?)?[\d,.]+"
    r"\s?(?:million|billion|%)?\s(?:in|for|of)\s(?:the\s)?"
)
_OPENS = re.compile(r"\W*(?:in|for|during)?\s?(?:the month of\s)?")
_LABELS = re.compile(r"\s?:\s?(?:jpy\s?)?")  # '(Mar. 2014: 2,353)'
_UNTIL, _BASE, _QUARTERLY = (
    cue("compared", "until"),
    word("compared", "vs", "versus", "against", "times"),
    word("quarter", "sequential", "qoq"),
)
_MONTHS = frozenset(name for name in month_name if name and name != "May")  # which may begin a sentence
_MONTH = word(*map(str.lower, _MONTHS))
_ENDS_OF_HALVES = frozenset({"03-31", "09-30", "06-30", "12-31"})


def of_another_length(spot: Spot, label: str, measured: Measured) -> str:
    """'Revenues were JPY38,390 million, up 7.4% from 2Q15' where half a year is in force and no date tells of 2Q16:
    what is compared with a quarter is of one."""
    clause, now = spot.clause, spot.time
    if clause.about_charge or spot.concept.period != "duration":
        return ""
    if other := _beside_carried(spot, now):
        return f"beside {other}, and of {now.months} months by the sentence before"
    months = _months_of_base(spot, measured)
    if not months or months == now.months:
        return ""
    if any(not is_base(spot, d) for d in clause.dates_in(spot.begun, spot.t.start)):
        return ""
    return f"compared with {months} months, and of {now.months} as far as is told"


def _beside_carried(spot: Spot, now: Period) -> str:
    """A time of another length in the number's own sentence, where the sentence before told the time in force: 'Sales
    in 4Q16 were JPY5 billion. Cloud revenue rose from JPY3 billion in FY2015 to JPY6 billion.'"""
    clause = spot.clause
    if spot.begun == clause.start or now in {clause.reading.filing_period, clause.context.period}:
        return ""
    own = [(d.text, d.period) for d in clause.dates_in(spot.begun, spot.stop) if d.period is not None]
    told = any(p.end == now.end and p.start == now.start for _, p in own) or when.period_of(spot, "level") != now
    return "" if told else next((text for text, p in own if p.start and p.months != now.months), "")


def _months_of_base(spot: Spot, measured: Measured) -> int:
    """How long the time is that a number, or what compares it behind it, is compared with; 0 where nothing tells."""
    clause, base = spot.clause, _in_bracket(spot) if spot.clause.low.startswith(" (", spot.t.after) else None
    if clause.met & _UNTIL:
        base = _behind(spot, measured) or base
    base = base or (base_in_front(spot) if clause.met & _BASE else None)
    if base is not None and base.start:
        return base.months
    of_quarter = not spot.t.percent and clause.met & _QUARTERLY and _of_quarter(spot)
    return _QUARTER if of_quarter and when.period_of(spot, "level").months > _QUARTER else 0


def _behind(spot: Spot, measured: Measured) -> Period | None:
    """The time behind a number, or behind percentages that follow it, that it is compared with."""
    near = spot.clause.numbers[spot.i : spot.i + (1 if spot.t.percent else 3)]
    compared = measured.measure.endswith(COMPARISONS)
    bases = (base_of(spot.clause, n) for n in near if n.percent or (compared and n is near[0]))
    return next((base for base in bases if base is not None), None)


def _of_quarter(spot: Spot) -> bool:
    """Whether an amount is compared with the quarter before by what stands behind it."""
    clause, after = spot.clause, spot.t.after
    last = min((n.start for n in clause.mentions if n.start > after), default=clause.end)
    return _QOQ.search(clause.low, after, min(last, spot.stop)) is not None


def _in_bracket(spot: Spot) -> Period | None:
    """The year that opens a bracket right behind a number, with what it was then: '(FY2011: JPY8,006 million)'."""
    d = spot.following
    opens = d is not None and spot.clause.text[spot.t.after : d.start].strip() == "("
    own = opens and d is not None and spot.clause.text.startswith(":", d.end) and d.period is not None
    return d.period if own and d is not None and d.period is not None and d.period.kind == "fy" else None


def planned(spot: Spot, label: str, measured: Measured) -> str:
    """'half of the JPY157.0 billion planned', 'is projected to total', 'instead of the JPY7.3 billion announced in May
    2016': words for what is to come, and no rule calls it a target."""
    clause, t = spot.clause, spot.t
    found = _PLANNED.match(clause.low, t.after, spot.stop) or _PLAN.search(clause.low, spot.begun, t.start)
    if found is None or clause.about_charge:
        return ""
    if cues("outcome", "in").search(clause.low, spot.begun, spot.stop) is not None:
        return ""
    period = when.period_of(spot, measured.measure)
    aimed = period.end > clause.reading.known_until or scenario.scenario_of(spot, period) != "actual"
    return "" if aimed else f"'{found['word']}' beside it, and nothing tells that {label} is a target, or for what time"


def against_quarter(spot: Spot, label: str, measured: Measured) -> str:
    """'Compared to the previous quarter, revenues rose 4.9%': no change from a year before."""
    yoy = measured.measure.startswith("yoy") and not (direct(spot) or has_ago_behind(spot.clause, spot.t))
    return _BESIDE_QUARTER if yoy and _QUARTER_BEFORE.search(spot.clause.own) is not None else ""


def beside_quarter(spot: Spot, label: str, measured: Measured) -> str:
    """'grew to JPY117 million, from JPY1 million in 3Q11' in a filing of nine months: of a quarter too, perhaps."""
    filed, d = spot.clause.reading.filing_period, spot.following
    flows = measured.measure == "level" and spot.concept.period == "duration"
    if not flows or d is None or d.period is None or d.period.months == filed.months:
        return ""
    its = when.period_of(spot, "level")
    own = (its.start, its.end) != (filed.start, filed.end) or spot.clause.dates_in(spot.begun, spot.t.start)
    beside = not own and d.period.start and _BASE_BEHIND.fullmatch(spot.clause.low, spot.t.after, d.begins)
    return f"beside '{d.text}', what it was in {d.period.months} months: of which time, nothing tells" if beside else ""


def of_target_before(spot: Spot, label: str, measured: Measured) -> str:
    """'Total revenues are expected to be lower by JPY0.5 billion' in a notice of revised targets: than the target
    before, or than a year before."""
    told = measured.measure.startswith("yoy") and spot.clause.reading.revises and not direct(spot)
    if not told or has_ago_behind(spot.clause, spot.t) or base_of(spot.clause, spot.t) is not None:
        return ""
    aimed = scenario.scenario_of(spot, when.period_of(spot, measured.measure)) != "actual"
    return f"how much {label} is to change, and nothing tells since when, or from which target" if aimed else ""


def resolved_on(spot: Spot, label: str, measured: Measured) -> str:
    """'On May 15, 2015, the Board resolved a year-end dividend of': of the day of the resolution, not of its year."""
    now = spot.now.period if spot.concept.interim_at_end else None
    if now is None or now.start or now.end[5:] in _ENDS_OF_HALVES or spot.t.start in spot.clause.shared.periods:
        return ""
    over = when.period_of(spot, "level").end <= now.end  # the interim dividend, resolved after its day of record
    return "" if over else f"told on {now.end}, and nothing tells for what time {label} is"


def of_a_base(spot: Spot, label: str, measured: Measured) -> str:
    """'JPY1,371 million (1H15: JPY1,374 million, down 5.0% YoY)': how it changed to what is in front of the bracket, or
    how what is in it did; '(up 190 YoY) (FY15: 124)': what it was before, or how it changed then."""
    now, outer, clause = spot.now.period, spot.now.outer, spot.clause
    before = clause.numbers[spot.i - 1] if spot.i else None
    if outer is None or now is None or before is None or now.end >= outer.end or spot.now.net:
        return ""
    opened, how = clause.text.rfind("(", clause.start, spot.t.start), measured.measure
    if before.start > opened and how.startswith(("yoy", "qoq", "pt_", "change")):
        return f"a change up to {now.end} or to {outer.end}: of which is not told"
    beside = how == "level" and spot.now.last_measure.endswith(("_abs", "change")) and not spot.t.percent
    behind = beside and clause.text[before.after : opened].strip(" )") in {"", "YoY", "QoQ"}
    return f"what {label} was up to {now.end}, or how it changed: which is not told" if behind else ""


def of_two_times(spot: Spot, label: str, measured: Measured) -> str:
    """'JPY26.4 billion -> JPY27.9 billion (1Q13 -> 1Q14)': of one of two times that an arrow joins."""
    if len(spot.clause.dates) < _TWO:
        return ""
    pairs = itertools.pairwise(spot.clause.dates_in(spot.begun, spot.stop))
    joined = any(spot.clause.text[a.end : b.begins].strip() in ARROWS for a, b in pairs)
    return "beside two times that an arrow joins: of which is not certain" if joined else ""


def of_no_known_time(spot: Spot, label: str, measured: Measured) -> str:
    words = "" if spot.item.concept in docomo_charge.ITEMS else untold.untold(spot)
    if words == time_words.SEVERAL:
        return "the sentence before tells of several times, and nothing tells which of them goes on"
    if words:
        return f"'{words}' beside it names a time that is not known"
    if (
        measured.measure == "level"
        and not spot.clause.about_charge
        and (date := untold.span_behind(spot) or untold.unclaimed(spot))
    ):
        return f"'{date}' behind it, and nothing tells whether {label} is of that time"
    if month := _month_of_something(spot, measured):
        return f"behind '{month}', when something else may have happened"
    if month := _bare_month(spot):
        return f"'{month}' beside it, a month of a year that is not told"
    former = when.is_former(spot, measured.measure)
    return f"what {label} was before, and nothing tells when" if former else ""


def _month_of_something(spot: Spot, measured: Measured) -> str:
    """'Since we opened the center in April 2016, income was JPY1,108 million', 'the JPY7.3 billion set out in May 2016,
    and income of JPY5.0 billion': a month inside a sentence, which an amount that comes over a time would be of; 'We
    hired 140 graduates in April 2016 and had 2,980 employees': the day of a count is another."""
    clause, told = spot.clause, _month_told(spot, measured)
    if told is None or _LABELS.fullmatch(clause.low, told.end, spot.t.start):
        return ""
    if spot.concept.unit not in {"JPY", "count"}:
        return ""
    if spot.concept.period == "instant":
        balance = clause.low.endswith(("end of ", "as of "), 0, told.begins)
        return told.text if spot.before and not balance else ""
    named = [n.end for n in spot.named if n.kind != "subject"]  # 'We launched GIO P2 in November 2015, and revenue'
    opens = any(_OPENS.fullmatch(clause.low, at, told.begins) for at in [spot.begun, *named])
    own = opens and ";" not in clause.low[told.end : spot.t.start]
    return "" if own or spot.concept.unit == "count" else told.text


def _bare_month(spot: Spot) -> str:
    """'Recurring revenue: JPY64.4 billion (from July to September)': a month beside what comes over a time, without its
    year, which is not when something was announced or began."""
    clause = spot.clause
    flows = (spot.concept.unit, spot.concept.period) == ("JPY", "duration")
    if not clause.met & _MONTH or not flows or clause.about_charge:
        return ""
    last = min(spot.t.after + len(spot.right), spot.stop)
    mine = (m for m in MONTH_WORD.finditer(clause.text, spot.begun, last) if m.group() in _MONTHS)
    bare = (m for m in mine if not any(d.begins <= m.start() < d.end for d in clause.dates))
    return next((m.group() for m in bare if not time_words.is_of_event(clause.low[spot.begun : m.start()])), "")


def _month_told(spot: Spot, measured: Measured) -> Token | None:
    """The month before a number in its own sentence that the number seems to be of."""
    now = spot.now.period
    if now is None or now.kind != "month" or now != when.period_of(spot, measured.measure):
        return None
    return next((d for d in spot.clause.dates_in(spot.begun, spot.t.start) if d.period == now), None)
