"""Names for numbers that are of no line item in the vocabulary: counts of things, parts of lists, ownership.

Each rule gives an id that follows from the words and the place alone, so that it is the same in every filing."""

from __future__ import annotations

import re

from helpers.concepts import fold, load
from helpers.items import Item, Scope, combine, new_item, resolve
from helpers.readers.clause import DIRECTION, Spot

Found = tuple[Item, str] | None

_OWN_CLAUSE = re.compile(
    r"(?:,|\band)\s+(?P<item>[a-z][a-z ()-]{3,60}?)\s(?:increased|decreased)\s(?:by\s)?(?:approx\.?\s)?(?:JPY\s?)?$"
)
_OWN_LABEL = re.compile(
    r"\W*(?P<label>[A-Za-z][^:;]{2,60}?)\s?:\s?(?:(?:approx\.?|over|about|around|up to)\s)?(?:JPY\s?)?$", re.IGNORECASE
)
_PRONOUNS = frozenset({"it", "which", "that", "they", "this", "these", "both"})
_OWNED = re.compile(r"\s?-?(?:wholly[- ])?(?:owned\b|ownership|stake\b|(?:consolidated )?subsidiary|equity[ -]method)")
_OWNERSHIP = re.compile(r"\bownership(?: ratio)?(?: of| is| was|:)?\s*$", re.IGNORECASE)
_COMPANY = re.compile(r"(?P<name>[A-Z][\w&-]*(?: (?!Inc\b|Ltd\b|Corp)[A-Z][\w&-]*){0,4})")
_NO_COMPANY = frozenset({"IIJ", "We", "The", "Our", "In", "It", "JPY", "Inc", "Ltd"})
_BEFORE_THING = re.compile(r"^.*\b(?:with|of|for|to|by|from|and)\s(?:the |our )?", re.DOTALL)
_ANY = frozenset({"major", "large", "new", "more", "other", "japanese", "prominent", "the", "our", "its", "and", "of"})
_ALIKE = tuple(map(frozenset, (("client", "customer", "company", "user"), ("project", "order"), ("shop", "store"))))
_IN_LIST = re.compile(r"[(:]\s?(?:up|down|plus|minus)\s(?:JPY\s?)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"([A-Za-z][\w&'/ .\u2019-]{2,70}?)\s?(?:\([^()]*\))?\s?[:(]?\s?(?:was|were|of|is|reached|:)?\s*"
    r"(?:approx\.?|over|around|about)?\s*(?:JPY\s?)?\(?$"
)
_WHEN = frozenset({"interim", "year end", "annual", "first half", "second half", "full year", "half year"})
_PART_LABEL = re.compile(
    r"[(,;]\s?(?:(?:of which|including|includes)\s(?:for |from )?(?P<of>))?"
    r"(?P<label>[A-Za-z][A-Za-z-]+(?: [a-z-]+){0,2})"
    r"(?(of)\s?:?|\s?:)\s?(?:was |were )?(?:approx\.?\s|about\s|over\s)?JPY\s?$"
)
_OF_OWN = re.compile(
    r"(?P<label>(?:[A-Za-z][\w'&/-]* ){0,6}?(?P<noun>[A-Za-z][\w'-]+)) of "
    r"(?:approx\.? |about |over |around |up to )?JPY\s?$"
)
_BEFORE_NOUN = re.compile(r"^.*\b(?:of|from|to|with|in|for|by|on|into) ")
_TRANSPARENT = re.compile(
    r"(?:target|forecast|plan|budget|estimate|level|scale|size|total|sum|amount|average|balance|value|result|range"
    r"|contribution|effect|impact|increase|decrease|growth|decline|reduction|improvement|addition|difference|change"
    r"|income|profit|loss|gain|expense|cost|margin|revenue|sale|proceed|out|instead|most|half|part|portion|all|which"
    r"|outcome|recovery|record|outlook|guidance)(?:s|es)?$",
    re.IGNORECASE,
)
_RELATED_COST = re.compile(
    r"(?P<kind>[A-Za-z][a-z]+(?: [a-z]+)?)[- ]related (?P<what>costs?|expenses?)\b", re.IGNORECASE
)
_SMALL = frozenset({
    "up", "down", "jpy", "was", "were", "is", "are", "of", "and", "to", "the", "a", "an", "approx", "over", "around",
    "about", "from", "in", "for", "by", "with", "at", "yoy", "qoq", "or", "its", "be", "increased", "decreased",
})  # fmt: skip
_WORDS = re.compile(r"(?:\s[A-Za-z-]+\b){1,4}")
_NAME_WORD, _LONGEST_NEW = re.compile(r"[A-Za-z]+"), 9


def counted_nouns(spot: Spot) -> Found:
    """'24 modules', 'clients reaching to 9 companies', '209 stores': a count is never of an item in yen, nor of one
    that counts other things."""
    if spot.t.currency or spot.t.percent or spot.t.noun in {"share", "shares"}:
        return None
    words = _WORDS.match(spot.clause.text, spot.t.end)
    following = fold(words.group()).split() if words else []
    noun = next((w for w in following if w in load().counted), "")
    item = spot.now.item or spot.now.combined()
    if not noun or (item is not None and item.meaning.unit != "JPY" and _can_count(item, noun)):
        return None
    kind = spot.now.subject if spot.now.named else ""
    if not kind:  # '15 Japanese broadcasting companies', else what the heading above is about
        kind = " ".join(w for w in following[: following.index(noun)] if w not in _ANY)
    label = f"{kind or spot.clause.context.subject} {noun}".strip()
    return new_item(label, Scope()), label


def labelled(spot: Spot) -> Found:
    """'- Purchase price: approx. JPY9.2 billion': a label with a colon of its own, of words the vocabulary does not
    know; nothing named above it is meant."""
    clause = spot.clause
    m = _OWN_LABEL.match(clause.text[clause.start : spot.t.start])
    if m is None or spot.t.percent or spot.i or any(n.start < spot.t.start for n in clause.mentions):
        return None
    if any(d.start < spot.t.start for d in clause.dates) or _SMALL.issuperset(m["label"].lower().split()):
        return None
    if fold(m["label"]) in _WHEN and spot.now.item is not None:  # '- Interim: JPY8.75' below 'Annual dividend'
        return None
    last = clause.reading.facts[-1].concept if clause.reading.facts else ""
    rest = next((c for c, _ in load().by_alias.get(fold(m["label"]), ()) if load().get(c).after == last != ""), "")
    if rest:  # '- Others: JPY154 million' below the parts of the same whole
        return Item(rest), m["label"]
    if spot.t.currency:
        subject = spot.now.subject or (spot.now.item.meaning.subject if spot.now.item else "")
        business = load().subjects.get(fold(f"{m['label']} {subject}")) if subject else None
        whole = combine(spot.now.metric or (spot.now.item.meaning.metric if spot.now.item else ""), business or "")
        return (whole if business and whole and whole.known else new_item(m["label"], Scope())), m["label"]
    return _part(spot, m["label"])


def _part(spot: Spot, label: str) -> Found:
    """' - Enterprise: 392 thousand' below 'Total subscription': a part of what is counted above."""
    whole = spot.now.item or spot.now.combined()
    words = fold(label).split()
    if whole is None or whole.meaning.unit != "count" or not spot.t.scale or not words or "total" in words:
        return None
    concept = f"{whole.concept}.{'_'.join(words)}"
    known = concept in load().concepts
    return Item(concept, known=known, unit="count", period=whole.meaning.period), label


def named_part(spot: Spot) -> Found:
    """'Mobile services revenue: JPY6.0 billion (consumer: JPY4.1 billion)': a part of the item before the bracket, by
    a word of its own."""
    m = _PART_LABEL.search(spot.left) if spot.t.currency else None
    whole = spot.now.item or spot.now.combined()
    if m is None or whole is None or not whole.known or spot.now.last_measure == "":
        return None
    at, clause = spot.t.start - len(spot.left) + m.start("label"), spot.clause
    named = [(n.start, n.end) for n in clause.mentions] + [(d.start, d.end) for d in clause.dates]
    if fold(m["label"]) in _WHEN or any(start < spot.t.start and at < end for start, end in named):
        return None
    return _part_of(whole, m["label"], spot.now.subject), m["label"]


def _part_of(whole: Item, label: str, subject: str) -> Item:
    """What of an item a word of its own names: 'consumer' of mobile services revenue is that of consumer mobile."""
    subject = whole.meaning.subject or subject
    business = load().subjects.get(fold(f"{label} {subject}"))
    known = load().by_parts.get((whole.meaning.metric, business)) if business else None
    if known:
        return Item(known)
    meaning = whole.meaning
    concept = f"{whole.concept}.{'_'.join(fold(label).split())}"
    return Item(concept, known=concept in load().concepts, unit=meaning.unit, period=meaning.period)


def of_own(spot: Spot) -> Found:
    """'related assets of JPY4.5 billion' below a heading about cost: money of what stands right before it, where the
    vocabulary does not know that."""
    m = _OF_OWN.search(spot.left) if spot.t.currency else None
    if m is None or _TRANSPARENT.search(m["noun"]):
        return None
    at = spot.t.start - len(spot.left)
    if any(at + m.start("noun") < n.end and n.start < at + m.end("noun") for n in spot.clause.mentions):
        return None
    label = _BEFORE_NOUN.sub("", m["label"])
    return new_item(label, Scope()), label


def related_cost(spot: Spot) -> Found:
    """'Circuit-related costs increased by JPY312 million': a kind of cost, and not that of the heading above."""
    found = list(_RELATED_COST.finditer(spot.left)) if "related" in spot.left else []
    if not found or not spot.t.currency:
        return None
    m = found[-1]
    at = spot.t.start - len(spot.left)
    before = at + m.start()
    for n in spot.clause.mentions:
        if n.end > before and n.start < spot.t.start and n.kind == "concept":
            return None
        if n.start < at + m.end("kind") == n.end and n.kind == "subject" and not _only_sold(n.name):
            return None
    return new_item(m.group(), Scope(group=f"{'cost' if m['what'].startswith('cost') else 'sga'}_view")), m.group()


def _only_sold(subject: str) -> bool:
    """Whether no cost is told of a part of the revenue: 'outsourcing-related costs' are none of that service."""
    parts = load().by_parts
    return parts.get(("revenue", subject), "").startswith("revenue.") and ("cost", subject) not in parts


def _can_count(item: Item, noun: str) -> bool:
    """Whether the vocabulary speaks of the item as so many of `noun`, or of what is much the same."""
    concept = item.meaning
    words = {w for name in (concept.label, *concept.aliases) for w in fold(name).split()}
    return noun in words or any(noun in alike and not alike.isdisjoint(words) for alike in _ALIKE)


def change_list(spot: Spot) -> Found:
    """A bullet of a list of changes names what changed: 'Back office-related (up 0.7)'."""
    context = spot.clause.context
    if not context.yoy_list or not _IN_LIST.search(spot.left):
        return None
    label = re.split(r"[(:]", spot.said, maxsplit=1)[0]
    found = resolve(label, context.scope())
    return (found if found and found.known else new_item(label, Scope(group=f"{context.group or 'item'}_view"))), label


def own_percent(spot: Spot) -> Found:
    """A percentage in a line that the vocabulary does not know, under no heading that it knows."""
    clause = spot.clause
    if not spot.t.percent or clause.mentions or DIRECTION.search(spot.left) or clause.context.item()[0] is not None:
        return None
    label = _label(spot)
    return (new_item(label, Scope()), label) if label else None


def each(spot: Spot) -> Found:
    """An item that many things have one of (a project's monthly charge): the id gets the thing's name."""
    item = spot.now.item
    if item is None or not load().get(item.concept).each:
        return None
    named = [m for m in spot.clause.mentions if m.name == item.concept and m.end <= spot.t.start]
    thing = spot.clause.text[spot.clause.start : named[-1].start] if named else ""
    frames = spot.clause.context.frames
    if thing.endswith("("):  # 'to accelerate with the large-scale XYZ project (MRC over JPY100 million)'
        thing = _BEFORE_THING.sub("", thing)
    thing = re.sub(r"^[^A-Za-z]+|[^A-Za-z0-9)]+$", "", thing) or (frames[-1].label if frames else "")
    found = new_item(thing, Scope(group=item.concept))
    return (found if spot.clause.dates else found._replace(period="instant")), thing


def in_list(spot: Spot) -> Found:
    """'..., deferred tax assets decreased by JPY601 million': an item that the vocabulary does not know, in a list of
    those that it does."""
    m = _OWN_CLAUSE.search(spot.left)
    if m is None or not spot.t.currency or m["item"].split()[0].lower() in _PRONOUNS:
        return None
    at = spot.t.start - len(spot.left)
    if any(at + m.start() < n.end and n.start < spot.t.start for n in spot.clause.mentions):
        return None
    item = new_item(m["item"], Scope())
    return item._replace(period=spot.now.item.meaning.period if spot.now.item else item.period), m["item"]


def owned(spot: Spot) -> Found:
    """'XYZ Inc. ("XYZ"), our 100% owned subsidiary', 'IIJ ownership 20%': whose share it is."""
    if not spot.t.percent or not (_OWNED.match(spot.right) or _OWNERSHIP.search(spot.left)):
        return None
    names = [m for m in _COMPANY.finditer(spot.said) if m["name"] not in _NO_COMPANY]
    if not names:
        return None
    return new_item(names[-1]["name"], Scope(group="ownership"))._replace(period="instant"), names[-1].group()


def new(spot: Spot) -> Found:
    """A line item never seen before: its id comes from the words before the number, else from those after it."""
    scope = spot.clause.context.scope()
    label = _label(spot)
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
    at = spot.t.start - len(spot.left) + m.start(1)
    dated = any(d.start <= at < d.end for d in spot.clause.dates)
    return "" if dated or all(w.lower() in _SMALL for w in _NAME_WORD.findall(m.group(1))) else m.group(1)
