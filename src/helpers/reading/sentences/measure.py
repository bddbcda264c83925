"""How a number in a sentence is measured: a level, a ratio, or a comparison and its direction.

The words that say so are cues (`reading/cues.toml`); here is what follows from them."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.language.phrases import without
from helpers.reading.cues import TO_AMOUNT, Rules, cue, cues, word
from helpers.reading.facts import COMPARISONS, POINTS
from helpers.reading.sentences import docomo_charge
from helpers.reading.sentences.clause import CHANGES
from helpers.reading.sentences.compared_with import OUTSIDE, basis_of, direct
from helpers.reading.sentences.level import has_ratio_behind, is_below_ratio, level_of
from helpers.reading.sentences.spot import Spot

_ALSO = re.compile(  # in small letters, as all here
    r"\s*(?:yoy|qoq|(?:year|quarter)[ -](?:over|on)[ -](?:year|quarter))?[\s,]*(?:and|or)?\s*(?:by\s)?(?:jpy\s?)?"
)
_WHICH = re.compile(r", which [^,;]{2,80},")  # 'Growth of recurring revenue, which was 82.9% of the total, was 14.0%'
_MINUS = re.compile(r"[(\[]\s?[-\u2212\u25b3]")
ROSE = {"increase": 1, "rise": 1, "growth": 1, "decrease": -1, "decline": -1, "reduction": -1, "drop": -1, "fall": -1}
"""Words for a change, and its direction."""
MOVES = f"(?:{'|'.join(ROSE)})"
"""One of them, in a pattern."""
MOVED = re.compile(
    rf"\b(?P<what>{MOVES})s? (?:in|of|for|at)\s(?:[^.;,()\d]{{2,60}}(?:\s(?:of|by|was|were|at)|:)?\s)?{TO_AMOUNT}$"
)
"""What tells of an amount that something changed by so much: 'an increase in operating income of JPY1,310 million'."""
_CHANGES = frozenset({"increase", "decrease"})
_MOVED_WORDS = frozenset({*ROSE, "the", "our", "its", "for", "jpy", "approx", "approximately", "about", "was", "were"})
_AND_WHEN = re.compile(r"\s(?:(?:in|de)crease\s)?(?:in|for)\s[^,.;()]{2,16}\sand\s(?:by\s)?(?:jpy\s?)?")
_UP_TO = re.compile(r"\s*(?:to|-|~)\s*(?:jpy\s?)?")
_BESIDE_RATE = re.compile(r"\s?[/,(]?\s?")
_CHANGE_OF = re.compile(
    r"\b(?:(?P<year>year[ -]o(?:n|ver)[ -]year)|quarter[ -]o(?:n|ver)[ -]quarter)\s(?:rate of )?(?:change|growth)"
    r"\sof\s[+(-]?$"
)
_YOY_INCREASE = re.compile(
    rf"(?:\s\([^()]*\))?\s+(?:(?P<basis>yoy|qoq)\s(?P<what>{MOVES})\b|(?P<moved>{MOVES})\s(?P<on>yoy|qoq)\b)"
)
_FAR = 3  # so many times a change is a level, and no other end of a range
RATES = frozenset({"yoy_pct", "qoq_pct"})
"""The measures of by which part something changed since a time before."""


class Measured(NamedTuple):
    """`measure` as in facts.csv, '' for a percentage of nobody knows what; `sign` -1 or +1 where words say it, 0
    where only the print does; `ranged` for the upper end of 'JPY0.4 billion to JPY0.6 billion'."""

    measure: str
    sign: int = 0
    ranged: bool = False


def measure_of(spot: Spot) -> Measured:
    """How `spot.item` is measured at this number."""
    change = name_of_change(spot)
    if change and spot.near is None and not (spot.t.percent or spot.clause.context.yoy_list):
        # 'Decrease in accounts receivable: +JPY2 million', of money that came; 'Net decrease in borrowings', that went
        return Measured("level", -1 if change.startswith("net decrease") else 0)
    found = _RULES.first(spot.met, spot) or Measured(level_of(spot))
    added = spot.concept.period == "instant" and cues("addition", "at").search(spot.low) is not None
    return Measured("change", found.sign) if found.measure == "level" and (spot.now.net or added) else found


def name_of_change(spot: Spot) -> str:
    """'net decrease in short term borrowing': what an item is called that is how another changed; '' for others."""
    if spot.concept.change_of:
        return spot.concept.change_of
    named = [n.key for n in spot.named if n.name == spot.item.concept]
    return next((key for key in named if not _CHANGES.isdisjoint(key.split())), "") if named else ""


def _sign(says: str) -> int:
    return -1 if says == "down" else 1


def _as(spot: Spot, basis: str) -> str:
    """The measure of a comparison with a year or a quarter ago, or another date; a basis that is not known stays."""
    if basis.startswith("?"):
        return basis
    if spot.t.noun in POINTS:
        return "pt_change"
    return basis if basis == "change" else f"{basis}_{'pct' if spot.t.percent else 'abs'}"


# ---- comparisons: rules in order, None where one has nothing to say ------------------------------------------------


def _of_charge(spot: Spot) -> Measured | None:
    """'negatively impacted by ...', and the note that explains such an amount."""
    if spot.item.concept != docomo_charge.EFFECT:
        return None
    reading, line = spot.clause.reading, spot.clause.row.line.number
    if cues("effect", "so far").search(spot.low) is not None or line in reading.negative_notes:
        reading.negative_notes.add(reading.note_of(line)[0])
        return Measured("yoy_abs", -1)
    return Measured("yoy_abs", _sign(spot.direction.says)) if spot.direction is not None else Measured("level")


def _grew(spot: Spot) -> Measured | None:
    """'revenue growth was 14.2%'; the print, or a word, may turn it round."""
    if not spot.t.percent or has_ratio_behind(spot):
        return None
    low = _WHICH.sub("", spot.sentence.lower()) if spot.low.startswith(" of") else spot.low
    hit = cues("growth", "so far").search(low)
    if hit is None or (low is spot.low and _is_of_another(spot, hit.start)):
        return None
    turned = cues("sign", "below").search(spot.low) is not None
    if not turned and spot.direction is not None and spot.direction.says == "down" and not _leads_to_level(spot):
        return Measured("")  # 'growth was down 2.0%', of itself or to that
    printed = spot.t.sign and not spot.t.bracket
    basis = spot.near.says if spot.near is not None else "yoy"
    return Measured(_as(spot, basis), -1 if turned else 0 if printed else 1)


def _is_of_another(spot: Spot, at: int) -> bool:
    """'Growth went on (total revenues were down 15.0%)': whether what went up or down is named behind 'growth'."""
    if spot.direction is None:
        return False
    of = spot.low[at:].split()[1:2] in (["in"], ["of"])  # 'growth in total revenues'
    return not of and any(n.kind != "subject" and spot.at + at < n.start < spot.t.start for n in spot.clause.mentions)


def _in_list_of_changes(spot: Spot) -> Measured | None:
    alone = spot.t.bracket == "(" and len(spot.clause.numbers) == 1  # 'ATM gross margin (0.15)'
    if spot.t.percent or (spot.t.bracket and not alone):
        return None
    if spot.t.sign:
        return Measured(_as(spot, "yoy"))
    return Measured(_as(spot, "yoy"), _sign(spot.direction.says)) if spot.direction is not None else None


def _negative(spot: Spot) -> Measured | None:
    """'was minus JPY412 million': below nil, unless it is compared."""
    impact = spot.t.currency and spot.direction is None and cues("effect", "so far").search(spot.low) is not None
    below = impact or cues("sign", "below").search(spot.low) is not None
    if not below or spot.near is not None:
        return None
    told = spot.item.sign < 0 and "loss of" in spot.low  # its name says already that it is a loss
    return Measured(level_of(spot), 0 if told else -1)


def _told_as_change(spot: Spot) -> Measured | None:
    """'year-on-year change of -18.0%'."""
    m = _CHANGE_OF.search(spot.low)
    return Measured(_as(spot, "yoy" if m["year"] else "qoq")) if m is not None and spot.t.sign else None


def _moved_behind(spot: Spot) -> Measured | None:
    """'JPY471 million YoY increase'."""
    m = _YOY_INCREASE.match(spot.clause.low, spot.t.after)
    return Measured(_as(spot, m["basis"] or m["on"]), ROSE[m["what"] or m["moved"]]) if m is not None else None


def _plus(spot: Spot) -> Measured | None:
    """'was minus JPY42 million (plus JPY137 million for 1H15)': no comparison where the bracket tells a time."""
    text, t = spot.clause.text, spot.t
    opened, closed = text.rfind("(", 0, t.start), text.find(")", t.after)
    told = any(opened < d.start < closed for d in spot.clause.dates) and spot.now.last_measure == "level"
    return Measured(level_of(spot)) if told and spot.low.removesuffix("jpy").endswith("plus ") else None


def _signed(spot: Spot) -> Measured | None:
    """'+6.3% YoY', '+60 thousand from the end of June', '(YoY -0.3 billion yen)'."""
    t = spot.t
    if spot.direction is not None:
        return None
    if t.percent and t.bracket and _MINUS.search(t.text):
        return Measured(_as(spot, basis_of(spot)), -1)  # '(-24.0%)', as '(+13.7%)'
    told = direct(spot) if t.percent or t.sign else None
    if told is None and t.sign < 0 and (basis := _basis_of_rate(spot)):
        return Measured(_as(spot, basis))
    if not (told is not None or _is_change(spot)) or _is_listed(spot):
        return None
    return Measured(_as(spot, told.says if told is not None else basis_of(spot)))


def _is_change(spot: Spot) -> bool:
    """Whether the sign of an amount is that of a change: a plus, or a minus behind another change, or behind 'YoY'."""
    t = spot.t
    beside = spot.now.last_measure.endswith("_abs") and not t.bracket  # 'revenue +JPY5 billion, income -JPY0.7 billion'
    return t.sign > 0 or (t.sign < 0 and (beside or OUTSIDE.search(spot.low) is not None))


def _basis_of_rate(spot: Spot) -> str:
    """'-JPY192 million / -26.6% YoY': what an amount below nil is compared with, as the rate right behind it says."""
    clause, rate = spot.clause, next(iter(spot.clause.numbers[spot.i + 1 : spot.i + 2]), None)
    if rate is None or not (rate.percent and (rate.sign < 0 or _MINUS.search(clause.text, rate.start, rate.end))):
        return ""
    said = cues("basis", "near").match(clause.low, rate.after)
    beside = _BESIDE_RATE.fullmatch(clause.low, spot.t.after, rate.start) is not None
    return said.says if said is not None and beside else ""


def _is_listed(spot: Spot) -> bool:
    """'decreased by 0.4% and 24.0% YoY', 'down JPY37 million (5%) QoQ': whether its sign is that of the one before."""
    unsigned = not spot.t.sign or spot.t.bracket == "("
    return spot.now.last_sign != 0 and unsigned and _ALSO.fullmatch(spot.low) is not None


def _goes_on(spot: Spot) -> Measured | None:
    """What follows a comparison and is one like it: the end of a range, the next of a list."""
    now, t = spot.now, spot.t
    if spot.direction is not None or spot.behind is not None:
        return None
    compared = now.last_measure.endswith(COMPARISONS)
    if compared and t.percent == now.last_measure.endswith("_pct") and (alike := _alike(spot)) is not None:
        return alike
    listed = compared or now.last_measure == "pt_change"
    told = t.start in spot.clause.shared.items or spot.near is not None
    if listed and told and _ALSO.fullmatch(spot.low):
        return Measured(_as(spot, basis_of(spot)), now.last_sign)
    return _rate_of_change(spot) if t.percent and now.last_measure.endswith(("_abs", "change")) else None


def _rate_of_change(spot: Spot) -> Measured | None:
    """'rose by JPY1,784 million YoY (+11.5%)': the change before it again; without a sign below 'Costs (% of revenue)'
    it may be what they are of revenue."""
    now, bracketed = spot.now, spot.t.bracket == "("
    if spot.low.strip(" ,(") not in {"", "or"} and not (bracketed and _ALSO.fullmatch(spot.low)):
        return None
    if bracketed and spot.t.text[1:2].isdigit() and is_below_ratio(spot):
        return Measured("")
    return Measured(now.last_measure.replace("_abs", "_pct").replace("change", ""), now.last_sign)


def _alike(spot: Spot) -> Measured | None:
    """The other end of a range of comparisons, or of another time: '97 thousand in 1Q16 and 94 thousand in 1Q15'."""
    now = spot.now
    if _UP_TO.fullmatch(spot.low):
        led = moved_by(spot, spot.i - 1)
        return Measured(level_of(spot)) if led else Measured(now.last_measure, now.last_sign, ranged=True)
    former = spot.former and spot.t.percent and now.last_measure in RATES  # 'growth rose to 14.2% from 11.7% in 1Q16'
    return Measured(now.last_measure, now.last_sign) if former or _AND_WHEN.fullmatch(spot.low) else None


def _moved(spot: Spot) -> Measured | None:
    """'up 6.2%', '16.9% decrease': by the words before it, else behind it."""
    behind, t = spot.behind, spot.t
    said = spot.direction or behind
    if said is None:
        return Measured("yoy_pct") if t.bracket == "[" else None
    if behind is None and _leads_to_level(spot):
        return Measured(level_of(spot))
    against = t.noun not in POINTS and cues("against", "behind").match(spot.clause.low, t.after) is not None
    return Measured("change" if against else _as(spot, basis_of(spot)), _sign(said.says))


def _leads_to_level(spot: Spot) -> bool:
    return cues("level", "at").search(spot.low) is not None


def _increase_in(spot: Spot) -> Measured | None:
    """'an increase in operating income of JPY1,310 million', where the item stands between the two words."""
    m = MOVED.search(spot.low) if not spot.t.percent and spot.t.noun not in POINTS else None
    if m is None or spot.concept.change_of or _has_unknown(spot, m) or not _is_of(spot, m):
        return None
    return Measured(_as(spot, basis_of(spot)), ROSE[m["what"]])


_RULES: Rules[[Spot], Measured | None] = Rules(
    (_of_charge, 0),
    (_grew, cue("growth", "so far")),
    (_in_list_of_changes, CHANGES),
    (_negative, cue("effect", "so far") | cue("sign", "below")),
    (_plus, word("plus")),
    (_told_as_change, word("change", "growth")),
    (_moved_behind, word("yoy", "qoq")),
    (_signed, 0),
    (_goes_on, 0),
    (_increase_in, word(*ROSE)),
    (_moved, 0),
)


def _is_of(spot: Spot, m: re.Match[str]) -> bool:
    """Whether the number's item is what a match in what stands before it names."""
    named = spot.named_in(m)
    if not named or not spot.item.known:
        return False
    if named[-1].kind == "concept":
        return named[-1].name == spot.item.concept
    said, subject = {n.kind: n.name for n in named}, spot.concept.subject
    return said.get("metric") == spot.concept.metric and said.get("subject", subject) == subject


def _has_unknown(spot: Spot, m: re.Match[str]) -> bool:
    """Whether a word of a match in what stands before the number is none of the vocabulary's, nor a small one."""
    said = without(spot.low, spot.clause.mentions, spot.at)
    words = re.findall(r"[a-z]{3,}", said[m.start() : m.end()])
    return not _MOVED_WORDS.issuperset(words)


def moved_by(spot: Spot, i: int) -> bool:
    """Whether the number `i` says by how much something moved, so that 'to' behind it leads to the level."""
    numbers = spot.clause.numbers
    led = spot.clause.low[spot.clause.behind_last(i) : numbers[i].start]
    far = numbers[i].value * _FAR < spot.t.value and not spot.t.percent
    hit = cues("moved", "at").search(led)
    return hit is not None and (far or not led.endswith(" to ", 0, hit.start))  # 'to increase by 0.4 to 0.6' is a range
