"""A corrected filing counts from its announcement on; the one before it stays readable as of the days before."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from arriving import RAW, RELEASE, ROOT, YEAR, data_folder

from helpers.__main__ import main
from helpers.data import tables
from helpers.data.dataset import open_data
from helpers.filing import raw, soundness
from helpers.filing.raw import FilingError
from helpers.run.arrivals import changed_findings, effects, folder, intake
from helpers.run.arrivals.intake import Stated
from helpers.run.extract import extract

pytestmark = pytest.mark.skipif("supersedes" not in tables.columns("filings"), reason="tables.toml has no such column")
CORRECTED = "2016-11-21_1h16_release"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that is read of the release of 1H16 and of a correction of it that test code made."""
    root = tmp_path_factory.mktemp("superseded")
    folder = data_folder(root, RELEASE, YEAR)
    text = root / "corrected.txt"
    words = (RAW / f"{RELEASE}.txt").read_text(encoding="utf-8")
    text.write_text(words.replace("74,123", "74,223"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        command = ["add", str(text), "--announced-on", "2016-11-21", "--no-findings", "--data", str(folder)]
        assert main(command) == 0
    extract(folder / "raw", folder / "processed")
    return folder


def test_the_report_names_the_figures_it_corrects(data: Path) -> None:
    present = {filing.stem: filing for filing in raw.read_all(data / "raw")}
    record = folder.read_records(data / "raw").by_stem()[CORRECTED]
    of = [(present[name], dict(present[name].record())) for name in (RELEASE, YEAR)]
    tables_with_it = effects.tables_of([*of, (present[CORRECTED], dict(record))])
    found = effects.corrected(tables_with_it, CORRECTED, RELEASE)
    assert {said.concept for said in found} == {"revenue"}
    assert {(said.here_value, said.there_value) for said in found} == {("JPY 74.2 billion", "JPY 74.1 billion")}
    assert effects.corrected(tables_with_it, YEAR, "") == ()


def test_both_versions_are_in_the_tables_and_one_in_the_series(data: Path) -> None:
    facts = tables.read(data / "processed", "facts")
    assert {RELEASE, CORRECTED} <= set(facts["filing"])
    for name in ("checks", "series"):
        ids = " ".join(tables.read(data / "processed", name)["fact_ids"])
        assert f"{CORRECTED}.L" in ids
        assert f"{RELEASE}.L" not in ids


@pytest.mark.parametrize(("as_of", "told"), [("2016-11-20", RELEASE), ("2016-11-21", CORRECTED), ("", CORRECTED)])
def test_each_day_has_the_version_it_knew(data: Path, as_of: str, told: str) -> None:
    known = open_data(data, as_of)
    assert set(known.filings["filing"]) - {YEAR} == {told}
    assert set(known.facts["filing"]) - {YEAR} == {told}
    printed = known.mentions("revenue", "1h16", "level")["printed"].tolist()
    assert ("74,123" in printed) == (told == RELEASE)
    assert {fact.partition(".")[0] for fact in known.get("revenue", "1h16").fact_ids} <= {told, YEAR}


def test_a_correction_of_what_is_not_there_is_told(data: Path, tmp_path: Path) -> None:
    for path in (data / "raw").glob("*"):
        if path.is_file() and path.stem != RELEASE:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    records = (tmp_path / "filings.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "filings.csv").write_text("".join(row for row in records if not row.startswith(RELEASE)))
    with pytest.raises(FilingError, match=f"it supersedes {RELEASE}, of which there is no text"):
        raw.read_all(tmp_path)


# ---- what supersedes what ------------------------------------------------------------------------------------------

_DAY = {
    "2012-02-08": ("2012.2.8", "2012.2.15"),
    "2013-08-06": ("August 6, 2013", "August 13, 2013"),
    "2016-08-05": ("August 5, 2016", "August 12, 2016"),
    "2016-11-08": ("November 8, 2016", "November 15, 2016"),
    "2017-05-15": ("May 15, 2017", "May 22, 2017"),
}
EVERY = sorted(path.stem for path in RAW.glob("*.txt"))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("recorded", [True, False], ids=["recorded", "unrecorded"])
def test_every_filing_supersedes_itself_a_week_later(name: str, recorded: bool, tmp_path: Path) -> None:
    """Whether filings.csv or the text says which period it is, and whichever of the two names it."""
    data = data_folder(tmp_path, name)
    if not recorded:
        (data / "raw" / "filings.csv").unlink()
    there, then = _DAY[name[:10]]
    words = (RAW / f"{name}.txt").read_text(encoding="utf-8")
    assert there in words
    (tmp_path / "new.txt").write_text(words.replace(there, then) + "\n", encoding="utf-8")
    arrival = intake.receive(tmp_path / "new.txt", Stated(), data / "raw")
    assert arrival.supersedes == name
    assert arrival.filing.announced_on > name[:10]


@pytest.mark.parametrize("name", EVERY)
def test_no_filing_comes_in_behind_the_one_that_corrects_it(name: str, tmp_path: Path) -> None:
    data = data_folder(tmp_path, name)
    there, then = _DAY[name[:10]]
    words = (RAW / f"{name}.txt").read_text(encoding="utf-8")
    (data / "raw" / f"{name}.txt").write_text(words.replace(there, then), encoding="utf-8")
    (data / "raw" / "filings.csv").unlink()
    with pytest.raises(FilingError, match="no later announcement date"):
        intake.receive(RAW / f"{name}.txt", Stated(), data / "raw")


def test_a_corrected_deck_changes_the_number_it_corrects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    data = data_folder(tmp_path, YEAR)
    words = (RAW / f"{YEAR}.txt").read_text(encoding="utf-8")
    (tmp_path / "new.txt").write_text(words.replace("May 15, 2017", "May 22, 2017").replace("157.8", "158.8"))
    assert main(["add", str(tmp_path / "new.txt"), "--no-findings", "--data", str(data)]) == 0
    assert f"supersedes     {YEAR}" in capsys.readouterr().out
    extract(data / "raw", data / "processed")
    assert open_data(data).printed("revenue", "fy2016").value == pytest.approx(158.8e9)
    assert open_data(data, "2017-05-21").printed("revenue", "fy2016").value == pytest.approx(157.8e9)


# ---- a file that changes while it is read --------------------------------------------------------------------------


def test_what_is_stored_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it changes after the first look: text, record and report are of one version."""
    monkeypatch.chdir(ROOT)
    data = data_folder(tmp_path, RELEASE)
    text = tmp_path / "new.txt"
    one = (RAW / f"{YEAR}.txt").read_bytes()
    text.write_bytes(one)
    looked = soundness.content_of

    def and_then_it_changes(path: Path, within: Path | None = None) -> tuple[bytes, str]:
        found = looked(path, within)
        if path == text:
            text.write_bytes(one.replace(b"157.8", b"158.8"))
        return found

    monkeypatch.setattr(soundness, "content_of", and_then_it_changes)
    assert main(["add", str(text), "--no-findings", "--data", str(data)]) == 0
    stored = (data / "raw" / f"{YEAR}.txt").read_bytes()
    record = folder.read_records(data / "raw").by_stem()[YEAR]
    assert stored == one
    assert record["sha256"] == hashlib.sha256(stored).hexdigest()


def test_a_filing_that_changes_while_the_report_is_made_is_told(tmp_path: Path) -> None:
    data = data_folder(tmp_path, RELEASE, YEAR)
    read = [(filing, dict(filing.record())) for filing in raw.read_all(data / "raw")]
    paths = [data / "raw" / f"{filing.stem}.txt" for filing, _ in read]
    side = changed_findings.ShelfSide(effects.tables_of(read), paths)
    with changed_findings._copy(data, side) as copy:
        assert sorted(path.name for path in (copy / "raw").glob("*.txt")) == sorted(path.name for path in paths)
    paths[0].write_bytes(paths[0].read_bytes() + b"\n")
    with (
        pytest.raises(FilingError, match=f"{paths[0].name} changed while it was read"),
        changed_findings._copy(data, side),
    ):
        pass
