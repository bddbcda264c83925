"""A passage of a filing as printed, every number marked by its role, in a notebook and in the book."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from IPython.display import display

from helpers.data.quantity import formats
from helpers.story import sources

ROLES = {
    "fact": "read, with line item, period and unit",
    "period": "a date or the name of a period",
    "ordinal": "a section, page, list or footnote number",
    "name": "part of a name",
    "contact": "a telephone number, address or link",
    "noise": "digits that the conversion to text invented",
    "chart": "a number of a flattened chart that nothing proves",
    "unread": "looks like a fact and could not be read",
}
Token = tuple[int, int, str, str, str]
"""start, end, role, fact ids with a space between, reason."""


def tokens_by_line(numbers: pd.DataFrame) -> dict[int, list[Token]]:
    """The rows of numbers.csv of one filing by line, in the order of the line."""
    found: dict[int, list[Token]] = {}
    columns = ["line", "start", "end", "role", "fact_ids", "reason"]
    for line, *token in numbers[columns].itertuples(index=False, name=None):
        found.setdefault(line, []).append((token[0], token[1], token[2], token[3], token[4]))
    return {line: sorted(tokens) for line, tokens in found.items()}


def told(facts: pd.DataFrame) -> dict[str, str]:
    """What each fact says, in words, by its id."""
    said: dict[str, str] = {}
    for row in facts.to_dict("records"):
        what = row["concept"] if row["measure"] == "level" else f"{row['concept']}, {row['measure']}"
        scenario = "" if row["scenario"] == "actual" else f", {row['scenario']}"
        when = formats.period(row["period_start"], row["period_end"])
        said[row["fact_id"]] = f"{what}, {when}{scenario}: {row['value']:f} {row['unit']}"
    return said


def marked(line: int, text: str, tokens: Iterable[Token], says: Mapping[str, str]) -> str:
    """A line as HTML: its text escaped, each number in an element that names its role and what it says."""
    parts, done = [], 0
    for start, end, role, fact_ids, reason in tokens:
        if start < done:
            continue
        what = "; ".join(says.get(fact, fact) for fact in fact_ids.split()) or reason or ROLES.get(role, role)
        hint, kind = html.escape(f"{role}: {what}"), "b" if role == "fact" else "i"
        parts.append(escaped(text[done:start]))
        parts.append(
            f'<{kind} class="n {role}" id="L{line}.C{start}" title="{hint}">{escaped(text[start:end])}</{kind}>'
        )
        done = end
    return "".join([*parts, escaped(text[done:])])


def escaped(text: str) -> str:
    """HTML text; control characters, which a page must not hold, become the replacement character."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if (ord(c) < 32 and c not in "\t\r") or 127 <= ord(c) < 160 else c
        for c in html.escape(text.rstrip("\r"))
    )


def show_passage(raw: str, filing: str, numbers: pd.DataFrame, facts: pd.DataFrame, first: int, last: int) -> None:
    """Display the lines `first` to `last` of a filing's raw text with every number marked (facts bold, others italic).

    numbers, facts   rows of numbers.csv and facts.csv; `facts` may be empty when none are read yet
    """
    tokens, says = tokens_by_line(numbers[numbers["filing"] == filing]), told(facts[facts["filing"] == filing])
    rows, plain = [], []
    for number, text in enumerate(raw.split("\n")[first - 1 : last], start=first):
        here = tokens.get(number, [])
        link = sources.html_link(str(number), sources.Place(filing, number))
        shown = marked(number, text, here, says).replace("\t", ' <span class="tab">&rarr;</span> ')
        shown = shown.replace(f' id="L{number}.', ' data-place="L')
        rows.append(f'<tr><td style="text-align: right">{link}</td><td style="text-align: left">{shown}</td></tr>')
        roles = ", ".join(f"{text[start:end]} {role}" for start, end, role, *_ in here)
        plain.append(f"{number:>5}  {text.rstrip()}" + (f"    [{roles}]" if roles else ""))
    caption = f"{sources.filing_name(filing)}, lines {first} to {last}"
    head = f'<table class="exhibit passage">\n<caption>{html.escape(caption)}</caption>\n<tbody>\n'
    page = head + "\n".join(rows) + "\n</tbody>\n</table>"
    display({"text/html": page, "text/plain": "\n".join([caption, "", *plain])}, raw=True)


def role_counts(numbers: pd.DataFrame) -> dict[str, int]:
    """How many numbers have each role, in the order of `ROLES`; every role is there."""
    counts: Any = numbers["role"].value_counts()
    return {role: int(counts.get(role, 0)) for role in ROLES}
