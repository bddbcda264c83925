"""Whether a number in a sentence is an outcome or a target, or a target that the same filing supersedes."""

from __future__ import annotations

import itertools
import re

from helpers.language.amounts import Token
from helpers.language.periods import Period
from helpers.reading import docomo_charge
from helpers.reading.sentences.clause import SENTENCE_END, TARGET_CUE, Clause, Spot

FROM_NOW = re.compile(r",?\s*from\s*")
_INITIAL = re.compile(
    r"\b(?:initial|previous|former)\s(?:target|forecast|plan)\s(?:of\s)?(?:JPY\s?)?$|\bfrom the previous (?:JPY\s?)?$",
    re.IGNORECASE,
)
_NOT_TARGET = re.compile(
    r"\b(?:exceeded|missed|miss|as|above|below|with|against)\b(?:\s\w+){0,3}\s(?:targets?|planned|expected|estimates?)"
    r"|\bactual\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?:hired|was|were|recognized|actual)\b", re.IGNORECASE)
_TARGETS_ARE = re.compile(
    r"\b(?:targets?|forecasts?)\s?$", re.IGNORECASE
)  # '1H17 targets (revenue JPY81.2 billion, ...'
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TARGET_OF = re.compile(
    r"\bagainst (?:our |the )?(?:target|forecast|plan) of (?:approx(?:imately|\.)? )?(?:JPY\s?)?$", re.IGNORECASE
)
_CHANGED_FROM = re.compile(r"\bChanged from (?:JPY\s?)?$", re.IGNORECASE)
MOVED_FROM, _MOVED_TO = re.compile(r"\bfrom\s*(?:JPY\s?)?$"), re.compile(r"\bto\b")
_PREVIOUSLY = re.compile(
    r"\s?(?:per share )?(?:of common stock )?(?:as )?previously (?:planned|forecast(?:ed)?|targeted)"
)
_PLANNED = re.compile(r"\s?(?:(?:is|are|to be) )?planned")
_NEVER_TARGETS = frozenset({"share", "shares"})


def scenario_of(spot: Spot, period: Period) -> str:
    """actual, target, or prior_target where the same filing supersedes it."""
    clause, t = spot.clause, spot.t
    columns = clause.context.scenarios
    amounts = [n for n in clause.numbers if not n.percent and not n.dollars] if columns else []
    if columns and len(amounts) == len(columns) and _side_by_side(clause, amounts):
        return columns[max(0, sum(n.start <= t.start for n in amounts) - 1)]
    settled = docomo_charge.scenario(spot.item, clause.text, t)
    if settled:
        return settled
    revised = "initial" in clause.low or "previous" in clause.low or "former" in clause.low
    if revised and _INITIAL.search(clause.text[max(clause.start, t.start - 60) : t.start]):
        return "prior_target"
    if revised and _PREVIOUSLY.match(clause.text, t.after):
        return "prior_target"
    opened = spot.said.rfind("(")
    aimed = opened >= 0 and ("target" in clause.low or "forecast" in clause.low)
    if aimed and opened > spot.said.rfind(")") and _TARGETS_ARE.search(spot.said, 0, opened):
        return "target"
    last = clause.reading.facts[-1] if spot.i and clause.reading.facts else None
    if last and last.scenario == "prior_target" and spot.left.removesuffix("JPY").endswith(" to "):
        return "target"
    said = sentence_so_far(spot.said) if clause.speaks_of_targets else ""
    after = clause.text[t.after : t.after + 16]
    to_be_paid = spot.concept.interim_at_end and period.end >= clause.reading.today
    future = period.end > clause.reading.known_until
    if future and (FROM_NOW.match(after) or _PLANNED.match(after)):
        return "target"
    if future and _CHANGED_FROM.search(spot.left):
        return "prior_target"
    if spot.item.concept in clause.reading.stated_periods and future:
        return "target"
    if t.noun in _NEVER_TARGETS or (t.noun == "new" and after.startswith(" shares")) or ":" in t.text:
        return "actual"
    if "against" in spot.low and _TARGET_OF.search(spot.left):
        return "target"
    cue = max((m.end() for m in TARGET_CUE.finditer(said)), default=-1) if said else -1
    if cue >= 0 and not _NOT_TARGET.search(said) and (future or to_be_paid or len(said) - cue < 30):
        return "prior_target" if MOVED_FROM.search(spot.left) and _MOVED_TO.search(after[:12]) else "target"
    if future and _not_over(spot, period):
        return "target"
    return "target" if clause.aims and (future or not clause.context.period) else "actual"


def _side_by_side(clause: Clause, amounts: list[Token]) -> bool:
    """Whether nothing but brackets stands between the amounts of a line, as between the columns of a table."""
    gaps = (clause.text[a.after : b.start] for a, b in itertools.pairwise(amounts))
    return not any(any(map(str.isalpha, _IN_BRACKETS.sub("", gap).replace("JPY", ""))) for gap in gaps)


def _not_over(spot: Spot, period: Period) -> bool:
    """Whether this is money of a time that goes on when the filing is announced: nobody knows it yet."""
    announced = spot.clause.reading.announced
    money = spot.t.currency and spot.concept.unit == "JPY"
    return money and period.start is not None and announced is not None and period.end > announced


def sentence_so_far(said: str) -> str:
    """The words of the number's own sentence before it; of its own bracket where that tells of the past."""
    said = said[max((m.end() for m in SENTENCE_END.finditer(said)), default=0) :]
    opened = said.rfind("(")
    return said[opened:] if opened > said.rfind(")") and _ASIDE.match(said[opened:]) else said
