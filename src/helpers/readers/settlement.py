"""DOCOMO's interconnection charge: which year a rate or an amount in a sentence is about.

The charge for a fiscal year is computed from that year's cost, fixed in the March of the next year and settled
backwards; meanwhile IIJ books an estimate. A rate belongs to the year whose cost and usage it settles."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers import periods
from helpers.amounts import Token
from helpers.items import Item
from helpers.periods import Period
from helpers.readers.reading import Reading

_COST_YEAR = re.compile(r"\b(FY\s?\d{2,4})\b[^.;]{0,30}?\bcost", re.IGNORECASE)
_FIXED = re.compile(r"\bfixed in\s", re.IGNORECASE)
_OFF = re.compile(r"^[^.;]{0,4}off\b", re.IGNORECASE)


def adjust(item: Item, measure: str, period: Period, text: str, token: Token, reading: Reading, *, at: int) -> tuple[Item, Period, str]:
    """Item, period and measure of a number in a sentence about the charge; others come back unchanged."""
    if item.concept == "docomo_charge" and token.currency:
        return replace(item, concept="docomo_retroactive_effect"), period, measure
    if item.concept != "docomo_charge" or not token.percent:
        return item, period, measure
    if _OFF.match(text[at + len(token.text) :]):
        return Item("docomo_charge_view.payment_arrangement"), period, "yoy_pct"
    return item, periods.fiscal_year(_settled(text, at, reading)), "yoy_pct"


def _settled(text: str, at: int, reading: Reading) -> int:
    """The fiscal year a rate at offset `at` settles: the year of the cost it is computed from, if the words
    beside it say so; else the year before the one in which it was (or will be) fixed."""
    years = [(abs(m.start() - at), m.group(1)) for m in _COST_YEAR.finditer(text)]
    fixed = [(abs(m.start() - at), m.end()) for m in _FIXED.finditer(text)]
    if fixed and (not years or min(fixed)[0] < min(years)[0]):
        m = periods.PATTERN.match(text, min(fixed)[1])
        if m:
            return periods.fiscal_year_of(periods.parse(m, reading.today).end) - 1
    if years:
        m = periods.PATTERN.match(min(years)[1])
        if m:
            return periods.fiscal_year_of(periods.parse(m, reading.today).end)
    quarters = [periods.parse(m, reading.today) for m in periods.PATTERN.finditer(text[:at]) if m.group("qfy")]
    past = [q for q in quarters if q.end.month == 3 and q.end <= reading.today]
    return periods.fiscal_year_of(past[-1].end if past else reading.today) - 1

