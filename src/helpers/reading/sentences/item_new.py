"""Items by a number's own words, which no phrase of the vocabulary need name: labels, counts of things, parts of lists,
ownership. The id of a new one follows from the words and the place alone, so that it is the same in every filing."""

from __future__ import annotations

import re

from helpers.language import company
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import counted, resolve, resolve_in
from helpers.language.items import Item
from helpers.language.new_items import new_item
from helpers.language.scope import Scope
from helpers.reading.sentences import time_words
from helpers.reading.sentences.spot import NOBODYS, Found, Spot

_OWN_LABEL = re.compile(
    r"\W*(?P<label>[A-Za-z][^:;]{2,60}?)\s?:\s?(?:(?:approx(?:imately|\.)?|over|about|around|up to)\s)?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\s?-?(?:wholly[- ])?(?:owned\b|ownership|stake\b|(?:consolidated )?subsidiary|equity[ -]method)")
_OWNERSHIP = re.compile(
    r"\b(?P<who>[\w-]{1,30}) (?:owns?|holds?)\s*$|\bownership(?: ratio)?(?: of| is| was|:)?\s*$"
    r"|\b(?:Inc|Co|Ltd|Corp)\.\s?\(?$"
    r"|\((?:(?:an? )?equity[ -]method (?:investee|affiliate)|(?:consolidated )?subsidiary)[,:]?\s*$",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?P<name>[A-Z][\w&-]*(?: (?!Inc\b|Co\b|Ltd\b|Corp)[A-Z][\w&-]*){0,4})")
_NO_COMPANY = frozenset({"We", "The", "Our", "In", "It", "JPY", "Inc", "Co", "Ltd"})
_BEFORE_THING = re.compile(r"^.*\b(?:with|of|for|to|by|from|and)\s(?:the |our )?", re.DOTALL)
_ANY = frozenset({"major", "large", "new", "more", "other", "japanese", "prominent", "the", "our", "its", "and", "of"})
_IN_LIST = re.compile(r"[(:]\s?(?:up|down|plus|minus)\s(?:JPY\s?)?$", re.IGNORECASE)
WHEN = frozenset({"interim", "final", "year end", "annual", "first half", "second half", "full year", "half year"})
_WORDS = re.compile(r"(?:\s[A-Za-z-]+\b){1,4}")
_NO_LETTERS = re.compile(r"^[^A-Za-z]+")
_LONGEST_LABEL, _LABEL_WORDS = 80, 5  # characters; words


def counted_nouns(spot: Spot) -> Found:
    """'24 modules', 'clients reaching to 9 companies', '209 stores': a count is never of an item in yen."""
    words = None if spot.t.noun in {"share", "shares"} else _WORDS.match(spot.clause.text, spot.t.end)
    if words is None or spot.clause.text[words.end() : words.end() + 1] == ":":  # '389 thousand  MVNE clients: 73'
        return None
    following = fold(words.group()).split()
    noun = "" if spot.low.endswith("top ") else next((w for w in following if w in load().counted), "")
    item = spot.now.item or spot.now.combined()
    if not noun or (item is not None and item.meaning.unit != "JPY"):
        return None
    label = f"{_kind(spot, following[: following.index(noun)])} {noun}".strip()
    known = resolve(label, Scope())  # 'MVNE: 42 clients'
    return known if known is not None and known.known else new_item(label, Scope()), label


def _kind(spot: Spot, words: list[str]) -> str:
    """'15 Japanese broadcasting companies': of what kind, else what the heading above is about."""
    own = "" if spot.now.named and spot.now.subject else " ".join(w for w in words if w not in _ANY)
    return (spot.now.subject if spot.now.named else "") or own or spot.clause.context.subject


def labelled(spot: Spot) -> Found:
    """'- Purchase price: approx. JPY9.2 billion': a label with a colon of its own, of words the vocabulary does not
    know; nothing named above it is meant, but the rest of what is listed there."""
    clause = spot.clause
    first = not spot.i and ":" in spot.left
    m = _OWN_LABEL.match(clause.text, clause.start, spot.t.start) if first else None
    if m is None or _says_nothing(spot, m["label"], m.end("label")):
        return None
    if " than " in m["label"]:  # 'Higher tax burden than in the previous year: JPY2.6 billion'
        return NOBODYS
    if time_words.is_time(m["label"]):  # 'Second quarter: JPY14,172 million'
        told = any(at < m.end() for at, _ in time_words.worded(clause))
        return None if told else NOBODYS
    last = clause.reading.facts[-1].concept if clause.reading.facts else ""
    rest = next((c for c, _ in load().by_alias.get(fold(m["label"]), ()) if load().get(c).after == last != ""), "")
    if rest:  # '- Others: JPY154 million' below the parts of the same whole
        return Item(rest), m["label"]
    if not spot.t.currency:
        return (counted(m["label"]) or NOBODYS[0], m["label"])
    spot.now.item, spot.now.label = found = _paid(m["label"]), m["label"]  # and what is compared with it
    return found


def _paid(label: str) -> Item:
    """The item of a label that is no name in a sentence: 'Cash: JPY15,512 million'; or a new one."""
    found = resolve(label, Scope())
    return found if found is not None and found.known and found.meaning.unit == "JPY" else new_item(label, Scope())


def _says_nothing(spot: Spot, label: str, end: int) -> bool:
    """Whether a label is one of the vocabulary's, or a time."""
    clause = spot.clause
    if any(n.start < spot.t.start for n in clause.mentions) or any(d.start < end for d in clause.dates):
        return True
    return fold(label) in WHEN and spot.now.item is not None  # '- Interim: JPY8.75' below 'Annual dividend'


def change_list(spot: Spot) -> Found:
    """A bullet of a list of changes names what changed: 'Back office-related (up 0.7)'."""
    context = spot.clause.context
    if not _IN_LIST.search(spot.left):
        return None
    label = re.split(r"[(:]", spot.said, maxsplit=1)[0]
    found = resolve(label, context.scope())
    return (found if found and found.known else new_item(label, Scope(group=f"{context.group or 'item'}_view"))), label


def each(spot: Spot) -> Found:
    """An item that many things have one of (a project's monthly charge): the id gets the thing's name."""
    item, clause = spot.now.item, spot.clause
    if item is None or not load().get(item.concept).each:
        return None
    named = [m for m in clause.mentions if m.name == item.concept and m.end <= spot.t.start]
    thing = clause.text[clause.start : named[-1].start] if named else ""
    if thing.endswith("("):  # 'to accelerate with the large-scale XYZ project (MRC over JPY100 million)'
        thing = _BEFORE_THING.sub("", thing)
    thing = re.sub(r"^[^A-Za-z]+|[^A-Za-z0-9)]+$", "", thing) or clause.context.title()
    found = new_item(thing, Scope(group=item.concept))
    dated = clause.dates or clause.context.target  # a charge of the year that is aimed at
    return (found if dated else found._replace(period="instant")), thing


def owned(spot: Spot) -> Found:
    """'XYZ Inc. ("XYZ"), our 100% owned subsidiary', 'IIJ ownership 20%': whose share it is."""
    called = company.current().called
    held = _OWNERSHIP.search(spot.left)
    other = held is None or not (held["who"] is None or held["who"].lower() == "we" or held["who"] in called)
    if other and not _OWNED.match(spot.right):  # a share that another company than the filer has
        return None
    ours = {*_NO_COMPANY, *called}
    names = [m for m in _COMPANY.finditer(spot.said) if m["name"] not in ours]
    if not names:
        return None
    month = any(d.text.startswith(names[-1]["name"]) for d in spot.clause.dates)
    if month or spot.said.endswith(("with ", " in "), 0, names[-1].start()):
        return NOBODYS  # 'a joint venture with Biznet Networks', 'T.C.C. Technology (Feb. 2016, IIJ ownership 49%)'
    return new_item(names[-1]["name"], Scope(group="ownership"))._replace(period="instant"), names[-1].group()


def labelled_percent(spot: Spot) -> Found:
    """'Sales 17% Engineers 72%': each later percentage has its own label, unless one begins the line ('11% Sales')."""
    found, first = short_label(spot) if spot.i else None, spot.clause.numbers[0]
    labelled = any(map(str.isalpha, spot.clause.text[spot.clause.start : first.start]))
    return found if found is None or labelled or not first.percent else NOBODYS


def short_label(spot: Spot) -> Found:
    """A label of a few words and its number ('Public 0.46')."""
    clause = spot.clause
    first = clause.numbers[spot.i - 1].after if spot.i else clause.start
    if (spot.i > 0) != spot.t.percent:
        return None
    named = any(first <= m.start < spot.t.start and m.kind != "concept" for m in clause.mentions)
    if named or any(first <= d.start and d.end <= spot.t.start for d in clause.dates):
        return None
    label = _NO_LETTERS.sub("", clause.text[first : spot.t.start]).strip(" :(,")
    if not label or len(label) > _LONGEST_LABEL or len(label.split()) > _LABEL_WORDS or label.startswith("of "):
        return None  # '45.5% of total assets (44.2% as of March 31, 2016)': of what the number before is a share
    scope = _scope(spot)
    item = resolve_in(label, scope.metric, scope.subject, scope.group)
    return (item, label) if item is not None and item.known else None


def _scope(spot: Spot) -> Scope:
    """The scope of short labels: below a heading that names an item they name parts of it."""
    scope, above = spot.clause.context.scope(), spot.clause.context.item()[0]
    scope.group = scope.group or (above.concept if above is not None else "")
    return scope
