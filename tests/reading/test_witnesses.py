"""Patterns that no filing here needs have a public one as witness: a line in its form is read otherwise without them.

`tools/witnesses.py` measures the same of every pattern, on data/raw and handed.csv too."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from patterns import facts_in, patterns, plumbing, rows, without
from test_cues import HEAD, PUBLIC
from test_handed import cases

TOOL = Path(__file__).parents[2] / "tools" / "witnesses.py"

ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=[row["of"] for row in ROWS])
def test_a_pattern_is_needed_for_the_form_of_a_public_filing(row: dict[str, object]) -> None:
    text, head = str(row["text"]), str(row.get("head", HEAD))
    assert facts_in(text, head) == row["read"]
    with without(str(row["of"])):
        assert facts_in(text, head) != row["read"]


def test_every_row_names_a_pattern_and_a_public_filing() -> None:
    names = [str(row["of"]) for row in ROWS]
    assert len(names) == len(set(names))
    assert set(names) <= set(patterns())
    assert all(PUBLIC.fullmatch(str(row["witness"])) for row in ROWS)


def test_a_pattern_that_is_left_out_is_back_afterwards() -> None:
    line = "The full-year target of operating income is JPY5,000 million."
    before = facts_in(line, HEAD)
    with without("reading.sentences.when:_LONG"):
        assert facts_in(line, HEAD) != before
    assert facts_in(line, HEAD) == before


def test_plumbing_names_patterns_that_have_no_row() -> None:
    assert plumbing().keys() <= patterns().keys() - {str(row["of"]) for row in ROWS}


def test_the_tool_tells_what_a_pattern_changes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("witnesses", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    case = cases()["B01a"][0]
    monkeypatch.setattr(tool, "texts", lambda: {"B01a": (case["head"], case["text"])})
    assert tool.main("doubt:_GAINED", "soundness:_RETURN") == 0
    assert "0      0    3  reading.sentences.doubt:_GAINED" in capsys.readouterr().out
    monkeypatch.setattr(tool, "plumbing", dict)
    assert tool.main("soundness:_RETURN") == 1
    assert capsys.readouterr().out.endswith("1 without a witness\n  filing.soundness:_RETURN\n")
