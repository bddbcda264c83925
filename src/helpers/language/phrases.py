"""Which phrases of the vocabulary a text holds, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from helpers.language import company
from helpers.language.amounts import Token
from helpers.language.concepts import Concepts, fold, load

_WORDS = re.compile(r"[A-Za-z0-9&'\u2019]+(?:-[A-Za-z0-9]+)*")
_BREAK = re.compile(r"[:;\t]|\.\s+[A-Z]")
_FOOTNOTE = re.compile(r"(?<=[A-Z]{3})\d$|(?<=[a-z]{4})\d{1,2}$")  # 'attributable to IIJ2'
# Words that make another item of the one they stand beside: 'adjusted operating income', 'revenue excluding it'.
_OTHER_KIND = (
    r"adjusted|average|pro[ -]?forma|normali[sz]ed|underlying|organic|core|like-for-like|comparable|non-gaap"
    r"|constant[ -]currency|deferred|unearned|discontinued"
)
_CHANGED = re.compile(  # 'Earnings before income tax expense' is none of tax
    rf"\b(?:(?:{_OTHER_KIND})(?:\s[a-z]+)?|(?:earnings|profit|income|loss)\sbefore)\s$", re.IGNORECASE
)
_CHANGED_BEHIND = re.compile(
    r"\sattributable\sto\b|,?\s\(?(?:excluding|exclusive\sof|excl\.|except\s?(?:for\s)?|without|from\sdiscontinued\b"
    rf"|on\san?\s(?:{_OTHER_KIND})\sbasis|(?:as|if)\sadjusted|\(?(?:{_OTHER_KIND})\b|before\s(?!(?:[1-4]Q|[12]H|FY|the\s(?:end|start)|[A-Z][a-z]+\s\d)))",
    re.IGNORECASE,
)
_ENDS_ASIDE = re.compile(r"[,;:)\d\t]|\b(?:was|were|is|are|increased|decreased|rose|fell|grew|reached|came|and)\b")
_MAY_CHANGE = re.compile(
    rf"\b(?:{_OTHER_KIND}|excluding|exclusive|excl\.|except|without|before|attributable)(?![a-z])", re.IGNORECASE
)
_CHANGERS = frozenset({  # words of which a text that `_MAY_CHANGE` finds has one
    "adjusted", "average", "pro", "proforma", "normalized", "normalised", "underlying", "organic", "core", "like",
    "comparable", "nongaap", "constant", "excluding", "exclusive", "excl", "except", "without", "before",
    "deferred", "unearned", "discontinued", "attributable",
})  # fmt: skip
_ONE = frozenset({1})
_ITS_OWN = "item."  # begins the ids of items that the vocabulary does not have
_BESIDE = 40  # characters before or behind a phrase that may change it
_SHORT = 200  # of longer texts only the last are kept: they hardly come twice
_MOST_WORDS = 16_384  # kept as the vocabulary spells them

_Named = tuple[str, str, int]  # what is named: (concept, metric or subject; its name; sign)
_Phrase = tuple[list[str], str, tuple[_Named, ...]]  # its words, the same joined, and what it names


class Mention(NamedTuple):
    """A phrase of the vocabulary in a text: `kind` is concept, metric or subject; `key` the folded phrase;
    `start`, `end` offsets in the text."""

    kind: str
    name: str
    start: int
    end: int
    key: str
    sign: int = 1


_Found = tuple[Mention, ...]  # what one phrase of a text may name


def mentions(text: str, group: str = "") -> tuple[Mention, ...]:
    """All phrases of the vocabulary in `text`, longest first from the left, not overlapping. `group` decides
    where a phrase names several line items."""
    plain, found = _short(text) if len(text) <= _SHORT else _long(text)
    return tuple(m for each in found for m in _fitting(each, group)) if found else plain


def _found(text: str) -> tuple[tuple[Mention, ...], tuple[_Found, ...]]:
    """The phrases of a text where each names one thing; where one names several, what each of them may name."""
    printed = _WORDS.findall(text)
    parts = [_FOLDED[word] for word in printed]
    words = list(chain.from_iterable(parts))
    out = list(_phrases_of(text, printed, parts, words))
    if out and not _CHANGERS.isdisjoint(words) and _MAY_CHANGE.search(text):
        out = list(_all_changed(text, out))
    if all(len(each) == 1 for each in out):
        return tuple([each[0] for each in out]), ()
    return (), tuple(out)


def _phrases_of(text: str, printed: list[str], parts: list[tuple[str, ...]], words: list[str]) -> Iterator[_Found]:
    """Each phrase of the vocabulary in a text, longest first from the left, with all that it may name. `words` are
    those of the printed ones as the vocabulary spells them, `parts` the same word by word."""
    begins = _index()
    opened = [i for i, word in enumerate(words) if word in begins]
    if not opened:
        return
    whole = _ONE.issuperset(map(len, parts))
    of = range(len(words)) if whole else [n for n, its in enumerate(parts) for _ in its]  # the printed word of each
    starts: list[int] = []
    behind = 0
    for i in opened:
        if i < behind:
            continue
        found, by_second = begins[words[i]]
        first = last = of[i]
        for phrase in by_second.get(words[i + 1], ()) if i + 1 < len(words) else ():
            after = i + len(phrase[0])
            if words[i:after] != phrase[0]:
                continue
            reached = of[after - 1]
            _place(starts, text, printed, reached)
            if _BREAK.search(text, starts[first] + len(printed[first]), starts[reached] + 1) is None:
                found, last, behind = phrase, reached, after
                break
        if found is not None:
            _place(starts, text, printed, last)
            start, end = starts[first], starts[last] + len(printed[last])
            yield tuple([Mention(kind, name, start, end, found[1], sign) for kind, name, sign in found[2]])


def _place(starts: list[int], text: str, printed: list[str], last: int) -> None:
    """Go on with where printed words begin, up to number `last`: between two there is no character of a word."""
    known = len(starts)
    at = starts[-1] + len(printed[known - 1]) if known else 0
    for word in printed[known : last + 1]:
        starts.append(at := text.index(word, at))
        at += len(word)


@company.kept_short(8192)
def changes(text: str) -> bool:
    """Whether a label has a word that makes another item of the one it names."""
    return _MAY_CHANGE.search(text) is not None and any(m.name.startswith(_ITS_OWN) for m in mentions(text))


def _all_changed(text: str, found: list[_Found]) -> Iterator[_Found]:
    """What the phrases of a text name where words change some; what is left out of one is not named itself."""
    behind = 0
    for each in found:
        if each[0].start >= behind:
            yield (changed := _changed(text, each, behind))
            behind = changed[0].end


def _changed(text: str, named: _Found, left: int) -> _Found:
    """What a phrase names, or an item of its own where a word beside it says that it is not the usual one. `left` is
    where the phrase before it ends."""
    first = named[0]
    before = _CHANGED.search(text, max(left, first.start - _BESIDE), first.start)
    behind = _CHANGED_BEHIND.match(text, first.end)
    if first.kind == "subject" or (before is None and behind is None):
        return named
    start, end = before.start() if before else first.start, first.end
    if behind is not None:
        close = _ENDS_ASIDE.search(text, behind.end(), behind.end() + _BESIDE)
        end = close.start() if close else min(len(text), behind.end() + _BESIDE)
    words = folded_words(text[start:end])
    return (Mention("concept", f"{_ITS_OWN}{'_'.join(words)}", start, end, " ".join(words), 1),)


_short, _long = company.kept(lru_cache(maxsize=4096)(_found)), company.kept(lru_cache(maxsize=16)(_found))


class _Folded(dict[str, tuple[str, ...]]):
    """The words of the vocabulary's spelling that a printed word is; forgotten when they have become many."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if word.isdecimal():  # a number is spelled as it is, and comes no second time
            return (word,)
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = found = tuple(fold(_FOOTNOTE.sub("", word)).split()) if len(word) <= _SHORT else ()
        return found

    cache_clear = dict.clear


_FOLDED = company.kept(_Folded())


def without(text: str, parts: Iterable[Mention | Token], at: int = 0) -> str:
    """The text from offset `at` of a line with blanks for these parts of the line: every character keeps its place."""
    for part in parts:
        first, last = max(part.start - at, 0), min(part.end - at, len(text))
        if first < last:
            text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    return text


def folded_words(text: str) -> list[str]:
    """The words of a text as the vocabulary spells them."""
    return [part for word in _WORDS.findall(text) for part in _FOLDED[word]]


def _fitting(named: _Found, group: str) -> _Found:
    """One line item for a phrase that names several: the one of the group in force, else the least special."""
    concepts = [m for m in named if m.kind == "concept"]
    if len(concepts) < 2:
        return named
    here = [m for m in concepts if group and m.name.startswith(group)]
    plain = [m for m in concepts if not m.name.startswith(("cash_flow.", "segment_", "capex"))]
    return ((here or plain or concepts)[0], *(m for m in named if m.kind != "concept"))


@company.kept
@cache
def _index() -> dict[str, tuple[_Phrase | None, dict[str, list[_Phrase]]]]:
    """By the first word of a phrase: the phrase of that word alone, and the longer ones by their second word, longest
    first."""
    out: dict[str, tuple[_Phrase | None, dict[str, list[_Phrase]]]] = {}
    for key, named in _phrases().items():
        words = key.split()
        phrase = (words, key, tuple(named))
        alone, longer = out.get(words[0], (None, {}))
        if len(words) == 1:
            alone = phrase
        else:
            longer.setdefault(words[1], []).append(phrase)
        out[words[0]] = alone, longer
    for phrases in (each for _, longer in out.values() for each in longer.values()):
        phrases.sort(key=lambda p: -len(p[0]))
    return out


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
    inside = any(
        f" {metric} " in f" {key}" and not key.endswith(metric) for metric in vocabulary.metrics if " " not in metric
    )
    return not counted and not inside and all(vocabulary.concepts[c].metric for c, _ in vocabulary.by_alias[key])
