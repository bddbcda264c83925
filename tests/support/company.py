"""A made-up company whose true figures are known to the yen, and filings that print some of them, rounded."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from filed import fact, rounded

from helpers.language import calendar

LEAVES = (
    "revenue.network.connectivity_enterprise", "revenue.network.connectivity_consumer", "revenue.network.wan",
    "revenue.network.outsourcing", "revenue.si.construction", "revenue.si.operation", "revenue.equipment",
    "revenue.atm", "cost.network", "cost.si", "cost.equipment", "cost.atm", "sga_rd.sales_marketing",
    "sga_rd.general_administrative", "sga_rd.research_development", "orders.si.operation",
)  # fmt: skip
SUMS = (
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
KINDS = ("level", "level", "level", "yoy_pct", "yoy_abs", "qoq_pct", "qoq_abs", "margin", "points", "pct_of_revenue")
MARGINS = {"gross_margin": "revenue", "gross_margin.network": "revenue.network", "gross_margin.si": "revenue.si"}


@dataclass(frozen=True)
class Company:
    """`true` holds every level by concept and period, in yen."""

    true: dict[tuple[str, calendar.Period], int]

    @property
    def periods(self) -> list[calendar.Period]:
        """Every duration it knows."""
        return sorted({period for _, period in self.true if period.start})


def found(seed: int) -> Company:
    """A company with three years of figures."""
    draw = random.Random(seed)
    true: dict[tuple[str, calendar.Period], int] = {}
    backlog = 20_000_000_000
    size = {leaf: draw.randint(10**8, 10**10) for leaf in LEAVES}
    for year in YEARS:
        for quarter in range(1, 5):
            when = calendar.period(f"{quarter}q{year % 100}")
            for leaf in LEAVES:
                size[leaf] = round(size[leaf] * draw.uniform(0.85, 1.3))
                true[leaf, when] = size[leaf]
            for total, parts in SUMS:
                true[total, when] = sum(
                    (-1 if part.startswith("-") else 1) * true[part.removeprefix("-"), when] for part in parts
                )
            backlog += true["orders.si.operation", when] - true["revenue.si.operation", when]
            true["backlog.si.operation", calendar.Period("", when.end)] = backlog
        for whole, parts in calendar.cumulative_periods(year):
            for concept in {concept for concept, period in true if period.start}:
                true[concept, whole] = sum(true[concept, part] for part in parts)
    return Company(true)


def filings(company: Company, seed: int, count: int) -> list[dict[str, object]]:
    """`count` figures as filings a, b and c may print them: levels and comparisons, in several units."""
    draw = random.Random(seed)
    keys = sorted(company.true)
    rows = []
    while len(rows) < count:
        concept, period = draw.choice(keys)
        row = _printed(company, draw, concept, period)
        if row is not None:
            rows.append(row | {"filing": draw.choice("abc"), "line": len(rows) + 1})
    return rows


def _printed(company: Company, draw: random.Random, concept: str, period: calendar.Period) -> dict[str, object] | None:
    true = company.true
    value = true[concept, period]
    kind = draw.choice(KINDS)
    when = f"{period.start}..{period.end}"

    def ratio(number: Decimal, measure: str) -> dict[str, object]:
        return fact(concept, when, rounded(number, 3), 3, measure=measure)

    if kind == "level":
        decimals = draw.choice((-3, -6, -6, -7, -8))
        nudge = draw.choice((0, 0, -1, 1)) if decimals == -6 else 0
        shown = (value + 500_000) // 10**6 * 10**6 if decimals == -6 else value
        shown += nudge * 10**6 if abs(shown + nudge * 10**6 - value) <= 10**6 else 0
        return fact(concept, when, rounded(shown, decimals), decimals)
    if kind == "pct_of_revenue":
        return ratio(Decimal(value) / true["revenue", period], kind) if ("revenue", period) in true else None
    if kind in ("margin", "points"):
        base = MARGINS.get(concept)
        if base is None:
            return None
        now = Decimal(value) / true[base, period]
        if kind == "margin":
            return ratio(now, "margin")
        before = calendar.year_ago(period)
        if (concept, before) not in true:
            return None
        return ratio(now - Decimal(true[concept, before]) / true[base, before], "pt_change")
    old = calendar.year_ago(period) if kind.startswith("yoy") else calendar.quarter_ago(period)
    if old is None or (concept, old) not in true:
        return None
    if kind.endswith("abs"):
        return fact(concept, when, rounded(value - true[concept, old], -6), -6, measure=kind)
    loss = concept in INCOMES and true[concept, old] < 0
    if true[concept, old] <= 0 and not loss:
        return None
    return ratio(Decimal(value - true[concept, old]) / abs(true[concept, old]), kind)  # of a loss: of its magnitude
