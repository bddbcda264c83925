"""A label without what makes no other item of it: bullets, marks of footnotes, units; and bare names."""

from __future__ import annotations

import re

from helpers.language import company
from helpers.language.concepts import fold, load

_TAIL = re.compile(
    r"\((?:shares?|ADSs?|JPY|%|persons?|people|companies|contracts|lines|[GMT]bps|annual|forecast"
    r"|unit[^()]{0,40}|% of (?:total )?revenues?)\)$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s?\((?:Note \d{1,2}|i{1,3}|iv|vi{0,3})\)[\s:]*$"
    r"|(?<=[):])\s*(?:\*{1,3}\d{0,2}|[\u2020\u2021\u00a7\u00b9\u00b2\u00b3]"
    r"|\(\*?\d{1,2}\)|\[\d{1,2}\]|\d{1,2}\))[ .]*$"
)
_NOTE_ENDS = frozenset("*)]0123456789\u2020\u2021\u00a7\u00b9\u00b2\u00b3")
_WORD = re.compile(r"[a-z]{3,}")
_ASIDE = frozenset({  # words in brackets that make no other item of a label
    "loss", "losses", "gain", "income", "profit", "benefit", "expense", "expenses", "deficit", "decrease", "increase",
    "unaudited", "note", "notes", "target", "forecast", "plan", "actual", "results", "jpy", "yen", "thousand",
    "thousands", "million", "millions", "billion", "billions", "eur", "usd", "reference", "consolidated",
    "net", "total", "annual", "accumulated", "reversal", "ebit", "ebt", "fte", "ftes",
})  # fmt: skip
OF_A_PART = ("of which ", "o/w ", "of ")
"""How a label begins that is of a part of the row above."""


def subject_named(label: str) -> str:
    """The subject that a label is nothing but the name of ('SI', 'Total SI'), 'total' among them; '' for any other."""
    key, subjects = fold(strip_label(label)), load().subjects
    return subjects.get(key) or subjects.get(key.removeprefix("total "), "")


def metric_named(label: str) -> str:
    """The metric that a label is nothing but the name of, as the vocabulary spells it; '' for any other."""
    key = fold(strip_label(label))
    return key if key in load().metrics else ""


def unmarked(label: str) -> str:
    """A label without a footnote's mark behind its bracket or colon, or a note's number in brackets: 'Number of shares
    (shares)*1', 'Number of shares (shares) [2]', 'Costs:*', 'Total assets (Note 1)'."""
    mark = _NOTE.search(label) if label.rstrip(" .:\t")[-1:] in _NOTE_ENDS else None
    return label[: mark.start()] if mark else label


@company.kept_short(8192)
def strip_label(label: str) -> str:
    """A row label without bullets, footnote marks and unit tails."""
    text = unmarked(label).strip(" :-\u2014\u2013\t<>")
    return (_TAIL.sub("", text) if text.endswith(")") else text).strip(" :")


def is_aside(words: str) -> bool:
    """Whether words in brackets make no other item of a label: '(loss)', '(unaudited)'."""
    return _ASIDE.issuperset(_WORD.findall(words.lower()))
