"""Which findings of the analysis notebooks change: their cells are run on a copy of the data, which goes again."""

from __future__ import annotations

import contextlib
import math
import shutil
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from helpers.data import dataset, files, published, record, scratch, tables
from helpers.data.quantity import formats
from helpers.data.quantity.quantity import POINTS, RATIO, Quantity
from helpers.filing.raw import FilingError
from helpers.run import in_process, parameters
from helpers.run.arrivals import alarms
from helpers.run.arrivals.effects import ShelfTables
from helpers.run.arrivals.report import FindingChange, FindingsChanged
from helpers.run.plan import CellFailed
from helpers.run.project import PipelineError, Project

FIRST_ANALYSIS = "04"
_LEAST = 1e-9
_FINEST = 4  # decimals of a difference
Row: TypeAlias = Mapping[Hashable, Any]
Stopped: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShelfSide:
    """The tables before or after the change, and the raw texts that go with them: files, and contents by name."""

    tables: ShelfTables
    texts: list[Path]
    arriving: Mapping[str, bytes] = field(default_factory=dict)


def compare(project: Project, data: Path, before: ShelfSide, after: ShelfSide) -> FindingsChanged:
    """The findings that the notebooks make of the tables on one side of the change against those of the other.

    Those before are taken from `data`/processed where its tables are of the same texts; else (another filing came in
    since the last run) the notebooks run on both sides, so that a filing is told its own changes alone.
    """
    if before.tables.facts.empty or after.tables.facts.empty:
        return FindingsChanged(not_compared="without it there are no facts to find anything in")
    try:
        kept = _kept(data, before.tables)
        then, stopped_before = (kept, ()) if kept is not None else _found(project, data, before)
        now, stopped = _found(project, data, after)
    except PipelineError as error:
        return FindingsChanged(not_compared=str(error))
    if now is None or then is None:
        return FindingsChanged(stopped=stopped, not_compared="no notebook came to its findings")
    names = {name for name, _ in (*stopped, *stopped_before)}
    finished = (frame[~frame["notebook"].isin(names)] for frame in (then, now))
    changes, finer = differences(*finished)
    return FindingsChanged(len(now), changes, finer, stopped)


def _kept(data: Path, before: ShelfTables) -> pd.DataFrame | None:
    """The findings of the last run, if it was on the same texts; else None."""
    folder = data / "processed"
    if not all((folder / f"{name}.csv").is_file() for name in ("findings", "filings")):
        return None
    of = ["filing", "sha256"]
    ran = pd.read_csv(folder / "filings.csv", dtype=str, keep_default_na=False)
    same = set(of) <= set(ran) and set(map(tuple, ran[of].values)) == set(map(tuple, before.filings[of].values))
    return pd.read_csv(folder / "findings.csv", dtype=str, keep_default_na=False) if same else None


def _found(project: Project, data: Path, side: ShelfSide) -> tuple[pd.DataFrame | None, Stopped]:
    """The findings that the notebooks make of the tables, None where none comes to any, and those that stopped."""
    with _copy(data, side) as folder, dataset.shared(folder):
        stopped = _run(project, folder)
        made = sorted((folder / "saved" / "findings").glob("*.csv"))
        frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in made]
    return pd.concat(frames, ignore_index=True) if frames else None, stopped


@contextlib.contextmanager
def _copy(data: Path, side: ShelfSide) -> Iterator[Path]:
    """A data folder with the tables and texts of one side, for as long as it is needed."""
    with scratch.folder("findings") as name:
        folder = Path(name).resolve()
        raw = folder / "raw"
        raw.mkdir()
        for name, content in _contents(side).items():
            (raw / name).write_bytes(content)
        if (data / "raw" / "reference").is_dir():
            shutil.copytree(data / "raw" / "reference", raw / "reference")
        records = side.tables.filings[tables.columns("filings")]
        frames = {name: getattr(side.tables, name) for name in ("numbers", "facts", "checks", "series")}
        reported = published.read(raw / "reference")
        joined = record.build(side.tables.facts, side.tables.filings, side.tables.series, reported)
        joint = {"record": joined.record, "record_checks": joined.checks}
        tables.write_all(folder / "processed", {"filings": records, **frames, **joint})
        yield folder


def _contents(side: ShelfSide) -> dict[str, bytes]:
    """The texts that the tables were made of, by file name. Raises FilingError if one has changed since."""
    found = {path.name: path.read_bytes() for path in side.texts} | dict(side.arriving)
    made_of = dict(zip(side.tables.filings["filing"], side.tables.filings["sha256"], strict=True))
    for name, content in found.items():
        if files.digest(content) != made_of[name.removesuffix(".txt")]:
            raise FilingError(f"{name} changed while it was read. Run the command again once nothing writes to it.")
    return found


def _run(project: Project, folder: Path) -> Stopped:
    """Run the analysis notebooks here, without kernels; the names of those that stopped, each with its error."""
    stopped = []
    given = {"data_dir": str(folder), "save_to": str(folder / "saved")}
    for step in project.steps:
        if step.name >= FIRST_ANALYSIS:
            if not project.source(step).is_file():
                raise PipelineError(f"{project.relative(project.source(step))} is missing")
            known = parameters.declared(project.source(step))
            try:
                in_process.run(project.source(step), {name: value for name, value in given.items() if name in known})
            except CellFailed as failed:
                stopped.append((step.name, failed.error.strip().split("\n")[-1]))
    return tuple(stopped)


def differences(before: pd.DataFrame, after: pd.DataFrame) -> tuple[tuple[FindingChange, ...], int]:
    """The findings that are not the same, by notebook and name, of two tables like findings.csv, all cells text.

    Returns what a reader knew and is no longer so, the largest change first, then what is new, then what only moves
    its ends; and how many are the same, known more finely.
    """
    keys = ["notebook", "name"]
    both = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), indicator=True)
    found, finer = [], 0
    for row in both.sort_values(keys).to_dict("records"):
        then, now = (_side(row, side) for side in ("before", "after"))
        here = {"left_only": (True, False), "right_only": (False, True)}.get(str(row["_merge"]), (True, True))
        if here == (True, True) and _same(row):
            continue
        if then is not None and now is not None and _confirms(then, now):
            finer += 1
            continue
        texts = _written(then, here[0]), _written(now, here[1])
        if then is not None and now is not None and texts[0] == texts[1]:
            texts = _with_ends(then), _with_ends(now)
        statement = row["statement_after"] if here[1] else row["statement_before"]
        found.append(
            FindingChange(
                row["notebook"],
                row["name"],
                *texts,
                _by(then, now),
                str(statement),
                _size(then, now),
                str(row.get("status_after", "")) == "contested",
            )
        )
    return tuple(sorted(found, key=lambda change: (_weight(change), -change.size))), finer


def _confirms(before: Quantity, after: Quantity) -> bool:
    """Whether a finding is the same with another digit: all it may be now, it might have been before."""
    slack = _LEAST * max(abs(before.low), abs(before.high))
    within = before.low - slack <= after.low and after.high <= before.high + slack
    narrower = after.high - after.low < before.high - before.low - slack
    return (
        within
        and narrower
        and (before.unit, before.period_start, before.period_end)
        == (
            after.unit,
            after.period_start,
            after.period_end,
        )
    )


def _size(before: Quantity | None, after: Quantity | None) -> float:
    """How large a change is; of the same period, by the ends nearest each other."""
    if before is None or after is None or before.unit != after.unit:
        return math.inf
    if (before.period_start, before.period_end) != (after.period_start, after.period_end):
        largest = max(abs(before.value), abs(after.value))
        return abs(after.value - before.value) / largest if largest else 0.0
    return alarms.apart(before, after)


def _weight(change: FindingChange) -> int:
    """Contested ones first, then what a reader knows already, then what is new, then what only moves its ends."""
    if change.contested and change.after != change.before:
        return 0
    if change.size == 0:
        return 4
    if change.before not in ("", formats.UNKNOWN):
        return 1
    return 2 if change.before else 3


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


def _with_ends(side: Quantity) -> str:
    """A value with its interval, of two that are written alike without."""
    when = f" ({formats.period(side.period_start, side.period_end)})" if side.period_end else ""
    return f"{formats.write(side)}, {formats.span(side, unit=True)}{when}"


def _by(before: Quantity | None, after: Quantity | None) -> str:
    """By how much a finding changes, in three digits: in points where it is a ratio."""
    if before is None or after is None or before.unit != after.unit:
        return ""
    difference = after.value - before.value
    if difference == 0:
        return "in its interval alone"
    unit = POINTS if before.unit == RATIO else before.unit
    scale = formats.scale_of(unit, difference)
    most = min(_FINEST, max(0, 2 - math.floor(math.log10(abs(difference) / scale.factor))))
    needed = len(f"{difference / scale.factor:.{most}f}".rstrip("0").partition(".")[2]) if most else 0
    exactly = Quantity(difference, difference, difference, unit)
    text = formats.write(exactly, scale=scale, decimals=needed, sign="+")
    return f"by {text}" if any(digit in text for digit in "123456789") else "by less than is shown"
