"""How many wrong digits the checks notice: `python benchmarks/wrong_digit.py [changes] [seed]`.

One random digit of one random level fact is changed in the raw text, the filing is read again, and all checks are made
anew. The change is noticed when a check that held now breaks on that very fact. Of those not noticed, the reason is
counted too. A change counts as provable when the fact takes part in a check whose intervals are narrower than it.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

from helpers import checks, extract, filings
from helpers.project import find_project

# What a concept belongs to, by its first part.
STATEMENTS = {
    "income": ("revenue", "cost", "costs_and_expenses", "gross_margin", "sga_rd", "operating_income", "other_income",
               "income_before_tax", "income_tax", "equity_method_income", "net_income", "net_income_attributable",
               "net_income_noncontrolling", "comprehensive_income", "oci", "adjusted_ebitda"),
    "balance sheet": ("assets", "assets_view", "liabilities", "liabilities_view", "liabilities_and_equity", "equity"),
    "cash flow": ("cash_flow", "depreciation_amortization", "capex", "capex_view"),
    "contracts and subscriptions": ("contracts", "subscriptions", "contracted_bandwidth", "mvne_clients"),
    "segments": ("segment_revenue", "segment_operating_income", "atm"),
    "shares": ("shares", "ads", "net_income_per_share", "net_income_per_ads", "dividend_per_share"),
}  # fmt: skip
NOTICED = "noticed"


def main(changes: int = 500, seed: int = 1) -> int:
    raw = find_project().data / "raw"
    base = extract.read_filings(raw)
    before = checks.build(base.facts, base.filings)
    held = {row.check_id: set(row.fact_ids.split()) for row in before.itertuples() if row.status == "holds"}
    reach = _reach(before)
    levels = base.facts[base.facts["measure"] == "level"].to_dict("records")
    draw = random.Random(seed)
    counts: dict[str, Counter[str]] = {}
    provable: Counter[bool] = Counter()
    for _ in range(changes):
        fact = draw.choice(levels)
        at, digit = _changed_digit(fact["printed"], draw)
        printed = fact["printed"][:at] + digit + fact["printed"][at + 1 :]
        after = _read_again(raw, base, fact, printed)
        outcome = _outcome(fact, after, base, held)
        counts.setdefault(_statement(fact["concept"]), Counter())[outcome] += 1
        if reach.get(fact["fact_id"], float("inf")) < _size(fact["printed"], printed, fact):
            provable[outcome == NOTICED] += 1
    _report(counts, provable)
    return 0


def _changed_digit(printed: str, draw: random.Random) -> tuple[int, str]:
    at = draw.choice([place for place, character in enumerate(printed) if character.isdigit()])
    return at, draw.choice([digit for digit in "0123456789" if digit != printed[at]])


def _size(old: str, new: str, fact: dict[str, object]) -> float:
    """How far the change moves the value, in base units."""

    def number(text: str) -> int:
        return int("".join(character for character in text if character.isdigit()))

    return float(abs(number(new) - number(old)) * 10.0 ** -int(str(fact["decimals"])))


def _reach(table: pd.DataFrame) -> dict[str, float]:
    """By fact, the smallest change that some check it takes part in could notice (amounts and counts only)."""
    reach: dict[str, float] = {}
    for row in table[table["status"] == "holds"].itertuples():
        width = (row.expected_high - row.expected_low + row.actual_high - row.actual_low) / 2
        if max(abs(row.actual_low), abs(row.actual_high)) <= 2:
            continue  # a ratio: its width says nothing in yen
        for fact_id in row.fact_ids.split():
            reach[fact_id] = min(width, reach.get(fact_id, float("inf")))
    return reach


def _read_again(raw: Path, base: extract.Extraction, fact: dict[str, object], printed: str) -> pd.DataFrame:
    """The facts of all filings, that of the changed one read anew."""
    stem, line, start, end = str(fact["filing"]), int(str(fact["line"])), int(str(fact["start"])), int(str(fact["end"]))
    rows = (raw / f"{stem}.txt").read_bytes().decode("utf-8").split("\n")
    rows[line - 1] = rows[line - 1][:start] + printed + rows[line - 1][end:]
    record = base.filings[base.filings["filing"] == stem].iloc[0].to_dict() | {"sha256": ""}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}.txt"
        path.write_bytes("\n".join(rows).encode("utf-8"))
        _, facts = extract.read_filing(filings.load(path, {stem: record}))
    others = base.facts[base.facts["filing"] != stem]
    return pd.concat([others, pd.DataFrame(facts, columns=list(base.facts.columns))], ignore_index=True)


def _outcome(fact: dict[str, object], after: pd.DataFrame, base: extract.Extraction, held: dict[str, set[str]]) -> str:
    fact_id = str(fact["fact_id"])
    table = checks.build(after, base.filings)
    broken = table[(table["status"] == "broken") & table["fact_ids"].map(lambda ids: fact_id in ids.split())]
    if any(fact_id in held.get(check_id, ()) for check_id in broken["check_id"]):
        return NOTICED
    if not broken.empty:
        return "noticed by a check that was not there before"
    if not any(fact_id in ids for ids in held.values()):
        return "no check takes it in: nothing else in the filings says the same"
    read = after[after["fact_id"] == fact_id]
    if read.empty:
        return "read as something else after the change"
    return "within what rounding allows"


def _statement(concept: str) -> str:
    first = concept.partition(".")[0]
    return next((name for name, heads in STATEMENTS.items() if first in heads), "other")


def _report(counts: dict[str, Counter[str]], provable: Counter[bool]) -> None:
    total: Counter[str] = Counter()
    for outcomes in counts.values():
        total.update(outcomes)
    print(f"{'statement':<30}{'changed':>8}{'noticed':>9}")
    for name, outcomes in (*sorted(counts.items()), ("all", total)):
        print(f"{name:<30}{outcomes.total():>8}{outcomes[NOTICED] / outcomes.total():>9.0%}")
    if provable.total():
        print(f"{'of those a check can prove':<30}{provable.total():>8}{provable[True] / provable.total():>9.0%}")
    print("not noticed:")
    for reason, count in total.most_common():
        if reason != NOTICED:
            print(f"  {count:>5}  {reason}")


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
