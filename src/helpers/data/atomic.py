"""Changing several files of a folder, or a whole folder, at once: all or nothing, whenever a run is killed.

The change is first written whole into a folder beside the files, which then gets its name by one rename: before that
nothing has happened, from then on the change holds, and whoever comes next completes it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_CHANGE = ".change"
_NEW, _GONE = "new", "gone"


def commit(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Give the files of `folder` these contents; None removes one. Raises OSError, and then nothing has changed."""
    complete(folder)
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
    """Complete a change that a killed run left half-way, and clear away one that it had not begun."""
    _clear(folder)
    change = folder / _CHANGE
    if not change.is_dir():
        return
    for path in sorted((change / _NEW).glob("*")):
        with suppress(FileNotFoundError):  # somebody else completes it, too
            os.replace(path, folder / path.name)
    for path in sorted((change / _GONE).glob("*")):
        (folder / path.name).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    _sync(folder)
    for part in (change / _NEW, change / _GONE, change):
        with suppress(FileNotFoundError):
            part.rmdir()


def complete_if_begun(folder: Path) -> None:
    """For whoever only reads: complete a change that was cut short, where there is one and the folder lets one."""
    if (folder / _CHANGE).is_dir() and os.access(folder, os.W_OK):
        complete(folder)


def replace_folder(new: Path, folder: Path) -> None:
    """Put the folder `new` in the place of `folder`, which goes. For a moment there is none; see `restore_folder`."""
    restore_folder(folder)
    if not folder.exists():
        new.rename(folder)
        return
    old = _old(folder)
    folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old)


def restore_folder(folder: Path) -> None:
    """Bring back the folder that a run was about to replace when it was killed; clear it away if it was replaced."""
    old = _old(folder)
    if old.is_dir() and folder.exists():
        shutil.rmtree(old)
    elif old.is_dir():
        old.rename(folder)


def _old(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.old")


def sweep(*folders: Path) -> None:
    """Remove the files beside others that runs left when they were killed before a rename (see `cache`)."""
    for folder in folders:
        for left in folder.glob(".*.new"):
            if not alive(left.name.split(".")[-2]):
                left.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Remove what runs left that were killed before their change held."""
    for left in folder.glob(f"{_CHANGE}.*"):
        if not alive(left.suffix[1:]):
            shutil.rmtree(left, ignore_errors=True)


def alive(number: str) -> bool:
    """Whether another process has this number; False for that of this one."""
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
