"""Two amounts of a sentence, or of two lines below one heading, that would be one: the second is of something else,
which the vocabulary does not know, or whose own heading is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from helpers.filing.layout import Row
from helpers.language.item_of_label import resolve_in
from helpers.reading.because import LINE_ABOVE
from helpers.reading.facts import LEVELS, ReadFact, Reading

_BASIS = re.compile(r"\s?(YoY|QoQ)\b", re.IGNORECASE)
_ANOTHER = "another amount than a line above it in its section has told: of what else, nothing tells"
_SECOND = "a second amount of what its sentence has told already; what else it is of is not known"


def take_back(row: Row, before: int, reading: Reading) -> None:
    """Of the facts of a sentence (those from number `before` on) take back amounts that contradict an earlier one of
    the same item and time: 'CAPEX was JPY10.0 billion, mainly for the data center (JPY2.4 billion)'."""
    mine = reading.facts[before:]
    wrong = _contradicting(mine, row.line.text)
    reading.take_back([*wrong, *_in_brackets_of(wrong, mine, row.line.text)], _SECOND)


def _in_brackets_of(wrong: Sequence[ReadFact], facts: Sequence[ReadFact], text: str) -> list[ReadFact]:
    """The facts in a bracket behind one that is of something else: 'JPY700 million from leases (JPY600 million for
    1H15)'."""
    out = []
    for f in wrong:
        opened = text.find("(", f.token.after)
        first = next((g for g in facts if g.token.start > f.token.start), None)
        if first is not None and f.token.after <= opened < first.token.start:
            closed = text.find(")", opened)
            out += [g for g in facts if opened < g.token.start < closed]
    return out


def take_back_lines(sections: Mapping[int, int], reading: Reading) -> None:
    """Of the facts of sentences that a heading tells of what they are take back those of a line that tells another
    amount than a line above it in the same of the `sections` (by line): what is below '\u2666SI' is below
    '\u2666Network services' where the first is lost; and of a line that goes on ('(JPY57 million plus)')."""
    first: dict[tuple[object, ...], ReadFact] = {}
    last: dict[tuple[object, ...], ReadFact] = {}
    lines: set[tuple[int, str]] = set()
    for f in (f for f in reading.facts if f.reader == "sentence" and f.measure in LEVELS):
        key = (sections.get(f.line), f.concept, f.unit, *f.about)
        above = last.get(key) if f"item: {LINE_ABOVE}" in f.because else None
        told = first.setdefault(key, f) if _is_below_heading(f) else above or f
        if told.line != f.line and not _agree(told, f):
            lines.add((f.line, f.concept))
        last[key] = f
    reading.take_back([f for f in reading.facts if (f.line, f.concept) in lines], _ANOTHER)


def _is_below_heading(fact: ReadFact) -> bool:
    """Whether a heading names the item of an amount in a sentence, or the business that its own words do not: 'Gross
    margin ratio'."""
    named = resolve_in(fact.label)
    return "item: heading" in fact.because or (named is not None and named.known and named.concept != fact.concept)


def _contradicting(facts: Sequence[ReadFact], text: str) -> list[ReadFact]:
    """The facts that say otherwise than an earlier one."""
    first: dict[tuple[object, ...], ReadFact] = {}
    wrong: list[ReadFact] = []
    for f in facts:
        basis = _BASIS.match(text, f.token.after)  # 'down 1.1 points YoY, down 0.5 points QoQ'
        told = first.setdefault((f.concept, f.unit, basis and basis.group(1), *f.about), f)
        between = text[told.token.after : f.token.start]
        # 'JPY355 million (JPY355 million)': the same twice, at two times
        again = f.token.text == told.token.text and between.removesuffix("JPY").strip() == "("
        if told is not f and (again or not _agree(told, f)) and told.token.after <= f.token.start:
            whole = text.startswith(" in total", told.token.after)  # 'JPY4.5 billion in total, JPY0.4 billion in 1Q17'
            wrong.append(told if whole else f)
            # 'Order received 3,120 2,410': a row that lost its heads; '(FY2015: JPY140.6 billion and JPY6.1 billion)'
            if between.isspace() or between.removesuffix("JPY").strip() == "and":
                wrong.append(told)
    return wrong


def _agree(a: ReadFact, b: ReadFact) -> bool:
    """Whether one may be the other in rounder figures ('over 1 million: 1,081 thousand')."""
    rough = min(a.decimals, b.decimals)
    half = 1 if a.approx or b.approx else 0.5
    return abs(float(a.value - b.value)) <= half * 10.0**-rough
