"""Formulas read as words, trails hold what a number was worked out from, and a reported value its printed digits."""

from __future__ import annotations

import pytest
from presentation import quantity, shown

from helpers.data.quantity import formats, formulas, words
from helpers.data.quantity.quantity import cagr, exact, growth, total
from helpers.language import calendar
from helpers.publish.book.ways_back import Page
from helpers.story import exhibits, figures, prose, sources
from helpers.story.trails import Trails


def figure(name: str, value: float, line: int, **more):
    fact = f"2017-05-15_fy16_presentation.L{line}.C7"
    return quantity(value, 0.05e9, formula=name, fact_ids=(fact,), decimals=-8, **more)


A, B, C = (figure(name, value, line) for name, value, line in (("a", 7.8e9, 1), ("b", 5.1e9, 2), ("c", 2e9, 3)))


@pytest.mark.parametrize(
    ("made", "formula"),
    [
        (A + B + C, "a + b + c"),
        (A - (B + C), "a - (b + c)"),
        (A / B - 1, "a / b - 1"),
        ((A + B) / C, "(a + b) / c"),
        (A / (B * C), "a / (b * c)"),
        (A * B / C, "a * b / c"),
        (-(A - B), "-(a - b)"),
        (-A, "-a"),
        (cagr(A, B, 6), "(b / a) ^ 1/6 - 1"),
    ],
)
def test_formulas_have_brackets_only_where_they_are_needed(made, formula):
    assert made.formula == formula


def test_readers_see_the_signs_they_know():
    assert formulas.printed("a / b * (c - 1)") == "a ÷ b × (c − 1)"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("revenue", "fy2016", "level", "actual"), "total revenues in FY2016"),
        (("iij_global.revenue", "3q10", "level", "actual"), "IIJ-Global revenue in 3Q10"),
        (("revenue", "1q16", "yoy_pct", "actual"), "growth from a year ago of total revenues in 1Q16"),
        (("operating_income", "fy2017", "level", "target"), "operating income in FY2017 (target)"),
    ],
)
def test_figures_are_called_by_their_labels(asked, said):
    concept, period, measure, scenario = asked
    assert words.figure(concept, calendar.period(period), measure, scenario) == said


def test_a_balance_is_called_by_its_day():
    assert words.figure("assets.cash", calendar.period("fy2016", instant=True)).endswith("at the end of FY2016")


def test_the_rule_of_a_derived_level_is_said_in_words():
    assert words.rules("cumulative") == "a longer period is the sum of the shorter ones in it"
    assert words.rules("gross_margin").startswith("gross margin = total revenues - ")


def test_a_result_remembers_what_it_was_made_from_through_unnamed_steps():
    assert growth(A + B, C).inputs == (A, B, C)
    named = total([A, B]).named("the sum")
    assert (named / C).inputs == (named, C)
    assert (named / C).formula == "the sum / c"
    assert (named.working, named.inputs) == ("a + b", (A, B))


def test_an_assumption_is_an_input_and_a_plain_number_is_none():
    assert (A * exact(3)).inputs == (A,)
    assert [one.formula for one in (A * exact(0.5, formula="half of it, assumed")).inputs] == [
        "a",
        "half of it, assumed",
    ]


def test_the_numbers_of_a_sentence_carry_their_trails_in_the_order_of_their_links():
    out = shown(prose.say, "{a} and {p} and {g} and {a}.", a=A, g=growth(A, B), p=sources.passage("x", 3, "there"))
    carried = out["metadata"]["helpers"]
    assert out["text/markdown"].count("](") == len(carried["numbers"]) == 4
    first, passage, computed, again = carried["numbers"]
    assert passage is None
    assert first == again
    assert carried["nodes"][first] == {
        "name": "a", "text": "JPY 7.8 billion", "range": "JPY 7.75 to 7.85 billion",
        "facts": ["2017-05-15_fy16_presentation.L1.C7"], "reported": True,
    }  # fmt: skip
    assert carried["nodes"][computed]["made"] == "a ÷ b − 1"
    assert [carried["nodes"][one]["name"] for one in carried["nodes"][computed]["inputs"]] == ["a", "b"]


def test_tables_and_charts_carry_them_too():
    out = shown(exhibits.table, [{"x": A, "y": growth(A, B), "z": "text"}])
    assert len(out["metadata"]["helpers"]["numbers"]) == 2
    drawn = figures.data_of(figures.new("t", [figures.series("s", {"FY2016": A})]))
    assert drawn["nodes"][drawn["series"][0]["points"][0]["node"]]["name"] == "a"


def test_in_the_book_a_printed_number_leads_to_its_place_and_a_computed_one_to_its_trail():
    trails = Trails()
    cell = prose.Statement("{a} is {share} of <b>.", {"a": A, "share": A / total([B, C]).named("the rest")}).html(
        trails
    )
    page = Page()
    led = page.linked(cell, trails.metadata())
    assert 'href="../sources/2017-05-15_fy16_presentation.html#L1.C7"' in led
    assert 'class="computed" href="#trail-1"' in led
    assert "&lt;b&gt;" in led
    assert "a ÷ the rest" in page.html()
    assert "<details><summary>the rest: JPY 7.1 billion" in page.html(), "an input that was worked out unfolds"
    assert page.html().count('id="trail-') == 1


def test_a_reported_value_has_no_more_digits_than_the_filing_prints():
    sharper = quantity(7.8e9, 1e6, decimals=-8)
    assert "other figures narrow it to JPY 7.799 to 7.801 billion" in sources.trail(sharper)
    assert "narrow" not in sources.trail(A)
    assert formats.write(sharper) == "JPY 7.8 billion"
    assert formats.write(quantity(0.836e9, 1e3, decimals=-7)) == "JPY 840 million"
    assert formats.write(quantity(0.114, 1e-9, "ratio", decimals=2)) == "11%"
    assert formats.write(quantity(7.81e9, 1e6, basis="derived")) == "JPY 7.81 billion"


@pytest.mark.parametrize(
    ("value", "half", "decimals", "text"),
    [
        (64_845_246_000, 500, -3, "JPY 64.8452 billion"),
        (157.8e9, 0.05e9, -8, "JPY 157.8 billion"),
        (-203_456_000, 500, -3, "JPY −203.4560 million"),
    ],
)  # fmt: skip
def test_a_value_beside_its_interval_is_written_so_that_it_lies_in_it(value, half, decimals, text):
    trails = Trails()
    trails.node(quantity(value, half, decimals=decimals))
    assert trails.nodes[-1]["text"] == text
