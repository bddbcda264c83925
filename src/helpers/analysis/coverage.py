"""What was read and what was not: numbers by filing, by section and by reason, as counts for tables and charts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.data.quantity.quantity import Quantity
from helpers.filing import sections
from helpers.language import calendar
from helpers.story import passages, sources

OTHER = "All others"


def counted(number: int) -> Quantity:
    """A count of rows as a quantity, for charts: exact, without a source in a filing."""
    return Quantity(number, number, number, "count", basis="reported")


def share(unread: int, facts: int) -> Quantity:
    """unread / (facts + unread): the part of what looks like a fact that could not be read; a count, so exact."""
    value = unread / max(unread + facts, 1)
    return Quantity(value, value, value, "ratio", basis="reported")


def day(date: str) -> dt.date:
    """An ISO date as a date, for sentences."""
    return dt.date.fromisoformat(date)


def fiscal_year(day: str) -> str:
    """The fiscal year an ISO date lies in: 'FY2016' for 2017-03-31."""
    return f"FY{calendar.fiscal_year(day)}"


def by_filing(numbers: pd.DataFrame) -> pd.DataFrame:
    """One row a filing, in order of date: how many numbers, and how many of each role."""
    rows = []
    for filing, here in numbers.groupby("filing", sort=True):
        counts = passages.role_counts(here)
        rows.append({"filing": filing, "numbers": len(here), **counts})
    return pd.DataFrame(rows)


def by_section(numbers: pd.DataFrame, raw: str) -> pd.DataFrame:
    """One row a section of one filing that prints numbers: first line, title, numbers, facts, chart, noise, unread."""
    marks = sections.titled(raw.split("\n"))
    rows = []
    for at, here in numbers.groupby(sections.numbered(marks, numbers["line"])):
        counts = passages.role_counts(here)
        first, title = marks[int(str(at))]
        kept = {role: counts[role] for role in ("fact", "chart", "noise", "unread")}
        rows.append({"line": first, "section": title, "numbers": len(here), **kept})
    return pd.DataFrame(rows)


def by_family(facts: pd.DataFrame, label: Callable[[str], str], most: int = 12) -> dict[str, dict[str, int]]:
    """How many facts each family of line items has in each fiscal year.

    A family is an id up to its first dot; another view of an item ('revenue_view') belongs to that item's.

    {family's name: {'FY2016': number of facts}}, the largest families first; beyond `most` they are one, `OTHER`.
    `label` gives the name of a line item; a family that is no line item itself goes by the words of its id.
    """
    families = facts["concept"].str.partition(".")[0].str.removesuffix("_view")
    largest = families.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index[:most]
    names = families.where(families.isin(largest), OTHER)
    table = pd.crosstab(names, facts["period_end"].map(fiscal_year))
    rows = [name for name in (*largest, OTHER) if name in table.index]
    words = {name: label(name).replace("_", " ").capitalize() if label(name) == name else label(name) for name in rows}
    return {words[name]: {str(year): int(number) for year, number in table.loc[name].items()} for name in rows}


@dataclass(frozen=True)
class SectionOfFiling:
    """A section of a filing: its title, first and last line."""

    title: str
    first: int
    last: int


def page(numbers: pd.DataFrame, raw: str, words: str) -> SectionOfFiling:
    """The section of a filing with the most facts, of those whose title holds `words` (of all if none does)."""
    table = by_section(numbers, raw)
    titled = table[table["section"].str.contains(words, regex=False)]
    chosen = (titled if len(titled) else table).sort_values("fact", ascending=False).iloc[0]
    lines = raw.split("\n")
    after = [first for first, _ in sections.titled(lines) if first > chosen["line"]]
    last = (after[0] if after else len(lines) + 1) - 1
    while last > chosen["line"] and not lines[last - 1].strip():
        last -= 1
    return SectionOfFiling(str(chosen["section"]), int(chosen["line"]), last)


def digits(raw: str) -> int:
    """How many digit characters a text holds."""
    return sum(char.isdecimal() for char in raw)


def covered(numbers: pd.DataFrame, raw: str) -> int:
    """How many digit characters of a text the number tokens cover, each counted once."""
    lines = raw.split("\n")
    places = {
        (line, at)
        for line, start, end in numbers[["line", "start", "end"]].itertuples(index=False, name=None)
        for at in range(start, end)
        if lines[line - 1][at].isdecimal()
    }
    return len(places)


def reasons(numbers: pd.DataFrame, roles: Iterable[str] = ("unread", "chart", "noise")) -> pd.DataFrame:
    """One row a role and reason, the most frequent first: how many numbers, in how many filings, and an example."""
    rows = []
    chosen = numbers[numbers["role"].isin(list(roles))]
    for (role, reason), here in chosen.assign(kind=chosen["reason"].map(general)).groupby(["role", "kind"]):
        first = here.iloc[0]
        rows.append(
            {
                "role": role,
                "reason": reason,
                "numbers": len(here),
                "filings": here["filing"].nunique(),
                "example": sources.passage(str(first["filing"]), int(first["line"]), str(first["printed"])),
            }
        )
    frame = pd.DataFrame(rows, columns=["role", "reason", "numbers", "filings", "example"])
    order = {role: place for place, role in enumerate(roles)}
    return frame.sort_values(
        ["role", "numbers", "reason"],
        key=lambda c: c.map(order) if c.name == "role" else -c if c.name == "numbers" else c,
        ignore_index=True,
    )


def general(reason: str) -> str:
    """A reason without what is particular to one number, so that like reasons are counted together."""
    short = re.sub(r"['\"\u2018\u201c].*?['\"\u2019\u201d]", "...", reason.partition(":")[0].partition(";")[0])
    return re.sub(r"\d[\d,.]*", "#", short).strip()
