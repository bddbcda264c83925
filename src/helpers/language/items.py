"""A line item as words name it, and the one that a metric and a business name together."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from helpers.language import company
from helpers.language.concepts import Concept, load


class Item(NamedTuple):
    """The concept a label names; `sign` -1 where the label turns the concept round ("Less: ..."); `measure`
    where the label itself says so (a ratio). `known` is False for a line item never seen before, whose `unit` and
    `period` are as in `Concept`; `loss` where a plain amount is a loss."""

    concept: str
    sign: int = 1
    measure: str = ""
    known: bool = True
    loss: bool = False
    unit: str = "JPY"
    period: str = "duration"

    @property
    def meaning(self) -> Concept:
        """The line item as the vocabulary has it, or what is known of a new one."""
        return load().concepts.get(self.concept) or Concept(self.concept, self.concept, self.unit, self.period)


@company.kept
@lru_cache(maxsize=4096)
def combine(metric: str, subject: str) -> Item | None:
    """The concept for a metric of a subject, None without a metric or for an unknown metric of the total. An unknown
    pair of known words gets the id `subject.metric`."""
    if not metric:
        return None
    vocabulary = load()
    form = vocabulary.forms.get(metric)
    measure, loss = (form.measure, form.loss) if form else ("", False)
    metric = form.of if form else metric
    if subject in {"", "total"}:
        subject = vocabulary.total_of.get(metric, subject)
    other, wider = vocabulary.same_metric.get(metric, metric), vocabulary.same_subject.get(subject, subject)
    for parts in ((metric, subject), (other, subject), (metric, wider)):
        if parts in vocabulary.by_parts:
            return Item(vocabulary.by_parts[parts], 1, measure, loss=loss)
    if subject in {"", "total"}:
        return None
    alike = example_of(metric)
    unit, period = (alike.unit, alike.period) if alike is not None else ("", "")
    return Item(f"{subject}.{metric}", 1, measure, known=False, unit=unit, period=period, loss=loss)


def is_pair(item: Item) -> bool:
    """Whether an item is a metric of a business, by its id: 'wan.gross_margin'."""
    subject, _, metric = item.concept.partition(".")
    return metric in load().metrics.values() and subject in load().subjects.values()


@company.kept
@lru_cache(maxsize=1024)
def example_of(whole: str) -> Concept | None:
    """A line item that is, or is part of, the group or metric: others of it have its unit and period."""
    root = whole.split(".")[0]
    found = (c for c in load().concepts.values() if root and (c.metric == whole or c.id.split(".")[0] == root))
    return next(found, None)
