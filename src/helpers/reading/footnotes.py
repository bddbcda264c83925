"""Notes below a table or a page, and the labels that their marks belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpers.language.concepts import fold

_MARK = r"(?P<mark>\*{1,3}\d{0,2}|\((?:Note\s?)?\d{1,2}\)|[\u00b9\u00b2\u00b3])"  # of a footnote
_MARKS = frozenset("*(\u00b9\u00b2\u00b3")
_MARKED = re.compile(rf"\s?{_MARK}\s*$")
_NOTE = re.compile(rf"(?:^|,\s|\s(?=\*)){_MARK}\s?(?P<note>[A-Z][A-Za-z][^*\d.:]{{6,70}})(?:(?<=\bInc)\.)?$")


def notes_by_beginning(lines: Iterable[str]) -> dict[str, str]:
    """The first note that stands behind a mark and begins with the words of each key: the mark and the words (folded;
    all but the last words of the note)."""
    out: dict[str, str] = {}
    for m in (m for line in lines if not _MARKS.isdisjoint(line) for m in _NOTE.finditer(line)):
        note = m["note"].strip()
        words = fold(note).split()
        for n in range(1, len(words)):
            out.setdefault(f"{m['mark']} {' '.join(words[:n])}", note)
    return out


def starred(label: str, notes: dict[str, str]) -> str:
    """A label with a mark, in the words of the note that explains it ('Net income*': '*Net income attributable to
    IIJ'); other labels unchanged. `notes` as from `notes_by_beginning`."""
    if _MARKS.isdisjoint(label):
        return label
    m = _MARKED.search(label)
    mark, marked = (m["mark"], label[: m.start()]) if m is not None else ("*", label)
    return notes.get(f"{mark} {fold(marked)}", label)
