"""Copies of a filing that are written otherwise, and what is read of them, number by number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from reading import Read, Row, plain, raw, read, undescribed

from helpers.language import concepts
from helpers.language.errors import HelpersError

Piece = str | tuple[int, int] | tuple[int, int, str]
"""A part of what is put in: new text, a span of the text there was, or a text that stands for such a span."""
By = str | dict[str, str] | Callable[[re.Match[str]], list[Piece] | None]
"""What a match is replaced by: a template ('\\1' is the first group), a template for each spelling of the first group,
or pieces (None: not at all)."""
Place = tuple[int, int]  # a line and the first character of a number in it
SAME, UNREAD, RENAMED, WRONG = "same", "unread", "own name", "wrong"


class Copy:
    """A text, and of each character where in the filing it stood (-1 if it is new)."""

    def __init__(self, text: str, origin: list[int] | None = None) -> None:
        self.text, self.origin = text, list(range(len(text))) if origin is None else origin

    def sub(self, pattern: str, by: By) -> Copy:
        """The copy with each match of a pattern replaced."""
        pieces: list[Piece] = []
        at = 0
        for m in re.finditer(pattern, self.text, re.MULTILINE):
            put = by(m) if callable(by) else _filled(m, by if isinstance(by, str) else by[m[1].lower()])
            pieces += [(at, m.start()), *([m.span()] if put is None else put)]
            at = m.end()
        text: list[str] = []
        origin: list[int] = []
        for piece in [*pieces, (at, len(self.text))]:
            if isinstance(piece, str):
                new, places = piece, [-1] * len(piece)
            else:
                new = piece[2] if len(piece) == 3 else self.text[piece[0] : piece[1]]
                places = self.origin[piece[0] : piece[1]]
                places = places if len(new) == len(places) else places[:1] * len(new)
            text.append(new)
            origin += places
        return Copy("".join(text), origin)


def _filled(m: re.Match[str], template: str) -> list[Piece]:
    """A template's pieces for a match; a group that has no part in it is left out."""
    parts = re.split(r"\\(\d)", template)
    return [m.span(int(part)) if n % 2 else part for n, part in enumerate(parts) if not n % 2 or m[int(part)]]


# ---- tables -------------------------------------------------------------------------------------------------------

TABLE = r"^[^\n]*\t[^\n]*(?:\n[^\n]*\t[^\n]*)*$"
_VALUE = re.compile(r"[(\u25b3+-]?(?:JPY ?)?[\d,.]+%?\)?|-|\u2014|")


class Table(NamedTuple):
    """A table with as many cells in each row: their words, their spans, and how many rows of heads it has."""

    words: list[list[str]]
    spans: list[list[Piece]]
    heads: int


def laid_out(layout: Callable[[Table], list[list[list[Piece]]] | None]) -> By:
    """By another layout of each table that has a head over each column and nothing but values below."""

    def by(m: re.Match[str]) -> list[Piece] | None:
        table = _table(m)
        rows = table and layout(table)
        if not rows:
            return None
        return [piece for n, row in enumerate(rows) for k, cell in enumerate(row) for piece in (_before(n, k), *cell)]

    return by


def _before(row: int, cell: int) -> str:
    return "\t" if cell else "\n" if row else ""


def _table(m: re.Match[str]) -> Table | None:
    spans: list[list[Piece]] = []
    at = m.start()
    for line in m.group().split("\n"):
        spans.append([])
        for cell in line.split("\t"):
            spans[-1].append((at, at + len(cell)))
            at += len(cell) + 1
    words = [[cell.strip() for cell in line.split("\t")] for line in m.group().split("\n")]
    heads = next((n for n, row in enumerate(words) if row[0]), 0)
    values = [cell for row in words[heads:] for cell in row[1:]]
    even = len({len(row) for row in words}) == 1 and len(words[0]) > 2
    headed = heads and all(all(row[1:]) for row in words[:heads]) and all(row[0] for row in words[heads:])
    return Table(words, spans, heads) if even and headed and all(map(_VALUE.fullmatch, values)) else None


# ---- what is read -------------------------------------------------------------------------------------------------


def compared(stem: str, copy: Copy) -> tuple[Counter[str], list[str]]:
    """How many of a filing's numbers are read the same in its copy, are unread, are of an item of their own name, or
    are wrong (another value, item, period, ...); and of these a line each."""
    filed = undescribed(stem)
    try:
        copied = read(copy.text, stem)
    except HelpersError:  # what the filing is must be asked for
        return Counter({UNREAD: len({(f["line"], f["start"]) for f in filed.facts})}), []
    begins = _begins(raw(stem))
    owners = {i: (n["line"], n["start"]) for n in filed.numbers for i in _span(n, begins)}
    kept = {owners.get(place) for place, new in zip(copy.origin, copy.text, strict=True) if new.isdigit()}
    before, after = _by_place(filed, Copy(raw(stem)), owners), _by_place(copied, copy, owners)
    counts, wrong = Counter[str](), []
    for place in (before.keys() & kept) | after.keys():
        counts[outcome := _outcome(before[place], after[place])] += 1
        if outcome == WRONG:
            old, new = (" + ".join(map(plain, rows)) for rows in (before[place], after[place]))
            wrong.append(f"l. {after[place][0]['line']} {after[place][0]['printed']}: {new} ({old or 'no fact'})")
    return counts, wrong


def _begins(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _span(number: Row, begins: list[int]) -> range:
    begin = begins[number["line"] - 1]
    return range(begin + number["start"], begin + number["end"])


def _by_place(found: Read, copy: Copy, owners: dict[int, Place]) -> defaultdict[Place | None, list[Row]]:
    """The facts by where the filing prints their number; by None those of what it does not print."""
    out, begins = defaultdict(list), _begins(copy.text)
    for fact in found.facts:
        places = [owners.get(copy.origin[i]) for i in _span(fact, begins) if copy.text[i].isdigit()]
        out[Counter(places).most_common(1)[0][0]].append(fact)
    return out


def _outcome(before: list[Row], after: list[Row]) -> str:
    old, new = (Counter(map(plain, rows)) for rows in (before, after))
    if old == new:
        return SAME
    if new <= old:
        return UNREAD
    return RENAMED if len(before) == len(after) and all(map(_renamed, before, after)) else WRONG


def _renamed(old: Row, new: Row) -> bool:
    """Whether a fact differs only in an item of its own name, which the vocabulary does not have."""
    known = concepts.load().concepts
    part = new["concept"]
    if part in known or plain({**old, "concept": ""}) != plain({**new, "concept": ""}):
        return False
    while part and part not in known:
        part = part.rpartition(".")[0]
    return old["concept"].startswith(part)
