"""Labels printed together, their amounts below: 'Revenues | Operating Income' over 'JPY65,334 million JPY2,563 million'
over '(up 14.3% YoY) (up 6.1% YoY)', or one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.filing.layout import Block
from helpers.language import company
from helpers.language.item_of_label import resolve
from helpers.language.items import Item, combine
from helpers.language.labels import strip_label
from helpers.language.phrases import folded_words, mentions
from helpers.language.scope import Scope
from helpers.reading.footnotes import starred

Labels = list[tuple[Item, str]]

_AMOUNT_WORDS = re.compile(
    r"JPY|million|billion|[bm]n\b|up|down|by|and|points?|pt|an? (?:(?:in|de)crease|rise|fall|drop) of|YoY|QoQ"
    r"|per (?:common )?share(?: of common stock)?"
)


def labels_of(text: str, notes: dict[str, str]) -> Labels:
    """The line items that a heading without numbers names: one, or several side by side; none for other headings."""
    return list(_labels_of(starred(text, notes), text))


@company.kept_short(4096)
def _labels_of(told: str, text: str) -> Labels:
    """The line items that a heading names; `told` is its text in the words of the note that explains it."""
    named = [m for m in mentions(text) if m.kind in {"concept", "metric"}]
    if len(named) < 2 or sum(len(m.key.split()) for m in named) < len(folded_words(text)):
        item = resolve(strip_label(told), Scope())
        return [(item, text.strip())] if item is not None and item.known else []
    items = [Item(m.name, m.sign) if m.kind == "concept" else combine(m.name, "total") for m in named]
    return [(i, text[m.start : m.end]) for i, m in zip(items, named, strict=True) if i is not None]


def is_bare(text: str) -> bool:
    """Whether a line with numbers says nothing but amounts and how they compare."""
    return not any(map(str.isalpha, _AMOUNT_WORDS.sub("", text)))


def begins(text: str, end: int) -> bool:
    """Whether a line without a mark begins with an amount, which ends at `end`, and names no line item: whatever words
    are between its amounts ('JPY157.8 billion a rise of 12.2% JPY25.2 billion'), they are of labels above."""
    return is_bare(text) or ((text[:1] == "(" or text[:1].isalnum()) and is_bare(text[:end]) and not mentions(text))


def amounts(blocks: Sequence[Block], labels: Labels) -> dict[int, Labels] | None:
    """The labels of the numbers in each bare line at the start of `blocks`: by line, one a number. None where there
    are not as many amounts as labels."""
    out: dict[int, Labels] = {}
    odd: dict[int, Labels] = {}
    at, before = 0, labels[:0]
    for block in blocks:
        row = block.rows[0]
        numbers = row.numbers
        if block.kind != "text" or not numbers or not begins(row.line.text, numbers[0].end):
            break
        if not is_bare(row.line.text):
            odd[row.line.number] = []  # how they compare, in words that are not known
            continue
        levels = sum(not t.percent for t in numbers)
        if levels:
            before = labels[at : at + levels]
            at += levels
            mine = iter(before)
            last = before[:1]
            here: Labels = []
            for t in numbers:
                last = last if t.percent else [next(mine, last[0])] if last else []
                here += last
        else:
            here, before = before[: len(numbers)], before[len(numbers) :] if len(before) > len(numbers) else before
            here = here if len(here) == len(numbers) else []
        out[row.line.number] = here
    return out | odd if at == len(labels) and all(out.values()) else None
