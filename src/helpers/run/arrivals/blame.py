"""Which figures would explain the checks that break, if they were otherwise: where one looks first."""

from __future__ import annotations

import math

from helpers.data.quantity import side_by_side
from helpers.data.quantity.quantity import Quantity
from helpers.language.calendar import Period
from helpers.proof import known_errors, weighing
from helpers.run.arrivals import effects
from helpers.run.arrivals.effects import ShelfTables
from helpers.run.arrivals.report import Blame, PrintedNumber


def blamed(one: ShelfTables, other: ShelfTables) -> tuple[Blame, ...]:
    """The figures behind the checks that break in `one` and not in `other`, the worst first (`weighing.suspects`).

    Known errors of the filings (known_errors.toml) are left out: the checks that they break say so themselves.
    """
    new = set(effects.newly_broken(one, other)["check_id"])
    if not new:
        return ()
    gone = set(one.filings["supersedes"]) - {""}
    current = one.filings[~one.filings["filing"].isin(gone)]
    found = weighing.suspects(one.facts[one.facts["filing"].isin(current["filing"])], current)
    known = known_errors.ids(one.said)
    facts = one.facts.drop_duplicates("fact_id").set_index("fact_id")
    rows = []
    for row in found.to_dict("records"):
        mends = len(new & set(str(row["check_ids"]).split(" ")))
        if mends and row["fact_id"] not in known:
            fact = facts.loc[row["fact_id"]]
            unit = effects.unit_of(str(row["measure"]), str(fact["unit"]))
            half = 0.5 * 10.0 ** -int(fact["decimals"])
            own = Quantity(row["value"], row["value"] - half, row["value"] + half, unit)
            rows.append(
                Blame(
                    PrintedNumber(str(row["filing"]), int(row["line"]), str(row["printed"])),
                    str(row["concept"]),
                    str(row["measure"]),
                    Period(str(row["period_start"]), str(row["period_end"])),
                    mends,
                    _supported(row["supported_low"], row["supported_high"], own),
                )
            )
    return tuple(sorted(rows, key=lambda row: -row.mends))


def _supported(low: float, high: float, own: Quantity) -> str:
    """What all other figures allow for it, so that one sees how it differs; '' where they allow anything."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return side_by_side.intervals(Quantity((low + high) / 2, low, high, own.unit), own)[0]
