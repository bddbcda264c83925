"""Line items by what people call them: ids, labels and the words filings use, the best first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from helpers.language import company, concepts

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
        found, key=lambda match: (match.rank, match.concept not in vocabulary, -known[match.concept], match.concept)
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
    called, words = names(concept), asked.split()
    for name in called:
        if asked == " ".join(_words(name)):
            return Match(0, concept, name)
    own = set(_words(concept))
    others = own | {word for name in called for word in _words(name)}
    asks: list[tuple[Callable[[], bool], str]] = [
        (lambda: set(words) <= set(_words(concept.rpartition(".")[2])), concept),
        (lambda: set(words) <= own or _alike(asked, [" ".join(_words(concept))], MISTYPED), concept),
        (lambda: set(words) <= others, _holding(words, called)),
        (lambda: _begin(words, own), concept),
        (lambda: _begin(words, others), _holding(words, called)),
        (lambda: all(_alike(word, others, CLOSE) for word in words), concept),
    ]
    return next((Match(rank, concept, by) for rank, (ask, by) in enumerate(asks, start=1) if ask()), None)


def _begin(words: Iterable[str], among: Iterable[str]) -> bool:
    """Whether each word is the beginning of another."""
    return all(any(other.startswith(word) for other in among) for word in words)


def _alike(word: str, others: Iterable[str], least: float) -> bool:
    return bool(difflib.get_close_matches(word, others, n=1, cutoff=least))


def _holding(words: list[str], names: tuple[str, ...]) -> str:
    """The first name with one of the words, the id for want of any."""
    return next((name for name in names if any(word in name.lower() for word in words)), names[0])


@company.kept
@cache
def names(concept: str) -> tuple[str, ...]:
    """What a line item is called: its id, its label, its aliases, and its metric and subject in all their words."""
    vocabulary = concepts.load()
    item = vocabulary.get(concept)
    said = [concept, item.label, *item.aliases, *item.negative_aliases]
    if item.metric and item.subject:
        of = [alias for alias, subject in vocabulary.subjects.items() if subject == item.subject]
        said += [f"{subject} {metric}" for metric in _metric_words(item.metric) for subject in of]
    return tuple(dict.fromkeys(said))


@company.kept
@cache
def _metric_words(metric: str) -> tuple[str, ...]:
    return tuple(alias for alias, name in concepts.load().metrics.items() if name == metric)


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
