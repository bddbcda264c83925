"""Numbers in headings, bullets and sentences: the words around a number say what it is."""

from __future__ import annotations

import itertools
import re
from operator import itemgetter

from helpers.amounts import Token
from helpers.concepts import load
from helpers.items import Item
from helpers.layout import Row
from helpers.mentions import Mention, mentions
from helpers.readers import measuring, names, naming, scenarios, settlement, timing
from helpers.readers.clause import SENTENCE_END, Clause, Named, Spot
from helpers.readers.context import UNIT_NOTE, Context
from helpers.readers.reading import Reading
from helpers.scales import SCALES

MOST_NUMBERS, LONGEST = 300, 20_000  # numbers and dates, characters: a line with more is no sentence
_BRACKET = re.compile(r"[()]")
_AMOUNT_FIRST = re.compile(
    r"\((?:an? [a-z]+ of |net cash [a-z ]{4,60} of |included in [^,()]{2,40}, )?JPY\s?[\d,.]+ ?"
    r"(?:thousand|million|billion)? (?:for|in|as of|at) |\(\d[\d,]* in [A-Z]",
    re.IGNORECASE,
)
_OR = re.compile(r"\s(?:or|to|-|~)\s(?:JPY\s?)?")
_GAINS_OF = re.compile(r"\((?:an? )?(?:gains?|income|profits?) of ", re.IGNORECASE)
_APPROX = re.compile(  # in small letters, as `Spot.low`
    r"\b(?:approx(?:imately|\.)?|over|about|around|more than|nearly|almost|reaching over|tens of)\s*(?:jpy\s?)?$"
)
_AND_MORE = re.compile(r"\s(?:and|or) more\b")
_RANGE = re.compile(r"\s?(?:to|-|~)\s(?:JPY\s?)?[\d.]+ ?(?P<unit>million|billion|points?|%)", re.IGNORECASE)
_UP_OR_DOWN = re.compile(r"\b(?:up|down|YoY|QoQ|to)\b(?:\s?by)?\s?\(?", re.IGNORECASE)
_ANY_WORD = re.compile(r"\s(?!YoY|QoQ|JPY)[A-Za-z]{2,}")
_LOWER_WORD, _FEW_WORDS = re.compile(r"\s[a-z]{2,}"), 3
_MOVED_FROM = re.compile(r"\bfrom\s*(?:JPY\s?)?$")
_TO_AMOUNT = re.compile(r"\s?:\s?\(?(?:approx(?:imately|\.)?\s?|about\s)?(?:JPY\s?)?")
_ACHIEVED = re.compile(
    r"\b(?:progress|achievement)(?: rate| ratio)?\s?(?::|of|was|is)?\s?$"
    r"|\b(?:progress|achievement)[^.;:]{0,40}\btargets?\s?:(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)
_BEAT_BY = re.compile(r"\btargets?\sby\s(?:approx(?:imately|\.)?\s)?(?:[\d.]+\s?%\s?and\s)?$", re.IGNORECASE)
_COUNTED = frozenset({"count", "shares", "ADS", "Gbps"})
_AMOUNTS = frozenset({"level", "yoy_abs", "qoq_abs", "change"})
_RATIOS = frozenset({"pct_of_revenue", "margin", "share"})


def read(
    row: Row,
    start: int,
    end: int,
    context: Context,
    reading: Reading,
    *,
    reader: str = "sentence",
    labels: list[tuple[Item, str]] | None = None,
    goes_on: str = "",
) -> None:
    """Read every number of `row.line.text[start:end]`. `labels`: the items of bare amounts, one a number;
    `goes_on` is the text below a cell, where a sentence may run on."""
    inside = [t for t in row.tokens if start <= t.start and t.end <= end]
    numbers = _with_shared_nouns([t for t in inside if t.kind == "number"], row.line.text)
    if not numbers:
        return
    if len(inside) > MOST_NUMBERS or end - start > LONGEST:
        reason = f"one of {len(numbers)} numbers in {end - start:,} characters: no sentence, and no table either"
        for t in numbers:
            reading.mark(row, t, "unread", reason)
        return
    found = mentions(row.line.text[start:end], context.group)
    named = [m._replace(start=m.start + start, end=m.end + start) for m in found] if start else list(found)
    dates = [t for t in inside if t.kind == "period"]
    _walk(Clause(row, start, end, context, reading, reader, numbers, dates, named, labels or [], goes_on))


def _with_shared_nouns(numbers: list[Token], text: str) -> list[Token]:
    """'1 or 1.5 years': the first number counts what the second does."""
    out = list(numbers)
    for n, (t, after) in enumerate(itertools.pairwise(numbers)):
        bare = not (t.noun or t.scale or t.percent)
        if bare and (after.noun or after.scale) and _OR.fullmatch(text, t.end, after.start):
            out[n] = t._replace(noun=after.noun, scale=after.scale)
    return out


def _walk(clause: Clause) -> None:
    """Meet names, periods, brackets and numbers in order; a bracket leaves what stands before it in force."""
    item, label = clause.context.item()
    period = clause.reading.filing_period if clause.tells_results else clause.context.period
    now = Named(item, clause.context.metric, clause.context.subject, period, label)
    stack: list[Named] = []
    used: Token | None = None
    place = 0
    for at, _, what in _events(clause):
        if what == "(":
            stack.append(now.copy())
            if now.at_number and _AMOUNT_FIRST.match(clause.text, at):
                now.item, now.metric, now.subject, now.label = now.at_number
            if now.own is not None and used is not None and not clause.text[used.after : at].strip():
                now.item, now.label = now.own  # 'Consumer: 979 thousand (up 104 thousand YoY)'
            if now.item is not None and now.item.sign < 0 and _GAINS_OF.match(clause.text, at):
                now.item = now.item._replace(sign=1)
        elif what == ")":
            if stack:
                kept = stack.pop()
                if clause.text[at + 1 : at + 2] == ":" and used is None:  # 'IIJ-Global results (7 months): Revenues'
                    kept.period = now.period
                kept.last_measure, kept.last_sign = "", 0
                kept.at_number = kept.at_number or now.at_number
                now = kept
        elif what == ".":
            stack.clear()
            if clause.text[at] == "\t":  # 'Outsourcing | Revenue up 9.0%': the label of the cells behind it
                clause.first_subject = clause.first_subject or clause.next_subject
            clause.next_subject = now.without = ""
            if clause.text[at] != "\t" and now.period is not None and now.period.kind == "month":
                now.period = clause.context.period  # a month is that of its own sentence
            now.subject, now.named, now.last_measure = clause.first_subject or clause.context.subject, False, ""
            if clause.text[at] != "\t" or not now.explicit:
                now.metric, (now.item, now.label) = clause.context.metric, clause.context.item()
        elif isinstance(what, Mention):
            if used is None or not used.end <= what.start < used.after + 1:
                names.take(clause, what, now)
        elif isinstance(what, Token) and what.kind == "period":
            timing.note(clause, what, now)
        elif isinstance(what, Token):
            if not clause.reading.is_done(clause.row, what):
                _number(Spot(clause, what, place, now))
            used, place = what, place + 1


def _events(clause: Clause) -> list[tuple[int, int, object]]:
    """Brackets and sentence ends (first), names, then numbers and periods, by place."""
    tokens = [*clause.numbers, *clause.dates]
    events: list[tuple[int, int, object]] = [(m.start, 1, m) for m in clause.mentions]
    events += [(t.start, 2, t) for t in tokens]
    brackets = list(_BRACKET.finditer(clause.text, clause.start, clause.end)) if "(" in clause.text else []
    inside = {i for t in tokens for i in (t.start, t.end - 1)} if brackets else set()
    for m in brackets:
        if m.start() not in inside:
            events.append((m.start(), 0, m.group()))
    events += [(m.start(), 0, ".") for m in SENTENCE_END.finditer(clause.text, clause.start, clause.end)]
    return sorted(events, key=itemgetter(0, 1))


# ---- numbers ------------------------------------------------------------------------------------------------------


def _number(spot: Spot) -> None:
    clause, t, now = spot.clause, spot.t, spot.now
    if t.percent and (_achieved(spot) or ("target" in spot.said and _BEAT_BY.search(spot.said))):
        clause.reading.mark(clause.row, t, "unread", "a rate against a target, for which facts have no measure")
        return
    found = naming.item_of(spot)
    if found is None:
        heading = clause.context.title()[:60]
        reason = f"the vocabulary knows no line item in this line, nor in the heading above it ({heading or 'none'})"
        clause.reading.mark(clause.row, t, "unread", reason)
        return
    clause.first_subject = clause.first_subject or clause.next_subject
    item, label = found
    item = spot.take(_without(item, now.without) if now.without else item)
    measured = measuring.measure_of(spot)
    measure = measured.measure
    item = spot.take(_fit_unit(spot, item))
    if measure in _AMOUNTS and _counts_nothing(spot):
        reason = f"a plain number in a sentence: nothing says that it counts yen, nor what else than {label or 'yen'}"
        clause.reading.mark(clause.row, t, "unread", reason)
        return
    if t.currency and spot.concept.unit in _COUNTED:
        reason = f"an amount of money, and {label or item.concept} is counted, not paid"
        clause.reading.mark(clause.row, t, "unread", reason)
        return
    if measure == "margin" and item.concept.startswith("cost"):
        item = spot.take(Item(item.concept.replace("cost", "gross_margin", 1)))
    period = timing.period_of(spot, measure)
    scenario = scenarios.scenario_of(spot, period)
    scale = _scale(spot, measure)
    item, period, measure = settlement.adjust(
        item, measure, period, clause.whole, t, clause.reading, at=t.start - clause.start
    )
    negative = _bracket_negative(spot)
    for when in timing.periods_of(spot, measure) or [period]:
        clause.reading.add(
            clause.row,
            t,
            item,
            measure=measure,
            period=when,
            label=label,
            reader=clause.reader,
            scale=scale,
            scenario=scenario,
            sign=measured.sign or (-1 if negative and measure == "level" else 0),
            approx=measured.ranged or _approximate(spot),
            caption_bracket=measure in _RATIOS or (measure == "level" and t.bracket == "(" and t.percent),
            plain_outflow=_cash_out(item, spot.said) and not negative,
        )
    own = not item.known or (spot.i == 0 and item != now.combined())
    if own and now.item is None and _is_label(label, spot.left):
        now.item, now.label, now.explicit = item, label, True  # what stands in brackets behind it is about it too
    now.own = (item, label) if item not in {now.item, now.combined()} and not now.without else None
    now.last_measure, now.last_sign = measure, measured.sign
    now.at_number = (item if now.item else None, now.metric, now.subject, label)


def _achieved(spot: Spot) -> bool:
    """'1Q15 progress against FY15 target: revenue 22.6%, operating income 17.6%'."""
    if "progress" not in spot.said and "achievement" not in spot.said:
        return False
    return _ACHIEVED.search(spot.said) is not None and not _UP_OR_DOWN.search(spot.left)


def _fit_unit(spot: Spot, item: Item) -> Item:
    """'Treasury stock, 758,709 shares' and 'share buyback of JPY1.5 billion': the item in the number's unit."""
    concept, t = spot.concept, spot.t
    if t.noun in {"share", "shares"} and concept.unit != "shares":
        if concept.in_shares:
            return Item(concept.in_shares)
        named = [m.name for m in spot.clause.mentions if m.kind == "concept" and load().get(m.name).unit == "shares"]
        return Item(named[0]) if named else Item("shares.other", known=False)
    if t.noun in {"year", "years"} and not t.percent:
        late = "delay" in spot.clause.whole
        return Item(f"{item.concept}.{'delay' if late else 'years'}", known=False, unit="other", period="instant")
    return Item(concept.in_money) if concept.in_money and t.currency else item


def _is_label(label: str, left: str) -> bool:
    """Whether a label with a colon stands right before the number."""
    at = left.rfind(label) if label else -1
    return at >= 0 and _TO_AMOUNT.fullmatch(left, at + len(label)) is not None


def _without(item: Item, subject: str) -> Item:
    """'Without IIJ-Global, revenue was ...': another view of the item, never the item itself."""
    root, _, rest = item.concept.partition(".")
    whole = f"{root.removesuffix('_view')}_view{'.' if rest else ''}{rest}"
    meaning = item.meaning
    return item._replace(concept=f"{whole}.without_{subject}", known=False, unit=meaning.unit, period=meaning.period)


def _counts_nothing(spot: Spot) -> bool:
    """A number without currency, unit or noun among the words of a sentence, whose item is in yen: it is yen only as
    the amount of a label or a period ('FY12: 41,678', 'Public 0.46') or after a direction ('(up 0.7)')."""
    t, text = spot.t, spot.clause.text
    if t.scale and not t.currency and not t.percent and not spot.item.known and spot.concept.unit == "JPY":
        return True  # '285 thousand' of what nobody knows
    if t.currency or t.scale or t.percent or spot.concept.unit not in {"JPY", "JPY/share", "JPY/ADS"}:
        return False
    if t.noun and t.noun not in {"months", "month"}:
        return False
    direction = _UP_OR_DOWN.search(spot.left) is not None
    if _ANY_WORD.match(text, t.end, spot.clause.end) and not _UP_OR_DOWN.match(text[t.end : t.end + 12].strip()):
        return True
    return not direction and not spot.left.rstrip().endswith(":") and len(_LOWER_WORD.findall(spot.left)) > _FEW_WORDS


def _approximate(spot: Spot) -> bool:
    """True for approx., over, about and the like, also where they end the line above, and for a range."""
    if _APPROX.search(spot.low) or _AND_MORE.match(spot.right):
        return True
    if not spot.clause.text[: spot.t.start].strip() and _APPROX.search(spot.clause.reading.previous.rstrip().lower()):
        return True
    upper = _RANGE.match(spot.clause.text, spot.t.after)
    if upper is None or measuring.moved_by(spot.clause, spot.t.start):
        return False
    return (upper["unit"] == "%") == spot.t.percent and not _MOVED_FROM.search(spot.left)


def _scale(spot: Spot, measure: str) -> int:
    """The power of ten of a number that prints none: noted in its line or above, or that of its neighbours."""
    clause, t, concept = spot.clause, spot.t, spot.concept
    noted = UNIT_NOTE.search(clause.text)
    scale = SCALES[noted.group(1).lower()] if noted else clause.context.scale or 0
    before = clause.numbers[: spot.i]
    if t.currency and not t.scale and t.value < 1000 and concept.unit == "JPY":
        return next((n.scale for n in reversed(before) if n.currency), 0)
    if scale or t.currency or t.percent or t.scale:
        return scale
    if measure.endswith("_abs"):
        scale = _scale_of_level(before)
    if not scale and measure in _AMOUNTS and not t.noun and concept.unit == "JPY":
        scale = clause.reading.caption_scale
    return scale


def _scale_of_level(before: list[Token]) -> int:
    """'333 thousand (up 83 QoQ)': a bare comparison has the scale of the amount before it."""
    level = next((n for n in reversed(before) if not n.percent), None)
    return level.scale if level is not None and level.scale and not level.currency else 0


def _bracket_negative(spot: Spot) -> bool:
    """'(JPY1,962 million)': brackets around amount and unit alone are a minus."""
    text, t = spot.clause.text, spot.t
    if not t.currency or text[t.after : t.after + 1] != ")":
        return False
    before = text[max(0, t.start - 6) : t.start].replace("JPY", "").rstrip()
    return before.endswith("(") and before[:-1].rstrip()[-1:] in {":", ""}


def _cash_out(item: Item, said: str) -> bool:
    """True where a plain change is cash going out: an asset that increased, a liability that decreased."""
    concept = load().get(item.concept)
    if not concept.change_of:
        return False
    up, down = said.lower().rfind("increas"), said.lower().rfind("decreas")
    return max(up, down) >= 0 and (up > down) != concept.liability
