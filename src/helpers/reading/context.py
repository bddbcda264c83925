"""What a line inherits from the headings and bullets above it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Generic, TypeVar

from helpers.filing.lines import Line
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item, combine
from helpers.language.phrases import mentions
from helpers.language.scope import Scope
from helpers.language.spans import is_part_of_year
from helpers.reading.because import LINE_ABOVE, Source

UNKNOWN_LENGTH = -1  # months of a time whose name is not understood
BULLET = 3  # the rank from which what hands down is a bullet, and no heading
_LONGEST_BARE = 4  # characters of '3Q', '1H' as a line prints them
_ANY = 10**6  # characters
DEEPEST = 9  # the rank of what a line without a bullet hands down


@dataclass(slots=True)
class Frame:
    """One heading or bullet in force. Deeper bullets have a higher `rank`."""

    rank: int
    metric: str = ""
    subject: str = ""
    several: bool = False  # it names two metrics or more, and hands down none
    item: Item | None = None
    period: Period | None = None
    group: str = ""
    target: bool = False
    yoy_list: bool = False
    scenarios: tuple[str, ...] = ()
    scale: int | None = None
    label: str = ""
    numbered: bool = False
    of_list: bool = False  # what a line of a list tells the others of it (see `lists`)
    is_label: bool = False  # nothing but names of items, whose amounts stand below
    about_charge: bool = False
    strange: bool = False  # names nothing known, below one of its rank that did: of what stands below it nothing tells
    other: str = ""  # words by which what stands below is no figure of the group ('Non-consolidated')
    line: int = 0
    months: int = 0  # as long as its words say that a time is, which no date of its own tells ('the Second Quarter')
    length: str = ""  # these words
    ahead: Period | None = None  # a time to come, of which the heading does not speak as of targets: of targets alone

    def copy(self) -> Frame:
        """The same, to be changed; `dataclasses.replace` takes several times as long, and every heading asks."""
        return Frame(*_PARTS(self))

    @property
    def source(self) -> Source:
        """What a fact that inherits a part from here names for it."""
        if self.scenarios:  # it stands over the amounts below like the heads of columns
            return Source("head", self.line)
        return Source(LINE_ABOVE if self.numbered else "heading", self.line)

    @property
    def names(self) -> bool:
        """Whether it names a line item, or a part of its name."""
        return bool(self.item or self.metric or self.subject)

    def says_anything(self) -> bool:
        """Whether it hands down more than its words."""
        return self.names or bool(self.period or self.group or self.target or self.other or self.months)


_PARTS = attrgetter(*(part.name for part in fields(Frame)))
_NO_FRAME = Frame(DEEPEST + 1)
Told = TypeVar("Told")


class _Innermost(Generic[Told]):
    """A part of a Frame, as the innermost frame that says it has it; `nothing` where none does."""

    def __init__(self, nothing: Told) -> None:
        self.nothing = nothing

    def __set_name__(self, owner: type[Context], name: str) -> None:
        self.told = attrgetter(name)

    def __get__(self, context: Context, owner: type[Context]) -> Told:
        for frame in reversed(context.frames):
            if told := self.told(frame):
                return told
        return self.nothing


@dataclass(slots=True)
class Context:
    """The frames from the section's heading down to the bullet just read."""

    frames: list[Frame] = field(default_factory=list)
    list_line: int = 0  # the last line of the list of bullets just read
    list_unread: list[str] = field(default_factory=list)  # its bullets in which `list_subject` has not looked yet
    list_named: str = ""

    metric, subject, group = _Innermost(""), _Innermost(""), _Innermost("")
    period, scale = _Innermost[Period | None](None), _Innermost[int | None](None)
    scenarios = _Innermost[tuple[str, ...]](())  # what the amounts of a line are, from left to right
    target, yoy_list = _Innermost(nothing=False), _Innermost(nothing=False)

    def go_on(self, line: Line, rank: int) -> None:
        """Note that a line goes on a list of bullets, line by line, or ends it."""
        if line.number != self.list_line + 1 or not (rank or line.text.startswith(" ")):
            self.list_unread, self.list_named = [], ""
        self.list_line = line.last
        if rank and not self.list_named:
            self.list_unread.append(line.text)

    def list_subject(self) -> str:
        """The first subject that the bullets just read name."""
        named = (m.name for text in self.list_unread for m in mentions(text) if m.kind == "subject")
        self.list_named = self.list_named or next(named, "")
        self.list_unread.clear()
        return self.list_named

    @property
    def innermost(self) -> Frame:
        """The innermost heading or bullet, an empty one where there is none."""
        return self.frames[-1] if self.frames else _NO_FRAME

    def ended_by(self, rank: int) -> list[Frame]:
        """The headings and bullets that one of `rank` ends."""
        return [f for f in self.frames if f.rank >= rank]

    def pop_to(self, rank: int) -> None:
        """Leave every heading and bullet at `rank` or deeper."""
        while self.frames and self.frames[-1].rank >= rank:
            self.frames.pop()

    def title(self, longest: int = _ANY) -> str:
        """The words of the innermost heading of at most so many characters."""
        return next((f.label for f in reversed(self.frames) if 0 < len(f.label) <= longest), "")

    @property
    def of_heading(self) -> Period | None:
        """The period that the innermost heading or bullet names, and none that only a list beside the line does."""
        return next((f.period for f in reversed(self.frames) if f.period and not f.of_list), None)

    def leave_line(self, *, paragraph: bool = False) -> None:
        """Leave a line without a bullet, and bullets with numbers of their own: they tell nothing of a paragraph."""
        if paragraph:
            self.frames = [f for f in self.frames if not f.numbered]
        if self.innermost.rank == DEEPEST:
            self.frames.pop()

    def push(self, frame: Frame) -> None:
        if self.innermost.rank == frame.rank and frame.metric == "subscriptions":
            frame.subject = frame.subject or self.innermost.subject
        self.pop_to(frame.rank)
        self.frames.append(frame)

    def source(self, *parts: str) -> Source | None:
        """The innermost frame that says one of `parts`, names of what a Frame hands down; None where none does."""
        for frame in reversed(self.frames):
            if any(getattr(frame, part) for part in parts):
                return frame.source
        return None

    def spoken(self, rank: int = DEEPEST) -> Frame | None:
        """The innermost heading above `rank`, and no line above, that speaks of a time, where it names none that is
        known, or one to come."""
        headings = (f for f in reversed(self.frames) if f.rank < rank)
        found = next((f for f in headings if f.period or f.months or f.ahead), None)
        return found if found is not None and found.period is None else None

    @property
    def ahead(self) -> Period | None:
        """The time to come that the innermost heading names: targets below it are for that time."""
        return next((f.ahead for f in reversed(self.frames) if f.ahead or f.period), None)

    def in_its_year(self, t: Token, own: Period, rank: int = DEEPEST) -> Token:
        """'1H' below 'Targets for FY2018': of the year that a heading above `rank` names, where that is not `own`."""
        period = t.period
        bare = period is not None and len(t.text) <= _LONGEST_BARE and is_part_of_year(t.text)
        above = self.year_above(own, rank) if bare else None
        if above is None or period is None:
            return t
        return replace(t, period=period.in_year_of(above))

    def year_above(self, own: Period, rank: int = DEEPEST) -> Period | None:
        """The fiscal year that the innermost heading above `rank` names, where it is not the filing's `own`."""
        named = (f.ahead or f.period for f in reversed(self.frames) if not f.of_list and f.rank < rank)
        year = next((period for period in named if period is not None), None)
        return year if year is not None and year.kind == "fy" and year.end != own.end else None

    def _naming(self) -> Frame:
        """The innermost frame that names a line item, or a part of its name; an empty one where none does."""
        return next((f for f in reversed(self.frames) if f.item or f.metric or f.subject), _NO_FRAME)

    def item(self) -> tuple[Item | None, str]:
        """The innermost line item named by a heading, unless a metric or subject stands deeper, and its label."""
        frame = self._naming()
        return frame.item, frame.label

    def meant(self, metric: str = "") -> Item | None:
        """The line item that the headings name, else what their metric, or `metric` without one, and their subject make
        together."""
        return self.item()[0] or combine(self.metric or metric, self.subject or "total")

    def told(self) -> bool:
        """Whether the innermost line item is one that a bullet with numbers of its own names."""
        named = self._naming()
        return named.numbered and named.rank < DEEPEST

    def paid(self) -> Context:
        """The context of an amount of money below a heading of contracts: what is paid for them is revenue."""
        frames = [replace(f, metric="revenue", group="") if f.group == "contracts" else f for f in self.frames]
        return Context(frames)

    def scope(self) -> Scope:
        metric, subject = self.metric, self.subject
        whole = combine(metric, subject) if metric and subject else None
        said = self.source("metric", "subject", "group")
        group = self.group or (whole.concept if whole and whole.known else "")
        return Scope(metric, subject, group, line=said.line if said else 0)
