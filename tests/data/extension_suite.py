"""pandas' own tests for extension types, run on columns of quantities.

`tests/data/test_extension_suite.py` runs this file in a pytest process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from pandas.tests.extension import base
from pandas.tests.extension.conftest import *  # noqa: F403 - its fixtures; those below take their place

from helpers.data.quantity.column import QuantityArray, QuantityDtype
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import Quantity
from helpers.story import frames

frames.register()  # how matplotlib draws quantities


def yen(value: float, year: int = 2016) -> Quantity:
    """A reported figure in JPY million: its interval is half a million either way."""
    dates = (f"{year}-04-01", f"{year + 1}-03-31")
    return Quantity(value, value - 0.5, value + 0.5, "JPY", *dates, fact_ids=(f"f.L{year}.C1",), formula=f"x in {year}")


ONE_DIMENSION = "a column of quantities has one dimension"
NOT_APPLICABLE = {
    "test_shift_2d": ONE_DIMENSION,
    "test_transpose": ONE_DIMENSION,
    "test_frame_from_2d_array": ONE_DIMENSION,
    "test_swapaxes": ONE_DIMENSION,
    "test_delete_2d": ONE_DIMENSION,
    "test_take_2d": ONE_DIMENSION,
    "test_repr_2d": ONE_DIMENSION,
    "test_reshape": ONE_DIMENSION,
    "test_getitem_2d": ONE_DIMENSION,
    "test_iter_2d": ONE_DIMENSION,
    "test_tolist_2d": ONE_DIMENSION,
    "test_concat_2d": ONE_DIMENSION,
    "test_fillna_2d_method": ONE_DIMENSION,
    "test_reductions_2d_axis_none": ONE_DIMENSION,
    "test_reductions_2d_axis0": ONE_DIMENSION,
    "test_reductions_2d_axis1": ONE_DIMENSION,
    "test_json_roundtrip": "JSON numbers have no interval, unit or sources to come back with",
    "test_round": "a rounded quantity is a plain number, as float() of one is: its interval no longer holds",
    "test_from_dtype": "pandas takes a list of dataclass instances for rows of a frame, one column a field",
}
"""The tests that mean nothing for quantities, and why."""

UNKNOWN = Missing("no filing prints it", "JPY")


@pytest.fixture
def dtype() -> QuantityDtype:
    return QuantityDtype()


@pytest.fixture
def data() -> QuantityArray:
    return QuantityArray([yen(10.0 + 3 * n) for n in range(10)])


@pytest.fixture
def data_for_twos() -> QuantityArray:
    return QuantityArray([yen(2.0)] * 10)


@pytest.fixture
def data_missing() -> QuantityArray:
    return QuantityArray([UNKNOWN, yen(7)])


@pytest.fixture
def data_for_sorting() -> QuantityArray:
    return QuantityArray([yen(20), yen(30), yen(10)])


@pytest.fixture
def data_missing_for_sorting() -> QuantityArray:
    return QuantityArray([yen(20), UNKNOWN, yen(10)])


@pytest.fixture
def data_for_grouping() -> QuantityArray:
    a, b, c = yen(10), yen(20), yen(30)
    return QuantityArray([b, b, UNKNOWN, UNKNOWN, a, a, b, c])


@pytest.fixture
def na_cmp() -> Callable[[Any, Any], bool]:
    return lambda one, other: isinstance(one, Missing) and isinstance(other, Missing)


class TestQuantityArray(base.ExtensionTests):
    divmod_exc = TypeError
    series_scalar_exc = None
    frame_scalar_exc = None
    series_array_exc = None

    def _get_expected_exception(self, op_name: str, obj: Any, other: Any) -> Any:
        known = {"__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__", "__rtruediv__"}
        return None if op_name in known else TypeError

    def _cast_pointwise_result(self, op_name: str, obj: Any, other: Any, pointwise_result: Any) -> Any:
        compares = op_name.strip("_") in ("eq", "ne", "lt", "le", "gt", "ge")
        return pointwise_result.astype("boolean") if compares else pointwise_result

    def _supports_reduction(self, ser: pd.Series, op_name: str) -> bool:
        return op_name in ("sum", "mean", "min", "max", "count")

    def check_reduce(self, ser: pd.Series, op_name: str, skipna: bool) -> None:
        plain = ser.array.to_numpy(dtype=float)
        result = getattr(ser, op_name)() if op_name == "count" else getattr(ser, op_name)(skipna=skipna)
        assert float(result) == pytest.approx(getattr(pd.Series(plain), op_name)())

    def _supports_accumulation(self, ser: pd.Series, op_name: str) -> bool:
        return op_name == "cumsum"

    def check_accumulate(self, ser: pd.Series, op_name: str, skipna: bool) -> None:
        result = getattr(ser, op_name)(skipna=skipna).astype(float)
        pd.testing.assert_series_equal(result, getattr(ser.astype(float), op_name)(skipna=skipna))


for _name, _reason in NOT_APPLICABLE.items():  # a name that pandas has no longer is an error
    setattr(TestQuantityArray, _name, pytest.mark.skip(reason=_reason)(getattr(TestQuantityArray, _name)))
