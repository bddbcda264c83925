"""Columns gathered into one quantity: sum, mean, the largest and the smallest; running sums; the same by group."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.quantity import reference, vectors
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import AnyQuantity, Quantity, total
from helpers.data.quantity.sides import Side
from helpers.data.quantity.steps import ToBeDone
from helpers.proof.series import SOUND


class Gathering:
    """What pandas asks of an array that can be gathered; `QuantityArray` is one."""

    __getitem__: Callable[..., Any]
    isna: Callable[[], Any]

    def value_counts(self, dropna: bool = True) -> pd.Series:
        """How often each quantity stands in the column."""
        kept: Any = self[~self.isna()] if dropna else self
        codes, unique = pd.factorize(kept, use_na_sentinel=False)
        return pd.Series(np.bincount(codes, minlength=len(unique)), index=pd.Index(unique), name="count")

    def sum(self, *, skipna: bool = True, min_count: int = 0) -> AnyQuantity:
        """The sum; what is missing is left out, and with skipna=False makes it missing."""
        return cast("AnyQuantity", reduced(self, "sum", skipna, min_count))

    def mean(self, *, skipna: bool = True) -> AnyQuantity:
        """The mean of those that are known."""
        return cast("AnyQuantity", reduced(self, "mean", skipna))

    def max(self, *, skipna: bool = True) -> AnyQuantity:
        """The element with the largest best value."""
        return cast("AnyQuantity", reduced(self, "max", skipna))

    def min(self, *, skipna: bool = True) -> AnyQuantity:
        """The element with the smallest best value."""
        return cast("AnyQuantity", reduced(self, "min", skipna))

    def _reduce(self, name: str, *, skipna: bool = True, keepdims: bool = False, **kwargs: Any) -> Any:
        result = reduced(self, name, skipna, **kwargs)
        return cast(Any, type(self))([result]) if keepdims and isinstance(result, (Quantity, Missing)) else result

    def _accumulate(self, name: str, *, skipna: bool = True, **kwargs: Any) -> Self:
        return cast(Self, accumulated(self, name, skipna))

    def _groupby_op(self, *, how: str, ids: NDArray[np.intp], ngroups: int, min_count: int, **kwargs: Any) -> Any:
        if how in ("first", "last"):
            return super()._groupby_op(  # type: ignore[misc]
                how=how, ids=ids, ngroups=ngroups, min_count=min_count, **kwargs
            )
        return grouped(self, how, ids, ngroups, min_count, kwargs.get("skipna", True))


FEW = 24  # as many terms a formula names
_NOT = (
    "Cannot perform '{}' on a column of quantities, which {}; take its best values first: .q.value or "
    ".q.float('billion')."
)


def reduced(column: Any, name: str, skipna: bool = True, min_count: int = 0, **_: Any) -> Any:
    """The sum, mean, min, max or count of a column. The largest is the element with the largest best value.

    What is missing is left out (and the formula of a sum says how many), or with skipna=False makes the result missing.
    Raises TypeError for what has no meaning for intervals (std, prod, any, ...).
    """
    if name == "count":
        return int((~column.isna()).sum())
    if name not in ("sum", "mean", "min", "max"):
        raise TypeError(_NOT.format(name, "knows sum, mean, min, max and count"))
    unknown = column.isna()
    if unknown.any() and not skipna:
        return column[int(np.flatnonzero(unknown)[0])]
    found = column[~unknown] if unknown.any() else column
    known = found.elements()
    if not known or len(known) < min_count:
        return Missing(f"of {len(column)} figures {len(known)} are known, too few for the {name} of them")
    if name in ("min", "max"):
        values = [one.value for one in known]
        return known[values.index(max(values) if name == "max" else min(values))]
    result = _summed(known, found.side())
    if unknown.any():
        made = reference.derived(result.references)
        left_out = f"{result.formula} (without {int(unknown.sum())} unknown)"
        result = replace(result, formula=left_out, basis=made, inputs=result.inputs or (known[0],))
    return result / len(known) if name == "mean" else result


def _summed(known: list[Quantity], side: Side) -> Quantity:
    """The sum of known quantities; a long one is named by its number of terms, since nobody reads hundreds of names."""
    if len(known) <= FEW:
        return cast(Quantity, total(known))
    if not isinstance(side.units, str):
        total(list({one.unit: one for one in known}.values()))  # an error that names two that do not fit
    value, low, high = _ends(side.numbers)
    start, end = _span(known)
    plain = {one.scenario for one in known} == {"actual"}
    published = {one.references for one in known} != {()}
    references = reference.joined(*[one.references for one in known]) if published else ()
    return replace(
        known[0],
        value=value,
        low=low,
        high=high,
        period_start=start,
        period_end=end,
        scenario="actual" if plain else next(one.scenario for one in known if one.scenario != "actual"),
        fact_ids=tuple({fact_id: None for one in known for fact_id in one.fact_ids}),
        references=references,
        basis=reference.derived(references),
        formula=f"the sum of {len(known)} figures",
        working="",
        inputs=tuple(known),
        decimals=None,
        status=SOUND,  # or contested, as one of the inputs is
    )


def _ends(numbers: vectors.Numbers) -> tuple[float, float, float]:
    """Value, low and high of a sum; whole yen stay, and what is not exact is one step wider than fsum rounds it."""
    if (numbers == np.floor(numbers)).all() and np.abs(numbers).sum() < 2.0**53:
        value, low, high = numbers.sum(axis=1).tolist()
        return value, low, high
    value, low, high = map(math.fsum, numbers.tolist())
    low, high = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
    return min(max(value, low), high), low, high


def _span(known: list[Quantity]) -> tuple[str, str]:
    """The period they share, or the one that covers all of theirs; ('', '') for none."""
    starts, ends = {one.period_start for one in known}, {one.period_end for one in known}
    if len(starts) == len(ends) == 1:
        return starts.pop(), ends.pop()
    spans = {(one.period_start, one.period_end) for one in known if one.period_end}
    if len(spans) == 1:
        return spans.pop()
    return min((start or end for start, end in spans), default=""), max((end for _, end in spans), default="")


def accumulated(column: Any, name: str, skipna: bool = True) -> Any:
    """The running sum; what is missing stays missing, and with skipna=False all that follows it, too."""
    if name != "cumsum":
        raise TypeError(_NOT.format(name, "knows no running figure but cumsum"))
    side = column.side()
    if len(set(side.by_row()[~column.isna()])) > 1:
        reduced(column, "sum")  # names the two that do not fit
    numbers, entries = side.numbers.copy(), side.entries.copy()
    before: int | None = None
    for at, unknown in enumerate(column.isna()):
        if before is not None and not (unknown and skipna):
            numbers[:, [at]] = vectors.added(numbers[:, [before]], numbers[:, [at]])
            entries[at] = ToBeDone("+", entries[before], entries[at])
        if not (unknown and skipna):
            before = at
    return column.of(Side(numbers, side.units, entries))


def grouped(column: Any, how: str, ids: NDArray[np.intp], ngroups: int, min_count: int, skipna: bool) -> Any:
    """The sum, mean, min or max of each group, or the running sum within it; `ids` gives the group of each row."""
    if how == "cumsum":
        result = column.copy()
        for group in range(ngroups):
            result[ids == group] = accumulated(column[ids == group], how, skipna)
        return result
    if how not in ("sum", "mean", "min", "max"):
        raise NotImplementedError(_NOT.format(how, "knows sum, mean, min and max by group"))
    found: list[AnyQuantity] = [
        reduced(column[ids == group], how, skipna, max(min_count, 0)) for group in range(ngroups)
    ]
    return type(column)(found)
