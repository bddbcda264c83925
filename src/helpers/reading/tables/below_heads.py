"""The rows below the heads of a table, one after the other: each opens a part of it, or has numbers or sentences."""

from __future__ import annotations

import itertools

from helpers.filing.layout import Cell, Row, lost_tabs
from helpers.language.calendar import Period
from helpers.language.concepts import load
from helpers.language.item_of_label import OF_SEGMENTS, of_segment
from helpers.language.items import Item, combine
from helpers.language.labels import subject_named, unmarked
from helpers.language.phrases import mentions
from helpers.language.scales import captions, count_scale, is_counted
from helpers.language.scope import Scope
from helpers.reading.because import Source
from helpers.reading.headings import is_aimed
from helpers.reading.tables import cells, crossed, ghosts, labels, owners, row_words, rows, stacked
from helpers.reading.tables.ghosts import Suspect
from helpers.reading.tables.head_times import best_period
from helpers.reading.tables.head_words import OF_REVENUE, Column, is_revised
from helpers.reading.tables.row_words import Meant
from helpers.reading.tables.rows import Logical, Placed
from helpers.reading.tables.setting import Setting

_GHOST = "beside a heading in capitals, which prints no amount"
_BEYOND = "its head"
_NO_LABEL = "in a row without a label, between rows whose cells are taken"
_SEVERAL = 2
_CUT = "in a row that ends before the last head: a cell is lost, and which is not told"
_NO_COLUMNS = "in a row of a table that lost its tabs: which column it is of, nothing tells"
_POINT = "a decimal point among whole amounts"
_OF_TARGETS = "a comparison in a table about a time to come, and no head says of what"
_NOTE, _NOTE_DIGITS = "a bare number in the label of a row of amounts: that of a note, perhaps", 2


def read(body: list[Row], scope: Scope, at: Setting) -> None:
    """Read the rows below the heads of a table into the setting's reading."""
    columns = at.columns
    first_own = not columns or columns[0].own
    entries = rows.logical(body, at.of_revenue, first_own, at.ratios, scope, at.reading)
    bare = None if any(e.cells and rows.is_worded(e.label) for e in entries) else at.item
    dated_labelled = any(c.period for c in columns) and sum(rows.is_worded(e.label) for e in entries) * 2 > len(entries)
    at = at._replace(
        owners=owners.owners(entries), signed=_signed(entries, columns), paid=_paid(entries), cut=_cut(entries, columns)
    )
    suspects: list[Suspect] = []
    for i, (entry, below) in enumerate(itertools.zip_longest(entries, entries[1:])):
        title = unmarked(entry.label)
        if not entry.filled:
            at = _opening_row(entry, scope, at, bare)
        elif title.endswith(":") and title.isupper() and labels.enter(entry.row, entry.label, scope):
            suspects += _suspects(entry.cells, i, _GHOST)
        elif dated_labelled and not entry.lettered:
            suspects += _suspects(rows.shift(entry, below), i, _NO_LABEL)
        else:
            at = _in_unit_of(entry, scope, at)
            suspects += _suspects(_read_row(entry, scope, _in_own_unit(entry, at)), i, _POINT)
            _sentences(entry, scope, at)
    ghosts.settle(suspects, entries, at.reading)


def _paid(entries: list[Logical]) -> frozenset[int]:
    """The columns in which a number has a currency."""
    return frozenset(j for e in entries for j, c in enumerate(e.row.cells) if any(t.currency for t in c.numbers))


def _signed(entries: list[Logical], columns: tuple[Column, ...]) -> frozenset[int]:
    """The columns of levels in which an amount has a plus before it: those with a sign are steps between the others, as
    in '5,723 | +650 | (410)'."""
    placed = [(j, t) for e in entries for j, cell in e.cells.items() for _, t in cell if not t.percent]
    return frozenset(j for j, t in placed if t.sign > 0 and _at(columns, j).measure == "level")


def _cut(entries: list[Logical], columns: tuple[Column, ...]) -> frozenset[int]:
    """The lines of rows that end before the last of several heads, where another reaches it: a cell is lost, and which
    is not told, unless all but one of them compare."""
    if sum(c.own and c.level for c in columns) < _SEVERAL:
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
            at.sentence(entry.row, cell, row_words.meant(entry, scope, at.reading).item if compares else None, when)


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
    item = row_words.meant(entry, scope, at.reading).item
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
    if is_counted(told.rpartition("(")[2].rstrip(" )")):  # 'Clients (companies)' in a table of thousands
        return at._replace(counts=0, counted="")
    for scale, foreign in captions(told)[:1]:
        at = at._replace(row_scale=scale, foreign=foreign or at.foreign)
    return at


def _suspects(cells: dict[int, list[Placed]], i: int, why: str) -> list[Suspect]:
    return [Suspect(row, token, i, j, why) for j, cell in cells.items() for row, token in cell]


def _opening_row(entry: Logical, scope: Scope, at: Setting, bare: Item | None) -> Setting:
    """A row without amounts: the heading of a part of the table, and perhaps a sentence; the setting below it."""
    label = entry.label_cell
    if label.kind == "period" and (opened := best_period(label.periods, label.text)):  # 'Nine months ended ...'
        at = at._replace(opened=opened, opened_line=entry.row.line.number)
    if is_aimed(entry.label):  # 'Financial Targets for FY2017' among the rows
        at = at._replace(target=True, because={**at.because, "scenario": Source("row above", entry.row.line.number)})
    labels.enter(entry.row, entry.label, scope)
    item = Item(scope.group) if scope.group in load().concepts else None
    for cell in entry.row.cells:
        if cell.numbers:
            at.sentence(entry.row, cell, item or bare)
    return at


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
    how = crossed.compared(entry, at.dated) if at.concepts else None
    aimed, at = _aimed(entry, said.own, at), _aimed_by_itself(entry, at, how)
    if how is not None:
        said = said._replace(own=_own_of(how, said, at))
    elif at.concepts:
        at.note_date(said, aimed)
    words = (at.item_label + entry.label).lower()
    of_revenue = at.of_revenue or ("revenue" in words and OF_REVENUE.search(words) is not None)
    for j in entry.cells:
        column = _at(at.columns, j)
        its = _in_column(said, column, at)
        if how is not None:
            its, column = _of_compared(how, its, column, at)
        elif aimed and column.scenario == "actual":
            column = column._replace(scenario=aimed)
        if its.item is not None:
            malformed[j] = cells.read(entry, j, column, its.item, its, at, of_revenue=how is None and of_revenue)
        elif said.item is not None:
            why = f"'{said.label[:60]}' below '{column.text[:60]}': two line items"
            at.leave(entry.cells[j], why)
    return malformed


def _of_compared(how: crossed.RowsCompared, its: Meant, column: Column, at: Setting) -> tuple[Meant, Column]:
    """What a row that compares two says of a cell below a line item, and its column as the row measures it."""
    item = column.item
    how = how.of(item.meaning.period) if item is not None else how
    its = its._replace(item=item and item._replace(measure=how.measure), own=_own_of(how, its, at))
    return its, column._replace(measure=how.measure.partition("_")[0], scenario=how.scenario, percent=how.percent)


def _own_of(how: crossed.RowsCompared, said: Meant, at: Setting) -> Period | None:
    """The period of a row that compares two; none of targets of the filing's own time, which nothing tells of them."""
    untold = how.scenario != "actual" and how.period == at.reading.filing_period
    return said.own if untold else how.period


def _aimed_by_itself(entry: Logical, at: Setting, how: crossed.RowsCompared | None) -> Setting:
    """The setting of a row; one whose label speaks of targets does so whatever the heading above it says, and so does
    one that compares such rows."""
    if "scenario" not in at.because or (how is None and not is_aimed(entry.label)):
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
    dated = any(c.own and c.level for c in columns)
    return last if last.measure in {"yoy", "qoq"} else Column("", unknown=_BEYOND * dated)
