"""filings.csv is read whole or refused, with the row that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.filing.raw import ChangedError, FilingError, read_folder
from helpers.filing.records import RecordsError, read_records

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
HEAD = "filing,announced_on,kind,period_start,period_end,supersedes\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a,2016-05-16,release,2016-03-31,2015-04-01,\n", "line 2: a: its period starts on 2016-03-31, after it ends"),
        ("a,2016-05-16,rumour,2015-04-01,2016-03-31,\n", "line 2: a: kind is 'rumour', expected presentation, release"),
        (
            "a,2016-01-16,release,2015-04-01,2016-03-31,\n",
            "line 2: a: it is announced on 2016-01-16, before its",
        ),
        ("a,2016-05-16,release,,2016-03-31,\n", "line 2: a: a period has two ends"),
        ("a,,release,,2016-13-31,\n", "line 2: a: period_end is '2016-13-31', expected YYYY-MM-DD"),
        ("a,2016-05-16,release,,,a\n", "row a: a supersedes a. A filing cannot correct itself"),
        ("a,,,,,b\nb,,,,,c\nc,,,,,a\n", "row a: a supersedes b supersedes c supersedes a"),
        ("a,,,,,c\nb,,,,,c\nc,,,,,\n", "row a: it supersedes c, and so does b"),
        ("a,2016-05-16,,,,b\nb,2016-05-17,,,,\n", "row a: it supersedes b, which was announced later"),
        ("<<<<<<< HEAD\na,,,,,\n=======\n", "line 2: a mark that git left of a conflict"),
        (f"a,,{'x' * 400},,,\n", r"line 2: kind has 400 characters \(at most 300\)"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused_by_row(rows: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "filings.csv").write_text(HEAD + rows)
    with pytest.raises(RecordsError, match=told):
        read_records(tmp_path)


def test_what_is_recorded_of_the_filings_holds() -> None:
    assert set(read_records(RAW)) == {path.stem for path in RAW.glob("*.txt")}


def test_a_notice_may_be_about_a_period_that_is_under_way(tmp_path: Path) -> None:
    (tmp_path / "filings.csv").write_text(HEAD + "a,2014-11-07,notice,2014-04-01,2015-03-31,\n")
    assert read_records(tmp_path)["a"]["kind"] == "notice"


def test_one_refused_text_does_not_stop_a_folder(tmp_path: Path) -> None:
    good = sorted(RAW.glob("*.txt"))[:2]
    for path in good:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "poem.txt").write_text("Roses are red,\nviolets are blue 7.\n")
    (tmp_path / "empty.txt").write_text("")
    found = read_folder(tmp_path)
    assert [filing.stem for filing in found.filings] == [path.stem for path in good]
    assert [text.partition(":")[0] for text in found.refused] == ["empty.txt", "poem.txt"]
    assert "Add a row for poem to filings.csv" in found.refused[1]
    for path in good:
        path = tmp_path / path.name
        path.unlink()
    with pytest.raises(FilingError, match=r"(?s)empty.txt: the file is empty.*poem.txt: no announcement date"):
        read_folder(tmp_path)


def test_a_text_that_is_not_the_recorded_one_stops_the_folder(tmp_path: Path) -> None:
    for path in RAW.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    one = sorted(tmp_path.glob("*.txt"))[1]
    one.write_bytes(one.read_bytes().replace(b"1", b"2", 1))
    with pytest.raises(ChangedError, match=f"{one.name}: its content is not the one recorded"):
        read_folder(tmp_path)
