"""Generated files: written only where their bytes change, removed when they no longer belong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


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
