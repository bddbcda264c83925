"""Numbers in tables: column heads say when and how measured, row labels say what."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.filing.layout import Block, Row
from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, resolve, strip_label
from helpers.language.periods import Period
from helpers.language.phrases import mentions
from helpers.language.scales import SCALES, captions, is_foreign, scale_of
from helpers.reading.because import Source
from helpers.reading.facts import POINTS
from helpers.reading.tables import cells, crossed, ghosts, rows
from helpers.reading.tables import heads as head
from helpers.reading.tables.cells import Setting
from helpers.reading.tables.columns import Column, best_period, build, is_aimed, is_revised
from helpers.reading.tables.ghosts import Suspect
from helpers.reading.tables.rows import Logical, Meant, Placed

__all__ = ["Setting", "read"]

_OF_BUSINESS = frozenset({"revenue", "cost", "gross_margin"})
_GHOST = "beside a heading in capitals, which prints no amount"
_NO_LABEL = "in a row without a label, between rows whose cells are taken"
_POINT = "a decimal point in a column of whole thousands"
_LONGEST_HEAD = 80  # a longer cell beside column heads is a sentence
_HEAD_OF_COLUMN = re.compile(r"\W*% of (?:total )?revenues?\b", re.IGNORECASE)
_OF_REVENUE = re.compile(r"% of (?:total )?revenue|\bto (?:total )?revenue", re.IGNORECASE)
_RATIO_ROW = re.compile(r"\W*(?:% of|ratio to|percentage of|as a % of) (?:total )?revenues?\W*", re.IGNORECASE)
_SEGMENTS = {"revenue": "segment_revenue", "operating_income": "segment_operating_income"}
_GROWTH_ROW = re.compile(
    r"\W*(?P<basis>YoY|QoQ)(?: %)?(?: (?:change|growth|increase))?(?: (?:rate|ratio|in %))?\W*", re.IGNORECASE
)
_GROWS = re.compile(r"\b(?:YoY )?growth(?: rate)?\b|\bYoY\b(?: change)?", re.IGNORECASE)
_MARGIN_ROW = re.compile(r"\W*(?:gross )?margin(?: ratio)?\W*", re.IGNORECASE)
_COUNTS_IN = re.compile(r"\((?:unit: ?|in )?(?P<scale>thousand|million)s?\)$", re.IGNORECASE)
_ONLY_COMPARES = re.compile(r"[^A-Za-z]*(?:(?:up|down|YoY|QoQ|JPY|million|billion|points?|pt|and|by)\b[^A-Za-z]*)+")
_PAID = re.compile(r"\bpaid\b|\bactual\b", re.IGNORECASE)


def read(block: Block, at: Setting) -> list[Column]:
    """Read one table block into the setting's reading; returns its columns."""
    heads, titles, body = head.parts(block.rows)
    scope = at.scope.copy()
    head.into_scope(heads, scope)
    whole = head.whole_item(heads, scope)
    if whole is not None:
        at = replace(at, item=whole[0], item_label=whole[1])
    columns = build(heads, at.period, scope) if heads else head.going_on(body, at) or head.quarters(body, at)
    columns = head.signed(head.revised(columns, at), body)
    revised = any(is_revised(r.cells[0].text) for r in body if r.cells)
    at = replace(at, revised=revised, opened=head.of_all(columns), opened_line=block.first)
    for row in heads:
        for cell in (c for c in row.cells if c.kind == "text" and c.numbers):
            if len(cell.text) > _LONGEST_HEAD or (cell is row.cells[0] and ":" in cell.text):
                at.sentence(row, cell, Item(scope.group) if scope.group in load().concepts else None)
        for j, token in ((j, t) for j, cell in enumerate(row.cells) for t in cell.numbers):
            ghosts.in_head(
                row, token, [r for r in body if j < len(r.cells) and r.cells[j].text == token.text], at.reading
            )
    if columns and columns[0].scale is not None and columns[0].period is None:  # the unit in the corner of the heads
        at = replace(at, scale=columns[0].scale, because={**at.because, "scale": columns[0].because["scale"]})
    _of_business(scope, body, columns, at)
    for row in titles:
        _enter(row, row.cells[0].text, scope)
    _body(body, columns, scope, at)
    return columns


def _of_business(scope: Scope, body: list[Row], columns: list[Column], at: Setting) -> None:
    """A table of yen over time below the bare name of a business is about its revenue: where its rows name parts of
    the business, its total or its costs, and nothing else."""
    if scope.metric or scope.group or scope.subject in {"", "total"} or not isinstance(at.scale, int):
        return
    dated = [c.period for c in columns if c.period is not None and c.measure == "level"]
    labels = [r.cells[0].text for r in body if r.cells and r.cells[0].kind == "text" and r.numbers]
    whole = Scope("revenue", scope.subject)
    items = [resolve(label, whole) for label in labels]
    named = {load().get(item.concept).metric for item in items if item is not None and item.known}
    if dated and all(p.start for p in dated) and labels and all(items) and "revenue" in named and named <= _OF_BUSINESS:
        scope.metric = "revenue"


# ---- rows -----------------------------------------------------------------------------------------------------------


def _body(body: list[Row], columns: list[Column], scope: Scope, at: Setting) -> None:
    of_revenue = any(c.of_revenue for c in columns)
    named = any(c.item and c.item.known for c in columns) and not any(c.own for c in columns if c.measure == "level")
    first_own = not columns or columns[0].own
    logical = rows.logical(
        body, of_revenue=of_revenue, first_own=first_own, ratios=at.ratios, scope=scope, reading=at.reading
    )
    bare = at.item if not any(e.worded for e in logical if e.cells) else None
    dated_labelled = any(c.period for c in columns) and rows.mostly_labelled(logical)
    suspects: list[Suspect] = []
    for i, entry in enumerate(logical):
        if not entry.cells:
            if opened := _opened(entry):
                at = replace(at, opened=opened, opened_line=entry.row.line.number)
            _opening_row(entry, scope, at, bare)
        elif entry.label.isupper() and entry.label.rstrip().endswith(":") and _enter(entry.row, entry.label, scope):
            suspects += _suspects(entry.cells, i, _GHOST)
        elif dated_labelled and not entry.lettered:
            suspects += _suspects(rows.shift(entry, logical[i + 1] if i + 1 < len(logical) else None), i, _NO_LABEL)
        else:
            at = _in_unit_of(entry, at)
            _read_row(entry, columns, scope, _in_own_unit(entry, at), concept_heads=named, of_revenue=of_revenue)
            malformed = {j: [p for p in cell if p in at.malformed] for j, cell in entry.cells.items()}
            suspects += _suspects(malformed, i, _POINT)
            for cell in entry.row.cells:
                if cell.numbers and (cell.kind == "text" or cell is entry.label_cell):
                    compares = cell is not entry.label_cell and _ONLY_COMPARES.fullmatch(cell.text) is not None
                    at.sentence(entry.row, cell, rows.meant(entry, scope, at.reading).item if compares else None)
    ghosts.settle(suspects, logical, at.reading)


def _in_unit_of(entry: Logical, at: Setting) -> Setting:
    """'Total subscription (thousand)': the unit of this row's counts, and of those below it."""
    m = _COUNTS_IN.search(entry.label) if entry.label.endswith(")") else None
    return replace(at, counts=SCALES[m["scale"].lower()]) if m else at


def _in_own_unit(entry: Logical, at: Setting) -> Setting:
    """'Total revenues (JPY billion)', '(EUR million)' in a label: the unit of this row alone."""
    if "(" not in entry.label:
        return at
    if is_foreign(entry.label):
        return replace(at, foreign=True, row_scale=scale_of(entry.label))
    told = [scale for _, scale in captions(entry.label)]
    return replace(at, row_scale=told[0]) if told else at


def _suspects(cells: dict[int, list[Placed]], i: int, why: str) -> list[Suspect]:
    return [Suspect(row, token, i, j, why) for j, cell in cells.items() for row, token in cell]


def _opening_row(entry: Logical, scope: Scope, at: Setting, bare: Item | None) -> None:
    """A row without amounts: the heading of a part of the table, and perhaps a sentence."""
    _enter(entry.row, entry.label, scope)
    opened = Item(scope.group) if scope.group in load().concepts else None
    for cell in entry.row.cells:
        if cell.numbers:
            at.sentence(entry.row, cell, opened or bare)


def _opened(entry: Logical) -> Period | None:
    """The period of the rows below a row that only names one ('Nine months ended December 31, 2013')."""
    cell = entry.label_cell
    return best_period(cell.periods, cell.text) if cell is not None and cell.kind == "period" else None


def _enter(row: Row, raw: str, scope: Scope) -> bool:
    """Let a row without amounts open a part of the table. True if the vocabulary knows it."""
    known = _opens(raw, scope)
    scope.line = row.line.number if known else scope.line
    return known


def _opens(raw: str, scope: Scope) -> bool:
    """A row without amounts opens a part of the table. True if the vocabulary knows it."""
    label = strip_label(raw)
    group = load().groups.get(fold(label))
    part = (
        _SEGMENTS.get(load().metrics.get(fold(label).removeprefix("net "), ""))
        if scope.group in _SEGMENTS.values()
        else None
    )
    if part:  # 'Operating income (loss):' among the rows of segments
        scope.group, scope.heading_subject = part, ""
        return True
    if group:
        scope.group = group
        if group in load().metrics.values():
            scope.metric, scope.heading_subject = group, ""
        return True
    metric = load().metrics.get(fold(label))
    if metric == "gross_margin" and raw.rstrip().endswith(":"):  # below the rows of costs
        scope.group, scope.metric, scope.heading_subject = metric, metric, ""
        return True
    found = [m for m in mentions(label) if m.kind == "subject"]
    if found and raw.rstrip().endswith(":"):
        scope.heading_subject = found[0].name
        return True
    return False


def _read_row(
    entry: Logical, columns: list[Column], scope: Scope, at: Setting, *, concept_heads: bool, of_revenue: bool
) -> None:
    """Read one row. `concept_heads`: the heads name line items, no periods; `of_revenue`: one says '% of revenues'."""
    if entry.label_cell is not None and entry.label_cell.periods and _HEAD_OF_COLUMN.match(entry.label):
        return  # the head of a column that has lost its column
    said = _named(entry, scope, at, fallback=not concept_heads)
    if said.own is None and at.opened is not None:
        said = said._replace(own=at.opened)
    aimed = _aimed(entry, said.own, at)
    if concept_heads:
        compared = crossed.compared(entry, at.dated)
        if compared is not None:
            _compare(entry, columns, said, compared, at)
            return
        if said.own is not None or said.item is None:
            at.dated.append((said.own or at.period, aimed or "actual"))
    of_revenue = of_revenue or _is_of_revenue(at.item_label + entry.label)
    for j in entry.cells:
        column = columns[j] if j < len(columns) else _beyond(columns, j)
        item, its = said.item, said._replace(label=column.text) if concept_heads else said
        if concept_heads and column.item and (item is None or said.own is not None):
            item = column.item
        if item is None:
            continue
        if aimed and column.scenario == "actual":
            column = replace(column, scenario=aimed)
        cells.read(entry, j, column, item, its, at, of_revenue=of_revenue)


def _aimed(entry: Logical, own: Period | None, at: Setting) -> str:
    """The scenario of a row of targets: its label says so, or its own period is not over below a heading of targets;
    else ''."""
    forecast = is_aimed(entry.label) or (at.target and own is not None and own.end > at.reading.known_until)
    if not forecast or _PAID.search(entry.label):
        return ""
    return "prior_target" if at.revised and not is_revised(entry.label) else "target"


def _compare(entry: Logical, columns: list[Column], said: Meant, how: crossed.Compared, at: Setting) -> None:
    """Read a row that compares two rows above it, below heads that name line items."""
    said = said._replace(own=how.period)
    for j in entry.cells:
        column = columns[j] if j < len(columns) else _beyond(columns, j)
        if (item := column.item) is not None:
            column = replace(column, measure=how.measure.partition("_")[0], scenario=how.scenario, percent=how.percent)
            item = item._replace(measure=how.measure)
            cells.read(entry, j, column, item, said._replace(label=column.text), at, of_revenue=False)


def _beyond(columns: list[Column], j: int) -> Column:
    """The column right of the last head: a comparison's second one ('YoY' over '+15.0 | 22.0%'), else of nothing."""
    last = columns[-1] if len(columns) == j > 1 else Column("")
    return last if last.measure in {"yoy", "qoq"} else Column("")


def _is_of_revenue(label: str) -> bool:
    """Whether a label says that its percentages are of the revenue."""
    return "revenue" in label.lower() and _OF_REVENUE.search(label) is not None


def _named(entry: Logical, scope: Scope, at: Setting, *, fallback: bool) -> Meant:
    """What the row's label says. `fallback`: a row without a label is of the item the table is about."""
    said = rows.meant(entry, scope, at.reading)
    item = said.item
    above = _of_row_above(said.label, entry, scope)
    if scope.heading_subject and fold(strip_label(said.label)) == "total":
        whole = load().by_parts.get((scope.metric, scope.heading_subject))
        item = Item(whole) if whole else item
        scope.heading_subject = ""
    if above is not None:
        item = above
        said = said._replace(because={"item": Source("row above", scope.last_line)})
    elif (growth := _growth_of(said.label, entry, scope)) is not None:
        item = growth
    elif item is not None and not item.known and not (scope.group or scope.metric):
        item = _counted(item, said.label, at.item)
    if item is None and fallback and at.item is not None:
        because = {"item": at.because["item"]} if "item" in at.because else {}
        said, item = said._replace(label=at.item_label, because=because), at.item
    if item is not None and item.known:
        _remember(item, scope, entry.row.line.number)
    return said if item is said.item else said._replace(item=item)


def _growth_of(label: str, entry: Logical, scope: Scope) -> Item | None:
    """'Revenue growth (%)': how an item grew, unless the label is the name of a line item; else None."""
    grows = _GROWS.search(label)
    if grows is None or fold(strip_label(label)) in load().by_alias:
        return None
    item = resolve(_GROWS.sub(" ", label), scope)
    if item is None or not item.known or item.measure:
        return None
    percent = "%" in label or all(t.percent for cell in entry.cells.values() for _, t in cell)
    return item._replace(measure="yoy_pct" if percent else "yoy_abs")


def _of_row_above(label: str, entry: Logical, scope: Scope) -> Item | None:
    """A row of ratios or growth rates of the item of the row above: '% of revenues', 'Margin' below a part of the
    gross margin, 'YoY change'."""
    if not scope.last:
        return None
    tokens = [t for cell in entry.cells.values() for _, t in cell]
    if _RATIO_ROW.fullmatch(label):
        return Item(scope.last, measure="pct_of_revenue")
    if scope.last.startswith("gross_margin") and _MARGIN_ROW.fullmatch(label):
        return Item(scope.last, measure="margin") if all(t.percent or t.noun in POINTS for t in tokens) else None
    growth = _GROWTH_ROW.fullmatch(label)
    if growth is None:
        return None
    percent = "%" in label or all(t.percent for t in tokens)
    return Item(scope.last, measure=f"{growth['basis'].lower()}_{'pct' if percent else 'abs'}")


def _counted(item: Item, label: str, above: Item | None) -> Item:
    """A row that the vocabulary does not know, below a heading of what is counted: its total, or a part of it."""
    if above is None or above.meaning.unit != "count" or "JPY" in label:
        return item
    business = load().subjects.get(fold(strip_label(label)), "")
    if business == "total":
        return above
    if business:
        return item._replace(concept=f"{business}.{above.concept}", unit="count", period="instant")
    return item._replace(concept=f"{above.concept}.{item.concept.partition('.')[2]}", unit="count", period="instant")


def _remember(item: Item, scope: Scope, line: int) -> None:
    """A row that was named: later labels may mean 'of which' (see `Concept.after`)."""
    scope.remember(item.concept, line)
    concept = load().get(item.concept)
    if concept.metric:
        scope.metric = concept.metric
        if concept.metric == "operating_income" and scope.group == "segment_revenue":
            scope.group = "segment_operating_income"
    if item.concept.startswith("segment_"):
        scope.group = item.concept.split(".")[0]
