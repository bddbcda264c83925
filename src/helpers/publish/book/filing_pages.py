"""A page for each filing: its raw text as it is, line by line, every number marked by its role; and their index."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data import tables
from helpers.data.files import Folder
from helpers.data.quantity import formats
from helpers.filing.documents.written import pages as pages_of
from helpers.filing.raw import read_folder
from helpers.publish.xbrl import inline
from helpers.run.arrivals.folder import read_records
from helpers.story import passages, sources

_FACT = re.compile(r'<b class="n fact"(?P<rest> id="L\d+\.C(?P<start>\d+)"[^>]*)>(?P<text>[^<]*)</b>')
Record = Mapping[Hashable, Any]


def write_pages(folder: Folder, data_dir: Path) -> None:
    """Write sources/index.md and sources/<filing>.md for every filing of the data folder."""
    processed = data_dir / "processed"
    filings = tables.read(processed, "filings").sort_values(["announced_on", "filing"])
    numbers, facts = tables.read(processed, "numbers"), tables.read(processed, "facts")
    told = passages.told(facts)
    pages: list[tuple[Record, pd.DataFrame]] = []
    records = read_records(data_dir / "raw").by_stem()
    for filing in filings.to_dict("records"):
        name = str(filing["filing"])
        here = numbers[numbers["filing"] == name]
        raw = (data_dir / "raw" / f"{name}.txt").read_bytes().decode("utf-8", errors="replace")
        folder.write(f"sources/{name}.md", _page(filing, raw, here, told, _made_from(records.get(name, {}))))
        pages.append((filing, here))
    references = sorted((data_dir / "raw" / "reference").glob("*.csv"))
    for path in references:
        folder.write(f"sources/{path.stem}.md", _reference(path))
    folder.write(
        "sources/index.md", _index(pages, [path.stem for path in references], _refused(data_dir / "raw", filings))
    )


def _refused(raw_dir: Path, filings: pd.DataFrame) -> tuple[str, ...]:
    """Why texts of the folder that are among no tables were not read, a sentence each."""
    if {path.stem for path in raw_dir.glob("*.txt")} <= set(filings["filing"]):
        return ()
    return tuple(sentence.replace(f"{raw_dir}/", "") for sentence in read_folder(raw_dir).refused)


def _page(filing: Record, raw: str, numbers: pd.DataFrame, told: dict[str, str], made: str) -> str:
    name, publisher = filing["filing"], sources.markdown_text(filing["publisher"])
    head = [
        f"# {sources.markdown_text(filing['title'] or name)}",
        "",
        f"{str(filing['kind']).capitalize()} of {formats.day(str(filing['announced_on']))}, {publisher}.",
        f'The text as {made} left it (<a href="../data/raw/{name}.txt">download</a>). Every number',
        f'carries its role; a fact leads to its place in the <a href="../inline/{name}.html">Inline Viewer</a>, which',
        "says what it means, what it adds up to and where else the filing prints it.",
        "",
        _key(numbers),
        "",
    ]
    lines = "\n".join(_lines(raw, numbers, told))
    fence = "`" * 12
    return "\n".join(head) + f'\n{fence}{{raw}} html\n<div class="filing">\n{lines}\n</div>\n{fence}\n'


def _made_from(record: Mapping[str, str]) -> str:
    """The conversion that a text comes from, in words."""
    if not record.get("original"):
        return "the conversion from PDF"
    version = sources.markdown_text(f"{record['converter']} {record['converter_version']}")
    digest = f"sha256 {record['original_sha256'][:12]}..."
    return f"the conversion of {sources.markdown_text(record['original'])} ({digest}) by {version}"


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
    leaves, before = pages_of(raw), 0
    for number, text in enumerate(raw.split("\n"), start=1):
        if leaves[-1] > 1 and leaves[number - 1] != before:
            before = leaves[number - 1]
            yield f'<div class="leaf" id="P{before}"><a class="no" href="#P{before}">p. {before}</a><span></span></div>'
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


def _reference(path: Path) -> str:
    """A reference table as it is: a row a line, its line the anchor; a column of ids comes last."""
    heads, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    order = sorted(range(len(heads)), key=lambda at: heads[at].endswith("_id"))
    heads, *rows = ([row[at] for at in order] for row in (heads, *rows))
    body = "\n".join(
        f'<tr id="L{line}"><td class="n" id="L{line}.C0">{line}</td>' + "".join(map(_reference_cell, row)) + "</tr>"
        for line, row in enumerate(rows, start=2)
    )
    head = "".join(f'<th scope="col">{html.escape(name.replace("_", " "))}</th>' for name in ("line", *heads))
    region = f'<div class="scroll" tabindex="0" role="region" aria-label="{path.stem}">'
    return f"""# Reference table: {path.stem.replace("_", " ")}

Figures from elsewhere, each row with the address it was taken from
(<a href="../data/raw/reference/{path.name}">{path.name}</a>). They never mix with the facts read from filings.

```{{raw}} html
{region}<table class="exhibit reference"><thead><tr>{head}</tr></thead>
<tbody>{body}</tbody></table></div>
```
"""


def _reference_cell(text: str) -> str:
    if text.startswith(("https://", "http://")):
        return f'<td><a href="{html.escape(text)}">{html.escape(text.split("/")[2])}</a></td>'
    return f"<td>{html.escape(text)}</td>"


def _index(pages: list[tuple[Record, pd.DataFrame]], references: list[str], refused: Sequence[str]) -> str:
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
    heads = ("Announced", "Form", "Title", "Period", "Numbers", "Of them facts", "Unread")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    table = (
        '<div class="scroll" tabindex="0" role="region" aria-label="Filings"><table class="exhibit">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{''.join(rows)}</tbody></table></div>"
    )
    left = "\n".join(f"- {sources.markdown_text(sentence)}" for sentence in refused)
    left = f"\nNot read, and in no table:\n\n{left}\n" if refused else ""
    apart = " and ".join(f'<a href="{name}.html">{name.replace("_", " ")}</a>' for name in references)
    return f"""# Sources

The project reads public investor-relations disclosures of Internet Initiative Japan Inc. (IIJ), converted to
text. They are kept as data, byte for byte; each has a page here that shows its text with every number marked.

```{{raw}} html
{table}
```
{left}
Figures from elsewhere (the market, NTT DOCOMO's published charges) stand apart from the filings, in
{apart}, each row with its address; they never mix with the facts read from filings.

```{{toctree}}
:hidden:

{chr(10).join([*names, *references])}
```
"""
