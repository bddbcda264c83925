"""The archive of a company, from its texts to the book: `python benchmarks/archive_of_80.py [FILINGS]` (80 by default).

Ten years of overlapping decks and releases of a made-up company (see `tests/support/archive.py`) take the place of the
five filings in a copy of the project, and go through `extract`, the notebooks and the book; a quarter as many go
through the same. Counted are processor time, of all processes together, and the largest process. Each step must grow no
faster than the filings, and no page may be larger than 2 MB, shared scripts apart; what searching and the explorer load
is told beside it.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from helpers.filing import raw
from helpers.run.project import find_project

LARGEST_PAGE = 2_000_000  # bytes
SHARE = 4
"""How many times fewer filings the smaller archive has."""
COPIED = ("notebooks", "book", "course", "docs", "pyproject.toml", "requirements.lock", "README.md", "CITATION.cff")
STEPS = {"extract": ("extract", "data/raw", "extracted"), "notebooks": ("run",), "book": ("book",)}
SCRIPTS = ("_static/search-index.js", "_static/record.js")


@dataclass(frozen=True)
class Took:
    """Processor seconds of a command with all its processes, and MB of the largest of them."""

    seconds: float
    memory: float


def main(filings: int = 80) -> int:
    root = find_project().root
    sys.path.insert(0, str(root / "tests" / "support"))
    with tempfile.TemporaryDirectory() as folder:
        few, many = (archived(root, Path(folder, str(count)), count) for count in (filings // SHARE, filings))
        took = {name: (timed(root, few, step), timed(root, many, step)) for name, step in STEPS.items()}
        book = many / "build" / "book"
        pages = sorted(book.rglob("*.html"), key=lambda page: page.stat().st_size)
        size = pages[-1].stat().st_size
        print(f"{filings} filings of one company, and {filings // SHARE}")
        for name, (small, large) in took.items():
            grown = large.seconds / small.seconds
            print(
                f"  {name:<10} {large.seconds:7.1f} s / {small.seconds:6.1f} s = {grown:5.2f}   "
                f"largest process {large.memory:.0f} MB, {small.memory:.0f} MB"
            )
        print(f"  {len(pages)} pages, the largest {size / 1e3:.0f} KB: {pages[-1].relative_to(book)}")
        for script in SCRIPTS:
            if (book / script).is_file():
                print(f"  {script} {(book / script).stat().st_size / 1e3:.0f} KB")
    linear = all(large.seconds <= 1.1 * SHARE * small.seconds for small, large in took.values())
    return 0 if linear and size <= LARGEST_PAGE else 1


def archived(root: Path, project: Path, count: int) -> Path:
    """A copy of the project whose filings are the first of the archive."""
    import archive
    import company

    texts = project / "data" / "raw"
    texts.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, project / name)
    for table in ("mvno_market", "docomo_interconnection_charges"):  # of others, which the notebooks set beside them
        (texts / "reference").mkdir(exist_ok=True)
        shutil.copy(root / "data" / "raw" / "reference" / f"{table}.csv", texts / "reference")
    archive.written(company.found(1, range(2006, 2017), 1000), texts, count)
    rows = [filing.record() for filing in raw.read_all(texts)]
    with (texts / "filings.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return project


def timed(root: Path, project: Path, command: tuple[str, ...]) -> Took:
    """What a command of the project takes, seen from a process of its own that has no other children."""
    asked = [sys.executable, "-m", "helpers", *command]
    measured = f"import resource, subprocess; subprocess.run({asked!r}, check=True, stdout=subprocess.DEVNULL); "
    measured += "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    measured += "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    env = {**os.environ, "PYTHONPATH": str(root / "src")}
    done = subprocess.run([sys.executable, "-c", measured], cwd=project, env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-2000:]}")
    seconds, largest = done.stdout.split()[-2:]
    return Took(float(seconds), float(largest) / 1e3)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
