"""The real filings, read once for the tests of the exports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
from reading import all_filings

from helpers.language import concepts
from helpers.proof import checks
from helpers.publish.xbrl import elements, summations

RAW = Path(__file__).parents[2] / "data" / "raw"


@cache
def read() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The filings, facts and checks of data/raw as the code reads them now."""
    found = all_filings()
    return found.filings, found.facts, checks.build(found.facts, found.filings)


def broken_summations(facts: pd.DataFrame, tested: pd.DataFrame) -> Mapping[str, set[str]]:
    """The ids of broken checks among the breakdowns that are exported, by filing."""
    summed = exported_summations(facts, tested)
    broken = set(tested.loc[tested["status"] == "broken", "check_id"])
    found: dict[str, set[str]] = {str(name): set() for name in facts["filing"].unique()}
    for summation in summed:
        if summation.check_id in broken:
            found[summation.filing].add(summation.check_id)
    return found


def exported_summations(facts: pd.DataFrame, tested: pd.DataFrame) -> list[summations.Summation]:
    """The breakdowns that the export reports as sums."""
    words = concepts.load()
    reported = elements.rows(facts)
    known = elements.assigned(reported, words)
    return summations.complete({row.fact_id: row for row in reported}, tested, words, known)


def read_numbers() -> pd.DataFrame:
    """The numbers of data/raw."""
    return all_filings().numbers
