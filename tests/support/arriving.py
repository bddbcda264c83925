"""Data folders for tests of filings that come and go, and filings that nobody filed: invented, for tests alone."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from alter import a_year_on

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
INVENTED = ROOT / "tests" / "invented"
DECK, RELEASE, YEAR = "2016-08-05_1q16_presentation", "2016-11-08_1h16_release", "2017-05-15_fy16_presentation"


def data_folder(root: Path, *names: str) -> Path:
    """A data folder of one's own with some of the filings (all of them if none is named) and their records."""
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    names = names or tuple(path.stem for path in RAW.glob("*.txt"))
    for name in names:
        shutil.copyfile(RAW / f"{name}.txt", raw / f"{name}.txt")
    head, *rows = (RAW / "filings.csv").read_bytes().splitlines(keepends=True)
    kept = [row for row in rows if row.decode().partition(",")[0] in names]
    (raw / "filings.csv").write_bytes(head + b"".join(kept))
    return raw.parent


def next_year(name: str) -> str:
    """A filing with all its days a year later and the same figures: invented, and at odds with what came before."""
    return a_year_on((RAW / f"{name}.txt").read_text(encoding="utf-8"))


def snapshot(folder: Path) -> dict[str, str]:
    """Every file of a folder with its content's sha256, links and folders too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
        for path in sorted(folder.rglob("*"))
    }
