"""With one digit, period, unit or scenario of a filing altered, no analysis states what is contested as plain fact.

A sample; `benchmarks/altered_filings.py` tries many more.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import altered
import cells
import pytest


@cache
def told(kind: str, seed: int, notebook: str, folder: Path) -> tuple[str, Path, list[cells.Shown]]:
    """What was altered, the data made of it, and what a notebook shows of these."""
    alteration = altered.drawn(kind, random.Random(seed), altered.stated_in(notebook))
    data = altered.made(alteration, folder / f"{kind}-{seed}-{notebook}")
    return alteration.what, data, cells.shown(notebook, data_dir=str(data), save_to="")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("altered")


@pytest.mark.parametrize(
    ("kind", "seed", "notebook"),
    [
        ("digit", 14, "09_trajectory"),
        ("digit", 4, "05_cloud"),
        ("period", 2, "09_trajectory"),
        ("unit", 3, "06_mobile_mvne"),
        ("digit", 21, "06_mobile_mvne"),
        ("scenario", 7, "08_targets"),
    ],
)
def test_no_analysis_states_an_altered_figure_as_plain_fact(kind: str, seed: int, notebook: str, folder: Path) -> None:
    what, data, said = told(kind, seed, notebook, folder)
    assert not altered.missed(data), what
    assert sum(len(one.nodes) for one in said) > 50, "what is shown carries its numbers"
    assert not list(cells.stated_plainly(said, altered.contested(data))), what


def test_a_contested_figure_that_an_analysis_shows_is_marked(folder: Path) -> None:
    what, data, said = told("digit", 14, "09_trajectory", folder)
    contested = altered.contested(data)
    shown = [text for one in said for text in cells.in_doubt(one, contested).values()]
    assert shown, f"{what}: it shows none of {sorted(contested)}"
    assert all(text.endswith(cells.CONTESTED) for text in shown)
