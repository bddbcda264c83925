"""A word that makes another item of the one it stands beside is never passed over."""

from __future__ import annotations

import pytest

from helpers.language.item_of_label import resolve
from helpers.language.new_items import new_item
from helpers.language.phrases import mentions
from helpers.language.scope import Scope


@pytest.mark.parametrize(
    "label",
    [
        "Adjusted operating income",
        "Pro forma net income",
        "Normalized gross margin",
        "Total revenues (excluding IIJ-Global)",
        "Operating income, excluding one-time items",
        "Operating income before amortization of goodwill",
        "Gross margin on an adjusted basis",
        "Deferred revenues",
        "Net income attributable to Trust Networks",
        "Revenues from discontinued operations",
    ],
)
def test_a_changed_item_is_one_of_its_own(label: str) -> None:
    assert resolve(label, Scope()) is None
    assert new_item(label, Scope()).concept.startswith("item.")
    assert next(m.name[:5] for m in mentions(f"{label} was JPY4.4 billion")) == "item."


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Adjusted EBITDA", "adjusted_ebitda"),
        ("Income before income tax expense", "income_before_tax"),
        ("Profit before income tax expense", "income_before_tax"),
        ("Net income attributable to owners of the parent", "net_income_attributable"),
        ("Comprehensive income attributable to noncontrolling interests", "comprehensive_income_noncontrolling"),
        ("Operating income", "operating_income"),
    ],
)
def test_a_word_that_is_part_of_a_name_changes_nothing(label: str, concept: str) -> None:
    found = resolve(label, Scope())
    assert found is not None
    assert found.concept == concept


def test_a_metric_behind_a_line_item_is_no_line_item_for_them_both() -> None:
    assert resolve("Income before income tax and other expenses", Scope()) is None


def test_what_stands_behind_a_changed_item_is_itself() -> None:
    said = mentions("Revenues excluding IIJ-Global were JPY40.0 billion and operating income was JPY2.0 billion")
    assert [m.name for m in said] == ["item.revenue_excluding_iij_global", "operating_income"]
