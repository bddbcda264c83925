"""The benchmark of wrong digits counts what it says: one change noticed, one that nothing could notice."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from helpers.analysis import statements
from helpers.language import concepts

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "wrong_digit.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wrong_digit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["wrong_digit"] = module
    spec.loader.exec_module(module)
    return module


def change(benchmark: ModuleType, concept: str, old: str, new: str) -> object:
    facts = benchmark._base().read.facts
    fact = facts[(facts["concept"] == concept) & (facts["printed"] == old)].iloc[0]
    return benchmark.Change(fact["fact_id"], concept, fact["filing"], *fact[["line", "start", "end"]], new, 1.0)


def test_a_wrong_digit_of_a_total_is_noticed_even_in_its_last_place(benchmark: ModuleType) -> None:
    assert benchmark._outcome(change(benchmark, "revenue", "74,123,270", "74,723,270")) == benchmark.NOTICED
    assert benchmark._outcome(change(benchmark, "revenue", "74,123,270", "74,123,271")) == benchmark.NOTICED


def test_of_a_figure_that_stands_alone_nothing_is_noticed(benchmark: ModuleType) -> None:
    assert benchmark._outcome(change(benchmark, "hires.new_graduates", "148", "149")) == benchmark.UNCHECKED


def test_a_change_is_provable_where_a_check_is_narrower_than_it(benchmark: ModuleType) -> None:
    base = benchmark._base()
    totals = base.read.facts.query("concept == 'revenue' and printed == '74,123,270'")["fact_id"]
    assert all(0 <= base.reach[total] <= 10_000 for total in totals)
    alone = base.read.facts.query("concept == 'hires.new_graduates' and printed == '148'")["fact_id"].iloc[0]
    assert alone not in base.reach


def test_the_same_seed_draws_the_same_changes(benchmark: ModuleType) -> None:
    assert benchmark._drawn(5, 3) == benchmark._drawn(5, 3)
    assert all(drawn.printed and drawn.by > 0 for drawn in benchmark._drawn(20, 3))


def test_every_line_item_of_a_statement_is_counted_with_it() -> None:
    assert statements.of("revenue.network.wan") == "income"
    assert statements.of("item.never_seen") == "other"
    heads = {concept.partition(".")[0] for concept in concepts.load().concepts}
    assert {head for names in statements.STATEMENTS.values() for head in names} <= heads | {"shares", "ads"}
