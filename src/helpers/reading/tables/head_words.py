"""What the words of one column head say together: measure, scenario, unit or line item, and the time (`head_times`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from helpers.filing.layout import Cell
from helpers.language.calendar import Period
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import group_of_segments, resolve
from helpers.language.items import Item
from helpers.language.labels import subject_named
from helpers.language.scales import UNIT_CELL, scale_of
from helpers.language.scope import Scope
from helpers.reading.because import NOTHING, Because, Source
from helpers.reading.headings import is_aimed
from helpers.reading.tables.head_times import period_of

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
OF_REVENUE = re.compile(r"(?:% of|\b(?:ratio )?to) (?:total |net )?(?:revenues?|sales)")
EDGE = re.compile(  # not 'year-end', which names a dividend
    r"[,\s(]{0,4}\b(?:as of |at )?(?:the )?"
    r"(?:(?P<edge>beginning|end) of (?:the |each )?(?:period|year|quarter)|(?:each )?(?:period|quarter)[ -]end"
    r"|(?<=\bat )(?:fiscal )?year[ -]end)\b\)?",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"\bus\$|\busd\b|\bu\.?s\.? dollars?\b")
UNITS = re.compile(
    r"%|(?:thousands? of )?U\.?S\.? dollars?|\b(?:JPY|yen)(?:,?\s\(?(?:thousand|million|billion)s?\)?)?(?!\w)"
    r"|\b(?:thousand|million|billion)s? (?:of )?(?:JPY|yen)\b",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"(?:thousand|million|billion)s? (?:of|yen|JPY)|units?\s?:|(?:JPY|yen),? \(?(?:thousand|million|billion)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?<!/)(?<!/ )\b(?:points?|pts?|p\.?p\.?)(?![a-z])")
_PERCENT = re.compile(r"%(?! of)|\b(?:rate|ratio|percent(?:age)?)\b", re.IGNORECASE)
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

    @property
    def level(self) -> bool:
        """Whether it compares nothing, and is no share of a total."""
        return self.measure == "level"

    @property
    def named(self) -> bool:
        """Whether its head names a line item that is known."""
        return self.item is not None and self.item.known

    def of_time(self, other: Column, *, own: bool | None = None) -> Column:
        """This column with the period and scenario of another."""
        because = dict(self.because) | {k: s for k, s in other.because.items() if k in {"period", "scenario"}}
        own = self.own if own is None else own
        return self._replace(period=other.period, scenario=other.scenario, own=own, because=because)


class _Said(NamedTuple):
    """What a head, or a cell of it, says by its words alone."""

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


def column_of(placed: list[tuple[int, Cell]], scope: Scope) -> Column:
    """What the cells of the head rows over a column say together; each cell with its line."""
    cells = [c for _, c in placed]
    text = " ".join([c.text for c in cells if c.text])
    if not text:
        return Column("")
    said, measure = _said(text), measure_of(text.lower())
    level = measure == "level"
    period, own = period_of(cells, text, level=level)
    scale, percent = _unit(cells)
    named = [c for c in cells if not own or not (c.tokens or subject_named(c.text))]  # none beside a time or a business
    labels = _labels(named) if level else ""
    column = Column(
        text,
        period,
        measure,
        "target" if level and is_aimed(text) else "actual",
        scale,
        percent or (not level and said.percent),
        said.of_revenue,
        said.points,
        _item(labels, scope, percent=percent) if labels else None,
        own=own,
        dollars=said.dollars,
    )
    return column._replace(because=_because(column, placed))


def to_plan(column: Column, columns: list[Column]) -> str:
    """The words of a comparison beside results that is of a plan for the same time or with one: no change over a time,
    or not told whether it is the result or the plan that is compared with a year before."""
    results = [c.period and c.period.end for c in columns[1:] if (c.measure, c.scenario) == ("level", "actual")]
    if column.level or (column.period and column.period.end) not in results:
        return ""
    return column.text.lower() if column.scenario == "target" or is_aimed(column.text) else ""


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
        ("measure", not column.level, lambda c: measure_of(c.text.lower()) != "level"),
        ("scenario", column.scenario != "actual", lambda c: is_aimed(c.text)),
        ("period", column.period is not None, lambda c: c.periods),
        ("unit", True, lambda c: "%" in c.text or _said(c.text).dollars),
        ("scale", column.scale is not None, lambda c: scale_of(c.text) == column.scale),
    )
    lines = ((part, next((n for n, c in placed if tells(c)), 0)) for part, told, tells in says if told)
    return {part: Source("head", line) for part, line in lines if line}
