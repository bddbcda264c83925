"""Files: what is in them, by sha256, and writing them whole or not at all. Standard library only."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path) -> str:
    """The sha256 of a file's bytes, '' if there is no such file."""
    try:
        return digest(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        return ""


def digest_json(value: Any) -> str:
    return digest(json.dumps(value, sort_keys=True, default=str).encode())


def digest_files(folder: Path, globs: Iterable[str]) -> dict[str, str]:
    """The sha256 of every file of `folder` that fits one of `globs`, by its path in the folder."""
    paths = {path for glob in globs for path in folder.glob(glob) if path.is_file()}
    return {path.relative_to(folder).as_posix(): digest_file(path) for path in sorted(paths)}


def write_atomically(path: Path, data: bytes) -> bool:
    """Write `data` beside `path` and rename it into place; nothing is touched, and False returned, if it is there."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return True


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A new folder to write into: its files come into `folder` when all of them are there, and none if that fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir()
        yield fresh
        for path in sorted(path for path in fresh.rglob("*") if path.is_file()):
            target = folder / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def mirror(source: Path, target: Path, but: Collection[str] = ()) -> None:
    """Make the files of `target` those of `source`, byte for byte, `but` some; what `source` lacks is removed."""
    found = (path.relative_to(source) for path in source.rglob("*") if path.is_file())
    wanted = {path for path in found if path.as_posix() not in but}
    for path in sorted(target.rglob("*")) if target.is_dir() else ():
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()
    for relative in sorted(wanted):
        write_atomically(target / relative, (source / relative).read_bytes())


class Folder:
    """A folder that remembers what was written to it in this run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: set[Path] = set()

    def write(self, name: str, content: str | bytes) -> None:
        """Write `content` to the file `name` below the folder, unless it is there already."""
        path = self.root / name
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.written.add(path)
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def prune(self, patterns: Iterable[str]) -> None:
        """Remove the files that match one of the patterns and were not written in this run."""
        for pattern in patterns:
            for path in self.root.glob(pattern):
                if path.is_file() and path not in self.written:
                    path.unlink()
