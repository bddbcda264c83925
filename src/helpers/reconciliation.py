"""Checks and series as rows for readers: what was compared, what follows, what is printed, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers import formats, links
from helpers.dataset import Data
from helpers.quantity import POINTS, RATIO, Quantity

# Families of rules: what the rule's name starts with, and what readers call it. The first that fits counts.
FAMILIES = (
    ("agreement", "said twice"),
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
    ("per_unit", "per share"),
    ("multiple", "per share"),
    ("two_ways", "two ways"),
    ("conflict", "all together"),
)
SUMS = "sums"
EXPLAINED = "explained:"
Row = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """How many printed levels there are, and how many take part in at least one and at least two checks."""

    levels: int
    once: int
    twice: int


def facts_checked(data: Data) -> Checked:
    """Count the level facts by the number of checks they take part in."""
    taken = Counter(fact for ids in data.checks["fact_ids"] for fact in set(ids.split()))
    levels = data.facts.loc[data.facts["measure"] == "level", "fact_id"]
    return Checked(len(levels), sum(taken[fact] > 0 for fact in levels), sum(taken[fact] > 1 for fact in levels))


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
    return {
        "line item": data.label(check["concept"]),
        "period": formats.period(check["period_start"], check["period_end"]),
        "rule": str(check["rule"]).replace("_", " "),
        "follows": _interval(check["expected_low"], check["expected_high"], unit, ids[1:] or ids),
        "stated": _interval(check["actual_low"], check["actual_high"], unit, ids[:1]),
        "status": check["status"],
    }


def _unit(data: Data, facts: pd.DataFrame, check_id: str) -> str:
    """The unit of what a check compares; its id names the concept, after a stroke the measure if it is no level."""
    concept, _, measure = check_id.split("|")[1].partition("/")
    if measure.endswith("_pct") or measure.startswith("of:"):
        return RATIO
    if measure == "pt_change":
        return POINTS
    levels = facts.loc[(facts["concept"] == concept) & (facts["unit"] != RATIO), "unit"]
    return str(levels.iloc[0]) if len(levels) else data.concepts.get(concept).unit


def _interval(low: float, high: float, unit: str, facts: list[str]) -> str | links.Link:
    """An interval in words, leading to the first of its facts."""
    text = formats.span(Quantity((low + high) / 2, low, high, unit), unit=True)
    places = links.places_of(facts)
    return links.Link(text, places[0]) if places else text


def broken_rows(data: Data, broken: pd.DataFrame) -> list[Row]:
    """Broken checks for a table, those first whose two sides lie furthest apart, measured by the size of the figure."""
    largest = broken[["expected_low", "expected_high", "actual_low", "actual_high"]].abs().max(axis=1)
    gap = pd.concat(
        [broken["expected_low"] - broken["actual_high"], broken["actual_low"] - broken["expected_high"]], axis=1
    ).max(axis=1)
    ordered = broken.assign(gap=(gap / largest).fillna(0)).sort_values(["gap", "check_id"], ascending=[False, True])
    return [
        {name: value for name, value in row.items() if name != "status"} | {"apart": _apart(gap), "why": _why(note)}
        for row, gap, note in zip(rows(data, ordered), ordered["gap"], ordered["note"], strict=True)
    ]


def _apart(gap: float) -> str:
    return formats.write(share(round(gap * 1e4), 10_000))


def explained(broken: pd.DataFrame) -> pd.Series:
    """Which of the broken checks break because of a known error of a filing (exceptions.toml)."""
    return broken["note"].str.startswith(EXPLAINED)


def _why(note: str) -> str:
    return note.removeprefix(EXPLAINED).strip() if note.startswith(EXPLAINED) else "not explained"


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


def unknown_years(data: Data, concepts: Iterable[str], years: list[str]) -> list[Row]:
    """For each line item the fiscal years that no filing prints or implies, and those that are known."""
    found = []
    for concept in concepts:
        known = [year for year in years if data.get(concept, year).known]
        lacking = [year.upper() for year in years if year not in known]
        found.append(
            {
                "line item": data.label(concept),
                "known": ", ".join(year.upper() for year in known) or "none",
                "unknown": ", ".join(lacking) or "none",
            }
        )
    return found
