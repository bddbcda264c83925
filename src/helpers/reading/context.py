"""What a line inherits from the headings and bullets above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helpers.filing.lines import Line
from helpers.language import periods
from helpers.language.amounts import Token
from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, combine, strip_label
from helpers.language.periods import Period, length_words
from helpers.language.phrases import Mention, mentions
from helpers.language.scales import SCALES
from helpers.reading.because import Source

TARGET_HEAD = re.compile(r"\b(?:targets?|plan|forecast|outlook)\b", re.IGNORECASE)
_YOY_LIST = re.compile(
    r"\b(?:analysis|factors|breakdown) of (?:the )?(?:changes?|increases?|decreases?)\b"
    r"|\bYoY\b[^:]{0,30}(?:change|difference)|major YoY",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]*\)")
_UNIT_TAIL = re.compile(
    r"\(\s?(?:% of|unit|JPY|in brackets|including|incl\.)[^()]*\)", re.IGNORECASE
)  # names nothing of its own
_LONGEST_LABEL = 200  # characters; a longer line names no group
_OF_TARGETS = re.compile(
    r"\b(?P<word>previous|initial|original|former|revised|new|current)\s(?:full[- ]year\s)?"
    r"(?:target|forecast|plan)s?\b",
    re.IGNORECASE,
)
_RESULT_AND_TARGET = re.compile(r"\bactual(?: results?)?\s{1,9}(?:targets?|forecasts?)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:from|since|starting|effective)\s(?:on |in )?$", re.IGNORECASE)
_BEFORE = frozenset({"previous", "initial", "original", "former"})
_STATEMENTS = frozenset({
    "cash_flow.operating", "cash_flow.investing", "cash_flow.financing", "capex", "adjusted_ebitda",
})  # fmt: skip
_LEAST_WORDS = 10  # of a sentence
DEEPEST = 9  # the rank of what a line without a bullet hands down
UNIT_NOTE = re.compile(r"\(unit\s?:\s?(thousand|million|billion)s?\)", re.IGNORECASE)


@dataclass(slots=True)
class Frame:
    """One heading or bullet in force. Deeper bullets have a higher `rank`."""

    rank: int
    metric: str = ""
    subject: str = ""
    item: Item | None = None
    period: Period | None = None
    group: str = ""
    target: bool = False
    yoy_list: bool = False
    scenarios: tuple[str, ...] = ()
    scale: int | None = None
    label: str = ""
    numbered: bool = False
    is_label: bool = False  # nothing but names of items, whose amounts stand below
    about_charge: bool = False
    line: int = 0

    @property
    def source(self) -> Source:
        """What a fact that inherits a part from here names for it."""
        return Source("line above" if self.numbered else "heading", self.line)

    def says_anything(self) -> bool:
        """Whether it hands down more than its words."""
        return bool(self.metric or self.subject or self.item or self.period or self.group or self.target)


@dataclass(slots=True)
class Context:
    """The frames from the section's heading down to the bullet just read."""

    frames: list[Frame] = field(default_factory=list)
    list_line: int = 0  # the last line of the list of bullets just read
    list_unread: list[str] = field(default_factory=list)  # its bullets in which `list_subject` has not looked yet
    list_named: str = ""

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

    def pop_to(self, rank: int) -> None:
        """Leave every heading and bullet at `rank` or deeper."""
        while self.frames and self.frames[-1].rank >= rank:
            self.frames.pop()

    def title(self) -> str:
        """The words of the innermost heading."""
        return next((f.label for f in reversed(self.frames) if f.label), "")

    def leave_line(self) -> None:
        """Leave a line without a bullet."""
        if self.frames and self.frames[-1].rank == DEEPEST:
            self.frames.pop()

    def push(self, frame: Frame) -> None:
        sibling = self.frames[-1] if self.frames and self.frames[-1].rank == frame.rank else None
        if sibling is not None and frame.metric == "subscriptions" and not frame.subject:
            frame.subject = sibling.subject
        self.pop_to(frame.rank)
        self.frames.append(frame)

    def source(self, *parts: str) -> Source | None:
        """The innermost frame that says one of `parts`, names of what a Frame hands down; None where none does."""
        return next((f.source for f in reversed(self.frames) if any(getattr(f, p) for p in parts)), None)

    @property
    def metric(self) -> str:
        for frame in reversed(self.frames):
            if frame.metric:
                return frame.metric
        return ""

    @property
    def subject(self) -> str:
        for frame in reversed(self.frames):
            if frame.subject:
                return frame.subject
        return ""

    @property
    def period(self) -> Period | None:
        for frame in reversed(self.frames):
            if frame.period:
                return frame.period
        return None

    @property
    def group(self) -> str:
        for frame in reversed(self.frames):
            if frame.group:
                return frame.group
        return ""

    @property
    def target(self) -> bool:
        return any(f.target for f in self.frames)

    @property
    def yoy_list(self) -> bool:
        return any(f.yoy_list for f in self.frames)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """What the amounts of a line are, from left to right, where a heading above says so."""
        return next((f.scenarios for f in reversed(self.frames) if f.scenarios), ())

    @property
    def scale(self) -> int | None:
        for frame in reversed(self.frames):
            if frame.scale:
                return frame.scale
        return None

    def item(self) -> tuple[Item | None, str]:
        """The innermost line item named by a heading, unless a metric or subject stands deeper, and its label."""
        for frame in reversed(self.frames):
            if frame.item is not None:
                return frame.item, frame.label
            if frame.metric or frame.subject:
                return None, frame.label
        return None, ""

    def paid(self) -> Context:
        """The context of an amount of money below a heading of contracts: what is paid for them is revenue."""
        frames = [replace(f, metric="revenue", group="") if f.group == "contracts" else f for f in self.frames]
        return Context(frames)

    def scope(self) -> Scope:
        whole = combine(self.metric, self.subject) if self.metric and self.subject else None
        said = self.source("metric", "subject", "group")
        group = self.group or (whole.concept if whole and whole.known else "")
        return Scope(self.metric, self.subject, group, line=said.line if said else 0)


def _is_prose(text: str) -> bool:
    """Whether most words of a line of at least six begin small."""
    words = text.split()
    return sum(w[0].islower() for w in words) * 2 > len(words) >= 6


def is_statement(text: str) -> bool:
    """A whole sentence with its full stop: it speaks for itself, and heads no lines below it."""
    if not text.rstrip(' "').endswith("."):
        return False
    words = text.split()
    return len(words) >= _LEAST_WORDS and sum(w[0].islower() for w in words) * 2 > len(words)


def frame_of(text: str, found: list[Token], rank: int, inherited: str = "") -> Frame:
    """What a heading or bullet hands down. A heading with two metrics, items or periods hands down none.
    `inherited` is the group of the heading above."""
    low, bracketed = text.lower(), "(" in text
    note = UNIT_NOTE.search(text) if bracketed else None
    aimed = rank <= 2 and ("target" in low or "plan" in low or "forecast" in low or "outlook" in low)
    frame = Frame(
        rank,
        label=text.strip(),
        target=aimed and TARGET_HEAD.search(text) is not None,
        yoy_list=("yoy" in low or "analysis of" in low or "factors of" in low or "breakdown of" in low)
        and _YOY_LIST.search(text) is not None,
        about_charge="interconnect" in low or ("docomo" in low and "charge" in low),
        scenarios=_scenarios(text) if aimed else (),
        scale=SCALES[note.group(1).lower()] if note else None,
    )
    if found:
        mine = [t for t in found if not (frame.target and _announced(text, t)) and not _since(text, t, found)]
        frame.period = _period(mine)
    if frame.period is not None and frame.period.kind == "day" and (months := length_words(text)):
        frame.period = periods.months_to(frame.period.end, months)
    telling = len(text) <= _LONGEST_LABEL or "segment" in low or ("number" in low and "contract" in low)
    key = fold(strip_label(_BRACKETED.sub(" ", text) if bracketed else text)) if telling else ""
    named = mentions(_UNIT_TAIL.sub(" ", text) if bracketed else text, inherited)
    if "number of contract" in key or "contract and subscription" in key:
        frame.group, frame.metric = "contracts", "contracts"
        named = ()
    else:
        frame.group = _group(key, named, inherited)
        if frame.group.startswith("cash_flow.") and key not in load().groups:
            named = tuple(m for m in named if m.kind != "concept")
    _hand_down(frame, named, text)
    counted = load().by_noun.get(frame.label.lower().rstrip(" :")) if not named else None
    if counted:  # a heading of nothing but what is counted: 'Employees'
        frame.item = Item(counted)
    return frame


def _scenarios(text: str) -> tuple[str, ...]:
    """What the amounts of the lines below 'Previous Target  Revised Target' are, from left to right."""
    if len(text) <= _LONGEST_LABEL and _RESULT_AND_TARGET.search(text):
        return ("actual", "target")
    said = [m["word"].lower() for m in _OF_TARGETS.finditer(text)] if len(text) <= _LONGEST_LABEL else []
    return tuple("prior_target" if w in _BEFORE else "target" for w in said) if len(said) > 1 else ()


def _announced(text: str, token: Token) -> bool:
    """A day in brackets beside a target ('Revised Target (Feb. 7)'): when it was announced, not what it is for."""
    day = token.period is not None and token.period.kind == "day"
    return day and f"({token.text})" in text


def _since(text: str, token: Token, found: Sequence[Token]) -> bool:
    """A day since when something is so ('consolidated from Sep. 1, 2010'): not what the lines below are of."""
    alone = token.period is not None and token.period.kind in {"day", "month"} and len(found) == 1
    return alone and _SINCE.search(text, 0, max(0, text.find(token.text))) is not None


def _period(found: list[Token]) -> Period | None:
    """The one period that a heading names: the longest of those that end together; None for several."""
    places = {(t.period.start, t.period.end): t.period for t in found if t.kind == "period" and t.period}
    spans = [p for p in places.values() if p.start is not None and p.kind != "month"]
    if len({p.end for p in spans}) == 1:
        return max(spans, key=lambda p: p.months)
    return next(iter(places.values())) if len(places) == 1 else None


def _group(key: str, named: Sequence[Mention], inherited: str) -> str:
    """The group that a heading opens: by its whole label, or by the one statement it names."""
    if not named:
        return "segment_revenue" if "segment" in key.split() else load().groups.get(key, "")
    metrics = {m.name for m in named if m.kind == "metric"}
    below_segment = inherited.startswith("segment_") and len(metrics) == 1 and all(m.kind != "subject" for m in named)
    if below_segment or "segment" in key.split():
        return "segment_operating_income" if "operating_income" in metrics else "segment_revenue"
    if key in load().groups:
        return load().groups[key]
    statements = {m.name for m in named if m.kind == "concept" and m.name in _STATEMENTS}
    return next(iter(statements)) if len(statements) == 1 else ""


def _hand_down(frame: Frame, named: Sequence[Mention], text: str) -> None:
    """Set the frame's metric, subject and item from the phrases of the vocabulary in its text."""
    if not named:
        return
    metrics, subjects, items = ([m for m in named if m.kind == kind] for kind in ("metric", "subject", "concept"))
    deep = frame.rank >= 3
    if deep and named and named[0].kind == "concept":
        metrics, subjects = [], []
    if len({m.name for m in metrics}) == 1:
        frame.metric = metrics[0].name
    if subjects and (deep or len({m.name for m in subjects}) == 1 or (frame.rank == 0 and _is_prose(text))):
        frame.subject = subjects[0].name
    if items and not metrics and not subjects and frame.rank >= 2:
        frame.subject = load().get(items[0].name).subject
    if items and not metrics and (deep or len({(m.name, m.sign) for m in items}) == 1):
        frame.item = Item(items[0].name, items[0].sign)
