"""Where a machine has too little of something, a kernel's end is a sentence; a long temporary folder is none."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from small_project import make_project, with_light_kernels
from zmq.error import ZMQError

from helpers.run.execution import run_notebook
from helpers.run.kernels import KernelError, Kernels

light = pytest.fixture(scope="module", autouse=True)(with_light_kernels)


def test_a_notebook_runs_where_the_temporary_folder_has_a_long_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    project = make_project(tmp_path / "project")
    kernels = Kernels(project.notebooks)
    try:
        run_notebook(project.source(project.steps[0]), tmp_path / "done.ipynb", {}, kernels)
    finally:
        kernels.stop()
    assert '"3"' in (tmp_path / "done.ipynb").read_text()


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EMFILE, os.strerror(errno.EMFILE)),
        BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)),
        ZMQError(errno.EMFILE),
        RuntimeError("the kernel died as it started."),
        MemoryError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_a_kernel_lacks_is_told(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path / "project")
    kernels = Kernels(project.notebooks)

    def refused(data: object = None) -> None:
        raise error

    monkeypatch.setattr(kernels, "take", refused)
    try:
        with pytest.raises(KernelError, match=r"01_count could not be run: .*\(ulimit -n\)"):
            run_notebook(project.source(project.steps[0]), tmp_path / "done.ipynb", {}, kernels)
    finally:
        kernels.stop()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_is_told_as_one(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path / "project")
    kernels = Kernels(project.notebooks)

    def refused(data: object = None) -> None:
        raise OSError(number, os.strerror(number), "somewhere")

    monkeypatch.setattr(kernels, "take", refused)
    try:
        with pytest.raises(OSError, match=os.strerror(number)):
            run_notebook(project.source(project.steps[0]), tmp_path / "done.ipynb", {}, kernels)
    finally:
        kernels.stop()


def test_too_few_open_files_are_told_before_a_kernel_starts(tmp_path: Path) -> None:
    """With as few as a shell may allow, in a process of its own; where more are allowed, they are taken."""
    code = (
        "import sys; from pathlib import Path\n"
        "from helpers.language.errors import HelpersError; from helpers.run.kernels import Kernels\n"
        "try:\n    Kernels(Path(sys.argv[1])).stop(); print('fine')\n"
        "except HelpersError as error:\n    print(error)\n"
    )
    for most, said in ((64, "Kernels need 512 open files, and 64 are allowed here."), (4096, "fine")):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
            preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_NOFILE, (64, most)),
        )
        assert done.stdout.startswith(said)
        assert done.stderr == ""
