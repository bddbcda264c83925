"""Filings of a made-up company (`helpers.story.course.company`) that print some of its true figures, rounded."""

from __future__ import annotations

import random
from decimal import Decimal

from filed import fact, rounded

from helpers.language import calendar, concepts
from helpers.story.course.company import INCOMES, LEAVES, SUMS, MadeUpCompany, found

__all__ = ["INCOMES", "LEAVES", "SUMS", "MadeUpCompany", "filings", "found"]
KINDS = ("level", "level", "level", "yoy_pct", "yoy_abs", "qoq_pct", "qoq_abs", "margin", "points", "pct_of_revenue")
MARGINS = {"gross_margin": "revenue", "gross_margin.network": "revenue.network", "gross_margin.si": "revenue.si"}


def filings(company: MadeUpCompany, seed: int, count: int) -> list[dict[str, object]]:
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


def _printed(
    company: MadeUpCompany, draw: random.Random, concept: str, period: calendar.Period
) -> dict[str, object] | None:
    true = company.true
    value = true[concept, period]
    kind = draw.choice(KINDS)
    if value < 0 and concepts.load().never_negative(concept):  # a backlog below nil, which no filing prints
        return None
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
