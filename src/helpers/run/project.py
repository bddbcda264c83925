"""Where things lie: the project's folders and the order of its notebooks. Standard library only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.language.errors import HelpersError


class PipelineError(HelpersError):
    """Something the person at the command line has to act on; the text is a sentence for them."""


@dataclass(frozen=True)
class Step:
    """One notebook: which ones it comes after, and which files of the data folder it reads (globs).

    `asks` says that it reads them only to ask them something: while the answers stay the same, it need not run again.
    """

    name: str
    after: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    asks: bool = False


_RAW = ("raw/*.txt", "raw/filings.csv")
_PUBLISHED = "raw/reference/published_results.csv"
_TABLES = tuple(
    f"processed/{name}.csv" for name in ("filings", "numbers", "facts", "checks", "series", "record", "record_checks")
)
_ANALYSIS_READS = (*_TABLES, "raw/reference/*.csv")

STEPS = (
    Step("01_read", reads=_RAW),
    Step("02_tidy", reads=_RAW),  # it reads the texts as 01 does, and so need not wait for it
    Step("03_reconcile", after=("01_read", "02_tidy"), reads=(*_RAW, _PUBLISHED, *_TABLES[:3])),
    Step("00_map", after=("03_reconcile",), reads=_ANALYSIS_READS),
    *(
        Step(name, after=("03_reconcile",), reads=_ANALYSIS_READS, asks=True)
        for name in (
            "04_iij_global",
            "05_cloud",
            "06_mobile_mvne",
            "07_docomo_charge",
            "08_targets",
            "09_trajectory",
        )
    ),
)

RENAMED = {
    "04_trajectory": "09_trajectory",
    "05_iij_global": "04_iij_global",
    "06_cloud": "05_cloud",
    "07_mobile_mvne": "06_mobile_mvne",
    "08_docomo_charge": "07_docomo_charge",
    "09_targets": "08_targets",
}
"""Names that notebooks had before the synthesis came last: what asks for one is told the new name."""


_NOT_OURS = ("pyproject.toml", ".git", "*.txt", "*.ipynb", "state.json")


@dataclass(frozen=True)
class Project:
    """The folders of one checkout. Tests make small ones of their own, with their own steps."""

    root: Path
    steps: tuple[Step, ...] = field(default=STEPS, repr=False)

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def package(self) -> Path:
        return Path(__file__).resolve().parents[1]

    def source(self, step: Step) -> Path:
        """The committed notebook of a step."""
        return self.notebooks / f"{step.name}.ipynb"

    def relative(self, path: Path) -> str:
        """`path` as one would type it in the project's folder."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


@dataclass(frozen=True)
class RunFolder:
    """What one set of parameters builds. The defaults have build/ itself, so other runs never disturb the report."""

    path: Path

    @property
    def notebooks(self) -> Path:
        """Executed notebooks, each moved here only when it has finished."""
        return self.path / "notebooks"

    @property
    def failed(self) -> Path:
        """Notebooks that stopped half-way, for looking at."""
        return self.path / "failed"

    @property
    def unfinished(self) -> Path:
        """Notebooks that are being run."""
        return self.path / "unfinished"

    @property
    def stage(self) -> Path:
        """A data folder of the run's own: raw/ is a copy, processed/ what the notebooks of this run saved."""
        return self.path / "stage"

    @property
    def processed(self) -> Path:
        return self.stage / "processed"

    @property
    def asked(self) -> Path:
        """What each notebook asked of the data, and was told."""
        return self.path / "asked"

    @property
    def state(self) -> Path:
        return self.path / "state.json"


def find_project(start: Path | None = None) -> Project:
    """The project around `start` (if None, the current folder).

    It is the nearest folder above that holds pyproject.toml with notebooks/ or, as in the course's hand-out, data/raw;
    PipelineError if there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "pyproject.toml").is_file() and any((folder / one).is_dir() for one in ("notebooks", "data/raw")):
            return Project(folder)
    raise PipelineError(
        f"{start} is not inside the project: change to the folder that holds pyproject.toml and notebooks/."
    )


def path_of(text: str) -> Path:
    """A path as typed, with ~ and ~name for home folders. Raises PipelineError where there is no such person."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise PipelineError(f"{text}: {error}. Write the path out.") from None


def require_free(out_dir: Path, *others: Path) -> None:
    """Raise PipelineError unless a command may fill `out_dir`: it is none of `others`, nor a place of other things."""
    target = out_dir.resolve()
    held = [name for name in _NOT_OURS if next(target.glob(name), None) is not None] if target.is_dir() else []
    within = [other for other in others if target == other.resolve() or other.resolve() in target.parents]
    if held or within:
        why = f"it holds {held[0]}" if held else f"it lies in {within[0]}"
        raise PipelineError(f"{out_dir} is no folder to write to: {why}. Name a folder of its own.")


def run_folder(project: Project, parameters: Mapping[str, Any]) -> RunFolder:
    """Where the run with these parameters builds: build/ for the defaults, else a folder named after the parameters."""
    if not parameters:
        return RunFolder(project.build)
    text = ",".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    name = re.sub(r"[^\w=,.-]+", "_", text)
    if name != text or len(name) > 60:
        name = f"{name[:60]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return RunFolder(project.build / "runs" / name)
