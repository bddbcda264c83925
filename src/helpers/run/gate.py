"""The one gate before raw texts or tables made of them are used, whatever the command.

What is not as it was recorded stops the command: a text that has changed or is gone, a filings.csv that contradicts
itself, tables that were made of other texts. A text that cannot be read is named and left out; the others are read.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from helpers.data import atomic
from helpers.data.files import digest, digest_file
from helpers.filing import raw as filings
from helpers.filing import soundness
from helpers.filing.records import RECORDS, ChangedError, FilingError, read_records
from helpers.run.project import PipelineError
from helpers.run.promotion import REMEDY


def pass_folder(raw_dir: Path, described: bool = True, whole: bool = True) -> frozenset[str]:
    """The names of the texts that are to be left out, each told on standard error.

    described  whether each text must also say, by itself or in filings.csv, what it is
    whole      whether every filing of filings.csv must be there
    Raises FilingError, with a sentence for each text, where nothing can be read, and ChangedError as said above.
    """
    if not raw_dir.is_dir():
        return frozenset()  # who wants to read it has its own words for that
    atomic.complete_if_begun(raw_dir)
    records = read_records(raw_dir)
    faults, changed, good = {}, [], []
    for path in soundness.texts(raw_dir):
        data, fault = soundness.content_of(path, raw_dir)
        recorded = records.get(path.stem, {}).get("sha256", "")
        if recorded and digest(data) != recorded and path.suffix == ".txt":
            changed.append(f"{path.name} has not the bytes it was recorded with (its sha256 is {digest(data)})")
        elif fault := fault or soundness.fault_of_name(path):
            faults[path.name] = fault
        elif described:
            try:
                filings.read(path, data, records.get(path.stem, {}))
                good.append(path.name)
            except FilingError as error:
                faults[path.name] = str(error)
        else:
            good.append(path.name)
    if whole:
        gone = (stem for stem in records if not (raw_dir / f"{stem}.txt").is_file())
        changed += [f"{stem}.txt is recorded there, but missing" for stem in gone]
    if changed:
        raise ChangedError(f"{raw_dir / RECORDS}: {'; '.join(changed)}. {REMEDY}")
    if faults and not good:
        raise FilingError("\n".join(faults.values()))
    for fault in faults.values():
        print(f"{fault} It is left out; the others are read.", file=sys.stderr)
    return frozenset(faults)


def pass_tables(data: Path, left_out: frozenset[str] = frozenset()) -> None:
    """Raise unless data/processed holds tables as they were written, of the very texts of data/raw.

    Tables that came without a folder of texts may be of any.
    """
    raw, processed = data / "raw", data / "processed"
    remedy = "Make them anew with `make report`, or with: python -m helpers extract RAW_DIR OUT_DIR."
    atomic.complete_if_begun(processed)
    if altered := _altered(processed):
        raise PipelineError(f"{processed}: {', '.join(altered)} not as datapackage.json says it was written. {remedy}")
    if not raw.is_dir():
        return
    there = {path.stem: digest(path.read_bytes()) for path in sorted(raw.glob("*.txt")) if path.name not in left_out}
    if not there:
        raise PipelineError(f"{raw} holds no filing (*.txt), so there is nothing that tables could be of.")
    try:
        with (processed / RECORDS).open(encoding="utf-8", newline="") as file:
            made_of = {row["filing"]: row["sha256"] for row in csv.DictReader(file)}
    except (FileNotFoundError, KeyError, UnicodeDecodeError, csv.Error):
        raise PipelineError(f"{processed} holds no tables of the filings. {remedy}") from None
    other = sorted(stem for stem in there.keys() | made_of.keys() if there.get(stem) != made_of.get(stem))
    if other:
        raise PipelineError(f"{processed} holds tables of other texts than {raw}: {', '.join(other)}. {remedy}")


def _altered(processed: Path) -> list[str]:
    """The tables whose content is not the one that their data package names."""
    try:
        resources = json.loads((processed / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        named = {str(one["path"]): str(one.get("hash", "")).removeprefix("sha256:") for one in resources}
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["datapackage.json"]
    return sorted(name for name, sha256 in named.items() if sha256 and digest_file(processed / name) != sha256)
