"""How much is tried of what has no end: in every run a sample, and more of it with HYPOTHESIS_PROFILE=explore."""

from __future__ import annotations

import os


def tries(sample: int, more: int) -> int:
    """How many examples are tried in this run."""
    return more if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else sample
