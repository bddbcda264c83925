"""How many wrong digits the checks notice: `python benchmarks/wrong_digit.py [changes] [seed]`.

One random digit of one random level fact is changed in the raw text. The changed filing is read again, the others are
kept; then the checks are made anew, those near the change first. The change is noticed when a check that held now
breaks on that very fact. It is provable when the fact takes part in a check whose intervals, taken together, are
narrower than the change: then the check cannot but break. Of the changes not noticed the reason is counted, by kind of
statement.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.analysis import statements
from helpers.filing import raw as filings
from helpers.proof import checks, evidence, rulebook, trying
from helpers.proof.checks import HOLDS, Check
from helpers.proof.evidence import Fact, Variable
from helpers.reading import numbers
from helpers.run.project import find_project

NOTICED = "noticed"
UNCHECKED = "nothing else in the filings says the same"
GONE = "no longer read as a fact, since its proof fails"
ELSEWHERE = "read as another item, period or unit"
ROUNDED = "within what the rounding of the others allows"
NEW = "breaks only a check that was not there before"
STILL = "the checks it takes part in are of other figures now"
RATIO = 2.0
"""A check of figures up to this size compares ratios, not amounts."""


class Change(NamedTuple):
    """A level fact and what is printed in its place."""

    fact_id: str
    concept: str
    filing: str
    line: int
    start: int
    end: int
    printed: str
    by: float


class Base(NamedTuple):
    """The filings as they are: what was read, the checks that hold by id, and what each fact could prove."""

    read: numbers.Extraction
    known: dict[Variable, list[Fact]]
    held: dict[str, Check]
    reach: dict[str, float]


def main(changes: int = 500, seed: int = 1) -> int:
    """Change so many digits and print the table."""
    started = time.perf_counter()
    drawn = _drawn(changes, seed)
    with ProcessPoolExecutor() as pool:
        outcomes = list(pool.map(_outcome, drawn, chunksize=8))
    _report(drawn, outcomes)
    print(f"{changes} changes (seed {seed}) in {time.perf_counter() - started:.0f} seconds")
    return 0


@cache
def _base() -> Base:
    read = numbers.read_filings(find_project().data / "raw")
    facts = evidence.from_frame(read.facts, read.filings)
    held = {check.check_id: check for check in checks.direct(facts)[0] if check.status == HOLDS}
    reach = _reach(held.values(), {fact.fact_id: fact for fact in facts})
    return Base(read, evidence.by_variable(facts), held, reach)


def _reach(held: Iterable[Check], facts: dict[str, Fact]) -> dict[str, float]:
    """By fact, the largest change that every check it takes part in could let pass."""
    reach: dict[str, float] = {}
    for check in held:
        width = check.expected[1] - check.expected[0] + check.actual[1] - check.actual[0]
        ratio = max(map(abs, check.actual)) <= RATIO
        growth = check.variable.measure.endswith("_pct")
        for fact_id in check.fact_ids:
            fact = facts[fact_id]
            if ratio and abs(fact.value) > RATIO:  # an amount behind a ratio: in proportion
                level = abs(check.actual[0] + growth)
                allowed = width * abs(fact.value) / level if level else float("inf")
            else:
                allowed = width
            reach[fact_id] = min(allowed, reach.get(fact_id, float("inf")))
    return reach


def _drawn(count: int, seed: int) -> list[Change]:
    draw = random.Random(seed)
    facts = _base().read.facts
    levels = facts[facts["measure"] == "level"].to_dict("records")
    return [_changed(draw.choice(levels), draw) for _ in range(count)]


def _changed(fact: dict[str, object], draw: random.Random) -> Change:
    old = str(fact["printed"])
    at = draw.choice([place for place, character in enumerate(old) if character.isdigit()])
    new = old[:at] + draw.choice([digit for digit in "0123456789" if digit != old[at]]) + old[at + 1 :]
    by = abs(_number(new) - _number(old)) * 10.0 ** -int(str(fact["decimals"]))
    place = (str(fact["filing"]), *(int(str(fact[name])) for name in ("line", "start", "end")))
    return Change(str(fact["fact_id"]), str(fact["concept"]), *place, new, by)  # type: ignore[arg-type]


def _number(text: str) -> int:
    return int("".join(character for character in text if character.isdigit()))


def _outcome(change: Change) -> str:
    """What becomes of a change: noticed, or why not."""
    base = _base()
    after = _read_again(change)
    facts = evidence.from_frame(after, base.read.filings)
    before = {check_id for check_id, check in base.held.items() if change.fact_id in check.fact_ids}
    if _broken(_near(facts), change) & before:
        return NOTICED
    tried = {check.check_id: check for check in checks.direct(facts)[0] if change.fact_id in check.fact_ids}
    broken = _broken(tried.values(), change)
    if broken & before:
        return NOTICED
    if not before:
        return UNCHECKED
    if broken:
        return NEW
    if change.fact_id not in set(after["fact_id"]):
        return GONE
    if not before & tried.keys():
        return ELSEWHERE
    return ROUNDED if before <= tried.keys() else STILL


def _broken(tried: Iterable[Check], change: Change) -> set[str]:
    return {check.check_id for check in tried if check.status != HOLDS and change.fact_id in check.fact_ids}


def _near(facts: list[Fact]) -> list[Check]:
    """The checks between printed figures of those variables of which anything is read otherwise than before.

    All other checks between printed figures are as they were; those that run through figures worked out are not here.
    """
    known = evidence.by_variable(facts)
    before = _base().known
    changed = {variable for variable, said in known.items() if said != before.get(variable)}
    rules = [rule for rule in rulebook.build(frozenset(known)) if not changed.isdisjoint(rule.variables)]
    return trying.agreement_checks({variable: known[variable] for variable in changed}) + trying.identity_checks(
        known, rules
    )


def _read_again(change: Change) -> pd.DataFrame:
    """The facts of all filings, that of the changed one read anew."""
    base = _base().read
    raw = find_project().data / "raw" / f"{change.filing}.txt"
    rows = raw.read_bytes().decode("utf-8").split("\n")
    row = rows[change.line - 1]
    rows[change.line - 1] = row[: change.start] + change.printed + row[change.end :]
    record = base.filings[base.filings["filing"] == change.filing].iloc[0].to_dict() | {"sha256": ""}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / raw.name
        path.write_bytes("\n".join(rows).encode("utf-8"))
        _, facts = numbers.read_filing(filings.load(path, {change.filing: record}))
    others = base.facts[base.facts["filing"] != change.filing]
    return pd.concat([others, pd.DataFrame(facts, columns=list(base.facts.columns))], ignore_index=True)


def _report(drawn: list[Change], outcomes: list[str]) -> None:
    reach = _base().reach
    rows = [
        (statements.of(change.concept), outcome, reach.get(change.fact_id, float("inf")) < change.by)
        for change, outcome in zip(drawn, outcomes, strict=True)
    ]
    reasons = [reason for reason, _ in Counter(outcomes).most_common() if reason != NOTICED]
    names = [*sorted({statement for statement, _, _ in rows}), ""]
    print("| statement | changed | noticed | of the provable |" + "".join(f" {reason} |" for reason in reasons))
    print("|---|---|---|---|" + "---|" * len(reasons))
    for name in names:
        here = [row for row in rows if not name or row[0] == name]
        sure = [outcome for _, outcome, provable in here if provable]
        counts = Counter(outcome for _, outcome, _ in here)
        provable = f"{sure.count(NOTICED) / len(sure):.0%} of {len(sure)}" if sure else "none"
        cells = [name or "all", str(len(here)), f"{counts[NOTICED] / len(here):.0%}", provable]
        print(f"| {' | '.join([*cells, *(str(counts[reason]) for reason in reasons)])} |")


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
