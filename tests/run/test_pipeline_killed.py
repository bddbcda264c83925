"""Killed at any moment, or refused by the disk, a report leaves the last good tables and the last good book."""

from __future__ import annotations

import ctypes
import hashlib
import multiprocessing
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from arriving import DECK, data_folder
from forking import FORKING, ended
from small_project import STEPS, copy_project, light_kernels, make_project, write_filing, write_notebook

from helpers.data import atomic, scratch
from helpers.publish import build
from helpers.run import pipeline
from helpers.run.project import Project

CONF = """\
project = "A small book"
extensions = ["myst_nb"]
nb_execution_mode = "off"
html_theme = "basic"
html_copy_source = False
html_show_sourcelink = False
suppress_warnings = ["toc.not_included"]
"""
VERSION = re.compile(rb"\?v=[0-9a-f]+")
INDEX = "# A small book\n\nIts pages are notebooks.\n"


def _report(root: Path) -> None:
    """In its process: the run and the book, without a word."""
    os.chdir(root)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    light_kernels()
    project = Project(root, STEPS)
    sys.exit(1 if pipeline.run(project).failed else build.build(project))


def report(project: Project) -> multiprocessing.Process:
    """The run and the book of a small project, as a process of its own: forked, so that most of its time, at any moment
    of which it may be killed, goes into them and not into imports."""
    process = FORKING.Process(target=_report, args=(project.root,))
    process.start()
    return process


def content(folder: Path) -> dict[str, str]:
    """Every file with its digest, without what Sphinx keeps for itself and the versions it gives to style sheets."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(VERSION.sub(b"", path.read_bytes())).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".buildinfo", "environment.pickle")
    }


def good(project: Project) -> tuple[dict[str, str], dict[str, str]]:
    """The tables and the book that are there."""
    atomic.complete(project.data / "processed")
    return content(project.data / "processed"), content(project.build / "book")


def left_behind(project: Project) -> list[str]:
    """What a run leaves only when it is cut short."""
    marks = (".new", ".fresh", ".old", ".part")
    halves = [project.build / "unfinished", project.build / "stage" / "saving"]
    found = [path for path in project.root.rglob("*") if path.name.endswith(marks) or ".change" in path.name]
    return [str(path) for path in (*found, *(half for half in halves if list(half.glob("*"))))]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project, float]:
    """A finished project with its book, the same with another filing, finished too, and how long that took."""
    old = make_project(tmp_path_factory.mktemp("killed") / "old")
    (old.root / "book").mkdir()
    (old.root / "book" / "conf.py").write_text(CONF)
    (old.root / "book" / "index.md").write_text(INDEX)
    assert ended(report(old)) == 0
    new = copy_project(old, old.root.with_name("new"))
    write_filing(new, "now there are five words")
    began = time.monotonic()
    assert ended(report(new)) == 0
    return old, new, time.monotonic() - began


def test_killed_at_any_moment_the_last_good_tables_and_book_are_there(
    projects: tuple[Project, Project, float],
) -> None:
    old, new, duration = projects
    befores, afters = good(old), good(new)
    assert befores[0] != afters[0]
    assert befores[1] != afters[1]
    draw = random.Random(11)
    tried = copy_project(old, old.root.with_name("tried"))
    write_filing(tried, "now there are five words")
    for moment in sorted(draw.uniform(0.05, 1.0) for _ in range(4)):
        process = report(tried)
        time.sleep(duration * moment)
        process.kill()
        process.join()
        for found, before, after in zip(good(tried), befores, afters, strict=True):
            mixed = [{name for name in {*found, *one} if found.get(name) != one.get(name)} for one in (before, after)]
            assert found in (before, after), f"at {moment:.2f} of a run: {mixed}"
    assert ended(report(tried)) == 0
    assert good(tried) == afters
    assert left_behind(tried) == []
    assert not list(Path(scratch.tempfile.gettempdir()).glob(f"helpers-kernels-{process.pid}-*"))


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    for there in (False, True):
        root = tmp_path / str(there)
        (root / "new").mkdir(parents=True)
        (root / "new" / "page").write_text("new")
        if there:
            (root / "book").mkdir()
            (root / "book" / "page").write_text("old")
            (root / "book" / "gone").write_text("old")
        atomic.replace_folder(root / "new", root / "book")
        assert {path.name: path.read_text() for path in (root / "book").iterdir()} == {"page": "new"}
        assert [path.name for path in root.iterdir()] == ["book"]


def test_a_folder_that_was_being_replaced_comes_back(tmp_path: Path) -> None:
    (tmp_path / "book.old").mkdir()
    (tmp_path / "book.old" / "page").write_text("old")
    atomic.restore_folder(tmp_path / "book")
    assert (tmp_path / "book" / "page").read_text() == "old"
    (tmp_path / "book.old").mkdir()
    atomic.restore_folder(tmp_path / "book")
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_what_dead_runs_left_is_swept_and_what_living_ones_write_is_not(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for number in (gone.pid, os.getppid()):
        (tmp_path / f".state.json.{number}.new").write_text("{")
    atomic.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f".state.json.{os.getppid()}.new"]


def test_the_page_of_what_is_gone_goes(projects: tuple[Project, Project, float]) -> None:
    project = copy_project(projects[0], projects[0].root.with_name("shorter"))
    assert (project.build / "book" / "notebooks" / "04_right.html").is_file()
    (project.build / "notebooks" / "04_right.ipynb").unlink()
    assert build.build(project) == 0
    assert not (project.build / "book" / "notebooks" / "04_right.html").exists()
    assert (project.build / "book" / "notebooks" / "03_left.html").is_file()


COMMAND = """\
import sys
from pathlib import Path
from small_project import STEPS, light_kernels
from helpers import __main__ as commands
from helpers.run.project import Project
light_kernels()
commands.find_project = lambda: Project(Path.cwd(), STEPS)
sys.exit(commands.main(["report", "--force"]))
"""
LONG = 'save("count.csv", "words\\n" + "1\\n" * 100_000)'


def refused(project: Project, before: Callable[[], None], words: str) -> None:
    """A report from the command line, after `before` in its process, is refused in these words and changes nothing."""
    were = good(project)
    paths = [str(Path(__file__).parents[1] / "support"), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert good(project) == were


@pytest.fixture
def reported(projects: tuple[Project, Project, float], tmp_path: Path) -> Project:
    """A copy of the finished project, over a filing that is one."""
    project = copy_project(projects[0], tmp_path / "project")
    filed = data_folder(tmp_path / "filed", DECK) / "raw"
    (project.data / "raw" / "filing.txt").unlink()
    for path in filed.iterdir():
        path.replace(project.data / "raw" / path.name)
    return project


def full_disk() -> None:
    """No file may get larger than this: a disk that is full in the midst of a run."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))


def powerless() -> None:
    """Take from root what lets it write where nobody may."""
    for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, power, 0, 0, 0)  # PR_CAPBSET_DROP


def test_a_disk_that_fills_up_leaves_the_last_good_tables_and_book(reported: Project) -> None:
    write_notebook(reported, "01_count", LONG)
    refused(reported, full_disk, "has room, then try again")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes a power from root")
def test_a_folder_that_may_not_be_written_leaves_them_too(reported: Project) -> None:
    shut = [reported.build, *(path for path in reported.build.rglob("*") if path.is_dir())]
    for folder in shut:
        folder.chmod(0o555)
    try:
        refused(reported, powerless, "Permission denied. Make sure")
    finally:
        for folder in shut:
            folder.chmod(0o755)
