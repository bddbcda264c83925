"""Findings have one name each, a value with its sentence, or the reason why there is none."""

from __future__ import annotations

import pandas as pd
import pytest
from presentation import quantity, shown

from helpers.data.quantity.quantity import Missing
from helpers.story import tell
from helpers.story.findings import COLUMNS, FindingError, Findings


def published() -> Findings:
    findings = Findings("09_trajectory")
    findings.publish("trajectory.growth", quantity(0.122, 0.0005, "ratio"), "Revenue {value:rose|fell} {value:abs}.")
    findings.publish("trajectory.later", Missing("no filing says it", "JPY"))
    findings.publish("trajectory.earlier", None, reason="before the first filing")
    return findings


def test_a_finding_carries_value_interval_sources_and_statement():
    row = published().frame().set_index("name").loc["trajectory.growth"]
    assert (row["value"], row["unit"], row["period_end"]) == (0.122, "ratio", "2017-03-31")
    assert row["low"] == pytest.approx(0.1215)
    assert row["statement"] == "Revenue rose 12.2%."
    assert row["fact_ids"] == "2017-05-15_fy16_presentation.L57.C14"


def test_an_unknown_finding_is_published_empty_with_its_reason():
    rows = published().frame().set_index("name")
    assert rows.loc["trajectory.later", "statement"] == "Unknown: no filing says it"
    assert rows.loc["trajectory.earlier", "value"] == ""


@pytest.mark.parametrize(
    ("name", "value", "statement", "told"),
    [
        ("trajectory.growth", 1.0, "x", "published twice"),
        ("Growth", 1.0, "x", "no name for a finding"),
        ("trajectory.other", 1.0, "", "no statement"),
        ("trajectory.other", None, "", "give the reason"),
    ],
)
def test_what_cannot_be_published_says_why(name, value, statement, told):
    with pytest.raises(FindingError, match=told):
        published().publish(name, value if value is None else quantity(value), statement)


def test_closing_shows_all_and_saves_them_where_it_is_told(tmp_path):
    findings = published()
    findings.save_to = str(tmp_path)
    out = shown(findings.close)
    assert "trajectory.later" in out["text/plain"]
    saved = pd.read_csv(tmp_path / "findings" / "09_trajectory.csv", dtype=str, keep_default_na=False)
    assert tuple(saved.columns) == COLUMNS
    assert list(saved["name"]) == ["trajectory.earlier", "trajectory.growth", "trajectory.later"]
    assert not list(tmp_path.rglob("*.part"))


def test_nothing_is_written_without_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown(published().close)
    assert not list(tmp_path.iterdir())


def test_each_of_many_findings_is_said_by_the_words_for_its_name(tmp_path, monkeypatch):
    path = tmp_path / "x.md"
    path.write_text("## finding.cloud.growth\nFrom {o} to {p} it {value:rose|fell} {value:abs}.\n", encoding="utf-8")
    monkeypatch.setattr(tell, "path_of", lambda notebook: path)
    findings, words = Findings("05_cloud"), tell.words("05_cloud", {})
    named = {"cloud.growth_1h16": quantity(0.11, 0, "ratio"), "cloud.growth_fy2017": Missing("not yet", "ratio")}
    shown(findings.publish_all, named, words)
    rows = findings.frame().set_index("name")
    assert rows.loc["cloud.growth_1h16", "statement"] == "From 1H15 to 1H16 it rose 11%."
    assert rows.loc["cloud.growth_fy2017", "statement"] == "Unknown: not yet"
    with pytest.raises(tell.WordsError, match=r"no section 'finding\.cloud\.size'"):
        findings.publish_all({"cloud.size_fy2016": quantity(1e9)}, words)
