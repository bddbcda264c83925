"""Weighing the checks: how well each figure is confirmed, and which single figures explain the checks that break."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from helpers.proof import checks as checking
from helpers.proof import doubts, evidence, known_errors, propagation
from helpers.proof.evidence import Fact
from helpers.proof.trying import HOLDS, REPEATS


def independent(facts: pd.DataFrame, checks: pd.DataFrame) -> pd.Series:
    """How many independent checks each fact takes part in that hold, indexed by fact_id.

    A repeat on the same page counts for nothing, two checks against the same other figures count once, and of the
    checks that one printed number takes part in twice only one counts.
    """
    place = (facts[name].tolist() for name in ("filing", "line", "start"))
    places = dict(zip(facts["fact_id"].tolist(), zip(*place, strict=True), strict=True))
    against: dict[str, set[frozenset[tuple[str, int, int]]]] = defaultdict(set)
    held = checks[checks["status"] == HOLDS]
    for rule, fact_ids in zip(held["rule"].tolist(), held["fact_ids"].tolist(), strict=True):
        members = [fact_id for fact_id in fact_ids.split() if fact_id in places]
        for fact_id in members:
            own = places[fact_id]
            others = frozenset(places[other] for other in members if places[other] != own)
            if rule in REPEATS and all(evidence.same_page(own, other) for other in others):
                continue
            if others:
                against[fact_id].add(others)
    counts = {fact_id: len(against[fact_id]) for fact_id in facts["fact_id"]}
    return pd.Series(counts, name="checks", dtype="int64").rename_axis("fact_id")


def coverage(facts: pd.DataFrame, checks: pd.DataFrame, by: str = "filing") -> pd.DataFrame:
    """The share of level facts under at least one and at least two independent checks that hold.

    One row a value of the column `by` and a last row 'all': facts, under_one, under_two (shares, NaN for no facts).
    """
    levels = facts[facts["measure"] == "level"]
    counted = levels.assign(checks=levels["fact_id"].map(independent(facts, checks)))
    groups = [*counted.groupby(by, sort=True), ("all", counted)]
    rows = [(name, len(group), (group["checks"] >= 1).mean(), (group["checks"] >= 2).mean()) for name, group in groups]
    return pd.DataFrame(rows, columns=[by, "facts", "under_one", "under_two"])


def suspects(facts: pd.DataFrame, filings: pd.DataFrame) -> pd.DataFrame:
    """The figures that, if they were otherwise, would mend the broken checks: the most broken checks first.

    Taken one by one: the figure in the most broken checks against those it holds in, until every broken check has
    one. `supported_low` and `supported_high` are what all other figures allow for it (NaN where they allow anything).
    Columns: fact_id, filing, line, printed, concept, measure, period_start, period_end, value, mends, holds,
    supported_low, supported_high, check_ids.
    """
    said = evidence.from_frame(facts, filings)
    proved = checking.reconciled(said)
    found = proved.checks
    chosen = doubts.suspects(found, said, known_errors.ids(said))
    supported = _supported(said, proved, set(chosen))
    held = Counter(fact_id for check in found if check.status == HOLDS for fact_id in check.fact_ids)
    named = facts.set_index("fact_id", drop=False).loc[list(chosen)].reset_index(drop=True)
    unknown = float("nan"), float("nan")
    low, high = zip(*(supported.get(fact_id, unknown) for fact_id in chosen), strict=True) if chosen else ((), ())
    columns = ["fact_id", "filing", "line", "printed", "concept", "measure", "period_start", "period_end"]
    return named[columns].assign(
        value=named["value"].astype(float) * named["polarity"].astype(int),
        mends=[len(mended) for mended in chosen.values()],
        holds=[held[fact_id] for fact_id in chosen],
        supported_low=low,
        supported_high=high,
        check_ids=[" ".join(mended) for mended in chosen.values()],
    )


def _supported(said: list[Fact], proved: checking.Proved, doubted: set[str]) -> dict[str, tuple[float, float]]:
    """What the undoubted facts allow for each doubted one."""
    rest = [fact for fact in said if fact.fact_id not in doubted]
    trust = doubts.trust(proved.checks, said, doubted)
    domains = propagation.solved(rest, proved.rules, trust).domains
    return {
        fact.fact_id: (domains[fact.variable].low, domains[fact.variable].high)
        for fact in said
        if fact.fact_id in doubted and fact.variable in domains
    }
