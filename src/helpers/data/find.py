"""Line items by what people call them: ids, labels and the words filings use, the best first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from helpers.language import concepts

_WORD = re.compile(r"[a-z0-9]+")
CLOSE = 0.75  # how much alike two words are (difflib) that may be the same
MISTYPED = 0.9  # how much alike an id and what was meant to be it


@dataclass(frozen=True)
class Match:
    """A line item that answers to a word: `rank` 0 (its very name) to 6 (spelt much alike); `by` is what matched."""

    rank: int
    concept: str
    by: str


def matches(text: str, known: Mapping[str, int]) -> list[Match]:
    """The line items that a text may mean, best first; among equals those of which more is known.

    known   ids of line items and how many levels of each are known
    """
    asked, vocabulary = " ".join(_words(text)), concepts.load().concepts
    found = [match for concept in known if asked and (match := _match(asked, concept))]
    return sorted(
        found,
        key=lambda match: (match.rank, match.concept not in vocabulary, -known[match.concept], match.concept),
    )


def suggestion(text: str, known: Mapping[str, int], most: int = 3) -> str:
    """'; did you mean adjusted_ebitda (adjusted EBITDA)?' for an id that does not exist, or where to look."""
    found = matches(text, known)
    best = [match for match in found if match.rank == found[0].rank][:most]
    if not best:
        return "; data.find('revenue') lists the line items that a word may mean."
    named = [f"{match.concept} ({concepts.load().get(match.concept).label})" for match in best]
    return f"; did you mean {' or '.join(named)}?"


def _match(asked: str, concept: str) -> Match | None:
    names = _names(concept)
    if asked in {" ".join(_words(name)) for name in names}:
        return Match(0, concept, next(name for name in names if asked == " ".join(_words(name))))
    words = asked.split()
    last = _words(concept.rpartition(".")[2])
    own, others = set(_words(concept)), set(_words(concept)) | {word for name in names for word in _words(name)}
    if set(words) <= set(last):
        return Match(1, concept, concept)
    if set(words) <= own:
        return Match(2, concept, concept)
    if difflib.get_close_matches(asked, [" ".join(_words(concept))], cutoff=MISTYPED):
        return Match(2, concept, concept)
    if set(words) <= others:
        return Match(3, concept, _holding(words, names))
    for rank, among in ((4, own), (5, others)):
        if all(any(other.startswith(word) for other in among) for word in words):
            return Match(rank, concept, _holding(words, names))
    if all(difflib.get_close_matches(word, others, n=1, cutoff=CLOSE) for word in words):
        return Match(6, concept, concept)
    return None


def _holding(words: list[str], names: tuple[str, ...]) -> str:
    """The first name with one of the words, the id for want of any."""
    return next((name for name in names if any(word in name.lower() for word in words)), names[0])


@cache
def _names(concept: str) -> tuple[str, ...]:
    """What a line item is called: its id, its label, its aliases, and its metric and subject in all their words."""
    vocabulary = concepts.load()
    item = vocabulary.get(concept)
    said = [concept, item.label, *item.aliases, *item.negative_aliases]
    if item.metric and item.subject:
        of = [alias for alias, subject in vocabulary.subjects.items() if subject == item.subject]
        said += [f"{subject} {metric}" for metric in _metric_words(item.metric) for subject in of]
    return tuple(dict.fromkeys(said))


@cache
def _metric_words(metric: str) -> tuple[str, ...]:
    return tuple(alias for alias, name in concepts.load().metrics.items() if name == metric)


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
