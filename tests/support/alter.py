"""Other filings made from the filed ones: same words, other days, other digits, other characters.

Written from what the filings look like, not from the program that reads them: nothing here imports it, and its
ways of finding a date differ from the program's on purpose."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

Places = Iterable[tuple[int, int, int]]  # line from 1, first character, character behind the last

# ---- days ---------------------------------------------------------------------------------------------------------

_YEAR = re.compile(r"(?<![\d,:/-])(?<!\d\.)(?:19[89]\d|20[0-4]\d)(?![\d%]|,\d{3}|\.\d{3})")
_SHORT = re.compile(r"(?<![A-Za-z])((?:FY|[1-4]Q|[12]H|[369]M)\s?'?)(\d\d)(?![\d,.]\d|\d)")
_SPAN = re.compile(r"\b(\d\d)(/\d{1,2}\s?~\s?)(\d\d)(/\d{1,2})")
_WEB = re.compile(r"(?:https?://|www\.)\S+")


def _masked(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The text in turns: what is outside a match, what is inside, outside, ..."""
    out, at = [], 0
    for m in pattern.finditer(text):
        out += [text[at : m.start()], m.group()]
        at = m.end()
    return [*out, text[at:]]


def a_year_on(text: str, years: int = 1) -> str:
    """Every date and every period name moved by whole years; addresses of web pages stay."""

    def moved(part: str) -> str:
        part = _SPAN.sub(lambda m: f"{int(m[1]) + years:02d}{m[2]}{int(m[3]) + years:02d}{m[4]}", part)
        part = _SHORT.sub(lambda m: f"{m[1]}{int(m[2]) + years:02d}", part)
        return _YEAR.sub(lambda m: str(int(m[0]) + years), part)

    parts = _masked(text, _WEB)
    return "".join(part if i % 2 else moved(part) for i, part in enumerate(parts))


def day_a_year_on(day: str, years: int = 1) -> str:
    """An ISO date moved by whole years; the last of February stays the last of February."""
    if not day:
        return day
    year, month, number = int(day[:4]) + years, day[5:7], day[8:]
    if month == "02" and number in {"28", "29"}:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        number = "29" if leap else "28"
    return f"{year:04d}-{month}-{number}"


# ---- digits -------------------------------------------------------------------------------------------------------


def other_digits(text: str, places: Places, seed: int) -> str:
    """The digits at `places` replaced by others of the same shape: a leading zero stays one, no other appears, and
    four digits in a row never look like a year."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for line, start, end in sorted(set(places)):
        chars = list(lines[line - 1])
        spots = [i for i in range(start, end) if chars[i] in "0123456789"]
        year = len(spots) == 4 and spots[-1] - spots[0] == 3
        for n, i in enumerate(spots):
            if n == 0 and chars[i] == "0":
                continue
            chars[i] = chance.choice("3456789" if year and n == 0 else "123456789" if n == 0 else "0123456789")
        lines[line - 1] = "".join(chars)
    return "\n".join(lines)


# ---- characters ---------------------------------------------------------------------------------------------------


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def trailing_blanks(text: str) -> str:
    """Blanks and now and then a tab behind every line that is no row of cells."""
    return "\n".join(line if "\t" in line else line + " " * (1 + n % 5) for n, line in enumerate(text.split("\n")))


def marked(text: str) -> str:
    """With a byte-order mark."""
    return "\ufeff" + text


def no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _bullets(text: str, others: dict[str, str]) -> str:
    def other(m: re.Match[str]) -> str:
        """The marks in front of a line; page numbers ('- 1 -') have none."""
        return (
            m[0]
            if re.match(r"\d+ -$", text[m.end() : m.end() + 6].split("\n")[0])
            else m[1] + "".join(others.get(c, c) for c in m[2]) + m[3]
        )

    return re.sub(
        r"(?m)^([ \t]*)([-\u2022\u25c6\u25cf\u2666\u27a2\u27a4\u25a0\u2713\u221a*\u203b> ]*?)( )(?=\S)", other, text
    )


def round_bullets(text: str) -> str:
    """Dots for dashes; rings for what had dots, so that levels stay apart."""
    return _bullets(text, {"-": "\u2022", "\u2022": "\u25e6"})


def long_dashes(text: str) -> str:
    return _bullets(text, {"-": "\u2013"})


def middle_dots(text: str) -> str:
    return _bullets(text, {"-": "\u30fb"})


def other_headings(text: str) -> str:
    """Other marks for headings and for the arrows below them."""
    return _bullets(
        text, {"\u25c6": "\u25a0", "\u2666": "\u25cf", "\u25cf": "\u25c6", "\u27a4": "\u25b6", "\u27a2": "\u25b8"}
    )


def strange_headings(text: str) -> str:
    """Marks for headings that no filing at hand has."""
    return text.translate(dict(zip(map(ord, "\u25c6\u2666\u25cf\u25a0"), "\u25a3\u2726\u2605\u25b6", strict=True)))


def blanks_for_tabs(text: str) -> str:
    """Runs of blanks between the cells of every row that has no empty cell."""
    out = []
    for line in text.split("\n"):
        cells = line.split("\t")
        out.append("    ".join(cells) if len(cells) > 1 and all(c.strip() for c in cells) else line)
    return "\n".join(out)
