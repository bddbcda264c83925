"""The two sides of an operation with a column: their numbers, units and elements, row by row or one for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from helpers.data.quantity import units, vectors
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import NUMBERS, AnyQuantity, Quantity, exact
from helpers.data.quantity.steps import done

NOTHING = Missing("nothing is said of it")
"""What stands in a column where no quantity does."""


class Side:
    """One side of an operation: its numbers, units and entries; `one` where the same stands beside every row."""

    def __init__(self, numbers: vectors.Numbers, unit: Any, entries: Any, one: bool = False) -> None:
        self.numbers, self.units, self.entries, self.one = numbers, unit, entries, one


def member(one: Any) -> AnyQuantity:
    """An element of a column: a quantity as it is, `NOTHING` for None and nan; TypeError for anything else."""
    if isinstance(one, (Quantity, Missing)):
        return one
    if is_nothing(one):
        return NOTHING
    raise TypeError(
        f"{one!r} is no quantity: a column of quantities holds only what has a unit and an interval. "
        "Make one with exact(5, 'JPY') or between(4, 6, 'JPY'); what is not known is Missing(reason), never nil."
    )


def of_members(members: Sequence[AnyQuantity]) -> Side:
    """Quantities, known or missing, as a side."""
    ends = [[_end(one, name) for one in members] for name in ("value", "low", "high")]
    return Side(np.array(ends, dtype=float), objects([one.unit for one in members]), objects(members))


def _end(one: AnyQuantity, name: str) -> float:
    value = getattr(one, name)
    return np.nan if value is None else value


def beside(other: Any, rows: int) -> Side | None:
    """The other side of an operation with a column of so many rows; None for what pandas unpacks or nobody knows."""
    if isinstance(other, (pd.Series, pd.Index, pd.DataFrame)):
        return None
    if is_nothing(other):
        other = Missing("what stands beside it is not known")
    if isinstance(other, (Quantity, Missing)):
        return Side(of_members([other]).numbers, other.unit, other, one=True)
    if isinstance(other, NUMBERS) and not isinstance(other, bool):
        plain = exact(cast(Any, other))
        return Side(np.array([[plain.value], [plain.low], [plain.high]]), None, other, one=True)
    if not pd.api.types.is_list_like(other):
        return None
    if len(other) != rows:
        raise ValueError(f"Lengths must match: a column of {rows} rows stands beside {len(other)} of them.")
    return _of_list(other)


def _of_list(other: Any) -> Side | None:
    """A column, or a list or array of plain numbers or quantities, as a side; None for one of anything else."""
    if hasattr(other, "side"):
        return cast(Side, other.side())
    if isinstance(other, ExtensionArray) and pd.api.types.is_numeric_dtype(other):
        other = other.to_numpy(dtype=float, na_value=np.nan)
    plain = isinstance(other, np.ndarray) and other.dtype.kind in "iuf"
    if plain or (len(other) and all(isinstance(one, NUMBERS) and not isinstance(one, bool) for one in other)):
        values = np.asarray(other, dtype=float)
        unknown = Missing("the number beside it is not known")
        entries = [unknown if value != value else value for value in values.tolist()]
        return Side(np.stack([values] * 3), None, objects(entries))
    try:
        return of_members([member(one) for one in other])
    except TypeError:
        return None


def units_of(left: Side, right: Side, sign: str) -> NDArray[np.object_]:
    """The units of a result by row; raises UnitError, naming both, for a row where two known ones do not fit."""
    pairs = list(zip(each(left.units), each(right.units), strict=False))
    rows = max(left.numbers.shape[1], right.numbers.shape[1]) if not (left.one and right.one) else 1
    made = {pair: _unit_of(*pair, sign) for pair in set(pairs[:rows])}
    for pair, unit in made.items():
        if unit is None:
            both = ~np.isnan(left.numbers[0] + right.numbers[0])
            clash = next((at for at in np.flatnonzero(both) if pairs[at] == pair), None)
            if clash is not None:
                units.common(_at(left, int(clash)), _at(right, int(clash)), sign)
    first = next(iter(made.values()), None)
    if len(made) == 1 and first is not None:
        return np.full(rows, first, dtype=object)
    return objects([pair[0] if made[pair] is None else made[pair] for pair in pairs[:rows]])


def _unit_of(left: str | None, right: str | None, sign: str) -> str | None:
    """The unit of one result (None beside a plain number); None where the two do not fit."""
    if sign == "*":
        return units.of_product(left or "", right or "")
    if sign == "/":
        return units.of_quotient(left or "", right or "")
    if left is None or right is None:
        return left or right or ""
    return left if units.same(left, right) else None


def _at(side: Side, row: int) -> Any:
    return done(side.entries if side.one else side.entries[row])


def each(entries: Any) -> Iterable[Any]:
    """By row; the same for every row where only one stands there."""
    return entries if isinstance(entries, np.ndarray) else repeat(entries)


def objects(members: Sequence[Any]) -> NDArray[np.object_]:
    made = np.empty(len(members), dtype=object)
    made[:] = members
    return made


def is_nothing(one: Any) -> bool:
    return one is None or one is pd.NA or one is pd.NaT or (isinstance(one, float) and one != one)
