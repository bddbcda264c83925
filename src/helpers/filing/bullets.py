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
_LONGEST_LABEL = 60
_PLAIN = 3


def ranks(lines: list[Line]) -> dict[str, int]:
    """How deep the marks of this filing stand, where that is not as everywhere: its ordinary bullet (a dash, or the
    commonest weak mark if it uses no dash), and marks of no known rank that head what stands below them."""
    runs = _runs(lines)
    marks = Counter(mark for run in runs for mark, _ in run)
    weak = [(n, c) for c, n in marks.items() if _MARK_RANK.get(c, _PLAIN) >= 2 and c != ">"]
    plain = "-" if marks["-"] or not weak else max(weak)[1]
    strange = marks.keys() - _MARK_RANK.keys() - {"-", ">", "*", plain}
    return {plain: _PLAIN} | {mark: 1 for mark in strange if _heads(mark, runs)}


def _runs(lines: list[Line]) -> list[list[tuple[str, bool]]]:
    """The marks of lines with words, in order, each with whether its line is a label: short, without indent or digit;
    one list for each run of such lines without a line of another kind between."""
    runs: list[list[tuple[str, bool]]] = [[]]
    for line in lines:
        text = line.text
        m = BULLET.match(text) if text and not text[0].isalnum() else None
        mark = m["marks"].strip()[-1:] if m and m["marks"] else ""
        if mark and any(map(str.isalpha, text)):
            label = len(text) <= _LONGEST_LABEL and text[0] != " " and not any(map(str.isdecimal, text))
            runs[-1].append((mark, label))
        elif text.strip() and text[0] != " ":
            runs.append([])
    return runs


def _heads(mark: str, runs: list[list[tuple[str, bool]]]) -> bool:
    """Whether most lines with this mark are labels, or it comes first in most runs where it stands with others that
    head nothing."""
    labels = [label for run in runs for m, label in run if m == mark]
    beside = [[m for m, _ in run if m == mark or _MARK_RANK.get(m, _PLAIN) > 1] for run in runs]
    first = [run[0] == mark for run in beside if mark in run and set(run) != {mark}]
    leads = sum(first) * 2 >= len(first) > 0 and (any(labels) or len(labels) > 1)
    return sum(labels) * 2 > len(labels) or leads


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
