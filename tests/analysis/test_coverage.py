"""What was read is counted against the text itself, section by section and reason by reason."""

from __future__ import annotations

import pandas as pd
import pytest
from presentation import shown

from helpers.analysis import coverage
from helpers.filing import sections
from helpers.story import passages

RAW = "Title of FY2016\n\nI. Summary\n\nRevenues JPY5.1 billion <b>\nRevenues JPY6.2 billion\n\nII. Plan\n\n123 45\n"


def numbers() -> pd.DataFrame:
    rows = [
        (1, 9, 15, "period", "", ""),
        (5, 12, 15, "fact", "f.L5.C12", ""),
        (6, 12, 15, "fact", "f.L6.C12", ""),
        (10, 0, 3, "unread", "", "no line item before '123': look at line 9"),
        (10, 4, 6, "noise", "", "a ghost row"),
    ]
    frame = pd.DataFrame(rows, columns=["line", "start", "end", "role", "fact_ids", "reason"])
    lines = RAW.split("\n")
    printed = [lines[line - 1][a:b] for line, a, b in zip(frame["line"], frame["start"], frame["end"], strict=True)]
    return frame.assign(filing="f", printed=printed)


def test_the_digits_of_the_tokens_are_compared_with_those_of_the_text():
    assert coverage.digits(RAW) == coverage.covered(numbers(), RAW) + 0
    assert coverage.covered(numbers().head(2), RAW) == coverage.digits(RAW) - 7


def test_sections_are_the_numbered_headings_and_what_stands_before_them():
    assert sections.titled(RAW.split("\n")) == [(1, "Opening"), (3, "I. Summary"), (8, "II. Plan")]
    table = coverage.by_section(numbers(), RAW).set_index("section")
    assert table.loc["I. Summary", "fact"] == 2
    assert table.loc["II. Plan", ["noise", "unread"]].tolist() == [1, 1]


def test_without_numbered_sections_a_short_line_of_words_between_blank_lines_is_a_heading():
    lines = [
        "IIJ reports its results.",
        "",
        "Balance sheets",
        "",
        "Cash was JPY1 million.",
        "",
        "Total",
        "assets",
        "",
        "Cash flows (Unaudited)",
    ]
    assert sections.titled(lines) == [(1, "Opening"), (3, "Balance sheets"), (10, "Cash flows (Unaudited)")]
    assert sections.numbered(sections.titled(lines), [1, 3, 5, 10, 11]) == [0, 1, 1, 2, 2]


def test_facts_are_counted_by_family_and_fiscal_year_the_largest_families_first():
    concepts = [
        "revenue",
        "revenue.network",
        "revenue_view.mobile",
        "cash_flow.operating",
        "cash_flow.investing",
        "capex",
    ]
    days = ["2016-06-30", "2017-03-31", "2016-03-31", "2016-03-31", "2016-03-31", "2016-04-01"]
    facts = pd.DataFrame({"concept": concepts, "period_end": days})
    names = {"revenue": "Revenues"}
    counted = coverage.by_family(facts, lambda concept: names.get(concept, concept), most=2)
    assert list(counted.items()) == [
        ("Revenues", {"FY2015": 1, "FY2016": 2}),
        ("Cash flow", {"FY2015": 2, "FY2016": 0}),
        (coverage.OTHER, {"FY2015": 0, "FY2016": 1}),
    ]


def test_a_page_is_the_section_with_the_most_facts_without_the_blank_lines_after_it():
    page = coverage.page(numbers(), RAW, "Summary")
    assert (page.title, page.first, page.last) == ("I. Summary", 3, 6)


def test_like_reasons_are_counted_together():
    found = coverage.reasons(numbers())
    assert found["role"].tolist() == ["unread", "noise"]
    assert found["reason"].tolist() == ["no line item before ...", "a ghost row"]
    assert found["example"][0].text == "123"


def test_a_passage_marks_every_number_and_escapes_the_rest():
    facts = pd.DataFrame(
        columns=["filing", "fact_id", "concept", "measure", "scenario", "period_start", "period_end", "value", "unit"]
    )
    out = shown(passages.show_passage, RAW, "f", numbers(), facts, 5, 6)
    assert '<b class="n fact"' in out["text/html"]
    assert "&lt;b&gt;" in out["text/html"]
    assert "[5.1 fact]" in out["text/plain"]


@pytest.mark.parametrize("text", ["\x00\x07", "\x85"])
def test_control_characters_do_not_reach_a_page(text):
    assert set(passages.escaped(text)) == {"\N{REPLACEMENT CHARACTER}"}
