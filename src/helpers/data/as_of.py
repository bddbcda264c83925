"""The tables of a data folder as they stood on a day: only what was announced up to then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.data import published, record, references, tables
from helpers.language import calendar
from helpers.language.errors import HelpersError
from helpers.proof import checks, evidence, series


class DataError(HelpersError, ValueError):
    """The data folder cannot be used as asked; the message says what to do."""


def project_root(start: Path | None = None) -> Path:
    """The folder that holds pyproject.toml, found by walking up from `start` (the current folder if None)."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").exists():
            return folder
    raise DataError(f"No pyproject.toml in {here.name} or any folder above it: run this inside the project.")


def last_day(as_of: str) -> str:
    """An as_of date as typed, as a day: a month counts as its last day. Raises DataError for what is no date."""
    try:
        return calendar.day_known(as_of)
    except ValueError as error:
        raise DataError(str(error)) from error


@dataclass(frozen=True)
class Tables:
    """The tables as they stood on `as_of` ('' for now). Frames are read when first asked for.

    `elsewhere` says whether figures published outside the filings are used; without them nothing of them shows.
    """

    folder: Path
    as_of: str
    elsewhere: bool = True

    @cached_property
    def filings(self) -> pd.DataFrame:
        """filings.csv: one row a filing announced by then, the earliest first."""
        frame = tables.read(self.folder / "processed", "filings")
        if self.as_of:
            frame = frame[frame["announced_on"] <= self.as_of]
        frame = frame[~frame["filing"].isin(evidence.superseded(frame))]
        return frame.sort_values(["announced_on", "filing"], ignore_index=True)

    def _of_filings(self, name: str) -> pd.DataFrame:
        frame = tables.read(self.folder / "processed", name)
        return frame[frame["filing"].isin(self.filings["filing"])].reset_index(drop=True)

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """numbers.csv: one row a number token."""
        return self._of_filings("numbers")

    @cached_property
    def facts(self) -> pd.DataFrame:
        """facts.csv: one row a fact; `value` is a Decimal."""
        return self._of_filings("facts")

    @cached_property
    def checks(self) -> pd.DataFrame:
        """checks.csv: one row a check; made anew from the facts known by then where `as_of` is set."""
        if self.as_of:
            return checks.build(self.facts, self.filings, self.as_of)
        return tables.read(self.folder / "processed", "checks")

    @cached_property
    def series(self) -> pd.DataFrame:
        """series.csv: one row a concept, scenario and period; made anew where `as_of` is set."""
        if self.as_of:
            return series.build(self.facts, self.filings, on=self.as_of)
        return tables.read(self.folder / "processed", "series")

    @cached_property
    def published(self) -> pd.DataFrame:
        """The figures published elsewhere, as `published.read` gives them: those announced by then; none without
        `elsewhere`."""
        if not self.elsewhere:
            return published.empty()
        return published.read(self.folder / "raw" / "reference", self.as_of)

    @cached_property
    def shares_of(self) -> str:
        """The day of whose shares figures a share are, and numbers of shares: the last that anything is known of."""
        return self.as_of or record.latest_day(self.filings, self.published)

    @cached_property
    def record(self) -> pd.DataFrame:
        """record.csv: one row a concept, scenario and period (of targets a revision), from the filings and elsewhere.

        Made anew where `as_of` is set or figures published elsewhere are not used.
        """
        return self._record[0]

    @cached_property
    def record_checks(self) -> pd.DataFrame:
        """record_checks.csv: one row a check that a published figure takes part in."""
        return self._record[1]

    @cached_property
    def _record(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        saved = self.folder / "processed"
        if self.as_of or not self.elsewhere or not (saved / "record.csv").exists():
            return record.build(self.facts, self.filings, self.series, self.published, self.as_of)
        return tables.read(saved, "record"), tables.read(saved, "record_checks")

    def reference(self, name: str) -> pd.DataFrame:
        """A table of data/raw/reference, without rows announced (or about dates) after `as_of`.

        The column `hindsight` is True for rows whose announcement has no date: they may not have been known then.
        """
        try:
            return references.read(self.folder / "raw" / "reference", name, self.as_of)
        except KeyError as error:
            known = ", ".join(references.DATES)
            raise DataError(f"There is no reference table '{name}'; there are {known}.") from error
        except FileNotFoundError as error:
            raise DataError(
                f"data/raw/reference/{name}.csv is not there: restore it, it comes with the project."
            ) from error

    @cached_property
    def _announced(self) -> dict[str, str]:
        dates = dict(zip(self.filings["filing"], self.filings["announced_on"], strict=True))
        return {fact: dates[filing] for fact, filing in zip(self.facts["fact_id"], self.facts["filing"], strict=True)}

    def announced(self, fact_id: str) -> str:
        """The day a fact was announced (ISO)."""
        return self._announced[fact_id]
