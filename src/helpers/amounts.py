"""How a filing writes a number: every run of digits on a line as exactly one token."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from helpers import marks, periods
from helpers.periods import Period


class Token(NamedTuple):
    """Digits `text[start:end]` with what they are: number, period, ordinal, name or contact.

    For a number: `value` as printed without its scale, `places` after the decimal point, `sign` (-1, 0 not
    printed, +1), `bracket` ('(' or '[' where brackets are its own), `percent`, `currency` (JPY or a dollar sign
    stands before it), `dollars` (the latter), `scale` as a power of ten, `noun` (points, million, contracts, ...
    that follow), `after` (offset behind the unit words)."""

    kind: str
    start: int
    end: int
    text: str
    period: Period | None = None
    reason: str = ""
    value: Decimal = Decimal(0)
    places: int = 0
    sign: int = 0
    bracket: str = ""
    percent: bool = False
    currency: bool = False
    dollars: bool = False
    scale: int = 0
    noun: str = ""
    after: int = 0


_START = attrgetter("start")
_DIGITS = re.compile(r"\d+")
_MOST_DIGITS = 18  # the yen of a national debt; more is a code
_NO_AMOUNT = "more digits than an amount has"
_BEFORE = frozenset("([+-\u25b3 JPYjpyen\u00a5US$")
_FIRST = frozenset("([+-\u25b3JYUjy\u00a5$")  # what a number can begin with before its digits
_LEAD = 9  # characters that can stand between a bracket or sign and its digits
_NUMBER = re.compile(
    r"(?P<open>[(\[]\s?)?(?P<sign>[+\u25b3]\s?|-)?(?P<cur>(?:JPY?|Yen|\u00a5)\s?|(?P<usd>U\.?S\.?\s?\$|\$|USD)\s?)?(?P<sign2>[+\u25b3-])?"
    r"(?P<num>\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++:\d++(?!:)|\d++\.\s\d(?=\s*(?:\t|$))|\d++(?:\.\d++)*+)"
    r"(?P<pct>\s?%)?(?P<close>\s?[)\]])?"
)
_CELL = re.compile(r"\d{1,3}(?:,\d{3})*+(?:\.\d{1,9})?(?=\t|$)")
# A label without digits and cells with nothing but amounts, which no date, name or address can be among: none has four
# digits in a row, and the first is more than a day of a month that the label may name.
_ONLY_AMOUNTS = re.compile(
    r"[^\d\t]*+(?!\t+\d\d?(?:\t|$))(?:\t(?:[\u25b3(+-]?\d{1,3}(?:,\d{3})*+(?:\.\d{1,9})?%?\)?)?)++"
)
_UNIT = re.compile(
    r"\s?-?(?=\s?[A-Za-z])(?P<scale>million|billion|thousand|trillion)?(?:\s?(?:yen|JPY))?\s?"
    r"(?P<noun>points?\b|Pts?\.?(?![a-z])|[GMKT]bps\b|[A-Za-z][A-Za-z-]{0,40}\b)?",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NOUNS = frozenset({
    "contract", "contracts", "subscription", "subscriptions", "subs", "personnel", "employees", "people", "person",
    "companies", "company", "clients", "client", "customers", "projects", "project", "orders", "order", "shares",
    "share", "points", "point", "pt", "pts", "gbps", "mbps", "atms", "atm", "modules", "module", "branches", "branch",
    "years", "year", "months", "newly", "new", "japanese", "major", "times", "stores", "units", "engineers", "yen",
    "graduates", "sites",
})  # fmt: skip


def tokens(text: str, today: date) -> list[Token]:
    """All tokens of a line, in order; together they cover every digit once. `today` is the filing's period
    end: it places periods that name no year."""
    if _DIGITS.search(text) is None:
        return []
    found: list[Token] = []
    taken = bytearray(len(text))

    def claim(kind: str, start: int, end: int, reason: str = "", period: Period | None = None) -> None:
        start, end = _trim(text, start, end)
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            found.append(Token(kind, start, end, text[start:end], period, reason))

    if "\t" not in text or not _ONLY_AMOUNTS.fullmatch(text):
        for mark in marks.contacts(text):
            claim(mark.kind, mark.start, mark.end, mark.reason)
        for start, end, period in periods.periods(text, today):
            claim("period", start, end, period=period)
        for mark in marks.names(text):
            claim(mark.kind, mark.start, mark.end, mark.reason)
    at = 0
    for m in _DIGITS.finditer(_free(text, found)):
        if m.start() >= at:
            found.append(number := _number(text, m.start(), m.end(), taken))
            at = number.end
    found.sort(key=_START)
    return found


def _free(text: str, found: list[Token]) -> str:
    """The text with a letter for every character that belongs to a token."""
    if not found:
        return text
    parts: list[str] = []
    at = 0
    for t in sorted(found, key=_START):
        parts += [text[at : t.start], "x" * (t.end - t.start)]
        at = t.end
    return "".join([*parts, text[at:]])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without blanks at either end."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _number(text: str, start: int, end: int, taken: bytearray) -> Token:
    """The number whose digits begin at `start`, with its sign, brackets, currency and unit."""
    if end - start > _MOST_DIGITS:
        return Token("name", start, end, text[start:end], reason=_NO_AMOUNT)
    before = text[start - 1 : start]
    if before == "\t" and (plain := _CELL.match(text, start)) and taken.find(1, start, plain.end()) < 0:
        return _whole_cell(start, plain)
    left = start
    if before in _BEFORE:
        first = max(0, start - _LEAD)
        while left > first and text[left - 1] in _BEFORE:
            left -= 1
    for at in range(left, start + 1):
        m = _NUMBER.match(text, at) if at == start or text[at] in _FIRST else None
        if m is not None and m.start("num") == start:
            if taken.find(1, start, m.end("num")) >= 0:
                break
            if m.end("num") - start > 2 * _MOST_DIGITS:
                return Token("name", start, m.end("num"), m["num"], reason=_NO_AMOUNT)
            return _read(text, m)
    return Token("number", start, end, text[start:end], value=Decimal(text[start:end]), after=end)


def _whole_cell(start: int, m: re.Match[str]) -> Token:
    """A number that is all of a cell: no sign, bracket, currency or unit."""
    printed = m.group()
    value = Decimal(printed.replace(",", ""))
    places = len(printed.partition(".")[2])
    return Token("number", start, m.end(), printed, value=value, places=places, after=m.end())


def _read(text: str, m: re.Match[str]) -> Token:
    """A match of _NUMBER as a token. A dash behind a word or number is no sign; nor is one of two brackets."""
    opened, sign, currency, dollars, inner, number, percent, closed = m.groups()
    start = m.start("num")
    end = behind = start + len(number)
    if percent:
        behind += len(percent)
    first, last, bracket = start, behind, ""
    if inner:
        sign = inner
        first -= 1
    elif sign == "-" and not opened and m.start() and _no_sign_behind(text[m.start() - 1]):
        sign = None
    elif sign and not currency:
        first -= len(sign)
    if opened and closed:
        bracket = opened[0]
        if not currency:
            first, last = m.span()
    value, places = _amount(number)
    minus = sign is not None and sign[0] in "-\u25b3"
    plus = sign is not None and not minus
    scale, noun, after = (0, "", behind) if percent else _unit(text, end)
    if bracket and not scale and not noun:
        after = m.end()
    return Token(
        "number",
        first,
        last,
        text[first:last],
        value=value,
        places=places,
        sign=-1 if minus or (bracket == "(" and not plus) else 1 if plus else 0,
        bracket=bracket,
        percent=bool(percent),
        currency=bool(currency),
        dollars=bool(dollars),
        scale=scale,
        noun=noun,
        after=after,
    )


def _no_sign_behind(before: str) -> bool:
    """Whether a dash behind this character is no sign."""
    return before.isalnum() or before in ")]%"


def _amount(printed: str) -> tuple[Decimal, int]:
    """The value of plain digits, and how many stand behind the point; of a ratio ('1:200') its second number."""
    raw = "".join(printed.replace(",", "").split())
    if ":" in raw:
        raw = raw.rpartition(":")[2]
    fraction = raw.partition(".")[2]
    if "." in fraction:
        return Decimal(raw.replace(".", "")), 0
    return Decimal(raw), len(fraction)


def _unit(text: str, at: int) -> tuple[int, str, int]:
    """(scale, noun, offset behind both) of the words that follow a number."""
    m = _UNIT.match(text, at)
    if m is None:
        return 0, "", at
    named, noun = m.groups()
    scale = _SCALES[named.lower()] if named else 0
    noun = noun.lower().rstrip(".") if noun else ""
    if noun in _NOUNS:
        return scale, noun, m.end()
    return scale, "", m.end("scale") if scale else at
