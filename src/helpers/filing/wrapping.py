"""Lines that a newswire or a text editor broke within a sentence, put together again, each character with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from helpers.filing.bullets import bullet_rank
from helpers.filing.lines import Line

_NARROWEST, _WIDEST = 45, 140  # characters of a line that was broken because it was full
_LONGEST = 4000  # characters of a paragraph
_USUAL = 70  # where newswires break
_LEAST = 3  # breaks within sentences that show how a filing was broken
_COLUMNS = re.compile(r"\S\s{2,}\S|[\t|]")  # a row of a table, not a sentence
_GOES_ON = re.compile(
    r"(?:\b(?:a|an|the|of|in|to|by|for|from|with|at|as|on|and|or|our|its|their|this|which|that|was|were|is|are|be|been"
    r"|approximately|approx\.|about|over|nearly|almost|around|roughly|JPY|than|between|due|not|per|total|net"
    r"|up|down|before|after|above|below|(?:de|in)creased|rose|fell|grew|declined|dropped|improved|reached|ended|ending"
    r"|until|since|January|February|March|April|May|June|July|August|September|October|November|December)|[,(\u2013\u2014-])$"
)
_LONGEST_END = len("approximately")
NO_END = (" of", " to", " by", " the", " and", " before")
"""With these no line ends, full or not, and no label."""
_BROKEN = re.compile(r"JPY\s?\d{1,3}(?:,\d{3})*,\n\s*\d{3}(?:,\d{3})*\s(?:million|billion|thousand)")
_AMOUNT = re.compile(r"(?:JPY)?\d[\d,.]*%?\)?$")
_MONTHS = frozenset({"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})


def ends_within(text: str) -> bool:
    """Whether a line ends with a word that no sentence or label ends with: 'of', 'and', a comma."""
    text = text.rstrip()
    return _GOES_ON.search(text, max(0, len(text) - _LONGEST_END)) is not None


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines of a filing, those of one sentence or label as one: a line goes on with the next where that one begins
    small, or its first word had no room in a line that ends with 'of' and the like; where most breaks of full lines
    are of this kind, all full lines go on."""
    pairs = list(itertools.pairwise([line.text for line in lines]))
    room = _room(pairs)
    breaks = [_break(text, below, room) for text, below in pairs]
    within, full = breaks.count("within"), breaks.count("full")
    gone_on = {"within", "early"} | ({"full"} if within >= max(_LEAST, full) else set())
    if not gone_on.intersection(breaks):
        return list(lines)
    out = [lines[0]]
    for how, line in zip(breaks, lines[1:], strict=True):
        if how in gone_on and len(out[-1].raw) < _LONGEST:
            out[-1] = _joined(out[-1], line)
        else:
            out.append(line)
    return out


def _room(pairs: list[tuple[str, str]]) -> int:
    """How many characters lines have room for: as newswires break, or what those have that go on in small letters."""
    widths = [len(text.rstrip()) for text, below in pairs if below[:1].islower() and "\t" not in text]
    return max(_NARROWEST, min(_USUAL, max(widths))) if len(widths) >= _LEAST else _USUAL


def _break(text: str, below: str, room: int) -> str:
    """How a line ends before the line below it: 'within' a sentence because it was full, or 'early', where one of them
    tells a number (no cells of heads, 'JPY' above 'millions'); 'full' where it may have been broken for that, '' for a
    line that ends where it was meant to."""
    text = text.rstrip()
    if not text or not below or below.isspace():
        return ""
    if _in_number(text, below):
        return "within"
    how = _how(text, below.split(maxsplit=1)[0], room)
    if not how or _is_apart(text, below):
        return ""
    return "" if how == "early" and not any(map(str.isdecimal, text + below)) else how


def _how(text: str, first: str, room: int) -> str:
    """How a line may end above a line with this first word, if neither is a row of a table."""
    filled = _NARROWEST <= len(text) <= _WIDEST
    full = filled and len(text) + 1 + len(first) > room
    if (
        _in_date(text, first)
        or (full and (first.startswith("JPY") or ends_within(text)))
        or _is_open(text, first)
        or (first[0].islower() and (filled or text[-1] not in ".:;"))
    ):
        return "within" if len(text) >= _NARROWEST else "early"
    return "full" if full and (not text.endswith(":") or _AMOUNT.match(first)) else ""


def _is_open(text: str, first: str) -> bool:
    """Whether a line lacks the word or amount below it, or what that is compared with: 'Cost of', 'decreased by', 'was
    JPY2,563 million, a drop'."""
    if not _AMOUNT.match(first):
        return first.isalpha() and text.endswith(NO_END)
    before, _, tail = text.rpartition(", ")
    told = any(map(str.isdecimal, before)) and not any(map(str.isdecimal, tail))
    return text[-1].isalpha() and (told or ends_within(text))


def _in_date(text: str, first: str) -> bool:
    """Whether a date is cut in two: 'as of Sep. 30,' and '2015: 2,977 personnel' below it."""
    *_, month, day = ["", "", *text.split()] if text.endswith(",") else ["", ""]
    return month[:3] in _MONTHS and day[:-1].isdigit() and first[:2] in {"19", "20"} and first[:4].isdigit()


def _in_number(text: str, below: str) -> bool:
    """Whether a break is inside an amount: 'JPY13,' above '321 million'."""
    return text[-1:] == "," and _BROKEN.search(f"{text}\n{below}") is not None


def _is_apart(text: str, below: str) -> bool:
    """Whether two lines are rows of a table, or the second begins something of its own."""
    if not any(map(str.isalpha, text)) or bullet_rank(below)[0]:  # a rule, or numbers
        return True
    # behind a bullet there may be as many blanks as between columns: '*    Revenue was'
    return _COLUMNS.search(text, bullet_rank(text)[1]) is not None or _COLUMNS.search(below.strip()) is not None


def _joined(line: Line, below: Line) -> Line:
    """Both lines as one, a blank for the break, or nothing where a word was broken."""
    text, lead = line.text.rstrip(), len(below.text) - len(below.text.lstrip())
    hyphened = line.raw.rstrip().endswith("\u00ad") or re.search(r"\w-$", text) is not None
    broken = hyphened or _in_number(text, below.text)
    behind = len(line.raw) + 1
    places = [*(line.places or range(len(line.raw)))[: len(text)], *([] if broken else [behind - 1])]
    places += [behind + place for place in (below.places or range(len(below.raw)))[lead:]]
    gap = "" if broken else " "
    return Line(line.number, f"{line.raw}\n{below.raw}", f"{text}{gap}{below.text[lead:]}", tuple(places))
