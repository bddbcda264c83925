"""The record for a spreadsheet: a row a line item, a column a fiscal year or quarter, amounts in JPY million.

`record_wide_years.csv` and `record_wide_quarters.csv` are written beside record.csv and say the same with less: best
values of what happened, no finer than they are known; intervals, sources and targets stand in record.csv alone.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pandas as pd

from helpers.data import timeline
from helpers.data.quantity import formats
from helpers.filing.lines import no_formula
from helpers.language import calendar, company, concepts

FREQUENCIES = {"record_wide_years": "FY", "record_wide_quarters": "Q"}
"""The tables, and the periods that are their columns."""
KEYS = {
    "concept": "The line item.",
    "label": "What it is called.",
    "unit": "The unit of its row: JPY million for amounts, else as in record.csv.",
}
_MILLION = 1e6
_FINEST = 3  # decimals of millions: thousands, as the statements print them
_OTHERS_FINEST = 6


def frame(record: pd.DataFrame, freq: str) -> pd.DataFrame:
    """The wide form of a record.

    record   columns of record.csv; only actual figures count
    freq     'FY', 'Q' or another of `timeline.FREQUENCIES`
    returns  one row a line item that is known in a period of the frequency, by id: concept, label, unit, then a column
             a period by its name ('FY2016', '4Q16') from the first to the last known one, gaps included; cells are
             Decimals, or None where nothing is known. A balance stands under the period that ends with its day.
    """
    kinds = tuple(kind.upper() for kind in timeline.FREQUENCIES[freq])
    rows: dict[str, dict[str, Decimal | str]] = {}
    years: set[int] = set()
    actual = record[record["scenario"] == "actual"]
    columns = ["concept", "period_start", "period_end", "value", "low", "high", "unit"]
    for concept, start, end, value, low, high, unit in actual[columns].itertuples(index=False, name=None):
        name = _name(start, end, freq)
        if name.startswith(kinds):
            said = f"{unit} million" if unit == company.current().currency else unit
            row = rows.setdefault(concept, {"unit": said})
            row[name] = _known(value, low, high, said)
            years.add(calendar.fiscal_year(end))
    periods = timeline.names(freq, min(years, default=0), max(years, default=-1))
    held = [at for at, name in enumerate(periods) if any(name in row for row in rows.values())]
    periods = periods[held[0] : held[-1] + 1] if held else []
    labels = concepts.load()
    return pd.DataFrame(
        [
            [concept, labels.get(concept).label, row["unit"], *(row.get(name) for name in periods)]
            for concept, row in sorted(rows.items())
        ],
        columns=[*KEYS, *periods],
        dtype=object,
    )


def _name(start: str, end: str, freq: str) -> str:
    """A period's name; of a balance that of the year or the quarter it ends."""
    if start:
        return calendar.name(start, end).upper()
    name = calendar.name("", end).upper()  # of a year's end the year's
    if freq != "Q" or not name.startswith("FY"):
        return name
    return f"4Q{int(name[2:]) % 100:02d}"


def _known(value: float, low: float, high: float, unit: str) -> Decimal:
    """The value in its unit with no more decimals than its interval is sure of."""
    millions = unit == f"{company.current().currency} million"
    factor = _MILLION if millions else 1.0
    scale = formats.Scale(factor, "", "", unit, _FINEST if millions else _OTHERS_FINEST)
    places = formats.decimals_for(low, high, scale)
    rounded = formats.rounded(value / factor, places)
    return Decimal(rounded.replace(",", "").replace(formats.MINUS, "-"))


def files(record: pd.DataFrame) -> dict[str, tuple[list[str], bytes]]:
    """Both tables as they are written: {name: (columns, bytes)}."""
    return {name: _written(frame(record, freq)) for name, freq in FREQUENCIES.items()}


def _written(wide: pd.DataFrame) -> tuple[list[str], bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(wide.columns)
    for row in wide.itertuples(index=False, name=None):
        writer.writerow(
            ["" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else cell for cell in row]
        )
    return list(wide.columns), buffer.getvalue().encode("utf-8")


def _cell(cell: Any) -> str:
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else no_formula(str(cell))


def descriptor(name: str, head: list[str]) -> dict[str, Any]:
    """Title, grain and Frictionless schema of a wide table with these columns."""
    periods = "fiscal years" if FREQUENCIES[name] == "FY" else "quarters"
    told = company.in_its_money
    fields = [
        {"name": key, "type": "string", "description": told(meaning), "constraints": {"required": True}}
        for key, meaning in KEYS.items()
    ]
    fields += [{"name": period, "type": "number", "description": _said(period)} for period in head[len(KEYS) :]]
    return {
        "title": f"Record by {periods}",
        "description": f"One row a line item, one column a period: the record's actual figures by {periods}, for a "
        + told("spreadsheet. Amounts in JPY million, no finer than they are known; ")
        + "intervals and sources are in record.csv.",
        "schema": {"fields": fields, "primaryKey": ["concept"], "missingValues": [""]},
    }


def _said(period: str) -> str:
    start, end = calendar.period(period)
    return f"{formats.day(start)} to {formats.day(end)}, of a balance its last day; empty where it is not known."
