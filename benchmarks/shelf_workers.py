"""A shelf by one worker and by two: `python benchmarks/shelf_workers.py [FILINGS]` (2,000 unless said otherwise).

Altered copies of the filings of data/raw, other dates and other digits in each, ten to a folder, are read into a
Parquet dataset by one worker process and then by two. Only the ratio of the times counts; it is at most the number of
free cores, so leave the machine alone. Memory is that of the largest worker, looked at when a tenth of the shelf is
done and at the end: it must not grow with the shelf. Both datasets must be the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil
from extract_throughput import altered

from helpers.run.project import find_project
from helpers.run.shelf import shelf

TARGET = 1.8
PER_FOLDER = 10


def main(filings: int = 2000) -> int:
    project = find_project()
    sys.path.insert(0, str(project.root / "tests" / "support"))  # where the tests' ways to alter a filing are
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "shelf")
        for number, text in enumerate(altered(project.data / "raw", filings)):
            company = root / f"company_{number // PER_FOLDER:04d}"
            company.mkdir(parents=True, exist_ok=True)
            (company / f"copy_{number:05d}.txt").write_text(text, encoding="utf-8", newline="")
        one, first = timed(root, Path(folder, "one"), 1)
        two, second = timed(root, Path(folder, "two"), 2)
        same = contents(Path(folder, "one")) == contents(Path(folder, "two"))
    print(f"{filings:,} altered filings, {PER_FOLDER} to a folder")
    print(f"  one worker    {one:8.1f} s   memory {first}")
    print(f"  two workers   {two:8.1f} s   memory {second}")
    print(f"  ratio         {one / two:8.2f}   (target: at least {TARGET})")
    print(f"  the same dataset: {'yes' if same else 'NO'}")
    return 0 if same and one / two >= TARGET else 1


def timed(root: Path, out: Path, workers: int) -> tuple[float, str]:
    """Seconds, and the memory of the largest worker in MB at a tenth and at the end."""
    total, memory, done = len(list(root.iterdir())), [], 0

    def told(summary: shelf.Summary) -> None:
        nonlocal done
        done += 1
        if summary.error:
            raise SystemExit(f"{summary.company}: {summary.error}")
        if done in {max(1, total // 10), total}:
            memory.append(largest())

    began = time.perf_counter()
    shelf.build(root, out, workers, told=told)
    return time.perf_counter() - began, " then ".join(f"{mb:.0f} MB" for mb in memory)


def largest() -> float:
    children = psutil.Process(os.getpid()).children(recursive=True)
    return max((child.memory_info().rss for child in children), default=0) / 1e6


def contents(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*.parquet")
    }


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
