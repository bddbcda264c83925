"""Names of periods that a filing defines for itself: '(from April 1, 2013 to December 31, 2013, "3Q13")', or
'3Q FY2013 (First 9 months ended December 31, 2013)'.

There "3Q13", or "3Q FY2013", stands for the nine months, save where a line or the heading above it speaks of three
months or lists quarters side by side. The two ways of writing are two names: a deck may define one of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from helpers import periods
from helpers.amounts import Token
from helpers.periods import Period

_FROM, _TO = re.compile(r"\bfrom\s+$", re.IGNORECASE), re.compile(r"\s+to\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\((?:First )?(?:six|nine|6|9) months", re.IGNORECASE)
_QUOTED = re.compile(r"[\"'(]\s?$")
_OF_QUARTER = re.compile(r"\(3 months\)|\b(?:three|3)[ -]months?\b(?! or)", re.IGNORECASE)
_OF_LONGER = re.compile(r"\b(?:six|nine|twelve|6|9|12)[ -]months\b|\bfull year\b|\bfiscal year\b", re.IGNORECASE)
_LONGEST_HEADING = 130
_LONGEST_LENGTH = 24  # characters of 'twelve months ended'
_NEAR = 12  # characters before a period's name that may say what it is


@dataclass(slots=True)
class OwnNames:
    """`months` of the quarters, by way of writing and number, whose name means all the months up to their end;
    `quarterly` while the heading in force speaks of three months."""

    months: dict[tuple[bool, int], int]
    quarterly: bool = False

    def meant(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens of the next line, its period names as the filing defines them."""
        if not self.months:
            return tokens
        of_quarter, of_longer = _OF_QUARTER.search(text) is not None, _OF_LONGER.search(text) is not None
        if "\t" not in text and len(text) <= _LONGEST_HEADING:
            self.quarterly = of_quarter or (self.quarterly and not of_longer)
        named = {_name(t.text, t.period) for t in tokens if t.period and t.period.kind == "quarter"}
        if of_quarter or (self.quarterly and not of_longer) or not named or not named <= set(self.months):
            return tokens
        return [self._meant(t) for t in tokens]

    def _meant(self, token: Token) -> Token:
        period = token.period
        if period is None or period.kind != "quarter" or period.at_end:
            return token
        months = self.months[_name(token.text, period)]
        return token._replace(period=periods.months_to(period.end, months))


def _before(first: date, last: date) -> date:
    """The first day of a span, which may print no year of its own."""
    return first.replace(year=first.year - 1) if first > last else first


def _name(text: str, period: Period) -> tuple[bool, int]:
    """Whether the name is written with 'FY', and the number of its quarter."""
    return "FY" in text.upper(), periods.quarter_number(period.end)


def defined(head: Iterable[str], today: date) -> OwnNames:
    """What the first lines of a filing define: a quarter's name in quotes or brackets beside longer days that end
    with it. `today` is the filing's period end."""
    months: dict[tuple[bool, int], int] = {}
    for text in head:
        found = list(periods.periods(text, today))
        spans = [
            periods.months_to(b.end, a.months)
            for (_, _, a), (_, _, b) in itertools.pairwise(found)
            if a.kind == "months" and b.kind == "day"
        ]
        spans += [
            Period(_before(a.start or a.end, b.end), b.end, "range")
            for (start, end, a), (after, _, b) in itertools.pairwise(found)
            if _FROM.search(text, max(0, start - _NEAR), start) and _TO.fullmatch(text[end:after])
        ]
        spans += [
            periods.months_to(p.end, length)
            for start, _, p in found
            if p.kind == "day" and (length := periods.months_ended(text[max(0, start - _LONGEST_LENGTH) : start]))
        ]
        for start, end, period in found:
            if period.kind == "quarter" and (
                _QUOTED.search(text, max(0, start - _NEAR), start) or _BRACKET.match(text, end)
            ):
                longer = [s.months for s in spans if s.end == period.end and s.months > 3]
                if longer:
                    months[_name(text[start:end], period)] = longer[0]
    return OwnNames(months)
