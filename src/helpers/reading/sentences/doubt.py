"""Why a number in a sentence is not certainly what its words seem to say: rules in order, the first that has a reason.

What stands beside a number and is not understood makes it unread; the reason names it."""

from __future__ import annotations

import re

from helpers.language.calendar import Period
from helpers.language.items import combine
from helpers.reading.cues import TO_AMOUNT, Rules, cue, cues, word
from helpers.reading.sentences import beside, docomo_charge, inherited, measure, scenario, time_words, value, when
from helpers.reading.sentences.clause import Spot
from helpers.reading.sentences.measure import Measured

_COUNTED = frozenset({"count", "shares", "ADS", "Gbps"})
_OF_WHOLE = re.compile(  # in small letters
    r"\W{0,6}(?:\d{1,2}\W{1,3})?(?:out )?of (?!which|this,)(?:[^.;,()]|[,.](?=\d)){2,80},\s"
    rf"{TO_AMOUNT}(?=\d|$)"
)
_OF_CHANGE = re.compile(
    r"\sof\s(?:that|this|the|its)\s(?:total\s)?(?:increase|decrease|growth|decline|rise|fall|change)\b"
)
_NET_OF = re.compile(r"\bnet of\s[^,.;]{2,40}\sof\s(?:jpy\s?)?$")  # 'net of allowance of JPY75 million'
_PLANNED = re.compile(  # behind a number
    r"\s?\(?[^.;,()\d]{0,60}?\b(?P<word>planned|plan|targeted|budgeted|forecast(?:ed)?|projected|aim(?:ed)?|expected|scheduled"
    r"|will|announced)\b"
)
_PLAN = re.compile(r"\b(?P<word>guidance|budget(?:ed)?|projected|goals?|aim|consensus)\b")  # before it
_QUARTER_BEFORE = re.compile(r"\b(?:previous|prior|preceding|last) quarter\b|\bsequential(?:ly)?\b")
_TO_AMOUNT = re.compile(rf"(?:\sof)?\s{TO_AMOUNT}")
_GAINED = re.compile(
    r"(?:\b(?:with|from|to|against|and|was|were|versus)\s|\()(?:an?\s)?(?P<what>gains?|income|profits?|benefits?)\sof\s(?:jpy\s?)?$"
)
_APART = frozenset({
    "above", "below", "over", "under", "short", "ahead", "higher", "lower", "more", "less", "better", "worse",
})  # fmt: skip
_NO_WAY = frozenset({
    "and", "or", "was", "were", "is", "of", "to", "at", "with", "yoy", "qoq", "the", "in", "for", "a", "an", "over",
    "approx", "approx.", "about", "around", "nearly",
})  # fmt: skip
_AIM = frozenset({"target", "targets", "plan", "planned", "forecast", "forecasts", "expected", "budget", "budgeted"})
_QOQ = re.compile(r"\bqoq\b")
_QUARTER = 3  # months
_UNTIL = cue("compared", "until")
_ENDS_OF_HALVES = frozenset({"03-31", "09-30", "06-30", "12-31"})
_NEAR, _FEW = 40, 5  # characters and words behind a number that say what it is set against
_CHARGE = frozenset({docomo_charge.CHARGE, docomo_charge.EFFECT})


def doubt(spot: Spot, label: str, measured: Measured) -> str:
    """Why the number is no fact; '' where it is. `label` is what its item is called."""
    return _RULES.first(spot.clause.met, spot, label or spot.item.concept, measured) or ""


def _of_nobody_knows_what(spot: Spot, label: str, measured: Measured) -> str:
    if measure.moved_ratio(spot, measured) and not spot.clause.about_charge:
        return f"a percentage by which {label} changed, and nothing tells whether in points"
    if measured.measure.startswith("?"):
        return f"compared with what '{measured.measure[2:]}' behind it may tell, which is not known"
    return "" if measured.measure else f"a percentage, and no word tells what share of {label} it is, or of what"


def _of_charge(spot: Spot, label: str, measured: Measured) -> str:
    rate = spot.item.concept == docomo_charge.CHARGE and spot.t.percent and not (measured.sign or spot.t.sign)
    if rate:
        return "a rate of the interconnection charge, and no word tells whether it went up or down"
    others = docomo_charge.other_year(spot) if spot.item.concept == docomo_charge.CHARGE and spot.t.percent else ""
    return f"of {others}, or of the year that is settled when it is fixed: of which is not certain" if others else ""


def _counts_nothing(spot: Spot, label: str, measured: Measured) -> str:
    if measured.measure not in value.AMOUNTS:
        return ""
    reason = value.counts_nothing(spot, measured.measure)
    return f"{reason} than {label}" if reason.endswith("else") else reason


def _moved(spot: Spot, label: str, measured: Measured) -> str:
    return measure.unsure(spot, measured)


def _won(spot: Spot, label: str, measured: Measured) -> str:
    return measure.won(spot, measured)


def _of_something_else(spot: Spot, label: str, measured: Measured) -> str:
    """Of the rest, a flow, another company, or of what a word in its label makes of its item."""
    if spot.now.doubt or spot.now.without:
        return spot.now.doubt or spot.now.without
    others = spot.clause.tells_of_others and cues("owner", "subject").search(spot.sentence.lower())
    if others:
        return "told of a company that is not the filer, by the beginning of its sentence"
    known = spot.item.known and spot.item.concept not in _CHARGE
    word = (beside.stranger(spot) or _own_word(spot, measured)) if known else ""
    return _of_another(spot, word, label) or spot.now.without


def _of_another_company(spot: Spot, label: str, measured: Measured) -> str:
    who = beside.other_company(spot)
    spot.now.without = f"of {who}, not of the filer" if who else spot.now.without
    return spot.now.without


def _of_another(spot: Spot, word: str, label: str) -> str:
    if word and word not in label.lower():
        spot.now.without = f"'{word}' in its label is not known, and may make another item of {label}"
        return spot.now.without
    return ""


def _of_named_otherwise(spot: Spot, label: str, measured: Measured) -> str:
    """Of what a word beside the name of its item makes of it."""
    known = (spot.item.known or spot.item == spot.now.combined()) and spot.item.concept not in _CHARGE
    return _of_another(spot, beside.changed(spot), label) if known else ""


def _own_word(spot: Spot, measured: Measured) -> str:
    return beside.own_word(spot) if measured.measure == "level" else ""


def _of_unknown_label(spot: Spot, label: str, measured: Measured) -> str:
    told = measured.measure == "level" or measured.measure.endswith(("_pct", "_abs"))
    return inherited.unknown(spot) if told and spot.i == 0 and spot.concept.unit in {"JPY", "count"} else ""


def _of_another_length(spot: Spot, label: str, measured: Measured) -> str:
    """'Revenues were JPY38,390 million, up 7.4% from 2Q15' where half a year is in force and no date tells of 2Q16:
    what is compared with a quarter is of one."""
    clause, now = spot.clause, spot.now.period or spot.clause.reading.filing_period
    if (
        clause.about_charge
        or spot.concept.period != "duration"
        or any(spot.begun <= d.start < spot.t.start for d in clause.dates)
    ):
        return ""
    months = _months_of_base(spot)
    if not months or months == now.months:
        return ""
    return f"compared with {months} months, and of {now.months} as far as is told"


def _months_of_base(spot: Spot) -> int:
    """How long the time is that a number, or what compares it behind it, is compared with; 0 where nothing tells."""
    clause, base = spot.clause, _in_bracket(spot) if spot.clause.low.startswith(" (", spot.t.after) else None
    if clause.met & _UNTIL:
        near = clause.numbers[spot.i : spot.i + (1 if spot.t.percent else 3)]
        base = next((b for n in near if n.percent and (b := measure.base_of(clause, n)) is not None), base)
    if base is not None and base.start:
        return base.months
    whole = not spot.t.percent and "qoq" in clause.own and when.period_of(spot, "level").months > _QUARTER
    return _QUARTER if whole and _of_quarter(spot) else 0


def _of_quarter(spot: Spot) -> bool:
    """Whether an amount is compared with the quarter before by what stands behind it."""
    clause, after = spot.clause, spot.t.after
    last = min((n.start for n in clause.mentions if n.start > after), default=clause.end)
    return _QOQ.search(clause.low, after, min(last, clause.stop(after))) is not None


def _in_bracket(spot: Spot) -> Period | None:
    """The year that opens a bracket right behind a number, with what it was then: '(FY2011: JPY8,006 million)'."""
    d = spot.following
    opens = d is not None and spot.clause.text[spot.t.after : d.start].strip() == "("
    own = opens and d is not None and spot.clause.text.startswith(":", d.end) and d.period is not None
    return d.period if own and d is not None and d.period is not None and d.period.kind == "fy" else None


def _of_what_was_spoken_of(spot: Spot, label: str, measured: Measured) -> str:
    """'Mobile services were strong. Revenue grew by 78.0%': of all, or of what the sentence before was about."""
    of, item = spot.clause.spoken_of, spot.item
    metric = spot.concept.metric
    if of in {"", "total"} or spot.now.named or not metric or item != combine(metric, "total"):
        return ""
    part = combine(metric, of)
    return f"of {label} or of that of {of}, of which the sentence before tells" if part and part.known else ""


def _is_cause(spot: Spot, label: str, measured: Measured) -> str:
    """'fell by JPY0.3 billion because of JPY0.4 billion in retroactive costs': of what it was because of; or
    'excluding the JPY270 million effect': of what it is without."""
    if measured.measure not in value.AMOUNTS:
        return ""
    left = cues("doubt", "phrase").search(spot.low.removesuffix("jpy"))
    net = _NET_OF.search(spot.low)
    if (left is not None and left.says == "without") or (net is not None and not spot.is_named(net)):
        return f"what {label} is told without, and not how much it was"
    causes = cues("cause", "in").all(spot.low)
    near = causes and _TO_AMOUNT.fullmatch(spot.low, causes[-1].end) is not None
    return f"what {label} moved because of, and not how much it was" if near else ""


def _of_a_part(spot: Spot, label: str, measured: Measured) -> str:
    """'Of the total revenues, JPY11,243 million came from', 'JPY711 million of that increase': a part of what is named,
    and not the whole."""
    said = spot.sentence.lower() if measured.measure == "level" and not spot.t.percent else ""
    behind = said and (
        _OF_CHANGE.match(spot.clause.low, spot.t.after) or (" by jpy" in said and spot.right.startswith(" from "))
    )
    part = _OF_WHOLE.match(said) is not None or behind
    return f"a part of {label}, and not known which" if part else ""


def _planned(spot: Spot, label: str, measured: Measured) -> str:
    """'half of the JPY157.0 billion planned', 'is projected to total', 'instead of the JPY7.3 billion announced in May
    2016': words for what is to come, and no rule calls it a target."""
    clause, t = spot.clause, spot.t
    found = _PLANNED.match(clause.low, t.after, clause.stop(t.after)) or _PLAN.search(clause.low, spot.begun, t.start)
    if found is None or clause.about_charge:
        return ""
    if cues("outcome", "in").search(clause.low, spot.begun, clause.stop(t.after)) is not None:
        return ""
    period = when.period_of(spot, measured.measure)
    aimed = period.end > clause.reading.known_until or scenario.scenario_of(spot, period) != "actual"
    return "" if aimed else f"'{found['word']}' beside it, and nothing tells that {label} is a target, or for what time"


def _against_quarter(spot: Spot, label: str, measured: Measured) -> str:
    """'Compared to the previous quarter, revenues rose 4.9%': no change from a year before."""
    told = measured.measure.startswith("yoy") and _QUARTER_BEFORE.search(spot.clause.own) is not None
    return (
        "beside a comparison with the quarter before, and nothing tells that it is one with a year before"
        if told
        else ""
    )


def _which_way(spot: Spot, label: str, measured: Measured) -> str:
    """'(slipped by 6.9% YoY)': a comparison without a sign, behind a word that may tell which way and is not known."""
    if measured.sign or spot.t.sign or not measured.measure.endswith(("_pct", "_abs", "change")):
        return ""
    said = spot.low.rstrip().removesuffix("jpy").rstrip(" (").removesuffix(" by").split()
    word = said[-1].lstrip("(*\"'") if said else ""
    at = spot.at + spot.low.rfind(word) if word.isalpha() else spot.t.start
    known = word in _NO_WAY or any(n.start <= at < n.end for n in spot.clause.mentions) or not word.isalpha()
    return "" if known else f"'{word}' before it may tell which way {label} went, and is not known"


def _apart(spot: Spot, label: str, measured: Measured) -> str:
    """'came in JPY134 million above the target', 'JPY0.3 billion lower than planned', 'shares for JPY1.5 billion': how
    far from something else it was, or what was paid for it."""
    if spot.t.currency and measured.measure == "level" and spot.low.endswith(" for jpy"):
        return f"what was paid for {label}, and not what it was"
    if measured.measure not in value.AMOUNTS:
        return ""
    behind = spot.clause.low[spot.t.after : spot.t.after + _NEAR]
    words = [] if behind.startswith(",") else behind.replace(",", " ").replace(".", " ").split()[:_FEW]
    if not words or words[0] not in _APART or (measured.measure != "level" and _AIM.isdisjoint(words)):
        return ""
    return f"how far '{' '.join(words[:2])}' something else, and not what {label} was"


def _of_additions(spot: Spot, label: str, measured: Measured) -> str:
    """'Net additions: 51 thousand, down 12 thousand YoY': a comparison of what came, and not of what there is."""
    compared = spot.now.net and measured.measure.startswith(("yoy", "qoq"))
    return f"a comparison of net additions, and {label} is what there is" if compared else ""


def _multiple(spot: Spot, label: str, measured: Measured) -> str:
    """'approximately 1.3 times that of March 2015'."""
    times = spot.right.startswith(" times") and spot.concept.unit in {"JPY", "count"}
    return f"a multiple of {label}, for which facts have no measure" if times or spot.t.noun == "times" else ""


def _other_sign(spot: Spot, label: str, measured: Measured) -> str:
    """'Foreign exchange losses were JPY54 million compared with gains of JPY80 million'."""
    lost = measured.measure == "level" and (spot.item.sign < 0 or spot.item.loss)
    found = _GAINED.search(spot.low) if lost and spot.i else None
    return f"'{found['what']}' before it, and {label} is a loss" if found else ""


def _acquired(spot: Spot, label: str, measured: Measured) -> str:
    """'Acquired approximately 1,600 customers and 245 employees': not all that there are."""
    counted = spot.item.known and spot.concept.unit == "count" and measured.measure == "level"
    said = spot.sentence.lower() if counted else ""
    return f"of {label} acquired with somebody else, not all" if cues("acquired", "in").search(said) else ""


def _normalized(spot: Spot, label: str, measured: Measured) -> str:
    """'based on normalized costs': figures that are not as reported, unless their item is called so."""
    clause = spot.clause
    begun = spot.begun
    stop = clause.stop(spot.t.end)
    found = cues("normalized", "in").search(clause.low, begun, stop) or cues("accounts", "in").search(
        clause.low, begun, stop
    )
    words = clause.text[found.start : found.end] if found else ""
    return f"in a sentence about '{words}' figures" if words and spot.item.known else ""


def _resolved_on(spot: Spot, label: str, measured: Measured) -> str:
    """'On May 15, 2015, the Board resolved a year-end dividend of': of the day of the resolution, not of its year."""
    now = spot.now.period if spot.concept.interim_at_end else None
    own = now is None or now.start or now.end[5:] in _ENDS_OF_HALVES or spot.t.start in spot.clause.shared.periods
    return "" if own or now is None else f"told on {now.end}, and nothing tells for what time {label} is"


def _of_no_known_time(spot: Spot, label: str, measured: Measured) -> str:
    words = "" if spot.item.concept in _CHARGE else when.untold(spot)
    if words == time_words.SEVERAL:
        return "the sentence before tells of several times, and nothing tells which of them goes on"
    if words:
        return f"'{words}' beside it names a time that is not known"
    if measured.measure == "level" and not spot.clause.about_charge and (date := when.unclaimed(spot)):
        return f"'{date}' behind it, and nothing tells whether {label} is of that time"
    former = when.is_former(spot, measured.measure)
    return f"what {label} was before, and nothing tells when" if former else ""


def _paid(spot: Spot, label: str, measured: Measured) -> str:
    if spot.concept.unit == "JPY/share" and spot.right.startswith(" per ADS"):
        return f"an amount of one ADS, and {label} is of one share"
    paid = spot.t.currency and (
        spot.concept.unit in _COUNTED
        or (spot.item.concept == docomo_charge.CHARGE and not spot.right.startswith(" per "))
    )
    return f"an amount of money, and {label} is counted or a rate, not paid" if paid else ""


_TO_COME = word(
    *("plan", "target", "budget", "forecast", "project", "aim", "expected", "scheduled", "will", "announced"),
    *("guidance", "goal", "consensus"),
)
_RULES: Rules[[Spot, str, Measured], str] = Rules(
    (_of_nobody_knows_what, 0),
    (_of_charge, 0),
    (_counts_nothing, 0),
    (_won, word("gained", "won", "lost", "attracted", "difference")),
    (_moved, 0),
    (_is_cause, cue("cause", "in") | cue("doubt", "phrase") | word("net")),
    (_of_something_else, 0),
    (_of_another_company, word(*beside.TELLS)),
    (_of_unknown_label, 0),
    (_of_a_part, word("of", "by")),
    (_planned, _TO_COME),
    (_against_quarter, word("quarter", "sequential")),
    (_which_way, 0),
    (_apart, 0),
    (_of_additions, word("addition")),
    (_multiple, word("times")),
    (_other_sign, word("gain", "income", "profit", "benefit")),
    (_acquired, cue("acquired", "in")),
    (_normalized, cue("normalized", "in") | cue("accounts", "in")),
    (_resolved_on, 0),
    (_of_no_known_time, 0),
    (_paid, 0),
    (_of_named_otherwise, 0),
    (_of_what_was_spoken_of, 0),
    (_of_another_length, 0),
)
