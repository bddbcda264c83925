"""Why a number in a sentence is not certainly of the time that its words, or what stands above it, seem to say."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

from helpers.language import spans
from helpers.language.amounts import Token
from helpers.language.periods import MONTH_WORD, month_number
from helpers.language.phrases import without
from helpers.reading import stated
from helpers.reading.cues import cues, word
from helpers.reading.facts import LEVELS, QUARTER_ENDS
from helpers.reading.sentences import docomo_charge, scenario, time_words, when
from helpers.reading.sentences.clause import ASIDE
from helpers.reading.sentences.date_beside import LABELS_NEXT, days_behind, is_beside
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.time_words import is_of_event

_PLANNED = re.compile(  # behind a number
    r"\s?\(?[^.;,()\d]{0,60}?\b(?P<word>planned|plan|targeted|budgeted|forecast(?:ed)?|projected|aim(?:ed)?|expected|scheduled"
    r"|will|announced)\b"
)
_PLAN = re.compile(  # before it
    r"\b(?P<word>guidance|budget(?:ed)?|projected|goals?|aim(?:ed)?|consensus"
    r"|(?<=we )plan(?!\s(?:to|for|of)\b)|intends?|likely|should|anticipate[ds]?)\b"
)
ARROWHEADS = ("\u2191", "\u2193", "\u25b2", "\u25bc")
_OPENS = re.compile(r"\W*(?:in|for|during)?\s?(?:the month of\s)?")
_LABELS = re.compile(r"\s?:\s?(?:jpy\s?)?")  # '(Mar. 2014: 2,353)'
_MONTHS = frozenset(name for name in month_name if name and name != "May")  # which may begin a sentence
MONTH = word(*map(str.lower, _MONTHS))
_AND_ITS = re.compile(  # other amounts, each with a name, and a date that may be that of all
    r"(?:(?:,?\sand\s[a-z ][^.;,\d]{2,60}\s|[,;][\s:]*(?:(?:of|was|were|or)\s+)?)(?:jpy\s?)?[\d,.]+"
    r"(?:\s(?:million|billion|thousand)|%|\sper\s[a-z ]{3,30},)?)+\s(?:\(|(?:for|in|as (?:of|at)|at)\s(?:the\s)?)"
)
_TO_OTHER = re.compile(r"(?:\s?yen)?\sto\s")
_BRACKETS = frozenset("([")


def of_unknown_words(spot: Spot, label: str, measured: Measured) -> str:
    """Beside words for a time that are not understood, before the number or right behind it."""
    words = "" if spot.item.concept in docomo_charge.ITEMS else _untold(spot)
    if words == time_words.SEVERAL:
        return "the sentence before tells of several times, and nothing tells which of them goes on"
    return f"'{words}' beside it names a time that is not known" if words else ""


def of_date_behind(spot: Spot, label: str, measured: Measured) -> str:
    """In front of a date that may be the number's."""
    asked = measured.measure == "level" and not spot.clause.about_charge
    date = (_span_behind(spot) or _unclaimed(spot) or _words_of_all(spot)) if asked else ""
    return f"'{date}' behind it, and nothing tells whether {label} is of that time" if date else ""


def of_former_time(spot: Spot, label: str, measured: Measured) -> str:
    """What something was before, and nothing tells when ('total assets rose from ... to ...')."""
    how = measured.measure
    if how not in LEVELS or spot.clause.speaks_of_targets or not spot.former:
        return ""
    told = cues("scenario", "at").search(spot.low) is not None or is_beside(spot)
    moved = when.has_moved(spot) or _TO_OTHER.match(spot.right) is not None
    former = moved and not told and (when.ago(spot, how) or when.former(spot, how)) is None
    return f"what {label} was before, and nothing tells when" if former else ""


def _untold(spot: Spot) -> str:
    """Words for a time that are not understood, before the number or right behind it; '' where there are none."""
    clause = spot.clause
    last = min(spot.t.after + len(spot.right), spot.stop)
    odd = next((d for d in clause.dates if spot.t.after <= d.begins < last), None)
    if odd is not None and odd.period is None and not LABELS_NEXT.match(clause.low, odd.end):
        return odd.text
    if words := time_words.behind(clause, spot.t.after):
        ago = cues("ago", "behind").match(clause.low, spot.t.after) is not None
        return "" if ago or time_words.meant_in(words, clause) is not None else words
    words = spot.now.untold or _other_length(spot)
    if words == time_words.SEVERAL:
        return "" if clause.dates_in(spot.begun, spot.stop) else words
    return "" if is_beside(spot) else words


def _other_length(spot: Spot) -> str:
    """'our full-year target of' where nine months are in force, here or earlier in the sentence."""
    m = None if spot.concept.interim_at_end else when.length_told(spot)
    if m is None or any(n.start < m.end("words") and m.start("words") < n.end for n in spot.clause.mentions):
        return ""
    if when.full_year(spot, "level") is not None:
        return ""
    shared = spot.clause.shared.periods.get(spot.t.start)  # 'annual revenue of JPY2 and income of JPY1 for FY2014'
    months = (shared[0] if shared else spot.time).months
    return "" if months == spans.length(m["words"]) else m["words"]


def _unclaimed(spot: Spot) -> str:
    """A date behind a number in its own sentence, before the next number and bracket, that is not the number's, where
    no other stands before it: 'JPY15 billion of capital expenditures is expected for FY2016'."""
    clause, t, d = spot.clause, spot.t, spot.following
    if d is None or d.end > spot.stop or t.start in clause.shared.periods:
        return ""
    last = clause.numbers[spot.i + 1].start if spot.i + 1 < len(clause.numbers) else clause.end
    between = clause.low[t.after : d.begins]
    labels = LABELS_NEXT.match(clause.low, d.end)
    if d.end > last and (labels or not _runs_through_amounts(spot, between)):
        return ""
    if spot.concept.interim_at_end or (not _BRACKETS.isdisjoint(between) and d.end <= last) or is_of_event(between):
        return ""
    if clause.dates_in(spot.begun, t.start):
        return ""
    own, its = clause.span(d), when.period_of(spot, "level")
    return "" if own.end == its.end and own.start in {"", its.start} else d.text


def _words_of_all(spot: Spot) -> str:
    """'revenues of JPY43.5 billion and operating income of JPY1.6 billion in the fourth quarter': words for a time
    behind amounts told one after the other, that do not mean the number's own; '' where there are none."""
    clause, after = spot.clause, spot.t.after
    at, words = next(((at, words) for at, words in time_words.worded(clause) if at > after), (0, ""))
    if not words or at > spot.stop or not _runs_through_amounts(spot, clause.low[after:at]):
        return ""
    meant = time_words.meant_in(words, clause)
    return "" if meant is not None and meant.end == when.period_of(spot, "level").end else words


def _runs_through_amounts(spot: Spot, between: str) -> bool:
    """Whether amounts, each with its name, stand between a number and a date, which may be of the last or of all."""
    unnamed = without(between, spot.clause.mentions, spot.t.after)
    return _AND_ITS.fullmatch(ASIDE.sub("", unnamed)) is not None


def _span_behind(spot: Spot) -> str:
    """'A buyback of JPY1.5 billion (892 thousand shares) was made from November 2016 to January 2017': days that are
    told of what a sentence began with."""
    clause, flow = spot.clause, spot.concept.period == "duration"
    last = [d for d in clause.dates if d.start >= spot.t.after and d.end <= spot.stop]
    if not flow or len(last) < 2 or stated.days(clause.text, *last[:2]) is None:
        return ""
    if days_behind(spot, "level") is not None:
        return ""
    between = ASIDE.sub("", clause.low[spot.t.after : last[0].begins])
    return f"{last[0].text} to {last[1].text}" if between.endswith((" from ", " between ")) else ""


def planned(spot: Spot, label: str, measured: Measured) -> str:
    """'half of the JPY157.0 billion planned', 'is projected to total', 'instead of the JPY7.3 billion announced in May
    2016': words for what is to come, and no rule calls it a target."""
    clause, t = spot.clause, spot.t
    found = _PLANNED.match(clause.low, t.after, spot.stop)
    found = found or _PLAN.search(clause.low, spot.begun, t.start)
    if found is None or clause.about_charge:
        return ""
    if cues("outcome", "in").search(clause.low, spot.begun, spot.stop) is not None:
        return ""
    period = when.period_of(spot, measured.measure)
    aimed = period.end > clause.reading.known_until or scenario.scenario_of(spot, period) != "actual"
    return "" if aimed else f"'{found['word']}' beside it, and nothing tells that {label} is a target, or for what time"


def of_month_of_something(spot: Spot, label: str, measured: Measured) -> str:
    """'Since we opened the center in April 2016, income was JPY1,108 million', 'the JPY7.3 billion set out in May 2016,
    and income of JPY5.0 billion': a month inside a sentence, which an amount that comes over a time would be of; 'We
    hired 140 graduates in April 2016 and had 2,980 employees': the day of a count is another."""
    clause, told, unit = spot.clause, _month_told(spot, measured), spot.concept.unit
    if told is None or unit not in {"JPY", "count"} or _LABELS.fullmatch(clause.low, told.end, spot.t.start):
        return ""
    if spot.concept.period == "instant":
        own = not spot.before or clause.low.endswith(("end of ", "as of "), 0, told.begins)
    else:
        named = [n.end for n in spot.named if n.kind != "subject"]  # 'We launched GIO P2 in November 2015, and revenue'
        opens = any(_OPENS.fullmatch(clause.low, at, told.begins) for at in [spot.begun, *named])
        own = unit == "count" or (opens and ";" not in clause.low[told.end : spot.t.start])
    return "" if own else f"behind '{told.text}', when something else may have happened"


def of_bare_month(spot: Spot, label: str, measured: Measured) -> str:
    """'Recurring revenue: JPY64.4 billion (from July to September)', 'total assets were JPY114.6 billion at the end of
    June': a month without its year beside what comes over a time, which is not when something was announced or began;
    or one at the end of which a balance is told, unless the filing's own time ends with it."""
    clause = spot.clause
    if clause.about_charge or spot.concept.unit not in {"JPY", "ratio", "count"}:
        return ""
    flows = (spot.concept.unit, spot.concept.period) == ("JPY", "duration")
    asked = (m for m in _bare_months(spot) if flows or _ends_with(spot, m))
    month = next((m[1] for m in asked if not is_of_event(clause.low[spot.begun : m.start()])), "")
    return f"'{month}' beside it, a month of a year that is not told" if month else ""


def _bare_months(spot: Spot) -> Iterator[re.Match[str]]:
    """The months without a year in the number's sentence, up to the next number; one in brackets behind it is none."""
    clause = spot.clause
    aside = ASIDE.match(clause.low, spot.t.after)  # 'was JPY114.6 billion (JPY108.3 billion) at the end of June'
    behind = aside.end() if aside is not None else spot.t.after
    last = next((n.start for n in clause.numbers if behind <= n.start < spot.stop), spot.stop)
    named = (m for m in MONTH_WORD.finditer(clause.text, spot.begun, last) if m[1] in _MONTHS)
    return (m for m in named if not any(d.begins <= m.start() < d.end for d in clause.dates))


def _ends_with(spot: Spot, month: re.Match[str]) -> bool:
    """Whether a balance is told of the end of a month that is not the last of the filing's time."""
    own = month_number(month[1]) == int(spot.clause.reading.today[5:7])
    return spot.clause.low.endswith(" end of ", 0, month.start()) and not own


def resolved_on(spot: Spot, label: str, measured: Measured) -> str:
    """'On May 15, 2015, the Board resolved a year-end dividend of': of the day of the resolution, not of its year."""
    now = spot.now.period if spot.concept.interim_at_end else None
    if now is None or now.start or now.end[5:] in QUARTER_ENDS or spot.t.start in spot.clause.shared.periods:
        return ""
    over = when.period_of(spot, "level").end <= now.end  # the interim dividend, resolved after its day of record
    return "" if over else f"told on {now.end}, and nothing tells for what time {label} is"


def _month_told(spot: Spot, measured: Measured) -> Token | None:
    """The month before a number in its own sentence that the number seems to be of."""
    now = spot.now.period
    if now is None or now.kind != "month" or now != when.period_of(spot, measured.measure):
        return None
    return next((d for d in spot.clause.dates_in(spot.begun, spot.t.start) if d.period == now), None)
