"""A sentence, bullet or cell with its numbers, and what has been named so far while reading it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from operator import attrgetter

from helpers.filing.layout import Row
from helpers.language import calendar
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import Concept
from helpers.language.items import Item, combine
from helpers.language.phrases import Mention
from helpers.language.spans import part_of
from helpers.reading.context import BULLET, Context
from helpers.reading.cues import Hit, cue, cues, met, trait
from helpers.reading.facts import Reading
from helpers.reading.headings import UNIT_NOTE, is_statement, noted_scale

_SENTENCE_END = re.compile(
    r"[.;\t](?:(?<=\t)|(?=\s+(?:[A-Z\"'(]|[1-4][QH]\d))"
    r"(?:(?<=[a-z0-9%)\"\u00b9\u00b2\u00b3\u2070-\u2079].)|(?<=o[YQ].)|(?<=[A-Z]{2}.))"
    r"(?<!Inc.)(?<!Co.)(?<!approx.)(?<!Approx.)(?<! c.)(?<! ca.)(?<!Pt.)(?<!Ltd.)(?<!vs.)"
    r"|(?:(?<=\d{4}\.)|(?<=\)\.))(?=\s+\d[\d,]*\s[A-Za-z]))"  # 'JPY1,000 million for FY2011. 608 ATMs were'
)
ASIDE = re.compile(r"\s?\([^()]*\)")
PAST = re.compile(r"\b(?:was|were|rose|fell|grew|(?!changed|revised|announced)[a-z]{2,}ed)\s")
_MONTHS_OF = re.compile(r"\b(?P<months>three|six|nine) months?\b(?! ended)[^.;()\d]{0,80}\bfor (?:the |our )?$")
_AIMS, _CHARGE = cue("target", "in"), cue("charge", "in")
_FORMER, _PAST_OPENING = cue("former", "at"), cue("past", "opening")
_DIRECTION, _BEHIND, _NEAR = cue("direction", "before"), cue("direction", "after"), cue("basis", "near")
PERCENT, MONEY, COUNT, FORMER, FOLLOWED = trait(), trait(), trait(), trait(), trait()
"""A percentage, an amount of money, any other number; a number that is what was before, one that a date follows."""
CHARGED, CHANGES, COLUMNS, DATED = trait(), trait(), trait(), trait()
"""A clause that speaks of interconnection, or has a star, whose note may; one in a list of changes; one below heads of
its amounts; one with a date."""
_BASES = {"y/y": "yoy", "q/q": "qoq", "y-o-y": "  yoy", "q-o-q": "  qoq"}  # other spellings, as long as they are
LEFT, SAID = 90, 1000  # characters before a number that can speak of it: at once, and in its sentence


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
        """The same, to go back to."""
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
    text: str = ""  # the whole line's
    low: str = ""  # the same in small letters
    own: str = ""  # its own words in small letters
    first_subject: str = ""  # the first that begins a sentence or has a number: the next sentences go on about it
    next_subject: str = ""  # the first one named in this sentence
    told_of: str = ""  # the one that this sentence tells something of, and may not be about: 'Revenues from SI were'
    spoken_of: str = ""  # the one that the sentence before was about, which told no number of it, or told something of
    speaks_of_targets: bool = False
    tells_results: bool = False  # whether it is a sentence about results below a heading about targets
    aims: bool = False  # whether it is below a heading about targets, and tells no results
    met: int = 0  # what its line leaves to look for (see `cues.Rules`)
    lists_changes: bool = False  # whether it is below a heading about changes
    stops: list[tuple[int, int]] = field(default_factory=list)  # where its sentences and cells end, and the next begin
    shared: Shared = field(default_factory=Shared)  # what numbers told together are of (see `in_order`)
    noted: int = 0  # the scale that a note in the line, or a heading, gives its numbers
    behind: set[int] = field(default_factory=set)  # where businesses begin that the number before them is of
    about_charge: bool = False  # whether the line or a heading above it speaks of interconnection

    def __post_init__(self) -> None:
        self.text = self.row.line.text
        low = self.text.lower()
        self.low = _with_bases(low) if len(low) == len(self.text) else self.text
        self.own = self.low[self.start : self.end]
        self.met = met(low)
        self.stops = self._stops()
        self.speaks_of_targets = bool(self.met & _AIMS) and self._has("target", "in")
        whole = self.own.rstrip().endswith(".") or self.own.lstrip().startswith("(")
        silent = self.context.target and not self.speaks_of_targets and whole
        self.tells_results = silent and PAST.search(self.own) is not None
        self.aims = self.context.target and not self.tells_results
        noted = UNIT_NOTE.search(self.text) if "(" in self.low else None
        self.noted = noted_scale(noted) if noted else self.context.scale or 0
        self.lists_changes = self.context.yoy_list
        charged = bool(self.met & _CHARGE) and cues("charge", "in").search(self.low) is not None
        self.about_charge = charged or any(f.about_charge for f in self.context.frames)
        self.met |= self._traits()

    def _traits(self) -> int:
        charged = CHARGED if self.about_charge or "*" in self.text else 0
        listed = (CHANGES if self.lists_changes else 0) | (COLUMNS if self.context.scenarios else 0)
        return charged | listed | (DATED if self.dates else 0)

    def begun(self, at: int) -> int:
        """Where the sentence begins that goes on until offset `at`: what ends one has something of the next before
        it, a tab apart."""
        for start, end in reversed(self.stops):
            if end <= at and (self.text[start] in "\t." or self.text[end:at].strip()):
                return end
        return self.start

    def stop(self, at: int) -> int:
        """Where the sentence at an offset ends."""
        for start, _ in self.stops:
            if start >= at:
                return start
        return self.end

    def _stops(self) -> list[tuple[int, int]]:
        """Where sentences and cells end; a semicolon in a bracket ends none: '(2Q12: JPY4,730 million; 1Q13: ...)'."""
        ends, text = (m.span() for m in _SENTENCE_END.finditer(self.text, self.start, self.end)), self.text
        opened = text.rfind  # whether a bracket is open there
        return [(at, end) for at, end in ends if text[at] != ";" or opened("(", 0, at) <= opened(")", 0, at)]

    def _has(self, part: str, place: str) -> bool:
        return cues(part, place).search(self.low, self.start, self.end) is not None

    def dates_in(self, begun: int, end: int) -> list[Token]:
        """The dates that begin between two offsets."""
        return [d for d in self.dates if begun <= d.start < end]

    def names_end(self, period: Period) -> bool:
        """Whether a date of it ends with a period."""
        return any(d.period is not None and d.period.end == period.end for d in self.dates)

    @property
    def is_sentence(self) -> bool:
        """True for a whole sentence with its full stop."""
        return is_statement(self.text)

    @property
    def continues(self) -> bool:
        """True for a line without a bullet of its own below a bullet."""
        worded = self.text[:1] == " " and self.text.lstrip()[:1].isalpha()
        return worded and any(f.rank >= BULLET for f in self.context.frames)

    def span(self, t: Token) -> Period:
        """The days of a period token; a date after 'six months ended' is the end of a duration, and what nine months
        brought 'for the fiscal year ending March 31, 2019' is of the first nine of it."""
        assert t.period is not None
        if t.period.kind == "fy" and t.period.end > self.reading.known_until and "months" in self.own:
            of = _MONTHS_OF.search(self.low, self.begun(t.begins), t.begins)
            return part_of(t.period, of["months"], "months") if of else t.period
        if t.period.kind == "months" and self.aims and t.text[:1].isdigit() and t.text.endswith("months"):
            year = self.context.period  # '(7 months)' below 'FY2010 Financial Targets': of that year
            return calendar.months_to(year.end, t.period.months) if year is not None else t.period
        return t.period


def _with_bases(low: str) -> str:
    """A line in small letters with other spellings of YoY and QoQ as those: 'up 4.9% yoy' for 'up 4.9% y/y'."""
    for spelling, basis in _BASES.items() if "/" in low or "-o-" in low else ():
        for before in " (":
            low = low.replace(before + spelling, before + basis)
    return low


Found = tuple[Item, str] | None
"""The item of a number, and the words that name it."""
_UNNAMED = Item("", known=False)
NOBODYS: tuple[Item, str] = (_UNNAMED, "")
"""Of something that nobody knows."""
_KINDS = {(True, False): PERCENT, (False, True): MONEY, (True, True): PERCENT | MONEY, (False, False): COUNT}


@dataclass(slots=True)
class Spot:
    """One number of a clause: the words between it and the numbers beside it, and what is named so far."""

    clause: Clause
    t: Token
    i: int
    now: Named
    left: str = ""
    right: str = ""
    low: str = ""  # `left` in small letters
    said: str = ""  # the clause up to the number, as far back as it can speak of it
    sentence: str = ""  # the end of `said`: the number's own sentence, or its bracket if that is of the past
    begun: int = 0  # where `sentence` begins in the line
    stop: int = 0  # where the sentence that goes on behind the number ends
    following: Token | None = None  # the next date behind the number that is understood
    named: list[Mention] = field(default_factory=list)  # the phrases of the vocabulary that begin in `sentence`
    direction: Hit | None = None  # the words before it that say it moved up or down
    behind: Hit | None = None  # the same right behind it
    former: bool = False  # whether the words before it say that it is what was before
    near: Hit | None = None  # what it is compared with, by words near behind it
    item: Item = _UNNAMED
    concept: Concept = _UNNAMED.meaning
    met: int = 0  # what its clause, and its kind, leave to look for

    def __post_init__(self) -> None:
        clause, i, start, after = self.clause, self.i, self.t.start, self.t.after
        numbers, text, low, met = clause.numbers, clause.text, clause.low, clause.met
        first = numbers[i - 1].after if i else clause.start
        last = numbers[i + 1].start if i + 1 < len(numbers) else clause.end
        at = max(first, start - LEFT)
        self.left, self.low = text[at:start], low[at:start]
        self.right = text[after : max(after, last)]
        said = max(clause.start, start - SAID)
        self.said = text[said:start]
        self.begun = begun = self._begun(said)
        self.sentence = text[begun:start]
        self.stop = clause.stop(after)
        if met & DATED:
            self.following = self._following()
        self.named = [n for n in clause.mentions if begun <= n.start < start]
        if met & _DIRECTION:
            self.direction = cues("direction", "before").search(self.low)
        if met & _BEHIND:
            self.behind = cues("direction", "after").match(low, after)
        if met & _FORMER:
            self.former = cues("former", "at").search(self.low) is not None
        if met & _NEAR:
            self.near = cues("basis", "near").match(low, after)
        kind = _KINDS[self.t.percent, self.t.currency] | (FORMER if self.former else 0)
        self.met = met | kind | (FOLLOWED if self.following is not None else 0)

    def _begun(self, said: int) -> int:
        """Where the number's own sentence begins, or its bracket if that is of the past."""
        clause, start = self.clause, self.t.start
        begun = max(said, clause.begun(start))
        opened = clause.text.rfind("(", begun, start) if clause.met & _PAST_OPENING else -1
        past = opened > clause.text.rfind(")", begun, start) and cues("past", "opening").match(clause.low, opened)
        return opened if past else begun

    def _following(self) -> Token | None:
        end = self.t.end
        for d in self.clause.dates:
            if d.start >= end and d.period is not None:
                return d
        return None

    @property
    def time(self) -> Period:
        """The period in force before it, else the filing's."""
        return self.now.period or self.clause.reading.filing_period

    def take(self, item: Item) -> Item:
        """Note that the number is of `item`."""
        if item is not self.item:
            self.item, self.concept = item, item.meaning
        return item

    def leave(self, reason: str) -> None:
        """Leave the number unread."""
        self.clause.reading.leave(self.clause.row, [self.t], reason)

    @property
    def is_told_behind(self) -> bool:
        """Whether words behind the number tell of what it is."""
        after = self.t.after
        return any(after <= at < after + len(self.right) for at in self.clause.behind)

    @property
    def aimed_at(self) -> bool:
        """Whether a word before the number in its sentence tells of a target."""
        aims, low = self.clause.speaks_of_targets, self.clause.low
        return aims and cues("target", "in").search(low, self.begun, self.t.start) is not None

    @property
    def at(self) -> int:
        """Where `left` begins in the line."""
        return self.t.start - len(self.left)

    def is_named(self, m: re.Match[str], group: str | int = 0) -> bool:
        """Whether the vocabulary knows a phrase that reaches into a group of a match in `left`."""
        first, last = self.at + m.start(group), self.at + m.end(group)
        return any(first < n.end and n.start < last for n in self.clause.mentions)

    @property
    def before(self) -> Token | None:
        """The number before it in its own sentence."""
        last = self.clause.numbers[self.i - 1] if self.i else None
        return last if last is not None and last.start >= self.begun else None

    @property
    def previous(self) -> Token | None:
        """The last period token before the number."""
        start = self.t.start
        for d in reversed(self.clause.dates):
            if d.end <= start and d.period is not None:
                return d
        return None
