"""Names of periods that a filing defines for itself: '(from April 1, 2013 to December 31, 2013, "3Q13")', or
'3Q FY2013 (First 9 months ended December 31, 2013)'.

There "3Q13", or "3Q FY2013", stands for the nine months, save where a line or the heading above it speaks of three
months or lists quarters side by side. The two ways of writing are two names: a deck may define one of them. On a page
that is headed 'Summary of 3Q13 Financial Results' or 'Results for nine months' a name stands for the nine months if
the whole filing reports them, without any definition."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from helpers.language import calendar, spans
from helpers.language.amounts import Token
from helpers.language.calendar import Period

_OPENING = frozenset("\"'(\u201c\u2018")  # a quotation, or a bracket: a name that is defined stands at one
_LENGTH = re.compile(r"\b(?:three|six|nine|twelve|3|6|9|12)[ -]months?\b(?! or)|\bf(?:ull|iscal) year\b", re.IGNORECASE)
_PAGE = re.compile(r"[\s*]*[IVX\u2160-\u216f]{1,5}\s?[-.:]")
_LONGEST_HEADING = 130
_NINE = frozenset("MH")  # the second letter of '9M15' and '1H16'
_OWN_NAME = re.compile(r"\b(?:[69]M|1H)(?:\s?FY)?\d{2,4}\b|(?<=[\"'\u201c\u2018])1Q\s?-\s?[23]Q\s?\d\d\b")
_HEAD = 60  # lines in which a filing says what it is
_QUARTER, _YEAR = 3, 12  # months
LONG_AGO, FIRST_DAY = "1990-01-01", "1992-01-01"  # places what names no year before any filing
_MAY_TELL = re.compile(r"[369]M|(?:[69]|[Ss]ix|[Nn]ine)[ -]months|months ended|[(~-]\s?Apr|1Q\s?-|/4\s?~|April \d")


@dataclass(slots=True)
class OwnNames:
    """`months` of the quarters, by way of writing and number, whose name means all the months up to their end;
    `quarterly` while the heading in force speaks of three months; `reported` is the filing's period where it is longer
    than its last quarter, and `page` as `months`, on the page that is headed with the name."""

    months: dict[tuple[bool, int], int]
    quarterly: bool = False
    reported: Period | None = None
    page: dict[tuple[bool, int], int] = field(default_factory=dict)

    def meant(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens of the next line, its period names as the filing defines them."""
        if not self.months and self.reported is None:
            return tokens
        heading = "\t" not in text and len(text) <= _LONGEST_HEADING
        named = {_name(t.text, p) for t in tokens if (p := t.period) and p.kind == "quarter"}
        if not (heading or named):
            return tokens
        said = _lengths(text)
        of_quarter, of_longer = _QUARTER in said, bool(said - {_QUARTER})
        if heading:
            self.quarterly = of_quarter or (self.quarterly and not of_longer)
            self._head(tokens, text, of_quarter=of_quarter)
        if of_quarter or (self.quarterly and not of_longer):
            return tokens
        return _as_defined(tokens, named, self.months | self.page)

    def _head(self, tokens: list[Token], text: str, *, of_quarter: bool) -> None:
        """Note what the heading of a page, or one of results on it, says of the names on the page."""
        if self.reported is None:
            return
        if _PAGE.match(text):
            self.page = {}
        if not of_quarter and all(t.kind != "number" for t in tokens):
            self.page |= _told_by_heading(tokens, text, self.reported)


def _told_by_heading(tokens: list[Token], text: str, reported: Period) -> dict[tuple[bool, int], int]:
    """The months that names of quarters stand for below a heading of results, or of so many months."""
    dated = [(t.text, t.period) for t in tokens if t.period]
    if reported.months not in _lengths(text) or any(_is_own_name(written, p, reported) for written, p in dated):
        return {}  # '9M15 (9 months) Results', 'Six months ended September 30, 2014': these have a name of their own
    number = calendar.quarter_number(reported.end)
    return {(False, number): reported.months, (True, number): reported.months}


def _is_own_name(written: str, period: Period, reported: Period) -> bool:
    """Whether a date names all the months that are reported: '9M15', '1Q-3Q15', 'September 30, 2014' of six months."""
    whole = (period.start, period.end) == (reported.start, reported.end) and not spans.length(written)
    return whole or period.kind == "range" or written[1:2] in _NINE


def _as_defined(tokens: list[Token], named: set[tuple[bool, int]], longer: dict[tuple[bool, int], int]) -> list[Token]:
    """The tokens of a line, where all the quarters that it names stand for more months."""
    return [_meant(t, longer) for t in tokens] if named and named <= set(longer) else tokens


def _lengths(text: str) -> set[int]:
    """How many months a line speaks of: 3, 6, 9 or 12."""
    low = text.lower()
    return {spans.length(m.group()) for m in _LENGTH.finditer(low)} if "month" in low or "year" in low else set()


def _meant(token: Token, longer: dict[tuple[bool, int], int]) -> Token:
    if (period := token.period) is None or not _is_quarter(period):
        return token
    return replace(token, period=calendar.months_to(period.end, longer[_name(token.text, period)]))


def _is_quarter(period: Period) -> bool:
    return period.kind == "quarter" and not period.at_end


def _name(text: str, period: Period) -> tuple[bool, int]:
    """Whether the name is written with 'FY', and the number of its quarter."""
    return "FY" in text.upper(), calendar.quarter_number(period.end)


def defined(texts: Sequence[str], today: str, reported: Period | None = None) -> OwnNames:
    """What a filing defines: in its first lines a quarter's name in quotes or brackets beside longer days that end with
    it; and whether any line has a name of its own for all the months. `today` is the filing's period end, `reported`
    its period."""
    months: dict[tuple[bool, int], int] = {}
    for text in texts[:_HEAD]:
        if "q" in text.lower() and not _OPENING.isdisjoint(text):
            months |= _quarters_defined(text, list(spans.found(text, today)))
    if reported is None or not _is_longer(reported) or any(_has_name(text, today, reported) for text in texts):
        return OwnNames(months)
    return OwnNames(months, reported=reported)


def _has_name(text: str, today: str, reported: Period) -> bool:
    """Whether a line calls the filing's period '9M15', '1H16' or '"1Q-3Q16"', and does not only explain what that is
    compared with ('YoY = 9M15 compared to 9M14'): then a quarter's name is that of a quarter."""
    named = {m.end() for m in _OWN_NAME.finditer(text)} if "=" not in text else set()
    spans_named = (s for s in spans.found(text, today) if s.end in named) if named else ()
    return any((s.period.start, s.period.end) == (reported.start, reported.end) for s in spans_named)


def _quarters_defined(text: str, found: list[spans.Span]) -> dict[tuple[bool, int], int]:
    """The quarters that a line names in quotes or brackets beside longer days that end with them."""
    ends = {p.end: p.months for p in reversed(_longer_spans(found)) if _is_longer(p)}
    months = {}
    for start, end, period, _ in found:
        beside = text[start - 1 : start] in _OPENING or text.startswith(("(", " ("), end)
        if period.kind == "quarter" and beside and period.end in ends:
            months[_name(text[start:end], period)] = ends[period.end]
    return months


def _longer_spans(found: list[spans.Span]) -> list[Period]:
    """The lengths of time that a line tells in months."""
    out = [
        calendar.months_to(b.period.end, a.period.months)
        for a, b in itertools.pairwise(found)
        if a.period.kind == "months" and b.period.kind == "day"
    ]
    return out + [s.period for s in found if s.period.kind == "months" and s.period.start]


def _is_longer(period: Period) -> bool:
    """Whether a quarter's name may stand for a period: a whole year has a name of its own ("FY2012" beside "4Q12")."""
    return _QUARTER < period.months < _YEAR


def reported(texts: Iterable[str], titled: Period) -> Period:
    """The period of a filing whose title names a quarter: all months of its fiscal year so far, where a heading, a
    definition or the heads of a table name these as what the results are of ('3Q17 (Apr. 2017 - Dec. 2017)', 'YoY =
    9M17 compared to 9M16'); else the quarter."""
    months = calendar.quarter_number(titled.end) * _QUARTER
    for text in texts:
        if len(text) > _LONGEST_HEADING or not _MAY_TELL.search(text):
            continue
        told = [(period.start, period.end) for _, period in dated(text, titled.end)]
        whole = calendar.months_to(titled.end, months, "range")
        if (whole.start, whole.end) in told or months in _lengths(text):
            return whole
    return titled


_SPAN = re.compile(
    r"\b(?:first |initial )?(?P<months>three|six|nine|[369])[ -]months?\b"
    r"|\b(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?P<piece>half|quarter)\b",
    re.IGNORECASE,
)
_TITLED = frozenset({"months", "range", "quarter", "half", "fy"})
_TO = re.compile(r",?\s?(?:[-~\u2013\u2014]|\b(?:to|through|until)\b)\s?")
_WHOLE = re.compile(r"\bfull[ -]year\b|\bannual\b", re.IGNORECASE)


def dated(line: str, today: str = LONG_AGO) -> Iterator[tuple[int, Period]]:
    """Where the dates of a line begin and what they mean, one day or month to another as all between them: 'April 1,
    2014 - March 31, 2015'."""
    found = list(spans.found(line, today))
    inside = False
    for span, after in itertools.zip_longest(found, found[1:]):
        whole = _joined(line, span, after) if after is not None else None
        if not inside:
            yield span.start, whole or span.period
        inside = whole is not None and not inside


def _joined(line: str, first: spans.Span, last: spans.Span) -> Period | None:
    """All between two days, or two months, that a line joins."""
    since, until = first.period, last.period
    if {since.kind, until.kind} not in ({"day"}, {"month"}) or not _TO.fullmatch(line, first.end, last.begins):
        return None
    return calendar.from_to(since, until) if since.end < until.end else None


def titled(line: str) -> Period | None:
    """The period that a title names, with its year: 'First Nine Months (1Q-3Q FY2013)', 'Third Quarter Results for the
    Fiscal Year Ending March 31, 2014'; None for a line that names none."""
    found = (period for _, period in dated(line) if period.kind in _TITLED)
    told = [p for p in found if p.start and p.end > FIRST_DAY]
    part = _SPAN.search(line) if told and not _WHOLE.search(line) else None
    if part is None:
        return next(iter(told), None)
    return spans.part_of(told[0], part["months"] or part["nth"], part["piece"] or "months")
