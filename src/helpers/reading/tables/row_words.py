"""What the words of a row's label say: its item, its time, and whether it is of the end of that."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from helpers.filing.layout import Cell
from helpers.language.calendar import Period
from helpers.language.concepts import fold
from helpers.language.item_of_label import counted, resolve, resolve_in
from helpers.language.items import Item, is_pair
from helpers.language.labels import strip_label
from helpers.language.new_items import may_be_part, new_item
from helpers.language.phrases import Mention, mentions, without
from helpers.language.scope import Scope
from helpers.language.spans import is_part_of_year, named_part
from helpers.reading.because import NOTHING, Because, Source
from helpers.reading.facts import CONTRACTS, Reading
from helpers.reading.footnotes import starred
from helpers.reading.headings import is_aimed
from helpers.reading.sentences.item_new import WHEN
from helpers.reading.tables.head_times import best_period, is_announced
from helpers.reading.tables.head_words import EDGE, OF_REVENUE
from helpers.reading.tables.rows import LONGEST_LABEL, Logical, is_scenario_alone, is_worded

_GOES_ON = re.compile(r"\s(?!(?:for|of|in|by|from|to|with|and|at|as)\s)[a-z]", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"\b(?:loss|gain|expense|income|cost|revenue|provision|allowance)s?\s(?:on|from|for|of)\s", re.IGNORECASE
)
_EACH_TIME = re.compile(r"\s(?:in|for|during|of) (?:the|each) (?:quarter|period)\b|\bquarterly\s", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]&?[A-Za-z]")


class Meant(NamedTuple):
    """What a row says of its numbers: the item and the label that names it, the period the label names, and
    'beginning' or 'end' where the label places a balance there."""

    item: Item | None
    label: str
    own: Period | None = None
    place: str = ""
    because: Because = NOTHING  # what of it stands in another row or above the table
    bare: bool = False  # whether its own period is a part of a year that it does not name
    odd: str = ""  # why its numbers are of a time that is not known, or are targets or results, by its label


def meant(entry: Logical, scope: Scope, reading: Reading) -> Meant:
    """The item and the period that a row's label names."""
    label = starred(entry.label, reading.notes)
    low = label.lower()
    edge = EDGE.search(label) if "end" in low or "beginning" in low else None
    place = (edge["edge"] or "end").lower() if edge else ""
    label = label[: edge.start()] + label[edge.end() :] if edge else label
    timed = ("quarter" in low or "period" in low) and resolve_in(label) is None  # 'profit for the period' is a name
    label = _EACH_TIME.sub("", label) if timed else label
    own, text = _dated(entry, label, reading)
    text = _naming(text)
    item = resolve(text, scope) if _LETTERS.search(text) else None
    if item is None:
        item = _of_no_alias(text, scope, entry.indent, dated=own is not None)
    bare = own is not None and is_part_of_year(label)
    return Meant(item, label, own, place, _inherited(item, text, scope), bare, _odd(entry))


def _odd(entry: Logical) -> str:
    """Why the numbers of a row are of a time that is not known, which its label names; or of a target or a result, as
    the label says of what is beside one."""
    label = entry.label.rstrip(" :")
    before, _, aside = label.rpartition("(")
    if label.endswith(")") and is_aimed(aside) and not is_aimed(before):  # '(target: 65.0)', '(above target)'
        own = not entry.label_cell.numbers and (entry.label_cell.periods or is_scenario_alone(aside[:-1]))
        if not own:  # it does not call the row's own numbers targets
            return f"beside '({aside[:59]}': a target, or what is beside one"
    return of_odd_time(entry.label_cell)


def of_odd_time(cell: Cell) -> str:
    """Why numbers are of a time that a cell names, and that is not understood; '' where it names none."""
    return f"of '{odd}', a time that is not understood" if (odd := cell.odd_time) else ""


def _of_no_alias(text: str, scope: Scope, indent: int, *, dated: bool) -> Item | None:
    """The item of a label that the vocabulary has not: what is counted ('Employees'), or a new one."""
    if (item := counted(text)) is not None:
        return item
    if dated or not is_worded(text) or fold(text) in WHEN:
        return None
    metrics = [m.name for m in mentions(text) if m.kind == "metric" and not _is_by_the_way(m, text)]
    if metrics and metrics[-1] != scope.metric:
        scope = replace(scope, metric=metrics[-1], group="", last="", seen={})
    elif not metrics and not may_be_part(scope, indent):
        scope = replace(scope, metric="")
    return new_item(text, scope)


def _is_by_the_way(m: Mention, text: str) -> bool:
    """Whether what is counted is named in a label, and not what it counts: 'Contract assets', 'Loss on cancellation of
    lease contracts'."""
    if m.name not in CONTRACTS:
        return False
    return _GOES_ON.match(text, m.end) is not None or _OF_MONEY.search(text, 0, m.start) is not None


@lru_cache(maxsize=4096)
def _naming(text: str) -> str:
    """What of a label may name an item: nothing of 'Revised target', the first of 'Personnel cost to revenue'."""
    if len(text) <= LONGEST_LABEL and is_scenario_alone(text):
        return ""
    m = OF_REVENUE.search(text.lower())
    return (text[: m.start()].rstrip(" (") if m is not None else "") or text


def _dated(entry: Logical, label: str, reading: Reading) -> tuple[Period | None, str]:
    """The period that a label names, and its other words, but for what stands in brackets behind it."""
    if fold(strip_label(label)) == "full year":
        return Period("", reading.today, "full_year"), ""
    own = named_part(label, reading.year)
    if own is not None:
        return replace(own, kind="bare_quarter") if own.kind == "quarter" else own, ""
    cell = entry.label_cell
    if not cell.periods or cell.numbers:
        return None, label
    own = best_period([t for t in cell.periods if not is_announced(cell, t)], cell.text)
    return own, without(cell.text, cell.periods, cell.start).partition("(")[0]  # '1Q (June revenue)'


def _inherited(item: Item | None, text: str, scope: Scope) -> Because:
    """Where the heading stands without which a label would name another item, or the row above, which the label makes a
    pair with that the vocabulary has not: 'Equipment sales' below 'Systems construction order received'."""
    if item is None or not (scope.metric or scope.subject or scope.group) or resolve_in(text) == item:
        return NOTHING
    if scope.line:
        return {"item": Source("heading", scope.line)}
    by_row = not item.known and is_pair(item) and scope.inside[0] == scope.metric
    return {"item": Source("row above", scope.last_line)} if by_row else NOTHING
