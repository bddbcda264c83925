"""Dates that tell the time of what follows them, and those of an event, a cause or what something is compared with."""

from __future__ import annotations

import re

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.reading import stated
from helpers.reading.sentences.clause import Clause, Named
from helpers.reading.sentences.dividend_days import OF_DIVIDEND

_NOT_WHEN = re.compile(  # in small letters
    r"\b(?:announced|launch(?:ed)?|fixed|revised|since|from|until|effective date|started?|released?|listed|founded"
    r"|payable"
    r"|(?<!order )(?<!orders )received|same(?: level)? as|bought|acquired|established"
    r"|compared (?:to|with)|(?:in )?comparison (?:to|with)|versus|vs\.?|against|unlike(?: in)?|to be|dated|will be"
    r"|installed)"
    r"(?:\s(?:on|in|of|by|again|as (?:of|at)))?(?:\sthe)?(?:\send\sof(?:\sthe)?)?"
    r"(?:\s(?:each of )?(?:the )?(?:respective )?balances? as (?:of|at))?\s*$"
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
    r"\b(?:from|compared (?:to|with)|vs\.?|versus|against|after|following)\s(?:[a-z' ]{3,70}\sof\s)?"
    r"(?:the\s)?(?:jpy\s?)?[\d,.]+"
    r"(?:\s(?:million|billion|thousand)|\s?%)?"
    r"(?:\s\([^()]*\))?\s(?:for|in|as (?:of|at)|at)\s(?:the\s)?$"
)
_PART_OF = re.compile(  # one not understood
    r"\b[a-z]+\s(?:quarters?|half|months?|weeks?)\s(?:of|in)\s(?:the\s|our\s)?$"
)
_TO_HERE = tuple(f"{word} " for word in ("to", "through", "until", "-", "~"))
_FAR = 110  # characters before a date that tell of it


def note(clause: Clause, t: Token, now: Named) -> None:
    """Take a period token as the period of what follows, unless it is when something was announced or the like."""
    before = words_before(clause, t)
    if t.period is None:
        now.untold = t.text
        return
    if OF_DIVIDEND.match(clause.text, t.end):
        return
    if is_of_event(before) or _is_of_other(before) or is_of_base(before) or _is_of_cause(clause, t):
        return
    vague = _PART_OF.search(before) if t.period.kind == "fy" else None
    if t.begins == t.start and t.period.kind in {"day", "month"} and ("end" in before or "by " in before):
        vague = _UNTIL.search(before)
    now.untold = f"{vague.group()}{t.text}" if vague is not None else ""
    now.period = (_span_from(clause, t) if before.endswith(_TO_HERE) else None) or clause.span(t)


def words_before(clause: Clause, t: Token) -> str:
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
