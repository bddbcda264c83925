"""Times that a sentence tells: dates that are of what follows them, and those of an event, a cause or what something
is compared with; words that are no date ('for the nine months'), and what they mean in a filing."""

from __future__ import annotations

import itertools
import re

from helpers.language import calendar, periods, spans
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.reading import stated
from helpers.reading.cues import cues, word
from helpers.reading.facts import Reading
from helpers.reading.sentences.clause import Clause, Named

# Words for a time that are no date: 'for the nine months', 'in the same period of the previous year'.
WORDED = re.compile(
    r"\b(?:for|in|during|throughout|over(?=\sthe)"
    r"|(?<!end )(?<!period )(?<!quarter )(?<!half )(?<!months )of(?=\s(?:the|this|last|previous|prior)\s))\s"
    r"(?:(?:the|its|our|this|that|a|an)\s)?"
    r"(?P<words>(?:[a-z]+[\s-]){0,3}?(?:years?|quarters?|half|months?|weeks?|term|period)(?:\sunder\sreview)?)\b(?!-)"
    r"(?P<more>\s(?:of|in)\s(?:the\s|last\s)?[a-z ]{0,20}?(?:year|period|term)\b)?"
)
_OF_QUARTER = re.compile(  # 'the fourth quarter revenues were'
    r"(?:^|[.;:]\s?|\b(?:the|our|its)\s)\W{0,6}(?P<words>(?:first|second|third|fourth)[\s-](?:quarter|half))(?:'s|\)?:)?\s"
    r"(?!of\b|ended\b|ending\b|and\b|or\b|to\b)(?=[a-z]|(?<='s\s))"
)
_POINT = re.compile(  # of another time than the filing's, and no date
    r"(?<!from the )(?<!since the )(?<!with the )(?<!than the )\b(?P<words>"
    r"(?:end|beginning|start)\sof\sthe\s(?:(?:previous|preceding|prior|last|first|second|third|fourth)\s)?(?:fiscal\s)?(?:year|quarter|month)"
    r"|(?:^|(?<=[.;,]\s))\W*(?:last|previous|prior)\s(?:year|quarter|month)"
    r"|(?:^|(?<=[.;]\s))\W*(?:an?|one|two|three|four)\s(?:quarter|year|month)s?\sago"
    r"|(?:an?|one|two|three|four)\s(?:quarter|year|month)s?\sago(?=\s(?:was|were)\b)"
    r"|(?:last|previous|prior)\s(?:fiscal\s)?(?:year|quarter|month)(?=\s(?:was|were)\b)"
    r"|since\s(?:its|the|our)\s(?:launch|start|beginning|foundation)|(?<!year )(?<!year-)to\sdate)\b"
)
_EARLIER = re.compile(  # than a year, behind an amount
    r"\s(?:(?:was|were)\s[a-z]+ed\s)?(?P<words>(?:two|three|four|five|some|several)\s(?:years|quarters|months)\s"
    r"(?:ago|earlier|before)|at\sthe\stime\sof)\b"
)
_AT = " at the "
_YEAR_BEFORE = re.compile(r"(?:(?:the )?(?P<part>[a-z -]+) of )?(?:the )?(?:previous|prior|preceding) fiscal year")
WAS_SPENT = re.compile(r"\s(?:was|were|has been|have been)\s(?:already\s)?(?:[a-z]+ed|spent|paid|made)\b")
LENGTHS = ("year", "quarter", "half", "month", "week", "term", "period")
"""One of them stands in all words for a time."""
SEVERAL = "several times before it"
"""What the period in force is where the sentence before told of several, and none of them is the filing's."""
TELLS_LENGTH = word(*LENGTHS, "since", "date")
_PLAIN = frozenset({
    "first", "second", "third", "fourth", "full", "fiscal", "six", "nine", "three", "twelve", "months", "month", "half",
    "quarter", "year", "period", "term", "under", "review", "reporting", "current", "cumulative", "of", "the",
})  # fmt: skip
OF_DIVIDEND = re.compile(r"\s(?:year-end|interim)\s(?:(?:cash )?dividends?|and\b)")
"""What stands behind a date that tells which dividend, and not when."""
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


def worded(clause: Clause) -> list[tuple[int, str]]:
    """Where words for a time end that no date is a part of, and the words."""
    if not clause.met & TELLS_LENGTH:
        return []
    found = [(m, m.group().partition(" ")[2]) for m in WORDED.finditer(clause.low, clause.start, clause.end)]
    taken = [m.span() for m, _ in found]
    for m in itertools.chain.from_iterable(
        p.finditer(clause.low, clause.start, clause.end) for p in (_OF_QUARTER, _POINT)
    ):
        if not any(begins <= m.start("words") < end for begins, end in taken):
            found.append((m, m["words"]))
    # 'for the fourth consecutive year' tells how often, not when
    return [(m.start("words"), words) for m, words in found if "consecutive" not in words and not _is_taken(clause, m)]


def behind(clause: Clause, at: int) -> str:
    """'the third quarter' of 'in the third quarter' right behind an offset; '' where there is
    nothing, or a part of a date or of a name."""
    if earlier := _EARLIER.match(clause.low, at):
        return earlier["words"]
    spent = WAS_SPENT.match(clause.low, at)  # 'of which JPY6.1 billion was spent in the first half'
    at = spent.end() if spent is not None else at
    point = _POINT.match(clause.low, at + len(_AT)) if clause.low.startswith(_AT, at) else None
    if point is not None and point["words"] != "end of the quarter":
        return point["words"]  # 'were JPY117.8 billion at the end of the previous fiscal year'
    found = WORDED.match(clause.low, at + 1) if clause.low.startswith(" ", at) else None
    return "" if found is None or _is_taken(clause, found) else found.group().partition(" ")[2]


def _is_taken(clause: Clause, words: re.Match[str]) -> bool:
    """Whether words for a time are a part of a date, or of a name: 'in short-term borrowings'."""
    at, end = words.start("words"), words.end()
    dated = any(d.begins <= end + 1 and at < d.end for d in clause.dates)
    return dated or any(n.start <= at < n.end for n in clause.mentions)


def take_words(clause: Clause, words: str, now: Named) -> None:
    """Take words for a time as the period of what follows; what they mean may not be known."""
    known = meant_in(words, clause)
    now.period, now.untold = (known, "") if known is not None else (now.period, words)
    now.worded = known is not None


def meant_in(words: str, clause: Clause) -> Period | None:
    """The same in a sentence; below a heading for another year than the filing's, of that. What it aims at is of no
    part of a year that is over ('In the first half, we expect'), and 'the full year' is then that which goes on."""
    above = clause.context.year_above(clause.reading.year)
    if above is not None:
        plain = _plain(words)
        return above if spans.length(plain) == above.months else spans.named_part(plain, above)
    known, reading = meant(words, clause.reading), clause.reading
    aims = clause.aims or clause.speaks_of_targets
    if not aims or known == reading.filing_period or cues("outcome", "in").search(clause.own) is not None:
        return known
    if known is None and words.replace("-", " ").endswith("full year"):
        known = calendar.year_of(reading.filing_period.end)
    return known if known is not None and known.end > reading.known_until else None


def meant(words: str, reading: Reading) -> Period | None:
    """The days of 'the nine months', 'the third quarter', 'the period' in a filing; None where that is not certain."""
    if (m := _YEAR_BEFORE.fullmatch(words)) is not None:
        year = calendar.year_of(reading.filing_period.end).ago(1)
        return spans.named_part(m["part"], year) if m["part"] else year
    said = _plain(words).split()
    if not _PLAIN.issuperset(said):
        return None
    filed = reading.filing_period
    nth = next((periods.ORDINALS[w] for w in said if w in periods.ORDINALS), 0)
    text = " ".join(said)
    months = spans.length(text) or filed.months
    if months == 3 and "month" not in text:
        quarter = calendar.quarter(calendar.fiscal_year(reading.quarter.end), nth) if nth else reading.quarter
        return _over(quarter, reading.quarter.end)
    if months == 6 and nth and filed.months > 6:
        return _over(calendar.half(calendar.fiscal_year(filed.end), nth), reading.known_until)
    return filed if months == filed.months and nth < 2 else None


def _plain(words: str) -> str:
    """Words for a time without what stands before them, and without hyphens."""
    first, _, others = words.replace("-", " ").partition(" ")
    return others if first in {"the", "this", "its", "our"} else words.replace("-", " ")


def is_time(label: str) -> bool:
    """Whether a label is nothing but words for a time: 'Second quarter', 'For the half', 'Six months'."""
    return _PLAIN.issuperset(label.lower().replace("-", " ").removeprefix("for ").split())


def _over(period: Period, day: str) -> Period | None:
    return period if period.end <= day else None


def note(clause: Clause, t: Token, now: Named) -> None:
    """Take a period token as the period of what follows, unless it is when something was announced or the like."""
    before = words_before(clause, t.begins)
    if t.period is None:
        now.untold = t.text
        return
    if OF_DIVIDEND.match(clause.text, t.end):
        return
    if is_of_event(before) or is_of_other(before) or _is_of_cause(clause, t):
        return
    vague = _PART_OF.search(before) if t.period.kind == "fy" else None
    if t.begins == t.start and t.period.kind in {"day", "month"} and ("end" in before or "by " in before):
        vague = _UNTIL.search(before)
    now.untold = f"{vague.group()}{t.text}" if vague is not None else ""
    now.period = (_span_from(clause, t) if before.endswith(_TO_HERE) else None) or clause.span(t)


def words_before(clause: Clause, at: int) -> str:
    """The words before a date, or words for a time, at an offset that tell of it, in small letters."""
    return clause.low[max(clause.start, at - _FAR) : at]


def is_of_event(before: str) -> bool:
    """Whether a date behind these words is when something was announced or the like, and not what numbers are of."""
    return not before.endswith(_PLAIN_BEFORE) and _NOT_WHEN.search(before) is not None


def _is_of_cause(clause: Clause, t: Token) -> bool:
    """Whether a date is that of what a sentence begins with, and not of what it goes on to tell."""
    return clause.low.startswith(",", t.end) and _OF_CAUSE.search(clause.low[clause.start : t.begins]) is not None


def is_of_other(before: str) -> bool:
    """Whether a date, or words for a time, behind these words are of what is compared with what follows."""
    return is_of_base(before) or _OF_OTHER.search(before) is not None


def is_of_base(before: str) -> bool:
    """Whether a date, or words for a time, behind these words are of the former amount before them alone."""
    return _OF_BASE.search(before) is not None


def _span_from(clause: Clause, t: Token) -> Period | None:
    """'from April 1 to September 30, 2016': all the days."""
    first = next((d for d in reversed(clause.dates) if d.end <= t.start), None)
    leads = first is not None and clause.low.endswith(("from ", "for ", "in ", "during "), 0, first.start)
    return stated.days(clause.text, first, t) if first is not None and leads else None
