"""Work that makes many small records and no cycles of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
            if not gc.get_freeze_count():
                gc.freeze()  # to the old, and back to where the next full search looks
                gc.unfreeze()
            gc.enable()
