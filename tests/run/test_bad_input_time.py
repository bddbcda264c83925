"""No line takes more than its share of time: each regular expression by itself, and the whole reading."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from arriving import DECK, data_folder, next_year

import helpers
from helpers.__main__ import main
from helpers.filing import raw as filings
from helpers.filing import soundness
from helpers.reading.numbers import read_filing

PACKAGE = Path(helpers.__file__).parent
READ = ("language", "filing", "reading")
PIECES = (
    *(
        "a",
        "A",
        "1",
        " ",
        "\t",
        ".",
        "(",
        "-",
        "*",
        "\u25b3",
        "x ",
        "X ",
        "Ab ",
        "1,",
        "1.",
        "1 ",
        "(1",
        "1%",
        "1/",
        "1~",
    ),
    *("1\t", "\t ", "a1", ": ", "a, ", "JPY", "JPY1 million ", "up 1% ", "FY1", "1Q16 ", "2016/", "June 30, ", "from "),
    *("of the ", "and ", "months ended ", "<b>", "^{", "*1", "Inc. ", "A.", "II - 1. ", "(JPY ", "approx. ", "unit: "),
)
LENGTH = 1_000
SLOW = 0.002
"""Seconds up to which a search of LENGTH characters is not looked at more closely."""


SCANS = {"search", "finditer", "findall", "sub", "subn", "split"}


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every regular expression by which texts are read: its name, itself, and whether all of a text is searched for it.

    Both those with names and those written where they are used; what is only matched at a place need not be scanned.
    """
    scanned: set[tuple[str, str]] = set()  # by module, or for all of them where another module's is named
    named: list[tuple[str, str, re.Pattern[str]]] = []
    for info in pkgutil.walk_packages([str(PACKAGE)], "helpers."):
        if info.ispkg or info.name.split(".")[1] not in READ:
            continue
        module = importlib.import_module(info.name)
        named += [
            (info.name, name, value)
            for name, value in vars(module).items()
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
        ]
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in SCANS:
                scanned.add((info.name, node.value.id))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.attr in SCANS:
                scanned.add(("", node.value.attr))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                owner, first = node.func.value, node.args[0]
                by_re = isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr != "compile"
                if by_re and isinstance(first, ast.Constant):
                    pattern = re.compile(str(first.value), re.IGNORECASE)
                    yield f"{info.name}: {first.value}", pattern, node.func.attr in SCANS
    for module, name, value in named:
        yield f"{module}.{name}", value, not scanned.isdisjoint({(module, name), ("", name)})


def took(work: Callable[[], object]) -> float:
    """Processor time, which another program on the same machine does not lengthen much."""
    began = time.process_time()
    work()
    return time.process_time() - began


def is_slow(act: Callable[[str], object], line: str) -> bool:
    """Whether a line four times as long takes much more than four times as long."""
    once = took(lambda: act(line))
    if once >= SLOW:  # by chance, perhaps
        once = min(once, took(lambda: act(line)))
    if once < SLOW:
        return False
    return once > 0.5 or min(took(lambda: act(line[:-1] * 4 + line[-1])) for _ in range(3)) > 10 * once


def test_no_regular_expression_takes_more_than_linear_time() -> None:
    found = {(pattern, scanned): name for name, pattern, scanned in patterns()}
    assert len(found) > 60
    lines = [(piece * LENGTH)[:LENGTH] + "!" for piece in PIECES]
    slow = []
    for (pattern, scanned), name in found.items():
        act = (lambda text, p=pattern: deque(p.finditer(text), maxlen=0)) if scanned else pattern.match
        bad = next((line for line in lines if is_slow(act, line) and is_slow(act, line)), "")
        if bad:
            slow.append(f"{name} {pattern.pattern[:60]!r} on {bad[:8]!r}")
    assert not slow, "\n".join(slow)


HEAD = "\n".join(next_year(DECK).split("\n")[:40])


@pytest.mark.parametrize("piece", ["1,", "JPY1 ", "revenue up 5% YoY, ", "1\t", "1Q16 ", "FY1", "1A", "(1", "a ", "1 "])
def test_a_line_as_long_as_they_may_be_is_read_in_seconds(piece: str, tmp_path: Path) -> None:
    line = (piece * soundness.MAX_LINE)[: soundness.MAX_LINE]
    text = tmp_path / "long.txt"
    text.write_text(f"{HEAD}\n{line}\n", encoding="utf-8")
    filing = filings.load(text, {})
    assert took(lambda: read_filing(filing)) < 10


BALANCE = "JPY millions\tFY2016\nRevenue\t12,345\nCost\t2,345\n\n"
CHART = (
    "FY15: 33,044 [+18.9%] 8,000 8,100 8,300 8,644 FY16: 35,123 [+6.3%] 8,500 8,700 8,800 9,123 [+1.0%] [+2.0%] [+3.0%]"
)
KINDS = {
    "numbers": ("1\n\n", 4_000),
    "labels and numbers": ("Revenue 1\n", 2_000),
    "units": ("Unit: JPY million\n\n", 4_000),
    "headings": ("\u25c6 SI\n\n", 4_000),
    "items as headings": ("Revenue\n\n", 8_000),
    "bullets": ("- 1Q16 revenue: JPY1 million (up 1.0% YoY)\n", 1_000),
    "bare comparisons": ("- up 1%\n\n", 2_000),
    "rows": ("Revenue\t1\t2\n", 1_500),
    "tables": ("Revenue\t1\t2\n\n", 1_500),
    "heads without a column": ("FY2016 % of Revenues x\n\n12,345\n\n", 2_000),
    "stars": ("A note *Alpha beta gamma delta\nBeta* million: 12\n\nBeta*\t12\t5\n\n", 2_000),
    "charts": (f"Systems operation and maintenance revenue: {CHART}\n\n", 1_500),
    "loose numbers around charts": (f"12,345 23,456 44\n\n{CHART}\n\n", 500),
    "words in columns": ("a\tb\n", 4_000),
}
"""Lines of every kind, and how many of them take a few tenths of a second."""


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_lines_take_twice_the_time(kind: str, tmp_path: Path) -> None:
    """Time that grows with the square of the lines would be four times as long."""
    lines, count = KINDS[kind]

    def seconds(times: int) -> float:
        text = tmp_path / "many.txt"
        text.write_text(f"{HEAD}\n{BALANCE}{lines * times}FY2016\tFY2015\n{lines * times}", encoding="utf-8")
        filing = filings.load(text, {})
        return took(lambda: read_filing(filing))

    assert any(seconds(count) < 3 * seconds(count // 2) + 0.1 for _ in range(4))


def test_a_hundred_megabytes_are_left_out_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = data_folder(tmp_path, DECK) / "raw"
    with (raw / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    assert took(lambda: main(["extract", str(raw), str(tmp_path / "out")])) < 10
    assert "huge.txt: 100,000,000 bytes are more than a filing has" in capsys.readouterr().err
    assert "huge" not in (tmp_path / "out" / "numbers.csv").read_text(encoding="utf-8")
    assert DECK in (tmp_path / "out" / "numbers.csv").read_text(encoding="utf-8")
