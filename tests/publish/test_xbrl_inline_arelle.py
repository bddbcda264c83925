"""The Inline XBRL documents before Arelle: what it reads out of the filings' text are the facts of facts.csv."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import RAW, read, read_numbers

from helpers.language import concepts
from helpers.publish import xbrl
from helpers.publish.xbrl import elements

pytest.importorskip("arelle", reason="Arelle is not installed (make setup installs it): nothing reads the documents.")

from helpers.publish.xbrl.processor import Judgement, judge


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judgement]:
    filings, facts, _ = read()
    documents: list[Path] = xbrl.write_documents(filings, read_numbers(), facts, RAW, tmp_path_factory.mktemp("inline"))
    return {document.stem: verdict for document, verdict in zip(documents, judge(documents), strict=True)}


def test_arelle_loads_every_document_without_an_error(judged: dict[str, Judgement]) -> None:
    assert set(judged) == {path.stem for path in RAW.glob("*.txt")}
    assert {filing: verdict.faults for filing, verdict in judged.items() if verdict.faults} == {}


def test_what_arelle_reads_out_of_the_text_are_the_facts_of_facts_csv(judged: dict[str, Judgement]) -> None:
    """Element (line item and measure), period, unit, value, decimals, scenario and accuracy, one for one by id.

    The value is the normal one, value times polarity: an expense printed with a minus is positive, as in the export.
    """
    _, facts, _ = read()
    reported = elements.rows(facts)
    known = elements.assigned(reported, concepts.load())
    assert sum(len(verdict.facts) for verdict in judged.values()) == len(facts)
    for filing, verdict in judged.items():
        own = [row for row in reported if row.filing == filing]
        expected = {row.place: _as_read(row, known[row.said].name) for row in own}
        assert {fact.fact_id: tuple(fact)[1:] for fact in verdict.facts} == expected


def _as_read(row: elements.FactRow, name: str) -> tuple[object, ...]:
    unit = elements.UNITS[row.unit]
    measures = f"{unit.numerator}/{unit.denominator}" if unit.denominator else unit.numerator
    return name, row.period_start, row.period_end, measures, row.normal, row.decimals, row.members
