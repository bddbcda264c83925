"""With one digit, period, unit or scenario of a filing altered, no analysis states what is contested as plain fact.

A sample; `benchmarks/altered_filings.py` tries many more.
"""

from __future__ import annotations

import random
from pathlib import Path

import altered
import cells
import pytest


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
def test_no_analysis_states_an_altered_figure_as_plain_fact(
    kind: str, seed: int, notebook: str, tmp_path: Path
) -> None:
    alteration = altered.drawn(kind, random.Random(seed), altered.stated_in(notebook))
    data = altered.made(alteration, tmp_path / "data")
    assert not altered.missed(data), alteration.what
    said = cells.shown(notebook, data_dir=str(data), save_to="")
    assert sum(len(one.nodes) for one in said) > 50, "what is shown carries its numbers"
    assert not list(cells.stated_plainly(said, altered.contested(data))), alteration.what


def test_a_contested_figure_that_an_analysis_shows_is_marked(tmp_path: Path) -> None:
    alteration = altered.drawn("digit", random.Random(14), altered.stated_in("09_trajectory"))
    data = altered.made(alteration, tmp_path / "data")
    contested = altered.contested(data)
    shown = [
        text
        for one in cells.shown("09_trajectory", data_dir=str(data))
        for text in cells.in_doubt(one, contested).values()
    ]
    assert shown, f"{alteration.what}: it shows none of {sorted(contested)}"
    assert all(text.endswith(cells.CONTESTED) for text in shown)
