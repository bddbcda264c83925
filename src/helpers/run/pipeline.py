"""Running the notebooks in order, and only those that something they rest on has changed for.

This module decides and reports; `runner.py` runs. It imports nothing heavy, so that a run with nothing to do is quick.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping

from helpers.data import atomic, files
from helpers.run import keys, promotion
from helpers.run.plan import Failure, Plan, RunOutcome
from helpers.run.project import PipelineError, Project, RunFolder


def run(
    project: Project,
    given: Mapping[str, str] | None = None,
    only: str = "",
    start: str = "",
    jobs: int = 0,
    force: bool = False,
    say: Callable[[str], None] = print,
    left_out: Collection[str] = (),
) -> RunOutcome:
    """Bring the executed notebooks and the tables up to date, and promote the tables when all went well.

    `jobs` is how many notebooks run at once (0: one a core); `force` runs the chosen notebooks even if nothing changed;
    `left_out` names files of the raw folder that are not to be read (see `gate`).
    Raises PipelineError or ParameterError, with a sentence, before anything runs.
    """
    plan = Plan(project, given or {}, only, start)
    with promotion.only_run(plan.folder.path):
        _clear_away(plan.folder)
        # What is checked is the copy that is read: the folder itself may change meanwhile.
        files.mirror(plan.raw, plan.folder.stage / "raw", left_out)
        promotion.check_raw(plan.folder.stage / "raw", plan.raw, left_out)
        return _run(plan, jobs, force, say)


def _run(plan: Plan, jobs: int, force: bool, say: Callable[[str], None]) -> RunOutcome:
    _seed(plan, say)
    outcome = RunOutcome()
    if not force and all(plan.is_current(step) for step in plan.chosen):
        outcome.unchanged = [step.name for step in plan.chosen]
    else:
        from helpers.run import runner  # papermill and the kernels: half a second that a run with nothing to do saves

        runner.execute(plan, outcome, jobs, force)
    for failure in outcome.failed:
        say(_explain(plan, failure))
    outcome.complete = not outcome.failed and all(plan.is_current(step) for step in plan.project.steps)
    if outcome.complete:
        if promotion.finish_tables(plan.folder.processed, plan.records):
            keys.write_state(plan.folder.state, plan.records)
        if plan.may_promote:
            outcome.promoted = promotion.promote(plan.folder.processed, plan.promote_to)
    say(_summary(plan, outcome))
    return outcome


def _clear_away(folder: RunFolder) -> None:
    """Remove what a run that was killed left half-done; nobody else is at work here."""
    for half in (folder.stage / "saving", folder.unfinished):
        shutil.rmtree(half, ignore_errors=True)
    atomic.sweep(folder.path, folder.notebooks, folder.processed, folder.processed / "findings")


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


def _summary(plan: Plan, outcome: RunOutcome) -> str:
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
