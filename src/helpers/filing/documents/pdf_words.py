"""The words of a PDF page with their places: marks of footnotes raised, bullets that are drawn, turned words."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from helpers.filing.documents.grid import raised
from helpers.filing.documents.written import squeezed

DRAWN = "\u2022"
"""Stands for a bullet that is a drawing."""
_SMALL = 0.92
_SAME_PLACE = 1.0  # points
_MARK = re.compile(r"\*{1,3}|\*?\(?\d{1,2}\)?(?:,\d{1,2})*\)?")
Drawing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """`top` and `bottom` count from the upper edge of the page, in points; so do all places here."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    turned: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def words_of(page: Any) -> list[Word]:
    """The words of a page of pdfplumber, those of drawn bullets and turned headings among them."""
    twice = _printed_twice(page.chars)
    plain = page.filter(lambda thing: id(thing) not in twice) if twice else page
    rules = sorted((e["x0"], e["top"], e["bottom"]) for e in page.edges if e["orientation"] == "v" and e["height"] > 4)
    level = plain.filter(lambda thing: thing.get("upright", True))
    found = [_word(part, False) for w in _extracted(level) for part in _parted(w, rules)]
    upright = _marked([w for w in found if w.text])
    turned = [_word(w, True) for way in ("btt", "ttb") for w in _turned(plain, way)]
    return [*upright, *_bullets(page, upright), *(w for w in turned if w.text)]


def _printed_twice(chars: Sequence[Drawing]) -> set[int]:
    """The ids of characters that are printed again on the same character, as some programs make bold type: no further
    apart than half a square of one of four nets, each half a square from another."""
    there: set[tuple[str, float, int, int]] = set()
    twice = set()
    for char in chars:
        x, y = char["x0"] / _SAME_PLACE, char["top"] / _SAME_PLACE
        squares = {(char["text"], char["size"], round(x + a), round(y + b)) for a in (0, 0.5) for b in (0, 0.5)}
        if not there.isdisjoint(squares):
            twice.add(id(char))
        there |= squares
    return twice


def _turned(page: Any, way: str) -> list[Drawing]:
    """Words that are read upwards (btt) or downwards (ttb)."""
    if all(c["upright"] for c in page.chars):
        return []
    up = way == "btt"
    chars = page.filter(lambda c: c["object_type"] == "char" and not c["upright"] and (c["matrix"][1] > 0) == up)
    return _extracted(chars, char_dir_rotated=way, line_dir_rotated="ltr" if up else "rtl")


def _extracted(page: Any, **ways: str) -> list[Drawing]:
    found: list[Drawing] = page.extract_words(x_tolerance_ratio=0.18, y_tolerance=2, return_chars=True, **ways)
    return found


def _parted(word: Drawing, rules: Sequence[tuple[float, float, float]]) -> list[Drawing]:
    """A word as it is; as several where rules stand between its letters, in the narrow cells of a table."""
    first = bisect.bisect_left(rules, (word["x0"] + 1, 0, 0))
    last = bisect.bisect_right(rules, (word["x1"] - 1, 0, 0))
    middle = (word["top"] + word["bottom"]) / 2
    cuts = [x for x, top, bottom in rules[first:last] if top < middle < bottom]
    if not cuts:
        return [word]
    parts: dict[int, list[Drawing]] = {}
    for char in word["chars"]:
        parts.setdefault(bisect.bisect_left(cuts, (char["x0"] + char["x1"]) / 2), []).append(char)
    return [
        {**word, "chars": chars, "text": "".join(c["text"] for c in chars), "x0": chars[0]["x0"], "x1": chars[-1]["x1"]}
        for _, chars in sorted(parts.items())
    ]


def _word(word: Drawing, turned: bool) -> Word:
    chars = word["chars"]
    size = max(c["size"] for c in chars)
    text = squeezed(word["text"] if turned else _with_marks(chars, size))
    return Word(text, word["x0"], word["x1"], word["top"], word["bottom"], size, turned)


def _with_marks(chars: Sequence[Drawing], size: float) -> str:
    """The characters of a word; digits that stand small and above the line as the mark of a footnote."""
    foot = max(c["bottom"] for c in chars if c["size"] > _SMALL * size)
    out: list[str] = []
    high: list[str] = []
    for c in chars:
        if c["size"] <= _SMALL * size and c["bottom"] < foot - 0.12 * size:
            high.append(c["text"])
            continue
        if high:
            out.append(_raised("".join(high)))
            high = []
        out.append(c["text"])
    return "".join([*out, _raised("".join(high))]) if high else "".join(out)


def _raised(mark: str) -> str:
    return raised(mark) if _MARK.fullmatch(mark) else mark


def _beside(mark: Word, words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The larger words at whose top a small mark stands, close behind them, and close before them."""
    near = [w for w in words if w.size * _SMALL >= mark.size and w.top - 0.5 * w.size < mark.middle < w.middle]
    before = [w for w in near if -0.1 * w.size <= mark.x0 - w.x1 <= 0.45 * w.size]
    return before, [w for w in near if -0.1 * w.size <= w.x0 - mark.x1 <= 0.5 * w.size]


def _marked(words: list[Word]) -> list[Word]:
    """Small digits above the line that the spacing parted from their word, put back to it."""
    if not words:
        return []
    usual = median(w.size for w in words)
    marks = [w for w in words if w.size <= _SMALL * usual and _MARK.fullmatch(w.text)]
    out = list(words)
    for mark in marks:
        before, behind = _beside(mark, out)
        if before:
            word = before[0]
            out[out.index(word)] = replace(word, text=word.text + raised(mark.text), x1=mark.x1)
        elif behind:
            word = behind[0]
            out[out.index(word)] = replace(word, text=f"{raised(mark.text)} {word.text}", x0=mark.x0)
        else:
            continue
        out.remove(mark)
    return out


def _bullets(page: Any, words: Sequence[Word]) -> list[Word]:
    """Small drawings, as wide as high, in front of a line: the marks of lists as browsers print them."""
    out: list[Word] = []
    places: set[tuple[int, int]] = set()
    for thing in [*page.curves, *page.rects]:
        wide, high = thing["x1"] - thing["x0"], thing["bottom"] - thing["top"]
        if not 1 < wide < 8 or not 0.8 < wide / max(high, 0.01) < 1.25:
            continue
        place = round(thing["x0"]), round(thing["top"])
        middle = (thing["top"] + thing["bottom"]) / 2
        behind = [w for w in words if w.top < middle < w.bottom and 0 < w.x0 - thing["x1"] < 2.5 * w.size]
        before = [w for w in words if w.top < middle < w.bottom and 0 <= thing["x0"] - w.x1 < 4 * w.size]
        if behind and not before and place not in places:
            places.add(place)
            w = min(behind, key=lambda w: w.x0)
            out.append(Word(DRAWN, thing["x0"], thing["x1"], w.top, w.bottom, w.size))
    return out
