"""What is looked for only where a cheap look says that it may be there is found wherever it stands."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.filing.lines import lines
from helpers.language import marks, scales
from helpers.run.project import find_project

ROOT = find_project().root
TEXTS = [*sorted((ROOT / "data/raw").glob("*.txt")), *sorted((ROOT / "tests/invented").glob("*.txt"))]
MARKED = (
    *("MRC over JPY5 million", "annual revenue over 10 billion", "(over JPY1 million in revenue)", "price plan.3 More"),
    *("revenues,5 also", '("1H10"). 1', "accumulation3 by", "(benefit)2 of", "during FY2014.6 Last", "from 1H162 on"),
    *("March 31, 2010.1", "ended December 31, 2009.(1)", "IP service(1)\t12", "for Connectivity Services 1)"),
    *("3 Revenues in the text of a note go on for more than sixty characters, as here they do", "per US$1.00"),
    *("TSE1:3774", "(3774), NASDAQ", "code number: 3774", "Article 27-2", "Form 20-F", "IAS 36", "10Gbps - 40Gbps"),
    *("over 1Gbps", "(1Gbps-)", "-100Mbps", "GIO P2", "4K", "3D", "2nd", "1Q16", "FY2016", "JPY3", "12MVNO"),
    *("- 12 -", "page 4", "Pages 12", "*1", "*2.", "(Note 3)", "Note 4", "(1) IIJ", "1) IIJ", "1. Overview", "IV - 3."),
    *("III-2 Results", "cloud.2", "revenues, 3 which rose", "II. Summary (2)", "+81-3-5205-6500", "101-0051"),
    *(
        "TEL: 03-5205-6500",
        "www.iij.ad.jp/1",
        "https://a.b/2",
        "ir4@iij.ad.jp",
        "1-2-3 Kudan",
        "3,774",
        "12.5%",
        "(37)",
    ),
)
BETWEEN = ("", " ", "\t", ". ", ", ", " (", ") ")


def test_no_mark_of_a_filing_is_passed_over() -> None:
    for path in TEXTS:
        for line in lines(path.read_text(encoding="utf-8")):
            _check(line.text)


@given(
    st.lists(st.tuples(st.sampled_from(MARKED), st.sampled_from(["", " ", "\t", ". ", ", ", " (", ") "])), max_size=5)
)
def test_no_mark_is_passed_over(pieces: list[tuple[str, str]]) -> None:
    _check("".join(itertools.chain.from_iterable(pieces)))


def _check(text: str) -> None:
    said, kinds = frozenset(kind for kind, at in marks._AT.items() if at.search(text)), marks.hints(text)
    found = [*marks.contacts(text, said), *marks.names(text, said)]
    assert kinds - {"word"} == said
    assert kinds or found == [], (text, found)


@pytest.mark.parametrize(
    ("caption", "scale"),
    [
        ("(Unit: JPY million)", 6),
        ("Unit: thousands of yen", 3),
        ("(JPY millions)", 6),
        ("(Yen in thousands)", 3),
        ("(in thousands of yen)", 3),
        ("(thousands of Yen)", 3),
        ("(Billions of JPY)", 9),
        ("(unit: %)", "%"),
    ],
)
def test_every_caption_of_a_unit_is_found(caption: str, scale: int | str) -> None:
    assert [found for _, found in scales.captions(f"Revenues {caption}")] == [scale]
    assert scales.CAPTION.search(caption)


def test_captions_of_a_filing_are_those_that_the_pattern_finds() -> None:
    for path in TEXTS:
        for line in lines(path.read_text(encoding="utf-8")):
            if scales.CAPTION.search(line.text):
                low = line.text.lower()
                assert "unit" in low or scales._BEGUN.search(low), line.text
