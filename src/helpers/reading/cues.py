"""Words that say how a number is meant, as rows: `cues.toml` for filings in general, another for the company's own.

A row has a `cue` (a pattern in small letters), the `part` of a number's meaning that it tells, the `place` where it
stands, what it `says`, and its `witness`: a filing and line of data/raw, a case of tests/reading/handed.csv, or a
public filing, which is read otherwise without the row (tests/reading/test_cues.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, ParamSpec, TypeVar

from helpers.language import company

FILE = "cues.toml"
_ABOUT = r"approx(?:imately|\.)?|about|around|some|nearly|almost|roughly|circa|ca?\."
TO_AMOUNT = rf"(?:(?:{_ABOUT})\s)?(?:jpy\s?)?"
"""All that stands between a word and the digits of its amount, in small letters."""
_LINK = (  # small words that may stand between a cue and its number
    rf"(?:\s+(?:yoy|qoq|by|rate|of|{_ABOUT}|more than|over|less than|to|the total|[a-z]+ly"
    r"|[a-z]+ gross margin|the profit|profit))*"
)
_NO_MAKE = "".join(rf"(?<!{verb} )" for verb in ("make", "makes", "made", "making"))  # '... up', which is no way
_PLACES = {  # how a cue at a place is looked for; {} is any of the cues
    "before": rf"\b{_NO_MAKE}(?:{{}}){_LINK}\s*(?:jpy?\s?)?[(+]?$",  # the words before the number
    "at": r"(?:{})\s*(?:jpy\s?)?\(?$",  # right before the number
    "below": r"(?:(?<!&)\b(?:was|were|is|are|of|to|at|an?)|:|\()\s?(?:an? |net |other )*(?:{})\s*(?:jpy\s?)?\(?$",
    "so far": r"\b(?:{})\b[^.;%]{{0,80}}$",  # before the number, nothing of another sentence or rate between
    "after": r"\s*(?:{})\b(?!\s*(?:jpy\s?)?[+(]?\d)",  # right behind the number
    "behind": r"[,)]?\s*(?:{})\b",  # behind the number, whatever follows
    "near": r"[^();\d]{{0,24}}?\b(?:{})\b",  # behind the number
    "until": r"[\s,]*(?:[a-z]+\s)?(?:{})(?:\sthe)?(?:\send of)?\s*$",  # all between the number and a date
    "ends": r"\b(?:{})\s(?:its |the |our )?$",  # at the end of a text
    "bracket": r"\b(?:{})\s\((?:jpy\s?)?$",  # before the bracket that the number opens
    "opening": r"\((?:[0-9][0-9,]*\s)?(?:{})\b",  # at the beginning of a bracket, behind a number at most
    "phrase": r"\b(?:{})\s(?:the |our |its )?$",  # right before a phrase
    "aside": r"(?:{})\s[^,;().\d]{{0,50}}$",  # before a phrase, nothing that ends an aside between
    "subject": r"(?:^|[.;\t]\s?)\W{{0,6}}(?:the|a|an|our|this)\s(?:[a-z-]+\s){{0,2}}(?:{})\b",
    "one of": r"\bone of (?:the|our|its)\s(?:[a-z-]+\s){{0,2}}(?:{})\b",
    "led": rf"\b(?:{{}})\b[^.;:,()\d]{{{{0,60}}}}(?::\s{TO_AMOUNT})?$",  # before the number, in its part of a sentence
    "in": r"\b(?:{})\b",  # anywhere in a text
}


# What must stand there: no letter that may be missing; a point or another mark as far as cues have them.
_WORDS = re.compile(r"(?:, )?(?:[a-z]|\\\.)+(?: [a-z]+)*(?![?*{])|~")
_CLASS = re.compile(r"\\[^.]|\[[^\]]*\]")
_LETTER = re.compile(r"[a-z](?![?*{])")  # that a pattern begins with
_LETTERS, _MOST_WORDS = re.compile(r"[a-z]+|~"), 16_384  # kept with what they leave to look for
_LETTERS_OF_STEM = re.compile(r"[a-z]+\.?|~")  # 'ca.' is in no 'because'


class Cue(NamedTuple):
    """One row."""

    cue: str
    part: str
    place: str
    says: str
    witness: str
    line: str = ""  # of our own, in the form of the witness, where that cannot stand here itself


class Hit(NamedTuple):
    """A cue found: what it says, where it begins, and where what its place allows behind it ends."""

    says: str
    start: int
    end: int


class Matcher:
    """All cues of one part at one place, as one pattern."""

    def __init__(self, place: str, rows: tuple[Cue, ...]) -> None:
        self.says = {f"c{n}": row.says for n, row in enumerate(rows)}
        either = "|".join(f"(?P<c{n}>{row.cue})" for n, row in enumerate(rows)) or "(?!)"
        ways = [way for row in rows for way in _ways(row.cue)]
        if ways and all(map(_LETTER.match, ways)):  # most places of a text are passed over by the first letter alone
            either = f"(?=[{''.join(sorted({way[0] for way in ways}))}])(?:{either})"
        self.pattern = re.compile(_PLACES[place].format(either), re.ASCII)  # as the blanks and digits of cleaned lines
        stems = [_stems(row.cue) for row in rows]
        self.stems = None if None in stems else tuple({stem for each in stems for stem in each or ()})

    def _hit(self, m: re.Match[str] | None) -> Hit | None:
        return None if m is None else Hit(self.says[m.lastgroup or ""], m.start(m.lastgroup or 0), m.end())

    def search(self, low: str, start: int = 0, end: int = 10**6) -> Hit | None:
        """The first cue in a text in small letters."""
        if self.stems is not None and not (low and any(map(low.__contains__, self.stems))):  # the cheap look
            return None
        return self._hit(self.pattern.search(low, start, end))

    def match(self, low: str, start: int = 0) -> Hit | None:
        """The cue that a text in small letters begins with."""
        return self._hit(self.pattern.match(low, start))

    def all(self, low: str) -> list[Hit]:
        """All cues of a text in small letters, in order."""
        return [Hit(self.says[m.lastgroup or ""], *m.span(m.lastgroup or 0)) for m in self.pattern.finditer(low)]


def _stems(cue: str) -> set[str] | None:
    """Words, or parts of words, of which one or several in a row stand in any text where a cue is; None where it can do
    without any. Classes of characters and escapes are no words."""
    found: set[str] = set()
    for way in _ways(_CLASS.sub(lambda m: "." * len(m.group()), cue)):
        parts = [stems for stems in _parts(way) if stems]
        if not parts:
            return None
        found |= max(parts, key=lambda stems: min(map(len, stems)))
    return found


def _parts(way: str) -> Iterator[set[str] | None]:
    """Of each part of a pattern without alternatives that must be there: the words, or parts of words, in it."""
    at = 0
    while at < len(way):
        word = _WORDS.match(way, at)
        if way[at] == "(":
            behind = _closed(way, at)
            if way.startswith("(?:", at) and way[behind : behind + 1] not in {"?", "*", "{"}:
                yield _stems(way[at + 3 : behind - 1])
            at = behind
        elif word is not None:
            yield {word.group().replace("\\.", ".")}
            at = word.end()
        else:
            at += 1


def _closed(way: str, at: int) -> int:
    """Where the group that opens at an offset is closed."""
    depth = 0
    for i in range(at, len(way)):
        depth += (way[i] == "(") - (way[i] == ")")
        if depth == 0:
            return i + 1
    return len(way)


def _ways(cue: str) -> list[str]:
    """The alternatives of a pattern."""
    out, depth, begun = [], 0, 0
    for i, char in enumerate(cue):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            out.append(cue[begun:i])
            begun = i + 1
    return [*out, cue[begun:]]


@company.kept
@cache
def rows() -> tuple[Cue, ...]:
    """All rows of both files; a company may have none of its own."""
    return tuple(
        Cue(cue, part, place, **row)
        for table in (company.table(FILE, Path(__file__).with_name(FILE)), company.table(FILE))
        for part, places in table.items()
        for place, named in places.items()
        for cue, row in named.items()
    )


@company.kept
@cache
def cues(part: str, place: str) -> Matcher:
    """The cues that tell a part of the meaning at a place."""
    return Matcher(place, tuple(row for row in rows() if (row.part, row.place) == (part, place)))


# ---- which rules a line leaves to try ------------------------------------------------------------------------------

_needs: list[Callable[[], tuple[str, ...] | None]] = []


class _Met(dict[str, int]):
    """The needs that a word meets; under '' those that any line meets."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        told = [(1 << n, stems()) for n, stems in enumerate(_needs)]
        met = (bit for bit, stems in told if (any(s in f"{word}." for s in stems) if stems is not None else not word))
        self[word] = found = sum(met)
        return found

    cache_clear = dict.clear


_MET = company.kept(_Met())


def _need(stems: Callable[[], tuple[str, ...] | None]) -> int:
    _needs.append(stems)
    _MET.clear()  # words were looked up without it
    return 1 << len(_needs) - 1


def word(*stems: str) -> int:
    """The need of a rule that finds nothing in a line without a word that has one of `stems` (small letters) in it."""
    return _need(lambda: stems)


def cue(part: str, place: str) -> int:
    """The need of a rule that finds nothing in a line without a cue. Needs joined by | are met by one of them."""
    return _need(lambda: _longest_words(cues(part, place).stems))


def _longest_words(stems: tuple[str, ...] | None) -> tuple[str, ...] | None:
    words = [_LETTERS_OF_STEM.findall(stem) for stem in stems or ()]
    return tuple({max(each, key=len) for each in words}) if stems is not None and all(words) else None


def trait() -> int:
    """The need of a rule for lines or numbers of a kind, which no word meets: who asks the rules says it of them."""
    return _need(lambda: ())


def met(low: str) -> int:
    """The needs that a line in small letters meets."""
    found = _MET[""]
    for word in _LETTERS.findall(low):
        found |= _MET[word]
    return found


Asked = ParamSpec("Asked")
Said = TypeVar("Said")


class Rules(Generic[Asked, Said]):
    """Rules in order, each with its need; 0 for one that is always tried."""

    def __init__(self, *rules: tuple[Callable[Asked, Said], int]) -> None:
        self.rules = rules
        self.needed = 0
        for _, need in rules:
            self.needed |= need
        self._left: dict[int, tuple[Callable[Asked, Said], ...]] = {}

    def left(self, met: int) -> tuple[Callable[Asked, Said], ...]:
        """The rules that a line leaves to try."""
        key = met & self.needed
        left = self._left.get(key)
        if left is None:
            left = self._left[key] = tuple(rule for rule, need in self.rules if not need or need & key)
        return left

    def first(self, met: int, *args: Asked.args, **named: Asked.kwargs) -> Said | None:
        """What the first of them says that has something to say; None where none has."""
        for rule in self.left(met):
            if said := rule(*args, **named):
                return said
        return None
