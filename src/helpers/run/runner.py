"""Running notebooks side by side where the order allows it."""

from __future__ import annotations

import compileall
import json
import os
import shutil
import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from tqdm import tqdm

from helpers.data import files
from helpers.run import keys, outputs, promotion
from helpers.run.execution import CellFailed, run_notebook
from helpers.run.kernels import Kernels
from helpers.run.plan import Failure, Plan, RunOutcome
from helpers.run.project import Step


def execute(plan: Plan, outcome: RunOutcome, jobs: int = 0, force: bool = False) -> None:
    """Run the chosen notebooks that are not current, filling `outcome` and recording each as soon as it is done.

    A notebook starts when those before it have finished well; if one fails, those after it do not run and all
    others do. `jobs` is how many run at once (0: one a core).
    """
    _Execution(plan, outcome, jobs or cores(), force).go()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Execution:
    """The state of one execution. Only the main thread changes it; the others run notebooks."""

    def __init__(self, plan: Plan, outcome: RunOutcome, jobs: int, force: bool) -> None:
        self._plan, self._outcome, self._jobs, self._force = plan, outcome, jobs, force
        self._waiting = {step.name: step for step in plan.chosen}
        self._done = {step.name for step in plan.project.steps} - self._waiting.keys()  # those are taken as they are
        self._lost: set[str] = set()  # failed, or after one that failed
        self._running: dict[Future[keys.Record], tuple[Step, float]] = {}
        self._cells = {name: len(keys.code_cells(plan.project.source(step))) for name, step in self._waiting.items()}
        self._interactive = sys.stderr.isatty()

    def go(self) -> None:
        # Where Python is told to write no byte code, every kernel would compile the package for itself.
        compileall.compile_dir(self._plan.project.package, quiet=2)
        self._kernels = Kernels(self._plan.project.notebooks)
        self._executor = ThreadPoolExecutor(max_workers=self._jobs)
        self._bar = tqdm(total=sum(self._cells.values()), unit="cell", disable=not self._interactive, leave=False)
        try:
            while True:
                self._start_notebooks()
                if not self._running:
                    break
                self._bar.set_description(" + ".join(step.name for step, _ in self._running.values()))
                if len(self._running) < self._jobs:  # a core is idle
                    promotion.prepare()
                finished, _ = wait(self._running, return_when=FIRST_COMPLETED)
                for future in finished:
                    self._finish(future)
        finally:
            self._bar.close()
            self._kernels.stop()
            self._executor.shutdown(wait=True, cancel_futures=True)
            shutil.rmtree(self._plan.folder.stage / "saving", ignore_errors=True)
            self._outcome.not_run = sorted(self._lost - {failure.step for failure in self._outcome.failed})

    def _start_notebooks(self) -> None:
        """Start what may start. One that turns out to be current is done at once, which may free others."""
        progress = True
        while progress:
            progress = False
            for step in sorted(self._waiting.values(), key=lambda step: -self._cells[step.name]):  # the longest first
                if self._lost & set(step.after):
                    self._lost.add(self._waiting.pop(step.name).name)
                    progress = True
                elif not self._force and self._done.issuperset(step.after) and self._plan.is_current(step):
                    self._done.add(self._waiting.pop(step.name).name)
                    self._outcome.unchanged.append(step.name)
                    keys.write_state(self._plan.folder.state, self._plan.records)  # its record may be a new one
                    self._bar.update(self._cells[step.name])
                    progress = True
                elif self._done.issuperset(step.after) and len(self._running) < self._jobs:
                    self._start(self._waiting.pop(step.name))
                    progress = True

    def _start(self, step: Step) -> None:
        plan = self._plan
        key = plan.key(step)
        if plan.records.pop(step.name, None):
            keys.write_state(plan.folder.state, plan.records)  # so that a run cut short is not taken for current
        shutil.rmtree(plan.saving(step), ignore_errors=True)
        future = self._executor.submit(self._run, step, key)
        self._running[future] = (step, time.monotonic())

    def _run(self, step: Step, key: str) -> keys.Record:
        """In a thread: run the notebook and move what it made into place, the executed notebook last."""
        plan = self._plan
        unfinished = plan.folder.unfinished / f"{step.name}.ipynb"
        data = plan.folder.stage if step.asks else None
        notebook, given = plan.project.source(step), plan.arguments(step)
        asked = run_notebook(notebook, unfinished, given, self._kernels, self._cell_done, data)
        saving = plan.saving(step)
        saved = {}
        for path in sorted(saving.rglob("*")) if saving.is_dir() else ():
            if path.is_file() and path.name != "datapackage.json":  # this one knows one notebook's tables only
                name = path.relative_to(saving).as_posix()
                files.write_atomically(plan.folder.processed / name, path.read_bytes())
                saved[name] = files.digest_file(path)
        outputs.write_cleaned(unfinished, plan.executed(step), hide_injected=not plan.values[step.name])
        unfinished.unlink()
        executed = files.digest_file(plan.executed(step))
        if not asked:
            return keys.Record(key, executed, saved)
        files.write_atomically(plan.asked(step), (json.dumps(asked, indent=0) + "\n").encode())
        return keys.Record(key, executed, saved, plan.apart(step), files.digest_file(plan.asked(step)))

    def _finish(self, future: Future[keys.Record]) -> None:
        step, began = self._running.pop(future)
        plan = self._plan
        error = future.exception()
        if error is None:
            (plan.folder.failed / f"{step.name}.ipynb").unlink(missing_ok=True)
            plan.records[step.name] = future.result()
            keys.write_state(plan.folder.state, plan.records)
            self._done.add(step.name)
            self._outcome.ran.append(step.name)
            self._tell(f"  {step.name:<20} {time.monotonic() - began:4.1f} s")
            return
        if not isinstance(error, CellFailed):
            raise error
        kept = plan.folder.failed / f"{step.name}.ipynb"
        unfinished = plan.folder.unfinished / f"{step.name}.ipynb"
        kept.parent.mkdir(parents=True, exist_ok=True)
        os.replace(unfinished, kept)
        self._lost.add(step.name)
        self._outcome.failed.append(Failure(step.name, error.number, error.count, error.source, error.error, kept))
        self._tell(f"  {step.name:<20} failed")

    def _cell_done(self) -> None:
        self._bar.update()

    def _tell(self, text: str) -> None:
        tqdm.write(text, file=sys.stderr)
