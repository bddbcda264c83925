"""The names of the vocabulary stand in the same order in every run: pages print them."""

from __future__ import annotations

import os
import subprocess
import sys

from arriving import ROOT

PRINT = """
from helpers.data import find
from helpers.language import concepts
known = concepts.load()
print([list(words) for words in (known.metrics, known.subjects, known.by_alias)])
print([find.names(name) for name in sorted(known.concepts)])
"""


def printed(seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", PRINT], env=env, capture_output=True, text=True, check=True)
    return done.stdout


def test_names_have_one_order_whatever_the_order_of_sets() -> None:
    first, second = printed("1"), printed("2")
    assert "revenue" in first
    assert first == second
