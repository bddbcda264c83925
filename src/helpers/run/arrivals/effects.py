"""What the tables say with a filing that they do not say without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.data import tables
from helpers.data.quantity import formats, side_by_side
from helpers.data.quantity.quantity import POINTS, RATIO, Quantity
from helpers.filing.raw import Filing
from helpers.language import concepts
from helpers.language.calendar import Period
from helpers.proof import checks, evidence, series
from helpers.proof.evidence import Fact, Variable
from helpers.proof.levels import meet
from helpers.reading.numbers import FACT_COLUMNS, NUMBER_COLUMNS, Extraction, read_filing
from helpers.run.arrivals import alarms
from helpers.run.arrivals.report import BrokenCheck, Extension, NewTarget, PrintedNumber, Revision, SaidTwice


@dataclass(frozen=True)
class ShelfTables:
    """The tables on one side of the change. Superseded filings are among the facts, not among checks and series."""

    filings: pd.DataFrame
    numbers: pd.DataFrame
    facts: pd.DataFrame
    checks: pd.DataFrame
    series: pd.DataFrame
    said: list[Fact]


def tables_of(read: Iterable[tuple[Filing, dict[str, str]]]) -> ShelfTables:
    """The tables of some filings, each given with its row of filings.csv."""
    found = list(read)
    numbers: list[dict[str, object]] = []
    facts: list[dict[str, object]] = []
    for filing, _ in found:
        its_numbers, its_facts = _read_once(filing)
        numbers += its_numbers
        facts += its_facts
    records = pd.DataFrame([row for _, row in found], columns=[*tables.columns("filings")])
    if "supersedes" not in records:
        records["supersedes"] = [row.get("supersedes", "") for _, row in found]
    records = records.fillna("")
    extraction = Extraction(
        records, pd.DataFrame(numbers, columns=list(NUMBER_COLUMNS)), pd.DataFrame(facts, columns=list(FACT_COLUMNS))
    )
    return _checked(extraction)


_done: dict[tuple[str, str], tuple[list[dict[str, object]], list[dict[str, object]]]] = {}


def _read_once(filing: Filing) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Most filings stand on both sides of the change: each is read once."""
    key = filing.stem, filing.sha256
    if key not in _done:
        _done[key] = read_filing(filing)
    return _done[key]


def _checked(found: Extraction) -> ShelfTables:
    gone = set(found.filings["supersedes"]) - {""}
    current = found.filings[~found.filings["filing"].isin(gone)]
    facts = found.facts[found.facts["filing"].isin(current["filing"])]
    if facts.empty:
        none = {name: pd.DataFrame(columns=tables.columns(name)) for name in ("checks", "series")}
        return ShelfTables(found.filings, found.numbers, found.facts, none["checks"], none["series"], [])
    made = checks.build(facts, current)
    levels = series.build(facts, current)
    return ShelfTables(found.filings, found.numbers, found.facts, made, levels, evidence.from_frame(facts, current))


# ---- checks ----------------------------------------------------------------------------------------------------


def passed(with_it: ShelfTables, stem: str) -> dict[str, int]:
    """How many checks of each rule hold that rest on a fact of the filing."""
    held = with_it.checks[with_it.checks["status"] == checks.HOLDS]
    pairs = zip(held["rule"], held["fact_ids"], strict=True)
    return dict(Counter(_rule(rule) for rule, ids in pairs if _of(stem, ids)))


def _rule(rule: str) -> str:
    return rule.split(":")[0]


def _of(stem: str, fact_ids: str) -> bool:
    return any(fact.startswith(f"{stem.replace(' ', '_')}.L") for fact in fact_ids.split())


def newly_broken(one: ShelfTables, other: ShelfTables) -> pd.DataFrame:
    """The rows of the checks that break in `one` and not in `other`."""
    before = set(other.checks.loc[other.checks["status"] == checks.BROKEN, "check_id"])
    return one.checks[(one.checks["status"] == checks.BROKEN) & ~one.checks["check_id"].isin(before)]


def broken(one: ShelfTables, other: ShelfTables) -> tuple[BrokenCheck, ...]:
    """The checks that break in `one` and not in `other`, in words: the furthest off first, harmless ones last."""
    printed = one.facts.drop_duplicates("fact_id")[["fact_id", "filing", "line", "printed", "concept", "unit"]]
    facts = {str(fact["fact_id"]): fact for fact in printed.to_dict("records")}
    found = [_broken(row, facts) for row in newly_broken(one, other).to_dict("records")]
    return tuple(sorted(found, key=lambda check: (not check.contests, -check.gap)))


def _broken(row: Mapping[Hashable, Any], facts: Mapping[str, Mapping[Hashable, Any]]) -> BrokenCheck:
    figures = [facts[fact] for fact in str(row["fact_ids"]).split() if fact in facts]
    concept, _, measure = str(row["check_id"]).split("|")[1].partition("/")
    own = [f["unit"] for f in figures if f["concept"] == concept and f["unit"] != RATIO]
    unit = unit_of(measure, str(own[0]) if own else concepts.load().get(concept).unit)
    sides = _between(row, "actual", unit), _between(row, "expected", unit)
    stated, follows = side_by_side.intervals(*sides)
    return BrokenCheck(
        str(row["rule"]),
        concept,
        measure or "level",
        Period(str(row["period_start"]), str(row["period_end"])),
        stated,
        follows,
        tuple(PrintedNumber(str(f["filing"]), int(f["line"]), str(f["printed"])) for f in figures),
        str(row["note"]),
        alarms.apart(*sides),
        bool(row["contests"]),
    )


def unit_of(measure: str, unit: str) -> str:
    """The unit in which a measure of an item in `unit` is written."""
    if measure == "pt_change":
        return POINTS
    return RATIO if measure.endswith("_pct") or measure.startswith("of:") else unit


def _between(row: Mapping[Hashable, Any], side: str, unit: str) -> Quantity:
    low, high = (float(str(row[f"{side}_{end}"])) for end in ("low", "high"))
    return Quantity((low + high) / 2, low, high, unit)


# ---- earlier filings -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SaidAgain:
    """What the filing says again: the same, another figure for a time past, or for the time it reports."""

    confirms: tuple[SaidTwice, ...]
    restates: tuple[SaidTwice, ...]
    contradicts: tuple[SaidTwice, ...]
    targets: tuple[SaidTwice, ...]
    first_targets: tuple[NewTarget, ...]


def compared(with_it: ShelfTables, filing: Filing) -> SaidAgain:
    """Each figure of the filing against the best earlier one that says the same."""
    before = [f for f in with_it.said if f.filing != filing.stem and f.announced <= filing.announced_on]
    earlier = evidence.by_variable(before)
    confirms, restates, contradicts, targets, first = [], [], [], [], []
    past = _targets(before)
    for variable, facts in evidence.by_variable(f for f in with_it.said if f.filing == filing.stem).items():
        here = evidence.best(facts)
        if variable.scenario != "actual":
            there = past.get(variable._replace(scenario=variable.scenario.partition("@")[0]))
            if there is None and variable.scenario.partition("@")[0] == "target":
                first.append(_target(here))
            elif there is not None and not meet((here.low, here.high), (there.low, there.high)):
                targets.append(_said(here, there))
            continue
        if variable not in earlier:
            continue
        there = evidence.best(earlier[variable])
        said = _said(here, there)
        if meet((here.low, here.high), (there.low, there.high)):
            confirms.append(said)
        elif variable.end < (filing.period.start or filing.period.end):
            restates.append(said)
        else:
            contradicts.append(said)
    restated, contradicted, set_anew = (_worst_first(rows) for rows in (restates, contradicts, targets))
    return SaidAgain(tuple(confirms), restated, contradicted, set_anew, tuple(first))


def _worst_first(rows: list[SaidTwice]) -> tuple[SaidTwice, ...]:
    return tuple(sorted(rows, key=lambda said: -said.size))


def _target(fact: Fact) -> NewTarget:
    variable, place = fact.variable, PrintedNumber(fact.filing, fact.line, fact.printed)
    return NewTarget(variable.concept, variable.measure, variable.period, formats.write(_value(fact)), place)


def corrected(with_it: ShelfTables, stem: str, predecessor: str) -> tuple[SaidTwice, ...]:
    """The figures that a corrected version gives otherwise than the filing it supersedes."""
    if not predecessor:
        return ()
    both = {name: with_it.facts[with_it.facts["filing"] == name] for name in (stem, predecessor)}
    standing = with_it.filings.assign(supersedes="")  # each by itself: neither takes the other's place
    here, there = (evidence.by_variable(evidence.from_frame(facts, standing)) for facts in both.values())
    of = {_plain(variable): evidence.best(facts) for variable, facts in there.items()}
    pairs = ((evidence.best(facts), of.get(_plain(variable))) for variable, facts in here.items())
    found = [_said(new, old) for new, old in pairs if old is not None and new.value != old.value]
    return _worst_first(found)


def _plain(variable: Variable) -> Variable:
    """What a figure is about, whichever filing says it."""
    return variable._replace(scenario=variable.scenario.partition("@")[0])


def _targets(before: list[Fact]) -> dict[Variable, Fact]:
    """The latest target set by earlier filings, by what it is about."""
    found: dict[Variable, Fact] = {}
    for fact in before:  # by announcement
        scenario, _, filing = fact.variable.scenario.partition("@")
        if scenario == "target" and filing:
            found[fact.variable._replace(scenario=scenario)] = fact
    return found


def _said(here: Fact, there: Fact) -> SaidTwice:
    variable = here.variable
    return SaidTwice(
        variable.concept,
        variable.measure,
        variable.scenario.partition("@")[0],
        variable.period,
        PrintedNumber(here.filing, here.line, here.printed),
        PrintedNumber(there.filing, there.line, there.printed),
        *side_by_side.values(_value(here), _value(there)),
        alarms.apart(_value(here), _value(there)),
    )


def _value(fact: Fact) -> Quantity:
    return Quantity(fact.value, fact.low, fact.high, unit_of(fact.variable.measure, fact.unit))


# ---- series ----------------------------------------------------------------------------------------------------


def extended(one: ShelfTables, other: ShelfTables) -> tuple[Extension, ...]:
    """The series of `one` that have periods which `other` has not."""
    keys = {name: _keys(side.series) for name, side in (("one", one), ("other", other))}
    found = []
    for (concept, scenario), periods in keys["one"].items():
        before = keys["other"].get((concept, scenario), {})
        new = {period: basis for period, basis in periods.items() if period not in before}
        if new:
            sides = [_latest(before), _latest(periods)]
            reported, derived = (
                tuple(sorted((p for p, b in new.items() if b == basis), key=_by_end))
                for basis in ("reported", "derived")
            )
            found.append(Extension(concept, scenario, reported, derived, *sides))
    return tuple(sorted(found, key=lambda e: (e.scenario, e.concept.count("."), e.concept)))


def _keys(frame: pd.DataFrame) -> dict[tuple[str, str], dict[Period, str]]:
    found: dict[tuple[str, str], dict[Period, str]] = {}
    names = ("concept", "scenario", "period_start", "period_end", "basis")
    for concept, scenario, start, end, basis in zip(*(frame[name] for name in names), strict=True):
        found.setdefault((concept, scenario), {})[Period(start, end)] = basis
    return found


def _latest(periods: Iterable[Period]) -> Period | None:
    return max(periods, key=_by_end, default=None)


def _by_end(period: Period) -> tuple[str, str]:
    return period.end, period.start


def revised(with_it: ShelfTables, without: ShelfTables) -> tuple[tuple[Revision, ...], int]:
    """Values that both sides have and that differ by more than their rounding; and how many intervals get tighter."""
    keys = ["concept", "scenario", "period_start", "period_end"]
    both = without.series.merge(with_it.series, on=keys, suffixes=("_before", "_after"))
    found, sharper = [], 0
    for row in both.to_dict("records"):
        before, after = _quantity(row, "before"), _quantity(row, "after")
        if not meet((before.low, before.high), (after.low, after.high)):
            when = Period(row["period_start"], row["period_end"])
            texts = side_by_side.values(before, after, formats.with_interval)
            found.append(Revision(row["concept"], row["scenario"], when, *texts, alarms.apart(before, after)))
        elif after.width < 0.999 * before.width:
            sharper += 1
    return tuple(sorted(found, key=lambda revision: -revision.size)), sharper


def _quantity(row: Mapping[Hashable, Any], side: str) -> Quantity:
    value, low, high, unit, basis = (row[f"{name}_{side}"] for name in ("value", "low", "high", "unit", "basis"))
    return Quantity(value, low, high, unit, basis=basis)
