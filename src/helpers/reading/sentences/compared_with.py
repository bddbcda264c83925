"""What a number is compared with: a year or a quarter ago, another date, or words that are not known."""

from __future__ import annotations

import re

from helpers.language.amounts import Token
from helpers.language.calendar import Period, months_apart
from helpers.reading.cues import Hit, cues
from helpers.reading.facts import BASES
from helpers.reading.sentences.clause import Clause
from helpers.reading.sentences.spot import Spot

OUTSIDE = re.compile(
    r"(?:\b(?P<basis>yoy|qoq)\s\(?|[(/,;:]\s?(?P<front>yoy|qoq)\s?:?\s?)(?:(?:up|down|plus|minus)\s)?(?:by\s)?[+-]?(?:jpy\s?)?$"
)
"""What it is compared with, in front of a number: 'nearly flat QoQ (up 0.1%)', '(YoY: +331 / QoQ: +81)'."""
AGAINST = r"compared (?:to|with)|vs\.?|versus|against"
"""What joins something to what it is compared with, in a pattern."""
_SINCE = rf"\s(?:from|on|over|than|{AGAINST})\s"
_FROM = re.compile(rf",?{_SINCE}(?:jpy\s?)?")
_FROM_AMOUNT = re.compile(
    rf",?(?:(?:\s(?:(?P<differs>more|less|higher|lower)|up|down))?{_SINCE}|\sabove\s)(?:the\s)?(?:jpy\s?)?"
)  # '8.4% more than the JPY7'
_OF_FORMER = re.compile(r"\s(?:(?:recorded|posted|reported|booked)\s)?(?:for|in|of|at|as (?:of|at))\s(?:the\s)?|\s?\(")
_BETWEEN = frozenset({
    "and", "or", "to", "by", "jpy", "up", "down", "plus", "minus", "increased", "decreased", "rose", "fell", "grew",
    "increase", "decrease", "decline", "growth", "of", "at", "for", "in", "as", "from", "compared", "respectively",
})  # fmt: skip
# 'from the record', not 'from strong sales'
_OF_ONE = ("the ", "our ", "its ", "a ", "an ", "last ", "previous ", "prior ")
_FEW_WORDS, _FEW_OF_BASE = 3, 6
_BASED_ON = re.compile(rf"\b(?:{AGAINST}|times(?: (?:that|those) of)?)\s(?:the\s)?$")
_ABOVE = re.compile(r"\s(?:above|(?:more|less) than)(?:\s[a-z]+){0,2}")  # what it is compared with must be known
_ODD_BASE = re.compile(r"\s\(?(?:cagr|mom|hoh|m/m|w/w|month[ -]o(?:n|ver)[ -]month|half[ -]o(?:n|ver)[ -]half)\b")
_OTHER_BASES = ("two years", "three years", "four years", "five years", "year before last", " since ")
_LOOK_AHEAD = 12  # numbers of a list that may share the comparison named behind the last


def direct(spot: Spot) -> Hit | None:
    """'YoY' or 'QoQ' right behind the number."""
    hit = spot.near
    return hit if hit is not None and not spot.clause.text[spot.t.after : hit.start].strip() else None


def basis_of(spot: Spot) -> str:
    """What a number is compared with by the words right before it, else as `_basis_behind` tells."""
    outside = OUTSIDE.search(spot.low) if direct(spot) is None else None
    return outside["basis"] or outside["front"] if outside is not None else _basis_behind(spot)


def _basis_behind(spot: Spot) -> str:
    """yoy, qoq or change (another date), by the words or the date behind this or the next numbers of a list."""
    clause, numbers = spot.clause, spot.clause.numbers
    stop = clause.stop(spot.t.end)
    for j in range(spot.i, min(len(numbers), spot.i + _LOOK_AHEAD)):
        n = numbers[j]
        if n.start > stop:
            break
        edge = numbers[j + 1].start if j + 1 < len(numbers) else clause.end
        tail = clause.low[n.after : max(n.after, edge)].removeprefix(")")
        if basis := _told_behind(spot, n, tail):
            return basis
    if (front := base_in_front(spot)) is not None:
        return _distance(front, spot.time) if front.months == spot.time.months else "? another time"
    if behind := _ABOVE.match(clause.low, spot.t.after):
        return f"? {behind.group().strip()}"
    return "change" if spot.concept.period == "instant" else "yoy"


def _told_behind(spot: Spot, n: Token, tail: str) -> str:
    """What the words between a number and the next, or a date in them, tell that it is compared with; with '?' in front
    where they may, and are not known."""
    said = cues("basis", "near").match(tail)
    if basis := said.says if said is not None else _compared(spot, n):
        return basis
    if spot.concept.period == "duration" and has_ago_behind(spot.clause, n):  # the year of a balance may be its end
        return "yoy"
    odd = _ODD_BASE.match(tail)
    other = next((word.strip() for word in _OTHER_BASES if word in tail), "")  # 'on two years ago'
    other = odd.group().strip(" (") if odd is not None else other
    words = other or _unknown_base(spot.clause, n, tail) or _unknown(tail)
    return f"? {words}" if words else ""


def has_ago_behind(clause: Clause, n: Token) -> bool:
    """'dipped JPY86 million from the same period of the previous year', 'up 7.3% from JPY29,474 million a year ago'."""
    former, _ = _former_behind(clause, n)
    return changed_from_ago(clause, n) or (former is not None and _is_ago(clause, former.after + 1))


def changed_from_ago(clause: Clause, n: Token) -> bool:
    """Whether an amount is by how much something differs from a year or a quarter before: 'dipped JPY86 million from
    the previous year', 'JPY81 million less than the JPY5,131 million of a year ago', and not 'compared to JPY5,131'."""
    since, (former, differs) = _FROM.match(clause.low, n.after), _former_behind(clause, n)
    told = former is not None and differs and _is_ago(clause, former.after + 1)
    return told or (since is not None and _is_ago(clause, since.end()))


def _is_ago(clause: Clause, at: int) -> bool:
    return cues("ago", "behind").match(clause.low, at) is not None


def _unknown_base(clause: Clause, n: Token, tail: str) -> str:
    """'from the record': words for what a number is compared with, up to a comma, a bracket or the end of the sentence,
    without a date."""
    since, closed = _FROM.match(tail), _closed(tail)
    last = clause.stop(n.after) - n.after
    last = closed if 0 < closed < last else last
    if since is None or last > len(tail) or any(n.after <= d.begins < n.after + last for d in clause.dates):
        return ""
    told = last == closed or tail.startswith(_OF_ONE, since.end()) or _is_a_name(clause, n, since)
    return " ".join(tail[:last].rstrip(".").split()[:_FEW_OF_BASE]) if told else ""


def _is_a_name(clause: Clause, n: Token, since: re.Match[str]) -> bool:
    """'from Sep-end': whether what stands behind 'from' behind a number begins large, and is not in the vocabulary."""
    at = n.after + clause.low.startswith(")", n.after) + since.end()
    return clause.text[at : at + 1].isupper() and clause.named_at(at) is None


def _unknown(tail: str) -> str:
    """The words behind a number, up to a comma or bracket, that may tell what it is compared with ('like for like'); ''
    where there are none, or one is known."""
    closed = _closed(tail)
    words = tail[:closed].split() if closed > 0 and tail[0] == " " else []
    return " ".join(words) if 0 < len(words) <= _FEW_WORDS and _BETWEEN.isdisjoint(words) else ""


def _closed(tail: str) -> int:
    return next((at for at, char in enumerate(tail) if char in ",;)"), -1)


def _compared(spot: Spot, n: Token) -> str:
    """The basis where a date follows 'compared to' or 'from' right behind the number."""
    base = base_of(spot.clause, n)
    if base is None:
        return ""
    basis = _distance(base, spot.time)
    year_end = not base.start and base.end.endswith("-03-31")
    balance = (spot.concept.period, spot.concept.unit) == ("instant", "JPY")  # and not a count of subscriptions
    return "change" if year_end and (balance or (basis == "qoq" and spot.concept.period == "instant")) else basis


def _former_behind(clause: Clause, n: Token) -> tuple[Token | None, bool]:
    """The amount that a number is compared with, and whether 'more', 'less' or their like says so: '8.4% more than the
    JPY70,752 million'."""
    former = next((other for other in clause.numbers if other.start >= n.after), None)
    led = _FROM_AMOUNT.fullmatch(clause.low, n.after, former.start) if former is not None else None
    return (former, led["differs"] is not None) if led is not None else (None, False)


def base_amount(clause: Clause, n: Token) -> Period | None:
    """The time of a former amount behind a number: 'up JPY81 million from JPY736 million for 1Q16'."""
    former, _ = _former_behind(clause, n)
    d = clause.date_from(former.after) if former else None
    return d.period if former and d and _OF_FORMER.fullmatch(clause.low, former.after, d.begins) else None


def base_in_front(spot: Spot) -> Period | None:
    """The time that a sentence says in front that it compares with: 'Compared with 1Q16, SI revenues rose'."""
    dates = (d for d in spot.clause.dates_in(spot.begun, spot.t.start) if d.period is not None)
    return next((d.period for d in dates if is_base(spot, d)), None)


def is_base(spot: Spot, d: Token) -> bool:
    """Whether a date before a number is what its sentence compares with."""
    return _BASED_ON.search(spot.clause.low, spot.begun, d.begins) is not None


def base_of(clause: Clause, n: Token) -> Period | None:
    """The time right behind a number that it is compared with: 'from 2Q15'."""
    following = clause.date_from(n.after)
    if following is None or following.period is None:
        return None
    link = cues("compared", "until").pattern.fullmatch(clause.low, n.after, following.begins)
    return following.period if link is not None else base_amount(clause, n)


def _distance(before: Period, now: Period) -> str:
    """yoy, qoq or change, by how far apart two dates or durations lie."""
    months = months_apart(now.end, before.end)
    return BASES.get(months, "change") if months >= 0 else "yoy"
