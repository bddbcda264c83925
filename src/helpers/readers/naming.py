"""Which line item a number in a sentence is of: rules in order, the first that knows it."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.concepts import fold, load
from helpers.items import Item, Scope, combine, new_item, resolve
from helpers.mentions import Mention, mentions
from helpers.readers import settlement
from helpers.readers.clause import DIRECTION, SENTENCE_END, TARGET_CUE, Spot

Found = tuple[Item, str] | None

_IMPACTED = re.compile(r"\b(?:negatively|positively) (?:impacted|affected)\b", re.IGNORECASE)
_CHANGE_IN = re.compile(
    r"\b(?:increase|decrease|fluctuation)s?\s(?:in|of)\s([A-Za-z][^:()]{2,60}?)\s?:?\s?[(]?"
    r"(?:plus |minus )?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"([A-Za-z][^:()]{2,70}?)\s(?:increased|decreased)\s?:\s?(?:JPY\s?)?$", re.IGNORECASE)
_BREAKDOWN = re.compile(r"\bbreakdown\b", re.IGNORECASE)
_RECOGNIZED = re.compile(r"\b(?:are |is )?(?:recogni[sz]ed )?in\s$", re.IGNORECASE)
_WORDS = re.compile(r"(?:\s[A-Za-z-]+\b){1,4}")
_IN_LIST = re.compile(r"[(:]\s?(?:up|down|plus|minus)\s(?:JPY\s?)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"([A-Za-z][\w&'/ .\u2019-]{2,70}?)\s?(?:\([^()]*\))?\s?[:(]?\s?(?:was|were|of|is|reached|:)?\s*"
    r"(?:approx\.?|over|around|about)?\s*(?:JPY\s?)?\(?$"
)
_ALONE = re.compile(r"(?:^|:)[^A-Za-z]*(?:JPY\s?)?$")  # 'IP service: JPY2,204 million' and '- JPY6,715 million'
_TO_COME, _OPENING = re.compile(r"\s(?:for|of|in)\s*"), 60
_NAME_WORD, _LONGEST_NEW = re.compile(r"[A-Za-z]+"), 9
_SMALL = frozenset({
    "up", "down", "jpy", "was", "were", "is", "are", "of", "and", "to", "the", "a", "an", "approx", "over", "around",
    "about", "from", "in", "for", "by", "with", "at", "yoy", "qoq", "or", "its", "be", "increased", "decreased",
})  # fmt: skip
_LINK = re.compile(r"\s*(?:with|in|of|for|by)?\s*(?:an? |the )?")


def item_of(spot: Spot) -> Found:
    """The item of the number and the words that name it; None where nothing does."""
    for rule in _RULES:
        found = rule(spot)
        if found is not None:
            return found
    return None


def _listed(spot: Spot) -> Found:
    """A line of bare amounts under a list of labels: the first amount is the first label's."""
    labels = spot.clause.labels
    place = sum(not n.percent and n.start <= spot.t.start for n in spot.clause.numbers) - 1 if labels else -1
    return labels[place] if 0 <= place < len(labels) else None


def _impacted(spot: Spot) -> Found:
    """'GIO P2 profitability negatively impacted the SI gross margin by ...': the effect of the first named."""
    m = _IMPACTED.search(spot.clause.text, spot.clause.start, spot.t.start)
    if m is None:
        return None
    causes = [n for n in spot.clause.mentions if n.kind == "subject" and n.end <= m.start()]
    effects = [n for n in spot.clause.mentions if n.kind == "metric" and m.end() <= n.start < spot.t.start]
    item = combine(effects[-1].name, causes[-1].name) if causes and effects else None
    return (item, spot.clause.text[causes[-1].start : effects[-1].end]) if item is not None and item.known else None


def _settled(spot: Spot) -> Found:
    """DOCOMO's charge and what its settlement did; a starred amount is explained by the note below it."""
    clause = spot.clause
    starred = clause.text[spot.t.after : spot.t.after + 1] == "*"
    if not starred and not clause.about_charge:
        return None
    note = clause.reading.note_of(clause.row.line.number)[1] if starred else ""
    item = settlement.item_for(f"{clause.whole} {note}", " ".join(f.label for f in clause.context.frames), spot.t)
    return (item, item.concept) if item is not None else None


def _changed(spot: Spot) -> Found:
    """'Decrease in accounts receivable: ...' and 'Inventories increased: ...' under a cash flow heading."""
    if not spot.clause.context.group.startswith("cash_flow"):
        return None
    m = _CHANGE_IN.search(spot.said) or _CHANGED.search(spot.said)
    cid = load().by_change.get(fold(m.group(1))) if m else None
    return (Item(cid), m.group().strip(" :(")) if cid and m else None


def _counted(spot: Spot) -> Found:
    """What is counted follows its number: '113 MVNE clients', '137 new graduates', '1:200 stock split'."""
    if spot.t.currency or spot.t.percent:
        return None
    units = {"count", "shares"} | ({"ratio"} if ":" in spot.t.text else set())
    m = _concept_from(spot, spot.t.end, 2)
    if m is None or load().get(m.name).unit not in units:
        return None
    if load().get(m.name).unit == "count":
        spot.now.item, spot.now.label = Item(m.name), _words(spot, m)
    return Item(m.name), _words(spot, m)


def _recognized(spot: Spot) -> Found:
    """'77% of cloud revenue is recognized in systems operation and maintenance, 23% in outsourcing'."""
    if not spot.t.percent:
        return None
    clause = spot.clause
    told = clause.text + clause.context.item()[1]
    if "cloud" not in clause.text.lower() and spot.now.subject != "cloud" and "recogni" not in told.lower():
        return None
    stop = spot.t.after + len(spot.right) + 60
    for m in clause.mentions:
        if m.kind != "subject" or not spot.t.after <= m.start < stop:
            continue
        before = clause.text[spot.t.after : m.start]
        concept = load().recognized_in.get(m.name)
        if concept and _RECOGNIZED.search(before) and not re.search(r"[.;%]", before):
            return Item(concept), _words(spot, m)
    return None


def _broken_down(spot: Spot) -> Found:
    """'The breakdown was JPY4,570 million in available-for-sale securities': the item follows its amount."""
    lead = re.match(r"\s(?:in|of)\s", spot.right)
    if lead is None or not _BREAKDOWN.search(spot.said):
        return None
    m = _concept_from(spot, spot.t.after + lead.end(), 4)
    return (Item(m.name, m.sign), _words(spot, m)) if m else None


def _counted_nouns(spot: Spot) -> Found:
    """'24 modules', 'clients reaching to 9 companies': a count is never of an item in yen."""
    if spot.t.currency or spot.t.percent:
        return None
    words = _WORDS.match(spot.clause.text, spot.t.end)
    counted = [w for w in (words.group().split() if words else ()) if w in load().counted]
    noun = counted[0] if counted and spot.t.noun not in {"share", "shares"} else ""
    item = spot.now.item or spot.now.combined()
    if not noun or (item is not None and load().get(item.concept).unit != "JPY"):
        return None
    label = f"{spot.now.subject or spot.clause.context.subject} {noun}".strip()
    return new_item(label, Scope()), label


def _labelled_percent(spot: Spot) -> Found:
    """'Sales 17% Engineers 72%': each later percentage has its own label."""
    return _short_label(spot) if spot.t.percent and spot.i else None


def _change_list(spot: Spot) -> Found:
    """A bullet of a list of changes names what changed: 'Back office-related (up 0.7)'."""
    context = spot.clause.context
    if not context.yoy_list or not _IN_LIST.search(spot.left):
        return None
    label = re.split(r"[(:]", spot.said, maxsplit=1)[0]
    found = resolve(label, context.scope())
    return (found if found and found.known else new_item(label, Scope(group=f"{context.group or 'item'}_view"))), label


def _own_percent(spot: Spot) -> Found:
    """A percentage in a line that the vocabulary does not know, under no heading that it knows."""
    clause = spot.clause
    if not spot.t.percent or clause.mentions or DIRECTION.search(spot.left) or clause.context.item()[0] is not None:
        return None
    label = _label(spot)
    return (new_item(label, Scope()), label) if label else None


def _each(spot: Spot) -> Found:
    """An item that many things have one of (a project's monthly charge): the id gets the thing's name."""
    item = spot.now.item
    if item is None or not load().get(item.concept).each:
        return None
    named = [m for m in spot.clause.mentions if m.name == item.concept and m.end <= spot.t.start]
    thing = spot.clause.text[spot.clause.start : named[-1].start] if named else ""
    frames = spot.clause.context.frames
    thing = re.sub(r"^[^A-Za-z]+|[^A-Za-z)]+$", "", thing) or (frames[-1].label if frames else "")
    return new_item(thing, Scope(group=item.concept)), thing


def _in_force(spot: Spot) -> Found:
    """The item named last, here or by the heading above."""
    item = spot.now.item
    if item is None or (spot.t.noun in load().by_noun and load().get(item.concept).unit == "JPY"):
        return None
    return item, spot.now.label


def _metric_and_subject(spot: Spot) -> Found:
    """The metric and the subject named last; a subject that follows, or the total, where none is named before."""
    now, clause = spot.now, spot.clause
    now.subject = _subject_later(spot) or now.subject
    short = _short_label(spot) if not spot.i else None
    if short is not None:
        return short
    metric, noun = now.metric, spot.t.noun
    if noun in {"contract", "contracts", "subscriptions", "subscription"} and metric != "subscriptions":
        metric = "contracts"
    if noun in load().by_noun:
        return Item(load().by_noun[noun]), noun
    bare = spot.t.currency and _ALONE.search(spot.left) is not None
    if not metric and now.subject and (bare or ((spot.t.currency or spot.t.percent) and DIRECTION.search(spot.left))):
        metric = "revenue"
    found = combine(metric, now.subject or "total") if metric else None
    if metric and now.subject and (found is None or not found.known) and metric != "contracts":
        whole = combine(metric, "total")
        found = whole if whole is not None and whole.known else found
    if found is None or (metric in {"subscriptions", "contracts"} and not found.known):
        return None
    if found.known and metric == "revenue" and now.subject in {"", "total"} and not now.named:
        clause.reading.implied.add((clause.row.line.number, spot.t.start))
    return found, now.label or clause.context.item()[1]


def _follows(spot: Spot) -> Found:
    """'Secured JPY17.3 billion with equity finance'."""
    m = _concept_from(spot, spot.t.after, 24)
    if m is None or not _LINK.fullmatch(spot.clause.text[spot.t.after : m.start]):
        return None
    return Item(m.name, m.sign), _words(spot, m)


def _runs_on(spot: Spot) -> Found:
    """'target JPY18.0 billion for' at the end of a cell: the item opens the cell below it."""
    if not spot.clause.goes_on or not _TO_COME.fullmatch(spot.right):
        return None
    found = [m for m in mentions(spot.clause.goes_on[:_OPENING]) if m.start < _OPENING // 3]
    metric = next((m.name for m in found if m.kind == "metric"), spot.now.metric)
    subject = next((m.name for m in found if m.kind == "subject"), "")
    item = next((Item(m.name, m.sign) for m in found if m.kind == "concept"), None) or combine(metric, subject)
    return (item, spot.clause.goes_on[: found[-1].end]) if found and item is not None and item.known else None


def _new(spot: Spot) -> Found:
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


_RULES: tuple[Callable[[Spot], Found], ...] = (
    *(_listed, _impacted, _settled, _changed, _counted, _recognized, _broken_down, _counted_nouns),
    *(_labelled_percent, _change_list, _own_percent, _each, _runs_on, _in_force, _metric_and_subject, _follows, _new),
)


def _label(spot: Spot) -> str:
    """The words right before the number, where they can be a name: not part of a date, not only small words."""
    m = _LABEL.search(spot.left)
    if m is None:
        return ""
    at = spot.t.start - len(spot.left) + m.start(1)
    dated = any(d.start <= at < d.end for d in spot.clause.dates)
    return "" if dated or all(w.lower() in _SMALL for w in _NAME_WORD.findall(m.group(1))) else m.group(1)


# ---- pieces -------------------------------------------------------------------------------------------------------


def _words(spot: Spot, m: Mention) -> str:
    return spot.clause.text[m.start : m.end]


def _concept_from(spot: Spot, at: int, within: int) -> Mention | None:
    """The line item named from `at`, at most `within` characters on."""
    return next((m for m in spot.clause.mentions if m.kind == "concept" and 0 <= m.start - at < within), None)


def _short_label(spot: Spot) -> Found:
    """A label of a few words and its number ('Public 0.46')."""
    clause = spot.clause
    first = clause.numbers[spot.i - 1].after if spot.i else clause.start
    if (spot.i > 0) != spot.t.percent:
        return None
    label = re.sub(r"^[^A-Za-z]+", "", clause.text[first : spot.t.start]).strip(" :(")
    label = re.sub(r"\bJPY$|\bapprox\.?$", "", label).strip(" :(")
    if not label or len(label) > 80 or len(label.split()) > 5:
        return None
    if any(first <= m.start < spot.t.start for m in clause.mentions if m.kind != "concept"):
        return None
    if any(first <= d.start and d.end <= spot.t.start for d in clause.dates):
        return None
    item = resolve(label, clause.context.scope())
    return (item, label) if item is not None and item.known else None


def _subject_later(spot: Spot) -> str:
    """'Target revenue of JPY7.0 billion ... overseas subsidiaries': the one subject, named after the amount."""
    clause = spot.clause
    if not spot.now.metric or spot.now.subject or not spot.t.currency or not TARGET_CUE.search(spot.said):
        return ""
    stop = next((m.start() for m in SENTENCE_END.finditer(clause.text, spot.t.end, clause.end)), clause.end)
    found = {m.name for m in clause.mentions if m.kind == "subject" and spot.t.end < m.start < stop}
    return found.pop() if len(found) == 1 else ""
