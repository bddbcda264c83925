"""Why a number in a sentence is not certainly what its words seem to say: rules in order, the first that has a reason.

What stands beside a number and is not understood makes it unread; the reason names it."""

from __future__ import annotations

from collections.abc import Callable

from helpers.reading.cues import cues
from helpers.reading.sentences import docomo_charge, item_new, measure, scenario, value, when
from helpers.reading.sentences.clause import Spot
from helpers.reading.sentences.measure import Measured

_COUNTED = frozenset({"count", "shares", "ADS", "Gbps"})
_CHARGE = frozenset({docomo_charge.CHARGE, docomo_charge.EFFECT})


def doubt(spot: Spot, label: str, measured: Measured) -> str:
    """Why the number is no fact; '' where it is. `label` is what its item is called."""
    return next((reason for rule in _RULES if (reason := rule(spot, label or spot.item.concept, measured))), "")


def _of_nobody_knows_what(spot: Spot, label: str, measured: Measured) -> str:
    return "" if measured.measure else f"a percentage, and no word tells what share of {label} it is, or of what"


def _of_charge(spot: Spot, label: str, measured: Measured) -> str:
    rate = spot.item.concept == docomo_charge.CHARGE and spot.t.percent and not (measured.sign or spot.t.sign)
    return "a rate of the interconnection charge, and no word tells whether it went up or down" if rate else ""


def _counts_nothing(spot: Spot, label: str, measured: Measured) -> str:
    if measured.measure not in value.AMOUNTS:
        return ""
    reason = value.counts_nothing(spot, value.scale_of(spot, measured.measure))
    return f"{reason} than {label}" if reason.endswith("else") else reason


def _moved(spot: Spot, label: str, measured: Measured) -> str:
    return measure.unsure(spot, measured)


def _of_something_else(spot: Spot, label: str, measured: Measured) -> str:
    """Of the rest, a flow, another company, or of what a word in its label makes of its item."""
    if spot.now.doubt or spot.now.without:
        return spot.now.doubt or spot.now.without
    others = spot.clause.tells_of_others and cues("owner", "subject").search(
        scenario.sentence_so_far(spot.said).lower()
    )
    if others:
        return "told of a company that is not the filer, by the beginning of its sentence"
    word = item_new.stranger(spot) if spot.item.known and spot.item.concept not in _CHARGE else ""
    if word and word not in label.lower():
        spot.now.without = f"'{word}' in its label is not known, and may make another item of {label}"
    return spot.now.without


def _of_no_known_time(spot: Spot, label: str, measured: Measured) -> str:
    words = "" if spot.item.concept in _CHARGE else when.untold(spot)
    if words:
        return f"'{words}' beside it names a time that is not known"
    former = when.is_former(spot, measured.measure)
    return f"what {label} was before, and nothing tells when" if former else ""


def _paid(spot: Spot, label: str, measured: Measured) -> str:
    paid = spot.t.currency and spot.concept.unit in _COUNTED
    return f"an amount of money, and {label} is counted, not paid" if paid else ""


_RULES: tuple[Callable[[Spot, str, Measured], str], ...] = (
    *(_of_nobody_knows_what, _of_charge, _counts_nothing, _moved, _of_something_else, _of_no_known_time, _paid),
)
