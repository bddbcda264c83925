"""Running the notebooks in order, and only those that something they rest on has changed for.

This module decides and reports; `runner.py` runs. It imports nothing heavy, so that a run with nothing to do is quick.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers import atomic, cache, fiscal, notebook, promotion
from helpers.project import PipelineError, Project, RunFolder, Step, run_folder

_PLUMBING = ("data_dir", "save_to")  # parameters that the pipeline itself sets


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
class Outcome:
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
        self.known = {step.name: notebook.declared(project.source(step)) for step in project.steps}
        self.values = self._read(given)
        _require_day(given.get("as_of", ""))
        self.promote_to = self._folder(given["save_to"]) if "save_to" in given else project.data / "processed"
        self.data = self._folder(given.get("data_dir", "data"))
        self.raw = self.data / "raw"
        if not self.raw.is_dir():
            raise PipelineError(f"there is no folder {self.raw}; data_dir must name a folder that holds raw/.")
        named = {name: text for name, text in given.items() if name != "save_to"}
        self.may_promote = not named or "save_to" in given
        self.folder: RunFolder = run_folder(project, named)
        self.records = cache.read_state(self.folder.state)
        self._code = cache.Code(project.package)

    def key(self, step: Step) -> str:
        """The key of a notebook, from the tables as they are staged now."""
        return cache.key(
            self.project.source(step),
            self.values[step.name],
            self._code,
            self.project.root / "requirements.lock",
            self.folder.stage,
            step.reads,
        )

    def is_current(self, step: Step) -> bool:
        """Whether the notebook's results are there, unharmed, and made from what is there now."""
        record = self.records.get(step.name)
        return (
            record is not None
            and record.notebook == cache.digest_file(self.executed(step))
            and all(record.saved[name] == cache.digest_file(self.folder.processed / name) for name in record.saved)
            and record.key == self.key(step)
        )

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
        return self.project.root / Path(text).expanduser()

    def _read(self, given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
        """The values for each notebook; a name that none of the chosen notebooks declares is an error."""
        chosen = {name: parameter for step in self.chosen for name, parameter in self.known[step.name].items()}
        who = self.chosen[0].name if len(self.chosen) == 1 else "these notebooks"
        notebook.read_given(chosen, given, who)
        return {
            name: notebook.read_given(
                known, {key: given[key] for key in given if key in known and key not in _PLUMBING}, name
            )
            for name, known in self.known.items()
        }


def _require_day(as_of: str) -> None:
    """Say at once what every notebook would stop at: an `as_of` that is no date."""
    try:
        fiscal.day_known(as_of)
    except ValueError as error:
        raise notebook.ParameterError(str(error)) from error


def run(
    project: Project,
    given: Mapping[str, str] | None = None,
    only: str = "",
    start: str = "",
    jobs: int = 0,
    force: bool = False,
    say: Callable[[str], None] = print,
) -> Outcome:
    """Bring the executed notebooks and the tables up to date, and promote the tables when all went well.

    `jobs` is how many notebooks run at once (0: one a core); `force` runs the chosen notebooks even if nothing changed.
    Raises PipelineError or ParameterError, with a sentence, before anything runs.
    """
    plan = Plan(project, given or {}, only, start)
    with promotion.only_run(plan.folder.path):
        return _run(plan, jobs, force, say)


def _run(plan: Plan, jobs: int, force: bool, say: Callable[[str], None]) -> Outcome:
    _clear_away(plan.folder)
    promotion.check_raw(plan.raw)
    cache.mirror(plan.raw, plan.folder.stage / "raw")
    _seed(plan, say)
    outcome = Outcome()
    if not force and all(plan.is_current(step) for step in plan.chosen):
        outcome.unchanged = [step.name for step in plan.chosen]
    else:
        from helpers import runner  # papermill and the kernels: half a second that a run with nothing to do saves

        runner.execute(plan, outcome, jobs, force)
    for failure in outcome.failed:
        say(_explain(plan, failure))
    outcome.complete = not outcome.failed and all(plan.is_current(step) for step in plan.project.steps)
    if outcome.complete:
        if promotion.finish_tables(plan.folder.processed, plan.records):
            cache.write_state(plan.folder.state, plan.records)
        if plan.may_promote:
            outcome.promoted = promotion.promote(plan.folder.processed, plan.promote_to)
    say(_summary(plan, outcome))
    return outcome


def _clear_away(folder: RunFolder) -> None:
    """Remove what a run that was killed left half-done; nobody else is at work here."""
    for half in (folder.stage / "saving", folder.unfinished):
        shutil.rmtree(half, ignore_errors=True)
    atomic.sweep(folder.path, folder.notebooks, folder.processed, folder.processed / "findings")


def _choose(project: Project, only: str, start: str) -> tuple[Step, ...]:
    names = [step.name for step in project.steps]
    if only and start:
        raise PipelineError("give --only or --from, not both.")
    if not only and not start:
        return project.steps
    found = [name for name in names if name == (only or start)] or [
        name for name in names if name.startswith(only or start)
    ]
    if len(found) != 1:
        raise PipelineError(f"there is no single notebook {only or start!r}; the notebooks are {', '.join(names)}.")
    if only:
        return tuple(step for step in project.steps if step.name == found[0])
    # In the order of the names, which is the order of reading.
    return tuple(step for step in project.steps if step.name >= found[0])


def _seed(plan: Plan, say: Callable[[str], None]) -> None:
    """Before a run of some notebooks only: where earlier ones have not run here, use the tables of the data folder."""
    chosen = {step.name for step in plan.chosen}
    needed = {name for step in plan.chosen for name in step.after} - chosen
    if not needed or all(name in plan.records for name in needed) or list(plan.folder.processed.glob("*.csv")):
        return
    tables = plan.data / "processed"
    if not list(tables.glob("*.csv")):
        raise PipelineError(f"{', '.join(sorted(needed))} must run first: leave out --only and --from once.")
    say(f"{', '.join(sorted(needed))} not run here yet: using the tables in {plan.project.relative(tables)}.")
    shutil.copytree(tables, plan.folder.processed, dirs_exist_ok=True)


def _explain(plan: Plan, failure: Failure) -> str:
    """What happened in a notebook that stopped, and how to look at it."""
    kept = plan.project.relative(failure.kept)
    lines = failure.source.strip().split("\n")
    shown = [f"    {line}" for line in lines[:6]] + (["    ..."] if len(lines) > 6 else [])
    options = "".join(f" -p {name}={value}" for name, value in plan.values[failure.step].items())
    return "\n".join(
        [
            "",
            f"{failure.step} stopped in code cell {failure.cell} of {failure.cells}:",
            *shown,
            *(f"  {line}" for line in failure.error.split("\n")),
            f"The notebook up to there:  {kept}",
            f"Look at it:                .venv/bin/jupyter lab {kept}",
            f"Run it again alone:        .venv/bin/python -m helpers run --only {failure.step}{options}",
        ]
    )


def _summary(plan: Plan, outcome: Outcome) -> str:
    where = plan.project.relative(plan.folder.notebooks)
    if outcome.failed:
        kept = len(outcome.ran) + len(outcome.unchanged)
        text = f"\n{_count(len(outcome.failed), 'notebook')} failed; the results of {kept} others are kept in {where}."
        if outcome.not_run:
            text += f" Not run, since they come after it: {', '.join(outcome.not_run)}."
        return text + f" {plan.project.relative(plan.promote_to)} is left as it was."
    if not outcome.ran:
        text = f"Nothing to run: {_count(len(outcome.unchanged), 'notebook')} up to date in {where}."
    else:
        text = f"Ran {_count(len(outcome.ran), 'notebook')} ({', '.join(outcome.ran)}) into {where}."
        if outcome.unchanged:
            text += f" {len(outcome.unchanged)} unchanged."
    if outcome.promoted:
        text += f"\nWrote {', '.join(outcome.promoted)} to {plan.project.relative(plan.promote_to)}."
    elif not outcome.complete and plan.may_promote:
        text += f"\n{plan.project.relative(plan.promote_to)} is left as it was: not all notebooks are up to date yet."
    return text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
