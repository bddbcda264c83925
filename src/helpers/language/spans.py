"""Where a line names a period or date, and the days it means: what several words say together is one period.

'The first six months of the fiscal year ended March 31, 2016' is April to September 2015, whatever a part of it would
mean alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from helpers.language import calendar
from helpers.language.calendar import Period, month_span, months_to
from helpers.language.periods import COUNTS, MONTH, ORDINALS, PATTERN, UNKNOWN, century, month_number, parse

_COUNT = r"(?:three|six|nine|twelve|3|6|9|12)"
_ORDINALS = {**ORDINALS, "former": 1, "latter": 2, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH = "|".join(_ORDINALS)
_MONTHS = re.compile(rf"\b(?P<count>{_COUNT})[\s-]months?")
_LENGTHS = {"quarter": 3, "half": 6, "interim": 6, "year": 12, "annual": 12}  # the first that stands there
# What stands before the name of a date or year and makes it a longer or shorter period, each with the line it is for:
# 'nine-month period ended December 31, 2015', 'second half of FY2015', 'fiscal 2015'.
_LEAD = re.compile(
    rf"""
    \b(?=[a-z0-9])(?:\b(?:(?P<nth>{_NTH})[ -](?P<piece>half|quarter)
          |(?:(?:first|initial)[ ])?(?P<months>{_COUNT})[ -]months?(?:[ ]period)?)
       [ ](?:(?:of|in)[ ])?(?:the[ ]|its[ ]|our[ ])?)?
    (?:\b(?P<length>(?:(?:full|whole|fiscal|business|financial|accounting)[ -])*years?|quarters?|half(?:[ -]year)?
          |interim(?=[ ]period)
          |{_COUNT}[ -]months?)(?:[ ](?:periods?|terms?))?[ ](?:(?:that[ ])?end(?:ed|ing)|to|through|until)[ ](?:on[ ])?
      |\b(?P<year_end>fye?[ ]|fy[ ]end(?:ed|ing)[ ])
      |\b(?P<fiscal>(?:fiscal|business|financial)(?:[ ]year)?)[ ])?$
    """,
    re.ASCII | re.VERBOSE,
)
_LEADING = frozenset(
    {"ended", "ending", "to", "through", "until", "on", "of", "in", "the", "its", "our", "year", "half"}
)
_LEADING |= {"fiscal", "business", "financial", "quarter", "months", "period", "fye", "fy"}
_LED = frozenset({"day", "month", "year", "fy"})  # the kinds that such words are said of
_NAMED = frozenset({"quarter", "bare_quarter", "half", "months", "fy"})  # the kinds that a name with digits means
_DASHES = frozenset("-~\u2013/")
_JOINS = re.compile(  # '1H/FY16.3', '1H FY2016.3'
    r"(?:[-~\u2013/][A-Za-z]{0,2}[0-9][A-Za-z0-9]*(?:\.[0-9]+)?)+|\.[0-9]{1,2}(?![0-9%])(?! [A-Z])"
)
_SEVERAL = re.compile(r"(?:\d|\b(?:two|four|five|several|last|past|eight|teen|twenty))[ -]$", re.IGNORECASE)
_LONGEST_LEAD, _LONGEST_WORD = 76, 10  # characters of 'first six months of the ...', of 'financial'
_BEHIND = re.compile(  # 'FY2015 first half', 'FY2015 1H', 'FY2015 H1', 'FY2015 nine months'
    rf"(?:,? (?P<nth>{_NTH})\s(?P<piece>half|quarter)|,? (?P<months>{_COUNT})[ -]?months?(?! end)"
    r"|(?:,? |\s?[/-]\s?|(?=H))(?:(?P<half>[12])H|H(?P<half2>[12])))(?![A-Za-z\d])",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(  # 'First half', '3Q', 'Nine months' above or below a year
    rf"\W*(?:(?P<nth>{_NTH}) (?P<piece>half|quarter)|(?P<n>[12](?=H)|[1-4](?=Q))[HQ]|[QH](?P<of>(?<=Q)[1-4]|[12])"
    rf"|(?P<whole>(?:full[ -]?)?year)"
    rf"|(?:first )?(?P<months>three|six|nine|3|6|9)[ -]months?)(?: (?:period|cumulative|total))?\W*",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\s?\((?:cumulative |first )?(?P<months>6|9|12)[\s-]?months?\)", re.IGNORECASE)
_LONG = re.compile(r"\s(?P<months>three|six|nine)[ -]months?\b(?! ended)")  # '3Q16 nine-month revenue'
_YEAR_MONTH = re.compile(
    r"(?:^|(?<=\t))[^\S\t]*+(?P<ym>['\u2019]?(?P<y>\d\d)/(?P<m>1[0-2]|0?[1-9]))(?:\s?-\s?end)?\s*(?=\t|$)"
)
_NEAR_YEARS, _LAST_DAYS, _SEVERAL_HEADS = 8, 28, 2  # of heads of months: from the filing's year; of a month; of a row
_MONTH_YEAR = re.compile(
    rf"(?:^|(?<=\t)) ?(?P<my>(?P<mon>{MONTH})\.?(?:(?P<joint> ?[-/'\u2019] ?)| )(?P<y>\d\d))(?=[ ]?(?:\t|$))",
    re.IGNORECASE,
)
# Where a match of PATTERN can begin: at some digits, and at the capital of a month, of FY and of 'First Quarter'. It
# begins with one class of characters, so that a search passes over the rest of a line at full speed.
_START = re.compile(
    r"""
  [0-9ADFHJMNOQST](?:
    (?<=[0-9])(?=[0-9]?+(?=[-./QHMqhm\ssnrtSNRT])
      (?:[/QHMqhm]|-(?:[1-4][Qq]|\d\d?/)|\.\d\d?\.
        |(?:st|nd|rd|th|ST|ND|RD|TH)\s|\s?-?\s?[Mm][Oo]|[ -][ADFJMNOS][aceopu])
      |9\d\d(?<=19\d\d)|0\d\d(?<=20\d\d))
  | (?=[1-4AaCcEeHhIiOoPpUuVvYy])(?:
      (?<=F)(?=[Yy]\s?'?\d|[Ee][Bb]|(?i:irst|ourth)\s) | (?<=J)(?=[AaUu][NnLl]) | (?<=M)(?=[Aa][RrYy])
    | (?<=A)(?=[PpUu][RrGg]) | (?<=S)(?=[Ee][Pp]|(?i:econd)\s) | (?<=O)(?=[Cc][Tt]) | (?<=N)(?=[Oo][Vv])
    | (?<=D)(?=[Ee][Cc]) | (?<=T)(?=(?i:hird)\s) | (?<=[HQ])(?=[1-4](?![A-EG-Za-z0-9]))
  ))
    """,
    re.VERBOSE,
)
# Months and 'fy' in small letters beside a year: nothing else they can be, unlike 'may 30' or 'march on'.
_SMALL = re.compile(
    r"[adfjmnos](?<![A-Za-z].)(?:(?<=f)y\s?'?(?:20)?\d\d\b"
    r"|(?:(?<=j)(?:an|u[nl])|(?<=f)eb|(?<=m)a[ry]|(?<=a)(?:pr|ug)|(?<=s)ep|(?<=o)ct|(?<=n)ov|(?<=d)ec)[a-z]{0,6}\.?,?\s"
    r"(?:\d\d?(?:st|nd|rd|th)?,? )?(?<= )(?:19|20)\d\d\b)"
)


class Span(NamedTuple):
    """A date or period's name `text[start:end]` and the days it means; `begins` is where the words begin that make it
    so long ('nine months ended')."""

    start: int
    end: int
    period: Period
    begins: int


def found(text: str, today: str) -> Iterator[Span]:
    """Every period or date in a line that is understood. `today` as in `periods.parse`."""
    return (span for span in every(text, today) if span.period is not UNKNOWN)


def every(text: str, today: str) -> Iterator[Span]:
    """Every period or date in a line, those that are not understood among them."""
    months = _months(text, today) if "\t" in text else []
    if not months:
        return _every(text, today)
    inside = {at for m in months for at in range(m.start, m.end)}
    others = (span for span in _every(text, today) if inside.isdisjoint(range(span.begins, span.end)))
    return iter(sorted([*months, *others], key=lambda span: span.start))


def _months(text: str, today: str) -> list[Span]:
    """Several heads of a month and its year, 'Mar-16 | Sep-16'; of one alone, and whether 'Mar. 16' beside 'Sep. 16' is
    a day, nothing is known."""
    found = [m for m in _MONTH_YEAR.finditer(text) if abs(century(m["y"]) - int(today[:4])) <= _NEAR_YEARS]
    joined = [m for m in found if m["joint"] is not None]
    if not joined and (len(found) < _SEVERAL_HEADS or any(int(m["y"]) >= _LAST_DAYS for m in found)):
        return []
    sure = len(joined) == len(found) >= _SEVERAL_HEADS and all(int(m["y"]) < _LAST_DAYS for m in found)
    periods = [month_span(century(m["y"]), month_number(m["mon"])) if sure else UNKNOWN for m in found]
    return [Span(*m.span("my"), period, m.start("my")) for m, period in zip(found, periods, strict=True)]


def _every(text: str, today: str) -> Iterator[Span]:
    heads = list(_YEAR_MONTH.finditer(text)) if "/" in text else []
    if len(heads) > 1:  # a row of heads '11/12 | 12/3 | 12/6'
        for head in heads:
            month = month_span(century(head["y"]), int(head["m"]))
            yield Span(*head.span("ym"), month, head.start("ym"))
        return
    if ("fy" in text or " 20" in text or " 19" in text) and _SMALL.search(text):
        text = _SMALL.sub(lambda m: m.group()[0].upper() + m.group()[1:], text)
    behind = 0
    for start in [m.start() for m in _START.finditer(text)]:
        m = PATTERN.match(text, start, _cell_end(text, start)) if start >= behind else None
        period = parse(m, today) if m else None
        if m is not None and period is not None:
            span = _in_part(text, _told(text, start, *_with_behind(text, m.end(), period)))
            span = _glued(text, behind, span) if period.kind in _NAMED else span
            behind = span.end
            yield span


def _cell_end(text: str, start: int) -> int:
    """Where the cell ends that an offset is in: '4Q | FY2015' names two times."""
    end = text.find("\t", start)
    return end if end >= 0 else len(text)


def _glued(text: str, first: int, span: Span) -> Span:
    """A name that a dash or stroke joins to digits on either side, or a point to those behind ('FY2016.3'): a part of
    a longer one, which is not known."""
    start, behind = span.begins, text[span.end : span.end + 1]
    more = _JOINS.match(text, span.end) if behind in _DASHES or behind == "." else None
    if text[max(first, start - 1) : start] in _DASHES and text[max(0, start - 2)].isdecimal():
        start = len(text[: start - 1].rstrip("0123456789"))
    end = more.end() if more is not None else span.end
    return span if (start, end) == (span.begins, span.end) else Span(start, end, UNKNOWN, start)


def _with_behind(text: str, end: int, period: Period) -> tuple[int, Period]:
    """Where a quarter ends, and its days, with what stands behind: '3Q14 (9 months)', '3Q16 nine-month'."""
    if period.kind == "quarter" and (so_far := _SO_FAR.match(text, end)):
        return end, months_to(period.end, int(so_far["months"]))
    if period.kind == "quarter" and (long := _LONG.match(text, end)):
        return long.end(), months_to(period.end, COUNTS[long["months"]])
    return end, period


def _in_part(text: str, span: Span) -> Span:
    """The part of a fiscal year that is named behind it: 'FY2015 first half', 'fiscal 2015 third quarter'."""
    year = span.period
    later = _BEHIND.match(text, span.end) if year.kind == "fy" and not year.at_end else None
    if later is None:
        return span
    number = later["half"] or later["half2"]
    which = later["nth"] or later["months"] or ("first" if number == "1" else "second")
    piece = later["piece"] or ("half" if number else "months")
    return span._replace(end=later.end(), period=part_of(year, which, piece))


def _told(text: str, at: int, end: int, period: Period) -> Span:
    """The period that the words before offset `at` make of the one named there."""
    if period.kind not in _LED or period.at_end:
        return Span(at, end, period, at)
    words = text[max(0, at - _LONGEST_WORD) : at].replace("-", " ").split()
    word = words[-1].lower().lstrip("(\"'") if words else ""
    if word not in _LEADING:
        return Span(at, end, period, at)
    first = max(0, at - _LONGEST_LEAD)
    m = _LEAD.search(text[max(0, first - 1) : at].lower(), min(first, 1))
    begins = at - len(m.group()) if m is not None else at
    if m is None or _SEVERAL.search(text, max(0, begins - _LONGEST_WORD), begins):
        return Span(at, end, period, at)
    longer = _whole(m, period)
    if m["nth"] or m["months"]:
        longer = part_of(longer, m["nth"] or m["months"], m["piece"] or "months")
    return Span(at, end, longer, at if longer is period else begins)


def _whole(lead: re.Match[str], period: Period) -> Period:
    """The period that ends with a date ('nine months ended'), the fiscal year that a year's number names."""
    months = 12 if lead["year_end"] else length(lead["length"] or "")
    if months and period.kind in {"day", "month"}:
        last = calendar.month_end(int(period.end[:4]), int(period.end[5:7]))
        return months_to(last, months, "fy" if months == 12 else "months")
    return calendar.whole_year(int(period.end[:4])) if lead["fiscal"] and period.kind == "year" else period


def part_of(whole: Period, which: str, piece: str) -> Period:
    """A half, a quarter or the first months of a year; any other period as it is."""
    if whole.months != 12 or not whole.start:
        return whole
    year, month = int(whole.start[:4]), int(whole.start[5:7])
    if piece == "months":
        return month_span(year, month, length(f"{which} months"), "months")
    months = {"half": 6, "quarter": 3}[piece.lower()]
    number = int(which[0]) if which[0].isdigit() else _ORDINALS[which.lower()]
    at = month - 1 + months * (number - 1)
    return month_span(year + at // 12, at % 12 + 1, months, piece.lower()) if number * months <= 12 else whole


@lru_cache(maxsize=4096)
def is_part_of_year(words: str) -> bool:
    """Whether words are nothing but the name of a part of a year, or of all of it: '1H', 'Nine months', 'Full year'."""
    return _PART_OF_YEAR.fullmatch(words) is not None


def named_part(words: str, whole: Period) -> Period | None:
    """The part of a fiscal year that words are the name of: 'First half', 'Nine months'; else None."""
    m = _PART_OF_YEAR.fullmatch(words) if is_part_of_year(words) else None
    if m is None or m["whole"]:
        return None
    if number := m["n"] or m["of"]:
        return part_of(whole, number, "half" if "H" in words.upper() else "quarter")
    return part_of(whole, m["nth"] or m["months"], m["piece"] or "months")


def length(words: str) -> int:
    """Months of 'nine-month period', 'full year', 'half', 'quarterly'; 0 where no word tells."""
    low = words.lower()
    if m := _MONTHS.search(low):
        return COUNTS.get(m["count"]) or int(m["count"])
    return next((months for word, months in _LENGTHS.items() if word in low), 0)
