"""What the print of a number in a sentence stands for: its scale and sign, whether it is about so much, or nothing."""

from __future__ import annotations

import re

from helpers.language.amounts import Token
from helpers.language.concepts import load
from helpers.language.items import Item
from helpers.language.scales import SCALES
from helpers.reading.context import UNIT_NOTE
from helpers.reading.sentences import measure as measuring
from helpers.reading.sentences import scenario
from helpers.reading.sentences.clause import Spot

_APPROX = re.compile(  # in small letters, as `Spot.low`
    r"\b(?:approx(?:imately|\.)?|over|about|around|more than|nearly|almost|reaching over|tens of)\s*(?:jpy\s?)?$"
)
_AND_MORE = re.compile(r"\s(?:and|or) more\b")
_RANGE = re.compile(r"\s?(?:to|-|~)\s(?:JPY\s?)?[\d.]+ ?(?P<unit>million|billion|points?|%)", re.IGNORECASE)
UP_OR_DOWN = re.compile(r"\b(?:up|down|YoY|QoQ|to)\b(?:\s?by)?\s?\(?", re.IGNORECASE)
_ANY_WORD = re.compile(r"\s(?!YoY|QoQ|JPY)[A-Za-z]{2,}")
_LOWER_WORD, _FEW_WORDS = re.compile(r"\s[a-z]{2,}"), 3
AMOUNTS = frozenset({"level", "yoy_abs", "qoq_abs", "change"})


def counts_nothing(spot: Spot) -> bool:
    """A number without currency, unit or noun among the words of a sentence, whose item is in yen: it is yen only as
    the amount of a label or a period ('FY12: 41,678', 'Public 0.46') or after a direction ('(up 0.7)')."""
    t, text = spot.t, spot.clause.text
    if t.scale and not t.currency and not t.percent and not spot.item.known and spot.concept.unit == "JPY":
        return True  # '285 thousand' of what nobody knows
    if t.currency or t.scale or t.percent or spot.concept.unit not in {"JPY", "JPY/share", "JPY/ADS"}:
        return False
    if t.noun and t.noun not in {"months", "month"}:
        return False
    if not spot.item.known and spot.item.concept.startswith("item."):
        return True  # 'net increase of approx. 100' of what nobody knows
    direction = UP_OR_DOWN.search(spot.left) is not None
    if _ANY_WORD.match(text, t.end, spot.clause.end) and not UP_OR_DOWN.match(text[t.end : t.end + 12].strip()):
        return True
    return not direction and not spot.left.rstrip().endswith(":") and len(_LOWER_WORD.findall(spot.left)) > _FEW_WORDS


def approximate(spot: Spot) -> bool:
    """True for approx., over, about and the like, also where they end the line above, and for a range."""
    if _APPROX.search(spot.low) or _AND_MORE.match(spot.right):
        return True
    if not spot.clause.text[: spot.t.start].strip() and _APPROX.search(spot.clause.reading.previous.rstrip().lower()):
        return True
    upper = _RANGE.match(spot.clause.text, spot.t.after)
    if upper is None or measuring.moved_by(spot.clause, spot.t.start):
        return False
    return (upper["unit"] == "%") == spot.t.percent and not scenario.MOVED_FROM.search(spot.left)


def scale_of(spot: Spot, measure: str) -> int:
    """The power of ten of a number that prints none: noted in its line or above, or that of its neighbours."""
    clause, t, concept = spot.clause, spot.t, spot.concept
    noted = UNIT_NOTE.search(clause.text) if "nit" in clause.text or "NIT" in clause.text else None
    scale = SCALES[noted.group(1).lower()] if noted else clause.context.scale or 0
    before = clause.numbers[: spot.i]
    if t.currency and not t.scale and t.value < 1000 and concept.unit == "JPY":
        return next((n.scale for n in reversed(before) if n.currency), 0)
    if scale or t.currency or t.percent or t.scale:
        return scale
    if measure.endswith("_abs"):
        scale = _scale_of_level(before)
    if not scale and measure in AMOUNTS and not t.noun and concept.unit == "JPY":
        scale = clause.reading.caption_scale
    return scale


def _scale_of_level(before: list[Token]) -> int:
    """'333 thousand (up 83 QoQ)': a bare comparison has the scale of the amount before it."""
    level = next((n for n in reversed(before) if not n.percent), None)
    return level.scale if level is not None and level.scale and not level.currency else 0


def bracket_negative(spot: Spot) -> bool:
    """'(JPY1,962 million)': brackets around amount and unit alone are a minus."""
    text, t = spot.clause.text, spot.t
    if not t.currency or text[t.after : t.after + 1] != ")":
        return False
    before = text[max(0, t.start - 6) : t.start].replace("JPY", "").rstrip()
    return before.endswith("(") and before[:-1].rstrip()[-1:] in {":", ""}


def cash_out(item: Item, said: str) -> bool:
    """True where a plain change is cash going out: an asset that increased, a liability that decreased."""
    concept = load().get(item.concept)
    if not concept.change_of:
        return False
    up, down = said.lower().rfind("increas"), said.lower().rfind("decreas")
    return max(up, down) >= 0 and (up > down) != concept.liability
