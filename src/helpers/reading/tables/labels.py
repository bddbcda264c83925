"""What the label of a row names where it stands: a heading of a part of the table, an item, or how the row above is
measured."""

from __future__ import annotations

import re

from helpers.filing.layout import Row
from helpers.language.concepts import fold, load
from helpers.language.item_of_label import OF_SEGMENTS, resolve
from helpers.language.items import Item
from helpers.language.labels import OF_A_PART, metric_named, strip_label, subject_named
from helpers.language.new_items import counted_part, part_of
from helpers.language.scope import Scope
from helpers.reading.because import LINE_ABOVE, Source
from helpers.reading.sentences.item_new import WHEN
from helpers.reading.tables import row_words
from helpers.reading.tables.head_words import without_end
from helpers.reading.tables.row_words import Meant
from helpers.reading.tables.rows import Logical
from helpers.reading.tables.setting import Setting
from helpers.reading.tables.unknown_words import unknown_in

_SEGMENTS = {metric: of_segment for of_segment, metric in OF_SEGMENTS.items()}
_WHOLE = frozenset({"total", "subtotal"})  # of the business above
_ROW_ABOVE = re.compile(  # by the measure of the row above that a row is
    r"\W*(?:(?P<pct_of_revenue>(?:% of|ratio to|percentage of|as a % of) (?:total |net )?(?:revenues?|sales))"
    r"|(?:(?P<yoy>YoY)|(?P<qoq>QoQ))(?: %)?(?: (?:change|growth|increase))?(?: (?:rate|ratio|in %))?"
    r"|(?P<margin>(?:gross )?margin(?: ratio)?))\W*",
    re.IGNORECASE,
)
_GROWS = re.compile(r"\b(?:YoY )?growth(?: rate)?\b|\bYoY\b(?: change)?", re.IGNORECASE)


def enter(row: Row, raw: str, scope: Scope) -> bool:
    """Let a row without amounts open a part of the table. True if the vocabulary knows it."""
    label, scope.ratio = strip_label(without_end(raw)), ("", "")
    known = _enter(row, label, scope)
    strange = not row.tokens and not any(c.text for c in row.cells[1:]) and unknown_in(label)
    if known or strange:
        scope.strange, scope.heading_indent = "" if known else label, -1
    return known


def _enter(row: Row, label: str, scope: Scope) -> bool:
    """Put in force what a label without amounts names: segments of a metric among those of another ('Operating income
    (loss):'), a group, a metric ('Gross margin:' below the rows of costs), or a business ('Systems construction' above
    'Revenue')."""
    key, metrics = fold(label), load().metrics
    segments = _SEGMENTS.get(metrics.get(key.removeprefix("net "), "")) if scope.group in OF_SEGMENTS else None
    opened = segments or load().groups.get(key) or metrics.get(key, "")
    business = "" if opened else subject_named(label)
    if not (opened or business):
        return False
    scope.line, scope.group = row.line.number, opened or scope.group
    if opened in metrics.values():
        scope.metric = opened
    if segments or not opened or opened in metrics.values():
        scope.heading_subject = business
    return True


def named(entry: Logical, scope: Scope, at: Setting, *, fallback: bool) -> Meant:
    """What the row's label says. `fallback`: a row without a label is of the item the table is about."""
    _leave_heading(entry, scope)
    fallback = fallback and at.item is not None and not (_is_of_line(at) or _goes_on(entry, scope))
    said = row_words.meant(entry, scope, at.reading)
    above = _of_row_above(said.label, entry, scope) or _part_of_row_above(said, entry, scope, at)
    owned = at.owners.get(entry.row.line.number)
    if above is None and owned is not None and owned.again:
        item, scope.last, scope.last_line = resolve(said.label, Scope(subject=owned.business)), "", 0
        return said._replace(item=item, because={"item": Source("row above", owned.line)})
    if above is not None:
        said = said._replace(item=above, because={"item": Source("row above", scope.last_line)})
    elif (item := _item(said, entry, scope, at)) is not said.item:
        said = said._replace(item=item)
    if said.item is None and fallback:
        said = _of_table(said, at)
    if said.item is not None and said.item.known:
        _remember(said.item, scope, entry)
    return said


def _of_table(said: Meant, at: Setting) -> Meant:
    """A row that names no item, of what the table is about; 'Interim' below 'Dividend' says which."""
    because = {"item": at.because["item"]} if "item" in at.because else {}
    of_dividend = at.item is not None and at.item.meaning.interim_at_end and fold(strip_label(said.label)) in WHEN
    label = f"{said.label} {at.item_label}" if of_dividend else at.item_label
    return said._replace(item=at.item, label=label, because=because)


def doubt(entry: Logical, scope: Scope, at: Setting) -> str:
    """Why a row is not certainly of what its label names: of nothing but a metric or a business below a heading of
    nothing known ('Revenue' below '<Managed Services>'), of the business of the rows above, or of all, or of the others
    of the rows above, or of all."""
    label = strip_label(entry.label)
    if owner := _one_owner(entry, scope, at):
        return f"'{label}' below rows of nothing but {owner}: of that, or of all"
    if scope.strange and (metric_named(label) or subject_named(label)):
        return f"'{label}' below '{scope.strange[:60]}', of which nothing is known"
    return _of_common_name(label, scope, at) or _of_name_behind(label, scope)


def _of_name_behind(label: str, scope: Scope) -> str:
    """'Interest-bearing debt: borrowings': a name that is known behind words that nobody knows, and a colon."""
    _, colon, behind = label.partition(": ")
    named = resolve(behind, scope) if colon else None
    if named is None or not named.known:
        return ""
    whole = resolve(label, scope)
    return "" if whole is not None and whole.known else f"'{label[:60]}': {behind[:40]}, of what is not known"


def _of_common_name(label: str, scope: Scope, at: Setting) -> str:
    """Why a row named 'Total', 'Sales' or 'Other ...' may be of something else than these names mean."""
    key = fold(label)
    if key not in {"total", "sale"} and not key.startswith("other "):
        return ""
    item = resolve(label, scope)
    if key == "sale":
        counts = at.item is not None and at.item.meaning.unit == "count"
        known = counts or (item is not None and item.known)
        return "" if known else f"'{label}': the revenue, or those who sell"
    if key == "total":
        of = _totals_others(item, scope, at)
        return f"'{label}' below rows that are no parts of {of}: of these, or of all" if of else ""
    return f"'{label[:60]}' below a part of it: of the others, or of all" if _is_of_others(item, scope) else ""


def _totals_others(item: Item | None, scope: Scope, at: Setting) -> str:
    """What a total would be of, where rows above it have names that are known, and none of them is a part of that."""
    if item is None or at.concepts or scope.group in OF_SEGMENTS:
        return ""
    named = any(name in load().concepts for name in scope.seen)
    return item.concept if named and item.concept not in scope.seen and not item.meaning.total_of else ""


def _one_owner(entry: Logical, scope: Scope, at: Setting) -> str:
    """The business of all rows above a row that names an amount of money alone, no heading a business, and which may be
    of all; '' for others."""
    owned = at.owners.get(entry.row.line.number)
    if owned is None or owned.again or scope.business or scope.group or _of_row_above(entry.label, entry, scope):
        return ""
    item = resolve(entry.label, scope)
    return owned.business if item is not None and item.meaning.unit == "JPY" else ""


def _is_of_others(item: Item | None, scope: Scope) -> bool:
    """Whether rows above are parts of an item that no heading names, and none is its 'other': 'Other income, net' below
    'Interest expense'."""
    if item is None or item.concept == scope.group or f"{item.concept}.other" not in load().concepts:
        return False
    seen = [concept for concept in scope.seen if concept.startswith(f"{item.concept}.")]
    return bool(seen) and f"{item.concept}.other" not in seen


def _leave_heading(entry: Logical, scope: Scope) -> None:
    """A row that stands further left than the first one below the heading of a business is not below that; a row of
    amounts below one of percentages is not of the metric that this one named."""
    if any(scope.ratio):
        scope.metric = scope.ratio[not entry.all_percent]
    scope.heading_indent = entry.indent if scope.heading_indent < 0 else scope.heading_indent
    if entry.indent < scope.heading_indent:
        scope.leave_heading()


def _is_of_line(at: Setting) -> bool:
    """Whether the item in force is that of a line with a number of its own ('- ATM operation: JPY1,700 million'), which
    a chart below it need not be about."""
    source = at.because.get("item")
    return source is not None and source.what == LINE_ABOVE


def _goes_on(entry: Logical, scope: Scope) -> bool:
    """Whether a row without a label below one that has one is of nothing but percentages in brackets: of that row."""
    return bool(scope.last) and not entry.label and all(t.percent and t.bracket == "(" for t in entry.tokens)


def _item(said: Meant, entry: Logical, scope: Scope, at: Setting) -> Item | None:
    """The item of a row that its label alone does not name."""
    if scope.heading_subject and fold(strip_label(said.label)) in _WHOLE:
        whole = load().by_parts.get((scope.metric, scope.heading_subject))
        scope.heading_subject = ""
        return Item(whole) if whole else said.item
    growth = _growth_of(said.label, entry, scope)
    if growth is not None:
        return growth
    if said.item is not None and not said.item.known and not (scope.group or scope.metric):
        return _counted(said.item, said.label, at.item)
    return said.item


def _growth_of(label: str, entry: Logical, scope: Scope) -> Item | None:
    """'Revenue growth (%)': how an item grew, unless the label is the name of a line item; else None."""
    if not _GROWS.search(label) or fold(strip_label(label)) in load().by_alias:
        return None
    item = resolve(_GROWS.sub(" ", label), scope)
    if item is None or not item.known or item.measure:
        return None
    percent = "%" in label or entry.all_percent
    return item._replace(measure="yoy_pct" if percent else "yoy_abs")


def _of_row_above(label: str, entry: Logical, scope: Scope) -> Item | None:
    """A row of ratios or growth rates of the item of the row above: '% of revenues', 'Margin' below a part of the
    gross margin, 'YoY change'."""
    m = _ROW_ABOVE.fullmatch(label) if scope.last else None
    ratio = m.lastgroup if m is not None else None
    if ratio is None or ratio == "pct_of_revenue":
        return Item(scope.last, measure=ratio) if ratio else None
    if ratio == "margin":
        return _margin_of(scope.last, label, points=entry.all_percent)
    percent = "%" in label or entry.all_percent
    return Item(scope.last, measure=f"{ratio}_{'pct' if percent else 'abs'}")


def _part_of_row_above(said: Meant, entry: Logical, scope: Scope, at: Setting) -> Item | None:
    """'(of GIO P2-related)' below 'Cloud-related': the part of the row right above that the vocabulary has."""
    words = said.label.lower().strip(" -()")
    begun = next((of for of in OF_A_PART if words.startswith(of)), "")
    right_above = scope.last in {fact.concept for fact in at.reading.facts[-1:]}
    if not (begun or entry.aside) or not right_above or (said.item is not None and said.item.known):
        return None
    part = part_of(Item(scope.last), words.removeprefix(begun))
    return part if part.known else None


def _margin_of(above: str, label: str, *, points: bool) -> Item | None:
    """The margin of the row above, which is a gross margin, or an income (not a revenue or a cost, of which the gross
    margin is left); not known where nothing says that it is in percent."""
    if above.startswith("gross_margin"):
        return Item(above, measure="margin") if points else None
    concept = load().get(above)
    income = (concept.unit, concept.period) == ("JPY", "duration") and concept.metric not in {"revenue", "cost"}
    if "gross" in label.lower() or not income:
        return None
    return Item(above, measure="pct_of_revenue", known=points or "%" in label)


def _counted(item: Item, label: str, above: Item | None) -> Item | None:
    """A row that the vocabulary does not know, below a heading of what is counted: its total, or a part of it; that of
    a business is of nothing known below others ('Network services': its revenue or its cost)."""
    business = subject_named(label)
    if above is None or above.meaning.unit != "count" or "JPY" in label:
        return None if business else item
    if business == "total" or business in above.concept.split("."):
        return above
    if part := counted_part(label, above.concept):
        return part
    if business:
        return item._replace(concept=f"{business}.{above.concept}", unit="count", period="instant")
    return item._replace(concept=f"{above.concept}.{item.concept.partition('.')[2]}", unit="count", period="instant")


def _remember(item: Item, scope: Scope, entry: Logical) -> None:
    """A row that was named: later labels may mean 'of which' (see `Concept.after`)."""
    scope.remember(item.concept, entry.row.line.number)
    concept = load().get(item.concept)
    whole = concept.metric and concept.subject in {"", "total"}
    if whole:
        scope.leave_heading()  # 'Total revenues'
    if concept.metric:
        metric = _form_of(item, concept.metric)
        is_ratio = metric != concept.metric and entry.all_percent
        scope.ratio = (metric, scope.ratio[1] or scope.metric) if is_ratio else ("", "")
        if whole or metric != scope.metric:
            scope.inside = metric, entry.indent
        scope.metric = metric
        if concept.metric == "operating_income" and scope.group == "segment_revenue":
            scope.group = "segment_operating_income"
    if item.concept.startswith("segment_"):
        scope.group = item.concept.split(".")[0]


def _form_of(item: Item, metric: str) -> str:
    """The ratio of a metric that an item is, as the vocabulary names it ('gross_margin_ratio'), else the metric."""
    forms = load().forms.items() if item.measure else ()
    return next((name for name, form in forms if (form.of, form.measure) == (metric, item.measure)), metric)
