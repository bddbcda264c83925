"""The archive of a company whose truth is known: nothing true is excluded, contradictions stay where they are."""

from __future__ import annotations

from pathlib import Path

import alter
import archive
import company as made_up
import pandas as pd
import pytest

from helpers.language.calendar import Period
from helpers.proof import checks, evidence, series
from helpers.proof.system import System
from helpers.reading.numbers import Extraction, read_filings
from helpers.run.project import find_project

COMPANY = made_up.found(3, range(2011, 2015), 1000)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    """Three years of filings; in the second the company restates the first."""
    folder = tmp_path_factory.mktemp("archive")
    archive.written(COMPANY, folder, 24)
    return read_filings(folder)


def test_the_archive_is_read_as_it_was_written(read: Extraction) -> None:
    books = (COMPANY.true, archive.restated(COMPANY))
    levels = read.facts[read.facts["measure"] == "level"]
    assert len(levels) > 1000
    assert not (read.numbers["role"] == "unread").any()
    for fact in levels.itertuples():
        key = fact.concept, Period(fact.period_start, fact.period_end)
        assert any(abs(float(fact.value) - book[key]) <= 10.0**-fact.decimals for book in books), fact.fact_id


def test_the_series_hold_the_truth_and_only_what_was_restated_is_contradicted(read: Extraction) -> None:
    found = series.build(read.facts, read.filings)
    tested = checks.build(read.facts, read.filings)
    known = 0
    for row in found[~found["concept"].isin(archive.TOUCHED)].itertuples():
        true = COMPANY.true.get((row.concept, Period(row.period_start, row.period_end)))
        known += true is not None
        assert true is None or row.sharp_low <= true <= row.sharp_high, row
    assert known > 300
    concepts = read.facts.set_index("fact_id")["concept"]
    broken = tested[tested["status"] == "broken"]
    assert len(broken) > 20
    for ids in broken["fact_ids"]:
        assert archive.TOUCHED & set(concepts[ids.split()]), ids


def moved(folder: Path, years: int) -> Extraction:
    """The two smallest filings as filed and moved by 1, 2, ... years: they contradict each other all over."""
    paths = sorted((find_project().data / "raw").glob("*.txt"), key=lambda path: path.stat().st_size)[:2]
    for path in paths:
        for year in range(years):
            name = alter.day_a_year_on(path.stem[:10], year) + path.stem[10:] + f"_{year}"
            (folder / f"{name}.txt").write_text(alter.a_year_on(path.read_text(encoding="utf-8"), year), "utf-8")
    return read_filings(folder)


def applied(read: Extraction, monkeypatch: pytest.MonkeyPatch) -> tuple[int, pd.DataFrame]:
    """How many rows of the system are applied until nothing moves and nothing contradicts; and the checks."""
    rows = 0
    implied = System.implied

    def counted(self: System, active: object, *bounds: object) -> object:
        nonlocal rows
        rows += len(active)  # type: ignore[arg-type]
        return implied(self, active, *bounds)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(System, "implied", counted)
        checks.forget()
        tested = checks.build(read.facts, read.filings)
    return rows, tested


def test_contradictions_cost_their_neighbourhood_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = []
    for years in (2, 8):
        folder = tmp_path / str(years)
        folder.mkdir()
        read = moved(folder, years)
        rows, tested = applied(read, monkeypatch)
        assert (tested["status"] == "broken").sum() > 50 * years
        work.append(rows / len(evidence.from_frame(read.facts, read.filings)))
    assert work[1] < 2.5 * work[0]
