"""DOCOMO's interconnection charge: which item, year and measure a number in a sentence about it is.

The charge for a fiscal year is computed from that year's cost, fixed in the March of the next year and settled
backwards; meanwhile IIJ books an estimate. A rate belongs to the year whose cost and usage it settles; an amount
to the quarter that recognized it, or to the year of usage it is for."""

from __future__ import annotations

import re

from helpers.language import periods
from helpers.language.amounts import Token
from helpers.language.items import Item
from helpers.language.periods import Period
from helpers.reading.facts import Reading

CHARGE, EFFECT = "docomo_charge", "docomo_retroactive_effect"
ADJUSTED = "gross_margin_view.network_adjusted"
PAYMENT = "docomo_charge_view.payment_arrangement"
_RATE = re.compile(
    r"\b(?:decrease|increase|decreased|increased|decrease rate|lower|revis\w+|off|estimate of)\b", re.IGNORECASE
)
_EFFECT = re.compile(r"\bimpact(?:ed)?\b|\bcost decrease\b|\busage\b|\brecognized\b|\brelated to NTT\b", re.IGNORECASE)
_COST_YEAR = re.compile(r"\b(FY\s?\d{2,4})\b[^.;]{0,30}?\bcost", re.IGNORECASE)
_FIXED = re.compile(r"\bfixed in\s", re.IGNORECASE)
_ESTIMATE = re.compile(r"\b(?:estimat|assum|suppos)\w*\b(?![^%]*\bactual\b)[^%]*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!approx)\.\s+(?=[A-Z])")
_OFF = re.compile(r"^\s?off\b", re.IGNORECASE)
_RECOGNIZED_IN = re.compile(r"^[^.;()\d]{0,110}?\brecognized in\s", re.IGNORECASE)
_OF_THAT = re.compile(r"^[^.;()\d]{0,24}?\bof that in\s", re.IGNORECASE)
_FROM = re.compile(r"^[^.;]{0,40}?\bfrom\s")
_SAME_AS = re.compile(r"\bsame as\s")
_USED_IN = re.compile(r"^[^.;(:\d]{0,40}?\bfor (?:its |the |our )?(?=FY)", re.IGNORECASE)
_USED_LABEL = re.compile(
    r"\b(?P<year>FY\s?\d{2,4})(?:'s)?(?:(?: usage)?\s?:\s?| usage\b)[^.;:\d]{0,30}$", re.IGNORECASE
)
_USAGE = re.compile(r"^[^.;()\d]{0,40}?\bfor its\s", re.IGNORECASE)


def about(text: str) -> bool:
    """Whether a text speaks of interconnection at all."""
    low = text.lower()
    return "interconnect" in low or ("docomo" in low and "charge" in low)


def item_for(text: str, above: str, token: Token) -> Item | None:
    """The item of a number whose line, or the heading above it, is about the charge; None for other numbers."""
    if not about(text) and not about(above):
        return None
    near = _sentence(text, token)
    if token.percent:
        if _OFF.match(text[token.end :]):
            return Item(PAYMENT)
        return Item(CHARGE) if _RATE.search(text[max(0, token.start - 40) : token.end + 12]) else None
    return Item(EFFECT) if token.currency and _EFFECT.search(near) else None


def _sentence(text: str, token: Token) -> str:
    """The words of the token's own sentence near it."""
    first, last = max(0, token.start - 110), token.end + 90
    ends = [m.end() for m in _SENTENCE.finditer(text, first, last)]
    return text[
        max([first, *(e for e in ends if e <= token.start)]) : min([last, *(e for e in ends if e > token.start)])
    ]


def scenario(item: Item, text: str, token: Token) -> str:
    """'target' for what IIJ estimates, 'actual' for what is fixed or recognized; '' for other items."""
    if item.concept not in {CHARGE, EFFECT}:
        return ""
    before, after = text[max(0, token.start - 48) : token.start], text[token.end : token.end + 60]
    if item.concept == CHARGE:
        return "target" if _ESTIMATE.search(before) else "actual"
    to_come = re.search(r"\bleads? to\b", before) or re.search(r"\bis to be recognized\b", after)
    return "target" if to_come else "actual"


def adjust(
    item: Item, measure: str, period: Period, text: str, token: Token, reading: Reading, *, at: int
) -> tuple[Item, Period, str]:
    """Item, period and measure of a number in a sentence about the charge; others come back unchanged."""
    if item.concept not in {CHARGE, EFFECT, PAYMENT}:
        return item, period, measure
    after = text[at + len(token.text) :]
    if item.concept == PAYMENT:
        since = _named(_FROM.search(text[at:]), text[at:], reading)
        return item, periods.fiscal_year(periods.fiscal_year_of(since.end if since else reading.today)), "yoy_pct"
    if item.concept == EFFECT:
        m = _RECOGNIZED_IN.match(after) or _OF_THAT.match(after) or _USAGE.match(after)
        return item, _named(m, after, reading) or period, measure
    if item.concept == CHARGE and token.percent:
        told = reading.facts[-1] if reading.facts else None
        if told and (told.concept, told.measure) == (CHARGE, "level") and text[:at].count("(") > text[:at].count(")"):
            return item, Period(told.period_start, told.period_end, "fy"), "yoy_pct"  # 'JPY678,873 (down 16.9%)'
        ends = [m.end() for m in _SENTENCE.finditer(text)]
        first = max((e for e in ends if e <= at), default=0)
        last = min((e for e in ends if e > at), default=len(text))
        return item, periods.fiscal_year(_settled(text[first:last], at - first, reading)), "yoy_pct"
    return item, period, measure


def same_in(text: str, token: Token, reading: Reading) -> list[Period]:
    """The fiscal years of '15% off from Apr. 2017 which is same as FY16': both; none without such words."""
    after = text[token.end :]
    since, same = (_named(lead.search(after), after, reading) for lead in (_FROM, _SAME_AS))
    if since is None or same is None:
        return []
    return [periods.fiscal_year(periods.fiscal_year_of(p.end)) for p in (since, same)]


def _named(lead: re.Match[str] | None, text: str, reading: Reading) -> Period | None:
    """The period that stands right behind `lead` in `text`."""
    found = periods.PATTERN.match(text, lead.end()) if lead else None
    return periods.parse(found, reading.today) if found else None


def _settled(text: str, at: int, reading: Reading) -> int:
    """The fiscal year a rate at offset `at` settles: the year of the cost it is computed from, the one it is told for,
    or the one before the usage it is applied to, if the words beside it say so; else the year before the one in which
    it was (or will be) fixed."""
    years = [(abs(m.start() - at), m.group(1)) for m in _COST_YEAR.finditer(text)]
    fixed = [(abs(m.start() - at), m) for m in _FIXED.finditer(text)]
    used = _used(text, at, reading)
    if used is not None and not years:
        return periods.fiscal_year_of(used.end) - ("usage" in text.lower())
    if fixed and (not years or min(f[0] for f in fixed) < min(years)[0]):
        when = _named(min(fixed, key=lambda f: f[0])[1], text, reading)
        if when:
            return periods.fiscal_year_of(when.end) - 1
    if years:
        m = periods.PATTERN.match(min(years)[1])
        year = periods.parse(m, reading.today) if m else None
        if year:
            return periods.fiscal_year_of(year.end)
    found = [periods.parse(m, reading.today) for m in periods.PATTERN.finditer(text[:at]) if m.group("qfy")]
    past = [q for q in found if q is not None and q.end.month == 3 and q.end <= reading.today]
    return periods.fiscal_year_of(past[-1].end if past else reading.today) - 1


def _used(text: str, at: int, reading: Reading) -> Period | None:
    """The year a rate at offset `at` is told for: '12% decrease for its FY2016 usage (FY2015 usage: 14%)'."""
    after = text[at:].partition("%")[2]
    behind = _named(_USED_IN.match(after), after, reading)
    label = _USED_LABEL.search(text[:at]) if behind is None else None
    m = periods.PATTERN.match(label["year"]) if label else None
    return behind or (periods.parse(m, reading.today) if m else None)
