"""Temporary folders that say whose they are, so that what a killed run leaves is cleared away by the next."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from helpers.data import atomic

_OURS = re.compile(r"helpers-[a-z]+-(\d+)-\w+")


def folder(purpose: str) -> tempfile.TemporaryDirectory[str]:
    """A temporary folder for a purpose, named in small letters."""
    clear()
    return tempfile.TemporaryDirectory(prefix=f"helpers-{purpose}-{os.getpid()}-")


def clear() -> None:
    """Remove the temporary folders of runs that are no more."""
    for path in Path(tempfile.gettempdir()).glob("helpers-*"):
        match = _OURS.fullmatch(path.name)
        if match and int(match[1]) != os.getpid() and not atomic.alive(match[1]):
            shutil.rmtree(path, ignore_errors=True)
