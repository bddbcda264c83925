"""What a heading or bullet hands down to the lines below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from helpers.filing.layout import Row
from helpers.language import company, spans
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import resolve_in
from helpers.language.items import Item
from helpers.language.labels import strip_label
from helpers.language.phrases import Mention, mentions
from helpers.language.scales import SCALES, is_unit
from helpers.reading.captions import ratio_line
from helpers.reading.context import UNKNOWN_LENGTH, Frame
from helpers.reading.cues import cues
from helpers.reading.others import whose
from helpers.reading.small_words import TELLS_OF

TARGET = re.compile(
    r"\b(?:targets?|forecasts?"
    r"|(?<!benefit )(?<!pension )(?<!retirement )(?<!contribution )(?<!ownership )(?<!option )(?<!compensation )plan"
    r"|planned|outlooks?|guidance|projections?|projected|budget"
    r"|(?<!accounting )estimates?)\b"
    r"|(?:\bfy\s?'?|\b[1-4]q|\b[12]h)(?:\d\d){1,2}\s?(?:e\b|\(e\))"  # 'FY16E'
)
_YOY = r"(?:yoy|y/y|y-o-y|year[ -]o(?:n|ver)[ -]year)\b"  # in small letters
_YOY_LIST = re.compile(
    r"\b(?:analysis|factors|breakdown) of (?:the )?(?:changes?|increases?|decreases?)\b"
    rf"|\b{_YOY}[^:]{{0,30}}(?:change|difference)|\bchanges? {_YOY}|major {_YOY}"
)
_OF_LISTS = ("change", "crease", "difference", "major")  # one of them stands in what heads a list of changes
_OF_TIMES = ("quarter", "half", "month", "year", "annual")  # and in words for how long a time is
_NUMBERED = re.compile(r"[^*^$<(0-9]*+[0-9][^*^$<(]*")  # a label with digits, none of a footnote: no group's name
_UNIT_TAIL = re.compile(  # names nothing of its own
    r"\(\s?(?:% of|unit|JPY|in brackets|including|incl\.)[^()]*\)|% of (?:the )?(?:total )?revenues?\b"
    r"|\bin (?:square )?(?:brackets|parentheses)\b.*",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\W*(?:(?:Appendix|Table|Figure|Exhibit|Attachment)\s)?(?:[A-Z]-)?\d{1,2}[.:](?:\s+|$)")
_LONGEST_LABEL = 200  # characters; a longer line names no group
_OF_TARGETS = re.compile(
    r"\b(?P<word>previous|initial|original|former|revised|new|current)\s(?:full[- ]year\s)?"
    r"(?:target|forecast|plan)s?\b",
    re.IGNORECASE,
)
_RESULT_AND_TARGET = re.compile(r"\bactual(?: results?)?\s{1,9}(?:targets?|forecasts?)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:from|since|starting|effective)\s(?:on |in )?$"
    r"|\b(?:launched|released|opened|acquired)\b[^.;:]{0,60}\s(?:in|on)\s$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\b(?:years|months|quarters|half-years|periods)\s(?:then\s)?ended\b", re.IGNORECASE)
_YEARS = re.compile(r"\b20[0-9]{2}\b")
# 'Unit: JPY million, () gross margin ratio', '( ) gross margin ratio, [ ] YoY change', '% = ratio to'
_LEGEND = re.compile(r"\W{0,3}units?\s?:|\s*(?:\(\s?\)|\[\s?\]|%\s=)\s", re.IGNORECASE)
_LENGTH = re.compile(
    r"\b(?:(?:first|second|third|fourth|the|1st|2nd|3rd|4th|previous|prior|last)[ -]quarter|quarterly"
    r"|(?:first|second|the)[ -]half|(?:previous|prior|last)[ -](?:fiscal[ -])?year"
    r"|(?:three|six|nine)[ -]months?|full[ -]year|annual)\b"
)
_EARLIER = ("previous", "prior", "last")
_BEFORE = frozenset({"previous", "initial", "original", "former"})
_STATEMENTS = frozenset({
    "cash_flow.operating", "cash_flow.investing", "cash_flow.financing", "capex", "adjusted_ebitda",
})  # fmt: skip
_LOWER = re.compile(r"\b[a-z]{4}")
_TOLD = TELLS_OF | {
    "continued", "accelerated", "deteriorated", "recovered", "contributed", "strengthened", "turned", "weighed", "led",
}  # fmt: skip
_LEAST_WORDS, _LONGEST_OF_TIME = 10, 60  # words of a sentence; characters of a heading that begins with a time
_DEEP = 3  # the rank from which a bullet is one of a list of items
UNIT_NOTE = re.compile(r"\((?:units?\s?:\s?|in\s)?(?:(thousand|million|billion)s?|'?000s?)\)", re.IGNORECASE)


def noted_scale(note: re.Match[str]) -> int:
    """The power of ten of a match of UNIT_NOTE."""
    return SCALES[(note.group(1) or "thousand").lower()]


@lru_cache(maxsize=4096)
def is_aimed(text: str) -> bool:
    """Whether a head or label says that its numbers are targets."""
    low = text.lower()
    return TARGET.search(low) is not None


def _is_prose(text: str) -> bool:
    """Whether most words of a line of at least six begin small."""
    words = text.split()
    return sum(w[0].islower() for w in words) * 2 > len(words) >= 6


def is_statement(text: str) -> bool:
    """A whole sentence with its full stop: it speaks for itself, and heads no lines below it."""
    return text.rstrip(' "').endswith(".") and len(text.split()) >= _LEAST_WORDS and _is_prose(text)


def is_caption(text: str) -> bool:
    """A line that says how the numbers below it are printed, and heads nothing, as one that names a line item does."""
    if is_unit(text):
        return True
    legend = _LEGEND.match(text) is not None
    plain = (":" not in text and "(" not in text) or legend
    return plain and (legend or (ratio_line(text) is not None and not any(m.kind == "concept" for m in mentions(text))))


def is_aside(row: Row, text: str) -> bool:
    """Whether a line without a bullet heads nothing: it goes on a sentence, is one, or an aside in brackets."""
    bracketed = text.strip()[:1] + text.strip()[-1:] == "()" and not row.tokens and not mentions(text)
    begun = text.lstrip()[:1].islower() and not _opens_with_time(row, text)
    # 'Q5. Please tell us about IIJmio.'
    asks = text.startswith("Q") and bool(row.tokens) and row.tokens[0].kind == "ordinal"
    return begun or bracketed or (is_statement(text) and not asks)


def _opens_with_time(row: Row, text: str) -> bool:
    """Whether a short line begins with a time, as headings do, in whatever letters: 'fiscal 2016 Plan'."""
    first = next(iter(row.periods), None)
    return first is not None and not text[: first.begins].strip() and len(text) <= _LONGEST_OF_TIME


def frame_of(text: str, found: Sequence[Token], rank: int) -> Frame:
    """What a heading or bullet hands down. A heading with two metrics, items or periods hands down none."""
    frame = _worded(text, rank).copy()
    if any(t.kind == "period" and t.period is None for t in found):
        frame.months = UNKNOWN_LENGTH
    elif found:
        frame.period = _in_part(_dated(text, found, target=frame.target), frame.length)
    return frame


def _in_part(dated: Period | None, words: str) -> Period | None:
    """'First half targets for FY2012': the part of its fiscal year that a heading's words name; else its time."""
    part = spans.named_part(words, dated) if dated is not None and dated.kind == "fy" else None
    return part or dated


@company.kept_short(4096)
def _worded(text: str, rank: int) -> Frame:
    """What a heading hands down by its words alone: headings come again, on other pages and in other filings."""
    low = text.lower()
    note = UNIT_NOTE.search(text) if "(" in text else None
    frame = Frame(
        rank,
        label=text.strip(),
        target=rank <= 2 and is_aimed(text),
        about_charge=cues("charge", "in").search(low) is not None,
        yoy_list=any(map(low.__contains__, _OF_LISTS)) and _YOY_LIST.search(low) is not None,
        scenarios=_scenarios(text) if rank <= 2 else (),
        scale=noted_scale(note) if note else None,
    )
    frame.length, frame.months = _lasting(low)
    named = _named(frame, text)
    frame.other = whose(text, named, marked=rank > 0)
    _hand_down(frame, named, text)
    frame.several = len({m.name for m in named if m.kind == "metric"}) > 1
    frame.item = frame.item if named else _alone(frame.label)
    return frame


def _lasting(low: str) -> tuple[str, int]:
    """The words of a heading for how long a time is, in small letters, and its months: not known of a time before."""
    found = _LENGTH.search(low) if any(map(low.__contains__, _OF_TIMES)) else None
    words = found.group() if found is not None else ""
    return words, UNKNOWN_LENGTH if words.startswith(_EARLIER) else spans.length(words) if words else 0


def _alone(label: str) -> Item | None:
    """What a heading of nothing but an everyday word is about: what is counted ('Employees'), or dividends."""
    counted = load().by_noun.get(label.lower().rstrip(" :"))
    if counted:
        return Item(counted)
    item = resolve_in(label) if "ividend" in label else None
    return item if item is not None and item.meaning.interim_at_end else None


def ended_times(text: str, found: Sequence[Token]) -> Period | None:
    """The time that columns of bare years are of, each in its year: 'For the fiscal years ended March 31, 2015 and
    2014'."""
    first = next((t.period for t in found if t.period is not None and t.period.start), None)
    several = first is not None and len(_YEARS.findall(text)) > 1
    return first if several and _ENDED.search(text) else None


def _dated(text: str, found: Sequence[Token], *, target: bool) -> Period | None:
    """The period that a heading names, but for days when a target was announced or since when something is so."""
    period = _period([t for t in found if not (target and _announced(text, t)) and not _since(text, t, found)])
    return period


def _named(frame: Frame, text: str) -> Sequence[Mention]:
    """The phrases of a heading that name something of their own; sets the group that it opens."""
    low = text.lower()
    tailed = "(" in text or "%" in text or " in " in text
    key = _key(text, low)
    if "number of contract" in key or {"contract", "subscription"}.issubset(key.split()):
        frame.group, frame.metric = "contracts", "contracts"
        return ()
    named = mentions(_UNIT_TAIL.sub(" ", text) if tailed else text)
    frame.group = _group(key, named)
    return named


def without_number(text: str) -> str:
    """A heading without the number that it begins with, and what that is of: nothing of 'Table 3:'."""
    return _LEAD.sub("", text)


def _key(text: str, low: str) -> str:
    """A heading as the vocabulary spells it, where it may name a group: no group's name has a digit, or is long."""
    segments, contracts = "segment" in low, "contract" in low
    if len(text) > _LONGEST_LABEL and not segments and not (contracts and "number" in low):
        return ""
    label = strip_label(without_number(text))
    return "" if not (segments or contracts) and _NUMBERED.fullmatch(label) else fold(label)


def _scenarios(text: str) -> tuple[str, ...]:
    """What the amounts of the lines below 'Previous Target  Revised Target' are, from left to right."""
    if len(text) > _LONGEST_LABEL:
        return ()
    if _RESULT_AND_TARGET.search(text):
        return ("actual", "target")
    said = [m["word"].lower() for m in _OF_TARGETS.finditer(text)]
    alone = len(said) == 1 and said[0] in _BEFORE and text.lower().startswith(said[0])  # 'Previous Target for FY2016'
    return tuple("prior_target" if w in _BEFORE else "target" for w in said) if alone or len(said) > 1 else ()


def _announced(text: str, token: Token) -> bool:
    """A day in brackets beside a target ('Revised Target (Feb. 7)'): when it was announced, not what it is for."""
    day = token.period is not None and token.period.kind == "day"
    return day and f"({token.text})" in text


def _since(text: str, token: Token, found: Sequence[Token]) -> bool:
    """A time since when something is so ('consolidated from Sep. 1, 2010', 'back on track from 2Q14'): not what the
    lines below are of."""
    alone = sum(t.kind == "period" for t in found) == 1
    return alone and _SINCE.search(text, 0, max(0, text.find(token.text))) is not None


def _period(found: list[Token]) -> Period | None:
    """The one period that a heading names: the longest of those that end together; None for several."""
    places = {(t.period.start, t.period.end): t.period for t in found if t.kind == "period" and t.period}
    spans = [p for p in places.values() if p.start and p.kind != "month"]
    if len({p.end for p in spans}) == 1:
        return max(spans, key=lambda p: p.months)
    return next(iter(places.values())) if len(places) == 1 else None


def _group(key: str, named: Sequence[Mention]) -> str:
    """The group that a heading opens: by its whole label, or by the one statement it names."""
    of_segments = "segment" in key.split()
    metrics = {m.name for m in named if m.kind == "metric"}
    if of_segments:
        return "segment_operating_income" if "operating_income" in metrics else "segment_revenue"
    if key in load().groups:
        return load().groups[key]
    return _statement(key, named)


def _statement(key: str, named: Sequence[Mention]) -> str:
    """The one statement that a heading names, and nothing beside it: not 'Cash flow and capital expenditure'."""
    told = [m for m in named if m.kind == "concept" and m.name in _STATEMENTS]
    others = set(key.split()) - {word for m in told for word in m.key.split()}
    return told[0].name if len({m.name for m in told}) == 1 and others.isdisjoint({"and", "to"}) else ""


def _hand_down(frame: Frame, named: Sequence[Mention], text: str) -> None:
    """Set the frame's metric, subject and item from the phrases of the vocabulary in its text."""
    metrics, subjects, items = ([m for m in named if m.kind == kind] for kind in ("metric", "subject", "concept"))
    deep = frame.rank >= _DEEP
    if deep and named and named[0].kind == "concept":
        metrics, subjects = [], []
    frame.metric = _only(metrics) or frame.metric
    if subjects and (deep or _is_about(frame, subjects, alone=len(subjects) == len(named), text=text)):
        frame.subject = subjects[0].name
    if items and not metrics:
        _hand_down_item(frame, items, alone=not subjects)


def _is_about(frame: Frame, subjects: Sequence[Mention], *, alone: bool, text: str) -> bool:
    """Whether a heading is about a business: none that tells without a bullet what happened ('Growth of mobile services
    accelerated'), or names it by the way ('Double-digit growth, mobile the main engine')."""
    first, last = subjects[0].start, subjects[-1].end
    by_the_way = "," in text[:first] and _LOWER.search(text, last) is not None
    tells = frame.rank == 0 and (by_the_way or not _TOLD.isdisjoint(text.lower().split()))
    return not tells and (_only(subjects) != "" or (alone and _is_prose(text)))


def _hand_down_item(frame: Frame, items: Sequence[Mention], *, alone: bool) -> None:
    """Set the frame's item, and the subject of a bullet that names an item `alone`."""
    if alone and frame.rank >= _DEEP - 1:
        frame.subject = load().get(items[0].name).subject
    if frame.rank >= _DEEP or len({(m.name, m.sign) for m in items}) == 1:
        frame.item = Item(items[0].name, items[0].sign)


def _only(named: Sequence[Mention]) -> str:
    """What all phrases name; '' where they name nothing, or several things."""
    return named[0].name if len({m.name for m in named}) == 1 else ""
