"""Columns gathered into one quantity: sum, mean, the largest and the smallest; running sums; the same by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.data.quantity import reference, vectors
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import AnyQuantity, total
from helpers.data.quantity.steps import Step

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
    known = column[~unknown].elements()
    if not known or len(known) < min_count:
        return Missing(f"of {len(column)} figures {len(known)} are known, too few for the {name} of them")
    if name in ("min", "max"):
        values = [one.value for one in known]
        return known[values.index(max(values) if name == "max" else min(values))]
    result = _summed(known)
    if unknown.any():
        made = reference.derived(result.references)
        left_out = f"{result.formula} (without {int(unknown.sum())} unknown)"
        result = replace(result, formula=left_out, basis=made, inputs=result.inputs or (known[0],))
    return result / len(known) if name == "mean" else result


def _summed(known: Sequence[Any]) -> Any:
    """The sum of quantities; a long one is named by its number of terms, since nobody reads a formula of hundreds."""
    if len(known) <= FEW:
        return total(known)
    parts = [total(known[at : at + FEW]) for at in range(0, len(known), FEW)]
    names = [f"figures {at + 1} to {min(at + FEW, len(known))}" for at in range(0, len(known), FEW)]
    return _summed([part.named(name) for part, name in zip(parts, names, strict=True)])


def accumulated(column: Any, name: str, skipna: bool = True) -> Any:
    """The running sum; what is missing stays missing, and with skipna=False all that follows it, too."""
    if name != "cumsum":
        raise TypeError(_NOT.format(name, "knows no running figure but cumsum"))
    numbers, entries = column._numbers.copy(), column._entries.copy()
    before: int | None = None
    for at, unknown in enumerate(column.isna()):
        if before is not None and not (unknown and skipna):
            numbers[:, [at]] = vectors.added(numbers[:, [before]], numbers[:, [at]])
            entries[at] = Step("+", entries[before], entries[at])
        if not (unknown and skipna):
            before = at
    known = column._numbers[0] == column._numbers[0]
    if len(set(column._units[known])) > 1:
        reduced(column, "sum")  # names the two that do not fit
    return column._made(numbers, column._units.copy(), entries)


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
