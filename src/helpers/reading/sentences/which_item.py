"""Which line item a number in a sentence is of: rules in order, the first that knows it; the last are the item in
force, and the one that a metric and a business name together, each of them named last, here or above."""

from __future__ import annotations

import re

from helpers.language.concepts import fold, load
from helpers.language.items import Item, combine
from helpers.language.phrases import mentions, without
from helpers.reading.context import BULLET
from helpers.reading.cues import Rules, cue, cues, word
from helpers.reading.facts import CONTRACTS
from helpers.reading.headings import is_statement
from helpers.reading.sentences import docomo_charge, item_behind, item_new, measure
from helpers.reading.sentences.clause import CHANGES, CHARGED
from helpers.reading.sentences.compared_with import direct
from helpers.reading.sentences.item_new import labelled_percent, short_label
from helpers.reading.sentences.spot import COUNT, MONEY, PERCENT, Found, Spot

_IMPACTED = re.compile(r"\b(?:negatively|positively) (?:impacted|affected)\b", re.IGNORECASE)
_CHANGE_IN = re.compile(
    r"\b(?:increase|decrease|fluctuation)s?\s(?:in|of)\s([A-Za-z][^:()]{2,60}?)\s?:?\s?[(]?"
    r"(?:of |by )?(?:plus |minus |[-+\u25b3])?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"([A-Za-z][^:()]{2,70}?)\s(?:increased|decreased)(?:\s?:\s?|\sby\s)(?:JPY\s?)?$", re.IGNORECASE)
_OF_LAST = (", up ", ", down ")  # begin a comparison of the amount that they stand behind
_MORE = (" more than", " less than", " fewer than", " higher than", " lower than")
_TO_COME, _OPENING = re.compile(r"\s(?:for|of|in)\s*"), 60
_ALONE = re.compile(r"(?:^|:)[^A-Za-z]*(?:JPY\s?)?$")  # 'IP service: JPY2,204 million' and '- JPY6,715 million'
_THOUSANDS = 3  # a power of ten
_COUNTS = frozenset({"contract", "contracts", "subscriptions", "subscription"})


def item_of(spot: Spot) -> Found:
    """The item of the number and the words that name it; None where nothing does."""
    told = spot.clause.shared.items.get(spot.t.start)
    if told is None and spot.now.own is not None and _is_of_last(spot):
        told = spot.now.own
    return told or _RULES.first(spot.met, spot)


def _is_of_last(spot: Spot) -> bool:
    """Whether a comparison of the amount before it begins right behind that, or the business that it is for: 'JPY16,772
    million for systems construction, up 13.2% YoY'."""
    since = spot.clause.named_in(spot.at, spot.t.start)
    at = max((n.end for n in since if n.start in spot.clause.behind), default=spot.at)
    unnamed = all(n.end <= at for n in since)
    more = unnamed and spot.low.endswith(", ") and spot.right.startswith(_MORE)  # '98 clients, 37 more than a year ago'
    return more or spot.clause.low.startswith(_OF_LAST, at)


def _listed(spot: Spot) -> Found:
    """A line of bare amounts under a list of labels (see `stacked`)."""
    return spot.clause.labels[spot.i] if spot.clause.labels else None


def _impacted(spot: Spot) -> Found:
    """'GIO P2 profitability negatively impacted the SI gross margin by ...': the effect of the first named."""
    text = spot.clause.text
    m = _IMPACTED.search(text, spot.clause.start, spot.t.start)
    if m is None:
        return None
    causes = [n for n in spot.clause.mentions if n.kind == "subject" and n.end <= m.start()]
    effects = [n for n in spot.clause.mentions if n.kind == "metric" and m.end() <= n.start < spot.t.start]
    item = combine(effects[-1].name, causes[-1].name) if causes and effects else None
    return (item, text[causes[-1].start : effects[-1].end]) if item is not None and item.known else None


def _settled(spot: Spot) -> Found:
    """DOCOMO's charge and what its settlement did; a starred amount is explained by the note below it."""
    clause = spot.clause
    starred = clause.text[spot.t.after : spot.t.after + 1] == "*"
    note = clause.reading.note_of(clause.row.line.number)[1] if starred else ""
    charged = clause.about_charge or cues("charge", "in").search(note.lower()) is not None
    item = docomo_charge.item_for(spot, note) if charged else None
    return (item, item.concept) if item is not None else None


def _changed(spot: Spot) -> Found:
    """'Decrease in accounts receivable: ...' and 'Inventories increased: ...' under a cash flow heading."""
    m = _CHANGE_IN.search(spot.said) or _CHANGED.search(spot.said)
    cid = load().by_change.get(fold(m.group(1))) if m else None
    return (Item(cid), m.group().strip(" :(")) if cid and m else None


def _counted(spot: Spot) -> Found:
    """What is counted follows its number: '113 MVNE clients', '137 new graduates', '1:200 stock split'."""
    units = {"count", "shares"} | ({"ratio"} if ":" in spot.t.text else set())
    m = item_behind.concept_from(spot, spot.t.end, 2)
    if m is None or load().get(m.name).unit not in units:
        return None
    found = Item(m.name), spot.clause.text[m.start : m.end]
    if load().get(m.name).unit == "count":
        spot.now.item, spot.now.label = found
    return found


def _in_force(spot: Spot) -> Found:
    """The item named last, here or by the heading above."""
    item, clause, now = spot.now.item, spot.clause, spot.now
    silent = not (now.explicit or now.named or now.metric or clause.mentions) and is_statement(clause.text)
    if item is None or silent:  # a whole sentence that names nothing need not be about what a heading above it is about
        return None
    counted = load().by_noun.get(spot.t.noun, "")
    if counted and (item.meaning.unit == "JPY" or not (now.explicit or item.concept == counted)):
        return None
    return item, now.label


def _runs_on(spot: Spot) -> Found:
    """'target JPY18.0 billion for' at the end of a cell: the item opens the cell below it."""
    if not spot.clause.goes_on or not _TO_COME.fullmatch(spot.right):
        return None
    found = [m for m in mentions(spot.clause.goes_on[:_OPENING]) if m.start < _OPENING // 3]
    last = {m.kind: m for m in reversed(found)}
    metric = last["metric"].name if "metric" in last else spot.now.metric
    item = combine(metric, last["subject"].name if "subject" in last else "")
    return (item, spot.clause.goes_on[: found[-1].end]) if found and item is not None and item.known else None


def _metric_and_subject(spot: Spot) -> Found:
    """The metric and the subject named last; a subject that follows, or the total, where none is named before."""
    now = spot.now
    if _is_silent(spot):
        return None
    now.subject = _subject_later(spot) or now.subject
    found, noun = (short_label(spot) if not spot.i else None) or _thousands_of(spot), spot.t.noun
    if found is None and noun in load().by_noun:  # '1,964 personnel'
        found = Item(load().by_noun[noun]), noun
    if found is not None:
        return found
    metric = _metric(spot)
    item = _combined(spot, metric)
    if item is None or (metric in CONTRACTS and not item.known):
        return None
    return item, now.label or spot.clause.context.item()[1]


def _is_silent(spot: Spot) -> bool:
    """Whether an amount of money stands in a sentence, behind another, that names nothing: 'Customers of games, who
    brought in JPY0.5 billion,' is of none of what the sentences before it are about."""
    behind = spot.t.currency and spot.begun > spot.clause.start and spot.clause.text[spot.begun - 1] != "\t"
    return behind and not spot.named and spot.clause.text[spot.begun : spot.t.start].strip()[:1].isupper()


def _metric(spot: Spot) -> str:
    """The metric in force; revenue for money of a business alone ('IP service: JPY2,204 million')."""
    now, t = spot.now, spot.t
    if t.noun in _COUNTS and now.metric != "subscriptions":
        return "contracts"
    if now.metric or not now.subject:
        return now.metric
    paid = t.currency or t.percent
    compared = paid and bool(spot.direction or direct(spot))
    told = (compared or _is_alone(spot)) and _is_page_of_business(spot)
    return "revenue" if told or (paid and _is_of_sales(spot)) else ""


def _is_alone(spot: Spot) -> bool:
    """Whether an amount of money has nothing but a known name before it, and no heading above tells of another item
    ('Cloud: JPY1.2 billion' below 'CAPEX: JPY5.6 billion')."""
    above = spot.clause.context.item()[0]
    apart = above is not None and not above.meaning.metric
    alone = spot.t.currency and not apart and _ALONE.search(_undated(spot)) is not None
    return alone and not _labelled_otherwise(spot)


def _is_of_sales(spot: Spot) -> bool:
    """'Equipment sales were JPY560 million': whether the business in force is called the sale of something, and nothing
    above tells of something else of it ('Cost and Gross Margin')."""
    named = next((n for n in reversed(spot.named) if n.name == spot.now.subject), None)
    above = any(f.metric or f.several or f.item for f in spot.clause.context.frames)
    return named is not None and named.key.endswith(" sale") and not above


def _is_page_of_business(spot: Spot) -> bool:
    """Whether the heading above is the name of a business, as whose money its revenue is told, and none above that is
    about something else of it ('Cost and Gross Margin')."""
    headings = [f for f in spot.clause.context.frames if f.rank < BULLET and f.label]
    return bool(headings) and headings[-1].subject != "" and not any(f.metric or f.several for f in headings)


def _combined(spot: Spot, metric: str) -> Item | None:
    now = spot.now
    found = combine(metric, now.subject or "total") if metric else None
    if found is None or found.known:
        return _of_plan(spot, metric, found)
    if not now.named and metric != "contracts" and now.subject != spot.clause.context.subject:
        return combine(metric, "total") or found  # a subject that only the sentence before named
    return None if now.named and _is_of_another(spot) else found


def _is_of_another(spot: Spot) -> bool:
    """'SI gross margin recovered and SG&A expenses were', 'The gross margin of ATM operation turned to a profit of':
    whether the last business was named for another metric."""
    kinds = [n.kind for n in spot.named]
    return kinds[-2:] == ["metric", "metric"] or kinds[-3:] == ["metric", "subject", "metric"]


def _of_plan(spot: Spot, metric: str, found: Item | None) -> Item | None:
    """A plan's list about GIO P2: 'FY17 target revenue' is the cloud's."""
    total = found is not None and spot.now.subject in {"", "total"} and not spot.now.named
    business = load().businesses.get(spot.clause.context.list_subject(), "") if total and spot.aimed_at else ""
    return (combine(metric, business) if business else None) or found


def _thousands_of(spot: Spot) -> Found:
    """'IIJmio 748 thousand, IIJ Mobile 480 thousand': subscriptions."""
    if not spot.now.subject or spot.t.scale != _THOUSANDS or spot.now.explicit or spot.t.currency:
        return None
    counted = combine("subscriptions", spot.now.subject)
    return (counted, spot.now.label) if counted is not None and counted.known else None


def _undated(spot: Spot) -> str:
    """What stands before the number, without a period right before it ('WAN: 4Q13 JPY6,044 million')."""
    last = spot.previous
    if last is None or last.start < spot.at or spot.clause.text[last.end : spot.t.start].strip() not in {"", "JPY"}:
        return spot.left
    return spot.clause.text[spot.at : last.start]


def _labelled_otherwise(spot: Spot) -> bool:
    """Whether the line has a label of its own that the vocabulary does not know ('Purchase amount: JPY9.2 billion')."""
    clause = spot.clause
    named = clause.mentions  # 'Acquisition of IIJ-Global' is none of its revenue
    said = without(clause.text[clause.start : spot.t.start], [*clause.dates, *named], clause.start).replace("JPY", "")
    return re.search(r"[A-Za-z]{4}", said) is not None if named else any(map(str.isalpha, said))


def _subject_later(spot: Spot) -> str:
    """'Target revenue of JPY7.0 billion ... overseas subsidiaries': the one subject, named after the amount."""
    clause = spot.clause
    if not spot.now.metric or spot.now.subject or not spot.t.currency or not spot.aimed_at:
        return ""
    stop = clause.stop(spot.t.end)
    found = {m.name for m in clause.mentions if m.kind == "subject" and spot.t.end < m.start < stop}
    return found.pop() if len(found) == 1 else ""


_RULES: Rules[[Spot], Found] = Rules(
    (_listed, 0),
    (_impacted, word("tively")),
    (_settled, CHARGED),
    (_changed, word("increase", "decrease", "fluctuation")),
    (_counted, COUNT),
    (item_behind.recognized, PERCENT),
    (item_behind.for_business, word("for", "from", "in", "to")),
    (item_behind.broken_down, cue("parts", "in")),
    (item_behind.told_of, word("which", "was", "were", "is", "are", "came", "went")),
    (item_behind.of_change, word(*measure.ROSE)),
    (item_behind.of_sentence, MONEY),
    (item_behind.of_listed, MONEY),
    (item_behind.of_rate, PERCENT),
    (item_behind.parted, MONEY),
    (item_new.counted_nouns, COUNT),
    (item_new.owned, PERCENT),
    (item_new.labelled, MONEY | COUNT),
    (labelled_percent, PERCENT),
    (item_new.change_list, CHANGES),
    (item_new.each, 0),
    (_runs_on, 0),
    (_in_force, 0),
    (_metric_and_subject, 0),
    (item_behind.follows, 0),
)
