"""What a PDF's conversion does to glyphs is undone where that is certain, and every character keeps its place."""

from __future__ import annotations

import pytest

from helpers.filing.lines import clean, lines


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Operating pro\ufb01t for the \ufb01rst half", "Operating profit for the first half"),
        ("the o\ufb03ce \ufb02oor", "the office floor"),
        ("reve\u00adnue and income", "revenue and income"),
        ("Net income\t\u20131,193\t\u00ad1,193\t- 1,193\t\u2013", "Net income\t-1,193\t-1,193\t-1,193\t\u2013"),
        ("was \u2013JPY1,948 million (\u201324.0% YoY)", "was -JPY1,948 million (-24.0% YoY)"),
        ("JPY15\u201316 billion, JPY15 \u201316 billion", "JPY15\u201316 billion, JPY15 \u201316 billion"),
        ("was JPY\u2013385 million, \u00a5\u20131,210 million", "was JPY-385 million, \u00a5-1,210 million"),
        ("JPY5 million, \u20131.8%; \u20132.1% / \u20136%", "JPY5 million, -1.8%; -2.1% / -6%"),
        ("(1H16) \u20131.8%: \u2013\u00a5385 million, YoY \u20132%", "(1H16) -1.8%: -\u00a5385 million, YoY -2%"),
        ("April\u2013June 2016\u20132017, 5% \u20137%", "April\u2013June 2016\u20132017, 5% \u20137%"),
        ("Treasury stock \u2014758,709 shares", "Treasury stock \u2014758,709 shares"),
        ("was JPY1, 108 million, JPY12 ,380 million", "was JPY1,108 million, JPY12,380 million"),
        ("Revenue\t1, 108\t12,38 0\t(1 ,948)\t12 .5%", "Revenue\t1,108\t12,380\t(1,948)\t12.5%"),
        ("Revenue\t1 2,380\t84.0% 30.4\t123 456", "Revenue\t1 2,380\t84.0% 30.4\t123 456"),
        ("In 2015, 108 employees; March 31, 2016", "In 2015, 108 employees; March 31, 2016"),
        ("bookkeeping\t1144", "bookkeeping\t1144"),
        ("SG&A <b>and</b> R&D", "SG&A and R&D"),
        ("by *JPY86 million* or _13.5%_, *1,948*", "by JPY86 million or 13.5%, 1,948"),
        ("was \uffe51,108 million, \uffe0 and \uffe65", "was \u00a51,108 million, \u00a2 and \u20a95"),
        ("Revenue* and cost* of _ *1 note *2 end *", "Revenue* and cost* of _ *1 note *2 end *"),
    ],
)
def test_a_line_is_read_as_it_was_printed_before_conversion(raw: str, read: str) -> None:
    line = clean(1, raw)
    assert line.text == read
    assert len(line.places or raw) == len(read)


def test_a_letter_o_that_lines_begin_with_is_a_bullet() -> None:
    listed = lines("Network services\n o Mobile: up JPY5 million\no  WAN: down 3%\noffice o space")
    assert [line.text for line in listed][1:] == [
        " \u25e6 Mobile: up JPY5 million", "\u25e6  WAN: down 3%", "office o space"
    ]  # fmt: skip


def test_what_is_put_together_keeps_the_place_of_its_print() -> None:
    line = clean(1, "Operating pro\ufb01t was JPY1, 108 million")
    printed = line.prints(line.text.index("1,108"), line.text.index(" million"))
    assert [text for *_, text in printed] == ["1, 108"]


def test_cells_that_were_joined_are_parted_and_keep_their_places() -> None:
    raw = "Total revenues\u200bJPY74.1 billionup 13.5% YoY, dividendJPY27.00per share"
    (line,) = lines(raw)
    assert line.text == "Total revenues JPY74.1 billion up 13.5% YoY, dividend JPY27.00 per share"
    assert line.places is not None
    assert all(char in (" ", raw[place]) for char, place in zip(line.text, line.places, strict=True))
    assert list(line.places) == sorted(line.places)
