"""The tables of `data/processed`: their schemas, and reading and writing them without ever leaving half a file.

The schemas stand in `tables.toml`; `datapackage.json` (a Frictionless Data Package) is made from it and written beside
the tables. Every cell is validated against it before anything is written. CSV, UTF-8, line feeds, sorted rows: the
same frames give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data import atomic, wide
from helpers.data.files import digest
from helpers.filing.lines import no_formula
from helpers.language import company
from helpers.language.errors import HelpersError

DICTIONARY = Path(__file__).with_name("tables.toml")
DATAPACKAGE = "datapackage.json"
_MOST_PROBLEMS = 5


class TableError(HelpersError, ValueError):
    """A table is not what `datapackage.json` says; the message says where and what was expected."""


@cache
def _dictionary() -> dict[str, dict[str, Any]]:
    return tomllib.loads(DICTIONARY.read_text(encoding="utf-8"))


def _field(name: str, kind: str, meaning: str, options: Mapping[str, Any]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind, "description": company.in_its_money(meaning)}
    constraints = {key: options[key] for key in ("required", "unique", "pattern", "minimum") if key in options}
    if "values" in options:
        constraints["enum"] = [company.in_tables(value) if name == "unit" else value for value in options["values"]]
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def _schema(table: Mapping[str, Any]) -> dict[str, Any]:
    fields = [
        _field(name, column[0], column[1], column[2] if len(column) > 2 else {})
        for name, column in table["columns"].items()
    ]
    return {"fields": fields, "primaryKey": table["key"], "missingValues": [""]}


SCHEMAS: dict[str, dict[str, Any]] = {name: _schema(table) for name, table in _dictionary().items()}
"""Frictionless Table Schemas by table: filings, numbers, facts, checks, series, findings; amounts in JPY."""


@company.kept
@cache
def schema(name: str) -> dict[str, Any]:
    """The Frictionless Table Schema of a table of the company in force, amounts in its own money."""
    return _schema(_dictionary()[name])


def columns(name: str) -> list[str]:
    """The columns of a table in order."""
    return list(_dictionary()[_known(name)]["columns"])


def is_exact(name: str, column: str) -> bool:
    """Whether a column's numbers are kept to the last digit, as Decimal."""
    return _option(name, column, "exact")


def _known(name: str) -> str:
    if name not in SCHEMAS:
        raise TableError(f"There is no table '{name}'; the tables are {', '.join(SCHEMAS)}.")
    return name


# ---- writing ------------------------------------------------------------------------------------------------------


def write_all(out_dir: str | Path, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Validate and write the tables, and the data package of all tables now in the folder.

    frames   {table: frame} with exactly the columns of `SCHEMAS`, rows in any order
    returns  the names of the files that changed; a file whose bytes stay the same is not touched

    With the record go its wide companions for spreadsheets (see `wide`).

    Everything is validated before the first file is written, and all files change together or none does. Raises
    TableError, which names table, row and column.
    """
    out = Path(out_dir)
    texts = {name: _texts(name, frame) for name, frame in frames.items()}
    for name, rows in texts.items():
        _validate(name, rows)
    _validate_links(texts)
    out.mkdir(parents=True, exist_ok=True)
    atomic.complete(out)
    companions = wide.files(frames["record"]) if "record" in frames else {}
    files = {f"{name}.csv": _csv(name, rows) for name, rows in texts.items()}
    files |= {f"{name}.csv": content for name, (_, content) in companions.items()}
    files[DATAPACKAGE] = _package_bytes(out, files, {name: head for name, (head, _) in companions.items()})
    changed = {name: content for name, content in files.items() if not _is(out / name, content)}
    if changed:
        atomic.commit(out, changed)
    return list(changed)


def _is(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _texts(name: str, frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows as text, sorted by the table's order."""
    expected = columns(name)
    if list(frame.columns) != expected:
        missing = [column for column in expected if column not in frame.columns]
        extra = [str(column) for column in frame.columns if column not in expected]
        if extra:
            raise TableError(f"Table {name} has columns that {DICTIONARY.name} does not describe: {', '.join(extra)}.")
        if missing and not (name == "facts" and set(missing) <= {"proof", "because"}):
            raise TableError(f"Table {name} lacks the columns {', '.join(missing)}.")
    cells = [_cells(name, frame, column) for column in expected]
    keys = _dictionary()[name].get("order") or _dictionary()[name]["key"]
    whole = {column for column, (kind, *_) in _dictionary()[name]["columns"].items() if kind == "integer"}
    positions = [(expected.index(key), key in whole) for key in keys]
    rows = list(zip(*cells, strict=True))
    try:
        return sorted(rows, key=lambda row: [int(row[at]) if number else row[at] for at, number in positions])
    except ValueError as error:
        raise TableError(f"Table {name} cannot be sorted by {', '.join(keys)}: {error}.") from error


def _cells(name: str, frame: pd.DataFrame, column: str) -> list[str]:
    """A column as text; words of a filing so that no spreadsheet computes them."""
    found = map(_text, frame[column].to_numpy(dtype=object) if column in frame else [""] * len(frame))
    return list(map(no_formula, found) if _option(name, column, "words") else found)


def _option(name: str, column: str, option: str) -> bool:
    spec = _dictionary()[name]["columns"][column]
    return bool(len(spec) > 2 and spec[2].get(option))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        value = Decimal(int(value)) if value == math.floor(value) and abs(value) < 1e15 else Decimal(repr(value))
    if isinstance(value, Decimal):
        return format(value, "f") if value else "0"
    return str(value)


@company.kept
@cache
def _readers(name: str) -> tuple[tuple[str, Callable[[str], Any]], ...]:
    """One cell reader a column, from the same Frictionless schema that stands in the data package."""
    from frictionless import Schema

    fields = Schema.from_descriptor(schema(name)).fields
    return tuple((field.name, field.create_cell_reader()) for field in fields)


def _validate(name: str, rows: list[tuple[str, ...]]) -> None:
    problems: list[str] = []
    for at, (column, reader) in enumerate(_readers(name)):
        bad = {cell: notes for cell in {row[at] for row in rows} if (notes := reader(cell)[1])}
        if bad:
            number, row = next((number, row) for number, row in enumerate(rows, 1) if row[at] in bad)
            why = "; ".join(bad[row[at]].values())
            problems.append(f"row {number} ({_key_text(name, row)}), column {column}: {row[at]!r} - {why}")
    seen: dict[tuple[str, ...], int] = {}
    positions = [columns(name).index(key) for key in _dictionary()[name]["key"]]
    for number, row in enumerate(rows, 1):
        key = tuple(row[at] for at in positions)
        if key in seen:
            problems.append(f"rows {seen[key]} and {number} have the same key ({_key_text(name, row)})")
        seen[key] = number
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        text = "; ".join(problems[:_MOST_PROBLEMS]) + (f"; and {more} more" if more > 0 else "")
        raise TableError(f"Table {name} was not written, it breaks its schema in {DATAPACKAGE}: {text}.")


def _key_text(name: str, row: tuple[str, ...]) -> str:
    return ", ".join(row[columns(name).index(key)] for key in _dictionary()[name]["key"])


def _validate_links(texts: Mapping[str, list[tuple[str, ...]]]) -> None:
    """Ids must lead somewhere: checked between the tables that are written together."""
    for name, rows in texts.items():
        for column, target in _dictionary()[name].get("links", {}).items():
            other, key = target.split(".")
            if other not in texts:
                continue
            known = {row[columns(other).index(key)] for row in texts[other]}
            at = columns(name).index(column)
            lost = {word for row in rows for word in row[at].split()} - known
            if lost:
                some = ", ".join(sorted(lost)[:_MOST_PROBLEMS])
                raise TableError(
                    f"Table {name} was not written: its column {column} names {some}, not to be found in {other}.csv."
                )


def _csv(name: str, rows: Iterable[tuple[str, ...]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns(name))
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8")


def datapackage(names: Iterable[str], heads: Mapping[str, list[str]]) -> dict[str, Any]:
    """The Frictionless Data Package descriptor of some of the tables, and of wide ones by their columns."""
    present = [name for name in SCHEMAS if name in set(names)]
    return {
        "profile": "data-package",
        "name": "iij-filings",
        "title": f"Facts from the filings of {company.current().name}",
        "resources": [_resource(name, present) for name in present]
        + [_described(name, **wide.descriptor(name, head)) for name, head in sorted(heads.items())],
    }


def _resource(name: str, present: list[str]) -> dict[str, Any]:
    table = _dictionary()[name]
    described = dict(schema(name))
    links = [(column, *target.split(".")) for column, target in table.get("links", {}).items()]
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [key]}}
        for column, other, key in links
        if other in present and column != "fact_ids"
    ]
    if keys:
        described["foreignKeys"] = keys
    return _described(name, table["title"], table["grain"], described)


def _described(name: str, title: str, description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": description,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"lineTerminator": "\n"}},
        "schema": schema,
    }


def _package_bytes(out: Path, written: Mapping[str, bytes], heads: Mapping[str, list[str]]) -> bytes:
    """The data package of the tables in a folder and those to be `written`, with the size and sha256 of each."""
    there = {f"{name}.csv": out / f"{name}.csv" for name in (*SCHEMAS, *wide.FREQUENCIES)}
    contents = {name: path.read_bytes() for name, path in there.items() if name not in written and path.exists()}
    kept = {name: _head(contents[f"{name}.csv"]) for name in wide.FREQUENCIES if f"{name}.csv" in contents}
    contents |= written
    package = datapackage([name for name in SCHEMAS if f"{name}.csv" in contents], kept | dict(heads))
    for resource in package["resources"]:
        content = contents[resource["path"]]
        resource |= {"bytes": len(content), "hash": f"sha256:{digest(content)}"}
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _head(content: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(content.decode("utf-8"), newline="")), [])


# ---- reading ------------------------------------------------------------------------------------------------------


def read(folder: str | Path, name: str) -> pd.DataFrame:
    """Read a table, typed as its schema says: integers, floats, bools, text ('' where empty), facts.value Decimal.

    Raises TableError when the file is missing, has other columns, or a cell is not of its column's type.
    """
    path = Path(folder) / f"{_known(name)}.csv"
    atomic.complete_if_begun(path.parent)
    if not path.exists():
        raise TableError(
            f"{path.name} is not in {Path(folder).name}: make the tables with 'python -m helpers extract', or point "
            "to the folder that holds them."
        )
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", lineterminator="\n")
    if list(frame.columns) != columns(name):
        raise TableError(
            f"{path.name} has the columns {', '.join(map(str, frame.columns))}; expected {', '.join(columns(name))}."
        )
    for column, spec in _dictionary()[name]["columns"].items():
        try:
            frame[column] = _typed(frame[column], spec[0], _option(name, column, "exact"))
        except (ValueError, InvalidOperation) as error:
            raise TableError(f"{path.name}, column {column}, is not of type {spec[0]}: {error}.") from error
    return frame


def _typed(cells: pd.Series, kind: str, exact: bool) -> pd.Series:
    if kind == "integer":
        return cells.astype("int64")
    if kind == "boolean":
        unknown = set(cells.tolist()) - {"true", "false"}
        if unknown:
            raise ValueError(f"{sorted(unknown)[0]!r} is neither 'true' nor 'false'")
        return cells == "true"
    if kind == "number" and exact:
        return pd.Series([Decimal(cell) for cell in cells.tolist()], index=cells.index, dtype=object)
    if kind == "number":
        return pd.Series(
            [float(cell) if cell else math.nan for cell in cells.tolist()], index=cells.index, dtype="float64"
        )
    return cells
