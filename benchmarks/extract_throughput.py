"""The extraction against one pass of a number regex over the same text: `python benchmarks/extract_throughput.py`.

The regex only finds numbers. The extraction also finds out what each of them means, checks the facts against each
other, derives what follows, and writes the tables; the ratio says how many such passes all of that is worth.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from helpers.extract import extract, read_filings
from helpers.project import find_project

NUMBER = re.compile(r"[(△▲+-]?\d[\d,]*(?:\.\d+)?%?\)?")


def main(rounds: int = 3) -> int:
    raw = find_project().data / "raw"
    texts = [path.read_text(encoding="utf-8") for path in sorted(raw.glob("*.txt"))]
    size = sum(path.stat().st_size for path in raw.glob("*.txt")) / 1e6
    with tempfile.TemporaryDirectory() as out:
        took = {
            "one regex pass": fastest(lambda: [NUMBER.findall(text) for text in texts], 20 * rounds),
            "read filings": fastest(lambda: read_filings(raw), rounds),
            "whole extraction": fastest(lambda: extract(raw, Path(out)), rounds),
        }
    print(f"{len(texts)} filings, {size:.3f} MB")
    for name, seconds in took.items():
        print(f"  {name:<17} {seconds * 1000:8.1f} ms   {size / seconds:8.3f} MB/s")
    print(f"ratio reading / regex pass:          {took['read filings'] / took['one regex pass']:8.0f}")
    print(f"ratio whole extraction / regex pass: {took['whole extraction'] / took['one regex pass']:8.0f}")
    return 0


def fastest(work: Callable[[], object], rounds: int) -> float:
    """The shortest time of several, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
