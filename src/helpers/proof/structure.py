"""The identities between levels: the calculation tree, quotients, multiples, cumulative periods, balances that roll on.

Most of what could be written down tells nothing, since too little of it is known. So it is worked out first, for all
periods at once, which levels can become known at all, on a grid of concepts by periods; only identities that can tell
something are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from helpers.language import company
from helpers.language import concepts as vocabulary
from helpers.language.calendar import Period, cumulative_periods, day_before, fiscal_year
from helpers.proof import breakdowns, splits
from helpers.proof.evidence import Variable
from helpers.proof.relations import Identity, level

ACTUAL = "actual"
ADDITIVE_UNITS = frozenset({company.MONEY, "count"})  # in the vocabulary's words
Numbers = npt.NDArray[np.intp]


class _Grid(NamedTuple):
    """Places of levels, concept by period, as numbers."""

    concepts: dict[str, int]
    periods: dict[Period, int]

    @classmethod
    def of(cls, concepts: Iterable[str], periods: Iterable[Period]) -> _Grid:
        """The grid of these concepts and periods."""
        rows, columns = sorted(set(concepts)), sorted(set(periods))
        return cls({one: at for at, one in enumerate(rows)}, {one: at for at, one in enumerate(columns)})

    def columns(self, periods: Iterable[Period]) -> Numbers:
        """The numbers of periods."""
        return np.array([self.periods[one] for one in periods], dtype=np.intp)

    def places(self, concepts: Iterable[str], columns: Numbers) -> Numbers:
        """For each concept a row, with its place in each of the periods with these numbers."""
        rows = np.array([self.concepts[one] for one in concepts], dtype=np.intp)
        return rows[:, None] * len(self.periods) + columns


class _Template(NamedTuple):
    """Identities of one form: a row for each member with its places in all of them, the result first; which count as
    nil where they are not printed."""

    places: Numbers
    make: Callable[[list[Variable]], Identity]
    nil: Sequence[bool] = ()


def build(scenario: str, levels: set[Variable], printed: frozenset[str]) -> list[Identity]:
    """The identities of a scenario that can tell anything where these levels are known, or can become known by others.

    printed  the concepts that the filings print anything of
    """
    grid, templates = _templates(scenario, levels, printed)
    nowhere = len(grid.concepts) * len(grid.periods)  # always known: fills up those with fewer members
    known = np.zeros(nowhere + 1, dtype=bool)
    known[[nowhere, *(grid.concepts[v.concept] * len(grid.periods) + grid.periods[v.period] for v in levels)]] = True
    most = max(len(template.places) for template in templates)
    ends = np.cumsum([template.places.shape[1] for template in templates])
    places = np.full((most, ends[-1]), nowhere, dtype=np.intp)
    nil = np.zeros((most, ends[-1]), dtype=bool)
    for template, end in zip(templates, ends.tolist(), strict=True):
        members, count = template.places.shape
        places[:members, end - count : end] = template.places
        nil[: len(template.nil), end - count : end] = np.array(template.nil, dtype=bool)[:, None]
    while (last := np.count_nonzero(~known[places], axis=0) == 1).any():  # the last unknown member can become known
        known[places[:, last]] = True
    concepts, periods = list(grid.concepts), list(grid.periods)
    found = []
    for at in np.flatnonzero((known[places] | nil).all(axis=0)).tolist():
        template = templates[int(np.searchsorted(ends, at, side="right"))]
        column = places[: len(template.places), at].tolist()
        named = [(concepts[place // len(periods)], periods[place % len(periods)]) for place in column]
        found.append(template.make([level(concept, scenario, period) for concept, period in named]))
    return found


class _Periods(NamedTuple):
    """The periods that identities are written down for: durations, dates of balances, cumulative ones with parts."""

    durations: list[Period]
    instants: list[Period]
    cumulative: list[tuple[Period, tuple[Period, ...]]]

    @classmethod
    def of(cls, scenario: str, levels: set[Variable]) -> _Periods:
        """Those of the levels; of what happened all of their fiscal years."""
        years = sorted({fiscal_year(v.end) for v in levels if v.start})
        cumulative = [row for year in years for row in cumulative_periods(year)]
        durations = {v.period for v in levels if v.start}
        if scenario == ACTUAL:
            durations.update(period for whole, parts in cumulative for period in (whole, *parts))
        return cls(sorted(durations), sorted({v.period for v in levels if not v.start}), cumulative)

    @property
    def closing(self) -> list[Period]:
        """The last day of each duration."""
        return [Period("", period.end) for period in self.durations]

    @property
    def opening(self) -> list[Period]:
        """The day before each duration."""
        return [Period("", day_before(period.start)) for period in self.durations]


def _templates(scenario: str, levels: set[Variable], printed: frozenset[str]) -> tuple[_Grid, list[_Template]]:
    words = vocabulary.load()
    periods = _Periods.of(scenario, levels)
    within = [period for whole, parts in periods.cumulative for period in (whole, *parts)]
    flows = {v.concept for v in levels if v.start}.union(words.concepts)
    dates = [*within, *periods.durations, *periods.instants, *periods.closing, *periods.opening]
    grid = _Grid.of(flows.union(printed, (v.concept for v in levels)), dates)

    durations, instants = grid.columns(periods.durations), grid.columns(periods.instants)

    def each(*concepts: str) -> Numbers:
        return grid.places(concepts, durations if words.get(concepts[0]).period == "duration" else instants)

    found = [
        *_of_calculations(each, printed, levels),
        *_of_quotients(each, words, levels),
        *_of_cumulative(grid, sorted(c for c in flows if _adds_up(words.get(c))), periods),
    ]
    return grid, found + (_of_balances(grid, periods, words) if scenario == ACTUAL else [])


def _adds_up(item: vocabulary.Concept) -> bool:
    return item.period == "duration" and item.unit in ADDITIVE_UNITS


def _of_calculations(
    each: Callable[..., Numbers], printed: frozenset[str], levels: set[Variable]
) -> Iterator[_Template]:
    for calculation in breakdowns.without_former(printed):
        family = breakdowns.family(calculation)
        nil = [concept in calculation.optional for concept in family]
        yield _Template(each(*family), partial(breakdowns.of_total, calculation, known=levels), nil)


def _of_quotients(
    each: Callable[..., Numbers], words: vocabulary.Concepts, levels: set[Variable]
) -> Iterator[_Template]:
    """Quotients, and bounds of sums. Numbers of ADSs are a fixed multiple of those of shares (`splits`); once a period
    after a split is told, all figures are of the shares after it."""
    factor = splits.ads_a_share(max((v.start for v in levels), default=""))
    for item in words.concepts.values():
        if item.quotient_of:
            yield _Template(each(item.id, *item.quotient_of), partial(_made, "per_unit", "ratio", (1, 1)))
        if factor and item.unit == "ADS" and item.in_shares:
            yield _Template(each(item.id, item.in_shares), partial(_made, "multiple", "sum", (factor,)))
    for bound in words.bounded:
        parts, weights = zip(*bound.parts, strict=True)
        make = partial(_made, bound.id, "within", weights, sure=False, bounds=bound.share)
        yield _Template(each(bound.total, *parts), make)


def _of_cumulative(grid: _Grid, adding: Sequence[str], periods: _Periods) -> Iterator[_Template]:
    rows = grid.places(adding, np.zeros(1, dtype=np.intp)).T
    for whole, parts in periods.cumulative:
        places = grid.columns((whole, *parts))[:, None] + rows
        yield _Template(places, partial(_made, "cumulative", "sum", (1,) * len(parts)))


def _of_balances(grid: _Grid, periods: _Periods, words: vocabulary.Concepts) -> list[_Template]:
    found = []
    closing, opening, durations = map(grid.columns, (periods.closing, periods.opening, periods.durations))
    for roll in words.roll_forwards:
        moved, weights = zip(*roll.flows, strict=True)
        balances = [grid.places((roll.balance,), columns) for columns in (closing, opening)]
        make = partial(_made, "roll_forward_" + roll.id, "sum", (1, *weights), sure=min(weights) < 0)
        found.append(_Template(np.concatenate((*balances, grid.places(moved, durations))), make))
    return found


def _made(
    rule: str, kind: str, weights: Sequence[int], variables: list[Variable], *,
    sure: bool = True, bounds: tuple[float, float] = (1.0, 1.0),
) -> Identity:  # fmt: skip
    members = tuple(zip(variables[1:], weights, strict=True))
    return Identity(rule, kind, variables[0], members, sure, bounds=bounds)
