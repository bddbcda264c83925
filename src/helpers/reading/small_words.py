"""Words that name no line item, by where they stand: before a name, behind it, or before a number."""

from __future__ import annotations

from functools import cache

from helpers.language import company

SMALL = frozenset({
    "approximately", "contributed", "consisted", "comprised", "recorded", "generated", "totaled", "amounted", "up",
    "down", "jpy", "was", "were", "is", "are", "of", "and", "to", "the", "a", "an", "approx", "over", "around",
    "about", "from", "in", "for", "by", "with", "at", "yoy", "qoq", "or", "its", "be", "increased", "decreased", "plus",
    "versus", "against",
})  # fmt: skip
"""Words between the name of an item and its number."""
PLAIN_LABEL = frozenset({
    "results", "result", "percentage", "others", "other", "decrease", "increase", "recognition", "ratio", "target",
    "targets", "forecast", "plan", "planned", "related", "cash", "flow", "flows", "months", "ended", "change",
    "number", "amount", "actual", "fiscal", "year", "quarter", "half", "mainly", "full", "full-year",
    "half-year", "annual", "interim", "increasing", "total", "consolidated", "cost", "note", "notes",
})  # fmt: skip
"""Words of a label that make no other item of it."""
QUALIFIES = frozenset({
    "the", "our", "its", "overall", "strong", "stronger", "group", "revised", "initial", "reported", "new",
    "quarterly", "first", "second", "third", "fourth", "nine", "six", "three", "nine-month", "six-month",
    "yearly", "fiscal", "previous",
    "current", "record", "cumulative", "monthly", "stable", "and", "for", "operating", "net",
    "gross",
})  # fmt: skip
"""Words beside a name that tell which of its figures, and not what of."""
BEGINS = frozenset({
    "the", "a", "an", "of", "in", "for", "to", "from", "by", "with", "and", "or", "as", "at", "on", "over", "than",
    "our", "its", "their", "this", "that", "these", "those", "we", "it", "was", "were", "is", "are", "had", "has",
    "have", "be", "been", "being", "while", "although", "because", "due", "jpy", "which", "where", "when", "but",
    "if", "so", "also", "not", "both", "whereas", "versus", "against", "after", "include", "includes", "including",
    "comprising", "consisting",
    "included", "recorded", "recognized", "reported", "posted", "generated", "achieved", "issued", "paid", "made",
    "reached", "expect", "expects", "expected", "plan", "plans", "estimate", "estimates", "target", "targets",
    "forecast", "forecasts", "accumulate", "million", "billion", "thousand",
})  # fmt: skip
"""Words before a name that are no part of it."""
SAYS_NOTHING = frozenset({
    *(PLAIN_LABEL - {"other", "others", "cash", "cost", "flow", "flows", "related"}), "the", "our", "its", "an",
    "of", "in", "first", "second", "third", "fourth", "nine", "six", "three", "fiscal", "previous", "current",
    "approximately", "approx", "about", "around", "jpy", "nearly", "almost", "more", "than", "less", "some", "up",
    "end", "period", "term", "same", "prior", "last", "latest", "corresponding", "preceding", "month", "basis",
    "company", "group", "balance", "figure", "figures", "growth", "rate", "revenue", "revenues", "margin", "business",
    "segment", "under", "review", "alone", "level", "loss", "income", "unaudited", "quarterly", "from", "for", "as",
    "at", "by", "during", "on", "over", "compared", "with", "divided", "received", "unit", "also", "thus",
})  # fmt: skip
"""Words behind a name that make no other item of it."""
TELLS_OF = frozenset({
    "was", "were", "rose", "fell", "grew", "came", "went", "improved", "increased", "decreased", "declined", "dropped",
    "climbed", "jumped", "soared", "surged", "expanded", "advanced", "shrank", "slipped", "slid", "plunged", "tumbled",
    "contracted", "reached", "totaled", "amounted", "stood", "became",
})  # fmt: skip
"""Verbs by which a sentence says how much something was, or how it moved."""
ENDS = TELLS_OF | {
    "is", "are", "be", "to", "and", "which", "that", "has", "have", "had", "will", "increasing", "decreasing",
    "growing", "reaching", "including", "goes", "down", "we", "accounts", "makes",
}  # fmt: skip
"""Words behind a name with which the sentence goes on to say something of it."""
LEAVES_OUT = r"excluding|excl\.|except|gross of"
"""Words behind a name with which it is not all that it says, in a pattern."""
TAKEN = frozenset({"less", "plus", "minus"})
"""What is left of two items, or both, is neither."""


@company.kept
@cache
def filer_words() -> frozenset[str]:
    """What the filer is called in its sentences."""
    names = company.current().folder.name, company.current().name
    return frozenset(f"{word}{of}" for name in names for word in name.lower().split() for of in ("", "'s"))
