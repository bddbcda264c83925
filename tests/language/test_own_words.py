"""Words of one's own join the vocabulary for one run, or are refused in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.language import concepts, own_words

TEXT = """Consolidated Financial Results for 1Q FY2016

Internet Initiative Japan Inc.
August 5, 2016

Unit: JPY million

\t1Q16\t1Q15
Total revenues\t36,179\t31,457
Takings of the bookshop\t120\t100
"""


def extract(folder: Path, words: str) -> str:
    (folder / "raw").mkdir()
    (folder / "raw" / "deck.txt").write_text(TEXT, encoding="utf-8")
    (folder / "words.toml").write_text(words, encoding="utf-8")
    command = [sys.executable, "-m", "helpers", "extract", "raw", "out", "--concepts", "words.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr or (folder / "out" / "facts.csv").read_text(encoding="utf-8")


def test_a_label_of_ones_own_names_a_line_item(tmp_path: Path) -> None:
    told = extract(tmp_path, '[concept."revenue.equipment"]\naliases = ["Takings of the bookshop"]\n')
    assert ",120,revenue.equipment,level,actual,2016-04-01,2016-06-30,120000000," in told


def test_a_new_line_item_needs_a_label_and_then_is_known(tmp_path: Path) -> None:
    words = '[concept."revenue.books"]\nlabel = "Books"\naliases = ["Takings of the bookshop"]\n'
    assert ",120,revenue.books,level,actual,2016-04-01,2016-06-30,120000000," in extract(tmp_path, words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('[concept."revenue.books"]\naliases = ["Books"]\n', "give it a label"),
        ('[concept."revenue"]\naliases = "Books"\n', "list of names"),
        ('[concepts."revenue"]\naliases = ["Books"]\n', "no table 'concepts'"),
        ('[concept."revenue"]\ncolour = "red"\n', "colour"),
        ('concept = "revenue"\n', "no table of entries"),
        ('[metric]\nrevenue = "sales"\n', "list of names"),
        ('[[calculation]]\nid = "x"\ntotal = "revenue"\nparts = ["revenue.nowhere"]\n', "no concept"),
        ("what?", "no TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_the_vocabulary_stays(tmp_path: Path, words: str, said: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(own_words.VocabularyError, match=said):
        concepts.add(path)
    assert concepts.load().get("revenue").label


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(own_words.VocabularyError, match="cannot be read"):
        concepts.add(tmp_path / "none.toml")
