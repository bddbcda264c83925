"""What a table's column heads say: period, measure, scenario, unit or line item of each column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from helpers.filing.layout import Cell, Row
from helpers.language import periods
from helpers.language.amounts import Token
from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, resolve
from helpers.language.periods import MONTH_WORD, Period, length_words
from helpers.language.phrases import mentions
from helpers.language.scales import UNIT_CELL, scale_of
from helpers.reading.because import Because, Source

# Words of heads in small letters, as all that say how a column is measured.
_YOY = re.compile(
    r"\by(?:o|/|-o-)y\b|\byear[ -](?:on|over|to)[ -]year\b|\bvs\.? (?:the )?(?:previous|prior|last) (?:fiscal )?year"
)
_QOQ = re.compile(
    r"\bq[o/]q\b|\bq-o-q\b|\bquarter[ -](?:on|over|to)[ -]quarter\b|\bvs\.? (?:the )?(?:previous|prior) quarter"
)
_CHANGE = re.compile(
    r"\bchanges?\b|\bdifferences?\b|\bvariances?\b|^\W*(?:% )?(?:growth|increase|decrease|vs\.?|versus)\b.{0,24}$"
)
_RATIO = re.compile(r"\s(?:to|/)\s(?=(?:the |total |IIJ |our )*[A-Za-z])")
_HEAD_WORD, _LEAST_LETTERS = re.compile(r"[A-Za-z]+"), 3
_KNOWN = frozenset(tomllib.loads(Path(__file__).with_name("heads.toml").read_text(encoding="utf-8"))["known"])
_OTHER_CURRENCY = re.compile("[\u20ac\u00a3\u20a9\u20b9]")
_BASE = re.compile(r"\b(?:to|from|vs\.?|versus|against|over|on|than|with)\s\(?$", re.IGNORECASE)
_OF_REVENUE = re.compile(r"% of (?:total )?revenues?")
_DOLLARS = re.compile(r"\bus\$|\busd\b|\bu\.?s\.? dollars?\b")
_ACHIEVED = re.compile(r"\b(?:achievement|progress|composition)\b")
_UNITS = re.compile(
    r"%|(?:thousands? of )?U\.?S\.? dollars?|\bJPY (?:millions?|billions?)\b|\bJPY\b|thousands? of JPY", re.IGNORECASE
)
_SCALED = re.compile(r"thousands? of|unit\s?:|JPY (?:million|billion)", re.IGNORECASE)
_PERCENT = re.compile(r"%(?! of)|\b(?:rate|ratio|percentage)\b", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:targets?|forecasts?|plan|planned|outlooks?|guidance|projections?|projected|estimates?|budget)\b"
)
_ANNOUNCED = re.compile(r"\b[Aa]nnounced\s(?:on |in |as of )?$")
_REVISED = re.compile(
    r"\b(?:revised|new|newly|updated)\b.{0,30}\b(?:targets?|forecasts?|plan|outlook|guidance|projections?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `measure` is level, yoy, qoq or change (percent or amount is told by the cell)."""

    text: str
    period: Period | None = None
    measure: str = "level"
    scenario: str = "actual"
    scale: int | None = None
    percent: bool = False
    of_revenue: bool = False
    item: Item | None = None
    own: bool = False  # the head itself names the period
    dollars: bool = False  # a translation for convenience
    achieved: bool = False  # how much of something has been reached, for which facts have no measure
    compared: tuple[Period, ...] = ()  # the periods that a change is between
    unknown: str = ""  # words of the head that were not understood: its numbers may be of something else
    because: Because = field(default_factory=dict)  # the line of the head that says each part

    def of_time(self, other: Column, *, own: bool | None = None) -> Column:
        """This column with the period and scenario of another."""
        because = dict(self.because) | {k: s for k, s in other.because.items() if k in {"period", "scenario"}}
        own = self.own if own is None else own
        return replace(self, period=other.period, scenario=other.scenario, own=own, because=because)


def is_aimed(text: str) -> bool:
    """Whether a head or label says that its numbers are targets."""
    low = text.lower()
    return _TARGET.search(low) is not None


def is_revised(text: str) -> bool:
    """Whether a head or label says that its targets replace others."""
    return _REVISED.search(text) is not None


def best_period(found: list[Token], text: str, offset: int = 0) -> Period | None:
    """The one period that the tokens of a head or a label mean together."""
    spans = [t.period for t in found if t.period]
    if not spans:
        return None
    months = length_words(text)
    days = [p for p in spans if p.start is None]
    if months and days:
        return periods.months_to(days[-1].end, months, {3: "quarter", 6: "half", 12: "fy"}.get(months, "months"))
    ranges = [p for p in spans if p.kind == "range"]
    if ranges:
        return ranges[0]
    singles = [p for p in spans if p.kind == "month"]
    named = [p for p in spans if p.kind in {"quarter", "half", "fy", "months", "bare_quarter"}]
    if len(singles) == 2 and singles[0].start and singles[1].end > singles[0].end:
        return Period(singles[0].start, singles[1].end, "range")
    if named:  # 'FY16' over '1Q16': the quarter
        within = [
            p for p in named if p.start and named[0].start and named[0].start <= p.start and p.end <= named[0].end
        ]
        return min(within, key=lambda p: p.months, default=named[0])
    if days:
        return days[0]
    return spans[0]


def build(heads: list[Row], context_period: Period | None, scope: Scope) -> list[Column]:
    """Columns 0..n of a table from its head rows (none: an empty list)."""
    width = max((len(r.cells) for r in heads), default=0)
    over = _pairs(heads, width)
    placed = ([(r.line.number, r.cells[k]) for r in heads if (k := over(r, j)) < len(r.cells)] for j in range(width))
    columns = [_column(cells, scope) for cells in placed]
    columns = _joined_heads(columns, heads, scope)
    _inherit(columns, context_period)
    columns = [replace(c, unknown=_unknown(c)) for c in columns]
    ends = [c.period for c in columns if c.period and c.measure == "level" and not c.dollars]
    if ends:  # only the newest figures are translated
        newest = max(ends, key=lambda p: p.end)
        columns = [replace(c, period=newest) if c.dollars and not c.own else c for c in columns]
    new = {c.period for c in columns if c.scenario == "target" and is_revised(c.text)}
    columns = [
        replace(c, scenario="prior_target")
        if (c.measure, c.scenario) == ("level", "target") and c.period in new and not is_revised(c.text)
        else c
        for c in columns
    ]
    return columns


def _unknown(column: Column) -> str:
    """The first word of a head of levels that says nothing that is known; '' if all are understood."""
    if column.measure != "level" or not column.text or (column.item is not None and column.item.known):
        return ""
    text = column.text
    for m in reversed(mentions(text)):
        text = f"{text[: m.start]} {text[m.end :]}"
    if sign := _OTHER_CURRENCY.search(text):
        return sign.group()
    words = [w for w in _HEAD_WORD.findall(text) if len(w) >= _LEAST_LETTERS]
    return next((w for w in words if not _is_known(w.lower())), "")


def _is_known(word: str) -> bool:
    """Whether a word of a head is one that readers know, or a piece of one, cut by the conversion."""
    cut = [known for known in _KNOWN if len(word) > _LEAST_LETTERS and (known.endswith(word) or known.startswith(word))]
    return word in _KNOWN or bool(cut) or MONTH_WORD.fullmatch(word) is not None


def _pairs(heads: list[Row], width: int) -> Callable[[Row, int], int]:
    """Which cell of a head row stands over column j: the j-th, but where 'thousands of yen | %' repeats below half
    as many dates without a gap, each date stands over its pair."""
    units = [[c.text for c in r.cells[1:]] for r in heads if len(r.cells) == width]
    paired = width > 4 and any(u[1::2] == ["%"] * (width // 2) and "%" not in u[::2] for u in units)
    half = (width - 1) // 2

    def over(row: Row, j: int) -> int:
        dated = paired and j > 0 and all(c.periods for c in row.cells[1 : half + 1])
        alone = dated and not any(c.text for c in row.cells[half + 1 :])
        return (j + 1) // 2 if alone else j

    return over


def is_announced(cell: Cell, token: Token) -> bool:
    """'(Announced on May 15, 2014)': when a target was told, not what the column is of."""
    if token.period is None or token.period.kind not in {"day", "month"} or "nnounced" not in cell.text:
        return False
    return _ANNOUNCED.search(cell.text, 0, max(0, cell.text.find(token.text))) is not None


def _column(placed: list[tuple[int, Cell]], scope: Scope) -> Column:
    """What the cells of the head rows over a column say together; each cell with its line."""
    cells = [c for _, c in placed]
    text = " ".join([c.text for c in cells if c.text])
    if not text:
        return Column("")
    low = text.lower()
    found = [t for c in cells for t in c.tokens if t.kind == "period" and not is_announced(c, t)]
    measure = _measure(low)
    period = best_period(found, text)
    if measure != "level":  # of its newer side, even where a head names only what it compares with
        found = [t for t in found if not _is_base(cells, t)]
        period = max((t.period for t in found if t.period), key=lambda p: p.end, default=None)
    scale, percent = _unit(cells)
    labels = [] if found or measure != "level" else _labels(cells)
    column = Column(
        text,
        period,
        measure,
        "target" if measure == "level" and is_aimed(text) else "actual",
        scale,
        percent or (measure != "level" and _PERCENT.search(text) is not None),
        "% of" in low and _OF_REVENUE.search(low) is not None,
        _item(" ".join(labels), scope, percent=percent) if labels else None,
        own=bool(found),
        dollars=_DOLLARS.search(low) is not None,
        achieved=_ACHIEVED.search(low) is not None,
    )
    return replace(column, because=_because(column, placed))


def _is_base(cells: list[Cell], token: Token) -> bool:
    """Whether a head names a period as what it compares with ('to FY12', 'vs 1Q15')."""
    cell = next(c for c in cells if token in c.tokens)
    return _BASE.search(cell.text, 0, token.start - cell.start) is not None


def _measure(low: str) -> str:
    """How the numbers below a head in small letters are measured."""
    said = (("yoy", _YOY), ("qoq", _QOQ), ("change", _CHANGE))
    return next((measure for measure, pattern in said if pattern.search(low)), "level")


def _unit(cells: list[Cell]) -> tuple[int | None, bool]:
    """The power of ten that a head says, and whether it says percent."""
    told = [scale_of(c.text) for c in cells if UNIT_CELL.match(c.text) or _SCALED.search(c.text)]
    return max((words for words in told if isinstance(words, int)), default=None), "%" in told


def _labels(cells: list[Cell]) -> list[str]:
    """The words of a head that may name a line item."""
    named = (c.text for c in cells if c.text and not UNIT_CELL.match(c.text))
    return [words for words in named if not _OF_REVENUE.fullmatch(words.lower())]


def _item(label: str, scope: Scope, *, percent: bool) -> Item | None:
    """The line item of a head, or the ratio of two that it names ('Net income to total equity', in %)."""
    for m in _RATIO.finditer(label) if percent else ():
        first, second = (resolve(part, scope) for part in (label[: m.start()], label[m.end() :]))
        if first is not None and first.known and second is not None and second.known:
            return _ratio(first, second, label)
    return resolve(label, scope)


def _ratio(of: Item, to: Item, label: str) -> Item:
    """The ratio of one line item to another: a line item of its own, a share of revenue or of the assets, or new."""
    for concept in load().concepts.values():
        if (
            concept.ratio_of
            and of.concept.startswith(concept.ratio_of[0])
            and to.concept.startswith(concept.ratio_of[1])
        ):
            return Item(concept.id)
    if to.concept in {"revenue", "assets"}:
        return of._replace(measure="pct_of_revenue" if to.concept == "revenue" else "share")
    return Item(f"item.{'_'.join(fold(label).split())}", known=False, unit="ratio")


def _because(column: Column, placed: list[tuple[int, Cell]]) -> Because:
    """The line of the head row that says each part of a column."""
    says: dict[str, Callable[[Cell], bool]] = {
        "item": lambda c: column.item is not None and bool(c.text) and not UNIT_CELL.match(c.text),
        "measure": lambda c: column.measure != "level" and _measure(c.text.lower()) != "level",
        "scenario": lambda c: column.scenario != "actual" and is_aimed(c.text),
        "period": lambda c: column.period is not None and bool(c.periods),
        "unit": lambda c: "%" in c.text or _DOLLARS.search(c.text.lower()) is not None,
        "scale": lambda c: column.scale is not None and scale_of(c.text) == column.scale,
    }
    lines = {part: next((n for n, c in placed if told(c)), 0) for part, told in says.items()}
    return {part: Source("head", line) for part, line in lines.items() if line}


def _joined_heads(columns: list[Column], heads: list[Row], scope: Scope) -> list[Column]:
    """Heads that the conversion cut in two ('YoY C' | 'hange', 'Total Reve' | 'nues')."""
    for j in range(len(columns) - 1):
        for row in heads:
            if j + 1 >= len(row.cells):
                continue
            left, right = row.cells[j].text, row.cells[j + 1].text
            if not left or not right or left[-1:].isspace() or not right[:1].islower():
                continue
            whole = left + right
            item = resolve(whole, scope)
            before = columns[j].item
            if item and item.known and (before is None or not before.known):
                columns[j] = replace(columns[j], item=item)
                columns[j + 1] = replace(columns[j + 1], item=item, text="")
            elif _CHANGE.search(whole.lower()) and columns[j].measure != "level" and columns[j + 1].measure == "level":
                columns[j + 1] = replace(columns[j + 1], measure=columns[j].measure, text="")
    return columns


def _next_quarter(period: Period) -> Period:
    """'1Q-end', '2Q-end', then a blank or garbled head: the quarter after the one to its left."""
    following = periods.quarter_of(period.end + timedelta(days=1))
    return Period(following.start, following.end, "bare_quarter", period.at_end)


def _inherit(columns: list[Column], context_period: Period | None) -> None:
    """Comparisons take period and scenario of the newest column they compare; blank heads what stands left."""
    group: list[Column] = []  # the levels that the next comparison compares
    for j in range(1, len(columns)):
        left = columns[j - 1] if j > 1 else None
        column = columns[j] if left is None else _from_left(columns[j], left, columns[1])
        if column.measure == "level":
            group += [column] if column.period is not None else []
        elif column.measure == "change":
            column = _change(column, group, left)
        else:
            column = _comparison(column, group, context_period)
            if j + 1 < len(columns) and columns[j + 1].measure == "level" and columns[j + 1].text:
                group = []
        columns[j] = column


def _from_left(column: Column, left: Column, first: Column) -> Column:
    """A column with what its head leaves out and the head to its left says. `first`: the first column of numbers."""
    blank = not _UNITS.sub("", column.text).strip() and column.period is None
    if blank and column.text and left.dollars and left.measure == "level":  # a head over both: dollars, then yen
        column = column.of_time(left, own=left.own)
    elif blank and left.measure != "level":
        column = replace(column.of_time(left, own=left.own), measure=left.measure)
    of_left = blank or (column.measure != "level" and not column.percent and not column.period)
    if of_left and column.item is None and left.item is not None:
        column = replace(column, item=left.item)
    column = _after_quarter(column, left, blank=blank)
    if column.period is not None:
        return column
    if column.dollars or (column.percent and column.measure == "level"):
        return column.of_time(left, own=False)
    behind = column.of_revenue and not first.of_revenue  # '% of Revenues' behind the amounts it is of
    return column.of_time(left) if behind else column


def _after_quarter(column: Column, left: Column, *, blank: bool) -> Column:
    """A blank or repeated head right of one that names a quarter without its year: the next quarter."""
    if left.period is None or left.period.kind != "bare_quarter" or not (blank or column.period == left.period):
        return column
    column = replace(column, period=_next_quarter(left.period), own=column.own or blank)
    return replace(column, because=dict(column.because) | {"period": left.because.get("period", Source("head"))})


def _change(column: Column, group: list[Column], left: Column | None) -> Column:
    """'Change' from the earliest column to the latest; of a flow it is a comparison (see `as_flow`)."""
    ends = sorted({c.period.end for c in group if c.period})
    if not ends:
        return column if left is None else replace(column, scenario=left.scenario)
    newest = _newest(group)
    older = next((c for c in group if c.period != newest.period), newest)
    compared = tuple(c.period for c in (older, newest) if c.period)
    column = replace(column.of_time(newest), compared=compared)
    return replace(column, period=Period(ends[0], ends[-1], "range")) if len(ends) >= 2 else column


def _comparison(column: Column, group: list[Column], context_period: Period | None) -> Column:
    if not column.own and group:
        return column.of_time(_newest(group))
    if column.own and group:
        match = next((c for c in group if c.period and column.period and c.period.end == column.period.end), None)
        return column.of_time(match) if match else column
    return replace(column, period=context_period) if column.period is None else column


def _newest(group: list[Column]) -> Column:
    dated = [c for c in group if c.period is not None]
    latest = max((c.period.end, c.scenario == "target") for c in dated if c.period)
    return next(c for c in reversed(dated) if c.period and (c.period.end, c.scenario == "target") == latest)


def as_flow(column: Column) -> Column:
    """A column headed 'Change' for an item that flows: between two durations of one length it compares the later with
    the one a year or a quarter before."""
    periods_of = [p for p in column.compared if p.start is not None]
    if column.measure != "change" or len(periods_of) < 2:
        return column
    old, new = sorted(periods_of, key=lambda p: p.end)
    apart = (new.end.year - old.end.year) * 12 + new.end.month - old.end.month
    basis = {12: "yoy", 3: "qoq", 0: "change"}.get(apart) if old.months == new.months else None
    return replace(column, measure=basis, period=new) if basis else column
