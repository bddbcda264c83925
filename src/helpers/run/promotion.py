"""Guarding both ends of a run: the raw texts against their records, and data/processed against half a result."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from helpers.data import atomic
from helpers.data.files import digest_file, digest_files, digest_json
from helpers.filing.records import RECORDS, read_records
from helpers.run.keys import Record
from helpers.run.project import PipelineError

try:
    import fcntl
except ImportError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

TABLES = "tables"  # the record of findings.csv and datapackage.json, which no single notebook makes
REMEDY = (
    "Raw texts are never edited: restore the file with git, or, if it is a new version of the filing, record its new "
    "sha256."
)


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold `folder` for one run; PipelineError if another run holds it. A run that was killed holds nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise PipelineError(f"another run is at work in {folder}; wait for it or stop it.") from None
        yield


def check_raw(copy: Path, raw_dir: Path, left_out: Collection[str] = ()) -> None:
    """Raise PipelineError unless a copy of `raw_dir` holds every filing of its filings.csv with the recorded sha256."""
    if not list(copy.glob("*.txt")):
        raise PipelineError(f"{raw_dir} holds no filing (*.txt).")
    faults = []
    for stem, record in read_records(copy).items():
        text = copy / f"{stem}.txt"
        if text.name in left_out:
            continue
        if not text.is_file():
            faults.append(f"{text.name} is recorded there, but missing")
        elif record.get("sha256") and digest_file(text) != record["sha256"]:
            faults.append(f"{text.name} has not the bytes it was recorded with (its sha256 is {digest_file(text)})")
    if faults:
        raise PipelineError(f"{raw_dir / RECORDS}: {'; '.join(faults)}. {REMEDY}")


def prepare() -> None:
    """Load what `finish_tables` needs, so that the end of a run does not wait for it."""
    for name in ("frictionless", "helpers.data.tables"):
        import_module(name)


def finish_tables(processed: Path, records: dict[str, Record]) -> bool:
    """Make findings.csv of what each notebook saved in processed/findings/, and the data package of all tables.

    False if they were there already, by the record of the last time. Raises PipelineError if a finding does not fit
    its schema.
    """
    key = digest_json(digest_files(processed, ["*.csv", "findings/*.csv"]) | {"findings.csv": ""})
    record = records.get(TABLES)
    if (
        record
        and record.key == key
        and all(digest_file(processed / name) == record.saved[name] for name in record.saved)
    ):
        return False
    import pandas as pd

    from helpers.data import tables

    parts = sorted((processed / "findings").glob("*.csv"))
    frames = [pd.read_csv(part, dtype=str, keep_default_na=False) for part in parts]
    try:
        tables.write_all(processed, {"findings": pd.concat(frames)} if frames else {})
    except tables.TableError as error:
        raise PipelineError(str(error)) from error
    records[TABLES] = Record(key, "", digest_files(processed, ["findings.csv", "datapackage.json"]))
    return True


def promote(processed: Path, target: Path) -> list[str]:
    """Bring the tables of a finished run to `target`, all of them or none; the names of those that changed."""
    tables = [path for path in sorted(processed.glob("*")) if path.suffix in {".csv", ".json"}]
    target.mkdir(parents=True, exist_ok=True)
    atomic.complete(target)
    changed = [path for path in tables if digest_file(path) != digest_file(target / path.name)]
    if changed:
        atomic.commit(target, {path.name: path.read_bytes() for path in changed})
    return [path.name for path in changed]
