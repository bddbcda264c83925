"""A number that is no comparison: a level, a margin, a share, or a percentage of revenue."""

from __future__ import annotations

import re

from helpers.reading.cues import cues
from helpers.reading.facts import POINTS
from helpers.reading.sentences.spot import Spot

_LABEL_ALONE = re.compile(r"\s*[A-Z][A-Za-z&/-]*(?: [A-Za-z&/-]+){0,2}\s*")
_OF_NO_REVENUE = frozenset({"", "orders", "backlog"})  # metrics whose percentage in a bracket is none of revenue


def is_below_ratio(spot: Spot) -> bool:
    """Whether the heading above a number, or the words before it, speak of a ratio to revenue."""
    return cues("ratio", "in").search(f"{spot.low} {spot.clause.context.item()[1].lower()}") is not None


def has_ratio_behind(spot: Spot) -> bool:
    """Whether a percentage is of revenue by the words right behind it."""
    return cues("ratio", "behind").match(spot.clause.low, spot.t.after) is not None


def level_of(spot: Spot) -> str:
    """The measure of a number that is no comparison."""
    t, item = spot.t, spot.item
    if not t.percent:
        return item.measure if item.measure and not t.currency else "pt_change" if t.noun in POINTS else "level"
    if has_ratio_behind(spot) or is_below_ratio(spot):
        return "pct_of_revenue"
    if spot.concept.unit == "ratio":
        return "level"
    if spot.now.last_measure == "pct_of_revenue" and (spot.left.endswith("(") or spot.former):
        # '14.0% of total revenues (14.3% for 3Q11)', 'its ratio to revenues rose ... from 4.1%'
        return "pct_of_revenue"
    return _own_ratio(spot)


def _own_ratio(spot: Spot) -> str:
    """A percentage without words of its own: by its line item."""
    item, t = spot.item, spot.t
    if item.concept.startswith("gross_margin"):
        return "margin"
    if item.measure:
        return item.measure
    if (told := _of_business(spot)) is not None:
        return told
    of_revenue = item.meaning.metric not in _OF_NO_REVENUE or "cost" in item.concept
    if t.bracket == "(" and not spot.left.strip() and spot.i and of_revenue:
        return "margin" if item.concept.startswith("cost") else "pct_of_revenue"
    told = f"{spot.said} {spot.right} {spot.clause.context.item()[1]}".lower()
    label = spot.left.lstrip(",")  # 'Sales 17%, Engineers 72%'
    labelled = spot.concept.period == "instant" and _LABEL_ALONE.fullmatch(label)
    shared = not item.known or labelled or cues("share", "in").search(told) is not None
    return "share" if shared else ""


def _of_business(spot: Spot) -> str | None:
    """'Mobile gross margin: 21.6%' is a margin, though the vocabulary has none of that business; of 'the weight of
    mobile rose to 21.6%' below 'Gross margin' nobody knows what it is. None for what the vocabulary has."""
    metric = spot.now.metric
    if spot.item.known or not metric or not spot.item.concept.endswith(f".{metric}"):
        return None
    own = metric == "gross_margin" and any((n.kind, n.name) == ("metric", metric) for n in spot.named)
    return "margin" if own else ""
