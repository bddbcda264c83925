"""One folder of a shelf: its filings read, its tables written as partitions of the dataset. Knows nothing of Dask."""

from __future__ import annotations

import gc
import hashlib
import json
import math
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.data import tables
from helpers.data.files import digest_files, digest_json, write_atomically
from helpers.language.company import of_folder
from helpers.language.errors import HelpersError
from helpers.proof import checks
from helpers.run.extract import extract

TABLES = ("filings", "numbers", "facts", "checks", "series", "record", "record_checks")
STATE = ".state"
_INPUTS = ("*.txt", "filings.csv", "reference/*.csv")
_FORMAT = 1  # raise it when the layout of the dataset changes
_EXACT = pa.decimal128(38, 12)


@dataclass(frozen=True)
class Summary:
    """What became of one folder: a row of the summary table. `error` is empty where it was read."""

    company: str
    filings: int = 0
    facts: int = 0
    unread: int = 0
    broken_checks: int = 0
    seconds: float = 0.0
    error: str = ""


def code_digest() -> str:
    """The sha256 of everything in this package that decides what is read."""
    package = Path(__file__).parents[2]
    return digest_json([_FORMAT, digest_files(package, ("**/*.py", "**/*.toml"))])


def read(folder: str, out: str, code: str, company: str = "") -> dict[str, Any]:
    """Read one folder into the dataset, unless what is there was made from the same content by the same code.

    folder  its texts, with or without filings.csv
    out     the dataset's folder
    code    see `code_digest`
    company whose filings they are, where the folder does not say it itself (see `language.company.of_folder`)
    returns the fields of `Summary`; what went wrong is in `error`, and the folder then has no rows in the dataset
    """
    source, target = Path(folder), Path(out)
    try:
        described = of_folder(source, company).folder
        key = digest_json([code, digest_files(source, _INPUTS), digest_files(described, ("*.toml",))])
        kept = _kept(target, source.name, key)
        if kept is not None:
            return asdict(kept)
        began = time.perf_counter()
        found = _written(source, target, key, began, company)
    except Exception as error:  # one folder that fails must cost no other
        forget(target, source.name)
        said = str(error) if isinstance(error, (HelpersError, OSError)) else f"{type(error).__name__}: {error}"
        return asdict(Summary(source.name, error=" ".join(said.split())))
    finally:
        checks.forget()  # of this company's facts: the next one has others
        gc.collect()
    return asdict(found)


def _written(source: Path, out: Path, key: str, began: float, company: str) -> Summary:
    if not list(source.glob("*.txt")):
        raise HelpersError(f"{source}: no *.txt in it. Put the company's filings there as plain text.")
    with tempfile.TemporaryDirectory() as made:
        extract(source, Path(made), company=company)
        frames = {name: tables.read(made, name) for name in TABLES}
    parts = {}
    for name, frame in frames.items():
        path = partition(out, name, source.name)
        parts[name] = _write(path, pa.Table.from_pydict(_columns(name, frame), schema=schema(name)))
    numbers, tested = frames["numbers"], frames["checks"]
    summary = Summary(
        source.name,
        len(frames["filings"]),
        len(frames["facts"]),
        int((numbers["role"] == "unread").sum()),
        int((tested["status"] == "broken").sum()),
        round(time.perf_counter() - began, 3),
    )
    state = {"key": key, "parts": parts, "summary": asdict(summary)}
    write_atomically(_state(out, source.name), (json.dumps(state, indent=1) + "\n").encode())
    return summary


# ---- the dataset -----------------------------------------------------------------------------------------------------


def partition(out: Path, table: str, company: str) -> Path:
    """The file that holds a company's rows of a table."""
    return out / table / f"company={quote(company, safe='')}" / "part-0.parquet"


def _state(out: Path, company: str) -> Path:
    return out / STATE / f"{quote(company, safe='')}.json"


def schema(table: str) -> pa.Schema:
    """The columns of a table with their Arrow types: as in CSV, dates as dates, exact numbers as decimals."""
    kinds = {"integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32(), "string": pa.string()}
    found = []
    for field in tables.SCHEMAS[table]["fields"]:
        exact = field["type"] == "number" and tables.is_exact(table, field["name"])
        kind = _EXACT if exact else kinds.get(field["type"], pa.float64())
        found.append(pa.field(field["name"], kind, metadata={"description": field["description"]}))
    return pa.schema(found)


def _columns(table: str, frame: pd.DataFrame) -> dict[str, list[Any]]:
    return {field.name: _values(frame[field.name], field.type) for field in schema(table)}


def _values(column: pd.Series, kind: pa.DataType) -> list[Any]:
    cells = column.tolist()  # a column of texts is slow to walk through itself
    if pa.types.is_date(kind):
        return [date.fromisoformat(cell) if cell else None for cell in cells]
    if pa.types.is_decimal(kind):
        return [Decimal(cell).quantize(Decimal(1).scaleb(-kind.scale)) for cell in cells]
    if pa.types.is_floating(kind):
        return [None if math.isnan(cell) else float(cell) for cell in cells]
    return cells


def _write(path: Path, table: pa.Table) -> str:
    """Write a partition beside and rename it; its sha256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        pq.write_table(table, beside, compression="zstd")
        digest = hashlib.sha256(beside.read_bytes()).hexdigest()
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return digest


def _kept(out: Path, company: str, key: str) -> Summary | None:
    """What is known of a company whose partitions are there, unharmed, and made from the same content; else None."""
    try:
        state = json.loads(_state(out, company).read_text(encoding="utf-8"))
        if state["key"] != key or any(_digest(partition(out, t, company)) != state["parts"][t] for t in TABLES):
            return None
        return Summary(**state["summary"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def forget(out: Path, company: str) -> None:
    """Take a company out of the dataset."""
    _state(out, company).unlink(missing_ok=True)
    for table in TABLES:
        shutil.rmtree(partition(out, table, company).parent, ignore_errors=True)


def write_summary(out: Path, found: list[Summary]) -> None:
    """The summaries as a table beside the others, a row a folder."""
    kinds = {"int": pa.int64(), "float": pa.float64(), "str": pa.string()}
    fields_ = [pa.field(field.name, kinds[str(field.type)]) for field in fields(Summary)]
    _write(out / "summary.parquet", pa.Table.from_pylist([asdict(one) for one in found], schema=pa.schema(fields_)))


def known(out: Path) -> Mapping[str, Path]:
    """The companies that the dataset holds, with the record of each."""
    found = {}
    for path in sorted((out / STATE).glob("*.json")):
        try:
            found[str(json.loads(path.read_text(encoding="utf-8"))["summary"]["company"])] = path
        except (OSError, ValueError, KeyError, TypeError):
            path.unlink(missing_ok=True)
    return found
