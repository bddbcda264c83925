"""What a run is to do: the notebooks chosen, their values, their records. Imports nothing heavy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.data import files
from helpers.filing.records import read_records
from helpers.language import calendar
from helpers.run import keys, parameters
from helpers.run.project import RENAMED, PipelineError, Project, RunFolder, Step, path_of, run_folder

_PLUMBING = ("data_dir", "save_to")  # parameters that the pipeline itself sets


class CellFailed(Exception):
    """A cell raised an error: its number among the notebook's code cells, its source, and what was raised."""

    def __init__(self, number: int, count: int, source: str, error: str) -> None:
        super().__init__(error)
        self.number, self.count, self.source, self.error = number, count, source, error


@dataclass(frozen=True)
class Failure:
    """A notebook that stopped: in which of its cells, and how."""

    step: str
    cell: int
    cells: int
    source: str
    error: str
    kept: Path


@dataclass
class RunOutcome:
    """What a run did, by notebook name."""

    ran: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    promoted: list[str] = field(default_factory=list)
    complete: bool = False


class Plan:
    """One run: the notebooks chosen, the values for each, and the records of what earlier runs left."""

    def __init__(self, project: Project, given: Mapping[str, str], only: str = "", start: str = "") -> None:
        """`given` are parameters as typed, by name; `only` one notebook, `start` the first of several.

        Raises PipelineError for a notebook or a data folder that is not there, ParameterError for a bad parameter.
        """
        self.project = project
        self.chosen = _choose(project, only, start)
        for step in project.steps:
            if not project.source(step).is_file():
                raise PipelineError(f"{project.relative(project.source(step))} is missing.")
        self.known = {step.name: parameters.declared(project.source(step)) for step in project.steps}
        self.values = self._read(given)
        _require_day(given.get("as_of", ""))
        self.promote_to = self._folder(given["save_to"]) if "save_to" in given else project.data / "processed"
        self.data = self._folder(given.get("data_dir", "data"))
        self.raw = self.data / "raw"
        if not self.raw.is_dir():
            raise PipelineError(f"there is no folder {self.raw}; data_dir must name a folder that holds raw/.")
        _require_filings(self.raw, given.get("as_of", ""))
        named = {name: text for name, text in given.items() if name != "save_to"}
        self.may_promote = not named or "save_to" in given
        self.folder: RunFolder = run_folder(project, named)
        self.records = keys.read_state(self.folder.state)
        self._code = keys.Code(project.package)
        self._opened: dict[str, dict[tuple[str, bool], Any]] = {}

    def key(self, step: Step) -> str:
        """The key of a notebook, from the tables as they are staged now."""
        return self._key(step, step.reads)

    def apart(self, step: Step) -> str:
        """The key of a notebook apart from the tables."""
        return self._key(step, ())

    def _key(self, step: Step, reads: tuple[str, ...]) -> str:
        lock = self.project.root / "requirements.lock"
        given = self.values[step.name]
        return keys.key(self.project.source(step), given, self._code, lock, self.folder.stage, reads)

    def is_current(self, step: Step) -> bool:
        """Whether the notebook's results are there, unharmed, and what would be made from what is there now.

        Where other tables tell it the same, its record is renewed.
        """
        record = self.records.get(step.name)
        if (
            record is None
            or record.notebook != files.digest_file(self.executed(step))
            or any(record.saved[name] != files.digest_file(self.folder.processed / name) for name in record.saved)
        ):
            return False
        key = self.key(step)
        if record.key != key and self._is_told_the_same(step, record):
            record = self.records[step.name] = replace(record, key=key)
        return record.key == key

    def _is_told_the_same(self, step: Step, record: keys.Record) -> bool:
        path = self.asked(step)
        if not record.asked or record.asked != files.digest_file(path) or record.apart != self.apart(step):
            return False
        from helpers.data import asked, dataset

        tables = files.digest_json(files.digest_files(self.folder.stage, step.reads))
        opened = self._opened.setdefault(tables, {})

        def opening(as_of: str, elsewhere: bool) -> Any:
            if (as_of, elsewhere) not in opened:
                opened[as_of, elsewhere] = dataset.open_data(self.folder.stage, as_of, elsewhere)
            return opened[as_of, elsewhere]

        return asked.same(json.loads(path.read_text(encoding="utf-8")), self.folder.stage, opening)

    def asked(self, step: Step) -> Path:
        """Where is kept what the notebook asked of the tables."""
        return self.folder.asked / f"{step.name}.json"

    def executed(self, step: Step) -> Path:
        return self.folder.notebooks / f"{step.name}.ipynb"

    def saving(self, step: Step) -> Path:
        """Where the notebook saves while it runs; its files move to the stage when it has finished."""
        return self.folder.stage / "saving" / step.name

    def arguments(self, step: Step) -> dict[str, Any]:
        """What papermill passes to the notebook: the values asked for, and the folders of this run."""
        folders = {"data_dir": self.folder.stage, "save_to": self.saving(step)}
        known = self.known[step.name]
        paths = {name: self.project.relative(folders[name]) for name in _PLUMBING if name in known}
        return {**self.values[step.name], **paths}

    def _folder(self, text: str) -> Path:
        return self.project.root / path_of(text)

    def _read(self, given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
        """The values for each notebook; a name that none of the chosen notebooks declares is an error."""
        chosen = {name: parameter for step in self.chosen for name, parameter in self.known[step.name].items()}
        who = self.chosen[0].name if len(self.chosen) == 1 else "these notebooks"
        parameters.read_given(chosen, given, who)
        return {
            name: parameters.read_given(
                known, {key: given[key] for key in given if key in known and key not in _PLUMBING}, name
            )
            for name, known in self.known.items()
        }


def _require_day(as_of: str) -> None:
    """Say at once what every notebook would stop at: an `as_of` that is no date."""
    try:
        calendar.day_known(as_of)
    except ValueError as error:
        raise parameters.ParameterError(str(error)) from error


def _require_filings(raw_dir: Path, as_of: str) -> None:
    """Say at once that nothing was known by a day: an analysis alone would tell of unknown figures."""
    day = calendar.day_known(as_of)
    records = read_records(raw_dir)
    days = [row.get("announced_on", "") for row in records.values()]
    recorded = all(path.stem in records for path in raw_dir.glob("*.txt"))
    if day and days and all(days) and recorded and day < min(days):
        raise parameters.ParameterError(
            f"No filing was announced by {day}; the first is of {min(days)}. Choose a later as_of."
        )


def _choose(project: Project, only: str, start: str) -> tuple[Step, ...]:
    if only and start:
        raise PipelineError("give --only or --from, not both.")
    if only:
        name = _named(project, only)
        return tuple(step for step in project.steps if step.name == name)
    if start:  # in the order of the names, which is the order of reading
        name = _named(project, start)
        return tuple(step for step in project.steps if step.name >= name)
    return project.steps


def _named(project: Project, asked: str) -> str:
    """The notebook of a name, or the only one whose name begins so."""
    names = [step.name for step in project.steps]
    found = [name for name in names if name == asked] or [name for name in names if name.startswith(asked)]
    if not found and asked in RENAMED:
        raise PipelineError(f"{asked} is called {RENAMED[asked]} now: ask for that.")
    if len(found) != 1:
        raise PipelineError(f"there is no single notebook {asked!r}; the notebooks are {', '.join(names)}.")
    return found[0]
