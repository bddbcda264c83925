"""Building the book from the executed notebooks. Nothing is executed here, and warnings are errors."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
from pathlib import Path

from helpers.data import atomic, files
from helpers.publish.course import pages
from helpers.run import keys, notebook_file, promotion
from helpers.run.project import PipelineError, Project, RunFolder

_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_LONGEST = 400  # characters of a line of Sphinx that are shown
_SOURCES = (
    "book/**/*",
    "course/*.md",
    "src/helpers/story/course/exercises.toml",
    "data/processed/*",
    "data/raw/**/*",
    "requirements.lock",
)


def build(project: Project) -> int:
    """Build build/book if anything it is made of has changed, and print its address; the exit status.

    Sphinx reads build/book-source (the files of book/ with the executed notebooks beside them, in notebooks/) and
    writes build/book-pages; a copy of them takes the place of build/book when all is written. So the last good book
    is there until a new one is. Raises PipelineError if there is nothing to build from, or another run is at work.
    """
    with promotion.only_run(project.build):
        return _build(project)


def _build(project: Project) -> int:
    run = RunFolder(project.build)
    if not list(run.notebooks.glob("*.ipynb")):
        raise PipelineError("no notebook has been run yet: make report runs them and builds the book.")
    if not (project.root / "book" / "conf.py").is_file():
        raise PipelineError("book/conf.py is missing.")
    require_plain(project)
    for notebook in sorted(run.notebooks.glob("*.ipynb")):
        notebook_file.read(notebook)  # says what is wrong with it
    target, pages, doctrees = (project.build / name for name in ("book", "book-pages", "book-doctrees"))
    log, whole = project.build / "book.log", project.build / "book-pages.whole"
    atomic.restore_folder(target)
    index = target / "index.html"
    made_from, stamp = _digest(project, run), project.build / "book.made-from"
    told = stamp.read_text(encoding="utf-8").split("\n") if stamp.is_file() else []
    if index.is_file() and told == [made_from, _content(target)]:
        print(f"The book is up to date: {index.as_uri()}")
        return 0
    source = project.build / "book-source"
    before = whole.read_text(encoding="utf-8").split("\n") if whole.is_file() else []
    if told and told[1:] != [_content(pages)]:  # a page was edited or removed: Sphinx would not notice
        before = []
    whole.unlink(missing_ok=True)
    _assemble(project, run, source)
    print("Building the book ...", file=sys.stderr)
    if not _made(source, pages, doctrees, before, log):
        print(f"The book was not built; all that Sphinx said is in {project.relative(log)}.", file=sys.stderr)
        return 1
    files.write_atomically(whole, "\n".join(_names(source)).encode())
    stamp.unlink(missing_ok=True)
    _take_place(pages, target)
    files.write_atomically(stamp, "\n".join([made_from, _content(target)]).encode())
    print(f"The book is built; open {index.as_uri()}")
    return 0


def _made(source: Path, pages: Path, doctrees: Path, before: list[str], log: Path) -> bool:
    """Let Sphinx write the pages; False, and what it warned of, where something is wrong with them.

    before    the sources of the pages that are there whole; none makes every page anew
    """
    messages = io.StringIO()
    with contextlib.redirect_stdout(messages), contextlib.redirect_stderr(messages):
        if not before:  # Sphinx takes a page that was cut short for a finished one
            _forget(pages, doctrees)
        status = _sphinx(source, pages, doctrees)
        if before and not set(before) <= set(_names(source)):  # and leaves pages there whose source is gone
            _forget(pages, doctrees)
            status = status or _sphinx(source, pages, doctrees)
    said = messages.getvalue()
    log.write_text(said, encoding="utf-8")
    if status:  # nor would the next build warn again of pages that this one has read
        faults = [line for line in said.split("\n") if "WARNING" in line or "ERROR" in line]
        shown = faults[:40] or said.split("\n")[-30:]
        print("\n".join(line[:_LONGEST] for line in shown), file=sys.stderr)
    return not status


def require_plain(project: Project) -> None:
    """Raise PipelineError for a folder in whose path a part of the name reads as an escaped character.

    Sphinx takes the addresses of pictures apart and would look for them where they are not.
    """
    if _ESCAPED.search(str(project.root)):
        raise PipelineError(
            f"the project's folder is {project.root}, and the book cannot be built where a name holds a percent sign "
            "before two digits or letters from A to F. Rename that folder."
        )


def _content(folder: Path) -> str:
    """A digest of every file of a folder, and its name."""
    return files.digest_json(files.digest_files(folder, ["**/*"])) if folder.is_dir() else ""


def _names(source: Path) -> list[str]:
    return sorted(path.relative_to(source).as_posix() for path in _files(source))


def _forget(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _take_place(pages: Path, target: Path) -> None:
    """Let a copy of the pages take the place of the book."""
    fresh = target.with_name(f"{target.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        shutil.copytree(pages, fresh)
        atomic.replace_folder(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _assemble(project: Project, run: RunFolder, source: Path) -> None:
    """Bring book/ and the executed notebooks together; files that did not change are not touched.

    Pages that the book's own code writes beside them stay; what an earlier assembly placed and is gone, goes.
    """
    wanted = {path.relative_to(project.root / "book"): path for path in _files(project.root / "book")}
    wanted |= {Path("notebooks", path.name): path for path in run.notebooks.glob("*.ipynb")}
    atomic.sweep(source.parent, *(folder for folder in source.rglob("*") if folder.is_dir()))
    of_course = pages.made(project)
    manifest = source.with_suffix(".placed")
    placed = manifest.read_text(encoding="utf-8").split("\n") if manifest.is_file() else []
    names = sorted(relative.as_posix() for relative in (*wanted, *of_course))
    for name in set(placed) - set(names) - {""}:
        (source / name).unlink(missing_ok=True)
    files.write_atomically(manifest, "\n".join(names).encode())
    for relative, content in of_course.items():
        files.write_atomically(source / relative, content)
    for relative, path in wanted.items():
        files.write_atomically(source / relative, path.read_bytes())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def _digest(project: Project, run: RunFolder) -> str:
    sources = files.digest_files(project.root, _SOURCES)
    code = keys.Code(project.package).digest_for(
        ["from helpers.publish import book", "from helpers.publish.course import pages"]
    )
    return files.digest_json([sources, files.digest_files(run.path, ["notebooks/*.ipynb"]), code])


def _sphinx(source: Path, target: Path, doctrees: Path) -> int:
    from sphinx.cmd.build import main

    status: int = main(["-W", "--keep-going", "-q", "-b", "html", "-d", str(doctrees), str(source), str(target)])
    return status
