"""Frames of quantities as a reader sees them: in a notebook every number is a link, on an axis every tick has its unit.

`register` tells IPython and matplotlib how; the public face of `helpers` calls it where a notebook runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from IPython import get_ipython
from IPython.display import display
from matplotlib import units as axis_units
from matplotlib.ticker import FuncFormatter

from helpers.data.quantity import formats
from helpers.data.quantity.column import QuantityDtype
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import Quantity
from helpers.data.said import Said
from helpers.story import exhibits, sources

ROWS = 60  # as many rows of a frame are shown as pandas shows
Bundle = tuple[dict[str, str], dict[str, Any]]
"""An output by mime type, and its metadata (the trails of its numbers)."""


def show(frame: pd.DataFrame | pd.Series, caption: str = "", head: int | None = None) -> None:
    """Display a frame as the last line of a cell does, with a caption; with `head` only so many rows."""
    page, metadata = exhibits.bundle(_rows(frame), caption, head=ROWS if head is None else head)
    display(page, metadata=metadata, raw=True)


def bundle(frame: pd.DataFrame | pd.Series) -> Bundle | None:
    """A frame or column with quantities as a table: all of a column in one scale, its unit in the head, every number
    linked to its passage or trail; None where it has no quantities, so that pandas shows it."""
    columns = [frame.dtype] if isinstance(frame, pd.Series) else list(frame.dtypes)
    if not any(isinstance(dtype, QuantityDtype) for dtype in columns):
        return None
    return exhibits.bundle(_rows(frame), head=ROWS)


def _rows(frame: pd.DataFrame | pd.Series) -> list[dict[str, Any]]:
    """Dicts of cells; the index is the first of them."""
    if isinstance(frame, pd.Series):
        frame = frame.to_frame("" if frame.name is None else frame.name)
    index = [[name] if not isinstance(name, tuple) else list(name) for name in frame.index]
    levels = ["" if name is None else str(name) for name in frame.index.names]
    heads = [_head(name) for name in frame.columns]
    columns = [list(frame.iloc[:, at].array) for at in range(frame.shape[1])]
    return [
        {level: _plain(one) for level, one in zip(levels, names, strict=True)}
        | {head: _plain(column[at]) for head, column in zip(heads, columns, strict=True)}
        for at, names in enumerate(index)
    ]


def _head(name: Any) -> str:
    return " ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _plain(cell: Any) -> Any:
    """A cell as `exhibits` takes it: quantities and whole numbers as they are, all else as text."""
    if isinstance(cell, (Quantity, Missing, bool)):
        return cell
    if isinstance(cell, (int, np.integer)) and not isinstance(cell, np.bool_):
        return int(cell)
    if isinstance(cell, float):
        return "" if np.isnan(cell) else f"{cell:,.6g}"
    return "" if cell is None or cell is pd.NA or cell is pd.NaT else str(cell)


def of_quantity(quantity: Quantity | Missing) -> Bundle:
    """One quantity as a linked number with its period."""
    page, metadata = exhibits.bundle([{formats.period_of(quantity) or "value": quantity}])
    return {"text/html": page["text/html"], "text/plain": repr(quantity)}, metadata


def of_passages(said: Said) -> Bundle:
    """Passages of filings, each line linked to its place."""
    rows = [
        {
            "filing": sources.filing_name(row["filing"]),
            "line": sources.passage(row["filing"], row["line"], str(row["line"])),
            "text": row["text"],
        }
        for row in said.passages.to_dict("records")
    ]
    return exhibits.bundle(rows, said.note, source="", head=ROWS)


class QuantityAxis(axis_units.ConversionInterface):
    """How matplotlib draws quantities: their best values in base units, ticks with the unit ('150 bn')."""

    @staticmethod
    def convert(value: Any, unit: str, axis: Any) -> Any:
        """Best values as floats; nan where nothing is known."""
        return [float(one) for one in value] if np.iterable(value) else float(value)

    @staticmethod
    def default_units(x: Any, axis: Any) -> str:
        """The unit of the first quantity that is known."""
        members: Iterable[Any] = x if np.iterable(x) else [x]
        return next((str(one.unit) for one in members if formats.is_known(one) and hasattr(one, "unit")), "")

    @staticmethod
    def axisinfo(unit: str, axis: Any) -> axis_units.AxisInfo:
        """Ticks in the scale of the largest value on the axis."""

        def tick(value: float, _: Any) -> str:
            return formats.tick(value, unit, max(map(abs, axis.get_view_interval())))

        return axis_units.AxisInfo(majfmt=FuncFormatter(tick))


def register() -> None:
    """Let IPython show frames, columns, quantities and passages as above, and matplotlib draw quantities."""
    axis_units.registry.update({Quantity: QuantityAxis(), Missing: QuantityAxis()})
    shell = get_ipython()
    if shell is not None:
        formatter = shell.display_formatter.mimebundle_formatter
        for frame in (pd.DataFrame, pd.Series):
            formatter.for_type(frame, bundle)
        for quantity in (Quantity, Missing):
            formatter.for_type(quantity, of_quantity)
        formatter.for_type(Said, of_passages)
