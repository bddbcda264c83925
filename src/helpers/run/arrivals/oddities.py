"""What is odd about a text that can be read all the same: what the reader of its figures should know."""

from __future__ import annotations

import re

from helpers.filing import soundness

_FORMULA = re.compile(r"[ \t]*(?:[=@\uff1d\uff20]|[+\uff0b](?=[A-Za-z(]))")
_COMBINING = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_ODD = (
    (re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]"), ("control character",), "not read"),
    (re.compile(r"\r(?!\n)"), ("line end", "of the old Mac kind"), "read as a blank"),
    (
        re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]"),
        ("invisible mark", "of writing direction or width"),
        "not read",
    ),
    (re.compile(rf"\d{_COMBINING}"), ("digit", "under a combining mark"), "another number may be meant"),
    (
        re.compile(r"</?(?:html|head|body|script|style|div|table|a|img|iframe)\b[^<>\n]{0,200}>?", re.IGNORECASE),
        ("HTML tag",),
        "not read",
    ),
)
"""What to look for, what it is called (a noun, and what follows it), and what becomes of it."""


def remarks(text: str) -> list[str]:
    """What is odd about a text that can be read: sentences with the line."""
    found = []
    rows = text.split("\n")
    lost, where = soundness.lost_characters(text)
    if lost:
        found.append(f"{_count(lost, 'character')} lost in conversion, first on line {where}.")
    for pattern, what, then in _ODD:
        hits = [m.start() for m in pattern.finditer(text)]
        if hits:
            found.append(f"{_count(len(hits), *what)}, first on line {text.count(chr(10), 0, hits[0]) + 1}: {then}.")
    formulas = [number for number, row in enumerate(rows, 1) if _FORMULA.match(row)]
    if formulas:
        many = f"{_count(len(formulas), 'line')} that a spreadsheet would compute as a formula"
        found.append(f"{many}, first on line {formulas[0]}: the tables hold their words without the sign in front.")
    found += _repeated(rows)
    last = next((n for n in range(len(rows), 0, -1) if rows[n - 1].strip()), 0)
    cells = [rows[number - 1].count("\t") for number in (last - 1, last)] if last > 1 else [0, 0]
    if cells[0] and (cells[1] < cells[0] or not text.endswith("\n")) and rows[last - 1].strip("\t "):
        found.append(f"The text ends in the middle of a table, on line {last}: it may be cut off.")
    return found


def _repeated(rows: list[str], least: int = 12) -> list[str]:
    """Passages of many lines that stand twice, as when a page was converted twice."""
    said = [(number, row.strip()) for number, row in enumerate(rows, 1) if row.strip()]
    first: dict[tuple[str, ...], int] = {}
    found: list[str] = []
    at = 0
    while at + least <= len(said):
        window = tuple(text for _, text in said[at : at + least])
        before = first.setdefault(window, at)
        if before + least > at:
            at += 1
            continue
        length = least
        while at + length < len(said) and said[before + length][1] == said[at + length][1] and before + length < at:
            length += 1
        found.append(
            f"Lines {said[at][0]} to {said[at + length - 1][0]} repeat lines {said[before][0]} to "
            f"{said[before + length - 1][0]}: a page may stand there twice."
        )
        at += length
    return found


def _count(number: int, noun: str, *more: str) -> str:
    return " ".join([f"{number:,} {noun}{'' if number == 1 else 's'}", *more])
