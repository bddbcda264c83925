"""Numbers in tables: column heads say when and how measured, row labels say what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from helpers import periods
from helpers.amounts import Token
from helpers.concepts import fold, load
from helpers.items import Item, Scope, mentions, new_item, resolve, strip_label
from helpers.layout import UNIT_CELL, Block, Cell, Row, is_head, length_words
from helpers.periods import Period
from helpers.readers.columns import TARGET, Column, best_period, build
from helpers.readers.reading import Reading, opening, starred

_APPROX = re.compile(r"\b(?:over|approx|about|around|more than|nearly|almost|some)\b\.?", re.IGNORECASE)
_BEGINNING = re.compile(r"[,\s]*\b(?:at )?(?:the )?beginning of (?:the )?(?:period|year|quarter)\b", re.IGNORECASE)
_END = re.compile(r"[,\s]*\b(?:at )?(?:the )?end of (?:the )?(?:period|year|quarter)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\((?:of|of which|include[sd]?|incl\.?)\s+([^()]{2,60})\)", re.IGNORECASE)
_SHARE_OF = re.compile(r"\bto total assets\b|\bratio\b", re.IGNORECASE)
_BULLET_MARKS = re.compile(r"^[^\w(+\-\u25b3%]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a table stands. `sentence` reads a text cell; `scale` is the captioned power of ten (None: none
    captioned, '%': percent); `item` names the rows of a table without row labels."""

    reading: Reading
    scope: Scope
    period: Period | None
    scale: int | str | None
    item: Item | None
    item_label: str
    sentence: Callable[[Row, Cell, Item | None], None]
    target: bool = False


@dataclass(slots=True)
class _Logical:
    """A row as meant: its label and the tokens of each column (a percent row above it joined in)."""

    row: Row
    label: str
    cells: dict[int, list[tuple[Row, Token]]]
    label_cell: Cell | None


def read(block: Block, at: Setting) -> None:
    """Read one table block into the setting's reading."""
    rows = block.rows
    head_count = next(
        (i for i, r in enumerate(rows) if not (is_head(r) or not r.tokens or _lead(r, rows[i + 1 :]))), len(rows)
    )
    while head_count > 1 and not is_head(rows[head_count - 1]) and any(is_head(r) for r in rows[: head_count - 1]):
        head_count -= 1
    heads = [r for r in rows[:head_count] if is_head(r) or sum(bool(c.text) for c in r.cells[1:]) > 0]
    scope = at.scope.copy()
    _scope_from_heads(heads, scope)
    whole = _whole_item(heads, scope)
    if whole is not None:
        at = replace(at, item=whole[0], item_label=whole[1])
    body = rows[head_count:] if heads else rows
    lead = [r for r in rows[:head_count] if r not in heads] if heads else []
    columns = build(heads, at.period, scope)
    if not heads:
        columns = _quarters(rows, at)
    columns = _signed(columns, body)
    for row in heads:
        for cell in row.cells:
            for token in cell.numbers:
                reason = "a figure repeated in a column head: the column's own row prints it again"
                at.reading.mark(row, token, "noise", reason)
    for row in (*lead, *()):
        _enter(strip_label(row.cells[0].text), row.cells[0].text, scope)
    _body(body, columns, scope, at)


def _quarters(rows: list[Row], at: Setting) -> list[Column]:
    """Columns of a table without heads and labels: consecutive quarters, the last of which is the filing's."""
    widths = {sum(c.kind == "number" for c in r.cells) for r in rows if any(c.kind == "number" for c in r.cells)}
    width = max(widths, default=0)
    if width < 3 or any(re.search(r"[A-Za-z]{4}", r.cells[0].text) for r in rows):
        return []
    first = next(j for r in rows for j, c in enumerate(r.cells) if c.kind == "number")
    out, quarter = [], at.reading.quarter
    for _ in range(width):
        out.append(Column("", quarter, own=True))
        quarter = periods.before(quarter)
    return [*([Column("")] * first), *reversed(out)]


def _signed(columns: list[Column], body: list[Row]) -> list[Column]:
    """A column whose head is lost but whose every number is signed compares the columns to its left."""
    out = list(columns)
    for j, column in enumerate(columns):
        if j < 2 or column.measure != "level" or (column.item is not None and column.item.known):
            continue
        if column.period is not None and out[j - 1].measure == "level":
            continue
        here = [t for r in body if j < len(r.cells) and r.cells[j].kind == "number" for t in r.cells[j].numbers]
        if len(here) >= 3 and all(t.sign for t in here) and any(t.sign > 0 for t in here):
            left = [c for c in out[1:j] if c.period is not None]
            if left:
                newest = max(left, key=lambda c: (c.period.end.toordinal() if c.period else 0, c.scenario == "target"))
                out[j] = Column(column.text, newest.period, "yoy", newest.scenario, own=True)
    return out


def _whole_item(heads: list[Row], scope: Scope) -> tuple[Item, str] | None:
    """A head row with one cell that names a line item names it for all columns ('Dividend per Share')."""
    for row in heads[:-1]:
        named = [c for c in row.cells if c.text]
        if len(named) == 1 and not named[0].tokens and not UNIT_CELL.match(named[0].text):
            item = resolve(named[0].text, scope)
            if item and item.known:
                return item, named[0].text
    return None


def _lead(row: Row, rest: list[Row]) -> bool:
    return False


def _scope_from_heads(heads: list[Row], scope: Scope) -> None:
    """A head row's own label cell may name the subject of all rows ('IIJ-Global')."""
    for row in heads:
        cell = row.cells[0]
        if cell.kind == "text" and not UNIT_CELL.match(cell.text):
            found = mentions(cell.text)
            if len(found) >= 1 and found[0].kind == "subject":
                scope.subject = found[0].name
            group = load().groups.get(fold(strip_label(cell.text)))
            if group:
                scope.group = group
            for m in found:
                if m.kind == "concept" and m.name.startswith("cash_flow."):
                    scope.group = m.name


def _label_cell(row: Row) -> Cell | None:
    """The cell that labels a row: the first, or the last when the first is empty."""
    first = row.cells[0]
    if first.kind in {"text", "period"}:
        return first
    if first.kind == "mixed" and re.search(r"[A-Za-z]{3}", first.text):
        return first
    last = next((c for c in reversed(row.cells) if c.kind != "empty"), None)
    if last is not None and last is not first and last.kind == "text" and not last.numbers and len(last.text) < 120:
        return last
    return None


def _logical_rows(rows: list[Row], columns: list[Column], scope: Scope, at: Setting) -> list[_Logical]:
    of_revenue = any(c.of_revenue for c in columns)
    out: list[_Logical] = []
    labelled = sum(r.cells[0].kind == "text" for r in rows if r.cells) * 2 > len(rows)
    pending: _Logical | None = None
    for row in rows:
        label_cell = _label_cell(row)
        cells = {
            j: [(row, t) for t in c.numbers]
            for j, c in enumerate(row.cells)
            if c is not label_cell and c.numbers and c.kind in {"number", "mixed"}
        }
        label = label_cell.text if label_cell else ""
        if labelled and label_cell is None and 0 in cells and len(cells) > 1 and columns and not columns[0].own:
            for stray, token in cells.pop(0):
                at.reading.mark(
                    stray,
                    token,
                    "noise",
                    "a stray digit in the column of labels: the row's cells are complete without it",
                )
        flat = [t for v in cells.values() for _, t in v]
        entry = _Logical(row, label, cells, label_cell)
        if of_revenue and flat and all(t.percent for t in flat):
            pending = entry
            continue
        if pending is not None:
            if flat:
                joined = f"{pending.label} {label}".strip()
                item = resolve(joined, scope) if pending.label else None
                entry.label = joined if item and item.known else label
                entry.cells = {j: pending.cells.get(j, []) + cells.get(j, []) for j in {*pending.cells, *cells}}
            else:
                out.append(pending)
            pending = None
        out.append(entry)
    if pending is not None:
        out.append(pending)
    return _carry_percent(_joined_labels(out, scope), of_revenue)


def _joined_labels(rows: list[_Logical], scope: Scope) -> list[_Logical]:
    """A label that goes on in the next row, which holds no number."""
    for entry, below in zip(rows, rows[1:], strict=False):
        if (
            entry.cells
            and below.label
            and not below.cells
            and not below.label.rstrip().endswith(":")
            and below.label_cell
        ):
            found = resolve(entry.label, scope)
            joined = f"{entry.label} {below.label}"
            item = resolve(joined, scope)
            if (
                item
                and item.known
                and (not found or not found.known)
                and not load().groups.get(fold(strip_label(below.label)))
            ):
                entry.label = joined
    return rows


def _carry_percent(rows: list[_Logical], of_revenue: bool) -> list[_Logical]:
    """'3.3% 5.1 3.4%': the second percentage is the next row's, which lacks one."""
    if of_revenue:
        for entry, below in zip(rows, rows[1:], strict=False):
            for j, cell in entry.cells.items():
                if len(cell) == 3 and [t.percent for _, t in cell] == [True, False, True]:
                    there = below.cells.get(j, [])
                    if not any(t.percent for _, t in there):
                        below.cells[j] = [cell.pop(), *there]
    return rows


def _enter(label: str, raw: str, scope: Scope) -> bool:
    """A row without amounts opens a part of the table. True if the vocabulary knows it."""
    vocabulary = load()
    key = fold(label)
    group = vocabulary.groups.get(key)
    if group:
        scope.group = group
        if group in {"revenue", "cost"}:
            scope.metric, scope.heading_subject = group, ""
        return True
    found = [m for m in mentions(label) if m.kind == "subject"]
    if found and raw.rstrip().endswith(":"):
        scope.heading_subject = found[0].name
        return True
    return False


def _body(rows: list[Row], columns: list[Column], scope: Scope, at: Setting) -> None:
    logical = _logical_rows(rows, columns, scope, at)
    bare = at.item if not any(re.search(r"[A-Za-z]{3}", e.label) for e in logical if e.cells) else None
    concept_heads = (
        bool(columns)
        and any(c.item and c.item.known for c in columns)
        and not any(c.own for c in columns if c.measure == "level")
    )
    for i, entry in enumerate(logical):
        raw = entry.label
        if not entry.cells:
            _enter(strip_label(raw), raw, scope)
            opened = Item(scope.group) if scope.group in load().concepts else None
            for cell in entry.row.cells:
                if cell.numbers:
                    at.sentence(entry.row, cell, opened or bare)
            continue
        if raw.isupper() and raw.rstrip().endswith(":") and _enter(strip_label(raw), raw, scope):
            for cell in entry.cells.values():
                for row, token in cell:
                    at.reading.mark(
                        row,
                        token,
                        "noise",
                        "a ghost row: the row is a heading in capitals that prints no amount, and the totals below hold without it",
                    )
            continue
        if not re.search(r"[A-Za-z]", raw) and columns and any(c.period for c in columns) and _has_labels(logical):
            _shifted(i, logical, columns, scope, at)
            continue
        _read_row(entry, columns, scope, at, concept_heads=concept_heads)
        for cell in entry.row.cells:
            if cell is not entry.label_cell and cell.kind == "text" and cell.numbers:
                at.sentence(entry.row, cell, None)
        if entry.label_cell is not None and entry.label_cell.numbers:
            at.sentence(entry.row, entry.label_cell, None)


def _has_labels(rows: list[_Logical]) -> bool:
    return sum(bool(re.search(r"[A-Za-z]{3}", r.label)) for r in rows) * 2 > len(rows)


def _shifted(i: int, rows: list[_Logical], columns: list[Column], scope: Scope, at: Setting) -> None:
    """Numbers of a row without a label: the next row's, where that row's own cell holds only dust; else noise."""
    entry = rows[i]
    below = rows[i + 1] if i + 1 < len(rows) else None
    for j, cell in entry.cells.items():
        dust = (
            below is not None
            and j < len(below.row.cells)
            and below.row.cells[j].kind == "dash"
            and below.row.cells[j].text in "\u00b7\u2022,"
        )
        for row, token in cell:
            if dust and below is not None and below.label:
                below.cells.setdefault(j, []).append((row, token))
            else:
                at.reading.mark(
                    row,
                    token,
                    "noise",
                    "a row without a label between rows whose cells are all taken: the total holds without it",
                )


def _row_item(entry: _Logical, scope: Scope, at: Setting) -> tuple[Item | None, Period | None, str, str]:
    """(item, the row's own period, how it is placed, label) of a row."""
    label = starred(entry.label, at.reading.notes)
    place = "beginning" if _BEGINNING.search(label) else "end" if _END.search(label) else ""
    label = _BEGINNING.sub("", _END.sub("", label))
    inside = list(entry.label_cell.periods) if entry.label_cell and not entry.label_cell.numbers else []
    own = best_period(inside, entry.label_cell.text) if inside and entry.label_cell else None
    if fold(strip_label(label)) == "full year":
        own = Period(None, at.reading.today, "full_year")
    text = label
    if inside and entry.label_cell:
        chars = list(entry.label_cell.text)
        for t in inside:
            chars[t.start - entry.label_cell.start : t.end - entry.label_cell.start] = " " * (t.end - t.start)
        text = "".join(chars)
        text = re.sub(
            r"\b(?:three|six|nine|twelve) months ended\b|\bfiscal year end(?:ed|ing)\b|\bas of\b|\(forecast\)|\(?[A-Z][a-z]+ revenue\)?",
            " ",
            text,
            flags=re.IGNORECASE,
        )
        text = re.sub(r"[()\s:,\-]+$|^[()\s:,\-]+", "", text)
    elif own is not None:
        text = ""
    item = resolve(text, scope) if re.search(r"[A-Za-z]{2}", text) else None
    if item is None and re.search(r"[A-Za-z]{3}", text) and own is None:
        item = new_item(text, scope)
    return item, own, place, label


def _read_row(entry: _Logical, columns: list[Column], scope: Scope, at: Setting, *, concept_heads: bool) -> None:
    item, own, place, label = _row_item(entry, scope, at)
    if fold(strip_label(label)) == "total" and scope.heading_subject:
        whole = load().by_parts.get((scope.metric, scope.heading_subject))
        item = Item(whole) if whole else item
        scope.heading_subject = ""
    if item is None and not concept_heads:
        item = at.item
        label = at.item_label if item else label
    if item is not None and item.known:
        _remember(item, label, scope)
    forecast = bool(TARGET.search(entry.label)) or (at.target and own is not None and own.end > at.reading.today)
    for j, tokens in entry.cells.items():
        column = columns[j] if j < len(columns) else Column("")
        here = column.item if concept_heads and column.item and (item is None or own is not None) else item
        if here is None:
            continue
        if forecast and column.scenario == "actual":
            column = replace(column, scenario="target")
        _read_cell(entry, j, tokens, column, columns, here, own, place, label if not concept_heads else column.text, at)


def _remember(item: Item, label: str, scope: Scope) -> None:
    scope.seen.append(item.concept)
    concept = load().get(item.concept)
    if concept.metric:
        scope.metric = concept.metric
        if concept.metric == "operating_income" and scope.group == "segment_revenue":
            scope.group = "segment_operating_income"
    if item.concept.startswith("segment_"):
        scope.group = item.concept.split(".")[0]


def _place(column: Column, own: Period | None, place: str, at: Setting) -> Period | None:
    """The period of a cell from its column, its row and words such as 'beginning of the period'."""
    period = column.period
    if own is not None:
        if own.kind == "bare_quarter" and period is not None and period.kind == "fy":
            number = (own.end.month - 4) % 12 // 3 + 1
            period = periods.quarter(periods.fiscal_year_of(period.end), number)
        elif own.kind == "full_year":
            pass
        elif period is not None and period.kind == "bare_quarter":
            number = (period.end.month - 4) % 12 // 3 + 1
            placed = periods.quarter(periods.fiscal_year_of(own.end), number)
            period = Period(None, placed.end, "day") if period.at_end else placed
        elif not column.own:
            period = own
    if period is None:
        period = at.period
    if period is not None and place == "beginning":
        return opening(period)
    if period is not None and place == "end":
        return Period(None, period.end, "day")
    return period


def _read_cell(
    entry: _Logical,
    j: int,
    tokens: list[tuple[Row, Token]],
    column: Column,
    columns: list[Column],
    item: Item,
    own: Period | None,
    place: str,
    label: str,
    at: Setting,
) -> None:
    if j < len(entry.row.cells) and entry.row.cells[j].kind == "mixed":
        own = best_period(entry.row.cells[j].periods, entry.row.cells[j].text) or own
        column = replace(column, own=False)
    period = _place(column, own, place, at)
    if period is None:
        return
    plain = [(r, t) for r, t in tokens if not t.percent]
    percents = [(r, t) for r, t in tokens if t.percent]
    of_revenue = any(c.of_revenue for c in columns) or re.search(
        r"% of (?:total )?revenue", at.item_label + entry.label, re.IGNORECASE
    )
    scale = column.scale if column.scale is not None else at.scale
    if load().get(item.concept).unit != "JPY" and scale != "%":
        scale = None
    row_text = entry.row.cells[j].text if j < len(entry.row.cells) else ""

    def add(row: Row, token: Token, what: Item, measure: str, when: Period, **more: object) -> None:
        before = row.line.text[max(0, token.start - 12) : token.start]
        at.reading.add(
            row,
            token,
            what,
            measure=measure,
            period=when,
            label=label,
            reader="table",
            scale=scale if isinstance(scale, int) else 0,
            scenario="target" if TARGET.search(before) else column.scenario,
            approx=bool(_APPROX.search(before)),
            **more,  # type: ignore[arg-type]
        )

    if len(plain) == 2 and not percents:
        second = _second(entry, plain, period, item, column)
        if second is not None:
            (what1, when1), (what2, when2) = second
            add(*plain[0], what1, _measure(column, plain[0][1], what1), when1)
            add(
                *plain[1],
                what2,
                _measure(column, plain[1][1], what2),
                when2,
                caption_bracket=what1.concept == what2.concept or what2.concept.startswith(what1.concept),
            )
            return
    for row, token in plain:
        if _malformed(token, scale, item, column):
            at.reading.mark(
                row,
                token,
                "noise",
                "a decimal point in a column of whole thousands: the conversion's, and the total holds without it",
            )
            continue
        if column.percent and column.measure == "level" and not column.of_revenue:
            add(row, token, item, _percent_measure(column, item, columns, entry), period)
        elif scale == "%":
            add(row, token, item, item.measure or ("margin" if "margin" in item.concept else "share"), period)
        else:
            add(row, token, item, _measure(column, token, item), period)
    for row, token in percents:
        if column.measure in {"yoy", "qoq"}:
            add(row, token, item, f"{column.measure}_pct", period)
        elif token.bracket == "[":
            add(row, token, item, "yoy_pct", period)
        elif of_revenue:
            add(row, token, item, "pct_of_revenue", period, caption_bracket=bool(plain))
        else:
            add(
                row,
                token,
                item,
                item.measure or ("margin" if "margin" in item.concept else "pct_of_revenue" if plain else "share"),
                period,
                caption_bracket=bool(plain),
            )
    del row_text


def _measure(column: Column, token: Token, item: Item) -> str:
    if column.measure in {"yoy", "qoq"}:
        return f"{column.measure}_{'pct' if token.percent or column.percent else 'abs'}"
    if column.measure == "change":
        return "change"
    return item.measure or "level"


def _percent_measure(column: Column, item: Item, columns: list[Column], entry: _Logical) -> str:
    """A level column in percent: a ratio where its head says so, else the growth of the column to its left."""
    if _SHARE_OF.search(column.text):
        return "share"
    return "yoy_pct"


def _malformed(token: Token, scale: int | str | None, item: Item, column: Column) -> bool:
    return (
        scale == 3
        and token.places > 0
        and load().get(item.concept).unit == "JPY"
        and not token.percent
        and column.measure == "level"
    )


def _second(
    entry: _Logical, plain: list[tuple[Row, Token]], period: Period, item: Item, column: Column
) -> tuple[tuple[Item, Period], tuple[Item, Period]] | None:
    """What the two numbers of one cell are: '0.5 (0.18)' under '1Q (June revenue)', '4.4 (2.2)' under
    'Cloud-related (of GIO P2-related)', or the values of two labels that run together in one row."""
    inner = plain[1][1]
    if inner.bracket == "(" and not plain[0][1].bracket:
        month = re.search(rf"\(({periods.MONTH_WORD.pattern})[^()]*\)", entry.label, re.IGNORECASE)
        if month:
            number = periods._month(month.group(1))
            year = period.start.year if period.start and number >= period.start.month else period.end.year
            return (item, period), (item, periods.month_span(year, number))
        part = _OF_WHICH.search(entry.label)
        if part:
            found = [m for m in mentions(part.group(1)) if m.kind == "subject"]
            name = found[0].name if found else "_".join(fold(part.group(1)).split()[:5])
            return (item, period), (
                Item(f"{item.concept}.{name}", known=f"{item.concept}.{name}" in load().concepts),
                period,
            )
        return None
    names = [m for m in mentions(entry.label) if m.kind == "concept"]
    by_start = {m.start: m for m in names}
    if len(by_start) == 2:
        first, last = (by_start[k] for k in sorted(by_start))
        return (Item(first.name, first.sign), period), (Item(last.name, last.sign), period)
    return None


__all__ = ["Setting", "read"]
_ = length_words, _BULLET_MARKS
