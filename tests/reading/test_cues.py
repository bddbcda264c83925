"""Every cue has a witness: a line that is read otherwise without it.

A witness is a line of data/raw ('2016-11-08_1h16_release:43') or a case of handed.csv ('B17a'). Where the words of a
filing cannot stand here themselves, the row has a `line` of our own in their form, and names the filing by its line, or
by form, day and address."""

from __future__ import annotations

import re
from functools import cache

import pytest
from patterns import without_cue
from reading import HANDREAD, RAW, Row, read
from test_handed import cases

from helpers.filing import raw
from helpers.reading import cues, numbers

HEAD = cases()["B01a"][0]["head"]
PUBLIC = re.compile(r"[\w ,]+, \d{4}-\d\d-\d\d, [\w./-]+")


@cache
def _filing(stem: str) -> raw.Filing:
    return raw.load(RAW / f"{stem}.txt", raw.read_records(RAW))


@cache
def _with_all(stem: str) -> list[Row]:
    return numbers.read_filing(_filing(stem))[1]


def facts_of(witness: str, line: str, *, whole: bool = False) -> list[Row]:
    """What is read of a witness; `whole`: with all cues, so that a filing need not be read again."""
    stem, _, number = witness.partition(":")
    if line:
        return read(HEAD + line).facts
    if stem in HANDREAD:
        facts = _with_all(stem) if whole else numbers.read_filing(_filing(stem))[1]
        return [fact for fact in facts if fact["line"] == int(number)]
    case = cases()[witness][0]
    return read(case["head"] + case["text"]).facts


@pytest.mark.parametrize("row", cues.rows(), ids=lambda row: f"{row.part} {row.place} {row.cue}"[:60])
def test_without_a_cue_its_witness_is_read_otherwise(row: cues.Cue) -> None:
    before = facts_of(row.witness, row.line, whole=True)
    with without_cue(row):
        assert facts_of(row.witness, row.line) != before


def test_a_line_of_our_own_names_the_filing_whose_form_it_has() -> None:
    for row in cues.rows():
        stem, _, number = row.witness.partition(":")
        known = stem in HANDREAD and 0 < int(number) <= len(_filing(stem).lines)
        assert known or row.witness in cases() or (row.line and PUBLIC.fullmatch(row.witness)), row


def test_a_cue_that_is_left_out_is_back_afterwards() -> None:
    row = cues.rows()[0]
    with without_cue(row):
        pass
    assert cues.cues(row.part, row.place).pattern.groups >= 1
