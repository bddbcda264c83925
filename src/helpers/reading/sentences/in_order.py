"""Numbers that are told together: 'A and B for 1H16 were JPY2 million and JPY3 million', 'A for 1H16 and 1H15 was ...'.

As many names as numbers go one to one, and so do as many dates; where 'respectively' stands and neither fits, or both
do, none is known to be of anything. Two dates behind one number are the dates of that number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.language.phrases import Mention
from helpers.reading.sentences import named, time_words
from helpers.reading.sentences.clause import ASIDE, Clause, Named, Shared

# In small letters, as all here.
_LIST = re.compile(r"(?:[\s,&/]|\b(?:and|to|yoy|qoq|by|up|down|approx|about|over|jpy|usd|eur)\b\.?)*")
_DATES = re.compile(r"\s?,?\s?(?:(?:and|to|/)\s)?(?:(?:for|in|as (?:of|at)|at)\s)?(?:the\s)?")
_BEFORE_DATES = re.compile(
    r"\s?,?\s?(?:respectively,?\s)?(?:per (?:common )?share\s)?(?:(?:was\s|were\s)?[a-z]+\s(?:by\s[a-z ]{2,20}\s)?)?"
    r"(?:for|in|as (?:of|at)|at|on)\s(?:the\s)?"
)
_AND_ANOTHER = re.compile(
    r"\s?(?:per (?:common )?share\s)?(?:(?:and|to|or|-|~)\s"
    r"|,\s(?:up|down|(?!while|whereas|although|but)[^,;.:%]{3,60}\s(?:of|was|were))\s(?:jpy\s?)?$)"
)
_AND = re.compile(r",?\s(?:and|&|(?:together|along|combined) with|as well as)\s|,\s")
_TOGETHER = (" and ", " with ", " as well as ")
_BRACKETED = re.compile(r"\([^()]{0,200}\brespectively\b[^()]{0,80}\)")
_LETTERS = re.compile(r"[a-z]+")
_SMALL_WORDS = frozenset({"the", "our", "its", "of", "for", "in", "total", "both", "consolidated", "from", "to"})
_BASES = ("compared", "versus", "against", " after ")  # what stands behind them is of another time
_OF_SEVERAL = "of several items that are named together, and one number: of each or of all is not certain"
_UNTOLD = "one of several numbers told together, and not as many names or dates as numbers: whose it is is not certain"


def shared(clause: Clause) -> Shared:
    """What the lists of numbers of a clause are of."""
    out = Shared()
    together = any(word in clause.own for word in _TOGETHER) or (len(clause.numbers) > 1 and len(clause.dates) > 0)
    if not together:
        return out
    begun = clause.start
    for end in [*(end for _, end in clause.stops), clause.end]:
        _sentence(clause, begun, end, out)
        begun = end
    for m in _BRACKETED.finditer(clause.low, clause.start, clause.end) if "(" in clause.own else ():
        out.doubts |= {n.start: _UNTOLD for n in clause.numbers if m.start() < n.start < m.end()}
    return out


def _sentence(clause: Clause, begun: int, end: int, out: Shared) -> None:
    numbers = _outside_brackets(clause, begun, end)
    respectively = clause.low.find("respectively", begun, end) >= 0
    if not numbers:
        return
    before = _dates(clause, begun, numbers[0].start)
    last = _dates_behind(clause, numbers[-1], end)
    if len(last) == 1:
        out.periods |= {n.start: last for n in _sharing(clause, begun, numbers)}
        each = [d for n in numbers for d in _dates_behind(clause, n, end)] if respectively else []
        last = each if len(each) == 2 else []  # '... shares; ... shares at March 31 and ... at June 30, respectively'
    for run in _runs(clause, numbers):
        behind = _dates_behind(clause, run[-1], end) or ([] if len(before) > 1 else last)
        if len(run) > 1:
            dates = behind if len(behind) == len(run) else before
            _hand_out(run, names(clause, begun, numbers[0].start), dates, out, respectively=respectively)
        else:
            _hand_both(run[0], behind, out, respectively=respectively)
    _doubt(clause, begun, numbers[0], out)


def _hand_both(number: Token, dates: list[Period], out: Shared, *, respectively: bool) -> None:
    """Two dates to one number. Of more of them, others are not understood as numbers: '683, 651 and 497 as of ...'."""
    if len(dates) == 2:
        out.periods[number.start] = dates
    elif len(dates) > 2 and respectively:
        out.doubts[number.start] = _UNTOLD


def _doubt(clause: Clause, begun: int, first: Token, out: Shared) -> None:
    """'SI revenues together with network services revenues were JPY70 billion': of two items, and of neither."""
    labelled = ":" in clause.low[begun : first.start]  # 'Accounts payable and other liabilities increased: JPY924'
    several = sum(begun <= m.start and m.end <= first.start for m in clause.mentions) > 1
    if several and not labelled and first.start not in out.items and len(names(clause, begun, first.start)) > 1:
        out.doubts.setdefault(first.start, _OF_SEVERAL)


def _sharing(clause: Clause, begun: int, numbers: list[Token]) -> Iterator[Token]:
    """The numbers before the last of a sentence that share the time told behind that: those that a list joins to it,
    where no date stands before them: 'revenues of JPY2 million, income of JPY1 million and ... for FY2015'."""
    if clause.dates_in(begun, numbers[-1].start):
        return
    for n, after in reversed(list(itertools.pairwise(numbers))):
        based = any(word in clause.low[n.after : after.start] for word in _BASES)
        former = based or (not clause.speaks_of_targets and clause.low.endswith(("from ", "from jpy"), begun, n.start))
        if former or not _AND_ANOTHER.match(clause.low, n.after, after.start):
            return
        yield n


def _hand_out(
    run: list[Token], names: list[tuple[Item, str]], dates: list[Period], out: Shared, *, respectively: bool
) -> None:
    """Names or dates to numbers, one to one, where there are as many and not many of both."""
    if len(names) == len(run) and len(dates) < 2:
        out.items |= {n.start: name for n, name in zip(run, names, strict=True)}
    elif len(dates) == len(run) and len(names) < 2:
        out.periods |= {n.start: [date] for n, date in zip(run, dates, strict=True)}
    elif respectively:
        out.doubts |= {n.start: _UNTOLD for n in run}


def _outside_brackets(clause: Clause, begun: int, end: int) -> list[Token]:
    """The numbers of a sentence that no bracket is around."""
    text, mine = clause.text, [n for n in clause.numbers if begun <= n.start < end]
    return [n for n in mine if text.count("(", begun, n.start) == text.count(")", begun, n.start)]


def _runs(clause: Clause, numbers: list[Token]) -> Iterator[list[Token]]:
    """Numbers of one kind with nothing but 'and' between them, brackets apart."""
    run = [numbers[0]]
    for n in numbers[1:]:
        between = ASIDE.sub("", clause.low[run[-1].after : n.start])
        if _kind(n) == _kind(run[-1]) and _LIST.fullmatch(between.lstrip(")").removesuffix("(")):
            run.append(n)
        else:
            yield run
            run = [n]
    yield run


def _kind(n: Token) -> tuple[bool, bool, bool]:
    return n.percent, n.currency, n.noun == "points"


def names(clause: Clause, begun: int, end: int) -> list[tuple[Item, str]]:
    """The items named one beside the other before the first number, each by the phrases of its own part of the list;
    those of a bracket only explain."""
    outside = ASIDE.sub(lambda m: " " * len(m.group()), clause.low[:end])
    named = (m for m in clause.mentions if begun <= m.start and m.end <= end and outside[m.start] != " ")
    parts = _parts(clause, list(named))
    metric = next((m.name for part in reversed(parts) for m in part if m.kind == "metric"), "")
    kept, out = clause.next_subject, []
    for part in _with_owner(parts):
        item = _item(clause, part) or _item(clause, part, metric)
        if item is not None:
            out.append((item, clause.text[part[0].start : part[-1].end]))
    clause.next_subject = kept
    return out if len({item.concept for item, _ in out}) == len(parts) else []


def _with_owner(parts: list[list[Mention]]) -> list[list[Mention]]:
    """'Revenue and cost of network services': whose the last metric is, by a subject behind it, the others are, too."""
    last = parts[-1] if parts else []
    owner = [m for m in last[1:] if m.kind == "subject"] if last and last[0].kind == "metric" else []
    return [part + owner if all(m.kind == "metric" for m in part) else part for part in parts]


def _parts(clause: Clause, named: list[Mention]) -> list[list[Mention]]:
    """The last phrases with nothing but small words between them, by the parts that 'and' or a comma divides."""
    parts: list[list[Mention]] = []
    for m in named:
        between = clause.low[parts[-1][-1].end : m.start] if parts else ""
        small = set(_LETTERS.findall(_AND.sub(" ", between))) <= _SMALL_WORDS
        if not parts or not small:
            parts = [[m]]
        elif _AND.search(between):
            parts.append([m])
        else:
            parts[-1].append(m)
    return parts


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
            out = [*out, d] if out and _are_joined(clause, out[-1], d) else [d]
    if not out:
        return []
    first = clause.span(out[0])
    return [first, *(_alike(first, clause.span(d)) for d in out[1:])]


def _are_joined(clause: Clause, one: Token, other: Token) -> bool:
    """Whether two dates are of one list: with 'and' between them, or a comma and of one kind; and not 'for FY2015 in
    June 2016'."""
    between = clause.low[one.end : other.begins]
    alike = one.period is not None and other.period is not None and one.period.kind == other.period.kind
    from_to = " to " in between and one.period is not None and one.period.kind in {"day", "month"}
    joined = len(between) > 1 and not from_to and _DATES.fullmatch(between) is not None
    return joined and (alike or "and" in between)


def _alike(first: Period, period: Period) -> Period:
    """The next date of a list as long as the first, which alone may say how long, or on what day of a year."""
    if period.kind == "year" and first.kind != "year":
        return first.ago(int(first.end[:4]) - int(period.end[:4]))  # 'six months ended September 30, 2016 and 2015'
    return period


def _dates_behind(clause: Clause, n: Token, end: int) -> list[Period]:
    """The dates in a row right behind a number: '... at March 31 and September 30, respectively'."""
    first = clause.date_from(n.after)
    if first is None or first.start > end or not _BEFORE_DATES.fullmatch(clause.low, n.after, first.begins):
        return []
    if time_words.is_of_event(clause.low[n.after : first.begins]):
        return []
    stop = next((m.start for m in clause.numbers if m.start > first.start), end)
    opened = clause.text.find("(", first.end, stop)  # '... in FY2016 (FY2015: JPY140.6 billion)'
    stop = opened if opened >= 0 else stop
    return _dates(clause, n.after, min(stop, end))
