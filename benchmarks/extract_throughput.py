"""From text to facts, in MB/s a core: `python benchmarks/extract_throughput.py [COPIES]`.

Reads altered copies of the filings of data/raw one after another, each with other dates and other digits in every
number that is a fact or may be one, so that no line with a number is the same in any two of them. Counted is the
processor time from a text file to its facts; start-up, the making of the copies, checks and series are not. Beside it,
over the same texts and in turn with it, runs one pass of a number regex: it only finds numbers, so the ratio says how
many such passes it costs to know what each of them means. Memory is looked at on the way: it must not grow with the
texts read. At the end the whole extraction of the filings as filed, with checks, series and tables.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from helpers.filing import raw as filings
from helpers.reading.numbers import read_filing
from helpers.run.extract import extract
from helpers.run.project import find_project

TARGET = 0.5
"""MB/s of one core."""
NUMBER = re.compile(r"[(△▲+-]?\d[\d,]*(?:\.\d+)?%?\)?")
YEARS = (-4, -3, -2, -1, 1, 2, 3, 4)


def main(copies: int = 200) -> int:
    project = find_project()
    sys.path.insert(0, str(project.root / "tests" / "support"))  # where the tests' ways to alter a filing are
    raw = project.data / "raw"
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "copy.txt")
        size, reading, finding, at, memory = 0, 0.0, 0.0, [0, copies // 10, copies // 2, copies], []
        for number, copy in enumerate(altered(raw, copies)):
            if number in at:
                memory.append(peak_memory())
            text.write_text(copy, encoding="utf-8", newline="")
            size += text.stat().st_size
            finding += seconds(lambda: NUMBER.findall(text.read_text(encoding="utf-8")))
            reading += seconds(lambda: read_filing(filings.load(text, {})))
        memory.append(peak_memory())
        whole = min(seconds(lambda: extract(raw, Path(folder, "out"))) for _ in range(3))
    speed = size / 1e6 / reading
    print(f"{copies} altered copies, {size / 1e6:.2f} MB, one after another on one core")
    print(f"  text to facts      {reading:7.2f} s   {speed:8.2f} MB/s (target: at least {TARGET})")
    print(f"  one regex pass     {finding:7.2f} s   {size / 1e6 / finding:8.2f} MB/s")
    print(f"  ratio              {reading / finding:7.0f}")
    print("  peak memory        " + ", ".join(f"{mb:.0f} MB after {n}" for n, mb in zip(at, memory, strict=True)))
    filed = sum(path.stat().st_size for path in raw.glob("*.txt")) / 1e6
    print(f"as filed, with checks, series and tables: {filed:.3f} MB in {whole:.2f} s, {filed / whole:.3f} MB/s")
    return 0 if speed >= TARGET else 1


def altered(raw: Path, copies: int) -> Iterator[str]:
    """Copies of the filings in turn, with other digits in every fact and number of a chart, some years on or back."""
    import alter

    texts = []
    for path in sorted(raw.glob("*.txt")):
        numbers, _ = read_filing(filings.load(path, {}))
        places = [(n["line"], n["start"], n["end"]) for n in numbers if n["role"] in {"fact", "chart", "unread"}]
        texts.append((path.read_bytes().decode("utf-8"), places))
    for number, (text, places) in zip(range(copies), cycle(texts), strict=False):
        years = YEARS[number // len(texts) % len(YEARS)]
        yield alter.a_year_on(alter.other_digits(text, places, seed=number), years)


def seconds(work: Callable[[], object]) -> float:
    """The processor time that `work` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak_memory() -> float:
    """The most memory that this process has had so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
