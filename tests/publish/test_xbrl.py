"""The export to XBRL, as far as it can be tested without an XBRL processor."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from exported import exported_summations, read
from filed import fact, frame
from hypothesis import given
from hypothesis import strategies as st

from helpers.__main__ import main
from helpers.data import tables
from helpers.language import concepts
from helpers.publish import xbrl
from helpers.publish.xbrl import csv_report, elements, summations, taxonomy

WORDS = concepts.load()
LABEL = "{http://www.xbrl.org/2003/linkbase}label"
DECLARED = "{http://www.w3.org/2001/XMLSchema}element"
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z0-9_]{1,8}){0,3}", fullmatch=True)


def rows(*facts: dict[str, object]) -> list[elements.FactRow]:
    return elements.rows(frame(facts))


def names(*facts: dict[str, object]) -> list[str]:
    reported = rows(*facts)
    known = elements.assigned(reported, WORDS)
    return [known[row.said].name for row in reported]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("xbrl")
    _, facts, tested = read()
    xbrl.export_tables(facts, tested, folder)
    return folder


def test_a_level_keeps_the_id_of_its_line_item_as_its_name() -> None:
    assert names(fact("revenue.network", "1h16", "1", 0)) == ["revenue.network"]


def test_another_measure_is_an_element_of_its_own_because_its_type_is_another() -> None:
    growth = fact("revenue", "1h16", "0.1", 3, measure="yoy_pct")
    increase = fact("revenue", "1h16", "1000000", -6, measure="yoy_abs")
    assert names(growth, increase) == ["revenue-yoy_pct", "revenue-yoy_abs"]
    known = elements.assigned(rows(growth, increase), WORDS)
    assert [known[row.said].item_type for row in rows(growth, increase)] == [
        "xbrli:pureItemType",
        "xbrli:monetaryItemType",
    ]


def test_a_figure_of_a_date_is_another_element_than_one_of_a_period() -> None:
    annual = fact("dividend_per_share", "fy2016", "27", 2, unit="JPY/share")
    interim = fact("dividend_per_share", "2016-09-30", "13.5", 2, unit="JPY/share")
    assert names(annual, interim) == ["dividend_per_share", "dividend_per_share-instant"]


def test_a_line_item_never_seen_before_takes_the_unit_it_is_printed_in() -> None:
    assert names(fact("item.vehicles", "1h16", "7", 0, unit="count")) == ["item.vehicles"]


@given(st.lists(st.tuples(IDS, st.sampled_from(["level", *elements.MEASURES]), st.sampled_from([*elements.UNITS]),
                          st.booleans()), max_size=12))  # fmt: skip
def test_every_element_has_a_legal_name_that_no_other_has(given_rows: list[tuple[str, str, str, bool]]) -> None:
    reported = [
        elements.FactRow("a.L1.C0", "a", 1, 0, 1, "1", concept, measure, "actual", "" if instant else "2016-04-01",
                     "2016-09-30", Decimal(1), unit, 0, False, 1, "")
        for concept, measure, unit, instant in given_rows
    ]  # fmt: skip
    found = elements.assigned(reported, WORDS)
    made = [element.name for element in found.values()]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", name) for name in made)
    assert {row.said for row in reported} <= set(found)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_numbers_are_written_without_an_exponent_and_without_loss(number: Decimal) -> None:
    assert re.fullmatch(r"-?\d+(\.\d+)?", csv_report.plain(number))
    assert Decimal(csv_report.plain(number)) == number


def test_an_expense_printed_with_a_minus_is_positive_again_but_growth_keeps_its_sign() -> None:
    printed = fact("net_income_noncontrolling", "1h16", "-85000000", -6, polarity=-1)
    growth = fact("net_income_noncontrolling", "1h16", "-0.1", 3, measure="yoy_pct", polarity=-1)
    assert [row.normal for row in rows(printed, growth)] == [Decimal(85000000), Decimal("-0.1")]


def test_a_figure_a_unit_off_the_exact_one_beside_it_is_called_adjusted() -> None:
    exact = fact("revenue.atm", "1h16", "2052520000", -3)
    cut = fact("revenue.atm", "1h16", "2052000000", -6)
    rounded = fact("revenue.atm", "1h16", "2053000000", -6)
    elsewhere = fact("revenue.atm", "1h16", "2052000000", -6, filing="c")
    wrong = fact("revenue.atm", "1h16", "2022000000", -6)
    said = [row.accuracy for row in rows(exact, cut, rounded, elsewhere, wrong)]
    assert said == ["as_rounded", "adjusted", "as_rounded", "as_rounded", "as_rounded"]


def test_every_unit_of_the_tables_has_a_unit_in_xbrl() -> None:
    printed = set(tables.SCHEMAS["facts"]["fields"][_at("unit")]["constraints"]["enum"])
    assert set(elements.UNITS) == printed | {concept.unit for concept in concepts.load().concepts.values()}


def test_every_measure_has_words() -> None:
    measures = tables.SCHEMAS["facts"]["fields"][_at("measure")]["constraints"]["enum"]
    assert set(elements.MEASURES) == set(measures) - {"level"}


def _at(column: str) -> int:
    return tables.columns("facts").index(column)


# ---- summations -----------------------------------------------------------------------------------------------------


def _key(summation: summations.Summation) -> tuple[str, ...]:
    row = summation.row
    return (row.filing, summation.calculation, row.scenario, row.period_start, row.period_end)


def test_a_breakdown_is_exported_where_the_filing_prints_it_completely_and_nowhere_else() -> None:
    _, facts, tested = read()
    exact = facts[(facts["measure"] == "level") & ~facts["approx"]]
    printed: dict[tuple[str, ...], set[str]] = defaultdict(set)
    keys = ("filing", "scenario", "period_start", "period_end")
    for concept, *key in zip(exact["concept"], *(exact[name] for name in keys), strict=True):
        printed[tuple(key)].add(concept)
    whole, enough = set(), set()
    for (filing, *rest), there in printed.items():
        for calculation in WORDS.calculations:
            parts = {part for part, _ in calculation.parts}
            key = (filing, calculation.id, *rest)
            if calculation.total in there and parts <= there:
                whole.add(key)
            if calculation.total in there and parts - calculation.optional <= there:
                enough.add(key)
    exported = {_key(summation) for summation in exported_summations(facts, tested)}
    assert len(exported) > 100
    assert whole <= exported <= enough


def test_only_figures_in_jpy_million_get_the_whole_unit_that_the_filings_take() -> None:
    parts = [fact(f"revenue.si.{part}", "1h16", "1000000", -6) for part in ("construction", "operation")]
    exact = [fact(f"revenue.si.{part}", "1h16", "1000", -3, filing="c") for part in ("construction", "operation")]
    facts = frame(
        [fact("revenue.si", "1h16", "2000000", -6), *parts, fact("revenue.si", "1h16", "2000", -3, filing="c"), *exact]
    )
    from filed import FILINGS

    from helpers.proof import checks

    found = {
        s.filing: s for s in exported_summations(facts, checks.build(facts, FILINGS)) if s.calculation == "si_revenue"
    }
    assert [item.element for item in found["b"].items[3:]] == ["rounding-1", "rounding-2", "rounding-3"]
    assert {(item.value, item.decimals) for item in found["b"].items[3:]} == {(Decimal(0), -6)}
    assert len(found["c"].items) == 3


def test_a_plain_element_is_never_the_total_of_a_calculation() -> None:
    _, facts, _ = read()
    known = elements.assigned(elements.rows(facts), WORDS)
    plain = {element.name for element in known.values()}
    assert not plain & {summations.total_element(c, WORDS).name for c in WORDS.calculations}


# ---- what is written ------------------------------------------------------------------------------------------------


def test_every_fact_is_one_row_of_its_filings_report(exported: Path) -> None:
    _, facts, _ = read()
    for filing, own in facts.groupby("filing"):
        with open(exported / f"{filing}-facts.csv", encoding="utf-8", newline="") as file:
            written = list(csv.DictReader(file))
        assert [(row["line"], row["start"], row["printed"]) for row in written] == [
            (str(line), str(start), printed)
            for line, start, printed in zip(own["line"], own["start"], own["printed"], strict=True)
        ]
        assert len({row["id"] for row in written}) == len(written)


def test_a_report_names_no_file_outside_its_folder_and_no_host_but_those_of_xbrl(exported: Path) -> None:
    for report in exported.glob("*.json"):
        content = json.loads(report.read_text(encoding="utf-8"))
        assert content["documentInfo"]["taxonomy"] == [f"taxonomy/{taxonomy.SCHEMA}"]
        assert all((exported / table["url"]).is_file() for table in content["tables"].values())
    everything = "\n".join(path.read_text(encoding="utf-8") for path in sorted(exported.rglob("*.*")))
    hosts = set(re.findall(r"https?://([^/\"<]+)", everything))
    assert hosts <= {"www.xbrl.org", "xbrl.org", "www.w3.org"}


def test_every_element_has_a_label(exported: Path) -> None:
    schema = ElementTree.parse(exported / "taxonomy" / taxonomy.SCHEMA)
    declared = {element.get("name") for element in schema.iter(DECLARED)} - {"SummationId"}
    labels = ElementTree.parse(exported / "taxonomy" / taxonomy.LABELS)
    labelled = {
        str(label.get("{http://www.w3.org/1999/xlink}label")).removeprefix("label_") for label in labels.iter(LABEL)
    }
    assert labelled == declared
    assert all((label.text or "").strip() for label in labels.iter(LABEL))


def test_the_same_tables_give_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    _, facts, tested = read()
    xbrl.export_tables(facts, tested, tmp_path)
    first = {path.relative_to(exported): path.read_bytes() for path in exported.rglob("*.*") if path.is_file()}
    assert first == {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}


def test_the_command_writes_the_reports_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filings, facts, tested = read()
    tables.write_all(tmp_path / "data" / "processed", {"filings": filings, "facts": facts, "checks": tested})
    assert main(["export-xbrl", str(tmp_path / "out"), "--data", str(tmp_path / "data")]) == 0
    assert capsys.readouterr().out.split() == [
        str(tmp_path / "out" / f"{name}.json") for name in sorted(filings["filing"])
    ]


def test_without_tables_the_command_says_how_to_make_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export-xbrl", str(tmp_path / "out"), "--data", str(tmp_path)]) == 2
    assert "is not in processed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_text_of_a_filing_cannot_break_out_of_a_cell(tmp_path: Path) -> None:
    facts = frame([fact("revenue", "1h16", "1", 0) | {"label": 'a "quoted", label\nof two lines'}])
    checks = pd.DataFrame(columns=tables.columns("checks"))
    xbrl.export_tables(facts, checks, tmp_path)
    with open(tmp_path / "b-facts.csv", encoding="utf-8", newline="") as file:
        assert [row["label"] for row in csv.DictReader(file)] == ['a "quoted", label\nof two lines']
