"""A sentence, bullet or cell with its numbers, and what has been named so far while reading it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item, combine
from helpers.language.phrases import Mention
from helpers.language.spans import part_of
from helpers.reading.context import Context
from helpers.reading.cues import cues, met, trait
from helpers.reading.facts import ReadFact, Reading
from helpers.reading.headings import UNIT_NOTE, noted_scale

_SENTENCE_END = re.compile(
    r"[.;\t](?:(?<=\t)|(?=\s+(?:[A-Z\"'(]|[1-4][QH]\d))"
    r"(?:(?<=[a-z0-9%)\"\u00b9\u00b2\u00b3\u2070-\u2079].)|(?<=o[YQ].)|(?<=[A-Z]{2}.))"
    r"(?<!Inc.)(?<!Co.)(?<!approx.)(?<!Approx.)(?<! c.)(?<! ca.)(?<!Pt.)(?<!Ltd.)(?<!vs.)"
    r"|(?:(?<=\d{4}\.)|(?<=\)\.))(?=\s+\d[\d,]*\s[A-Za-z]))"  # 'JPY1,000 million for FY2011. 608 ATMs were'
)
ASIDE = re.compile(r"\s?\([^()]*\)")
PAST = re.compile(r"\b(?:was|were|rose|fell|grew|(?!changed|revised|announced)[a-z]{2,}ed)\s")
_MONTHS_OF = re.compile(r"\b(?P<months>three|six|nine) months?\b(?! ended)[^.;()\d]{0,80}\bfor (?:the |our )?$")
CHARGED, CHANGES, COLUMNS, DATED, JOINED = trait(), trait(), trait(), trait(), trait()
"""A clause that speaks of interconnection, or has a star, whose note may; one in a list of changes; one below heads of
its amounts; one with a date; one with an arrow."""
ARROWS = ("->", "=>", "\u2192", "\u21d2")
_BASES = {"y/y": "yoy", "q/q": "qoq", "y-o-y": "  yoy", "q-o-q": "  qoq"}  # other spellings, as long as they are


@dataclass(slots=True)
class Named:
    """What the walk has met so far: the item in force, or its metric and subject; the period; the last number.

    `explicit`: an item or metric was named in this clause; `named`: a subject was;
    `net`: the amounts are net additions; `at_number`: (item, metric, subject, label) of the last number."""

    item: Item | None = None
    metric: str = ""
    subject: str = ""
    period: Period | None = None
    label: str = ""
    net: bool = False
    named: bool = False
    explicit: bool = False
    at_number: tuple[Item | None, str, str, str] | None = None
    last_measure: str = ""
    last_sign: int = 0
    last_scenario: str = ""
    without: str = ""  # what the sentence leaves out, as a reason
    doubt: str = ""  # why the numbers behind a phrase are not of what it names
    worded: bool = False  # whether words for a time told the period
    untold: str = ""  # words for a time that are not understood
    own: tuple[Item, str] | None = None  # of the last number, where words of its own named it
    outer: Period | None = None  # inside a bracket: the period in force in front of it

    def copy(self) -> Named:
        """The same, to be changed (as `Frame.copy`)."""
        return Named(*_PARTS(self))

    def combined(self) -> Item | None:
        """The item that metric and subject name together."""
        return combine(self.metric, self.subject or "total") if self.metric else None


_PARTS = attrgetter(*(part.name for part in fields(Named)))


@dataclass(slots=True)
class Shared:
    """By where a number begins: its item and label, its periods, or why it is not known whose it is."""

    items: dict[int, tuple[Item, str]] = field(default_factory=dict)
    periods: dict[int, list[Period]] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Clause:
    """`row.line.text[start:end]` with its tokens and the vocabulary's phrases in it (offsets in the line)."""

    row: Row
    start: int
    end: int
    context: Context
    reading: Reading
    reader: str
    numbers: list[Token]
    dates: list[Token]
    mentions: list[Mention]
    labels: list[tuple[Item, str]] = field(default_factory=list)
    goes_on: str = ""
    text: str = field(init=False)  # the whole line's
    low: str = field(init=False)  # the same in small letters
    own: str = field(init=False)  # its own words in small letters
    first_subject: str = ""  # the first that begins a sentence or has a number: the next sentences go on about it
    next_subject: str = ""  # the first one named in this sentence
    told_of: str = ""  # the one that this sentence tells something of, and may not be about: 'Revenues from SI were'
    spoken_of: str = ""  # the one that the sentence before was about, which told no number of it, or told something of
    speaks_of_targets: bool = field(init=False)
    tells_results: bool = field(init=False)  # whether it is a sentence about results below a heading about targets
    aims: bool = field(init=False)  # whether it is below a heading about targets, and tells no results
    met: int = field(init=False)  # what its line leaves to look for (see `cues.Rules`)
    stops: list[tuple[int, int]] = field(init=False)  # where its sentences and cells end, and the next begin
    shared: Shared = field(default_factory=Shared)  # what numbers told together are of (see `in_order`)
    noted: int = field(init=False)  # the scale that a note in the line, or a heading, gives its numbers
    behind: set[int] = field(default_factory=set)  # where businesses begin that the number before them is of
    about_charge: bool = field(init=False)  # whether the line or a heading above it speaks of interconnection

    def __post_init__(self) -> None:
        self.text = self.row.line.text
        low = self.text.lower()
        self.low = _with_bases(low) if len(low) == len(self.text) else self.text
        self.own = self.low[self.start : self.end]
        self.met = met(low)
        self.stops = self._stops()
        self.speaks_of_targets = cues("target", "in").search(self.low, self.start, self.end) is not None
        whole = self.own.rstrip().endswith(".") or self.own.lstrip().startswith("(")
        silent = self.context.target and not self.speaks_of_targets and whole
        self.tells_results = silent and PAST.search(self.own) is not None
        self.aims = self.context.target and not self.tells_results
        noted = UNIT_NOTE.search(self.text) if "(" in self.low else None
        self.noted = noted_scale(noted) if noted else self.context.scale or 0
        charged = cues("charge", "in").search(self.low) is not None
        self.about_charge = charged or any(f.about_charge for f in self.context.frames)
        charged, columns = self.about_charge or "*" in self.text, self.context.scenarios
        joined = any(map(self.text.__contains__, ARROWS))
        kinds = ((CHARGED, charged), (CHANGES, self.context.yoy_list), (COLUMNS, columns), (DATED, self.dates))
        self.met |= sum(kind for kind, is_one in (*kinds, (JOINED, joined)) if is_one)

    def begun(self, at: int) -> int:
        """Where the sentence begins that goes on until offset `at`: what ends one has something of the next before
        it, a tab apart."""
        for start, end in reversed(self.stops):
            if end <= at and (self.text[start] in "\t." or self.text[end:at].strip()):
                return end
        return self.start

    def stop(self, at: int) -> int:
        """Where the sentence at an offset ends."""
        return next((start for start, _ in self.stops if start >= at), self.end)

    def _stops(self) -> list[tuple[int, int]]:
        """Where sentences and cells end; a semicolon in a bracket ends none: '(2Q12: JPY4,730 million; 1Q13: ...)'."""
        ends, text = (m.span() for m in _SENTENCE_END.finditer(self.text, self.start, self.end)), self.text
        opened = text.rfind  # whether a bracket is open there
        return [(at, end) for at, end in ends if text[at] != ";" or opened("(", 0, at) <= opened(")", 0, at)]

    def dates_in(self, begun: int, end: int) -> list[Token]:
        """The dates that begin between two offsets."""
        return [d for d in self.dates if begun <= d.start < end]

    def behind_last(self, i: int) -> int:
        """Where the number before number `i` ends, else where the clause begins."""
        return self.numbers[i - 1].after if i else self.start

    def facts_from(self, at: int) -> Iterator[ReadFact]:
        """The facts of its line that begin at an offset or behind it, the last one first."""
        mine = itertools.takewhile(lambda f: f.line == self.row.line.number, reversed(self.reading.facts))
        return (f for f in mine if f.token.start >= at)

    def date_from(self, at: int) -> Token | None:
        """The first date that begins at an offset or behind it."""
        return next((d for d in self.dates if d.start >= at), None)

    def named_in(self, begun: int, end: int) -> list[Mention]:
        """The phrases of the vocabulary that begin between two offsets."""
        return [n for n in self.mentions if begun <= n.start < end]

    def named_at(self, at: int, *kinds: str) -> Mention | None:
        """The phrase, or that of one of these kinds, that begins at an offset."""
        return next((n for n in self.mentions if n.start == at and (not kinds or n.kind in kinds)), None)

    def tells_in(self, begun: int, end: int) -> bool:
        """Whether a phrase of the vocabulary or a date begins between two offsets."""
        return bool(self.named_in(begun, end) or self.dates_in(begun, end))

    def tells(self, at: int) -> bool:
        """Whether a phrase of the vocabulary or a date stands at an offset."""
        return any(n.start <= at < n.end for n in self.mentions) or any(d.begins <= at < d.end for d in self.dates)

    def names_end(self, period: Period) -> bool:
        """Whether a date of it ends with a period."""
        return any(d.period is not None and d.period.end == period.end for d in self.dates)

    def span(self, t: Token) -> Period:
        """The days of a period token; a date after 'six months ended' is the end of a duration, and what nine months
        brought 'for the fiscal year ending March 31, 2019' is of the first nine of it."""
        assert t.period is not None
        if t.period.kind == "fy" and t.period.end > self.reading.known_until and "months" in self.own:
            of = _MONTHS_OF.search(self.low, self.begun(t.begins), t.begins)
            return part_of(t.period, of["months"], "months") if of else t.period
        return t.period


def _with_bases(low: str) -> str:
    """A line in small letters with other spellings of YoY and QoQ as those: 'up 4.9% yoy' for 'up 4.9% y/y'."""
    for spelling, basis in _BASES.items() if "/" in low or "-o-" in low else ():
        for before in " (":
            low = low.replace(before + spelling, before + basis)
    return low
