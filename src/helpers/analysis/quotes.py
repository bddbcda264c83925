"""What the filings say in words: passages found in the raw texts, quoted with the line they stand on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from helpers.data.asked import question
from helpers.data.dataset import Data
from helpers.story import sources

REASONS = ("low productivity", "unprofitable", "low profitability", "lead time", "impact our operating income")
"""Words of the sentences in which a filing says why profit fell short (2016-11-08_1h16_release, lines 39 to 51)."""
HOPES = ("improve",)
"""Words of sentences that look ahead; they give no reason."""
MARKS = ' -<>◆♦●•■➤✓√*\t"“”'
"""What stands before the items of lists, headings and speech."""
SHORTEST = 40
"""Characters of a sentence that says something by itself."""


@question
def quoted(data: Data, phrases: Iterable[str], most: int = 1, unless: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Rows for a table: of each filing at hand, the first sentences (at most `most`) that hold one of the phrases.

    unless   words of sentences that are passed over
    A filing without a text in the data folder, or without such a sentence, gives no row.
    """
    pattern, passed = (re.compile("|".join(map(re.escape, words)) or r"(?!)") for words in (phrases, unless))
    rows = []
    for filing, announced in zip(data.filings["filing"], data.filings["announced_on"], strict=True):
        path = data.data_dir / "raw" / f"{filing}.txt"
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        day = dt.date.fromisoformat(str(announced))
        said = {text: number for number, text in _sentences(lines, pattern) if not passed.search(text)}
        for text, number in list(said.items())[:most]:
            rows.append({"Announced": day, "In the company's words": sources.passage(filing, number, text)})
    return rows


def _sentences(lines: list[str], pattern: re.Pattern[str]) -> Iterable[tuple[int, str]]:
    """Each sentence that holds a match, with the number of its line, but for disclaimers.

    A short item of a list below another item says what it is about with that one: 'Site for a retailer: 3 servers'. A
    sentence that begins on another page begins with an ellipsis.
    """
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            said = _above(lines, number, sentence_around(line, match.start(), match.end()))
            if "forward-looking" not in said:
                yield number, f"… {said}" if said[:1].islower() else said


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
