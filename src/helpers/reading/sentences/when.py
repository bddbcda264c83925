"""When a number in a sentence is of: its period, and whether it is an outcome or a target."""

from __future__ import annotations

import re
from datetime import timedelta

from helpers.language import periods
from helpers.language.amounts import Token
from helpers.language.concepts import load
from helpers.language.periods import Period
from helpers.reading import docomo_charge
from helpers.reading.sentences import dividends, scenario
from helpers.reading.sentences.clause import Clause, Named, Spot

_AT_RIGHT = re.compile(
    r"^[\s,]{0,4}(?:newly |new )?(?:graduates |shares )?(?:of common stock )?(?:\s{0,3}\(|(?:\)\s?)?"
    r"(?:were |was |is |have been )?(?:placed |hired |installed |recognized |planned |expected )?"
    r"(?:for|in|as of|at|during|by|of)(?: (?:the|its|our))?(?: end of)?"
    r"(?: (?:three|six|nine|twelve) months ended| fiscal year end(?:ed|ing))?|(?:is|are) planned for"
    r"|\(?(?:as of|for|in|recognized in))?\s{0,3}\(?\s{0,3}$",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(  # in small letters
    r"\b(?:announced|launch(?:ed)?|fixed|revised|since|from|until|effective date|started?|released?|listed|founded"
    r"|received|same(?: level)? as"
    r"|compared (?:to|with)|to be|dated|will be|installed)(?:\s(?:on|in|of|by|again|as of))?(?:\sthe)?"
    r"(?:\s(?:each of )?(?:the )?(?:respective )?balances? as of)?\s*$"
)
_OF_BASE = re.compile(  # 'up 9% from JPY2,917 million for FY2008': of that amount alone
    r"\b(?:from|compared (?:to|with))\s(?:JPY\s?)?[\d,.]+(?:\s(?:million|billion|thousand)|\s?%)?\s(?:for|in|as of|at)"
    r"(?:\sthe)?\s$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"\s(?:year-end|interim)\s(?:(?:cash )?dividends?|and\b)")
_FOR_WHICH = re.compile(r"\s?(?:per share )?(?:for|as) (?:the |an? )?(?P<which>interim|year-end)\b")
_WHICH_DIVIDEND = re.compile(r"\b(annual|total|interim|year-end)\b", re.IGNORECASE)
_LEFT_DATE = re.compile(r"^[\s:,(]{0,6}(?:of|was|were)?\s{0,3}(?:JPY\s?)?[(+-]?$")
_LABELS_NEXT = re.compile(r"\s?:|\s(?:(?:plan|target|forecast|budget|actual)\s?:?\s?)?(?:JPY\s?)?[+]?\d")
_AS_OF_LATER = re.compile(r"(?:[^.;()]|\.(?=\d|[A-Z]?\.?\$)){0,60}\b(?:as of|rate on) ", re.IGNORECASE)
_MONTH_ASIDE = re.compile(rf"[^().;]{{0,40}}\((?P<month>{periods.MONTH_WORD.pattern})\)", re.IGNORECASE)
_SPAN = re.compile(r"\s(?:to|through|until|-|~)\s")
_TO_HERE = tuple(f"{word} " for word in ("to", "through", "until", "-", "~"))
_EFFECTIVE = re.compile(r"\beffective (?:(?:date )?(?:of|on|from)\s)?$")
_BOTH_DATES = re.compile(
    r"\b(?:at|as of) (?P<a>[A-Z][a-z]{2,8}\.? \d\d?, \d{4}) and (?P<b>[A-Z][a-z]{2,8}\.? \d\d?, \d{4})"
)
_AMOUNT_AND_AMOUNT = re.compile(
    r"[\d,]{1,20} shares (?:at|as of) [A-Z][a-z]{2,8}\.? \d\d?, \d{4} and [\d,]{1,20} shares (?:at|as of)"
    r" [A-Z][a-z]{2,8}\.? \d\d?, \d{4}"
)
_TWO_AMOUNTS = re.compile(r"[^,;]{0,14}\band\b\s(?:JPY\s?)?")
_QUARTER = re.compile(
    r"\b(?:for|in|during) (?:the |this )(?P<nth>first|second|third|fourth|(?=quarter))\s?quarter\b"
    r"(?! (?:(?:of|in) (?:the )?(?:previous|last|prior|next|following|FY|fiscal)|FY|ago))",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(r"\b(?:full[- ]year|annual)\s(?:[a-z-]{1,20} )?targets?\b[^.;]{0,20}$")
_FOR, _NEAR = re.compile(r"\b(?:for|in|during) (?:the )?$"), 12
_RATE_ASIDE = re.compile(r"^\s?\([^()]{0,40}%\)")
_EACH_IN, _LISTED_WITH = re.compile(r"\s?each (?:in|for)(?= )"), re.compile(r"[\s,]*(?:and\s)?")
_EACH_QUARTER = re.compile(r"^[^.;\d]{0,60}\beach quarter\b", re.IGNORECASE)
_YEAR_AGO = re.compile(
    r"\s(?:a|one) year (?:ago|earlier)\b|\sfor the same period (?:of|in) (?:the )?(?:previous|prior) year\b"
    r"|\s(?:in|for) the (?:previous|prior|last)(?: fiscal)? year\b"
)
_RATIOS = frozenset({"level", "share", "margin"})


def note(clause: Clause, t: Token, now: Named) -> None:
    """Take a period token as the period of what follows, unless it is when something was announced or the like."""
    before = clause.text[max(clause.start, t.begins - 70) : t.begins].lower()
    compared = "from" in before or "compared" in before
    if t.period is None or (compared and _OF_BASE.search(before)):
        return
    if _NOT_WHEN.search(before) or _ADJECTIVE.match(clause.text, t.end):
        return
    spans = before.endswith(_TO_HERE)
    first = next((d for d in reversed(clause.dates) if d.end <= t.start), None) if spans else None
    if (
        first is not None
        and first.period is not None
        and _SPAN.fullmatch(clause.text[first.end : t.start])
        and clause.text[max(0, first.start - 5) : first.start].lower() == "from "
    ):
        now.period = Period(first.period.start or first.period.end, t.period.end, "range")
        return
    now.period = clause.span(t)


def is_aside(clause: Clause, t: Token, begun: int) -> bool:
    """Whether a period is told of one sentence alone ('Revenue for 4Q14 was JPY8.0 billion. ...'): behind its item,
    unlike '4Q14 revenue was' and 'In FY2014, revenue was', which the next sentences go on about."""
    if not _FOR.search(clause.text, max(clause.start, t.start - _NEAR), t.start):
        return False
    return (
        any(begun <= m.start < t.start for m in clause.mentions) and t.period is not None and t.period.start is not None
    )


def worded(clause: Clause) -> list[tuple[int, Period]]:
    """'Revenue for the third quarter was': where such words stand, and the quarter of the filing's year they mean."""
    if " quarter" not in clause.low:
        return []
    out = []
    for m in _QUARTER.finditer(clause.text, clause.start, clause.end):
        last = clause.reading.quarter
        number = periods.ORDINALS.get(m["nth"].lower(), 0)
        when = periods.quarter(periods.fiscal_year_of(last.end), number) if number else last
        if when.end <= last.end:
            out.append((m.start(), when))
    return out


def periods_of(spot: Spot, measure: str) -> list[Period]:
    """The periods of the number: one, or one for each date or quarter that it is printed for."""
    both = _respectively(spot) if measure == "level" else []
    if both:
        return both
    if spot.item.concept == docomo_charge.PAYMENT:
        return docomo_charge.same_in(spot.clause.text, spot.t, spot.clause.reading)
    listed = _EACH_IN.match(spot.right)
    if listed is not None:
        return _listed(spot, spot.t.after + listed.end())
    if "ach quarter" in spot.right and _EACH_QUARTER.search(spot.right):
        year = next((d.period for d in spot.clause.dates if d.start > spot.t.end and d.period), None)
        if year is not None and year.kind == "fy":
            return [periods.quarter(periods.fiscal_year_of(year.end), q) for q in (1, 2, 3, 4)]
    return []


def _listed(spot: Spot, at: int) -> list[Period]:
    """The periods of '2Q15, 3Q15 and 4Q15' from `at` on."""
    out: list[Period] = []
    for d in spot.clause.dates:
        if d.period is None or d.start < at:
            continue
        if not _LISTED_WITH.fullmatch(spot.clause.text, at, d.start):
            break
        out.append(d.period)
        at = d.end
    return out


def period_of(spot: Spot, measure: str) -> Period:
    """The period the words around the number give it, else the one in force, else the filing's."""
    reading = spot.clause.reading
    period = _beside(spot, measure) or _between_dates(spot, measure)
    if period is None and measure == "level" and "ear" in spot.right and _YEAR_AGO.match(spot.right):
        return (spot.now.period or reading.filing_period).ago()
    if period is None and "target" in spot.low and _WHOLE_YEAR.search(spot.low):
        period = periods.fiscal_year(periods.fiscal_year_of(reading.today))
    if period is None:
        period = reading.stated_periods.get(spot.item.concept) or spot.now.period or reading.filing_period
        late = reading.announced is not None and period.end > reading.announced
        if late and spot.concept.period == "instant" and measure == "level":
            period = _known_by(spot, period)
        if period.start is None and _is_flow(spot):  # the day was that of a balance named before
            period = next((p for p in (spot.clause.context.period, reading.filing_period) if p and p.start), period)
    if spot.concept.interim_at_end and measure == "level":
        said = scenario.sentence_so_far(spot.said)
        which = _FOR_WHICH.match(spot.clause.text, spot.t.after)
        said = f"{said} {which['which']}" if which else said
        return record_date(said, dividends.paid_for(spot, said) or period)
    return period


def _is_flow(spot: Spot) -> bool:
    """Whether the line item is one that comes over a time, such as income, so that no day is its period."""
    concept = load().concepts.get(spot.item.concept)
    return concept is not None and concept.period == "duration" and not concept.interim_at_end


def _known_by(spot: Spot, period: Period) -> Period:
    """A balance that is no target is not of a day to come: it is of the day the filing was announced."""
    if scenario.scenario_of(spot, period) != "actual":
        return period
    return Period(None, spot.clause.reading.announced or period.end, "day")


def record_date(text: str, period: Period) -> Period:
    """The period of a dividend that `text` names last: an annual one is of its fiscal year, an interim or year-end
    one of the day its half ends."""
    year = periods.fiscal_year(periods.fiscal_year_of(period.end))
    said = _WHICH_DIVIDEND.findall(text)
    if not said or said[-1].lower() in {"annual", "total"}:
        return year if said or period.months in {3, 9} else period
    interim = said[-1].lower() == "interim"
    return Period(None, periods.half(periods.fiscal_year_of(period.end), 1).end if interim else year.end, "day")


def _beside(spot: Spot, measure: str) -> Period | None:
    """A period right before or right behind the number."""
    clause, t, following = spot.clause, spot.t, spot.following
    previous = spot.previous if measure in _RATIOS else None
    if previous is not None and previous.period is not None:
        between = clause.text[previous.end : t.start]
        other = spot.now.period is None or previous.period.end != spot.now.period.end
        bracketed = clause.text[previous.start - 1 : previous.start] == "("
        if other and _LEFT_DATE.match(between) and (between.strip() or bracketed):
            return clause.span(previous)
    month = _MONTH_ASIDE.match(spot.right) if spot.concept.unit == "count" and measure == "level" else None
    if month is not None:  # '2,050 branches in Tokai area (Aug.)'
        return periods.month_near(month["month"], clause.reading.today)
    if following is None or following.period is None:
        return None
    between = clause.text[t.after : following.begins]
    if "%)" in between:  # 'JPY3,110 million (17.1%) for 1H09'
        between = _RATE_ASIDE.sub("", between, count=1)
    if following.period.end > clause.reading.today and scenario.FROM_NOW.fullmatch(between):
        return following.period
    as_of = spot.concept.period == "instant" and _AS_OF_LATER.fullmatch(between) is not None
    if (
        as_of
        and len(clause.dates) == 1
        and " from " not in between
        and not any(t.end <= n.start < following.start for n in clause.numbers)
    ):
        return clause.span(following)
    issued = t.noun in {"share", "shares"} and len(clause.dates) == 1 and between.endswith((" in ", " on "))
    if issued and spot.concept.period == "duration":  # '12,400 new shares due to the exercise of options in July 2017'
        return clause.span(following)
    if ":" in t.text and _EFFECTIVE.search(between):
        return following.period
    if between.endswith("(") and any(following.end < n.start for n in _in_bracket(clause, following.start)):
        return None  # '(1H14 actual: operating loss of JPY0.2 billion)': the label of what stands in the bracket
    if _ADJECTIVE.match(clause.text, following.end):  # 'JPY7,000 million, FY2016 year-end dividend'
        return None
    near = following.begins < t.after + 40 and _AT_RIGHT.match(between)
    if (
        measure in _RATIOS | {"change", "pct_of_revenue", "yoy_pct", "yoy_abs"}
        and near
        and not _labels_next(clause, following)
    ):
        return clause.span(following)
    return None


def _in_bracket(clause: Clause, at: int) -> list[Token]:
    """The numbers from `at` to the end of the bracket that is open there."""
    closed = clause.text.find(")", at, clause.end)
    return [n for n in clause.numbers if at < n.start < closed]


def _labels_next(clause: Clause, d: Token) -> bool:
    """A period that is the label of the number after it ('3Q10: JPY6,406 million', 'FY17 plan JPY19 billion')."""
    return _LABELS_NEXT.match(clause.text[d.end : d.end + 20]) is not None


def _between_dates(spot: Spot, measure: str) -> Period | None:
    """The dates between which a balance changed; without two dates, since the fiscal year began."""
    if measure != "change" or spot.concept.period != "instant":
        return None
    now, dates = spot.now.period or spot.clause.reading.filing_period, [d.period for d in spot.clause.dates if d.period]
    ends = sorted({d.end for d in dates})
    fiscal = periods.fiscal_year(periods.fiscal_year_of(now.end))
    if now.start is None and fiscal.start and len(ends) < 2:
        return Period(fiscal.start - timedelta(days=1), now.end, "range")
    since = [d.end for d in dates if d.start is None and d.end < now.end]
    if now.start is not None and len(ends) == 1 and since:
        return Period(since[0], now.end, "range")
    if now.start is not None and now.start == fiscal.start and spot.concept.unit == "JPY" and ends in ([], [now.end]):
        return Period(now.start - timedelta(days=1), now.end, "range")
    if len(ends) >= 2 and not spot.now.net:
        return Period(ends[0], ends[-1], "range")
    return None


def _respectively(spot: Spot) -> list[Period]:
    """The dates of '... 74 and 75 at March 31 and September 30, respectively', or both for one number."""
    clause, t = spot.clause, spot.t
    if len(clause.dates) < 2:
        return []
    each = _AMOUNT_AND_AMOUNT.search(clause.text, t.end, clause.end)
    if each is not None and each.start() > t.end:
        dates = [d.period for d in clause.dates if each.start() <= d.start < each.end() and d.period]
        return dates if len(dates) == 2 else []
    tail = _BOTH_DATES.search(clause.text, t.end, clause.end)
    if tail is None or any(tail.start() < n.start and n.end < tail.end() for n in clause.numbers):
        return []
    dates = [d.period for d in clause.dates if tail.start() <= d.start <= tail.end() and d.period]
    if len(dates) != 2:
        return []
    before = [n for n in clause.numbers if n.end <= tail.start()]
    if len(before) >= 2 and _TWO_AMOUNTS.fullmatch(clause.text[before[-2].after : before[-1].start]):
        return [dates[before[-2:].index(t)]] if t in before[-2:] else []
    return dates
