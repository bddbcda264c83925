"""A rule of one's own runs in the place of the readers, and everything after it as ever."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from reading import filed, read

from helpers.__main__ import main
from helpers.reading import own_rule

RULE = """
import re

def reader(lines):
    for number, line in enumerate(lines, 1):
        for found in re.finditer(r"JPY([0-9,.]*[0-9]) (million|billion)", line):
            size = {"million": 10**6, "billion": 10**9}[found[2]]
            value = round(float(found[1].replace(",", "")) * size)
            yield {"line": number, "printed": found[1], "concept": "revenue", "value": value, "decimals": -6}
"""
DECK = "2016-08-05_1q16_presentation"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = (Path(__file__).parents[2] / "data" / "raw" / f"{DECK}.txt").read_bytes()
    (raw / f"{DECK}.txt").write_bytes(text)
    (tmp_path / "my_rule.py").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "my_rule", raising=False)
    return tmp_path


def test_what_the_rule_takes_is_a_fact_and_every_other_number_is_unread(folder: Path) -> None:
    assert main(["extract", "raw", "out", "--reader", "my_rule:reader"]) == 0
    facts = pd.read_csv(folder / "out" / "facts.csv")
    numbers = pd.read_csv(folder / "out" / "numbers.csv", keep_default_na=False)
    assert set(facts["reader"]) == {"my_rule:reader"}
    first = facts[facts["line"] == 30].iloc[0]
    assert (first["printed"], first["value"], first["period_end"]) == ("36.18", 36_180_000_000, "2016-06-30")
    left = numbers[numbers["role"] == "unread"]
    assert len(left) > len(facts)
    assert set(left["reason"]) == {"my_rule:reader did not take it"}
    text = (folder / "raw" / f"{DECK}.txt").read_bytes().decode()
    assert sum(len(re.findall(r"\d", one)) for one in numbers["printed"]) == len(re.findall(r"\d", text))


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("my_rule", "module:function"),
        ("nowhere:reader", "nowhere.py"),
        ("my_rule:other", "no function 'other'"),
    ],
)
def test_a_rule_that_is_not_there_is_told_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], reader: str, said: str
) -> None:
    assert main(["extract", "raw", "out", "--reader", reader]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "out" / "facts.csv").exists()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"line": 30}, "printed"),
        ("36.18", "dictionary"),
        ({"line": 30, "printed": "99", "concept": "revenue", "value": 1}, "prints no '99'"),
        ({"line": 0, "printed": "36.18", "concept": "revenue", "value": 1}, "lines count from 1"),
        ({"line": 30, "printed": "36.18", "concept": "revenue", "value": "x"}, "no number"),
        ({"line": 30, "printed": "36.18", "concept": "revenue", "value": 1, "period_end": "June"}, "ISO"),
        ({"line": 30, "printed": "36.18", "concept": "revenue", "value": 1, "colour": "red"}, "colour"),
    ],
)
def test_what_a_rule_finds_has_to_be_there(found: Any, said: str) -> None:
    with pytest.raises(own_rule.RuleError, match=said):
        own_rule.read(filed(DECK).filing, lambda lines: [found])


def test_a_number_printed_twice_on_a_line_is_taken_twice() -> None:
    text = "Financial Results for 1Q FY2016\n\nAugust 5, 2016\n\nRevenues JPY5 million, of which new JPY5 million\n"
    found = {"line": 5, "printed": "5", "concept": "revenue", "value": 5_000_000}
    _, reading = own_rule.read(read(text).filing, lambda lines: [found, found])
    assert len({fact.token.start for fact in reading.facts}) == 2
