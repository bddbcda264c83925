"""Work that makes many small records and no cycles of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Let the search for cycles wait until the work is done: it would find none, and takes a quarter of the time.

    For a `with` or as a decorator; within one another the outermost counts.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
