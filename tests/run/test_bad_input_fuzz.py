"""Whatever text comes: it is read into tables that keep their promises, or refused with a sentence.

Longer than CI does it: HYPOTHESIS_EXAMPLES=20000 python -m pytest tests/run/test_bad_input_fuzz.py
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from arriving import DECK, RAW, RELEASE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpers.data import tables
from helpers.filing import raw, soundness
from helpers.filing.raw import Filing, FilingError
from helpers.proof import checks, series
from helpers.reading.numbers import FACT_COLUMNS, NUMBER_COLUMNS, read_filing
from helpers.run.arrivals import oddities

EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "60"))
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="HYPOTHESIS_EXAMPLES" not in os.environ,
)
HEAD = """Consolidated Financial Results for 1Q FY2016 (First 3 months ended June 30, 2016)

Internet Initiative Japan Inc.
August 5, 2016

"""
LINES = [line for name in (DECK, RELEASE) for line in (RAW / f"{name}.txt").read_text(encoding="utf-8").split("\n")]
WORDS = (
    *("JPY", "million", "billion", "up", "down", "YoY", "QoQ", "Revenues", "Total", "cost", "SI", "1Q16", "FY2016"),
    *("9M11", "2016/3", "(11/4~11/12)", "June 30, 2016", "February 30, 2016", "Mar. 2017", "99/99", "1H", "13Q16"),
    *("FY0000", "to", "from", "of", "approx.", "over", "%", "points", "thousand", "subscription", "target"),
    *("unit: JPY million", "I.", "II - 1.", "(1)", "*1", "^{1}", "\u25b3", "\u25b2", "-", "\u2022", "\t", "\t\t"),
    *("(", ")", ":", ";", ",", "~", "0", "1", "00", "1,234", "12.3", "(1.2%)", "84.0% 30.4", "1,2345", "9" * 40),
    *("1e9", "\u0663", "\uff11\uff12", "\xb2", "\u2167", "\x00", "\x1b[2J", "\u202e", "\ufeff", "\u2028", "\r"),
    *("\U0001f600", "<script>", "=1+1", "@SUM(A1)", "e\u0301", "\ud7ff"),
)  # fmt: skip


def read(text: str) -> None:
    """Read a text as a run does, and check what the tables promise."""
    data = text.encode("utf-8", "replace")
    fault = soundness.fault("new.txt", data)
    if fault:
        assert fault.startswith("new.txt")
        assert fault.endswith(".")
        return
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "new.txt"
        path.write_bytes(data)
        filing, refusal = _loaded(path)
        assert refusal.startswith("new.txt") or not refusal
        if filing:
            _keeps_promises(filing, data.decode("utf-8"), Path(name))


def _loaded(path: Path) -> tuple[Filing | None, str]:
    try:
        return raw.load(path, {}), ""
    except FilingError as error:
        return None, str(error)


def _keeps_promises(filing: Filing, text: str, folder: Path) -> None:
    oddities.remarks(text)
    numbers, facts = read_filing(filing)
    rows = text.split("\n")
    covered: set[tuple[int, int]] = set()
    for number in numbers:
        line, start, end = (int(str(number[name])) for name in ("line", "start", "end"))
        assert rows[line - 1][start:end] == number["printed"]
        places = {(line, at) for at in range(start, end) if rows[line - 1][at].isdecimal()}
        assert not covered & places
        covered |= places
    assert covered == {(n, at) for n, row in enumerate(rows, 1) for at, c in enumerate(row) if c.isdecimal()}
    frames = {
        "filings": pd.DataFrame([filing.record()]),
        "numbers": pd.DataFrame(numbers, columns=list(NUMBER_COLUMNS)),
        "facts": pd.DataFrame(facts, columns=list(FACT_COLUMNS)),
    }
    frames["filings"] = frames["filings"].reindex(columns=tables.columns("filings"), fill_value="")
    if facts:
        frames["checks"] = checks.build(frames["facts"], frames["filings"])
        frames["series"] = series.build(frames["facts"], frames["filings"])
    tables.write_all(folder / "out", frames)
    for name, frame in frames.items():
        assert len(tables.read(folder / "out", name)) == len(frame)


@fuzz
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=25).map("\n".join))
@example("Revenues\t" + "1\t" * 200)
@example("1\t" * 2000)
@example("FY9999 9999/99 99/99 13/13/2016")
@example("Revenue JPY" + "9" * 400 + " billion")
def test_words_of_filings_in_any_order(text: str) -> None:
    read(HEAD + text)


@fuzz
@given(st.text(max_size=300))
@example("\ud7ff\u2028\x85\x0b\x0c1,234")
def test_any_text_at_all(text: str) -> None:
    read(HEAD + text)


@fuzz
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_at_all(data: bytes, headed: bool) -> None:
    content = (HEAD.encode() if headed else b"") + data
    fault = soundness.fault("new.txt", content)
    if not fault:
        read(content.decode("utf-8"))
    else:
        assert fault.startswith("new.txt")


@fuzz
@given(st.integers(0, 2**32), st.integers(5, 60))
def test_filings_torn_apart_and_put_together_wrongly(seed: int, count: int) -> None:
    draw = random.Random(seed)
    picked = []
    for _ in range(count):
        line = draw.choice(LINES)
        kind = draw.randrange(6)
        if kind == 0 and line:
            at = draw.randrange(len(line))
            line = line[:at] + draw.choice(WORDS) + line[at:]
        elif kind == 1 and line:
            line = line[: draw.randrange(len(line))]
        elif kind == 2:
            line = "\t".join(reversed(line.split("\t")))
        elif kind == 3:
            line = line.replace(" ", "")
        picked.append(line)
    read(HEAD + "\n".join(picked))


@pytest.mark.parametrize(
    "line",
    [
        "4.6% 7.32016/3",  # 32016 and 2016/3 share digits
        "TEL: (03) " + "9" * 40 + "5205-6500",  # its last digits were lost
    ],
)
def test_what_broke_once(line: str) -> None:
    read(f"{HEAD}Operating Income\t{line}\t+18.9%\n{line}\n")
