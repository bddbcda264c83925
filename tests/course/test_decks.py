"""The decks of the made-up company: the truth of every number is known, and the pipeline reads them all."""

from __future__ import annotations

import pytest
from reading import read

from helpers.story.course import decks


@pytest.mark.parametrize("seed", range(50))
def test_the_pipeline_reads_every_number_of_a_deck_as_it_is(seed: int) -> None:
    made = decks.deck(seed)
    found = read(made.text)
    read_as = {
        (
            f["line"],
            f["printed"].strip("()"),
            f["concept"],
            f["measure"],
            f["scenario"],
            f["period_start"],
            f["period_end"],
        )
        for f in found.facts
    }
    true = {(p.line, p.printed.strip("()"), p.concept, p.measure, p.scenario, *p.period) for p in made.printed}
    assert read_as == true
    values = sorted(float(f["value"]) for f in found.facts)
    assert values == pytest.approx(sorted(p.value for p in made.printed))


def test_every_seed_prints_other_figures_and_the_same_seed_the_same() -> None:
    assert len({decks.deck(seed).text for seed in range(50)}) == 50
    assert decks.deck(7) == decks.deck(7)


@pytest.mark.parametrize("seed", range(50))
def test_a_planted_digit_is_one_digit_of_one_level(seed: int) -> None:
    sound, wrong = decks.deck(seed), decks.planted(seed)
    assert wrong.planted is not None
    differing = [n for n, (a, b) in enumerate(zip(sound.text, wrong.text, strict=True)) if a != b]
    assert len(differing) == 1
    assert wrong.lines[wrong.planted.line - 1] != sound.lines[wrong.planted.line - 1]
    assert wrong.instead in wrong.lines[wrong.planted.line - 1]
