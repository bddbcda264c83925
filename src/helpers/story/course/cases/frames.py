"""Tables of the made-up company, as the project's own look: what exercises with pandas are tried on."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.story.course import company
from helpers.story.course.company import MadeUpCompany

ITEMS = ("revenue", "revenue.network", "revenue.si", "cost", "gross_margin", "sga_rd", "operating_income")
FILINGS = pd.DataFrame(
    [  # names that do not sort as their days do
        ("winter", "2016-02-05", "presentation"),
        ("autumn", "2016-08-05", "presentation"),
        ("spring", "2016-11-08", "release"),
        ("a_summer", "2017-05-15", "presentation"),
    ],
    columns=["filing", "announced_on", "kind"],
)
DAYS = dict(zip(FILINGS["filing"], FILINGS["announced_on"], strict=True))


def rounded(true: float, decimals: int) -> float:
    """A true value as it is printed with so many decimals (as in XBRL: -6 is millions)."""
    return float(Decimal(str(true)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def ends(value: float, decimals: int) -> tuple[float, float]:
    """The interval a printed value stands for."""
    width = 10.0**-decimals
    return value - width / 2, value + width / 2


def facts(seed: int, count: int = 60) -> pd.DataFrame:
    """Printed facts of the four filings: levels, growth and targets; some levels are printed again, some restated.

    Columns: fact_id, filing, line, concept, measure, scenario, period_start, period_end, value, unit, decimals,
    restated (whether this level contradicts another beyond rounding).
    """
    draw = random.Random(f"facts {seed}")
    made = company.found(seed)
    rows: list[dict[str, object]] = []
    keys = [key for key in sorted(made.true) if key[0] in ITEMS and key[1].start and key[1].end >= "2015-06"]
    names = FILINGS["filing"].tolist()
    twins = [(twin_of(seed), calendar.period(name)) for name in ("2q16", "1h16")]
    for concept, period in dict.fromkeys([*twins, *draw.sample(keys, min(count // 3, len(keys)))]):
        mentioned = draw.sample(names, draw.choice((1, 2, 2, 3)))
        wrong = draw.choice(mentioned) if len(mentioned) > 1 and draw.random() < 0.4 else ""
        for filing in mentioned:
            decimals = draw.choice((-3, -6, -7, -8))
            true = made.true[concept, period]
            value = rounded(true, decimals)
            if filing == wrong:
                value = rounded(true + draw.choice((-1, 1)) * 3 * 10**8, decimals)
            rows.append(_row(filing, concept, "level", "actual", period, value, decimals, bool(wrong)))
            if draw.random() < 0.4:
                growth = round(draw.uniform(-0.2, 0.4), 3)
                rows.append(_row(filing, concept, "yoy_pct", "actual", period, growth, 3, False))
            if draw.random() < 0.4:
                aim = rounded(true * draw.uniform(1.05, 1.2), -8)
                rows.append(_row(filing, concept, "level", "target", period, aim, -8, False))
    frame = pd.DataFrame(rows).sample(frac=1, random_state=seed % 2**31, ignore_index=True)
    frame["line"] = [draw.randrange(10, 900) for _ in range(len(frame))]
    places = zip(frame["filing"], frame["line"], strict=True)
    frame["fact_id"] = [f"{filing}.L{line}.C{n}" for n, (filing, line) in enumerate(places)]
    return frame


def twin_of(seed: int) -> str:
    """The item of which the facts of a seed have a half-year and a quarter that end on the same day."""
    return ITEMS[seed % len(ITEMS)]


def _row(
    filing: str, concept: str, measure: str, scenario: str, period: Period, value: float, decimals: int, restated: bool
) -> dict[str, object]:
    return {
        "filing": filing,
        "concept": concept,
        "measure": measure,
        "scenario": scenario,
        "period_start": period.start,
        "period_end": period.end,
        "value": value,
        "unit": "ratio" if measure == "yoy_pct" else "JPY",
        "decimals": decimals,
        "restated": restated,
    }


def reached(facts: pd.DataFrame) -> pd.DataFrame:
    """The levels that were reached: no growth rates, no targets."""
    return facts.query("measure == 'level' and scenario == 'actual'").copy()


def series(seed: int) -> pd.DataFrame:
    """Levels as in series.csv: quarters with gaps, half-years, years, and targets, in no order."""
    draw = random.Random(f"series {seed}")
    made = company.found(seed)
    rows = []
    for concept in ITEMS[:3]:
        quarters = quarters_of(made, concept)
        gaps = draw.sample(range(2, len(quarters) - 2), 2)
        known = [period for n, period in enumerate(quarters) if n not in gaps]
        longer = [p for c, p in made.true if c == concept and p.start and p not in quarters]
        for period in [*known, *draw.sample(longer, 4)]:
            rows.append(_row("", concept, "level", "actual", period, float(made.true[concept, period]), -6, False))
        aim = float(round(made.true[concept, known[-1]] * 1.1))
        rows.append(_row("", concept, "level", "target", quarters[gaps[0]], aim, -6, False))
    frame = pd.DataFrame(rows).sample(frac=1, random_state=seed % 2**31, ignore_index=True)
    return frame[["concept", "scenario", "period_start", "period_end", "value", "unit"]]


def quarters_of(made: MadeUpCompany, concept: str) -> list[Period]:
    """The quarters a company's item is known for, in order of time."""
    found = [p for c, p in made.true if c == concept and p.start and p.name[1:2] == "q"]
    return sorted(found, key=lambda period: period.end)
