"""One filing as an xBRL-CSV report (Open Information Model, 2021): a JSON file that explains two CSV tables.

`<filing>-facts.csv` has one row a fact of facts.csv; where the filing prints it stands in columns that are comments to
XBRL. `<filing>-summations.csv` repeats the figures of the breakdowns that the filing prints completely
(`summations`). A fact printed in several places is reported as often: the duplicates of XBRL.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from helpers.data.files import write_atomically
from helpers.publish.xbrl.elements import (
    DIMENSIONS,
    ENTITY,
    ENTITY_SCHEME,
    NAMESPACE,
    PREFIX,
    UNITS,
    Element,
    FactRow,
    StatedAs,
)
from helpers.publish.xbrl.summations import Summation
from helpers.publish.xbrl.taxonomy import SCHEMA, SUMMATION_AXIS

NONE = "#none"  # how a cell says that there is no such dimension
_FACTS = (
    "id",
    "concept",
    "period",
    "unit",
    *DIMENSIONS,
    "decimals",
    "value",
    "line",
    "start",
    "end",
    "printed",
    "label",
)
_SUMMATIONS = ("id", "concept", "period", "unit", *DIMENSIONS, SUMMATION_AXIS, "decimals", "value", "fact")
_COMMENTS = frozenset({"line", "start", "end", "printed", "label", "fact"})


def write(
    folder: Path,
    filing: str,
    facts: Iterable[FactRow],
    summed: Iterable[Summation],
    elements: Mapping[StatedAs, Element],
) -> None:
    """Write the report of a filing: `<filing>.json` and its tables. The taxonomy is looked for in `taxonomy/`."""
    tables = {
        "facts": (_FACTS, [_fact_cells(row, elements[row.said]) for row in facts]),
        "summations": (_SUMMATIONS, [cells for at, s in enumerate(summed, 1) for cells in _summation_cells(at, s)]),
    }
    tables = {name: table for name, table in tables.items() if table[1]}
    report = _metadata(filing, {name: columns for name, (columns, _) in tables.items()})
    for name, (columns, cells) in tables.items():
        write_atomically(folder / f"{_stem(filing)}-{name}.csv", _csv(columns, cells))
    write_atomically(folder / f"{filing}.json", (json.dumps(report, indent=2) + "\n").encode())


def _stem(filing: str) -> str:
    """The name of a filing's tables: one that is the same as a file name and as a URL."""
    return quote(filing, safe="").replace("%", "_")


def period(start: str, end: str) -> str:
    """A period as xBRL-CSV writes it: '2016-04-01..2016-09-30', or '2016-09-30@end' for the end of a day."""
    return f"{start}..{end}" if start else f"{end}@end"


def plain(number: Decimal) -> str:
    """A number without an exponent."""
    return format(number, "f") if number else "0"


def _fact_cells(row: FactRow, element: Element) -> list[str]:
    return [
        row.place, f"{PREFIX}:{element.name}", *_context(row), str(row.decimals), plain(row.normal),
        str(row.line), str(row.start), str(row.end), row.printed, row.label,
    ]  # fmt: skip


def _summation_cells(number: int, summation: Summation) -> list[list[str]]:
    where = _context(summation.row)
    return [
        [
            f"S{number}_{at}", f"{PREFIX}:{item.element}", *where, summation.check_id, str(item.decimals),
            plain(item.value), item.place,
        ]
        for at, item in enumerate(summation.items)
    ]  # fmt: skip


def _context(row: FactRow) -> list[str]:
    members = row.members
    dimensions = [f"{PREFIX}:{members[axis]}" if axis in members else NONE for axis in DIMENSIONS]
    return [period(row.period_start, row.period_end), UNITS[row.unit].oim or NONE, *dimensions]


def _metadata(filing: str, tables: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-csv",
            "namespaces": {
                PREFIX: NAMESPACE,
                "tse": ENTITY_SCHEME,
                "iso4217": "http://www.xbrl.org/2003/iso4217",
                "xbrli": "http://www.xbrl.org/2003/instance",
                "xbrl": "https://xbrl.org/2021",
            },
            "taxonomy": [f"taxonomy/{SCHEMA}"],
        },
        "dimensions": {"entity": f"tse:{ENTITY}"},
        "tableTemplates": {name: {"rowIdColumn": "id", "columns": _columns(given)} for name, given in tables.items()},
        "tables": {name: {"template": name, "url": f"{_stem(filing)}-{name}.csv"} for name in tables},
    }


def _columns(names: Iterable[str]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in names:
        columns[name] = {"comment": True} if name in _COMMENTS else {}
    axes = {f"{PREFIX}:{name}": f"${name}" for name in names if name.endswith("Axis")}
    own = {name: f"${name}" for name in ("concept", "period", "unit")}
    columns["value"] = {"decimals": "$decimals", "dimensions": own | axes}
    return columns


def _csv(columns: tuple[str, ...], cells: Iterable[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells)
    return buffer.getvalue().encode()
