"""The marks that lines of a list begin with, and how deep they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from helpers.filing.lines import Line

BULLET = re.compile(
    r"^(?P<indent>\s*)(?P<marks>(?:(?:[^\w\s()\[\]<>\"'$+\u25b3%&#@/\\^{}|.,;:!?=~]|>)\s?(?!\d)|\*\*){1,4})?\s*"
)
_MARK_RANK = {
    **dict.fromkeys("\u25cf\u25a0\u25c6\u2666\u25c7\u203b", 1),
    **dict.fromkeys("\u27a2\u27a4\u2022", 2),
}
_PLAIN = 3


def ranks(lines: list[Line]) -> dict[str, int]:
    """The ordinary bullet of this filing, where that is not as everywhere: the commonest weak mark if it uses
    no dash."""
    marks = Counter(mark for line in lines if (mark := _mark(line.text)))
    weak = [(n, c) for c, n in marks.items() if _MARK_RANK.get(c, _PLAIN) >= 2 and c != ">"]
    return {"-" if marks["-"] or not weak else max(weak)[1]: _PLAIN}


def _mark(text: str) -> str:
    """The last mark that a line with words begins with."""
    m = BULLET.match(text) if text and not text[0].isalnum() else None
    return m["marks"].strip()[-1:] if m and m["marks"] and any(map(str.isalpha, text)) else ""


def bullet_rank(text: str, ranks: Mapping[str, int] = MappingProxyType({"-": _PLAIN})) -> tuple[int, int]:
    """(rank, offset of the text behind the bullet): 0 no bullet, 1 a heading mark, 2.. bullets, deeper is more.
    `ranks` are those of the filing (see `ranks`)."""
    words = text.lstrip()
    m = BULLET.match(text) if not words[:1].isalnum() else None
    if m is None or not m["marks"]:
        return 0, len(text) - len(words)
    marks = m["marks"].replace("*", "").replace(" ", "")
    last = marks[-1:] if marks else "-"
    rank = ranks.get(last) or _MARK_RANK.get(last, _PLAIN)
    if last in ">" or (last in {"\u27a4", "\u27a2"} and len(marks) > 1):
        rank = _PLAIN
    return rank + (1 if m["indent"] and rank >= 2 else 0), m.end()
