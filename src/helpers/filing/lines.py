"""A raw line as the readers see it: markup and invisible characters gone, every character's place kept."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TAG = re.compile(r"</?(?:i|b|u|em|strong|sup|sub|br|span|p|td|tr|th)\s?/?>", re.IGNORECASE)
_DROP = re.compile(
    r"\*\*|\\(?=\s)|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\r]|\^\{|(?<=\*)\}|(?<=\*[\d])\}|(?<=\*[\d]\.)\}"
)
_AS_IT_IS = re.compile(r"[\t !-)+-;=-\[\]_-~]*+")  # nothing but printed ASCII that is no markup
_MAY_DROP = re.compile(r"[*\\^\r\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHER = re.compile(r"[^\t -~]")
_TABLE = {
    **dict.fromkeys("\u2212\u2010\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    "\u25b2": "\u25b3",
}


class Line(NamedTuple):
    """One line of a filing. `text[i]` stands at `raw[places[i]]`; `number` counts from 1."""

    number: int
    raw: str
    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in `raw` of `text[start:end]` (not empty)."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


# What a spreadsheet takes for the start of a formula when it opens a CSV file, full-width forms too, and blanks before.
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20 \t\r\n"


def no_formula(words: str) -> str:
    """Words of a filing for a cell of their own, without bullets and signs that make a spreadsheet compute them."""
    return words.lstrip(_FORMULA)


class _Plain(dict[str, str]):
    """One character for one: other blanks and control characters as a blank, full-width forms as ASCII, one form
    of minus, triangle and quotation marks. Filled as characters come up."""

    def __missing__(self, char: str) -> str:
        self[char] = found = _TABLE.get(char) or _plain(char)
        return found


def _plain(char: str) -> str:
    if char < "\x7f":
        return char if char >= " " or char == "\t" else " "
    if char.isspace() or unicodedata.category(char) in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) == 1 and (folded.isascii() or folded.isdecimal()) and not char.isdigit():
        return folded
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char


_PLAIN = _Plain()


def _as_plain(other: re.Match[str]) -> str:
    return _PLAIN[other.group()]


def clean(number: int, raw: str) -> Line:
    """Make a Line. Linear in the length of `raw`."""
    if _AS_IT_IS.fullmatch(raw):
        return Line(number, raw, raw, None)
    text = _OTHER.sub(_as_plain, raw)
    dropped = [m.span() for m in _TAG.finditer(text)] if "<" in text else []
    if _MAY_DROP.search(raw):
        dropped += [m.span() for m in _DROP.finditer(raw)]
    if not dropped:
        return Line(number, raw, text, None)
    gone = bytearray(len(text))
    for start, end in dropped:
        gone[start:end] = b"\x01" * (end - start)
    places = tuple(i for i, dropped in enumerate(gone) if not dropped)
    return Line(number, raw, "".join(map(text.__getitem__, places)), places)


def lines(text: str) -> list[Line]:
    """All lines of a filing's text, split by newline alone."""
    return [clean(n, raw) for n, raw in enumerate(text.split("\n"), 1)]
