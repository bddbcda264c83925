"""When a number in a sentence is of: by a date or words for a time beside it, else by the period in force."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.language import calendar, periods, spans
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.reading import stated
from helpers.reading.cues import TO_AMOUNT, Rules, cue, cues, word
from helpers.reading.facts import COMPARISONS, LEVELS
from helpers.reading.sentences import docomo_charge, scenario, time_words
from helpers.reading.sentences.clause import ASIDE, DATED, FOLLOWED, FORMER, Clause, Named, Spot
from helpers.reading.sentences.compared_with import base_of

_AT_RIGHT = re.compile(  # all between a number and the date behind it, in small letters
    r"[\s,]{0,4}(?:newly |new )?(?:graduates |companies |shares |(?:per|a) (?:common )?share )?(?:of common stock )?"
    r"(?:\s{0,3}\(|(?:\)\s?)?(?:(?:were|was|is|are|have been|has been) )?"
    r"(?:[a-z]{2,}ed |spent |paid |made |increase |decrease )?"
    r"(?:for|in|as of|at|during|over|by|of)(?: (?:the|its|our))?(?: end of)?|(?:is|are) planned for"
    r"|\(?(?:as of|at|on|for|in|recognized in))?\s{0,3}\(?(?:the )?\s{0,3}"
)
_NOT_WHEN = re.compile(  # in small letters
    r"\b(?:announced|launch(?:ed)?|fixed|revised|since|from|until|effective date|started?|released?|listed|founded"
    r"|payable"
    r"|(?<!order )(?<!orders )received|same(?: level)? as|bought|acquired|established"
    r"|compared (?:to|with)|versus|vs\.?|against|unlike(?: in)?|to be|dated|will be|installed)"
    r"(?:\s(?:on|in|of|by|again|as of))?(?:\sthe)?(?:\send\sof(?:\sthe)?)?"
    r"(?:\s(?:each of )?(?:the )?(?:respective )?balances? as of)?\s*$"
)
_PLAIN_BEFORE = (" for ", " for the ", "(")  # before most dates, and none of these
_OF_OTHER = re.compile(  # what something is compared with: 'above the corresponding period of FY2012'
    r"\b(?:(?:same|corresponding) (?:period|quarter|half|months) of|(?:above|below|than|times)(?: in| for)?"
    r"(?: (?:that|those|the level) (?:of|in|for))?)(?: the)?\s$"
)
_OTHERS = ("same", "corresponding", "above", "below", "than", "times")  # one of them stands there
_UNTIL = re.compile(  # 'the 26 weeks ended', 'by the end of': of a day, and not known since when
    r"\b(?:(?:[a-z\d-]+\s){0,2}(?:ended|ending)\s(?:on\s)?|by\s(?:the\s)?(?:end\sof\s)?)$"
)
# 'Following the acquisition in FY2013,': of what opens a sentence, and not of what it goes on to tell
_OF_CAUSE = re.compile(r"(?:^|[.;]\s)\W*(?:following|after|thanks to|due to|owing to|despite)\s[^,.;:()]*$")
_OF_BASE = re.compile(  # 'from JPY2,917 million for FY2008': of that amount alone
    r"\b(?:from|compared (?:to|with)|vs\.?|versus|against|after|following)\s(?:[a-z' ]{3,70}\sof\s)?(?:jpy\s?)?[\d,.]+"
    r"(?:\s(?:million|billion|thousand)|\s?%)?"
    r"(?:\s\([^()]*\))?\s(?:for|in|as of|at)\s(?:the\s)?$"
)
_LONG = re.compile(r"\b(?P<words>(?:full|half)[- ]year|annual|quarterly|(?:three|six|nine|twelve)-month)\b")
_LENGTHS = ("year", "annual", "quarterly", "-month")
_YEAR = 12  # months
_TO_OTHER = re.compile(r"(?:\s?yen)?\sto\s")
_PART_OF = re.compile(  # one not understood
    r"\b[a-z]+\s(?:quarters?|half|months?|weeks?)\s(?:of|in)\s(?:the\s|our\s)?$"
)
_AND_ITS = re.compile(  # another amount and a date, which may be that of both
    r",?\sand\s[a-z][^.;,\d]{2,60}\s(?:jpy\s?)?[\d,.]+(?:\s(?:million|billion|thousand)|%)?"
    r"\s(?:for|in|as of|at)\s(?:the\s)?"
)
_ADJECTIVE = re.compile(r"\s(?:year-end|interim)\s(?:(?:cash )?dividends?|and\b)")
_FOR_WHICH = re.compile(
    r"\s?(?:per (?:common )?share )?(?:for|as) (?:the |an? )?(?:fy\d{4} )?(?P<which>interim|year-end)\b"
)
_WHICH_DIVIDEND = re.compile(r"\b(annual|total|interim|year-end)\b", re.IGNORECASE)
_LEFT_DATE = re.compile(r"[\s:,(]{0,6}(?:of|was|were)?\s{0,3}(?:JPY\s?)?[(+-]?")
_LABELS_NEXT = re.compile(  # in small letters
    rf"\s?:|\s[a-z][^,;:.()\d]{{2,40}}:|\s(?:\(?(?:plan|target|forecast|budget|actual)s?\)?\s?:?\s?)?{TO_AMOUNT}[+]?\d"
)
_AS_OF_LATER = re.compile(r"(?:[^.;()]|\.(?=\d|[A-Z]?\.?\$)){0,60}\b(?:as of|rate on) ", re.IGNORECASE)
_IN_MONTH = re.compile(rf"[^().;]{{0,40}}(?:\((?P<aside>{periods.MONTH})\.?\)|\bthis (?P<this>{periods.MONTH})\b)")
_OF_SHARE = re.compile(r"\sof\s[a-z][a-z &/-]{2,40}\s(?:in|for|as of|at)\s(?:the\s)?")  # '19% of cloud revenue in 3Q13'
_TO_HERE = tuple(f"{word} " for word in ("to", "through", "until", "-", "~"))
_EFFECTIVE = re.compile(r"\beffective (?:(?:date )?(?:of|on|from)\s)?$|\bsplit (?:of|on|as of)\s$")
_EACH_QUARTER = re.compile(r"^[^.;\d]{0,60}\beach quarter\b", re.IGNORECASE)
_BRACKETS, _LEADS = frozenset("(["), frozenset({"", "from", "for", "in", "during", "between"})
_NEAR, _FAR = 40, 110  # characters between a number and a date, brackets apart; before a date, that tell of it
_BESIDE = LEVELS | {"change", "yoy_pct", "yoy_abs"}


def note(clause: Clause, t: Token, now: Named) -> None:
    """Take a period token as the period of what follows, unless it is when something was announced or the like."""
    before = _before(clause, t)
    if t.period is None:
        now.untold = t.text
        return
    if _ADJECTIVE.match(clause.text, t.end):
        return
    if is_of_event(before) or _is_of_other(before) or is_of_base(before) or _is_of_cause(clause, t):
        return
    vague = _PART_OF.search(before) if t.period.kind == "fy" else None
    if t.begins == t.start and t.period.kind in {"day", "month"} and ("end" in before or "by " in before):
        vague = _UNTIL.search(before)
    now.untold = f"{vague.group()}{t.text}" if vague is not None else ""
    now.period = (_span_from(clause, t) if before.endswith(_TO_HERE) else None) or clause.span(t)


def _before(clause: Clause, t: Token) -> str:
    """The words before a date that tell of it, in small letters."""
    return clause.low[max(clause.start, t.begins - _FAR) : t.begins]


def is_of_event(before: str) -> bool:
    """Whether a date behind these words is when something was announced or the like, and not what numbers are of."""
    return not before.endswith(_PLAIN_BEFORE) and _NOT_WHEN.search(before) is not None


def _is_of_cause(clause: Clause, t: Token) -> bool:
    """Whether a date is that of what a sentence begins with, and not of what it goes on to tell."""
    return clause.low.startswith(",", t.end) and _OF_CAUSE.search(clause.low[clause.start : t.begins]) is not None


def _is_of_other(before: str) -> bool:
    """Whether a date behind these words is that of what something is compared with."""
    return any(map(before.__contains__, _OTHERS)) and _OF_OTHER.search(before) is not None


def is_of_base(before: str) -> bool:
    """Whether a date, or words for a time, behind these words are of the former amount before them alone."""
    return _OF_BASE.search(before) is not None


def _span_from(clause: Clause, t: Token) -> Period | None:
    """'from April 1 to September 30, 2016': all the days."""
    first = next((d for d in reversed(clause.dates) if d.end <= t.start), None)
    leads = first is not None and clause.low.endswith(("from ", "for ", "in ", "during "), 0, first.start)
    return stated.days(clause.text, first, t) if first is not None and leads else None


def untold(spot: Spot) -> str:
    """Words for a time that are not understood, before the number or right behind it; '' where there are none."""
    clause = spot.clause
    if odd := _odd_behind(spot):
        return odd
    if words := time_words.behind(clause, spot.t.after):
        ago = cues("ago", "behind").match(clause.low, spot.t.after) is not None
        return "" if ago or time_words.meant_in(words, clause) is not None else words
    words = spot.now.untold or _other_length(spot)
    if words == time_words.SEVERAL:
        return "" if clause.dates_in(spot.begun, spot.stop) else words
    return "" if not words or _is_beside(spot) else words


def _odd_behind(spot: Spot) -> str:
    """The first date behind a number, before the next and in its sentence, where it is not understood; else ''."""
    clause, after = spot.clause, spot.t.after
    end = min(after + len(spot.right), spot.stop)
    d = next((d for d in clause.dates if after <= d.begins < end), None)
    odd = d is not None and d.period is None and not _LABELS_NEXT.match(clause.low, d.end)
    return d.text if odd and d is not None else ""


def _other_length(spot: Spot) -> str:
    """'our full-year target of' where nine months are in force, here or earlier in the sentence."""
    m = None if spot.concept.interim_at_end else _long(spot)
    if m is None or any(n.start < m.end("words") and m.start("words") < n.end for n in spot.clause.mentions):
        return ""
    if _full_year(spot, "level") is not None:
        return ""
    shared = spot.clause.shared.periods.get(spot.t.start)  # 'annual revenue of JPY2 and income of JPY1 for FY2014'
    months = (shared[0] if shared else spot.time).months
    return "" if months == spans.length(m["words"]) else m["words"]


def _long(spot: Spot) -> re.Match[str] | None:
    """The last word for a length in the number's own sentence, before it."""
    clause = spot.clause
    if not any(word in clause.own for word in _LENGTHS):
        return None
    begun = spot.begun
    return next(reversed(list(_LONG.finditer(clause.low, begun, spot.t.start))), None)


def _is_beside(spot: Spot) -> bool:
    following = spot.following
    if following is None:
        return False
    return _AT_RIGHT.fullmatch(ASIDE.sub("", spot.clause.low[spot.t.after : following.begins])) is not None


def unclaimed(spot: Spot) -> str:
    """A date behind a number in its own sentence, before the next number and bracket, that is not the number's, where
    no other stands before it: 'JPY15 billion of capital expenditures is expected for FY2016'."""
    clause, t, d = spot.clause, spot.t, spot.following
    if d is None or d.end > spot.stop or t.start in clause.shared.periods:
        return ""
    last = clause.numbers[spot.i + 1].start if spot.i + 1 < len(clause.numbers) else clause.end
    if d.end > last and not _AND_ITS.fullmatch(ASIDE.sub("", clause.low[t.after : d.begins])):
        return ""
    between = clause.low[t.after : d.begins]
    if spot.concept.interim_at_end or (not _BRACKETS.isdisjoint(between) and d.end <= last) or is_of_event(between):
        return ""
    if clause.dates_in(spot.begun, t.start):
        return ""
    own, its = clause.span(d), period_of(spot, "level")
    return "" if own.end == its.end and own.start in {"", its.start} else d.text


def span_behind(spot: Spot) -> str:
    """'A buyback of JPY1.5 billion (892 thousand shares) was made from November 2016 to January 2017': days that are
    told of what a sentence began with."""
    clause, flow = spot.clause, spot.concept.period == "duration"
    last = [d for d in clause.dates if d.start >= spot.t.after and d.end <= spot.stop]
    if not flow or len(last) < 2 or stated.days(clause.text, *last[:2]) is None:
        return ""
    if _days_behind(spot, "level") is not None:
        return ""
    between = ASIDE.sub("", clause.low[spot.t.after : last[0].begins])
    return f"{last[0].text} to {last[1].text}" if between.endswith((" from ", " between ")) else ""


def is_former(spot: Spot, measure: str) -> bool:
    """Whether an amount is what something was before, and nothing tells when ('total assets rose from ... to ...')."""
    clause = spot.clause
    if measure not in LEVELS or clause.speaks_of_targets or not spot.former:
        return False
    told = cues("scenario", "at").search(spot.low) is not None or _is_beside(spot)
    moved = _has_moved(spot) or _TO_OTHER.match(spot.right) is not None
    return moved and not told and (_ago(spot, measure) or _former(spot, measure)) is None


def _has_moved(spot: Spot) -> bool:
    if "turned to " in spot.sentence.lower():  # 'turned to a profit of JPY280 million from a loss of JPY91 million'
        return True
    low = spot.low.rpartition(" from ")[0]
    before = spot.clause.low[spot.clause.start : spot.clause.numbers[spot.i - 1].start] if spot.i else ""
    led = bool(before) and " from " in spot.low and cues("direction", "before").search(before) is not None
    return led or spot.now.last_measure.endswith(COMPARISONS) or cues("direction", "before").search(low) is not None


def periods_of(spot: Spot, measure: str) -> list[Period]:
    """The periods of the number: one, or one for each date or quarter that it is printed for."""
    told = spot.clause.shared.periods.get(spot.t.start, []) if measure in _BESIDE else []
    if told:
        return [_of_dividend(spot, period) for period in told] if spot.concept.interim_at_end else told
    if spot.item.concept == docomo_charge.PAYMENT:
        return docomo_charge.same_as(spot)
    if "each" in spot.clause.own and _EACH_QUARTER.search(spot.right):
        year = next((d.period for d in spot.clause.dates if d.start > spot.t.end and d.period), None)
        if year is not None and year.kind == "fy":
            return [calendar.quarter(calendar.fiscal_year(year.end), q) for q in (1, 2, 3, 4)]
    return []


def period_of(spot: Spot, measure: str) -> Period:
    """The period the words around the number give it, else the one in force, else the filing's."""
    period = None
    for rule in _RULES.left(spot.met):
        if period := rule(spot, measure):
            break
    period = period or _in_force(spot, measure)
    return _of_dividend(spot, period) if spot.concept.interim_at_end else period


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


def _of_dividend(spot: Spot, period: Period) -> Period:
    """The period of a dividend by the words so far ('FY13 year-end dividend'), and by 'for interim' behind it."""
    said = f"{spot.now.label} {spot.sentence}"
    before = spot.clause.dates_in(spot.begun, spot.t.start)
    if before and before[-1].period is not None and _ADJECTIVE.match(spot.clause.text, before[-1].end):
        period = before[-1].period
    which = _FOR_WHICH.match(spot.clause.low, spot.t.after)
    if which is None:
        return record_date(said, period)
    named = (d.period for d in spot.clause.dates if d.period and which.start() <= d.start < which.end())
    return record_date(f"{said} {which['which']}", next(named, period))


def _is_flow(spot: Spot) -> bool:
    """Whether the line item is one that comes over a time, such as income, so that no day is its period."""
    concept = load().concepts.get(spot.item.concept)
    return concept is not None and concept.period == "duration" and not concept.interim_at_end


def _known_by(spot: Spot, period: Period) -> Period:
    """A balance that is no target is not of a day to come that a heading names: it is of the day of the filing."""
    told = spot.clause.names_end(period)
    if (told and spot.concept.unit != "ADS") or scenario.scenario_of(spot, period) != "actual":
        return period
    return Period("", spot.clause.reading.announced or period.end, "day")


def record_date(text: str, period: Period) -> Period:
    """The period of a dividend that `text` names last: an annual one is of its fiscal year, an interim or year-end
    one of the day its half ends."""
    year = calendar.year_of(period.end)
    said = _WHICH_DIVIDEND.findall(text)
    if not said or said[-1].lower() in {"annual", "total"}:
        return year if said or period.months in {3, 9} else period
    interim = said[-1].lower() == "interim"
    return Period("", calendar.half(calendar.fiscal_year(period.end), 1).end if interim else year.end, "day")


# ---- what stands beside a number: rules in order, None where one has nothing to say ---------------------------------


def _labelled(spot: Spot, measure: str) -> Period | None:
    """'1Q13: JPY5,400 million', '(1H15 43.9%)': a date right before the number."""
    previous, clause = spot.previous, spot.clause
    if measure not in LEVELS or previous is None or previous.period is None:
        return None
    between = clause.text[previous.end : spot.t.start]
    other = spot.now.period is None or previous.period.end != spot.now.period.end
    bracketed = clause.text[previous.start - 1 : previous.start] == "("
    labels = other and (between.strip() or bracketed) and _LEFT_DATE.fullmatch(between)
    if labels and "," in between and is_of_event(_before(clause, previous)):
        return None  # 'The target, announced in May 2016, was JPY6,800 million'
    return clause.span(previous) if labels else None


def _in_month(spot: Spot, measure: str) -> Period | None:
    """'2,050 branches in Tokai area (Aug.)', '155 new graduates this April'."""
    month = _IN_MONTH.match(spot.right) if spot.concept.unit == "count" and measure == "level" else None
    return periods.month_near(month["aside"] or month["this"], spot.clause.reading.today) if month else None


def _behind(spot: Spot, measure: str) -> Period | None:
    """A date behind the number, as far as the words between them allow."""
    following, clause = spot.following, spot.clause
    if following is None or following.period is None:
        return None
    after = spot.near.end if spot.near is not None else spot.t.after  # '11.2% YoY in 1H16'
    between = ASIDE.sub("", clause.text[after : following.begins])
    from_now = following.period.end > clause.reading.today and between.strip(" ,") == "from"
    if from_now or (":" in spot.t.text and _EFFECTIVE.search(between)):
        return following.period
    if is_of_event(between.lower()):
        return None  # 'the JPY7.3 billion announced in May 2016'
    if _alone_behind(spot, following, between):
        return clause.span(following)
    return _near(spot, following, measure, between)


def _of_level_behind(spot: Spot, measure: str) -> Period | None:
    """'fell 0.4 points YoY to 19.9% in 4Q14': a change is of the time of the level that it leads to."""
    clause, d = spot.clause, spot.following
    before = [n for n in clause.numbers[spot.i + 1 :] if d is not None and n.end <= d.begins]
    if measure in LEVELS or d is None or not before or d.begins >= spot.stop:
        return None
    if _is_of_bracket(clause, d, clause.text[before[-1].after : d.begins]):
        return None  # 'grew 3.2% to JPY51,034 million (9M13: JPY49,452 million)'
    level, led = before[-1], clause.low[clause.numbers[spot.i + len(before) - 1].after : before[-1].start]
    leads = cues("level", "at").search(led) is not None and cues("former", "at").search(led) is None
    return clause.span(d) if leads and _AT_RIGHT.fullmatch(clause.low, level.after, d.begins) else None


def _days_behind(spot: Spot, measure: str) -> Period | None:
    """'JPY64.4 billion (Jul. 2016 - Sep. 2016)', ', from Nov. 2016 to Jan. 2017': all the days."""
    clause, first = spot.clause, spot.following
    last = next((d for d in clause.dates if first is not None and d.start >= first.end), None)
    if first is None or last is None or first.period is None or last.period is None:
        return None
    leads = ASIDE.sub("", clause.low[spot.t.after : first.begins]).strip(" ,(") in _LEADS
    parts = {first.period.kind, last.period.kind} <= {"day", "month"}
    return stated.days(clause.text, first, last) if leads and parts else None


def _of_whole(spot: Spot, measure: str) -> Period | None:
    """'JPY93,282 million, 81.6% of FY13 total revenues': an amount is of the time of which it is so large a part."""
    clause, d = spot.clause, spot.following
    share = clause.numbers[spot.i + 1] if spot.i + 1 < len(clause.numbers) else None
    if share is None or not share.percent or d is None or measure != "level" or spot.t.percent:
        return None
    beside = clause.text[spot.t.after : share.start].strip() in {",", "("}
    of = clause.low[share.after : d.begins] in {" of ", " of the ", " of our "}
    return clause.span(d) if beside and of else None


def _alone_behind(spot: Spot, following: Token, between: str) -> bool:
    """Whether the one date of a number's own sentence is that of a balance ('..., as of June 30'), or of new shares."""
    clause, t = spot.clause, spot.t
    if clause.dates_in(spot.begun, spot.stop) != [following]:
        return False
    if t.noun in {"share", "shares"} and spot.concept.period == "duration":
        return between.endswith((" in ", " on "))  # '12,400 new shares due to the exercise of options in July 2017'
    if spot.concept.period != "instant" or " from " in between or not _AS_OF_LATER.fullmatch(between):
        return False
    return not any(t.end <= n.start < following.start for n in clause.numbers)


def _near(spot: Spot, following: Token, measure: str, between: str) -> Period | None:
    """'JPY9.6 billion in FY2012', '39.1 billion (FY2011)'; not a label of what stands behind the date."""
    clause = spot.clause
    if _is_of_bracket(clause, following, between):
        return None
    if _ADJECTIVE.match(clause.text, following.end):  # 'JPY7,000 million, FY2016 year-end dividend'
        return None
    share = spot.t.percent and _OF_SHARE.fullmatch(between.lower()) is not None
    near = share or (len(between) < _NEAR and _AT_RIGHT.fullmatch(between.lower()) is not None)
    labels_next = _LABELS_NEXT.match(clause.low, following.end, clause.end) is not None
    return clause.span(following) if near and measure in _BESIDE and not labels_next else None


def _is_of_bracket(clause: Clause, date: Token, before: str) -> bool:
    """Whether a date opens a bracket and is of a number in it: '(1H14 actual: operating loss of JPY0.2 billion)'."""
    closed = clause.text.find(")", date.start, clause.end)
    return before.endswith("(") and any(date.end < n.start < closed for n in clause.numbers)


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


def _full_year(spot: Spot, measure: str) -> Period | None:
    """'Full-year revenue target: JPY158.0 billion' in a filing for a part of that year."""
    filed = spot.clause.reading.filing_period
    m = _long(spot) if filed.months < _YEAR and measure == "level" and _is_flow(spot) and spot.aimed_at else None
    whole = m is not None and spans.length(m["words"]) == _YEAR
    first = whole and not (spot.before or spot.former) and spot.now.period in {None, filed}
    return calendar.year_of(filed.end) if first else None


def _former(spot: Spot, measure: str) -> Period | None:
    """'up 6.2% from JPY38,890 million', 'compared with JPY2,563 million': what it was a year, or a quarter, before."""
    if measure not in LEVELS or not spot.former or spot.concept.period == "instant":
        return None
    now = spot.time
    if scenario.planned(spot, now) or not _has_moved(spot):
        return None
    if not now.start or now.end > spot.clause.reading.known_until:
        return None
    return calendar.before(now) if spot.now.last_measure.startswith("qoq") else now.ago()


def _ago(spot: Spot, measure: str) -> Period | None:
    """'JPY3,180 million a year ago'."""
    ago = cues("ago", "behind").match(spot.clause.low, spot.t.after) if measure in LEVELS else None
    return spot.time.ago() if ago is not None else None


def _in_bracket_of_ago(spot: Spot, measure: str) -> Period | None:
    """'down 24.0% from the corresponding period of the previous fiscal year (JPY2,563 million)'."""
    if measure not in LEVELS or spot.concept.period != "duration":
        return None
    ago = cues("ago", "bracket").search(spot.clause.low, spot.begun, spot.t.start)
    return spot.time.ago() if ago is not None else None


def _behind_bracket(spot: Spot, measure: str) -> Period | None:
    """'(interim: JPY13.50, year-end: JPY13.50) for FY2018': the date behind the bracket, where none is in it."""
    clause, t, following = spot.clause, spot.t, spot.following
    closed = clause.text.find(")", t.end, clause.end)
    opened = clause.text.rfind("(", clause.start, t.start)
    if following is None or closed < 0 or opened < clause.text.rfind(")", clause.start, t.start):
        return None
    if opened < 0 or following.begins < closed or any(opened < d.start < closed for d in clause.dates):
        return None
    between = clause.low[closed + 1 : following.begins]
    if measure not in LEVELS or _is_of_bracket(clause, following, between):
        return None  # '(JPY9,260 million) (FY2012: JPY5,946 million)'
    return clause.span(following) if _AT_RIGHT.fullmatch(between) else None


def _worded_behind(spot: Spot, measure: str) -> Period | None:
    """'JPY11.8 billion in the third quarter'."""
    words = time_words.behind(spot.clause, spot.t.after)
    return time_words.meant_in(words, spot.clause) if words else None


_RULES: Rules[Callable[[Spot, str], Period | None]] = Rules(
    (_labelled, DATED),
    (_in_month, 0),
    (_ago, cue("ago", "behind")),
    (_in_bracket_of_ago, cue("ago", "bracket")),
    (_days_behind, FOLLOWED),
    (_of_level_behind, FOLLOWED),
    (_of_whole, FOLLOWED),
    (_behind, FOLLOWED),
    (_behind_bracket, FOLLOWED),
    (_worded_behind, time_words.TELLS_LENGTH),
    (_between_dates, 0),
    (_full_year, word("year", "annual")),
    (_former, FORMER),
)
