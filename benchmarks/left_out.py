"""Whether what was left out lies where the rest puts it: `python benchmarks/left_out.py [every]`.

Each figure published elsewhere is taken away in turn; what the filings and the other published figures allow for it is
worked out anew by the same identities, and must meet the interval that the figure stands for. Counted are the figures
that the rest bounds, and those missed. One missed ends with an error.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection
from typing import NamedTuple

from helpers.data import published, record
from helpers.data.quantity.reference import is_reference
from helpers.proof import checks, doubts, evidence, known_errors, propagation
from helpers.proof.levels import meet
from helpers.reading import numbers
from helpers.run.project import find_project

TIGHT = 0.1


class Outcome(NamedTuple):
    """How many figures were left out, how many the rest bounds, how many within a tenth of them, and those missed."""

    tried: int
    bounded: int
    tight: int
    missed: list[str]


def left_out(joined: record.Evidence, every: int = 1, only: Collection[str] = ()) -> Outcome:
    """Leave out every so many-th of the published figures (or `only` these), one at a time."""
    said = evidence.from_frame(joined.facts, joined.filings)
    found, rules = checks.direct(said)
    trust = doubts.trust(found, said, known_errors.ids(said))
    wrong = known_errors.ids(said, known_errors.WRONG)
    figures = sorted(
        (fact for fact in said if is_reference(fact.fact_id) and "#" not in fact.fact_id), key=lambda fact: fact.fact_id
    )
    chosen = [fact for fact in figures[::every] if not only] or [fact for fact in figures if fact.fact_id in only]
    bounded = tight = 0
    missed = []
    for fact in chosen:
        rest = [other for other in said if other.fact_id.partition("#")[0] != fact.fact_id]
        domain = propagation.solved(rest, rules, trust, wrong).domains.get(fact.variable)
        if domain is None:
            continue
        bounded += 1
        tight += domain.high - domain.low <= TIGHT * max(abs(domain.low), abs(domain.high))
        if not meet((domain.low, domain.high), (fact.low, fact.high)):
            missed.append(
                f"{fact.fact_id} is {fact.value:,.6g}, the rest allows {domain.low:,.6g} to {domain.high:,.6g}"
            )
    return Outcome(len(chosen), bounded, tight, missed)


def main() -> None:
    """Leave all of them out in turn and tell what was found."""
    raw = find_project().data / "raw"
    base = numbers.read_filings(raw)
    joined = record.joined(base.facts, base.filings, published.read(raw / "reference"))
    begun = time.process_time()
    found = left_out(joined, int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(
        f"published figures left out one by one: {found.tried} ({time.process_time() - begun:.0f} s of processor time)"
    )
    print(f"bounded by the rest: {found.bounded}, of them within a tenth of the figure: {found.tight}")
    print(f"missed: {len(found.missed)}")
    for one in found.missed:
        print(f"  {one}")
    sys.exit(1 if found.missed else 0)


if __name__ == "__main__":
    main()
