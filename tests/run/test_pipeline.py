"""The pipeline runs what has to run, keeps what is good, and says what went wrong. Real kernels, small notebooks."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from arriving import DECK, data_folder
from small_project import copy_project, make_project, with_light_kernels, write_filing, write_notebook

from helpers.__main__ import main
from helpers.run import outputs, promotion
from helpers.run.parameters import ParameterError
from helpers.run.pipeline import RunOutcome, run
from helpers.run.project import RENAMED, PipelineError, Project
from helpers.run.refresh import refresh

Runner = Callable[..., RunOutcome]


light = pytest.fixture(scope="module", autouse=True)(with_light_kernels)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project after a whole run; copied by `project`."""
    project = make_project(tmp_path_factory.mktemp("finished"))
    assert run(project, say=lambda text: None).complete
    return project


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Project:
    """A small project that has been run once and is everywhere up to date."""
    return copy_project(finished, tmp_path / "project")


def quietly(project: Project, *arguments: object, **options: object) -> tuple[RunOutcome, str]:
    """A run, and all that it said."""
    said: list[str] = []
    outcome = run(project, *arguments, say=said.append, **options)  # type: ignore[arg-type]
    return outcome, "\n".join(said)


def test_a_run_leaves_executed_notebooks_and_promoted_tables(finished: Project) -> None:
    executed = sorted(path.name for path in (finished.build / "notebooks").iterdir())
    assert executed == ["01_count.ipynb", "02_table.ipynb", "03_left.ipynb", "04_right.ipynb"]
    processed = finished.data / "processed"
    assert sorted(path.name for path in processed.iterdir()) == [
        "count.csv",
        "datapackage.json",
        "findings.csv",
        "table.csv",
    ]
    findings = (processed / "findings.csv").read_text().split("\n")
    assert [line.partition(",,")[0] for line in findings[1:]] == ["03_left,table.size,12", "04_right,table.size,12", ""]


def test_executed_notebooks_keep_nothing_volatile_and_hide_the_folders(finished: Project) -> None:
    text = (finished.build / "notebooks" / "03_left.ipynb").read_text()
    assert not re.search(r"\d{4}-\d\d-\d\dT|duration|papermill|start_time", text)
    assert str(finished.root) not in text
    injected = [cell for cell in json.loads(text)["cells"] if "injected-parameters" in cell["metadata"].get("tags", [])]
    assert [cell["metadata"]["tags"] for cell in injected] == [["injected-parameters", "remove-cell"]]


class Terminal(io.StringIO):
    """What would stand on a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_shows_how_far_it_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", shown := Terminal())
    quietly(project, only="01_count", force=True)
    assert re.search(r"01_count: +\d+%\|", shown.getvalue())


def test_nothing_changed_means_nothing_runs_and_takes_no_time(project: Project) -> None:
    for path in project.root.rglob("*"):
        os.utime(path)  # content counts, not time stamps
    command = [sys.executable, "-m", "helpers", "run"]
    outcome, said = quietly(project)
    assert outcome.ran == []
    assert "Nothing to run: 4 notebooks up to date" in said
    began = time.monotonic()
    subprocess.run(command, cwd=project.root, capture_output=True, check=False)
    assert time.monotonic() - began < 2


def test_the_way_to_nothing_imports_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'papermill', 'nbformat', 'jupyter_client', 'matplotlib', 'tqdm'}"
    code = f"import sys; import helpers.run.pipeline, helpers.publish.build; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_changed_analysis_reruns_alone(project: Project) -> None:
    notebook = project.notebooks / "03_left.ipynb"
    notebook.write_text(notebook.read_text().replace("print(table)", "print(len(table))"))
    assert quietly(project)[0].ran == ["03_left"]


def test_a_changed_filing_reruns_what_its_content_reaches(project: Project) -> None:
    write_filing(project, "three other words")  # as many words: the table that 02 reads stays the same
    assert quietly(project)[0].ran == ["01_count"]
    write_filing(project, "now there are five words")
    outcome, said = quietly(project)
    assert sorted(outcome.ran) == ["01_count", "02_table", "03_left", "04_right"]
    assert outcome.promoted == ["count.csv", "table.csv"]
    assert "Wrote count.csv, table.csv to data/processed" in said


def test_a_changed_lock_reruns_everything(project: Project) -> None:
    (project.root / "requirements.lock").write_text("pandas==4\n")
    assert len(quietly(project)[0].ran) == 4


def test_outputs_that_were_harmed_are_made_again(project: Project) -> None:
    (project.data / "processed" / "table.csv").write_text("edited by hand\n")
    outcome, _ = quietly(project)
    assert (outcome.ran, outcome.promoted) == ([], ["table.csv"])
    (project.build / "notebooks" / "04_right.ipynb").write_text("{}")
    (project.build / "stage" / "processed" / "count.csv").unlink()
    assert sorted(quietly(project)[0].ran) == ["01_count", "04_right"]


def test_a_failure_names_the_cell_keeps_the_rest_and_shows_the_way(project: Project) -> None:
    before = {path.name: path.read_bytes() for path in (project.data / "processed").iterdir()}
    executed = (project.build / "notebooks" / "02_table.ipynb").read_bytes()
    write_filing(project, "now there are five words")
    write_notebook(project, "02_table", "count = 1", "count / 0  # the culprit")
    outcome, said = quietly(project)
    assert outcome.ran == ["01_count"]
    assert outcome.not_run == ["03_left", "04_right"]
    failed = project.build / "failed" / "02_table.ipynb"
    assert "02_table stopped in code cell 5 of 5" in said  # the fifth with the cell that papermill adds
    assert "count / 0  # the culprit" in said
    assert "ZeroDivisionError: division by zero" in said
    assert "jupyter lab build/failed/02_table.ipynb" in said
    assert "data/processed is left as it was" in said
    assert "ZeroDivisionError" in failed.read_text()
    assert {path.name: path.read_bytes() for path in (project.data / "processed").iterdir()} == before
    assert (project.build / "notebooks" / "02_table.ipynb").read_bytes() == executed, "no half notebook in its place"
    write_notebook(project, "02_table", 'save("table.csv", "good\\n")')
    assert sorted(quietly(project)[0].ran) == ["02_table", "03_left", "04_right"]
    assert not failed.exists()


def test_a_failed_analysis_does_not_stop_the_others(project: Project) -> None:
    write_notebook(project, "03_left", "import os", "os._exit(1)")
    write_notebook(project, "04_right", "raise SystemExit  # which papermill takes for a good end")
    outcome, said = quietly(project)
    assert "03_left stopped in code cell 5 of 5" in said
    assert "its kernel died" in said
    assert "04_right stopped in code cell 4 of 4" in said
    assert "the notebook ended itself here" in said
    assert outcome.not_run == []
    assert not outcome.complete


def test_parameters_reach_the_notebooks_that_declare_them_and_build_elsewhere(project: Project) -> None:
    outcome, _ = quietly(project, {"as_of": "2016-12"})
    other = project.build / "runs" / "as_of=2016-12"
    assert len(outcome.ran) == 4
    assert '"2016-12\\n"' in (other / "notebooks" / "02_table.ipynb").read_text()
    assert '"everything\\n"' in (project.build / "notebooks" / "02_table.ipynb").read_text()
    assert outcome.promoted == [], "only the defaults renew data/processed"
    assert quietly(project)[0].ran == []
    assert quietly(project, {"as_of": "2016-12"})[0].ran == []


def test_save_to_receives_the_tables_of_any_run(project: Project) -> None:
    outcome, _ = quietly(project, {"as_of": "2016-12", "save_to": "elsewhere"})
    assert outcome.promoted == ["count.csv", "datapackage.json", "findings.csv", "table.csv"]
    assert (project.root / "elsewhere" / "table.csv").is_file()


def test_bad_parameters_stop_before_anything_runs(project: Project) -> None:
    with pytest.raises(ParameterError, match=r"unknown parameter 'asof'; did you mean 'as_of'\?(.|\n)*data_dir"):
        run(project, {"asof": "2016"})
    for no_date in ("2016-13", "yesterday"):
        with pytest.raises(ParameterError, match=f"as_of is '{no_date}': write a day '2016-11-08', a month"):
            run(project, {"as_of": no_date})
    with pytest.raises(PipelineError, match="data_dir must name a folder that holds raw/"):
        run(project, {"data_dir": "nowhere"})


def test_a_finding_that_breaks_its_schema_is_told_and_not_promoted(project: Project) -> None:
    text = (project.notebooks / "03_left.ipynb").read_text()
    (project.notebooks / "03_left.ipynb").write_text(text.replace("str(len(table))", "'large'"))
    with pytest.raises(PipelineError, match="Table findings was not written"):
        quietly(project)
    assert "large" not in (project.data / "processed" / "findings.csv").read_text()


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_an_old_name_of_a_notebook_is_an_error_that_names_the_new_one(project: Project, old: str, new: str) -> None:
    with pytest.raises(PipelineError, match=f"{old} is called {new} now"):
        quietly(project, only=old)


def test_only_and_from_choose_notebooks(project: Project) -> None:
    assert quietly(project, only="03_left", force=True)[0].ran == ["03_left"]
    assert sorted(quietly(project, start="02", force=True)[0].ran) == ["02_table", "03_left", "04_right"]
    with pytest.raises(PipelineError, match="no single notebook '0'; the notebooks are 01_count, 02_table"):
        run(project, only="0")


def test_one_notebook_alone_uses_the_committed_tables(project: Project, tmp_path: Path) -> None:
    fresh = copy_project(project, tmp_path / "fresh")
    subprocess.run(["rm", "-r", fresh.build], check=True)
    outcome, said = quietly(fresh, only="03_left")
    assert outcome.ran == ["03_left"]
    assert "02_table not run here yet: using the tables in data/processed" in said


def test_a_raw_text_that_is_not_the_recorded_one_stops_the_run(project: Project) -> None:
    (project.data / "raw" / "filing.txt").write_text("three short word")
    with pytest.raises(PipelineError, match=r"filing.txt has not the bytes it was recorded with"):
        run(project)
    (project.data / "raw" / "filing.txt").rename(project.data / "raw" / "other.txt")
    with pytest.raises(PipelineError, match=r"filing.txt is recorded there, but missing"):
        run(project)


def test_two_runs_at_once_do_not_mix(project: Project) -> None:
    with promotion.only_run(project.build), pytest.raises(PipelineError, match="another run is at work"):
        run(project)
    assert quietly(project)[0].ran == []


def test_refresh_renews_committed_outputs_and_then_changes_nothing(project: Project) -> None:
    source = project.notebooks / "02_table.ipynb"
    assert outputs.faults(source) == ["02_table.ipynb: it has no outputs; run `make refresh`."]
    assert refresh(project) == 0
    first = {path.name: path.read_bytes() for path in project.notebooks.iterdir()}
    assert all(outputs.faults(path) == [] for path in project.notebooks.iterdir())
    assert b"injected" not in first["02_table.ipynb"]
    assert refresh(project) == 0
    assert {path.name: path.read_bytes() for path in project.notebooks.iterdir()} == first
    source.write_text(source.read_text().replace('or \\"everything\\"', 'or \\"all\\"'))
    assert outputs.faults(source) == ["02_table.ipynb: its code is newer than its outputs; run `make refresh`."]


def test_the_command_line_tells_errors_without_a_traceback(project: Project) -> None:
    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "helpers", *arguments], cwd=project.root, capture_output=True, text=True, check=False
        )

    for arguments, told in (
        (["run", "-p", "as_of"], "-p takes NAME=VALUE"),
        (["run"], "01_read.ipynb is missing"),
        (["extract", "nowhere", "out"], "nowhere is not a folder"),
        (["extract", "notebooks", "out"], "holds no filing"),
    ):
        done = command(*arguments)
        assert done.returncode == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_extract_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, out = data_folder(tmp_path, DECK) / "raw", tmp_path / "tables"
    for told in ("Wrote checks.csv, datapackage.json, facts.csv, ", "Nothing has changed in "):
        assert main(["extract", str(raw), str(out)]) == 0
        assert capsys.readouterr().out.startswith(told)
