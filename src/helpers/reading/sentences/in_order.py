"""Numbers that are told together: 'A and B for 1H16 were JPY2 million and JPY3 million', 'A for 1H16 and 1H15 was ...'.

As many names as numbers go one to one, and so do as many dates; where 'respectively' stands and neither fits, or both
do, none is known to be of anything. Two dates behind one number are the dates of that number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from helpers.language.amounts import Token
from helpers.language.items import Item
from helpers.language.periods import Period, months_to
from helpers.language.phrases import Mention
from helpers.reading.sentences import named
from helpers.reading.sentences.clause import SENTENCE_END, Clause, Named, Shared

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LIST = re.compile(r"(?:[\s,&]|\b(?:and|yoy|qoq|by|up|down|approx|about|over|jpy)\b\.?)*")  # in small letters
_DATES = re.compile(r"\s?,?\s?(?:and\s)?(?:(?:for|in|as of|at)\s)?(?:the\s)?")
_BEFORE_DATES = re.compile(
    r"\s?,?\s?(?:respectively,?\s)?(?:per (?:common )?share\s)?(?:[a-z]+\s(?:by\s[a-z ]{2,20}\s)?)?"
    r"(?:for|in|as of|at|on)\s(?:the\s)?"
)
_AND_ANOTHER = re.compile(r"\s?(?:per (?:common )?share\s)?and\s")
_AND = re.compile(r",\s?and\s|,\s|\sand\s|\sas well as\s|\s&\s")
_SMALL_WORDS = frozenset({"the", "our", "its", "of", "for", "in", "total", "both", "consolidated", "from", "to"})
_UNTOLD = "one of several numbers told together, and not as many names or dates as numbers: whose it is is not certain"


def shared(clause: Clause) -> Shared:
    """What the lists of numbers of a clause are of."""
    out = Shared()
    if " and " not in clause.own and "respectively" not in clause.own:
        return out
    begun = clause.start
    for m in [*SENTENCE_END.finditer(clause.text, clause.start, clause.end), None]:
        end = m.end() if m is not None else clause.end
        _sentence(clause, begun, end, out)
        begun = end
    return out


def _sentence(clause: Clause, begun: int, end: int, out: Shared) -> None:
    numbers = [n for n in clause.numbers if begun <= n.start < end and _depth(clause.text, begun, n.start) == 0]
    if not numbers:
        return
    names = _names(clause, begun, numbers[0].start)
    before = _dates(clause, begun, numbers[0].start)
    before = before if len(before) > 1 else []
    respectively = clause.low.find("respectively", begun, end) >= 0
    last = _dates_behind(clause, numbers[-1], end)
    if len(last) == 1 and not any(begun <= d.start < numbers[-1].start for d in clause.dates):
        for n, after in reversed(list(itertools.pairwise(numbers))):
            if not _AND_ANOTHER.match(clause.low, n.after, after.start):
                break
            out.periods[n.start] = last  # 'an interim dividend of JPY13 and a year-end dividend of JPY14 for FY2015'
        last = []
    each = [d for n in numbers for d in _dates_behind(clause, n, end)] if respectively else []
    if len(last) == 1 and len(each) == 2:
        last = each  # "... shares; ... shares at March 31, 2017 and ... shares at March 31, 2018, respectively"
    for run in _runs(clause, numbers):
        behind = _dates_behind(clause, run[-1], end) or (last if not before else [])
        if len(run) == 1:
            if len(behind) == 2:
                out.periods[run[0].start] = behind
            continue
        dates = behind if len(behind) == len(run) else before
        of_items, of_dates = len(names) == len(run), len(dates) == len(run)
        if of_items and len(dates) < 2:
            out.items |= {n.start: name for n, name in zip(run, names, strict=True)}
        elif of_dates and len(names) < 2:
            out.periods |= {n.start: [date] for n, date in zip(run, dates, strict=True)}
        elif respectively:
            out.doubts |= {n.start: _UNTOLD for n in run}


def _depth(text: str, begun: int, at: int) -> int:
    return text.count("(", begun, at) - text.count(")", begun, at)


def _runs(clause: Clause, numbers: list[Token]) -> Iterator[list[Token]]:
    """Numbers of one kind with nothing but 'and' between them, brackets apart."""
    run = [numbers[0]]
    for n in numbers[1:]:
        between = _IN_BRACKETS.sub(" ", clause.low[run[-1].after : n.start])
        if _kind(n) == _kind(run[-1]) and _LIST.fullmatch(between.lstrip(")").removesuffix("(")):
            run.append(n)
        else:
            yield run
            run = [n]
    yield run


def _kind(n: Token) -> tuple[bool, bool, bool]:
    return n.percent, n.currency, n.noun == "points"


def _names(clause: Clause, begun: int, end: int) -> list[tuple[Item, str]]:
    """The items named one beside the other before the first number, each by the phrases of its own part of the list."""
    mine = [m for m in clause.mentions if begun <= m.start and m.end <= end]
    parts: list[list[Mention]] = []
    for m in mine:
        between = clause.low[parts[-1][-1].end : m.start] if parts else ""
        joined = _AND.search(between)
        words = set(re.findall(r"[a-z]+", _AND.sub(" ", between)))
        if parts and joined is None and words <= _SMALL_WORDS and m.start >= parts[-1][-1].start:
            parts[-1].append(m)
        elif parts and joined is not None and words <= _SMALL_WORDS:
            parts.append([m])
        else:
            parts = [[m]]
    found = [_item(clause, part) for part in parts]
    metric = next((m.name for part in reversed(parts) for m in part if m.kind == "metric"), "")
    out = []
    for part, item in zip(parts, found, strict=True):
        item = item or _item(clause, part, metric)
        if item is None:
            return []
        out.append((item, clause.text[part[0].start : part[-1].end]))
    return out if len({item.concept for item, _ in out}) == len(out) else []


def _item(clause: Clause, part: list[Mention], metric: str = "") -> Item | None:
    """The item that the phrases name; `metric` is that of the others, where they name none."""
    now = Named(metric=metric)
    for m in part:
        named.take(clause, m, now)
    return now.item or (now.combined() if now.metric else None)


def _dates(clause: Clause, begun: int, end: int) -> list[Period]:
    """The last dates in a row between two offsets, with nothing but 'and' between them."""
    out: list[Token] = []
    for d in clause.dates:
        if begun <= d.start and d.end <= end and d.period is not None:
            joined = out and _DATES.fullmatch(clause.low, out[-1].end, d.begins) and d.begins - out[-1].end > 1
            out = [*out, d] if joined else [d]
    if not out:
        return []
    first = clause.span(out[0])
    return [first, *(_alike(first, clause.span(d)) for d in out[1:])]


def _alike(first: Period, period: Period) -> Period:
    """The next date of a list as long as the first, which alone may say how long, or on what day of a year."""
    if period.kind == "year" and first.kind != "year":
        return first.ago(first.end.year - period.end.year)  # 'six months ended September 30, 2016 and 2015'
    if first.start is not None and period.kind == "day":
        return months_to(period.end, first.months, first.kind)  # 'three months ended September 30 and June 30, 2016'
    return period


def _dates_behind(clause: Clause, n: Token, end: int) -> list[Period]:
    """The dates in a row right behind a number: '... at March 31 and September 30, respectively'."""
    first = next((d for d in clause.dates if d.start >= n.after), None)
    if first is None or first.start > end or not _BEFORE_DATES.fullmatch(clause.low, n.after, first.begins):
        return []
    stop = next((m.start for m in clause.numbers if m.start > first.start), end)
    return _dates(clause, n.after, min(stop, end))
