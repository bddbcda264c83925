"""The export before an independent judge: Arelle reads the reports, and its verdict on sums is that of checks.csv."""

from __future__ import annotations

import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from exported import RAW, broken_summations, exported_summations, read
from filed import FILINGS, fact, frame

from helpers.data import tables
from helpers.language import concepts
from helpers.proof import checks
from helpers.publish import xbrl
from helpers.publish.xbrl import elements

pytest.importorskip(
    "arelle", reason="Arelle is not installed (make setup installs it): nothing judges the XBRL reports."
)

from helpers.publish.xbrl.processor import Judgement, Reported, judge


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judgement]:
    _, facts, tested = read()
    reports = xbrl.export_tables(facts, tested, tmp_path_factory.mktemp("xbrl"))
    return {report.stem: verdict for report, verdict in zip(reports, judge(reports), strict=True)}


def test_arelle_loads_every_report_without_an_error(judged: dict[str, Judgement]) -> None:
    assert set(judged) == {path.stem for path in RAW.glob("*.txt")}
    assert {filing: verdict.faults for filing, verdict in judged.items() if verdict.faults} == {}


def test_arelle_finds_exactly_the_broken_summation_checks(judged: dict[str, Judgement]) -> None:
    _, facts, tested = read()
    assert {filing: set(verdict.inconsistent) for filing, verdict in judged.items()} == broken_summations(facts, tested)


def test_arelle_reads_the_facts_of_facts_csv(judged: dict[str, Judgement]) -> None:
    _, facts, _ = read()
    reported = elements.rows(facts)
    known = elements.assigned(reported, concepts.load())
    for filing, verdict in judged.items():
        expected = [
            (known[row.said].name, row.period_start, row.period_end, row.normal, row.decimals, row.members)
            for row in reported
            if row.filing == filing
        ]
        plain = [fact for fact in verdict.facts if "SummationAxis" not in fact.dimensions]
        assert [_read(fact) for fact in plain] == expected


def _read(fact: Reported) -> tuple[object, ...]:
    return fact.element, fact.start, fact.end, fact.value, fact.decimals, fact.dimensions


def test_arelle_and_the_checks_notice_the_same_wrong_digits(tmp_path: Path) -> None:
    filings, facts, tested = read()
    wanted = ("2016-11-08_1h16_release",)  # has most of the breakdowns; Arelle takes its time
    summed = [s for s in exported_summations(facts, tested) if s.filing in wanted and s.row.period_start]
    places = sorted({(s.filing, item.place) for s in summed for item in s.items if item.place})
    chosen = set(random.Random(2017).sample(places, 60))
    altered = facts.copy()
    altered["value"] = [
        row.value + Decimal(random.Random(row.fact_id).choice((-3, 1, 2, 7))).scaleb(-row.decimals)
        if (row.filing, row.place) in chosen
        else row.value
        for row in elements.rows(facts)
    ]
    retested = checks.build(altered, filings)
    expected = broken_summations(altered, retested)
    assert sum(len(expected[filing]) for filing in wanted) > 20
    reports = [path for path in xbrl.export_tables(altered, retested, tmp_path) if path.stem in wanted]
    assert {path.stem: set(verdict.inconsistent) for path, verdict in zip(reports, judge(reports), strict=True)} == {
        filing: expected[filing] for filing in wanted
    }


def test_a_filing_may_have_any_name_and_a_line_item_any_id(tmp_path: Path) -> None:
    odd = "ein Bericht & 100% ü"
    facts = frame([fact("revenue", "1h16", "1", 0, filing=odd), fact("item.café 24/7", "1h16", "2", 0, filing=odd)])
    filings = FILINGS.iloc[:1].assign(filing=odd)
    reports = xbrl.export_tables(facts, pd.DataFrame(columns=tables.columns("checks")), tmp_path)
    (tmp_path / f"{odd}.txt").write_text("nothing", encoding="utf-8")
    numbers = pd.DataFrame(columns=tables.columns("numbers"))
    documents = xbrl.write_documents(filings, numbers, facts, tmp_path, tmp_path)
    assert [verdict.faults for verdict in judge([*reports, *documents])] == [[], []]


def test_the_command_line_of_arelle_has_nothing_to_say_against_a_report(tmp_path: Path) -> None:
    _, facts, tested = read()
    report = xbrl.export_tables(facts, tested, tmp_path)[0]
    options = "--internetConnectivity offline --plugins loadFromOIM --validate --calc c11r --file"
    command = [sys.executable, "-m", "arelle.CntlrCmdLine", *options.split(), str(report)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    lines = [line for line in said.stdout.splitlines() if line.startswith("[") and "[info]" not in line]
    assert said.returncode == 0, said.stderr
    assert [line for line in lines if "inconsistentCalculation" not in line] == []
