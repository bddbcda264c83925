"""A filing as an Inline XBRL document: the text as it is, its numbers marked, its facts where they stand."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from exported import RAW, read, read_numbers
from filed import fact, frame
from hypothesis import given
from hypothesis import strategies as st

from helpers.data import tables
from helpers.language import concepts
from helpers.publish import xbrl
from helpers.publish.xbrl import elements, inline
from helpers.reading.numbers import read_filings

WORDS = concepts.load()
XHTML = "{http://www.w3.org/1999/xhtml}"
IX = "{http://www.xbrl.org/2013/inlineXBRL}"
FILINGS = sorted(path.stem for path in RAW.glob("*.txt"))


def said(printed: str, tag: inline.Tag) -> Decimal:
    """What an Inline XBRL processor makes of a tag (format num-dot-decimal, then scale, then sign)."""
    digits = re.sub(r"[, \u00a0]", "", printed[tag.start : tag.end])
    return Decimal(digits).scaleb(tag.scale) * (-1 if tag.negative else 1)


@pytest.mark.parametrize(
    ("printed", "value", "decimals", "digits"),
    [
        ("(85)", "85000000", -6, "85"),
        ("24.6%", "0.246", 3, "24.6"),
        ("△1,894", "-1894000000", -6, "1,894"),
        ("[-3.2%]", "-0.032", 3, "3.2"),
        ("1:200", "200", 0, "200"),
        ("69. 8", "69800000000", -8, "69. 8"),
        ("0.0", "0", -8, "0.0"),
    ],
)
def test_the_tag_holds_the_digits_alone(printed: str, value: str, decimals: int, digits: str) -> None:
    tag = inline.tag(printed, Decimal(value), decimals)
    assert tag is not None
    assert printed[tag.start : tag.end] == digits
    assert said(printed, tag) == Decimal(value)


@given(st.integers(0, 10**9), st.integers(0, 3), st.integers(-2, 9), st.sampled_from(["{}", "({})", "△{}", "[+{}%]"]),
       st.sampled_from([1, -1]))  # fmt: skip
def test_a_tag_says_the_value_it_was_made_for(number: int, places: int, scale: int, around: str, sign: int) -> None:
    shown = Decimal(number).scaleb(-places)
    value = shown.scaleb(scale) * sign
    printed = around.format(f"{shown:,f}")
    tag = inline.tag(printed, value, places - scale)
    assert tag is not None
    assert said(printed, tag) == value


def test_digits_that_spell_another_number_get_no_tag() -> None:
    assert inline.tag("1,234", Decimal(1235), 0) is None
    assert inline.tag("１２３", Decimal(123), 0) is None


# ---- the real filings -----------------------------------------------------------------------------------------------


@cache
def _documents(folder: Path) -> dict[str, Path]:
    filings, facts, _ = read()
    return {path.stem: path for path in xbrl.write_documents(filings, read_numbers(), facts, RAW, folder)}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _documents(tmp_path_factory.mktemp("inline"))


@pytest.mark.parametrize("filing", FILINGS)
def test_the_text_is_that_of_the_filing_character_for_character(documents: dict[str, Path], filing: str) -> None:
    root = ElementTree.parse(documents[filing]).getroot()
    lines = ["".join(span.itertext()) for span in root.iter(f"{XHTML}span") if span.get("class") == "t"]
    assert "\n".join(lines) == (RAW / f"{filing}.txt").read_bytes().decode("utf-8")


@pytest.mark.parametrize("filing", FILINGS)
def test_every_number_is_marked_by_its_role_at_its_place(documents: dict[str, Path], filing: str) -> None:
    root = ElementTree.parse(documents[filing]).getroot()
    marked = {
        (str(mark.get("id")), str(mark.get("class")).split()[1], "".join(mark.itertext()))
        for mark in root.iter(f"{XHTML}b")
        if mark.get("id")
    }
    numbers = read_numbers()
    own = numbers[numbers["filing"] == filing]
    places = zip(own["line"], own["start"], own["role"], own["printed"], strict=True)
    assert marked == {(f"L{line}.C{start}", role, printed) for line, start, role, printed in places}


@pytest.mark.parametrize("filing", FILINGS)
def test_every_fact_has_a_tag_inside_the_number_that_prints_it(documents: dict[str, Path], filing: str) -> None:
    root = ElementTree.parse(documents[filing]).getroot()
    tagged = {
        (str(mark.get("id")), str(tag.get("id")))
        for mark in root.iter(f"{XHTML}b")
        for tag in mark.iter(f"{IX}nonFraction")
    }
    _, facts, _ = read()
    own = [row for row in elements.rows(facts) if row.filing == filing]
    assert tagged == {(f"L{row.line}.C{row.start}", row.place) for row in own}
    assert root.find(f".//{IX}hidden") is None


def test_a_page_is_small_and_asks_no_other_host(documents: dict[str, Path]) -> None:
    for path in documents.values():
        text = path.read_text(encoding="utf-8")
        assert len(text) < 1_500_000
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_a_filing_saved_another_way_is_marked_at_the_same_numbers(tmp_path: Path) -> None:
    """Byte order mark, line ends of Windows, blanks that do not break, digits of full width, a form feed."""
    text = (RAW / "2016-08-05_1q16_presentation.txt").read_text(encoding="utf-8")
    text = text.replace(" million", "\u00a0million").replace("36.18", "３６.１８").replace("\n", "\r\n")
    (tmp_path / "odd.txt").write_bytes(f"\ufeff12,345 million\x0c\r\n{text}".encode())
    found = read_filings(tmp_path)
    document = xbrl.write_documents(found.filings, found.numbers, found.facts, tmp_path, tmp_path / "out")[0]
    root = ElementTree.parse(document).getroot()
    marked = {str(mark.get("id")): "".join(mark.itertext()) for mark in root.iter(f"{XHTML}b") if mark.get("id")}
    numbers = zip(found.numbers["line"], found.numbers["start"], found.numbers["printed"], strict=True)
    assert marked == {f"L{line}.C{start}": printed for line, start, printed in numbers}
    tags = list(root.iter(f"{IX}nonFraction"))
    assert len(tags) == len(found.facts) > 300
    assert all(re.fullmatch(r"[0-9, \u00a0]*(\.[0-9 \u00a0]+)?", "".join(tag.itertext())) for tag in tags)


# ---- invented ones --------------------------------------------------------------------------------------------------


def written(line: str, rows: list[dict[str, object]], reason: str = "") -> ElementTree.Element:
    """The document of a filing of one line; its numbers are those that the facts print."""
    facts = frame(rows)
    numbers = pd.DataFrame(
        [("b", 1, row["start"], row["end"], row["printed"], "fact", row["fact_id"], reason) for row in rows],
        columns=tables.columns("numbers"),
    ).drop_duplicates(["line", "start"])
    reported = elements.rows(facts)
    numbers["fact_ids"] = " ".join(row.fact_id for row in reported)
    filing = {"filing": "b", "title": "A & <B>", "kind": "release", "announced_on": "2016-11-08", "publisher": "I <3 J"}
    text = inline.document(filing, line, numbers, reported, elements.assigned(reported, WORDS), "b.xsd")
    return ElementTree.fromstring(text.encode())


def placed(row: dict[str, object], line: str, printed: str) -> dict[str, object]:
    start = line.index(printed)
    return row | {"start": start, "end": start + len(printed), "printed": printed}


def test_text_of_a_filing_is_text_and_never_markup() -> None:
    line = "<script>alert(1)</script> & revenue of 5 ]]> \x0c"
    root = written(line, [placed(fact("revenue", "1h16", "5", 0), line, "5")])
    assert root.find(f".//{XHTML}script") is None
    spans = [span for span in root.iter(f"{XHTML}span") if span.get("class") == "t"]
    assert "".join(spans[0].itertext()) == line.replace("\x0c", "\ufffd")
    assert root.findtext(f".//{XHTML}title") == "A & <B>"


def test_digits_that_no_transformation_reads_are_reported_out_of_sight_and_marked() -> None:
    line = "revenue of １２３ yen"
    root = written(line, [placed(fact("revenue", "1h16", "123", 0), line, "１２３")])
    hidden = root.find(f".//{IX}hidden/{IX}nonFraction")
    assert hidden is not None
    assert (hidden.text, hidden.get("id"), hidden.get("format")) == ("123", "L1_C0", None)
    assert [mark.get("class") for mark in root.iter(f"{XHTML}b") if mark.get("id")] == ["n fact untagged"]


def test_a_number_with_two_facts_has_one_tag_in_the_other() -> None:
    line = "75,520 shares on both dates"
    rows = [
        placed(fact("shares.authorized", day, "75520", 0, unit="shares"), line, "75,520") | {"line": 1}
        for day in ("2016-03-31", "2016-09-30")
    ]
    root = written(line, rows)
    outer = root.find(f".//{XHTML}b/{IX}nonFraction")
    assert outer is not None
    inner = outer.find(f"{IX}nonFraction")
    assert inner is not None
    assert inner.text == "75,520"
    assert inner.get("contextRef") != outer.get("contextRef")
