"""The time that a head or a label names."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from helpers.filing.layout import Cell
from helpers.language import calendar
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.periods import MONTH_WORD, length_words
from helpers.language.spans import named_part
from helpers.reading.headings import is_aimed

_BASE = re.compile(r"\b(?:to|from|vs\.?|versus|against|over|on|than|with)\s\(?$", re.IGNORECASE)
SO_FAR = re.compile(r"\b(?:cumulative|year[ -]to[ -]date|ytd)\b")
"""Words, in small letters, for the time from the beginning of the fiscal year."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
TOLD = re.compile(r"\b(?:announced|published|released|disclosed)\b", re.IGNORECASE)
"""Words beside the day on which something was told."""
_ANNOUNCED = re.compile(rf"{TOLD.pattern}\s(?:on |in |as of )?$|\((?:as of |on )?$", re.IGNORECASE)


def best_period(found: list[Token], text: str) -> Period | None:
    """The one period that the tokens of a head or a label mean together."""
    spans = [t.period for t in _in_its_year(_apart(found)) if t.period]
    days = [p for p in spans if not p.start]
    months = length_words(text) if days else 0
    if months:
        return calendar.months_to(days[-1].end, months, {3: "quarter", 6: "half", 12: "fy"}.get(months, "months"))
    ranges = [p for p in spans if p.kind == "range"]
    return next(iter(ranges), None) or _from_month_to_month(spans) or _named(spans) or next(iter(days + spans), None)


def _apart(found: list[Token]) -> list[Token]:
    """The periods without what a later one of the same cell says too: '6 months' of '6 months to September 30, 2015',
    and not '9 months' over 'FY2015'."""
    pairs = itertools.zip_longest(found, found[1:])
    return [t for t, after in pairs if after is None or not (after.begins <= t.start and t.end <= after.start)]


def _in_its_year(found: list[Token]) -> list[Token]:
    """'FY2015' over '1H', '1st Half' or '1Q': the half, or the quarter, of that year."""
    years = [t.period for t in found if t.period and t.period.kind == "fy"]
    if len(years) != 1:
        return found
    return [replace(t, period=named_part(t.text, years[0]) or t.period) for t in found]


def _from_month_to_month(spans: list[Period]) -> Period | None:
    """'Apr. 2016 - Jun. 2016'."""
    months = [p for p in spans if p.kind == "month"]
    if len(months) != 2 or months[1].end <= months[0].end:
        return None
    return calendar.from_to(*months)


def _named(spans: list[Period]) -> Period | None:
    """The period that has a name: 'FY16' over '1Q16' is the quarter."""
    named = [p for p in spans if p.kind in {"quarter", "half", "fy", "months", "bare_quarter"}]
    if not named:
        return None
    whole = named[0]
    within = [p for p in named if p.start and whole.start and whole.start <= p.start and p.end <= whole.end]
    return min(within, key=lambda p: p.months, default=whole)


def is_announced(cell: Cell, token: Token, aimed: bool = False) -> bool:
    """'(Announced on May 15, 2014)', 'Previous forecast (May 15, 2014)': when a target was told, not what it is of; so
    does a day alone in brackets below a head of targets (`aimed`)."""
    if token.period is None or token.period.kind not in {"day", "month"}:
        return False
    m = _ANNOUNCED.search(cell.text, 0, max(0, cell.text.find(token.text)))
    alone = aimed and cell.text.strip() == f"({token.text})"
    return m is not None and (m.group()[0] != "(" or alone or is_aimed(cell.text))


def period_of(cells: list[Cell], text: str, *, level: bool) -> tuple[Period | None, bool]:
    """The period that a head names, and whether it names one; a comparison's is that of its newer side, even where
    its head names only what it compares with."""
    told = [t for c in cells for t in c.tokens if t.kind == "period" and not is_announced(c, t, is_aimed(text))]
    found = _with_year(told)
    if level:
        return _so_far(_in_part(best_period(found, text), cells), text), bool(found)
    newer = [t.period for t in found if t.period and not _is_base(cells, t)]
    return max(newer, key=lambda p: p.end, default=None), bool(newer)


def _in_part(period: Period | None, cells: list[Cell]) -> Period | None:
    """'First half' over 'FY2015': the half of that year."""
    if period is None or period.kind != "fy" or period.at_end:
        return period
    parts = (named_part(c.text, period) for c in cells if c.text and not c.tokens)
    return next((part for part in parts if part), period)


def _so_far(period: Period | None, text: str) -> Period | None:
    """'3Q15 (cumulative)': from the beginning of the fiscal year."""
    if period is None or period.kind != "quarter" or SO_FAR.search(text.lower()) is None:
        return period
    return Period(calendar.year_of(period.end).start, period.end, "range")


def _with_year(found: list[Token]) -> list[Token]:
    """'September 30,' or 'Six months ended September 30,' over '2015': the day, or the months, in that year."""
    years = [int(t.period.end[:4]) for t in found if t.period and t.period.kind == "year"]
    if len(years) != 1:
        return found
    days = [t for t in found if t.period and MONTH_WORD.match(t.text) and not YEAR.search(t.text)]
    return [replace(t, period=in_year(t.period, years[0])) for t in days if t.period] or found


def in_year(period: Period, year: int) -> Period:
    end = min(f"{year}{period.end[4:]}", calendar.month_end(year, int(period.end[5:7])))
    return calendar.months_to(end, period.months, period.kind) if period.start else replace(period, end=end)


def _is_base(cells: list[Cell], token: Token) -> bool:
    """Whether a head names a period as what it compares with ('to FY12', 'vs 1Q15')."""
    cell = next(c for c in cells if token in c.tokens)
    return _BASE.search(cell.text, 0, token.start - cell.start) is not None
