"""Figures of the company that stand outside the filings (data/raw/reference/published_results.csv): read and validated.

One row is a concept, scenario, measure and period as one publication of one day gives it, with the publisher and the
address. Values carry the concept's own sign, as in series.csv. They never mix with the facts of the filings: `record`
sets both side by side.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas as pd

from helpers.data.quantity.reference import PUBLISHED, Reference
from helpers.language import calendar, company, concepts
from helpers.language.errors import HelpersError

FILE = "published_results.csv"
COLUMNS = (
    "reference_id", "concept", "scenario", "measure", "period_start", "period_end", "value", "unit", "decimals",
    "approx", "announced_on", "publisher", "source", "how", "note",
)  # fmt: skip
SCENARIOS = ("actual", "target", "prior_target")
MEASURES = ("level", "yoy_pct")
COMPUTED = "computed: "
UNDATED = "undated"
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")


class PublishedError(HelpersError):
    """A row of the table of published figures is not what it must be; the text names the row and what to do."""


def empty() -> pd.DataFrame:
    """The table without rows."""
    return pd.DataFrame(columns=[*COLUMNS, "day", "line"])


def read(reference_dir: Path, as_of: str = "") -> pd.DataFrame:
    """The published figures, sorted by id; no rows where the folder has no such table.

    reference_dir   folder of the reference tables (data/raw/reference)
    as_of           ISO date: only rows announced up to then, and none whose day is not known; '' gives all
    returns         the columns of the file, `value` as a Decimal, `decimals` as a whole number, `approx` as a bool, and
                    `day`: announced_on as an ISO date (a month counts as its last day), '' where it is not known;
                    `line`: the row's line in the file
    Raises PublishedError, which names the row, for a row that is not what the columns say.
    """
    path = Path(reference_dir) / FILE
    if not path.is_file():
        return empty()
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (UnicodeDecodeError, ValueError) as error:
        raise PublishedError(f"{FILE} cannot be read as a table in UTF-8 ({error}): save it as CSV again.") from error
    if list(frame.columns) != list(COLUMNS):
        raise PublishedError(
            f"{FILE} has the columns {', '.join(map(str, frame.columns))}; expected {', '.join(COLUMNS)}."
        )
    rows = frame.to_dict("records")
    for number, row in enumerate(rows, 2):
        _validate(number, {str(name): str(cell) for name, cell in row.items()})
    twice = frame["reference_id"].duplicated().tolist()
    if any(twice):
        raise PublishedError(
            f"{FILE}, line {twice.index(True) + 2}: the id {frame['reference_id'][twice.index(True)]} stands there "
            "a second time; one publication of a day says a figure once, so delete one of the rows."
        )
    return _typed(frame, as_of)


def _typed(frame: pd.DataFrame, as_of: str) -> pd.DataFrame:
    frame = frame.assign(
        value=pd.Series([Decimal(text) for text in frame["value"]], dtype=object),
        decimals=frame["decimals"].astype(int),
        approx=frame["approx"] == "true",
        day=frame["announced_on"].map(_day),
        line=range(2, len(frame) + 2),
    ).sort_values("reference_id", ignore_index=True)
    if as_of:
        frame = frame[(frame["day"] != "") & (frame["day"] <= as_of)].reset_index(drop=True)
    return frame


def _day(announced_on: str) -> str:
    return calendar.month_last_day(announced_on) if announced_on else ""


def reference_id(row: dict[str, str]) -> str:
    """The id of a row: concept (and measure, where it is no level), scenario, period and day."""
    what = row["concept"] if row["measure"] == "level" else f"{row['concept']}/{row['measure']}"
    when = f"{row['period_start']}..{row['period_end']}" if row["period_start"] else row["period_end"]
    return PUBLISHED + ":".join((what, row["scenario"], when, _day(row["announced_on"]) or UNDATED))


def references(frame: pd.DataFrame) -> dict[str, Reference]:
    """The rows as sources, by id."""
    names = ["reference_id", "publisher", "day", "source", "how", "note", "line"]
    return {str(row[0]): Reference(*row) for row in frame[names].itertuples(index=False, name=None)}


# ---- validation ---------------------------------------------------------------------------------------------------


def _validate(number: int, row: dict[str, str]) -> None:
    for name, allows, wanted in _RULES:
        if not allows(row[name]):
            raise PublishedError(_sentence(number, row, f"the {name} is {row[name]!r}", f"write {wanted}"))
    _validate_concept(number, row)
    expected = reference_id(row)
    if row["reference_id"] != expected:
        raise PublishedError(
            _sentence(number, row, "the id does not follow from concept, scenario, period and day", f"write {expected}")
        )


def _validate_concept(number: int, row: dict[str, str]) -> None:
    item = concepts.load().concepts.get(row["concept"])
    if item is None:
        raise PublishedError(
            _sentence(
                number, row, f"there is no concept {row['concept']!r}", "name one of concepts.toml, or add it there"
            )
        )
    unit = "ratio" if row["measure"] == "yoy_pct" else company.in_tables(item.unit)
    if row["unit"] != unit:
        raise PublishedError(
            _sentence(number, row, f"the unit is {row['unit']!r}", f"write {unit!r}, that of the item")
        )
    start, end = row["period_start"], row["period_end"]
    if start > end:
        raise PublishedError(_sentence(number, row, f"the period ends before it starts on {start}", "swap the dates"))
    if item.period == "instant" and start:
        raise PublishedError(
            _sentence(number, row, "a balance has no first day", "leave period_start empty, or name another concept")
        )


def _sentence(number: int, row: dict[str, str], found: str, do: str) -> str:
    return f"{FILE}, line {number} ({row['concept']}, {row['scenario']}, {row['period_end']}): {found}; {do}."


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_day_or_month(text: str) -> bool:
    return not text or (_DAY.fullmatch(text) is not None and _is_date(text if len(text) == 10 else f"{text}-01"))


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


_RULES: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("scenario", SCENARIOS.__contains__, f"one of {', '.join(SCENARIOS)}"),
    ("measure", MEASURES.__contains__, f"one of {', '.join(MEASURES)}"),
    ("period_start", lambda text: not text or _is_date(text), "a date YYYY-MM-DD, or nothing for a balance"),
    ("period_end", _is_date, "a date YYYY-MM-DD"),
    ("value", _is_number, "a plain number in base units"),
    ("decimals", lambda text: re.fullmatch(r"-?\d{1,2}", text) is not None, "a whole number, -6 for JPY million"),
    ("approx", ("true", "false").__contains__, "true where the source says about or over, else false"),
    ("announced_on", _is_day_or_month, "a day YYYY-MM-DD, a month YYYY-MM, or nothing where it did not show"),
    ("publisher", lambda text: bool(text.strip()), "who published it"),
    ("source", lambda text: _ADDRESS.fullmatch(text) is not None, "the address, from http on"),
    ("how", lambda text: text == "printed" or text.startswith(COMPUTED), f"'printed', or '{COMPUTED}' and the formula"),
)
