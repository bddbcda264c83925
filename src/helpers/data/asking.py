"""What can be asked of the tables in one call: frames of quantities, line items by word, passages, checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, cast

import pandas as pd

from helpers.data import find, frames, said, timeline, wide
from helpers.data.quantity import words
from helpers.language import calendar, concepts
from helpers.language.calendar import Period

_CHECKED = ["status", "rule", "says", "expected_low", "expected_high", "actual_low", "actual_high", "note", "fact_ids"]


class Asking:
    """The questions of `Data`."""

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last fiscal year that any figure of the data folder is about, whatever `as_of` is:
        where the time axis of frames begins and ends."""
        folder, found = cast(Any, self).folder / "processed", set()
        for name in ("series", "record"):
            if (folder / f"{name}.csv").exists():
                ends = pd.read_csv(folder / f"{name}.csv", usecols=["period_end"], dtype=str)["period_end"]
                found |= set(map(calendar.fiscal_year, ends.unique()))
        return (min(found), max(found)) if found else (0, -1)

    def frame(
        self,
        items: str | Iterable[str] | Mapping[str, str],
        freq: str = "FY",
        since: str = "",
        until: str = "",
        scenario: str = "actual",
    ) -> pd.DataFrame:
        """A frame of quantities: one column a line item, one row a period, in the order of time, gaps included.

        items         ids of line items (their columns have the same names), one id, or a dict of names and ids
        freq          'FY', 'H', 'Q', '9M', or one period of each year: '1Q', '2Q', '3Q', '4Q', '1H', '2H'
        since, until  names of periods; by default the first and the last that any of the items is known in
        scenario      'actual', 'target' (the latest) or 'prior_target'
        returns       columns of dtype 'quantity' (value, interval, unit and sources, or why nothing is known), indexed
                      by the company's names of the periods, an ordered categorical; `.q` leads to plain pandas
        Raises DataError for an item that does not exist, ValueError for a period or frequency that is none.
        """
        return frames.frame(self, items, freq, since, until, scenario)

    def table(self, names: Iterable[str], periods: Iterable[str], scenario: str = "actual") -> pd.DataFrame:
        """One row a concept and period, unknown ones included: label, dates, value, interval, unit, basis, reason.

        The column `period` sorts by time.
        """
        data, when = cast(Any, self), list(periods)
        rows = []
        for concept in names:
            for period in when:
                quantity = data.get(concept, period, scenario)
                rows.append(
                    {"concept": concept, "label": data.label(concept), "period": period}
                    | quantity.as_row()
                    | {"basis": quantity.basis, "reason": quantity.reason}
                )
        frame = pd.DataFrame(rows)
        return frame.assign(period=timeline.in_order(frame["period"].tolist())) if rows else frame

    def wide(self, names: Iterable[str], periods: Iterable[str], scenario: str = "actual") -> pd.DataFrame:
        """The values alone: one row a concept (by label), one column a period; unknown ones are NaN."""
        data, when = cast(Any, self), list(periods)
        values = {
            data.label(concept): [data.get(concept, period, scenario).value for period in when] for concept in names
        }
        return pd.DataFrame.from_dict(values, orient="index", columns=when, dtype=float)

    def periods(self, concept: str, scenario: str = "actual", months: int | None = None) -> list[str]:
        """The names of the periods a level is known for, in order of time; only those `months` long if given."""
        return [period.name for period in self.spans(concept, scenario) if months in (None, _length(period))]

    def spans(self, concept: str, scenario: str = "actual") -> list[Period]:
        """The periods a level is known for, in order of time; of those that end together the longest first."""
        cast(Any, self).require(concept)
        return sorted(self._spans.get((concept, scenario), ()), key=lambda period: (period.end, period.start))

    @cached_property
    def _spans(self) -> dict[tuple[str, str], set[Period]]:
        """The periods of all levels that are known, by concept and scenario."""
        found: dict[tuple[str, str], set[Period]] = {}
        for concept, scenario, *days in cast(Any, self).levels:
            found.setdefault((concept, scenario), set()).add(Period(*days))
        return found

    @cached_property
    def known_levels(self) -> dict[str, int]:
        """How many levels of each line item are known; nil for one that is only named."""
        data: Any = self
        counts = Counter(key[0] for key in data.levels)
        return {concept: counts[concept] for concept in sorted(data.named)}

    def wide_record(self, freq: str = "FY") -> pd.DataFrame:
        """The record for a spreadsheet, as in record_wide_years.csv: a row a line item, a column a period (`freq` as in
        `frame`), amounts in JPY million; cells are Decimals, None where nothing is known."""
        return wide.frame(cast(Any, self).record, freq)

    def find(self, word: str, most: int = 20) -> pd.DataFrame:
        """The line items that a word may mean, best first: by id, label and the names that filings use.

        One row an item: concept, label, known (how many levels are known), first and last (their periods), unit,
        called (the name that matched). Empty where nothing answers to the word.
        """
        data: Any = self
        rows = []
        for match in find.matches(word, data.known_levels)[:most]:
            spans = self.spans(match.concept)
            item = concepts.load().get(match.concept)
            longest = [span.name.upper() for span in spans if span.end == spans[-1].end]
            ends = (spans[0].name.upper(), longest[0]) if spans else ("", "")
            rows.append((match.concept, item.label, len(spans), *ends, item.unit, match.by))
        return pd.DataFrame(rows, columns=["concept", "label", "known", "first", "last", "unit", "called"])

    def text(self, filing: str) -> str:
        """The text of a filing as filed, by its id, its day ('2016-08-05') or a part of its id that no other has.

        Raises DataError where there is no such filing, or it was announced after `as_of`.
        """
        return said.text(self, filing)

    def said(self, word: str, when: str = "") -> said.Said:
        """The passages with a word in the filings announced in a period ('2013-05', '2013-08-06', 'fy2013'; '' all).

        Where none was announced then, those of the nearest filing, and the answer says so.
        """
        return said.said(self, word, when)

    def checks_of(self, concept: str, period: str) -> pd.DataFrame:
        """What confirms or contests the level of a line item in a period, the broken checks first.

        The rows of `checks` that are about it or rest on a fact about it; `says` is the rule in words, the ends in
        base units. Figures published elsewhere are among them where there are any.
        """
        data: Any = self
        when = data.dates(concept, period)
        facts = set(data.mentions(concept, period)["fact_id"])
        parts = [data.checks, data.record_checks]
        found = []
        for checks in parts:
            about = checks["concept"] == concept
            about &= (checks["period_start"] == when.start) & (checks["period_end"] == when.end)
            rests = [bool(facts & set(ids.split())) for ids in checks["fact_ids"]]
            found.append(checks[about | pd.Series(rests, index=checks.index, dtype=bool)])
        both = pd.concat(found).sort_values("status", kind="stable")  # 'broken' before 'holds'
        both["says"] = [words.rules(rule) for rule in both["rule"]]
        return both[_CHECKED].reset_index(drop=True)

    def __repr__(self) -> str:
        data: Any = self
        days = data.filings["announced_on"]
        known = f", as known on {data.as_of}" if data.as_of else ""
        of = f" of {days.iloc[0]} to {days.iloc[-1]}" if len(days) else ""
        return f"Data of {len(days)} filings{of}: {len(data.facts):,} facts, {len(data.checks):,} checks{known}"


def _length(period: Period) -> int:
    months = calendar.months_of(period)
    return months[1] - months[0] if months else 0
