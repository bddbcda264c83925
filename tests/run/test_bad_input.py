"""What is no filing gets one sentence with file, line and remedy; what is odd gets read, and said; nothing breaks."""

from __future__ import annotations

import errno
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from arriving import DECK, RAW, RELEASE, ROOT, YEAR, data_folder, next_year, snapshot

from helpers.__main__ import main
from helpers.data import atomic, tables
from helpers.filing.raw import FilingError
from helpers.run import gate
from helpers.run.arrivals import oddities
from helpers.run.arrivals.intake import Stated, receive
from helpers.run.extract import extract

NEW = next_year(DECK)
JAPANESE = (
    "平成30年3月期 第1四半期決算短信\n株式会社インターネットイニシアティブ\n2017年8月8日\n売上高 39,123百万円\n" * 9
)


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def cut_in_a_table(text: str) -> str:
    rows = text.split("\n")
    last = next(n for n in range(9, len(rows)) if rows[n].count("\t") > 3 and rows[n - 1].count("\t") > 3)
    return "\n".join([*rows[:last], rows[last][: len(rows[last]) // 2]])


def a_page_twice(text: str) -> str:
    rows = text.split("\n")
    return "\n".join([*rows[:120], *rows[60:120], *rows[120:]])


def without_units(text: str) -> str:
    for word in ("JPY", "Yen", "yen", "\u00a5"):
        text = text.replace(word, "")
    return text


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\r\n\x0c\n" * 99, "the file is empty"),
    "pdf": (
        b"%PDF-1.4\n%\xe2\xe3\n1 0 obj",
        "the PDF is damaged and cannot be read",
    ),
    "office": (b"PK\x03\x04\x14\x00\x06\x00", "an office document"),
    "random": (bytes(range(256)) * 64, "line 2: byte 0x80 is not UTF-8"),
    "shift_jis": (JAPANESE.encode("cp932"), "line 1: this looks like Shift-JIS"),
    "utf_16": (NEW.encode("utf-16"), "line 1: this is UTF-16 text"),
    "utf_16_without_mark": (NEW.encode("utf-16-le"), "this looks like UTF-16 text"),
    "utf_32": (NEW.encode("utf-32"), "this is UTF-32 text"),
    "latin_1": (NEW.replace("IIJ", "\u00efij\u00e9").encode("latin-1", "replace"), "is not UTF-8 text"),
    "mojibake": (
        JAPANESE.encode().decode("cp1252", "replace").encode(),
        "characters were lost when the text was converted",
    ),
    "mojibake_latin": (JAPANESE.encode().decode("latin-1").encode(), "were lost when the text was converted"),
    "cut_character": (NEW.encode() + "\u25b3".encode()[:2], r"line \d+: byte 0xe2 is not UTF-8 text"),
    "nuls": (NEW.replace("a", "\x00").encode(), r"line \d+: .* are control characters"),
    "one_long_line": (b"1,234 " * 1_000_000, "5,000,000"),
    "long_line": (NEW.replace("\n", " ").encode(), "line 1: .* characters are more than a line of a filing has"),
    "short_lines": (b"1\n" * 1_000_000, "line 100001: 1,000,001 lines are more than a filing has"),
}
ODD_TO_ADD: dict[str, tuple[str, str]] = {
    "japanese": (JAPANESE, "line 1: the text is Japanese"),
    "another_company": (
        NEW.replace("Internet Initiative Japan Inc.", "NTT DOCOMO, INC. Corporation").replace("IIJ", "NTT"),
        r"line \d+: this is a filing of NTT DOCOMO",
    ),
    "no_unit": (without_units(NEW), "no line says that its figures are yen"),
    "no_date": ("\n".join(NEW.split("\n")[60:]), "--publisher|--announced-on"),
    "a_poem": ("Roses are red,\nviolets are blue 7.\n", "do not name Internet Initiative Japan"),
}


def told(status: int, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that failed said: sentences on standard error, and no report."""
    captured = capsys.readouterr()
    assert status == 2
    assert "Traceback" not in captured.err
    assert captured.err.strip().endswith((".", ".)"))
    assert "\n" not in captured.err.strip()
    return captured.err


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_text_is_refused_with_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, expected = BAD[name]
    data = data_folder(tmp_path, YEAR)
    text = tmp_path / "new.txt"
    text.write_bytes(content)
    before, began = snapshot(data), time.monotonic()
    said = told(main(["add", str(text), "--no-findings", "--data", str(data)]), capsys)
    assert re.search(expected, said), said
    assert said.startswith("new.txt")
    assert snapshot(data) == before

    (data / "raw" / "new.txt").write_bytes(content)
    assert gate.pass_folder(data / "raw") == {"new.txt"}
    said = capsys.readouterr().err
    # `add` converts a PDF, and says what is wrong with it; a text in the folder that is one is said to be one.
    expected = "line 1: this is a PDF" if name == "pdf" else expected
    assert re.search(expected, said), said
    assert said.endswith("It is left out; the others are read.\n")

    (data / "raw" / f"{YEAR}.txt").unlink()
    (data / "raw" / "filings.csv").unlink()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "facts.csv").write_text("the last good one")
    said = told(main(["extract", str(data / "raw"), str(tmp_path / "out")]), capsys)
    assert re.search(expected, said), said
    assert snapshot(tmp_path / "out").keys() == {"facts.csv"}
    said = told(main(["run", "-p", f"data_dir={data}"]), capsys)
    assert re.search(expected, said), said
    assert time.monotonic() - began < 30


def test_one_refused_text_does_not_stop_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, RELEASE)
    for name, (content, _) in [*BAD.items()][:4]:
        (data / "raw" / f"{name}.txt").write_bytes(content)
    (data / "raw" / "poem.txt").write_text(ODD_TO_ADD["a_poem"][0])
    (data / "raw" / "SHOUTED.TXT").write_text("1")
    (data / "raw" / "a'b<i>.txt").write_text(NEW)
    assert main(["extract", str(data / "raw"), str(tmp_path / "out")]) == 0
    captured = capsys.readouterr()
    named = {line.partition(": ")[0].partition(",")[0].strip('"') for line in captured.err.splitlines()}
    assert named == {"SHOUTED.TXT", "a'b<i>.txt", "blank.txt", "empty.txt", "office.txt", "pdf.txt", "poem.txt"}
    assert set(tables.read(tmp_path / "out", "facts")["filing"]) == {RELEASE}
    assert tables.read(tmp_path / "out", "filings")["filing"].tolist() == [RELEASE]
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    assert main(["add", str(tmp_path / "new.txt"), "--no-findings", "--data", str(data)]) == 0


@pytest.mark.parametrize("name", ODD_TO_ADD)
def test_a_text_that_is_no_such_filing_is_not_taken_in(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, expected = ODD_TO_ADD[name]
    data = data_folder(tmp_path, YEAR)
    text = tmp_path / "new.txt"
    text.write_text(content, encoding="utf-8")
    before = snapshot(data)
    said = told(main(["add", str(text), "--no-findings", "--data", str(data)]), capsys)
    assert re.search(expected, said), said
    assert snapshot(data) == before


ODD: dict[str, tuple[Callable[[str], str], str]] = {
    "cut_in_a_table": (cut_in_a_table, "ends in the middle of a table"),
    "a_page_twice": (a_page_twice, "a page may stand there twice"),
    "some_nuls": (lambda text: text.replace("Agenda", "Agen\x00da\x07"), "2 control characters, first on line"),
    "right_to_left": (lambda text: text.replace("JPY3", "\u202eJPY\u200f3"), "invisible mark"),
    "html": (lambda text: f"<script>alert(1)</script>\n<table><tr><td>{text}</td></tr></table>", "HTML tag"),
    "lost": (lambda text: text.replace("\u2013", "\ufffd").replace("Agenda", "Agen\ufffda"), "lost in conversion"),
    "formulas": (
        lambda text: text.replace("\nRevenues\t", "\n=cmd|' /C calc'!A0 Revenues\t").replace("\nCosts", "\n@SUM(1)"),
        "that a spreadsheet would compute as a formula",
    ),
    "carriage_returns": (lambda text: text.replace("\n", "\r\n"), ""),
    "blanks_for_tabs": (lambda text: text.replace("\t", "   "), ""),
    "bidi_digits": (lambda text: text.replace("15.0%", "\u0661\u0665.\u0660%"), ""),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_is_read_and_its_oddity_said(name: str, tmp_path: Path) -> None:
    change, expected = ODD[name]
    data = data_folder(tmp_path, YEAR)
    text = tmp_path / "new.txt"
    text.write_bytes(change(NEW).encode())
    arrival = receive(text, Stated(), data / "raw")
    assert not expected or any(expected in remark for remark in arrival.remarks), arrival.remarks
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / f"{arrival.filing.stem}.txt").write_bytes(arrival.data)
    extract(raw, tmp_path / "out")
    numbers = tables.read(tmp_path / "out", "numbers")
    lines = arrival.data.decode().split("\n")
    covered = set()
    for line, start, end, printed in zip(*(numbers[c] for c in ("line", "start", "end", "printed")), strict=True):
        assert lines[line - 1][start:end] == printed
        covered |= {(line, at) for at in range(start, end)}
    digits = {(n, at) for n, row in enumerate(lines, 1) for at, c in enumerate(row) if c.isdecimal()}
    assert digits <= covered
    words = [tables.read(tmp_path / "out", "facts")["label"], tables.read(tmp_path / "out", "filings")["title"]]
    assert not [text for column in words for text in column if text[:1] in set("=+-@\t")]


# ---- paths and folders ---------------------------------------------------------------------------------------------


def test_paths_that_lead_nowhere_or_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, YEAR)
    before = snapshot(data)
    os.mkfifo(tmp_path / "pipe.txt")
    for path, expected in (
        (tmp_path / "nowhere.txt", "no such file"),
        (tmp_path, "this is a folder"),
        (tmp_path / "pipe.txt", "no regular file"),
        (Path("/dev/zero"), "no regular file"),
    ):
        said = told(main(["add", str(path), "--no-findings", "--data", str(data)]), capsys)
        assert expected in said
    said = told(main(["add", str(RAW / f"{DECK}.txt"), "--data", str(tmp_path / "none")]), capsys)
    assert "holds no folder raw" in said
    assert snapshot(data) == before


@pytest.mark.parametrize("target", ["outside.txt", "gone.txt", "."])
def test_a_link_out_of_the_folder_is_refused(target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, YEAR)
    (tmp_path / "outside.txt").write_text(NEW, encoding="utf-8")
    (data / "raw" / "new.txt").symlink_to(tmp_path / target)
    assert gate.pass_folder(data / "raw") == {"new.txt"}
    assert "new.txt: a link" in capsys.readouterr().err
    assert main(["extract", str(data / "raw"), str(tmp_path / "out")]) == 0
    assert set(tables.read(tmp_path / "out", "facts")["filing"]) == {YEAR}


def test_a_link_given_to_add_is_read_but_no_link_comes_into_the_folder(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    (tmp_path / "there.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "there.txt")
    assert main(["add", str(tmp_path / "link.txt"), "--no-findings", "--data", str(data)]) == 0
    assert not any(path.is_symlink() for path in (data / "raw").iterdir())


def test_records_that_are_links_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, RELEASE)
    (data / "raw" / "filings.csv").rename(tmp_path / "elsewhere.csv")
    (data / "raw" / "filings.csv").symlink_to(tmp_path / "elsewhere.csv")
    said = told_after_report(main(["remove", RELEASE, "--no-findings", "--data", str(data)]), capsys)
    assert "filings.csv is a link" in said
    assert (tmp_path / "elsewhere.csv").read_text().count(RELEASE) == 1


def told_after_report(status: int, capsys: pytest.CaptureFixture[str]) -> str:
    error = capsys.readouterr().err
    assert status == 2
    assert "Traceback" not in error
    return error


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (f"filing,sha256\n{YEAR},\n{YEAR},\n", "line 3: .* has a row already"),
        ("filing,sha256\n,\n", "line 2: no filing named"),
        (f"filing,announced_on\n{YEAR},soon\n", "announced_on is 'soon', expected YYYY-MM-DD"),
        (f"filing,sha256\n{YEAR},{'0' * 64}\n", "has not the bytes it was recorded with"),
        ("\xff\xfe", "not a UTF-8 CSV table"),
    ],
)
def test_records_that_cannot_be_are_told_by_line(
    records: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = data_folder(tmp_path, YEAR)
    (data / "raw" / "filings.csv").write_bytes(records.encode("latin-1"))
    said = told(main(["extract", str(data / "raw"), str(tmp_path / "out")]), capsys)
    assert re.search(expected, said), said


def test_a_name_another_filing_has_is_not_taken(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    stem = "2017-08-05_1q17_presentation"
    (data / "raw" / f"{stem}.txt").write_text(next_year(YEAR), encoding="utf-8")
    records = data / "raw" / "filings.csv"
    record = f"{stem},2017-08-05,presentation,,2011-04-01,2012-03-31,,\r\n"
    records.write_bytes(records.read_bytes() + record.encode())
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    with pytest.raises(FilingError, match="which another filing has"):
        receive(tmp_path / "new.txt", Stated(), data / "raw")


# ---- full disks, folders that cannot be written --------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_is_full_or_cannot_be_written_changes_nothing(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = data_folder(tmp_path, DECK)
    before = snapshot(data)

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number), str(data / "raw"))

    monkeypatch.setattr(atomic, "_write", refused)
    status = main(["remove", DECK, "--no-findings", "--data", str(data)])
    assert f"{os.strerror(number)}. Make sure" in told_after_report(status, capsys)
    assert snapshot(data) == before


def limited(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line where no file may get larger than 20,000 bytes: a disk that is full half-way."""
    return subprocess.run(
        [sys.executable, "-m", "helpers", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )


def test_a_disk_that_fills_up_leaves_the_last_good_tables(tmp_path: Path) -> None:
    raw, out = data_folder(tmp_path, DECK) / "raw", tmp_path / "out"
    out.mkdir()
    (out / "facts.csv").write_text("the last good one")
    done = limited("extract", str(raw), str(out))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "try again" in done.stderr
    assert (out / "facts.csv").read_text() == "the last good one"
    assert not [path.name for path in out.rglob("*.part")]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = data_folder(tmp_path, DECK) / "raw"
    (tmp_path / "file").write_text("in the way")
    said = told(main(["extract", str(raw), str(tmp_path / "file" / "out")]), capsys)
    assert "Not a directory" in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_folder(tmp_path, RELEASE)
    before = snapshot(data)
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (data / "raw").chmod(0o555)
    try:
        status = main(["add", str(tmp_path / "new.txt"), "--no-findings", "--data", str(data)])
        assert "Permission denied" in told_after_report(status, capsys)
    finally:
        (data / "raw").chmod(0o755)
    assert snapshot(data) == before


def test_repeated_pages_are_found_by_their_lines() -> None:
    rows = [f"line {n}" for n in range(40)]
    said = oddities.remarks("\n".join([*rows[:30], *rows[10:30], *rows[30:]]))
    assert said == ["Lines 31 to 50 repeat lines 11 to 30: a page may stand there twice."]
