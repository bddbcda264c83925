"""`.q`: from a column or frame of quantities to plain pandas, and the questions that plain numbers cannot answer.

Importing this module registers it. `frame["revenue"].q.low`, `frame.q.float("billion")`, `frame.q.long("billion")`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.data import timeline
from helpers.data.quantity import formats, units
from helpers.data.quantity.column import QuantityArray, QuantityDtype

_OF_RATIOS = ("percent", "points")


def scaled(values: pd.Series, unit: pd.Series, scale: str) -> pd.Series:
    """Values in base units in a scale: 'billion', 'million', 'thousand', 'yen', 'times', 'percent', 'points', or ''.

    Ratios and points are left as they are by 'billion' and the like, amounts and numbers by 'percent' and 'points'.
    Raises ValueError for another word.
    """
    if not scale:
        return values
    if scale not in formats.NAMED_SCALES:
        raise ValueError(f"There is no scale '{scale}': write one of {', '.join(formats.NAMED_SCALES)}, or nothing.")
    fits = unit.isin(units.PLAIN) == (scale in _OF_RATIOS)
    return values.where(~fits, values / formats.NAMED_SCALES[scale].factor)


@pd.api.extensions.register_series_accessor("q")
class SeriesQ:
    """What a column of quantities knows, as plain columns with the same index."""

    def __init__(self, series: pd.Series) -> None:
        if not isinstance(series.dtype, QuantityDtype):
            raise AttributeError(
                f".q is for columns of quantities; '{series.name}' holds {series.dtype}: make one with "
                'data.frame(...) or pd.Series(quantities, dtype="quantity").'
            )
        self._series = series

    @property
    def _array(self) -> QuantityArray:
        array = self._series.array
        assert isinstance(array, QuantityArray)
        return array

    def _plain(self, values: Any, dtype: Any = None) -> pd.Series:
        return pd.Series(values, index=self._series.index, name=self._series.name, dtype=dtype)

    def _of_each(self, asked: Callable[[Any], Any]) -> pd.Series:
        return self._plain([asked(one) for one in self._array], dtype=object)

    @property
    def value(self) -> pd.Series:
        """The best values in base units (yen, persons, fractions); nan where unknown."""
        return self._plain(self._array.side().numbers[0].copy())

    @property
    def low(self) -> pd.Series:
        """The lower ends of the intervals, in base units; nan where unknown."""
        return self._plain(self._array.side().numbers[1].copy())

    @property
    def high(self) -> pd.Series:
        """The upper ends of the intervals, in base units; nan where unknown."""
        return self._plain(self._array.side().numbers[2].copy())

    def float(self, scale: str = "") -> pd.Series:
        """The best values in 'billion', 'million', 'thousand', 'percent', 'points' or '' (base units); see `scaled`.

        The index keeps the periods from the first row to the last only, as a chart wants them.
        """
        return timeline.trimmed(scaled(self.value, self.unit, scale))

    @property
    def known(self) -> pd.Series:
        """True where a figure is known."""
        return self._plain(~self._array.isna())

    @property
    def unit(self) -> pd.Series:
        """The unit of each ('JPY', 'ratio', 'JPY/share', ...)."""
        return self._plain(self._array.side().by_row().copy())

    @property
    def basis(self) -> pd.Series:
        """'reported', 'derived', 'published', 'published_derived', or 'unknown'."""
        return self._of_each(lambda one: one.basis)

    @property
    def status(self) -> pd.Series:
        """'sound', or 'contested' where a broken check leaves the figure, or one it was worked out from, in doubt."""
        return self._of_each(lambda one: one.status)

    @property
    def scenario(self) -> pd.Series:
        """'actual', 'target' or 'prior_target'."""
        return self._of_each(lambda one: one.scenario)

    @property
    def sources(self) -> pd.Series:
        """The ids of the facts and of the figures published elsewhere behind each, as tuples."""
        return self._of_each(lambda one: (*one.fact_ids, *(row.reference_id for row in one.references)))

    @property
    def formula(self) -> pd.Series:
        """What each is, in words, or how it was worked out."""
        return self._of_each(lambda one: one.formula)

    @property
    def reason(self) -> pd.Series:
        """Why it is unknown; '' where it is known."""
        return self._of_each(lambda one: one.reason)

    def text(self) -> pd.Series:
        """Each as short text: '157.8 bn'."""
        return self._plain([formats.short(one) for one in self._array], dtype="str")

    # ---- comparisons with the honesty of intervals: plain True and False ----------------------------------------

    def surely_above(self, other: Any) -> pd.Series:
        """True where the figure is above the other whatever they are within their intervals; False where unknown."""
        return (self._series > other).fillna(False).astype(bool)

    def may_be_above(self, other: Any) -> pd.Series:
        """True where the figure can be above the other, unknown ones included."""
        return (self._series > other).fillna(True).astype(bool)

    def surely_below(self, other: Any) -> pd.Series:
        """True where the figure is below the other whatever they are within their intervals; False where unknown."""
        return (self._series < other).fillna(False).astype(bool)

    def may_be_below(self, other: Any) -> pd.Series:
        """True where the figure can be below the other, unknown ones included."""
        return (self._series < other).fillna(True).astype(bool)

    def meets(self, other: Any) -> pd.Series:
        """True where the two intervals have a member in common, so that they may be equal; False where unknown."""
        apart = self.surely_above(other) | self.surely_below(other)
        unknown = (self._series - other).isna()
        return ~apart & ~unknown

    # ---- the index ------------------------------------------------------------------------------------------------

    def periods(self) -> pd.Series:
        """The same column with pandas' periods as its index (Y-MAR, Q-MAR)."""
        return self._series.set_axis(timeline.to_pandas(self._series.index))

    def names(self) -> pd.Series:
        """The same column with the company's names ("FY2016", "4Q16") as its index."""
        return self._series.set_axis(timeline.to_names(self._series.index))


@pd.api.extensions.register_dataframe_accessor("q")
class FrameQ:
    """The same for the columns of quantities of a frame; other columns stay as they are."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def _each(self, asked: Callable[[SeriesQ], pd.Series]) -> pd.DataFrame:
        made = {
            at: (asked(column.q) if isinstance(column.dtype, QuantityDtype) else column).array
            for at, (_, column) in enumerate(self._frame.items())
        }
        return pd.DataFrame(made, index=self._frame.index).set_axis(self._frame.columns, axis=1)

    @property
    def value(self) -> pd.DataFrame:
        """The best values in base units; nan where unknown."""
        return self._each(lambda column: column.value)

    @property
    def low(self) -> pd.DataFrame:
        """The lower ends of the intervals."""
        return self._each(lambda column: column.low)

    @property
    def high(self) -> pd.DataFrame:
        """The upper ends of the intervals."""
        return self._each(lambda column: column.high)

    @property
    def basis(self) -> pd.DataFrame:
        """What each figure rests on."""
        return self._each(lambda column: column.basis)

    def float(self, scale: str = "") -> pd.DataFrame:
        """Plain numbers in the scale, where it fits the unit: with 'billion' a column of ratios stays one of ratios.

        The index keeps the periods from the first row to the last only, as a chart wants them.
        """
        return timeline.trimmed(self._each(lambda column: column.float(scale)))

    def text(self) -> pd.DataFrame:
        """Short text: '157.8 bn'."""
        return self._each(lambda column: column.text())

    def long(self, scale: str = "") -> pd.DataFrame:
        """A tidy frame, one row a period and item: period, item, value, low, high, unit, basis (nan where unknown).

        `value`, `low`, `high` in the scale; columns that hold no quantities are left out.
        """
        parts = [
            pd.DataFrame(
                {
                    "item": name,
                    "value": scaled(column.q.value, column.q.unit, scale),
                    "low": scaled(column.q.low, column.q.unit, scale),
                    "high": scaled(column.q.high, column.q.unit, scale),
                    "unit": column.q.unit,
                    "basis": column.q.basis,
                }
            )
            for name, column in self._frame.items()
            if isinstance(column.dtype, QuantityDtype)
        ]
        if not parts:
            raise TypeError("This frame has no column of quantities: make one with data.frame(...).")
        both = timeline.trimmed(pd.concat(parts))
        return both.rename_axis(str(self._frame.index.name or "period")).reset_index()

    def periods(self) -> pd.DataFrame:
        """The same frame with pandas' periods as its index (Y-MAR, Q-MAR)."""
        return self._frame.set_axis(timeline.to_pandas(self._frame.index))

    def names(self) -> pd.DataFrame:
        """The same frame with the company's names ("FY2016", "4Q16") as its index."""
        return self._frame.set_axis(timeline.to_names(self._frame.index))
