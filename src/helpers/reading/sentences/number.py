"""What becomes of a number in a sentence: a fact, no amount at all, or unread with a reason."""

from __future__ import annotations

import re

from helpers.reading.facts import OF_WHOLE
from helpers.reading.sentences import doubt, measure, recording, which_item
from helpers.reading.sentences.doubt_measure import BESIDE
from helpers.reading.sentences.in_its_unit import as_counted, fit_unit
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import Spot

_BRACKETED = re.compile(r"\([^()]*$")
_NTH, _BEHIND = frozenset({"st", "nd", "rd", "th"}), frozenset("snrt>")


def take(spot: Spot) -> None:
    """Ask a number what it is of, how measured, when, and whether it is an outcome; a fact, or unread with a reason."""
    clause, t, now = spot.clause, spot.t, spot.now
    if _no_amount(spot):
        return
    if told := clause.shared.doubts.get(t.start):
        spot.leave(told)
        return
    found = which_item.item_of(spot)
    if found is None or not found[0].concept:
        heading = clause.context.title()[:60] or "none"
        spot.leave(f"the vocabulary knows no line item in this line, nor in the heading above it ({heading})")
        return
    clause.first_subject = clause.first_subject or clause.next_subject
    item, label = as_counted(spot, *found)
    measured = measure.measure_of(spot)
    item = spot.take(fit_unit(spot, item))
    nobodys = "" if item.concept else f"so many {t.noun}, and nothing tells of what"
    reason = nobodys or doubt.doubt(spot, label, measured) or _beside_unread(spot, measured)
    if reason:
        spot.leave(reason)
        return
    item = spot.take(recording.add(spot, item, label, measured))
    now.own = (item, label) if item not in {now.item, now.combined()} else None
    now.last_measure, now.last_sign = measured.measure, measured.sign
    now.at_number = (item if now.item else None, now.metric, now.subject, label)


def _beside_unread(spot: Spot, measured: Measured) -> str:
    """Why a comparison is of nobody knows what: it is told of the number before it, which is unread."""
    clause, before = spot.clause, spot.before
    moved_to = measured.measure in OF_WHOLE and spot.low.startswith(" to ")  # 'from 55.0% to 53.2%'
    if before is None or moved_to:
        return ""
    role, _ = clause.reading.roles.get((clause.row.line.number, before.start), ("", ""))
    paid = before.currency and spot.t.currency  # 'JPY7 million for SI (JPY6 million for FY2013)'
    opened = _BRACKETED.search(clause.text, before.after, spot.t.start) if paid else None
    since = opened.start() if opened is not None else before.after
    named = any(since <= n.start for n in spot.named)  # and not its own noun: '94 thousand contracts'
    touches = " " not in clause.text[before.end : spot.t.start]  # 'JPY2,[]05 million'
    if role != "unread" or ((named or not (opened or _is_told_with(spot, measured))) and not touches):
        return ""
    return f"beside {before.text}, which is unread: of what it tells is not known"


def _is_told_with(spot: Spot, measured: Measured) -> bool:
    """Whether a number goes on about what the number before it is of."""
    bare = spot.t.percent or spot.t.bare
    compared = measured.measure.endswith(("_abs", "change")) or spot.former
    beside = spot.low.endswith((" and ", " and jpy")) or BESIDE.fullmatch(spot.low) is not None
    return bare or compared or beside or not spot.named


def _no_amount(spot: Spot) -> bool:
    """'1st phase' and '1/3 of the orders', which are marked as what they are."""
    marks = spot.right[:1] in _BEHIND or spot.t.bracket == "[" or "/" in spot.said[-2:] + spot.right[:1]
    role, reason = _other_role(spot) if marks else ("", "")
    if role:
        spot.clause.reading.mark(spot.clause.row, spot.t, role, reason)
    return bool(role)


def _other_role(spot: Spot) -> tuple[str, str]:
    """The role of a number that is no amount, and why; '' for others."""
    text, t = spot.clause.text, spot.t
    behind, before = text[t.end : t.end + 2], text[max(0, t.start - 2) : t.start]
    if behind in _NTH:
        return "ordinal", "a place in an order"
    if (before[-1:] == "<" and behind[:1] == ">") or (t.bracket == "[" and not (t.percent or t.scale or t.currency)):
        return "unread", "between marks that no amount has: a note's number, perhaps"
    if (behind[:1] == "/" and behind[1:].isdecimal()) or (before[-1:] == "/" and before[:1].isdecimal()):
        return "unread", "a part of a fraction, for which facts have no measure"
    return "", ""
