"""Of all rules only those are kept that can say anything of what is known."""

from __future__ import annotations

import pytest

from helpers.language.calendar import Period
from helpers.proof.evidence import Variable
from helpers.proof.relations import Identity, level, telling

WHEN = Period("2016-04-01", "2017-03-31")
A, B, C, D, E, F = (level(name, "actual", WHEN) for name in "abcdef")


def rule(name: str, total: Variable, *parts: Variable, optional: str = "") -> Identity:
    return Identity(name, "sum", total, tuple((part, 1) for part in parts), True, frozenset(optional))


NEAR, FAR, FURTHER = rule("near", A, B, C), rule("far", C, D), rule("further", D, E, F)
RULES = (FURTHER, FAR, NEAR)


@pytest.mark.parametrize(
    ("known", "kept"),
    [
        ({A}, []),  # at least two figures open in every rule
        ({A, B}, [FAR, NEAR]),  # c follows, and d from it; e and f stay open
        ({A, B, E}, [FURTHER, FAR, NEAR]),
        ({D}, [FAR]),
        ({E, F}, [FURTHER, FAR]),  # d follows, and c from it
    ],
)
def test_a_rule_is_kept_once_all_but_one_of_its_figures_are_known_or_follow(
    known: set[Variable], kept: list[Identity]
) -> None:
    assert [one.rule for one in telling(RULES, known)] == [one.rule for one in kept]


def test_what_counts_as_nil_where_it_is_not_printed_is_not_open() -> None:
    statement = rule("statement", A, B, C, D, optional="cd")
    assert telling([statement], {A, B}) == [statement]
    assert telling([statement], {A}) == []
