"""Kernels are forked from a process that did the imports: none sees what another did, and none outlives the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import make_project, write_notebook

from helpers.run import nursery
from helpers.run.execution import run_notebook
from helpers.run.kernels import KernelError, Kernels
from helpers.run.project import Project

pytestmark = pytest.mark.skipif(not nursery.AVAILABLE, reason="kernels are forked on Linux only")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project")


@pytest.fixture
def kernels(project: Project) -> Iterator[Kernels]:
    made = Kernels(project.notebooks)
    yield made
    made.stop()


def outputs(kernels: Kernels, project: Project, code: str) -> list[dict]:
    """What a notebook of one more cell shows there."""
    write_notebook(project, "01_count", code)
    done = project.root / "done.ipynb"
    run_notebook(project.source(project.steps[0]), done, {}, kernels)
    return json.loads(done.read_text())["cells"][-1]["outputs"]


def text(kernels: Kernels, project: Project, code: str) -> str:
    return "".join(outputs(kernels, project, code)[0]["data"]["text/plain"])


def test_a_kernel_has_the_imports_and_nothing_that_another_did(kernels: Kernels, project: Project) -> None:
    mark = "import sys\nseen = 'pandas' in sys.modules, hasattr(sys.modules.get('pandas'), 'mark')\n"
    mark += "import os, pandas\npandas.mark = True\nos.environ['MARK'] = 'there'\n(*seen, os.environ.get('MARK'))"
    for _ in range(2):
        assert text(kernels, project, mark) == "(True, False, 'there')"
    assert (
        text(kernels, project, "import os\nos.environ.get('MARK'), os.path.basename(os.getcwd())")
        == "(None, 'notebooks')"
    )


def test_a_plot_is_shown_and_a_kernel_knows_its_group(kernels: Kernels, project: Project) -> None:
    shown = outputs(kernels, project, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert [kind for output in shown for kind in output.get("data", ())].count("image/png") == 1
    assert text(kernels, project, "import os\nos.getpgid(0) == os.getpid()") == "True"


def test_a_nursery_that_has_died_is_told(kernels: Kernels, project: Project) -> None:
    assert kernels._nursery
    kernels._nursery._process.kill()
    with pytest.raises(KernelError, match="01_count could not be run: its kernel did not start or was lost"):
        run_notebook(project.source(project.steps[0]), project.root / "done.ipynb", {}, kernels)


def test_kernels_end_with_a_runner_that_is_killed(project: Project, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers"
    wait = f"import os, time\nopen({str(numbers)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}} ')\ntime.sleep(60)"
    write_notebook(project, "01_count", wait)
    code = "import sys; from pathlib import Path; from helpers.run.pipeline import run; "
    code += "from helpers.run.project import Project, Step; run(Project(Path(sys.argv[1]), (Step('01_count'),)))"
    runner = subprocess.Popen([sys.executable, "-c", code, str(project.root)])
    until(lambda: numbers.exists() and numbers.read_text().endswith(" "))
    runner.send_signal(signal.SIGKILL)
    runner.wait()
    until(lambda: not any(map(alive, map(int, numbers.read_text().split()))))


def until(true: object, seconds: float = 60) -> None:
    """Wait until a condition holds; fail if it does not in time."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(number: int) -> bool:
    """Whether there is such a process that has not ended."""
    try:
        os.kill(number, 0)
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_where_nothing_can_be_forked_each_kernel_starts_by_itself(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nursery, "AVAILABLE", False)
    kernels = Kernels(project.notebooks)
    try:
        assert text(kernels, project, "import os, sys\n'helpers.run.nursery' in sys.modules") == "False"
    finally:
        kernels.stop()
