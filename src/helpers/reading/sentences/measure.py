"""How a number in a sentence is measured: a level, a ratio, or a comparison and its direction.

The words that say so are cues (`reading/cues.toml`); here is what follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from helpers.language.amounts import Token
from helpers.language.calendar import Period, months_apart
from helpers.language.phrases import without
from helpers.reading.cues import TO_AMOUNT, Hit, Rules, cue, cues, word
from helpers.reading.facts import BASES, COMPARISONS, OF_WHOLE, POINTS
from helpers.reading.sentences import docomo_charge
from helpers.reading.sentences.clause import CHANGES, Clause, Spot

_ALSO = re.compile(  # in small letters, as all here
    r"\s*(?:yoy|qoq|(?:year|quarter)[ -](?:over|on)[ -](?:year|quarter))?[\s,]*(?:and|or)?\s*(?:by\s)?(?:jpy\s?)?"
)
_WHICH = re.compile(r", which [^,;]{2,80},")  # 'Growth of recurring revenue, which was 82.9% of the total, was 14.0%'
_MINUS = re.compile(r"[(\[]\s?[-\u2212\u25b3]")
_BY = re.compile(rf"\sby\s(?:(?:over|more than|at least|less than|up to)\s)?{TO_AMOUNT}$")
ROSE = {"increase": 1, "rise": 1, "growth": 1, "decrease": -1, "decline": -1, "reduction": -1, "drop": -1, "fall": -1}
MOVES = f"(?:{'|'.join(ROSE)})"
_MOVED = re.compile(
    rf"\b(?P<what>{MOVES})s? (?:in|of|for|at)\s(?:[^.;,()\d]{{2,60}}(?:\s(?:of|by|was|were|at)|:)?\s)?{TO_AMOUNT}$"
)
_CHANGES = frozenset({"increase", "decrease"})
_MOVED_WORDS = frozenset({*ROSE, "the", "our", "its", "for", "jpy", "approx", "approximately", "about", "was", "were"})
_LABEL_ALONE = re.compile(r"\s*[A-Z][A-Za-z&/-]*(?: [A-Za-z&/-]+){0,2}\s*")
_AND_WHEN = re.compile(r"\s(?:(?:in|de)crease\s)?(?:in|for)\s[^,.;()]{2,16}\sand\s(?:by\s)?(?:jpy\s?)?")
_UP_TO = re.compile(r"\s*(?:to|-|~)\s*(?:jpy\s?)?")
_AGAINST = cue("against", "behind")
_OUTSIDE = re.compile(  # 'nearly flat QoQ (up 0.1%)', '(YoY: +331 / QoQ: +81)'
    r"(?:\b(?P<basis>yoy|qoq)\s\(?|[(/,;:]\s?(?P<front>yoy|qoq)\s?:?\s?)(?:(?:up|down|plus|minus)\s)?(?:by\s)?[+-]?(?:jpy\s?)?$"
)
BESIDE = re.compile(  # 'fell by 50.6% (JPY3,037 million) QoQ', 'rose 4.7%, or JPY3,328 million'
    rf"\s?(?:yoy|qoq)?(?:,?\s?\(\s?|,\s(?:or\s)?|\sor\s){TO_AMOUNT}"
)
_UNKNOWN_CHANGE = "an amount 'by' which something changed, and no word that is known tells how"
_YOY_INCREASE = re.compile(rf"\s+(?P<basis>yoy|qoq)\s(?P<what>{MOVES})\b")
_AND = re.compile(r"\)?(?:,?\s(?:yoy|qoq|(?:from|than in)\s[^,;:()]{2,30}?))?,?\sand\s(?:by\s)?")
_SINCE = r"\s(?:from|on|over|than|compared (?:to|with)|vs\.?|versus|against)\s"
_FROM = re.compile(rf",?{_SINCE}(?:jpy\s?)?")
_FROM_AMOUNT = re.compile(
    rf",?(?:\s(?:more|less|higher|lower))?{_SINCE}(?:the\s)?(?:jpy\s?)?"
)  # '8.4% more than the JPY7'
_OF_FORMER = re.compile(r"\s(?:(?:recorded|posted|reported|booked)\s)?(?:for|in|of|at|as of)\s(?:the\s)?|\s?\(")
_BETWEEN = frozenset({
    "and", "or", "to", "by", "jpy", "up", "down", "plus", "minus", "increased", "decreased", "rose", "fell", "grew",
    "increase", "decrease", "decline", "growth", "of", "at", "for", "in", "as", "from", "compared", "respectively",
})  # fmt: skip
# 'from the record', not 'from strong sales'
_OF_ONE = ("the ", "our ", "its ", "a ", "an ", "last ", "previous ", "prior ")
_ON_THE_WAY = frozenset({"and", "or", "flat", "unchanged", "revenue", "revenues"})  # between a number and 'YoY'
_FEW_WORDS, _FEW_OF_BASE = 3, 6
_FAR = 3  # so many times a change is a level, and no other end of a range
_BASED_ON = re.compile(r"\b(?:compared (?:to|with)|vs\.?|versus|against|times(?: (?:that|those) of)?)\s(?:the\s)?$")
_ABOVE = re.compile(r"\s(?:above|(?:more|less) than)(?:\s[a-z]+){0,2}")  # what it is compared with must be known
_OTHER_BASES = ("two years", "three years", "four years", "five years", "year before last", " since ")
_FOR = len(" for the ")  # characters between an amount and the business that it is for
_LOOK_AHEAD = 12  # numbers of a list that may share the comparison named behind the last
_OF_NO_REVENUE = frozenset({"", "orders", "backlog"})  # metrics whose percentage in a bracket is none of revenue
_STATES = frozenset({"reached", "remained"})
_MOVES = frozenset({"yoy_pct", "qoq_pct"})


class Measured(NamedTuple):
    """`measure` as in facts.csv, '' for a percentage of nobody knows what; `sign` -1 or +1 where words say it, 0
    where only the print does; `ranged` for the upper end of 'JPY0.4 billion to JPY0.6 billion'."""

    measure: str
    sign: int = 0
    ranged: bool = False


def measure_of(spot: Spot) -> Measured:
    """How `spot.item` is measured at this number."""
    change = _name_of_change(spot)
    if change and spot.near is None and not (spot.t.percent or spot.clause.lists_changes):
        # 'Decrease in accounts receivable: +JPY2 million', of money that came; 'Net decrease in borrowings', that went
        return Measured("level", -1 if change.startswith("net decrease") else 0)
    found = None
    for rule in _RULES.left(spot.met):
        if found := rule(spot):
            break
    found = found or Measured(_level(spot))
    added = spot.concept.period == "instant" and cues("addition", "at").search(spot.low) is not None
    return Measured("change", found.sign) if found.measure == "level" and (spot.now.net or added) else found


def _name_of_change(spot: Spot) -> str:
    """'net decrease in short term borrowing': what an item is called that is how another changed; '' for others."""
    if spot.concept.change_of:
        return spot.concept.change_of
    named = (n.key for n in spot.named if n.name == spot.item.concept)
    return next((key for key in named if not _CHANGES.isdisjoint(key.split())), "")


def direct(spot: Spot) -> Hit | None:
    """'YoY' or 'QoQ' right behind the number."""
    hit = spot.near
    return hit if hit is not None and not spot.clause.text[spot.t.after : hit.start].strip() else None


def _sign(says: str) -> int:
    return -1 if says == "down" else 1


def _as(spot: Spot, basis: str) -> str:
    """The measure of a comparison with a year or a quarter ago, or with another date."""
    if spot.t.noun in POINTS:
        return "pt_change"
    if basis.startswith("?"):
        return basis
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
    if not spot.t.percent or _ratio_behind(spot):
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
    return Measured(_level(spot), 0 if told else -1)


def _moved_behind(spot: Spot) -> Measured | None:
    """'JPY471 million YoY increase'."""
    m = _YOY_INCREASE.match(spot.clause.low, spot.t.after)
    return Measured(_as(spot, m["basis"]), ROSE[m["what"]]) if m is not None else None


def _plus(spot: Spot) -> Measured | None:
    """'was minus JPY42 million (plus JPY137 million for 1H15)': no comparison where the bracket tells a time."""
    text, t = spot.clause.text, spot.t
    opened, closed = text.rfind("(", 0, t.start), text.find(")", t.after)
    told = any(opened < d.start < closed for d in spot.clause.dates) and spot.now.last_measure == "level"
    return Measured(_level(spot)) if told and spot.low.removesuffix("jpy").endswith("plus ") else None


def _signed(spot: Spot) -> Measured | None:
    """'+6.3% YoY', '+60 thousand from the end of June', '(YoY -0.3 billion yen)'."""
    t = spot.t
    if spot.direction is not None:
        return None
    if t.percent and t.bracket and _MINUS.search(t.text):
        return Measured(_as(spot, _basis(spot)), -1)  # '(-24.0%)', as '(+13.7%)'
    told = direct(spot) if t.percent or t.sign else None
    beside = spot.now.last_measure.endswith("_abs") and not t.bracket  # 'revenue +JPY5 billion, income -JPY0.7 billion'
    signed = told is not None or t.sign > 0 or (t.sign < 0 and (beside or _OUTSIDE.search(spot.low) is not None))
    if not signed or _is_listed(spot):
        return None
    return Measured(_as(spot, told.says if told is not None else _basis(spot)))


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
        return Measured(_as(spot, _basis(spot)), now.last_sign)
    return _rate_of_change(spot) if t.percent and now.last_measure.endswith(("_abs", "change")) else None


def _rate_of_change(spot: Spot) -> Measured | None:
    """'rose by JPY1,784 million YoY (+11.5%)': the change before it again; without a sign below 'Costs (% of revenue)'
    it may be what they are of revenue."""
    now, bracketed = spot.now, spot.t.bracket == "("
    if spot.low.strip(" ,(") not in {"", "or"} and not (bracketed and _ALSO.fullmatch(spot.low)):
        return None
    if bracketed and spot.t.text[1:2].isdigit() and _is_below_ratio(spot):
        return Measured("")
    return Measured(now.last_measure.replace("_abs", "_pct").replace("change", ""), now.last_sign)


def _is_below_ratio(spot: Spot) -> bool:
    """Whether the heading above a number, or the words before it, speak of a ratio to revenue."""
    return cues("ratio", "in").search(f"{spot.low} {spot.clause.context.item()[1].lower()}") is not None


def _alike(spot: Spot) -> Measured | None:
    """The other end of a range of comparisons, or of another time: '97 thousand in 1Q16 and 94 thousand in 1Q15'."""
    now = spot.now
    if _UP_TO.fullmatch(spot.low):
        led = moved_by(spot, spot.i - 1)
        return Measured(_level(spot)) if led else Measured(now.last_measure, now.last_sign, ranged=True)
    former = spot.former and spot.t.percent and now.last_measure in _MOVES  # 'growth rose to 14.2% from 11.7% in 1Q16'
    return Measured(now.last_measure, now.last_sign) if former or _AND_WHEN.fullmatch(spot.low) else None


def _moved(spot: Spot) -> Measured | None:
    """'up 6.2%', '16.9% decrease': by the words before it, else behind it."""
    behind, t = spot.behind, spot.t
    said = spot.direction or behind
    if said is None:
        return Measured("yoy_pct") if t.bracket == "[" else None
    if behind is None and _leads_to_level(spot):
        return Measured(_level(spot))
    may = spot.clause.met & _AGAINST and t.noun not in POINTS
    against = may and cues("against", "behind").match(spot.clause.low, t.after) is not None
    return Measured("change" if against else _as(spot, _basis(spot)), _sign(said.says))


def _leads_to_level(spot: Spot) -> bool:
    return cues("level", "at").search(spot.low, max(0, len(spot.low) - _LOOK_BACK)) is not None


def _increase_in(spot: Spot) -> Measured | None:
    """'an increase in operating income of JPY1,310 million', where the item stands between the two words."""
    m = _MOVED.search(spot.low) if not spot.t.percent and spot.t.noun not in POINTS else None
    if m is None or spot.concept.change_of or _has_unknown(spot, m) or not _is_of(spot, m):
        return None
    return Measured(_as(spot, _basis(spot)), ROSE[m["what"]])


_LOOK_BACK = 24
_TELLS_CHANGE = word("by", *ROSE)
_RULES: Rules[Callable[[Spot], Measured | None]] = Rules(
    (_of_charge, 0),
    (_grew, cue("growth", "so far")),
    (_in_list_of_changes, CHANGES),
    (_negative, cue("effect", "so far") | cue("sign", "below")),
    (_plus, word("plus")),
    (_moved_behind, word("yoy", "qoq")),
    (_signed, 0),
    (_goes_on, 0),
    (_increase_in, word(*ROSE)),
    (_moved, 0),
)


def _is_of(spot: Spot, m: re.Match[str]) -> bool:
    """Whether the number's item is what a match in what stands before it names."""
    first, last = spot.at + m.start(), spot.at + m.end()
    named = [n for n in spot.clause.mentions if first < n.end and n.start < last]
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
    first = numbers[i - 1].after if i else spot.clause.start
    led = spot.clause.low[first : numbers[i].start]
    far = numbers[i].value * _FAR < spot.t.value and not spot.t.percent
    hit = cues("moved", "at").search(led)
    return hit is not None and (far or not led.endswith(" to ", 0, hit.start))  # 'to increase by 0.4 to 0.6' is a range


# ---- what a comparison compares with ------------------------------------------------------------------------------


def _basis(spot: Spot) -> str:
    """What a number is compared with by the words right before it, else as `_basis_behind` tells."""
    told = ("yoy" in spot.low or "qoq" in spot.low) and direct(spot) is None
    outside = _OUTSIDE.search(spot.low) if told else None
    return outside["basis"] or outside["front"] if outside is not None else _basis_behind(spot)


def _basis_behind(spot: Spot) -> str:
    """yoy, qoq or change (another date), by the words or the date behind this or the next numbers of a list."""
    clause, numbers = spot.clause, spot.clause.numbers
    stop = clause.stop(spot.t.end)
    for j in range(spot.i, min(len(numbers), spot.i + _LOOK_AHEAD)):
        n = numbers[j]
        if n.start > stop:
            break
        edge = numbers[j + 1].start if j + 1 < len(numbers) else clause.end
        tail = clause.low[n.after : max(n.after, edge)].removeprefix(")")
        if j > spot.i and _is_other_move(spot, j):
            return f"? {clause.low[spot.t.start : n.after]}"
        if basis := _told_behind(spot, n, tail):
            return basis
        if ")" in tail or ";" in tail or n.bracket == "(":
            break
    if (front := base_in_front(spot)) is not None:
        return _distance(front, spot.time) if front.months == spot.time.months else "? another time"
    if behind := _ABOVE.match(clause.low, spot.t.after):
        return f"? {behind.group().strip()}"
    return "change" if spot.concept.period == "instant" else "yoy"


def _is_other_move(spot: Spot, j: int) -> bool:
    """'(up 15.1%, up 0.7% QoQ)': whether a later number says of the same item, in the same unit, how it moved, which
    it did otherwise: the two are compared with two things."""
    numbers, clause = spot.clause.numbers, spot.clause
    n, led = numbers[j], clause.low[numbers[j - 1].after : numbers[j].start]
    alike = (n.percent, n.currency, n.noun) == (spot.t.percent, spot.t.currency, spot.t.noun)
    named = any(spot.t.after <= m.start < n.start for m in clause.mentions)
    dated = any(spot.t.after <= d.start < n.start for d in clause.dates)
    moved = "," in led and cues("direction", "before").search(led) is not None
    return alike and moved and not (named or dated) and not {spot.t.start, n.start} & clause.shared.items.keys()


def _told_behind(spot: Spot, n: Token, tail: str) -> str:
    """What the words between a number and the next, or a date in them, tell that it is compared with; with '?' in front
    where they may, and are not known."""
    said = cues("basis", "near").match(tail)
    if basis := said.says if said is not None else _compared(spot, n):
        return basis
    if spot.concept.period == "duration" and has_ago_behind(spot.clause, n):  # the year of a balance may be its end
        return "yoy"
    other = next((word.strip() for word in _OTHER_BASES if word in tail), "")  # 'on two years ago'
    words = other or _unknown_base(spot.clause, n, tail) or _unknown(tail)
    return f"? {words}" if words else ""


def has_ago_behind(clause: Clause, n: Token) -> bool:
    """'dipped JPY86 million from the same period of the previous year'."""
    since = _FROM.match(clause.low, n.after)
    return since is not None and cues("ago", "behind").match(clause.low, since.end()) is not None


def _unknown_base(clause: Clause, n: Token, tail: str) -> str:
    """'from the record': words for what a number is compared with, up to a comma, a bracket or the end of the sentence,
    without a date."""
    since, closed = _FROM.match(tail), _closed(tail)
    last = clause.stop(n.after) - n.after
    last = closed if 0 < closed < last else last
    if since is None or last > len(tail) or any(n.after <= d.begins < n.after + last for d in clause.dates):
        return ""
    told = last == closed or tail.startswith(_OF_ONE, since.end()) or _is_a_name(clause, n, since)
    return " ".join(tail[:last].rstrip(".").split()[:_FEW_OF_BASE]) if told else ""


def _is_a_name(clause: Clause, n: Token, since: re.Match[str]) -> bool:
    """'from Sep-end': whether what stands behind 'from' behind a number begins large, and is not in the vocabulary."""
    at = n.after + clause.low.startswith(")", n.after) + since.end()
    return clause.text[at : at + 1].isupper() and not any(m.start == at for m in clause.mentions)


def _unknown(tail: str) -> str:
    """The words behind a number, up to a comma or bracket, that may tell what it is compared with ('like for like'); ''
    where there are none, or one is known."""
    closed = _closed(tail)
    words = tail[:closed].split() if closed > 0 and tail[0] == " " else []
    return " ".join(words) if 0 < len(words) <= _FEW_WORDS and _BETWEEN.isdisjoint(words) else ""


def _closed(tail: str) -> int:
    return next((at for at, char in enumerate(tail) if char in ",;)"), -1)


def _compared(spot: Spot, n: Token) -> str:
    """The basis where a date follows 'compared to' or 'from' right behind the number."""
    base = base_of(spot.clause, n)
    if base is None:
        return ""
    basis = _distance(base, spot.time)
    year_end = not base.start and base.end.endswith("-03-31")
    balance = (spot.concept.period, spot.concept.unit) == ("instant", "JPY")  # and not a count of subscriptions
    return "change" if year_end and (balance or (basis == "qoq" and spot.concept.period == "instant")) else basis


def _base_amount(clause: Clause, n: Token) -> Period | None:
    """The time of a former amount behind a number: 'up JPY81 million from JPY736 million for 1Q16'."""
    former = next((other for other in clause.numbers if other.start >= n.after), None)
    if former is None or not _FROM_AMOUNT.fullmatch(clause.low, n.after, former.start):
        return None
    d = next((d for d in clause.dates if d.start >= former.after), None)
    told = d is not None and _OF_FORMER.fullmatch(clause.low, former.after, d.begins) is not None
    return d.period if told and d is not None else None


def base_in_front(spot: Spot) -> Period | None:
    """The time that a sentence says in front that it compares with: 'Compared with 1Q16, SI revenues rose'."""
    dates = (d for d in spot.clause.dates_in(spot.begun, spot.t.start) if d.period is not None)
    return next((d.period for d in dates if is_base(spot, d)), None)


def is_base(spot: Spot, d: Token) -> bool:
    """Whether a date before a number is what its sentence compares with."""
    return _BASED_ON.search(spot.clause.low, spot.begun, d.begins) is not None


def base_of(clause: Clause, n: Token) -> Period | None:
    """The time right behind a number that it is compared with: 'from 2Q15'."""
    following = next((d for d in clause.dates if d.start >= n.after), None)
    if following is None or following.period is None:
        return None
    link = cues("compared", "until").pattern.fullmatch(clause.low, n.after, following.begins)
    return following.period if link is not None else _base_amount(clause, n)


def _distance(before: Period, now: Period) -> str:
    """yoy, qoq or change, by how far apart two dates or durations lie."""
    months = months_apart(now.end, before.end)
    return BASES.get(months, "change") if months >= 0 else "yoy"


# ---- levels and ratios --------------------------------------------------------------------------------------------


def _ratio_behind(spot: Spot) -> bool:
    return cues("ratio", "behind").match(spot.clause.low, spot.t.after) is not None


def _level(spot: Spot) -> str:
    """The measure of a number that is no comparison."""
    t, item = spot.t, spot.item
    if not t.percent:
        return item.measure if item.measure and not t.currency else "pt_change" if t.noun in POINTS else "level"
    if _ratio_behind(spot) or _is_below_ratio(spot):
        return "pct_of_revenue"
    if spot.concept.unit == "ratio":
        return "level"
    if spot.now.last_measure == "pct_of_revenue" and (spot.left.endswith("(") or spot.former):
        # '14.0% of total revenues (14.3% for 3Q11)', 'its ratio to revenues rose ... from 4.1%'
        return "pct_of_revenue"
    return _own_ratio(spot)


def _own_ratio(spot: Spot) -> str:
    """A percentage without words of its own: by its line item."""
    item, t = spot.item, spot.t
    if item.concept.startswith("gross_margin"):
        return "margin"
    if item.measure:
        return item.measure
    if (told := _of_business(spot)) is not None:
        return told
    of_revenue = item.meaning.metric not in _OF_NO_REVENUE or "cost" in item.concept
    if t.bracket == "(" and not spot.left.strip() and spot.i and of_revenue:
        return "margin" if item.concept.startswith("cost") else "pct_of_revenue"
    told = f"{spot.said} {spot.right} {spot.clause.context.item()[1]}".lower()
    label = spot.left.lstrip(",")  # 'Sales 17%, Engineers 72%'
    labelled = spot.concept.period == "instant" and _LABEL_ALONE.fullmatch(label)
    shared = not item.known or labelled or cues("share", "in").search(told) is not None
    return "share" if shared else ""


def _of_business(spot: Spot) -> str | None:
    """'Mobile gross margin: 21.6%' is a margin, though the vocabulary has none of that business; of 'the weight of
    mobile rose to 21.6%' below 'Gross margin' nobody knows what it is. None for what the vocabulary has."""
    metric = spot.now.metric
    if spot.item.known or not metric or not spot.item.concept.endswith(f".{metric}"):
        return None
    own = metric == "gross_margin" and any((n.kind, n.name) == ("metric", metric) for n in spot.named)
    return "margin" if own else ""


def moved_ratio(spot: Spot, measured: Measured) -> bool:
    """Whether a percentage says by how much a ratio, or a balance between two days, changed ('Operating margin fell
    (-1.2%)'): by so many points, or by that part of itself."""
    ratio = spot.item.measure != "" or spot.concept.unit == "ratio"
    return spot.t.percent and (measured.measure == "change" or (ratio and measured.measure in _MOVES))


def dipped(spot: Spot, label: str, measured: Measured) -> str:
    """Why an amount is no level: what it is compared with stands right behind it ('dipped JPY86 million QoQ')."""
    amount = measured.measure == "level" and not spot.t.percent and not spot.concept.change_of
    if not amount:
        return ""
    if direct(spot) or has_ago_behind(spot.clause, spot.t) or _odd_noun(spot):
        return _UNKNOWN_CHANGE
    if _is_gapped(spot):
        return "behind a change of something else, which a verb tells: changed by so much, too, or so much"
    beside = spot.now.last_measure.endswith("_pct") and BESIDE.fullmatch(spot.low) is not None
    beside = beside and not spot.right.startswith(" per ")  # a charge, behind how it changed
    return "beside a rate of change: that of the change, or what there was" if beside and _undated(spot) else ""


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


def _undated(spot: Spot) -> bool:
    """Whether nothing between a number and the end of its bracket tells a time."""
    closed = spot.clause.text.find(")", spot.t.after)
    return not any(spot.t.after <= d.begins < closed for d in spot.clause.dates)


def unsure(spot: Spot, label: str, measured: Measured) -> str:
    """Why a level is none: words before the number say that something moved, and not how this number tells it."""
    if measured.measure in OF_WHOLE and _tells_move(spot):
        return "by how much a ratio changed, and no word that is known tells which way"
    if not spot.met & _TELLS_CHANGE or measured.measure != "level":
        return ""
    own = spot.item.concept in {docomo_charge.CHARGE, docomo_charge.EFFECT} or _name_of_change(spot)
    if own or cues("level", "at").search(spot.low) is not None:
        return ""
    if _BY.search(spot.low):
        return _UNKNOWN_CHANGE
    what = _MOVED.search(spot.low)
    return f"'{what['what']}' before it: what changed, not what there is, and nothing tells since when" if what else ""


def _tells_move(spot: Spot) -> bool:
    """'the margin narrowed (1.2%)', 'worsened by 2.7 points', 'JPY5,712 million -3.1%': whether a number tells by how
    much a ratio, or the amount before it, changed."""
    if spot.t.sign < 0 and not spot.t.bracket and spot.now.last_measure == "level" and not spot.low.strip(" ,"):
        return True
    verb = spot.low.rstrip(" (+-,").rpartition(" ")[2] if spot.t.percent else ""
    moved = verb.endswith(("ed", "rose", "fell", "grew")) and verb not in _STATES
    return moved or _odd_noun(spot) or spot.t.noun == "points" or _BY.search(spot.low) is not None
