"""Numbers that the words right beside them tell apart: 'per share', 'shares outstanding', 'the number of ... was',
'respectively', a company named before the amount, a bracket that compares the number before it."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, combine, known_or_new, new_item
from helpers.reading.facts import Fact
from helpers.reading.sentences.clause import SENTENCE_END, Spot
from helpers.reading.sentences.dividends import PER_SHARE
from helpers.reading.sentences.item_parts import part_of_own

Found = tuple[Item, str] | None

_NUMBER_OF = re.compile(
    r"\bnumber of (?P<label>[a-z][a-z -]{2,50}?) (?:(?:was|were|is|are|reached|totaled|increased to|decreased to)\s"
    r"(?:approx(?:imately|\.)?\s|over\s|about\s)?|(?:approx(?:imately|\.)?|over|about|around|exceeding)\s)$",
    re.IGNORECASE,
)
_VERBS = frozenset({"to", "by", "from", "increase", "increased", "decrease", "decreased"})
_OF_COMPANY = re.compile(
    r"\b(?P<what>net (?:income|loss)|operating (?:income|loss)|revenues?) of "
    r"(?P<name>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,4})(?:,? (?:Inc|Co|Ltd|Corp)\.)* of (?:approx(?:imately|\.)? )?JPY\s?$"
)
_OURS = frozenset({"IIJ", "IIJ-Global", "ATM", "SI", "WAN", "JPY"})
_KIND_OF_SHARES = re.compile(
    r"\s(?:of )?(?:(?P<treasury>treasury (?:stock|shares))|(?:common stock )?(?:were |was )?outstanding\b(?!\s?\())",
    re.IGNORECASE,
)
_NET_OF = re.compile(r",?\s?\(?(?:net of|excluding|less|without)\b", re.IGNORECASE)
_AND_AMOUNT = re.compile(r"\s?(?:YoY )?and (?:by |up |down )?(?:JPY\s?)?")
_RESPECTIVELY = re.compile(r"\s?(?:YoY)?,?\srespectively\b")
_AND_NAME = re.compile(r"\s(?:and|as well as)\s(?:the )?")
_TWO_NAMES = re.compile(  # 'of which consumer and enterprise were'
    r"\b(?:of which|of this|of these|of that),? ([a-z][a-z -]{2,30}) and ([a-z][a-z -]{2,30})"
    r" (?:was|were|is|are|reached|totaled)\s(?:approx(?:imately|\.)?\s|about\s|over\s)?(?:JPY\s?)?$"
)
_ACTIVITY = re.compile(
    r"\b(?P<kind>operating|investing|financing)(?: activities)?\s?(?:of|:|was|were)?\s?\(?(?:jpy\s?)?\(?$"
)
_PRICE = re.compile(r"\b(?P<label>[A-Za-z]{1,20} (?:price|value|amount))\s(?:is|was|of|:)\s(?:JPY\s?)?$", re.IGNORECASE)
_PER_DOLLAR = re.compile(r"\s?(?:yen )?(?:per|to|/)\s(?:the )?(?:U\.?S\.? ?)?\$")
_BEFORE_TIMES = re.compile(r"(?P<label>[A-Za-z][\w/&' -]{3,50}?)\s?(?:\([^()]*\)\s?)?(?::|was|is|of)\s*$")
_ASIDE = re.compile(
    r"\((?:up|down|an increase of|a decrease of|plus|minus)?\s?(?:by )?(?:approx(?:imately|\.)? )?$", re.IGNORECASE
)


def times(spot: Spot) -> Found:
    """'Debt/equity ratio: 0.3x': a ratio of its own, in times."""
    text, t = spot.clause.text, spot.t
    if text[t.end : t.end + 1] != "x" or text[t.end + 1 : t.end + 2].isalnum() or t.currency or t.percent:
        return None
    m = _BEFORE_TIMES.search(spot.left)
    return (new_item(m["label"], Scope())._replace(unit="ratio", period="instant"), m["label"]) if m else None


def number_of(spot: Spot) -> Found:
    """'the number of equity method investees was 8': a count of what it names."""
    counted = "number of" in spot.low and not (spot.t.currency or spot.t.percent)
    m = _NUMBER_OF.search(spot.left) if counted else None
    if m is None or not _VERBS.isdisjoint(m["label"].split()):  # 'number of employees to increase by approx. '
        return None
    label = f"number of {m['label']}"
    return known_or_new(label, Scope()), label


def of_company(spot: Spot) -> Found:
    """'net income of Internet Multifeed Co. of JPY212 million': another company's, named right before the amount."""
    m = _OF_COMPANY.search(spot.left) if spot.t.currency and " of " in spot.left else None
    if m is None or any(w in _OURS for w in m["name"].split()):
        return None
    what = "_".join(fold(m["what"]).split())
    loss = what.endswith("loss")
    concept = f"{'_'.join(fold(m['name']).split())}.{what.replace('loss', 'income')}"
    return Item(concept, known=False, loss=loss), m.group("what")


def shares_of(spot: Spot) -> Found:
    """'45,062,548 shares outstanding, net of 1,650,911 shares of treasury stock': by the words behind the number."""
    if spot.t.noun not in {"share", "shares"} or spot.t.currency:
        return None
    m = _KIND_OF_SHARES.match(spot.clause.text, spot.t.after)
    if m is None:
        return None
    net = _NET_OF.match(spot.clause.text, m.end()) is not None
    kind = "treasury" if m["treasury"] else "outstanding" if net else "issued"
    return Item(f"shares.{kind}"), m.group().strip()


def respectively(spot: Spot) -> Found:
    """'revenues and operating income grew by 12.7% and 8.9%, respectively': the first number is of the first."""
    clause, numbers, i = spot.clause, spot.clause.numbers, spot.i
    if "respectively" not in clause.text:
        return None
    text = clause.text
    for first, n in ((i, 0), (i - 1, 1)):
        pair = numbers[first : first + 2] if first >= 0 else []
        if len(pair) < 2 or not _AND_AMOUNT.fullmatch(text, pair[0].after, pair[1].start):
            continue
        if not _RESPECTIVELY.match(text, pair[1].after):
            continue
        since = max((m.end() for m in SENTENCE_END.finditer(text, clause.start, pair[0].start)), default=clause.start)
        named = [m for m in clause.mentions if since <= m.start < pair[0].start and m.kind != "subject"][-2:]
        if len(named) == 2 and _AND_NAME.fullmatch(text, named[0].end, named[1].start):
            m = named[n]
            item = Item(m.name, m.sign) if m.kind == "concept" else combine(m.name, spot.now.subject or "total")
            return (item, text[m.start : m.end]) if item is not None else None
        if pair[0].percent and (facts := _two_levels(spot, first)):
            fact = facts[n]
            return Item(fact.concept, known=fact.concept in load().concepts, unit=fact.unit), fact.label
        own, whole = _TWO_NAMES.search(text, since, pair[0].start), spot.now.item or spot.now.combined()
        if own is not None and whole is not None and whole.known:
            return part_of_own(whole, own[n + 1], spot.now.subject), own[n + 1]
    return None


def _two_levels(spot: Spot, first: int) -> list[Fact]:
    """The facts of the two amounts before the number `first`, where these are of two items."""
    before, facts = spot.clause.numbers[max(0, first - 2) : first], spot.clause.reading.facts
    starts, line = [n.start for n in before], spot.clause.row.line.number
    found = [f for f in facts[-6:] if f.line == line and f.token.start in starts and f.measure == "level"]
    return found if len(before) == 2 and len({f.concept for f in found}) == 2 else []


def per_share(spot: Spot) -> Found:
    """'The exercise price is JPY1 per share' below a heading about money: an amount a share, by the words before it."""
    if not spot.t.currency or PER_SHARE.match(spot.clause.text, spot.t.after) is None:
        return None
    now = spot.now.item or spot.now.combined()
    if now is None or now.meaning.unit in {"JPY/share", "JPY/ADS"}:
        return None
    m = _PRICE.search(spot.left)
    return (new_item(m["label"], Scope())._replace(unit="JPY/share", period="instant"), m["label"]) if m else None


def cash_flow(spot: Spot) -> Found:
    """'Cash flows: operating JPY5.9 billion, investing (JPY7.1 billion)': by the kind of activity before the amount."""
    m = _ACTIVITY.search(spot.low) if "cash flow" in spot.clause.low else None
    if m is None or not (spot.t.currency or spot.t.scale):
        return None
    return Item(f"cash_flow.{m['kind']}"), m["kind"]


def exchange(spot: Spot) -> Found:
    """'JPY93.40 per US$1.00' is a rate, whatever it is called."""
    found = "$" in spot.right and spot.t.currency and _PER_DOLLAR.match(spot.clause.text, spot.t.end)
    return (Item("exchange_rate"), "rate") if found else None


def compared_aside(spot: Spot) -> Found:
    """'2,835 employees as of March 31, 2015 (+483 YoY)': what a bracket compares is the number before it, where nothing
    else is named."""
    facts, t = spot.clause.reading.facts, spot.t
    if not facts or facts[-1].line != spot.clause.row.line.number or not spot.i or _ASIDE.search(spot.left) is None:
        return None
    if t.sign <= 0 and spot.direction is None:
        return None
    last = facts[-1]
    if last.token.start != spot.clause.numbers[spot.i - 1].start or (last.unit == "JPY") != (t.currency or t.percent):
        return None
    known = last.concept in load().concepts
    period = "duration" if last.period_start else "instant"
    return Item(last.concept, known=known, unit=last.unit, period=period), last.label


RULES: tuple[Callable[[Spot], Found], ...] = (
    *(respectively, times, cash_flow, exchange, per_share, shares_of, number_of, of_company),
)
