"""Why a number in a sentence is not certainly what its words seem to say: rules in order, the first that has a reason.

What stands beside a number and is not understood makes it unread; the reason names it. Words by which it is not what
its item seems to be are rows of `cues.toml`, which say the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from helpers.reading.cues import Hit, Rules, cue, cues, trait, word
from helpers.reading.facts import AMOUNTS, COMPARISONS, COUNTED
from helpers.reading.sentences import (
    docomo_charge,
    doubt_item,
    doubt_measure,
    doubt_time,
    inherited,
    strange_words,
    value,
)
from helpers.reading.sentences.clause import ASIDE, DATED, JOINED
from helpers.reading.sentences.measure import Measured
from helpers.reading.sentences.spot import COUNT, FORMER, MONEY, PERCENT, Spot

_COSTS = ("cost", "sga", "expense")
_GAINED = re.compile(
    r"(?:\b(?:with|from|to|against|and|was|were|versus)\s|\()(?:an?\s)?(?P<what>gains?|income|profits?|benefits?)\sof\s(?:jpy\s?)?$"
)
_LOST = re.compile(  # and not 'compared to a loss of', which its item may be
    r"(?:\b(?:from|to|against|with)\s|\()(?P<what>losses|deficits|expenses|an?\s[a-z]+\s(?:[a-z]+\s)?loss)\sof\s(?:jpy\s?)?$"
)
_APART = frozenset({
    "above", "below", "under", "short", "fewer", "ahead", "higher", "lower", "more", "less", "better", "worse",
})  # fmt: skip
_LEADS_ON = re.compile(r"\s?(?:--?>|=>|\u2192|\u21d2)\s?(?:JPY\s?)?\d(?![QH])")
_BELOW_NIL = re.compile(r"\b(?P<word>negative|below (?:zero|nil)|in the red)\b[^.;:]{0,12}$")
_NO_WAY = frozenset({
    "and", "or", "was", "were", "is", "of", "to", "at", "with", "yoy", "qoq", "the", "in", "for", "a", "an", "over",
    "approx", "approx.", "about", "around", "nearly",
})  # fmt: skip
_AIM = frozenset({"target", "targets", "plan", "planned", "forecast", "forecasts", "expected", "budget", "budgeted"})
_AMOUNT, _COMPARED = trait(), trait()  # a number that is told as an amount, as a comparison
_Rule = Callable[[Spot, str, Measured], str]
_NEAR, _FEW = 40, 5  # characters and words behind a number that say what it is set against


class _Row(NamedTuple):
    """Which rows tell of which numbers. `where` their words stand: right 'before' or 'behind' the number, 'so far' in
    its sentence, or in 'all' of that; `lasts`: the rest of the sentence goes on about what they are of. Of numbers
    that are measured so (`how`), of items with this `unit` and `period`, `known` to the vocabulary; `unnamed`: where
    nothing has been named in the words, or since."""

    part: str
    place: str
    where: str
    how: str = ""
    unit: str = ""
    period: str = ""
    known: bool = False
    unnamed: bool = False
    lasts: bool = False

    def told(self, spot: Spot, label: str, measured: Measured) -> str:
        """Why the words beside a number say that it is not what `label` was; '' where they do not."""
        hit = self._found(spot)
        if hit is None or not self._is_of(spot, measured.measure, hit.start):
            return ""
        return hit.says.format(label=label, words=spot.clause.text[hit.start : hit.end])

    def _is_of(self, spot: Spot, how: str, at: int) -> bool:
        """Whether it tells of a number; `at` is where in the line the words begin."""
        measured = self.how in {"", how}
        its = self.unit in {"", spot.concept.unit} and self.period in {"", spot.concept.period}
        named = self.unnamed and any(n.end > at for n in spot.named)
        return measured and its and not named and (spot.item.known or not self.known)

    def _found(self, spot: Spot) -> Hit | None:
        """The cue, with its place in the line."""
        matcher, low = cues(self.part, self.place), spot.clause.low
        if self.where == "behind":
            return matcher.match(low, spot.t.after)
        begun = spot.at if self.where == "before" else spot.begun
        end = spot.clause.stop(spot.t.end) if self.where == "all" else spot.t.start
        hit = matcher.search(low[begun:end])
        return hit._replace(start=hit.start + begun, end=hit.end + begun) if hit is not None else None


_ROWS = (
    _Row("won", "behind", "behind", "level", "count", known=True),
    _Row("market", "in", "all", "share"),
    _Row("less", "at", "before", unnamed=True),
    _Row("average", "at", "before", "level"),
    _Row("owner", "subject", "so far"),
    _Row("owner", "one of", "so far"),
    _Row("moved by", "led", "before", lasts=True),
    _Row("within", "led", "before", "level", unnamed=True, lasts=True),
    _Row("within", "in", "so far", "level", lasts=True),
    _Row("acquired", "in", "so far", "level", "count", known=True),
    _Row("event", "in", "all", "level", "JPY", "instant"),
    _Row("normalized", "in", "all", known=True),
    _Row("accounts", "in", "all", known=True),
)


def doubt(spot: Spot, label: str, measured: Measured) -> str:
    """Why the number is no fact; '' where it is. `label` is what its item is called."""
    amount = _AMOUNT if measured.measure in AMOUNTS else 0
    compared = _COMPARED if measured.measure.endswith(COMPARISONS) else 0
    label = label or spot.item.concept
    return _RULES.first(spot.met | amount | compared, spot, label, measured) or ""


def _lasting(rule: _Rule) -> _Rule:
    """The rule, whose reason holds for the rest of the sentence, too."""

    def ask(spot: Spot, label: str, measured: Measured) -> str:
        why = rule(spot, label, measured)
        spot.now.without = why or spot.now.without
        return why

    return ask


def _of_nobody_knows_what(spot: Spot, label: str, measured: Measured) -> str:
    if doubt_measure.moved_ratio(spot, measured) and not spot.clause.about_charge:
        return f"a percentage by which {label} changed, and nothing tells whether in points"
    if measured.measure.startswith("?"):
        return f"compared with what '{measured.measure[2:]}' behind it may tell, which is not known"
    return "" if measured.measure else f"a percentage, and no word tells what share of {label} it is, or of what"


def _of_charge(spot: Spot, label: str, measured: Measured) -> str:
    if spot.item.concept != docomo_charge.CHARGE:
        return ""
    if not (measured.sign or spot.t.sign):
        return "a rate of the interconnection charge, and no word tells whether it went up or down"
    others = docomo_charge.other_year(spot)
    return f"of {others}, or of the year that is settled when it is fixed: of which is not certain" if others else ""


def _which_way(spot: Spot, label: str, measured: Measured) -> str:
    """'(slipped by 6.9% YoY)': a comparison without a sign, behind a word that may tell which way and is not known."""
    if measured.sign or spot.t.sign:
        return ""
    said = spot.low.rstrip().removesuffix("jpy").rstrip(" (").removesuffix(" by").removesuffix(" of").split()
    word = said[-1].lstrip("(*\"'").removesuffix(",") if said else ""  # 'slipped, by 24.0%'
    at = spot.at + spot.low.rfind(word) if word.isalpha() else spot.t.start
    named = spot.clause.tells(at)
    known = word in _NO_WAY or named or not (word.isalpha() or word.endswith(doubt_time.ARROWHEADS))
    return "" if known else f"'{word}' before it may tell which way {label} went, and is not known"


def _for_better(spot: Spot, label: str, measured: Measured) -> str:
    """'SG&A ratio improved by 0.3 points': what is better of costs is less of them, and their share may be meant."""
    better = spot.direction is not None and spot.low.startswith("improve", spot.direction.start)
    cost = better and any(word in spot.item.concept for word in _COSTS)
    return f"'improved' before it: whether {label} went up or down is not certain" if cost else ""


def _apart(spot: Spot, label: str, measured: Measured) -> str:
    """'came in JPY134 million above the target', 'JPY0.3 billion lower than planned': how far from something else it
    was."""
    behind = spot.clause.low[spot.t.after : spot.t.after + _NEAR]
    behind = ASIDE.sub("", behind) if "(" in behind else behind  # 'JPY902 million (4.2%) more than'
    words = [] if behind.startswith(",") else behind.replace(",", " ").replace(".", " ").split()[:_FEW]
    if not words or words[0] not in _APART:
        return ""
    if measured.measure != "level" and not spot.clause.speaks_of_targets and _AIM.isdisjoint(words):
        return ""
    return f"how far '{' '.join(words[:2])}' something else, and not what {label} was"


def _leads_on(spot: Spot, label: str, measured: Measured) -> str:
    """'57.5% -> 55.0%': what something was before, and when is not told."""
    on = _LEADS_ON.match(spot.clause.text, spot.t.after)
    return f"what {label} was before, and an arrow leads to what it is" if on is not None else ""


def _multiple(spot: Spot, label: str, measured: Measured) -> str:
    """'approximately 1.3 times that of March 2015', 'nearly three times the JPY100 million of 1Q16'."""
    before = spot.low.removesuffix("jpy").removesuffix("the ").endswith(" times ")
    times = (before or spot.right.startswith(" times")) and spot.concept.unit in {"JPY", "count"}
    return f"a multiple of {label}, for which facts have no measure" if times or spot.t.noun == "times" else ""


def _other_sign(spot: Spot, label: str, measured: Measured) -> str:
    """'Foreign exchange losses were JPY54 million compared with gains of JPY80 million', 'came in negative, at JPY63
    million'."""
    if measured.measure != "level":
        return ""
    below = _BELOW_NIL.search(spot.low) if not (measured.sign or spot.clause.about_charge) else None
    if below is not None or not spot.i:
        return f"'{below['word']}' before it: below nil, or not, is not certain" if below is not None else ""
    lost = spot.item.sign < 0 or spot.item.loss
    found = (_GAINED if lost else _LOST).search(spot.low)
    named = found is not None and not lost and bool(spot.named_in(found, "what"))
    return f"'{found['what']}' before it, and {label} is {'a loss' if lost else 'none'}" if found and not named else ""


def _paid(spot: Spot, label: str, measured: Measured) -> str:
    """'Shares for JPY1.5 billion': what was paid for it; an amount of one ADS, or of what is counted."""
    out = spot.t.currency and spot.low.endswith(" for jpy") and not spot.low.endswith("accounted for jpy")
    if out and measured.measure == "level":
        return f"what was paid for {label}, and not what it was"
    if spot.concept.unit == "JPY/share" and spot.right.startswith(" per ADS"):
        return f"an amount of one ADS, and {label} is of one share"
    rate = spot.item.concept == docomo_charge.CHARGE and not spot.right.startswith(" per ")
    paid = spot.t.currency and (rate or spot.concept.unit in COUNTED)
    return f"an amount of money, and {label} is counted or a rate, not paid" if paid else ""


_TO_COME = word(
    *("plan", "target", "budget", "forecast", "project", "aim", "expected", "scheduled", "will", "announced"),
    *("guidance", "goal", "consensus", "intend", "likely", "should", "anticipat"),
)
_RULES: Rules[[Spot, str, Measured], str] = Rules(
    (_of_nobody_knows_what, 0),
    (_of_charge, PERCENT),
    (value.counts_nothing, _AMOUNT),
    (doubt_item.of_a_name, COUNT),
    (value.fraction, _AMOUNT),
    (doubt_measure.unsure, 0),
    (doubt_measure.dipped, 0),
    (doubt_item.is_cause, cue("cause", "in")),
    *((_lasting(row.told) if row.lasts else row.told, cue(row.part, row.place)) for row in _ROWS),
    (doubt_item.of_something_else, 0),
    (_lasting(doubt_item.of_another_label), 0),
    (_lasting(strange_words.of_another_company), word(*strange_words.TELLS)),
    (_lasting(strange_words.of_elsewhere), 0),
    (doubt_item.of_a_function, MONEY),
    (doubt_item.of_share, word("share", "portion")),
    (inherited.of_unknown_label, 0),
    (inherited.of_lost_heading, 0),
    (doubt_item.of_a_part, _AMOUNT),
    (doubt_time.planned, _TO_COME),
    (doubt_measure.against_quarter, word("quarter", "sequential", "months", "qoq")),
    (doubt_measure.beside_quarter, DATED),
    (_which_way, _COMPARED),
    (_for_better, word("improve")),
    (_apart, _AMOUNT),
    (doubt_measure.in_a_unit_of_something, COUNT),
    (doubt_measure.of_another_time, DATED),
    (doubt_item.without_something, word("excluding", "current")),
    (_multiple, word("times")),
    (
        _other_sign,
        word("gain", "income", "profit", "benefit", "loss", "deficit", "expense", "negative", "below", "red"),
    ),
    (doubt_measure.of_target_before, _COMPARED),
    (
        doubt_measure.of_a_base,
        _COMPARED | cue("direction", "before") | word("yoy", "qoq", "year", "quarter", "increas", "decreas"),
    ),
    (doubt_measure.of_what_was_before, _COMPARED),
    (doubt_time.of_unknown_words, 0),
    (doubt_time.of_date_behind, _AMOUNT),
    (doubt_time.of_month_of_something, DATED),
    (doubt_time.resolved_on, 0),
    (doubt_time.of_bare_month, doubt_time.MONTH),
    (doubt_time.of_former_time, FORMER),
    (_leads_on, JOINED),
    (_paid, MONEY | word("ads")),
    (_lasting(doubt_item.of_named_otherwise), 0),
    (doubt_item.of_what_was_spoken_of, 0),
    (doubt_measure.of_another_length, DATED | word("q")),  # a quarter, QoQ, Q/Q, sequentially
)
