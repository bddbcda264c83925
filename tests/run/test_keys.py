"""Keys change with what a notebook rests on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.data.files import digest_file, mirror, write_atomically
from helpers.run.keys import Code


@pytest.fixture
def code(tmp_path: Path) -> Code:
    return Code(make_package(tmp_path))


def make_package(folder: Path) -> Path:
    package = folder / "helpers"
    (package / "readers").mkdir(parents=True)
    for name, text in {
        "__init__.py": "if TYPE_CHECKING:\n    from helpers.prose import words\n",
        "tables.py": "from helpers import amounts\n",
        "amounts.py": "import decimal\n",
        "extract.py": "def extract():\n    from helpers.readers import all_readers\n",
        "readers/__init__.py": "from helpers.readers import charts\n",
        "readers/charts.py": "from ..periods import read\n",
        "periods.py": "",
        "figures.py": "from .prose import words\n",
        "prose.py": "",
        "concepts.toml": "x = 1\n",
    }.items():
        (package / name).write_text(text)
    return package


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import pandas", set()),
        ("from helpers.tables import read", {"tables", "amounts"}),
        ("import helpers.tables as t", {"tables", "amounts"}),
        ("from helpers import figures", {"figures", "prose"}),
        ("from helpers.extract import extract", {"extract", "readers", "readers.charts", "periods"}),
        ("%matplotlib inline\nfrom helpers import prose", {"prose"}),
        ("from helpers import words", {"prose"}),
    ],
)
def test_modules_are_followed_through_imports(code: Code, source: str, expected: set[str]) -> None:
    found = code.modules_for([source])
    assert found == ({"helpers"} | {f"helpers.{name}" for name in expected} if expected else set())


def test_code_that_cannot_be_read_rests_on_everything(code: Code) -> None:
    assert len(code.modules_for(["from helpers import ("])) == 9


def test_the_digest_changes_with_imported_modules_and_data_only(tmp_path: Path) -> None:
    package = make_package(tmp_path)

    def digest() -> str:
        return Code(package).digest_for(["from helpers.tables import read"])

    before = digest()
    (package / "figures.py").write_text("changed = 1\n")
    assert digest() == before
    (package / "amounts.py").write_text("changed = 1\n")
    changed = digest()
    assert changed != before
    (package / "concepts.toml").write_text("x = 2\n")
    assert digest() != changed


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "table.csv"
    assert write_atomically(path, b"a\n")
    inode = path.stat().st_ino
    assert not write_atomically(path, b"a\n")
    assert path.stat().st_ino == inode, "the same bytes are left alone"
    assert write_atomically(path, b"b\n")
    assert [file.name for file in path.parent.iterdir()] == ["table.csv"]


def test_a_mirror_has_the_same_files(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    write_atomically(source / "reference" / "a.csv", b"a")
    write_atomically(target / "reference" / "b.csv", b"b")
    mirror(source, target)
    assert [path.relative_to(target).as_posix() for path in target.rglob("*.csv")] == ["reference/a.csv"]
    assert digest_file(target / "none") == ""
