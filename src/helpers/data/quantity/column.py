"""Columns that remember: a pandas extension type whose elements are quantities, or say why nothing is known.

`pd.Series([...], dtype="quantity")`. Arithmetic is done for whole columns (see `vectors`); names, sources and reasons
follow when an element is looked at (see `steps`), and are what the same arithmetic on single quantities gives.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray, ExtensionDtype, register_extension_dtype
from pandas.api.indexers import check_array_indexer

from helpers.data.quantity import answers, formats, gathering, sides
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import NUMBERS, AnyQuantity, Quantity
from helpers.data.quantity.sides import NOTHING, Side
from helpers.data.quantity.steps import ToBeDone, done


@register_extension_dtype
class QuantityDtype(ExtensionDtype):
    """Quantities: value, interval, unit and sources, or the reason why nothing is known; units may differ by row."""

    name = "quantity"
    type = Quantity
    kind = "O"
    na_value = NOTHING
    _is_numeric = True

    def __repr__(self) -> str:
        return "QuantityDtype()"

    @classmethod
    def construct_array_type(cls) -> builtins.type[QuantityArray]:
        """The array that holds them."""
        return QuantityArray


class QuantityArray(gathering.Gathering, ExtensionArray):
    """An array of `Quantity` and `Missing`; made of a sequence of these (None and nan are missing, too).

    Raises TypeError for plain numbers: `exact(5, "JPY")` makes a quantity of one.
    """

    _readonly: bool  # pandas sets it for what must not change
    __array_priority__ = 1000

    def __init__(self, quantities: Iterable[Any]) -> None:
        self._side = sides.of_members([sides.member(one) for one in quantities])

    @classmethod
    def of(cls, side: Side) -> Self:
        """The column of a side, which is its own from then on."""
        new = object.__new__(cls)
        new._side = side
        return new

    @classmethod
    def _from_sequence(cls, scalars: Any, *, dtype: Any = None, copy: bool = False) -> Self:
        if isinstance(scalars, cls):
            return scalars.copy() if copy else scalars
        return cls(scalars)

    @classmethod
    def _from_factorized(cls, values: Any, original: Any) -> Self:
        return cls(values)

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[Self]) -> Self:
        return cls.of(sides.joined([one.side() for one in to_concat]))

    def side(self) -> Side:
        """The column as one side of an operation."""
        return self._side

    # ---- elements -----------------------------------------------------------------------------------------------

    @property
    def dtype(self) -> QuantityDtype:
        """QuantityDtype()."""
        return QuantityDtype()

    @property
    def nbytes(self) -> int:
        """The bytes of its arrays, without the quantities behind them."""
        return self._side.numbers.nbytes + self._side.entries.nbytes

    def __len__(self) -> int:
        return int(self._side.numbers.shape[1])

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, tuple):
            item = _without_ellipsis(item)
        if pd.api.types.is_integer(item):
            return self._element(int(item))
        every = isinstance(item, slice) and item == slice(None)
        new = self.of(self._side if every else self._side.taken(check_array_indexer(self, item)))
        if isinstance(item, slice):
            new._readonly = self._readonly
        return new

    def _element(self, at: int) -> AnyQuantity:
        entries = self._side.entries
        entries[at] = done(entries[at])
        return cast("AnyQuantity", entries[at])

    def elements(self) -> list[AnyQuantity]:
        """The quantities one by one."""
        entries = self._side.entries
        made = entries.tolist()
        if ToBeDone in set(map(type, made)):
            entries[:] = made = [done(one) for one in made]
        return cast("list[AnyQuantity]", made)

    def __iter__(self) -> Any:
        return iter(self.elements())

    def __setitem__(self, key: Any, value: Any) -> None:
        if self._readonly:
            raise ValueError("Cannot modify read-only array")
        key = check_array_indexer(self, _without_ellipsis(key) if isinstance(key, tuple) else key)
        if self._side.used:
            self._side = self._side.taken(slice(None))
        self._side.put(key, self._from_sequence(value if pd.api.types.is_list_like(value) else [value]).side())

    def __contains__(self, item: object) -> bool:
        if item is NOTHING:
            return bool(self.isna().any())
        return isinstance(item, (Quantity, Missing)) and any(one == item for one in self.elements())

    def isna(self) -> NDArray[np.bool_]:
        """True where nothing is known."""
        return np.isnan(self._side.numbers[0])

    def take(self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None) -> Self:
        """The elements at these places; with `allow_fill` -1 stands for a missing one."""
        places = np.asarray(indices, dtype=np.intp)
        if not allow_fill:
            if len(places) and not len(self):
                raise IndexError("cannot do a non-empty take from an empty axes: the column of quantities has no rows.")
            return self.of(self._side.taken(places))
        if (places < -1).any():
            raise ValueError("Places to take are -1 (missing) or more.")
        if (places >= len(self)).any():
            what = "out of bounds" if len(self) else "cannot do a non-empty take from an empty axes"
            raise IndexError(f"There is no element {places.max()} among {len(self)}: {what}.")
        both = self._concat_same_type([self, type(self)([fill_value])])
        return both.take(np.where(places < 0, len(self), places))

    def copy(self) -> Self:
        """A copy of its own."""
        return self.of(self._side.taken(slice(None)))

    def view(self, dtype: Any = None) -> Any:
        """The same data under another head."""
        if dtype is not None:
            raise NotImplementedError(f"A column of quantities cannot be seen as {dtype}.")
        return self.of(self._side)

    def shift(self, periods: int = 1, fill_value: Any = None) -> Self:
        """Moved by so many rows; what comes in from outside is missing, with the reason."""
        if fill_value is None or fill_value is NOTHING:
            fill_value = Missing(f"there is nothing {abs(periods)} rows {'before' if periods > 0 else 'after'} it")
        places = np.arange(len(self)) - periods
        return self.take(
            np.where((places < 0) | (places >= len(self)), -1, places), allow_fill=True, fill_value=fill_value
        )

    # ---- as something else ----------------------------------------------------------------------------------------

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        if copy is False:
            raise ValueError("Objects of a column of quantities are made when asked for: they need a copy.")
        if dtype is not None and np.dtype(dtype).kind == "f":
            return self._side.numbers[0].astype(dtype)
        return sides.objects(self.elements()).astype(dtype or object)

    def to_numpy(
        self, dtype: Any = None, copy: bool = False, na_value: Any = pd.api.extensions.no_default
    ) -> NDArray[Any]:
        """Objects, or with a dtype of floats the values (nan where missing)."""
        result = np.asarray(self, dtype=dtype)
        if na_value is not pd.api.extensions.no_default:
            result[self.isna()] = na_value
        return result

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        """As floats the best values (nan where missing); else as pandas does."""
        wanted = pd.api.types.pandas_dtype(dtype)
        if pd.api.types.is_float_dtype(wanted) and isinstance(wanted, ExtensionDtype):
            return pd.array(self._side.numbers[0], dtype=wanted)
        return super().astype(dtype, copy)

    def _formatter(self, boxed: bool = False) -> Callable[[Any], str]:
        return formats.short

    def interpolate(self, *_: Any, **__: Any) -> Any:
        """Refused: what lies between two figures is not known by drawing a line."""
        raise TypeError(
            "A column of quantities is not interpolated: a figure between two others is not known. Draw the gap, or "
            "take plain numbers first: .q.value.interpolate()."
        )

    def round(self, decimals: int = 0) -> Any:
        """The best values rounded: plain numbers in base units, without interval and sources, as of one quantity."""
        return pd.array(np.round(self._side.numbers[0], decimals), dtype="Float64")

    # ---- order and groups -------------------------------------------------------------------------------------------

    def _values_for_argsort(self) -> NDArray[Any]:
        return self._side.numbers[0]

    def _values_for_factorize(self) -> tuple[NDArray[Any], Any]:
        elements = sides.objects(self.elements())
        elements[self.isna()] = np.nan
        return elements, np.nan

    # ---- arithmetic and comparisons ---------------------------------------------------------------------------------

    def _arithmetic(self, other: Any, sign: str, turned: bool = False) -> Any:
        beside = sides.beside(other, len(self))
        if beside is None:
            return NotImplemented
        left, right = (beside, self._side) if turned else (self._side, beside)
        return self.of(sides.result(left, right, sign))

    def _compared(self, other: Any, sign: str) -> Any:
        beside = sides.beside(other, len(self))
        if beside is None:
            return NotImplemented
        if sign in ("==", "!="):
            rights = sides.each(beside.entries)
            same = np.array([a == done(b) for a, b in zip(self.elements(), rights, strict=False)], dtype=bool)
            unknown = np.isnan(self._side.numbers[0] + beside.numbers[0])
            return pd.arrays.BooleanArray(same if sign == "==" else ~same, unknown)
        sides.units_of(self._side, beside, sign)
        holds = answers.COMPARISONS[sign]
        first, last = (1, 2) if sign[0] == ">" else (2, 1)
        surely = holds(self._side.numbers[first], beside.numbers[last])
        open_ = ~surely & holds(self._side.numbers[last], beside.numbers[first])
        for at in np.flatnonzero(open_):  # a figure is not above itself, however wide its interval
            if self._element(int(at)) == done(beside.entries if beside.one else beside.entries[at]):
                surely[at], open_[at] = "=" in sign, False
        return pd.arrays.BooleanArray(surely, open_ | np.isnan(self._side.numbers[0] + beside.numbers[0]))

    def __neg__(self) -> Self:
        return type(self)([-one for one in self.elements()])

    def __abs__(self) -> Self:
        return type(self)([abs(one) for one in self.elements()])

    def __pos__(self) -> Self:
        return self.copy()

    def __pow__(self, exponent: Any) -> Any:
        """Each element to a constant power, as for growth a year: (last / first) ** (1 / years)."""
        if not isinstance(exponent, NUMBERS) or isinstance(exponent, bool):
            return NotImplemented
        return type(self)([one ** float(exponent) for one in self.elements()])


def _without_ellipsis(item: tuple[Any, ...]) -> Any:
    kept = [one for one in item if one is not Ellipsis]
    if len(kept) > 1 or len(item) > 2:
        raise IndexError("A column of quantities has one dimension.")
    return kept[0] if kept else slice(None)


def _operation(sign: str, turned: bool = False) -> Callable[[QuantityArray, Any], Any]:
    def does(self: QuantityArray, other: Any) -> Any:
        return self._arithmetic(other, sign, turned)

    return does


def _comparison(sign: str) -> Callable[[QuantityArray, Any], Any]:
    def does(self: QuantityArray, other: Any) -> Any:
        return self._compared(other, sign)

    return does


for _sign, _name in (("+", "add"), ("-", "sub"), ("*", "mul"), ("/", "truediv")):
    setattr(QuantityArray, f"__{_name}__", _operation(_sign))
    setattr(QuantityArray, f"__r{_name}__", _operation(_sign, turned=True))
for _sign, _name in ((">", "gt"), (">=", "ge"), ("<", "lt"), ("<=", "le"), ("==", "eq"), ("!=", "ne")):
    setattr(QuantityArray, f"__{_name}__", _comparison(_sign))
