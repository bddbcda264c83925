"""Digits that are no amount: addresses and telephone numbers, parts of names, numbers in lists and notes.

Patterns run only on lines that may match, and have no unbounded repeat inside another. The cheap searches that say so
begin with a digit or a letter each, never with a look-behind, so that the engine passes over everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.language import company


class Mark(NamedTuple):
    """`text[start:end]` holds digits of this `kind`: contact, name or ordinal."""

    kind: str
    start: int
    end: int
    reason: str


_DIGIT = re.compile(r"\d")

_CONTACT_AT = r"-\d|(?<=\+\d)\d{0,2}[ -]\(?\d"  # behind a digit, as all that is named _AT
_CONTACT_WORD = re.compile(r"@|://|www\.|T[Ee][Ll]\b|F[Aa][Xx]\b|PHONE|Phone|phone")
_CONTACT = re.compile(
    r"https?://[^\s<>\"]{1,400}(?:\s\w{1,40}\s\w{1,10}\.(?:pdf|html?))?|www\.[^\s<>\"]{1,200}"
    r"|[\w.+-]{1,64}@[\w.-]{1,100}"
    r"|(?:TEL|FAX|PHONE)\s?:?\s?[+(]?\d[\d() +.-]{5,24}"
    r"|\+\d{1,3}(?:[ -]\(?\d{1,4}\)?){2,4}\b|\b\d{2,4}-\d{2,4}-\d{3,4}(?:-\d{3,4})?\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b\d{3}-\d{4}\b")
_ADDRESS = re.compile(r"\b\d{1,9}(?:-\d{1,9}){1,3}\b")

_ASKED, _QUESTION = frozenset("QA"), re.compile(r"[QA]\d{1,2}[.:](?=\s+[A-Z])")
_OF_MONEY = r"[\s-]?(?:million|billion|[mb]n\b)"
_SIZE_CLASS = re.compile(
    r"(?:\bMRC\b|\b(?:[Pp]roject|[Oo]rder|[Cc]lient|[Cc]ustomer)s?\b|\bannual revenue\b)[^\d.;:]{0,40}?"
    rf"\bover (?:JPY\s?)?(\d[\d,.]{{0,20}})(?={_OF_MONEY})"
    rf"|\(over (?:JPY\s?)?(\d[\d,.]{{0,20}})(?={_OF_MONEY} in revenue\))"
    rf"|\bover MRC (?:JPY\s?)?(\d[\d,.]{{0,20}})(?={_OF_MONEY})"
)
_ONE_PROJECT = re.compile(r"\bproject \(MRC $")  # 'the XYZ project (MRC over JPY100 million)': its charge

# The number of a footnote, printed small and left behind a word, a sentence or a period's name by the conversion.
_NOTED_AT = (
    r"(?<=[a-z]{4}\d)|(?<=[.,)(]\d)(?:(?<=[A-Za-z)\"'\]][.,)]\d)|(?<=[QHY]\d\d[.,]\d)|(?<=[QHY]\d{4}[.,]\d)"
    r"|(?<=, \d{4}\.\d)|(?<=\.\(\d))|(?<=[a-z\d]\(\d)(?=\)(?:\t|\s*$))|(?<=[)\"']\.\s\d)|(?<=[QH]\d{3})|(?<=Y\d{5})"
)
_FOOTNOTE, _LISTED = "the number of a footnote", "a number in a list, a heading or a note"
_NOTED_FIRST = re.compile(r"\s{0,8}\d{1,2}\s[\"A-Z]")
_NO_UNIT = r"(?!\s?(?:million|billion|thousand|trillion|points?\b|%|x\b|[GMKT]bps))"
_NOTED = re.compile(
    r"^\s{0,8}\d{1,2}(?=\s[\"A-Z][A-Za-z\"]{1,20}\s[a-z]{2}[^\t]{60})"  # the note itself
    r"|(?=[0-9F])(?:"
    r"(?<=[a-z)\"'\]]\.)(?<!approx\.)(?<!No\.)(?<!Pt\.)\d{1,2}(?=\s+[A-Z\"(]|[\"')]|\s*$)"  # 'price plan.3 More'
    rf"|(?<=[A-Za-z)\"'\]],)\d{{1,2}}(?=\s[A-Za-z]|[\"']){_NO_UNIT}"  # 'revenues,5 also'
    r"|(?<=[)\"']\.\s)\d{1,2}(?=\s*$)"  # '("1H10"). 1'
    rf"|(?<=[a-z]{{4}})\d{{1,2}}(?=[\s,;:)\"'\t]|\.?(?:\s|$)){_NO_UNIT}"  # 'accumulation3 by'
    rf"|(?<=[a-z]\))\d{{1,2}}(?=\s[a-z]){_NO_UNIT}"  # '(benefit)2 of'
    r"|\b(?:[1-4]Q|[12]H|FY)\d\d(?:\d\d)?[.,](?P<behind>\d)(?=\s[A-Z])"  # 'during FY2014.6 Last'
    r"|\b(?:[1-4]Q\d\d|[12]H\d\d|FY\d{4})(?P<joined>\d)(?!\d|[,.]\d|\s?%)"  # 'from 1H162'
    r"|(?<=, \d{4}\.)\d(?=\s*$)"  # 'March 31, 2010.1'
    r")|(?<=[a-z\d)]\.)\(\d{1,2}\)(?=\s*$)"  # 'ended December 31, 2009.(1)'
    r"|(?:(?<=[a-z]{3})|(?<=Y\d{4}))\(\d\)(?=\t|\s*$)"  # the row 'IP service(1)', 'Targets for FY2008(2)'
)

_NAME_AT = (
    r"-[A-Z]|(?!(?<=\b[1-4])Q\b|[QHMqhm]\d|st\b|th\b|x\b)[A-Za-z]"
    r"|(?<=[A-Za-z]\d)(?<!JPY\d)(?<!FY\d)(?!(?<=\b[1-4]Q\d|\b[12]H\d)\d(?:\d\d)?\b)"
)
_NAME_WORD = re.compile(r"TSE|NASDAQ|code|bps|Article|Paragraph|Section|Form|Rule|Topic")
_SPEED = r"\d{1,9}(?:\.\d{1,9})?\s?[GMKT]bps"
_NAME = re.compile(
    r"\b(?:(?=[A-Za-z])(?:TSE\s?1?\s?[:(]?\s?\d{4}\)?|TSE\s?\d\b|code(?:\snumber)?\s?:?\s?\d{4}\b"
    r"|(?:Article|Paragraph|Section|Form|Rule|Topic)\s\d{1,9}(?:-[A-Z])?(?:,\s?\d{1,9})*"
    rf"|(?:per|over|more\sthan|under|less\sthan|greater\sthan|equal\sto)\s{_SPEED}\b"
    r"|(?!(?:JPY?|FY|USD?|EUR|GBP|CNY|RMB|HKD|SGD|KRW|TWD|AUD|CAD|CHF|Note)\d)[A-Za-z]++\d[A-Za-z0-9]*+\b(?!\.\d)"
    r")|\d{1,2}-[A-Z]\b|\d{1,2}-[A-Z]{2,20}\b)"
    rf"|(?=[0-9(-])(?:\(\d{{4}}\)(?=\s?,?\s?NASDAQ)|(?<![\d.])-?{_SPEED}\s?-(?:\s?{_SPEED})?|-{_SPEED}\b|\({_SPEED}-?\)"
    rf"|{_SPEED}(?=\s(?:and|or)\s(?:over|more|above|less|under|below)\b))"
    r"|(?<![.,])\b\d++(?:[KDd](?![\w])|[A-Za-z]*[A-Z]\d*+\b(?<![GMKT]bps))"
)


_ROMAN = r"[IVX\u2160-\u216f]"
_ORDINAL_AT = (
    r"\)\s?[A-Za-z]|(?<=\*\d)|(?<=[Pp]age\s\d)|(?<=[Pp]ages\s\d)|(?<=[a-z]\.\d)\s*$|(?<=[a-z],\s\d)\s[a-z]"
    rf"|(?<=-\d)(?:(?<={_ROMAN}-\d)|(?<={_ROMAN}\s-\d))|(?<=-\s\d)(?:(?<={_ROMAN}-\s\d)|(?<={_ROMAN}\s-\s\d))"
)
_ORDINAL_FIRST = re.compile(
    r" {0,40}+\W{0,3}(?:(?:\d{1,2}|[A-Z])-)?\d{1,2}\.\s|\d{1,2}\.\d{1,2}\.?\s+[A-Z]|\s*-\s?\d{1,3}\s?-"
    r"|\W{0,3}(?:Appendix|Table|Figure|Exhibit|Attachment)\s\d"
)
NUMBERED = r"\d{1,2}\.\d{1,2}\.?(?=\s+(?!JPY|[GM]bps)[A-Z][^\t]*$)"
"""The number that a heading begins with: '3.2 Revenues by business'."""
_ORDINAL = re.compile(
    rf"^\s*-\s?\d{{1,3}}\s?-\s*$|^{NUMBERED}"
    r"|(?:(?<=Appendix\s)|(?<=Table\s)|(?<=Figure\s)|(?<=Exhibit\s)|(?<=Attachment\s))\d{1,2}\b"
    r"|^ {0,40}\W{0,3}(?:(?:\d{1,2}|[A-Z])-)?\d{1,2}\.(?=\s(?:[<\[\"']\s?)?(?:[A-Za-z]|[1-4]Q\d|[12]H\d))"
    r"|(?=[0-9(*PpNIVX\u2160-\u216f])(?:"
    r"\b[Pp]ages?\s\d{1,3}\b|\*\d{1,2}\.?(?!\d|[,.]\d|%)|\(\s?Note\s?\d{1,2}\)|\bNote\s\d{1,2}\b"
    r"|(?<![,.])\(\d{1,2}\)(?=[ ]?[A-Za-z])|(?<![\d,.(A-Za-z])\d{1,2}\)(?=\s?[A-Za-z])"
    r"|\b[IVX\u2160-\u216f]{1,5}\s?-\s?\d{1,2}\s?[.:]?(?![\d%])"
    r"|(?<=[a-z]\.)\d(?=\s*$)|(?<=[a-z],\s)\d(?=\s[a-z]{4,20}\s(?:[a-z]{3,20})\b))"
)
_SECTION = re.compile(rf"\s?\*{{0,2}}{_ROMAN}{{1,5}}\s?[-.]")
_SECTION_PART = re.compile(r"(?<=[a-z0-9)])\s\(\d\)\s*$")

FOOTER = re.compile(r"copyright|Copyright|\u00a9|rights [Rr]eserved|Rights [Rr]eserved")
"""Words at the foot of a page."""
_PAGE = re.compile(r"^\s*\d{1,3}(?=\s)|(?<=\s)\d{1,3}(?=\s*$)")
_ANY_WORD = re.compile(rf"{_CONTACT_WORD.pattern}|{_NAME_WORD.pattern}|{FOOTER.pattern}|over |\$|Note")
_ANY_FIRST = re.compile(rf"{_NOTED_FIRST.pattern}|{_ORDINAL_FIRST.pattern}|{_SECTION.pattern}")
# Where something may stand: a digit, and what is close to it. Before the many ways, what they have in common: a letter,
# bracket or dash behind the digit, no digit or blank right before it (nor a number's own comma or point, but at the end
# of a word), or a mark before the blank.
_CLOSE = (
    r"(?:(?=[-)A-Za-z])|(?<![0-9\s][0-9])(?:(?<![0-9][.,][0-9])|(?=\s|$))|(?<=[.,es-]\s[0-9])"
    r"|(?<=[QH][0-9][0-9][0-9])|(?<=Y[0-9][0-9][0-9][0-9][0-9]))"
)
_CLOSE_TO = {"contact": _CONTACT_AT, "noted": _NOTED_AT, "name": _NAME_AT, "ordinal": _ORDINAL_AT}
_AT = {kind: re.compile(rf"[0-9]{_CLOSE}(?={close})") for kind, close in _CLOSE_TO.items()}
_AT_ANY = re.compile(rf"[0-9]{_CLOSE}(?={'|'.join(_CLOSE_TO.values())})")
_NOTHING = frozenset[str]()


def hints(text: str) -> frozenset[str]:
    """What the digits of a line may be instead of amounts, the first look at it: the keys of `_AT` whose digits it has,
    and 'word' where its words or its beginning say so; nothing for most lines."""
    close = [m.start() for m in _AT_ANY.finditer(text)]
    kinds = [kind for kind, at in _AT.items() if any(at.match(text, place) for place in close)] if close else []
    if kinds or _ANY_WORD.search(text) or _ANY_FIRST.match(text):
        return frozenset([*kinds, "word"])
    return _NOTHING


def contacts(text: str, kinds: frozenset[str]) -> Iterator[Mark]:
    """Addresses, telephone numbers and web pages; and the number of a question or its answer, which is no quarter ('Q2.
    How do you see 1H14?'). `kinds` as from `hints`."""
    if text[:1] in _ASKED and (m := _QUESTION.match(text)) is not None:
        yield Mark("ordinal", *m.span(), _LISTED)
    if "contact" not in kinds and not _CONTACT_WORD.search(text):
        return
    for m in _CONTACT.finditer(text):
        if _DIGIT.search(m.group()):
            yield Mark("contact", *m.span(), "address, telephone number or web page")
    if _POSTCODE.search(text):
        for m in _ADDRESS.finditer(text):
            yield Mark("contact", *m.span(), "postal address")


def names(text: str, kinds: frozenset[str]) -> Iterator[Mark]:
    """Size classes ('MRC over JPY5 million'), footnotes, stock codes, laws, products; then numbers in lists and
    notes. `kinds` as from `hints`."""
    yield from _size_classes(text)
    if "noted" in kinds or _NOTED_FIRST.match(text):
        yield from (Mark("ordinal", *m.span(m.lastgroup or 0), _FOOTNOTE) for m in _NOTED.finditer(text))
    if "name" in kinds or _NAME_WORD.search(text):
        yield from (Mark("name", *m.span(), "part of a name") for m in _NAME.finditer(text))
    if "ordinal" in kinds or _ORDINAL_FIRST.match(text) or "Note" in text:
        yield from (Mark("ordinal", *m.span(), _LISTED) for m in _ORDINAL.finditer(text))
    yield from _of_pages(text)


def _of_pages(text: str) -> Iterator[Mark]:
    """The number of a page beside its copyright, and the part of a section behind its title."""
    named = "\t" in text and company.current().name.lower() in text.lower()
    for m in _PAGE.finditer(text) if named or FOOTER.search(text) else ():
        yield Mark("ordinal", *m.span(), "the number of a page")
    if "\t" not in text and _SECTION.match(text):
        for m in _SECTION_PART.finditer(text, max(0, len(text) - 40)):
            yield Mark("ordinal", *m.span(), "part of a section")


def _size_classes(text: str) -> Iterator[Mark]:
    for m in _SIZE_CLASS.finditer(text) if "over " in text else ():
        if not _ONE_PROJECT.search(text, max(0, m.start() - 10), text.find("over ", m.start())):
            yield Mark("name", *m.span(m.lastindex or 0), "a size class, not an amount")
