"""Amounts that are told one after the other, and what the words around them say of each: in a sentence of a release
for the first half of FY2016."""

from __future__ import annotations

import pytest
from reading import facts_below, plain
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
HALF = "2016-04-01..2016-09-30"


def _read(text: str) -> list[str]:
    return [plain(fact) for fact in facts_below(HEAD, text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "- Revenues JPY38.0 billion, operating income JPY1.4 billion in 2Q16",
        "- Revenues JPY38.0 billion, gross margin JPY5.6 billion, operating income JPY1.4 billion in 2Q16",
        "- Revenues: JPY38.0 billion; operating income: JPY1.4 billion (2Q16)",
        "- Targets: revenues of JPY43.5 billion and operating income of JPY1.6 billion in the fourth quarter",
    ],
)
def test_a_time_behind_the_last_of_several_amounts_may_be_that_of_all(sentence: str) -> None:
    assert [fact for fact in _read(sentence) if fact.startswith(("revenue", "gross"))] == []


def test_amounts_of_the_filings_own_time_stay_read_before_others() -> None:
    sentence = "Net income was JPY1,193 million, down JPY551 million, compared with JPY1,744 million in 1H15."
    assert _read(sentence)[0] == f"net_income level {HALF} 1193000000 JPY -6"


@pytest.mark.parametrize(
    "sentence",
    [
        "The cost of SI was JPY8,070 million, which includes depreciation and amortization of JPY702 million.",
        "The cost of SI was JPY8,070 million, up 9.8% YoY, as personnel-related costs rose by JPY702 million.",
        "General and administrative expenses were JPY1,682 million, of which rent expenses were JPY702 million.",
    ],
)
def test_what_one_function_spent_on_something_is_not_all_that_was(sentence: str) -> None:
    assert not any("702000000" in fact for fact in _read(sentence))
    assert len(_read(sentence)) in {1, 2}


def test_what_an_own_label_is_compared_with_is_of_that_label() -> None:
    bullet = "Systems Integration\n\n- Healthcare: JPY507 million for 1H16, an increase of JPY30 million YoY"
    assert _read(bullet) == [
        f"item.healthcare level {HALF} 507000000 JPY -6",
        f"item.healthcare yoy_abs {HALF} 30000000 JPY -6",
    ]


def test_the_next_of_targets_of_no_time_is_no_result() -> None:
    sentence = "- Targets: revenues of JPY73.5 billion and operating income of JPY1.6 billion in the first half"
    assert not any("target" not in fact for fact in _read(sentence))


def test_targets_beside_a_result_of_half_a_year_are_not_of_that_half() -> None:
    table = "Unit: JPY billion\n\n\tInitial Target\tRevised Target\t1H16 Actual\nTotal revenues\t159.0\t158.0\t74.1"
    assert _read(table) == [f"revenue level {HALF} 74100000000 JPY -8"]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Operating revenue", "revenue"),
        ("Profit attributable to owners of the parent", "net_income_attributable"),
        ("Profit attributable to IIJ", "net_income_attributable"),
    ],
)
def test_names_that_other_writers_give(label: str, concept: str) -> None:
    table = f"Unit: JPY million\n\n\t1H16\n{label}\t1,108"
    assert _read(table) == [f"{concept} level {HALF} 1108000000 JPY -6"]


def test_a_consolidated_total_is_of_what_its_heading_names() -> None:
    table = "Segment operating income\n\nUnit: JPY million\n\n\t1H15\t1H16\nConsolidated total\t2,563\t1,948"
    assert not any(fact.startswith("revenue") for fact in _read(table))
