"""The record: what the filings print and imply, joined with what the company published elsewhere.

The filings' figures stand as in series.csv. Published figures are further evidence for the same identities: what they
print or imply and the filings do not, is a row of its own; where both speak, they are checked against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from helpers.data.quantity.reference import is_reference
from helpers.language import concepts
from helpers.proof import checks as checking
from helpers.proof import evidence, series, splits
from helpers.proof.checks import BROKEN, HOLDS
from helpers.proof.evidence import Fact
from helpers.proof.levels import meet
from helpers.proof.series import CONTESTED, SOUND

RECORD_COLUMNS = (
    "concept", "scenario", "period_start", "period_end", "value", "low", "high", "unit", "basis", "rule", "fact_ids",
    "reference_ids", "announced_on", "status",
)  # fmt: skip
CHECK_COLUMNS = (*checking.COLUMNS, "reference_ids")
INSIDE_DERIVED, SAME_DAY_TARGET = "inside_derived", "same_day_target"
_KEY = ("concept", "scenario", "period_start", "period_end")
_ELSEWHERE = {"reported": "published", "derived": "published_derived"}
_PUBLICATION = "published/"  # what stands for a filing: all that was published on a day
_CHANGE = "#change"
_BEFORE_ALL = "0001-01-01"  # the day of what has none: it is the last to be preferred


class Built(NamedTuple):
    """The tables record.csv and record_checks.csv."""

    record: pd.DataFrame
    checks: pd.DataFrame


def build(
    facts: pd.DataFrame, filings: pd.DataFrame, levels: pd.DataFrame, published: pd.DataFrame, on: str = ""
) -> Built:
    """The record and the checks of the published figures.

    facts, filings   rows of facts.csv and filings.csv; `levels`: the rows of series.csv that are made from them
    published        rows of `published.read`; none gives the record of the filings alone
    on               the day of whose shares figures a share are; by default the latest that anything is known of
    returns          rows of record.csv and of record_checks.csv, sorted
    """
    own = Evidence(facts, filings, on or latest_day(filings, published))
    if not on and splits.since(max(filings["announced_on"], default=""), own.on):
        levels = series.build(facts, filings, on=own.on)
    if published.empty:
        both = own
        tested = pd.DataFrame(columns=CHECK_COLUMNS)
    else:
        both = joined(facts, filings, published)._replace(on=own.on)
        tested = _checks(both, levels, own)
    contested = _contested(tested)
    days = _days(facts, filings, published)
    rows = _of_filings(levels, days, contested)
    if not published.empty:
        rows += _elsewhere(both, levels, days, contested)
    rows += _revisions(own, both, days, contested)
    rows.sort(key=lambda row: (row[0], row[1], row[3], row[2], row[12]))
    return Built(pd.DataFrame(rows, columns=RECORD_COLUMNS), tested)


def latest_day(filings: pd.DataFrame, published: pd.DataFrame) -> str:
    """The latest day that a filing or a published figure is of; '' where there is none."""
    return max([*filings["announced_on"], *published["day"]], default="")


# ---- the evidence -------------------------------------------------------------------------------------------------


class Evidence(NamedTuple):
    """Facts and the filings they are of; of published figures a day stands for the filing.

    `on`: the day of whose shares figures a share are.
    """

    facts: pd.DataFrame
    filings: pd.DataFrame
    on: str = ""


def as_facts(published: pd.DataFrame) -> pd.DataFrame:
    """Published figures with the columns of facts.csv that evidence is made of; the day they are of as the filing.

    What adds to a balance (net additions) says the change of that balance, too. A target is a target whatever became of
    it later. A computed figure may be off by what its parts were rounded by.
    """
    words = concepts.load()
    rows = []
    for line, row in enumerate(published.to_dict("records"), 1):
        fact = {
            "fact_id": row["reference_id"], "filing": _PUBLICATION + (row["day"] or "undated"), "line": line,
            "start": 0,
            "concept": row["concept"], "measure": row["measure"],
            "scenario": "actual" if row["scenario"] == "actual" else "target",
            "period_start": row["period_start"], "period_end": row["period_end"], "value": row["value"],
            "unit": row["unit"], "decimals": row["decimals"], "polarity": 1, "printed": format(row["value"], "f"),
            "approx": row["approx"] or row["how"] != "printed",
        }  # fmt: skip
        rows.append(fact)
        balance = words.get(row["concept"]).adds_to
        if balance:
            rows.append(fact | {"fact_id": fact["fact_id"] + _CHANGE, "concept": balance, "measure": "change"})
    return pd.DataFrame(rows, columns=list(evidence.COLUMNS))


def joined(facts: pd.DataFrame, filings: pd.DataFrame, published: pd.DataFrame) -> Evidence:
    """The facts of the filings and the published figures as one body of evidence."""
    further = as_facts(published)
    names = sorted(set(further["filing"]))
    days = [name.removeprefix(_PUBLICATION).replace("undated", _BEFORE_ALL) for name in names]
    publications = pd.DataFrame({"filing": names, "announced_on": days})
    columns = [column for column in ("filing", "announced_on", "supersedes") if column in filings]
    return Evidence(
        pd.concat([facts[list(evidence.COLUMNS)], further], ignore_index=True),
        pd.concat([filings[columns], publications], ignore_index=True).fillna(""),
    )


def _days(facts: pd.DataFrame, filings: pd.DataFrame, published: pd.DataFrame) -> dict[str, str]:
    """The day each source was announced, by its id; '' where that is not known."""
    announced = dict(zip(filings["filing"], filings["announced_on"], strict=True))
    days = {fact: announced.get(filing, "") for fact, filing in zip(facts["fact_id"], facts["filing"], strict=True)}
    return days | dict(zip(published["reference_id"], published["day"], strict=True))


def _split(ids: str) -> tuple[str, str]:
    """The ids of facts and those of published figures among ids with a space between."""
    words = list(dict.fromkeys(word.removesuffix(_CHANGE) for word in ids.split()))
    return " ".join(w for w in words if not is_reference(w)), " ".join(w for w in words if is_reference(w))


def _known_on(ids: str, days: Mapping[str, str]) -> str:
    """The day by which all of the sources were announced; '' where one of them has no day."""
    found = [days.get(word, "") for word in ids.split()]
    return max(found) if found and all(found) else ""


# ---- the rows -----------------------------------------------------------------------------------------------------

_Row = tuple[object, ...]
_Cells = Mapping[Any, Any]


def _of_filings(levels: pd.DataFrame, days: Mapping[str, str], contested: frozenset[str]) -> list[_Row]:
    """What the filings alone give, as in series.csv; targets apart, of which there may be several."""
    rows = []
    for row in levels[levels["scenario"] == "actual"].to_dict("records"):
        sources = str(row["fact_ids"])
        counted = sources.split()[:1] if row["basis"] == "reported" else sources.split()
        status = row.get("status", SOUND)
        status = CONTESTED if contested.intersection(counted) else status
        rows.append(_row(row, row["basis"], sources, "", _known_on(" ".join(counted), days), str(status)))
    return rows


def _row(row: _Cells, basis: object, facts: str, references: str, day: str, status: str) -> _Row:
    rule = "published" if basis == "published" else row["rule"]
    values = (row[name] for name in ("value", "low", "high", "unit"))
    return (*(row[name] for name in _KEY), *values, basis, rule, facts, references, day, status)


def _elsewhere(both: Evidence, levels: pd.DataFrame, days: Mapping[str, str], contested: frozenset[str]) -> list[_Row]:
    """What follows only with published figures: they print it, or it follows from them."""
    known = set(zip(*(levels[name] for name in _KEY), strict=True))
    together = series.build(both.facts, both.filings, on=both.on)
    rows = []
    for row in together[together["scenario"] == "actual"].to_dict("records"):
        if tuple(row[name] for name in _KEY) in known:
            continue
        made = _elsewhere_row(row, days, contested)
        if made is not None:
            rows.append(made)
    return rows


def _elsewhere_row(row: _Cells, days: Mapping[str, str], contested: frozenset[str]) -> _Row | None:
    """A row that rests on published figures; None where it names none of them."""
    ids = str(row["fact_ids"])
    facts, references = _split(ids)
    if not references:
        return None
    counted = ids.split()[:1] if row["basis"] == "reported" else ids.split()
    status = CONTESTED if contested.intersection(counted) else str(row.get("status", SOUND))
    day = _known_on(" ".join(word.removesuffix(_CHANGE) for word in counted), days)
    return _row(row, _ELSEWHERE[str(row["basis"])], facts, references, day, status)


# ---- targets: one row a revision ----------------------------------------------------------------------------------


class _Told(NamedTuple):
    """A target as one filing or one day's publications tell it."""

    day: str
    elsewhere: bool
    row: _Cells

    def repeats(self, other: _Told) -> bool:
        """Whether the two say the same, one of them perhaps more exactly: 7.3 billion and 7,310 million do."""
        widths = [float(one.row["high"]) - float(one.row["low"]) for one in (self, other)]
        return abs(float(self.row["value"]) - float(other.row["value"])) <= max(widths) / 2


def _revisions(own: Evidence, both: Evidence, days: Mapping[str, str], contested: frozenset[str]) -> list[_Row]:
    """Each target with the day it was first told; one told again later is no other target."""
    of_filings = series.targets(*own)
    told = [_Told(str(row["announced_on"]), False, row) for row in of_filings.to_dict("records")]
    if both is not own:
        known = {(*(row[name] for name in _KEY), row["filing"]) for row in of_filings.to_dict("records")}
        for row in series.targets(*both).to_dict("records"):
            if (*(row[name] for name in _KEY), row["filing"]) not in known:
                day = str(row["announced_on"]).replace(_BEFORE_ALL, "")
                told.append(_Told(day, True, row))
    by_key: dict[tuple[object, ...], list[_Told]] = {}
    for one in sorted(told, key=lambda t: (t.day, t.elsewhere, str(t.row["filing"]))):
        by_key.setdefault(tuple(one.row[name] for name in _KEY), []).append(one)
    rows = [_revision(group, days, contested) for key in sorted(by_key) for group in _same(by_key[key])]
    return _one_a_day(row for row in rows if row is not None)


def _one_a_day(rows: Iterable[_Row]) -> list[_Row]:
    """Of targets that filings of one day tell differently the last, contested, with the sources of all."""
    facts, day, status = (RECORD_COLUMNS.index(name) for name in ("fact_ids", "announced_on", "status"))
    out: dict[tuple[object, ...], _Row] = {}
    for row in rows:
        key = (*row[: len(_KEY)], row[day])
        if key in out:
            ids = " ".join(dict.fromkeys(f"{row[facts]} {out[key][facts]}".split()))
            row = (*row[:facts], ids, *row[facts + 1 : status], CONTESTED, *row[status + 1 :])
        out[key] = row
    return list(out.values())


def _same(told: Iterable[_Told]) -> list[list[_Told]]:
    """Targets of one item and period in order of time, those together that say the same as the one before."""
    groups: list[list[_Told]] = []
    for one in told:
        if groups and one.repeats(groups[-1][-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _revision(group: list[_Told], days: Mapping[str, str], contested: frozenset[str]) -> _Row | None:
    """One target: as the last filing tells it, else as it was published; its day is the first it was told on."""
    stands = max(group, key=lambda t: (not t.elsewhere, t.row["basis"] == "reported", t.day))
    ids = str(stands.row["fact_ids"])
    others = [str(t.row["fact_ids"]).split()[0] for t in group if t.row["basis"] == "reported" and t is not stands]
    facts, references = _split(ids)
    references = " ".join(dict.fromkeys((*references.split(), *filter(is_reference, others))))
    if stands.elsewhere and not references:
        return None
    basis = _ELSEWHERE[str(stands.row["basis"])] if stands.elsewhere else stands.row["basis"]
    day = group[0].day or _known_on(ids, days)
    counted = ids.split()[:1] if stands.row["basis"] == "reported" else ids.split()
    status = CONTESTED if contested.intersection(counted) else str(stands.row.get("status", SOUND))
    return _row(stands.row, basis, facts, references, day, status)


# ---- the checks ---------------------------------------------------------------------------------------------------


def _checks(both: Evidence, levels: pd.DataFrame, own: Evidence) -> pd.DataFrame:
    """The checks that a published figure takes part in, and each against the interval that the filings give."""
    found = checking.build(*both)
    ids = [_split(text) for text in found["fact_ids"]]
    found = found.assign(fact_ids=[facts for facts, _ in ids], reference_ids=[references for _, references in ids])
    levels_elsewhere = both.facts["fact_id"].map(is_reference) & (both.facts["measure"] == "level")
    published = evidence.from_frame(both.facts[levels_elsewhere], both.filings, both.on)
    more = [*_inside_derived(published, levels), *_same_day(published, own)]
    tested = pd.concat([found[found["reference_ids"] != ""], pd.DataFrame(more, columns=CHECK_COLUMNS)])
    order = ["rule", "concept", "period_end", "period_start", "check_id"]
    return tested.sort_values(order, ignore_index=True)[list(CHECK_COLUMNS)]


def _inside_derived(published: Iterable[Fact], levels: pd.DataFrame) -> list[_Row]:
    """Each published figure of what the filings only imply against the interval that they imply."""
    derived = {
        tuple(row[name] for name in _KEY): row for row in levels[levels["basis"] == "derived"].to_dict("records")
    }
    found = []
    for fact in published:
        variable = fact.variable
        row = derived.get((variable.concept, variable.scenario, variable.start, variable.end))
        if row is not None:
            expected = float(row["sharp_low"]), float(row["sharp_high"])
            found.append(_check(INSIDE_DERIVED, fact, expected, (fact.low, fact.high), str(row["fact_ids"]), "actual"))
    return found


def _same_day(published: Iterable[Fact], own: Evidence) -> list[_Row]:
    """Each target that a filing prints against the one published on its day. (On other days it may be another one.)"""
    told = {
        (fact.variable.concept, fact.variable.start, fact.variable.end, fact.announced): fact
        for fact in published
        if fact.variable.scenario != "actual"
    }
    found = []
    aimed = own.facts[(own.facts["scenario"] == "target") & (own.facts["measure"] == "level")]
    for fact in evidence.from_frame(aimed, own.filings, own.on):
        variable = fact.variable
        other = told.get((variable.concept, variable.start, variable.end, fact.announced))
        if other is not None:
            ends = (fact.low, fact.high), (other.low, other.high)
            found.append(_check(SAME_DAY_TARGET, other, *ends, fact.fact_id, "target"))
    return found


def _check(
    rule: str, fact: Fact, expected: tuple[float, float], actual: tuple[float, float], sources: str, scenario: str
) -> _Row:
    variable = fact.variable
    when = f"{variable.start}..{variable.end}" if variable.start else variable.end
    place = sources.split()[0] if rule == SAME_DAY_TARGET else fact.fact_id
    check_id = "|".join((rule, variable.concept, scenario, when, place))
    status = HOLDS if meet(expected, actual) else BROKEN
    dates = variable.start, variable.end
    ends = (float(f"{end:.12g}") for end in (*expected, *actual))
    contests = f"{sources} {fact.fact_id}" if status == BROKEN else ""
    return (check_id, rule, variable.concept, *dates, *ends, status, sources, "", contests, fact.fact_id)


def _contested(tested: pd.DataFrame) -> frozenset[str]:
    """The figures that a broken check leaves in doubt."""
    return frozenset(" ".join(tested["contests"]).replace(_CHANGE, "").split())
