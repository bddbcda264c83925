"""How figures depend on each other: identities between variables, made from rows of rules.

The calculation tree and the balances that roll forward come from `concepts.toml`; comparisons, ratios, per-share
figures and cumulative periods from the tables below. An identity holds for the true figures; checks ask whether the
printed ones agree with it, the series solve it for what was not printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from helpers.language import company
from helpers.language import concepts as vocabulary
from helpers.language.calendar import Period, day_before, middle_of, quarter_ago, quarter_of, year_ago
from helpers.proof import breakdowns, structure
from helpers.proof.evidence import Variable, denominator_of, ratio_measure
from helpers.proof.relations import LEVEL, Identity, level, telling

ACTUAL = structure.ACTUAL
# Measures that compare a level with an earlier one: measure, what is compared, how. (The change of a target over a
# period is that against the target it supersedes.)
COMPARISONS: dict[str, tuple[str, str]] = {
    "yoy_pct": ("year_ago", "growth"),
    "yoy_abs": ("year_ago", "difference"),
    "qoq_pct": ("quarter_ago", "growth"),
    "qoq_abs": ("quarter_ago", "difference"),
    "change": ("opening", "difference"),
    "change_pct": ("opening", "growth"),
    "pt_change": ("year_ago", "points"),
}
# Growth in percent is growth in yen over the earlier value: measure in percent, measure in yen, rule.
RATES: tuple[tuple[str, str, str], ...] = (("yoy_pct", "yoy_abs", "yoy_rate"), ("qoq_pct", "qoq_abs", "qoq_rate"))
DIVIDEND = "dividend_per_share"


def _opening(period: Period) -> Period:
    """The instant a change starts from: the date itself, or the day before a period that starts on a first."""
    return Period("", day_before(period.start) if period.start.endswith("-01") else period.start)


def comparison(variable: Variable) -> Identity | None:
    """The identity of a comparison or a ratio with the levels it is made of; None where it has none."""
    concept, measure, scenario, start, end = variable
    if whole := denominator_of(measure):
        if whole == concept:
            return None
        members = ((level(concept, scenario, variable.period), 1), (level(whole, scenario, variable.period), 1))
        return Identity("share_of_" + whole, "ratio", variable, members, True)
    if measure not in COMPARISONS:
        return None
    base, how = COMPARISONS[measure]
    if base == "opening" and scenario.startswith("target@") and vocabulary.load().get(concept).period == "duration":
        pair = (level(concept, scenario, variable.period), level(concept, "prior_" + scenario, variable.period))
        return _compared("target_change", how, variable, *pair)
    if base == "opening":
        if not start:
            return None
        pair = (level(concept, scenario, Period("", end)), level(concept, ACTUAL, _opening(variable.period)))
        return _compared(measure, how, variable, *pair)
    earlier = year_ago(variable.period) if base == "year_ago" else quarter_ago(variable.period)
    if earlier is None:
        return None
    kind = ratio_measure(concept, measure) if how == "points" else "level"
    newer = variable._replace(measure=kind)
    return _compared(measure, how, variable, newer, Variable(concept, kind, ACTUAL, earlier.start, earlier.end))


def _compared(rule: str, how: str, variable: Variable, newer: Variable, older: Variable) -> Identity:
    """A variable as the growth or the difference from an older to a newer one."""
    if how == "growth":
        both_signs = not vocabulary.load().never_negative(variable.concept)
        return Identity(rule, "growth", variable, ((newer, 1), (older, 1)), True, both_signs=both_signs)
    return Identity(rule, "sum", variable, ((newer, 1), (older, -1)), True)


def _rates(observed: frozenset[Variable]) -> list[Identity]:
    """'Up JPY326 million, up 8.4%' gives both values though it prints neither. Not where a value may be negative."""
    found = []
    for percent, amount, rule in RATES:
        for variable in sorted(v for v in observed if v.measure == percent):
            rise, identity = variable._replace(measure=amount), comparison(variable)
            if rise in observed and identity is not None and not identity.both_signs:
                older = identity.variables[-1]
                found.append(Identity(rule, "ratio", variable, ((rise, 1), (older, 1)), True))
    return found


def _dividends(observed: frozenset[Variable]) -> list[Identity]:
    """A year's dividend is its interim and its year-end dividend; a target may contain an interim one already paid.

    What was paid at the end of the year need not be what was once aimed at.
    """
    found = []
    for annual in sorted(v for v in observed if v.concept == DIVIDEND and v.measure == "level" and v.start):
        dates = Period("", middle_of(annual.period)), Period("", annual.end)
        parts = [
            next((v for v in (annual.at(date), annual.at(date)._replace(scenario=ACTUAL)) if v in observed), None)
            for date in dates
        ]
        settled = annual.scenario != ACTUAL and parts[-1] is not None and parts[-1].scenario == ACTUAL
        if None not in parts and not settled:
            found.append(Identity("dividends", "sum", annual, tuple((part, 1) for part in parts if part), True))
    return found


def _months(observed: frozenset[Variable]) -> list[Identity]:
    """A month of a recurring item against its quarter."""
    rules = vocabulary.load().monthly
    found = []
    for variable in sorted(v for v in observed if v.measure == "level" and v.start and v.concept in rules):
        if variable.period.kind == "month":
            members = ((variable.at(quarter_of(variable.end)), 1),)
            bounds = rules[variable.concept]
            found.append(Identity("month_of_quarter", "within", variable, members, False, bounds=bounds))
    return found


@company.kept
@lru_cache(maxsize=4)  # other values of the same variables come by the same identities
def build(seen: frozenset[Variable]) -> tuple[Identity, ...]:
    """The identities that say anything of the observed variables or of what follows from them, without repeats."""
    observed = sorted(seen)
    found = _comparisons(observed)
    ratios = {v for identity in found for v in identity.variables if denominator_of(v.measure)} - seen
    found += _comparisons(sorted(ratios))
    found += _rates(seen) + _dividends(seen) + _months(seen)
    known = {v for identity in found for v in identity.variables[:1]}
    summed = breakdowns.of_comparisons(sorted(seen | ratios))
    implied = {v for identity in summed for v in identity.variables} - known
    found += summed + _comparisons(sorted(implied))
    printed = frozenset(v.concept for v in seen)
    for scenario, levels in sorted(_levels(seen, found).items()):
        found += structure.build(scenario, levels, printed)
    return tuple(telling(found, seen))


def _comparisons(variables: Iterable[Variable]) -> list[Identity]:
    return [identity for variable in variables if (identity := comparison(variable))]


def _levels(seen: Iterable[Variable], found: Iterable[Identity]) -> dict[str, set[Variable]]:
    """The levels that are printed or that comparisons and ratios speak of, by scenario."""
    by_scenario: dict[str, set[Variable]] = {}
    for variable in chain(seen, (v for identity in found for v in identity.variables)):
        if variable.measure == LEVEL:
            by_scenario.setdefault(variable.scenario, set()).add(variable)
    return by_scenario
