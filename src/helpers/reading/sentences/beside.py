"""Words beside the name of a number's item: which may make another item of it, and which change nothing."""

from __future__ import annotations

import re
from copy import copy

from helpers.language import company, scales
from helpers.language.amounts import Token
from helpers.language.concepts import fold
from helpers.language.phrases import Mention
from helpers.reading.sentences.clause import Clause
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.strange_words import JOINS
from helpers.reading.small_words import BEGINS, ENDS, LEAVES_OUT, QUALIFIES, SAYS_NOTHING, SMALL, TAKEN, filer_words

_JOINED = re.compile(r"\W*(?:our |the )?(?P<one>[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}) and (?:the |our )?")
_NO_WORD = re.compile(r"^$|[^a-z'&/-]|^[^a-z]")
_BESIDE = 60  # characters before a name, of the words that belong to it
_GOES_ON = re.compile(
    r"\s{1,8}(?:\((?P<aside>[a-z-]{1,30})\)|(?P<words>(?:[a-z][a-z'&/-]*\s?|\d{1,3}\s(?=[a-z])){1,8}))"
)
_PART_OF_NAME = frozenset({"", "new"})  # nouns of a number that a name may go on with: 'related to 4 new subsidiaries'
_GOES_ON_AS_NAME = re.compile(r"(?:\s[A-Z][a-z]+)*")
_FIRM = frozenset(
    {"solutions", "services", "service", "business", "segment", "group", "inc", "co", "ltd", "corporation"}
)
_CHANGES_NOTHING = frozenset({  # words in front of it
    *SAYS_NOTHING, *(QUALIFIES - {"operating", "gross", "net"}), "solid", "higher", "lower", "further", "recent",
    "most", "temporary", "respective", "related", "company's", "group's", "meanwhile", "however",
})  # fmt: skip
_SAID_BEFORE = BEGINS | SAYS_NOTHING | ENDS | SMALL
_KEEPS = frozenset({"received", "related", "provided", "generated", "recorded", "recognized", "earned", "contributed"})
_NOUN_OF = re.compile(r"\b(?P<noun>[a-z]{4,})\s(?:of|on|for|to|from)\s(?:the\s|our\s)?$")
_ON = re.compile(r"\bexpenses?\son\s(?:the\s|our\s)?$")
_OF_ITSELF = frozenset({  # nouns by whose words a balance is itself
    "amount", "total", "balance", "balances", "level", "number", "growth", "increase", "decrease", "change", "value",
    "rise", "fall", "decline", "ratio", "share", "percentage", "result", "half", "part", "most", "rest", "regard",
    "respect", "terms", "addition", "backlog", "case", "compared", "that", "those",
})  # fmt: skip
_LEFT_OUT = re.compile(  # 'Cost of SI (excluding purchasing costs)'
    rf"(?:\s?\(|,\s)(?P<words>(?:{LEAVES_OUT}|before|including (?:the )?current)\s[^(),\d]{{2,60}}"
    r"|[^(),\d]{2,40}\sonly)"
)
_TO = (["to"], ["to", "jpy"])


def changed(spot: Spot) -> str:
    """A word beside the name of the number's item that may make another of it: 'Enterprise' in 'Enterprise recurring
    revenues', 'carryforwards' in 'operating loss carryforwards', 'public' in 'SI revenues from the public sector'."""
    clause, its = spot.clause, its_names(spot)
    spot = _labelled(spot)
    named = name_of(spot, its)
    if not named or _is_behind(spot):
        return ""
    subjects = [n for n in named if n.kind == "subject"]
    other = [n for n in subjects if n.name not in its]
    if other:  # 'Overseas SI revenues'; or words that its heading is in force for
        return clause.low[other[0].start : other[0].end] if len(other) < len(subjects) else ""
    front = _joined_on(spot, named) or _in_front(spot, named[0].start)
    front = front or _right_behind(spot, named[-1]) or _between(spot, its, named)
    return front or ("" if subjects or spot.item.known else _in_front_of_owner(spot, named[0].start))


def _labelled(spot: Spot) -> Spot:
    """The spot with its label in its sentence, where that is a cell in front of it."""
    clause = spot.clause
    tab = clause.text.find("\t", clause.start, spot.begun) if not spot.named else -1
    if tab < 0:
        return spot
    labelled = copy(spot)
    labelled.begun = clause.start
    labelled.named = [n for n in clause.mentions if clause.start <= n.start < tab]
    return labelled


def _is_behind(spot: Spot) -> bool:
    """Whether the name of the number's item stands right behind it: '113 MVNE clients'."""
    return any(0 <= n.start - spot.t.end <= 1 and n.name == spot.item.concept for n in spot.clause.mentions)


def _between(spot: Spot, its: set[str], named: list[Mention]) -> str:
    """A word of the sentence by which an item is another: 'cancelled' in 'Orders cancelled for systems construction
    were', 'depreciation' in 'Depreciation of property and equipment was'."""
    whole = spot.item.concept
    others = (n for n in named if n.kind == "concept" and n.name not in its)
    apart = next((n for n in others if not whole.startswith((f"{n.name}.", f"{n.name}_view."))), None)
    if apart is not None:
        return spot.clause.low[apart.start : apart.end]
    return _participle(spot, its, named[-1]) or _taken_of(spot, named[0].start)


def _participle(spot: Spot, its: set[str], last: Mention) -> str:
    told = [n for n in spot.named if n.end <= last.start and n.name in its]
    if not told or ENDS.isdisjoint(spot.clause.low[last.end : spot.t.start].split()):
        return ""
    words = spot.clause.low[told[-1].end : last.start].split()
    if any(_NO_WORD.search(word) for word in words):
        return ""
    return next((w for w in words if w.endswith(("ed", "lost")) and w not in _KEEPS and w not in ENDS), "")


def _taken_of(spot: Spot, at: int) -> str:
    """'interest' in 'Interest on borrowings was': what belongs to a balance is not the balance."""
    if spot.concept.unit != "JPY" or (
        spot.concept.period == "duration" and not _ON.search(spot.clause.low, spot.begun, at)
    ):
        return ""
    m = _NOUN_OF.search(spot.clause.low, spot.begun, at)
    noun = m["noun"] if m is not None else ""
    return "" if noun in _OF_ITSELF or noun in BEGINS or noun.endswith(("ly", "ed", "ing")) else noun


def _in_front_of_owner(spot: Spot, end: int) -> str:
    """'Trust' in 'Trust Networks, a subsidiary, has operating income of': of whom an item is that nobody knows."""
    whose = spot.item.concept.partition(".")[0]
    apart = [n for n in spot.named if n.start < end and n.name == whose]
    return _in_front(spot, apart[-1].start) if apart else ""


def name_of(spot: Spot, its: set[str]) -> list[Mention]:
    """The last phrases of the number's own sentence that name its item together."""
    named = [n for n in spot.named if n.end <= spot.t.start]
    while named and named[-1].name not in its:
        named.pop()
    first = max(0, len(named) - 1)
    while first and _is_one_name(spot, named[first - 1], named[first]):
        first -= 1
    return named[first:]


def its_names(spot: Spot) -> set[str]:
    """What the phrases are called that name a number's item."""
    its = {spot.item.concept, spot.concept.subject}
    if spot.t.start not in spot.clause.shared.items:
        return its | {spot.concept.metric, spot.now.metric, spot.now.subject}
    return its | {spot.concept.metric} if spot.concept.subject in {"", "total"} else its


def _is_one_name(spot: Spot, one: Mention, other: Mention) -> bool:
    """Whether two phrases are parts of one name: 'SI revenues', 'revenues from SI', and not 'revenue SI'."""
    m = JOINS.fullmatch(spot.clause.low, one.end, other.start)
    return m is not None and (m["of"] is not None or one.kind == "subject" or other.kind != "subject")


def _in_front(spot: Spot, at: int) -> str:
    """The nearest word before a name, as far as words belong to it, that is not known to change nothing."""
    since = max(spot.begun, at - _BESIDE)
    if joined := _joined_to(spot, at):
        return joined
    for word in reversed(spot.clause.low[since:at].split()):
        word = word.lstrip("\"'(\u201c")
        if word in TAKEN:
            return word
        if word in BEGINS or _NO_WORD.search(word) or word in _told_between(spot.clause, since, at):
            return ""
        net = word == "net" and (spot.item.concept == "other_income" or spot.item.concept.startswith("cash_flow."))
        if not (word in _CHANGES_NOTHING or net or word in filer_words() or word.endswith("ly")):
            return word
    return ""


def _told_between(clause: Clause, since: int, at: int) -> list[str]:
    """The words of the names and dates that begin between two offsets of a line."""
    told = [clause.low[n.start : n.end] for n in clause.named_in(since, at)]
    told += [clause.low[d.start : d.end] for d in clause.dates_in(since, at)]
    return " ".join(told).split()


def _joined_to(spot: Spot, at: int) -> str:
    """'Advertising' in 'Advertising and sales commission grew': what a sentence begins with and joins to a name."""
    joined = _JOINED.fullmatch(spot.clause.low, spot.begun, at)
    if joined is None or spot.clause.tells_in(joined.start("one"), at):
        return ""
    words = joined["one"].split()
    said = any(word in _SAID_BEFORE or word.endswith(("ed", "ly")) for word in words)  # 'Costs were low and SG&A was'
    return "" if said else words[-1]


def _joined_on(spot: Spot, named: list[Mention]) -> str:
    """'derived' of 'SI-derived': a word that a hyphen joins to a name."""
    said = ((n, fold(spot.clause.text[n.start : n.end]).split()) for n in named if n.kind == "subject")
    words = (w for n, words in said if len(words) > len(n.key.split()) for w in words if w not in n.key.split())
    return next((w for w in words if w not in _KEEPS), "")


def _right_behind(spot: Spot, name: Mention) -> str:
    """The first word that a name goes on with, before the sentence says something of it, if it is not known: 'from the
    public sector', 'per employee', 'generated by two companies'."""
    if left_out := _LEFT_OUT.match(spot.clause.low, name.end, spot.t.start):
        return str(left_out["words"])
    return _word_behind(spot, _goes_on(spot, name))


def _word_behind(spot: Spot, m: re.Match[str] | None) -> str:
    """The first of the words that a name goes on with that is not known."""
    if m is None:
        return ""
    words = (m["aside"] or m["words"]).split()
    label = _is_label(m, words[-1])
    for i, word in enumerate(words):
        told = word.endswith("ed") and (words[i + 1 :] in _TO or (not label and ENDS.isdisjoint(words[i + 1 :])))
        if word in ENDS or told:  # 'doubled to JPY88 million', 'deteriorated by'
            return ""
        if not (_says_nothing(word) or word in spot.item.concept.split(".")):  # 'per share (basic)'
            return word
    return ""


def _is_label(behind: re.Match[str], last: str) -> bool:
    """Whether what a name goes on with is the rest of a label: it ends with a colon, a cell or 'of'."""
    ends = last == "of" or behind.string.startswith(":", behind.end())
    return ends or behind["aside"] is not None or "\t" in behind.group()


def _goes_on(spot: Spot, name: Mention) -> re.Match[str] | None:
    """The words that stand right behind a name, up to the next name, date or amount."""
    low, ended = spot.clause.low, _ended(spot, name)
    return _GOES_ON.match(low, ended, _up_to(spot, name.end)) if low[ended : ended + 1].isspace() else None


def _says_nothing(word: str) -> bool:
    """Whether a word behind a name makes no other item of it."""
    return word in SAYS_NOTHING or word == company.current().folder.name or word.isdigit() or word.endswith("ly")


def _ended(spot: Spot, name: Mention) -> int:
    """Where a name ends: that of a business with words of a firm ('IIJ Global Solutions'), and not of another name
    ('IIJ GIO Hosting Package Services')."""
    more = _GOES_ON_AS_NAME.match(spot.clause.text, name.end) if name.kind == "subject" else None
    same = more is not None and _FIRM.issuperset(more.group().lower().split())
    return more.end() if more is not None and same else name.end


def _up_to(spot: Spot, at: int) -> int:
    """Where the next name, date or amount begins behind a name, the number itself at last."""
    clause = spot.clause
    others = [m.start for m in clause.mentions if m.start > at] + [d.begins for d in clause.dates if d.begins > at]
    numbers = [n for n in clause.numbers if n.start > at]
    amounts = [n for n in numbers if n.currency or n.percent or n.scale or n.noun not in _PART_OF_NAME]
    return min([*others, *(_begins(clause, at, n) for n in amounts)], default=spot.t.start)


def _begins(clause: Clause, at: int, t: Token) -> int:
    """Where an amount behind a name begins, with its foreign currency: 'of US$12.4 million'."""
    money = scales.FOREIGN.search(clause.text, at, t.start) if t.dollars else None
    return money.start() if money is not None else t.start
