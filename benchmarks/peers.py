"""This reader beside others, on the facts that a person read: `python benchmarks/peers.py`.

The tables in tests/handread quote every fact of the five filings with its print, value, unit, period and line item.
Asked of each program is how many of them it finds: the number itself (the same digits in the same line), its value in
base units, its period, its line item. A program is asked only what it can say. Seconds are processor time for the five
texts, start-up apart.

- quantulum3 finds quantities with units in running text, line by line; its value is taken as it gives it, with
  scale words ('million') applied where it read them.
- the number regex is that of `extract_throughput.py`; its value is the digits as they stand.
"""

from __future__ import annotations

import csv
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extract_throughput import NUMBER

from helpers.filing import raw
from helpers.reading.numbers import read_filing
from helpers.run.project import find_project

Place = tuple[str, int]  # filing, line


@dataclass
class Found:
    """One number that a program found; '' or None for what it does not say."""

    printed: str
    value: Decimal | None = None
    period: tuple[str, str] | None = None
    concept: str = ""


@dataclass
class Score:
    """How many of the hand-read facts a program found, and how many with each of their parts."""

    facts: int = 0
    numbers: int = 0
    values: int = 0
    periods: int = 0
    items: int = 0
    seconds: float = 0.0
    says: set[str] = field(default_factory=lambda: {"numbers", "values"})


def main() -> int:
    project = find_project()
    raw_dir = project.data / "raw"
    facts = hand_read(project.root / "tests" / "handread")
    programs = [("this reader", ours, {"numbers", "values", "periods", "items"})]
    try:
        programs.append(("quantulum3", quantulum(), {"numbers", "values"}))
    except ImportError as error:
        print(f"quantulum3 is left out: it cannot be imported here ({error}).")
    programs.append(("number regex", regex, {"numbers", "values"}))
    print(f"{'':14}{'numbers':>10}{'values':>10}{'periods':>10}{'line items':>12}{'seconds':>10}")
    for name, read, says in programs:
        score = Score(says=says)
        for stem, record in raw.read_records(raw_dir).items():
            began = time.process_time()
            found = read(raw_dir / f"{stem}.txt", {stem: record})
            score.seconds += time.process_time() - began
            compare(facts[stem], found, score)
        print(line(name, score))
    print(f"of {sum(len(rows) for rows in facts.values()):,} facts that a person read in {len(facts)} filings")
    return 0


def hand_read(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The hand-read facts by filing."""
    found: dict[str, list[dict[str, str]]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            found[path.stem] = [row for row in csv.DictReader(handle) if row["role"] == "fact"]
    return found


def digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text).strip(".")


def compare(facts: Iterable[dict[str, str]], found: dict[Place, list[Found]], score: Score) -> None:
    """Give each hand-read fact the best of the numbers with its digits in its line, each at most once."""
    left = {place: list(numbers) for place, numbers in found.items()}
    for fact in facts:
        score.facts += 1
        here = left.get((fact["filing"], int(fact["line"])), [])
        same = [number for number in here if digits(number.printed) == digits(fact["printed"])]
        if not same:
            continue
        best = max(same, key=lambda number: rightness(number, fact))
        here.remove(best)
        value, period, item = rightness(best, fact)
        score.numbers += 1
        score.values += value
        score.periods += period
        score.items += item


def rightness(number: Found, fact: dict[str, str]) -> tuple[bool, bool, bool]:
    value = number.value is not None and number.value == Decimal(fact["value"])
    return value, number.period == (fact["period_start"], fact["period_end"]), number.concept == fact["concept"]


def line(name: str, score: Score) -> str:
    def part(what: str, count: int, width: int) -> str:
        return (f"{100 * count / score.facts:.1f}%" if what in score.says else "-").rjust(width)

    said = part("numbers", score.numbers, 10) + part("values", score.values, 10)
    said += part("periods", score.periods, 10) + part("items", score.items, 12)
    return f"{name:14}{said}{score.seconds:10.2f}"


# ---- the programs ----------------------------------------------------------------------------------------------------


def ours(path: Path, records: dict[str, dict[str, str]]) -> dict[Place, list[Found]]:
    """This project: text to facts."""
    out: dict[Place, list[Found]] = defaultdict(list)
    _, facts = read_filing(raw.load(path, records))
    for fact in facts:
        row: dict[str, Any] = dict(fact)
        period = str(row["period_start"] or ""), str(row["period_end"])
        found = Found(str(row["printed"]), Decimal(str(row["value"])), period, str(row["concept"]))
        out[str(row["filing"]), int(row["line"])].append(found)
    return out


def regex(path: Path, records: dict[str, dict[str, str]]) -> dict[Place, list[Found]]:
    """Everything that looks like a number."""
    out: dict[Place, list[Found]] = defaultdict(list)
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for printed in NUMBER.findall(text):
            out[path.stem, number].append(Found(printed, plain(printed)))
    return out


def plain(printed: str) -> Decimal | None:
    """The digits as they stand, with sign and percent."""
    negative = printed.startswith(("(", "-", "\u25b3", "\u25b2"))
    try:
        value = Decimal(digits(printed))
    except InvalidOperation:
        return None
    value = value / 100 if "%" in printed else value
    return -value if negative else value


def quantulum() -> Callable[[Path, dict[str, str]], dict[Place, list[Found]]]:
    """quantulum3, line by line."""
    from quantulum3 import parser

    parser.parse("1 yen")  # loads its units

    def read(path: Path, records: dict[str, dict[str, str]]) -> dict[Place, list[Found]]:
        out: dict[Place, list[Found]] = defaultdict(list)
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not any(map(str.isdigit, text)):
                continue
            try:
                quantities = parser.parse(text)
            except Exception:  # it fails on some lines; those it does not read
                continue
            for quantity in quantities:
                share = Decimal(100) if quantity.unit.name == "percentage" else Decimal(1)
                surface = re.search(r"\d[\d,.]*", quantity.surface)
                if surface:
                    value = round(Decimal(str(quantity.value)) / share, 6)
                    out[path.stem, number].append(Found(surface.group(), value))
        return out

    return read


if __name__ == "__main__":
    sys.exit(main())
