"""What pages repeat: their numbers, running heads and feet. Found by comparing pages, never by words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"\W{0,4}(?:page\s)?\W{0,3}(?P<n>\d{1,3})(?:\s?(?:/|of)\s?\d{1,3})?\W{0,4}", re.I)
_MATTER = re.compile(r"\b(?:JPY|yen|thousands?|millions?|billions?|units?|unaudited|YoY)\b|[%$\u00a5]", re.I)
EDGE, LEAST = 3, 3
"""How many lines at the head and at the foot of a page may be furniture, and on how many pages it stands at least."""


def page_numbers(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Lines (page, index) that number their pages: they count up by one from page to page, on most pages."""
    found: dict[int, dict[int, int]] = {}  # by the difference of printed number and page, the line of each page
    for page, lines in enumerate(pages):
        for at in _edges(len(lines)):
            m = _NUMBER.fullmatch(lines[at].strip())
            if m:
                found.setdefault(int(m["n"]) - page, {})[page] = at
    best = max(found.values(), key=len, default={})
    inner = [page for page, lines in enumerate(pages) if lines]
    if len(best) < 2 or len(best) * 2 < len(inner):
        return set()
    return set(best.items())


def running_lines(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Lines (page, index) at the edge of their page that most pages repeat there word for word, numbers of pages
    apart; where it stands first it stays."""
    seen: Counter[str] = Counter()
    places: dict[str, list[tuple[int, int]]] = {}
    for page, lines in enumerate(pages):
        for key, at in {_key(lines[at], page): at for at in reversed(_edges(len(lines)))}.items():
            if key:
                seen[key] += 1
                places.setdefault(key, []).append((page, at))
    inner = sum(bool(lines) for lines in pages)
    often = [key for key, count in seen.items() if count >= LEAST and count * 5 >= inner * 2]
    return {place for key in often for place in sorted(places[key])[1:]}


def _edges(count: int) -> list[int]:
    return sorted({*range(min(EDGE, count)), *range(max(0, count - EDGE), count)})


def _key(line: str, page: int) -> str:
    """A line to compare: without the number of its own page at its end; '' for figures and for captions of units."""
    text = re.sub(rf"(?:\s|^)0*{page + 1}$", "", line.strip())
    return text.casefold() if any(map(str.isalpha, text)) and "\t" not in text and not _MATTER.search(text) else ""
