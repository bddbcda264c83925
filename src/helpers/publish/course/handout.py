"""What is handed out: build/course.zip, which stands alone; and build/instructor.zip, for the teacher.

The hand-out holds the lessons with blanks, the raw texts, the tables without findings, and the part of this package
that needs nothing but the base: from language to data, the course, and `extract`. Same sources, same bytes.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from helpers.data import files
from helpers.publish.course import lessons, notebooks
from helpers.run.project import PipelineError, Project

TABLES = ("filings", "numbers", "facts", "checks", "series", "record", "record_checks")
NEEDED = ("frictionless", "ipykernel", "jupyterlab", "matplotlib", "numpy", "pandas")
"""What the lessons and `extract` import; the bounds are those of pyproject.toml."""
PACKAGE = (
    "__init__.py",
    "__main__.py",
    *(f"{stage}/**/*" for stage in ("companies", "language", "filing", "reading", "proof", "data")),
    "story/__init__.py",
    "story/course/**/*",
    "run/**/*",
)
LEFT_OUT = ("__pycache__",)
_DAY = (2020, 1, 1, 0, 0, 0)  # the same in every zip, so that the same content is the same file


def build(project: Project) -> list[Path]:
    """Write course.zip and instructor.zip into build/. Raises PipelineError where there is no course."""
    folder = project.root / "course"
    found = lessons.read_all(folder)
    if not found:
        raise PipelineError(f"{project.relative(folder)} holds no lesson (01_*.md, ...).")
    project.build.mkdir(parents=True, exist_ok=True)
    made = {
        "course.zip": _zipped("course", handed_out(project, found)),
        "instructor.zip": _zipped("instructor", for_the_teacher(folder, found)),
    }
    for name, content in made.items():
        files.write_atomically(project.build / name, content)
    return [project.build / name for name in made]


def handed_out(project: Project, found: Iterable[lessons.Lesson]) -> dict[str, bytes]:
    """The files of the hand-out by path."""
    out = {f"{lesson.name}.ipynb": notebooks.notebook(lesson).encode() for lesson in found}
    out["README.md"] = (project.root / "course" / "README.md").read_bytes()
    out["check_env.py"] = (project.root / "course" / "check_env.py").read_bytes()
    out["LICENSE"] = (project.root / "LICENSE").read_bytes()
    needed = _needed(project)
    out["requirements.txt"] = "".join(f"{one}\n" for one in needed).encode()
    out["pyproject.toml"] = _pyproject(needed).encode()
    for path in sorted((project.data / "raw").glob("*.txt")):
        out[f"data/raw/{path.name}"] = path.read_bytes()
    for name in ("raw/filings.csv", *(f"processed/{table}.csv" for table in TABLES)):
        out[f"data/{name}"] = (project.data / name).read_bytes()
    for path in sorted((project.data / "raw" / "reference").glob("*.csv")):
        out[f"data/raw/reference/{path.name}"] = path.read_bytes()
    for pattern in PACKAGE:
        for path in sorted(project.package.glob(pattern)):
            if path.is_file() and not set(LEFT_OUT) & set(path.parts):
                out[f"helpers/{path.relative_to(project.package).as_posix()}"] = path.read_bytes()
    return out


def for_the_teacher(folder: Path, found: Iterable[lessons.Lesson]) -> dict[str, bytes]:
    """The teacher's pages, and the lessons solved."""
    out = {path.name: path.read_bytes() for path in sorted((folder / "instructor").glob("*.md"))}
    for lesson in found:
        key = lessons.key(folder / "instructor" / f"{lesson.name}.md")
        out[f"{lesson.name}_solved.ipynb"] = notebooks.notebook(lesson, key.solutions).encode()
    return out


def _needed(project: Project) -> list[str]:
    told = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    kept = [one for one in told if any(one.startswith(f"{name}>") for name in NEEDED)]
    if len(kept) != len(NEEDED):
        raise PipelineError(f"pyproject.toml does not depend on all of {', '.join(NEEDED)}, which the course needs.")
    return kept


def _pyproject(needed: list[str]) -> str:
    lines = "\n".join(f'    "{one}",' for one in needed)
    return f"""# Marks this folder as the course's own: what reads or writes data looks for it here.
[project]
name = "filings-course"
version = "1"
requires-python = ">=3.11"
dependencies = [
{lines}
]
"""


def _zipped(top: str, content: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(f"{top}/{name}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content[name])
    return held.getvalue()
