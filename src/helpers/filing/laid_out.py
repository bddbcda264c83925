"""Tables laid out with blanks, as newswires send them: the columns are where the amounts stand, and the words of the
heads above belong to the column that they stand over."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from helpers.filing.lines import Line

Cuts = tuple[tuple[int, int], ...]  # where the cells of a line begin and end

_AMOUNT = re.compile(
    r"(?:(?:JPY|\u00a5|\$)\s?)?[(\u25b3+-]?(?:JPY|\$)?[0-9][0-9,]*(?:\.[0-9]+)?\s?%?\)?|-{1,3}|\u2014|n/?a"
    r"|JPY\s?[0-9][0-9,]*(?:\.[0-9]+)?\s(?:m|b)illion(?:\s\([^()]{2,40}\))?"  # 'JPY715 million ($8.0 million)'
)
_PIECE, _WORD = re.compile(r"\S+(?:\s\S+)*"), re.compile(r"\S+")
_REPEATED = re.compile(r"(\S+(?: \S+)?)(?: \1)+")  # 'JPY millions JPY millions'
_RULE = re.compile(r"\s*[-=_]{4,}[-=_\s]*")
_LEAST_COLUMNS, _LEAST_ROWS, _MOST_HEADS = 2, 2, 10
_LONGEST = 120  # characters of units side by side
_INDENT = 12  # blanks before the heads of a table, whose labels have none


def cuts(lines: Sequence[Line]) -> dict[int, Cuts]:
    """The cells of each line of a laid-out table, by the line's number; none for the rules between its rows."""
    out: dict[int, Cuts] = {}
    for blank, group in itertools.groupby(lines, key=lambda line: not line.text.strip()):
        paragraph = [] if blank else list(group)
        if "  " in "\n".join([line.text for line in paragraph]):
            out.update(_of_paragraph(paragraph))
    return out


def _of_paragraph(lines: list[Line]) -> Iterator[tuple[int, Cuts]]:
    spans = [_amount_row(line.text) for line in lines]
    rows = [s for s in spans if s]
    if len(rows) < _LEAST_ROWS or len({len(s) for s in rows}) > 1:
        return
    first = _without_label(lines, spans.index(rows[0]))
    begins = first - len(_heads(lines[:first]))
    columns = [(min(start for start, _ in its), max(end for _, end in its)) for its in zip(*rows, strict=True)]
    for line, span in zip(lines[begins:], spans[begins:], strict=True) if begins < first else ():
        yield line.number, () if _RULE.fullmatch(line.text) else span or _over(line.text, columns)


def _without_label(lines: list[Line], first: int) -> int:
    """The first row of amounts, or the line above it where its label begins."""
    above = lines[first - 1].text if first else ""
    return first - 1 if any(map(str.isalpha, above)) and not _is_head(above) else first


def _amount_row(text: str) -> Cuts:
    """The cells of a line that has a label and two or more amounts behind it, with runs of blanks between them."""
    if "\t" in text or "|" in text or "  " not in text.strip():
        return ()
    label, *others = [m.span() for m in _PIECE.finditer(text)]
    pieces = [label, *itertools.chain.from_iterable(_apart(text, *its) for its in others)]
    amounts = all(_AMOUNT.fullmatch(text[a:b]) for a, b in pieces[1:])
    labelled = pieces[0][0] < _INDENT and any(map(str.isalpha, text[slice(*pieces[0])]))
    return tuple(pieces) if amounts and labelled and len(pieces) > _LEAST_COLUMNS else ()


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The amounts of a piece that has nothing but amounts, one blank apart; else the piece as it is."""
    parts = list(_WORD.finditer(text, start, end))
    return [m.span() for m in parts] if all(_AMOUNT.fullmatch(m.group()) for m in parts) else [(start, end)]


def _heads(lines: list[Line]) -> list[Line]:
    """The lines right above the first row of amounts that stand over its columns, rules among them."""
    over = itertools.takewhile(lambda line: _is_head(line.text), reversed(lines[-_MOST_HEADS:]))
    heads = list(reversed(list(over)))
    return heads if any(not _RULE.fullmatch(h.text) for h in heads) else []


def _is_head(text: str) -> bool:
    return _RULE.fullmatch(text) is not None or len(text) - len(text.lstrip()) >= _INDENT


def _over(text: str, columns: list[tuple[int, int]]) -> Cuts:
    """The cells of a line of heads: what stands over one column is of it; what stands over several is of each of them,
    or, word by word, of the column below, where it says the same for each."""
    edges = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]
    found: list[list[tuple[int, int]]] = [[] for _ in columns]
    for m in _PIECE.finditer(text):
        below = _below(m, columns)
        repeated = len(below) > 1 and len(m.group()) <= _LONGEST and _REPEATED.fullmatch(m.group())
        for part in _WORD.finditer(text, m.start(), m.end()) if repeated else [m]:
            middle = (part.start() + part.end()) / 2
            for j in [sum(middle > edge for edge in edges)] if repeated or not below else below:
                found[j].append(part.span())
    return tuple((spans[0][0], spans[-1][1]) if spans else (0, 0) for spans in found)


def _below(m: re.Match[str], columns: list[tuple[int, int]]) -> list[int]:
    """The columns of amounts that a piece of a line stands over."""
    return [j for j, (start, end) in enumerate(columns) if j and start < m.end() and m.start() < end]
