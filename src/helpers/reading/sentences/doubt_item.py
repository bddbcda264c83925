"""Why a number in a sentence is not certainly of the item that its words name: of a part of it, of another's, of what a
word beside its name makes of it."""

from __future__ import annotations

import re

from helpers.language.concepts import load
from helpers.language.items import combine
from helpers.reading.cues import TO_AMOUNT, cues
from helpers.reading.facts import AMOUNTS
from helpers.reading.sentences import beside, docomo_charge, strange_words
from helpers.reading.sentences.measure import MOVES, Measured
from helpers.reading.sentences.spot import Spot
from helpers.reading.small_words import TELLS_OF

_OF_WHOLE = re.compile(  # in small letters
    r"\W{0,6}(?:\d{1,2}\W{1,3})?(?:out )?of (?!which|this,)(?:[^.;,()]|[,.](?=\d)){2,80},\s"
    rf"{TO_AMOUNT}(?=\d|$)"
)
_OF_CHANGE = re.compile(rf"\s(?:of|to)\s(?:that|this|the|its)\s(?:total\s)?(?:{MOVES}|change)\b")
_AFFECTED = re.compile(
    r"\b(?:impacted|affected|hurt|supported|boosted|helped)\sby\b"
    r"|\b[a-z]+(?:ing|ed)\s(?P<it>it|them|this|that|(?:the|our)\s(?:(?!and|was|were|went)[a-z-]+\s){0,2}[a-z-]+)"
    rf"\s(?:up|down)\sby\s{TO_AMOUNT}$"
)
_BY = re.compile(r"(?:\s(?:yoy|qoq))?\s(?:by|from|of|(?:due|related|attributable) to)\s(?:the\s)?[a-z]")
_INCREASE_IN = re.compile(rf"\b(?:{MOVES}|change)s?\s(?:in|of|from|yoy|qoq)\b")
_REASONS = re.compile(rf"\b(?:reasons?|factors?|causes?)\s(?:for|of|behind)\s(?:[a-z]+\s){{0,2}}(?:{MOVES}|change)")
_SHARE_OF = re.compile(
    r"\b(?:share|portion|proportion)\s(?:of|(?P<part>[^,.;:()\d]{2,60}\sin))\s(?:\S*\d\S*\s)?(?:the\s|our\s|total\s)?$"
)
_NUMBERED = frozenset({"layer", "tier", "level", "phase", "class", "type", "category", "version", "stage", "grade"})
_FEW = 10  # numbers of layers, of phases
_FUNCTIONS = ("cost.", "sga_rd.")  # what is spent for one
_OF_IT = re.compile(r"\b(?:of which|which (?:includ|consist|compris)|includ|due|owing|because|as|since|reflecting)")
_OPENED = re.compile(rf"\s\({TO_AMOUNT}$")
_CAUSE = re.compile(r",\s(?:as|since|because|after)\s(?:the|an?|our|some|several)\s")
_NOT_ALL = re.compile(
    r",?\s(?P<word>excluding(?=\s)|including\s(?:the\s|their\s)?current\s(?:portion|part|maturit)"
    r"|current\sand\snon-?current)"
)
_PARTS_OF = (" of which ", " to which ", " of it, ")
_TO_AMOUNT = re.compile(rf"(?:\sof)?\s{TO_AMOUNT}")
_MORE_OF = re.compile(  # 'due to higher depreciation of JPY483 million'
    r"\s(?:the\s|an?\s)?(?:higher|lower|increased|decreased|reduced|larger|smaller)\s[a-z&' -]{2,60}\sof\s(?:jpy\s?)?"
)


def of_something_else(spot: Spot, label: str, measured: Measured) -> str:
    """Of the rest, a flow, or another company, by what the sentence told."""
    return spot.now.doubt or spot.now.without


def of_another_label(spot: Spot, label: str, measured: Measured) -> str:
    """Of what a word in its label makes of its item."""
    known = spot.item.known and spot.item.concept not in docomo_charge.ITEMS
    own = strange_words.own_word(spot) if measured.measure in AMOUNTS else ""
    word = (strange_words.stranger(spot) or own) if known else ""
    return _of_another(word, label)


def of_a_function(spot: Spot, label: str, measured: Measured) -> str:
    """'The cost of SI was JPY8,070 million, which includes depreciation of JPY702 million': what one function spent on
    something, and not all that was."""
    clause, concept = spot.clause, spot.concept
    if concept.metric or concept.unit != "JPY" or concept.period != "duration":
        return ""
    before = next((f for f in clause.facts_from(spot.begun) if f.concept.startswith(_FUNCTIONS)), None)
    if before is None or spot.item.concept.startswith(_FUNCTIONS):
        return ""
    of_it = _OF_IT.search(clause.low, before.token.after, spot.t.start) is not None
    return f"{label} of {before.concept}, and not all of it" if of_it else ""


def of_a_name(spot: Spot, label: str, measured: Measured) -> str:
    """Whether the number belongs to a name: 'layer 2', 'tier 1'."""
    word = spot.low[:-1].rpartition(" ")[2].lstrip("(\"'\u201c")
    named = word in _NUMBERED and spot.low.endswith(" ") and spot.t.bare and spot.t.value < _FEW
    return f"'{word}' before it: a part of a name, perhaps, and no number of {label}" if named else ""


def of_share(spot: Spot, label: str, measured: Measured) -> str:
    """'The ten largest customers' share of total revenues was 18.3%': what a share is taken of has it not itself."""
    if measured.measure != "share":
        return ""
    whole = beside.name_of(spot, beside.its_names(spot))
    m = _SHARE_OF.search(spot.clause.low, spot.begun, whole[0].start) if whole else None
    if m is None:
        return ""
    named = spot.clause.named_in(*m.span("part"))
    part = named if m["part"] else " in " in spot.clause.low[whole[0].end : whole[-1].start]
    own = part and spot.concept.subject not in {"", "total"}  # 'the share of SI revenue in total revenues'
    return "" if own else f"a share of {label}, and nothing tells whose"


def _of_another(word: str, label: str) -> str:
    odd = word and f" {word} " not in f" {label.lower()} "
    return f"'{word}' in its label is not known, and may make another item of {label}" if odd else ""


def of_named_otherwise(spot: Spot, label: str, measured: Measured) -> str:
    """Of what a word beside the name of its item makes of it."""
    known = (spot.item.known or spot.item == spot.now.combined()) and spot.item.concept not in docomo_charge.ITEMS
    return _of_another(beside.changed(spot) or strange_words.place(spot), label) if known else ""


def of_what_was_spoken_of(spot: Spot, label: str, measured: Measured) -> str:
    """'Mobile services were strong. Revenue grew by 78.0%': of all, or of what the sentence before was about, or the
    bullet above."""
    of, item = spot.clause.spoken_of, spot.item
    metric = spot.concept.metric or spot.now.metric
    if earlier := _of_earlier_part(spot):
        return f"of {label} or of that of {earlier}, which an earlier part of the sentence is about"
    if not metric or spot.now.named:
        return ""
    listed = load().businesses.get(spot.clause.context.list_subject(), "")  # of 'GIO P2' above 'FY17 revenue'
    for business, where in ((of, "the sentence before tells"), (listed, "its list tells")):
        part = combine(metric, business) if business not in {"", "total"} else None
        if part is not None and part.known and (item == combine(metric, "total") or not item.known):
            return f"of {label} or of that of {business}, of which {where}"
    return ""


def _of_earlier_part(spot: Spot) -> str:
    """'Thanks to demand for mobile, revenues came to JPY74,123 million': the business in front of a comma, of which the
    metric behind it need not be."""
    if "," not in spot.sentence or not spot.now.subject:
        return ""
    named = [n for n in spot.named if n.end <= spot.t.start]
    if [n.kind for n in named[-3:]] not in (["subject", "metric"], ["subject", "subject", "metric"]):
        return ""
    if not spot.now.subject.endswith(named[-2].name):
        return ""
    between = spot.clause.low[named[-2].end : named[-1].start]
    low = spot.clause.low[max(spot.begun, named[-2].start - 12) : named[-2].start]
    if low.endswith(("as for ", "as for the ")):  # 'As for cloud, the revenue was'
        return ""
    behind = spot.now.subject != named[-2].name or low.endswith((" for ", " of ", " in ", " from "))
    return named[-2].name if "," in between and behind else ""


def is_cause(spot: Spot, label: str, measured: Measured) -> str:
    """'fell by JPY0.3 billion because of JPY0.4 billion in retroactive costs': of what it was because of."""
    causes = cues("cause", "in").all(spot.low)
    if not causes:
        return ""
    if _is_told_of(spot, causes[-1].end):
        return f"how a cause moved, and not how {label} did"
    if measured.measure not in AMOUNTS:
        return ""
    if _MORE_OF.fullmatch(spot.low, causes[-1].end):
        return f"how much more or less {label} was, or how much it was: which is not told"
    near = _TO_AMOUNT.fullmatch(spot.low, causes[-1].end) is not None
    return f"what {label} moved because of, and not how much it was" if near else ""


def _is_told_of(spot: Spot, cause: int) -> bool:
    """'SI revenue rose because projects grew by 9.6%': whether a number behind a cause goes on about that, and no line
    item is named since."""
    at, said = spot.at + cause, spot.low[cause:]
    named = any(n.kind == "concept" and n.start >= at for n in spot.named)
    return not (at < spot.begun or named or "," in said or TELLS_OF.isdisjoint(said.split()))


def of_a_part(spot: Spot, label: str, measured: Measured) -> str:
    """'Of the total revenues, JPY11,243 million came from', 'JPY711 million of that increase': a part of what is named,
    and not the whole."""
    if spot.t.percent or measured.measure not in {"level", "yoy_abs", "qoq_abs"}:
        return ""
    said, right = spot.sentence.lower(), spot.right
    if why := _is_move(spot, label, measured, said):
        return why
    if measured.measure != "level":
        return f"what moved {label}, by the words behind it, and not how it changed" if _is_moved_by(spot) else ""
    parts = right.startswith(" from ") and " by jpy" in said  # 'missed by JPY2 billion: JPY1 billion from SI'
    whole = _OF_WHOLE.match(said) is not None
    after = spot.t.after
    told_behind = any(after <= at < after + len(right) for at in spot.clause.behind)
    whole = whole and (not told_behind or _INCREASE_IN.search(said) is not None)
    part = parts or whole or " part of which " in said or _is_bracketed(spot, said)
    return f"a part of {label}, and not known which" if part else ""


def _is_move(spot: Spot, label: str, measured: Measured, said: str) -> str:
    """Why an amount is by how much something moved: 'Reasons for the increase: personnel costs JPY246 million',
    'JPY711 million of that increase'."""
    told = (said, spot.clause.context.title().lower())
    listed = any(_REASONS.search(text) for text in told)
    if listed and (measured.measure == "level" or " by " not in spot.low):
        return f"how {label} moved, or how much it was: among the reasons for a change"
    if measured.measure != "level":
        return ""
    return f"a part of a change, and not what {label} was" if _is_of_change(spot, said) else ""


def _is_of_change(spot: Spot, said: str) -> bool:
    """'rose by JPY1.6 billion, of which A contributed JPY1.2 billion', 'JPY711 million of that increase'."""
    changed, right = spot.now.last_measure.endswith(("_abs", "change")), spot.right
    parted = right.startswith(" of which") or any(word in said for word in _PARTS_OF)
    if changed and parted:
        return True
    return right.startswith((" of ", " to ")) and _OF_CHANGE.match(spot.clause.low, spot.t.after) is not None


def _is_moved_by(spot: Spot) -> bool:
    """'was negatively impacted by JPY0.54 billion YoY by GIO P2', 'by JPY0.4 billion from an outage', 'P2 weighed on
    it, pushing it down by JPY0.3 billion': how much of a change something else was."""
    affected = _AFFECTED.search(spot.low) if " by" in spot.low else None
    if affected is None or spot.item.concept == docomo_charge.EFFECT:
        return False
    return affected["it"] is not None or _BY.match(spot.clause.low, spot.t.after) is not None


def _is_bracketed(spot: Spot, said: str) -> bool:
    """'driven by construction (JPY940 million)', 'The increase in costs was due to personnel (JPY250 million)': an
    amount of what stands before its bracket, or a part of a change."""
    closed, dated = spot.clause.text.find(")", spot.t.end), spot.following
    former = dated is not None and dated.end <= closed  # '(JPY74 million for 1H15)'
    bracket = _OPENED.search(spot.low)
    if former or bracket is None:
        return False
    opened = spot.at + bracket.start()
    cause = _CAUSE.search(spot.clause.low, spot.begun, opened)
    if cause is not None and not any(n.start > cause.start() for n in spot.named):
        return True  # 'rose to JPY3,982 million, as the project of a bank (JPY1.2 billion) was accepted'
    before = next((n for n in reversed(spot.clause.mentions) if n.end <= opened), None)
    if before is not None and before.end == opened and before.name not in beside.its_names(spot):
        return True
    return not spot.concept.change_of and _INCREASE_IN.search(said) is not None


def without_something(spot: Spot, label: str, measured: Measured) -> str:
    """'rose 2.1% excluding one-time gains', 'long-term borrowings of JPY1,990 million including the current portion':
    not as reported."""
    m = _NOT_ALL.match(spot.clause.low, spot.t.after, spot.stop) if spot.item.known else None
    return f"'{m['word']}' behind it: a part of {label}, or more than it" if m is not None else ""
