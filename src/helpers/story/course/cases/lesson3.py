"""Lesson 3: tidy tables with pandas, where what is not known stays visible."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.story.course import company
from helpers.story.course.cases import frames
from helpers.story.course.functions import Case, Test, equals, same


def period_name(seed: int) -> Iterable[Case]:
    """period_name(start, end): '1q16', '1h16', 'fy2016'; a balance (no start) by the quarter or year it ends."""
    draw = random.Random(f"period {seed}")
    periods = company.found(seed).periods
    balances = [calendar.Period("", end) for end in sorted({period.end for period in periods})]
    for period in [*draw.sample(periods, 14), *draw.sample(balances, 5)]:
        yield _named(period)


def _named(period: Period) -> Case:
    start, end = period
    right = calendar.name(start, end)
    is_year = right.startswith("fy")
    year = int(right[2:]) + (0 if is_year else 2000)
    of_calendar = f"{(int(end[5:7]) - 1) // 3 + 1}q{end[2:4]}"
    wrong = {
        "year_end": f"fy{year + 1}" if is_year and start else right,
        "calendar_quarters": of_calendar if right[1:2] == "q" else right,
        "second_half": "1h" + right[2:] if right.startswith("2h") else right,
        "balance": right if start else of_calendar,
        "long_year": f"{right[:2]}{year}",
    }
    return Case((start, end), lambda got: str(got).lower() == right, wrong, f"period_name({start!r}, {end!r})")


def quarters(seed: int) -> Iterable[Case]:
    """quarters(series, concept): the actual quarters in order of time, gaps as NaN; the index holds their names."""
    table = frames.series(seed)
    made = company.found(seed)
    for concept in frames.ITEMS[:3]:
        names = [period.name for period in frames.quarters_of(made, concept)]
        mine = table[table["concept"] == concept]
        actual = mine["scenario"] == "actual"
        yield _in_order(
            table, concept, names, _by_name(mine[actual]), _by_name(pd.concat([mine[actual], mine[~actual]]))
        )


def _by_name(frame: pd.DataFrame) -> dict[str, float]:
    rows = frame[["period_start", "period_end", "value"]].itertuples(index=False)
    return {calendar.name(start, end): float(value) for start, end, value in rows}


def _in_order(
    table: pd.DataFrame, concept: str, names: list[str], known: dict[str, float], with_targets: dict[str, float]
) -> Case:
    values = pd.Series(known, dtype=float).reindex(names)
    kept = [name for name in names if name in known]

    def told(got: Any) -> list[str]:
        return [name for name, _ in got]

    wrong = {
        "mixed": lambda got: any(name[1:2] != "q" for name in told(got)),
        "zero": _pairs(values.fillna(0.0)),
        "interpolated": _pairs(values.interpolate()),
        "carried": _pairs(values.ffill()),
        "targets": _pairs(pd.Series(with_targets, dtype=float).reindex(names)),
        "gaps_lost": _pairs(values.dropna()),
        "text_order": lambda got: told(got) in (sorted(names), sorted(kept)),
        "no_order": lambda got: set(told(got)) in (set(names), set(kept)) and told(got) not in (names, kept),
    }
    return Case((table, concept), equals(_pairs(values)), wrong, f"quarters(series, '{concept}')")


def share(seed: int) -> Iterable[Case]:
    """share(part, whole): a Series by quarter for every quarter of the whole, NaN where one of the two is not known."""
    draw = random.Random(f"share {seed}")
    names = [f"{q}q{y}" for y in (14, 15, 16) for q in (1, 2, 3, 4)]
    whole = pd.Series({name: draw.uniform(20, 30) for name in names})
    part = pd.Series({name: draw.uniform(3, 9) for name in draw.sample(names, 5)})
    whole[draw.choice([name for name in names if name not in part.index])] = float("nan")
    ratio = (part / whole).reindex(names)
    known = set(ratio.dropna().index)
    by_place = [float(p) / float(w) for p, w in zip(part, whole, strict=False) if w == w]

    def told(got: Any) -> set[str]:
        return {name for name, value in got if value is not None}

    wrong = {
        "zero": _pairs(ratio.fillna(0.0)),
        "positional": lambda got: same(tuple(v for _, v in got if v is not None), tuple(by_place), 1e-6),
        "dropped": lambda got: told(got) == known and len(got) == len(known),
        "percent": _pairs(ratio * 100),
        "upside_down": _pairs(1 / ratio),
        "carried": lambda got: told(got) > known and not any(value == 0 for _, value in got),
        "no_order": lambda got: [name for name, _ in got] == sorted(names) and told(got) == known,
    }
    yield Case((part, whole), equals(_pairs(ratio)), wrong, "share(part, whole)")


def _pairs(series: pd.Series[Any]) -> Any:
    return tuple((str(k), None if pd.isna(v) else float(v)) for k, v in series.items())


_KEYS = ["concept", "period_start", "period_end"]


def latest(seed: int) -> Iterable[Case]:
    """latest(facts, filings): concept, period_start, period_end and the value of the filing announced last."""
    facts = frames.facts(seed).drop(columns="restated")
    filings = frames.FILINGS.sample(frac=1, random_state=seed)
    levels = frames.reached(facts)
    joined = levels.merge(filings, on="filing").sort_values("announced_on", kind="stable")
    everything = facts.merge(filings, on="filing").sort_values("announced_on", kind="stable")

    def rows(frame: pd.DataFrame) -> dict[Any, float]:
        return {tuple(row[:3]): float(row[3]) for row in frame[[*_KEYS, "value"]].itertuples(index=False)}

    def told(got: Any) -> dict[Any, float]:
        found = {tuple(row[:3]): row[3] for row in got}
        if len(found) != len(got):
            raise ValueError("a key comes twice")
        return found

    def like(frame: pd.DataFrame) -> Test:
        wanted = _sorted(rows(frame))
        return lambda got: same(_sorted(told(got)), wanted, 1e-6)

    yield Case(
        (facts, filings),
        like(joined.drop_duplicates(_KEYS, keep="last")),
        {
            "first": like(joined.drop_duplicates(_KEYS, keep="first")),
            "summed": like(joined.groupby(_KEYS)["value"].sum().reset_index()),
            "averaged": like(joined.groupby(_KEYS)["value"].mean().reset_index()),
            "largest": like(joined.groupby(_KEYS)["value"].max().reset_index()),
            "by_name": like(levels.sort_values("filing", kind="stable").drop_duplicates(_KEYS, keep="last")),
            "any_scenario": like(everything[everything["measure"] == "level"].drop_duplicates(_KEYS, keep="last")),
            "any_measure": like(everything.drop_duplicates(_KEYS, keep="last")),
            "not_one_row": lambda got: len({tuple(row[:3]) for row in got}) < len(got),
        },
        "latest(facts, filings), rows of concept, period_start, period_end, value",
    )


def _sorted(found: dict[Any, float]) -> Any:
    return tuple(sorted((key, value) for key, value in found.items()))


def restated(seed: int) -> Iterable[Case]:
    """restated(facts): the (concept, period_start, period_end) whose printed levels cannot all be of one truth."""
    facts = frames.facts(seed)
    levels = frames.reached(facts)
    levels["low"] = levels["value"] - 10.0 ** -levels["decimals"] / 2
    levels["high"] = levels["value"] + 10.0 ** -levels["decimals"] / 2

    def keys(mask: pd.Series[bool]) -> set[Any]:
        return {tuple(map(str, key)) for key in mask.index[mask]}

    grouped = levels.groupby(_KEYS)
    apart = grouped["low"].max() > grouped["high"].min()
    differing = grouped["value"].nunique() > 1
    far = grouped["value"].max() > grouped["value"].min().abs() * 1.01
    loose = facts.groupby(_KEYS)["value"].nunique() > 1

    def told(got: Any) -> set[Any]:
        return {tuple(map(str, row[:3])) for row in got}

    yield Case(
        (facts.drop(columns="restated"),),
        lambda got: told(got) == keys(apart),
        {
            "rounding": lambda got: told(got) == keys(differing),
            "taste": lambda got: told(got) == keys(far),
            "any_measure": lambda got: told(got) == keys(loose),
        },
        "restated(facts)",
    )


CASES = {"period_name": period_name, "quarters": quarters, "share": share, "latest": latest, "restated": restated}
