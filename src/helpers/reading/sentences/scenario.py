"""Whether a number in a sentence is an outcome or a target, or a target that the same filing supersedes."""

from __future__ import annotations

import re

from helpers.language.calendar import Period
from helpers.language.phrases import without
from helpers.reading.cues import Hit, Rules, cue, cues, word
from helpers.reading.facts import POINTS
from helpers.reading.sentences import docomo_charge, time_words
from helpers.reading.sentences.clause import ASIDE, COLUMNS
from helpers.reading.sentences.spot import Spot

_PER_SHARE = re.compile(r"\s?(?:per|a) (?:common )?share(?: of common stock)?")
_PREVIOUS = re.compile(
    r"\b(?:initial|previous|former|original|earlier)\s(?:[a-z-]+\s){0,2}$|\b(?:initially|originally|previously|had)\s$"
)
_NAMED_TARGETS = ("target", "forecast", "plan")
UNTOLD = "?"  # below a heading about targets or beside one, and no time is told that is to come
_IN_LISTS = frozenset({"and", "of", "for", "in", "jpy", "jpy.", ":", "the", "our", "approx.", "approximately", "over"})
_SET_AGAINST = re.compile(
    r"\b(?:compares?\s(?:with|to)|(?:fell|falls|was|is|came)\s(?:[a-z]+\s)?short\sof|against\sactual)\s"
)
_BASES = frozenset({"against", "versus", "vs", "vs."})
_NEAR = 30  # characters: a word so close to its number is about it, whatever its time


def scenario_of(spot: Spot, period: Period) -> str:
    """actual, target, or prior_target where the same filing supersedes it; UNTOLD where nothing tells."""
    said = _RULES.first(spot.met, spot, period) or "actual"
    return UNTOLD if said != "actual" and _is_undated(spot, period) else said


def _is_undated(spot: Spot, period: Period) -> bool:
    """Whether a target has its time, which was over, from the filing alone ('was cut to JPY5.0 billion')."""
    clause, reading = spot.clause, spot.clause.reading
    inherited = period in {reading.filing_period, clause.context.period}
    if not inherited or period.end > reading.known_until or clause.about_charge:
        return False
    own = clause.dates_in(spot.begun, spot.stop)
    told = any(d.period is not None and d.period.end == period.end for d in own)
    above = clause.context.scenarios or (clause.context.of_heading and (clause.aims or not spot.t.currency))
    return not (told or above or spot.now.worded or spot.item.concept in reading.stated_periods)


def _by_column(spot: Spot, period: Period) -> str:
    """'Previous target  Revised target' above amounts side by side."""
    columns = spot.clause.context.scenarios
    amounts = [n for n in spot.clause.numbers if not n.percent and not n.dollars]
    if len(amounts) != len(columns):
        return ""
    return columns[max(0, sum(n.start <= spot.t.start for n in amounts) - 1)]


def planned(spot: Spot, period: Period) -> str:
    """'JPY2,000 as previously planned', or 'JPY22 per share as previously planned'."""
    found = cues("planned", "behind").match(spot.clause.low, _behind_share(spot))
    return found.says if found is not None else ""


def _behind_share(spot: Spot) -> int:
    """Where the words behind a number begin, or behind its 'per share'."""
    per = _PER_SHARE.match(spot.clause.low, spot.t.after)
    return per.end() if per is not None else spot.t.after


def _by_word_beside(spot: Spot, period: Period) -> str:
    """'initial target of', 'Changed from', 'from 4Q17', 'planned': right beside the number."""
    clause, t = spot.clause, spot.t
    if (before := cues("scenario", "at").search(spot.low)) is not None:
        return before.says
    from_now = clause.low.startswith("from", t.after + 1)  # 'JPY100 million from 4Q17'
    told = from_now or cues("scenario", "behind").match(clause.low, t.after) is not None
    if told and period.end > clause.reading.known_until:
        return "target"
    return UNTOLD if told and not from_now else ""


def _moved_to(spot: Spot, period: Period) -> str:
    """'from JPY1.2 billion to JPY1.0 billion', the first of which is superseded."""
    led = spot.low.removesuffix("jpy").endswith(" to ")
    if led and not spot.t.percent and spot.now.last_scenario == UNTOLD:
        return UNTOLD
    return "target" if led and spot.now.last_scenario == "prior_target" else ""


def _by_period(spot: Spot, period: Period) -> str:
    """Of a time to come that the filing states for the item."""
    reading = spot.clause.reading
    return "target" if spot.item.concept in reading.stated_periods and period.end > reading.known_until else ""


def _by_kind(spot: Spot, period: Period) -> str:
    """Shares that there are, what a share is equivalent to, and the ratio of a split, are nobody's target."""
    return "actual" if spot.concept.unit == "ADS" or spot.counts_shares or ":" in spot.t.text else ""


def _by_word(spot: Spot, period: Period) -> str:
    """'is expected to be', 'targets': the last such word of the sentence, where its time is to come or it is near."""
    said = _said_of(spot) if spot.clause.speaks_of_targets else ""
    found = cues("target", "in").all(said) if said else []
    if not found:
        return ""
    known = spot.clause.reading
    if _SET_AGAINST.search(said, found[-1].end):
        return "actual" if period.end <= known.known_until and spot.clause.names_end(period) else UNTOLD
    if cues("outcome", "in").search(said) is not None:
        return ""
    word = _superseded(found, said)
    if not (period.end > known.known_until or (spot.concept.interim_at_end and period.end >= known.today)):
        return _when_over(spot, period, word, said)
    moved = spot.former and (spot.clause.low.startswith(" to ", _behind_share(spot)) or _was_revised(spot))
    return "prior_target" if moved else word.says


def _superseded(found: list[Hit], said: str) -> Hit:
    """The last of the words for targets, of what was aimed at before where it or one before it says so: 'In our initial
    target, we expected', and not 'is to exceed the previous target, the dividend forecast is raised to'."""
    word = found[-1]
    apart = said[word.start : word.end].startswith(_NAMED_TARGETS)
    mine = (one for one in found if one is word or not (apart and "," in said[one.end : word.start]))
    before = any(_PREVIOUS.search(said, 0, one.start) for one in mine)
    return word._replace(says="prior_target") if before else word


def _said_of(spot: Spot) -> str:
    """The number's own sentence so far, with the label in the cell before it."""
    before = spot.clause.text[spot.clause.start : spot.begun]
    label = before.rpartition(".")[2] if before.endswith("\t") else ""
    return f"{label}{spot.sentence}".lower()


def _when_over(spot: Spot, period: Period, word: Hit, said: str) -> str:
    """What a word of targets makes of a number of a time that was over: nothing if it is far, or if the number is in a
    bracket ('are planned at JPY18.0 billion (JPY12.4 billion for FY2015)') or what was before ('to rise from ...')."""
    if _goes_on_list(spot):
        return spot.now.last_scenario
    if _is_of_number_before(spot, word, said):
        return ""
    spent = "of which" in said[word.end :] and time_words.WAS_SPENT.match(spot.clause.low, spot.t.after)
    far = len(said) - word.end >= _NEAR and not said.startswith((" of ", " for "), word.end)
    if spent or far or "(" in said[word.end :]:  # and not 'The target for net income, announced in May, was'
        return ""
    if spot.former or not _BASES.isdisjoint(said[word.end :].split()):
        return "" if spot.clause.names_end(period) else UNTOLD
    return word.says


def _is_of_number_before(spot: Spot, word: Hit, said: str) -> bool:
    """'JPY11.0 billion planned for FY2016, JPY4.8 billion spent in 1H16': whether a word stands right behind another
    number, and a date between the two is its."""
    before, begins = spot.before, spot.t.start - len(said) + word.start
    dated = spot.clause.dates_in(begins, spot.t.start)
    return before is not None and bool(dated) and not spot.clause.text[before.after : begins].strip()


def _goes_on_list(spot: Spot) -> bool:
    """Whether a number is the next of a list of targets: 'targets: revenues of JPY117.0 billion, income of JPY9.4'."""
    before = spot.before
    if before is None or spot.now.last_scenario in {"", "actual"}:
        return False
    between = spot.clause.low[before.after : spot.t.start]
    between = ASIDE.sub("", without(between, spot.clause.mentions, before.after))
    return ("," in between or " and " in between) and _IN_LISTS.issuperset(between.replace(",", " ").split())


def _was_revised(spot: Spot) -> bool:
    """'was revised to JPY1.0 billion from JPY1.2 billion', where nothing says that it is to rise or fall."""
    clause = spot.clause
    before = clause.low[clause.start : clause.numbers[spot.i - 1].start] if spot.i else ""
    return cues("level", "at").search(before) is not None and cues("direction", "before").search(before) is None


def _by_day_to_come(spot: Spot, period: Period) -> str:
    """'A year-end dividend of JPY13.50 would follow': a dividend of a day that is to come."""
    announced = spot.clause.reading.announced
    to_come = spot.concept.interim_at_end and announced and period.end > announced
    return "target" if to_come else ""


def _by_past(spot: Spot, period: Period) -> str:
    """'Revenue, which was JPY140 billion in FY16, is targeted at': of a time that goes on, as of one that was over."""
    clause, said = spot.clause, spot.low.endswith((" was jpy", " were jpy"))
    if not said or clause.aims or not period.start or period.end <= clause.reading.known_until:
        return ""
    dates = (d.period.end for d in clause.dates_in(spot.begun, spot.stop) if d.period)
    return UNTOLD if spot.concept.unit == "JPY" and period.end in dates else ""


def _by_time(spot: Spot, period: Period) -> str:
    """Nobody knows yet the money of a time that goes on; below a heading about targets are targets."""
    clause, announced = spot.clause, spot.clause.reading.announced
    rate = (spot.t.percent or spot.t.noun in POINTS) and not spot.item.concept.startswith(docomo_charge.CHARGE)
    money = (spot.t.currency or rate) and spot.concept.unit == "JPY" and bool(period.start)
    future = period.end > clause.reading.known_until
    if future and (clause.aims or (money and announced and period.end > announced)):
        return "target"
    dated = clause.dates_in(spot.begun, spot.t.start) or period != clause.reading.filing_period
    return UNTOLD if clause.aims and not clause.context.period and not dated else "actual"


_RULES: Rules[[Spot, Period], str] = Rules(
    (_by_column, COLUMNS),
    (docomo_charge.scenario, 0),
    (planned, cue("planned", "behind")),
    (_by_word_beside, cue("scenario", "at") | cue("scenario", "behind") | word("from")),
    (_moved_to, word("to")),
    (_by_period, 0),
    (_by_kind, 0),
    (_by_word, cue("target", "in")),
    (_by_day_to_come, 0),
    (_by_past, word("was", "were")),
    (_by_time, 0),
)
