"""A page for each filing that opens in the Arelle Inline Viewer: click a number and see what it says and adds up to.

A page is the filing's Inline XBRL document with what the viewer needs to know of its facts; the viewer itself is one
script beside the pages, so that they work from the file system and ask no other host.

    python -m helpers.xbrl.viewer DOCUMENT...      a page beside each Inline XBRL document
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from helpers.data import tables
from helpers.data.files import digest_json, write_atomically
from helpers.language.errors import HelpersError
from helpers.publish import xbrl

SCRIPT = "ixbrlviewer.js"
LICENSE = f"{SCRIPT}.LICENSE.txt"
_STAMPS = "made-from.json"
_OPTIONS: dict[str, str | bool | None] = {
    "viewerURL": SCRIPT,
    "viewerNoCopyScript": True,
    "useStubViewer": False,
    "validationMessages": False,
    "viewerBasenameSuffix": "",
    "packageDownloadURL": None,
    "zipViewerOutput": False,
}


class ViewerError(HelpersError, RuntimeError):
    """A page could not be made; the message is what Arelle said."""


def build(data_dir: Path, work_dir: Path, back: str = "", jobs: int = 0) -> list[Path]:
    """Write the documents and their pages into `work_dir`; what has not changed is left alone.

    data_dir  a data folder (raw/ and processed/); back: where a page's link 'back to the book' leads, with the stem of
              the filing for '{filing}' ('' for no link); jobs: how many Arelles at once (0: one a core, at most 4)
    returns   the files to publish together: pages (`<filing>.html`), documents, taxonomy, the viewer and its license
    Raises ViewerError.
    """
    processed = data_dir / "processed"
    filings, numbers, facts = (tables.read(processed, name) for name in ("filings", "numbers", "facts"))
    documents = xbrl.write_documents(filings, numbers, facts, data_dir / "raw", work_dir, back)
    taxonomy = sorted((work_dir / "taxonomy").iterdir())
    stamps = {document.stem: _stamp(document, taxonomy) for document in documents}
    known = _known_stamps(work_dir / _STAMPS)
    stale = [
        document
        for document in documents
        if known.get(document.stem) != stamps[document.stem] or not document.with_suffix(".html").is_file()
    ]
    _make_pages(stale, jobs or min(os.cpu_count() or 1, 4))
    write_atomically(work_dir / _STAMPS, json.dumps(stamps, indent=1, sort_keys=True).encode())
    source = files("iXBRLViewerPlugin") / "viewer" / "dist"
    for name in (SCRIPT, LICENSE):
        write_atomically(work_dir / name, (source / name).read_bytes())
    own = [
        document.with_name(document.stem + ending)
        for document in documents
        for ending in (".html", ".xhtml", ".xsd", "-calculation.xml")
    ]
    return [*own, *taxonomy, work_dir / SCRIPT, work_dir / LICENSE]


def _stamp(document: Path, taxonomy: Sequence[Path]) -> str:
    """What a page is made from."""
    own = [document, document.with_suffix(".xsd"), document.with_name(f"{document.stem}-calculation.xml")]
    made_by = [version("arelle-release"), version("ixbrl-viewer"), _OPTIONS]
    return digest_json([made_by, [path.read_text(encoding="utf-8") for path in (*own, *taxonomy)]])


def _known_stamps(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _make_pages(documents: Sequence[Path], jobs: int) -> None:
    """Each share of the documents in a process of its own: Arelle keeps its state in globals, and works on one core."""
    by_size = sorted(documents, key=lambda document: -document.stat().st_size)
    shares = [share for at in range(jobs) if (share := by_size[at::jobs])]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "helpers.publish.xbrl.viewer", *map(str, share)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for share in shares
    ]
    said = [(process.communicate()[0], process.returncode) for process in running]
    failures = [text.strip() for text, status in said if status]
    if failures:
        raise ViewerError("The pages of the Inline Viewer could not be made: " + "\n".join(failures))


def main(documents: Sequence[str]) -> int:
    """Make the page of each document; 1 if Arelle finds a fault in one."""
    from helpers.publish.xbrl.processor import Message, loaded

    for name in documents:
        document = Path(name)
        page = document.with_suffix(".html")
        options = {**_OPTIONS, "saveViewerDest": str(page)}
        with loaded(document, plugins="iXBRLViewerPlugin", pluginOptions=options) as (_, messages):
            faults: list[Message] = [message for message in messages if message.level in ("ERROR", "CRITICAL")]
        if faults or not page.is_file():
            print(f"{document.name}: {'; '.join(fault.text for fault in faults) or 'no page was written'}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
