"""The whole notebook run against its floor, in one go: `python benchmarks/run_vs_floor.py [ROUNDS]`.

The floor is the same number of notebooks that only import pandas, matplotlib and seaborn and draw as many plots each by
seaborn as ours do, two at a time (one a core), waiting for nothing, while ours wait for 01 to 03. It is
measured twice: run by papermill as it comes, which the target is about, and by the project's own runner, whose
kernels start and end more quickly, so that what the runner saves and what the notebooks cost can be told apart.
Every run begins from nothing in a folder of its own; rounds alternate, and the fastest of each counts. Processor time,
of all processes together, is there for machines that have other work to do: it says how much less there is to do, not
how well the two cores are used.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from papermill.execute import execute_notebook

from helpers.run.pipeline import run
from helpers.run.project import Project, Step, find_project
from helpers.run.runner import cores

TARGET = 1.3


def main(rounds: int = 2) -> int:
    project = find_project()
    with tempfile.TemporaryDirectory() as folder:
        ours = copy_of(project, Path(folder, "ours"))
        first = timed(lambda: by_pipeline(ours))
        plots = {step.name: plots_in(ours, step) for step in ours.steps}
        floor = floor_of(ours, Path(folder, "floor"), plots)
        took = {"run": [first], "floor": [], "floor, our runner": []}
        for number in range(rounds):
            if number:
                took["run"].append(timed(lambda: by_pipeline(ours)))
            took["floor"].append(timed(lambda: by_papermill(floor)))
            took["floor, our runner"].append(timed(lambda: by_pipeline(floor)))
    best = {name: Took(*map(min, zip(*rounds_of, strict=True))) for name, rounds_of in took.items()}
    print(f"{len(plots)} notebooks, {sum(plots.values())} plots, {cores()} cores, {rounds} rounds")
    for name, rounds_of in took.items():
        every = ", ".join(f"{each.wall:.2f}" for each in rounds_of)
        print(f"  {name:<18} {best[name].wall:6.2f} s   processor {best[name].processor:6.2f} s   (all: {every})")
    ratio = best["run"].wall / best["floor"].wall
    print(f"ratio run / floor:             {ratio:.2f} (target: at most {TARGET})")
    for name in ("floor", "floor, our runner"):
        wall, processor = (mine / its for mine, its in zip(best["run"], best[name], strict=True))
        print(f"run / {name:<24} {wall:.2f}, by processor time {processor:.2f}")
    return 0 if ratio <= TARGET else 1


class Took(NamedTuple):
    """Seconds that something took, and seconds of processor time in all its processes."""

    wall: float
    processor: float


def timed(work: Callable[[], None]) -> Took:
    """What `work` takes, its kernels included, which have ended when it returns."""
    began, before = time.perf_counter(), os.times()
    work()
    return Took(time.perf_counter() - began, sum(os.times()[:4]) - sum(before[:4]))


def by_pipeline(project: Project) -> None:
    """Run a project's notebooks from nothing, as `make report` does."""
    shutil.rmtree(project.build, ignore_errors=True)
    outcome = run(project, say=lambda text: None)
    for failure in outcome.failed:
        raise SystemExit(f"{failure.step} failed: {failure.error}")
    if not outcome.complete:
        raise SystemExit("The project's code changed during the run; measure again when it is at rest.")


def by_papermill(project: Project) -> None:
    """Run a project's notebooks through papermill's own engine, as many at a time as there are cores."""
    project.build.mkdir(exist_ok=True)

    def one(step: Step) -> None:
        execute_notebook(project.source(step), project.build / f"{step.name}.ipynb", progress_bar=False)

    with silent(), ThreadPoolExecutor(cores()) as executor:
        list(executor.map(one, project.steps))


@contextmanager
def silent() -> Iterator[None]:
    """Keep back what kernels write to the standard error output: papermill's complain of their own transport."""
    kept = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def copy_of(project: Project, root: Path) -> Project:
    """The project's notebooks and raw texts in another folder, with nothing built."""
    for name in ("notebooks", "data/raw"):
        shutil.copytree(project.root / name, root / name)
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(project.root / name, root / name)
    return Project(root, project.steps)


def plots_in(project: Project, step: Step) -> int:
    """How many images a notebook's last run has drawn."""
    executed = json.loads((project.build / "notebooks" / f"{step.name}.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in executed["cells"] for output in cell.get("outputs", ())]
    return sum(any(kind.startswith("image/") for kind in output.get("data", ())) for output in outputs)


def floor_of(project: Project, root: Path, plots: dict[str, int]) -> Project:
    """Notebooks that do the least: imports, and as many plots as ours."""
    floor = copy_of(project, root)
    for name, count in plots.items():
        path = floor.notebooks / f"{name}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        imports = "import matplotlib.pyplot as plt\nimport pandas as pd\nimport seaborn as sns"
        sources = [imports, *["sns.lineplot(x=[1, 2, 3], y=[1, 4, 9])\nplt.show()"] * count]
        notebook["cells"] = [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for number, source in enumerate(sources)
        ]
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return Project(root, tuple(Step(step.name) for step in project.steps))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
