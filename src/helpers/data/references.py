"""The public reference tables: figures of others, which never mix with the facts of the filings."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.language import calendar

REFERENCE = "reference/"
"""What the id of a row of a reference table begins with."""

# Which column of a table says when a row was announced ('' for none), and which date a row cannot be known before.
DATES: dict[str, tuple[str, str]] = {
    "docomo_interconnection_charges": ("announced_on", "announced_on"),
    "mvno_market": ("", "date"),
}


def read(folder: Path, name: str, as_of: str = "") -> pd.DataFrame:
    """A reference table, without rows later than `as_of` (an ISO date; '' for all); a month counts as its last day.

    The column `hindsight` is True for rows whose announcement has no date; `source` names the row, as the id of a fact
    names a place in a filing. Raises KeyError for an unknown table,
    FileNotFoundError for one that is not there.
    """
    announced, dated = DATES[name]
    frame = pd.read_csv(folder / f"{name}.csv", dtype=dict.fromkeys(("note", "announced_on", "date", "layer"), str))
    frame = frame.fillna({"note": "", "announced_on": "", "date": ""})
    days = frame[dated].map(lambda text: calendar.month_last_day(text) if text else "")
    frame["hindsight"] = frame[announced] == "" if announced else True
    frame["source"] = [f"{REFERENCE}{name}.L{line}.C0" for line in range(2, len(frame) + 2)]
    return (frame[days <= as_of] if as_of else frame).reset_index(drop=True)
