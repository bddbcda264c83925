"""A second company as a folder of data: a made-up one with a year that ends in June, euros, and words of its own."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.__main__ import main
from helpers.data import tables
from helpers.data.dataset import open_data
from helpers.data.quantity import formats
from helpers.language import company
from helpers.run.extract import extract

FOLDER = Path(__file__).parents[1] / "companies" / "corvane"
INVENTED = Path(__file__).parents[1] / "invented"
PAGE = Path(__file__).parents[2] / "docs" / "second_company.md"
_BLOCK = re.compile(r"(?:^`(?P<file>[^`\n]+)`\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILINGS = ("2017-02-14_1h17_release", "2017-08-29_fy17_presentation")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data") / "processed"
    extract(FOLDER, out)
    return out


@pytest.mark.parametrize("filing", FILINGS)
def test_its_filings_are_read_as_a_person_reads_them(made: Path, filing: str) -> None:
    with (FOLDER / f"{filing}.csv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    with (made / "facts.csv").open(encoding="utf-8", newline="") as file:
        read = [{name: row[name] for name in known[0]} for row in csv.DictReader(file) if row["filing"] == filing]
    assert read == known
    assert len(known) > 40


def test_every_number_is_told_and_money_of_others_is_no_fact(made: Path) -> None:
    numbers = tables.read(made, "numbers")
    unread = numbers[numbers["role"] == "unread"]
    assert list(unread["printed"]) == ["210"]  # of yen, for a thing the vocabulary does not name


def test_its_figures_prove_one_another(made: Path) -> None:
    checks = tables.read(made, "checks")
    assert set(checks["status"]) <= {"holds", "within rounding"}
    assert {"revenues", "margin", "income", "cumulative", "yoy_pct", "agreement"} <= {
        rule.split("|")[0] for rule in checks["rule"]
    }


def test_its_series_have_its_own_names_and_money(made: Path) -> None:
    with company.use(company.of_folder(FOLDER)):
        data = open_data(made.parent)
        revenue = data.get("revenue", "fy2017")
        assert (revenue.unit, formats.write(revenue)) == ("EUR", "EUR 280 million")
        second_half = data.get("revenue", "2h17")  # printed nowhere: the year less the first half
        assert second_half.low <= 142_501_000 <= second_half.high
    wide = pd.read_csv(made / "record_wide_quarters.csv")
    assert list(wide.columns)[3:] == ["1Q16", "2Q16", "3Q16", "4Q16", "1Q17", "2Q17", "3Q17", "4Q17"]
    assert set(wide["unit"]) <= {"EUR million", "EUR/share", "count"}
    described = (made / "datapackage.json").read_text(encoding="utf-8")
    assert "Corvane Networks plc" in described
    assert not re.search(r"JPY|\byen\b|Internet Initiative", described)


def test_one_process_reads_both_in_turn_and_mixes_nothing(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "iij"
    other.mkdir()
    shutil.copy(INVENTED / "2010-08-05_1q10_presentation.txt", other)
    for number, folder in enumerate((other, FOLDER, other, FOLDER)):
        extract(folder, tmp_path / str(number))
    for one, again in ((0, 2), (1, 3)):
        for path in (tmp_path / str(one)).iterdir():
            assert path.read_bytes() == (tmp_path / str(again) / path.name).read_bytes(), path.name
    for path in made.iterdir():
        assert path.read_bytes() == (tmp_path / "1" / path.name).read_bytes(), path.name


def test_the_company_may_be_named_on_the_command_line(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts").mkdir()
    for path in FOLDER.glob("*.txt"):
        shutil.copy(path, tmp_path / "texts")
    asked = ["extract", str(tmp_path / "texts"), str(tmp_path / "out"), "--company"]
    assert main([*asked, str(FOLDER / "company")]) == 0
    assert (tmp_path / "out" / "facts.csv").read_bytes() == (made / "facts.csv").read_bytes()
    assert main([*asked, "nobody"]) == 2
    assert "nobody: there is no company.toml there. Name a company that is known (iij)" in capsys.readouterr().err


def test_the_page_that_says_how_to_begin_one_is_true(tmp_path: Path) -> None:
    """Its files are written, its commands run, one after the other; what they print is what it says."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(Path(company.__file__).parents[2])}
    shown, said = [], []
    for block in _BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["file"]:
            (tmp_path / block["file"]).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block["file"]).write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "sh":
            run = subprocess.run(
                ["sh", "-ec", block["text"]], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
            )
            shown.append(run.stdout)
        else:
            said.append(block["text"])
    assert shown == said
    assert len(shown) == 2
