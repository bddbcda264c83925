"""What a person answers, as a number: read the way filings and people write amounts, or refused with a sentence.

    read("(1,596) million")      # -1.596e9, give or take half a million
    read("11% to 12%")           # an interval
    read("11,4%")                # Refused: is the comma a decimal comma?

Nothing here raises: what is no number gives a `Refused`, whose words say what to write instead.
"""

from __future__ import annotations

import math
import numbers
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Given:
    """An answer in base units (yen, persons, fractions).

    low, high   the ends of an interval; the same number twice where one number was given
    half        half a unit of the last digit written
    unit        '%', 'points', 'bps', 'times', 'amount' (a scale or a currency was written), or '' for a bare number
    """

    low: float
    high: float
    half: float
    unit: str = ""

    @property
    def is_interval(self) -> bool:
        return self.low != self.high

    @property
    def value(self) -> float:
        """The number, or the middle of the interval."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Refused:
    """An answer that is no number, with what to write instead; `mistake` names the kind."""

    mistake: str
    words: str


BLANK = Refused("blank", "Nothing is filled in yet. Put your answer where the dots are, then run the cell again.")
NO_NUMBER = Refused(
    "no_number", "There is no number in it. Write one in digits, such as 0.114, '11.4%' or 'JPY 1.6 billion'."
)
NOT_A_NUMBER = Refused(
    "nan", "The result is not a number (nan): a gap or a division by zero went into it. Look for it."
)
INFINITE = Refused("nan", "The result is infinite: something was divided by zero. Look for it.")
TRUTH_VALUE = Refused("truth_value", "That is True or False, from a comparison. A number is asked for.")
FUNCTION = Refused("function", "That is a function. Call it, and give what it returns.")
DECIMAL_COMMA = Refused(
    "decimal_comma", "Is the comma a decimal comma? Filings print a point: 11.4%, and 1,596 is a thousand and more."
)
EXPRESSION = Refused("expression", "Work it out, and give the result: one number.")
TWO_ANSWERS = Refused("several", "Those are two answers. Give one number, or one interval as (low, high).")

_NUMBER = re.compile(r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[-+]?\d{1,3})?|\.\d+")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?![\d,])|\d\.\d{3}\.\d{3}|\d\.\d{3},\d")
_OPERATION = re.compile(r"[\d)%]\s*(?:\*+|/|\^|[\u00d7\u00f7]|\+(?!/))\s*[(\d.]|[\d)]\u2044\d")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TIME = re.compile(
    r"\b(?:fy|cy)\s?'?\d{2,4}\b|\b[1-4]q\s?'?(?:fy)?\d{2,4}\b|\b[12]h\s?'?\d{2,4}\b|\b[369]m\d{2,4}\b"
    r"|\b(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b|\b[1-4]q\b"
    rf"|\b(?:\d{{1,2}} )?(?:{_MONTHS})[a-z]*\.? (?:\d{{1,2}}, ?)?(?:19|20)\d\d\b"
    r"|\b(?:in|of|for|from|since|to) (?:19|20)\d\d\b(?!\s?[%,.\d])|\b(?:line|page)s? \d+\b"
    r"|\b\d+\s?-?(?:years?|yrs?|months?|quarters?)\b(?: (?:and|,))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS: tuple[tuple[str, str, float], ...] = (
    (
        r"%[- ]?points?|percentage[- ]points?|percent points?|points?|pts?|ppts?|p\.?p\.?|\u30dd\u30a4\u30f3\u30c8",
        "points",
        1e-2,
    ),
    (r"bps?|basis[- ]points?", "bps", 1e-4),
    (r"%|percent|per[- ]cent|pct|\u30d1\u30fc\u30bb\u30f3\u30c8", "%", 1e-2),
    (r"trillions?|tn|trn|\u5146", "amount", 1e12),
    (r"billions?|bn|bln|b|\u5341\u5104", "amount", 1e9),
    (r"\u5104", "amount", 1e8),
    (r"millions?|mn|mln|mio|mm|m|\u767e\u4e07", "amount", 1e6),
    (r"\u4e07", "amount", 1e4),
    (r"thousands?|k|\u5343", "amount", 1e3),
    (r"times|x|\u500d", "times", 1.0),
    (r"jpy|yen|\u5186", "amount", 1.0),
)
_UNIT = re.compile(
    r"\s*\)?\s*(?:" + "|".join(f"(?P<u{n}>{words})(?![a-z])" for n, (words, _, _) in enumerate(_UNITS)) + ")"
)
_CURRENCY = r"(?:jpy|yen|\u00a5|\u5186|approx\.?|about|around|over|ca\.?|by|of|to|=|:|\s)*"
_MINUS = re.compile(
    rf"(?:[-\u2212\u2013\u2014\u2012\u25b3\u25b2\u25bc\u25bd]|\b(?:minus|negative|down|fell|falls?|decreas\w+|declin\w+"
    rf"|dropp?\w*|lost|loss|reduc\w+|lower\w*|shrank|less)\b){_CURRENCY}\(?{_CURRENCY}$"
)
_BRACKET = re.compile(rf"(?:^|[^a-z\d]){_CURRENCY}\({_CURRENCY}[-+\u2212\u2013\u25b3\u25b2]?{_CURRENCY}$")
_JOINS = re.compile(r"\s*(?:to|and|through|-|\u2013|\u2014|~|\uff5e|\u301c|\.\.+|,|;)\s*(?:jpy|\u00a5|yen)?\s*")


_PLUS_MINUS = re.compile(r"\u00b1|\+/-|give or take")
_LONGEST = 500  # characters of an answer that are looked at


@dataclass(frozen=True)
class _Found:
    """A number in a text: its place, size with sign and scale, half a unit of its last digit, what stood behind it."""

    start: int
    end: int
    size: float
    half: float
    unit: str
    scale: float


def read(answer: Any) -> Given | Refused:
    """An answer as a number or an interval in base units, or why it is none."""
    try:
        return _read(answer)
    except RecursionError:  # a list that holds itself
        return NO_NUMBER


def _read(answer: Any) -> Given | Refused:
    if answer is None or answer is Ellipsis:
        return BLANK
    if isinstance(answer, str):
        return _text(answer)
    if isinstance(answer, bool) or type(answer).__name__ in ("bool_", "bool"):
        return TRUTH_VALUE
    if isinstance(answer, numbers.Real | Decimal):
        return _number(answer)
    if hasattr(answer, "left") and hasattr(answer, "right"):  # pandas.Interval
        return _interval([answer.left, answer.right])
    if hasattr(answer, "formula") and hasattr(answer, "value"):  # a Quantity, or a Missing one
        return _number(answer.value) if answer.value is not None else BLANK
    if callable(answer):
        return FUNCTION
    return _several(answer)


def _number(number: Any) -> Given | Refused:
    if isinstance(number, Fraction):
        number = float(number)
    try:
        value = float(number)
    except OverflowError:
        return INFINITE
    if math.isnan(value):
        return NOT_A_NUMBER
    if math.isinf(value):
        return INFINITE
    written = (
        number if isinstance(number, Decimal) else Decimal(repr(value) if value != int(value) else str(int(value)))
    )
    return Given(value, value, _half(written))


def _half(written: Decimal) -> float:
    exponent = written.as_tuple().exponent
    return float(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)) / 2


def _several(answer: Any) -> Given | Refused:
    """One value out of a list, an array, a Series or a table; two numbers of a list or an array as an interval."""
    values = answer
    if hasattr(answer, "to_numpy"):
        values = answer.to_numpy()
    if hasattr(values, "ravel"):
        values = values.ravel().tolist()
    if isinstance(values, dict):
        values = list(values.values())
    elif isinstance(values, set | frozenset):
        values = sorted(values, key=str)
    if not isinstance(values, Sequence):
        return NO_NUMBER
    if len(values) == 0:
        return Refused("blank", "That is empty: the selection before it found nothing. Look at it a step earlier.")
    if len(values) == 1:
        return read(values[0])
    if len(values) == 2 and (isinstance(answer, tuple | list) or not hasattr(answer, "index")):  # a Series has one
        return _interval(values)
    return Refused("several", f"That holds {len(values)} values. One number is asked for: select it first.")


def _interval(ends: Sequence[Any]) -> Given | Refused:
    low, high = (read(end) for end in ends)
    if isinstance(low, Refused):
        return low
    if isinstance(high, Refused):
        return high
    if low.value > high.value:
        low, high = high, low
    return Given(low.value, high.value, max(low.half, high.half), high.unit or low.unit)


# ---- text -------------------------------------------------------------------------------------------------------


def _text(answer: str) -> Given | Refused:
    text = unicodedata.normalize("NFKC", answer[:_LONGEST]).strip().lower()
    if not text.strip(" .?_"):
        return BLANK
    if text in ("nan", "inf", "-inf", "none", "nat"):
        return NOT_A_NUMBER
    whole = text
    text = _TIME.sub(lambda m: " " * len(m[0]), text)
    if not any(c.isdigit() for c in text):
        text = whole  # a year alone may be the answer
    if _DECIMAL_COMMA.search(text) and not text.startswith(("(", "[")):
        return DECIMAL_COMMA
    if _OPERATION.search(text):
        return EXPRESSION
    return _chosen(text, [_found(text, m) for m in _NUMBER.finditer(text)])


def _found(text: str, m: re.Match[str]) -> _Found:
    written = Decimal(re.sub(r"[, ]", "", m[0]))
    unit, scale, end = "", 1.0, m.end()
    while behind := _UNIT.match(text, end):
        which = next(n for n in range(len(_UNITS)) if behind[f"u{n}"])
        unit, scale, end = (
            unit if unit not in ("", "amount") else _UNITS[which][1],
            scale * _UNITS[which][2],
            behind.end(),
        )
    before = text[: m.start()]
    closed = re.match(r"\s*(?:[a-z%]+\s*)?\)", text[m.end() :]) is not None
    joined = re.search(r"[\d%)]\s*[-\u2013]\s*$", before) is not None  # '11.4-30%' is a range
    negative = (not joined and _MINUS.search(before) is not None) or (closed and _BRACKET.search(before) is not None)
    if not unit and re.search(r"(?:jpy|\u00a5|yen)\s*\(?[-\u2212\u2013\u25b3\u25b2]?\s*$", before):
        unit = "amount"
    size = float(written) * scale
    return _Found(m.start(), end, -size if negative else size, _half(written) * scale, unit, scale)


def _chosen(text: str, found: list[_Found]) -> Given | Refused:
    if len(found) > 1:
        found = [one for one in found if one.unit or not _YEAR.fullmatch(text[one.start : one.end])] or found
    with_unit = [one for one in found if one.unit]
    for pair in (found, with_unit):
        if len(pair) == 2 and _is_range(text, *pair):
            wide = _PLUS_MINUS.search(text[pair[0].end : pair[1].start]) is not None
            return _range(pair[0], pair[1], wide)
    found = with_unit or found
    if not found:
        return NO_NUMBER
    if len(found) > 1:
        return TWO_ANSWERS
    one = found[0]
    return Given(one.size, one.size, one.half, one.unit) if math.isfinite(one.size) else INFINITE


def _is_range(text: str, first: _Found, second: _Found) -> bool:
    between = text[first.end : second.start]
    if _PLUS_MINUS.search(between):
        return True
    if not _JOINS.fullmatch(between):
        return False
    return "and" not in between or "between" in text[: first.start]


def _range(first: _Found, second: _Found, wide: bool = False) -> Given:
    """'11 to 12%': the unit behind the second is that of the first, where it has none; '11.4% give or take 0.1%'."""
    factor = second.scale if not first.unit and second.unit else 1.0
    if wide:
        middle, half = first.size * factor, abs(second.size)
        return Given(middle - half, middle + half, second.half, second.unit or first.unit)
    low, high = sorted((first.size * factor, second.size))
    return Given(low, high, max(first.half * factor, second.half), second.unit or first.unit)
