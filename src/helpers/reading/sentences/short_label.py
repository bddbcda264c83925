"""A label of a few words right before its number: 'Public 0.46', 'Sales 17% Engineers 72%'."""

from __future__ import annotations

import re

from helpers.language.item_of_label import resolve_in
from helpers.language.scope import Scope
from helpers.reading.sentences.spot import NOBODYS, Found, Spot

_NO_LETTERS = re.compile(r"^[^A-Za-z]+")
_LONGEST_LABEL, _LABEL_WORDS = 80, 5  # characters; words


def labelled_percent(spot: Spot) -> Found:
    """'Sales 17% Engineers 72%': each later percentage has its own label, unless one begins the line ('11% Sales')."""
    found, first = short_label(spot) if spot.i else None, spot.clause.numbers[0]
    labelled = any(map(str.isalpha, spot.clause.text[spot.clause.start : first.start]))
    return found if found is None or labelled or not first.percent else NOBODYS


def short_label(spot: Spot) -> Found:
    """A label of a few words and its number ('Public 0.46')."""
    clause = spot.clause
    first = clause.numbers[spot.i - 1].after if spot.i else clause.start
    if (spot.i > 0) != spot.t.percent:
        return None
    named = any(first <= m.start < spot.t.start and m.kind != "concept" for m in clause.mentions)
    if named or any(first <= d.start and d.end <= spot.t.start for d in clause.dates):
        return None
    label = _NO_LETTERS.sub("", clause.text[first : spot.t.start]).strip(" :(,")
    if not label or len(label) > _LONGEST_LABEL or len(label.split()) > _LABEL_WORDS or label.startswith("of "):
        return None  # '45.5% of total assets (44.2% as of March 31, 2016)': of what the number before is a share
    scope = _scope(spot)
    item = resolve_in(label, scope.metric, scope.subject, scope.group)
    return (item, label) if item is not None and item.known else None


def _scope(spot: Spot) -> Scope:
    """The scope of short labels: below a heading that names an item they name parts of it."""
    scope, above = spot.clause.context.scope(), spot.clause.context.item()[0]
    scope.group = scope.group or (above.concept if above is not None else "")
    return scope
