"""Numbers in tables: column heads say when and how measured, row labels say what."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from helpers.filing.layout import Block, Cell, Row, lost_tabs
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import OF_SEGMENTS, of_segment, resolve
from helpers.language.items import Item, combine
from helpers.language.labels import strip_label, subject_named, unmarked
from helpers.language.phrases import mentions
from helpers.language.scales import captions, count_scale
from helpers.language.scope import Scope
from helpers.reading.because import Source
from helpers.reading.tables import cells, crossed, ghosts, labels, owners, rows, stacked
from helpers.reading.tables import heads as head
from helpers.reading.tables.columns import build
from helpers.reading.tables.ghosts import Suspect
from helpers.reading.tables.head_words import OF_REVENUE, Column, best_period, is_aimed, is_revised
from helpers.reading.tables.rows import Logical, Meant, Placed
from helpers.reading.tables.setting import Setting

__all__ = ["Setting", "read"]

_OF_BUSINESS = frozenset({"revenue", "cost", "gross_margin"})
_GHOST = "beside a heading in capitals, which prints no amount"
_BEYOND = "its head"
_NO_LABEL = "in a row without a label, between rows whose cells are taken"
_SEVERAL = 2
_CUT = "in a row that ends before the last head: a cell is lost, and which is not told"
_NO_COLUMNS = "in a row of a table that lost its tabs: which column it is of, nothing tells"
_POINT = "a decimal point among whole amounts"
_OF_TARGETS = "a comparison in a table about a time to come, and no head says of what"
_NOTE, _NOTE_DIGITS = "a bare number in the label of a row of amounts: that of a note, perhaps", 2
_LONGEST_HEAD = 80  # a longer cell beside column heads is a sentence
_WHOLE = 100  # percent
_LEAST_PARTS = 2  # of a total


def read(block: Block, at: Setting) -> list[Column]:
    """Read one table block into the setting's reading; returns its columns."""
    heads, titles, body = head.parts(block.rows)
    scope = at.scope.copy()
    head.into_scope(heads, scope)
    heads, at = head.about(heads, scope, at)
    columns = build(heads, scope, at) if heads else head.going_on(body, at) or head.untitled(body, at)
    columns = head.signed(head.in_units(head.of_dividends(columns, at), at), body)
    revised = any(is_revised(r.cells[0].text) for r in body if r.cells)
    at = at._replace(revised=revised, opened=head.of_all(columns), opened_line=block.first)
    columns = head.fitting(head.cornered(head.of_amounts(columns, body)), body)
    for row in heads:
        _head_row(row, body, scope, at)
    if columns and columns[0].scale is not None and columns[0].period is None:  # the unit in the corner of the heads
        at = at._replace(scale=columns[0].scale, because={**at.because, "scale": columns[0].because["scale"]})
    at = _with_columns(at, columns)._replace(composed=_is_composed(columns, body, at.scale))
    scaled = isinstance(at.scale, int) or any(c.scale is not None for c in columns)
    if (scaled and _is_of_business(scope, body, columns)) or _are_parts(scope, body, columns):
        scope.metric = "revenue"
    for row in titles:
        labels.enter(row, row.cells[0].text, scope)
    _body(body, scope, at)
    return columns


def _with_columns(at: Setting, columns: list[Column]) -> Setting:
    """The setting with what the columns say of all rows of the table."""
    items = any(c.item and c.item.known for c in columns[1:])
    dated = any(c.own and c.measure == "level" for c in columns)
    return at._replace(
        columns=tuple(columns),
        concepts=items and not dated,
        of_revenue=any(c.of_revenue for c in columns),
        units=next((j for j, c in enumerate(columns) if "unit" in c.text.lower() and fold(c.text) == "unit"), 0),
        results=any(_is_of_results(c, at) for c in columns[1:]),
    )


def _is_of_results(column: Column, at: Setting) -> bool:
    """Whether a column is of results of the filing's own time, or of none that its head tells."""
    level = column.text and (column.measure, column.scenario, column.item) == ("level", "actual", None)
    return bool(level) and (not column.own or column.period == at.reading.filing_period)


def _is_composed(columns: list[Column], body: list[Row], scale: int | str | None) -> bool:
    """Whether a column of nothing but percentages, by its head or the caption's `scale`, has 100 among them: the whole
    that the others are parts of; or the percentages of each column add up to 100."""
    bare = [j for j, c in enumerate(columns) if c.measure == "level" and c.item is None]
    cells = {j: [r.cells[j].numbers for r in body if j < len(r.cells)] for j in bare}
    percent = (cells[j] for j in bare if columns[j].percent or scale == "%")
    has_whole = any(t.value == _WHOLE for its in percent for numbers in its for t in numbers)
    return has_whole or _add_up(cells.values())


def _add_up(columns: Iterable[list[tuple[Token, ...]]]) -> bool:
    parts = [[t[0] for t in cells if len(t) == 1 and t[0].percent and not t[0].sign] for cells in columns]
    return any(parts) and all(_are_of_whole(its) for its in parts if its)


def _are_of_whole(parts: list[Token]) -> bool:
    """Whether percentages add up to 100, as far as they are rounded."""
    total, places = sum(int(t.value.scaleb(t.places)) for t in parts), {t.places for t in parts}
    return len(parts) >= _LEAST_PARTS and len(places) == 1 and abs(total - _WHOLE * 10 ** min(places)) <= 1


def _head_row(row: Row, body: list[Row], scope: Scope, at: Setting) -> None:
    """The sentences and numbers of a row of heads."""
    for j, cell in enumerate(row.cells):
        is_sentence = len(cell.text) > _LONGEST_HEAD or (j == 0 and ":" in cell.text)
        if cell.kind == "text" and cell.numbers and is_sentence:
            at.sentence(row, cell, Item(scope.group) if scope.group in load().concepts else None)
        for token in cell.numbers:
            again = [r for r in body if j < len(r.cells) and r.cells[j].text == token.text]
            ghosts.in_head(row, token, again, at.reading)


def _opens_metric(body: list[Row]) -> bool:
    """Whether a row without amounts names what those below it are: 'Orders received'."""
    opened = (r.cells[0].text for r in body if r.cells and not r.numbers)
    return any(m.kind == "metric" for text in opened for m in mentions(text))


def _is_of_business(scope: Scope, body: list[Row], columns: list[Column]) -> bool:
    """Whether a table of yen over time below the bare name of a business is about its revenue: where its rows name
    parts of the business, its total or its costs, and nothing else."""
    if scope.metric or scope.group or scope.subject in {"", "total"} or _opens_metric(body):
        return False
    named = [r.cells[0].text for r in body if r.cells and r.cells[0].kind == "text" and r.numbers]
    items = [resolve(label, Scope("revenue", scope.subject)) for label in named]
    metrics = {load().get(item.concept).metric if item is not None and item.known else "" for item in items}
    return {"revenue"} <= metrics <= _OF_BUSINESS and _is_over_time(columns)


def _are_parts(scope: Scope, body: list[Row], columns: list[Column]) -> bool:
    """Whether a table over time names nothing but businesses and, at its foot, their total revenue."""
    *parts, total = [strip_label(r.cells[0].text) for r in body if r.cells and r.numbers] or [""]
    if scope.metric or scope.group or scope.subject or len(parts) < _LEAST_PARTS or _opens_metric(body):
        return False
    named = all(subject_named(part) not in {"", "total"} for part in parts)
    return named and resolve(total, Scope()) == Item("revenue") and _is_over_time(columns)


def _is_over_time(columns: list[Column]) -> bool:
    """Whether the dated columns of a table are flows."""
    dated = [c.period for c in columns if c.period is not None and c.measure == "level"]
    return bool(dated) and all(p.start for p in dated)


# ---- rows -----------------------------------------------------------------------------------------------------------


def _body(body: list[Row], scope: Scope, at: Setting) -> None:
    columns = at.columns
    first_own = not columns or columns[0].own
    entries = rows.logical(body, at.of_revenue, first_own, at.ratios, scope, at.reading)
    bare = None if any(e.worded and e.cells for e in entries) else at.item
    dated_labelled = any(c.period for c in columns) and sum(e.worded for e in entries) * 2 > len(entries)
    at = at._replace(owners=owners.owners(entries), signed=_signed(entries, columns), cut=_cut(entries, columns))
    suspects: list[Suspect] = []
    for i, (entry, below) in enumerate(itertools.zip_longest(entries, entries[1:])):
        if not entry.filled:
            at = _opening_row(entry, scope, at, bare)
        elif (
            (title := unmarked(entry.label)).endswith(":")
            and title.isupper()
            and labels.enter(entry.row, entry.label, scope)
        ):
            suspects += _suspects(entry.cells, i, _GHOST)
        elif dated_labelled and not entry.lettered:
            suspects += _suspects(rows.shift(entry, below), i, _NO_LABEL)
        else:
            at = _in_unit_of(entry, scope, at)
            suspects += _suspects(_read_row(entry, scope, _in_own_unit(entry, at)), i, _POINT)
            _sentences(entry, scope, at)
    ghosts.settle(suspects, entries, at.reading)


def _signed(entries: list[Logical], columns: tuple[Column, ...]) -> frozenset[int]:
    """The columns of levels in which an amount has a plus before it: those with a sign are steps between the others, as
    in '5,723 | +650 | (410)'."""
    placed = [(j, t) for e in entries for j, cell in e.cells.items() for _, t in cell if not t.percent]
    return frozenset(j for j, t in placed if t.sign > 0 and _at(columns, j).measure == "level")


def _cut(entries: list[Logical], columns: tuple[Column, ...]) -> frozenset[int]:
    """The lines of rows that end before the last of several heads, where another reaches it: a cell is lost, and which
    is not told, unless all but one of them compare."""
    if sum(c.own and c.measure == "level" for c in columns) < _SEVERAL:
        return frozenset()
    filled = [e for e in entries if e.cells and e.label]
    short = [e.row.line.number for e in filled if len(e.row.cells) < len(columns)]
    return frozenset(short) if len(short) < len(filled) else frozenset()


def _sentences(entry: Logical, scope: Scope, at: Setting) -> None:
    """Read the cells of a row that are sentences; one that only compares is about the row's item."""
    for cell in entry.row.cells:
        if not cell.numbers or (cell.kind != "text" and cell is not entry.label_cell) or _is_of_note(cell, entry, at):
            continue
        labels = cell is entry.label_cell
        compares = not labels and any(map(str.isalpha, cell.text)) and stacked.is_bare(cell.text)
        why = "" if labels else _no_sentence(cell, at, compares=compares)
        if why:
            at.reading.leave(entry.row, cell.numbers, why)
        else:
            column = _at(at.columns, entry.row.cells.index(cell))
            when = column.period if column.measure == "yoy" else None  # 'up 14.3%' below 'YoY'
            at.sentence(entry.row, cell, rows.meant(entry, scope, at.reading).item if compares else None, when)


def _no_sentence(cell: Cell, at: Setting, *, compares: bool) -> str:
    """Why a cell of words right of the label tells nothing: '(0.5) pct. pt' names no item."""
    if compares:
        return _OF_TARGETS if at.opened is not None and at.opened.end > at.reading.known_until else ""
    told = any(t.currency or t.scale for t in cell.numbers) or mentions(cell.text)
    return "" if told else f"'{cell.text[:60]}' in a cell: words that are not understood"


def _is_of_note(cell: Cell, entry: Logical, at: Setting) -> bool:
    """Whether the numbers in the label of a row of amounts are those of notes: bare, and of a digit or two."""
    short = all(t.bare and len(t.text.strip("()[]")) <= _NOTE_DIGITS for t in cell.numbers)
    if not short or cell is not entry.label_cell or not entry.cells:
        return False
    at.reading.leave(entry.row, cell.numbers, _NOTE)
    return True


def _in_unit_of(entry: Logical, scope: Scope, at: Setting) -> Setting:
    """'Total subscription (thousand)': the unit of this row's counts, and of those of its kind below it."""
    scale = count_scale(entry.label) if entry.label.endswith(")") else None
    if scale is None and not at.counted:
        return at
    item = rows.meant(entry, scope, at.reading).item
    kind = at.counted
    # a point: the kind of one that is unknown
    if item is not None and (item.known or scale is not None or "." in kind):
        kind = item.concept.partition(".")[0] if item.known else item.concept
    if scale is None:
        return at if kind == at.counted else at._replace(counts=0, counted="")
    because = {**at.because, "counts": Source("row", entry.row.line.number)}
    return at._replace(counts=scale, counted=kind, because=because)


def _in_own_unit(entry: Logical, at: Setting) -> Setting:
    """'Total revenues (JPY billion)', '(EUR million)' in a label, or in a column of units: that of this row alone."""
    its = at.units if at.units < len(entry.row.cells) else 0
    told = f"(unit: {entry.row.cells[its].text.strip(' ()')})" if its else entry.label
    if "(" not in told:
        return at
    counts = count_scale(told) if its else None
    if counts is not None:
        return at._replace(counts=counts, because={**at.because, "counts": Source("row", entry.row.line.number)})
    for scale, foreign in captions(told)[:1]:
        at = at._replace(row_scale=scale, foreign=foreign or at.foreign)
    return at


def _suspects(cells: dict[int, list[Placed]], i: int, why: str) -> list[Suspect]:
    return [Suspect(row, token, i, j, why) for j, cell in cells.items() for row, token in cell]


def _opening_row(entry: Logical, scope: Scope, at: Setting, bare: Item | None) -> Setting:
    """A row without amounts: the heading of a part of the table, and perhaps a sentence; the setting below it."""
    if opened := _opened(entry):
        at = at._replace(opened=opened, opened_line=entry.row.line.number)
    if is_aimed(entry.label):  # 'Financial Targets for FY2017' among the rows
        at = at._replace(target=True, because={**at.because, "scenario": Source("row above", entry.row.line.number)})
    labels.enter(entry.row, entry.label, scope)
    item = Item(scope.group) if scope.group in load().concepts else None
    for cell in entry.row.cells:
        if cell.numbers:
            at.sentence(entry.row, cell, item or bare)
    return at


def _opened(entry: Logical) -> Period | None:
    """The period of the rows below a row that only names one ('Nine months ended December 31, 2013')."""
    cell = entry.label_cell
    return best_period(cell.periods, cell.text) if cell is not None and cell.kind == "period" else None


def _read_row(entry: Logical, scope: Scope, at: Setting) -> dict[int, list[Placed]]:
    """Read the cells of a row; returns the numbers that their columns cannot hold. One that lost its tabs tells what
    the rows below it go on from, and no amount."""
    if lost_tabs(entry.row):
        at.reading.leave(entry.row, entry.row.numbers, _NO_COLUMNS)
        at.leave(itertools.chain.from_iterable(entry.cells.values()), _NO_COLUMNS)
        entry.cells.clear()
    if why := (_CUT if entry.row.line.number in at.cut else labels.doubt(entry, scope, at)):
        at.leave(itertools.chain.from_iterable(entry.cells.values()), why)
        return {}
    return _read_cells(entry, scope, at)


def _read_cells(entry: Logical, scope: Scope, at: Setting) -> dict[int, list[Placed]]:
    malformed = {}
    said = labels.named(entry, scope, at, fallback=not at.concepts)
    said = said._replace(own=at.opened) if said.own is None else said
    aimed, at = _aimed(entry, said.own, at), _aimed_by_itself(entry, at)
    how = crossed.compared(entry, at.dated) if at.concepts else None
    if how is not None:
        said = said._replace(own=_own_of(how, said, at))
    elif at.concepts:
        at.note_date(said, aimed)
    words = (at.item_label + entry.label).lower()
    of_revenue = at.of_revenue or ("revenue" in words and OF_REVENUE.search(words) is not None)
    for j in entry.cells:
        column = _at(at.columns, j)
        its = _in_column(said, column, at)
        if how is not None:  # a row that compares two rows above it
            its = its._replace(item=column.item and column.item._replace(measure=how.measure))
            column = column._replace(measure=how.measure.partition("_")[0], scenario=how.scenario, percent=how.percent)
        elif aimed and column.scenario == "actual":
            column = column._replace(scenario=aimed)
        if its.item is not None:
            malformed[j] = cells.read(entry, j, column, its.item, its, at, of_revenue=how is None and of_revenue)
        elif said.item is not None:
            why = f"'{said.label[:60]}' below '{column.text[:60]}': two line items"
            at.leave(entry.cells[j], why)
    return malformed


def _own_of(how: crossed.RowsCompared, said: Meant, at: Setting) -> Period | None:
    """The period of a row that compares two; none of targets of the filing's own time, which nothing tells of them."""
    untold = how.scenario != "actual" and how.period == at.reading.filing_period
    return said.own if untold else how.period


def _aimed_by_itself(entry: Logical, at: Setting) -> Setting:
    """The setting of a row; one whose label speaks of targets does so whatever the heading above it says."""
    if "scenario" not in at.because or not is_aimed(entry.label):
        return at
    return at._replace(because={part: source for part, source in at.because.items() if part != "scenario"})


def _in_column(said: Meant, column: Column, at: Setting) -> Meant:
    """What a row says of a cell below a head that names an item: of its own, unless it names a period or nothing. If
    both name one: the row's segment of the head's ('ATM operation business' below 'Operating income'), or nothing."""
    head = column.item
    if head is None:
        return said._replace(label=column.text) if at.concepts else said
    item: Item | None = said.item or head
    dated = said.own is not None
    business = subject_named(said.label)
    both = not dated and head.known and said.item is not None and said.item.known and said.item != head
    if head.concept in OF_SEGMENTS or both:
        segment = of_segment(said.label, head)
        item = None if dated else segment._replace(measure=head.measure) if segment else _of_head(head, business)
    elif business:
        item = _of_head(head, business)
    elif dated:
        item = head
    return said._replace(item=item, label=column.text)


def _of_head(head: Item, business: str) -> Item | None:
    """What a head names, for the business that a row is nothing but the name of: 'SI' below 'Revenue | Cost'."""
    if business == "total":
        return head
    found = combine(head.meaning.metric, business) if business else None
    return found and found._replace(measure=head.measure, loss=head.loss)


def _aimed(entry: Logical, own: Period | None, at: Setting) -> str:
    """The scenario of a row of targets: its label says so, or its own period is not over below a heading of targets;
    else ''."""
    forecast = is_aimed(entry.label) or (at.target and own is not None and own.end > at.reading.known_until)
    if not forecast:
        return ""
    return "prior_target" if at.revised and not is_revised(entry.label) else "target"


def _at(columns: tuple[Column, ...], j: int) -> Column:
    """The column of a cell; right of the last head a comparison's second one ('YoY' over '+15.0 | 22.0%'), else one of
    nothing that is known where the others have their times."""
    if j < len(columns):
        return columns[j]
    last = columns[-1] if len(columns) == j > 1 else Column("")
    dated = any(c.own and c.measure == "level" for c in columns)
    return last if last.measure in {"yoy", "qoq"} else Column("", unknown=_BEYOND * dated)
