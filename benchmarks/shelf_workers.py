"""A shelf by one worker and by two: `python benchmarks/shelf_workers.py [FILINGS]` (2,000 unless said otherwise).

Altered copies of the filings of data/raw, other dates and other digits in each, ten to a folder, are read into a
Parquet dataset by one worker process and then by two. Only ratios count. That of the clock is at most the number of
free cores, so leave the machine alone. Processor time says the rest, also on a busy machine: what the process that
gives out the work takes of it (that part is not shared out), and how evenly the rest falls to the two workers. From
these follows the ratio that two free cores would allow. Memory is that of the largest worker, looked at when a tenth
of the shelf is done and at the end: it must not grow with the shelf. Both datasets must be the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from extract_throughput import altered

from helpers.run.project import find_project
from helpers.run.shelf import shelf

TARGET = 1.8
GROWN = 1.15
"""How much larger a worker may be at the end than after a tenth of the shelf: allocators keep some of the largest."""
PER_FOLDER = 10


@dataclass
class Run:
    """What a run took: seconds by the clock, processor seconds of each worker and of the process that gives out work,
    MB of the largest worker after a tenth of the shelf and at the end."""

    seconds: float = 0.0
    workers: list[float] = field(default_factory=list)
    giving: float = 0.0
    memory: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        each = " and ".join(f"{spent:.1f} s" for spent in self.workers)
        grown = " then ".join(f"{mb:.0f} MB" for mb in self.memory)
        return f"{self.seconds:8.1f} s   workers {each}, giving out {self.giving:.1f} s   memory {grown}"


def main(filings: int = 2000) -> int:
    project = find_project()
    sys.path.insert(0, str(project.root / "tests" / "support"))  # where the tests' ways to alter a filing are
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "shelf")
        for number, text in enumerate(altered(project.data / "raw", filings)):
            company = root / f"company_{number // PER_FOLDER:04d}"
            company.mkdir(parents=True, exist_ok=True)
            (company / f"copy_{number:05d}.txt").write_text(text, encoding="utf-8", newline="")
        one = timed(root, Path(folder, "one"), 1)
        two = timed(root, Path(folder, "two"), 2)
        same = contents(Path(folder, "one")) == contents(Path(folder, "two"))
    ratio = one.seconds / two.seconds
    flat = all(run.memory[-1] <= GROWN * run.memory[0] for run in (one, two))
    allowed = (sum(one.workers) + one.giving) / (max(two.workers) + two.giving)
    print(f"{filings:,} altered filings, {PER_FOLDER} to a folder")
    print(f"  one worker    {one}")
    print(f"  two workers   {two}")
    print(f"  ratio of the clock               {ratio:5.2f}   (target: at least {TARGET})")
    print(f"  ratio that processor time allows {allowed:5.2f}   (giving out work is not shared and not hidden)")
    print(f"  share of giving out work         {two.giving / (sum(two.workers) + two.giving):6.1%}")
    print(f"  memory stays flat: {'yes' if flat else 'NO'}; the same dataset: {'yes' if same else 'NO'}")
    return 0 if same and flat and ratio >= TARGET else 1


def timed(root: Path, out: Path, workers: int) -> Run:
    """The shelf read by so many workers."""
    total, done, run, me = len(list(root.iterdir())), 0, Run(), psutil.Process()

    def told(summary: shelf.Summary) -> None:
        nonlocal done
        done += 1
        if summary.error:
            raise SystemExit(f"{summary.company}: {summary.error}")
        run.workers = sorted(map(spent, busiest(me, workers)))
        if done in {max(1, total // 10), total}:
            run.memory.append(max(child.memory_info().rss for child in busiest(me, workers)) / 1e6)

    began, mine = time.perf_counter(), spent(me)
    shelf.build(root, out, workers, told=told)
    run.seconds, run.giving = time.perf_counter() - began, spent(me) - mine
    return run


def spent(process: psutil.Process) -> float:
    """Its own processor time."""
    times = process.cpu_times()
    return float(times.user + times.system)


def busiest(me: psutil.Process, count: int) -> list[psutil.Process]:
    """The workers among the children: those that have worked most."""
    return sorted(me.children(recursive=True), key=spent)[-count:]


def contents(out: Path) -> dict[str, str]:
    """The partitions by name, as digests; the summary tells seconds, which differ."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.glob("*/*/*.parquet")
    }


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
