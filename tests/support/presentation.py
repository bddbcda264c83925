"""Quantities for the tests of what readers see: short to write, with a place in a filing."""

from __future__ import annotations

import contextlib
from typing import Any
from unittest import mock

from helpers.data.quantity.quantity import Quantity
from helpers.language import calendar
from helpers.story import exhibits, figures, frames, passages, prose

FILING = "2017-05-15_fy16_presentation"


def quantity(value: float, half: float = 0.0, unit: str = "JPY", period: str = "fy2016", **more: Any) -> Quantity:
    """A quantity of `value` plus or minus `half`, reported on line 57 unless `more` says otherwise."""
    start, end = calendar.period(period)
    given = {
        "period_start": start,
        "period_end": end,
        "fact_ids": (f"{FILING}.L57.C14",),
        "basis": "reported",
        **more,
    }
    return Quantity(value=value, low=value - half, high=value + half, unit=unit, **given)


def shown(function: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """The data of the one output that `function` displays, with its metadata under 'metadata'."""
    outputs: list[dict[str, Any]] = []

    def display(data: dict[str, Any], raw: bool, metadata: dict[str, Any] | None = None) -> None:
        outputs.append({**data, "metadata": metadata or {}})

    with contextlib.ExitStack() as stack:
        for module in (exhibits, figures, frames, passages, prose):
            stack.enter_context(mock.patch.object(module, "display", display))
        function(*args, **kwargs)
    (output,) = outputs
    return output
