"""What went wrong is told by arithmetic, by name, and without the answer."""

from __future__ import annotations

import random

import pytest

from helpers.story.course.grading import RATIO, Truth, by_formula, judge

GROWTH = Truth(0.1143, 0.1141, 0.1145, RATIO)
FALL = Truth(-1.5955e9, -1.604e9, -1.587e9, "JPY")
POINT = Truth(-0.0152, -0.0157, -0.0147, "points")
EXACT = Truth(1_400_000, 1_400_000, 1_400_000, "count")
MEAN = by_formula([{"name": "mean", "says": "The mean.", "formula": "((1 + truth) ** 6 - 1) / 6"}], {"truth": 0.1143})


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        (GROWTH, 0.1143),
        (GROWTH, "11.4%"),
        (GROWTH, "1143 bps"),
        (GROWTH, (0.1141, 0.1145)),
        (GROWTH, "11.4% ± 0.1%"),
        (FALL, "△1,596 million"),
        (FALL, "-16億円"),
        (FALL, (-1.604e9, -1.587e9)),
        (POINT, "-1.5 points"),
        (POINT, -0.0152),
        (POINT, "-152 bps"),
        (EXACT, "1.40 million"),
        (EXACT, (1_390_000, 1_410_000)),
    ],
)
def test_right_is_right(truth: Truth, answer: object) -> None:
    assert judge(answer, truth).kind == "right"


@pytest.mark.parametrize(
    ("truth", "answer", "mistake"),
    [
        (GROWTH, "(11.4%)", "sign"),
        (GROWTH, "▲11.4%", "sign"),
        (GROWTH, "down 11.4%", "sign"),
        (FALL, "1.6 billion", "sign"),
        (GROWTH, 11.43, "unit: percent"),
        (GROWTH, "0.1143%", "unit: percent"),
        (FALL, -1596, "unit: millions"),
        (FALL, -1.596, "unit: billions"),
        (FALL, "-1.596 million", "unit: thousands"),
        (FALL, "JPY -1.6 trillion", "unit: thousands"),
        (FALL, -15.96, "unit: hundred millions"),
        (GROWTH, 1.1143, "factor"),
        (GROWTH, "1.114x", "factor"),
        (GROWTH, "11.4 points", "points"),
        (POINT, "-1.52%", "points"),
        (GROWTH, "15.2%", "mean"),
        (GROWTH, 0.1, "coarse"),
        (GROWTH, 0.1155, "rounded"),
        (FALL, -1.61e9, "rounded"),
        (GROWTH, "11.4-30%", "too_wide"),
        (FALL, (-1.596e9, -1.595e9), "too_narrow"),
        (FALL, (-1.9e9, -1.595e9), "one_end"),
        (GROWTH, "88.57%", "rest"),
        (GROWTH, 8.749, "upside_down"),
        (GROWTH, (0.14, 0.16), "mean"),
        (EXACT, (1, 10**9), "too_wide"),
        (GROWTH, "24.6%", ""),
        (GROWTH, "eleven", "no_number"),
    ],
)
def test_what_went_wrong_has_a_name(truth: Truth, answer: object, mistake: str) -> None:
    found = judge(answer, truth, MEAN)
    assert found.kind != "right"
    assert found.mistake == mistake


def test_no_verdict_holds_the_answer() -> None:
    for answer in (1.1143, "15.2%", 11.43, 0.1155, "(11.4%)", (0.2, 0.3), (0.1, 0.3), "24%"):
        assert "11" not in judge(answer, GROWTH, MEAN).words


@pytest.mark.parametrize("seed", range(50))
def test_each_mistake_is_named_for_any_truth(seed: int) -> None:
    draw = random.Random(seed)
    value = draw.choice((-1, 1)) * draw.uniform(0.021, 0.29)
    truth = Truth(value, value - 1e-5, value + 1e-5, RATIO)
    assert judge(value, truth).kind == "right"
    assert judge(f"{value:.2%}", truth).kind == "right"
    assert judge(-value, truth).mistake == "sign"
    assert judge(100 * value, truth).mistake == "unit: percent"
    assert judge(1 + value, truth).mistake == "factor"
    assert judge(f"{100 * value:.3f} points", truth).mistake == "points"
    assert judge(value * 1.015, truth).mistake == "rounded"


def test_a_formula_that_cannot_be_worked_out_is_left_out() -> None:
    assert by_formula([{"name": "x", "says": "", "formula": "1 / truth"}], {"truth": 0.0}) == ()
