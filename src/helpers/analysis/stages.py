"""The first stages of the way of the data, as the notebooks 01 to 03 run them: read, reconcile, save.

Each gives a `dataset.Data` whose frames are those of the stage, so that a notebook can look at what it is about to
save in the same way as at what is saved.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.data import record, tables
from helpers.data.as_of import last_day
from helpers.data.dataset import Data, DataError, open_data, project_root
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity
from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.proof import checks, evidence, series
from helpers.proof.series import CONTESTED, SOUND


class JustRead(Data):
    """A folder whose texts have just been read: its checks are of what was read, not of what was saved before."""

    @cached_property
    def checks(self) -> pd.DataFrame:
        """Checks of the facts just read, made when a figure is first asked whether it is in doubt."""
        return checks.build(self.facts, self.filings, self.as_of)


def read(data_dir: str = "data", as_of: str = "") -> Data:
    """Read the raw texts of a data folder: filings, numbers and facts; nothing else is there yet.

    as_of   only filings announced up to then; DataError if there is none, or if it is no date
    """
    from helpers.reading.numbers import read_filings  # the readers take a while to load, and only 01 and 02 read texts

    day, folder = last_day(as_of), resolved(data_dir)
    found = read_filings(folder / "raw")
    filings = found.filings.sort_values(["announced_on", "filing"], ignore_index=True)
    known = filings[filings["announced_on"] <= day].reset_index(drop=True) if day else filings
    if known.empty:
        first = f"the first is of {filings['announced_on'].min()}" if len(filings) else "the folder holds no filing"
        raise DataError(f"No filing was announced by {day}; {first}. Choose a later as_of.")
    data = JustRead(folder, day)
    vars(data).update(filings=known, numbers=_of(found.numbers, known), facts=_of(found.facts, known))
    return data


def _of(frame: pd.DataFrame, filings: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["filing"].isin(filings["filing"])].reset_index(drop=True)


def reconciled(data_dir: str = "data", as_of: str = "", elsewhere: bool = True) -> Data:
    """Check the saved facts against each other and derive what follows: checks, series and record, made now.

    elsewhere   whether the record holds figures published outside the filings, too
    """
    data = open_data(data_dir, as_of, elsewhere)
    made = checks.build(data.facts, data.filings, data.as_of)
    levels = series.build(data.facts, data.filings, data.as_of)
    joined = record.build(data.facts, data.filings, levels, data.published, data.as_of)
    vars(data).update(checks=made, series=levels, record=joined.record, record_checks=joined.checks)
    return data


def resolved(folder: str) -> Path:
    """A folder as given; a relative one starts at the project's root."""
    path = Path(folder)
    return path if path.is_absolute() else project_root() / path


def save(save_to: str, **frames: pd.DataFrame) -> None:
    """Write tables to a folder, with their data dictionary; nothing where `save_to` is empty."""
    if save_to:
        tables.write_all(resolved(save_to), frames)


def raw_text(data: Data, filing: str) -> str:
    """The raw text of a filing."""
    return (data.data_dir / "raw" / f"{filing}.txt").read_bytes().decode("utf-8")


def stated(
    data: Data,
    concept: str,
    measure: str = "level",
    filing: str = "",
    period: Period | None = None,
    lines: tuple[int, int] | None = None,
) -> AnyQuantity:
    """What a filing states of a concept: a fact as a quantity with the interval of its rounding.

    filing   by default the latest one
    period   by default the one the filing itself reports on
    lines    only what stands between these two lines
    """
    name = filing or str(data.filings["filing"].iloc[-1])
    record = data.filings.set_index("filing").loc[name]
    when = period or Period(str(record["period_start"]), str(record["period_end"]))
    frame = data.facts
    about = (frame["filing"] == name) & (frame["concept"] == concept) & (frame["measure"] == measure)
    about &= (frame["scenario"] == "actual") & (frame["period_start"] == when.start) & (frame["period_end"] == when.end)
    if lines:
        about &= frame["line"].between(*lines)
    if not about.any():
        return Missing(f"{name} states no {measure} of {concept} for that period", period_end=when.end)
    fact = evidence.best(evidence.from_frame(frame[about], data.filings))
    return Quantity(
        fact.value, fact.low, fact.high, fact.unit, when.start, when.end, fact_ids=(fact.fact_id,),
        basis="reported", formula=f"{concept} as stated",
        status=CONTESTED if fact.fact_id in data.contested else SOUND,
    )  # fmt: skip


def fiscal_name(data: Data, filing: str) -> str:
    """The period a filing reports on, as IIJ names it: 'FY2016', '1Q13'."""
    record = data.filings.set_index("filing").loc[filing]
    return calendar.name(str(record["period_start"]), str(record["period_end"])).upper()
