"""Filings for quarters after FY2016 come in by `add`, and everything follows without an edit: tables, notebooks, tests.

The filings are invented, for tests alone, and come into a copy of the project; the project itself sees none of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from arriving import INVENTED, ROOT, snapshot

ARRIVING = ("2017-11-07_1h17_presentation", "2018-05-15_fy17_release")
OWN_TESTS = ("data", "notebooks_fresh", "handread", "typed_numbers", "docs", "checks_ids", "coverage")


def run(project: Path, *command: str) -> str:
    """What a command in the copy says; the test fails with it when the command does."""
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed, with two more filings in, after report and refresh."""
    copy = tmp_path_factory.mktemp("whole") / "project"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    for command in (("init", "-q"), ("add", "-A")):
        subprocess.run(["git", *command], cwd=copy, check=True)
    filed = snapshot(ROOT / "data" / "raw")
    for name in ARRIVING:
        assert f"Added {name}.txt" in run(copy, "-m", "helpers", "add", str(INVENTED / f"{name}.txt"), "--no-findings")
    run(copy, "-m", "helpers", "report")
    run(copy, "-m", "helpers", "refresh")
    assert snapshot(ROOT / "data" / "raw") == filed
    return copy


def apart(project: Path) -> tuple[str, ...]:
    """Options for a pytest inside this one: its folders are its own."""
    return ("-p", "no:cacheprovider", f"--basetemp={project.parent / 'pytest'}")


def test_the_projects_own_tests_of_its_data_pass_without_an_edit(project: Path) -> None:
    files = [f"tests/test_{name}.py" for name in OWN_TESTS]
    run(project, "-m", "pytest", "-q", "-n", "0", *apart(project), *files)


def test_the_committed_outputs_are_those_of_a_new_run(project: Path) -> None:
    nbval = ("--nbval", "--nbval-sanitize-with", "tests/nbval.cfg")
    run(project, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *apart(project), *nbval, "notebooks")


def test_findings_and_book_go_on_to_the_new_periods(project: Path) -> None:
    then, now = (
        pd.read_csv(root / "data" / "processed" / "findings.csv", dtype=str, keep_default_na=False).set_index("name")
        for root in (ROOT, project)
    )
    assert set(then.index) <= set(now.index), "a finding keeps its name"
    new = now[~now.index.isin(then.index)]
    assert {"trajectory.revenue_cagr_fy2010_fy2017", "targets.operating_income_miss_fy2017"} <= set(new.index)
    assert not new["statement"].str.startswith("Unknown").any()
    front = (project / "build" / "book" / "index.html").read_text(encoding="utf-8")
    assert now.loc["trajectory.revenue_cagr_fy2010_fy2017", "statement"].split(" (")[0].split(".")[0] in front
    assert all((project / "build" / "book" / "sources" / f"{name}.html").is_file() for name in ARRIVING)


def test_taken_out_again_they_leave_nothing(project: Path) -> None:
    for name in ARRIVING:
        run(project, "-m", "helpers", "remove", name, "--no-findings")
    assert snapshot(project / "data" / "raw") == snapshot(ROOT / "data" / "raw")
    run(project, "-m", "helpers", "run")
    assert snapshot(project / "data" / "processed") == snapshot(ROOT / "data" / "processed")
