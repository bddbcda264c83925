"""Which line item a label names, by itself and by where it stands."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from helpers.language import company
from helpers.language.concepts import Concepts, fold, load
from helpers.language.items import Item, combine
from helpers.language.labels import is_aside, strip_label
from helpers.language.phrases import Mention, changes, folded_words, mentions
from helpers.language.scope import Scope

_DIRECTION = re.compile(r"^(?:net )?(increase|decrease|fluctuation|change)s?(?: (?:decrease|increase))?(?: of| in)? ")
_LETTER = re.compile(r"[a-z]")
_DASHED = re.compile(r"(?:\s?[\u2014\u2013]\s?|\s--?\s)(?!(?:non-?)?current\b)(?=[a-z\d]|(?i:net|less)\b)")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_QUALIFIED = re.compile(  # 'Accounts receivable, net of ...'; not 'Inventories, prepaid expenses and others'
    r",\s?(?=(?:net|less|including|inclusive|current|non-?current|trade|other|unaudited|of which"
    r"|total|on|in|for|as|at|before|after|basic|diluted|end|beginning|due|mainly|a|an|the|which|attributable)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[-,]\s?(?:[a-z]{1,20},\s)?(?=\d{1,3},\d{3})")  # 'Treasury stock-758,709 shares'
_STOP = frozenset({
    "of", "the", "for", "to", "in", "and", "a", "an", "from", "by", "service", "services", "revenue", "our", "total",
    "its", "related", "less",
})  # fmt: skip
_BEHIND = re.compile(r"\s[-\u2013\u2014]\s|,\s")  # 'Net income per share, diluted' is 'diluted net income per share'
_WEAK, _PLAIN, _IN_GROUP, _TOTAL_OF, _AFTER = 1, 2, 3, 4, 5  # how well a name fits where it stands
OF_SEGMENTS = {"segment_revenue": "revenue", "segment_operating_income": "operating_income"}
"""The groups of what segments have, and what they are parts of."""


def resolve(label: str, scope: Scope) -> Item | None:
    """The item a table's row label names, or None for a label without letters or without a known name: the label
    as it is, without what stands behind a dash, in brackets or behind a comma."""
    vocabulary = load()
    text = strip_label(label)
    key = fold(text)
    if not _LETTER.search(key):
        return None
    if changes(text):
        return _by_alias(vocabulary, key, scope)
    turned = _turned(text)
    known = (_by_alias(vocabulary, turned, scope) if turned else None) or _named(vocabulary, text, key, scope)
    if known is not None:
        return known
    named = ((part, fold(part)) for part in _shorter(text) if part != text)
    found = (_named(vocabulary, part, folded, scope) for part, folded in named if folded and folded != key)
    return next((item for item in found if item is not None), None) or _told_twice(vocabulary, text, scope)


def _shorter(text: str) -> tuple[str, ...]:
    """A label without what stands behind a dash, in brackets or behind a comma."""
    return (
        text if text.isascii() and " -" not in text else _DASHED.split(text, maxsplit=1)[0],
        _opened(text) if "(" in text else text,
        _QUALIFIED.split(text, maxsplit=1)[0] if "," in text else text,
        _COUNTED.split(text, maxsplit=1)[0],
    )


def _told_twice(vocabulary: Concepts, text: str, scope: Scope) -> Item | None:
    """'IIJmio (consumer)' among subscriptions, whose bracket says what the name does."""
    plain = _BRACKETED.sub(" ", text).strip()
    aside = set(fold(" ".join(_BRACKETED.findall(text))).split())
    found = _named(vocabulary, plain, fold(plain), scope) if "(" in text and plain and aside else None
    if found is None or not found.known:
        return None
    names = (found.concept.replace(".", " ").replace("_", " "), found.meaning.label, *found.meaning.aliases)
    return found if aside <= {word for name in names for word in fold(name).split()} else None


@company.kept
@lru_cache(maxsize=8192)
def resolve_in(label: str, metric: str = "", subject: str = "", group: str = "") -> Item | None:
    """The item that a short label names where these are in force, by itself without them: such labels come again."""
    return resolve(label, Scope(metric, subject, group))


def _turned(text: str) -> str:
    """'Net income per share, diluted' as 'diluted net income per share', 'SaaS (task-specific)' as 'task-specific
    SaaS'; '' for a label that does not end so."""
    if text.endswith(")"):
        before, _, aside = text[:-1].rpartition("(")
        return fold(f"{aside} {before}") if before else ""
    may = "," in text or " - " in text or not text.isascii()
    return fold(" ".join(reversed(_BEHIND.split(text, maxsplit=1)))) if may and _BEHIND.search(text) else ""


def _opened(text: str) -> str:
    """A label without what stands in brackets, where that says nothing of what it is: '(loss)', '(unaudited)'; else
    with it, without brackets: 'Order received (construction)'."""
    return _BRACKETED.sub(lambda m: " " if is_aside(m[1]) or m[1].startswith("incl") else f" {m[1]} ", text)


def _named(vocabulary: Concepts, text: str, key: str, scope: Scope) -> Item | None:
    return (
        _by_alias(vocabulary, key, scope)
        or _by_change(vocabulary, key)
        or _by_parts(text, scope)
        or (_whole(scope) if vocabulary.subjects.get(key) == "total" else None)
    )


def _whole(scope: Scope) -> Item | None:
    """'Total' below rows of a metric, or of segments: the metric of what the rows are parts of."""
    if scope.group in OF_SEGMENTS:
        return Item(OF_SEGMENTS[scope.group])
    if not scope.metric and scope.group in load().concepts:
        return Item(scope.group)
    found = combine(scope.metric, scope.business or "total")
    return found if found is not None and found.known else None


def group_of_segments(label: str) -> str:
    """'Segment revenue', 'Segment operating profit': the group whose segments a label speaks of; '' for any other."""
    key = fold(strip_label(label))
    metric = load().metrics.get(key.removeprefix("segment "), "") if key.startswith("segment ") else ""
    named = (group for group, of in OF_SEGMENTS.items() if group == load().groups.get(key) or of == metric)
    return next(named, "")


def of_segment(label: str, of: Item) -> Item | None:
    """What a label names among the segments of an item, or of a group of them: one, or 'Total'; else None."""
    group = next((g for g, whole in OF_SEGMENTS.items() if of.concept in {g, whole}), "")
    found = resolve(label, Scope(group=group)) if group else None
    fits = found is not None and found.known and found.concept.partition(".")[0] in {group, OF_SEGMENTS[group]}
    return found if fits else None


def _by_alias(vocabulary: Concepts, key: str, scope: Scope) -> Item | None:
    """The line item whose alias the label is: of several, the one that fits best where it stands."""
    if key in vocabulary.metrics and scope.business:
        inherited = combine(vocabulary.metrics[key], scope.business)
        if inherited is not None and (inherited.known or scope.heading_subject):
            return inherited
    names = vocabulary.by_alias.get(key, ())
    ranked = [(rank, cid, sign) for cid, sign in names if (rank := _rank(vocabulary, key, cid, scope, len(names)))]
    if not ranked:
        return None
    rank, cid, sign = max(ranked, key=lambda r: r[0])
    if rank == _WEAK and (scope.metric or not scope.group):
        return None
    turned = scope.group in vocabulary.concepts[cid].negative_groups
    return Item(cid, -sign if turned else sign, loss=key in vocabulary.losses)


def _rank(vocabulary: Concepts, key: str, cid: str, scope: Scope, names: int) -> int:
    """How well a concept fits a label where it stands; 0 where it does not. `names`: how many bear the label."""
    concept = vocabulary.concepts[cid]
    if concept.after:
        return _AFTER + scope.seen[concept.after] if scope.is_in(concept.after) else 0
    if concept.total_of:
        return _TOTAL_OF if scope.group.split(".")[0] in concept.total_of else 0
    if _is_in_group(cid, scope, names):
        return _IN_GROUP
    if key in vocabulary.grouped_only or _is_elsewhere(cid, scope):
        return 0
    if names > 1 and "segment_" in cid:  # among revenues a business is no segment
        return _PLAIN if OF_SEGMENTS.get(cid.partition(".")[0]) == scope.metric != "revenue" else 0
    if key in vocabulary.weak and not set(scope.group.split(".")) & set(cid.split(".")):
        return _WEAK
    return _PLAIN


def _is_in_group(cid: str, scope: Scope, names: int) -> bool:
    """Whether a concept is of the group in force; below no heading, one of several of a name is of a row above:
    'Purchase of property and equipment' below 'CAPEX'."""
    if not scope.group:
        return names > 1 and scope.is_in(cid.rpartition(".")[0])
    return cid == scope.group or cid.startswith((scope.group + ".", scope.group + "_view"))


def _is_elsewhere(cid: str, scope: Scope) -> bool:
    """Whether a concept is none of the group in force: 'Interest expense' below 'Operating activities' is what a
    statement of cash flows takes back of that."""
    return cid.split(".")[0] in load().elsewhere.get(scope.group.split(".")[0], ())


def _by_change(vocabulary: Concepts, key: str) -> Item | None:
    m = _DIRECTION.match(key + " ")
    cid = vocabulary.by_change.get(key[m.end() :].strip()) if m else None
    return Item(cid) if cid else None


def _by_parts(text: str, scope: Scope) -> Item | None:
    """Metric and subject from the label's own words where these cover it, else from the scope."""
    found = _phrases_of(text)
    if not found:
        return None
    if found[0].kind == "concept" and found[-1].key == "margin":  # 'Adjusted EBITDA margin'
        return Item(found[0].name, found[0].sign, "pct_of_revenue")
    metric, subject = _metric_of(found, text), _subject_of(found)
    if not (metric or subject) or (metric and _is_another(found)):
        return _alone(found, scope)
    return combine(metric or scope.metric, subject or scope.business or "total")


def _is_another(found: tuple[Mention, ...]) -> bool:
    """Whether a label that begins with a line item and goes on with a metric names another ('Profit before income tax
    expense'); 'ATM' is a business as well."""
    return found[0].kind == "concept" and not any(m.kind == "subject" and m.start == found[0].start for m in found)


def _alone(found: tuple[Mention, ...], scope: Scope) -> Item | None:
    alone = len(found) == 1 and not _is_elsewhere(found[0].name, scope)
    return Item(found[0].name, found[0].sign) if alone else None


def _metric_of(found: tuple[Mention, ...], text: str) -> str:
    """The last metric that phrases name; the first of 'Cost of network services revenue'."""
    metrics = [m for m in found if m.kind == "metric"]
    if not metrics:
        return ""
    return metrics[0 if text.lower().startswith(" of ", metrics[0].end) else -1].name


def _subject_of(found: tuple[Mention, ...]) -> str:
    """The first subject that phrases name, and 'total' only where they name no other."""
    subjects = [m.name for m in found if m.kind == "subject"]
    return next((name for name in subjects if name != "total"), "total" if subjects else "")


@company.kept_short(8192)
def _phrases_of(text: str) -> tuple[Mention, ...]:
    """The phrases of the vocabulary that are all that a label says; none where it says more."""
    found, said = mentions(text), folded_words(text)
    named = Counter(w for key in {m.start: m.key for m in found}.values() for w in key.split())
    left = Counter(said[:-1] if said[-1:] == ["net"] else said) - named  # 'Property and equipment - net'
    return found if all(w in _STOP or w.isdigit() for w in left) else ()


def counted(label: str) -> Item | None:
    """What a label that is a noun of the vocabulary counts: 'Employees', and not 'Personnel', which may be its cost."""
    found = load().by_noun.get(label.strip(" :").lower(), "")
    return Item(found) if found and fold(label) in fold(load().get(found).label).split() else None
