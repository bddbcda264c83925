"""What the words of one column head say: period, measure, scenario, unit or line item."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from helpers.filing.layout import Cell
from helpers.language import calendar
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import OF_SEGMENTS, group_of_segments, resolve
from helpers.language.items import Item
from helpers.language.labels import subject_named
from helpers.language.periods import LENGTH_WORDS, MONTH_WORD, PATTERN, length_words
from helpers.language.phrases import mentions, without
from helpers.language.scales import FOREIGN, UNIT_CELL, scale_of
from helpers.language.scope import Scope
from helpers.language.spans import named_part
from helpers.reading.because import NOTHING, Because, Source
from helpers.reading.headings import TARGET
from helpers.reading.headings import is_aimed as is_aimed

# Words of heads in small letters, as all that say how a column is measured.
_BASIS = re.compile(
    r"\b(?:(?P<yoy>y(?:o|/|-o-)y\b|year[ -](?:on|over|to)[ -]year\b|year-ago (?:quarter|period)"
    r"|vs\.? (?:the )?(?:previous|prior|last) (?:fiscal )?year)"
    r"|(?P<qoq>q(?:o|/|-o-)q\b|quarter[ -](?:on|over|to)[ -]quarter\b|vs\.? (?:the )?(?:previous|prior) quarter))"
)
CHANGE = re.compile(
    r"\bchanges?\b|\bdifferences?\b|\bvariances?\b|\b(?:vs\.?|versus)\s|\brevised\s?[-\u2013]\s?previous\b"
    r"|^\W*(?:% |(?:rate|percentage) of )?(?:growth|increase|decrease)\b.{0,60}$"
)
_SHARE = re.compile(
    r"(?:%|\bshare|\bpercentage|\bratio) (?:of|to) (?:the )?total(?! )|\bcomposition(?: ratio)?(?! of)\b"
)
_LONGEST = 200  # characters of a head that names a ratio
_RATIO = re.compile(r"\s(?:to|/)\s(?=[A-Za-z])")
_RATIO_OF = re.compile(r"^\W*ratio of (?:the )?", re.IGNORECASE)
_HEAD_WORD, _LEAST_LETTERS = re.compile(r"[A-Za-z]+"), 3
KNOWN = tomllib.loads(Path(__file__).with_name("heads.toml").read_text(encoding="utf-8"))["known"]
"""Words of heads that say nothing of what a number is, each with its witness."""
_SMALL = frozenset({"and", "for", "from", "the"})
_OF_SIZE = frozenset({"amount", "percent", "percentage", "rate", "ratio", "value"})  # what changes are in
_PERIODS = re.compile(  # words of periods, some of which stand in the row above or below the year
    r"\b(?:first\s(?=three|six|nine))?(?:(?:first|second|third|fourth|three|six|nine|twelve|full|fiscal|each)[\s-])?(?:half|quarters?|years?|months?)"
    r"(?:[\s-]end(?:ed|ing)?)?\b|\b(?:interim|annual)\b"
)
_BASE = re.compile(r"\b(?:to|from|vs\.?|versus|against|over|on|than|with)\s\(?$", re.IGNORECASE)
OF_REVENUE = re.compile(r"(?:% of|\bto) (?:total )?revenues?")
_SO_FAR = re.compile(r"\b(?:cumulative|year[ -]to[ -]date|ytd)\b")
_PART = re.compile(rf"{_SO_FAR.pattern}|\b(?:half|quarters?|interim|(?<!twelve )(?<!12 )(?<!twelve-)months?)\b")
EDGE = re.compile(  # not 'year-end', which names a dividend
    r"[,\s(]{0,4}\b(?:as of |at )?(?:the )?"
    r"(?:(?P<edge>beginning|end) of (?:the |each )?(?:period|year|quarter)|(?:each )?(?:period|quarter)[ -]end)\b\)?",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"\bus\$|\busd\b|\bu\.?s\.? dollars?\b")
UNITS = re.compile(
    r"%|(?:thousands? of )?U\.?S\.? dollars?|\b(?:JPY|yen)(?:,?\s\(?(?:thousand|million|billion)s?\)?)?(?!\w)"
    r"|\b(?:thousand|million|billion)s? (?:of )?(?:JPY|yen)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SCALED = re.compile(
    r"(?:thousand|million|billion)s? (?:of|yen|JPY)|units?\s?:|(?:JPY|yen),? \(?(?:thousand|million|billion)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:points?|pts?|p\.?p\.?)(?![a-z])")
_PERCENT = re.compile(r"%(?! of)|\b(?:rate|ratio|percent(?:age)?)\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:announced|published|released|disclosed)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(rf"{_TOLD.pattern}\s(?:on |in |as of )?$|\((?:as of |on )?$", re.IGNORECASE)
_REVISED = re.compile(
    r"\b(?:revised|modified|new|newly|updated|current)\b.{0,30}\b(?:targets?|forecasts?|plan|outlook|guidance|projections?)\b",
    re.IGNORECASE,
)


class Column(NamedTuple):
    """One column. `measure` is level, yoy, qoq or change (percent or amount is told by the cell)."""

    text: str
    period: Period | None = None
    measure: str = "level"
    scenario: str = "actual"
    scale: int | None = None
    percent: bool = False
    of_revenue: bool = False
    points: bool = False
    item: Item | None = None
    own: bool = False  # the head itself names the period
    dollars: bool = False  # a translation for convenience
    compared: tuple[Period, ...] = ()  # the periods that a change is between
    unknown: str = ""  # words of the head that were not understood: its numbers may be of something else
    because: Because = NOTHING  # the line of the head that says each part

    def of_time(self, other: Column, *, own: bool | None = None) -> Column:
        """This column with the period and scenario of another."""
        because = dict(self.because) | {k: s for k, s in other.because.items() if k in {"period", "scenario"}}
        own = self.own if own is None else own
        return self._replace(period=other.period, scenario=other.scenario, own=own, because=because)


class _Said(NamedTuple):
    """What a head, or a cell of it, says by its words alone."""

    measure: str
    aimed: bool
    percent: bool
    of_revenue: bool
    points: bool
    dollars: bool
    unit: bool  # nothing but a unit
    scale: int | str | None  # as `scale_of` has it, where its words are of a unit


@lru_cache(maxsize=4096)
def _said(text: str) -> _Said:
    """Heads come again, in other tables and in other filings."""
    low = text.lower()
    unit = UNIT_CELL.match(text) is not None
    return _Said(
        measure_of(low),
        is_aimed(text),
        _PERCENT.search(text) is not None,
        OF_REVENUE.search(low) is not None,
        _POINTS.search(low) is not None,
        _DOLLARS.search(low) is not None,
        unit,
        scale_of(text) if unit or _SCALED.search(text) else None,
    )


@lru_cache(maxsize=4096)
def is_revised(text: str) -> bool:
    """Whether a head or label says that its targets replace others."""
    return _REVISED.search(text) is not None


def best_period(found: list[Token], text: str) -> Period | None:
    """The one period that the tokens of a head or a label mean together."""
    spans = [t.period for t in _in_its_year(_apart(found)) if t.period]
    days = [p for p in spans if not p.start]
    months = length_words(text) if days else 0
    if months:
        return calendar.months_to(days[-1].end, months, {3: "quarter", 6: "half", 12: "fy"}.get(months, "months"))
    ranges = [p for p in spans if p.kind == "range"]
    return next(iter(ranges), None) or _from_month_to_month(spans) or _named(spans) or next(iter(days + spans), None)


def _apart(found: list[Token]) -> list[Token]:
    """The periods without what a later one says too: '6 months' of '6 months to September 30, 2015'."""
    inside = {t.start for t, after in itertools.pairwise(found) if after.begins < t.end <= after.start}
    return [t for t in found if t.start not in inside]


def _in_its_year(found: list[Token]) -> list[Token]:
    """'FY2015' over '1H', '1st Half' or '1Q': the half, or the quarter, of that year."""
    years = [t.period for t in found if t.period and t.period.kind == "fy"]
    if len(years) != 1:
        return found
    return [t._replace(period=named_part(t.text, years[0]) or t.period) for t in found]


def _from_month_to_month(spans: list[Period]) -> Period | None:
    """'Apr. 2016 - Jun. 2016'."""
    months = [p for p in spans if p.kind == "month"]
    if len(months) != 2 or months[1].end <= months[0].end:
        return None
    return calendar.from_to(*months)


def _named(spans: list[Period]) -> Period | None:
    """The period that has a name: 'FY16' over '1Q16' is the quarter."""
    named = [p for p in spans if p.kind in {"quarter", "half", "fy", "months", "bare_quarter"}]
    if not named:
        return None
    whole = named[0]
    within = [p for p in named if p.start and whole.start and whole.start <= p.start and p.end <= whole.end]
    return min(within, key=lambda p: p.months, default=whole)


def is_announced(cell: Cell, token: Token, aimed: bool = False) -> bool:
    """'(Announced on May 15, 2014)', 'Previous forecast (May 15, 2014)': when a target was told, not what it is of; so
    does a day alone in brackets below a head of targets (`aimed`)."""
    if token.period is None or token.period.kind not in {"day", "month"}:
        return False
    m = _ANNOUNCED.search(cell.text, 0, max(0, cell.text.find(token.text)))
    alone = aimed and cell.text.strip() == f"({token.text})"
    return m is not None and (m.group()[0] != "(" or alone or is_aimed(cell.text))


def column_of(placed: list[tuple[int, Cell]], scope: Scope) -> Column:
    """What the cells of the head rows over a column say together; each cell with its line."""
    cells = [c for _, c in placed]
    text = " ".join([c.text for c in cells if c.text])
    if not text:
        return Column("")
    said = _said(text)
    level = said.measure == "level"
    period, own = _period(cells, text, level=level)
    scale, percent = _unit(cells)
    named = [c for c in cells if not own or not (c.tokens or subject_named(c.text))]  # none beside a time or a business
    labels = _labels(named) if level else ""
    column = Column(
        text,
        period,
        said.measure,
        "target" if level and said.aimed else "actual",
        scale,
        percent or (not level and said.percent),
        said.of_revenue,
        said.points,
        _item(labels, scope, percent=percent) if labels else None,
        own=own,
        dollars=said.dollars,
    )
    return column._replace(because=_because(column, placed))


def _period(cells: list[Cell], text: str, *, level: bool) -> tuple[Period | None, bool]:
    """The period that a head names, and whether it names one; a comparison's is that of its newer side, even where
    its head names only what it compares with."""
    told = [t for c in cells for t in c.tokens if t.kind == "period" and not is_announced(c, t, is_aimed(text))]
    found = _with_year(told)
    if level:
        return _so_far(_in_part(best_period(found, text), cells), text), bool(found)
    newer = [t.period for t in found if t.period and not _is_base(cells, t)]
    return max(newer, key=lambda p: p.end, default=None), bool(newer)


def _in_part(period: Period | None, cells: list[Cell]) -> Period | None:
    """'First half' over 'FY2015': the half of that year."""
    if period is None or period.kind != "fy" or period.at_end:
        return period
    parts = (named_part(c.text, period) for c in cells if c.text and not c.tokens)
    return next((part for part in parts if part), period)


def _so_far(period: Period | None, text: str) -> Period | None:
    """'3Q15 (cumulative)': from the beginning of the fiscal year."""
    if period is None or period.kind != "quarter" or _SO_FAR.search(text.lower()) is None:
        return period
    return Period(calendar.year_of(period.end).start, period.end, "range")


def to_plan(column: Column, columns: list[Column]) -> str:
    """The words of a comparison beside results that is of a plan for the same time or with one: no change over a time,
    or not told whether it is the result or the plan that is compared with a year before."""
    results = [c.period and c.period.end for c in columns[1:] if (c.measure, c.scenario) == ("level", "actual")]
    if column.measure == "level" or (column.period and column.period.end) not in results:
        return ""
    return column.text.lower() if column.scenario == "target" or is_aimed(column.text) else ""


def _with_year(found: list[Token]) -> list[Token]:
    """'September 30,' or 'Six months ended September 30,' over '2015': the day, or the months, in that year."""
    years = [int(t.period.end[:4]) for t in found if t.period and t.period.kind == "year"]
    if len(years) != 1:
        return found
    days = [t for t in found if t.period and MONTH_WORD.match(t.text) and not YEAR.search(t.text)]
    return [t._replace(period=in_year(t.period, years[0])) for t in days if t.period] or found


def in_year(period: Period, year: int) -> Period:
    end = min(f"{year}{period.end[4:]}", calendar.month_end(year, int(period.end[5:7])))
    return calendar.months_to(end, period.months, period.kind) if period.start else replace(period, end=end)


def _is_base(cells: list[Cell], token: Token) -> bool:
    """Whether a head names a period as what it compares with ('to FY12', 'vs 1Q15')."""
    cell = next(c for c in cells if token in c.tokens)
    return _BASE.search(cell.text, 0, token.start - cell.start) is not None


@lru_cache(maxsize=1024)
def measure_of(low: str) -> str:
    """How the numbers below a head in small letters are measured."""
    basis = _BASIS.search(low)
    if basis is not None:
        return basis.lastgroup or ""
    return "change" if CHANGE.search(low) else "share" if _SHARE.search(low) else "level"


def _unit(cells: list[Cell]) -> tuple[int | None, bool]:
    """The power of ten that a head says, and whether it says percent."""
    told = [_said(c.text).scale for c in cells]
    percent = "%" in told or any(c.text.endswith("(%)") or c.text.lstrip().startswith("%") for c in cells)
    return max((words for words in told if isinstance(words, int)), default=None), percent


def _labels(cells: list[Cell]) -> str:
    """The words of a head that may name a line item; none of '% of' over 'revenues'."""
    named = [c.text for c in cells if c.text and not _said(c.text).unit and not OF_REVENUE.fullmatch(c.text.lower())]
    joined = " ".join(named)
    return "" if OF_REVENUE.fullmatch(joined.lower()) else joined


def _item(label: str, scope: Scope, *, percent: bool) -> Item | None:
    """The line item of a head, the group of segments it speaks of, or the ratio of two that it names ('Net income to
    total equity', in %)."""
    if group := group_of_segments(label):
        return Item(group)
    label = without_end(_RATIO_OF.sub("", label))
    for m in _RATIO.finditer(label) if percent and len(label) <= _LONGEST else ():
        first, second = resolve(label[: m.start()], scope), _whole(label[m.end() :], scope)
        if first is not None and first.known and second is not None and second.known:
            return _ratio(first, second, label)
    return resolve(label, scope)


def without_end(label: str) -> str:
    """A head or label without words for the end of a time, at which balances are: 'Order backlog (end of period)'."""
    edge = EDGE.search(label)
    return label if edge is None or edge["edge"] == "beginning" else label[: edge.start()] + label[edge.end() :]


def _whole(label: str, scope: Scope) -> Item | None:
    """What a ratio is to: 'shareholders' equity' in few words names the group of what equity consists of."""
    group = load().groups.get(fold(label), "")
    return Item(group) if group in load().concepts else resolve(label, scope)


def _ratio(of: Item, to: Item, label: str) -> Item:
    """The ratio of one line item to another: a line item of its own, a share of revenue or of the assets, or new."""
    for concept in load().concepts.values():
        if concept.ratio_of and all(map(str.startswith, (of.concept, to.concept), concept.ratio_of)):
            return Item(concept.id)
    if to.concept in {"revenue", "assets"}:
        return of._replace(measure="pct_of_revenue" if to.concept == "revenue" else "share")
    return Item(f"item.{'_'.join(fold(label).split())}", known=False, unit="ratio")


def _because(column: Column, placed: list[tuple[int, Cell]]) -> Because:
    """The line of the head row that says each part of a column."""
    says: tuple[tuple[str, bool, Callable[[Cell], object]], ...] = (
        ("item", column.item is not None, lambda c: c.text and not (_said(c.text).unit or (column.own and c.tokens))),
        ("measure", column.measure != "level", lambda c: _said(c.text).measure != "level"),
        ("scenario", column.scenario != "actual", lambda c: is_aimed(c.text)),
        ("period", column.period is not None, lambda c: c.periods),
        ("unit", True, lambda c: "%" in c.text or _said(c.text).dollars),
        ("scale", column.scale is not None, lambda c: scale_of(c.text) == column.scale),
    )
    lines = ((part, next((n for n, c in placed if tells(c)), 0)) for part, told, tells in says if told)
    return {part: Source("head", line) for part, line in lines if line}


def unknown_word(column: Column) -> str:
    """The first word of a head that says nothing that is known, or of what a comparison is 'in'; '' if all are
    understood."""
    named = column.item is not None and column.item.known
    if column.measure != "level":
        of = column.text.partition(" in ")[2]
        behind = without(of, mentions(of))
        return _unknown(" ".join(word for word in behind.split() if word.lower() not in _OF_SIZE))
    if not column.text or (named and not column.own):
        return ""
    of_segments = column.item is not None and column.item.concept in OF_SEGMENTS
    text = re.sub("segment", " ", column.text, flags=re.IGNORECASE) if of_segments else column.text
    if column.period is not None and column.period.kind == "fy" and (part := _PART.search(text.lower())):
        return part.group()  # of a year, and not known which
    text = without(text, mentions(text))
    if not column.dollars and (sign := FOREIGN.search(text)):
        return sign.group()
    return _unknown(text)


def is_unknown(text: str) -> bool:
    """Whether a head has a word that is of no date, unit or target, and not known to say nothing."""
    return bool(_unknown(text))


@lru_cache(maxsize=1024)
def _unknown(text: str) -> str:
    """The first word that is of no date, unit or target, which other readers understand, and not known to say nothing;
    '' if there is none. A piece of a word, cut by the conversion, is known with it."""
    for pattern in (PATTERN, MONTH_WORD, _PERIODS, LENGTH_WORDS, TARGET, _TOLD, UNITS):
        text = pattern.sub(" ", text.lower())
    for word in _HEAD_WORD.findall(text):
        cut = len(word) > _LEAST_LETTERS and any(known.endswith(word) or known.startswith(word) for known in KNOWN)
        if len(word) >= _LEAST_LETTERS and word not in KNOWN and word not in _SMALL and not cut:
            return str(word)
    return ""
