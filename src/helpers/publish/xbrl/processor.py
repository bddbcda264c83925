"""Arelle, the XBRL processor that most regulators use, run on our reports without a network.

What it says is taken from its log, as its command line would print it:

    arelleCmdLine --internetConnectivity offline --plugins loadFromOIM --validate --calc c11r --file REPORT
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from helpers.publish.xbrl.elements import NAMESPACE
from helpers.publish.xbrl.taxonomy import SUMMATION_AXIS

INCONSISTENT = "calc11e:inconsistentCalculationUsingRounding"


class Message(NamedTuple):
    """What Arelle says: its level ('ERROR', 'WARNING', 'INCONSISTENCY' ...), the code of the rule, and the sentence."""

    level: str
    code: str
    text: str
    context: str


class Reported(NamedTuple):
    """A fact as Arelle read it. `unit` is numerator or numerator/denominator; a date has an empty `start`."""

    fact_id: str
    element: str
    start: str
    end: str
    unit: str
    value: Decimal
    decimals: int
    dimensions: dict[str, str]


class Judgement(NamedTuple):
    """A report as Arelle sees it."""

    messages: tuple[Message, ...]
    facts: tuple[Reported, ...]
    inconsistent: frozenset[str]

    @property
    def faults(self) -> list[Message]:
        """What is wrong with the report itself: errors and warnings, not sums that do not add up."""
        return [message for message in self.messages if message.level in ("WARNING", "ERROR", "CRITICAL")]


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def emit(self, record: logging.LogRecord) -> None:
        context = record.args.get("contextID", "") if isinstance(record.args, dict) else ""
        code = str(getattr(record, "messageCode", ""))
        self.messages.append(Message(record.levelname, code, record.getMessage(), str(context)))


def judge(reports: Iterable[Path], calculations: bool = True) -> Iterator[Judgement]:
    """Load and validate reports one by one; with `calculations`, judge their sums by Calculations 1.1."""
    for report in reports:
        options: dict[str, Any] = {"validate": True} | ({"calcs": "c11r"} if calculations else {})
        with loaded(report, **options) as (model, messages):
            contexts = {message.context for message in messages if message.code == INCONSISTENT}
            broken = frozenset(_summation(model.contexts[context]) for context in contexts)
            yield Judgement(tuple(messages), tuple(_reported(fact) for fact in model.facts), broken)


@contextmanager
def loaded(report: Path, plugins: str = "loadFromOIM", **options: Any) -> Iterator[tuple[Any, list[Message]]]:
    """Arelle's model of a report, open while the context lasts, and its messages."""
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    _look_for_plugins_once()
    heard = _Collector()
    with Session() as session:
        settings = RuntimeOptions(
            entrypointFile=str(report),
            internetConnectivity="offline",
            plugins=plugins,
            keepOpen=True,
            disablePersistentConfig=True,
            **options,
        )
        session.run(settings, logHandler=heard)
        models = session.get_models()
        if not models:
            raise ValueError(f"Arelle could not load {report.name}: {'; '.join(m.text for m in heard.messages)}")
        yield models[-1], heard.messages


@cache
def _look_for_plugins_once() -> None:
    """Let Arelle remember which plugins there are: it parses all of them to find one, anew for each report."""
    with suppress(ImportError):  # where a release has them elsewhere, it takes its time
        from arelle.plugin_system.entry_point_ref import EntryPointRef

        known = cache(EntryPointRef.discoverAll)
        EntryPointRef.discoverAll = staticmethod(lambda plugin_manager=None: known())


def _summation(context: Any) -> str:
    for dimension, value in context.qnameDims.items():
        if dimension.localName == SUMMATION_AXIS:
            return str(value.typedMember.xValue)
    return ""


def _reported(fact: Any) -> Reported:
    context = fact.context
    dimensions = {
        dimension.localName: value.memberQname.localName if value.isExplicit else str(value.typedMember.xValue)
        for dimension, value in context.qnameDims.items()
    }
    if fact.qname.namespaceURI != NAMESPACE:
        raise ValueError(f"{fact.qname} is no element of the taxonomy")
    numerators, denominators = fact.unit.measures
    unit = "/".join(str(measure) for measure in (*numerators, *denominators))
    end = context.endDate if context.isStartEndPeriod else context.instantDate
    start = context.startDatetime.date().isoformat() if context.isStartEndPeriod else ""
    return Reported(
        str(fact.id), fact.qname.localName, start, end.isoformat(), unit, Decimal(fact.xValue), int(fact.decimals),
        dimensions,
    )  # fmt: skip
