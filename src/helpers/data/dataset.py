"""The analyst's door to the tables: quantities by concept and period, as of any date.

data = open_data(as_of="2016-08-05")
data.get("revenue", "1q16")                     a Quantity, or a Missing one with its reason
data.table(["revenue", "cost"], ["1q15", "1q16"])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
import pandas as pd

from helpers.data import asked, find, published
from helpers.data.as_of import DataError as DataError
from helpers.data.as_of import Tables, last_day
from helpers.data.as_of import project_root as project_root
from helpers.data.asking import Asking
from helpers.data.quantity import words
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity
from helpers.data.quantity.reference import PRINTED, Reference
from helpers.data.quantity.units import POINTS, RATIO
from helpers.data.references import REFERENCE
from helpers.language import calendar, company, concepts
from helpers.language.calendar import Period
from helpers.proof import evidence, splits
from helpers.proof.series import CONTESTED, SOUND

ELSEWHERE = frozenset({"published", "published_derived"})
_OF_FILINGS = ("filings", "numbers", "facts", "checks", "series")
_KEY = ["concept", "scenario", "period_start", "period_end"]


class _Level(NamedTuple):
    """A row of the series or of the record, its key apart; ids with a space between."""

    value: float
    low: float
    high: float
    unit: str
    fact_ids: str
    basis: str
    rule: str
    reference_ids: str = ""
    announced_on: str = ""
    status: str = SOUND


def open_data(data_dir: str | Path = "data", as_of: str = "", elsewhere: bool = True) -> Data:
    """The tables of a data folder, with only what was announced up to a date.

    data_dir   folder that holds processed/ (and raw/reference/); a relative path starts at the project's root
    as_of      '' for everything, else 'YYYY-MM-DD' or 'YYYY-MM' (its last day): later filings and reference rows are
               left out, and checks, series and record are made anew from what remains
    elsewhere  whether figures published outside the filings are used; without them nothing of them shows
    Raises DataError when the folder has no tables or `as_of` is no date.
    """
    folder = Path(data_dir)
    if not folder.is_absolute():
        folder = project_root() / folder
    if not (folder / "processed" / "filings.csv").exists():
        raise DataError(
            f"'{data_dir}' holds no processed/filings.csv: make the tables first ('make report', or "
            "'python -m helpers extract data/raw data/processed'), or pass another data_dir."
        )
    wanted = folder, last_day(as_of), elsewhere
    if folder in _shared:
        return _shared[folder].setdefault(wanted, Data(*wanted))
    return cast(Data, asked.heard(Data(*wanted)))


_shared: dict[Path, dict[tuple[Path, str, bool], Data]] = {}


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """While it lasts, whoever opens the tables of `folder` in the same way gets the same object: read once."""
    _shared[folder] = {}
    try:
        yield
    finally:
        del _shared[folder]


class Data(Asking, Tables):
    """The tables with the quantities in them, by concept and period."""

    def alone(self) -> Data:
        """The same tables without the figures published elsewhere."""
        other = Data(self.folder, self.as_of, elsewhere=False)
        vars(other).update({name: vars(self)[name] for name in _OF_FILINGS if name in vars(self)})
        return other

    # ---- words --------------------------------------------------------------------------------------------------

    @property
    def root(self) -> Path:
        """The project's root folder."""
        return project_root()

    @property
    def data_dir(self) -> Path:
        """The data folder."""
        return self.folder

    @property
    def concepts(self) -> concepts.Concepts:
        """The vocabulary of line items."""
        return concepts.load()

    def label(self, concept: str) -> str:
        """What a line item is called."""
        return concepts.load().get(concept).label

    def dates(self, concept: str, period: str) -> Period:
        """The dates a period name means for a concept: of a balance, the last day."""
        self.require(concept)
        return calendar.period(period, concept in self._balances)

    @cached_property
    def _balances(self) -> frozenset[str]:
        named = {item.id for item in concepts.load().concepts.values() if item.period == "instant"}
        starts: dict[str, set[str]] = {}
        for concept, _, start, _ in self.levels:
            starts.setdefault(concept, set()).add(start)
        return frozenset(named | {concept for concept, of_it in starts.items() if of_it == {""}})

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of all line items."""
        return frozenset(concepts.load().concepts) | {*self.facts["concept"], *(key[0] for key in self.levels)}

    def require(self, concept: str) -> None:
        """DataError, with what may be meant, for a line item that does not exist."""
        if concept not in self.named:
            raise DataError(f"There is no concept '{concept}'{find.suggestion(concept, self.known_levels)}")

    # ---- quantities -----------------------------------------------------------------------------------------------

    def get(self, concept: str, period: str, scenario: str = "actual", reported_only: bool = False) -> AnyQuantity:
        """The level of a concept with the sharpest interval the evidence allows: from the filings, or else, where
        `elsewhere` is on, as it was published elsewhere or follows with that.

        concept   a line item ('revenue.network'); DataError for one that does not exist
        period    'fy2016', '1q15', '1h16', '9m11', a month or a date; of a balance its last day
        scenario  'actual', 'target' (the last that was set) or 'prior_target' (the one before it)
        returns   a Quantity, or a Missing one that says why it cannot be known. The value is the reported one where
                  that lies in the interval, else (printed in coarser units than others prove) the middle of it.
        """
        when = self.dates(concept, period)
        level = self.levels.get((concept, scenario, when.start, when.end))
        if level is None or (reported_only and level.basis != "reported"):
            return self._missing(concept, when, scenario, "prints" if reported_only else "prints or implies")
        return self._quantity(concept, when, scenario, level)

    def _quantity(self, concept: str, when: Period, scenario: str, level: _Level) -> Quantity:
        value, low, high = level.value, level.low, level.high
        facts, references = tuple(level.fact_ids.split()), tuple(level.reference_ids.split())
        printed = (references if level.basis == "published" else facts)[:1] if level.basis in PRINTED else ()
        return Quantity(
            value if low <= value <= high else (low + high) / 2,
            low,
            high,
            level.unit,
            when.start,
            when.end,
            scenario=scenario,
            fact_ids=facts,
            basis=level.basis,
            formula=words.figure(concept, when, scenario=scenario),
            working="" if level.basis in PRINTED else words.rules(level.rule),
            decimals=self._decimals.get(printed[0]) if printed else None,
            references=tuple(self._references[one] for one in references if one in self._references),
            announced_on=level.announced_on if scenario != "actual" else "",
            status=level.status,
        )

    @cached_property
    def levels(self) -> dict[tuple[str, str, str, str], _Level]:
        """What is known, by concept, scenario and period; of targets the last one, and the one before it."""
        columns = [*_KEY, "value", "sharp_low", "sharp_high", "unit", "fact_ids", "basis", "rule", "status"]
        rows = self.series[columns].itertuples(index=False, name=None)
        found = {row[:4]: _Level(*row[4:11])._replace(status=row[11]) for row in rows}
        if self.elsewhere and not self.published.empty:
            last = {key: told[-1] for key, told in self._revisions.items()}
            for key, level in (*self._recorded("actual"), *last.items()):
                if level.basis in ELSEWHERE:
                    found[key] = level
                elif level.status == CONTESTED and key in found:  # by what was published elsewhere
                    found[key] = found[key]._replace(status=CONTESTED)
            for key, told in self._revisions.items():
                if len(told) > 1:
                    found.setdefault((key[0], "prior_target", *key[2:]), told[-2])
        return found

    def _recorded(self, scenario: str) -> Iterator[tuple[tuple[str, str, str, str], _Level]]:
        columns = [*_KEY, "value", "low", "high", "unit", "fact_ids", "basis", "rule", "reference_ids", "announced_on"]
        columns.append("status")
        rows = self.record[self.record["scenario"] == scenario].sort_values("announced_on", kind="stable")
        for row in rows[columns].itertuples(index=False, name=None):
            yield row[:4], _Level(*row[4:])

    @cached_property
    def _revisions(self) -> dict[tuple[str, str, str, str], list[_Level]]:
        """The targets of each concept and period, the first one first."""
        found: dict[tuple[str, str, str, str], list[_Level]] = {}
        for key, level in self._recorded("target"):
            found.setdefault(key, []).append(level)
        return found

    def revisions(self, concept: str, period: str) -> list[Quantity]:
        """Every target for a period in the order of the days they were told (`announced_on`); none is an empty list."""
        when = self.dates(concept, period)
        told = self._revisions.get((concept, "target", when.start, when.end), [])
        return [self._quantity(concept, when, "target", level) for level in told]

    def reference_of(self, reference_id: str) -> Reference:
        """Who published a figure, when and where; KeyError for an id that is not known (by `as_of`)."""
        return self._references[reference_id]

    @cached_property
    def _references(self) -> dict[str, Reference]:
        return published.references(self.published)

    @cached_property
    def _decimals(self) -> dict[str, int]:
        printed = [(self.facts, "fact_id"), (self.published, "reference_id")]
        return {
            source: int(decimals)
            for frame, name in printed
            for source, decimals in zip(frame[name].tolist(), frame["decimals"].tolist(), strict=True)
        }

    def _missing(self, concept: str, when: Period, scenario: str, verb: str) -> Missing:
        known_by = f" announced by {self.as_of}" if self.as_of else ""
        elsewhere = self.elsewhere and verb != "prints" and not self.published.empty
        source = "no filing or other publication" if elsewhere else "no filing"
        reason = f"{source}{known_by} {verb} {words.figure(concept, when, scenario=scenario)}"
        unit = company.in_tables(concepts.load().get(concept).unit)
        return Missing(reason, unit, when.start, when.end, scenario=scenario)

    def many(self, concept: str, periods: Iterable[str], scenario: str = "actual") -> list[AnyQuantity]:
        """The level of a concept in each of several periods."""
        return [self.get(concept, period, scenario) for period in periods]

    def printed(
        self, concept: str, period: str, measure: str = "level", scenario: str = "actual", filing: str = ""
    ) -> AnyQuantity:
        """A figure as a filing prints it: a comparison, ratio, share or level, with its rounding interval.

        The most precise of the latest filing that prints it, or of `filing`. Points (pt_change) have unit 'points'.
        """
        asked = (concept, period, measure, scenario, filing)
        if asked not in self._answers:  # analyses ask for the same figures again and again
            self._answers[asked] = self._printed(*asked)
        return self._answers[asked]

    @cached_property
    def contested(self) -> frozenset[str]:
        """The facts that a broken check leaves in doubt."""
        return frozenset(" ".join(self.checks["contests"]).split())

    @cached_property
    def _answers(self) -> dict[tuple[str, str, str, str, str], AnyQuantity]:
        return {}

    def _printed(self, concept: str, period: str, measure: str, scenario: str, filing: str) -> AnyQuantity:
        when = self.dates(concept, period)
        if measure == "change":
            found = self.mentions(concept, measure=measure, scenario=scenario)
            found = found[found["period_end"] == when.end]
        else:
            found = self.mentions(concept, period, measure, scenario)
        if filing:
            found = found[found["filing"] == filing]
        if found.empty:
            missing = self._missing(concept, when, scenario, "prints")
            if measure != "level":
                missing = replace(missing, reason=f"{missing.reason} as {measure}", unit=RATIO)
            return missing
        latest = found[found["filing"] == found["filing"].iloc[-1]]
        fact = evidence.best(evidence.from_frame(latest, self.filings, self.shares_of))
        as_it_is = fact.per == 1  # not brought to other shares
        return Quantity(
            fact.value,
            fact.low,
            fact.high,
            POINTS if measure == "pt_change" else fact.unit,
            fact.variable.start,
            fact.variable.end,
            scenario=scenario,
            fact_ids=(fact.fact_id,),
            basis="reported" if as_it_is else "derived",
            formula=words.figure(concept, when, measure, scenario),
            working="" if as_it_is else words.rules(splits.RULE),
            decimals=self._decimals.get(fact.fact_id) if as_it_is else None,
            status=CONTESTED if fact.fact_id in self.contested else SOUND,
        )

    def mentions(self, concept: str, period: str = "", measure: str = "", scenario: str = "") -> pd.DataFrame:
        """The facts about a concept, by announcement and line; narrowed to a period, measure and scenario."""
        self.require(concept)
        frame = self._facts_of.get(concept)
        if frame is None:
            return self.facts.iloc[:0]
        when = self.dates(concept, period) if period else None
        wanted = {"measure": measure, "scenario": scenario}
        wanted |= {"period_end": when.end, "period_start": when.start} if when else {}
        keep = np.ones(len(frame), dtype=bool)
        for column, value in wanted.items():
            if value or column.startswith("period"):
                keep &= frame[column].to_numpy() == value
        return frame[keep].reset_index(drop=True)

    @cached_property
    def _facts_of(self) -> dict[str, pd.DataFrame]:
        """The facts of each concept, by announcement, line and place."""
        order = {filing: number for number, filing in enumerate(self.filings["filing"])}
        by_place = self.facts.assign(_order=self.facts["filing"].map(order)).sort_values(["_order", "line", "start"])
        return {str(name): frame for name, frame in by_place.drop(columns="_order").groupby("concept")}

    # ---- sources ------------------------------------------------------------------------------------------------

    def sources(self, quantity: AnyQuantity) -> pd.DataFrame:
        """The facts behind a quantity: filing, announced_on, line, printed, label, concept, measure, period."""
        facts = [fact for fact in quantity.fact_ids if not fact.startswith(REFERENCE)]
        frame = self.facts.set_index("fact_id").loc[facts].reset_index()
        frame["announced_on"] = frame["fact_id"].map(self._announced)
        frame["period"] = list(map(calendar.name, frame["period_start"], frame["period_end"]))
        names = ["fact_id", "filing", "announced_on", "line", "printed", "label", "concept", "measure", "period"]
        return frame[names]
