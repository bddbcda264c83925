"""Doubts about how a number is measured: by how much something changed, since when, or how much there is."""

from __future__ import annotations

import re

from helpers.language.calendar import Period
from helpers.reading.cues import TO_AMOUNT, cues
from helpers.reading.facts import COMPARISONS, LEVELS, OF_WHOLE
from helpers.reading.sentences import docomo_charge, scenario, value, when
from helpers.reading.sentences.compared_with import (
    base_amount,
    base_in_front,
    base_of,
    changed_from_ago,
    direct,
    has_ago_behind,
    is_base,
)
from helpers.reading.sentences.measure import MOVED, RATES, Measured, name_of_change
from helpers.reading.sentences.spot import Spot

_BY = re.compile(rf"[\s(]by\s(?:(?:over|more than|at least|less than|up to)\s)?{TO_AMOUNT}$")
BESIDE = re.compile(rf"\s?(?:yoy|qoq)?(?:,?\s?\(\s?|,\s(?:or\s)?|\sor\s){TO_AMOUNT}")
"""All between a rate of change and an amount beside it: 'fell by 50.6% (JPY3,037 million)', 'rose 4.7%, or JPY328'."""
_UNKNOWN_CHANGE = "an amount 'by' which something changed, and no word that is known tells how"
_AND = re.compile(r"\)?(?:,?\s(?:yoy|qoq|(?:from|than in)\s[^,;:()]{2,30}?))?,?\sand\s(?:by\s)?")
_ON_THE_WAY = frozenset({"and", "or", "flat", "unchanged", "revenue", "revenues"})  # between a number and 'YoY'
_FOR = len(" for the ")  # characters between an amount and the business that it is for
_STATES = frozenset({"reached", "remained"})
_QUARTER_BEFORE = re.compile(
    r"\b(?:previous|prior|preceding|last) (?:quarter|three months)\b|\bsequential(?:ly)?\b"
    r"|(?:^|[.;]\s)\W*(?:on an? )?(?:quarter[ -](?:over|on)[ -]quarter|qoq)\b"
)
_QOQ = re.compile(rf"{_QUARTER_BEFORE.pattern}|\bqoq\b")
_QUARTER = 3  # months
_BESIDE_QUARTER = "beside a comparison with the quarter before, and nothing tells that it is one with a year before"


def moved_ratio(spot: Spot, measured: Measured) -> bool:
    """Whether a percentage says by how much a ratio, or a balance between two days, changed ('Operating margin fell
    (-1.2%)'): by so many points, or by that part of itself."""
    ratio = spot.item.measure != "" or spot.concept.unit == "ratio"
    return spot.t.percent and (measured.measure == "change" or (ratio and measured.measure in RATES))


def dipped(spot: Spot, label: str, measured: Measured) -> str:
    """Why an amount is no level: what it is compared with stands right behind it ('dipped JPY86 million QoQ')."""
    amount = measured.measure == "level" and not spot.t.percent and not spot.concept.change_of
    if not amount:
        return ""
    if direct(spot) or changed_from_ago(spot.clause, spot.t) or _odd_noun(spot):
        return _UNKNOWN_CHANGE
    if _is_gapped(spot):
        return "behind a change of something else, which a verb tells: changed by so much, too, or so much"
    beside = spot.now.last_measure.endswith("_pct") and BESIDE.fullmatch(spot.low) is not None
    beside = beside and not spot.right.startswith(" per ")  # a charge, behind how it changed
    after = spot.t.after
    undated = beside and not spot.clause.dates_in(after, spot.clause.text.find(")", after))
    return "beside a rate of change: that of the change, or what there was" if undated else ""


def _is_gapped(spot: Spot) -> bool:
    """'Network services revenue was up JPY419 million YoY and SI revenue JPY988 million', 'rose JPY4 million from 1Q13
    and JPY58 million from 4Q13': whether nothing but 'and' and a name, or neither, parts a number from a change."""
    m = _AND.match(spot.clause.low, spot.clause.numbers[spot.i - 1].after) if spot.i else None
    if any(spot.t.after <= at <= spot.t.after + _FOR for at in spot.clause.behind):
        return False  # 'and JPY25,145 million for systems operation'
    ends = spot.t.start - len("jpy") * spot.low.endswith("jpy")
    named = (m is not None and m.end() >= ends) or any(n.end == ends - 1 for n in spot.clause.mentions)
    alone = m is not None and not any(mark in spot.clause.text[m.end() : ends] for mark in ",:(")
    return alone and named and spot.now.last_measure.endswith(COMPARISONS)


def _odd_noun(spot: Spot) -> bool:
    """'JPY45 million plunge YoY': whether one word that is not known parts a number from what it is compared with."""
    words = spot.clause.low[spot.t.after : spot.near.start].split() if spot.near is not None else []
    return len(words) == 1 and words[0].isalpha() and words[0] not in _ON_THE_WAY


def unsure(spot: Spot, label: str, measured: Measured) -> str:
    """Why a level is none: words before the number say that something moved, and not how this number tells it."""
    if measured.measure in OF_WHOLE and _tells_move(spot):
        return "by how much a ratio changed, and no word that is known tells which way"
    if measured.measure != "level":
        return ""
    own = spot.item.concept in {docomo_charge.CHARGE, docomo_charge.EFFECT} or name_of_change(spot)
    if own or cues("level", "at").search(spot.low) is not None:
        return ""
    if _BY.search(spot.low):
        return _UNKNOWN_CHANGE
    what = MOVED.search(spot.low)
    return f"'{what['what']}' before it: what changed, not what there is, and nothing tells since when" if what else ""


def _tells_move(spot: Spot) -> bool:
    """'the margin narrowed (1.2%)', 'worsened by 2.7 points': whether a number tells by how much a ratio changed."""
    verb = spot.low.rstrip(" (+-,").rpartition(" ")[2] if spot.t.percent else ""
    moved = verb.endswith(("ed", "rose", "fell", "grew")) and verb not in _STATES
    return moved or _odd_noun(spot) or spot.t.noun == "points" or _BY.search(spot.low) is not None


def of_another_length(spot: Spot, label: str, measured: Measured) -> str:
    """'Revenues were JPY38,390 million, up 7.4% from 2Q15' where half a year is in force and no date tells of 2Q16:
    what is compared with a quarter is of one."""
    clause, now = spot.clause, spot.time
    if clause.about_charge or spot.concept.period != "duration":
        return ""
    months = _months_of_base(spot, measured)
    if not months or months == now.months:
        return ""
    if any(not is_base(spot, d) for d in clause.dates_in(spot.begun, spot.t.start)):
        return ""
    return f"compared with {months} months, and of {now.months} as far as is told"


def _months_of_base(spot: Spot, measured: Measured) -> int:
    """How long the time is that a number, or what compares it behind it, is compared with; 0 where nothing tells."""
    base = _behind(spot, measured) or _in_bracket(spot) or base_in_front(spot)
    if base is not None and base.start:
        return base.months
    of_quarter = not spot.t.percent and _of_quarter(spot)
    return _QUARTER if of_quarter and when.period_of(spot, "level").months > _QUARTER else 0


def _behind(spot: Spot, measured: Measured) -> Period | None:
    """The time behind a number, or behind percentages that follow it, that it is compared with."""
    near = spot.clause.numbers[spot.i : spot.i + (1 if spot.t.percent else 3)]
    compared = measured.measure.endswith(COMPARISONS)
    bases = (base_of(spot.clause, n) for n in near if n.percent or (compared and n is near[0]))
    return next((base for base in bases if base is not None), None)


def _of_quarter(spot: Spot) -> bool:
    """Whether an amount is compared with the quarter before by what stands behind it."""
    clause, after = spot.clause, spot.t.after
    last = min((n.start for n in clause.mentions if n.start > after), default=clause.end)
    return _QOQ.search(clause.low, after, min(last, spot.stop)) is not None


def _in_bracket(spot: Spot) -> Period | None:
    """The year that opens a bracket right behind a number, with what it was then: '(FY2011: JPY8,006 million)'."""
    d = spot.following
    if d is None or d.period is None or d.period.kind != "fy" or not spot.clause.text.startswith(":", d.end):
        return None
    return d.period if spot.clause.text[spot.t.after : d.start].strip() == "(" else None


def against_quarter(spot: Spot, label: str, measured: Measured) -> str:
    """'Compared to the previous quarter, revenues rose 4.9%', 'fell QoQ from JPY2,100 million': no change from a year
    before, nor what it was then."""
    if direct(spot) or has_ago_behind(spot.clause, spot.t):
        return ""
    yoy = measured.measure.startswith("yoy") and _QUARTER_BEFORE.search(spot.clause.own) is not None
    former = spot.former and measured.measure == "level" and _QOQ.search(spot.clause.low, spot.begun, spot.t.start)
    ago = former and when.period_of(spot, "level").end <= spot.time.ago().end
    return _BESIDE_QUARTER if yoy or ago else ""


def of_what_was_before(spot: Spot, label: str, measured: Measured) -> str:
    """'JPY1,948 million, below the JPY2,563 million of 1H15 (a decrease of 24.0%)': of the time of what it was before,
    or of that of the amount."""
    told = [f for f in spot.clause.facts_from(spot.begun) if f.concept == spot.item.concept]
    levels = [f for f in told if f.measure in LEVELS]
    newest, its = max((f.period_end for f in levels), default=""), when.period_of(spot, measured.measure).end
    rated = any((f.measure, f.period_end) == (measured.measure, newest) for f in told)
    before = bool(levels) and levels[0].period_end == its < newest and not rated
    return f"behind what {label} was up to {its}: of that time, or of the amount before" if before else ""


def beside_quarter(spot: Spot, label: str, measured: Measured) -> str:
    """'grew to JPY117 million, from JPY1 million in 3Q11' in a filing of nine months: of a quarter too, perhaps."""
    filed, d = spot.clause.reading.filing_period, spot.following
    flows = measured.measure == "level" and spot.concept.period == "duration"
    base = base_amount(spot.clause, spot.t) if flows else None
    if d is None or base is None or not base.start or base.months == filed.months:
        return ""
    its = when.period_of(spot, "level")
    own = (its.start, its.end) != (filed.start, filed.end) or spot.clause.dates_in(spot.begun, spot.t.start)
    return "" if own else f"beside '{d.text}', what it was in {base.months} months: of which time, nothing tells"


def of_target_before(spot: Spot, label: str, measured: Measured) -> str:
    """'Total revenues are expected to be lower by JPY0.5 billion' in a notice of revised targets: than the target
    before, or than a year before."""
    told = measured.measure.startswith("yoy") and spot.clause.reading.revises and not direct(spot)
    if not told or has_ago_behind(spot.clause, spot.t) or base_of(spot.clause, spot.t) is not None:
        return ""
    aimed = scenario.scenario_of(spot, when.period_of(spot, measured.measure)) != "actual"
    return f"how much {label} is to change, and nothing tells since when, or from which target" if aimed else ""


def of_a_base(spot: Spot, label: str, measured: Measured) -> str:
    """'JPY1,371 million (1H15: JPY1,374 million, down 5.0% YoY)': how it changed to what is in front of the bracket, or
    how what is in it did; '(up 190 YoY) (FY15: 124)': what it was before, or how it changed then."""
    now, outer, clause = spot.now.period, spot.now.outer, spot.clause
    before = clause.numbers[spot.i - 1] if spot.i else None
    if outer is None or now is None or before is None or now.end >= outer.end or spot.now.net:
        return ""
    opened, how = clause.text.rfind("(", clause.start, spot.t.start), measured.measure
    if before.start > opened and how.startswith(("yoy", "qoq", "pt_", "change")):
        return f"a change up to {now.end} or to {outer.end}: of which is not told"
    beside = how == "level" and spot.now.last_measure.endswith(("_abs", "change"))
    behind = beside and clause.text[before.after : opened].strip(" )") in {"", "YoY", "QoQ"}
    return f"what {label} was up to {now.end}, or how it changed: which is not told" if behind else ""


def in_a_unit_of_something(spot: Spot, label: str, measured: Measured) -> str:
    """'86 MVNE clients' below 'Net additions (thousand)', which names none of them."""
    context = spot.clause.context
    other = value.noted_above(spot) and context.meant() is None
    return f"below a unit in '{context.title()[:60]}', which does not name {label}" if other else ""


def of_another_time(spot: Spot, label: str, measured: Measured) -> str:
    """'1H15 accounted for 46.5% of FY2015 revenues': a part of what there was in another time than its own."""
    d = spot.following
    if measured.measure not in OF_WHOLE or d is None or spot.clause.low[spot.t.after : d.begins] != " of ":
        return ""
    first = next(n.start for n in spot.clause.numbers if n.start >= spot.begun)
    before = [one.period for one in spot.clause.dates_in(spot.begun, first) if one.period]
    return f"a part of {label} in {d.text}, and of another time" if any(p != d.period for p in before) else ""
