"""Tables whose heads name half of a line item and whose rows the other: segments as columns over rows of metrics
('Network services and SI business | ATM operation business | Elimination | Consolidated'), or metrics over rows of
segments or of companies of the group."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.filing.layout import Row
from helpers.language.concepts import fold, load
from helpers.language.items import Item, combine, strip_label
from helpers.language.periods import Period
from helpers.language.phrases import mentions
from helpers.reading.tables.rows import Logical

_BRACKETED, _TOTAL = re.compile(r"\([^()]*\)"), re.compile(r"^total ")
_COMPARES = re.compile(
    r"\W*(?:(?:YoY|QoQ)\W*)?(?:% )?(?:change|changes|difference|growth(?: rate)?|increase)?\W*"
    r"(?:from|vs|compared (?:to|with))?\W*(?:\(A ?[-/] ?B\))?\W*",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"^(?P<name>[A-Z].{1,60}?),?(?: (?:Inc|Co|Ltd|Corp)\b\.?,?)+")
_OWNERSHIP = frozenset({"ownership", "iij ownership", "ownership ratio", "iij ownership ratio", "our ownership"})
_METRICS = {"revenue": "segment_revenue", "operating_income": "segment_operating_income"}


_OWNED = "ownership"


class Half(NamedTuple):
    """What a head or a row names: `kind` is total, segment, subject, metric or company."""

    kind: str
    name: str = ""
    segments: bool = False  # a metric of segments


def halves(heads: list[Row], body: list[Row]) -> dict[int, Half]:
    """What each column is of, where one row of heads names businesses, or metrics, and nothing else; a blank head goes
    on with the one to its left. Else nothing. `body` are the rows below, whose labels may be segments."""
    for row in heads:
        named = {j: c.text for j, c in enumerate(row.cells) if j and c.text}
        if len(named) < 2 or any(c.tokens for c in row.cells[1:]):
            continue
        found = {j: half(text) for j, text in named.items()}
        kinds = {h.kind for h in found.values() if h is not None and h.kind != "total"}
        if None in found.values() or kinds not in ({"segment"}, {"subject"}, {"segment", "subject"}, {"metric"}):
            continue
        if kinds == {"metric"}:
            below = {h.kind for r in body if r.cells and r.numbers and (h := half(r.cells[0].text)) is not None}
            if "company" not in below and any(h is not None and h.name == _OWNED for h in found.values()):
                continue
            if "segment" in below:
                found = {j: h._replace(segments=True) for j, h in found.items() if h is not None}
        out: dict[int, Half] = {}
        last: Half | None = None
        for j in range(1, len(row.cells)):
            last = found.get(j) or last
            if last is not None:
                out[j] = _of_segment(last) if "segment" in kinds else last
        return out
    return {}


def half(label: str) -> Half | None:
    """The business or the metric that is all of a label."""
    text = strip_label(label)
    for key in dict.fromkeys((fold(text), fold(_BRACKETED.sub(" ", text)))):
        found = _half(key)
        if found is not None:
            return found
    company = _COMPANY.match(text)
    if company is None:
        return None
    named = [m for m in mentions(text) if m.kind == "subject" and not m.start]
    return Half("subject", named[0].name) if named else Half("company", fold(company["name"]).replace(" ", "_"))


def _half(key: str) -> Half | None:
    words = load()
    if words.subjects.get(key) == "total":
        return Half("total")
    if key in _OWNERSHIP:
        return Half("metric", _OWNED)
    metric = words.metrics.get(_TOTAL.sub("", key))
    if metric:
        return Half("metric", metric)
    if key in words.subjects:
        return Half("subject", words.subjects[key])
    segment = next((cid for cid, _ in words.by_alias.get(key, ()) if _is_segment(cid)), "")
    return Half("segment", segment.rpartition(".")[2]) if segment else None


def _is_segment(concept: str) -> bool:
    return concept.startswith("segment_") and concept.count(".") == 1


def _of_segment(found: Half) -> Half:
    """Beside segments, 'ATM operation business' is one of them."""
    named = found.kind == "subject" and f"segment_revenue.{found.name}" in load().concepts
    return Half("segment", found.name) if named else found


def joins(column: Half, label: str) -> bool:
    """Whether a row's label can be the other half: below metrics only a business can."""
    return column.kind != "metric" or half(label) is not None


def item(column: Half, label: str, row: Item | None) -> Item | None:
    """The line item of a row's number in a column: of `row`, the item the row's label names by itself. None where the
    two make none."""
    if column.kind == "metric":
        business = half(label)
        if business is None:
            return None
        return _combined(column.name, _of_segment(business) if column.segments else business, Item(""))
    part = _part(column, label)
    if part is not None:
        return part
    if row is None or not row.known:
        return None
    concept = load().get(row.concept)
    if concept.metric and concept.subject not in {"", "total"}:
        return None
    return _combined(concept.metric, column, row)


def _part(column: Half, label: str) -> Item | None:
    """'Customers' and 'Intersegment' below segments: parts of each one's revenue."""
    key = fold(strip_label(label))
    parts = {cid for cid, _ in load().by_alias.get(key, ()) if cid.startswith("segment_") and cid.count(".") == 2}
    if not parts:
        return None
    last = next(iter(parts)).rpartition(".")[2]
    if column.kind == "total":
        return Item("revenue") if last == "customers" else None
    whole = f"segment_revenue.{column.name}"
    concept = f"{whole}.{last}"
    return Item(concept if concept in load().concepts else whole)


def _combined(metric: str, business: Half, row: Item) -> Item | None:
    if metric == _OWNED:
        return Item(f"{_OWNED}.{business.name}", known=False, period="instant") if business.name else None
    if business.kind == "company":
        return Item(f"{business.name}.{metric}", known=False) if metric else None
    if business.kind == "total":
        return row if row.concept else combine(metric, "total")
    if business.kind == "subject":
        return combine(metric, business.name) if metric else None
    if business.kind != "segment":
        return None
    if metric in _METRICS:
        return Item(f"{_METRICS[metric]}.{business.name}")
    if not row.concept:
        return None
    meaning = row.meaning
    return Item(f"segment_{row.concept}.{business.name}", known=False, unit=meaning.unit, period=meaning.period)


class Compared(NamedTuple):
    """How a row compares rows above it: `measure` and `scenario` as in facts.csv, the newer row's period."""

    measure: str
    period: Period
    scenario: str


def compared(entry: Logical, dated: list[tuple[Period, str]]) -> Compared | None:
    """'YoY % Change', 'Change (A-B)' or '% Change from FY2010' below rows of a period each, whose heads are line items;
    None for other rows. `dated` are the rows' periods with their scenarios."""
    told = [(t.period, "actual") for t in entry.label_cell.periods if t.period] if entry.label_cell is not None else []
    both = [*dated[-1:], *told[:1]] if told else dated[-2:]
    label = entry.label
    for t in entry.label_cell.periods if entry.label_cell is not None else ():
        label = label.replace(t.text, "")
    if len(both) < 2 or _COMPARES.fullmatch(label) is None:
        return None
    (older, _), (newer, scenario) = sorted(both, key=lambda d: (d[0].end, d[1] == "target"))
    months = (newer.end.year - older.end.year) * 12 + newer.end.month - older.end.month
    basis = {12: "yoy", 3: "qoq"}.get(months)
    percent = all(t.percent for cell in entry.cells.values() for _, t in cell)
    if basis is None:
        return None if percent else Compared("change", newer, scenario)
    return Compared(f"{basis}_{'pct' if percent else 'abs'}", newer, scenario)
