"""Tables are written whole, the same every time, and never against their dictionary."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from filed import FILINGS, fact, frame
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data import tables
from helpers.proof import checks, series

FACTS = frame(
    [
        fact("revenue", "1h16", "74123270000", -3),
        fact("revenue", "2q16", "37944019000", -3),
        fact("revenue", "1q16", "36180000000", -7, filing="a", approx=True),
        fact("revenue", "1q16", "0.150", 3, filing="a", measure="yoy_pct"),
        fact("assets.cash", "2q16", "-19667822000", -3, instant=True, polarity=-1),
    ]
)


def everything() -> dict[str, pd.DataFrame]:
    return {
        "filings": FILINGS,
        "facts": FACTS,
        "checks": checks.build(FACTS, FILINGS),
        "series": series.build(FACTS, FILINGS),
    }


def test_what_is_written_is_a_valid_data_package_to_frictionless_itself(tmp_path: Path) -> None:
    tables.write_all(tmp_path, everything())
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {resource["name"] for resource in described} == set(everything())
    for resource in described:
        assert resource["description"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_reading_gives_back_what_was_written(tmp_path: Path) -> None:
    for name, table in everything().items():
        tables.write_all(tmp_path, {name: table})
        order = ["filing", "line", "start"] if name == "facts" else None
        expected = (table.sort_values(order) if order else table).reset_index(drop=True)
        pd.testing.assert_frame_equal(tables.read(tmp_path, name), expected, check_dtype=False)
    assert tables.read(tmp_path, "facts").loc[0, "value"] == Decimal("36180000000")


def test_the_same_tables_in_any_row_order_change_no_byte_and_touch_no_file(tmp_path: Path) -> None:
    assert "facts.csv" in tables.write_all(tmp_path, everything())
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    shuffled = {name: table.iloc[::-1] for name, table in everything().items()}
    assert tables.write_all(tmp_path, shuffled) == []
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


def test_lines_end_with_a_line_feed_alone(tmp_path: Path) -> None:
    tables.write_all(tmp_path, everything())
    assert b"\r" not in (tmp_path / "facts.csv").read_bytes()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scenario": "hoped"}, r"row 1 \(.*\), column scenario: 'hoped'"),
        ({"line": 0}, "column line: '0'"),
        ({"period_end": "31/03/2017"}, "column period_end: '31/03/2017'"),
        ({"value": "many"}, "column value: 'many'"),
        ({"fact_id": "same"}, r"rows 1 and 2 have the same key \(same\)"),
        ({"filing": "z"}, "names z, not to be found in filings.csv"),
    ],
)
def test_a_row_against_the_dictionary_is_named_and_nothing_is_written(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    tables.write_all(tmp_path, everything())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(tables.TableError, match=message):
        tables.write_all(tmp_path, {"filings": FILINGS, "facts": FACTS.assign(**change)})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_column_too_many_or_too_few_is_named(tmp_path: Path) -> None:
    with pytest.raises(tables.TableError, match=r"columns that tables\.toml does not describe: mood"):
        tables.write_all(tmp_path, {"facts": FACTS.assign(mood="good")})
    with pytest.raises(tables.TableError, match="Table facts lacks the columns polarity"):
        tables.write_all(tmp_path, {"facts": FACTS.drop(columns="polarity")})


def test_half_a_file_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables.write_all(tmp_path, {"facts": FACTS})
    before = (tmp_path / "facts.csv").read_bytes()

    def power_cut(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(Path, "rename", power_cut)
    with pytest.raises(OSError, match="power cut"):
        tables.write_all(tmp_path, {"facts": FACTS.assign(label="other")})
    assert (tmp_path / "facts.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackage.json", "facts.csv"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "facts.csv has the columns a, b; expected fact_id"),
        (None, "facts.csv is not in"),
    ],
)
def test_a_table_that_cannot_be_read_says_so(tmp_path: Path, content: str | None, message: str) -> None:
    if content:
        (tmp_path / "facts.csv").write_text(content, encoding="utf-8")
    with pytest.raises(tables.TableError, match=message):
        tables.read(tmp_path, "facts")


def test_a_cell_of_the_wrong_type_is_an_error(tmp_path: Path) -> None:
    tables.write_all(tmp_path, {"facts": FACTS})
    path = tmp_path / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",false,", ",perhaps,", 1), encoding="utf-8")
    with pytest.raises(tables.TableError, match="column approx, is not of type boolean: 'perhaps'"):
        tables.read(tmp_path, "facts")


def test_findings_may_be_empty_with_a_reason(tmp_path: Path) -> None:
    row = dict.fromkeys(tables.columns("findings"), "") | {
        "notebook": "05_cloud", "name": "cloud.x", "value": None, "low": None, "high": None, "statement": "Unknown."
    }  # fmt: skip
    tables.write_all(tmp_path, {"findings": pd.DataFrame([row])})
    assert tables.read(tmp_path, "findings")["value"].isna().all()


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), min_size=1))
def test_any_text_survives(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        tables.write_all(folder, {"facts": FACTS.assign(printed=text, label=text)})
        assert set(tables.read(folder, "facts")["label"]) == {text}
