"""The hand-out stands alone: it runs unzipped in an empty folder, and holds no answer and no line of a solution."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpers.publish.course import handout, lessons, notebooks
from helpers.run.project import PipelineError, Project

ROOT = Path(__file__).parents[2]
KEYS = {path.stem: lessons.key(path) for path in sorted((ROOT / "course" / "instructor").glob("0[1-9]_*.md"))}
LESSONS = lessons.read_all(ROOT / "course")
TRIVIAL = re.compile(
    r"(?:def \w+\(.*\):|import \w+|[\])}]+|return [\w{]+|from .* import .*|else:|if (?:not )?\w+:"
    r"|text, read = my.arrival\(\)|for number, line in enumerate\(lines, 1\):"
    r"|three_sentences = {|unseen = reader|\w+ = \w+\.\w+\(\)),?|"
)
"""Lines that say nothing of how it is done, or that stand in the lesson for all to see."""


@pytest.fixture(scope="module")
def content() -> dict[str, bytes]:
    return handout.handed_out(Project(ROOT), LESSONS)


@pytest.fixture(scope="module")
def unzipped(content: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    zipfile.ZipFile(io.BytesIO(handout._zipped("course", content))).extractall(folder)
    return folder / "course"


def telling(code: str) -> list[str]:
    """The lines of a solution that say how it is done."""
    lines = [line.strip() for line in code.split("\n")]
    return [line for line in lines if not TRIVIAL.fullmatch(line) and not line.startswith(("#", '"""'))]


def test_no_line_of_a_solution_and_no_wrong_answer_is_handed_out(content: dict[str, bytes]) -> None:
    text = "\n".join(data.decode() for name, data in content.items() if not name.startswith("data/raw/"))
    lines = {line.strip() for line in text.split("\n")}
    for name in [name for name in content if name.endswith(".ipynb")]:
        cells = json.loads(content[name])["cells"]
        lines |= {line.strip() for cell in cells for line in "".join(cell["source"]).split("\n")}
    found = {line for key in KEYS.values() for code in key.solutions.values() for line in telling(code)} & lines
    assert found == set()
    assert [name for name in content if "instructor" in name or "solved" in name or "tests" in name] == []


def test_no_finding_and_no_answer_of_a_notebook_is_handed_out(content: dict[str, bytes]) -> None:
    assert "data/processed/findings.csv" not in content
    assert [name for name in content if name.startswith("data/") and "findings" in name] == []
    cells = [cell for lesson in LESSONS for cell in json.loads(content[f"{lesson.name}.ipynb"])["cells"]]
    assert [cell for cell in cells if cell.get("outputs")] == []
    blanks = [cell for cell in cells if cell["cell_type"] == "code" and 'check("' in "".join(cell["source"])]
    assert len(blanks) == sum(len(lesson.exercises) for lesson in LESSONS)


def test_every_exercise_has_three_folded_hints_behind_its_blank(content: dict[str, bytes]) -> None:
    for lesson in LESSONS:
        cells = json.loads(content[f"{lesson.name}.ipynb"])["cells"]
        sources = ["".join(cell["source"]) for cell in cells]
        for name in lesson.exercises:
            at = next(n for n, source in enumerate(sources) if f'check("{name}"' in source)
            assert sources[at + 1].count("<details>") == 3
            assert any(notebooks.heading(name) in source for source in sources[:at])


def test_the_package_handed_out_needs_nothing_of_book_or_xbrl(content: dict[str, bytes]) -> None:
    stages = {name.split("/")[1] for name in content if name.startswith("helpers/") and name.count("/") > 1}
    assert not stages & {"publish", "analysis"}
    assert not re.search(rb"arelle|sphinx|playwright|papermill|bokeh", content["requirements.txt"])


def test_the_tables_handed_out_answer_as_the_projects_own(unzipped: Path) -> None:
    code = "from helpers import open_data; print(open_data().get('revenue', 'fy2014'), open_data().get('cost', '1q16'))"
    here, there = (
        subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout
        for folder in (ROOT, unzipped)
    )
    assert here == there


def test_unzipped_in_an_empty_folder_it_runs(unzipped: Path) -> None:
    done = subprocess.run([sys.executable, "check_env.py"], cwd=unzipped, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().endswith("open 01_reading.ipynb.")


LESSON = """
import json, sys, helpers
assert helpers.__file__.startswith(sys.argv[1]), helpers.__file__
names = {"__name__": "lesson"}
for cell in json.load(open("02_intervals.ipynb", encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]).replace('start("")', 'start("Hanako")'), names)
heavy = ("arelle", "sphinx", "playwright", "papermill", "IPython")
left = [name for name in sys.modules if name.split(".")[0] in heavy]
print(names["progress"](), left)
"""


def test_a_lesson_runs_there_with_the_package_of_the_zip(unzipped: Path) -> None:
    command = [sys.executable, "-c", LESSON, str(unzipped)]
    done = subprocess.run(command, cwd=unzipped, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Hanako: 0 of"), done.stderr
    assert done.stdout.strip().endswith("[]")


def test_the_same_course_is_the_same_zip_and_the_teachers_part_is_apart(content: dict[str, bytes]) -> None:
    assert handout._zipped("course", content) == handout._zipped("course", dict(reversed(content.items())))
    teacher = handout.for_the_teacher(ROOT / "course", LESSONS)
    assert len([name for name in teacher if name.endswith("_solved.ipynb")]) == len(LESSONS)
    for lesson in LESSONS:
        solved = teacher[f"{lesson.name}_solved.ipynb"].decode()
        cells = json.loads(solved)["cells"]
        assert not any(
            source.strip() == "..." for cell in cells for source in cell["source"] if cell["cell_type"] == "code"
        )


def test_without_lessons_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    with pytest.raises(PipelineError, match="no lesson"):
        handout.build(Project(tmp_path))
