"""Numbers in headings, bullets and sentences: the words around a number say what it is."""

from __future__ import annotations

import itertools
import re
from operator import itemgetter

from helpers.filing.layout import Row
from helpers.language.amounts import Token
from helpers.language.concepts import load
from helpers.language.items import Item, combine
from helpers.language.periods import Period
from helpers.language.phrases import Mention, mentions
from helpers.reading import docomo_charge, repeats
from helpers.reading.context import Context
from helpers.reading.facts import Reading
from helpers.reading.sentences import (
    measure as measuring,
)
from helpers.reading.sentences import (
    named as names,
)
from helpers.reading.sentences import (
    scenario as scenarios,
)
from helpers.reading.sentences import (
    value,
    which_item,
)
from helpers.reading.sentences import (
    when as timing,
)
from helpers.reading.sentences.clause import SENTENCE_END, Clause, Named, Spot

MOST_NUMBERS, LONGEST = 300, 20_000  # numbers and dates, characters: a line with more is no sentence
_BRACKET = re.compile(r"[()]")
_AMOUNT_FIRST = re.compile(
    r"\((?:an? [a-z]+ of |net cash [a-z ]{4,60} of |included in [^,()]{2,40}, )?JPY\s?[\d,.]+ ?"
    r"(?:thousand|million|billion)? (?:for|in|as of|at) |\(\d[\d,]* (?:in|as of|at) (?:the end of )?(?:[A-Z]|[1-4]Q)",
    re.IGNORECASE,
)
_OR = re.compile(r"\s(?:or|to|-|~)\s(?:JPY\s?)?")
_GAINS_OF = re.compile(r"\((?:an? )?(?:gains?|income|profits?) of ", re.IGNORECASE)
_TO_AMOUNT = re.compile(r"\s?:\s?\(?(?:approx(?:imately|\.)?\s?|about\s)?(?:JPY\s?)?")
_ACHIEVED = re.compile(
    r"\b(?:progress|achievement)(?: rate| ratio)?\s?(?::|of|was|is)?\s?$"
    r"|\b(?:progress|achievement)[^.;:]{0,40}\btargets?\s?:(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)
_BEAT_BY = re.compile(r"\btargets?\sby\s(?:approx(?:imately|\.)?\s)?(?:[\d.]+\s?%\s?and\s)?$", re.IGNORECASE)
_OF_TARGET = re.compile(r"\s?(?:of (?:the |our )?(?:[\w-]+ ){0,3}(?:targets?|forecasts?|plans?)\b|achieved\b)")
_THOUSAND = 3
_THINGS = frozenset({
    "contracts", "subscriptions", "personnel", "clients", "customers", "companies", "projects", "sites",
})  # fmt: skip
_NTH, _BEHIND = frozenset({"st", "nd", "rd", "th"}), frozenset("snrt")
_COUNTED = frozenset({"count", "shares", "ADS", "Gbps"})
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
    if numbers[0].currency and context.group == "contracts":
        context = context.paid()
    found = mentions(row.line.text[start:end], context.group)
    named = [m._replace(start=m.start + start, end=m.end + start) for m in found] if start else list(found)
    dates = [t for t in inside if t.kind == "period"]
    before = len(reading.facts)
    _walk(Clause(row, start, end, context, reading, reader, numbers, dates, named, labels or [], goes_on))
    if not row.cells and len(reading.facts) > before + 1:
        repeats.take_back(row, before, reading)


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
    place, begun, late = 0, clause.start, False
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
                    if now.named and not kept.named and kept.item is None:  # 'Order received (SI construction): '
                        kept.subject, kept.named = now.subject, True
                kept.last_measure, kept.last_sign = "", 0
                kept.at_number = kept.at_number or now.at_number
                now = kept
        elif what == ".":
            stack.clear()
            if clause.text[at] == "\t":  # 'Outsourcing | Revenue up 9.0%': the label of the cells behind it
                clause.first_subject = clause.first_subject or clause.next_subject
            clause.next_subject = now.without = now.owner = ""
            if clause.text[at] != "\t":
                if late or (now.period is not None and now.period.kind == "month"):
                    now.period = period if late else clause.context.period  # told of its own sentence alone
                begun, late = at, False
            now.subject, now.named, now.last_measure = clause.first_subject or clause.context.subject, False, ""
            if clause.text[at] != "\t" or not now.explicit:
                now.metric, (now.item, now.label) = clause.context.metric, clause.context.item()
        elif isinstance(what, Mention):
            if used is None or not used.end <= what.start < used.after + 1:
                names.take(clause, what, now)
        elif isinstance(what, Period):
            now.period = what
        elif isinstance(what, Token) and what.kind == "period":
            before = now.period
            timing.note(clause, what, now)
            late = late if now.period is before else timing.is_aside(clause, what, begun)
        elif isinstance(what, Token):
            if not clause.reading.is_done(clause.row, what):
                _number(Spot(clause, what, place, now))
            used, place = what, place + 1


def _events(clause: Clause) -> list[tuple[int, int, object]]:
    """Brackets and sentence ends (first), names, then numbers and periods, by place."""
    tokens = [*clause.numbers, *clause.dates]
    events: list[tuple[int, int, object]] = [(m.start, 1, m) for m in clause.mentions]
    events += [(t.start, 2, t) for t in tokens]
    events += [(at, 2, period) for at, period in timing.worded(clause)]
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
    if (spot.right[:1] in _BEHIND or "/" in clause.low) and _no_amount(spot):
        return
    if t.percent and (_achieved(spot) or ("target" in spot.said and _BEAT_BY.search(spot.said))):
        clause.reading.mark(clause.row, t, "unread", "a rate against a target, for which facts have no measure")
        return
    found = which_item.item_of(spot)
    if found is None:
        heading = clause.context.title()[:60]
        reason = f"the vocabulary knows no line item in this line, nor in the heading above it ({heading or 'none'})"
        clause.reading.mark(clause.row, t, "unread", reason)
        return
    clause.first_subject = clause.first_subject or clause.next_subject
    item, label = found
    item = spot.take(_without(item, now.without) if now.without else item)
    if t.noun in _THINGS and not (item.known or t.currency or t.percent) and item.unit == "JPY":
        item = spot.take(item._replace(unit="count", period="instant"))  # 'M2M: 9,102 contracts'
    measured = measuring.measure_of(spot)
    measure = measured.measure
    if item.concept == docomo_charge.CHARGE and t.percent and not (measured.sign or t.sign):
        reason = "a rate of the interconnection charge, and no word tells whether it went up or down"
        clause.reading.mark(clause.row, t, "unread", reason)
        return
    item = spot.take(_fit_unit(spot, item))
    if measure in value.AMOUNTS and value.counts_nothing(spot):
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
    scale = value.scale_of(spot, measure)
    item, period, measure = docomo_charge.adjust(
        item, measure, period, clause.whole, t, clause.reading, at=t.start - clause.start
    )
    negative = value.bracket_negative(spot)
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
            approx=measured.ranged or value.approximate(spot),
            caption_bracket=measure in _RATIOS or (measure == "level" and t.bracket == "(" and t.percent),
            plain_outflow=value.cash_out(item, spot.said) and not negative,
        )
    own = not item.known or (spot.i == 0 and item != now.combined())
    if own and now.item is None and _is_label(label, spot.left):
        now.item, now.label, now.explicit = item, label, True  # what stands in brackets behind it is about it too
    now.own = (item, label) if item not in {now.item, now.combined()} and not now.without else None
    now.last_measure, now.last_sign = measure, measured.sign
    now.at_number = (item if now.item else None, now.metric, now.subject, label)


def _no_amount(spot: Spot) -> bool:
    """'1st phase' and '1/3 of the orders', which are marked as what they are."""
    text, t, clause = spot.clause.text, spot.t, spot.clause
    behind, before = text[t.end : t.end + 2], text[max(0, t.start - 2) : t.start]
    if behind in _NTH:
        clause.reading.mark(clause.row, t, "ordinal", "a place in an order")
        return True
    fraction = (behind[:1] == "/" and behind[1:].isdecimal()) or (before[-1:] == "/" and before[:1].isdecimal())
    if fraction:
        clause.reading.mark(clause.row, t, "unread", "a part of a fraction, for which facts have no measure")
    return fraction


def _achieved(spot: Spot) -> bool:
    """'1Q15 progress against FY15 target: revenue 22.6%, operating income 17.6%'."""
    if (" of " in spot.right or "achieved" in spot.right) and _OF_TARGET.match(spot.clause.text, spot.t.after):
        return True
    if "progress" not in spot.said and "achievement" not in spot.said:
        return False
    return _ACHIEVED.search(spot.said) is not None and not value.UP_OR_DOWN.search(spot.left)


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
    if t.scale == _THOUSAND and t.noun != "yen" and not t.currency and concept.metric == "revenue":
        counted = combine("subscriptions", concept.subject)  # 'IIJmio: 123 thousand' on a page about revenue
        return counted if counted is not None and counted.known else item
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
