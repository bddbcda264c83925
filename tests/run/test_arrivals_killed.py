"""Whenever a run is killed, the last good texts and tables are there, and the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from arriving import DECK, INVENTED, RELEASE, ROOT, data_folder, snapshot
from forking import FORKING, ended

from helpers.__main__ import main
from helpers.data import atomic, tables
from helpers.run.arrivals import folder

OLD = {"a.csv": b"old a", "b.csv": b"old b", "c.csv": b"old c"}
NEW: dict[str, bytes | None] = {"a.csv": b"new a", "b.csv": None, "d.csv": b"new d"}
RESULT = {"a.csv": b"new a", "c.csv": b"old c", "d.csv": b"new d"}


class Killed(BaseException):
    """The end of the process, as far as the code under test can tell."""


def old_folder(path: Path) -> Path:
    path.mkdir()
    for name, content in OLD.items():
        (path / name).write_bytes(content)
    return path


def files(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.iterdir() if p.is_file()}


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch, path: Path) -> bool:
    """Commit the change, and end at the given call to the system; False if it was over before."""
    calls = iter(range(10_000))

    def counted(original: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            if next(calls) == step:
                raise Killed
            return original(*args, **kwargs)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patched:
        patched.setattr(atomic.shutil, "rmtree", lambda *_, **__: None)  # a killed process clears nothing up
        for owner, name in (
            (os, "replace"),
            (os, "fsync"),
            (os, "mkdir"),
            (os, "rename"),
            (os, "unlink"),
            (os, "rmdir"),
        ):
            patched.setattr(owner, name, counted(getattr(owner, name)))
        try:
            atomic.commit(path, NEW)
        except Killed:
            return True
        return False


def test_a_change_that_is_cut_short_at_any_step_holds_or_has_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends, step = set(), 0
    while True:
        path = old_folder(tmp_path / str(step))
        if not killed_at(step, monkeypatch, path):
            break
        atomic.complete(path)
        now = files(path)
        assert now in (OLD, RESULT), step
        ends.add(now == RESULT)
        atomic.commit(path, NEW)
        assert files(path) == RESULT, step
        step += 1
    assert step > 10
    assert ends == {True, False}


LOOP = """
import sys
from pathlib import Path
from helpers.run.arrivals import folder
raw, text = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
print("ready", flush=True)
while True:
    records = folder.read_records(raw)
    folder.put(raw, "new", text, records.with_row({"filing": "new", "announced_on": "2017-08-08"}))
    folder.take(raw, "new", folder.read_records(raw).without("new"))
"""


def started(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def draw() -> random.Random:
    return random.Random(7)


def test_a_filing_is_there_with_its_record_or_not_at_all(tmp_path: Path, draw: random.Random) -> None:
    raw = data_folder(tmp_path, RELEASE) / "raw"
    before = snapshot(raw)
    for _ in range(8):
        process = started("-c", LOOP, str(raw), str(INVENTED / "2017-11-07_1h17_presentation.txt"))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(draw.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        process.wait()
        atomic.complete(raw)
        assert (raw / "new.txt").is_file() == ("new" in folder.read_records(raw).by_stem())
    if (raw / "new.txt").is_file():
        folder.take(raw, "new", folder.read_records(raw).without("new"))
    assert {name: digest for name, digest in snapshot(raw).items() if ".change" not in name} == before
    folder.put(raw, "new", b"text", folder.read_records(raw).with_row({"filing": "new"}))
    assert not list(raw.glob(".change*"))


def _extract(raw: Path, out: Path) -> None:
    """In its process: the command, without a word."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    sys.exit(main(["extract", str(raw), str(out)]))


def extraction(raw: Path, out: Path) -> BaseProcess:
    """An extraction as a process of its own."""
    process = FORKING.Process(target=_extract, args=(raw, out))
    process.start()
    return process


def test_an_extraction_that_is_killed_leaves_whole_tables(tmp_path: Path, draw: random.Random) -> None:
    raw, out = data_folder(tmp_path, DECK) / "raw", tmp_path / "out"
    assert ended(extraction(raw, tmp_path / "first")) == 0  # what they are forked from does its imports meanwhile
    began = time.monotonic()
    assert ended(extraction(raw, out)) == 0
    whole = time.monotonic() - began
    last_good = snapshot(out)
    text = next(raw.glob("*.txt"))
    text.rename(raw / "renamed.txt")  # another name, so that every table is written again
    (raw / "filings.csv").unlink()
    for at in (0.5, 0.8, 0.9, 0.97):
        process = extraction(raw, out)
        time.sleep(max(0.0, whole * (at + draw.uniform(-0.1, 0.1))))
        process.kill()
        process.join()
        for name in ("filings", "numbers", "facts", "checks", "series"):
            assert len(tables.read(out, name)) > 0
        if {name for name in snapshot(out) if not name.startswith(".")} == set(last_good):
            continue
    assert ended(extraction(raw, out)) == 0
    assert set(tables.read(out, "facts")["filing"]) == {"renamed"}
    assert set(tables.read(out, "series").columns) == set(tables.columns("series"))
