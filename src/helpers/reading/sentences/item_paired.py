"""The item that a metric and a business name together, each of them named last, here or above."""

from __future__ import annotations

import re

from helpers.language.concepts import load
from helpers.language.items import Item, combine
from helpers.language.labels import subject_named
from helpers.language.phrases import without
from helpers.reading.context import BULLET
from helpers.reading.sentences import item_behind
from helpers.reading.sentences.compared_with import direct
from helpers.reading.sentences.item_new import short_label
from helpers.reading.sentences.spot import Found, Spot

_ALONE = re.compile(r"(?:^|:)[^A-Za-z]*(?:JPY\s?)?$")  # 'IP service: JPY2,204 million' and '- JPY6,715 million'
_THOUSANDS = 3  # a power of ten
_COUNTS = frozenset({"contract", "contracts", "subscriptions", "subscription"})


def metric_and_subject(spot: Spot) -> Found:
    """The metric and the subject named last; a subject that follows, or the total, where none is named before."""
    now = spot.now
    if _is_silent(spot):
        return None
    now.subject = _subject_later(spot) or now.subject
    found, noun = (short_label(spot) if not spot.i else None) or _thousands_of(spot), spot.t.noun
    if found is None and noun in load().by_noun:  # '1,964 personnel'
        found = item_behind.of_business(spot, Item(load().by_noun[noun])), noun
    if found is not None:
        return found
    metric = _metric(spot)
    item = _combined(spot, metric)
    if item is None or (metric in {"subscriptions", "contracts"} and not item.known):
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
        # a subject that only the sentence before named, unless that is the label of the line
        return None if _is_label(spot, now.subject) else combine(metric, "total") or found
    return None if now.named and _is_of_another(spot) else found


def _is_label(spot: Spot, subject: str) -> bool:
    """Whether the first cell of a line names a business, and nothing else: 'Outsourcing | Gross margin up 9.0%'."""
    cells = spot.clause.row.cells
    return len(cells) > 1 and subject not in {"", "total"} and subject_named(cells[0].text) == subject


def _of_plan(spot: Spot, metric: str, found: Item | None) -> Item | None:
    """A plan's list about GIO P2: 'FY17 target revenue' is the cloud's."""
    total = found is not None and spot.now.subject in {"", "total"} and not spot.now.named
    business = load().businesses.get(spot.clause.context.list_subject(), "") if total and spot.aimed_at else ""
    return (combine(metric, business) if business else None) or found


def _is_of_another(spot: Spot) -> bool:
    """'SI gross margin recovered and SG&A expenses were', 'The gross margin of ATM operation turned to a profit of':
    whether the last business was named for another metric."""
    kinds = [n.kind for n in spot.clause.mentions if spot.begun <= n.start < spot.t.start]
    return kinds[-2:] == ["metric", "metric"] or kinds[-3:] == ["metric", "subject", "metric"]


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
    named = [m for m in clause.mentions if m.end <= spot.t.start]  # 'Acquisition of IIJ-Global' is none of its revenue
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
