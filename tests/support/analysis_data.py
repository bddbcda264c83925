"""An open data folder made of a few facts, for the tests of the analyses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from filed import write_processed

from helpers.data import tables
from helpers.data.dataset import Data, open_data

FILINGS = pd.DataFrame(
    [
        (
            "2012-02-08_3q11_presentation",
            "2012-02-08",
            "presentation",
            "A",
            "2011-04-01",
            "2011-12-31",
            "IIJ",
            "0" * 64,
            "",
        ),
        (
            "2013-08-06_1q13_presentation",
            "2013-08-06",
            "presentation",
            "B",
            "2013-04-01",
            "2013-06-30",
            "IIJ",
            "1" * 64,
            "",
        ),
        (
            "2016-08-05_1q16_presentation",
            "2016-08-05",
            "presentation",
            "C",
            "2016-04-01",
            "2016-06-30",
            "IIJ",
            "2" * 64,
            "",
        ),
        (
            "2017-05-15_fy16_presentation",
            "2017-05-15",
            "presentation",
            "D",
            "2016-04-01",
            "2017-03-31",
            "IIJ",
            "3" * 64,
            "",
        ),
    ],
    columns=tables.columns("filings"),
)
F11, F13, F16, F17 = FILINGS["filing"]


def opened(
    folder: Path, facts: Iterable[dict[str, object]], texts: Mapping[str, str] | None = None, as_of: str = ""
) -> Data:
    """The facts as a data folder, with series and checks made from them and the given raw texts by filing."""
    write_processed(folder, facts, FILINGS)
    (folder / "raw").mkdir(exist_ok=True)
    for filing, text in (texts or {}).items():
        (folder / "raw" / f"{filing}.txt").write_text(text, encoding="utf-8")
    return open_data(folder, as_of)
