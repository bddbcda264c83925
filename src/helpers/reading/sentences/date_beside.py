"""The date right beside a number, as far as the words between them allow that it is the number's."""

from __future__ import annotations

import re

from helpers.language import periods
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.reading import stated
from helpers.reading.cues import TO_AMOUNT, cues
from helpers.reading.facts import LEVELS
from helpers.reading.headings import is_aimed
from helpers.reading.sentences import time_words
from helpers.reading.sentences.clause import ASIDE, Clause
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.time_words import is_of_event

_AT_RIGHT = re.compile(  # all between a number and the date behind it, in small letters
    r"[\s,]{0,4}(?:newly |new )?(?:graduates |companies |shares |(?:per|a) (?:common )?share )?(?:of common stock )?"
    r"(?:\s{0,3}\(|(?:\)\s?)?(?:(?:were|was|is|are|have been|has been) )?"
    r"(?:[a-z]{2,}ed |spent |paid |made |increase |decrease )?"
    r"(?:for|in|as (?:of|at)|at|during|over|by|of)(?: (?:the|its|our))?(?: end of)?|(?:is|are) planned for"
    r"|\(?(?:as (?:of|at)|at|on|for|in|recognized in))?\s{0,3}\(?(?:the )?\s{0,3}"
)
_LEFT_DATE = re.compile(r"[\s:,(]{0,6}(?:of|was|were)?\s{0,3}(?:JPY\s?)?[(+-]?")
LABELS_NEXT = re.compile(
    rf"\s?:|\s[a-z][^,;:.()\d]{{2,40}}:|\s(?:\(?(?:plan|target|forecast|budget|actual)s?\)?\s?:?\s?)?{TO_AMOUNT}[+]?\d"
)
"""What stands behind a date that labels what follows it, in small letters."""
_AS_OF_LATER = re.compile(r"(?:[^.;()]|\.(?=\d|[A-Z]?\.?\$)){0,60}\b(?:as (?:of|at)|rate on) ", re.IGNORECASE)
_IN_MONTH = re.compile(rf"[^().;]{{0,40}}(?:\((?P<aside>{periods.MONTH})\.?\)|\bthis (?P<this>{periods.MONTH})\b)")
_OF_SHARE = re.compile(
    r"\sof\s[a-z][a-z &/-]{2,40}\s(?:in|for|as (?:of|at)|at)\s(?:the\s)?"
)  # '19% of cloud revenue in 3Q13'
_EFFECTIVE = re.compile(r"\beffective (?:(?:date )?(?:of|on|from)\s)?$|\bsplit (?:of|on|as (?:of|at))\s$")
_LEADS = frozenset({"", "from", "for", "in", "during", "between"})
_NEAR = 40  # characters between a number and a date, brackets apart
DATED_MEASURES = LEVELS | {"change", "yoy_pct", "yoy_abs"}
"""The measures of what may be of a date beside it."""


def is_beside(spot: Spot) -> bool:
    """Whether nothing but small words and asides parts a number from the date behind it."""
    following = spot.following
    if following is None:
        return False
    return _AT_RIGHT.fullmatch(ASIDE.sub("", spot.clause.low[spot.t.after : following.begins])) is not None


def labelled(spot: Spot, measure: str) -> Period | None:
    """'1Q13: JPY5,400 million', '(1H15 43.9%)', 'as FY2015 (4.4%)': a date right before the number."""
    previous, clause = spot.previous, spot.clause
    if measure not in LEVELS or previous is None or previous.period is None:
        return None
    between = clause.text[previous.end : spot.t.start]
    other = spot.now.period is None or previous.period.end != spot.now.period.end
    bracketed = clause.text[previous.start - 1 : previous.start] == "(" or spot.t.bracket == "("
    labels = other and (between.strip() or bracketed) and _LEFT_DATE.fullmatch(between)
    return clause.span(previous) if labels else None


def in_month(spot: Spot, measure: str) -> Period | None:
    """'2,050 branches in Tokai area (Aug.)', '155 new graduates this April'."""
    month = _IN_MONTH.match(spot.right) if spot.concept.unit == "count" and measure == "level" else None
    return periods.month_near(month["aside"] or month["this"], spot.clause.reading.today) if month else None


def behind(spot: Spot, measure: str) -> Period | None:
    """A date behind the number, as far as the words between them allow."""
    following, clause = spot.following, spot.clause
    if following is None or following.period is None:
        return None
    after = spot.near.end if spot.near is not None else _behind_name(spot)  # '11.2% YoY in 1H16'
    between = ASIDE.sub("", clause.text[after : following.begins])
    from_now = following.period.end > clause.reading.today and between.strip(" ,") == "from"
    if from_now or (":" in spot.t.text and _EFFECTIVE.search(between)):
        return following.period
    compared = measure not in LEVELS and between.strip().lower().removesuffix(" the") in {"over", "on"}
    if is_of_event(between.lower()) or (compared and following.period.end < spot.time.end):
        return None  # 'the JPY7.3 billion announced in May 2016', 'up 13.5% over 1H15'
    if _alone_behind(spot, following, between):
        return clause.span(following)
    return _near(spot, following, measure, between)


def _behind_name(spot: Spot) -> int:
    """Where a number ends with its item's name right behind it: '86 MVNE clients'."""
    counted = spot.t.bare and spot.concept.unit == "count"
    name = spot.clause.named_at(spot.t.after + 1) if counted else None
    return name.end if name is not None else spot.t.after


def of_level_behind(spot: Spot, measure: str) -> Period | None:
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


def days_behind(spot: Spot, measure: str) -> Period | None:
    """'JPY64.4 billion (Jul. 2016 - Sep. 2016)', ', from Nov. 2016 to Jan. 2017': all the days."""
    clause, first = spot.clause, spot.following
    last = clause.date_from(first.end) if first is not None else None
    if first is None or last is None or first.period is None or last.period is None:
        return None
    leads = ASIDE.sub("", clause.low[spot.t.after : first.begins]).strip(" ,(") in _LEADS
    parts = {first.period.kind, last.period.kind} <= {"day", "month"}
    return stated.days(clause.text, first, last) if leads and parts else None


def of_whole(spot: Spot, measure: str) -> Period | None:
    """'JPY93,282 million, 81.6% of FY13 total revenues': an amount is of the time of which it is so large a part."""
    clause, d = spot.clause, spot.following
    share = clause.numbers[spot.i + 1] if spot.i + 1 < len(clause.numbers) else None
    if share is None or not share.percent or d is None or measure != "level" or spot.t.percent:
        return None
    beside = clause.text[spot.t.after : share.start].strip() in {",", "("}
    of = clause.low[share.after : d.begins] in {" of ", " of the ", " of our "}
    of = of and not is_aimed(clause.low[d.end : d.end + _NEAR].split(",")[0])  # '22.8% of the FY16 target'
    return clause.span(d) if beside and of else None


def _alone_behind(spot: Spot, following: Token, between: str) -> bool:
    """Whether the one date of a number's own sentence is that of a balance ('..., as of June 30'), or of new shares."""
    clause, t = spot.clause, spot.t
    if clause.dates_in(spot.begun, spot.stop) != [following]:
        return False
    if spot.concept.period != "instant" or " from " in between or not _AS_OF_LATER.fullmatch(between):
        return False
    return not any(t.end <= n.start < following.start for n in clause.numbers)


def _near(spot: Spot, following: Token, measure: str, between: str) -> Period | None:
    """'JPY9.6 billion in FY2012', '39.1 billion (FY2011)'; not a label of what stands behind the date."""
    clause = spot.clause
    if _is_of_bracket(clause, following, between):
        return None
    share = spot.t.percent and _OF_SHARE.fullmatch(between.lower()) is not None
    near = share or (len(between) < _NEAR and _AT_RIGHT.fullmatch(between.lower()) is not None)
    named_next = between.strip() in {",", ";"} and clause.named_at(following.end + 1) is not None
    labels_next = named_next or LABELS_NEXT.match(clause.low, following.end, clause.end) is not None
    return clause.span(following) if near and measure in DATED_MEASURES and not labels_next else None


def _is_of_bracket(clause: Clause, date: Token, before: str) -> bool:
    """Whether a date opens a bracket and is of a number in it: '(1H14 actual: operating loss of JPY0.2 billion)'."""
    closed = clause.text.find(")", date.start, clause.end)
    return before.endswith("(") and any(date.end < n.start < closed for n in clause.numbers)


def behind_bracket(spot: Spot, measure: str) -> Period | None:
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


def worded_behind(spot: Spot, measure: str) -> Period | None:
    """'JPY11.8 billion in the third quarter'."""
    words = time_words.behind(spot.clause, spot.t.after)
    return time_words.meant_in(words, spot.clause) if words else None
