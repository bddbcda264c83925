"""Why the numbers of a cell are not certainly what its head and its row seem to say."""

from __future__ import annotations

from helpers.filing.layout import Cell
from helpers.language.amounts import Token
from helpers.language.concepts import load
from helpers.language.items import Item, is_pair
from helpers.language.labels import OF_A_PART, subject_named
from helpers.language.phrases import mentions
from helpers.language.spans import length
from helpers.reading.because import FILING_PERIOD
from helpers.reading.facts import BASES, OF_WHOLE
from helpers.reading.tables import own_unit
from helpers.reading.tables.cell import KnownCell
from helpers.reading.tables.row_words import Meant, of_odd_time
from helpers.reading.tables.rows import Logical, Placed
from helpers.reading.tables.setting import Setting

_BARE_YEN = ("(jpy)", "(yen)")  # how the label of a row ends whose unit may not be the table's
_OF_TENTHS = "without decimals, and the percentages beside it have some: of them, or of an amount"
_WHOLE = 100  # percent
_PAIR = 2  # numbers of a cell


def doubt(cell: KnownCell, printed: Cell | None) -> str:
    """Why the numbers of a cell are in doubt; '' where they are not. `printed`: the cell as it stands."""
    odd = cell.said.odd or of_odd_time(printed) or _half_bracketed(printed)
    return odd or _not_known(cell) or _not_of_cell(cell)


def _not_known(cell: KnownCell) -> str:
    """Why the numbers of a cell are not certainly what its head and row seem to say."""
    column, item, at = cell.column, cell.item, cell.at
    if column.unknown and not _is_known_of(item, column.unknown):
        return f"in a column headed '{column.text[:60]}', of which '{column.unknown}' is not known"
    if reason := _no_amount(cell) or _of_bare_yen(cell) or _of_other_length(cell):
        return reason
    if reason := own_unit.of_business(cell.meaning.unit, cell.said, at):
        return reason
    if at.excepting and not item.known and item.unit == "JPY" and at.row_scale is None:
        return f"of '{cell.said.label[:60]}', which is not known, below a unit that makes exceptions"
    timeless = not (item.known or cell.said.own or column.period) and at.because.get("period") == FILING_PERIOD
    return f"of '{cell.said.label[:60]}', which is not known, and no head tells when" if timeless else ""


def _is_known_of(item: Item, word: str) -> bool:
    """Whether a word of a head that says nothing by itself is known of an item: 'Interim' of a dividend, 'Ratio' of a
    gross margin."""
    gross = word == "ratio" and item.meaning.metric == "gross_margin"
    return gross or (word == "interim" and item.meaning.interim_at_end)


def _of_other_length(cell: KnownCell) -> str:
    """Why a number below 'Full-year plan' is not of a heading's day, or of another length of time."""
    column = cell.column
    told = length(column.text) if column.period is None and cell.said.own is None else 0
    other = told and cell.meaning.period == "duration" and cell.named.months != told and not cell.meaning.interim_at_end
    return f"in a column headed '{column.text[:60]}', and nothing tells of which year" if other else ""


def _of_unknown_part(item: Item, said: Meant, at: Setting) -> str:
    """Why a row that is not known is not certainly of the business or the row above it, whose part it seems."""
    if "item" in said.because and is_pair(item):
        return f"'{said.label[:60]}' below a heading or a row of which it is not known"
    above = next((f"{f.concept}." for f in at.reading.facts[-1:]), "")
    part = said.label.lower().lstrip(" (-").startswith(OF_A_PART) and not f"{item.concept}.".startswith(above)
    return f"'{said.label[:60]}': a part of what stands above it, which is not known" if part else ""


def _no_amount(cell: KnownCell) -> str:
    """Why a row is not of a balance on a known day, or not of an amount."""
    if not cell.item.known and (reason := _of_unknown_part(cell.item, cell.said, cell.at)):
        return reason
    if cell.said.place == "beginning" and not cell.named.start:
        return f"of the beginning of a time, and '{cell.column.text[:60]}' tells its end alone"
    return ""


def _of_ratio(cell: KnownCell) -> str:
    """Why bare numbers in a row labelled as a ratio of an amount, or of a business below one, are no percentages for
    certain."""
    if _of_inherited_ratio(cell):
        return f"of a ratio, as a heading or a row above '{cell.said.label[:60]}' says, or an amount"
    beside = is_beside_ratio(cell.placed)
    if cell.column.measure != "level" or cell.column.percent or cell.at.scale == "%" or cell.item.measure or beside:
        return ""
    amount = cell.item.known and cell.meaning.unit == "JPY" and "ratio" in cell.said.label.lower().split()
    bare = amount and not all(t.percent for _, t in cell.placed)
    return f"of a ratio, as '{cell.said.label[:60]}' says, and nothing says that it is in percent" if bare else ""


def is_beside_ratio(placed: list[Placed]) -> bool:
    """Whether a cell has an amount and, in brackets behind it, a percentage: the ratio of it, and not the amount, is
    what is in percent."""
    return len(placed) == _PAIR and not placed[0][1].percent and placed[1][1].percent and placed[1][1].bracket == "("


def _of_inherited_ratio(cell: KnownCell) -> bool:
    """Whether bare numbers of a business ('SI' below 'Gross margin ratio') may be amounts: in a table of money, or more
    than the whole."""
    if cell.column.measure != "level" or cell.item.measure not in OF_WHOLE or not subject_named(cell.said.label):
        return False
    money = cell.at.in_millions and not cell.column.percent
    return any(not t.percent and (money or t.value > _WHOLE) for _, t in cell.placed)


def _of_bare_yen(cell: KnownCell) -> str:
    """Why an amount in a row labelled '(JPY)' is not certainly in the millions of its table."""
    if cell.column.measure != "level" or not cell.said.label.lower().endswith(_BARE_YEN):
        return ""
    if cell.meaning.unit == "count":
        return f"in yen, as '{cell.said.label[:60]}' says, and what it is of is counted"
    if cell.meaning.unit != "JPY":
        return ""
    return f"in bare yen, as '{cell.said.label[:60]}' says, or in the unit of its table" if cell.at.in_millions else ""


def _not_of_cell(cell: KnownCell) -> str:
    """Why one amount is of none of the items that its label names ('Adjusted EBITDA and CAPEX'), not of a month, or not
    in the unit of its table."""
    item = cell.item
    why = _of_step(cell) or _of_several(cell) or _of_ratio(cell)
    if why := why or (_among_ratios(cell) if cell.column.measure in BASES.values() else ""):
        return why
    if cell.said.aside and not (cell.column.measure == "level" and load().never_negative(item.concept)):
        return "in brackets, as its label is: below nil, or told aside"  # an income, or a change
    odd = "" if item.known or cell.column.percent else own_unit.doubt(cell.entry, cell.j, item, cell.said, cell.at)
    return odd or (_month(cell) if cell.named.kind == "month" else "")


def _of_step(cell: KnownCell) -> str:
    """Why an amount with a sign is no level: '+650 | (410)' below '5,723' are steps."""
    step = cell.j in cell.at.signed and cell.column.measure == "level" and any(t.sign for _, t in cell.placed)
    return "with a sign, in a column where a plus stands before one: a change, and no head calls it one" if step else ""


def _half_bracketed(cell: Cell | None) -> str:
    """Why '(27', of which a bracket is lost, is not certainly above nil."""
    half = cell is not None and cell.kind == "number" and cell.text.count("(") != cell.text.count(")")
    return "beside half a bracket: below nil, perhaps" if half else ""


def _of_several(cell: KnownCell) -> str:
    """Why one amount in a row whose label names several line items is not certainly of any of them."""
    one = cell.item.concept.startswith("item.") and sum(not t.percent for _, t in cell.placed) == 1
    named = {m.name for m in mentions(cell.said.label) if m.kind != "subject"} if one else set()
    return f"one amount, and '{cell.said.label[:60]}' names several line items" if len(named) > 1 else ""


def _among_ratios(cell: KnownCell) -> str:
    """Why a bare number below a comparison is not certainly an amount, or in points: '22.3% | 21.8% | 0.5' compares
    percentages, and '3,328 | 20.7% | +247' may do either."""
    if not all(t.bare for _, t in cell.placed):
        return ""
    beside = _levels(cell.entry, cell.at)
    if cell.item.measure in OF_WHOLE:
        tenths = any(t.percent and t.places for t in beside) and not any(t.places for _, t in cell.placed)
        return _OF_TENTHS if tenths else ""
    alone = beside and all(t.percent for t in beside)
    ratio = cell.column.percent or cell.item.measure or cell.meaning.unit == "ratio"
    return "beside percentages alone: a change of an amount, or of them in points" if alone and not ratio else ""


def _levels(entry: Logical, at: Setting) -> list[Token]:
    """The numbers of a row that are no comparisons."""
    levels = {k for k, c in enumerate(at.columns) if c.measure == "level"}
    return [t for k, cell in entry.cells.items() if k in levels for _, t in cell]


def _month(cell: KnownCell) -> str:
    """Why an amount of what flows is not certainly of the month that its head names: a bare 'Sep. 2016' may be the end
    of its time."""
    flows = cell.item.known and (cell.meaning.period, cell.meaning.unit) == ("duration", "JPY")
    told = "month" in f"{cell.said.label} {cell.column.text}".lower()
    if told or not flows or cell.column.measure != "level" or all(t.percent for _, t in cell.placed):
        return ""
    return f"of {cell.named.end[:7]}, and nothing tells whether of that month or of a time up to it"
