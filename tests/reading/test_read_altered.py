"""Reading follows how filings are written, not these five: altered in any way that keeps the meaning, they give
the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import alter
import pytest
from reading import HANDREAD, Read, Row, plain, raw, read, undescribed

SAME = ("concept", "measure", "scenario", "unit", "decimals", "polarity")


def _lost(base: Counter[tuple[object, ...]], new: Counter[tuple[object, ...]]) -> list[str]:
    """What is in one and not in the other, one line each."""
    gone = [f"lost  {k}" for k in sorted((base - new).elements(), key=str)]
    return gone + [f"added {k}" for k in sorted((new - base).elements(), key=str)]


def _facts(found: Read, years: int = 0) -> Counter[tuple[object, ...]]:
    """Facts by line and meaning, their days moved by whole years."""
    out: Counter[tuple[object, ...]] = Counter()
    for fact in found.facts:
        moved = {k: alter.day_a_year_on(fact[k], years) for k in ("period_start", "period_end")}
        out[fact["line"], plain({**fact, **moved}), fact["polarity"]] += 1
    return out


def _roles(found: Read) -> Counter[tuple[object, ...]]:
    return Counter((n["line"], n["role"]) for n in found.numbers)


CHARACTERS: dict[str, Callable[[str], str]] = {
    change.__name__: change
    for change in (
        alter.crlf,
        alter.trailing_blanks,
        alter.marked,
        alter.no_break,
        alter.round_bullets,
        alter.long_dashes,
        alter.middle_dots,
        alter.other_headings,
        alter.strange_headings,
        alter.blanks_for_tabs,
    )
}


# What leans on more than it should, and where: the test must fail, and says so when it no longer does.
LEANS: dict[str, dict[str, str]] = {}


def _cases(*kinds: str) -> list[object]:
    """Every filing with every kind of alteration, those that are open marked."""
    out: list[object] = []
    for stem in HANDREAD:
        for kind in kinds:
            reason = LEANS.get(stem, {}).get(kind)
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            out.append(pytest.param(stem, kind, marks=marks, id=f"{stem}-{kind}"))
    return out


@pytest.mark.parametrize(("stem", "kind"), _cases(*CHARACTERS))
def test_other_characters_change_no_fact_and_no_role(stem: str, kind: str) -> None:
    base, text = undescribed(stem), CHARACTERS[kind](raw(stem))
    new = read(text, stem)
    differing = _lost(_facts(base), _facts(new)) + _lost(_roles(base), _roles(new))
    assert not differing, "\n".join(differing)
    assert new.filing.record() | {"sha256": ""} == base.filing.record() | {"sha256": ""}


@pytest.mark.parametrize(("stem", "kind"), _cases("at once"))
def test_all_characters_changed_at_once_change_no_fact(stem: str, kind: str) -> None:
    text = raw(stem)
    for change in (
        alter.round_bullets,
        alter.blanks_for_tabs,
        alter.trailing_blanks,
        alter.no_break,
        alter.crlf,
        alter.marked,
    ):
        text = change(text)
    differing = _lost(_facts(undescribed(stem)), _facts(read(text, stem)))
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("years", [1, -1])
@pytest.mark.parametrize(("stem", "kind"), _cases("years"))
def test_every_date_moved_moves_every_period(stem: str, kind: str, years: int) -> None:
    base, new = undescribed(stem), read(alter.a_year_on(raw(stem), years), stem)
    assert int(new.filing.announced_on[:4]) == int(base.filing.announced_on[:4]) + years
    differing = _lost(_facts(base, years), _facts(new))
    assert not differing, "\n".join(differing)
    assert new.filing.record()["period_end"] == alter.day_a_year_on(base.filing.record()["period_end"], years)


def _digits(text: str) -> Decimal:
    return Decimal("".join(c for c in text if c in "0123456789."))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("stem", "kind"), _cases("digits"))
def test_other_digits_change_nothing_but_values(stem: str, kind: str, seed: int) -> None:
    """Reading does not lean on values. Numbers of charts are proved by what they add up to; they are left out."""
    base = undescribed(stem)
    places = [(f["line"], f["start"], f["end"]) for f in base.facts if f["reader"] != "chart"]
    new = read(alter.other_digits(raw(stem), places, seed), stem)

    def meaning(row: Row) -> tuple[object, ...]:
        return (row["line"], row["start"], row["end"], row["period_start"], row["period_end"], *(row[k] for k in SAME))

    kept = {id(f) for f in base.facts if f["reader"] != "chart"}
    before = Counter(meaning(f) for f in base.facts if id(f) in kept)
    after = Counter(meaning(f) for f in new.facts if f["reader"] != "chart")
    differing = _lost(before, after)
    assert not differing, "\n".join(differing)
    old = {meaning(f): f for f in base.facts}
    for fact in new.facts:
        was = old.get(meaning(fact))
        if (
            was is None
            or not was["value"]
            or fact["reader"] == "chart"
            or was["printed"].count(".") > 1
            or ":" in was["printed"]
        ):
            continue
        assert fact["value"] * _digits(was["printed"]) == was["value"] * _digits(fact["printed"]), fact


@pytest.mark.parametrize("stem", HANDREAD)
def test_a_renamed_file_gives_the_same_facts_under_its_own_name(stem: str) -> None:
    base, new = undescribed(stem), read(raw(stem), "renamed")
    assert [f["fact_id"].replace(stem, "renamed") for f in base.facts] == [f["fact_id"] for f in new.facts]
    assert _facts(base) == _facts(new)
    assert {f["filing"] for f in new.facts} == {"renamed"}


@pytest.mark.parametrize("stem", HANDREAD)
def test_every_alteration_keeps_ids_apart(stem: str) -> None:
    ids = [f["fact_id"] for f in read(alter.marked(alter.a_year_on(raw(stem))), stem).facts]
    assert len(ids) == len(set(ids))


LOST = [
    # a business below a heading about something that the vocabulary does not know of it
    ("2012-02-08_3q11_presentation", "II-4. Network Services", "- ◆ 3Q11 outsourcing services: up"),
    ("2013-08-06_1q13_presentation", "II -3. Cost of Revenues and Gross Margin Ratio", "1Q13 Gross margin: JPY5,030"),
    ("2013-08-06_1q13_presentation", "II - 4. Network Services (2)Cost of Revenues", "(Gross margin ratio: 22.3%)"),
    # an amount of a year, without a mark, below a bullet with numbers of its own
    ("2013-08-06_1q13_presentation", "II - 4. Network Services (2)Cost of Revenues", "FY12: 50,692"),
    ("2013-08-06_1q13_presentation", "Investing Activities:", "FY12: (5,946)"),
    # amounts that the business above has, too
    ("2017-05-15_fy16_presentation", "\u2666SI", "FY16: JPY6,756 million"),
    ("2017-05-15_fy16_presentation", "\u2666SI", "- Gross margin ratio: 11.7%"),
    # counts with a part of revenue beside them
    ("2016-08-05_1q16_presentation", "Personnel related costs & expenses", "5,114 (14.5%)"),
    # five quarters, as it seems, one of which is what the four before it add up to
    ("2013-08-06_1q13_presentation", "1Q12\t2Q12\t3Q12\t4Q12\tFY12\t1Q13", "16\t67\t81\t75"),
]


@pytest.mark.parametrize(("stem", "lost", "printed"), LOST, ids=[f"{lost[:20]}-{told[:12]}" for _, lost, told in LOST])
def test_numbers_below_a_lost_heading_are_not_of_the_one_above(stem: str, lost: str, printed: str) -> None:
    text = raw(stem)
    assert undescribed(stem).on(printed)
    assert f"\n{lost}\n" in text
    assert not read(text.replace(f"\n{lost}\n", "\n", 1), stem).on(printed)
