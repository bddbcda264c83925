"""Words beside the name of a number's item: which may make another item of it, and which change nothing."""

from __future__ import annotations

import itertools
import re
from copy import copy
from functools import cache

from helpers.language import company, scales
from helpers.language.amounts import Token
from helpers.language.concepts import fold
from helpers.language.periods import MONTH_WORD
from helpers.language.phrases import Mention
from helpers.reading.cues import TO_AMOUNT, cues
from helpers.reading.sentences.clause import Clause, Spot

SMALL = frozenset({
    "approximately", "contributed", "consisted", "comprised", "recorded", "generated", "totaled", "amounted", "up",
    "down", "jpy", "was", "were", "is", "are", "of", "and", "to", "the", "a", "an", "approx", "over", "around",
    "about", "from", "in", "for", "by", "with", "at", "yoy", "qoq", "or", "its", "be", "increased", "decreased", "plus",
    "versus", "against",
})  # fmt: skip
_PLAIN_LABEL = frozenset({
    "results", "result", "percentage", "others", "other", "decrease", "increase", "recognition", "ratio", "target",
    "targets", "forecast", "plan", "planned", "related", "cash", "flow", "flows", "months", "ended", "change",
    "number", "amount", "actual", "fiscal", "year", "quarter", "half", "mainly", "full", "full-year",
    "half-year", "annual", "interim", "increasing", "total", "consolidated", "cost", "note", "notes",
})  # fmt: skip
_OWN_WORD = re.compile(
    r"(?:(?P<open>\()|[:,;]\s|(?<=/)\s|(?<=\band)\s)(?P<words>[a-z][a-z&/-]{2,}(?:\s[a-z&/-]{2,}){0,6}?)(?:\s(?:of|was|were)|(?(open):))?\s"
    rf"[+-]?{TO_AMOUNT}$"
)
_LABEL = re.compile(r"\W*(?P<label>[A-Za-z][A-Za-z&/-]+(?: [A-Za-z&/-]+){0,2})\s?:\s")
_JOINS = re.compile(r"\s(?P<of>(?:for|of|from|in)\s)?(?:(?:the|our)\s)?")
_JOINED = re.compile(r"\W*(?:our |the )?(?P<one>[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}) and (?:the |our )?")
_NO_WORD = re.compile(r"^$|[^a-z'&/-]|^[^a-z]")
_BESIDE = 60  # characters before a name, of the words that belong to it
_GOES_ON = re.compile(r"\s(?:\((?P<aside>[a-z-]{1,30})\)|(?P<words>(?:[a-z][a-z'&/-]*\s?|\d{1,3}\s(?=[a-z])){1,8}))")
_PART_OF_NAME = frozenset({"", "new"})  # nouns of a number that a name may go on with: 'related to 4 new subsidiaries'
_GOES_ON_AS_NAME = re.compile(r"(?:\s[A-Z][a-z]+)*")
_FIRM = frozenset(
    {"solutions", "services", "service", "business", "segment", "group", "inc", "co", "ltd", "corporation"}
)
_QUALIFIES = frozenset({
    "the", "our", "its", "overall", "strong", "stronger", "group", "revised", "initial", "reported", "new",
    "quarterly", "first", "second", "third", "fourth", "nine", "six", "three", "nine-month", "six-month",
    "yearly", "fiscal", "previous",
    "current", "record", "cumulative", "monthly", "stable", "and", "for", "operating", "net",
    "gross",
})  # fmt: skip
_SMALL_LABEL = SMALL | _PLAIN_LABEL
_LABEL_WORDS = _SMALL_LABEL | _QUALIFIES
_BEGINS = frozenset({  # words before a name that are no part of it
    "the", "a", "an", "of", "in", "for", "to", "from", "by", "with", "and", "or", "as", "at", "on", "over", "than",
    "our", "its", "their", "this", "that", "these", "those", "we", "it", "was", "were", "is", "are", "had", "has",
    "have", "be", "been", "being", "while", "although", "because", "due", "jpy", "which", "where", "when", "but",
    "if", "so", "also", "not", "both", "whereas", "versus", "against", "after", "include", "includes", "including",
    "comprising", "consisting",
    "included", "recorded", "recognized", "reported", "posted", "generated", "achieved", "issued", "paid", "made",
    "reached", "expect", "expects", "expected", "plan", "plans", "estimate", "estimates", "target", "targets",
    "forecast", "forecasts", "accumulate", "million", "billion", "thousand",
})  # fmt: skip
SAYS_NOTHING = frozenset({  # words behind a name
    *(_PLAIN_LABEL - {"other", "others", "cash", "cost", "flow", "flows", "related"}), "the", "our", "its", "an",
    "of", "in", "first", "second", "third", "fourth", "nine", "six", "three", "fiscal", "previous", "current",
    "approximately", "approx", "about", "around", "jpy", "nearly", "almost", "more", "than", "less", "some", "up",
    "end", "period", "term", "same", "prior", "last", "latest", "corresponding", "preceding", "month", "basis",
    "company", "group", "balance", "figure", "figures", "growth", "rate", "revenue", "revenues", "margin", "business",
    "segment", "under", "review", "alone", "level", "loss", "income", "unaudited", "quarterly", "from", "for", "as",
    "at", "by", "during", "on", "over", "compared", "with", "divided", "received", "unit", "also", "thus",
})  # fmt: skip
_CHANGES_NOTHING = frozenset({  # words in front of it
    *SAYS_NOTHING, *(_QUALIFIES - {"operating", "gross"}), "solid", "higher", "lower", "further", "recent", "most",
    "temporary", "respective", "related", "company's", "group's", "meanwhile", "however",
})  # fmt: skip
ENDS = frozenset({
    "was", "were", "is", "are", "be", "to", "and", "which", "that", "has", "have", "had", "will", "increasing",
    "decreasing", "growing", "reaching", "including", "rose", "fell", "grew", "came", "went", "improved",
    "increased", "decreased", "declined", "dropped", "reached", "totaled", "amounted", "stood", "goes", "down", "we",
    "accounts", "makes", "became",
})  # fmt: skip
_SAID_BEFORE = _BEGINS | SAYS_NOTHING | ENDS | SMALL
_BEFORE_COUNT = SMALL | _BEGINS | {"all", "some", "only", "total", "another", "other", "more", "new", "just"}
_KEEPS = frozenset({"received", "related", "provided", "generated", "recorded", "recognized", "earned", "contributed"})
_NOUN_OF = re.compile(r"\b(?P<noun>[a-z]{4,})\s(?:of|on|for|to|from)\s(?:the\s|our\s)?$")
_OF_ITSELF = frozenset({  # nouns by whose words a balance is itself
    "amount", "total", "balance", "balances", "level", "number", "growth", "increase", "decrease", "change", "value",
    "rise", "fall", "decline", "ratio", "share", "percentage", "result", "half", "part", "most", "rest", "regard",
    "respect", "terms", "addition", "backlog", "case", "compared", "that", "those",
})  # fmt: skip
_TAKEN = frozenset({"less", "plus", "minus"})  # what is left of two items, or both, is neither
_ASIDE_ENDS, _LABEL_ENDS = _SMALL_LABEL | ENDS | _TAKEN, _LABEL_WORDS | ENDS | _TAKEN
_TO = (["to"], ["to", "jpy"])
TELLS = (
    "posted", "recorded", "reported", "announced", "earned", "generated", "achieved", "saw", "had", "has", "employs",
)  # fmt: skip
"""What a company does with figures."""
_POSTED = re.compile(
    r"\W*+(?:(?:In|For|During|With|At)\s[^.;:()]{2,60}?,\s)?"
    r"(?P<who>(?:[A-Z]|the\s|an?\s|(?=[a-z][a-z-]{1,20}\s(?:Inc|Co|Ltd)\b)[a-z])[^.;:,()\d]{2,60}?"
    r"(?:(?:Inc|Co|Ltd)\.)?)(?:, [^.;:,\d]{2,60},)?\s"
    rf"(?:{'|'.join(TELLS)})\s"
)
_ELSEWHERE = re.compile(r"\W*+(?:In|For|At)\s(?P<who>[A-Z][^.;:,()\d]{2,60}?),\s")  # 'In Singapore,'
_OF_BUSINESS = re.compile(r"\s(?:in|from|at)\s(?:the|our)\s(?P<who>[^.;:,()\d]{2,40}?)\s(?:business|segment)\b")
_OURS = frozenset({
    "we", "it", "our", "company", "group", "both", "each", "all", "business", "businesses", "segment", "segments",
    "service", "services", "results", "half", "quarter", "year", "period",
})  # fmt: skip
_BOUGHT = frozenset({"acquired", "bought", "purchased", "competitor", "competitors", "rival", "shareholder", "peer"})
_WAYS = frozenset({"provided", "generated", "used"})  # what activities do with money


def stranger(spot: Spot) -> str:
    """'GIO' in 'GIO: 1Q12 revenue JPY1.5 billion', a label that may make another item of what is named behind it."""
    clause, now = spot.clause, spot.now
    if now.named or not (now.metric or now.explicit):
        return ""
    m = _LABEL.match(clause.text, clause.start, spot.t.start)
    if m is None:
        return ""
    known = any(at < m.end("label") for at in _told_at(clause))
    words = [] if known else m["label"].lower().split()
    return next((w for w in words if w not in _LABEL_WORDS and w not in filer_words()), "")


def other_company(spot: Spot) -> str:
    """'NTT DOCOMO' in 'NTT DOCOMO posted revenues of JPY2,288 billion', 'The seller' in 'The seller had revenues of':
    whose figures a sentence tells, where it begins with somebody who is neither the filer nor one of the vocabulary."""
    clause = spot.clause
    m = _POSTED.match(clause.text, spot.begun, spot.t.start)
    if m is None or any(m.start("who") <= d.start < m.end("who") for d in clause.dates):
        return ""
    named = [n for n in clause.mentions if m.start("who") <= n.start < m.end("who")]
    if named:
        return "" if any(_is_whose(spot, n, m) for n in named) else m["who"]
    who, filer = m["who"].lower(), company.current()
    words = {*who.replace("'s", "").split()}
    ours = filer.name.lower() in who or not words.isdisjoint(_OURS | {filer.folder.name})
    return "" if ours and words.isdisjoint(_BOUGHT) and not _is_subsidiary(m["who"]) else m["who"]


def elsewhere(spot: Spot) -> str:
    """'Singapore' in 'In Singapore, revenues were JPY640 million', 'ATM operation' in 'Operating income was JPY734
    million in the ATM operation business': a place, a firm or a business that figures are told of, which is not that
    of their item."""
    clause = spot.clause
    m = _ELSEWHERE.match(clause.text, spot.begun, spot.t.start) or _OF_BUSINESS.match(clause.low, spot.t.after)
    if m is None or any(m.start("who") <= d.start < m.end("who") for d in clause.dates):
        return ""
    named = [n for n in clause.mentions if m.start("who") <= n.start < m.end("who")]
    if any(_is_whose(spot, n, m) for n in [n for n in named if n.kind == "subject"] or named):
        return ""
    time = MONTH_WORD.search(m["who"]) is not None
    return "" if time or not (SAYS_NOTHING | _OURS).isdisjoint(m["who"].lower().split()) else m["who"]


def _is_whose(spot: Spot, name: Mention, m: re.Match[str]) -> bool:
    """Whether a phrase in what a sentence begins with names the number's item, or the business that it is of; that of a
    firm begins with its name ('IIJ Global Solutions Inc.', not 'Trust Networks Inc.')."""
    if name.kind != "subject":
        return True
    firm = m["who"].endswith(("Inc.", "Co.", "Ltd.", "Inc", "Ltd")) and name.start > m.start("who")
    return not firm and name.name in {spot.concept.subject, *spot.item.concept.split(".")}


def _is_subsidiary(who: str) -> bool:
    """'IIJ America': whether a name begins with the filer's, and goes on with one of its own."""
    words = who.split()
    pairs = itertools.pairwise(words)
    return any(a in company.current().called and b[:1].isupper() and b.lower() not in _OURS for a, b in pairs)


def _told_at(clause: Clause) -> list[int]:
    """Where what is known of a line begins: phrases of the vocabulary, and dates."""
    return [n.start for n in clause.mentions] + [d.start for d in clause.dates]


def own_word(spot: Spot) -> str:
    """'construction' in 'Orders received: construction JPY4.5 billion': what its own words name is not known."""
    begins = max(map(spot.low.rfind, "(,;"))  # none of these is within the words, or behind them
    listed = spot.t.currency or spot.t.scale or " / " in spot.low  # 'Private 2.64 / Public 0.43'
    m = _OWN_WORD.search(spot.low, max(begins, 0)) if listed else None
    dated = max((d.end for d in spot.clause.dates if d.start < spot.t.start), default=0)
    if m is None or spot.is_named(m, "words") or spot.at + m.start("words") < dated:
        return ""
    words = m["words"].split()
    plain = _ASIDE_ENDS if m["open"] else _LABEL_ENDS  # '(current: JPY671 million, deferred: ...)'
    if words[-1].endswith(("ed", "ing", "ly")) or words[-1] in plain or "to" in words:
        return ""
    return " ".join(words)


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
    front = (
        _joined_on(spot, named)
        or _in_front(spot, named[0].start)
        or _right_behind(spot, named[-1])
        or _between(spot, its, named)
    )
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


def name_with_number(spot: Spot) -> str:
    """'Office' in 'for Office 365 users': a word of a name right before a bare number that counts what is behind it."""
    clause, t = spot.clause, spot.t
    before, behind = clause.text[spot.begun : t.start], clause.text[t.end :]
    word = before[:-1].rpartition(" ")[2].lstrip("(\"'\u201c") if before.endswith(" ") else ""
    if t.scale or not word.isalpha() or word[0].islower() or not (behind[:1] == " " and behind[1:2].islower()):
        return ""
    told = {n.end for n in clause.mentions} | {d.end for d in clause.dates}
    led = cues("addition", "at").search(spot.low) or cues("approx", "at").search(spot.low)
    small = word.lower() in _BEFORE_COUNT or word.endswith(("ed", "ly")) or behind.split()[0] in SMALL | ENDS
    return "" if small or led or t.start - 1 in told else word


def place(spot: Spot) -> str:
    """'Japan' in 'JPY9,270 million in Japan': a name behind a number that no time has, nor a line item or business."""
    clause, d = spot.clause, spot.following
    timed = d is not None and clause.low[spot.t.after : d.begins].strip() in {"for", "in"}  # 'for 1H16 in Japan'
    at = d.end if d is not None and timed else spot.t.after
    joined = _JOINS.match(clause.low, at) if clause.low.startswith("in ", at + 1) else None
    if joined is None or joined["of"] != "in " or clause.text[joined.end() : joined.end() + 1].islower():
        return ""
    named = any(n.start == joined.end() for n in clause.mentions)
    known = named or any(date.begins <= joined.end() < date.end for date in clause.dates)
    words = clause.low[joined.end() :].split(maxsplit=1)
    name = words[0].rstrip(".,;:)") if words else ""
    return name if name.isalpha() and not known else ""


def other_flow(spot: Spot) -> str:
    """'investing' in 'net cash outflow of JPY2 million from investing activities': of what money came or went, by words
    behind it, where that is not what the name before it is of."""
    flow = spot.item.concept.startswith("cash_flow.")
    clause, joined = spot.clause, _JOINS.match(spot.clause.low, spot.t.after) if flow else None
    if joined is None or joined["of"] != "from ":
        return ""
    own = any(n.start == joined.end() and n.name == spot.item.concept for n in clause.mentions)
    words = clause.low[joined.end() :].split(maxsplit=1)
    return "" if own or not words or not words[0].isalpha() else words[0]


def _is_behind(spot: Spot) -> bool:
    """Whether the name of the number's item stands right behind it: '113 MVNE clients'."""
    return any(n.name == spot.item.concept and 0 <= n.start - spot.t.end <= 1 for n in spot.clause.mentions)


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
    if (spot.concept.period, spot.concept.unit) != ("instant", "JPY"):
        return ""
    m = _NOUN_OF.search(spot.clause.low, spot.begun, at)
    noun = m["noun"] if m is not None else ""
    return "" if noun in _OF_ITSELF or noun in _BEGINS or noun.endswith(("ly", "ed", "ing")) else noun


def _in_front_of_owner(spot: Spot, end: int) -> str:
    """'Trust' in 'Trust Networks, a subsidiary, has operating income of': of whom an item is that nobody knows."""
    whose = spot.item.concept.partition(".")[0]
    apart = [n for n in spot.clause.mentions if spot.begun <= n.start < end and n.name == whose]
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
    m = _JOINS.fullmatch(spot.clause.low, one.end, other.start)
    return m is not None and (m["of"] is not None or one.kind == "subject" or other.kind != "subject")


def _in_front(spot: Spot, at: int) -> str:
    """The nearest word before a name, as far as words belong to it, that is not known to change nothing."""
    since = max(spot.begun, at - _BESIDE)
    if joined := _joined_to(spot, at):
        return joined
    for word in reversed(spot.clause.low[since:at].split()):
        word = word.lstrip("\"'(\u201c")
        if word in _TAKEN:
            return word
        if word in _BEGINS or _NO_WORD.search(word) or word in _told_between(spot.clause, since, at):
            return ""
        if word not in _CHANGES_NOTHING and word not in filer_words() and not word.endswith("ly"):
            return word
    return ""


def _told_between(clause: Clause, since: int, at: int) -> list[str]:
    """The words of the names and dates that begin between two offsets of a line."""
    told = [clause.low[n.start : n.end] for n in clause.mentions if since <= n.start < at]
    told += [clause.low[d.start : d.end] for d in clause.dates if since <= d.start < at]
    return " ".join(told).split()


def _joined_to(spot: Spot, at: int) -> str:
    """'Advertising' in 'Advertising and sales commission grew': what a sentence begins with and joins to a name."""
    may = spot.clause.low.endswith((" and ", " and the ", " and our "), spot.begun, at)
    joined = _JOINED.fullmatch(spot.clause.low, spot.begun, at) if may else None
    if joined is None or any(joined.start("one") <= told < at for told in _told_at(spot.clause)):
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
    m = _goes_on(spot, name)
    if m is None:
        return ""
    words = (m["aside"] or m["words"]).split()
    label = _is_label(m, words[-1])
    for i, word in enumerate(words):
        if word in ENDS or (word.endswith("ed") and words[i + 1 :] in _TO):  # 'doubled to JPY88 million'
            return ""
        if word.endswith("ed") and not label and ENDS.isdisjoint(words[i + 1 :]):
            # 'deteriorated by', and not 'generated by two companies was'; it may tell which way money went
            return word if spot.concept.net_used and word not in _WAYS else ""
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
    filer = company.current().folder.name
    return word in SAYS_NOTHING or word == filer or word.isdigit() or word.endswith("ly")


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


@company.kept
@cache
def filer_words() -> frozenset[str]:
    """What the filer is called in its sentences."""
    names = company.current().folder.name, company.current().name
    return frozenset(f"{word}{of}" for name in names for word in name.lower().split() for of in ("", "'s"))
