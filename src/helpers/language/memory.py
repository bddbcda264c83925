"""Work that makes many small records and no cycles of them, and processes that keep much."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_kept = False


def keep_all() -> None:
    """From now on no search for cycles passes over what there is: it stays as long as the process."""
    global _kept
    gc.collect()
    gc.freeze()
    _kept = True  # gc counts what is frozen one by one, and cannot say faster whether anything is


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Let the search for cycles wait until the work is done: it would find none, and takes a quarter of the time.

    For a `with` or as a decorator; within one another the outermost counts. What was made is then taken for old, as if
    a search had passed over it.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            if not _kept:
                gc.freeze()  # to the old, and back to where the next full search looks
                gc.unfreeze()
            gc.enable()
