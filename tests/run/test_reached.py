"""After a new filing, only notebooks run again that are told something else by it. Real kernels, small notebooks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from arriving import DECK, data_folder
from small_project import with_light_kernels, write_notebook

from helpers.data.files import digest_file
from helpers.run.arrivals import folder, intake
from helpers.run.pipeline import run
from helpers.run.project import Project, Step

NOTICE = """\
For Immediate Release

Internet Initiative Japan Inc. (TSE1: 3774, NASDAQ: IIJI)

June 28, 2017

Notice of Payment of Year-end Dividend for the Fiscal Year Ended March 31, 2017

Tokyo, June 28, 2017 - Internet Initiative Japan Inc. ("IIJ") today announced that the year-end dividend for the fiscal
year ended March 31, 2017 was resolved.

Year-end dividend per share: JPY13.50
"""
_TABLES = """\
from helpers.run.extract import extract
_ = extract(data / "raw", root / save_to)"""
_OPEN = "from helpers import open_data\ntables = open_data(data)\n"
_ASKING = {
    "02_revenue": _OPEN
    + 'print(tables.get("revenue", "1q16").value, [q.value for q in tables.frame("capex")["capex"]])',
    "03_dividend": _OPEN + 'print(tables.get("dividend_per_share", "fy2016"))',
    "04_none": _OPEN + 'try:\n    tables.get("nonsense", "fy2016")\nexcept ValueError as error:\n    print(error)',
    "05_file": 'print(len((data / "processed" / "facts.csv").read_text()))',
    "06_folder": 'print(sorted(path.name for path in (data / "raw").iterdir()))',
    "07_all": _OPEN + "print(len(tables.facts))",
}
STEPS = (
    Step("01_tables", reads=("raw/*.txt", "raw/filings.csv")),
    *(Step(name, ("01_tables",), ("processed/*.csv", "raw/filings.csv"), asks=True) for name in _ASKING),
)


@pytest.fixture(scope="module", autouse=True)
def light_kernels() -> Iterator[None]:
    """Nothing is drawn here."""
    yield from with_light_kernels("helpers.data.dataset", "helpers.run.extract")


def ran(project: Project, **options: bool) -> list[str]:
    """The notebooks that a run ran, in order."""
    outcome = run(project, say=lambda text: None, **options)  # type: ignore[arg-type]
    assert outcome.complete
    return sorted(outcome.ran)


def printed(project: Project) -> dict[str, str]:
    return {name: (project.build / "notebooks" / f"{name}.ipynb").read_text() for name in _ASKING}


@pytest.fixture(scope="module")
def ran_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project that has run once over one deck: not to be changed."""
    project = Project(tmp_path_factory.mktemp("ran") / "project", STEPS)
    data_folder(project.root, DECK)
    write_notebook(project, "01_tables", _TABLES)
    for name, source in _ASKING.items():
        write_notebook(project, name, source)
    (project.root / "requirements.lock").write_text("")
    (project.root / "pyproject.toml").write_text("[project]\nname = 'small'\n")
    assert len(ran(project)) == len(STEPS)
    return project.root


@pytest.fixture
def project(ran_once: Path, tmp_path: Path) -> Project:
    """A copy of that project, in another folder."""
    shutil.copytree(ran_once, tmp_path / "project")
    return Project(tmp_path / "project", STEPS)


def test_a_filing_reruns_what_it_tells_something_else(project: Project, tmp_path: Path) -> None:
    before = printed(project)
    text = tmp_path / "notice.txt"
    text.write_text(NOTICE)
    raw = project.data / "raw"
    arrival = intake.receive(text, intake.Stated(), raw)
    folder.put(raw, arrival.filing.stem, arrival.data, folder.read_records(raw).with_row(arrival.row()))
    assert ran(project) == ["01_tables", "03_dividend", "05_file", "06_folder", "07_all"]
    after = printed(project)
    assert [name for name in _ASKING if before[name] == after[name]] == ["02_revenue", "04_none"]
    assert ran(project) == []
    assert ran(project, force=True) == [step.name for step in STEPS]
    assert printed(project) == after


def test_what_was_asked_is_no_excuse_for_other_code(project: Project) -> None:
    write_notebook(project, "02_revenue", _ASKING["02_revenue"] + "\n1")
    assert ran(project) == ["02_revenue"]


def test_without_what_was_asked_the_files_decide(project: Project) -> None:
    (project.build / "asked" / "04_none.json").write_text("{}")
    assert ran(project) == []
    filed, records = (project.data / "raw" / name for name in (f"{DECK}.txt", "filings.csv"))
    known = digest_file(filed)
    filed.write_bytes(filed.read_bytes().replace(b"Ongoing Innovation", b"Ongoing innovation"))
    records.write_text(records.read_text().replace(known, digest_file(filed)))
    assert ran(project) == ["01_tables", "04_none"]
