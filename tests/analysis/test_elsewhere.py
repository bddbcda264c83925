"""What 03 says of figures published elsewhere: counted from the checks, and nothing where they are left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from filed import fact, write_processed
from publications import row, write

from helpers.analysis import elsewhere
from helpers.data.dataset import Data, open_data
from helpers.story.sources import Link


def opened(folder: Path, second_quarter: str) -> Data:
    """Two printed cumulative revenues and what was published: one like them, one of the quarter between."""
    write_processed(
        folder,
        [
            fact("revenue", "1q16", "36179000000", -6, filing="a", line=1),
            fact("revenue", "1h16", "74123000000", -6, filing="b", line=2),
        ],
    )
    write(
        folder / "raw" / "reference",
        row("revenue", "1h16", "74123270000", -3, on="2016-11-14"),
        row("revenue", "2q16", second_quarter, on="2016-11-14"),
        row("revenue", "fy2013", "114272000000"),
    )
    return open_data(folder)


def test_an_interval_that_holds_the_published_figure_is_counted(tmp_path: Path) -> None:
    data = opened(tmp_path, "37944000000")
    assert (elsewhere.derived(data), elsewhere.derived(data).missed) == ((1, 1), 0)
    assert elsewhere.printed(data) == (1, 1)
    assert [way["compared"] for way in elsewhere.agreement(data)][:2] == [1, 1]
    (shown,) = elsewhere.beside(data, 5)
    assert (shown["status"], shown["by"]) == ("holds", "A paper, 14 November 2016")
    assert isinstance(shown["published elsewhere"], Link)
    assert shown["published elsewhere"].place.href == "../data/raw/reference/published_results.csv#L3"


def test_one_that_misses_it_is_counted_too(tmp_path: Path) -> None:
    assert elsewhere.derived(opened(tmp_path, "39944000000")).missed == 1


def test_years_are_told_by_the_filings_or_known_besides(tmp_path: Path) -> None:
    (said,) = elsewhere.filled(opened(tmp_path, "37944000000"), ["revenue"], ["fy2013", "fy2016"])
    assert said["years published elsewhere"] == "13"
    assert said["years unknown"] == "16"
    assert (said["quarters the filings tell"], said["quarters known besides"]) == (2, 0)


@pytest.mark.parametrize("how", ["alone", "closed"])
def test_nothing_of_it_shows_where_it_is_left_out(how: str, tmp_path: Path) -> None:
    data = opened(tmp_path, "37944000000")
    data = data.alone() if how == "alone" else open_data(tmp_path, elsewhere=False)
    assert [way["compared"] for way in elsewhere.agreement(data)] == [0, 0, 0]
    assert elsewhere.beside(data, 5) == []
    assert elsewhere.filled(data, ["revenue"], ["fy2013"])[0]["years unknown"] == "13"
