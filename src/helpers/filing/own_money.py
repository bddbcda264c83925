"""The company's own money as the readers know it: they spell it JPY, and any other money is foreign to them.

The readers' words for money are those of a company that reports in yen. A company of another currency is read with its
own code, signs and words for it spelled JPY and yen, and yen spelled as a foreign money; each character keeps its place
in the text as published, and tables have the company's code again (`company.in_tables`). For a company of yen
the sign of the yen alone is spelled so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from helpers.filing.lines import Line
from helpers.language import company

_YEN = re.compile(r"(?<![A-Za-z])(?:JPY|\u00a5|yen\b)", re.IGNORECASE)
_YEN_SIGN = "\u00a5"
_WAYS = (_YEN_SIGN, "Yen", "Japanese yen")  # one of which stands in a line that writes JPY otherwise
# '\u00a5', 'JP\u00a5', 'Yen 138 million', 'million Japanese yen'
_SIGN = re.compile(
    rf"(?P<code>(?:(?<![A-Za-z])JP)?{_YEN_SIGN}|(?<![A-Za-z])Yen\s?(?=[0-9])(?!(?:19|20)[0-9][0-9](?![0-9,.])))"
    r"|(?P<word>\bJapanese [Yy]en\b)"
    r"(?P<yen>(?!))?"
)
# '1,234 million yen', and no unit '(Unit: 100 million yen)'
_BEHIND = re.compile(
    r"(?<![\w.,'\u00a5$~\u2010-\u2015+\u25b3-])(?<!\d )(?<!\d, )(?<!nits: )(?<!nit: )(?<!nit:)"
    r"(?P<amount>(?=[0-9]))[0-9,]+(?:\.[0-9]+)?"
    r"\s(?:thousand|[mbt]r?illion)(?P<yen>\s(?:of\s)?(?:yen|JPY))\b(?!\s(?:per|a)\b)"
)
_FOREIGN_CODE, _FOREIGN_WORD = "USD", "dollars"  # what readers take yen for, where yen are foreign


@company.kept
@cache
def _pattern() -> re.Pattern[str]:
    """Every way to write the company's own money or yen; where they are the same, the sign alone."""
    ours = company.current()
    if ours.currency == company.MONEY:
        return _SIGN
    codes, words = company.either({ours.currency, *ours.signs}), company.either(ours.words)
    return re.compile(rf"(?<![A-Za-z.])(?:(?P<code>{codes})|(?P<word>(?i:{words}))\b|(?P<yen>{_YEN.pattern}))(?![a-z])")


def _spelled(found: re.Match[str]) -> str:
    if found["yen"] is not None:
        return _FOREIGN_WORD if found["yen"].lower() == "yen" else _FOREIGN_CODE
    return company.MONEY if found["code"] is not None else "yen"


def spelled(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a filing with the company's own money spelled JPY, in front of its amounts."""
    pattern = _pattern()
    own = pattern is not _SIGN
    for line in lines:
        if own or any(map(line.text.__contains__, _WAYS)):
            line = line.edited((*m.span(), _spelled(m)) for m in pattern.finditer(line.text))
        yield _turned(line) if "illion " in line.text or "thousand " in line.text else line


def _turned(line: Line) -> Line:
    """The line with JPY in front of amounts that have their money behind them."""
    found = list(_BEHIND.finditer(line.text))
    if not found:
        return line
    return line.edited(change for m in found for change in ((*m.span("amount"), company.MONEY), (*m.span("yen"), "")))
