"""How checking and deriving grow with a shelf: `python benchmarks/proof_scales.py`.

Processor time without start-up, each as a ratio against a baseline in the same run:

- 80 filings of a made-up company (`tests/support/archive.py`), which overlap and agree but where the company restated
  its figures, against 5 of them: the whole extraction, at most 20 times as long;
- the five filings moved by 0 to 8 years, 45 that contradict each other all over, against the five: at most 30 times;
- checks and series of the five against the code as it was at commit `ffeaf3b`: at most half as long.

Every figure of the shelf of 80 that the restatement does not touch must lie in the interval that the series give it.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.proof import checks, series
from helpers.reading.numbers import read_filings
from helpers.run.extract import extract
from helpers.run.project import find_project

BEFORE = "ffeaf3b"
ROUNDS = 3
OF_80, OF_45, OF_BEFORE = 20.0, 30.0, 0.5
PROVED = """
import sys, time
from pathlib import Path
try:
    from helpers.proof import checks, series
    from helpers.reading.numbers import read_filings
    of_checks = False
except ImportError:  # as it was, when series took the checks, too
    from helpers import checks, series
    from helpers.extract import read_filings
    of_checks = True
read = read_filings(Path(sys.argv[1]))
began = time.process_time()
tested = checks.build(read.facts, read.filings)
series.build(read.facts, read.filings, *([tested] if of_checks else []))
print(time.process_time() - began)
"""


def main() -> int:
    project = find_project()
    root, raw = project.root, project.data / "raw"
    sys.path.insert(0, str(root / "tests" / "support"))  # where the made-up company is, and the ways to alter a filing
    import archive
    import company

    made = company.found(1, range(2006, 2017), 1000)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        shelves = {name: Path(folder, name) for name in ("five", "moved", "of 5", "of 80")}
        for shelf in shelves.values():
            shelf.mkdir()
        archive.written(made, shelves["of 5"], 5)
        archive.written(made, shelves["of 80"], 80)
        moved(raw, shelves["five"], 1)
        moved(raw, shelves["moved"], 9)
        extract(shelves["five"], out)
        took = {name: min(seconds(shelf, out) for _ in range(ROUNDS)) for name, shelf in shelves.items()}
        missed = outside(archive.TOUCHED, made.true, shelves["of 80"])
        with as_it_was(root, Path(folder)) as before:
            proved = {}
            for _ in range(ROUNDS):
                for source in (before, root / "src"):
                    proved[source] = min(proved.get(source, float("inf")), proving(source, raw))
    rows = [
        ("80 filings of one company / 5 of them", took["of 80"], took["of 5"], OF_80),
        ("45 filings that clash / the five", took["moved"], took["five"], OF_45),
        (f"checks and series of the five / at {BEFORE}", proved[root / "src"], proved[before], OF_BEFORE),
    ]
    for name, one, other, most in rows:
        print(f"{name:45} {one:6.2f} s / {other:5.2f} s = {one / other:5.2f}, at most {most:g}")
    print(f"figures outside their interval: {missed}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    return int(missed > 0 or any(one > most * other for _, one, other, most in rows))


def seconds(shelf: Path, out: Path) -> float:
    """The processor time of the extraction of a shelf, nothing of it remembered from before."""
    checks.forget()
    began = time.process_time()
    extract(shelf, out)
    return time.process_time() - began


def moved(raw: Path, shelf: Path, years: int) -> None:
    """The filings as filed and moved by 1, 2, ... years."""
    import alter

    for path in sorted(raw.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        for year in range(years):
            name = alter.day_a_year_on(path.stem[:10], year) + path.stem[10:] + (f"_{year}" if year else "")
            (shelf / f"{name}.txt").write_text(alter.a_year_on(text, year), encoding="utf-8", newline="")


def outside(touched: frozenset[str], true: dict[tuple[str, object], int], shelf: Path) -> int:
    """How many true figures lie outside the interval that the series give them."""
    from helpers.language.calendar import Period

    read = read_filings(shelf)
    found = series.build(read.facts, read.filings)
    levels = found[(found["scenario"] == "actual") & ~found["concept"].isin(touched)]
    return sum(
        not row.sharp_low <= true[row.concept, Period(row.period_start, row.period_end)] <= row.sharp_high
        for row in levels.itertuples()
        if (row.concept, Period(row.period_start, row.period_end)) in true
    )


@contextmanager
def as_it_was(root: Path, folder: Path) -> Iterator[Path]:
    """The sources of the commit to compare with."""
    packed = subprocess.run(["git", "archive", BEFORE, "src"], cwd=root, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as sources:
        sources.extractall(folder / "before", filter="data")
    yield folder / "before" / "src"


def proving(source: Path, raw: Path) -> float:
    """The processor time of checks and series of a folder, by the sources at hand."""
    command = [sys.executable, "-c", PROVED, str(raw)]
    said = subprocess.run(command, env={"PYTHONPATH": str(source)}, check=True, capture_output=True, text=True)
    return float(said.stdout)


if __name__ == "__main__":
    raise SystemExit(main())
