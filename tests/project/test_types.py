"""The package's types hold: mypy as `make types` runs it, here beside the other tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_mypy_has_nothing_to_say() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
