"""A made-up company whose true figures are known to the yen: what exercises and tests are tried on.

company = found(7)                              # the same company for the same seed
company.true["revenue", calendar.period("1q16")]
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.language import calendar

LEAVES = (
    "revenue.network.connectivity_enterprise", "revenue.network.connectivity_consumer", "revenue.network.wan",
    "revenue.network.outsourcing", "revenue.si.construction", "revenue.si.operation", "revenue.equipment",
    "revenue.atm", "cost.network", "cost.si", "cost.equipment", "cost.atm", "sga_rd.sales_marketing",
    "sga_rd.general_administrative", "sga_rd.research_development", "orders.si.operation",
)  # fmt: skip
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("revenue.network", LEAVES[:4]),
    ("revenue.si", LEAVES[4:6]),
    ("revenue", ("revenue.network", "revenue.si", "revenue.equipment", "revenue.atm")),
    ("cost", ("cost.network", "cost.si", "cost.equipment", "cost.atm")),
    ("gross_margin", ("revenue", "-cost")),
    ("gross_margin.network", ("revenue.network", "-cost.network")),
    ("gross_margin.si", ("revenue.si", "-cost.si")),
    ("sga_rd", LEAVES[12:15]),
    ("operating_income", ("gross_margin", "-sga_rd")),
)
INCOMES = frozenset(total for total, parts in SUMS if any(part.startswith("-") for part in parts))
YEARS = (2014, 2015, 2016)


@dataclass(frozen=True)
class MadeUpCompany:
    """`true` holds every level by concept and period, in yen."""

    true: dict[tuple[str, calendar.Period], int]

    @property
    def periods(self) -> list[calendar.Period]:
        """Every duration it knows."""
        return sorted({period for _, period in self.true if period.start})


def found(seed: int, years: Iterable[int] = YEARS, unit: int = 1) -> MadeUpCompany:
    """A company with figures of these fiscal years, all of them multiples of `unit` yen."""
    draw = random.Random(seed)
    true: dict[tuple[str, calendar.Period], int] = {}
    backlog = 20_000_000_000
    size = {leaf: draw.randint(10**8, 10**10) for leaf in LEAVES}
    for year in years:
        for quarter in range(1, 5):
            when = calendar.period(f"{quarter}q{year % 100:02d}")
            for leaf in LEAVES:
                size[leaf] = round(size[leaf] * draw.uniform(0.85, 1.3) / unit) * unit
                true[leaf, when] = size[leaf]
            short = true["revenue.si.operation", when] - backlog - true["orders.si.operation", when]
            true["orders.si.operation", when] += max(short, 0)  # nothing is delivered that nobody ordered
            for total, parts in SUMS:
                true[total, when] = sum(
                    (-1 if part.startswith("-") else 1) * true[part.removeprefix("-"), when] for part in parts
                )
            backlog += true["orders.si.operation", when] - true["revenue.si.operation", when]
            true["backlog.si.operation", calendar.Period("", when.end)] = backlog
        for whole, made_of in calendar.cumulative_periods(year):
            for concept in (*LEAVES, *(total for total, _ in SUMS)):
                true[concept, whole] = sum(true[concept, part] for part in made_of)
    return MadeUpCompany(true)
