"""What columns of quantities cost beside columns of floats: `python benchmarks/quantity_columns.py [rows]`.

Each operation is done on a column of floats and on one of quantities with intervals and sources, in turns in the same
run; what counts is the ratio of the processor time, the least of several rounds each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.data.quantity import accessor as accessor
from helpers.data.quantity.quantity import Quantity

RATIO = 20.0
"""The target for arithmetic: at most so many times a column of floats."""
ROUNDS, REPEATS = 15, 20
ARITHMETIC: dict[str, Callable[[pd.Series, pd.Series], object]] = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "a * 2": lambda a, b: a * 2,
    "a.diff()": lambda a, b: a.diff(),
    "a.pct_change()": lambda a, b: a.pct_change(),
    "a.sum()": lambda a, b: a.sum(),
}
OTHERS: dict[str, Callable[[pd.Series, pd.Series], object]] = {
    "a > b": lambda a, b: a > b,
    "a.shift()": lambda a, b: a.shift(),
    "a.sort_values()": lambda a, b: a.sort_values(),
}


def columns(rows: int) -> tuple[tuple[pd.Series, pd.Series], tuple[pd.Series, pd.Series]]:
    """Two columns of floats, and the same as quantities."""
    draw = np.random.default_rng(1)
    plain = [pd.Series(draw.integers(1_000_000, 9_000_000, rows) * 1e3) for _ in range(2)]
    known = [
        pd.Series([_quantity(value, f"f.L{at}.C1") for at, value in enumerate(column)], dtype="quantity")
        for column in plain
    ]
    return (plain[0], plain[1]), (known[0], known[1])


def _quantity(value: float, fact: str) -> Quantity:
    dates = ("2016-04-01", "2017-03-31")
    return Quantity(value, value - 500, value + 500, "JPY", *dates, fact_ids=(fact,), basis="reported", formula="x")


def seconds(does: Callable[[pd.Series, pd.Series], object], pair: tuple[pd.Series, pd.Series], repeats: int) -> float:
    """Processor time of one call."""
    begin = time.process_time()
    for _ in range(repeats):
        does(*pair)
    return (time.process_time() - begin) / repeats


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    plain, known = columns(rows)
    print(f"{rows} rows; least of {ROUNDS} rounds, processor time")
    worst = 0.0
    for name, does in (ARITHMETIC | OTHERS).items():
        repeats = REPEATS if name in ARITHMETIC else 2
        pairs = [(seconds(does, plain, repeats), seconds(does, known, repeats)) for _ in range(ROUNDS)]
        floats, quantities = (min(side) for side in zip(*pairs, strict=True))
        ratio = quantities / floats
        worst = max(worst, ratio) if name in ARITHMETIC else worst
        print(f"{name:16} floats {floats * 1e6:8.0f} us   quantities {quantities * 1e6:8.0f} us   ratio {ratio:6.1f}")
    print(f"arithmetic: at most {worst:.1f} times a column of floats (target {RATIO:g})")
    return 0 if worst <= RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
