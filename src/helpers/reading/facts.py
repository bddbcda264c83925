"""What the readers build up: facts, and the role of every number that is none."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.language.calendar import Period, year_of
from helpers.language.concepts import Concept, load
from helpers.language.items import Item
from helpers.reading.because import FILING_PERIOD, LINE_ABOVE, NOTHING, UNCAPTIONED, Because, Source, told

_ABOVE = frozenset({"heading", LINE_ABOVE})
_LEAST_YEN = 10**6
_NO_UNIT = "an amount without a unit, and no caption near it that is understood says what it counts"
_BARE_YEN = "an amount in bare yen: a company of millions earns no few yen, and nothing says what else it counts"
_QUARTER = 3  # months
_NOTE_WITHIN = 6  # lines between a starred number and its note
_TWICE = "two rows of a table that would be the same amount: one of them is of something else"
_OF_COUNT = "a part of revenue, or beside one, and its item is counted"
_UNTOLD = "two amounts of one row, and no head of a column tells which period each is of"
RATIOS = frozenset({"yoy_pct", "qoq_pct", "pct_of_revenue", "margin", "share", "pt_change"})
OF_WHOLE = frozenset({"margin", "pct_of_revenue", "share"})
"""Ratios of a part to its whole, whose changes are points."""
WHOLE = 100
"""Percent."""
LEVELS = OF_WHOLE | {"level"}
"""No comparisons."""
AMOUNTS = frozenset({"level", "yoy_abs", "qoq_abs", "change"})
BASES = {12: "yoy", 3: "qoq"}
"""What a comparison is called, by how many months what it compares is apart."""
COMPARISONS = ("_abs", "_pct", "change")
"""How the names of measures of comparisons end."""
POINTS = frozenset({"point", "points", "pt", "pts"})
_SPEEDS = {"mbps": -3, "tbps": 3}  # powers of ten of Gbps
COUNTED = frozenset({"count", "shares", "ADS", "Gbps"})
_EACH = frozenset({"JPY/share", "JPY/ADS"})
_UNSCALED = frozenset({"JPY/share", "JPY/ADS", "shares", "ADS", "Gbps", "ratio"})
COUNT_NOUNS = {
    **dict.fromkeys(("share", "shares"), "shares"),
    **dict.fromkeys(("gbps", "mbps", "tbps"), "Gbps"),
    **dict.fromkeys(("year", "years", "months", "times"), "other"),
}
QUARTER_ENDS = frozenset({"03-31", "06-30", "09-30", "12-31"})
"""The days on which quarters end: those who hold shares then are paid."""
CONTRACTS = frozenset({"contracts", "subscriptions"})
"""Metrics that count what customers have signed."""


class ReadFact(NamedTuple):
    """One row of facts.csv, before it is written. `line` counts from 1; `start`, `end` are offsets in the
    cleaned line."""

    line: int
    token: Token
    concept: str
    measure: str
    scenario: str
    period_start: str  # '' for an instant
    period_end: str
    value: Decimal
    unit: str
    decimals: int
    approx: bool
    reader: str
    polarity: int
    label: str
    proof: str = ""
    because: str = ""

    @property
    def about(self) -> tuple[object, ...]:
        """What a fact has in common with another print of the same figure, its item and value apart."""
        return self.measure, self.scenario, self.period_start, self.period_end


@dataclass(slots=True)
class Reading:
    """All that has been read of one filing so far."""

    today: str
    filing_period: Period
    quarter: Period
    announced: str = ""
    stated_periods: dict[str, Period] = field(default_factory=dict)  # by concept: 'Period of repurchase: From ...'
    caption_scale: int = 0
    caption_from: Source = UNCAPTIONED  # what says `caption_scale`
    facts: list[ReadFact] = field(default_factory=list)
    roles: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    done: set[tuple[int, int]] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    note_lines: list[tuple[int, str]] = field(default_factory=list)
    negative_notes: set[int] = field(default_factory=set)
    previous: str = ""
    new_items: dict[str, str] = field(default_factory=dict)
    spoken: str = ""  # words of the heading in force for a time that it does not name, and is not the filing's own
    opened: str = ""  # the part of the filing's own time that the last sentence with a date began with
    revises: bool = False  # whether the filing is a notice, which compares targets with those before them
    known_until: str = ""  # the last day of which the filing can tell what came out
    year: Period = field(init=False)  # the fiscal year of `today`

    def __post_init__(self) -> None:
        self.known_until = self.announced or self.today
        self.year = year_of(self.today)

    def mark(self, row: Row, token: Token, role: str, reason: str) -> None:
        """Give a number a role other than fact; the first reader that understands it wins."""
        key = (row.line.number, token.start)
        if key not in self.done:
            self.roles[key] = (role, reason)
            if role != "unread":
                self.done.add(key)

    def note_of(self, line: int) -> tuple[int, str]:
        """The starred note that follows a starred number on `line`: its line and text, (0, '') if there is none."""
        first = bisect_right(self.note_lines, (line + 1,))
        return next((n for n in self.note_lines[first : first + 1] if n[0] <= line + _NOTE_WITHIN), (0, ""))

    def is_done(self, row: Row, token: Token) -> bool:
        return (row.line.number, token.start) in self.done

    def take_back_contradictions(self, before: int) -> None:
        """Of the facts of rows (those from number `before` on): amounts of one row, or of two, that would be the same.

        No head tells such columns apart, or a label is another than it seems: their numbers are unread rather than two
        values of one thing."""
        mine = self.facts[before:]
        if len({(f.concept, f.measure, f.period_end) for f in mine}) == len(mine):
            return
        self.take_back(_of_same_rows(mine), _TWICE)
        alike = [f for f in mine if f.measure == "level" or not f.approx]  # a change may be a range
        of_rows = [(f, (f.line, f.concept, *f.about, f.unit)) for f in alike]
        wrong = _contradicting(of_rows) + _printed_twice(of_rows)
        # a balance is the same below the heads of a quarter and of the year so far, which are no less told apart
        sources = {_period_source(f) for f in wrong if f.measure == "level" and f.period_start} - {""}
        self.take_back(wrong + [f for f in mine if _period_source(f) in sources], _UNTOLD)

    def leave(self, row: Row, tokens: Iterable[Token], reason: str) -> None:
        """Leave numbers of a row unread."""
        for token in tokens:
            self.mark(row, token, "unread", reason)

    def take_back(self, wrong: Iterable[ReadFact], reason: str) -> None:
        """Leave the numbers of these facts unread."""
        places = {(f.line, f.token.start) for f in wrong}
        if places:
            self.facts[:] = [f for f in self.facts if (f.line, f.token.start) not in places]
            self.done -= places
            self.roles |= dict.fromkeys(places, ("unread", reason))

    def take_back_undated(self, line: int, days: str, spared: Callable[[int], bool]) -> None:
        """Of the facts of sentences from a line on, but for lines that are `spared`: what flows, and has its time from
        the filing alone, where the first time told is `days`, a part of the filing's own."""
        assumed = f"period: {FILING_PERIOD}"
        mine = (f for f in reversed(self.facts) if f.reader == "sentence" and f.period_start)
        near = itertools.takewhile(lambda f: f.line >= line, mine)
        undated = [f for f in near if _period_source(f) == assumed and not spared(f.line)]
        undated = [f for f in undated if not load().of_dividend(load().get(f.concept))]
        self.take_back(undated, _of_part(days, "below"))

    def add(
        self,
        row: Row,
        token: Token,
        item: Item,
        *,
        measure: str,
        period: Period,
        label: str,
        reader: str,
        scale: int = 0,
        scenario: str = "actual",
        sign: int = 0,
        approx: bool = False,
        unit: str = "",
        caption_bracket: bool = False,
        proof: str = "",
        plain_outflow: bool = False,
        because: Because = NOTHING,
    ) -> None:
        """Record a fact. `scale` is the power of ten of the table or sentence, used where the number has none
        of its own. `sign` -1 or +1 is what words say ("down"); 0 leaves it to the print.
        `caption_bracket` says that brackets are no sign. `because` names the source of each part that may not
        stand beside the number; the source of a captioned scale is known here."""
        concept = item.meaning
        unit, why = _of_ratio(token, concept, measure, label, unit)
        value, decimals, unit = _value(token, concept, measure, scale, unit)
        sources = because
        if scale and scale == self.caption_scale and not token.scale and decimals == token.places - scale:
            sources = {"scale": self.caption_from, **sources}
        plain = unit == "JPY" and decimals == token.places
        why = why or (self._bare(token, value, item, concept) if plain else "")
        why = why or _timeless(item, concept, period)
        if why := why or self._unsure(token, unit, concept, measure, period, because):
            self._doubt(row, token, item, why)
            return
        value = _signed(value, token, item, measure, sign, caption_bracket=caption_bracket)
        start, end = _days(concept, measure, period)
        if "scenario" in sources:
            scenario, sources = self._scenario(scenario, sources, end)
        place = row.line.number, token.start
        self.done.add(place)
        self.roles.pop(place, None)
        if not _is_known(item):
            self.new_items.setdefault(item.concept, label)
        polarity = _polarity(item, concept, measure, value, plain_outflow=plain_outflow)
        about = item.concept, measure, scenario, start, end, value, unit, decimals, approx, reader, polarity
        because_of = told(sources, place[0]) if sources else ""
        self.facts.append(ReadFact._make((place[0], token, *about, label.strip(), proof, because_of)))

    def _doubt(self, row: Row, token: Token, item: Item, why: str) -> None:
        """Leave a number unread; '3,627 (15.5%)': what has a part of revenue beside it is no count, either."""
        self.mark(row, token, "unread", why)
        if why == _OF_COUNT:
            self.take_back([f for f in self.facts[-1:] if (f.line, f.concept) == (row.line.number, item.concept)], why)

    def _unsure(self, token: Token, unit: str, concept: Concept, measure: str, period: Period, because: Because) -> str:
        """Why a number is not certainly of its item, or of its period; '' where it is."""
        if period.start[4:] == "-01-01" and period.end[4:] == "-12-31" and year_of(period.end).start != period.start:
            return f"of the calendar year {period.start[:4]}, and the company's years are others"
        if measure == "change" and not period.start and concept.period == "instant":
            return f"a change of {concept.label} until {period.end}, and nothing tells since when"
        if measure.startswith("qoq") and concept.period == "duration" and period.months != _QUARTER:
            return f"compared with the quarter before, and of {period.months} months as far as is told"
        if why := _of_other_unit(token, unit, concept, measure):
            return why
        return self._of_other_time(concept) if because.get("period") == FILING_PERIOD else ""

    def _of_other_time(self, concept: Concept) -> str:
        """Why a number is not certainly of the filing's own time, which nothing beside it tells."""
        if self.opened and concept.period == "duration" and not load().of_dividend(concept):
            return _of_part(self.opened, "above")
        if self.spoken:
            return f"below '{self.spoken}', and nothing tells whether of that time or of the filing's own"
        return ""

    def _scenario(self, scenario: str, sources: Because, end: str) -> tuple[str, Because]:
        """What was over when the filing was made is a result, whatever a heading above it is about."""
        if scenario != "actual" and (sources["scenario"].what not in _ABOVE or end > self.known_until):
            return scenario, sources
        return "actual", {part: source for part, source in sources.items() if part != "scenario"}

    def _bare(self, token: Token, value: Decimal, item: Item, concept: Concept) -> str:
        """Why an amount without a scale is no number of yen; '' where a caption counts yen, or a sign stands by it."""
        if concept.priced or (self.caption_scale == 0 and self.caption_from != UNCAPTIONED):
            return ""
        if not token.currency:
            return _NO_UNIT
        return _BARE_YEN if _is_known(item) and 0 < abs(value) < _LEAST_YEN else ""


def _of_other_unit(token: Token, unit: str, concept: Concept, measure: str) -> str:
    """Why a number is not of its item, which is counted, paid, or of one share."""
    if unit in _EACH and token.scale:
        return f"an amount of many shares, and {concept.label} is of one"
    if measure in {"pct_of_revenue", "margin"} and concept.unit in COUNTED:
        return _OF_COUNT
    if token.currency and concept.unit in COUNTED and not concept.in_money:
        return f"an amount of money, and {concept.label} is a number"
    paid = unit == "count" and concept.unit == "JPY"
    return f"so many {token.noun}, and {concept.label} is an amount of money" if paid else ""


def _of_part(days: str, where: str) -> str:
    return f"of {days}, as what stands {where} it, or of the filing's own time: which, nothing tells"


def _period_source(fact: ReadFact) -> str:
    """What says the period of a fact, where that does not stand beside it."""
    return next((part for part in fact.because.split("; ") if part.startswith("period: ")), "")


def _of_same_rows(facts: list[ReadFact]) -> list[ReadFact]:
    """The facts of rows that would be the same amount, with what is compared with it there."""
    levels = ((f, (f.concept, *f.about, f.unit, f.decimals)) for f in facts if f.measure in LEVELS)
    rows = {(f.line, f.concept) for f in _contradicting(levels)}
    return [f for f in facts if (f.line, f.concept) in rows]


def _contradicting(facts: Iterable[tuple[ReadFact, tuple[object, ...]]]) -> list[ReadFact]:
    """The facts of which another with the same key has another value."""
    return [f for fs in _alike(facts) if len({f.value for f in fs}) > 1 for f in fs]


def _printed_twice(facts: Iterable[tuple[ReadFact, tuple[object, ...]]]) -> list[ReadFact]:
    """The facts of a row that are one, and stand there twice: '840 | 840' below no heads."""
    untold = ((f, key) for f, key in facts if "period: head" not in f.because)
    return [f for fs in _alike(untold) if len({f.token.start for f in fs}) > 1 for f in fs]


def _alike(facts: Iterable[tuple[ReadFact, tuple[object, ...]]]) -> Iterable[list[ReadFact]]:
    """Facts by their key."""
    same: dict[tuple[object, ...], list[ReadFact]] = {}
    for fact, key in facts:
        same.setdefault(key, []).append(fact)
    return same.values()


def _is_known(item: Item) -> bool:
    return item.known and item.concept in load().concepts


def _timeless(item: Item, concept: Concept, period: Period) -> str:
    """Why an amount of what flows is none of a day; '' where it has a time, or is paid to those who hold on a day."""
    if period.start:
        return ""
    if concept.interim_at_end and period.end[5:] not in QUARTER_ENDS:
        return f"{concept.label} is of a half or a year, and only the day {period.end} is told"
    flows = concept.period == "duration" and not concept.interim_at_end and _is_known(item)
    return f"{concept.label} takes time, and only the day {period.end} is told" if flows else ""


def _signed(value: Decimal, token: Token, item: Item, measure: str, sign: int, *, caption_bracket: bool) -> Decimal:
    """The value with the sign that words (`sign`), the print or its item (a loss) give it."""
    if sign:
        value *= sign
    elif token.sign < 0 and not (caption_bracket and token.bracket == "("):
        value = -value
    return -value if item.loss and measure == "level" and value > 0 else value


def _polarity(item: Item, concept: Concept, measure: str, value: Decimal, *, plain_outflow: bool) -> int:
    """-1 where the item as labelled lowers its concept."""
    if concept.outflow and measure == "level" and value > 0:
        return -1
    if item.sign < 0 and concept.net_used and value < 0:
        return 1
    return -1 if plain_outflow and value > 0 else item.sign


def _value(token: Token, concept: Concept, measure: str, scale: int, unit: str) -> tuple[Decimal, int, str]:
    """(value, decimals, unit) in base units."""
    if token.percent or measure in RATIOS or unit == "ratio":
        return token.value.scaleb(-2), token.places + 2, "ratio"
    unit = _unit(token, concept, unit)
    plain = unit in _UNSCALED or (unit == "other" and concept.unit == unit)
    power = token.scale
    if not power and not plain and token.noun in {"", "thousand"}:
        power = scale
    power += _SPEEDS.get(token.noun, 0)
    return token.value.scaleb(power), token.places - power, unit


def _of_ratio(token: Token, concept: Concept, measure: str, label: str, unit: str) -> tuple[str, str]:
    """The unit of a number as given, 'ratio' where it is bare and its label says percent, and why a bare one of a ratio
    is not certain; '1:200' is none."""
    if unit or concept.unit != "ratio" or measure in RATIOS or token.percent or ":" in token.text:
        return unit, ""
    if measure == "level" and "%" in label:
        return "ratio", ""
    return "", f"of a ratio, {concept.label}, and nothing says that it is in percent"


def _unit(token: Token, concept: Concept, unit: str) -> str:
    """The unit of a number: as its currency says, as given, else as its item or the noun behind it has it."""
    if token.dollars or unit:
        return "other" if token.dollars else unit
    if token.currency:
        return concept.unit if concept.unit in {"JPY/share", "JPY/ADS", "other"} else "JPY"
    noun = COUNT_NOUNS.get(token.noun, "count" if token.noun else "")
    return noun if noun and concept.unit == "JPY" else concept.unit


def _days(concept: Concept, measure: str, period: Period) -> tuple[str, str]:
    """The days a fact is about: balances have an end only, changes and flows both."""
    if measure == "change":
        return period.start, period.end
    if concept.period == "instant" or (concept.interim_at_end and period.months == 6):
        return "", period.end
    return period.start, period.end
