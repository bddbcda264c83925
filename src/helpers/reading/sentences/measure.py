"""How a number in a sentence is measured: a level, a ratio, or a comparison and its direction."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.language.amounts import Token
from helpers.language.periods import Period
from helpers.reading import docomo_charge
from helpers.reading.facts import POINTS
from helpers.reading.sentences.clause import NEGATIVE, Clause, Spot

_DIRECTION_AFTER = re.compile(
    r"\s*(?:cost\s|revenue\s)?(?P<word>decrease|increase|growth|lower|higher|off|down|up)\b(?!\s*(?:JPY\s?)?[+(]?\d)",
    re.IGNORECASE,
)
_DOWN = re.compile(r"down|decreas|declin|fell|minus|negativ|off|lower|deterior", re.IGNORECASE)
_TO = re.compile(
    r"\bto\s*(?:(?:approx(?:imately|\.)?|about|around|over|more than|nearly)\s*)?(?:JPY\s?)?$", re.IGNORECASE
)
_YEARS, _QUARTERS = r"(?:YoY|year[ -](?:over|on)[ -]year)", r"(?:QoQ|quarter[ -](?:over|on)[ -]quarter)"
_YOY = re.compile(
    rf"^[^()\d]{{0,24}}?\b{_YEARS}\b|^[^()\d]{{0,16}}?\b(?:from|than) (?:a|the|one) year (?:ago|earlier)"
    r"|^[\s,]*(?:from|compared (?:to|with)|over) the (?:same|first|second|third|fourth) (?:quarter|half|period)"
    r" (?:of|in) (?:the )?(?:previous|last|prior)(?: fiscal)? year",
    re.IGNORECASE,
)
_QOQ = re.compile(rf"^[^()\d]{{0,24}}?\b{_QUARTERS}\b", re.IGNORECASE)
_BASIS_BEFORE = re.compile(
    rf"(?:[a-z]ed|[a-z]e|^)\s({_YEARS}|{_QUARTERS})\s(?:by\s)?(?:approx(?:imately|\.)?\s)?(?:JPY\s?)?$", re.IGNORECASE
)
_FROM = re.compile(
    r"^[\s,]*(?:contracts |personnel |shares )?(?:compared (?:to|with)|from|against)(?: the)?"
    r"(?: (?:each of )?(?:the )?(?:respective )?balances? as of| end of)?\s*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\bcompared (?:to|with)\b")
_EITHER = re.compile(rf"\b(?:{_YEARS}|{_QUARTERS})\b", re.IGNORECASE)
DIRECTLY = re.compile(rf"\s{{0,2}}({_YEARS}|{_QUARTERS})\b", re.IGNORECASE)
_BASIS_LABEL = re.compile(r"\b(?P<basis>YoY|QoQ)\s?:\s?[-+\u25b3]?\s?(?:JPY\s?)?[-+\u25b3(]?$")
_MOVE_IN = re.compile(  # 'due to an increase in sales commission expenses of JPY88 million'
    r"\b(?P<word>increase|decrease)s? (?:in|for|related to) [^.;,()]{3,60}(?: of| by|\s?:)"
    r" (?:approx(?:imately|\.)? )?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_AND_IN = re.compile(  # '... of JPY88 million and in depreciation of JPY15 million'
    r"(?:\s?(?:,|and))+\s(?:in\s)?[A-Za-z][^.;,()\d]{2,50}\sof\s(?:approx(?:imately|\.)?\s)?(?:JPY\s?)?", re.IGNORECASE
)
_GROWTH = re.compile(r"\bgrowth\b[^.;%]{0,80}$", re.IGNORECASE)
_GREW_BEFORE = re.compile(r"\bgrowth\b[^;]{0,120}$", re.IGNORECASE)
_SHRINKING = re.compile(r"\bnegative growth\b", re.IGNORECASE)
_AND_SO_ON = re.compile(r"(?:[\s,:;]|\b(?:and|from|in|for|to|was|at)\b)*", re.IGNORECASE)
_OF_REVENUE = re.compile(
    r"^\)?\s*of (?:(?:our|the|total|consolidated|[^\s()]{0,4}\d\S{0,3}) ){0,3}revenues?\b", re.IGNORECASE
)
_REVENUE_SHARE = re.compile(
    r"% of (?:total )?revenue|percentage of revenue|ratio to (?:total )?revenue"
    r"|to (?:total )?revenues? ratio|(?:percentage|ratio) of [^:;,()]{3,50} to (?:total )?revenue",
    re.IGNORECASE,
)
_AGAINST_TARGET = re.compile(
    r"\s(?:(?:up|down|lower|higher)(?: than| from)|from) (?:our |the )?(?:initial |previous )?(?:target|forecast|plan)",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\s*(?:YoY|QoQ)?[\s,]*(?:and|or)?\s*(?:JPY\s?)?")
_MOVED_BY = re.compile(
    r"\b(?:increased|decreased|rose|fell|grew|declined|dropped|improved)(?:\sYoY)?\sby\s"
    r"(?:approx(?:imately|\.)?\s|about\s)?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_NEAR_VERB = 40
_UP_TO = re.compile(r"\s*(?:to|-|~)\s*(?:JPY\s?)?")
_WITHIN = re.compile(r"(?: increase| decrease)? (?:in|during) (?=[1-4]Q|[12]H|FY|the )")
_ADDITION = re.compile(
    r"\b(?:(?:addition|increase) of|add(?:ed|ing)?) (?:over |approx(?:imately|\.)? |about )?$", re.IGNORECASE
)
_EXPENSE_OF = re.compile(
    r"(?:\b(?:was|were)|\ban?|\() ?(?:net )?(?:other )?(?:expenses?|loss|cash outflows?) of (?:JPY\s?)?$", re.IGNORECASE
)
_OR = frozenset({", or ", " or "})
_LOOK_AHEAD = 12  # numbers of a list that may share the comparison named behind the last


class Measured(NamedTuple):
    """`measure` as in facts.csv; `sign` -1 or +1 where words say it, 0 where only the print does; `ranged`
    for the upper end of 'JPY0.4 billion to JPY0.6 billion'."""

    measure: str
    sign: int = 0
    ranged: bool = False


def measure_of(spot: Spot) -> Measured:
    """How `spot.item` is measured at this number."""
    found = _comparison(spot)
    added = spot.concept.period == "instant" and _ADDITION.search(spot.left) is not None
    if found.measure == "level" and (spot.now.net or added):
        return Measured("change", found.sign)
    return found


def _comparison(spot: Spot) -> Measured:
    clause, t, now = spot.clause, spot.t, spot.now
    if spot.item.concept == docomo_charge.EFFECT and _against(spot):
        return Measured("yoy_abs", -1)
    if t.percent and _grew(spot):
        return Measured("yoy_pct", -1 if _SHRINKING.search(spot.said) else 1)
    if clause.lists_changes and t.sign and not t.percent and not t.bracket:
        return Measured("pt_change" if t.noun in POINTS else "yoy_abs")
    labelled = _BASIS_LABEL.search(spot.left) if "oY" in spot.left or "oQ" in spot.left else None
    if labelled and (labelled.start() > 1 or not spot.i):  # not 'up 8.1% YoY: JPY4,511 million for ...'
        basis = "yoy" if labelled["basis"][0] in "Yy" else "qoq"
        return Measured("pt_change" if t.noun in POINTS else f"{basis}_{'pct' if t.percent else 'abs'}")
    word = spot.direction
    direct = DIRECTLY.match(spot.right) if t.percent or t.sign else None
    if word is None and (direct is not None or t.sign > 0):  # '+6.3% YoY', '+60 thousand from the end of June'
        basis = _basis(spot) if direct is None else "yoy" if direct.group(1)[0] in "Yy" else "qoq"
        return Measured(basis if basis == "change" else f"{basis}_{'pct' if t.percent else 'abs'}")
    after = _DIRECTION_AFTER.match(clause.text, t.after)
    said = word or after
    sign = (-1 if _DOWN.search(said["word"]) else 1) if said else 0
    compared_last = now.last_measure.endswith(("_abs", "_pct"))
    if not said and compared_last and t.percent == now.last_measure.endswith("_pct") and _UP_TO.fullmatch(spot.left):
        if moved_by(spot.clause, clause.numbers[spot.i - 1].start):
            return Measured(_level(spot))
        return Measured(now.last_measure, now.last_sign, ranged=True)
    listed = (compared_last or now.last_measure == "pt_change") and _ALSO.fullmatch(spot.left) is not None
    if not said and listed and (_YOY.match(spot.right) or _QOQ.match(spot.right)):
        sign = now.last_sign
    elif not said and not spot.item.concept.startswith("cash_flow") and (moved := _moved_in(spot)):
        amount = "pt_change" if t.noun in POINTS else "yoy_abs" if not t.percent else "yoy_pct"
        return Measured(amount, -1 if moved["word"].lower() == "decrease" else 1)
    elif not said and t.percent and now.last_measure.endswith("_abs") and spot.left in _OR:
        return Measured(now.last_measure.replace("_abs", "_pct"), now.last_sign)  # 'by JPY2,763 million, or 5.1%'
    elif not said and _moves_on(spot):
        return Measured(now.last_measure, now.last_sign)
    elif not said:
        if t.bracket == "[":
            return Measured("yoy_pct")
        if " of " in spot.left and _EXPENSE_OF.search(spot.left):
            return Measured("level", -1)
        return Measured(_level(spot), -1 if t.currency and NEGATIVE.search(spot.left) else 0)
    if word is not None and not after and _TO.search(spot.left):
        return Measured(_level(spot))
    if t.noun in POINTS:
        return Measured("pt_change", sign)
    if spot.item.concept == docomo_charge.EFFECT:
        return Measured("yoy_abs", sign) if word is not None else Measured("level")
    if clause.lists_changes and not t.percent:
        return Measured("yoy_abs", sign)
    if _AGAINST_TARGET.match(clause.text, t.after):
        return Measured("change", sign)
    basis = _basis(spot)
    if basis == "yoy" and not t.percent and spot.concept.period == "instant" and _WITHIN.match(clause.text, t.after):
        basis = "change"  # 'subscriptions increased by 97 thousand in 1Q15'
    return Measured(basis if basis == "change" else f"{basis}_{'pct' if t.percent else 'abs'}", sign)


def _moved_in(spot: Spot) -> re.Match[str] | None:
    """'an increase in sales commission expenses of JPY88 million'."""
    return _MOVE_IN.search(spot.left) if "crease" in spot.low else None


def _moves_on(spot: Spot) -> bool:
    """'an increase in X of JPY88 million and in Y of JPY15 million': the second amount moved as the first did."""
    clause = spot.clause
    if not spot.i or spot.t.percent or _AND_IN.fullmatch(spot.left) is None:
        return False
    before = clause.numbers[spot.i - 1]
    since = clause.numbers[spot.i - 2].after if spot.i > 1 else clause.start
    return spot.now.last_measure == "yoy_abs" and _MOVE_IN.search(clause.text, since, before.start) is not None


def moved_by(clause: Clause, at: int) -> bool:
    """Whether a verb and 'by' stand before `at`: behind 'decreased by JPY432 million to' follows the level."""
    return _MOVED_BY.search(clause.text, max(clause.start, at - _NEAR_VERB), at) is not None


def _grew(spot: Spot) -> bool:
    """'revenue growth rate was 14.2%', and the rates listed after it: 'from 11.7% in 4Q14 and 8.2% in 3Q14'."""
    if "growth" in spot.low and _GROWTH.search(spot.left) and not _OF_REVENUE.match(spot.right):
        return True
    if spot.i == 0 or spot.now.last_measure != "yoy_pct" or not _GREW_BEFORE.search(spot.said):
        return False
    between, at = spot.left, spot.at
    for d in spot.clause.dates:
        if at <= d.start < spot.t.start:
            between = between.replace(d.text, " ")
    return _AND_SO_ON.fullmatch(between) is not None


def _against(spot: Spot) -> bool:
    """'negatively impacted by ...', and the note that explains such an amount."""
    reading, line = spot.clause.reading, spot.clause.row.line.number
    if not NEGATIVE.search(spot.left) and line not in reading.negative_notes:
        return False
    reading.negative_notes.add(reading.note_of(line)[0])
    return True


def _basis(spot: Spot) -> str:
    """What a comparison compares with: yoy, qoq or change (another date)."""
    clause, numbers = spot.clause, spot.clause.numbers
    compares = "yoy" in spot.low or "qoq" in spot.low or "year" in spot.low or "quarter" in spot.low
    named = _BASIS_BEFORE.search(spot.left) if compares else None
    if named:
        return "yoy" if named.group(1)[0] in "Yy" else "qoq"
    for j in range(spot.i, min(len(numbers), spot.i + _LOOK_AHEAD)):
        n = numbers[j]
        edge = numbers[j + 1].start if j + 1 < len(numbers) else clause.end
        tail = clause.text[n.after : max(n.after, edge)]
        said = [(m.end(), basis) for basis, m in (("yoy", _YOY.match(tail)), ("qoq", _QOQ.match(tail))) if m]
        if said:
            return min(said)[1]
        compared = _compared(spot, n)
        if compared:
            return compared
        if ")" in tail or ";" in tail:
            break
    before = _COMPARED.search(spot.said)
    if before:
        if "balance" in spot.said[before.end() : before.end() + _NEAR_VERB]:
            return "change"
        since = spot.t.start - len(spot.said) + before.start()
        dates = [d for d in clause.dates if d.start > since]
        if dates and dates[0].period and spot.now.period:
            return _distance(dates[0].period, spot.now.period)
    return "change" if spot.concept.period == "instant" and not _EITHER.search(clause.text) else "yoy"


def _compared(spot: Spot, n: Token) -> str:
    """The basis where a date follows 'compared to' or 'from' right behind the number."""
    clause = spot.clause
    following = next((d for d in clause.dates if d.start >= n.after), None)
    if following is None or following.period is None or not _FROM.match(clause.text[n.after : following.start]):
        return ""
    if "balance" in clause.text[n.after : following.start]:
        return "change"  # 'increased by ... from the balance as of March 31, 2013'
    basis = _distance(following.period, spot.now.period or clause.reading.filing_period)
    year_end = following.period.start is None and (following.period.end.month, following.period.end.day) == (3, 31)
    return "change" if basis == "qoq" and year_end and spot.concept.period == "instant" else basis


def _distance(before: Period, now: Period) -> str:
    """yoy, qoq or change, by how far apart two dates or durations lie."""
    months = (now.end.year - before.end.year) * 12 + now.end.month - before.end.month
    return {12: "yoy", 3: "qoq"}.get(months, "change") if months >= 0 else "yoy"


def _level(spot: Spot) -> str:
    """The measure of a number that is no comparison."""
    t, item = spot.t, spot.item
    if not t.percent:
        if item.measure and not t.currency:
            return item.measure
        return "pt_change" if t.noun in POINTS else "level"
    if _OF_REVENUE.match(spot.right) or _REVENUE_SHARE.search(spot.left + spot.clause.context.item()[1]):
        return "pct_of_revenue"
    if spot.concept.unit == "ratio":
        return "level"
    if spot.now.last_measure == "pct_of_revenue" and spot.left.endswith("("):
        return "pct_of_revenue"  # '14.0% of total revenues (14.3% for 3Q11)'
    if item.concept.startswith("gross_margin"):
        return "margin"
    if item.measure:
        return item.measure
    if t.bracket == "(" and not spot.left.strip() and spot.i:
        return "margin" if item.concept.startswith("cost") else "pct_of_revenue"
    return "share"
