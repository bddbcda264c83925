"""Which phrases of the vocabulary a text holds, and where."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.concepts import Concepts, fold, load

_WORDS = re.compile(r"[A-Za-z0-9&'\u2019]+(?:-[A-Za-z0-9]+)*")
_BREAK = re.compile(r"[:;\t]|\.\s+[A-Z]")
_FOOTNOTE = re.compile(r"(?<=[A-Z]{3})\d$|(?<=[a-z]{4})\d{1,2}$")  # 'attributable to IIJ2'
_SHORT = 200  # longer texts are not kept: they hardly come twice

_Named = tuple[str, str, int]  # what is named: (concept, metric or subject; its name; sign)
_Phrase = tuple[tuple[str, ...], str, tuple[_Named, ...]]  # its words, the same joined, and what it names


class Mention(NamedTuple):
    """A phrase of the vocabulary in a text: `kind` is concept, metric or subject; `key` the folded phrase;
    `start`, `end` offsets in the text."""

    kind: str
    name: str
    start: int
    end: int
    key: str
    sign: int = 1


def mentions(text: str, group: str = "") -> tuple[Mention, ...]:
    """All phrases of the vocabulary in `text`, longest first from the left, not overlapping. `group` decides
    where a phrase names several line items."""
    return _recent(text, group) if len(text) <= _SHORT else _mentions(text, group)


def _mentions(text: str, group: str) -> tuple[Mention, ...]:
    singles, by_two = _index()
    words = folded_words(text)
    spelled = tuple(w for w, _, _ in words)
    out: list[Mention] = []
    i = 0
    while i < len(words):
        found = singles.get(spelled[i])
        for phrase in by_two.get(spelled[i : i + 2], ()):
            n = len(phrase[0])
            if spelled[i : i + n] == phrase[0] and not _breaks(text, words[i : i + n]):
                found = phrase
                break
        if found is None:
            i += 1
            continue
        last = i + len(found[0]) - 1
        for kind, name, sign in _fitting(found[2], group):
            out.append(Mention(kind, name, words[i][1], words[last][2], found[1], sign))
        i = last + 1
    return tuple(out)


_recent = lru_cache(maxsize=4096)(_mentions)


def folded_words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as the vocabulary spells them, with their offsets."""
    out: list[tuple[str, int, int]] = []
    for m in _WORDS.finditer(text):
        word = m.group()
        parts = _folded_word(word) if len(word) <= _SHORT else ()
        if len(parts) == 1:
            out.append((parts[0], m.start(), m.end()))
        else:
            out += [(part, m.start(), m.end()) for part in parts]
    return out


@lru_cache(maxsize=16384)
def _folded_word(word: str) -> tuple[str, ...]:
    return tuple(fold(_FOOTNOTE.sub("", word)).split())


def _breaks(text: str, words: list[tuple[str, int, int]]) -> bool:
    """A phrase does not reach over a sentence's end, a colon or a tab."""
    return _BREAK.search(text, words[0][2], words[-1][1] + 1) is not None


def _fitting(named: tuple[_Named, ...], group: str) -> tuple[_Named, ...]:
    """One line item for a phrase that names several: the one of the group in force, else the least special."""
    concepts = [f for f in named if f[0] == "concept"]
    if len(concepts) < 2:
        return named
    here = [f for f in concepts if group and f[1].startswith(group)]
    plain = [f for f in concepts if not f[1].startswith(("cash_flow.", "segment_", "capex"))]
    return ((here or plain or concepts)[0], *(f for f in named if f[0] != "concept"))


@cache
def _index() -> tuple[dict[str, _Phrase], dict[tuple[str, ...], list[_Phrase]]]:
    """The phrases of one word by it, and the longer ones by their first two, longest first."""
    singles: dict[str, _Phrase] = {}
    by_two: dict[tuple[str, ...], list[_Phrase]] = {}
    for key, named in _phrases().items():
        words = tuple(key.split())
        if len(words) == 1:
            singles[key] = (words, key, tuple(named))
        else:
            by_two.setdefault(words[:2], []).append((words, key, tuple(named)))
    for phrases in by_two.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return singles, by_two


def _phrases() -> dict[str, list[_Named]]:
    """Folded phrase -> what it names."""
    vocabulary = load()
    out: dict[str, list[_Named]] = {}
    for key, names in vocabulary.by_alias.items():
        if key not in vocabulary.metrics and key not in vocabulary.in_rows_only and not _in_parts(vocabulary, key):
            out[key] = [("concept", cid, sign) for cid, sign in names]
    for key, name in vocabulary.metrics.items():
        out.setdefault(key, []).append(("metric", name, 1))
    for key, name in vocabulary.subjects.items():
        if name != "total":
            out.setdefault(key, []).append(("subject", name, 1))
    for key, name in vocabulary.metrics.items():
        out.setdefault(f"total {key}", [("metric", name, 1), ("subject", "total", 1)])
    return out


def _in_parts(vocabulary: Concepts, key: str) -> bool:
    """True where metric and subject words already say what the alias says ('network service revenue')."""
    counted = key.endswith(("subscription", "sub", "net addition"))
    return not counted and all(vocabulary.concepts[c].metric for c, _ in vocabulary.by_alias[key])
