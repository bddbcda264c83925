"""`python -m helpers convert FILE`, and `add` of a filing as it is published: converted first, then as a text."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.data.files import write_atomically
from helpers.filing.documents import convert as documents
from helpers.filing.documents.convert import COMPANION, ConversionError, Converted


@contextmanager
def as_text(path: Path) -> Iterator[tuple[Path, Converted | None]]:
    """The path of a text to take in: the file itself, or while it is needed the text made of an HTML page or PDF."""
    if not documents.kind_of(path):
        yield path, None
        return
    made = documents.convert(path)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, f"{path.stem}.txt")
        text.write_text(made.text, encoding="utf-8", newline="")
        yield text, made


def remarks(made: Converted | None, stem: str) -> tuple[str, ...]:
    """What the report on a filing says of its conversion."""
    if made is None:
        return ()
    pages = made.text.count("\f") + 1
    said = f"Converted from {made.original} ({made.kind}, {pages} page{'' if pages == 1 else 's'})."
    if made.asides:
        said += f" {len(made.asides):,} passages have no place in the text; {stem}{COMPANION} lists them."
    return (said,)


def companions(made: Converted | None, stem: str) -> dict[str, bytes]:
    """The files that go beside a converted text."""
    return {f"{stem}{COMPANION}": made.listed()} if made is not None and made.asides else {}


def convert(options: argparse.Namespace) -> int:
    """Convert one document, to a file or to the terminal; the exit status. Raises ConversionError."""
    made = documents.convert(options.file)
    data = made.text.encode("utf-8")
    if options.to is None:
        sys.stdout.write(made.text)
        for aside in made.asides:
            print(f"page {aside.page}: {aside.what}: {aside.text}", file=sys.stderr)
        return 0
    target: Path = options.to
    if target.exists() and (target.is_dir() or target.samefile(options.file)):
        raise ConversionError(f"--to {target}: this is {'a folder' if target.is_dir() else 'the document itself'}.")
    write_atomically(target, data)
    beside = target.with_name(f"{target.stem}{COMPANION}")
    print(f"Wrote {made.text.count(chr(10)):,} lines to {target} (from {made.original}, {made.kind} {made.version}).")
    if made.asides:
        write_atomically(beside, made.listed())
        print(f"{len(made.asides):,} passages have no place in it; {beside} lists them.")
    else:
        beside.unlink(missing_ok=True)
    return 0
