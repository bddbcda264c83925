"""Numbers in headings, bullets and sentences: the words around a number say what it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.language.phrases import Mention, mentions
from helpers.reading.context import Context
from helpers.reading.facts import Reading
from helpers.reading.sentences import in_order, measure, named, number, repeats, time_words
from helpers.reading.sentences.clause import Clause, Named
from helpers.reading.sentences.spot import Spot

MOST_NUMBERS, LONGEST = 300, 20_000  # numbers and dates, characters: a line with more is no sentence
_BRACKET = re.compile(r"[()]")
_AMOUNT_FIRST = re.compile(
    r"\((?:an? [a-z]+ of |net cash [a-z ]{4,60} of |included in [^,()]{2,40}, )?(?:JPY\s?[\d,.]+ ?"
    r"(?:thousand|million|billion)?|[\d.]+%) (?:for|in|as (?:of|at)|at) "
    r"|\(\d[\d,.]*%? (?:in|as (?:of|at)|at) (?:the end of )?(?:[A-Z]|[1-4]Q)",
    re.IGNORECASE,
)
_Event = tuple[int, int, Callable[[int, Any], None], object]  # where, what comes first there, how it is taken, and what
_OR = re.compile(r"(?:\s(?:or|to|[-~\u2012\u2013])\s|[-~\u2012\u2013])(?:JPY\s?)?")
_WHICH = re.compile(r",\s(?:of\s)?which\s[^,;:.()\d]{2,90},\s")  # 'Our margin, which contains that of GIO, fell by'
_PARTS = (";", ", and ", ", but ", ", while ")  # begin another part of a sentence
_NO_WORDS = re.compile(r"\W*(?:(?:The|Our)\s)?")
_OF_THIS = ("of this", "of these", "of that")  # a sentence about parts of what the one before tells


def read(
    row: Row,
    start: int,
    end: int,
    context: Context,
    reading: Reading,
    *,
    reader: str = "sentence",
    labels: list[tuple[Item, str]] | None = None,
    goes_on: str = "",
) -> None:
    """Read every number of `row.line.text[start:end]`. `labels`: the items of bare amounts, one a number;
    `goes_on` is the text below a cell, where a sentence may run on."""
    inside = [t for t in row.tokens if start <= t.start and t.end <= end]
    numbers = _with_shared_nouns([t for t in inside if t.kind == "number"], row.line.text)
    if not numbers or _are_too_many(row, inside, numbers, end - start, reading):
        return
    if numbers[0].currency and context.group == "contracts":
        context = context.paid()
    names = _mentions(row, start, end, context)
    before = len(reading.facts)
    dates = [context.in_its_year(t, reading.year) for t in _dates(inside)]
    clause = Clause(row, start, end, context, reading, reader, numbers, dates, names, labels or [], goes_on)
    clause.shared = in_order.shared(clause)
    _Walk(clause).run()
    if not row.cells and len(reading.facts) > before + 1:
        repeats.take_back(row, before, reading)


def _are_too_many(row: Row, inside: list[Token], numbers: list[Token], length: int, reading: Reading) -> bool:
    """Whether this is no sentence, for its length or its numbers, which are then unread."""
    if len(inside) <= MOST_NUMBERS and length <= LONGEST:
        return False
    reason = f"one of {len(numbers)} numbers in {length:,} characters: no sentence, and no table either"
    reading.leave(row, numbers, reason)
    return True


def _mentions(row: Row, start: int, end: int, context: Context) -> list[Mention]:
    """The phrases of the vocabulary between two offsets, with their places in the line."""
    text = row.line.text[start:end]
    asides = [m.span() for m in _WHICH.finditer(text)]
    named = mentions(text, context.group)
    left = [m for m in named if not any(first < m.start < last for first, last in asides)] if asides else list(named)
    return [m._replace(start=m.start + start, end=m.end + start) for m in left] if start else left


def _dates(inside: list[Token]) -> list[Token]:
    """The period tokens, without those that are a part of what a later one says ('6 months of FY2015')."""
    found = [t for t in inside if t.kind == "period"]
    return [t for t, after in itertools.zip_longest(found, found[1:]) if after is None or t.end <= after.begins]


def _with_shared_nouns(numbers: list[Token], text: str) -> list[Token]:
    """'1 or 1.5 years', 'JPY5 to 6 billion': the first number counts what the second does, in the first's currency."""
    out = list(numbers)
    for n, (t, after) in enumerate(itertools.pairwise(numbers)):
        bare = not (t.noun or t.scale or t.percent)
        if bare and (after.noun or after.scale) and _OR.fullmatch(text, t.end, after.start):
            out[n] = replace(t, noun=after.noun, scale=after.scale)
            out[n + 1] = replace(after, currency=t.currency or after.currency, dollars=t.dollars or after.dollars)
    return out


def _spot(clause: Clause, t: Token, i: int, now: Named) -> Spot:
    """A number among its words. What stands behind a range is told of both ends ('JPY5 to 6 billion for FY2016')."""
    after = clause.numbers[i + 1] if i + 1 < len(clause.numbers) else None
    if after is None or not _OR.fullmatch(clause.text, t.after, after.start):
        return Spot(clause, t, i, now)
    if measure.moved_by(spot := Spot(clause, t, i, now), i) or spot.former or t.percent != after.percent:
        return spot
    return Spot(clause, replace(t, after=after.after), i, now)


@dataclass(slots=True)
class _Walk:
    """Names, periods, brackets and numbers met in order; a bracket leaves what stands before it in force."""

    clause: Clause
    now: Named = field(init=False)
    stack: list[Named] = field(default_factory=list)
    used: Token | None = None  # the last number
    place: int = 0
    told: list[Period] = field(default_factory=list)  # the times that the sentence told so far, outside brackets
    first: Period | None = None  # the period in force at the first number of the sentence
    counted: bool = False  # whether the sentence has told a number
    opener: Token | None = None  # its first number
    last: Period | None = None  # what the last sentence with a number was of

    def __post_init__(self) -> None:
        context = self.clause.context
        period = self.clause.reading.filing_period if self.clause.tells_results else context.period
        item, label = context.item()
        self.now = Named(item, context.metric, context.subject, period, label)

    def run(self) -> None:
        for at, _, take, what in self._events():
            take(at, what)

    def _events(self) -> list[_Event]:
        """By place: brackets and ends of sentences and cells first, names, then numbers, periods and words for them."""
        clause, text = self.clause, self.clause.text
        events: list[_Event] = [(m.start, 1, self._phrase, m) for m in clause.mentions]
        events += [(t.start, 2, self._number, t) for t in clause.numbers]
        events += [(t.start, 2, self._date, t) for t in clause.dates]
        events += [(at, 2, self._words, words) for at, words in time_words.worded(clause)]
        brackets = list(_BRACKET.finditer(text, clause.start, clause.end)) if "(" in text else []
        inside = {i for t in (*clause.numbers, *clause.dates) for i in (t.start, t.end - 1)} if brackets else set()
        for at in [m.start() for m in brackets]:
            if at not in inside:
                events.append((at, 0, self._open if text[at] == "(" else self._close, None))
        events += [(at, 0, self._stop, None) for at, _ in clause.stops if text[at] != "\t"]
        return sorted([*events, *self._parts()], key=itemgetter(0, 1))

    def _parts(self) -> Iterator[_Event]:
        low, start, end = self.clause.low, self.clause.start, self.clause.end
        for mark in _PARTS if self.clause.dates else ():
            at = low.find(mark, start, end)
            while at >= 0:
                yield at, 0, self._part, None
                at = low.find(mark, at + 1, end)

    def _phrase(self, at: int, m: Mention) -> None:
        if at in self.clause.behind and self.used is not None:
            self.used = replace(self.used, after=m.end)  # told of the number before it
        elif self.used is None or not self.used.end <= at < self.used.after + 1:
            named.take(self.clause, m, self.now)

    def _date(self, at: int, t: Token) -> None:
        before = self.now.period
        time_words.note(self.clause, t, self.now)
        if self.now.period is not before and self.now.period is not None and not self.stack:
            self.told.append(self.now.period)

    def _words(self, at: int, words: str) -> None:
        if not time_words.is_of_other(time_words.words_before(self.clause, at)):
            time_words.take_words(self.clause, words, self.now)

    def _number(self, at: int, t: Token) -> None:
        if not (self.counted or self.stack):
            self.first, self.counted, self.opener = self.now.period, True, t
        if not self.clause.reading.is_done(self.clause.row, t):
            number.take(_spot(self.clause, t, self.place, self.now))
        self.used, self.place = t, self.place + 1

    def _open(self, at: int, _: None) -> None:
        now, text = self.now, self.clause.text
        self.stack.append(now.copy())
        now.outer = now.period or self.clause.reading.filing_period
        if now.at_number and _AMOUNT_FIRST.match(text, at):
            now.item, now.metric, now.subject, now.label = now.at_number
        if now.own is not None and self.used is not None and not text[self.used.after : at].strip():
            now.item, now.label = now.own  # 'Consumer: 979 thousand (up 104 thousand YoY)'

    def _close(self, at: int, _: None) -> None:
        if not self.stack:
            return
        kept = self.stack.pop()
        kept.last_measure, kept.last_sign, kept.without = "", 0, kept.without or self.now.without
        kept.last_scenario = self.now.last_scenario
        kept.at_number = kept.at_number or self.now.at_number
        self.now = kept

    def _part(self, at: int, _: None) -> None:
        """A part of a sentence ends: a former time told behind a number is of that alone ('fell 6.2% as renewals had
        been booked in 3Q14; order backlog grew')."""
        if not self.stack and self._has_told_former() and not self._is_former(self.opener):
            self.now.period = self.first

    def _is_former(self, t: Token | None) -> bool:
        """Whether a number of the line was read as of the time in force."""
        now = self.now.period
        return now is not None and any(f.token == t and f.period_end == now.end for f in self.clause.facts_from(0))

    def _stop(self, at: int, _: None) -> None:
        """A sentence ends: what it was about is in force for the next."""
        now, context = self.now, self.clause.context
        of, told = context.period or self.clause.reading.filing_period, {(p.start, p.end) for p in self.told}
        several, own = len(told) > 1, not told.isdisjoint({(of.start, of.end), ("", of.end)})
        if several and own:
            now.period = of
        elif self._has_told_former():
            now.period = self.first
        back = self._goes_back()
        self.clause.spoken_of, self.clause.told_of = self._opening(at) or self.clause.told_of, ""
        self._begin(keep=self.clause.low.startswith(_OF_THIS, at + 2))
        now.untold = time_words.SEVERAL if (several and not own) or back else ""  # 'In 1H15, it was JPY14,702 million.'
        self.told.clear()
        self.counted = False

    def _goes_back(self) -> bool:
        """'In 1H15, it was JPY14,702 million.': whether a sentence is of an earlier time than the last."""
        of, last = self.now.period or self.clause.reading.filing_period, self.last
        self.last = of if self.counted else last
        return self.counted and last is not None and of.end < last.end

    def _has_told_former(self) -> bool:
        """Whether the time in force was told behind a number, of what something was before: 'more than the JPY25,610
        million recorded in 1H12.'"""
        now, first = self.now.period, self.first or self.clause.reading.filing_period
        return self.counted and now is not None and now.end < first.end

    def _opening(self, at: int) -> str:
        """The subject that the sentence which ends at `at` begins with, if it tells no number."""
        clause, begun = self.clause, self.clause.begun(at)
        first = next(iter(clause.named_in(begun, at)), None)
        told = self.used is not None and self.used.start >= begun
        begins = first is not None and _NO_WORDS.fullmatch(clause.text, begun, first.start) is not None
        return first.name if first is not None and begins and not told and first.kind == "subject" else ""

    def _begin(self, *, keep: bool) -> None:
        """Begin a sentence or cell with what stands above the line; `keep` the item in force."""
        now, clause = self.now, self.clause
        self.stack.clear()
        clause.next_subject = now.untold = now.doubt = now.without = now.last_scenario = ""
        now.subject, now.named, now.last_measure = clause.first_subject or clause.context.subject, False, ""
        if not keep:
            now.metric, (now.item, now.label) = clause.context.metric, clause.context.item()
