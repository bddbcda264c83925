"""Changing several files of a folder at once: all of them or none, whenever a run is killed.

The change is first written whole into a folder beside the files, which then gets its name by one rename: before that
nothing has happened, from then on the change holds, and whoever comes next completes it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

_CHANGE = ".change"
_NEW, _GONE = "new", "gone"


def commit(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Give the files of `folder` these contents; None removes one. Raises OSError, and then nothing has changed."""
    complete(folder)
    _clear(folder)
    beside = folder / f"{_CHANGE}.{os.getpid()}"
    try:
        for part in (_NEW, _GONE):
            (beside / part).mkdir(parents=True)
        for name, content in files.items():
            _write(beside / (_GONE if content is None else _NEW) / name, content or b"")
        _sync(beside / _NEW)
        _sync(beside)
        beside.rename(folder / _CHANGE)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    complete(folder)


def complete(folder: Path) -> None:
    """Complete a change that a killed run left half-way; what is done already is not done again."""
    change = folder / _CHANGE
    if not change.is_dir():
        return
    for path in sorted((change / _NEW).glob("*")):
        os.replace(path, folder / path.name)
    for path in sorted((change / _GONE).glob("*")):
        (folder / path.name).unlink(missing_ok=True)
        path.unlink()
    _sync(folder)
    for part in (change / _NEW, change / _GONE, change):
        if part.is_dir():
            part.rmdir()


def _clear(folder: Path) -> None:
    """Remove what runs left that were killed before their change held."""
    for left in folder.glob(f"{_CHANGE}.*"):
        if not _alive(left.suffix[1:]):
            shutil.rmtree(left, ignore_errors=True)


def _alive(number: str) -> bool:
    if not number.isdecimal() or os.name != "posix":
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Let the names in a folder outlast a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
