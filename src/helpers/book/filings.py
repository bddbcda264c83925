"""A page for each filing: its raw text as it is, line by line, every number marked by its role; and their index."""

from __future__ import annotations

import html
import re
from collections.abc import Hashable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import formats, links, passages, tables
from helpers.book.files import Folder
from helpers.xbrl import inline

_FACT = re.compile(r'<b class="n fact"(?P<rest> id="L\d+\.C(?P<start>\d+)"[^>]*)>(?P<text>[^<]*)</b>')
Record = Mapping[Hashable, Any]


def write_pages(folder: Folder, data_dir: Path) -> None:
    """Write sources/index.md and sources/<filing>.md for every filing of the data folder."""
    processed = data_dir / "processed"
    filings = tables.read(processed, "filings").sort_values(["announced_on", "filing"])
    numbers, facts = tables.read(processed, "numbers"), tables.read(processed, "facts")
    told = passages.told(facts)
    pages: list[tuple[Record, pd.DataFrame]] = []
    for filing in filings.to_dict("records"):
        name = str(filing["filing"])
        here = numbers[numbers["filing"] == name]
        raw = (data_dir / "raw" / f"{name}.txt").read_bytes().decode("utf-8", errors="replace")
        folder.write(f"sources/{name}.md", _page(filing, raw, here, told))
        pages.append((filing, here))
    folder.write("sources/index.md", _index(pages))


def _page(filing: Record, raw: str, numbers: pd.DataFrame, told: dict[str, str]) -> str:
    name, publisher = filing["filing"], links.markdown_text(filing["publisher"])
    head = [
        f"# {links.markdown_text(filing['title'] or name)}",
        "",
        f"{str(filing['kind']).capitalize()} of {formats.day(str(filing['announced_on']))}, {publisher}.",
        f'The text as filed (<a href="../data/raw/{name}.txt">download</a>). Every number carries its role; a fact',
        f'leads to its place in the <a href="../inline/{name}.html">Inline Viewer</a>, which says what it means, what it',
        "adds up to and where else the filing prints it.",
        "",
        _key(numbers),
        "",
    ]
    lines = "\n".join(_lines(raw, numbers, told))
    fence = "`" * 12
    return "\n".join(head) + f'\n{fence}{{raw}} html\n<div class="filing">\n{lines}\n</div>\n{fence}\n'


def _key(numbers: pd.DataFrame) -> str:
    counts = numbers["role"].value_counts()
    parts = [
        f'<span class="n {role}" title="{words}">{counts[role]:,} {role}</span>'
        for role, words in passages.ROLES.items()
        if counts.get(role)
    ]
    return '<span class="roles">' + " ".join(parts) + "</span>"


def _lines(raw: str, numbers: pd.DataFrame, told: dict[str, str]) -> Iterator[str]:
    tokens = passages.tokens_by_line(numbers)
    for number, text in enumerate(raw.split("\n"), start=1):
        here = tokens.get(number, [])
        shown = _FACT.sub(
            partial(_linked, ids={start: ids for start, _, _, ids, _ in here}),
            passages.marked(number, text, here, told),
        )
        yield f'<div id="L{number}"><a class="no" href="#L{number}">{number}</a><span>{shown}</span></div>'


def _linked(match: re.Match[str], ids: Mapping[int, str]) -> str:
    """The mark of a fact as a link to its place in the Inline Viewer."""
    page = inline.page_link(ids[int(match["start"])].split(" ")[0])
    return f'<a href="../inline/{page}" class="n fact"{match["rest"]}>{match["text"]}</a>' if page else match[0]


def _index(pages: list[tuple[Record, pd.DataFrame]]) -> str:
    rows, names = [], []
    for filing, numbers in pages:
        names.append(str(filing["filing"]))
        period = formats.period(str(filing["period_start"]), str(filing["period_end"]))
        facts, unread = (numbers["role"] == "fact").sum(), (numbers["role"] == "unread").sum()
        rows.append(
            f"<tr><td>{formats.day(str(filing['announced_on']))}</td><td>{html.escape(str(filing['kind']))}</td>"
            f'<td><a href="{names[-1]}.html">{html.escape(str(filing["title"] or names[-1]))}</a></td>'
            f"<td>{period}</td><td>{len(numbers):,}</td><td>{facts:,}</td><td>{unread:,}</td></tr>"
        )
    heads = ("Announced", "Form", "Title", "Period", "Numbers", "Facts", "Unread")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    table = (
        '<div class="scroll" tabindex="0" role="region" aria-label="Filings"><table class="exhibit">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{''.join(rows)}</tbody></table></div>"
    )
    return f"""# Sources

The project reads public investor-relations disclosures of Internet Initiative Japan Inc. (IIJ), converted to
text. They are kept as data, byte for byte; each has a page here that shows its text with every number marked.

```{{raw}} html
{table}
```

Figures from elsewhere (the market, NTT DOCOMO's published charges) stand apart from the filings, in
<a href="../data/raw/reference/docomo_interconnection_charges.csv">docomo_interconnection_charges.csv</a> and
<a href="../data/raw/reference/mvno_market.csv">mvno_market.csv</a>, each row with its address; they never mix
with the facts read from filings.

```{{toctree}}
:hidden:

{chr(10).join(names)}
```
"""
