"""Building the book from the executed notebooks. Nothing is executed here, and warnings are errors."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
from pathlib import Path

from helpers import cache
from helpers.project import PipelineError, Project, RunFolder

_SOURCES = ("book/**/*", "data/processed/*", "data/raw/**/*", "requirements.lock")


def build(project: Project) -> int:
    """Build build/book if anything it is made of has changed, and print its address; the exit status.

    Sphinx reads build/book-source: the files of book/ with the executed notebooks beside them, in notebooks/.
    Raises PipelineError if there is nothing to build from.
    """
    run = RunFolder(project.build)
    if not list(run.notebooks.glob("*.ipynb")):
        raise PipelineError("no notebook has been run yet: make report runs them and builds the book.")
    if not (project.root / "book" / "conf.py").is_file():
        raise PipelineError("book/conf.py is missing.")
    target, doctrees, log = project.build / "book", project.build / "book-doctrees", project.build / "book.log"
    index = target / "index.html"
    made_from, stamp = _digest(project, run), project.build / "book.made-from"
    if index.is_file() and stamp.is_file() and stamp.read_text() == made_from:
        print(f"The book is up to date: {index.as_uri()}")
        return 0
    source = project.build / "book-source"
    _assemble(project, run, source)
    stamp.unlink(missing_ok=True)
    print("Building the book ...", file=sys.stderr)
    messages = io.StringIO()
    with contextlib.redirect_stdout(messages), contextlib.redirect_stderr(messages):
        status = _sphinx(source, target, doctrees)
    log.write_text(messages.getvalue(), encoding="utf-8")
    if status:
        shutil.rmtree(doctrees, ignore_errors=True)  # else the next build would not warn again of pages it has read
        told = [line for line in messages.getvalue().split("\n") if "WARNING" in line or "ERROR" in line]
        print("\n".join(told[:40] or messages.getvalue().split("\n")[-30:]), file=sys.stderr)
        print(f"The book was not built; all that Sphinx said is in {project.relative(log)}.", file=sys.stderr)
        return 1
    stamp.write_text(made_from)
    print(f"The book is built; open {index.as_uri()}")
    return 0


def _assemble(project: Project, run: RunFolder, source: Path) -> None:
    """Bring book/ and the executed notebooks together; files that did not change are not touched.

    Pages that the book's own code writes beside them stay; what an earlier assembly placed and is gone, goes.
    """
    wanted = {path.relative_to(project.root / "book"): path for path in _files(project.root / "book")}
    wanted |= {Path("notebooks", path.name): path for path in run.notebooks.glob("*.ipynb")}
    manifest = source.with_suffix(".placed")
    placed = manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []
    for name in set(placed) - {relative.as_posix() for relative in wanted} - {""}:
        (source / name).unlink(missing_ok=True)
    cache.write_atomically(manifest, "\n".join(sorted(relative.as_posix() for relative in wanted)).encode())
    for relative, path in wanted.items():
        cache.write_atomically(source / relative, path.read_bytes())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def _digest(project: Project, run: RunFolder) -> str:
    sources = cache.digest_files(project.root, _SOURCES)
    code = cache.Code(project.package).digest_for(["from helpers import book"])
    return cache.digest_json([sources, cache.digest_files(run.path, ["notebooks/*.ipynb"]), code])


def _sphinx(source: Path, target: Path, doctrees: Path) -> int:
    from sphinx.cmd.build import main

    status: int = main(["-W", "--keep-going", "-q", "-b", "html", "-d", str(doctrees), str(source), str(target)])
    return status
