"""What a look at a new filing costs: `python benchmarks/add_over_extract.py [ROUNDS]`.

Processor time of `add FILE --dry-run`, with all its child processes, over that of `extract` on the same shelf, in the
same run; rounds alternate, and the least of each counts. Once with the tables of the last run at hand, as after
`make report`, and once without, when the findings of both sides have to be made.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers.run.project import find_project

TARGET = 5.0
NEW = "2017-11-07_1h17_presentation.txt"


def main(rounds: int = 2) -> int:
    project = find_project()
    new = project.root / "tests" / "invented" / NEW
    took: dict[str, list[float]] = {"extract": [], "add": [], "add, both sides": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(project.data / "raw", folder / "bare" / "raw")
        for _ in range(rounds):
            took["extract"].append(processor("extract", str(project.data / "raw"), str(folder / "out")))
            took["add"].append(processor("add", str(new), "--dry-run"))
            took["add, both sides"].append(processor("add", str(new), "--dry-run", "--data", str(folder / "bare")))
            shutil.rmtree(folder / "out")
    least = {name: min(each) for name, each in took.items()}
    for name, each in took.items():
        every = ", ".join(f"{one:.2f}" for one in each)
        ratio = least[name] / least["extract"]
        print(f"  {name:<16} processor {least[name]:6.2f} s, of extract {ratio:4.1f} ({every})")
    worst = max(least.values()) / least["extract"]
    print(f"ratio add / extract: {worst:.1f} (target: at most {TARGET})")
    return 0 if worst <= TARGET else 1


def processor(*arguments: str) -> float:
    """Seconds of processor time that a command takes, in all its processes."""
    before = used()
    subprocess.run([sys.executable, "-m", "helpers", *arguments], check=True, capture_output=True)
    return used() - before


def used() -> float:
    """Seconds of processor time of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
