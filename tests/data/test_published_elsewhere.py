"""The record against what was published: each published figure left out in turn, and figures that are not in its table.

`further_published.csv` has such figures of the company, mostly growth rates, each with the day and address of the
publication it was seen in (November 2026). They were gathered after the record was built, to be compared with it.
"""

from __future__ import annotations

import csv
import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from reading import RAW, all_filings

from helpers.data import published, record
from helpers.data.dataset import Data, open_data
from helpers.data.quantity.quantity import AnyQuantity, growth
from helpers.language import calendar

ROOT = Path(__file__).parents[2]
FURTHER = Path(__file__).with_name("further_published.csv")
EVERY = 23
"""Of the published figures every so many-th is left out here, by id; `benchmarks/left_out.py` takes them all."""


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("left_out", ROOT / "benchmarks" / "left_out.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["left_out"] = module
    spec.loader.exec_module(module)
    return module


def test_a_published_figure_left_out_lies_where_the_rest_puts_it(benchmark: ModuleType) -> None:
    base = all_filings()
    joined = record.joined(base.facts, base.filings, published.read(RAW / "reference"))
    outcome = benchmark.left_out(joined, EVERY)
    assert outcome.missed == []
    assert outcome.tried >= 25
    assert outcome.bounded >= 6, "too few are bounded by the rest to say anything"


def test_a_wrong_figure_left_out_is_noticed(benchmark: ModuleType, tmp_path: Path) -> None:
    base = all_filings()
    figures = published.read(RAW / "reference")
    wrong = figures["reference_id"] == "published:revenue:actual:2014-04-01..2014-12-31:2015-02-10"
    figures.loc[wrong, "value"] = figures.loc[wrong, "value"] + 10**10
    joined = record.joined(base.facts, base.filings, figures)
    (missed,) = benchmark.left_out(joined, only=set(figures.loc[wrong, "reference_id"])).missed
    assert missed.startswith("published:revenue:actual:2014-04-01..2014-12-31")


@cache
def known() -> Data:
    return open_data()


def further() -> list[dict[str, str]]:
    with FURTHER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(row: dict[str, str]) -> AnyQuantity:
    """What the record says: a level, or the growth from a year ago; of targets the one in force on the day."""
    data, concept, period = known(), row["concept"], row["period"]
    now = data.get(concept, period, row["scenario"])
    if row["scenario"] == "target":
        now = [told for told in data.revisions(concept, period) if told.announced_on <= row["announced_on"]][-1]
    if row["measure"] == "level":
        return now
    return growth(now, data.get(concept, calendar.name(*calendar.year_ago(data.dates(concept, period)))))


def test_there_are_enough_further_figures_and_none_stands_in_the_table() -> None:
    rows = further()
    assert len(rows) >= 80
    assert all(row["source"].startswith("http") for row in rows)
    table = known().published
    names = ["concept", "measure", "period_start", "period_end"]
    told = {(*key, float(value)) for *key, value in table[[*names, "value"]].itertuples(index=False, name=None)}
    for row in rows:
        when = known().dates(row["concept"], row["period"])
        assert (row["concept"], row["measure"], *when, float(row["value"])) not in told


@pytest.mark.parametrize("row", further(), ids=lambda row: f"{row['concept']}-{row['measure']}-{row['period']}")
def test_the_record_agrees_with_a_further_published_figure(row: dict[str, str]) -> None:
    quantity, value, place = found(row), float(row["value"]), 10.0 ** -int(row["decimals"])
    assert quantity.known, quantity.reason
    slack = (
        place if row["decimals"] == "-6" else place / 2
    )  # JPY million may be adjusted by one, so that columns add up
    assert quantity.low <= value + slack, quantity
    assert quantity.high >= value - slack, quantity
