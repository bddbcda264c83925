"""The sections of a filing's text, for those who look at it: by their numbers, or by headings that stand alone."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from helpers.filing import layout

_HEADING = re.compile(r"[A-Z][^\t\d:;]{3,68}[A-Za-z)]")
_FEWEST_NUMBERED = 2
OPENING = "Opening"


def titled(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The sections of a filing as (first line, title), the part before the first one under `OPENING`.

    Slides number their sections (I-1., II.); elsewhere a short line of words alone between blank lines is a heading.
    """
    texts = ["", *(line.strip() for line in lines), ""]
    short = [(at, text) for at, text in enumerate(texts) if text and len(text) < layout.LONGEST_SECTION]
    counted = [(at, " ".join(text.replace("*", " ").split())) for at, text in short if layout.SECTION.match(text)]
    if len(counted) >= _FEWEST_NUMBERED:
        return [(1, OPENING), *counted]
    apart = [(at, text) for at, text in short if not texts[at - 1] and not texts[at + 1]]
    return [(1, OPENING), *((at, text) for at, text in apart if _HEADING.fullmatch(text))]


def numbered(marks: Sequence[tuple[int, str]], lines: Iterable[int]) -> list[int]:
    """For each line which of the sections it stands in, counted from 0."""
    starts = [first for first, _ in marks]
    return [bisect.bisect_right(starts, line) - 1 for line in lines]
