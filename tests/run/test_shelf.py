"""A shelf of companies as one Parquet dataset: what is in it, whoever works on it, and whatever happens meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from helpers.__main__ import main
from helpers.data import tables
from helpers.run.extract import extract

dataset = pytest.importorskip("pyarrow.dataset")
distributed = pytest.importorskip("distributed")
from helpers.run.shelf import folder, shelf  # noqa: E402

INVENTED = Path(__file__).parents[1] / "invented"
OTHER = Path(__file__).parents[1] / "companies" / "corvane"  # another fiscal year, another currency
TEXTS = {
    "first": "2010-08-05_1q10_presentation",
    "100% sure": "2014-02-07_3q13_release",
    "third": "2018-02-07_3q17_presentation",
    "fourth": "2017-11-07_1h17_presentation",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four folders of one company, one of another company, and a folder that cannot be read."""
    found = tmp_path_factory.mktemp("shelf")
    for company, text in TEXTS.items():
        (found / company).mkdir()
        shutil.copy(INVENTED / f"{text}.txt", found / company)
    shutil.copytree(OTHER, found / OTHER.name)
    (found / "broken").mkdir()
    (found / "broken" / "2020-01-01_1q20_release.txt").write_bytes(b"%PDF-1.7 no text")
    return found


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as found:
        yield found


@pytest.fixture(scope="module")
def built(root: Path, cluster: distributed.LocalCluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset, made by two workers, of which one is killed when the first company is done."""
    out = tmp_path_factory.mktemp("dataset")
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    killed: list[int] = []

    def told(_: shelf.Summary) -> None:
        if not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    found = shelf.build(root, out, scheduler=cluster.scheduler_address, told=told)
    assert killed
    assert [summary.company for summary in found] == sorted([*TEXTS, OTHER.name, "broken"])
    return out


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("*/*/*.parquet"))}


def table(out: Path, name: str, company: str) -> pd.DataFrame:
    rows = dataset.dataset(out / name, partitioning="hive").to_table(filter=dataset.field("company") == company)
    return rows.drop_columns(["company"]).to_pandas(date_as_object=True)


@pytest.mark.parametrize("company", [*TEXTS, OTHER.name])
def test_a_company_has_the_rows_that_extract_writes(built: Path, root: Path, company: str, tmp_path: Path) -> None:
    extract(root / company, tmp_path)
    for name in folder.TABLES:
        there, known = table(built, name, company), tables.read(tmp_path, name)
        assert list(there.columns) == tables.columns(name)
        for column in known.columns:
            read = ["" if cell is None else cell for cell in there[column]]
            if column in {"announced_on", "period_start", "period_end"}:
                read = [str(cell) for cell in read]
            same = [a == b or (pd.isna(a) and pd.isna(b)) for a, b in zip(read, known[column], strict=True)]
            assert all(same), f"{name}.{column}"


def test_one_worker_makes_the_same_dataset(built: Path, root: Path, tmp_path: Path) -> None:
    shelf.build(root, tmp_path, workers=1)
    assert contents(tmp_path) == contents(built)
    assert len(contents(built)) == (len(TEXTS) + 1) * len(folder.TABLES)


def test_the_summary_has_a_row_for_each_folder_and_says_what_failed(built: Path) -> None:
    rows = pd.read_parquet(built / "summary.parquet").set_index("company")
    assert sorted(rows.index) == sorted([*TEXTS, OTHER.name, "broken"])
    assert "this is a PDF, not plain text" in rows.loc["broken", "error"]
    for company in TEXTS:
        facts, numbers = table(built, "facts", company), table(built, "numbers", company)
        row = rows.loc[company]
        assert (row["filings"], row["facts"], row["error"]) == (1, len(facts), "")
        assert row["unread"] == (numbers["role"] == "unread").sum()
        assert row["broken_checks"] == (table(built, "checks", company)["status"] == "broken").sum()


def test_only_what_has_changed_is_read_again(
    built: Path, root: Path, cluster: distributed.LocalCluster, tmp_path: Path
) -> None:
    out, shelf_of_mine = tmp_path / "out", tmp_path / "root"
    shutil.copytree(built, out)
    shutil.copytree(root, shelf_of_mine)
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*/*.parquet")}
    text = shelf_of_mine / "third" / f"{TEXTS['third']}.txt"
    text.write_text(text.read_text(encoding="utf-8") + "\nRevenue was JPY12,345 million.\n", encoding="utf-8")
    folder.partition(out, "facts", "first").write_bytes(b"harmed")
    shutil.rmtree(shelf_of_mine / "fourth")

    found = shelf.build(shelf_of_mine, out, scheduler=cluster.scheduler_address)

    after = {path: path.stat().st_mtime_ns for path in out.glob("*/*/*.parquet")}
    again = {path.parent.name for path in after if after[path] != before[path]}
    assert again == {"company=third", "company=first"}
    assert not [path for path in after if "fourth" in path.parent.name]
    assert [summary.company for summary in found] == ["100% sure", "broken", OTHER.name, "first", "third"]
    assert contents(out)["facts/company=first/part-0.parquet"] == contents(built)["facts/company=first/part-0.parquet"]


def test_a_folder_that_fails_loses_the_rows_it_had(built: Path, root: Path, tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "first"
    shutil.copytree(built, out)
    mine.mkdir()
    (mine / "a.txt").write_text("hello\n", encoding="utf-8")
    found = folder.read(str(mine), str(out), folder.code_digest())
    assert "no announcement date" in found["error"]
    assert not list(out.glob("*/company=first/*"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no such folder", "out"], "no such folder"),
        (["{empty}", "out"], "no folder in it"),
        (["{root}", "out", "--scheduler", "tcp://127.0.0.1:9"], "no Dask scheduler answers"),
    ],
)
def test_bad_input_is_said_in_a_sentence(
    arguments: list[str],
    says: str,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shelf, "PATIENCE", 1)
    (tmp_path / "empty").mkdir()
    given = [text.format(root=root, empty=tmp_path / "empty") for text in arguments]
    assert main(["shelf", *given]) == 2
    assert says in capsys.readouterr().err
