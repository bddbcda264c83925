"""What the print of a number in a sentence stands for: unit, scale and sign, whether it is about that, or nothing."""

from __future__ import annotations

import re

from helpers.language.amounts import Token
from helpers.language.concepts import load
from helpers.language.items import Item
from helpers.reading.cues import cue, cues
from helpers.reading.facts import AMOUNTS
from helpers.reading.sentences import measure
from helpers.reading.sentences.clause import ASIDE
from helpers.reading.sentences.spot import Spot

_RANGE = re.compile(
    r"\s?(?:to\s|[-~\u2012\u2013]\s?)(?:JPY\s?)?[\d.]+ ?(?P<unit>million|billion|points?|%)", re.IGNORECASE
)
_THAN = ("more than ", "less than ", "fewer than ")
_ABOUT = cue("approx", "at") | cue("approx", "behind")
_LOWER_WORD, _FEW_WORDS = re.compile(r"\s[a-z]{2,}"), 3
_THINGS = frozenset({  # what so many of are no amount of money
    "contracts", "subscriptions", "personnel", "clients", "customers", "companies", "projects", "sites", "orders",
})  # fmt: skip
_FOR_EACH = re.compile(
    r"(?:\s(?:per|a)\s|\s?/\s?)(?:(?:common |diluted |basic )?(?:share|ADS)"
    r"|(?:year|quarter|month)\b(?!\s(?:ago|earlier|before)))\b"
    r"|\s(?:annually|yearly|each(?!\s))\b"
)
_PER = re.compile(r"\s?(?:per|a|each|/)\b|\s?/")
_OPENED = re.compile(r"(?:^|:|\b(?:was|were|is|of|to))\s*\(\s?(?:jpy\s?)?$")
_THOUSAND = 1000  # a count without a scale is whole from there on: '875 thousand (up 64,000 QoQ)'
_NOT_FLAT = 1_000_000  # yen: less than that is no amount of a company's
_FLAT = "an amount in bare yen, too small for what it is of: its scale is not known"
_FRACTION = "a count with a fraction, and nothing tells of how many"
_NOTHING = "a plain number in a sentence: nothing says that it counts yen, nor what else"
_OUT, _USED = (" used", "outflow"), (" used", " was used", " were used")
_PER_SHARE = (" per share", " per common share")


def counts_nothing(spot: Spot, label: str, measured: measure.Measured) -> str:
    """Why a number in a sentence counts nothing known; '' where it does. One without currency, unit or noun, whose item
    is in yen, is yen only as the amount of a label or a period ('FY12: 41,678', 'Public 0.46') or after a direction
    ('(up 0.7)'); one in bare yen is no amount of a company's that reports in millions."""
    t, concept = spot.t, spot.concept
    if t.currency:
        if concept.unit == "JPY" and not concept.each and (each := _FOR_EACH.match(spot.right)):
            return f"so much {each.group().strip()}, and its item is of all, and of one time"
        return _unsure_yen(spot, measured.measure)
    if t.percent or t.scale or concept.unit not in {"JPY", "JPY/share", "JPY/ADS"}:
        return ""
    if t.noun and t.noun not in {"months", "month"}:
        paid = spot.item.known and concept.unit == "JPY" and t.noun in _THINGS  # '9 orders exceeded JPY100 million'
        return f"so many {t.noun}, and its item is an amount of money" if paid else ""
    return "" if _is_amount_of_label(spot) else f"{_NOTHING} than {label}"


def fraction(spot: Spot, label: str, measured: measure.Measured) -> str:
    """'58.2 (up 33.1 YoY)' below a unit that is not understood: why a count is no number of things."""
    return in_fractions(spot.t, spot.concept.unit, scale_of(spot, measured.measure)) if spot.t.places else ""


def in_fractions(t: Token, unit: str, scale: int | str | None) -> str:
    """Why a count with decimals, and without a power of ten (`scale`), is no number of things; '' for any other."""
    return _FRACTION if unit == "count" and t.places and not (t.percent or t.scale or scale) else ""


def _unsure_yen(spot: Spot, measured: str) -> str:
    """Why an amount of money may be a thousand times what it seems; '' where it is not."""
    t = spot.t
    if spot.concept.unit != "JPY" or t.dollars or t.scale or t.value.scaleb(scale_of(spot, measured)) >= _NOT_FLAT:
        return ""
    return _FLAT if not spot.concept.each and _PER.match(spot.right) is None else ""


def _is_amount_of_label(spot: Spot) -> bool:
    labelled = spot.direction is not None or spot.left.rstrip().endswith(":")
    return labelled or len(_LOWER_WORD.findall(ASIDE.sub("", spot.left))) <= _FEW_WORDS


def approximate(spot: Spot) -> bool:
    """True for approx., over, about and the like, and for a range."""
    about, behind = cues("approx", "at"), cues("approx", "behind")
    compares = spot.i and spot.low.lstrip().startswith(_THAN)  # '22.0% more than JPY6,354 million'
    if spot.met & _ABOUT and not compares and (about.search(spot.low) or behind.match(spot.clause.low, spot.t.after)):
        return True
    upper = _RANGE.match(spot.clause.text, spot.clause.numbers[spot.i].after)
    if upper is None or measure.moved_by(spot, spot.i):
        return False
    return (upper["unit"] == "%") == spot.t.percent and not spot.former


def scale_of(spot: Spot, measured: str) -> int:
    """The power of ten of a number that prints none: noted in its line or above, or that of its neighbours."""
    t, before = spot.t, spot.clause.numbers[: spot.i]
    if t.currency and not t.scale and t.value < 1000 and spot.concept.unit == "JPY":
        return next((n.scale for n in reversed(before) if n.currency), 0)
    scale = _noted(spot)
    if scale or t.currency or t.percent:
        return scale
    beside = t.value < _THOUSAND and (measured.endswith("_abs") or _of_same(spot))
    return (_scale_of_level(before, t.places) if beside else 0) or _captioned(spot, measured)


def _noted(spot: Spot) -> int:
    """The scale that the line or a heading notes; none for a bare count of another item than the heading's: '24 MVNE
    clients' below 'Number of mobile subscriptions (thousand)'."""
    context, noted = spot.clause.context, spot.clause.noted
    if spot.concept.unit != "count" or noted != context.scale:
        return noted
    above = context.meant()
    return 0 if above is not None and not spot.item.concept.startswith(above.concept) else noted


def _of_same(spot: Spot) -> bool:
    """Whether a bare count is of the item of the number before it in its sentence."""
    facts, before = spot.clause.reading.facts, spot.clause.numbers[: spot.i]
    bare = spot.concept.unit == "count" and not spot.t.noun and bool(before and facts)
    return bare and facts[-1].token == before[-1] and facts[-1].concept == spot.item.concept


def _captioned(spot: Spot, measured: str) -> int:
    """The scale of a caption that is in force, for a plain amount of yen."""
    plain = measured in AMOUNTS and not spot.t.noun and spot.concept.unit == "JPY"
    return spot.clause.reading.caption_scale if plain else 0


def noted_above(spot: Spot) -> bool:
    """Whether the scale of a number that prints none is one that a heading says."""
    noted = spot.clause.noted
    return spot.t.bare and noted != 0 and noted == spot.clause.context.scale


def _scale_of_level(before: list[Token], places: int) -> int:
    """'333 thousand (up 83 YoY)', '(+83)', '(4Q15: 251)': bare amounts have the scale of the one before them; of money
    those with as many decimals have ('JPY2.6 billion (down 0.4 YoY)')."""
    level = next((n for n in reversed(before) if not n.percent and (n.scale or n.currency or n.noun)), None)
    return level.scale if level is not None and (not level.currency or 0 < level.places == places) else 0


def bracket_negative(spot: Spot) -> bool:
    """'(JPY1,962 million)', '(1,962 million yen)': brackets around amount and unit alone are a minus."""
    closed = spot.clause.text.startswith(")" if spot.t.currency else " yen)", spot.t.after)
    return bool(closed and _OPENED.search(spot.clause.low, max(spot.clause.start, spot.t.start - 12), spot.t.start))


def cash_out(item: Item, said: str) -> bool:
    """True where a plain change is cash going out: an asset that increased, a liability that decreased."""
    concept = load().get(item.concept)
    if not concept.change_of:
        return False
    up, down = said.lower().rfind("increas"), said.lower().rfind("decreas")
    return max(up, down) >= 0 and (up > down) != concept.liability


def fit_unit(spot: Spot, item: Item) -> Item:
    """'Treasury stock, 758,709 shares' and 'share buyback of JPY1.5 billion': the item in the number's unit."""
    concept, t = spot.concept, spot.t
    if concept.unit != "shares" and (spot.counts_shares or _is_labelled_shares(spot)):
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


def _is_labelled_shares(spot: Spot) -> bool:
    """Whether a bare number, whose item is in yen, is one of shares by its label or the heading above it."""
    if spot.concept.unit != "JPY" or not spot.t.bare:
        return False
    said = f"{spot.clause.context.title()} {spot.clause.text[spot.clause.start : spot.t.start]}".lower()
    return "number of shares" in said or "shares issued" in said


def _in_years(spot: Spot, item: Item) -> Item:
    """So many years of an item."""
    late = "delay" in spot.clause.own
    return Item(f"{item.concept}.{'delay' if late else 'years'}", known=False, unit="other", period="instant")


def _in_shares(spot: Spot) -> Item:
    """The number of shares that an item is of, or that the line names."""
    named = [m.name for m in spot.clause.mentions if m.kind == "concept" and load().get(m.name).unit == "shares"]
    known = spot.concept.in_shares or (named[0] if named else "")
    return Item(known)  # of nobody knows what, where none is named: '(2 ADSs = 1 share)'
