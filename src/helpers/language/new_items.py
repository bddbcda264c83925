"""Line items never seen before, and parts of known ones: a stable id, by the label and the group it stands in."""

from __future__ import annotations

from helpers.language.concepts import fold, load
from helpers.language.items import Item, combine, example_of
from helpers.language.labels import strip_label
from helpers.language.phrases import changes, mentions
from helpers.language.scope import Scope

_SLUG_WORDS, _TAIL_WORDS, _LONG_SLUG = 8, 2, 20  # a tail of a word or two tells no labels apart
COUNTED = frozenset({"addition", "subscription", "subscriber", "contract"})
"""What is counted among amounts of money, too."""
_MONEY = frozenset({"revenue", "cost", "sale", "expense", "margin", "income", "fee", "profit"})
_PREPOSITIONS = frozenset({"from", "to", "for", "of", "by", "with", "in", "on"})


def counted_part(label: str, whole: str) -> Item | None:
    """The part of what is counted that a label names, by a name of its own or its id; what stands in brackets behind it
    is of the same business: 'Consumer (IIJmio Mobile Service)'."""
    name, _, aside = strip_label(label).partition("(")
    part = load().concepts.get(_within(whole, fold(name), deep=bool(aside)))
    businesses = {m.name for m in mentions(aside) if m.kind == "subject"}
    fits = part is not None and part.unit == "count" and (not aside or businesses == {part.subject})
    return Item(part.id) if part is not None and fits else None


def _within(whole: str, key: str, *, deep: bool) -> str:
    """The part of a line item, by a name of its own or how its id ends; that of a part, too, if `deep`; '' for none."""
    ends = f".{'_'.join(key.split())}"
    parts = [cid for cid in load().concepts if whole and cid.startswith(f"{whole}.")]
    ids = [*(cid for cid, _ in load().by_alias.get(key, ())), f"{whole}{ends}"]
    deeper = (cid for cid in parts if deep and cid.endswith(ends))
    return next((cid for cid in (*ids, *deeper) if cid in parts), "")


def may_be_part(scope: Scope, indent: int) -> bool:
    """Whether a row that is not known, and does not name the metric in force, may be a part of that: of what is
    counted, of what a row further left names, or of a heading's sum ('Revenues'; an income has no parts)."""
    alike = example_of(scope.metric)
    if alike is not None and alike.unit == "count":
        return True
    named, left = scope.inside
    return indent > left if named == scope.metric else load().never_negative(scope.metric)


def part_of(item: Item, words: str) -> Item:
    """The part of an item that words behind 'of which' name."""
    found = next((m.name for m in mentions(words) if m.kind == "subject"), "")
    concept = f"{item.concept}.{found or '_'.join(fold(words).split()[:5])}"
    return Item(concept, known=concept in load().concepts)


def new_item(label: str, scope: Scope) -> Item:
    """A stable id for a line item never seen before: the group it stands in and its label. What is labelled as a
    number of things is a count at one moment; all else is yen over a time."""
    words = fold(strip_label(label)).split()
    if changes(label):
        return Item(f"item.{'_'.join(words[:_LONG_SLUG])}", known=False)
    slug = "_".join(words[: _SLUG_WORDS if len(words) <= _SLUG_WORDS + _TAIL_WORDS else _LONG_SLUG])
    return (
        counted_part(label, scope.group or _of_its_business(scope.metric, scope))
        or _part_of_near(slug, scope)
        or _of_business(words, scope)
        or _unheard(words, slug, scope)
    )


def _part_of_near(slug: str, scope: Scope) -> Item | None:
    """A part of what a row near it names: 'Public' below 'Cloud revenue', and 'Private' below that."""
    near = (scope.last, scope.last.rpartition(".")[0])
    part = next((f"{w}.{slug}" for w in (*near, *reversed(scope.seen)) if f"{w}.{slug}" in load().concepts), "")
    fits = part and (load().get(part).unit == "count" or part.rpartition(".")[0] in near)
    return Item(part) if fits else None


def _of_business(words: list[str], scope: Scope) -> Item | None:
    """'Full-MVNO related' below 'CAPEX'."""
    business = load().subjects.get(" ".join(w for w in words if w != "related"))
    viewed = business and scope.group and any(cid.startswith(f"{scope.group}_view.") for cid in load().concepts)
    return Item(f"{scope.group}_view.{business}", known=False) if viewed else None


def _unheard(words: list[str], slug: str, scope: Scope) -> Item:
    """An item of the group it stands in, with the unit and period of what is alike there."""
    whole = scope.group or ("" if _MONEY & set(words) else scope.metric)  # 'Net profit' below 'Operating profit'
    concept = f"{_of_its_business(whole, scope) or 'item'}.{slug or 'unnamed'}"
    alike = example_of(whole)
    money = alike is not None and alike.unit == "JPY"
    if ("number" in words[:2] and _counts(words)) or (
        money and not COUNTED.isdisjoint(words[-1:]) and not _MONEY & set(words)
    ):
        return Item(f"item.{slug}", known=False, unit="count", period="instant")
    if alike is not None:
        return Item(concept, known=False, unit=alike.unit, period=alike.period)
    if words[-2:] == ["per", "share"]:
        return Item(concept, known=False, unit="JPY/share")
    return Item(concept, known=False, unit="count", period="instant") if _counts(words) else Item(concept, known=False)


def _of_its_business(metric: str, scope: Scope) -> str:
    """What a part of a metric or a group is a part of below the name of a business: of the metric of that."""
    of = combine(metric, scope.business) if metric == scope.metric and scope.business else None
    return of.concept if of is not None else metric


def _counts(words: list[str]) -> bool:
    """'number of MVNE clients', 'cloud projects'; not 'deposits from customers'."""
    if "per" in words:
        return False
    if words[:2] == ["number", "of"] or words[1:3] == ["number", "of"]:
        return True
    return bool(words) and words[-1] in load().counted and not _PREPOSITIONS & set(words)
