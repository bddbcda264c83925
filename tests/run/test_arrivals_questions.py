"""What a filing cannot be is a question to the person, and each answer that a message offers works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from arriving import DECK, RAW, RELEASE, ROOT, YEAR, data_folder, next_year

from helpers.__main__ import main
from helpers.filing import raw
from helpers.filing.raw import FilingError
from helpers.run.arrivals import intake
from helpers.run.arrivals.intake import Arrival, Stated, receive

LIGHT = ["--no-findings", "--data"]
NEW = next_year(DECK)
# Our own words in the form of IIJ's notice of 7 November 2014 ("... Revises its Full-Year Financial Targets ...").
NOTICE = """For Immediate Release

IIJ Revises its Full-Year Financial Targets for FY2014

TOKYO, November 7, 2014 - Internet Initiative Japan Inc. ("IIJ", TSE 3774) announced today, together with its
results for the first half of FY2014 (from April 1, 2014 to September 30, 2014), that it revises its targets for the
fiscal year, since network services grew less than it had planned while its costs rose as it had said in May.

(Unit: JPY millions)

\tTotal revenues\tOperating income
Previous target (A)\t123,500\t7,000
Revised target (B)\t121,000\t6,300
"""
RESULTS = """For Immediate Release

IIJ Announces First Six Months Financial Results for the Fiscal Year Ending March 31, 2015

TOKYO, November 7, 2014 - Internet Initiative Japan Inc. ("IIJ", TSE 3774) today announced its results for the first six
months of the fiscal year ending March 31, 2015 ("1H14", from April 1, 2014 to September 30, 2014).

Total revenues for 1H14 were JPY57,700 million.
"""


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def asked(text: str, tmp_path: Path, data: Path, **stated: str) -> Arrival:
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    return receive(tmp_path / "new.txt", Stated(**stated), data / "raw")


# ---- forms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("IIJ Revises its Full-Year Financial Targets for FY2014", "2014-11-07_fy14_notice"),
        ("Notice of Revision of Full-Year Targets for the Fiscal Year Ending March 31, 2015", "2014-11-07_fy14_notice"),
        ("Notice Regarding Differences between Targets and Results for 1H FY2014", "2014-11-07_1h14_notice"),
        ("Revision of Dividend Forecast for FY2014", "2014-11-07_fy14_notice"),
    ],
)
def test_a_notice_says_itself_what_it_is(title: str, name: str, tmp_path: Path) -> None:
    text = NOTICE.replace("IIJ Revises its Full-Year Financial Targets for FY2014", title)
    filing = asked(text, tmp_path, data_folder(tmp_path, YEAR)).filing
    assert (filing.stem, filing.title, filing.kind) == (name, title, "notice")


def test_a_notice_that_names_no_period_is_about_the_one_under_way_or_asks(tmp_path: Path) -> None:
    data = data_folder(tmp_path, YEAR)
    untitled = NOTICE.replace("IIJ Revises its Full-Year Financial Targets for FY2014", "Notice on a Revised Forecast")
    with pytest.raises(FilingError, match="do not say which period it reports"):
        asked(untitled, tmp_path, data)
    words = "that it revises its targets for the\nfiscal year,"
    assert words in untitled
    told = untitled.replace(words, "that for the fiscal year ending March 31, 2015,")
    assert asked(told, tmp_path, data).filing.stem == "2014-11-07_fy14_notice"
    flags = {"period_start": "2014-04-01", "period_end": "2015-03-31"}
    assert asked(untitled, tmp_path, data, **flags).filing.stem == "2014-11-07_fy14_notice"


def test_a_notice_and_results_of_one_day_stand_side_by_side(tmp_path: Path) -> None:
    for first, second in ((NOTICE, RESULTS), (RESULTS, NOTICE)):
        root = tmp_path / first[30:34]
        root.mkdir()
        data = data_folder(root, YEAR)
        for text in (first, second):
            (root / "new.txt").write_text(text, encoding="utf-8")
            assert main(["add", str(root / "new.txt"), *LIGHT, str(data)]) == 0
        names = {path.stem for path in (data / "raw").glob("2014*.txt")}
        assert names == {"2014-11-07_fy14_notice", "2014-11-07_1h14_release"}
        assert not any(filing.supersedes for filing in raw.read_all(data / "raw"))


def test_a_later_notice_on_the_same_year_is_no_correction_of_the_text_of_the_first(tmp_path: Path) -> None:
    data = data_folder(tmp_path, YEAR)
    (data / "raw" / "2014-11-07_fy14_notice.txt").write_text(NOTICE, encoding="utf-8")
    later = NOTICE.replace("November 7, 2014 -", "November 10, 2014 -")
    assert asked(later.replace("6,300", "6,200"), tmp_path, data).supersedes == "2014-11-07_fy14_notice"
    words = (
        "IIJ Revises its Full-Year Financial Targets for FY2014\n\nTOKYO, February 9, 2015 - IIJ announced today that"
    )
    other = f"{words} it revises them again.\n(JPY millions)\n\tTotal revenues\nRevised target\t119,000\n"
    assert asked(other, tmp_path, data).supersedes == ""


@pytest.mark.parametrize("name", [RELEASE, DECK, YEAR])
def test_results_that_come_with_revised_targets_are_results(name: str) -> None:
    text = (RAW / f"{name}.txt").read_text(encoding="utf-8")
    head = [row.strip() for row in text.split("\n") if row.strip()]
    at = next(n for n, row in enumerate(head) if "esults" in row)
    head.insert(at + 1, "IIJ Revises its Full-Year Financial Targets")
    assert raw.kind_of(head[:40]) == name.rpartition("_")[2]


# ---- questions -----------------------------------------------------------------------------------------------------


def test_a_period_that_cannot_be_is_asked_about(tmp_path: Path) -> None:
    data = data_folder(tmp_path, YEAR)
    odd = NEW.replace("1Q FY2017", "1Q FY2009").replace("June 30, 2017", "June 30, 2009")
    with pytest.raises(FilingError, match="2009-04-01 to 2009-06-30, which cannot be the period of"):
        asked(odd, tmp_path, data)
    given = {"period_start": "2017-04-01", "period_end": "2017-06-30"}
    assert asked(odd, tmp_path, data, **given).filing.stem == "2017-08-05_1q17_presentation"
    (data / "raw" / "odd.txt").write_text(odd, encoding="utf-8")
    assert any("odd.txt: it seems to report" in text for text in raw.read_folder(data / "raw").refused)


def test_a_day_that_is_yet_to_come_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_folder(tmp_path, YEAR)
    monkeypatch.setattr(intake, "_today", lambda: "2017-08-04")
    with pytest.raises(FilingError, match=r"2017-08-05, is yet to come\. Say it with --announced-on"):
        asked(NEW, tmp_path, data)
    assert asked(NEW, tmp_path, data, announced_on="2017-08-05").filing.announced_on == "2017-08-05"
    monkeypatch.setattr(intake, "_today", lambda: "2017-08-05")
    assert asked(NEW, tmp_path, data).filing.announced_on == "2017-08-05"


@pytest.mark.parametrize(
    "flags",
    [
        {"period_start": "0001-01-01", "period_end": "2017-06-30"},
        {"announced_on": "0001-01-01"},
        {"title": "A title\nof two lines"},
        {"title": "long " * 100},
        {"publisher": "\x1b[2J"},
    ],
)
def test_an_answer_that_cannot_be_is_refused(flags: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(FilingError, match="--"):
        asked(NEW, tmp_path, data_folder(tmp_path, YEAR), **flags)


def test_every_way_that_a_refusal_offers_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second text of the same form, period and day: corrected later, both standing, or of another kind or period."""
    data = data_folder(tmp_path, RELEASE)
    (tmp_path / "new.txt").write_text((RAW / f"{RELEASE}.txt").read_text("utf-8").replace("74,123", "74,223"), "utf-8")
    command = ["add", str(tmp_path / "new.txt"), "--dry-run", *LIGHT, str(data)]
    assert main(command) == 2
    offered = set(re.findall(r"--[a-z-]+", capsys.readouterr().err))
    assert offered == {"--announced-on", "--supersedes"}
    assert main([*command, "--announced-on", "2016-11-09"]) == 0
    assert f"supersedes     {RELEASE}" in capsys.readouterr().out
    assert main([*command, "--supersedes", "none"]) == 0
    assert f"{RELEASE}_2" in capsys.readouterr().out


def test_a_name_that_is_taken_is_left_by_every_way_offered(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE)
    records = data / "raw" / "filings.csv"
    records.write_text(records.read_text().replace("2016-04-01,2016-09-30", "2015-04-01,2016-03-31"))
    text = (RAW / f"{RELEASE}.txt").read_text("utf-8") + "\n"
    with pytest.raises(FilingError, match="which another filing has") as refused:
        asked(text, tmp_path, data)
    for flags in (
        {"announced_on": "2016-11-09"},
        {"supersedes": "none"},
        {"kind": "presentation"},
        {"period_start": "2016-07-01", "period_end": "2016-09-30"},
    ):
        assert all(f"--{name.replace('_', '-')}" in str(refused.value) for name in flags)
        assert asked(text, tmp_path, data, **flags).filing.stem != RELEASE, flags


def test_a_title_is_no_paragraph(tmp_path: Path) -> None:
    long = "IIJ Announces First Six Months Financial Results " + "and much more of it, " * 40
    text = RESULTS.replace("IIJ Announces First Six Months Financial Results for", f"{long}for", 1)
    title = asked(text, tmp_path, data_folder(tmp_path, YEAR)).filing.title
    assert len(title) <= 170
    assert title.endswith(" ...")


def test_lines_that_end_in_returns_alone_are_refused_or_told(tmp_path: Path) -> None:
    data = data_folder(tmp_path, YEAR)
    (tmp_path / "new.txt").write_bytes(NEW.replace("\r\n", "\n").replace("\n", "\r").encode())
    with pytest.raises(FilingError, match=r"line 1: .* lines end in a carriage return alone"):
        receive(tmp_path / "new.txt", Stated(), data / "raw")
    (tmp_path / "new.txt").write_bytes(NEW.replace("\n", "\r", 3).encode())
    remarks = receive(tmp_path / "new.txt", Stated(), data / "raw").remarks
    assert any("3 line ends of the old Mac kind, first on line 1: read as a blank." in said for said in remarks)


def test_digits_under_marks_are_told(tmp_path: Path) -> None:
    text = NEW.replace("4,045", "4,0\u03364\u20e35", 1)
    remarks = asked(text, tmp_path, data_folder(tmp_path, YEAR)).remarks
    assert any("2 digits under a combining mark" in said for said in remarks)
    assert any(
        "76 invisible marks of" in said for said in asked("\u200b" * 76 + NEW, tmp_path, tmp_path / "data").remarks
    )
