"""Splits of the company's shares: figures a share, and numbers of shares, are brought to the shares of one day.

A figure told before a split is one of old shares; what is told after it is of new shares, whatever its period. Only
figures of the same shares are compared, added or listed together.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from helpers.language import company
from helpers.language.calendar import Period

FILE = "splits.toml"
RULE = "split"
"""The rule of a level that follows from a figure of other shares."""
ADS_A_SHARE = "ads.per_share"
UNITS = frozenset({"JPY/share", "JPY/ADS", "shares", "ADS"})


class Split(NamedTuple):
    """A split: when it was announced and took effect, how many new shares an old one became, and who says so.

    `ads`: how many new ADSs an old one became, nil where that is not known; `ads_a_share`: how many are a share since.
    """

    announced: str
    effective: str
    shares: int
    witness: str
    ads: int = 0
    ads_a_share: int = 0


@company.kept
@cache
def load(path: Path | None = None) -> tuple[Split, ...]:
    """The splits of the company, which may have had none, or of another table; the earliest first.

    Raises ValueError that names the row with days out of order or no witness.
    """
    rows = [Split(**row) for row in company.table(FILE, path).get("split", ())]
    for row in rows:
        if not "" < row.announced <= row.effective or not row.witness or row.shares < 1:
            raise ValueError(
                f"{path or FILE}: the split of {row.effective or 'no day'} needs the day it was announced, one not "
                "before it that it took effect, a whole number of new shares for an old one, and a witness."
            )
    return tuple(sorted(rows, key=lambda row: row.effective))


def since(told: str, on: str) -> tuple[Split, ...]:
    """The splits that took effect after a figure was told, up to the day `on` (ISO)."""
    return tuple(split for split in load() if told < split.effective <= on)


def factor(concept: str, unit: str, period: Period, told: str, on: str) -> float | None:
    """What a figure told on one day is to be divided by, to be one of the shares of the day `on`; 1 for most.

    None    it cannot be known which shares it is of: told between the announcement of a split and its day, of a
            period with days before and after it; or one of ADSs of which nothing is known
    """
    found = 1.0
    for split in since(told, on):
        if told >= split.announced and period.end >= split.effective:  # forecasts that came with the split
            if period.start and period.start < split.effective:
                return None
            continue
        each = _of_each(concept, unit, split)
        if each is None:
            return None
        found *= each
    return found


def _of_each(concept: str, unit: str, split: Split) -> float | None:
    """What one split divides a figure by; None where that is not known."""
    if unit == "JPY/share" or unit == "shares":
        return float(split.shares) if unit == "JPY/share" else 1 / split.shares
    if not split.ads:
        return None
    if concept == ADS_A_SHARE:
        return split.shares / split.ads
    return float(split.ads) if unit == "JPY/ADS" else 1 / split.ads


def ads_a_share(day: str) -> int:
    """How many ADSs a share is on a day; nil where that is not known."""
    past = [split.ads_a_share for split in load() if split.effective <= day]
    return past[-1] if past else 0
