"""One digit, period, unit or scenario of a filing altered, and the tables that are made of it."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.data import tables
from helpers.filing.raw import Filing
from helpers.reading import numbers
from helpers.run.extract import extract
from helpers.run.project import find_project

KINDS = ("digit", "period", "unit", "scenario")
_YEAR = re.compile(r"(?<=[QHY])(\d\d)\b|\b(20[01])(\d)\b")
_UNITS = {"million": "billion", "billion": "million", "thousand": "million"}
_SCENARIOS = {
    "target": "result", "Target": "Result", "results": "targets", "Results": "Targets", "Actual": "Target",
    "actual": "target", "is expected to be": "was", "are expected to be": "were", "Revised": "Previous",
    "was": "will be",
}  # fmt: skip
_ABOVE = 40  # lines


@dataclass(frozen=True)
class Alteration:
    """A line of a filing written anew; `what` says how, for a person."""

    filing: str
    line: int
    text: str
    what: str


def drawn(kind: str, draw: random.Random, facts: pd.DataFrame, tries: int = 200) -> Alteration:
    """An alteration of a line that prints one of these facts; of a scenario that of a heading or head above it, too."""
    raw = find_project().data / "raw"
    for _ in range(tries):
        fact = facts.iloc[draw.randrange(len(facts))]
        lines = (raw / f"{fact['filing']}.txt").read_bytes().decode("utf-8").split("\n")
        own = int(fact["line"])
        for number in range(own, max(0, own - (_ABOVE if kind == "scenario" else 1)), -1):
            line = lines[number - 1]
            new = _altered(kind, draw, line, int(fact["start"]), int(fact["end"]))
            if new not in ("", line):
                return Alteration(
                    fact["filing"], number, new, f"{kind} of {fact['fact_id']}, l. {number}: {new[:120]!r}"
                )
    raise AssertionError(f"no line of the facts has a {kind} to alter")


def _altered(kind: str, draw: random.Random, line: str, start: int, end: int) -> str:
    if kind == "digit":
        places = [at for at in range(start, end) if line[at].isdigit()]
        at = draw.choice(places)
        digits = [digit for digit in "123456789" if digit != line[at]]
        return line[:at] + draw.choice(digits) + line[at + 1 :]
    if kind == "period":
        found = list(_YEAR.finditer(line))
        if not found:
            return ""
        at = draw.choice(found).end() - 1
        return line[:at] + str((int(line[at]) + draw.choice((1, 9))) % 10) + line[at + 1 :]
    words = _UNITS if kind == "unit" else _SCENARIOS
    word = next((word for word in words if word in line), "")
    return line.replace(word, words[word], 1) if word else ""


def stated_in(notebook: str) -> pd.DataFrame:
    """The facts that a notebook's findings state or begin with."""
    processed = find_project().data / "processed"
    findings = tables.read(processed, "findings")
    cited = {ids.split()[0] for ids in findings.loc[findings["notebook"] == notebook, "fact_ids"] if ids}
    facts = tables.read(processed, "facts")
    return facts[facts["fact_id"].isin(cited)]


def made(alteration: Alteration, folder: Path) -> Path:
    """A data folder of the filings, one of them altered, with its tables."""
    data = find_project().data
    shutil.copytree(data / "raw", folder / "raw")
    path = folder / "raw" / f"{alteration.filing}.txt"
    lines = path.read_bytes().decode("utf-8").split("\n")
    lines[alteration.line - 1] = alteration.text
    path.write_bytes("\n".join(lines).encode("utf-8"))
    _as_it_is(folder / "raw" / "filings.csv", alteration.filing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, "read_filing", _read_once)
        extract(folder / "raw", folder / "processed")
    return folder


_read: dict[str, Any] = {}
_read_filing = numbers.read_filing


def _read_once(filing: Filing, *read: Any) -> Any:
    """What is read in a filing, which knows no other: the filings that are as they are need no second reading."""
    key = repr((filing, read))
    if key not in _read:
        _read[key] = _read_filing(filing, *read)
    return _read[key]


def _as_it_is(record: Path, filing: str) -> None:
    """The list of filings without the sha256 of the altered one, which it no longer has."""
    rows = pd.read_csv(record, dtype=str, keep_default_na=False)
    rows.loc[rows["filing"] == filing, "sha256"] = ""
    rows.to_csv(record, index=False, lineterminator="\n")


def contested(folder: Path) -> frozenset[str]:
    """The facts that a broken check leaves in doubt."""
    return frozenset(" ".join(tables.read(folder / "processed", "checks")["contests"]).split())


def missed(folder: Path) -> list[str]:
    """The facts that are read otherwise than from the filing as it is, and are not contested though a check on them is
    broken that no known error explains."""
    now, before = (tables.read(at / "processed", "facts") for at in (folder, find_project().data))
    same = ["fact_id", "concept", "measure", "scenario", "period_start", "period_end", "value", "unit"]
    known = set(zip(*(before[name].astype(str) for name in same), strict=True))
    changed = {row[0] for row in zip(*(now[name].astype(str) for name in same), strict=True) if row not in known}
    checks = tables.read(folder / "processed", "checks")
    broken = checks[(checks["status"] == "broken") & ~checks["note"].str.startswith("explained:")]
    touched = frozenset(" ".join(broken["fact_ids"]).split())
    return sorted(changed & touched - contested(folder))
