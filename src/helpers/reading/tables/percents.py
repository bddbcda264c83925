"""Percentages in a cell: of what they are, by their head, their label, a legend or the amount beside them."""

from __future__ import annotations

from helpers.language.amounts import Token
from helpers.language.items import Item, combine
from helpers.language.phrases import mentions
from helpers.reading.cues import cues
from helpers.reading.facts import BASES, OF_WHOLE
from helpers.reading.tables import recording
from helpers.reading.tables.cell import KnownCell
from helpers.reading.tables.rows import Placed

_OF_LEGEND = "in brackets, of which a caption says something else, or what is not understood"
_UNSIGNED = "in brackets, and no amount tells whether it is below nil"


def read(cell: KnownCell, placed: Placed, plain: list[Placed], *, of_revenue: bool) -> None:
    """Record a percentage, as a legend has it or as its head and label do. `plain`: the amounts beside it."""
    if _by_legend(cell, placed, plain):
        return
    beside_amount = bool(plain)
    measure, why = _percent_measure(cell, placed[1], beside_amount=beside_amount, of_revenue=of_revenue), ""
    if not measure:
        why = f"a percentage, and neither a head nor '{cell.label}' tells of what"
    elif cell.item.measure in OF_WHOLE and not cell.level:
        why = "a change of a ratio in percent: of the ratio or in points, which nothing tells"
    elif measure in {"pct_of_revenue", "share"} and placed[1].sign > 0:
        why = f"a plus before it, and below '{cell.column.text[:40]}' stand shares"
    elif _is_of_other_ratio(cell, placed[1], measure, beside_amount=beside_amount):
        why = _OF_LEGEND
    caption = beside_amount and (bool(cell.entry.ratio) or not measure.startswith(("yoy", "qoq")))
    if not (why or caption) and placed[1].bracket == "(" and measure in OF_WHOLE:
        caption, why = _with_its_sign(cell)
    if why:
        cell.at.leave([placed], why)
    else:
        recording.add(cell, placed, measure, caption=caption)


def _by_legend(cell: KnownCell, placed: Placed, plain: list[Placed]) -> bool:
    """Record a percentage in brackets beside its amount, be that a cost, as the legend '( ) gross margin ratio' has it;
    False where no legend tells."""
    told = cell.at.ratios
    if told is None or not (told.legend and plain) or placed[1].bracket != "(" or not cell.column.level:
        return False
    item = combine("gross_margin", cell.meaning.subject or "total") if told.measure == "margin" else None
    if item is not None and item.known:
        recording.add(cell, placed, "margin", item, caption=True)
    else:
        cell.at.leave([placed], _OF_LEGEND)
    return True


def _with_its_sign(cell: KnownCell) -> tuple[bool, str]:
    """Whether brackets around a ratio are no sign, as the amount whose ratio it is stands above nil, and why that is
    not certain: (27.7%) below 4,800."""
    about = cell.item.concept, "level", cell.period.start, cell.period.end
    facts = (f for f in cell.at.reading.facts if (f.concept, f.measure, f.period_start, f.period_end) == about)
    value = next((f.value for f in facts), None)
    return (value > 0, "") if value is not None else (True, _UNSIGNED)


def _is_of_other_ratio(cell: KnownCell, token: Token, measure: str, *, beside_amount: bool) -> bool:
    """Whether a caption that explains brackets says that a percentage in them is measured otherwise."""
    told = cell.entry.ratio if cell.level and token.bracket == "(" else ""
    return bool(told) and (not beside_amount or told not in {"pct_of_revenue", measure})


def _percent_measure(cell: KnownCell, token: Token, *, beside_amount: bool, of_revenue: bool) -> str:
    if cell.column.measure in BASES.values():
        return f"{cell.column.measure}_pct"
    if cell.column.measure == "change":
        return "change"
    if cell.column.measure == "share":
        return of_total(cell)
    if token.bracket == "[":
        told = cell.at.ratios
        return told.measure.strip("?") if told is not None and told.square else "yoy_pct"
    if of_revenue:
        return "pct_of_revenue"
    return measure_of_ratio(cell.item, "pct_of_revenue" if beside_amount else of_parts(cell))


def of_total(cell: KnownCell) -> str:
    """What a number below 'Share of total' is: of revenue that of all revenue; below a heading that names a business
    a share, as of other items."""
    part = any(m.kind == "subject" and m.name != "total" for m in mentions(cell.at.title))
    return "pct_of_revenue" if cell.meaning.metric == "revenue" and not part else "share"


def of_parts(cell: KnownCell) -> str:
    """'share' where 100 percent stand below the head, or words say that the rows are parts; '' where nothing does."""
    said = f"{cell.at.item_label} {cell.entry.label} {cell.column.text}".lower()
    told = cell.at.composed or cues("share", "in").search(said) is not None
    return "share" if told else ""


def measure_of_ratio(item: Item, otherwise: str = "share") -> str:
    """How a percentage of an item is measured, as its name says; else `otherwise`."""
    if item.meaning.unit == "ratio":  # the payout ratio is a line item of its own
        return "level"
    return item.measure or ("margin" if "margin" in item.concept else otherwise)
