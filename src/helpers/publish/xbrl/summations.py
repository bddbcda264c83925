"""The breakdowns that a filing prints completely, ready for a judge of sums.

Calculations 1.1 binds a total to whichever of its parts are reported beside it, and a part that is not reported counts
as nil: what a filing breaks down only partly would look wrong. So each complete breakdown is reported apart:

- its figures once more, in a context of their own (the typed dimension `SummationAxis` holds the id of the check), so
  that exactly those figures are added that stand together in the filing;
- its total under an element of the breakdown (`total-revenue_by_service`), so that no other breakdown of the same total
  binds; the plain element of the total is never the source of a calculation.

Calculations 1.1 lets a rounded figure be off by half a unit. The filings adjust figures in JPY million by up to a whole
one so that their columns add up (`evidence.tolerance`). The other half is reported as what it is: a rounding
adjustment of nought, give or take half a unit, for each such figure (`rounding-1`, `rounding-2`, ...). With them the
interval of a sum is the one that checks.csv uses, and the judge can be held to it exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from helpers.language.concepts import Calculation, Concepts
from helpers.proof.breakdowns import family, with_new
from helpers.proof.evidence import tolerance
from helpers.publish.xbrl.elements import DIMENSIONS, Element, FactRow, StatedAs

HALF_UNIT = 0.5
_THOUSANDS = -3


class Summand(NamedTuple):
    """One figure of a summation: the name of its element, and the place that prints it ('' for an adjustment)."""

    element: str
    value: Decimal
    decimals: int
    place: str = ""


class Summation(NamedTuple):
    """A breakdown that one filing prints completely for one period and scenario."""

    check_id: str
    calculation: str
    filing: str
    row: FactRow
    items: tuple[Summand, ...]


def total_element(calculation: Calculation, words: Concepts) -> Element:
    """The element of a breakdown's total."""
    item = words.get(calculation.total)
    parts = " ".join(
        f"{'-' if weight < 0 else '+'} {words.get(part).label}" for part, weight in calculation.parts
    ).removeprefix("+ ")
    return Element(f"total-{calculation.id}", f"{item.label} = {parts}", item.unit, item.period == "instant")


def level_name(concept: str, words: Concepts, elements: Mapping[StatedAs, Element]) -> str:
    """The name of the element of a line item's level."""
    item = words.get(concept)
    return elements[StatedAs(concept, "level", item.unit, item.period == "instant")].name


def adjustment_elements(words: Concepts) -> list[Element]:
    """The rounding adjustments: as many as the longest breakdown has figures, for dates and for periods."""
    longest = 1 + max(len(calculation.parts) for calculation in words.calculations)
    return [
        Element(_adjustment(number, instant), f"Rounding adjustment {number}", "JPY", instant)
        for instant in (False, True)
        for number in range(1, longest + 1)
    ]


def _adjustment(number: int, instant: bool) -> str:
    return f"rounding-{number}-instant" if instant else f"rounding-{number}"


def arcs(calculation: Calculation, words: Concepts, elements: Mapping[StatedAs, Element]) -> list[tuple[str, int]]:
    """What the total of a breakdown is the sum of: names of elements with weights, in order."""
    item = words.get(calculation.total)
    parts = plain_arcs(calculation, words, elements)
    if item.unit == "JPY":
        parts += [(_adjustment(number, item.period == "instant"), 1) for number in range(1, len(parts) + 2)]
    return parts


def complete(
    reported: Mapping[str, FactRow], checks: pd.DataFrame, words: Concepts, elements: Mapping[StatedAs, Element]
) -> list[Summation]:
    """The complete breakdowns among the checks of checks.csv, in its order.

    reported  the facts by fact_id. A check counts when it is one of a calculation of `concepts.toml` and all its
              figures are exact ones of one filing; which of them hold is not looked at
    """
    calculations = {calculation.id: calculation for calculation in words.calculations}
    found = []
    for check_id, rule, fact_ids in zip(checks["check_id"], checks["rule"], checks["fact_ids"], strict=True):
        calculation = calculations.get(rule)
        if calculation is None:
            continue
        figures = [reported[fact_id] for fact_id in fact_ids.split()]
        if any(row.concept not in family(calculation) for row in figures):
            continue  # an item that the vocabulary, and so the taxonomy, does not know is a part
        levels = all(row.measure == "level" for row in figures)  # changes and shares add up too, but sum up nothing
        if levels and len({row.filing for row in figures}) == 1 and not any(row.approx for row in figures):
            found.append(_summation(check_id, calculation, figures, elements))
    return found


def _summation(
    check_id: str, calculation: Calculation, figures: list[FactRow], elements: Mapping[StatedAs, Element]
) -> Summation:
    total = figures[0]._replace(accuracy=DIMENSIONS["AccuracyAxis"][0])  # the sum has no accuracy of its own
    names = [f"total-{calculation.id}", *(elements[row.said].name for row in figures[1:])]
    items = [Summand(name, row.normal, row.decimals, row.place) for name, row in zip(names, figures, strict=True)]
    for row in figures:
        beyond = tolerance(row.measure, row.unit, row.decimals) - HALF_UNIT
        if beyond not in (0, HALF_UNIT):
            raise ValueError(f"{row.fact_id}: an allowance of {beyond} units cannot be said in half units.")
        if beyond:
            number = len(items) - len(figures) + 1
            items.append(Summand(_adjustment(number, total.said.instant), Decimal(0), row.decimals))
    return Summation(check_id, calculation.id, total.filing, total, tuple(items))


def always_complete(reported: Iterable[FactRow], words: Concepts) -> list[Calculation]:
    """The calculations that a document of one filing can state between its plain elements.

    That is, those that the filing prints completely wherever it prints the total with any part of it: nothing that
    is not printed would be taken as nil.
    """
    printed: dict[tuple[object, ...], dict[str, int]] = {}
    reported = list(reported)
    concepts = {row.concept for row in reported}
    for row in reported:
        if row.measure == "level":
            there = printed.setdefault((row.scenario, row.accuracy, row.period_start, row.period_end), {})
            there[row.concept] = max(row.decimals, there.get(row.concept, row.decimals))
    found = []
    for calculation in words.calculations:
        own = set(family(calculation))
        bound = [
            {concept: there[concept] for concept in own & there.keys()}
            for there in printed.values()
            if calculation.total in there and len(own & there.keys()) > 1
        ]
        if with_new(calculation, frozenset(concepts)) != calculation:
            continue
        if bound and all(_is_whole(there, calculation) for there in bound):
            found.append(calculation)
    return found


def _is_whole(there: Mapping[str, int], calculation: Calculation) -> bool:
    """Whether all parts are printed; a statement in thousands leaves out those that are nil."""
    missing = {part for part, _ in calculation.parts} - there.keys()
    return not missing or (missing <= calculation.optional and min(there.values()) >= _THOUSANDS)


def plain_arcs(
    calculation: Calculation, words: Concepts, elements: Mapping[StatedAs, Element]
) -> list[tuple[str, int]]:
    """The parts of a calculation between plain elements: names with weights."""
    return [(level_name(part, words, elements), weight) for part, weight in calculation.parts]
