"""The rows of a table as they are meant: the conversion shifts cells, cuts labels and puts percentages a row off."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from helpers.filing.layout import NO_CELL, Cell, Row, lost_tabs
from helpers.filing.wrapping import NO_END, ends_within
from helpers.language.amounts import Token
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import resolve
from helpers.language.labels import metric_named, strip_label, subject_named
from helpers.language.scope import Scope
from helpers.reading.captions import RatioLine
from helpers.reading.facts import POINTS, Reading

Placed = tuple[Row, Token]  # a number and the line it stands on
_ONLY_SCENARIO = re.compile(
    r"\W*(?:(?:newly|new|revised|modified|initial(?:ly)?|previous(?:ly)?|former(?:ly)?|original(?:ly)?|current|latest|last|this"
    r"|full[- ]year|annual|announced|published|released|consolidated|reference|ref|the|our|of|for)\W+)*"
    r"(?:targets?|forecasts?|plan|outlook|guidance|projections?|estimates?|revision|announcement|results?"
    r"|actual(?: results?)?)"
    r"(?:\W*\([^()]*\)|\W*\(?[A-C]\b|\W+(?:announced|published|released|revised|this time|before revision"
    r"|after revision|on|of|for)\b)*+\W*",
    re.IGNORECASE,
)
_WORD, _LETTER = re.compile(r"[A-Za-z]{3}"), re.compile(r"[A-Za-z]")
_DUST = frozenset("\u00b7\u2022,")
LONGEST_LABEL = 120
"""Characters of a label; what is longer is a sentence."""


@dataclass(slots=True)
class Logical:
    """A row as meant: its label and the numbers of each column (those of a percent row above it joined in)."""

    row: Row
    label: str
    cells: dict[int, list[Placed]]
    label_cell: Cell  # `NO_CELL` where it has none
    ratio: str = ""  # the measure of its percentages, where a caption says it

    @property
    def tokens(self) -> list[Token]:
        """The numbers of all its columns."""
        return [t for cell in self.cells.values() for _, t in cell]

    @property
    def filled(self) -> bool:
        """Whether the row has amounts, be it that they stand in no column, or are dashes."""
        return bool(self.cells) or lost_tabs(self.row) or any(c.kind == "dash" for c in self.row.cells[1:])

    @property
    def aside(self) -> bool:
        """Whether brackets stand around the label and around each number: no sign, but a remark ('(of GIO P2)')."""
        label = self.label.strip()
        if not label.startswith("("):
            return False
        whole = label.endswith(")") and label.count("(") == 1
        return whole and all(t.bracket == "(" for t in self.tokens)

    @property
    def all_percent(self) -> bool:
        """Whether every number of the row is a percentage, or tells by how many points one changed."""
        return all(t.percent or t.noun in POINTS for t in self.tokens)

    @property
    def indent(self) -> int:
        """How many blanks stand before the row's first word."""
        raw = self.row.line.raw
        return len(raw) - len(raw.lstrip())

    @property
    def lettered(self) -> bool:
        """Whether the label has any letter in it."""
        return _LETTER.search(self.label) is not None


def logical(
    rows: list[Row], of_revenue: bool, first_own: bool, ratios: RatioLine | None, scope: Scope, reading: Reading
) -> list[Logical]:
    """The rows below the heads. `of_revenue`: a column is headed '% of revenues', so that a row of percentages
    belongs to the amounts below it. `first_own`: the first column has a head of its own, or none has:
    it may hold numbers. `ratios`: what a caption says of rows of percentages without a label."""
    labelled = sum(r.cells[0].kind == "text" for r in rows if r.cells) * 2 > len(rows)
    entries = [_entry(row) for row in rows]
    if labelled and not first_own:
        for entry in entries:
            _without_stray(entry, reading)
    out = _with_percents(entries, scope, of_revenue=of_revenue, ratios=ratios)
    _join_labels(out, scope)
    if of_revenue:
        _carry_percents(out)
    return out


def _with_percents(
    entries: list[Logical], scope: Scope, *, of_revenue: bool, ratios: RatioLine | None
) -> list[Logical]:
    """The rows, those of percentages joined to the amounts that they belong to."""
    out: list[Logical] = []
    pending: list[Logical] = []  # a row of percentages that belongs to the amounts below it
    measure = ratios.measure if ratios is not None else ""
    for entry in entries:
        amounts = _amounts_of(entry, of_revenue=of_revenue, ratios=ratios)
        entry.ratio = measure if amounts else ""
        if amounts == "above" and out and out[-1].filled:
            _join_percents(entry, out[-1], scope, measure)
        elif amounts == "below":
            pending = [entry]
        else:
            for above in pending if entry.filled else ():
                _join_percents(above, entry, scope, measure)
            out += [entry] if entry.filled else [*pending, entry]
            pending = []
    return out + pending


def _amounts_of(entry: Logical, *, of_revenue: bool, ratios: RatioLine | None) -> str:
    """Whether the amounts that a row of percentages belongs to stand above or below it; '' for any other row."""
    numbers = entry.row.numbers if lost_tabs(entry.row) else entry.tokens
    if not numbers or not all(t.percent for t in numbers):
        return ""
    if ratios is not None and not entry.lettered:
        return "below" if ratios.amounts_below else "above"
    return "below" if of_revenue else ""


def _without_stray(entry: Logical, reading: Reading) -> None:
    """Take away a digit before a label, where each column has an amount."""
    if entry.label_cell is NO_CELL and 0 in entry.cells and len(entry.cells) > 1:
        stray = entry.cells.pop(0)
        amounts = ", ".join(t.text for t in entry.tokens)
        why = f"a stray digit before the label: line {entry.row.line.number} has an amount a column, {amounts}"
        for row, token in stray:
            reading.mark(row, token, "noise", why)


def _entry(row: Row) -> Logical:
    label = _label_cell(row)
    cells = {
        j: [(row, t) for t in c.numbers]
        for j, c in enumerate(row.cells)
        if c is not label and c.kind in {"number", "mixed"} and c.numbers
    }
    return Logical(row, label.text, cells, label)


def _label_cell(row: Row) -> Cell:
    """The cell that labels a row: the first, or the last when the first is empty."""
    first = row.cells[0]
    if first.kind in {"text", "period"} or (first.kind == "mixed" and is_worded(first.text)):
        return first
    last = next((c for c in reversed(row.cells) if c.kind != "empty"), NO_CELL)
    labels = last is not first and last.kind == "text" and not last.numbers and len(last.text) < LONGEST_LABEL
    return last if labels else NO_CELL


def _join_percents(above: Logical, entry: Logical, scope: Scope, measure: str) -> None:
    """A row of percentages printed beside its amounts, and the first half of a label with it."""
    joined = f"{above.label} {entry.label}".strip()
    item = resolve(joined, scope) if above.label else None
    entry.label = joined if (item and item.known) or above.label.endswith(NO_END) else entry.label
    entry.ratio = measure
    entry.cells = {j: above.cells.get(j, []) + entry.cells.get(j, []) for j in {*above.cells, *entry.cells}}


def _join_labels(rows: list[Logical], scope: Scope) -> None:
    """A label that goes on in the next row, which holds no number, or begins in the row above, which holds none."""
    for entry, below in itertools.pairwise(rows):
        joined = f"{entry.label} {below.label}"
        if not (entry.filled or below.filled) and entry.label and below.label[:1].islower():
            entry.label, below.label = "", joined
        if entry.filled and below.filled and entry.label.endswith(NO_END):
            below.label = joined  # 'Earnings before | 3.4%' over 'Income Tax Expense | 2,540'
        if entry.filled == below.filled or not entry.label or not below.label:
            continue
        if below.filled and _label_begins(entry, below, joined, scope):
            entry.label, below.label = "", joined


def _label_begins(entry: Logical, below: Logical, joined: str, scope: Scope) -> bool:
    """Whether a row without numbers holds the beginning of the label of the row below: the two make a name of the
    vocabulary or tell nothing but a scenario ('Previous Target' over '(A)'), or the second begins in small letters."""
    heads = subject_named(entry.label) and metric_named(below.label)
    if entry.label.rstrip().endswith((":", ".")) or entry.label_cell.periods or heads:
        return False
    goes_on = below.label.lstrip()[:1].islower() or ends_within(entry.label)
    name = fold(strip_label(joined))
    if goes_on or name in load().by_alias or name in load().subjects or is_scenario_alone(joined):
        return True
    alone, item = resolve(below.label, scope), resolve(joined, scope)
    return not (alone and alone.known) and item is not None and item.known


def _carry_percents(rows: list[Logical]) -> None:
    """'3.3% 5.1 3.4%': the second percentage is the next row's, which lacks one."""
    for entry, below in itertools.pairwise(rows):
        for j, cell in entry.cells.items():
            if [t.percent for _, t in cell] == [True, False, True]:
                there = below.cells.get(j, [])
                if not any(t.percent for _, t in there):
                    below.cells[j] = [cell.pop(), *there]


def shift(entry: Logical, below: Logical | None) -> dict[int, list[Placed]]:
    """Numbers of a row without a label: the next row's, where that row's own cell holds only dust. Returns the
    others, by column."""
    if below is None or not below.label:
        return entry.cells
    for j in list(entry.cells):
        there = below.row.at(j)
        if there.kind == "dash" and there.text in _DUST:
            below.cells.setdefault(j, []).extend(entry.cells.pop(j))
    return entry.cells


def is_worded(text: str) -> bool:
    """Whether a text has a word (of three letters) in it."""
    return _WORD.search(text) is not None


def is_scenario_alone(text: str) -> bool:
    """Whether a text tells nothing but a scenario: 'Previous Target (A)'."""
    return _ONLY_SCENARIO.fullmatch(text) is not None
