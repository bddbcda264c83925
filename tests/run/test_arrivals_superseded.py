"""A corrected filing counts from its announcement on; the one before it stays readable as of the days before."""

from __future__ import annotations

from pathlib import Path

import pytest
from arriving import RAW, RELEASE, ROOT, YEAR, data_folder

from helpers.__main__ import main
from helpers.data import tables
from helpers.data.dataset import open_data
from helpers.filing import raw
from helpers.filing.raw import FilingError
from helpers.run.arrivals import effects, folder
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
