"""Names for numbers that are of no line item in the vocabulary: counts of things, parts of lists, ownership.

Each rule gives an id that follows from the words and the place alone, so that it is the same in every filing."""

from __future__ import annotations

import re

from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, combine, new_item, part_named, resolve
from helpers.reading.sentences.clause import Spot

Found = tuple[Item, str] | None

_OWN_LABEL = re.compile(
    r"\W*(?P<label>[A-Za-z][^:;]{2,60}?)\s?:\s?(?:(?:approx(?:imately|\.)?|over|about|around|up to)\s)?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_OWN_COUNT = re.compile(
    r"\W*(?P<label>[A-Za-z][\w ,-]{2,70}?)\s?:\s?(?:(?:approx(?:imately|\.)?|over|about|around)\s)?"
)
_OWNED = re.compile(r"\s?-?(?:wholly[- ])?(?:owned\b|ownership|stake\b|(?:consolidated )?subsidiary|equity[ -]method)")
_OWNERSHIP = re.compile(
    r"\b(?:we|IIJ) (?:owns?|holds?)\s*$|\bownership(?: ratio)?(?: of| is| was|:)?\s*$"
    r"|\b(?:Inc|Co|Ltd|Corp)\.\s?\(?$"
    r"|\((?:(?:an? )?equity[ -]method (?:investee|affiliate)|(?:consolidated )?subsidiary)[,:]?\s*$",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?P<name>[A-Z][\w&-]*(?: (?!Inc\b|Co\b|Ltd\b|Corp)[A-Z][\w&-]*){0,4})")
_FOUNDED = re.compile(r"\b(?:Established|Acquired|Founded|Launched)\s")
_NO_COMPANY = frozenset({"IIJ", "We", "The", "Our", "In", "It", "JPY", "Inc", "Co", "Ltd"})
_BEFORE_THING = re.compile(r"^.*\b(?:with|of|for|to|by|from|and)\s(?:the |our )?", re.DOTALL)
_ANY = frozenset({"major", "large", "new", "more", "other", "japanese", "prominent", "the", "our", "its", "and", "of"})
_ALIKE = tuple(map(frozenset, (("client", "customer", "company", "user"), ("project", "order"), ("shop", "store"))))
_IN_LIST = re.compile(r"[(:]\s?(?:up|down|plus|minus)\s(?:JPY\s?)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"([A-Za-z][\w&'/ .\u2019-]{2,70}?)\s?(?:\([^()]*\))?\s?[:(]?\s?(?:was|were|of|is|reached|:)?\s*"
    r"(?:approx(?:imately|\.)?|over|around|about)?\s*(?:JPY\s?)?\(?$"
)
WHEN = frozenset({"interim", "year end", "annual", "first half", "second half", "full year", "half year"})
_TARGET_ALONE = re.compile(
    r"(?:(?:full|initial|annual|new)[- ]?(?:year )?)?(?:targets?|forecasts?|plans?)\b", re.IGNORECASE
)
_TRAILING = re.compile(
    r"\s(?:was|were|is|are|reached"
    r"|(?:decreased|increased|declined|improved|rose|fell|grew|came|amounted)(?: (?:to|by|from))?)$"
)
_NEW_SENTENCE = re.compile(r"(?<=[a-z\d])\.\s(?=[A-Z])")
_LEADING = re.compile(r"^(?:(?:and|or|with|in|of|for|to|from|which|the|our|a|an|by|including)\s)+", re.IGNORECASE)
_SMALL = frozenset({
    "approximately", "contributed", "consisted", "comprised", "recorded", "generated", "totaled", "amounted",
    "up", "down", "jpy", "was", "were", "is", "are", "of", "and", "to", "the", "a", "an", "approx", "over", "around",
    "about", "from", "in", "for", "by", "with", "at", "yoy", "qoq", "or", "its", "be", "increased", "decreased",
})  # fmt: skip
_LONG_WORD, _IN_BRACKETS = re.compile(r"[a-z]{4,}"), re.compile(r"\([^()]*\)")
_PLAIN_LABEL = frozenset({
    "results", "result", "percentage", "others", "other", "decrease", "increase", "recognition", "ratio", "target",
    "targets", "forecast", "plan", "planned", "related", "cash", "flow", "flows", "months", "ended", "change", "number",
    "amount", "actual", "fiscal", "year", "quarter", "half", "mainly", "full", "annual", "interim", "increasing",
    "total", "consolidated", "cost",
})  # fmt: skip
_FEW_WORDS = 5
_TO_NUMBER = re.compile(r"\s?:\s?(?:approx(?:imately|\.)?|about|over|around|jpy|plus|minus|[\s(+-])*$")
_SPEAKERS = frozenset({"we", "our", "us", "it", "they"})  # in a clause, not in a name
_WORDS = re.compile(r"(?:\s[A-Za-z-]+\b){1,4}")
_NAME_WORD, _LONGEST_NEW = re.compile(r"[A-Za-z]+"), 9


def stranger(spot: Spot) -> str:
    """A word of the number's label that nobody knows: 'Enterprise' in 'Enterprise subscription: 1,030'."""
    clause = spot.clause
    m = _TO_NUMBER.search(clause.low, clause.start, spot.t.start) if spot.i == 0 and ":" in spot.left else None
    label = clause.low[clause.start : m.start()] if m is not None else ""
    if not label or len(label.split()) > _FEW_WORDS:
        return ""
    said = list(label)
    known: list[tuple[int, int]] = [(n.start, n.end) for n in clause.mentions] + [
        (d.start, d.end) for d in clause.dates
    ]
    for start, end in known:
        said[start - clause.start : end - clause.start] = " " * (end - start)
    words = _LONG_WORD.findall(_IN_BRACKETS.sub(" ", "".join(said)))
    return next((w for w in words if w not in _SMALL and w not in _PLAIN_LABEL), "")


def counted_nouns(spot: Spot) -> Found:
    """'24 modules', 'clients reaching to 9 companies', '209 stores': a count is never of an item in yen, nor of one
    that counts other things."""
    if spot.t.currency or spot.t.percent or spot.t.noun in {"share", "shares"}:
        return None
    words = _WORDS.match(spot.clause.text, spot.t.end)
    following = fold(words.group()).split() if words else []
    if words and spot.clause.text[words.end() : words.end() + 1] == ":":  # '389 thousand  MVNE clients: 73'
        return None
    noun = next((w for w in following if w in load().counted), "")
    item = spot.now.item or spot.now.combined()
    if not noun or (item is not None and item.meaning.unit != "JPY" and _can_count(item, noun)):
        return None
    own = _OWN_COUNT.fullmatch(spot.left) if not spot.i else None
    said = spot.clause.mentions if own is not None else ()
    if own is not None and said and all(m.kind == "metric" for m in said if m.start < spot.t.start):
        return _count_of(own["label"]), own["label"]  # 'VPN contracts: 11,204 sites'
    kind = spot.now.subject if spot.now.named else ""
    if not kind:  # '15 Japanese broadcasting companies', else what the heading above is about
        kind = " ".join(w for w in following[: following.index(noun)] if w not in _ANY)
    label = f"{kind or spot.clause.context.subject} {noun}".strip()
    return new_item(label, Scope()), label


def labelled(spot: Spot) -> Found:
    """'- Purchase price: approx. JPY9.2 billion': a label with a colon of its own, of words the vocabulary does not
    know; nothing named above it is meant."""
    clause = spot.clause
    if spot.t.percent or spot.i or ":" not in spot.left:
        return None
    m = _OWN_LABEL.match(clause.text[clause.start : _behind_dates(spot)])
    if m is None:
        return None
    above = clause.context.item()[0] or combine(clause.context.metric, clause.context.subject or "total")
    of_cost = above is not None and above.known and above.concept.split(".")[0] in {"cost", "sga_rd"}
    kind = of_cost and m["label"].lower().endswith("related")  # 'Network operation-related: 2,212' is no network's cost
    if not kind and any(n.start < spot.t.start for n in clause.mentions):
        return None
    if any(d.start < clause.start + m.end("label") for d in clause.dates) or _SMALL.issuperset(
        m["label"].lower().split()
    ):
        return None
    if load().subjects.get(fold(m["label"])) == "total":  # '- Total: JPY5,658 million' below 'Gross margin'
        return None
    if fold(m["label"]) in WHEN and spot.now.item is not None:  # '- Interim: JPY8.75' below 'Annual dividend'
        return None
    last = clause.reading.facts[-1].concept if clause.reading.facts else ""
    rest = next((c for c, _ in load().by_alias.get(fold(m["label"]), ()) if load().get(c).after == last != ""), "")
    if rest:  # '- Others: JPY154 million' below the parts of the same whole
        return Item(rest), m["label"]
    found = resolve(m["label"], Scope())
    if found is not None and found.known and found.meaning.unit == "JPY" and spot.t.currency:
        return found, m["label"]  # a label that is no name in a sentence: 'Cash: JPY15,512 million'
    plain = not (spot.t.currency or spot.t.scale or spot.t.noun)
    if above is not None and of_cost and (plain or kind):
        root = above.concept.split(".")[0].removesuffix("_rd")
        return new_item(m["label"], Scope(group=f"{root}_view")), m["label"]  # 'Circuit-related: 8,912'
    if spot.t.currency:
        subject = spot.now.subject or (spot.now.item.meaning.subject if spot.now.item else "")
        business = load().subjects.get(fold(f"{m['label']} {subject}")) if subject else None
        whole = combine(spot.now.metric or (spot.now.item.meaning.metric if spot.now.item else ""), business or "")
        return (whole if business and whole and whole.known else new_item(m["label"], Scope())), m["label"]
    return _part(spot, m["label"])


def _behind_dates(spot: Spot) -> int:
    """Where the number begins, or the period right before it ('4Q14 JPY4,312 million')."""
    at = spot.t.start
    for d in spot.clause.dates:
        if d.end <= at and spot.clause.text[d.end : at].replace("JPY", "").strip() in {"", ":"}:
            return d.start
    return at


def _part(spot: Spot, label: str) -> Found:
    """' - Enterprise: 392 thousand' below 'Total subscription': a part of what is counted above."""
    whole = spot.now.item or spot.now.combined()
    words = fold(label).split()
    if whole is None or whole.meaning.unit != "count" or not spot.t.scale or not words or "total" in words:
        return None
    return part_named(whole, label), label


def _can_count(item: Item, noun: str) -> bool:
    """Whether the vocabulary speaks of the item as so many of `noun`, or of what is much the same."""
    concept = item.meaning
    words = {w for name in (concept.label, *concept.aliases) for w in fold(name).split()}
    return noun in words or any(noun in alike and not alike.isdisjoint(words) for alike in _ALIKE)


def change_list(spot: Spot) -> Found:
    """A bullet of a list of changes names what changed: 'Back office-related (up 0.7)'."""
    context = spot.clause.context
    if not spot.clause.lists_changes or not _IN_LIST.search(spot.left):
        return None
    label = re.split(r"[(:]", spot.said, maxsplit=1)[0]
    found = resolve(label, context.scope())
    return (found if found and found.known else new_item(label, Scope(group=f"{context.group or 'item'}_view"))), label


def _count_of(label: str) -> Item:
    """So many of what a label names, at one moment."""
    return new_item(label, Scope())._replace(unit="count", period="instant")


def each(spot: Spot) -> Found:
    """An item that many things have one of (a project's monthly charge): the id gets the thing's name."""
    item = spot.now.item
    if item is None or not load().get(item.concept).each:
        return None
    counted = _OWN_COUNT.fullmatch(spot.left) if not (spot.t.currency or spot.t.scale or spot.t.percent) else None
    if counted is not None:  # 'Projects with MRC over JPY1 million: 92'
        return _count_of(counted["label"]), counted["label"]
    named = [m for m in spot.clause.mentions if m.name == item.concept and m.end <= spot.t.start]
    thing = spot.clause.text[spot.clause.start : named[-1].start] if named else ""
    frames = spot.clause.context.frames
    if thing.endswith("("):  # 'to accelerate with the large-scale XYZ project (MRC over JPY100 million)'
        thing = _BEFORE_THING.sub("", thing)
    thing = re.sub(r"^[^A-Za-z]+|[^A-Za-z0-9)]+$", "", thing) or (frames[-1].label if frames else "")
    found = new_item(thing, Scope(group=item.concept))
    dated = spot.clause.dates or spot.clause.context.target  # a charge of the year that is aimed at
    return (found if dated else found._replace(period="instant")), thing


def owned(spot: Spot) -> Found:
    """'XYZ Inc. ("XYZ"), our 100% owned subsidiary', 'IIJ ownership 20%': whose share it is."""
    if not spot.t.percent or not (_OWNED.match(spot.right) or _OWNERSHIP.search(spot.left)):
        return None
    names = [m for m in _COMPANY.finditer(_FOUNDED.sub("", spot.said)) if m["name"] not in _NO_COMPANY]
    if not names:
        return None
    return new_item(names[-1]["name"], Scope(group="ownership"))._replace(period="instant"), names[-1].group()


def new(spot: Spot) -> Found:
    """A line item never seen before: its id comes from the words before the number, else from those after it."""
    scope = spot.clause.context.scope()
    label = _label(spot)
    if label and _TARGET_ALONE.match(label):  # 'Our target for FY2015 is JPY139.0 billion': of what is not said
        return None
    if label and len(label.split()) <= _LONGEST_NEW:
        return new_item(label, scope), label
    if not spot.t.noun:
        return None
    after = re.match(r"\s*([a-z][a-z -]{2,40})", spot.right)
    words = f"{spot.t.noun} {after.group(1) if after else ''}".strip()
    return new_item(words, scope), words


def _label(spot: Spot) -> str:
    """The words right before the number, where they can be a name: not part of a date, not only small words."""
    m = _LABEL.search(spot.left)
    if m is None:
        return ""
    at = spot.at + m.start(1)
    dated = any(d.start <= at < d.end for d in spot.clause.dates)
    label = _LEADING.sub("", _TRAILING.sub("", _NEW_SENTENCE.split(m.group(1))[-1]))
    words = [w.lower() for w in _NAME_WORD.findall(label)]
    return "" if dated or all(w in _SMALL for w in words) or not _SPEAKERS.isdisjoint(words) else label
