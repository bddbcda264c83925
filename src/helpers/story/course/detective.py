"""Looking for a wrong digit: what the pipeline's checks say of a text, and what of them is whose fault."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from helpers.filing import raw
from helpers.proof import checks
from helpers.reading import numbers

_SHOWN = [
    "rule",
    "concept",
    "expected_low",
    "expected_high",
    "actual_low",
    "actual_high",
    "status",
    "fact_ids",
    "lines",
]


@dataclass(frozen=True)
class Tried:
    """A text as the pipeline reads it: its facts, its numbers, and every check tried on them."""

    facts: pd.DataFrame
    numbers: pd.DataFrame
    checks: pd.DataFrame


@cache
def tried(text: str) -> Tried:
    """Read a text and try the checks on it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "an_invented_deck.txt"
        path.write_text(text, encoding="utf-8")
        filing = raw.load(path, {})
    its_numbers, its_facts = numbers.read_filing(filing)
    facts = pd.DataFrame(its_facts, columns=list(numbers.FACT_COLUMNS))
    filings = pd.DataFrame([filing.record()])
    return Tried(facts, pd.DataFrame(its_numbers), checks.build(facts, filings))


def broken(text: str) -> pd.DataFrame:
    """The checks of a text that break, one row each, with the lines of the facts they compare.

    Columns: rule, concept, expected_low, expected_high, actual_low, actual_high, status, fact_ids, lines.
    """
    found = tried(text)
    return _with_lines(found.checks[found.checks["status"] == "broken"])


def all_checks(text: str) -> pd.DataFrame:
    """Every check tried on a text, held or broken; the columns of `broken`."""
    return _with_lines(tried(text).checks)


def _with_lines(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    frame["lines"] = [" ".join(sorted({_line(one) for one in ids.split()}, key=int)) for ids in frame["fact_ids"]]
    return frame[_SHOWN].reset_index(drop=True)


def _line(fact_id: str) -> str:
    """'an_invented_deck.L30.C13' stands on line 30."""
    return fact_id.split(".L")[1].split(".")[0]
