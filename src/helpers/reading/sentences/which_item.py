"""Which line item a number in a sentence is of: rules in order, the first that knows it."""

from __future__ import annotations

import re

from helpers.language.concepts import fold, load
from helpers.language.items import Item, combine
from helpers.language.phrases import mentions
from helpers.reading.cues import Rules, cue, cues, word
from helpers.reading.headings import is_statement
from helpers.reading.sentences import docomo_charge, item_behind, item_new, measure
from helpers.reading.sentences.clause import CHANGES, CHARGED
from helpers.reading.sentences.item_new import labelled_percent
from helpers.reading.sentences.item_paired import metric_and_subject
from helpers.reading.sentences.spot import COUNT, MONEY, NOBODYS, PERCENT, Found, Spot

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
_PEOPLE = frozenset({"graduates", "engineers"})


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
    if not starred and not clause.about_charge:
        return None
    note = clause.reading.note_of(clause.row.line.number)[1] if starred else ""
    charged = clause.about_charge or cues("charge", "in").search(note.lower()) is not None
    item = docomo_charge.item_for(spot, note) if charged else None
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
    if spot.t.noun in _PEOPLE and not now.explicit and not item_new.can_count(item, spot.t.noun):
        return NOBODYS  # '146 graduates joined' below 'Employees'
    counted = load().by_noun.get(spot.t.noun, "")
    if counted and (item.meaning.unit == "JPY" or not (now.explicit or item.concept == counted)):
        return None
    return NOBODYS if _counts_another(spot, item, counted) else (item, now.label)


def _counts_another(spot: Spot, item: Item, counted: str) -> bool:
    """Whether the noun of a number is of what is `counted`, and that is not its item: '145 new graduates and a company
    with 210 employees'."""
    own = f"{item.concept}.".startswith(f"{counted}.") or spot.t.noun in spot.now.label.lower().split()
    return bool(counted) and not own


def _runs_on(spot: Spot) -> Found:
    """'target JPY18.0 billion for' at the end of a cell: the item opens the cell below it."""
    if not spot.clause.goes_on or not _TO_COME.fullmatch(spot.right):
        return None
    found = [m for m in mentions(spot.clause.goes_on[:_OPENING]) if m.start < _OPENING // 3]
    last = {m.kind: m for m in reversed(found)}
    metric = last["metric"].name if "metric" in last else spot.now.metric
    item = combine(metric, last["subject"].name if "subject" in last else "")
    if "concept" in last:
        item = Item(last["concept"].name, last["concept"].sign)
    return (item, spot.clause.goes_on[: found[-1].end]) if found and item is not None and item.known else None


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
    (item_behind.parted, MONEY),
    (item_new.counted_nouns, COUNT),
    (item_new.owned, PERCENT),
    (item_new.labelled, MONEY | COUNT),
    (labelled_percent, PERCENT),
    (item_new.change_list, CHANGES),
    (item_new.each, 0),
    (_runs_on, 0),
    (_in_force, 0),
    (metric_and_subject, 0),
    (item_behind.follows, 0),
)
