"""What is looked for only where a cheap look says that it may be there is found wherever it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patterns import without_cue

from helpers.filing.lines import lines
from helpers.language import marks, phrases, scales
from helpers.reading import captions, cues, headings
from helpers.reading.sentences import (
    date_beside,
    doubt,
    doubt_item,
    doubt_measure,
    doubt_time,
    measure,
    time_words,
    when,
    which_item,
)
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
        ("[JPY mn]", 6),
        ("(amounts in thousands of yen)", 3),
        ("in billions of yen", 9),
    ],
)
def test_every_caption_of_a_unit_is_found(caption: str, scale: int | str) -> None:
    assert scales.captions(f"Revenues {caption}") == [(scale, False)]


def test_captions_of_a_filing_are_found_without_the_cheap_look(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [line.text for path in TEXTS for line in lines(path.read_text(encoding="utf-8"))]
    found = [scales.captions(text) for text in texts]
    assert any(found)
    monkeypatch.setattr(scales, "_may_caption", lambda low: True)
    assert [scales.captions(text) for text in texts] == found


def test_a_line_without_a_word_for_a_unit_captions_none(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [line.text for path in TEXTS for line in lines(path.read_text(encoding="utf-8"))]
    silent = [text for text in texts if not scales.tells_unit(text)]
    assert 0 < len(silent) < len(texts)
    monkeypatch.setattr(scales, "_may_caption", lambda low: True)
    assert not any(map(scales.captions, silent))
    assert not any(map(scales.is_unit, silent))
    assert all(scales.count_scale(text) is None for text in silent)


# ---- a rule is tried only on a line with one of its words ----------------------------------------------------------


def _written(tree: Any) -> set[str]:
    """What may be written where a pattern's parse tree matches, a blot for all that is no letter of its own."""
    found = {""}
    for op, value in tree:
        name = str(op)
        if name == "LITERAL":
            ways = {chr(value)}
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
            ways = {chr(char) for _, char in value}
        elif name == "BRANCH":
            ways = set().union(*map(_written, value[1]))
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            ways = _written(value[-1] if name == "SUBPATTERN" else value)
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            ways = {f"{way}*" for way in _written(value[2])} if value[0] else {"*"}
        else:
            ways = {"" if name in {"AT", "ASSERT", "ASSERT_NOT"} else "*"}
        found = {before + way for before, way in itertools.product(found, ways)}
        assert len(found) < 200_000
    return found


def _lacking(pattern: str, stems: Iterable[str]) -> list[str]:
    """What a pattern may match without any of the stems."""
    return [way for way in _written(re._parser.parse(pattern)) if not any(stem in way.lower() for stem in stems)]


@pytest.mark.parametrize("row", cues.rows(), ids=lambda row: f"{row.part} {row.place} {row.cue}"[:60])
def test_a_cue_stands_nowhere_without_its_stems(row: cues.Cue) -> None:
    stems = cues.cues(row.part, row.place).stems
    assert stems is None or _lacking(row.cue, stems) == []


def _stems(need: int) -> list[str]:
    """The words one of which a line has that meets a need."""
    return [stem for n, told in enumerate(cues._needs) if need >> n & 1 for stem in told() or ()]


RULES: list[tuple[cues.Rules[..., Any], Any, list[re.Pattern[str]]]] = [
    (doubt._RULES, doubt_time.planned, [doubt_time._PLANNED, doubt_time._PLAN]),
    (doubt._RULES, doubt_measure.against_quarter, [doubt_measure._QUARTER_BEFORE]),
    (doubt._RULES, doubt._other_sign, [doubt._GAINED]),
    (measure._RULES, measure._increase_in, [measure.MOVED]),
    (when._RULES, date_beside.worded_behind, [time_words.WORDED]),
    (which_item._RULES, which_item._impacted, [which_item._IMPACTED]),
    (which_item._RULES, which_item._changed, [which_item._CHANGE_IN, which_item._CHANGED]),
]


@pytest.mark.parametrize(("rules", "rule", "patterns"), RULES, ids=lambda given: getattr(given, "__name__", ""))
def test_a_rule_finds_nothing_without_its_words(
    rules: cues.Rules[..., Any], rule: Any, patterns: list[re.Pattern[str]]
) -> None:
    need = dict(rules.rules)[rule]
    stems = _stems(need)
    assert stems
    for pattern in patterns:
        assert _lacking(pattern.pattern, stems) == []


LOOKS: list[tuple[Iterable[str], re.Pattern[str]]] = [
    (headings._OF_LISTS, headings._YOY_LIST),
    (headings._OF_TIMES, headings._LENGTH),
    (captions._OF_LINES, captions._LINE_ABOVE),
    (captions._OF_LINES, captions._LINE_BELOW),
    (("each",), when._EACH_QUARTER),
    ((" by",), doubt_item._AFFECTED),
]


@pytest.mark.parametrize(("words", "pattern"), LOOKS)
def test_a_pattern_finds_nothing_without_the_words_of_its_look(words: Iterable[str], pattern: re.Pattern[str]) -> None:
    assert [way for way in _lacking(pattern.pattern, words) if not any(w in way.replace("*", " ") for w in words)] == []


def test_a_line_leaves_the_rules_whose_words_it_has() -> None:
    rules = cues.Rules((min, cues.word("quarter")), (max, cues.word("half")), (sum, 0))
    assert rules.left(cues.met("in the third quarter")) == (min, sum)
    assert rules.left(cues.met("in the third half")) == (max, sum)
    assert rules.left(cues.met("in the second half of the third quarter")) == (min, max, sum)
    assert rules.left(cues.met("")) == (sum,)


def test_a_rule_for_a_kind_is_tried_where_it_is_said_to_be_of_that_kind() -> None:
    kind, other = cues.trait(), cues.trait()
    rules = cues.Rules((min, kind), (max, other | cues.word("half")))
    assert rules.left(cues.met("half") | kind) == (min, max)
    assert rules.left(cues.met("half")) == (max,)
    assert rules.left(cues.met("") | other) == (max,)
    assert rules.left(cues.met("")) == ()


def test_a_cue_left_out_leaves_its_rule_untried() -> None:
    rules = cues.Rules((min, cues.cue("acquired", "in")))
    row = next(row for row in cues.rows() if row.part == "acquired")
    assert rules.left(cues.met("we acquired it")) == (min,)
    with without_cue(row):
        assert rules.left(cues.met("we acquired it")) == ()
    assert rules.left(cues.met("we acquired it")) == (min,)


def test_words_that_change_an_item_are_those_of_the_pattern() -> None:
    ways = {way.replace("*", " ") for way in _written(re._parser.parse(phrases._MAY_CHANGE.pattern))}
    assert all(not phrases._CHANGERS.isdisjoint(phrases.folded_words(way)) for way in ways)
