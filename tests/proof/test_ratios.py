"""What a ratio is a ratio of: the vocabulary says it where the measure alone does not."""

from __future__ import annotations

import pytest

from helpers.language.concepts import load
from helpers.proof.evidence import denominator


@pytest.mark.parametrize(
    ("concept", "measure", "of"),
    [
        ("sga", "pct_of_revenue", "revenue"),
        ("operating_income", "margin", "revenue"),
        ("gross_margin.network", "margin", "revenue.network"),
        ("gross_margin.network", "pct_of_revenue", "revenue"),
        ("employees.sales", "share", "employees"),
        ("equity.shareholders", "share", "assets"),  # the equity ratio
        ("unknown.item", "share", "unknown"),
        ("unknown", "margin", "revenue"),
    ],
)
def test_a_ratio_is_of(concept: str, measure: str, of: str) -> None:
    assert denominator(concept, measure) == of


def test_what_the_vocabulary_takes_ratios_of_is_in_it() -> None:
    known = load().concepts
    of = {name for one in known.values() for name in (one.margin_of, one.share_of) if name}
    assert of
    assert of <= set(known)
