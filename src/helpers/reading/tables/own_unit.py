"""Whether a row that is not known is in the unit of its table: its label may say another, or mean a count."""

from __future__ import annotations

from helpers.language.concepts import fold
from helpers.language.item_of_label import resolve
from helpers.language.items import Item
from helpers.language.labels import is_aside, subject_named, unmarked
from helpers.language.new_items import COUNTED
from helpers.language.phrases import mentions
from helpers.language.scales import count_scale
from helpers.language.scope import Scope
from helpers.reading.tables.row_words import Meant
from helpers.reading.tables.rows import Logical
from helpers.reading.tables.setting import Setting


def doubt(entry: Logical, j: int, item: Item, said: Meant, at: Setting) -> str:
    """Why a bare number in a row that is not known is not certainly in the unit of its table: the row's label ends with
    a bracket that may be its unit ('ARPU (JPY per user)'), it may be a count, or the amounts above it have decimals."""
    scaled = at.row_scale is not None or (item.unit == "count" and bool(at.counts))
    if scaled or not any(t.bare for _, t in entry.cells[j]):
        return ""
    why = _of_each(item, said.label) or _has_unit(entry, item, said.label, at)
    if not why and at.in_millions:
        why = _not_money(entry, item, said, at)
    return f"of '{said.label[:60]}', which is not known: {why}" if why else ""


def of_business(unit: str, said: Meant, at: Setting) -> str:
    """Why a row of nothing but a business's name is not certainly of what is counted: 'ATM' in a table of millions,
    below no nearer heading of a number of things."""
    business = subject_named(said.label) if unit == "count" else ""
    money = at.in_millions and not (at.counts or at.counting) and business != "total"
    return f"of '{said.label[:60]}' in a table of money: so much, or so many" if business and money else ""


def _of_each(item: Item, label: str) -> str:
    """Why a row among amounts per share may be none of them: 'Shares held by the trust'."""
    words = set(fold(label).split()) if "/" in item.meaning.unit else set[str]()
    return "of each share, or a number of shares" if words & {"share", "ads"} and "per" not in words else ""


def _has_unit(entry: Logical, item: Item, label: str, at: Setting) -> str:
    """Why a label may say a unit: it is that of a ratio, or ends with a bracket that is no time and may be one."""
    if at.scale == "%":
        return ""
    if item.measure:
        return "" if "%" in label else "a ratio, and nothing says that it is in percent"
    dated = entry.label_cell is not None and bool(entry.label_cell.periods)
    told = not dated and (_may_be_unit(label) or count_scale(label) is not None)
    return "its bracket may be its unit" if told else ""


def _may_be_unit(label: str) -> bool:
    """Whether a label ends with a bracket that may be its unit: not '(loss)', a business, or what is no unit behind a
    name of the vocabulary ('Order received (public sector)')."""
    label = unmarked(label)
    before, _, words = label.rstrip(" :)").lower().rpartition("(")
    if not before or not label.rstrip(" :").endswith(")"):
        return False
    if "/" in words or {"per", "jpy", "yen"} & set(words.split()):
        return True
    found, named = mentions(words), resolve(before, Scope())
    aside = is_aside(words) or bool(found and found[0].kind == "subject")
    aside = aside or words.startswith(("incl", "excl"))
    return not aside and not (named is not None and named.known)


def _not_money(entry: Logical, item: Item, said: Meant, at: Setting) -> str:
    """Why a row of a table of millions may be none of them, or may be: 'Customers', 'Patents held'."""
    if item.unit == "count":
        counts = {"number", *COUNTED} & set(fold(said.label).split())
        return "" if counts else "a count, or in the unit of its table"
    above = at.reading.facts[-1:]
    pointed = above and above[0].unit == item.unit == "JPY" and above[0].token.places
    whole = not any(t.places for t in entry.tokens)
    return "without decimals, and the amounts above it have some" if pointed and whole else ""
