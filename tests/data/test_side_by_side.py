"""Two figures that differ are written so that one sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.quantity import formats, side_by_side
from helpers.data.quantity.quantity import Quantity


def between(low: float, high: float, unit: str = "JPY") -> Quantity:
    return Quantity((low + high) / 2, low, high, unit)


@pytest.mark.parametrize(
    ("here", "there", "written"),
    [
        (between(25.5118e9, 25.5118e9), between(25.5085e9, 25.5095e9), ("JPY 25.512 billion", "JPY 25.509 billion")),
        (between(5.35e9, 5.36e9), between(4.57e9, 4.59e9), ("JPY 5.36 billion", "JPY 4.58 billion")),
        (between(0.1521, 0.1521, "ratio"), between(0.1518, 0.1518, "ratio"), ("15.21%", "15.18%")),
        (between(3.0, 3.0, "count"), between(3.0, 3.0, "count"), ("3", "3")),
    ],
)
def test_values_that_would_be_written_alike_get_more_decimals(
    here: Quantity, there: Quantity, written: tuple[str, str]
) -> None:
    assert side_by_side.values(here, there) == written


@pytest.mark.parametrize(
    ("here", "there", "written"),
    [
        (
            between(25.508e9, 25.510e9),
            between(25_511_803_500, 25_511_804_500),
            ("JPY 25.508 to 25.510 billion", "JPY 25.511 to 25.512 billion"),
        ),
        (
            between(5.3575e9, 5.3585e9),
            between(4.5795e9, 4.5805e9),
            ("JPY 5.35 to 5.36 billion", "JPY 4.579 to 4.581 billion"),
        ),
    ],
)
def test_intervals_that_do_not_meet_are_not_written_as_if_they_did(
    here: Quantity, there: Quantity, written: tuple[str, str]
) -> None:
    assert side_by_side.intervals(here, there) == written


ENDS = st.tuples(st.floats(1e6, 1e12), st.floats(0, 1e9))


@given(ENDS, ENDS)
def test_what_is_written_meets_only_where_the_intervals_do(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    first, second = (between(low, low + width) for low, width in (one, other))
    gap = max(first.low - second.high, second.low - first.high)
    texts = side_by_side.intervals(first, second)
    if gap > 1e-5 * max(first.high, second.high):
        assert texts[0] != texts[1]
    if first.meets(second):
        assert texts == (formats.span(first, unit=True), formats.span(second, unit=True))
