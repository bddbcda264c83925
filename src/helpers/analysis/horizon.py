"""How far the data go: the periods an analysis tells of, from where it starts to the latest one that is known.

No analysis names its last period. It names where it starts, and what must be known; the data say the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from helpers.data.asked import question
from helpers.data.dataset import Data
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.quantity import AnyQuantity, Quantity
from helpers.language import calendar
from helpers.language.calendar import Period

QUARTERS = ("1q", "2q", "3q", "4q")


def quarters(data: Data, concepts: Iterable[str], since: str, at_least: str = "") -> list[str]:
    """Every quarter from the one `since` names to the last for which one of the concepts is known, gaps included.

    at_least   a quarter to go on to in any case
    """
    known = [*_named(data, concepts), *([calendar.period(at_least)] if at_least else [])]
    return _names(_until(calendar.period(since), max((span.end for span in known), default=""), 3))


def years(data: Data, concepts: Iterable[str], since: str) -> list[str]:
    """Every fiscal year from `since` to the last for which one of the concepts is known; two at the least."""
    first = calendar.period(since)
    known = [span.end for span in _named(data, concepts) if span.name.startswith("fy")]
    return _names(_until(first, max([*known, calendar.earlier(first, -12).end]), 12))


def before(period: str) -> str:
    """The same period of the year before: 'fy2015' for 'fy2016', '1h15' for '1h16'."""
    return calendar.year_ago(calendar.period(period)).name


def after(period: str) -> str:
    """The same period of the year after: 'fy2017' for 'fy2016'."""
    return calendar.earlier(calendar.period(period), -12).name


def latest(names: Iterable[str], told: Callable[[str], AnyQuantity], fallback: str) -> str:
    """The last of the periods about which something can be told; `fallback` where there is none."""
    return next((name for name in reversed(list(names)) if told(name).known), fallback)


def latest_pair(
    data: Data, needed: Callable[[str, str], Iterable[AnyQuantity]], fallback: tuple[str, str]
) -> tuple[str, str]:
    """The latest fiscal year so far, with the same of the year before it, between which all that is needed is known.

    needed   gives the quantities between the earlier and the later period, by their names
    """
    for end in reversed(_until(calendar.period("1q11"), _last_day(data), 3)):
        name = _so_far(end).name
        if all(one.known for one in needed(before(name), name)):
            return before(name), name
    return fallback


def onward(
    data: Data, base: Iterable[str], told: Callable[[str], AnyQuantity], kinds: tuple[str, ...] = ()
) -> list[str]:
    """The periods of `base`, known or not, and after the last of them each one about which something can be told.

    What is published under the name of a period keeps that name, and a later period joins it under its own.

    kinds   how the names of the later ones begin: 'fy', '1h', '9m', '1q' ...; all of them by default
    """
    asked = list(base)
    after = max(calendar.period(name).end for name in asked)
    later = [span for end in _until(calendar.period("1q10"), _last_day(data), 3) for span in _ending_with(end)]
    found = _names(span for span in later if span.end > after and (not kinds or span.name.startswith(kinds)))
    return asked + [name for name in found if told(name).known]


def every(data: Data, items: Mapping[str, str], freqs: Iterable[str]) -> pd.DataFrame:
    """`data.frame` of several kinds of periods, one below the other: fiscal years, then halves, and so on."""
    return pd.concat([data.frame(dict(items), freq=freq) for freq in freqs])


def named(stem: str, column: pd.Series, *always: str) -> dict[str, AnyQuantity]:
    """What a column holds under the names of findings: '<stem>_fy2016' for its row FY2016.

    always   the periods that have a finding in any case ('fy2016'); each period of the column after the last of them
             joins as soon as the filings tell it
    """
    held = {str(period).lower(): quantity for period, quantity in column.items()}
    last = max(calendar.period(name).end for name in always)
    later = [name for name in held if calendar.period(name).end > last and _told(held[name])]
    unknown = Missing("no filing states what it takes to work it out")
    return {f"{stem}_{name}": held.get(name, unknown) for name in (*always, *later)}


def _told(quantity: AnyQuantity) -> bool:
    """Whether the filings tell a value, without what was published elsewhere."""
    return isinstance(quantity, Quantity) and not quantity.references


def _names(periods: Iterable[Period]) -> list[str]:
    return [period.name for period in periods]


def _until(since: Period, last: str, months: int) -> list[Period]:
    """A period and each one after it, so many months apart, that ends by a day."""
    found = []
    while since.end <= last:
        found.append(since)
        since = calendar.earlier(since, -months)
    return found


def _named(data: Data, concepts: Iterable[str]) -> list[Period]:
    """The periods that have a name for which one of the concepts is known."""
    return [span for concept in concepts for span in data.spans(concept) if calendar.has_name(span.name)]


@question
def _last_day(data: Data) -> str:
    """The last day of which an actual level is known."""
    series = data.series
    return str(series.loc[series["scenario"] == "actual", "period_end"].max()) if len(series) else ""


def _so_far(quarter: Period) -> Period:
    """The fiscal year up to the end of a quarter: the first nine months for the third."""
    year, number = calendar.fiscal_year(quarter.end), calendar.quarter_number(quarter.end)
    return calendar.of_year(year, 0, 3 * number)


def _ending_with(quarter: Period) -> list[Period]:
    """The periods with a name that end with a quarter, shortest first."""
    half = [calendar.half(calendar.fiscal_year(quarter.end), 2)] if calendar.quarter_number(quarter.end) == 4 else []
    return list(dict.fromkeys([quarter, *half, _so_far(quarter)]))
