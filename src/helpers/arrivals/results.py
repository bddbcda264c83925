"""Which findings of the analysis notebooks change: they are run on a copy of the data, in a folder that goes again."""

from __future__ import annotations

import contextlib
import io
import math
import shutil
import tempfile
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from helpers import formats, tables
from helpers.arrivals.effects import Tables
from helpers.arrivals.report import FindingChange, Findings
from helpers.project import PipelineError, Project
from helpers.quantity import POINTS, RATIO, Quantity

FIRST_ANALYSIS = "04"
_LEAST = 1e-9
Row: TypeAlias = Mapping[Hashable, Any]


@dataclass(frozen=True)
class _Elsewhere(Project):
    """The project, built in another folder."""

    @property
    def build(self) -> Path:
        return self.scratch

    scratch: Path = Path()


def compare(project: Project, data: Path, after: Tables, changed: list[Path]) -> Findings:
    """The findings of `data`/processed against those that the notebooks make of other tables.

    after     the tables with the filing in (or out)
    changed   the raw texts that go with them
    """
    before = data / "processed" / "findings.csv"
    if not before.is_file():
        return Findings(not_compared=f"{before.name} is not there yet; make report makes it")
    if after.facts.empty:
        return Findings(not_compared="no facts are left")
    with _copy(data, after, changed) as folder:
        try:
            stopped = _run(_Elsewhere(project.root, project.steps, folder / "build"), folder)
        except PipelineError as error:
            return Findings(not_compared=str(error))
        made = sorted((folder / "build").rglob("processed/findings/*.csv"))
        frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in made]
        if not frames:
            return Findings(stopped=stopped, not_compared="no notebook came to its findings")
        now = pd.concat(frames, ignore_index=True)
    then = pd.read_csv(before, dtype=str, keep_default_na=False)
    names = {name for name, _ in stopped}
    return Findings(len(now), differences(then[~then["notebook"].isin(names)], now), stopped)


@contextlib.contextmanager
def _copy(data: Path, after: Tables, changed: list[Path]) -> Iterator[Path]:
    """A data folder with other tables, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="helpers-") as name:
        folder = Path(name).resolve()
        raw = folder / "raw"
        raw.mkdir()
        for path in changed:
            shutil.copyfile(path, raw / path.name)
        if (data / "raw" / "reference").is_dir():
            shutil.copytree(data / "raw" / "reference", raw / "reference")
        records = after.filings[tables.columns("filings")]
        frames = {name: getattr(after, name) for name in ("numbers", "facts", "checks", "series")}
        tables.write_all(folder / "processed", {"filings": records, **frames})
        yield folder


def _run(project: Project, folder: Path) -> tuple[tuple[str, str], ...]:
    """Run the analysis notebooks; the names of those that stopped, each with its error."""
    from helpers import pipeline

    analyses = [step.name for step in project.steps if step.name >= FIRST_ANALYSIS]
    quiet = io.StringIO()
    with contextlib.redirect_stderr(quiet):
        outcome = pipeline.run(
            project, {"data_dir": str(folder)}, start=analyses[0] if analyses else "", say=lambda _: None
        )
    return tuple((failure.step, failure.error.strip().split("\n")[-1]) for failure in outcome.failed)


def differences(before: pd.DataFrame, after: pd.DataFrame) -> tuple[FindingChange, ...]:
    """The findings that are not the same, by notebook and name, of two tables like findings.csv, all cells text."""
    keys = ["notebook", "name"]
    both = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), indicator=True)
    found = []
    for row in both.sort_values(keys).to_dict("records"):
        sides = [_side(row, side) for side in ("before", "after")]
        here = {"left_only": (True, False), "right_only": (False, True)}.get(str(row["_merge"]), (True, True))
        then, now = (_written(side, there) for side, there in zip(sides, here, strict=True))
        same = here == (True, True) and _same(row)
        if not same:
            statement = row["statement_after"] if here[1] else row["statement_before"]
            found.append(FindingChange(row["notebook"], row["name"], then, now, _by(*sides), str(statement)))
    return tuple(sorted(found, key=lambda change: change.before == change.after))


def _same(row: Row) -> bool:
    for name in ("value", "low", "high"):
        one, other = _number(row[f"{name}_before"]), _number(row[f"{name}_after"])
        if (one is None) != (other is None):
            return False
        if one is not None and other is not None and not math.isclose(one, other, rel_tol=_LEAST, abs_tol=_LEAST):
            return False
    return bool(row["period_end_before"] == row["period_end_after"])


def _side(row: Row, side: str) -> Quantity | None:
    value, low, high = (_number(row.get(f"{name}_{side}", "")) for name in ("value", "low", "high"))
    if value is None:
        return None
    start, end, unit = (str(row[f"{name}_{side}"]) for name in ("period_start", "period_end", "unit"))
    low, high = value if low is None else low, value if high is None else high
    return Quantity(value, low, high, unit, start, end, basis="derived")


def _number(text: object) -> float | None:
    try:
        number = float(str(text))
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _written(side: Quantity | None, there: bool) -> str:
    if side is None:
        return "unknown" if there else ""
    when = f" ({formats.period(side.period_start, side.period_end)})" if side.period_end else ""
    return formats.write(side) + when


def _by(before: Quantity | None, after: Quantity | None) -> str:
    """By how much a finding changes: in points where it is a ratio."""
    if before is None or after is None or before.unit != after.unit:
        return ""
    difference = after.value - before.value
    if difference == 0:
        return "in its interval alone"
    unit = POINTS if before.unit == RATIO else before.unit
    text = formats.write(Quantity(difference, difference, difference, unit), sign="+")
    return f"by {text}" if any(digit in text for digit in "123456789") else "by less than is shown"
