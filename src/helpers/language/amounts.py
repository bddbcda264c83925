"""How a filing writes a number: every run of digits on a line as exactly one token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from helpers.language import marks, periods, scales, spans
from helpers.language.calendar import Period


@dataclass(slots=True)
class Token:
    """Digits `text[start:end]` with what they are: number, period, ordinal, name, contact or unread.

    For a number: `value` as printed without its scale (basis points as points), `places` after the decimal point,
    `sign` (-1, 0 not printed, +1), `bracket` ('(' or '[' where brackets are its own), `percent`, `currency` (JPY or
    another stands before it), `dollars` (another), `scale` as a power of ten, `noun` (points, million, contracts, ...
    that follow), `after` (offset behind the unit words). A number that is not understood to its end is `unread`.
    `begins` of a period: where the words begin that make it so long ('nine months ended'); its `period` is None where
    the name is not understood."""

    kind: str
    start: int
    end: int
    text: str
    period: Period | None = None
    reason: str = ""
    begins: int = 0
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

    @property
    def bare(self) -> bool:
        """Whether nothing is printed beside a number that says what it counts."""
        return not (self.percent or self.currency or self.scale or self.noun)


_START = attrgetter("start")
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9]+")  # of a cleaned line (see `text`), which has no others
_MOST_DIGITS = 18  # the yen of a national debt; more is a code
_MINUS = frozenset("-\u25b3")
_PLAIN_BEFORE = frozenset("\t (Y-+")  # what mostly stands before a number
_BARE = False, False, False, 0, ""  # no percent, no currency, no scale and no noun
_NO_AMOUNT = "more digits than an amount has"
_BEFORE = "([+-\u25b3 JPYjpyen\u00a5US$"  # characters that a number can begin with before its digits
_LEAD = 9  # characters that can stand between a bracket or sign and its digits
_NUMBER = re.compile(
    r"(?P<open>[(\[]\s?)?(?P<sign>[+\u25b3]\s?|-)?(?P<cur>(?:JPY?|Yen|\u00a5)\s?|(?P<usd>U\.?S\.?\s?\$|\$|USD)\s?)?(?P<sign2>[+\u25b3-]|\((?=[0-9,.]{1,20}\)))?"
    r"(?P<num>[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]++)?|[0-9]++:[0-9]++(?!:)|[0-9]++\.\s[0-9](?=\s*(?:\t|$)|\s?%)"
    r"|[0-9]++(?:\.[0-9]++)*+)"
    r"(?P<pct>[^\S\t]?%(?![\s-]?p(?:oin)?ts?\b)|\s?(?:pct|\bper\s?cent)\b(?!\s?p(?:oin)?ts?\b))?"
    r"(?P<close>\s?[)\]](?P<pct_of>[^\S\t]?%)?)?"
)
_CELL = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*+(?:\.[0-9]{1,9})?(?=\t|$)")
# A label without digits and cells with nothing but amounts, which no date, name or address can be among: none has four
# digits in a row, and the first is more than a day of a month that the label may name.
_ONLY_AMOUNTS = re.compile(
    r"[^0-9\t]*+(?!\t+[0-9]{1,2}(?:\t|$))(?:\t(?:[\u25b3(+-]?[0-9]{1,3}(?:,[0-9]{3})*+(?:\.[0-9]{1,9})?%?\)?)?)++"
)
_UNIT = re.compile(
    r"\s?-?(?=\s?[A-Za-z%])(?P<scale>million|billion|thousand|trillion|(?:mil|bil|ml?n|bl?n|mm)\b|(?<=[0-9])[mbk]\b)?(?:\s?(?:yen|JPY))?\s?"
    r"(?P<noun>%?[\s-]?points?\b|%?[\s-]?Pts?\.?(?![a-z])|(?:percentage|basis|per\s?cent|pct\.?)\sp(?:oin)?ts?\b"
    r"|bps?\b|p\.?pt?s?\b\.?|[GMKT]bps\b"
    r"|[A-Za-z][A-Za-z-]{0,40}\b)?",
    re.IGNORECASE,
)
_MILLION = re.compile(r"\s[mM]\b(?!&)")
_SCALES = {
    **dict.fromkeys(("thousand", "k"), 3),
    **dict.fromkeys(("million", "mn", "mil", "mln", "mm", "m"), 6),
    **dict.fromkeys(("billion", "bn", "bil", "bln", "b"), 9),
    "trillion": 12,
}
_NO_UNIT = frozenset({"", ")", ",", ".", ";", ":", "(", "/"})  # behind a number without one
_HUNDREDTHS = re.compile(r"\s?-?(?:bps?|basis)\b", re.IGNORECASE)
_POINTS = re.compile(r"bps?|basis.*|%?[\s-]?p(?:oin)?ts?|p\.?pt?s?\.?|(?:percentage|per\s?cent|pct).*")
_FOREIGN = re.compile(
    r"(?<![A-Za-z])(?:EUR|USD|GBP|CNY|RMB|HKD|SGD|KRW|TWD|NTD|THB|IDR|VND|INR|AUD|CAD|NZD|CHF|MYR|PHP|BRL"
    rf"|[A-Z]{{1,3}}\$|[{scales.OTHER_SIGNS}])\s?[+-]?$"
)
_FOREIGN_ENDS = frozenset("RDPYBWFLM$" + scales.OTHER_SIGNS)
# What goes on right behind the digits of a number, or stands before them, and is no part of a number: anything but
# what may stand between two numbers, and letters.
_GOES_ON = re.compile(
    r"(?![()+%:/~<>|=\u25b3\u2010-\u2015\u301c\u223c-]+[0-9])[^\sA-Za-z0-9]++[0-9][0-9,.'A-Za-z]*"
    r"|(?!(?:st|nd|rd|th|x|s)\b)[a-z]{1,40}[0-9,.]*"
)
_ENDS = frozenset({"", " ", "\t", ")", "%"})  # what ends a number
_ENDS_CELL = frozenset({"", "\t"})
_LONGEST_GROUP = 3  # digits between two blanks
_SPLIT = re.compile(
    r"(?: [0-9]{1,3}(?![0-9,])){1,4}(?:\.[0-9]+)?"
    r"(?=\s?(?:million|billion|thousand|yen)\b|(?<= 0[0-9][0-9])|\s[a-z]{2})"
)
_ODD_BEFORE = re.compile(r"(?:JPY|Yen|\u00a5)\s?[^\w\s+()\[\]\u25b3\u2010-\u2015-]{1,2}$|[A-Za-z0-9],$|'$")
_DASHES = frozenset("\u2012\u2013\u2014")
_BOTH_SIGNS = ("+-", "-+", "+/-", "\u00b1")
_TRAILING = _DASHES | _MINUS
_SIGNS = frozenset("+-\u00b1\u2012\u2013\u2014\u25b3")
_UNSIGNED = "a plus and a minus before it: which of them counts is not said"
_SIGN_APART = ("(-)", "(+)", "(\u2012)", "(\u2013)", "(\u2014)", "(\u25b3)")
_DASHED = "a dash or a sign before it that may be of it, or not"
_TRAILED = "a dash right behind it at the end of a cell, which may be its minus"
_CUT = "the end of a line after a comma in it: whether the number goes on is not certain"
NO_PERIOD = "a name of a time that is not understood to its end"
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")  # '1.948.000'
_UNFINISHED = "a number with characters in it that no number has: what it counts to is not certain"
_NOUNS = frozenset({
    "contract", "contracts", "subscription", "subscriptions", "subs", "personnel", "employees", "people", "person",
    "companies", "company", "clients", "client", "customers", "projects", "project", "orders", "order", "shares",
    "share", "points", "point", "pt", "pts", "gbps", "mbps", "tbps", "atms", "atm", "modules", "module", "branches",
    "branch", "years", "year", "months", "newly", "new", "japanese", "major", "times", "stores", "units", "engineers",
    "yen", "graduates", "sites",
})  # fmt: skip


def tokens(text: str, today: str) -> list[Token]:
    """All tokens of a cleaned line (see `text.clean`), in order; together they cover every digit once. `today` is the
    filing's period end: it places periods that name no year."""
    if not _DIGIT.search(text):
        return []
    found = [] if "\t" in text and _ONLY_AMOUNTS.fullmatch(text) else _claimed(text, today)
    free = _free(text, found) if found else text
    at, torn = 0, None
    for digits in _DIGITS.finditer(free):
        start, end = digits.span()
        if start >= at:
            number = _number(text, start, end, free)
            if torn is not None and not any(map(str.isspace, text[torn.end : number.start])):
                number = Token("unread", start, number.end, text[start : number.end], reason=_UNFINISHED)
            torn = number if number.kind == "unread" else None
            found.append(number)
            at = number.end
    if free is not text:
        found.sort(key=_START)
    return found


def _claimed(text: str, today: str) -> list[Token]:
    """The tokens that are no numbers: addresses first, then periods, then names; none reaches into another."""
    dates = [_dated(text, span) for span in spans.every(text, today)]
    kinds = marks.hints(text)
    if not kinds:
        return dates
    contacts = [_marked(text, mark) for mark in marks.contacts(text, kinds)]
    found: list[Token] = []
    taken = bytearray(len(text))
    for token in (*contacts, *dates, *(_marked(text, mark) for mark in marks.names(text, kinds))):
        if taken.find(1, token.start, token.end) < 0:
            taken[token.start : token.end] = b"\x01" * (token.end - token.start)
            found.append(token)
    found.sort(key=_START)
    return found


def _dated(text: str, span: spans.Span) -> Token:
    """A token of what names a time; its period is None where that is not understood."""
    known = span.period is not periods.UNKNOWN
    why = "" if known else NO_PERIOD
    return Token("period", *span[:2], text[span.start : span.end], span.period if known else None, why, span.begins)


def _marked(text: str, mark: marks.Mark) -> Token:
    """A token of what is marked, without blanks at either end."""
    part = text[mark.start : mark.end]
    start = mark.start + len(part) - len(part.lstrip())
    printed = part.strip()
    return Token(mark.kind, start, start + len(printed), printed, None, mark.reason, mark.start)


def _free(text: str, found: list[Token]) -> str:
    """The text with a letter for every character that belongs to a token."""
    parts: list[str] = []
    at = 0
    for t in found:
        parts += [text[at : t.start], "x" * (t.end - t.start)]
        at = t.end
    return "".join([*parts, text[at:]])


def _number(text: str, start: int, end: int, free: str) -> Token:
    """The number whose digits begin at `start`, with its sign, brackets, currency and unit. `free` as from `_free`."""
    if end - start > _MOST_DIGITS:
        return Token("name", start, end, text[start:end], reason=_NO_AMOUNT)
    before = text[start - 1 : start]
    if before == "\t" and (whole := _CELL.match(text, start)) and _is_free(text, free, start, whole.end()):
        return _plain(start, whole.end(), whole.group())
    first = max(0, start - _LEAD)
    m = _NUMBER.search(text, first + len(text[first:start].rstrip(_BEFORE)))
    last = m.end("num") if m is not None else end
    if m is not None and m["num"].count(".") > 1 and not _GROUPED.fullmatch(m["num"]):
        return Token("unread", start, last, m["num"], reason=_UNFINISHED)
    if m is None or not _is_free(text, free, start, last):
        return _plain(start, end, text[start:end])
    if last - start > 2 * _MOST_DIGITS:
        return Token("name", start, last, m["num"], reason=_NO_AMOUNT)
    return _whole(text, free, _read(text, m), start, last)


def _whole(text: str, free: str, token: Token, start: int, last: int) -> Token:
    """The token, or one that is unread where digits, marks or letters go on where `text[start:last]` ends, or stand
    between its digits and its currency."""
    ended = token.after > last or text[last : last + 1] in _ENDS or not _is_free(text, free, last, last + 1)
    behind = None if ended else _GOES_ON.match(text, last)
    if behind is None and not token.scale and (token.currency or last - start <= _LONGEST_GROUP):
        behind = _SPLIT.match(text, last)  # 'JPY1 948 million', '234 567 thousand yen'
    if why := _unsound(text, token, start, last):
        return Token("unread", start, last, text[start:last], reason=why)
    if behind is None and (
        text[start - 1 : start] in _PLAIN_BEFORE or not _ODD_BEFORE.search(text, max(0, start - 6), start)
    ):
        return token
    if behind is not None and _is_free(text, free, last, behind.end()):
        last = behind.end()
    return Token("unread", start, last, text[start:last], reason=_UNFINISHED)


def _unsound(text: str, token: Token, start: int, last: int) -> str:
    """Why a number is not certain by what stands right before or behind it; '' where it is."""
    before = text[max(0, start - _LEAD) : start]
    if not _SIGNS.isdisjoint(before):
        if before[-3:].endswith(_BOTH_SIGNS):
            return _UNSIGNED
        if before.rstrip().endswith(_SIGN_APART) or _may_be_minus(before.removesuffix("JPY ").removesuffix("JPY")):
            return _DASHED
    behind = last + (text[last : last + 1] == "%")
    if text[behind : behind + 1] in _TRAILING and text[behind + 1 : behind + 2] in _ENDS_CELL:
        return _TRAILED
    return _CUT if token.currency and not token.scale and text[last:].rstrip() == "," else ""


def _may_be_minus(before: str) -> bool:
    """Whether what stands before a number ends with a dash that joins it to nothing: 'JPY5 \u201317%'. A long one is
    mostly between words, but at the beginning of a line."""
    blank = before[-2:-1]
    return before[-1:] in _DASHES and (not blank or (blank == " " and before[-1] != "\u2014"))


def _is_free(text: str, free: str, start: int, end: int) -> bool:
    """Whether no other token reaches into these digits."""
    return free is text or free[start:end] == text[start:end]


def _plain(start: int, end: int, printed: str) -> Token:
    """A number without anything but its digits, commas and point."""
    value, places = Decimal(printed.replace(",", "")), len(printed.partition(".")[2])
    return Token("number", start, end, printed, None, "", 0, value, places, 0, "", *_BARE, end)


def _read(text: str, m: re.Match[str]) -> Token:
    """A match of _NUMBER as a token."""
    opened, outer, currency, dollars, inner, number, mark, closed, mark_of = m.groups()
    start, end = m.start("num"), _end(m)
    bracket = opened[0] if opened and closed else ""
    percent = bool(mark or (bracket and mark_of))  # '(8.4)%', as Osaka Soda's results of 2018-05-08 print it
    behind = m.end("pct") if mark else end
    first, sign = _sign(text, m, outer, inner)
    first, last = m.span() if bracket and not currency else (first, behind)
    scale, noun, after = (0, "", behind) if percent else _unit(text, end, paid=bool(currency))
    if bracket and not (scale or noun):
        scale, noun, after = _unit_behind(text, m)
    value, places = _amount(number, hundredths=_counts_hundredths(noun, text, end, after))
    foreign = dollars is not None or _is_foreign(text, start, after)
    said = percent, bool(currency) or foreign, foreign, scale, noun, after
    direction = sign or -(bracket == "(")
    printed = text[first:last]
    return Token("number", first, last, printed, None, "", 0, value, places, direction, bracket, *said)


def _end(m: re.Match[str]) -> int:
    """Where a number ends: 'JPY(7.1) billion' with its bracket."""
    return m.end() if m["sign2"] == "(" else m.end("num")


def _unit_behind(text: str, m: re.Match[str]) -> tuple[int, str, int]:
    """The unit behind the brackets around a number: '(0.5) pt', not '(1) Points to note'."""
    scale, noun, after = (0, "", m.end()) if m["pct"] or m["num"].isdigit() else _unit(text, m.end())
    return (scale, noun, after) if scale or noun == "points" else (0, "", m.end())


def _counts_hundredths(noun: str, text: str, end: int, after: int) -> bool:
    """Whether the points behind a number are basis points."""
    return noun == "points" and _HUNDREDTHS.search(text, end, after) is not None


def _sign(text: str, m: re.Match[str], outer: str | None, inner: str | None) -> tuple[int, int]:
    """Where the number begins with its own sign, and the sign. A dash behind a word or number is none; nor is one of
    two brackets."""
    start = m.start("num")
    if inner:
        return start - 1, 1 if inner == "+" else -1
    before = text[m.start() - 1] if m.start() else ""
    if not outer or (outer == "-" and not m["open"] and (before.isalnum() or before in {*")]%"})):
        return start, 0
    return start if m["cur"] else start - len(outer), -1 if outer[0] in _MINUS else 1


def _is_foreign(text: str, start: int, after: int) -> bool:
    """Whether a currency other than yen stands before a number ('EUR17.3 million') or behind its unit ('dollars')."""
    before = text[max(0, start - 8) : start]
    last = before.rstrip(" +-")[-1:]
    if last in _FOREIGN_ENDS and not before.rstrip(" +-").endswith("JPY") and _FOREIGN.search(before):
        return True
    return text[after : after + 1] == " " and scales.FOREIGN.match(text, after + 1) is not None


def _amount(printed: str, *, hundredths: bool = False) -> tuple[Decimal, int]:
    """The value of plain digits, and how many stand behind the point; of a ratio ('1:200') its second number.
    `hundredths`: they count hundredths of a point."""
    raw = printed.replace(".", "") if printed.count(".") > 1 else printed.replace(",", "")
    if raw.isdigit() and not hundredths:
        return Decimal(raw), 0
    if ":" in raw:
        raw = raw.rpartition(":")[2]
    raw = "".join(raw.split())
    value, places = Decimal(raw), len(raw.partition(".")[2])
    return (value.scaleb(-2), places + 2) if hundredths else (value, places)


def _unit(text: str, at: int, *, paid: bool = False) -> tuple[int, str, int]:
    """(scale, noun, offset behind both) of the words that follow a number; 'm' is a million of what is `paid`."""
    if paid and (million := _MILLION.match(text, at)) is not None:
        return _SCALES["m"], "", million.end()
    m = _UNIT.match(text, at) if text[at : at + 1] not in _NO_UNIT else None
    if m is None:
        return 0, "", at
    named, noun = m.groups()
    scale = _SCALES[named.lower()] if named else 0
    noun = noun.lower().rstrip(".") if noun else ""
    if noun and _POINTS.fullmatch(noun):
        return scale, "points", m.end()
    if noun in _NOUNS and not (noun == "year" and text.startswith((" over ", "-over-", " on "), m.end())):
        return scale, noun, m.end()
    return scale, "", m.end("scale") if scale else at
