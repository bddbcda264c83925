"""The archive of a made-up company whose truth is known: a release and a presentation a quarter, over years.

They overlap as real ones do: a release prints its period and the same a year ago, in millions and in thousands of yen;
a presentation the last five quarters and comparisons. In the year `RESTATED` the company moves an amount from one
service to another and prints the year before anew, so that filings contradict each other where it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import company as made_up

from helpers.language import calendar

RESTATED = 2013
MOVED = ("revenue.network.outsourcing", "revenue.si.operation")
"""From which service an amount is moved, and to which."""
TOUCHED = frozenset({*MOVED, "revenue.network", "revenue.si", "gross_margin.network", "gross_margin.si"})
"""The items that the restatement changes."""

_SPANS = {1: ("1q", "first three months", "Three Months", 3), 2: ("1h", "first six months", "Six Months", 6),
          3: ("9m", "first nine months", "Nine Months", 9), 4: ("fy20", "fiscal year", "Fiscal Year", 12)}  # fmt: skip
_NAMES = {1: "1Q{}", 2: "1H{}", 3: "1Q-3Q{}", 4: "FY20{}"}
_ENDS = {1: "June 30", 2: "September 30", 3: "December 31", 4: "March 31"}
_DAYS = {1: (8, 5, "August"), 2: (11, 8, "November"), 3: (2, 8, "February"), 4: (5, 15, "May")}
_ROWS = (
    ("Total revenues", "revenue"), ("Network services", "revenue.network"),
    ("Systems integration (SI)", "revenue.si"), ("Equipment sales", "revenue.equipment"),
    ("ATM operation business", "revenue.atm"), ("Total costs", "cost"), ("Network services", "cost.network"),
    ("Systems integration (SI)", "cost.si"), ("Equipment sales", "cost.equipment"),
    ("ATM operation business", "cost.atm"), ("Total gross margin", "gross_margin"),
    ("Network services", "gross_margin.network"), ("Systems integration (SI)", "gross_margin.si"),
    ("SG&A expenses and R&D", "sga_rd"), ("Operating income", "operating_income"),
)  # fmt: skip
_STATEMENT = (
    ("REVENUES:", ""), ("Network services:", ""),
    ("Internet connectivity (enterprise)", "revenue.network.connectivity_enterprise"),
    ("Internet connectivity (consumer)", "revenue.network.connectivity_consumer"), ("WAN", "revenue.network.wan"),
    ("Outsourcing", "revenue.network.outsourcing"), ("Total", "revenue.network"), ("Systems integration:", ""),
    ("Systems construction", "revenue.si.construction"), ("Systems operation and maintenance", "revenue.si.operation"),
    ("Total", "revenue.si"), ("Equipment sales", "revenue.equipment"), ("ATM operation business", "revenue.atm"),
    ("Total revenues", "revenue"), ("COST AND EXPENSES:", ""), ("Cost of network services", "cost.network"),
    ("Cost of systems integration", "cost.si"), ("Cost of equipment sales", "cost.equipment"),
    ("Cost of ATM operation business", "cost.atm"), ("Total costs", "cost"),
    ("Sales and marketing", "sga_rd.sales_marketing"), ("General and administrative", "sga_rd.general_administrative"),
    ("Research and development", "sga_rd.research_development"), ("OPERATING INCOME", "operating_income"),
)  # fmt: skip
_SLIDES = (
    ("Revenues", "revenue"), ("Network Services Revenues", "revenue.network"), ("SI Revenues", "revenue.si"),
    ("Gross Margin", "gross_margin"), ("Operating Income", "operating_income"),
)  # fmt: skip
Truth = dict[tuple[str, calendar.Period], int]


def written(company: made_up.Company, folder: Path, count: int) -> None:
    """The first `count` filings of the archive, as texts in a folder."""
    for _, (name, text) in zip(range(count), filed(company), strict=False):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def filed(company: made_up.Company) -> Iterator[tuple[str, str]]:
    """The name and the text of each filing, the oldest first."""
    years = sorted({calendar.fiscal_year(period.end) for _, period in company.true if period.start})
    for year in years[1:]:
        known = company.true if year < RESTATED else restated(company)
        for quarter in range(1, 5):
            month, day, name = _DAYS[quarter]
            when = f"{year + (quarter > 2):04d}-{month:02d}-{day:02d}"
            spoken = f"{name} {day}, {when[:4]}"
            span = _NAMES[quarter].format(f"{year % 100:02d}").lower().replace("-", "to")
            yield f"{when}_{span}_release", _release(known, year, quarter, spoken)
            yield f"{when}_{span}_presentation", _presentation(known, year, quarter, spoken)


def restated(company: made_up.Company) -> Truth:
    """The figures as they are printed from the restatement on: a tenth of one service counts to the other."""
    true = dict(company.true)
    for period in company.periods:
        moved = company.true[MOVED[0], period] // 10**4 * 10**3
        for concept in ("revenue.network", "gross_margin.network", MOVED[0]):
            true[concept, period] -= moved
        for concept in ("revenue.si", "gross_margin.si", MOVED[1]):
            true[concept, period] += moved
    return true


def _period(year: int, quarter: int) -> calendar.Period:
    return calendar.period(f"{_SPANS[quarter][0]}{year % 100:02d}")


def _rounded(value: int, unit: int) -> str:
    number = int((Decimal(value) / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return f"({-number:,})" if number < 0 else f"{number:,}"


def _growth(new: int, old: int) -> str:
    rate = (Decimal(100) * (new - old) / abs(old)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"({-rate})" if rate < 0 else f"{rate}"


def _changed(new: int, old: int) -> str:
    rate = _growth(new, old)
    return f"down {rate[1:-1]}%" if rate.startswith("(") else f"up {rate}%"


def _release(true: Truth, year: int, quarter: int, day: str) -> str:
    _, months, spelled, _ = _SPANS[quarter]
    now, before = _period(year, quarter), _period(year - 1, quarter)
    names = [_NAMES[quarter].format(f"{one % 100:02d}") for one in (year - 1, year)]
    last = [f"{_ENDS[quarter]}, {one + (quarter == 4)}" for one in (year - 1, year)]
    period = f"{months} ended {last[1]}" if quarter < 4 else f"fiscal year ended {last[1]}"
    lines = [
        "For Immediate Release", "",
        f"IIJ Announces Consolidated Financial Results for the {period[0].upper()}{period[1:]}", "",
        f'Tokyo, {day} - Internet Initiative Japan Inc. ("IIJ" NASDAQ:IIJI, TSE:3774) today announced its '
        f"consolidated financial results for the {period}.", "",
        f"Highlights of Financial Results for {names[1]}", "",
        f"Revenues JPY{_rounded(true['revenue', now], 10**6)} million "
        f"({_changed(true['revenue', now], true['revenue', before])} YoY)", "",
        "Operating Results Summary", "", f"\t{names[0]}\t{names[1]}\tYoY Change", "\tJPY millions\tJPY millions\t%",
    ]  # fmt: skip
    for label, concept in _ROWS:
        old, new = true[concept, before], true[concept, now]
        lines.append("\t".join((label, _rounded(old, 10**6), _rounded(new, 10**6), _growth(new, old))))
    lines += ["", "Quarterly Consolidated Statements of Income (Unaudited)", ""]
    lines += [f"\t{spelled} Ended {last[0]}\t{spelled} Ended {last[1]}", "\tThousands of JPY\tThousands of JPY"]
    for label, concept in _STATEMENT:
        amounts = [_rounded(true[concept, when], 10**3) for when in (before, now)] if concept else ["", ""]
        lines.append("\t".join((label, *amounts)))
    return "\n".join(lines) + "\n"


def _presentation(true: Truth, year: int, quarter: int, day: str) -> str:
    name = _NAMES[quarter].format("").replace("FY20", "") + (" " if quarter < 4 else "") + f"FY{year}"
    first = f"{_ENDS[quarter]}, {year + (quarter == 4)}"
    span = f"First {_SPANS[quarter][3]} months ended {first}" if quarter < 4 else f"Fiscal year ended {first}"
    lines = [f"Consolidated Financial Results for {name} ({span})", "", "Internet Initiative Japan Inc.",
             "TSE1(3774), NASDAQ(IIJI)", day, ""]  # fmt: skip
    lasts = [(year - (quarter - back < 1), (quarter - back - 1) % 4 + 1) for back in range(4, -1, -1)]
    quarters = [calendar.period(f"{number}q{one % 100:02d}") for one, number in lasts]
    heads = [f"{number}Q{one % 100:02d}" for one, number in lasts]
    for number, (label, concept) in enumerate(_SLIDES, 1):
        values = [true[concept, when] for when in quarters]
        lines += [f"II - {number}. {label}", "", "Unit: JPY million", "", "\t".join(["", *heads])]
        lines.append("\t".join([label, *(_rounded(value, 10**6) for value in values)]))
        new, old, latest = values[-1], values[0], heads[-1]
        lines.append("")
        if new > 0:
            lines += [f"{latest} {label}: JPY{_rounded(new, 10**6)} million ({_changed(new, old)} YoY)", ""]
    return "\n".join(lines) + "\n"
