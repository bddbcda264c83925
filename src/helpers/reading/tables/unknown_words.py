"""Words of a head that nothing understands: the numbers below them may be of something else."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from helpers.language.item_of_label import OF_SEGMENTS
from helpers.language.periods import LENGTH_WORDS, MONTH_WORD, PATTERN
from helpers.language.phrases import mentions, without
from helpers.language.scales import FOREIGN
from helpers.reading.headings import TARGET
from helpers.reading.tables.head_times import SO_FAR, TOLD
from helpers.reading.tables.head_words import OF_REVENUE, UNITS, Column

_HEAD_WORD, _LEAST_LETTERS = re.compile(r"[A-Za-z]+"), 3
KNOWN = tomllib.loads(Path(__file__).with_name("heads.toml").read_text(encoding="utf-8"))["known"]
"""Words of heads that say nothing of what a number is, each with its witness."""
_SMALL = frozenset({"and", "for", "from", "the"})
_OF_SIZE = frozenset({"amount", "percent", "percentage", "rate", "ratio", "value"})  # what changes are in
_PERIODS = re.compile(  # words of periods, some of which stand in the row above or below the year
    r"\b(?:first\s(?=three|six|nine))?(?:(?:first|second|third|fourth|three|six|nine|twelve|full|fiscal|each)[\s-])?(?:half|quarters?|years?|months?)"
    r"(?:[\s-]end(?:ed|ing)?)?\b|\b(?:interim|annual)\b"
)
_PART = re.compile(rf"{SO_FAR.pattern}|\b(?:half|quarters?|interim|(?<!twelve )(?<!12 )(?<!twelve-)months?)\b")


def unknown_word(column: Column) -> str:
    """The first word of a head that says nothing that is known, or of what a comparison is 'in'; '' if all are
    understood."""
    if not column.level:
        of = column.text.partition(" in ")[2]
        behind = without(of, mentions(of))
        return unknown_in(" ".join(word for word in behind.split() if word.lower() not in _OF_SIZE))
    if not column.text or (column.named and not column.own):
        return ""
    of_segments = column.item is not None and column.item.concept in OF_SEGMENTS
    text = re.sub("segment", " ", column.text, flags=re.IGNORECASE) if of_segments else column.text
    if column.period is not None and column.period.kind == "fy" and (part := _PART.search(text.lower())):
        return part.group()  # of a year, and not known which
    text = OF_REVENUE.sub(" ", without(text, mentions(text)).lower())
    if not column.dollars and (sign := FOREIGN.search(text)):
        return sign.group()
    return unknown_in(text)


@lru_cache(maxsize=1024)
def unknown_in(text: str) -> str:
    """The first word that is of no date, unit or target, which other readers understand, and not known to say nothing;
    '' if there is none. A piece of a word, cut by the conversion, is known with it."""
    for pattern in (PATTERN, MONTH_WORD, _PERIODS, LENGTH_WORDS, TARGET, TOLD, UNITS):
        text = pattern.sub(" ", text.lower())
    for word in _HEAD_WORD.findall(text):
        cut = len(word) > _LEAST_LETTERS and any(known.endswith(word) or known.startswith(word) for known in KNOWN)
        if len(word) >= _LEAST_LETTERS and word not in KNOWN and word not in _SMALL and not cut:
            return str(word)
    return ""
