"""A number of a table, once it is known how it is measured, becomes a fact, or is left in doubt."""

from __future__ import annotations

import re

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.reading.because import FILING_PERIOD
from helpers.reading.cues import cues
from helpers.reading.facts import AMOUNTS, POINTS, WHOLE
from helpers.reading.headings import is_aimed
from helpers.reading.sentences import value
from helpers.reading.tables.cell import KnownCell
from helpers.reading.tables.head_words import UNITS
from helpers.reading.tables.rows import Placed

_BRACKETED = re.compile(r"\((?:JPY|\$)\s?[\d.,]+\s?(?:million|billion|thousand|bn|m)?\)|\([\d.]+\s?(?:points?|pts?)\)")
_SHARES = frozenset({"share", "shares"})
_FROM_QUARTER = "a change in points from the quarter before: those that facts tell are from a year before"


def add(
    cell: KnownCell,
    placed: Placed,
    measure: str,
    item: Item | None = None,
    period: Period | None = None,
    *,
    caption: bool,
    ratio: bool = False,
) -> None:
    """Record one number. `caption`: brackets around it are no sign; `ratio`: it is in percent."""
    row, token = placed
    when = period or cell.period
    before = row.line.text[max(0, token.start - 12) : token.start].rpartition("\t")[2]
    aimed = _is_called_aimed(row, token) or is_aimed(before)
    scenario = "target" if aimed and cell.column.scenario == "actual" else cell.column.scenario
    if scenario == "actual" and when.end > cell.at.reading.known_until:
        if not (cell.at.target and when.start):
            cell.at.leave([placed], f"of a time up to {when.end}, and nothing calls it a target")
            return
        scenario = "target"  # nobody knows it yet
    if why := _doubt(cell, token, measure, scenario, when):
        cell.at.leave([placed], why)
        return
    cell.at.reading.add(
        row,
        token,
        _in_shares(item or cell.item, token),
        measure=measure,
        period=when,
        label=cell.said.label,
        reader="table",
        scale=cell.scale if isinstance(cell.scale, int) else 0,
        scenario=scenario,
        approx=cues("approx", "at").search(before.lower()) is not None,
        sign=-1 if _in_brackets(row, token) else 0,
        unit="ratio" if ratio else _currency(cell, measure),
        caption_bracket=caption or cell.entry.aside,
        because=cell.because,
    )


def _in_shares(item: Item, token: Token) -> Item:
    """'Treasury stock | 758,709 shares': the number of shares of an item, and not its amount."""
    counted = item.meaning.in_shares if token.noun in _SHARES else ""
    return Item(counted) if counted else item


def _doubt(cell: KnownCell, token: Token, measure: str, scenario: str, when: Period) -> str:
    if (measure, cell.column.measure) == ("pt_change", "qoq"):
        return _FROM_QUARTER
    if measure == "pct_of_revenue" and token.bare and token.value > WHOLE:
        return f"below '{cell.head}', and more than all revenues"
    fraction = value.in_fractions(token, cell.meaning.unit, cell.scale) if measure in AMOUNTS else ""
    return fraction or _of_all_shares(cell, token) or _of_no_time(cell, scenario, when)


def _of_all_shares(cell: KnownCell, token: Token) -> str:
    """'Total cash dividends  2,614' in millions: what all shares get, though the item is of one."""
    if cell.meaning.unit != "JPY/share" or token.currency or token.scale or token.percent:
        return ""
    if cell.at.row_scale:
        return f"in a row of amounts of many yen, and {cell.said.label} is of one share"
    words = f"{cell.said.label} {cell.column.text} {cell.at.item_label}".lower()
    in_yen = any(unit.lower() in {"jpy", "yen"} for unit in UNITS.findall(cell.column.text))
    of_one = in_yen or "share" in words or "eps" in words.split()
    summed = cell.at.in_millions and not of_one
    return f"in a table of millions, and {cell.said.label} is of one share" if summed else ""


def _of_no_time(cell: KnownCell, scenario: str, when: Period) -> str:
    """'Latest Target | Prior Target' in a filing for a time that is over, where neither a head, a row, the table's
    heading nor results beside them say that they were for that."""
    above = cell.at.because.get("period")
    if scenario == "actual":  # '1H' below 'FY2016 Targets' once the half is over
        aimed = cell.at.target and cell.column.because.get("period") == above
        return "of a time that is over, below a heading of targets: a target or a result" if aimed else ""
    told = cell.because.get("period") != FILING_PERIOD or cell.at.results or cell.at.target
    if told or when.end > cell.at.reading.known_until:
        return ""
    return "a target, and nothing tells for what time"


def _currency(cell: KnownCell, measure: str) -> str:
    """'other' for an amount of money of another currency than yen."""
    foreign = cell.column.dollars or (cell.at.foreign and cell.meaning.unit.startswith("JPY"))
    return "other" if foreign and measure in AMOUNTS else ""


def _is_called_aimed(row: Row, token: Token) -> bool:
    """'22.00 (forecast)': whether a word behind a number in its cell calls it a target."""
    behind = row.line.text[token.end : token.end + 12].partition("\t")[0].strip(" ()")
    return behind.isalpha() and is_aimed(behind)


def _in_brackets(row: Row, token: Token) -> bool:
    """'(JPY1.5 billion)': an amount whose currency and unit stand inside the brackets with it."""
    texts = (c.text for c in row.cells if c.start <= token.start < c.end)
    return (token.currency or token.noun in POINTS) and _BRACKETED.fullmatch(next(texts, "")) is not None
