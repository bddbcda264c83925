"""What the filings say in words: passages found in the raw texts, quoted with the line they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from helpers.data.dataset import Data
from helpers.story import sources

REASONS = (
    "lower than expected",
    "productivity",
    "prior investment",
    "lead time",
    "delayed",
    "unprofitable",
    "cancel",
)
"""Words of the sentences in which a filing says why profit fell short."""

MARKS = " -<>◆♦●•■➤✓√*\t"
"""What stands before the items of lists, and headings."""
SHORTEST = 40
"""Characters of a sentence that says something by itself."""


def quoted(
    data: Data, phrases: Iterable[str], most: int = 1, otherwise: re.Pattern[str] | None = None
) -> list[dict[str, Any]]:
    """Rows for a table: of each filing at hand, the first sentences (at most `most`) that hold one of the phrases.

    otherwise   what a sentence holds that stands for a filing without any of the phrases
    A filing without a text in the data folder, or without such a sentence, gives no row.
    """
    pattern = re.compile("|".join(map(re.escape, phrases)))
    rows = []
    for filing, announced in zip(data.filings["filing"], data.filings["announced_on"], strict=True):
        path = data.data_dir / "raw" / f"{filing}.txt"
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        hits = _sentences(lines, pattern) or (_sentences(lines, otherwise, SHORTEST) if otherwise else [])
        for number, said in hits[:most]:
            rows.append({"Announced": str(announced), "In the company's words": sources.passage(filing, number, said)})
    return rows


def _sentences(lines: list[str], pattern: re.Pattern[str], shortest: int = 0) -> list[tuple[int, str]]:
    """The number of each line that matches, with the sentence around the match; no disclaimer, none too short.

    A short item of a list below another item says what it is about with that one: 'Site for a retailer: 3 servers'.
    """
    found = ((number, line, pattern.search(line)) for number, line in enumerate(lines, 1))
    told = [
        (number, _above(lines, number, sentence_around(line, match.start(), match.end())))
        for number, line, match in found
        if match
    ]
    return [(number, said) for number, said in told if len(said) >= shortest and "forward-looking" not in said]


def _above(lines: list[str], number: int, said: str) -> str:
    """A short sub-item with the item it stands below; anything else as it is."""
    if len(said) >= SHORTEST or not lines[number - 1].startswith((" ", "\t")):
        return said
    above = next((line for line in reversed(lines[: number - 1]) if not line.startswith((" ", "\t"))), "")
    item = sentence_around(above, 0, len(above))
    return f"{item}: {said}" if item and above[0] in MARKS else said


def sentence_around(line: str, start: int, end: int) -> str:
    """The sentence of a line that holds the characters from start to end, without bullets and heading marks.

    A full stop in brackets, as in '(ex. games)', ends none.
    """
    first = line.rfind(". ", 0, start) + 1
    ends = (match.start() + 1 for match in re.finditer(r"\. ", line) if match.start() >= end)
    last = next((at for at in ends if line.count("(", first, at) <= line.count(")", first, at)), len(line))
    return line[first:last].strip(MARKS)
