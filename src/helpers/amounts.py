"""How a filing writes a number: every run of digits on a line as exactly one token."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from helpers import periods
from helpers.periods import Period


@dataclass(frozen=True, slots=True)
class Token:
    """Digits `text[start:end]` with what they are: number, period, ordinal, name or contact.

    For a number: `value` as printed without its scale, `places` after the decimal point, `sign` (-1, 0 not
    printed, +1), `bracket` ('(' or '[' where brackets are its own), `percent`, `currency` (JPY stands before
    it), `scale` as a power of ten, `noun` (points, million, contracts, ... that follow), `after` (offset
    behind the unit words)."""

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
    scale: int = 0
    noun: str = ""
    after: int = 0
    spans: tuple[int, ...] = field(default=())


_CONTACT = re.compile(
    r"https?://[^\s<>\"]{1,400}(?:\s\w{1,40}\s\w{1,10}\.(?:pdf|html?))?|www\.[^\s<>\"]{1,200}|[\w.+-]{1,64}@[\w.-]{1,100}"
    r"|(?:TEL|FAX|PHONE)\s?:?\s?[+(]?\d[\d() +.-]{5,24}|\+\d{1,3}(?:[ -]\(?\d{1,4}\)?){2,4}\b|\b\d{2,4}-\d{2,4}-\d{3,4}(?:-\d{3,4})?\b",
    re.IGNORECASE,
)
_MAYBE_CONTACT = re.compile(r"@|://|www\.|\d-\d|[TF][EeAa][LlXx]\b|\+\d")
_MAYBE_PERIOD = re.compile(r"(?:19|20)\d\d|\d[QqHhMm]|[Ff][Yy]|[Mm]onth|uarter|\d/\d|[A-Z][a-z]{2,8}\s?\.?\s?\d")
_MAYBE_NAME = re.compile(r"[A-Za-z]\d|\d\s?[A-Za-z]|-\d|\d-|[A-Za-z] \d|\(\d")
_MAYBE_ORDINAL = re.compile(r"\*\d|\d\)|\d\.|[IVX\u2160-\u216f]\s?-\s?\d|Note|^\s*-\s?\d|, \d ")
_POSTCODE = re.compile(r"\b\d{3}-\d{4}\b")
_ADDRESS = re.compile(r"\b\d+(?:-\d+){1,3}\b")
_NAME = re.compile(
    r"\bTSE\s?1?\s?[:(]?\s?\d{4}\)?|\bTSE\s?\d\b|\(\d{4}\)(?=\s?,?\s?NASDAQ)|\bcode(?:\snumber)?\s?:?\s?\d{4}\b"
    r"|\b(?:Article|Paragraph|Section|Form|Rule|Topic)\s\d+(?:-[A-Z])?(?:,\s?\d+)*|\b\d{1,2}-[A-Z]\b"
    r"|\b\d{1,2}-[A-Z]{2,20}\b"
    r"|(?<![\d.])-?\d+(?:\.\d+)?\s?[GMKT]bps\s?-(?:\s?\d+(?:\.\d+)?\s?[GMKT]bps)?|-\d+(?:\.\d+)?\s?[GMKT]bps\b"
    r"|\b(?:over|more\sthan|under)\s\d+(?:\.\d+)?\s?[GMKT]bps\b|\(\d+(?:\.\d+)?\s?[GMKT]bps-?\)"
    r"|\b(?!JPY?\d|FY\d|USD?\d|Note\d)[A-Za-z]+\d+[A-Za-z]*(?:\d+[A-Za-z]*)*\b(?!\.\d)|\b\d+[KDd](?![\w])|\b\d+[A-Za-z]*[A-Z]\d*\b(?<![GMKT]bps)",
)
_SIZE_CLASS = re.compile(
    r"(?:\bMRC\b|\bprojects?\b|\borders?\b|\bclients?\b|\bcustomers?\b|\bannual revenue\b)[^\d.;:]{0,40}?\bover (?:JPY\s?)?(\d[\d,.]*)(?=\s(?:million|billion))"
    r"|\(over (?:JPY\s?)?(\d[\d,.]*)(?=\s(?:million|billion) in revenue\))"
)
_ORDINAL = re.compile(
    r"^\s*-\s?\d{1,3}\s?-\s*$|\*\d{1,2}\.?(?![\d,.]\d)|\(\s?Note\s?\d{1,2}\)|\bNote\s\d{1,2}\b|(?<![,.])\(\d{1,2}\)(?=[ ]?[A-Za-z])"
    r"|(?<![\d,.(A-Za-z])\d{1,2}\)(?=\s?[A-Za-z])|^\W{0,3}\d{1,2}\.(?=\s[A-Za-z])|\b[IVX\u2160-\u216f]{1,5}\s?-\s?\d{1,2}\s?[.:]?(?![\d%])"
    r"|(?<=[a-z]\.)\d(?=\s*$)|(?<=[a-z],\s)\d(?=\s[a-z]{4,20}\s(?:[a-z]{3,20})\b)"
)
_SECTION_PART = re.compile(r"(?<=[a-z0-9)])\s\(\d\)\s*$")
_SECTION = re.compile(r"\s?\*{0,2}[IVX\u2160-\u216f]{1,5}\s?[-.]")
_NUMBER = re.compile(
    r"(?P<open>[(\[]\s?)?(?P<sign>[+\u25b3]\s?|-)?(?P<cur>(?:JPY?|Yen|\u00a5)\s?)?(?P<sign2>[+\u25b3-])?"
    r"(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+:\d+(?![\d:])|\d+\.\s\d(?=\s*(?:\t|$))|\d+(?:\.\d+)*)(?P<pct>\s?%)?(?P<close>\s?[)\]])?"
)
_UNIT = re.compile(
    r"\s?-?(?P<scale>million|billion|thousand|trillion)?(?:\s?(?P<of>yen|JPY))?\s?(?P<noun>points?\b|Pts?\.?(?![a-z])|[GMKT]bps\b|[A-Za-z][A-Za-z-]*\b)?",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NOUNS = frozenset(
    [
        "contract",
        "contracts",
        "subscription",
        "subscriptions",
        "subs",
        "personnel",
        "employees",
        "people",
        "person",
        "companies",
        "company",
        "clients",
        "client",
        "customers",
        "projects",
        "project",
        "orders",
        "order",
        "shares",
        "share",
        "points",
        "point",
        "pt",
        "pts",
        "gbps",
        "mbps",
        "atms",
        "atm",
        "modules",
        "module",
        "branches",
        "branch",
        "years",
        "year",
        "months",
        "newly",
        "new",
        "japanese",
        "major",
        "times",
        "stores",
        "units",
        "engineers",
        "yen",
        "graduates",
        "sites",
    ]
)


_PARTS = (
    (_NAME, _MAYBE_NAME, "name", "part of a name"),
    (_ORDINAL, _MAYBE_ORDINAL, "ordinal", "a number in a list, a heading or a note"),
)


def _digits(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"\d+", text):
        yield match.span()


class _Claims:
    """Which characters of a line already belong to a token."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        i = bisect_right(self.starts, start)
        return (i == 0 or self.ends[i - 1] <= start) and (i == len(self.starts) or self.starts[i] >= end)

    def add(self, start: int, end: int) -> None:
        i = bisect_right(self.starts, start)
        self.starts.insert(i, start)
        self.ends.insert(i, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def tokens(text: str, today: date) -> list[Token]:
    """All tokens of a line, in order; together they cover every digit once. `today` is the filing's period
    end: it places periods that name no year."""
    if not any(map(str.isdecimal, text)):
        return []
    claims, found = _Claims(), []

    def claim(kind: str, start: int, end: int, **more: object) -> None:
        start, end = _trim(text, start, end)
        if claims.free(start, end):
            claims.add(start, end)
            found.append(Token(kind, start, end, text[start:end], **more))  # type: ignore[arg-type]

    if _MAYBE_CONTACT.search(text):
        for m in _CONTACT.finditer(text):
            if any(map(str.isdecimal, m.group())):
                claim("contact", *m.span(), reason="address, telephone number or web page")
        if _POSTCODE.search(text):
            for m in _ADDRESS.finditer(text):
                claim("contact", *m.span(), reason="postal address")
    for m in periods.PATTERN.finditer(text) if _MAYBE_PERIOD.search(text) else ():
        if claims.free(*m.span()):
            period = periods.parse(m, today)
            if period is not None:
                claim("period", *m.span(), period=period)
    for m in _SIZE_CLASS.finditer(text) if "over " in text else ():
        claim("name", *m.span(1 if m.group(1) else 2), reason="a size class, not an amount")
    for pattern, kind, reason in (
        (_NAME, "name", "part of a name"),
        (_ORDINAL, "ordinal", "a number in a list, a heading or a note"),
    ):
        for m in pattern.finditer(text):
            if any(map(str.isdecimal, m.group())):
                claim(kind, *m.span(), reason=reason)
    if _SECTION.match(text) and "\t" not in text:
        for m in _SECTION_PART.finditer(text):
            claim("ordinal", *m.span(), reason="part of a section")
    taken = bytearray(len(text))
    for s, e in zip(claims.starts, claims.ends, strict=True):
        taken[s:e] = b"\x01" * (e - s)
    at = 0
    for s, e in _digits(text):
        if s < at or taken[s]:
            continue
        found.append(number := _number(text, s, e, taken))
        at = number.end
    return sorted(found, key=lambda t: t.start)


def _number(text: str, start: int, end: int, taken: bytearray) -> Token:
    left = start
    while left > 0 and start - left < 9 and text[left - 1] in "([+-\u25b3 JPYjpyen\u00a5":
        left -= 1
    match = None
    for at in range(left, start + 1):
        match = _NUMBER.match(text, at)
        if match and match.start("num") == start:
            break
    if match is None or match.start("num") != start or any(taken[match.start("num") : match.end("num")]):
        return Token("number", start, end, text[start:end], value=Decimal(text[start:end]), after=end)
    return _read(text, match)


def _read(text: str, m: re.Match[str]) -> Token:
    before = text[m.start() - 1] if m.start() else " "
    opened, sign = m.group("open") or "", (m.group("sign2") or m.group("sign") or "").strip()
    if sign == "-" and not opened and not m.group("sign2") and (before.isalnum() or before in ")]%"):
        sign = ""
    own = bool(opened and m.group("close"))
    bracket = opened.strip() if own else ""
    first = m.start("num")
    if m.group("sign2"):
        first = m.start("sign2")
    elif sign and not m.group("cur"):
        first = m.start("sign")
    if own and not m.group("cur"):
        first = m.start("open")
    last = m.end("close") if own and not m.group("cur") else m.end("pct") if m.group("pct") else m.end("num")
    first, last = _trim(text, first, last)
    raw = m.group("num").replace(",", "").replace(" ", "")
    if ":" in raw:
        raw = raw.rpartition(":")[2]
    places = len(raw.partition(".")[2])
    if raw.count(".") > 1:
        raw, places = raw.replace(".", ""), 0
    negative = sign in {"-", "\u25b3"} or (bracket == "(" and sign != "+")
    scale, noun, after = (
        (0, "", m.end("pct")) if m.group("pct") else _unit(text, m.end("pct") if m.group("pct") else m.end("num"))
    )
    if own and not scale and not noun:
        after = m.end("close")
    return Token(
        "number",
        first,
        last,
        text[first:last],
        value=Decimal(raw),
        places=places,
        sign=-1 if negative else 1 if sign == "+" else 0,
        bracket=bracket,
        percent=bool(m.group("pct")),
        currency=bool(m.group("cur")),
        scale=scale,
        noun=noun,
        after=after,
    )


def _unit(text: str, at: int) -> tuple[int, str, int]:
    m = _UNIT.match(text, at)
    if m is None:
        return 0, "", at
    scale = _SCALES.get((m.group("scale") or "").lower(), 0)
    noun = (m.group("noun") or "").lower().rstrip(".")
    if noun in _NOUNS:
        return scale, noun, m.end()
    return scale, "", m.end("scale") if scale else at
