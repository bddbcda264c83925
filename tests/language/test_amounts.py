"""A number is read whole, with its currency and unit, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.language.amounts import Token, tokens


def _only(printed: str) -> list[Token]:
    return tokens(f"Operating income was {printed} for", "2016-09-30")


@pytest.mark.parametrize(
    "printed",
    [
        *("JPY1'948 million", "JPY1,94O million", "JPY1,94l million", "JPYl,948 million", "JPY74,1 billion"),
        *(
            "JPY1,9485 million",
            "JPY1 948 million",
            "1 948 million yen",
            "1 948 123 thousand yen",
            "JPY1.948,5 million",
            "JPY1;948 million",
            "JPY#948 million",
            "1 000",
            "12 345 of them",
            "12.3zork",
        ),
        *("JPY1,?48 million", "JPY2,0l6 million", "JPY1_948 million"),
        *("JPY1,2?5 million", "JPY1,9_8 million", "JPY1,[]05 million", "JPY2*,768 million", "JPY2*768 million"),
        *("JPY1,2#5 million", "JPY1,2~5 million", "JPY12\u00e95 million", "JPY2[5] million", "1*6%"),
    ],
)
def test_a_part_of_the_digits_is_no_number(printed: str) -> None:
    assert {token.kind for token in _only(printed)} == {"unread"}


@pytest.mark.parametrize(
    ("printed", "kinds"),
    [
        ("874,852*1", ["number", "ordinal"]),
        ("JPY5,000 million(+5.0%)", ["number", "number"]),
        ("11,000(4Q15)", ["number", "period"]),
        ("JPY15\u201317 billion", ["number", "number"]),
        ("5/8", ["number", "number"]),
    ],
)
def test_what_stands_right_beside_a_number_is_another(printed: str, kinds: list[str]) -> None:
    assert [token.kind for token in _only(printed)] == kinds


@pytest.mark.parametrize("printed", ["\u2013 JPY17 million", "\u2013 17%", "\u2014 17%", "- 17%"])
def test_a_dash_between_words_is_no_minus(printed: str) -> None:
    assert [token.kind for token in _only(printed)] == ["number"]
    assert [token.kind for token in tokens(f"{printed[:2]}17% of revenues", "2016-09-30")] == ["number"]


@pytest.mark.parametrize("printed", ["EUR17.3 million", "USD 18.5 million", "RMB1,948 million", "17.3 million euros"])
def test_a_foreign_currency_is_known_for_one(printed: str) -> None:
    assert [(token.kind, token.dollars, token.scale) for token in _only(printed)] == [("number", True, 6)]


@pytest.mark.parametrize(
    "printed", ["190bps", "190 basis points", "1.9pp", "1.9pct points", "1.9 percentage points", "1.9 points"]
)
def test_points_are_points_however_they_are_called(printed: str) -> None:
    assert [(token.value, token.noun) for token in _only(printed)] == [(Decimal("1.9"), "points")]


@pytest.mark.parametrize(
    ("printed", "scale"), [("JPY36.2bn", 9), ("JPY36.2m", 6), ("JPY1,948 mil", 6), ("JPY2 yen", 0)]
)
def test_a_short_word_for_a_scale_is_one(printed: str, scale: int) -> None:
    assert [(token.kind, token.scale) for token in _only(printed)] == [("number", scale)]


@pytest.mark.parametrize("printed", ["13.5%", "13.5pct", "13.5 pct", "13.5 per cent", "(13.5pct)"])
def test_percent_is_percent_however_it_is_written(printed: str) -> None:
    assert [(token.value, token.percent) for token in _only(printed)] == [(Decimal("13.5"), True)]
