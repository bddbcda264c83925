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
        ),
        *("JPY1,?48 million", "JPY2,0l6 million", "JPY1_948 million"),
    ],
)
def test_a_part_of_the_digits_is_no_number(printed: str) -> None:
    assert {token.kind for token in _only(printed)} == {"unread"}


@pytest.mark.parametrize("printed", ["EUR17.3 million", "USD 18.5 million", "RMB1,948 million", "17.3 million euros"])
def test_a_foreign_currency_is_known_for_one(printed: str) -> None:
    assert [(token.kind, token.dollars, token.scale) for token in _only(printed)] == [("number", True, 6)]


@pytest.mark.parametrize("printed", ["190bps", "190 basis points", "1.9pp", "1.9 percentage points", "1.9 points"])
def test_points_are_points_however_they_are_called(printed: str) -> None:
    assert [(token.value, token.noun) for token in _only(printed)] == [(Decimal("1.9"), "points")]


@pytest.mark.parametrize(
    ("printed", "scale"), [("JPY36.2bn", 9), ("JPY36.2m", 6), ("JPY1,948 mil", 6), ("JPY2 yen", 0)]
)
def test_a_short_word_for_a_scale_is_one(printed: str, scale: int) -> None:
    assert [(token.kind, token.scale) for token in _only(printed)] == [("number", scale)]


@pytest.mark.parametrize("printed", ["+-12.8%", "-+12.8%", "+/-12.8%", "\u00b112.8%", "(+-12.8%)"])
def test_a_number_between_plus_and_minus_is_unread(printed: str) -> None:
    (token,) = (t for t in tokens(f"Operating income was {printed} YoY", "2016-09-30") if "12.8" in t.text)
    assert token.kind == "unread"
    assert "a plus and a minus" in token.reason
