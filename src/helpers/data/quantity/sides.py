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
from helpers.data.quantity.steps import ToBeDone, done

NOTHING = Missing("nothing is said of it")
"""What stands in a column where no quantity does."""


Units = str | NDArray[np.object_] | None


class Side:
    """What stands in a column, and beside one in an operation.

    numbers   shape (3, n), or (3, 1) for `one` that stands beside every row: value, low and high, nan where missing
    units     one unit for all rows, or an array of them; None for plain numbers
    entries   an array of Quantity, Missing or Step; for `one` the one itself. Of a result they are made of the steps of
              its `recipe` when first asked for: most are never looked at.
    """

    __slots__ = ("_entries", "_recipe", "numbers", "one", "units", "used")

    def __init__(
        self,
        numbers: vectors.Numbers,
        units: Units,
        entries: Any = None,
        one: bool = False,
        recipe: tuple[str, Side, Side] | None = None,
    ) -> None:
        self.numbers, self.units, self.one = numbers, units, one
        self._entries, self._recipe = entries, recipe
        self.used = False  # whether a recipe counts on its entries, which must not change then

    @property
    def entries(self) -> Any:
        """The elements, looked at one by one with `steps.done`."""
        waiting = [self]
        while waiting:  # walked, not descended: a column may be the last of thousands of results
            side = waiting[-1]
            of = side._recipe[1:] if side._recipe else ()
            before = [one for one in of if one._recipe]
            waiting += before
            if not before:
                waiting.pop()._make()
        return self._entries

    def _make(self) -> None:
        if self._recipe:
            sign, left, right = self._recipe
            pairs = zip(each(left._entries), each(right._entries), strict=False)
            self._entries, self._recipe = objects([ToBeDone(sign, *pair) for pair in pairs]), None

    def taken(self, places: Any) -> Side:
        """The rows at these places (whatever numpy takes), as a side of its own."""
        units = self.units[places].copy() if isinstance(self.units, np.ndarray) else self.units
        return Side(self.numbers[:, places].copy(), units, self.entries[places].copy())

    def put(self, places: Any, other: Side) -> None:
        """Put the rows of another at these places, or its one row at all of them; ValueError for another number."""
        one = np.ndim(self.entries[places]) == 0
        if one and len(other.entries) != 1:
            raise ValueError(f"One place cannot hold {len(other.entries)} quantities.")
        self.numbers[:, places] = other.numbers[:, 0] if one else other.numbers
        self.entries[places] = other.entries[0] if one else other.entries
        both = {units if isinstance(units, str) else None for units in (self.units, other.units)}
        if len(other.entries) and (None in both or len(both) > 1):
            self.units = self.by_row()
            self.units[places] = other.by_row()[0] if one else other.by_row()

    def by_row(self) -> NDArray[np.object_]:
        """The unit of each row."""
        return self.units if isinstance(self.units, np.ndarray) else np.full(self.numbers.shape[1], self.units, object)


def joined(sides: Sequence[Side]) -> Side:
    """Columns one below the other; where nothing is known the unit is that of the others."""
    known = [side for side in sides if not np.isnan(side.numbers[0]).all()] or sides
    units = {side.units if isinstance(side.units, str) else None for side in known}
    one = units.pop() if len(units) == 1 else None
    return Side(
        np.concatenate([side.numbers for side in sides], axis=1),
        np.concatenate([side.by_row() for side in sides]) if one is None else one,
        np.concatenate([side.entries for side in sides]),
    )


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
    """Quantities, known or missing, as a side. What is unknown takes the unit of the others where they have one."""
    ends = [[_end(one, name) for one in members] for name in ("value", "low", "high")]
    said = {one.unit for one in members if one.known} or {one.unit for one in members}
    units: Units = said.pop() if len(said) == 1 else objects([one.unit for one in members])
    return Side(np.array(ends, dtype=float), units, objects(members))


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


def result(left: Side, right: Side, sign: str) -> Side:
    """left + right (or -, *, /) by row; raises UnitError, naming both, where the units of two known ones do not fit."""
    with np.errstate(all="ignore"):
        numbers = vectors.DOES[sign](left.numbers, right.numbers)
    left.used = right.used = True
    return Side(numbers, units_of(left, right, sign), recipe=(sign, left, right))


def units_of(left: Side, right: Side, sign: str) -> Units:
    """The units of a result; raises UnitError, naming both, for a row where two known ones do not fit."""
    arrays = [side.units for side in (left, right) if isinstance(side.units, np.ndarray)]
    rows = max(left.numbers.shape[1], right.numbers.shape[1])
    pairs = list(zip(each(left.units), each(right.units), strict=False)) if arrays else [(left.units, right.units)]
    made = {pair: _unit_of(*pair, sign) for pair in set(pairs)}
    for pair in [pair for pair, unit in made.items() if unit is None]:
        both = np.flatnonzero(~np.isnan(left.numbers[0] + right.numbers[0]))
        clash = next((int(at) for at in both if not arrays or pairs[at] == pair), None)
        if clash is not None and rows:
            units.common(_at(left, clash), _at(right, clash), sign)
        made[pair] = pair[0]
    return objects([made[pair] for pair in pairs]) if arrays else made[pairs[0]]


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
