"""What a notebook asked of the tables is noted by question and by all that the answer holds."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data import asked
from helpers.data.dataset import open_data
from helpers.data.quantity.quantity import Quantity, between

ROOT = Path(__file__).parents[2]
_FRAME = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
DIFFERENT: list[Any] = [
    *(None, "", "1", 1, 1.0, True, Decimal("1"), Decimal("1.0")),
    *([1], (1,), {1}, {"a": 1}, {"a": 2}, {"b": 1}, [[1], 2], [1, [2]]),
    *(between(1, 2), between(1, 3), Quantity(1, 1, 1), Quantity(1, 1, 1, formula="x"), Quantity(1, 1, 1, decimals=0)),
    *(Quantity(1, 1, 1, inputs=(Quantity(1, 1, 1),)), Quantity(1, 1, 1, inputs=(Quantity(2, 2, 2),))),
    *(_FRAME, _FRAME[::-1], _FRAME.rename(columns={"a": "c"}), _FRAME.astype({"a": float}), _FRAME.iloc[:1]),
    *(_FRAME["a"], _FRAME["b"], pd.Index([1, 2]), pd.CategoricalIndex(["x"], ["x", "y"]), pd.CategoricalIndex(["x"])),
]


def test_what_differs_anywhere_has_a_fingerprint_of_its_own() -> None:
    prints = [asked.fingerprint(value) for value in DIFFERENT]
    assert all(prints)
    assert len(set(prints)) == len(DIFFERENT)
    assert prints == [asked.fingerprint(value) for value in DIFFERENT]


def test_what_cannot_be_told_whole_is_never_the_same(tmp_path: Path) -> None:
    assert asked.fingerprint([1, object()]) == asked.fingerprint({"a": lambda: 1}) == ""
    assert not asked.same({'["file", "raw/a.txt"]': ""}, tmp_path, open_data_of_none)
    assert not asked.same({}, tmp_path, open_data_of_none)


def open_data_of_none(as_of: str, elsewhere: bool) -> Any:
    raise AssertionError("nothing is asked of data here")


_SCRIPT = """
import sys
from pathlib import Path
from helpers.data import asked
from helpers.data.dataset import open_data

@asked.question
def spans(data, word, most=1):
    return [data.label(word), len(data.facts), most]

folder = Path(sys.argv[2])
asked.listen(sys.argv[1], str(folder))
data = open_data(folder, "2016-12-31")
quantity = data.get("revenue", "1q16", scenario="actual")
data.get("revenue", "1q16", scenario="actual")
frame = data.frame(["revenue", "cost"], freq="Q", since="1Q16")
try:
    data.get("revenues", "1q16")
except ValueError as error:
    print(error)
spans(data, "revenue", most=3)
data.years
(folder / "raw" / "filings.csv").read_text()
list((folder / "raw").glob("*.txt"))
data.frame({"a": object()}) if len(sys.argv) > 3 else None
"""


def notes(tmp_path: Path, *more: str) -> dict[str, str]:
    out = tmp_path / "notes.asked"
    command = [sys.executable, "-c", _SCRIPT, str(out), str(ROOT / "data"), *more]
    subprocess.run(command, check=not more, cwd=ROOT, capture_output=True, env={"PYTHONHASHSEED": "7"})
    return asked.noted(out)


def opening(as_of: str, elsewhere: bool) -> Any:
    return open_data(ROOT / "data", as_of, elsewhere)


def test_each_question_is_noted_once_and_answered_alike_in_another_process(tmp_path: Path) -> None:
    told = notes(tmp_path)
    questions = [json.loads(key) for key in told]
    assert [one[2] if len(one) > 2 else one for one in questions] == [
        *("get", "frame", "get", "__main__:spans", "years"),
        *(["file", "raw/filings.csv"], ["listing", "raw"]),
    ]
    mine = {key: print_ for key, print_ in told.items() if "spans" not in key and '"years"' not in key}
    assert asked.same(mine, ROOT / "data", opening)
    first = next(iter(mine))
    assert not asked.same(mine | {first: "another"}, ROOT / "data", opening)
    assert not asked.same(mine, ROOT / "data", lambda as_of, elsewhere: open_data(ROOT / "data", "2013-12-31"))
    assert asked.noted(tmp_path / "none") == {}


def test_an_argument_that_cannot_be_noted_is_never_the_same(tmp_path: Path) -> None:
    told = notes(tmp_path, "and one more")
    assert list(told.values()).count("") == 1
    assert not asked.same(told, ROOT / "data", opening)
