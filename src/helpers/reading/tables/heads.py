"""The head of a table: which rows it has, what they say of all rows, and the columns where they are lost."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.filing.layout import NO_CELL, Row, is_head, lost_tabs
from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item
from helpers.language.labels import strip_label
from helpers.language.phrases import mentions, without
from helpers.language.scales import UNIT_CELL
from helpers.language.scope import Scope
from helpers.reading.because import Source
from helpers.reading.tables.columns import newest_of
from helpers.reading.tables.head_words import UNITS, Column, is_revised, measure_of
from helpers.reading.tables.setting import Setting

_LAST_QUARTERS = Source("the last quarters up to the filing's")
_LEAST_QUARTERS = 5  # a year and the quarter before it: fewer columns may as well be years
_QUARTERS, _ROUNDED = 4, 2  # of a year; units in the last place by which four rounded amounts miss their sum
_LEAST_SIGNED = 3  # numbers that show what a column without a head is
_WHICH = re.compile(r"interim|year-end|annual|total|full[- ]year|[1-4]Q-end", re.IGNORECASE)  # dividend
_END_OF = re.compile(r"end of (?:Q(?P<q>[1-4])|(?P<n>[1-4])Q)", re.IGNORECASE)
_HALVES, _ENDS = frozenset({"interim", "2q-end"}), frozenset({"year-end", "4q-end"})
_LETTERS = re.compile(r"[A-Za-z]{4}")


def parts(block: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of column heads, the titles among them, and the rows below. Without heads all rows are body."""
    count = next((i for i, r in enumerate(block) if r.tokens and not is_head(r)), len(block))
    count = next((n for n in range(count, 0, -1) if is_head(block[n - 1]) or _names_columns(block[n - 1])), count)
    count -= _begins_label(block[count - 1 : count + 1])
    top = block[:count]
    is_headed = [is_head(r) or any(c.text for c in r.cells[1:]) for r in top]
    heads = [r for r, headed in zip(top, is_headed, strict=True) if headed]
    if not heads:
        return [], [], block
    return heads, [r for r, headed in zip(top, is_headed, strict=True) if not headed], block[count:]


def over_numbers(heads: list[Row], body: list[Row]) -> list[Row]:
    """'1Q14 | 1Q15 | YoY' over 'Total revenues | 27,850 | 31,870 | +14.4%', where the conversion lost the empty corner:
    as many heads as each row has numbers, each of them a time or a comparison, stand over these."""
    widths = {len(r.cells) for r in body if r.numbers}
    labelled = all(r.cells[0].kind == "text" and not r.cells[0].numbers for r in body if r.numbers)
    if not labelled or len(widths) != 1 or {len(h.cells) + 1 for h in heads} != widths:
        return heads
    if not all(c.periods or measure_of(c.text.lower()) != "level" for h in heads for c in h.cells):
        return heads
    return [replace(h, cells=(NO_CELL, *h.cells)) for h in heads]


def _begins_label(rows: list[Row]) -> bool:
    """'Previous Target' over '(A) | 34,500': the first half of a label, whose second half names nothing."""
    if len(rows) < 2:
        return False
    (label, *others), below = rows[0].cells, rows[1].cells[0].text
    return bool(label.text and below) and not any(c.text for c in others) and not _LETTERS.search(below)


def _names_columns(row: Row) -> bool:
    """'| Total revenues | Operating income': a row of names over columns, and none over the labels."""
    return len(row.cells) > 2 and not row.tokens and not row.cells[0].text and all(c.text for c in row.cells[1:3])


def into_scope(heads: list[Row], scope: Scope) -> None:
    """A head row's own label cell may name the subject of all rows ('IIJ-Global')."""
    for row in heads:
        cell = row.cells[0]
        if cell.kind != "text" or UNIT_CELL.match(cell.text):
            continue
        found = mentions(cell.text)
        if found and found[0].kind == "subject":
            scope.subject = found[0].name
        scope.metric = next((m.name for m in found if m.kind == "metric"), scope.metric)
        scope.group = load().groups.get(fold(strip_label(cell.text))) or scope.group


_BEFORE = re.compile(r"\W{0,3}(?:previous|initial|original|former|before(?: revision)?)\b", re.IGNORECASE)


def about(heads: list[Row], scope: Scope, at: Setting) -> tuple[list[Row], Setting]:
    """The heads without the row that names what the whole table is about, and the setting that has it: a row with one
    cell that names a line item ('Dividend per Share'). The corner of the heads may name it, too, and no row goes."""
    alone = [(row, [c for c in row.cells if c.text]) for row in heads[:-1]]
    corner = [(None, row.cells[0]) for row in heads[-1:]]
    for row, cell in [*((row, cells[0]) for row, cells in alone if len(cells) == 1), *corner]:
        item = None if cell.tokens or not cell.text or UNIT_CELL.match(cell.text) else resolve(cell.text, scope)
        if item is not None and item.known:
            return [head for head in heads if head is not row], at._replace(item=item, item_label=cell.text)
    return heads, at


def of_dividends(columns: list[Column], at: Setting) -> list[Column]:
    """'Interim | Year-end | Annual', '2Q-end | Year-end | Total' where the heading or the heads speak of dividends: the
    columns that name which are of these, those beside them are not ('Payout ratio')."""
    item = _dividend([at.title, *(c.text for c in columns)]) or (at.item and _dividend([at.item_label]))
    if item is None:
        return columns
    columns = [_at_end(c, at) for c in columns]
    which = {j: m.group().lower() for j, c in enumerate(columns) if (m := _WHICH.fullmatch(_bare(c)))}
    if not (_HALVES & set(which.values()) and _ENDS & set(which.values())):
        return columns
    return [c._replace(item=item) if j in which else c for j, c in enumerate(columns)]


def _dividend(texts: list[str]) -> Item | None:
    """The line item, told for interims and year-ends, that a word of some texts names."""
    named = (cid for word in fold(" ".join(texts)).split() for cid, _ in load().by_alias.get(word, ()))
    return next((Item(cid) for cid in named if load().get(cid).interim_at_end), None)


def _at_end(column: Column, at: Setting) -> Column:
    """'End of 2Q', 'End of Q2' as '2Q-end'."""
    m = _END_OF.fullmatch(column.text.strip())
    if m is None:
        return column
    number = int(m["q"] or m["n"])
    quarter = calendar.quarter(calendar.fiscal_year(at.reading.today), number)
    return column._replace(
        text=f"{number}Q-end", period=replace(quarter, kind="bare_quarter", at_end=True), own=True, unknown=""
    )


def _bare(column: Column) -> str:
    """A head without its unit and the line item that it names."""
    text = UNITS.sub(" ", column.text)
    return without(text, (m for m in mentions(text) if m.kind == "concept")).strip(" ()")


def going_on(body: list[Row], at: Setting) -> list[Column]:
    """The columns of the table right above, where rows without heads of their own go on with it below a blank line."""
    if not any(_LETTERS.search(r.cells[0].text) for r in body):
        return []
    alike = all(len(r.cells) == len(at.above) for r in body if r.numbers and not lost_tabs(r))
    return list(at.above) if alike and any(c.period for c in at.above) else []


def in_units(columns: list[Column], at: Setting) -> list[Column]:
    """'| Yen | Yen': heads of nothing but units, below the blank line under a table of as many columns, go on with its
    times."""
    units = columns and not any(UNITS.sub("", c.text).strip(" ()") or not c.level for c in columns)
    if not units or len(columns) != len(at.above) or not any(c.period for c in at.above):
        return columns
    return [c.of_time(above) for c, above in zip(columns, at.above, strict=True)]


def untitled(body: list[Row], at: Setting) -> list[Column]:
    """Columns of a table without heads and labels: of the times that stand below it; else consecutive quarters, the
    last of which is the filing's. Two rows of amounts tell that at least one of them is of something else."""
    width = max((sum(c.kind == "number" for c in r.cells) for r in body), default=0)
    if _rows_of_amounts(body, width) > 1 or any(_LETTERS.search(r.cells[0].text) for r in body):
        return []
    below = at.below or _times([r for r in body if not r.numbers])
    told = [Column("", p, own=True) for p in below] if below else _last_quarters(width, body, at)
    first = next((j for r in body for j, c in enumerate(r.cells) if c.kind == "number"), 0)
    return [*([Column("")] * first), *told] if len(told) == width else []


def _has_total(row: Row) -> bool:
    """'16 | 67 | 81 | 75 | 239 | 81': whether four quarters, as it seems, are followed by what they add up to."""
    found = [c.numbers[0] for c in row.cells if c.kind == "number"]
    return any(
        abs(sum(t.value for t in found[at - _QUARTERS : at]) - year.value).scaleb(year.places) <= _ROUNDED
        for at, year in enumerate(found)
        if at >= _QUARTERS
    )


def _times(rows: list[Row]) -> tuple[Period, ...]:
    return tuple(t.period for r in rows for t in r.tokens if t.period is not None)


def _last_quarters(width: int, body: list[Row], at: Setting) -> list[Column]:
    """So many quarters up to the filing's; none of fewer than a year and the quarter before it, unless they are those
    of the year so far, and none at the end of a year: they may as well be years. One is a year where it is the sum of
    four before it."""
    if any(map(_has_total, body)):
        return []
    quarter = at.reading.quarter
    number = calendar.quarter_number(quarter.end)
    told = number < _QUARTERS and (width >= _LEAST_QUARTERS or width == number > 2)
    out: list[Column] = []
    while len(out) < width and told:
        out.insert(0, Column("", quarter, own=True, because={"period": _LAST_QUARTERS}))
        quarter = calendar.before(quarter)
    return out


def _rows_of_amounts(body: list[Row], width: int) -> int:
    """How many rows have an amount in each column."""
    full = (r for r in body if sum(c.kind == "number" for c in r.cells) == width)
    return sum(not all(t.percent for t in r.numbers) for r in full)


def cornered(columns: list[Column]) -> list[Column]:
    """'New Financial Targets for FY2020 | | | Original Target': what the corner aims at, its columns do; a column of
    what was aimed at before is superseded where the corner says that it is new."""
    corner = columns[0] if columns else Column("")
    if corner.scenario != "target" or corner.period is None or any(c.period for c in columns[1:]):
        return columns
    out = [corner]
    for c in columns[1:]:
        old = is_revised(corner.text) and _BEFORE.match(c.text) is not None
        aimed = c.of_time(corner)._replace(scenario="prior_target" if old else "target", own=True)
        out.append(aimed if c.level else c.of_time(corner))
    return out


def fitting(columns: list[Column], body: list[Row]) -> list[Column]:
    """The columns, none of them understood where the conversion lost which head stands over which cells: the heads
    reach further than any row does, or a row further than they, and the first stands over numbers, too."""
    reach = max((j for j, c in enumerate(columns) if c.text), default=0)
    width = max((len(r.cells) for r in body if r.numbers), default=0)
    filled = max((j + 1 for r in body for j, c in enumerate(r.cells) if c.numbers), default=0)
    if len(columns) > 2 and 0 < width <= reach:
        why = f"one of {reach} heads over {width - 1} columns"
    elif 0 < len(columns) < filled and columns[0].own and columns[-1].level:
        why = f"one of {len(columns)} heads over {filled} columns"
    else:
        return columns
    return [c._replace(unknown=c.unknown or why) for c in columns]


def signed(columns: list[Column], body: list[Row]) -> list[Column]:
    """A column whose head is lost but whose every number is signed compares the columns to its left."""
    out = list(columns)
    for j, column in enumerate(columns[2:], 2):
        if not column.level or column.named:
            continue
        left = [c for c in out[1:j] if c.period is not None]
        follows = column.period is None or not out[j - 1].level
        signs = [t.sign for r in body if r.at(j).kind == "number" for t in r.at(j).numbers]
        if left and follows and len(signs) >= _LEAST_SIGNED and all(signs) and max(signs) > 0:
            newest = newest_of(left)
            out[j] = Column(column.text, newest.period, "yoy", newest.scenario, own=True, because=newest.because)
    return out


def of_amounts(columns: list[Column], body: list[Row]) -> list[Column]:
    """A column without a head whose every number is a percentage is of the time of the amounts to its left: '15,056 |
    (19.0%)' below 'FY15 |  '."""
    out = list(columns)
    for j in range(2, len(columns)):
        left = out[j - 1]
        if columns[j].text or columns[j].period is not None or left.period is None or not left.level:
            continue
        numbers = [t for r in body for t in r.at(j).numbers]
        if numbers and all(t.percent for t in numbers):
            out[j] = columns[j].of_time(left)
    return out
