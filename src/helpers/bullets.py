"""The marks that lines of a list begin with, and how deep they stand."""

from __future__ import annotations

import re
from collections import Counter

from helpers.text import Line

BULLET = re.compile(
    r"^(?P<indent>\s*)(?P<marks>(?:(?:[^\w\s()\[\]<>\"'$+\u25b3%&#@/\\^{}|.,;:!?=~]|>)\s?(?!\d)|\*\*){1,4})?\s*"
)
_MARK_RANK = {
    "\u25cf": 1,
    "\u25a0": 1,
    "\u25c6": 1,
    "\u2666": 1,
    "\u25c7": 1,
    "\u203b": 1,
    "\u27a2": 2,
    "\u27a4": 2,
    "\u2022": 2,
}


def plain_bullet(lines: list[Line]) -> str:
    """The mark of this filing's ordinary bullets: a dash, or the commonest weak mark if it uses no dash."""
    begun = (BULLET.match(line.text) for line in lines if line.text and not line.text[0].isalnum())
    marks = Counter(
        m["marks"].strip()[-1:]
        for m in begun
        if m and m["marks"] and m["marks"].strip() and any(map(str.isalpha, m.string))
    )
    weak = [(n, c) for c, n in marks.items() if _MARK_RANK.get(c, 3) >= 2 and c != ">"]
    return "-" if marks["-"] or not weak else max(weak)[1]


def bullet_rank(text: str, plain: str = "-") -> tuple[int, int]:
    """(rank, offset of the text behind the bullet): 0 no bullet, 1 a heading mark, 2.. bullets, deeper is more.
    `plain` is the filing's ordinary bullet (see `plain_bullet`)."""
    if text[:1].isalnum():
        return 0, 0
    m = BULLET.match(text)
    if m is None or not m["marks"]:
        return 0, len(m["indent"]) if m else 0
    marks = m["marks"].replace("*", "").replace(" ", "")
    last = marks[-1:] if marks else "-"
    rank = 3 if last == plain else _MARK_RANK.get(last, 3)
    if last in ">" or (last in {"\u27a4", "\u27a2"} and len(marks) > 1):
        rank = 3
    if last in {"\u2713", "\u221a"}:
        rank = 5
    return rank + (1 if m["indent"] and rank >= 2 else 0), m.end()
