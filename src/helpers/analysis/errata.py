"""What the filings get wrong: the figures that others contradict, and the words that do not fit their figures.

A figure stands here because it is named in `known_errors.toml`, or because, of all figures in the checks that break, it
is the one that mends the most (`weighing.suspects`). What the cause may be is told from how far it is off.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.data.dataset import Data
from helpers.data.quantity import formats, words
from helpers.data.quantity.quantity import POINTS, RATIO, Quantity
from helpers.language import concepts
from helpers.language.calendar import Period
from helpers.proof import known_errors, weighing
from helpers.story import sources

Row = dict[Any, Any]
UNKNOWN = "not known"
RESTATED = "restated by another filing, or a misprint"
_CAUSES = {
    "misprint": "misprint of the filing",
    "conversion": "error of the conversion",
    "definition": "two figures of one name",
    "truncation": "cut off, not rounded",
}
_NARROW = 1e-3
"""Where the others bound a figure no better than this share of it, its digits cannot be compared with theirs."""


def wrong_figures(data: Data, checks: pd.DataFrame) -> list[Row]:
    """One row a figure that others contradict: where, what it is of, what the others support, the cause, the evidence.

    checks   rows of checks.csv as `checks.build` makes them now
    """
    facts = data.facts.drop_duplicates("fact_id").set_index("fact_id", drop=False)
    broken = checks[checks["status"] == "broken"]
    breaks = broken["fact_ids"].str.split().explode().value_counts()
    rows = []
    for error in known_errors.load():
        here = facts[(facts["filing"] == error.filing) & (facts["line"] == error.line)]
        for fact in here[here["printed"] == error.printed].to_dict("records"):
            cause = _CAUSES[error.kind]
            rows.append(_row(fact, *error.allows, cause, int(breaks.get(fact["fact_id"], 0)), error.reason))
    known = {row["printed"].place for row in rows}
    for suspect in weighing.suspects(data.facts, data.filings).to_dict("records"):
        fact = facts.loc[suspect["fact_id"]].to_dict()
        low, high = suspect["supported_low"], suspect["supported_high"]
        cause = _told_by_checks(suspect, broken, facts) or cause_of(fact, low, high)
        row = _row(fact, low, high, cause, suspect["mends"], _of_checks(suspect))
        if row["printed"].place not in known:
            rows.append(row)
    return rows


def _told_by_checks(suspect: Row, broken: pd.DataFrame, facts: pd.DataFrame) -> str:
    """The cause, where the kind of the broken checks tells it: two names of one figure, or two filings.

    A figure that its own filing bears out and only another filing contradicts was restated.
    """
    against = broken[broken["check_id"].isin(suspect["check_ids"].split())]
    rules = set(against["rule"])
    if rules <= {bound.id for bound in concepts.load().bounded}:
        return _CAUSES["definition"]
    others = {fact_id for ids in against["fact_ids"] for fact_id in ids.split()} - {suspect["fact_id"]}
    elsewhere = set(facts.loc[sorted(others), "filing"])
    restated = rules == {"agreement"} and suspect["filing"] not in elsewhere and suspect["holds"] > 0
    return RESTATED if restated else ""


def _row(fact: Row, low: float, high: float, cause: str, breaks: int, evidence: str) -> Row:
    return {
        "printed": sources.passage(fact["filing"], fact["line"], str(fact["printed"])),
        "where": str(sources.Place(fact["filing"], int(fact["line"]))),
        "of": words.figure(fact["concept"], Period(fact["period_start"], fact["period_end"]), fact["measure"]),
        "others support": _written(fact, low, high),
        "cause": cause,
        "checks it breaks": breaks,
        "evidence": evidence,
    }


def _written(fact: Row, low: float, high: float) -> str:
    if pd.isna(low):
        return "anything"
    unit = POINTS if fact["measure"] == "pt_change" else fact["unit"]
    return formats.span(Quantity((low + high) / 2, low, high, unit), unit=True)


def _of_checks(suspect: Row) -> str:
    rules = dict.fromkeys(str(check_id).split("|")[0].replace("_", " ") for check_id in suspect["check_ids"].split())
    return f"It would mend {suspect['mends']} broken checks ({', '.join(rules)}), and {suspect['holds']} others hold."


def cause_of(fact: Row, low: float, high: float) -> str:
    """Why a figure may be off what the others support (an interval): a rounding, a point for a comma, one digit."""
    if pd.isna(low):
        return UNKNOWN
    printed = float(str(fact["value"])) * (int(fact["polarity"]) if not str(fact["measure"]).endswith("_pct") else 1)
    unit = 10.0 ** -int(fact["decimals"])
    gap = max(low - printed, printed - high, 0.0)
    if gap <= unit * (1 + 1e-9):
        return "rounded or cut off"
    ends = sorted((abs(low), abs(high)))
    if any(ends[0] <= abs(printed) * 10.0**power <= ends[1] for power in (-6, -3, 3, 6)):
        return "error of the conversion, or of our reading: the unit or a decimal point"
    comparable = fact["unit"] == RATIO or high - low <= _NARROW * ends[1]
    if comparable and _digits_apart(printed, (low + high) / 2, unit) == 1:
        return "one digit: a misprint, or an error of the conversion"
    return "a misprint, or an error of our reading"


def _digits_apart(one: float, other: float, unit: float) -> int:
    first, second = f"{abs(round(one / unit)):d}", f"{abs(round(other / unit)):d}"
    if len(first) != len(second):
        return max(len(first), len(second))
    return sum(a != b for a, b in zip(first, second, strict=True))


def wrong_words(data: Data) -> list[Row]:
    """One row a remark of `known_errors.toml` on a filing that is there: where, what is printed, what it should say."""
    return [
        {
            "printed": sources.passage(remark.filing, remark.line, remark.printed),
            "where": str(sources.Place(remark.filing, remark.line)),
            "kind": remark.kind,
            "should be": remark.should_be,
            "evidence": remark.reason,
        }
        for remark in known_errors.remarks()
        if remark.filing in set(data.filings["filing"])
    ]


def adjusted(data: Data, checks: pd.DataFrame) -> list[Row]:
    """One row a filing: the figures in JPY million under checks that hold, and those that hold only within a unit.

    That is, figures that are not the rounded ones, because a column would not add up, or because they are cut off.
    """
    millions = data.facts[(data.facts["decimals"].astype(int) == -6) & (data.facts["unit"] == "JPY")]
    checked = checks[checks["status"] == "holds"].assign(fact_id=checks["fact_ids"].str.split().str[0])
    wider = set(checked.loc[checked["note"].str.contains("whole unit"), "fact_id"])
    rows = []
    for name in data.filings["filing"]:
        here = set(millions.loc[millions["filing"] == name, "fact_id"])
        counts = len(here & set(checked["fact_id"])), len(here & wider)
        heads = ("checked figures in JPY million", "not the rounded ones")
        rows.append({"filing": sources.filing_name(name), **dict(zip(heads, counts, strict=True))})
    return rows


def repeated(data: Data) -> int:
    """How many figures (a line item, measure and period) more than one filing prints."""
    actual = data.facts[data.facts["scenario"] == "actual"]
    filings = actual.groupby(["concept", "measure", "period_start", "period_end"])["filing"].nunique()
    return int((filings > 1).sum())
