"""Checks and series as rows for readers: what was compared, what follows, what is printed, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis import statements
from helpers.data.dataset import Data
from helpers.data.quantity import formats, side_by_side, words
from helpers.data.quantity.quantity import POINTS, RATIO, AnyQuantity, Quantity
from helpers.language import calendar
from helpers.proof import evidence, known_errors, weighing
from helpers.story import sources

# Families of rules: what the rule's name starts with, and what readers call it. The first that fits counts.
FAMILIES = (
    ("agreement", "said twice"),
    ("to_the_last_digit", "last digits"),
    ("yoy_", "growth"),
    ("qoq_", "growth"),
    ("pt_change", "growth"),
    ("change", "growth"),
    ("share_of_", "shares"),
    ("margin", "shares"),
    ("cumulative", "quarters"),
    ("roll_forward", "balances"),
    ("orders", "balances"),
    ("backlog", "balances"),
    ("month_of_quarter", "quarters"),
    ("per_unit", "per share"),
    ("dividends", "per share"),
    ("capex_and_cash_flow", "said twice"),
    ("multiple", "per share"),
    ("two_ways", "two ways"),
    ("conflict", "all together"),
)
SUMS = "sums"
Row = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """How many printed levels there are, and how many at least one and at least two independent checks confirm."""

    levels: int
    once: int
    twice: int


def facts_checked(data: Data) -> Checked:
    """Count the level facts by the number of independent checks that confirm them (see `weighing.independent`)."""
    confirmed = weighing.independent(data.facts, data.checks)
    levels = confirmed[data.facts.loc[data.facts["measure"] == "level", "fact_id"]]
    return Checked(len(levels), int((levels >= 1).sum()), int((levels >= 2).sum()))


def confirmed(data: Data, by: str) -> list[Row]:
    """One row a filing or a statement, and one for all: printed levels, and the shares that checks confirm.

    by   'filing' or 'statement'
    """
    facts = data.facts.assign(statement=data.facts["concept"].map(statements.of))
    table = weighing.coverage(facts, data.checks, by)
    return [
        {
            by: sources.filing_name(name) if by == "filing" and name != "all" else name,
            "printed levels": levels,
            "under at least one check": share(round(once * levels), levels),
            "under at least two": share(round(twice * levels), levels),
        }
        for name, levels, once, twice in table.itertuples(index=False)
    ]


def second_half(data: Data, concept: str, year: str) -> AnyQuantity:
    """What no filing prints: the second half of a fiscal year ('fy2016'), the year less its first half."""
    half = data.get(concept, f"1h{year[-2:]}")
    return (data.get(concept, year) - half).over(*calendar.period(f"2h{year[-2:]}"))


def family(rule: str) -> str:
    """What readers call the family of a rule."""
    return next((name for start, name in FAMILIES if rule.startswith(start)), SUMS)


def by_family(checks: pd.DataFrame) -> pd.DataFrame:
    """One row a family, the largest first: family, rules, checks, hold, broken."""
    named = checks.assign(family=checks["rule"].map(family), broken=checks["status"] == "broken")
    grouped = named.groupby("family").agg(rules=("rule", "nunique"), checks=("rule", "size"), broken=("broken", "sum"))
    found = grouped.reset_index().sort_values(["checks", "family"], ascending=[False, True], ignore_index=True)
    return found.assign(hold=found["checks"] - found["broken"])[["family", "rules", "checks", "hold", "broken"]]


def share(part: int, whole: int) -> Quantity:
    """A share of counted rows: exact, without a source in a filing."""
    value = part / whole if whole else 0.0
    return Quantity(value, value, value, RATIO, basis="reported")


def rows(data: Data, checks: pd.DataFrame) -> list[Row]:
    """Checks for a table: line item, period, rule, what follows from other figures, what is printed, status."""
    facts = data.facts.drop_duplicates("fact_id").set_index("fact_id")
    return [_row(data, facts, check) for check in checks.to_dict("records")]


def _row(data: Data, facts: pd.DataFrame, check: dict[Any, Any]) -> Row:
    ids = [fact for fact in str(check["fact_ids"]).split() if fact in facts.index]
    unit = _unit(data, facts.loc[ids] if ids else facts.head(0), str(check["check_id"]))
    follows, stated = side_by_side.intervals(*(_interval(check, side, unit) for side in ("expected", "actual")))
    return {
        "line item": _called(data, str(check["check_id"])),
        "period": formats.period(check["period_start"], check["period_end"]),
        "rule": str(check["rule"]).replace("_", " "),
        "follows": _linked(follows, ids[1:] or ids),
        "stated": _linked(stated, ids[:1]),
        "status": check["status"],
    }


def _called(data: Data, check_id: str) -> str:
    """What a check compares: 'Total revenues', also with ', growth from a year ago' or ', over total assets'."""
    concept, _, measure = check_id.split("|")[1].partition("/")
    if measure.startswith("of:"):
        return f"{data.label(concept)}, over {words.inside(data.label(measure.removeprefix('of:')))}"
    said = words.MEASURES.get(measure, measure)
    return f"{data.label(concept)}, {said}" if said else data.label(concept)


def _unit(data: Data, facts: pd.DataFrame, check_id: str) -> str:
    """The unit of what a check compares; its id names the concept, after a stroke the measure if it is no level."""
    concept, _, measure = check_id.split("|")[1].partition("/")
    if measure.endswith("_pct") or measure.startswith("of:"):
        return RATIO
    if measure == "pt_change":
        return POINTS
    levels = facts.loc[(facts["concept"] == concept) & (facts["unit"] != RATIO), "unit"]
    return str(levels.iloc[0]) if len(levels) else data.concepts.get(concept).unit


def _interval(check: dict[Any, Any], side: str, unit: str) -> Quantity:
    low, high = (float(check[f"{side}_{end}"]) for end in ("low", "high"))
    return Quantity((low + high) / 2, low, high, unit)


def _linked(text: str, facts: list[str]) -> str | sources.Link:
    """An interval in words, leading to the first of its facts."""
    places = sources.places_of(facts)
    return sources.Link(text, places[0]) if places else text


def broken_rows(data: Data, broken: pd.DataFrame) -> list[Row]:
    """Broken checks for a table, those first whose two sides lie furthest apart, measured by the size of the figure.

    The figure to blame is a known error that explains the check; else none is known.
    """
    known = known_errors.ids(evidence.from_frame(data.facts, data.filings))
    printed = dict(zip(data.facts["fact_id"], data.facts["printed"], strict=True))
    largest = broken[["expected_low", "expected_high", "actual_low", "actual_high"]].abs().max(axis=1)
    gap = pd.concat(
        [broken["expected_low"] - broken["actual_high"], broken["actual_low"] - broken["expected_high"]], axis=1
    ).max(axis=1)
    ordered = broken.assign(gap=(gap / largest).fillna(0)).sort_values(["gap", "check_id"], ascending=[False, True])
    return [
        {name: value for name, value in row.items() if name != "status"}
        | {"apart": _apart(gap), "to blame": _blamed(ids, note, known, printed)}
        for row, gap, ids, note in zip(
            rows(data, ordered), ordered["gap"], ordered["fact_ids"], ordered["note"], strict=True
        )
    ]


def _apart(gap: float) -> str:
    return formats.write(share(round(gap * 1e4), 10_000))


def explained(broken: pd.DataFrame) -> pd.Series:
    """Which of the broken checks break because of a known error of a filing (known_errors.toml)."""
    return broken["note"].str.startswith(known_errors.EXPLAINED)


def _blamed(ids: str, note: str, known: frozenset[str], printed: dict[str, str]) -> str | sources.Link:
    """The known error among the facts of a check that it explains, leading to its line."""
    guilty = [fact_id for fact_id in ids.split() if fact_id in known] if note.startswith(known_errors.EXPLAINED) else []
    place = sources.place_of(guilty[0]) if guilty else None
    return sources.Link(printed[guilty[0]], place) if place else "not known"


def derived_rows(data: Data, derived: pd.DataFrame, head: int) -> list[Row]:
    """Some derived levels for a table, spread over the whole of them: line item, period, value, rule, facts."""
    chosen = derived.iloc[:: max(1, len(derived) // head)].head(head)
    return [
        {
            "line item": data.label(row["concept"]),
            "period": formats.period(row["period_start"], row["period_end"]),
            "value": Quantity(
                row["value"],
                row["low"],
                row["high"],
                row["unit"],
                fact_ids=tuple(row["fact_ids"].split()),
                basis="derived",
            ),
            "rule": str(row["rule"]).replace("_", " "),
            "from": f"{len(row['fact_ids'].split())} facts",
        }
        for row in chosen.to_dict("records")
    ]


# The results that readers look for first; what is known of them between and before the filings is a table of 03.
HEADLINES = (
    "revenue", "revenue.network", "revenue.si", "revenue_view.recurring", "cost", "gross_margin", "sga_rd",
    "operating_income", "income_before_tax", "net_income_attributable", "adjusted_ebitda", "capex",
    "cash_flow.operating", "backlog.si", "subscriptions.mobile", "cloud_revenue", "assets", "equity.shareholders",
)  # fmt: skip


def known_periods(data: Data, concepts: Iterable[str], years: list[str]) -> list[Row]:
    """For each line item the fiscal years and the number of quarters that are printed, and that follow from others.

    years   names of fiscal years in order: 'fy2009', 'fy2010', ...
    """
    quarters = [f"{quarter}q{year[-2:]}" for year in years for quarter in (1, 2, 3, 4)]
    return [
        {
            "line item": data.label(concept),
            "years printed": _named(data, concept, years, "reported"),
            "years that follow": _named(data, concept, years, "derived"),
            "years unknown": _named(data, concept, years, "unknown"),
            "quarters printed": len(_of_basis(data, concept, quarters, "reported")),
            "quarters that follow": len(_of_basis(data, concept, quarters, "derived")),
        }
        for concept in concepts
    ]


def _of_basis(data: Data, concept: str, periods: list[str], basis: str) -> list[str]:
    return [period for period in periods if data.get(concept, period).basis == basis]


def _named(data: Data, concept: str, years: list[str], basis: str) -> str:
    return ", ".join(year[-2:] for year in _of_basis(data, concept, years, basis)) or "none"
