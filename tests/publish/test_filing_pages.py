"""The page of a converted filing says what it was made from and on which page of it each line stands."""

from __future__ import annotations

import re
from pathlib import Path

import published
from arriving import RELEASE, data_folder, next_year

from helpers.data.files import Folder
from helpers.filing.documents import convert
from helpers.publish.book import filing_pages
from helpers.run.extract import extract


def test_lines_stand_on_their_pages(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    page = tmp_path / "ex991.htm"
    page.write_text(published.as_html(next_year(RELEASE), "exhibit"), encoding="utf-8")
    made = convert.convert(page)
    text = data / "raw" / "2017-11-08_1h17_release.txt"
    text.write_text(made.text, encoding="utf-8", newline="")
    records = data / "raw" / "filings.csv"
    head, row = records.read_text(encoding="utf-8").splitlines()
    head += "," + ",".join(made.record())
    row += "," * len(made.record())
    new = ",".join([text.stem, *[""] * 7, *made.record().values()])
    records.write_text(f"{head}\n{row}\n{new}\n", encoding="utf-8")
    extract(data / "raw", data / "processed")

    filing_pages.write_pages(Folder(tmp_path / "book"), data)

    shown = (tmp_path / "book" / "sources" / f"{text.stem}.md").read_text(encoding="utf-8")
    assert re.search(r"the conversion of ex991\W*htm \(sha256", shown)
    marks = re.findall(r'<div (?:class="leaf" id="(P\d+)"|id="(L\d+)")', shown)
    placed = {leaf: marks[at + 1][1] for at, (leaf, _) in enumerate(marks) if leaf}
    feeds = [n for n, line in enumerate(made.text.split("\n"), 1) if line == "\f"]
    assert placed == {"P1": "L1"} | {f"P{page}": f"L{line}" for page, line in enumerate(feeds, 2)}
    assert len(feeds) > 5
    as_filed = (tmp_path / "book" / "sources" / f"{RELEASE}.md").read_text(encoding="utf-8")
    assert "leaf" not in as_filed
    assert "the conversion from PDF" in as_filed


def test_a_text_that_was_refused_is_named_with_the_reason(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    (data / "raw" / "2018-05-15_<b>.txt").write_bytes(b"%PDF-1.4")
    extract(data / "raw", data / "processed")

    filing_pages.write_pages(Folder(tmp_path / "book"), data)

    index = (tmp_path / "book" / "sources" / "index.md").read_text(encoding="utf-8")
    (said,) = [line for line in index.splitlines() if "2018" in line]
    assert said.startswith("- ")
    assert "<b>" not in said
    assert str(tmp_path) not in index
