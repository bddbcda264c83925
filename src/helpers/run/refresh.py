"""Renewing the outputs of the committed notebooks: a run with the defaults, as a reader would run them."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Collection

from helpers.data import atomic
from helpers.data.files import write_atomically
from helpers.run import pipeline
from helpers.run.project import Project, Step

PICTURE = ("09_trajectory", 6)  # the figure that README.md shows: its notebook, and its number there
_PICTURE_LINE = re.compile(r"^!\[.*\]\((\S+\.png)\)$", re.MULTILINE)


def renew_picture(project: Project) -> bool:
    """Make the picture in README.md, and its title there, those of the committed notebook; False if they are so."""
    readme = project.root / "README.md"
    notebook = project.notebooks / f"{PICTURE[0]}.ipynb"
    line = _PICTURE_LINE.search(readme.read_text(encoding="utf-8")) if readme.is_file() else None
    if line is None or not notebook.is_file():
        return False
    from helpers.run import outputs

    image, title = outputs.figures(notebook)[PICTURE[1] - 1]
    text = readme.read_text(encoding="utf-8").replace(line[0], f"![{title}]({line[1]})")
    changed = [write_atomically(project.root / line[1], image), write_atomically(readme, text.encode())]
    return any(changed)


def refresh(project: Project, jobs: int = 0, left_out: Collection[str] = ()) -> int:
    """Bring the tables up to date, then run each committed notebook with its defaults and keep its outputs.

    A notebook is replaced only when it has finished, and only if something in it changed; nothing is passed in, so
    what is committed is what its own parameter cell says. The picture in README.md is renewed with them. Returns the
    exit status.
    """
    if pipeline.run(project, left_out=left_out).failed:
        return 1
    from concurrent.futures import ThreadPoolExecutor

    from tqdm import tqdm

    from helpers.run import outputs
    from helpers.run.execution import CellFailed, run_notebook
    from helpers.run.kernels import Kernels
    from helpers.run.runner import cores

    unfinished = project.build / "refresh"
    shutil.rmtree(unfinished, ignore_errors=True)
    atomic.sweep(project.root, project.notebooks, project.root / "docs")
    kernels = Kernels(project.notebooks)

    def renew(step: Step) -> str:
        executed = unfinished / f"{step.name}.ipynb"
        try:
            run_notebook(project.source(step), executed, {}, kernels)
        except CellFailed as failed:
            return (
                f"{step.name} stopped in code cell {failed.number} of {failed.count}, and is left as it was:\n"
                f"  {failed.error}\nLook at it: .venv/bin/jupyter lab {project.relative(executed)}"
            )
        changed = outputs.write_cleaned(executed, project.source(step))
        executed.unlink()
        return "changed" if changed else ""

    try:
        with ThreadPoolExecutor(max_workers=jobs or cores()) as executor:
            results = executor.map(renew, project.steps)
            shown = tqdm(results, total=len(project.steps), unit="notebook", disable=not sys.stderr.isatty())
            results_by_name = dict(zip([step.name for step in project.steps], shown, strict=True))
    finally:
        kernels.stop()
    changed = sorted(name for name, result in results_by_name.items() if result == "changed")
    failures = [result for result in results_by_name.values() if result not in ("changed", "")]
    if renew_picture(project):
        changed.append("the picture in README.md")
    print(f"Renewed: {', '.join(changed)}." if changed else "The committed notebooks were up to date.")
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0
