"""A raw line as the readers see it: markup and invisible characters gone, what a PDF's conversion did to glyphs undone
where that is certain, every character's place kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

# A tag, a word or amount emphasised: '<b>', '*JPY86 million*'.
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|br|span|p|td|tr|th)\s?/?>"
    r"|(?<![\w*])(?P<mark>[*_])(?![0-9]{1,2}(?:[^0-9,.%]|[,.][^0-9]))(?=[A-Za-z0-9(+-])[^*_\t]{1,120}(?<!\s)(?P<end>(?P=mark))(?![\w*])",
    re.IGNORECASE,
)
_TAG_SIGNS = frozenset("<*_")  # with one of which each of them begins
_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\r"
_DROP = re.compile(  # begins with one class of characters, so that a search passes over the rest at full speed
    rf"[*\\\u00ad^}}{_UNSEEN}](?:(?<=\*)\*|(?<=\\)(?=\s)|(?<=[a-z]\u00ad)|(?<=[{_UNSEEN}])|(?<=\^)\{{"
    r"|(?<=\*\})|(?<=\*[\d]\})|(?<=\*[\d]\.\}))"
)
_OTHER = re.compile(r"[^\t -~]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# A dash that can only be a minus: glued to a number or its currency, and behind nothing that it could join to them.
_MINUS = re.compile(
    r"(?:(?<=[\t(\[])[\u00ac\u00ad\u2012-\u2015]|(?:(?<=[A-Za-z,;:/)] )|(?<=[:;/]))[\u00ac\u00ad\u2012\u2013])"
    r"(?=(?:JPY|Yen|\u00a5|\$)?\s?[0-9])"
    r"|(?:(?<=JPY)|(?<=Yen)|(?<=[\u00a5$]))[\u2012-\u2015](?=[0-9])"
    r"|(?<=\t)[-\u2012-\u2015](?=\s[0-9][0-9,.]*\s?%?\s*(?:\t|$))"
)
# What may make a broken number of the digit, or the tab, before it.
_BREAKS = r"(?<=[0-9])(?:,\s[0-9]{3}(?![0-9])|\s[,.][0-9]|[,.][0-9]{1,2}\s[0-9]|\.\s[0-9])|(?<=\t)-\s[0-9]"
_MAY_BREAK = re.compile(rf"[0-9\t](?:{_BREAKS})")
# Where a line is not as it is meant: anything but printed ASCII, markup, what may be a broken number. It begins with
# one class of characters, so that a search passes over the rest at full speed.
_MAY_NEED = re.compile(rf"[^\n !-%'-)+-/:;=-\[\]`-~](?:(?<=[^\n\t !-%'-)+-;=-\[\]`-~])|{_BREAKS})")
# Digits and blanks that are all of a cell, or all between a currency and its scale ('JPY1, 108 million').
_PIECES = re.compile(
    r"(?:(?<![^\t(])[-\u25b3(]? ?(?P<cell>[0-9][0-9,.]*(?: [0-9,.]+)*)(?=[%) ]*(?:\t|$))"
    r"|(?<=JPY)\s?-?(?P<sum>[0-9][0-9,.]*(?: [0-9,.]+)+)(?=\s(?:m|b|tr)illion\b))"
)
_WHOLE = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_ODD = re.compile("[\u00ac\u00ad\u2012-\u2015\ufb00-\ufb06]")  # dashes, soft hyphens, ligatures
# Cells that a conversion left without anything between them: 'RevenuesJPY204.5 billionup 6.3% YoY'.
_GLUED = re.compile(r"JPY(?<=[A-Za-z0-9)]JPY)(?=[0-9])")
_SEAM = re.compile(
    r"(?<=[A-Za-z0-9)])(?=JPY[0-9])|(?<=[mb]illion)(?=(?:up|down)\s[0-9])|(?<=[0-9])(?=per\s(?:common\s)?share\b)"
)
_BLANK = re.compile(r"\s")
_ROUND = re.compile(r"^ *(?P<mark>o)(?= {1,4}\S)", re.MULTILINE)  # a round bullet of a symbol font
_TABLE = {
    **dict.fromkeys("\u2212\u2010\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    "\u25b2": "\u25b3",
}


SAME = "\u2190"
"""In a cell of a head: what stands to its left reaches over this column, too. Converted documents have it."""


Print = tuple[int, int, int, str]
"""What is printed in a line: its number, from where to where, and the text."""


@dataclass(slots=True)
class Line:
    """One line of a filing, or several that are one sentence (see `wrapping`), their `raw` joined by newlines.
    `text[i]` stands at `raw[places[i]]`; `number`, of the first, counts from 1."""

    number: int
    raw: str
    text: str
    places: tuple[int, ...] | None

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.number + self.raw.count("\n")

    def prints(self, start: int, end: int) -> list[Print]:
        """Where the digits of `text[start:end]` are printed: on one line, or on two for a date that was broken."""
        if self.places is None:
            return [(self.number, start, end, self.raw[start:end])]
        first, last = self.places[start], self.places[end - 1] + 1
        if "\n" not in self.raw:
            return [(self.number, first, last, self.raw[first:last])]
        out, at = [], 0
        for number, raw in enumerate(self.raw.split("\n"), self.number):
            here = max(first - at, 0), max(min(last - at, len(raw)), 0)
            if any(map(str.isdecimal, raw[slice(*here)])):
                out.append((number, *here, raw[slice(*here)]))
            at += len(raw) + 1
        return out

    def edited(self, changes: Iterable[tuple[int, int, str]]) -> Line:
        """The line with other words for parts of its text (from where, to where, what), in order: these stand where
        what they replace stood, or at the character behind what is put in."""
        text: list[str] = []
        places: list[int] = []
        before, at = self.places or range(len(self.text)), 0
        for start, end, new in changes:
            text += [self.text[at:start], new]
            places += [*before[at:start], *(before[max(start, min(start + i, end - 1))] for i in range(len(new)))]
            at = max(at, end)
        if not text:
            return self
        return replace(self, text="".join([*text, self.text[at:]]), places=(*places, *before[at:]))


# What a spreadsheet takes for the start of a formula when it opens a CSV file, full-width forms too, and blanks before.
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20 \t\r\n"


def no_formula(words: str) -> str:
    """Words of a filing for a cell of their own, without bullets and signs that make a spreadsheet compute them."""
    return words.lstrip(_FORMULA)


class _Plain(dict[str, str]):
    """One character for one: other blanks and control characters as a blank, full-width forms as others, one form
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
    currency = unicodedata.category(folded[-1]) == "Sc"
    if len(folded) == 1 and (folded.isascii() or folded.isdecimal() or currency) and not char.isdigit():
        return folded
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char


_PLAIN = _Plain()


def clean(number: int, raw: str) -> Line:
    """Make a Line. Linear in the length of `raw`."""
    text = _OTHER.sub(lambda other: _PLAIN[other.group()], raw)
    odd = _ODD.search(raw) is not None
    if odd:
        text = _MINUS.sub("-", text)
    gone = [m.span() for m in _DROP.finditer(raw)]
    gone += _broken(text) if _MAY_BREAK.search(text) else ()
    spelled = [(*m.span(), unicodedata.normalize("NFKC", m.group())) for m in _LIGATURE.finditer(text)] if odd else []
    return Line(number, raw, text, None).edited(sorted([*((*span, "") for span in gone), *spelled, *_unmarked(text)]))


def _unmarked(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands for the markup of a line."""
    for m in _TAG.finditer(text) if not _TAG_SIGNS.isdisjoint(text) else ():
        if m["mark"]:
            yield from ((*m.span("mark"), ""), (*m.span("end"), ""))
        else:
            yield *m.span(), ""


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """The blanks within a number that stands alone, where its pieces are no numbers and the whole is one; the blank
    behind its minus."""
    for m in _PIECES.finditer(text):
        group = m.lastgroup or "cell"
        first = m.start(group)
        if text[first - 2 : first - 1] == "-" and text[first - 3 : first - 2] == "\t" and text[first - 1] == " ":
            yield first - 1, first
        pieces = m[group].split()
        if len(pieces) > 1 and not all(map(_WHOLE.fullmatch, pieces)) and _WHOLE.fullmatch("".join(pieces)):
            yield from ((first + b.start(), first + b.end()) for b in _BLANK.finditer(m[group]))


def lines(text: str) -> list[Line]:
    """All lines of a filing's text, split by newline alone."""
    out = [Line(number, raw, raw, None) for number, raw in enumerate(text.split("\n"), 1)]
    row, at = 0, 0
    while found := _MAY_NEED.search(text, at):
        row += text.count("\n", at, found.start())
        out[row] = clean(row + 1, out[row].raw)
        at = text.find("\n", found.start())
        if at < 0:
            break
    out = [_parted(line) for line in out] if _GLUED.search(text) else out
    if _ROUND.search(text):  # a ring for the letter o that a line begins with
        out = [line.edited((*m.span("mark"), "\u25e6") for m in _ROUND.finditer(line.text)) for line in out]
    return out


def _parted(line: Line) -> Line:
    """The line with a blank where the cells of a table were joined; it stands where the second begins."""
    return line.edited((*m.span(), " ") for m in _SEAM.finditer(line.text)) if _GLUED.search(line.text) else line
