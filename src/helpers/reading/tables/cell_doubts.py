"""Why the numbers of a cell are not certainly what its head and its row seem to say."""

from __future__ import annotations

from helpers.language.amounts import Token
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import resolve
from helpers.language.items import is_pair
from helpers.language.labels import OF_A_PART, is_aside, subject_named, unmarked
from helpers.language.new_items import COUNTED
from helpers.language.phrases import mentions
from helpers.language.scales import count_scale
from helpers.language.scope import Scope
from helpers.language.spans import length
from helpers.reading.because import FILING_PERIOD
from helpers.reading.facts import BASES, OF_WHOLE, WHOLE
from helpers.reading.tables.cell import KnownCell
from helpers.reading.tables.columns import NO_HEAD
from helpers.reading.tables.row_words import of_odd_time
from helpers.reading.tables.rows import Placed

_BARE_YEN = ("(jpy)", "(yen)")  # how the label of a row ends whose unit may not be the table's
_NEAR = 4  # lines from a row to one above it in its table
_PAIR = 2  # numbers of a cell


def doubt(cell: KnownCell) -> str:
    """Why the numbers of a cell are in doubt; '' where they are not."""
    why = _of_what(cell) or _of_unit(cell) or ("" if cell.item.known else _of_unknown(cell))
    return why or _of_change(cell) or _of_ratio(cell) or _of_compared(cell) or _of_rest(cell)


def is_beside_ratio(placed: list[Placed]) -> bool:
    """Whether a cell has an amount and, in brackets behind it, a percentage: the ratio of it, and not the amount, is
    what is in percent."""
    return len(placed) == _PAIR and not placed[0][1].percent and placed[1][1].percent and placed[1][1].bracket == "("


def _of_what(cell: KnownCell) -> str:
    """Why a cell may not be of what its head and its label name; '' where it is, as all below."""
    printed = cell.printed
    if why := cell.said.odd or of_odd_time(printed):
        return why
    if printed.kind == "number" and printed.text.count("(") != printed.text.count(")"):
        return "beside half a bracket: below nil, perhaps"
    if word := _unknown_in_head(cell):
        if not cell.head:
            return "in a column without a head, beside others that have one"
        return f"in a column headed '{cell.head}', of which '{word}' is not known"
    return _of_label(cell)


def _of_label(cell: KnownCell) -> str:
    """Why a cell may not be of what its label names."""
    if not cell.item.known and "item" in cell.said.because and is_pair(cell.item):
        return f"'{cell.label}' below a heading or a row of which it is not known"
    if not cell.item.known and _is_part_of_other(cell):
        return f"'{cell.label}': a part of what stands above it, which is not known"
    if cell.level and _is_part_of_income(cell):
        return f"'{cell.label}' below what came over a time: of an income, or a balance"
    if cell.said.place == "beginning" and not cell.named.start:
        return f"of the beginning of a time, and '{cell.head}' tells its end alone"
    return ""


def _is_part_of_income(cell: KnownCell) -> bool:
    """Whether a balance below a flow is called as those to whom a part of an income belongs: 'Noncontrolling
    interests'."""
    if cell.meaning.period != "instant" or f"net income attributable to {fold(cell.said.label)}" not in load().by_alias:
        return False
    first = cell.entry.row.line.number - _NEAR + 1
    return any(f.line >= first and load().get(f.concept).period == "duration" for f in cell.at.reading.facts[-1:])


def _unknown_in_head(cell: KnownCell) -> str:
    """The word of a head that says nothing by itself, and is not known of the item, as 'Interim' of a dividend, 'Ratio'
    of a gross margin."""
    word, item = cell.column.unknown, cell.meaning
    if word == NO_HEAD and cell.level and all(t.percent for t in cell.tokens):  # ratios of the amounts beside them
        return ""
    known = (word == "ratio" and item.metric == "gross_margin") or (word == "interim" and item.interim_at_end)
    return "" if known else word


def _is_part_of_other(cell: KnownCell) -> bool:
    """Whether a label says that it is a part of the row above, which is of another item."""
    above = next((f"{f.concept}." for f in cell.at.reading.facts[-1:]), "")
    return cell.said.label.lower().lstrip(" (-").startswith(OF_A_PART) and not f"{cell.item.concept}.".startswith(above)


def _of_unit(cell: KnownCell) -> str:
    """Why a cell may not be in the unit of its table, or as long as its head says."""
    at, unit = cell.at, cell.meaning.unit
    in_yen = cell.level and cell.said.label.lower().endswith(_BARE_YEN)
    if in_yen and unit == "count":
        return f"in yen, as '{cell.label}' says, and what it is of is counted"
    if in_yen and unit == "JPY" and at.in_millions:
        return f"in bare yen, as '{cell.label}' says, or in the unit of its table"
    if unit == "JPY" and "net addition" in cell.head.lower():
        return f"below '{cell.head}': so many, and '{cell.label}' is of money"
    if _is_of_other_length(cell):
        return f"in a column headed '{cell.head}', and nothing tells of which year"
    if unit == "count" and at.of_money and subject_named(cell.said.label) not in {"", "total"}:
        return f"of '{cell.label}' in a table of money: so much, or so many"  # 'ATM'
    return ""


def _of_unknown(cell: KnownCell) -> str:
    """Why what is not known may not be in the unit, or of the time, in force above the table."""
    if cell.meaning.unit == "count" and cell.j in cell.at.paid:
        return f"of '{cell.label}' in a column of money: so much, or so many"  # 'Completed contracts'
    if cell.at.excepting and cell.item.unit == "JPY" and cell.at.row_scale is None:
        return f"of '{cell.label}', which is not known, below a unit that makes exceptions"
    if not (cell.said.own or cell.column.period) and cell.at.because.get("period") == FILING_PERIOD:
        return f"of '{cell.label}', which is not known, and no head tells when"
    return ""


def _is_of_other_length(cell: KnownCell) -> bool:
    """Whether a number below 'Full-year plan' is of a heading's day, or of another length of time."""
    told = length(cell.column.text) if cell.column.period is None and cell.said.own is None else 0
    flows = cell.meaning.period == "duration" and not cell.meaning.interim_at_end
    return bool(told) and flows and cell.named.months != told


def _of_change(cell: KnownCell) -> str:
    """Why a cell may not be an amount of one item."""
    if cell.level and cell.j in cell.at.signed and any(t.sign for t in cell.tokens):  # '+650 | (410)' below '5,723'
        return "with a sign, in a column where a plus stands before one: a change, and no head calls it one"
    one = cell.item.concept.startswith("item.") and sum(not t.percent for t in cell.tokens) == 1
    if one and len({m.name for m in mentions(cell.said.label) if m.kind != "subject"}) > 1:
        return f"one amount, and '{cell.label}' names several line items"  # 'Adjusted EBITDA and CAPEX'
    return ""


def _of_ratio(cell: KnownCell) -> str:
    """Why bare numbers may be percentages, or a ratio may be an amount."""
    if not cell.level:
        return ""
    if cell.item.measure in OF_WHOLE and _has_amount(cell) and subject_named(cell.said.label):  # 'SI' below one
        return f"of a ratio, as a heading or a row above '{cell.label}' says, or an amount"
    if not cell.column.percent and _is_called_ratio(cell):
        return f"of a ratio, as '{cell.label}' says, and nothing says that it is in percent"
    return ""


def _has_amount(cell: KnownCell) -> bool:
    """Whether a bare number of a cell is no percentage: in a table of money, or above 100."""
    money = cell.at.in_millions and not cell.column.percent
    return any(not t.percent and (money or t.value > WHOLE) for t in cell.tokens)


def _of_compared(cell: KnownCell) -> str:
    """Why a bare number below a comparison may be in points: '22.3% | 21.8% | 0.5' compares percentages, and
    '3,328 | 20.7% | +247' may do either."""
    if cell.column.measure not in BASES.values() or not all(t.bare for t in cell.tokens):
        return ""
    beside, whole = cell.levels, not any(t.places for t in cell.tokens)
    if whole and cell.item.measure in OF_WHOLE and any(t.percent and t.places for t in beside):
        return "without decimals, and the percentages beside it have some: of them, or of an amount"
    ratio = cell.column.percent or cell.item.measure or cell.meaning.unit == "ratio"
    return "" if ratio else _of_amounts_compared(cell, beside, whole=whole)


def _of_amounts_compared(cell: KnownCell, beside: list[Token], *, whole: bool) -> str:
    """Why a bare change of amounts may be in percent or points: '31,815 | 29,444 | 8.1'."""
    if {t.percent for t in beside} == {True}:
        return "beside percentages alone: a change of an amount, or of them in points"
    rougher = bool(beside) and not any(t.places or t.percent for t in beside) and cell.at.scale != "%"
    return "" if whole or not rougher else "with decimals, and the amounts beside it have none: of them, or in percent"


def _is_called_ratio(cell: KnownCell) -> bool:
    """Whether a label calls an amount a ratio, and not all that stands there is in percent."""
    if cell.at.scale == "%" or cell.item.measure or is_beside_ratio(cell.placed):
        return False
    amount = cell.item.known and cell.meaning.unit == "JPY" and "ratio" in cell.said.label.lower().split()
    return amount and not all(t.percent for t in cell.tokens)


def _of_rest(cell: KnownCell) -> str:
    """Why brackets may be no sign, or a cell of another unit or time than it seems."""
    if cell.entry.aside and not (cell.level and load().never_negative(cell.item.concept)):
        return "in brackets, as its label is: below nil, or told aside"  # an income, or a change
    if not (cell.item.known or _is_scaled(cell)) and (why := _other_unit(cell)):
        return f"of '{cell.label}', which is not known: {why}"
    if cell.named.kind == "month" and _is_bare_flow(cell):  # a bare 'Sep. 2016' may be the end of its time
        return f"of {cell.named.end[:7]}, and nothing tells whether of that month or of a time up to it"
    return ""


def _is_scaled(cell: KnownCell) -> bool:
    """Whether the row, or what stands beside each number, says what the numbers of a cell are in."""
    scaled = cell.at.row_scale is not None or (cell.item.unit == "count" and cell.at.counts)
    return bool(scaled or cell.column.percent) or not any(t.bare for t in cell.tokens)


def _is_bare_flow(cell: KnownCell) -> bool:
    """Whether an amount, or its ratio, flows, and no word says that it does so for a month."""
    flows = (cell.meaning.period, cell.meaning.unit) == ("duration", "JPY")
    return flows and "month" not in f"{cell.said.label} {cell.column.text}".lower()


def _other_unit(cell: KnownCell) -> str:
    """Why a bare number in a row that is not known is not certainly in the unit of its table."""
    label, measure, words = cell.said.label, cell.item.measure, set(fold(cell.said.label).split())
    if "/" in cell.meaning.unit and words & {"share", "ads"} and "per" not in words:  # 'Shares held by the trust'
        return "of each share, or a number of shares"
    if measure and cell.at.scale != "%" and "%" not in label:
        return "a ratio, and nothing says that it is in percent"
    told = cell.at.scale == "%" or measure or cell.entry.label_cell.periods
    if not told and (_may_be_unit(label) or count_scale(label) is not None):
        return "its bracket may be its unit"  # 'ARPU (JPY per user)'
    return _no_money(cell, words) if cell.at.in_millions else ""


def _no_money(cell: KnownCell, words: set[str]) -> str:
    """Why a row of a table of millions may be none of them: 'Customers', 'Patents held'."""
    if cell.item.unit == "count":
        return "a count, or in the unit of its table" if words.isdisjoint({"number", *COUNTED}) else ""
    if cell.said.label.lower().rpartition(" ")[2] in load().by_noun:
        return "persons, or in the unit of its table"
    pointed = any(f.token.places for f in cell.at.reading.facts[-1:] if f.unit == cell.item.unit == "JPY")
    whole = not any(t.places for t in cell.entry.tokens)
    return "without decimals, and the amounts above it have some" if pointed and whole else ""


def _may_be_unit(label: str) -> bool:
    """Whether a label ends with a bracket that may be its unit: not '(loss)', a business, or what is no unit behind a
    name of the vocabulary ('Order received (public sector)')."""
    label = unmarked(label)
    before, _, words = label.rstrip(" :)").lower().rpartition("(")
    if not before or not label.rstrip(" :").endswith(")"):
        return False
    if "/" in words or {"per", "jpy", "yen"} & set(words.split()):
        return True
    found, named = mentions(words), resolve(before, Scope())
    aside = is_aside(words) or words.startswith(("incl", "excl")) or bool(found and found[0].kind == "subject")
    return not aside and not (named is not None and named.known)
