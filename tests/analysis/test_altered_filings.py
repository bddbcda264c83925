"""With one digit, period, unit or scenario of a filing altered, no analysis states what is contested as plain fact.

A sample; `benchmarks/altered_filings.py` tries many more.
"""

from __future__ import annotations

import random
from pathlib import Path

import altered
import cells
import pytest

from helpers.data import tables
from helpers.run.project import find_project


@pytest.fixture(scope="module")
def stated() -> object:
    """The facts that the findings rest on."""
    processed = find_project().data / "processed"
    cited = set(" ".join(tables.read(processed, "findings")["fact_ids"]).split())
    facts = tables.read(processed, "facts")
    return facts[facts["fact_id"].isin(cited)]


@pytest.mark.parametrize(
    ("kind", "seed", "notebook"),
    [
        ("digit", 1, "09_trajectory"),
        ("digit", 4, "05_cloud"),
        ("period", 2, "09_trajectory"),
        ("unit", 3, "06_mobile_mvne"),
    ],
)
def test_no_analysis_states_an_altered_figure_as_plain_fact(
    kind: str, seed: int, notebook: str, stated: object, tmp_path: Path
) -> None:
    alteration = altered.drawn(kind, random.Random(seed), stated)  # type: ignore[arg-type]
    data = altered.made(alteration, tmp_path / "data")
    assert not altered.missed(data), alteration.what
    said = cells.shown(notebook, data_dir=str(data), save_to="")
    assert len(said) > 10
    assert not list(cells.stated_plainly(said, altered.contested(data))), alteration.what
