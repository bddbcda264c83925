"""Every word that may stand in a head has a witness: without it a number below such a head is unread."""

from __future__ import annotations

import pytest
from reading import Row, read
from test_cues import HEAD, PUBLIC, facts_of
from test_handed import cases

from helpers.reading.tables import unknown_words

_TABLE = "(JPY million)\n\t1H15\t{}\nTotal revenues\t65,210\t74,123"


def _facts(row: dict[str, str]) -> list[Row]:
    return read(HEAD + _TABLE.format(row["head"])).facts if "head" in row else facts_of(row["witness"], "")


@pytest.mark.parametrize("word", unknown_words.KNOWN)
def test_without_a_word_its_witness_is_read_otherwise(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row, others = unknown_words.KNOWN[word], {k: v for k, v in unknown_words.KNOWN.items() if k != word}
    unknown_words.unknown_in.cache_clear()
    before = _facts(row)
    monkeypatch.setattr(unknown_words, "KNOWN", others)
    unknown_words.unknown_in.cache_clear()
    after = _facts(row)
    unknown_words.unknown_in.cache_clear()
    assert len(after) < len(before)


def test_a_head_of_our_own_names_the_filing_whose_form_it_has() -> None:
    for row in unknown_words.KNOWN.values():
        stem, _, line = row["witness"].partition(":")
        assert PUBLIC.fullmatch(row["witness"]) if "head" in row else line or stem in cases()


@pytest.mark.parametrize("head", ["1H16 of the parent", "1H16 EUR", "1H16 peers"])
def test_below_any_other_word_a_number_is_unread(head: str) -> None:
    assert len(read(HEAD + _TABLE.format(head)).facts) < len(read(HEAD + _TABLE.format("1H16")).facts)
