"""Ways to write a filing otherwise: those of `ways.toml`, and layouts of tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from copies import TABLE, By, Copy, Piece, Table, laid_out

# ---- words --------------------------------------------------------------------------------------------------------

_MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
]
_ORDINALS = ("first", "second", "third", "fourth")
_DATE = rf"\b({'|'.join(month[:3] for month in _MONTHS)})[a-z]*\.? ?\.?(\d{{1,2}}), (\d{{4}})\b"
_QUARTER = r'(?<![\w/"])([1-4])(Q)(\d\d)(?=-end)?\b(?!-)|(?<![\w/"])([12])(H)(\d\d)\b'
_YEAR = r"(?<![\w/])FY(?:20)?(\d\d)\b(?!\d)"
_HEADING = (
    r"^((?:[IVX]+ ?[.-] ?\d*\.?) ?[A-Z][^\t\n]{3,80}|Revenues|Cost and expense|SG&A and R&D expenses|Operating income"
    r"|Net income|Balance sheets|Cash flows|Adjusted EBITDA|CAPEX|Operating Results Summary|Segment Results Summary"
    r"|(?:Consolidated|Quarterly) [^\n\t]{5,80}|< [^\n\t]{3,80} >)$"
)
_BULLET = r"^( *)(-|\u25c6|\u27a4)( +)(?=\S)(?!\d+ -$)"


def _date(form: str) -> By:
    def by(m: re.Match[str]) -> list[Piece]:
        name = next(month for month in _MONTHS if month.startswith(m[1]))
        day = int(m[2])
        th = "th" if 3 < day < 21 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
        return [form.format(m=_MONTHS.index(name) + 1, M=name, d=day, y=m[3], th=th, short=name[:3])]

    return by


def _part_of_year(form: str) -> By:
    def by(m: re.Match[str]) -> list[Piece]:
        n, letter, year = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
        word = {"Q": "quarter", "H": "half"}[letter]
        text = form.format(n=n, th=_ORDINALS[int(n) - 1], Q=letter, quarter=word, y=year, end=int(year) + 1)
        begins = not any(map(str.isalnum, m.string[m.string.rfind("\n", 0, m.start()) + 1 : m.start()]))
        return [text[0].upper() + text[1:] if begins else text]

    return by


def _fiscal(form: str) -> By:
    return lambda m: [form.format(y=m[1], end=int(m[1]) + 1)]


def _grouped(by: str) -> By:
    def groups(m: re.Match[str]) -> list[Piece] | None:
        if not by and re.fullmatch(r"(?:19|20)\d\d", m[0].replace(",", "")):
            return None  # 1,995 without its comma is a year
        spans = [(m.start() + part.start(), m.start() + part.end()) for part in re.finditer(r"\d+", m[0])]
        return [piece for n, span in enumerate(spans) for piece in ([by] if n and by else []) + [span]]

    return groups


def _billions(_: str) -> By:
    def by(m: re.Match[str]) -> list[Piece]:
        whole = int(m[1].replace(",", ""))
        return ["JPY", (*m.span(1), f"{whole // 1000}.{whole % 1000:03}"), " billion"]

    return by


def _wide(what: str) -> By:
    which = {"digits": str.isdigit, "brackets": "()".__contains__, "percent": "%".__contains__}[what]
    return lambda m: [(*m.span(), chr(ord(m[0]) + 0xFEE0))] if which(m[0]) else None


def _upper(_: str) -> By:
    return lambda m: [(*m.span(), m[0].upper())]


def _heading(form: str) -> By:
    return _upper(form) if form == "CAPITALS" else form


def _bullet(others: str) -> By:
    """By another mark: the second of `others` for the first."""
    return lambda m: [m.span(1), others[1], m.span(3)] if m[2] == others[0] else None


def _wrapped(form: str) -> By:
    """By lines of this width: as many words as they hold."""
    width = int(form)

    def by(m: re.Match[str]) -> list[Piece]:
        pieces: list[Piece] = []
        start, end = m.span()
        while end - start > width:
            cut = m.string.rfind(" ", start + 1, start + width + 1)
            cut = cut if m.string[start : max(start, cut)].strip() else m.string.find(" ", start + width, end)
            if cut < 0:
                break
            pieces += [(start, cut), "\n"]
            start = cut + 1
        return [*pieces, (start, end)]

    return by


def _blanks(form: str) -> By:
    """By blanks between the cells of a row."""

    def by(m: re.Match[str]) -> list[Piece]:
        spans = [(m.start() + cell.start(), m.start() + cell.end()) for cell in re.finditer(r"[^\t]+", m[0])]
        return [piece for n, span in enumerate(spans) for piece in ([form] if n else []) + [span]]

    return by


_KINDS: dict[str, tuple[Callable[[str], By], str]] = {
    "date": (_date, _DATE),
    "quarter": (_part_of_year, _QUARTER),
    "year": (_fiscal, _YEAR),
    "billions": (_billions, ""),
    "grouped": (_grouped, ""),
    "wide": (_wide, ""),
    "capitals": (_upper, ""),
    "heading": (_heading, _HEADING),
    "bullet": (_bullet, _BULLET),
    "wrapped": (_wrapped, r"^[^\t\n]{60,}$"),
    "blanks": (_blanks, ""),
}
"""What makes the words of a kind of ways, and what is replaced by them where the row does not say it."""


# ---- tables -------------------------------------------------------------------------------------------------------

Rows = list[list[list[Piece]]]
_MONEY = re.compile(r"JPY millions|Thousands of JPY")
_AMOUNT = re.compile(r"\(?[\d,]+\)?")


def _as_is(table: Table) -> Rows:
    return [[[span] for span in row] for row in table.spans]


def _reversed(table: Table) -> Rows:
    return [[row[0], *row[:0:-1]] for row in _as_is(table)]


def _heads_swapped(table: Table) -> Rows | None:
    rows = _as_is(table)
    return [rows[1], rows[0], *rows[2:]] if table.heads == 2 else None


def _crossed(table: Table) -> Rows | None:
    """Periods down, items across: only of a few rows, under one head."""
    rows = _as_is(table)
    few = table.heads == 1 and len(rows) < 8 and len(set(map(str, table.words[0]))) == len(rows[0])
    return [list(column) for column in zip(*rows, strict=True)] if few else None


def _with_notes(table: Table) -> Rows:
    """With a column of the numbers of notes behind the labels."""
    notes = [["Notes" if n == 0 else "" if n < table.heads or n % 3 else str(n)] for n in range(len(table.spans))]
    return [[row[0], list(note), *row[1:]] for row, note in zip(_as_is(table), notes, strict=True)]


def _unit(table: Table) -> str:
    """The unit of money that a row of the heads says of each column, or ''."""
    last = set(table.words[table.heads - 1][1:])
    return last.pop() if table.heads > 1 and len(last) == 1 and _MONEY.fullmatch(min(last)) else ""


def _without_units(table: Table) -> Rows:
    rows = _as_is(table)
    return rows[: table.heads - 1] + rows[table.heads :]


def _units_in_column(table: Table) -> Rows | None:
    unit = _unit(table)
    heads = table.heads - 1
    return unit and [
        [row[0], ["Unit" if n == 0 else "" if n < heads else unit], *row[1:]]
        for n, row in enumerate(_without_units(table))
    ]  # type: ignore[return-value]


def _units_in_labels(table: Table) -> Rows | None:
    unit = _unit(table)
    heads = table.heads - 1
    return unit and [
        row if n < heads else [[*row[0], f" ({unit})"], *row[1:]] for n, row in enumerate(_without_units(table))
    ]  # type: ignore[return-value]


def _unit_above(table: Table) -> Rows | None:
    unit = _unit(table)
    return unit and [[[f"({unit})"]], [[""]], *_without_units(table)]  # type: ignore[return-value]


def _split(*between: str, head_again: bool = True) -> Callable[[Table], Rows | None]:
    """A table that is parted in its middle by these lines."""

    def layout(table: Table) -> Rows | None:
        rows = _as_is(table)
        middle = table.heads + (len(rows) - table.heads) // 2
        again: Rows = [[[word] for word in row] for row in table.words[: table.heads]] if head_again else []
        long = len(rows) > table.heads + 5
        return [*rows[:middle], *[[[line]] for line in between], *again, *rows[middle:]] if long else None

    return layout


def _without_a_row(table: Table) -> Rows | None:
    """Without the row in the middle."""
    rows = _as_is(table)
    middle = table.heads + (len(rows) - table.heads) // 2
    return [*rows[:middle], *rows[middle + 1 :]] if len(rows) > table.heads + 2 else None


def _labels(form: str) -> Callable[[Table], Rows]:
    """With labels in this form."""
    front, behind = form.split("{}")

    def layout(table: Table) -> Rows:
        rows = _as_is(table)
        labelled = [[[front, *row[0], behind], *row[1:]] for row in rows[table.heads :]]
        return [*rows[: table.heads], *labelled]

    return layout


def _changed(head: str, unit: str, percent: bool) -> Callable[[Table], Rows | None]:
    """With a column of changes between the two there are."""

    def layout(table: Table) -> Rows | None:
        if len(table.words[0]) != 3 or not re.search(r"\d", "".join(table.words[0])) or "Change" in str(table.words):
            return None
        rows = _as_is(table)
        for n, (words, row) in enumerate(zip(table.words, rows, strict=True)):
            row.append([head if n == 0 else (unit or words[1]) if n < table.heads else _change(words, percent)])
        return rows

    return layout


def _change(words: list[str], percent: bool) -> str:
    if not all(map(_AMOUNT.fullmatch, words[1:])):
        return ""
    old, new = (int(re.sub(r"\D", "", word)) * (-1 if "(" in word else 1) for word in words[1:])
    text = f"{(new - old) / abs(old):.1%}".rstrip("%") if percent and old else f"{new - old:,}"
    return f"({text[1:]})" if text.startswith("-") else text


def _aligned(table: Table) -> Rows:
    """In columns of blanks, right-aligned."""
    widths = [max(len(cell) for cell in column) for column in zip(*table.words, strict=True)]
    rows: Rows = []
    for words, row in zip(table.words, _as_is(table), strict=True):
        line: list[Piece] = [*row[0], " " * (widths[0] - len(words[0]))]
        for word, cell, width in zip(words[1:], row[1:], widths[1:], strict=True):
            line += [" " * (3 + width - len(word)), *cell]
        rows.append([line])
    return rows


def _markdown(table: Table) -> Rows:
    rows = [[[piece for cell in row for piece in ("| ", *cell, " ")] + ["|"]] for row in _as_is(table)]
    return [*rows[: table.heads], [["|" + "---|" * len(table.words[0])]], *rows[table.heads :]]


def _dotted(table: Table) -> Rows:
    """Dots from the labels to the first column, blanks between the columns."""
    return [
        [
            [
                piece
                for k, cell in enumerate(row)
                for piece in ([" ........ "] if k == 1 and n >= table.heads else ["    "] * (k > 0)) + cell
            ]
        ]
        for n, row in enumerate(_as_is(table))
    ]


_LAYOUTS: dict[str, Callable[[Table], Rows | None]] = {
    "columns reversed": _reversed,
    "units above times": _heads_swapped,
    "periods down, items across": _crossed,
    "a column of notes": _with_notes,
    "units in a column of their own": _units_in_column,
    "units in the labels": _units_in_labels,
    "unit above it": _unit_above,
    "a column Change": _changed("Change", "", percent=False),
    "a column YoY Change": _changed("YoY Change", "", percent=False),
    "a column Change (%)": _changed("Change (%)", "%", percent=True),
    "parted by a page": _split("", "- 3 -", "", "IIJ 1H FY2016", ""),
    "parted by a page, one head": _split("", "- 3 -", "", head_again=False),
    "parted by a footer": _split("", "Internet Initiative Japan Inc.", "3", "", head_again=False),
    "continued": _split("", "(Continued)", ""),
    "a row lost": _without_a_row,
    "aligned by blanks": _aligned,
    "markdown": _markdown,
    "dots": _dotted,
    **{
        f"labels as {form}": _labels(form)
        for form in (
            *("{}:", "**{}**", "- {}", "  {}", "{}*1", "{} (1)", "{} (Note 1)", "{}\u00b9", "{} *", "{} 1)", "{} [1]"),
            "{}\u2020",
        )
    },
}


def _read() -> dict[str, tuple[str, By]]:
    """By name of the way, what is replaced by what."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["way"]
    ways: dict[str, tuple[str, By]] = {}
    for row in rows:
        make, what = _KINDS.get(row.get("kind", ""), (None, ""))
        for form in row["by"]:
            up, down = form if isinstance(form, list) else (form, "")
            by: By = make(form) if make else {"up": up, "down": down} if down else up
            ways[f"{row['name']}: {up}".replace("\n", " ")] = (row.get("what") or what, by)
    return ways | {f"table: {name}": (TABLE, laid_out(layout)) for name, layout in _LAYOUTS.items()}


WAYS = _read()


def written(text: str, way: str) -> Copy:
    """A text written in one of the ways."""
    return Copy(text).sub(*WAYS[way])
