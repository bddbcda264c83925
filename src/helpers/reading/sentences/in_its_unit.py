"""The item of a number in the number's own unit: a count, shares, years, money, or money a share."""

from __future__ import annotations

from helpers.language.concepts import load
from helpers.language.items import Item
from helpers.reading.sentences.spot import Spot
from helpers.reading.sentences.value import THINGS

_OUT, _USED = (" used", "outflow"), (" used", " was used", " were used")
_PER_SHARE = (" per share", " per common share")
_SHARES = frozenset({"share", "shares"})


def as_counted(spot: Spot, item: Item, label: str) -> tuple[Item, str]:
    """The item as it is counted: so many where things are."""
    t = spot.t
    things = t.noun in THINGS or not (t.scale or THINGS.isdisjoint(label.lower().split()))
    if things and not (item.known or t.currency or t.percent) and item.unit == "JPY":
        item = item._replace(unit="count", period="instant")  # 'M2M: 9,102 contracts', 'Clients with MRC over JPY1: 95'
    return spot.take(item), label


def fit_unit(spot: Spot, item: Item) -> Item:
    """'Treasury stock, 758,709 shares' and 'share buyback of JPY1.5 billion': the item in the number's unit."""
    concept, t = spot.concept, spot.t
    if concept.unit != "shares" and (t.noun in _SHARES or _counts_shares(spot)):
        return _in_shares(spot)
    if t.noun in {"year", "years"} and not t.percent:
        return _in_years(spot, item)
    if concept.net_used and _went_out(spot):  # 'cash used in investing activities', 'we used JPY3,896 million in'
        item = item._replace(sign=-1)
        spot.now.item = item if spot.now.item is not None and spot.now.item.concept == item.concept else spot.now.item
        return item
    return _paid(spot, item) if t.currency else item


def _paid(spot: Spot, item: Item) -> Item:
    """What an amount of money is of: 'Net income was JPY3,112 million, or JPY76.77 per share' tells of one share."""
    if not spot.right.startswith(_PER_SHARE):
        return Item(spot.concept.in_money) if spot.concept.in_money else item
    quotients = (c for c in load().concepts.values() if c.quotient_of[:1] == (item.concept,) and c.unit == "JPY/share")
    return next((Item(c.id) for c in quotients), item)


def _went_out(spot: Spot) -> bool:
    """Whether words beside a number say that money was used."""
    return any(word in spot.low for word in _OUT) or spot.clause.low.startswith(_USED, spot.t.after)


def _counts_shares(spot: Spot) -> bool:
    """Whether a bare number, whose item is in yen, is one of shares by its label or the heading above it."""
    if spot.t.noun == "new" and spot.clause.text.startswith(" shares", spot.t.after):
        return True
    if spot.concept.unit != "JPY" or not spot.t.bare:
        return False
    said = f"{spot.clause.context.title()} {spot.clause.text[spot.clause.start : spot.t.start]}".lower()
    return "number of shares" in said or "shares issued" in said


def _in_years(spot: Spot, item: Item) -> Item:
    """So many years of an item; of nobody knows what, where they are money ('JPY8.0 billion year to date')."""
    if spot.t.currency:
        return Item("", known=False)
    late = "delay" in spot.clause.own
    return Item(f"{item.concept}.{'delay' if late else 'years'}", known=False, unit="other", period="instant")


def _in_shares(spot: Spot) -> Item:
    """The number of shares that an item is of, or that the line names."""
    named = [m.name for m in spot.clause.mentions if m.kind == "concept" and load().get(m.name).unit == "shares"]
    known = spot.concept.in_shares or (named[0] if named else "")
    return Item(known)  # of nobody knows what, where none is named: '(2 ADSs = 1 share)'
